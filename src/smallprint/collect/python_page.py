"""A Python text looked at without parsing it: its lines, comments and triple-quoted strings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain

from smallprint.late import late

__all__ = ["Page"]

_TRIPLE = late(r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''", re.S)
_OPENED_AS_VALUE = late(r"[=(,:\[]\s*[rbfuRBFU]{0,2}$")


class Page:
    """The text of a Python file. What costs time is worked out when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _bounds(self) -> list[int]:
        """Where triple-quoted strings begin and end, in turn."""
        text = self.text
        if "'''" not in text:
            if '"""' not in text:
                return []
            lengths = [len(part) + 3 for part in text.split('"""')]
            # A sixth of the time of the pattern, and as right where no three quotes are escaped.
            if len(lengths) % 2 and '\\"""' not in text:
                return [end if number % 2 else end - 3 for number, end in enumerate(accumulate(lengths[:-1]))]
        return list(chain.from_iterable(match.span() for match in _TRIPLE.finditer(text)))

    def in_long_string(self, at: int) -> bool:
        """Whether the character at ``at`` stands in a triple-quoted string."""
        return bisect_right(self._bounds, at) % 2 == 1

    def long_values(self) -> Iterator[tuple[int, int]]:
        """Where triple-quoted strings begin and end that are no docstrings."""
        for number in range(0, len(self._bounds), 2):
            if not self.in_docstring(self._bounds[number]):
                yield self._bounds[number], self._bounds[number + 1]

    @cached_property
    def code(self) -> str:
        """The text with triple-quoted strings emptied; offsets and lines stay."""
        if not self._bounds:
            return self.text
        text, bounds = self.text, self._bounds
        parts = [text[: bounds[0]]]
        for number in range(0, len(bounds), 2):
            begin, end = bounds[number], bounds[number + 1]
            parts += ['""', _blanks(text[begin + 2 : end])]
            parts.append(text[end : bounds[number + 2] if number + 2 < len(bounds) else None])
        return "".join(parts)

    @cached_property
    def starts(self) -> list[int]:
        """Offsets of the lines, and one past the end."""
        return [0, *accumulate([len(line) + 1 for line in self.text.split("\n")])]

    def line(self, at: int) -> int:
        """Number of the line of an offset, from 0."""
        return bisect_right(self.starts, at) - 1

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = self.line(at)
        return line + 1, at - self.starts[line] + 1

    def before(self, at: int) -> str:
        """What stands on the line of ``at`` before it."""
        return self.text[self.text.rfind("\n", 0, at) + 1 : at]

    def in_docstring(self, at: int) -> bool:
        """For an offset in a triple-quoted string: whether that is a docstring (or an example of one), not a value."""
        if self.before(at).lstrip().startswith((">>>", "... ")):
            return True
        number = bisect_right(self._bounds, at)
        before = self.before(self._bounds[number - 1] if number else 0)
        return _OPENED_AS_VALUE.search(before) is None or before.lstrip().startswith("def ")

    def in_comment(self, at: int) -> bool:
        """Whether a ``#`` outside quotes stands before ``at`` on its line, as far as counting tells."""
        head, sign, _ = self.before(at).partition("#")
        return bool(sign) and head.count('"') % 2 == 0 and head.count("'") % 2 == 0


def _blanks(text: str) -> str:
    return "\n".join([" " * len(part) for part in text.split("\n")]) if "\n" in text else " " * len(text)
