"""INI, ``.cfg``, ``.conf`` and ``.properties``: sections, dotted keys, values that go on over indented lines.

The standard reader gives no line numbers and refuses keys that occur twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event
from smallprint.collect.keyed import Reader
from smallprint.fs import Source

__all__ = ["events", "find"]

_SECTION = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]\s*(?:[;#].*)?$")
_KEY = re.compile(r"(?P<indent>\s*)(?P<key>[@A-Za-z_%][\w.@%/\[\]-]*)\s*[=:]\s*(?P<value>.*)$")
_PAIR = re.compile(r"(?P<key>[A-Za-z_]\w*)=(?P<value>[^\s\"']+)")
_NOTE = re.compile(r"\s[;#].*$")


def find(source: Source) -> Iterator[Found]:
    """Yield the models of an INI or properties file."""
    yield from Reader(source.path, source.suffix.lstrip(".") or "ini", text=source.text).read(events(source.lines))


def events(lines: Sequence[str], first_line: int = 1) -> Iterator[Event]:
    """Events of such lines. A section ``[a.b]`` and a key ``a.b.c`` both nest."""
    sections = 0
    key, listed = "", False
    for number, line in enumerate(lines, first_line):
        stripped = line.strip()
        if not stripped:
            continue
        if stripped[0] in "#;!":
            yield Event(NOTE, "", stripped, number, line.index(stripped) + 1)
            continue
        if section := _SECTION.match(line):
            if listed:
                yield Event(CLOSE)
            yield from (Event(CLOSE) for _ in range(sections))
            listed, sections = False, 0
            for part in section["name"].strip().strip("\"'").split(".")[:40]:
                if part:
                    sections += 1
                    yield Event(MAP, part, "", number, 1)
            continue
        match = _KEY.match(line)
        if match is None or (
            match["indent"] and key and "=" not in line.partition(":")[0] and " " not in stripped and "://" in stripped
        ):
            if key and line[0].isspace():
                if not listed:
                    listed = True
                    yield Event(SEQ, key, "", number, 1)
                yield Event(VALUE, "", stripped.rstrip(",\\").strip("\"'"), number, line.index(stripped) + 1)
            continue
        if listed:
            yield Event(CLOSE)
            listed = False
        key, value = match["key"], match["value"].strip()
        if note := _NOTE.search(value):
            value = value[: note.start()].rstrip()
        if key in ("Environment", "environment") and "=" in value:
            # systemd: ``Environment="MODEL=org/name" OTHER=1``
            for pair in _PAIR.finditer(value):
                yield Event(VALUE, pair["key"], pair["value"], number, match.start("value") + 1 + pair.start("value"))
        elif value:
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield Event(
                VALUE,
                key,
                value[1:-1] if quoted else value,
                number,
                match.start("value") + 1 + quoted,
                '"' if quoted else "",
            )
    if listed:
        yield Event(CLOSE)
    yield from (Event(CLOSE) for _ in range(sections))
    yield Event(END)
