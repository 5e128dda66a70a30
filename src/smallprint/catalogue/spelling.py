"""What a model's name alone shows: its slug, its words, and the name it had before someone quantised it.

Nothing here looks anything up. A name is weak evidence: it may prove an upstream at low confidence, never a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.late import late

__all__ = ["grams", "is_adapter", "slug", "split", "unquantised", "words"]

# A last part of a name that says how the weights were stored, not what they are.
_STORED = late(
    r"""
      gguf|ggml(?:v\d)?|gptq|awq|autoawq|exl[23]|bnb|mlx|mlc|onnx|ort|web|hqq\w*|aqlm\w*|eetq|quip\w*|squeezellm
    | openvino|ov|ct2|ct2fast|ctranslate2|coreml|tflite|litert\w*|imatrix|imat|i1|iq\d\w*|bin|safetensors|hf
    | q\d+(?:f16|f32|bf16)?
    | f16|f32|fp(?:4|8|16|32)|fp8kv|nvfp4|mxfp[48]|bf16|int[48]|w\d+a\d+\w*|h[68]
    | \d+g|gs\d+|g\d+|actorder\w*|act|order|true|dynamic|block|kv|quantized|quants?|sharded|unsloth|dwq|smashed|marlin
    | \dx\d+|speculator|eagle3
    """,
    re.VERBOSE,
)
# The same in several parts: Q4_K_M, IQ3_XXS, q8_0; 4.0bpw, 4-bit.
_GRADES = frozenset({"k", "m", "s", "l", "xs", "xxs", "xl", "nl", "0", "1"})
_GRADED = late(r"[-_.]i?q\d(?:_k)?(?:_(?:xxs|xs|xl|nl|[msl01]))?$", re.IGNORECASE)
_BITS = late(r"[-_.]\d+(?:\.\d+)?-?(?:bpw|bits?)$", re.IGNORECASE)
# A full stop between digits is part of a version.
_SEPARATORS = late(r"(?:(?<!\d)\.|\.(?!\d)|[^\w.]|_)+")
# An underscore in place of the full stop of a version: Llama-3_3, phi-1_5.
_UNDERSCORED = late(r"(?<=\d)_(?=\d(?:[-_.]|$))")
_WORD = late(r"[a-z]+|\d+(?:\.\d+)*[a-z0-9]*")
_ADAPTER = late(r"(?:^|[-_.])(?:q?lora|adapter|adapters|peft|dora)(?:$|[-_.\d])", re.IGNORECASE)
_MAX = 200


def split(canonical: str) -> tuple[str, str]:
    """``hf:org/name`` as ``("hf", "org/name")``; the ecosystem is empty where there is none."""
    ecosystem, separator, rest = canonical.partition(":")
    return (ecosystem, rest) if separator else ("", canonical)


def slug(name: str) -> str:
    """Lower case without separators: two spellings of one model name fall together, ``1.3b`` and ``13b`` do not."""
    return _SEPARATORS.sub("", _pointed(name))


def words(name: str) -> list[str]:
    """The words and version numbers of a name: ``Llama-3.1-8B`` as ``["llama", "3.1", "8b"]``."""
    return _WORD.findall(_pointed(name))


def _pointed(name: str) -> str:
    text = name[:_MAX].lower()
    return _UNDERSCORED.sub(".", text) if "_" in text else text


def unquantised(name: str) -> Iterator[str]:
    """``name``, then the name with one storage suffix less each time: ``-GGUF``, ``-bnb-4bit``, ``-4.0bpw-h6-exl2``."""
    rest = name[:_MAX]
    yield rest
    for _ in range(8):
        shorter = _shorter(rest)
        if shorter == rest or not shorter:
            return
        rest = shorter
        yield rest


def _shorter(name: str) -> str:
    cut = max(name.rfind("-"), name.rfind("_"), name.rfind("."))
    last = name[cut + 1 :].lower()
    if cut < 0:
        return name
    if last in _GRADES:
        return _GRADED.sub("", name)
    if last.endswith(("bpw", "bit", "bits")):
        return _BITS.sub("", name)
    return name[:cut] if _STORED.fullmatch(last) else name


def grams(name: str, begins: frozenset[str], longest: int = 8) -> list[str]:
    """Runs of words joined to slugs, longest first, earlier first; a run starts at one of the words ``begins``.

    ``mistral 7b`` may name a model, ``7b instruct`` names none.
    """
    found = words(name)[:16]
    starts = [place for place, word in enumerate(found) if word in begins and word[0].isalpha()]
    if not starts:
        return []
    sizes = range(min(longest, len(found)), 0, -1)
    return ["".join(found[start : start + size]) for size in sizes for start in starts if start + size <= len(found)]


def is_adapter(name: str) -> bool:
    """Whether the name says that this is an adapter (``-lora``), not whole weights."""
    return _ADAPTER.search(name[:_MAX]) is not None
