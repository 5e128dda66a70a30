"""Take the text of a configuration value apart: defaults of templates, comma lists, ``key=value`` strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smallprint.collect.names import guess, looks_like_model
from smallprint.late import late

__all__ = ["Part", "embedded", "key_values", "parts"]


class Part(NamedTuple):
    """A piece of a value that may be a name, and where it begins in the value."""

    text: str
    offset: int = 0
    #: Filled in when the program runs; ``text`` holds no name.
    run_time: bool = False


#: ``${X:-d}`` ``${X-d}`` ``${X:=d}`` (shell, compose), ``${X:d}`` (Spring), ``${oc.env:X,d}`` (Hydra).
_DEFAULT = late(r"\$\{(?:oc\.env:|env:)?(?:[A-Za-z_0-9@]\w*+(?::[-=]|[-=])|[\w.-]++[:,])[ \t]*(?P<value>[^${}\n]+)\}")
#: ``{{ … default "d" }}``, ``{{ x or 'd' }}``, ``{{ env_var('X', 'd') }}``, ``${{ inputs.x || 'd' }}``.
_TEMPLATE = late(r"\{\{(?P<inside>[^{}\n]{0,400})\}\}")
_ALTERNATIVE = late(r"(?:\bdefault\b[\s(]*|\bor\b\s*|\|\|\s*|,\s*)(?P<quote>[\"'`])(?P<value>[^\"'`\n]+)(?P=quote)")
_PIPED = late(r"(?P<quote>[\"'`])(?P<value>[^\"'`\n]+)(?P=quote)\s*(?:\|\s*default|\|\|)")
_UNKNOWN = late(r"\$\{|\$\(|\$[A-Za-z_0-9@*]|\{\{|\{%|<%|^%\w+%$|^\{[\w.]+\}$")
#: The model at the end of an ARN whose region or account is filled in later.
_ARN = late(r":(?:foundation-model|inference-profile)/(?P<name>[\w.:-]+)\Z")
#: A file of weights in a folder that is filled in later.
_WEIGHTS = late(r"(?<=[/\\])[\w.-]+\.gguf\Z", re.IGNORECASE)
_WORD = late(r"[^\s\"',;|]+")
_NUMBER = late(r"\d+(?:\.\d+)?")
_PAIR = late(r"(?:^|(?<=[,;]))\s*(?P<key>[A-Za-z_][\w.-]*)=(?P<value>[^,;=\s]+)")


def parts(text: str) -> Iterator[Part]:
    """The pieces of ``text`` that may be names. A template gives its default, or one part that says ``run_time``."""
    if len(text) > 2000:
        return
    if text[:1] == "=" and text[1:2] not in ("=", "{", " "):
        # n8n begins an expression with ``=``.
        yield from (part._replace(offset=part.offset + 1) for part in parts(text[1:]))
        return
    if text.startswith("arn:") and (arn := _ARN.search(text)) and _UNKNOWN.search(text):
        yield Part(arn["name"], arn.start("name"))
        return
    if text.startswith("local:") and "/" not in text and " " not in text:
        # LangChain4j's embedders inside the program: ``local:all-minilm-l6-v2``.
        yield Part(text[6:], 6)
        return
    if text.startswith("os.environ/"):
        yield Part(text, 0, run_time=True)  # LiteLLM
        return
    if "$" in text or "{" in text or "%" in text or "<" in text:
        found = False
        for match in _DEFAULT.finditer(text):
            found = True
            yield from _split(match["value"], match.start("value"))
        for template in _TEMPLATE.finditer(text):
            for pattern in (_ALTERNATIVE, _PIPED):
                for match in pattern.finditer(template["inside"]):
                    found = True
                    yield from _split(match["value"], template.start("inside") + match.start("value"))
        if found:
            return
        if _UNKNOWN.search(text):
            weights = _WEIGHTS.search(text)
            yield Part(weights[0], weights.start()) if weights else Part(text, 0, run_time=True)
            return
    yield from _split(text, 0)


def _split(text: str, offset: int) -> Iterator[Part]:
    """One name, or the names of a list in one text: ``a,b``, ``a;b``, ``name|what it is``, or ``a b`` of sure names."""
    stripped = text.strip()
    if " " in stripped or "\t" in stripped or "\n" in stripped:
        # How much of each stands between the names of a mixture: ``org/a 1.0 org/b 0.5``.
        every = list(_WORD.finditer(text))
        words = [word for word in every if not _NUMBER.fullmatch(word[0])]
        if words and 1 < len(every) < 50 and all(looks_like_model(word[0]) or guess(word[0]) for word in words):
            yield from (Part(word[0], offset + word.start()) for word in words)
            return
    separator = next((sign for sign in ",|;" if sign in text), ",")
    start = 0
    pieces = text.split(separator) if text.count(separator) < 200 else [text]
    # A sentence has commas as well; a list of names has no spaces inside its names.
    if separator != "|" and len(pieces) > 1 and any(" " in piece.strip() for piece in pieces):
        return
    for piece in pieces:
        bare = piece.strip().strip("\"'")
        # ``https://…/a.gguf|a.gguf``: the address says it.
        if bare and not (len(pieces) > 1 and any(other.strip().endswith("/" + bare) for other in pieces)):
            yield Part(bare, offset + start + piece.index(bare))
        start += len(piece) + 1


def embedded(text: str) -> bool:
    """Whether a value holds JSON."""
    # n8n begins an expression with ``=``.
    inner = text.lstrip(" \t\r\n=")
    return inner[:1] in ("{", "[") and (text[:1] == "=" or inner[:2] != "{{") and '"' in text and len(text) > 8


def key_values(text: str) -> Iterator[tuple[str, str, int]]:
    """``pretrained=org/name,dtype=auto`` and ``Endpoint=…;Deployment=name`` as keys, values, offsets of the values."""
    if "=" not in text or len(text) > 4000 or "://" in text.partition("=")[0]:
        return
    for match in _PAIR.finditer(text):
        yield match["key"], match["value"].strip("\"'"), match.start("value")
