"""Models that prose, comments and logs name. Always mentions: nothing here is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.names import looks_like_model, reference
from smallprint.collect.urls import parse_hub_url
from smallprint.model import ModelRef, Place

__all__ = ["mentions"]

#: An address, or a word with a sign that every model's name has inside. The pattern asks for the sign, since most words
#: of prose have none.
_WORD = re.compile(r"https?://[^\s<>\"'`)\]|]+|(?<![\w./:@$-])[A-Za-z0-9]\w*+[/:.@-][\w./:@-]*\w")


def mentions(text: str, path: str, line: int, found_by: str, column: int = 1) -> Iterator[ModelRef]:
    """Yield a mention for each word of one line of ``text`` that looks like a model by itself."""
    if len(text) > 20_000:
        return
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".,;:")
        if len(word) >= 4 and ("://" not in word or parse_hub_url(word) is not None) and looks_like_model(word):
            place = Place(path, line, column + match.start(), len(word))
            yield reference(word, "auto", place, found_by, role="mention")
