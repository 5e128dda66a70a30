"""Models that prose, comments and logs name. Always mentions: nothing here is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.names import looks_like_model, parse_hub_url, reference
from smallprint.model import ModelRef, Place

__all__ = ["mentions"]

_WORD = re.compile(r"https?://[^\s<>\"'`)\]|]+|[A-Za-z0-9](?:[\w./:@-]*[\w])?")


def mentions(text: str, path: str, line: int, found_by: str, column: int = 1) -> Iterator[ModelRef]:
    """Yield a mention for each word of one line of ``text`` that looks like a model by itself."""
    if len(text) > 20_000:
        return
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".,;:")
        if len(word) < 4 or not _telling(word):
            continue
        if looks_like_model(word):
            place = Place(path, line, column + match.start(), len(word))
            yield reference(word, "auto", place, found_by, role="mention")


def _telling(word: str) -> bool:
    if "://" in word:
        return parse_hub_url(word) is not None
    return any(char in word for char in "/:-.") and any(char.isalpha() for char in word)
