"""What weight files say in their headers: GGUF key-values and safetensors metadata, without the weights.

The ``gguf`` package maps the whole file and needs numpy, so the few header bytes are read here by hand.
Sources: the GGUF specification (ggml, ``docs/gguf.md``), the safetensors format (safetensors, ``README.md``), the
ModelSpec metadata keys (Stability-AI/ModelSpec).
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from typing import Any

from smallprint.model import Edge
from smallprint.resolve.card import Evidence, canonical_base, label_claims

__all__ = ["HEAD_BYTES", "gguf", "safetensors"]

#: Bytes of a file that are looked at. llama.cpp writes the ``general.*`` keys before the vocabulary.
HEAD_BYTES = 1024 * 1024
_MAX_KEYS = 2_000
_MAX_STRING = 16 * 1024
_MAX_BASES = 64

_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_FORMATS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 7: "<?", 10: "<Q", 11: "<q"}
_STRING, _ARRAY = 8, 9


def gguf(head: bytes, where: str) -> Evidence:
    """What the header of a GGUF file says; nothing for other bytes. A damaged header gives what stands before."""
    keys = _gguf_keys(head)
    label = _text(keys, "general.license")
    claims = label_claims(label, _text(keys, "general.license.name"), "header", where)
    edges: dict[str, Edge] = {}
    source = _repository(keys, "general.source")
    if source:
        # The file was converted from this repository: the same weights in another format.
        edges[source] = Edge(source, "quantized", where)
    count = keys.get("general.base_model.count")
    for index in range(min(count, _MAX_BASES) if isinstance(count, int) else 0):
        base = _repository(keys, f"general.base_model.{index}")
        if base:
            edges.setdefault(base, Edge(base, "unknown", where))
    count = keys.get("general.dataset.count")
    for index in range(min(count, _MAX_BASES) if isinstance(count, int) else 0):
        data = _repository(keys, f"general.dataset.{index}").replace("hf:", "dataset:", 1)
        if data:
            edges.setdefault(data, Edge(data, "trained_on", where))
    return Evidence(claims, tuple(edges.values()))


def safetensors(head: bytes, where: str) -> Evidence:
    """What the ``__metadata__`` of a safetensors file says about licence and base; nothing for other bytes."""
    metadata = _safetensors_metadata(head)
    label = next((_text(metadata, key) for key in ("modelspec.license", "license") if _text(metadata, key)), "")
    base = _text(metadata, "base_model")
    edges = (Edge(canonical_base(base), "unknown", where),) if base.count("/") == 1 else ()
    return Evidence(label_claims(label[:200], "", "header", where), edges)


def _text(keys: Mapping[str, Any], key: str) -> str:
    value = keys.get(key)
    return value.strip() if isinstance(value, str) else ""


def _repository(keys: Mapping[str, Any], prefix: str) -> str:
    """The Hub repository that keys under ``prefix`` name, as a canonical id; empty where they name none."""
    direct = _text(keys, f"{prefix}.huggingface.repository")
    url = _text(keys, f"{prefix}.repo_url")
    named = [canonical_base(direct)] if direct.count("/") == 1 else []
    named += [canonical_base(url)] if url else []
    return next((base for base in named if not base.startswith("other:")), "")


def _gguf_keys(head: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if len(head) < 24 or head[:4] != b"GGUF":
        return found
    version, _, count = struct.unpack_from("<IQQ", head, 4)
    if version not in (2, 3):
        return found
    reader = _Reader(head, 24)
    try:
        for _ in range(min(count, _MAX_KEYS)):
            key = reader.string()
            value = reader.value()
            if value is not None and key.startswith("general."):
                found[key] = value
    except (struct.error, EOFError, KeyError):
        pass  # the header is longer than what was read, or damaged; what stands before it is whole
    return found


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def number(self, format: str) -> Any:
        (value,) = struct.unpack_from(format, self.data, self.at)
        self.at += struct.calcsize(format)
        return value

    def skip(self, size: int) -> None:
        self.at += size
        if self.at > len(self.data):
            raise EOFError

    def string(self) -> str:
        size = self.number("<Q")
        start = self.at
        self.skip(size)
        return self.data[start : start + min(size, _MAX_STRING)].decode("utf-8", errors="replace")

    def value(self) -> Any:
        kind = self.number("<I")
        if kind == _STRING:
            return self.string()
        if kind in _FORMATS:
            return self.number(_FORMATS[kind])
        if kind == _ARRAY:
            inner, length = self.number("<I"), self.number("<Q")
            if inner in _SIZES:
                self.skip(length * _SIZES[inner])
            elif inner == _STRING:
                # Ends with the bytes that were read: every string takes eight of them at least.
                for _ in range(length):
                    self.skip(self.number("<Q"))
            else:
                raise EOFError  # arrays of arrays are not written by anyone; stop here
            return None
        self.skip(_SIZES[kind])
        return None


_METADATA_FIRST = re.compile(r'\s*\{\s*"__metadata__"\s*:\s*')


def _safetensors_metadata(head: bytes) -> dict[str, Any]:
    if len(head) < 10:
        return {}
    (size,) = struct.unpack_from("<Q", head)
    if head[8:9] not in (b"{", b" ") or size < 2:
        return {}
    text = head[8 : 8 + min(size, len(head))].decode("utf-8", errors="replace")
    try:
        if match := _METADATA_FIRST.match(text):
            metadata = json.JSONDecoder().raw_decode(text, match.end())[0]
        elif size <= len(head) - 8:
            whole = json.loads(text)
            metadata = whole.get("__metadata__") if isinstance(whole, dict) else None
        else:
            return {}
    except (ValueError, RecursionError, MemoryError):
        return {}
    return metadata if isinstance(metadata, dict) else {}
