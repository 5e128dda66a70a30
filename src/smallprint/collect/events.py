"""What a parser of keyed text hands to :mod:`smallprint.collect.keyed`: a flat stream of events with exact places.

Flat and lazy, so that depth and size of the input cost neither recursion nor memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["CLOSE", "END", "MAP", "NOTE", "SEQ", "VALUE", "Event", "Lines", "Unreadable", "only_parsed"]

MAP, SEQ, CLOSE, VALUE, NOTE, END = "map", "seq", "close", "value", "note", "end"


class Event(NamedTuple):
    """One event: a container opens or closes, a value, a comment (``NOTE``), or the end of a document."""

    op: str
    #: Key in the parent mapping, or the empty string inside a sequence. Blocks carry their labels here, joined by dots.
    key: str = ""
    text: str = ""
    line: int = 0
    column: int = 0
    #: ``|`` or ``>`` when ``text`` holds raw lines from ``line`` on (``>``: folded into one by the reader), ``"`` when
    #: the value was quoted, else empty.
    style: str = ""


class Unreadable(Exception):  # noqa: N818 -- it is a state of the text, which its reader turns into a Problem
    """The text stops being what its name says: ``line`` and ``reason`` for a Problem."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class Lines:
    """Line and column (from 1) of an offset, by bisection; the scanners work on offsets."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *_after_newlines(text)]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _after_newlines(text: str) -> Iterator[int]:
    """Offsets that follow a line end: ``\\n``, ``\\r\\n`` and a lone ``\\r``, as ``Source.lines`` counts them."""
    place = text.find("\n")
    if "\r" in text:
        for index, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n"):
                yield index + 1
        return
    while place >= 0:
        yield place + 1
        place = text.find("\n", place + 1)


def only_parsed(events: Iterable[Event]) -> Iterator[Event]:
    """Events of a text that only may be JSON: where it stops being that, it ends."""
    try:
        yield from events
    except Unreadable:
        return
