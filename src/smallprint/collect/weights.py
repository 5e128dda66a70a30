"""Headers of weight files: what a GGUF or safetensors file says of its base, data sets and licence.

Only the first bytes are read. GGUF: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (keys ``general.*``);
safetensors: https://huggingface.co/docs/safetensors (``__metadata__``), with the ``modelspec.*`` keys of
https://github.com/Stability-AI/ModelSpec.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, MAP, VALUE, Unreadable
from smallprint.collect.names import reference
from smallprint.collect.recognise import ecosystem_of
from smallprint.collect.urls import parse_hub_url
from smallprint.fs import Source
from smallprint.model import ModelRef, Place

__all__ = ["HEAD", "find", "gguf_metadata", "safetensors_metadata"]

#: Bytes to read: the ``general.*`` keys stand before the tokenizer's lists, ``__metadata__`` before the tensors.
HEAD = 256 * 1024

#: GGUF value type -> struct format of a scalar.
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MAX_KEYS = 2000
_GGUF_QUANTIZED = frozenset(range(2, 32))  # general.file_type: 0 is F32, 1 is F16, 32 is BF16


def find(source: Source) -> Iterator[Found]:
    """Yield what the header of a weight file declares; place is the whole file."""
    if source.data.startswith(b"GGUF"):
        yield from _gguf(source)
    elif source.suffix == ".safetensors":
        yield from _safetensors(source)


def _gguf(source: Source) -> Iterator[ModelRef]:
    metadata = gguf_metadata(source.data)
    licence = metadata.get("general.license.name") or metadata.get("general.license", "")
    place = Place(source.path)
    own = _hub_id(metadata.get("general.source.huggingface.repository", "") or metadata.get("general.repo_url", ""))
    file_type = metadata.get("general.file_type", "")
    yield replace(
        reference(
            own or source.name, "hf" if own else "gguf", place, "gguf.header", declared_licence=licence, location=""
        ),
        ref=own or source.name,
    )
    relation = "quantized" if file_type.isdigit() and int(file_type) in _GGUF_QUANTIZED else "finetune"
    for number in range(min(int(metadata.get("general.base_model.count", "0") or 0), 20)):
        base = _base(metadata, f"general.base_model.{number}")
        if base and base != own:
            yield reference(base, "hf", place, "gguf.general.base_model", relation=relation, declared_licence=licence)
    for number in range(min(int(metadata.get("general.dataset.count", "0") or 0), 20)):
        data = _base(metadata, f"general.dataset.{number}")
        if data:
            yield reference(data, "dataset", place, "gguf.general.dataset", relation="trained_on")


def _base(metadata: dict[str, str], prefix: str) -> str:
    if found := _hub_id(metadata.get(f"{prefix}.repo_url", "")):
        return found
    organisation, name = metadata.get(f"{prefix}.organization", ""), metadata.get(f"{prefix}.name", "")
    joined = f"{organisation}/{name}".replace(" ", "-")
    return joined if organisation and name and ecosystem_of(joined, "hf", "shape", "") else ""


def _hub_id(text: str) -> str:
    if url := parse_hub_url(text):
        return url.id
    return text if ecosystem_of(text, "hf", "shape", "") and "/" in text and "://" not in text else ""


def gguf_metadata(data: bytes) -> dict[str, str]:
    """The scalar and string values of a GGUF header, as text; what the bytes at hand do not reach is left out."""
    found: dict[str, str] = {}
    try:
        version, _, count = struct.unpack_from("<IQQ", data, 4)
        if version < 2:
            return found
        offset = 24
        for _ in range(min(count, _MAX_KEYS)):
            key, offset = _string(data, offset)
            (kind,) = struct.unpack_from("<I", data, offset)
            value, offset = _value(data, offset + 4, kind)
            if value is not None:
                found[key] = value
    except (struct.error, IndexError, ValueError, OverflowError):
        pass
    return found


def _string(data: bytes, offset: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<Q", data, offset)
    end = offset + 8 + length
    if end > len(data):
        raise IndexError("behind the head")
    return data[offset + 8 : end].decode("utf-8", errors="replace"), end


def _value(data: bytes, offset: int, kind: int) -> tuple[str | None, int]:
    if kind in _SCALARS:
        form = "<" + _SCALARS[kind]
        return str(struct.unpack_from(form, data, offset)[0]), offset + struct.calcsize(form)
    if kind == _STRING:
        return _string(data, offset)
    if kind == _ARRAY:
        inner, length = struct.unpack_from("<IQ", data, offset)
        offset += 12
        if inner in _SCALARS:
            return None, offset + length * struct.calcsize("<" + _SCALARS[inner])
        if inner == _STRING:
            for _ in range(length):
                _, offset = _string(data, offset)
            return None, offset
    raise ValueError("unknown type")


_SAFETENSORS_KEYS = {
    "base_model": "finetune",
    "base_model_name_or_path": "adapter",
    "modelspec.merged_from": "merge",
    "ss_sd_model_name": "adapter",
    "ss_base_model_name": "adapter",
    "source_model": "finetune",
    "finetuned_from": "finetune",
    "quantized_from": "quantized",
}


def _safetensors(source: Source) -> Iterator[ModelRef]:
    metadata = safetensors_metadata(source.data)
    licence = metadata.get("modelspec.license") or metadata.get("license", "")
    for key, relation in _SAFETENSORS_KEYS.items():
        for part in re.split(r",\s*", metadata.get(key, ""))[:20]:
            if ecosystem_of(part, "hf", "shape", ""):
                yield reference(
                    part,
                    "hf",
                    Place(source.path),
                    f"safetensors.{key}",
                    relation=relation,
                    declared_licence=licence[:100],
                )


def safetensors_metadata(data: bytes) -> dict[str, str]:
    """``__metadata__`` of a safetensors header; empty where there is none within the bytes at hand."""
    from smallprint.collect import json

    if len(data) < 9 or data[8:9] != b"{":
        return {}
    (length,) = struct.unpack_from("<Q", data, 0)
    text = data[8 : 8 + min(length, len(data))].decode("utf-8", errors="replace")
    found: dict[str, str] = {}
    inside = False
    try:
        for event in json.events(text):
            if event.op == MAP and event.key == "__metadata__":
                inside = True
            elif inside and event.op == CLOSE:
                break
            elif inside and event.op == VALUE:
                found[event.key] = event.text
    except Unreadable:
        pass
    return found
