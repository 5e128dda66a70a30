"""Environment files: ``.env`` and its kin, ``KEY=value`` lines, with comments as mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smallprint.collect.detector import Found
from smallprint.collect.events import END, NOTE, VALUE, Event
from smallprint.collect.keyed import Reader
from smallprint.fs import Source

__all__ = ["events", "find"]

_LINE = re.compile(r"\s*(?:export\s+|set\s+)?(?P<key>[A-Za-z_][\w.-]*)\s*[=:]\s*(?P<value>.*)$")
_NOTE = re.compile(r"(?:^|\s)#.*$")
_MAX_BLOCK = 2000


def find(source: Source) -> Iterator[Found]:
    """Yield the models of an environment file."""
    yield from Reader(source.path, "env", text=source.text).read(events(source.lines))


def events(lines: Sequence[str], first_line: int = 1) -> Iterator[Event]:
    """Events of environment lines; a value that opens a quote or a backtick may go on over the next lines."""
    index = 0
    while index < len(lines):
        number, line = first_line + index, lines[index]
        index += 1
        stripped = line.strip()
        if not stripped:
            continue
        if stripped.startswith(("#", ";", "//")):
            yield Event(NOTE, "", stripped, number, line.index(stripped) + 1)
            continue
        match = _LINE.match(line)
        if match is None:
            continue
        value, column = match["value"].rstrip(), match.start("value") + 1
        quote = value[:1] if value[:1] in ("'", '"', "`") else ""
        if quote:
            end = value.find(quote, 1)
            if end < 0:
                last = next((n for n in range(index, min(index + _MAX_BLOCK, len(lines))) if quote in lines[n]), None)
                if last is not None:
                    body = "\n".join([value[1:], *lines[index:last], lines[last][: lines[last].index(quote)]])
                    index = last + 1
                    yield Event(VALUE, match["key"], body, number, column + 1, "|")
                    continue
                end = len(value)
            rest = value[end + 1 :]
            if note := _NOTE.search(rest):
                yield Event(NOTE, "", note[0].strip(), number, column + end + 1 + rest.index("#", note.start()))
            yield Event(VALUE, match["key"], value[1:end], number, column + 1, '"')
            continue
        if note := _NOTE.search(value):
            yield Event(NOTE, "", note[0].strip(), number, column + value.index("#", note.start()))
            value = value[: note.start()].rstrip()
        yield Event(VALUE, match["key"], value, number, column)
    yield Event(END)
