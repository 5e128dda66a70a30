"""Inline suppressions: ``smallprint: ignore[rule] reason until 2027-01-31`` in a comment of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from smallprint.fs import Source
from smallprint.late import late
from smallprint.model import Ignore, Place, Problem

__all__ = ["WORD", "find_ignores"]

#: Bytes to look for before a file is searched.
WORD = b"smallprint:"

#: How a comment opens: Python, shell, YAML (#); C and its kin (//, /*, and * inside a block); SQL, Lua, Haskell (--);
#: HTML, Markdown (<!--); INI, assembler (;); TeX (%); Jinja ({#); batch (REM).
_OPEN = r"(?:#+|//+|--|<!--|/\*+|\*|;+|%+|\{#|\{/\*|\bREM\b)"
_IGNORE = late(
    rf"(?P<before>^|^.*?[\s,;{{}}()\[\]])(?P<open>{_OPEN})!?\s*smallprint:\s*ignore\b(?P<rest>.*)$", re.IGNORECASE
)
_RULES = late(r"\s*\[(?P<rules>[^\]]*)\]\s*(?P<tail>.*)$")
_UNTIL = late(r"\buntil\b\s*(?P<date>.*)$", re.IGNORECASE)
_CLOSE = late(r"\s*(?:-->|\*/\}?|#\}|\}\})\s*$")
_COMMENT_LINE = late(rf"\s*{_OPEN}")


def find_ignores(source: Source) -> Iterator[Ignore | Problem]:
    """Yield the suppressions of a file, and a problem for each that names no rule or no real date.

    A comment after code covers its line; one that stands alone covers the next line that is neither blank nor comment.
    """
    if WORD not in source.data.lower():
        return
    for number, line in enumerate(source.lines, 1):
        if "smallprint:" not in line.lower():
            continue
        match = _IGNORE.match(line)
        if not match or _inside_string(match["before"]):
            continue
        rules = _RULES.match(match["rest"])
        names = tuple(name.strip() for name in rules["rules"].split(",") if name.strip()) if rules else ()
        if not rules or not names:
            yield Problem(source.path, number, "an ignore comment must name its rule: smallprint: ignore[rule] reason")
            continue
        reason, until = _CLOSE.sub("", rules["tail"]).strip(), ""
        if limit := _UNTIL.search(reason):
            until, reason = limit["date"].strip().rstrip(".,;"), reason[: limit.start()].strip()
            if not _is_date(until):
                yield Problem(source.path, number, f"the end of an ignore comment is no date: {until[:40]}")
                continue
        column = match.start("open") + 1
        alone = not match["before"].strip()
        covered = _next_code(source.lines, number) if alone else number
        yield Ignore(Place(source.path, number, column, len(line.rstrip()) - column + 1), covered, names, reason, until)


def _inside_string(before: str) -> bool:
    """Whether an odd number of quotes stands before: then the comment sign is inside a string."""
    return before.count('"') % 2 == 1 or before.count("'") % 2 == 1 or before.count("`") % 2 == 1


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _next_code(lines: list[str], number: int) -> int:
    for offset in range(number, len(lines)):
        if lines[offset].strip() and not _COMMENT_LINE.match(lines[offset]):
            return offset + 1
    return number
