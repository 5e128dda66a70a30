"""The one door for strings out: make what a repository or the Hub says harmless before anyone sees it."""

from __future__ import annotations

import re

__all__ = ["safe"]

# C0 and C1 controls, zero-width and bidirectional marks, line and paragraph separators, variation and tag
# characters, the byte-order mark, lone surrogates, what Unicode calls no character: all can hide or reorder text on a
# terminal or in a log, or may not stand in HTML and XML.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

_RUNNER = re.compile(r"##(\w*)\[")


def safe(text: str, limit: int = 300) -> str:
    """Return ``text`` with hidden characters as visible escapes, cut to ``limit`` characters.

    CI runners honour ``##[name]``, ``##vso[name]`` and the like anywhere in a line, so that is broken up too.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    shown = _HIDDEN.sub(_escape, cut)
    return _RUNNER.sub(r"##\1\\[", shown)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
