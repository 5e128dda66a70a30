"""TOML with lines. ``tomllib`` reads values and forgets where they stood, so that this scanner reads tables, keys,
strings, arrays and inline tables itself; it accepts what TOML accepts, and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event, Lines
from smallprint.collect.json import unquote
from smallprint.collect.keyed import Reader
from smallprint.fs import Source

__all__ = ["events", "find"]

_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+)"
    r"|(?P<line>\n)"
    r"|(?P<note>#[^\n]*)"
    # What does not end is read to the end of its line or text: to try again at its next quote would be quadratic.
    r'|(?P<long>"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?)'
    r"|(?P<raw>'''(?:[^']|'(?!''))*+(?:''')?)"
    r'|(?P<double>"(?:[^"\\\n]|\\.)*+"?)'
    r"|(?P<single>'[^'\n]*+'?)"
    r"|(?P<sign>[\[\]{}=,])"
    r"|(?P<word>[^\s\[\]{}=,\"'#]+|[\"'])",
    re.S,
)
_HEADER = re.compile(r"[ \t]*(?P<open>\[\[?)(?P<name>[^\[\]\n]+)\]\]?[ \t]*(?:#[^\n]*)?$", re.M)
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\"'\s]+)")


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a TOML file; a ``pyproject.toml`` also gives its model packages.

    Cargo's manifests name crates and features (``ollama = ["own-crate/ollama"]``), no models.
    """
    if source.name.lower() == "cargo.toml":
        return
    yield from Reader(source.path, "toml", text=source.text).read(events(source.lines))
    if source.name.lower() in ("pyproject.toml", "pixi.toml", "uv.toml", "poetry.lock", "uv.lock", "pipfile"):
        from smallprint.collect.requirements import model_packages

        for number, line in enumerate(source.lines, 1):
            yield from model_packages(line, source.path, number, 1, "toml", "dependency")


def events(lines: Sequence[str], first_line: int = 1) -> Iterator[Event]:
    """Events of TOML text."""
    text = "\n".join(lines)
    at = Lines(text)
    shift = first_line - 1
    tables = 0
    stack: list[str] = []  # "[" and "{" that are open in the value
    key: list[str] = []
    pending = ""
    position, size = 0, len(text)
    fresh = True
    while position < size:
        if fresh and not stack and (header := _HEADER.match(text, position)):
            yield from (Event(CLOSE) for _ in range(tables))
            names = [a or b or c for a, b, c in _PART.findall(header["name"])]
            line = at.at(position)[0] + shift
            tables = len(names) + (1 if header["open"] == "[[" else 0)
            for name in names[:-1]:
                yield Event(MAP, name, "", line, 1)
            if header["open"] == "[[":
                yield Event(SEQ, names[-1] if names else "", "", line, 1)
                yield Event(MAP, "", "", line, 1)
            elif names:
                yield Event(MAP, names[-1], "", line, 1)
            if not names:
                yield Event(MAP, "", "", line, 1)
                tables += 0 if header["open"] == "[[" else 1
            position = header.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            position += 1
            continue
        kind, position = token.lastgroup, token.end()
        if kind == "space":
            continue
        line, column = at.at(token.start())
        line += shift
        fresh = kind == "line"
        if kind == "line":
            if not stack:
                key, pending = [], ""
        elif kind == "note":
            yield Event(NOTE, "", token[0], line, column)
        elif kind == "sign":
            sign = token[0]
            if sign == "=":
                key, pending = [pending], ""
            elif sign in "[{":
                stack.append(sign)
                yield Event(SEQ if sign == "[" else MAP, key[0] if key else "", "", line, column)
                key = []
            elif sign in "]}" and stack:
                stack.pop()
                yield Event(CLOSE)
                key = []
            elif sign == ",":
                key = []
        else:
            value, quote = _text(token[0], kind or "")
            if quote == 3 and value.startswith("\n"):
                # TOML drops the line end behind the opening quotes.
                value, line, column, quote = value[1:], line + 1, 1, 0
            in_table = not stack or stack[-1] == "{"
            if in_table and not key:
                pending = pending + value if pending.endswith(".") or value.startswith(".") else value
                continue
            yield Event(
                VALUE,
                key[0] if key else "",
                value,
                line,
                column + quote,
                "|" if "\n" in value else '"' if quote else "",
            )
            key = []
    yield from (Event(CLOSE) for _ in range(len(stack) + tables))
    yield Event(END)


def _text(token: str, kind: str) -> tuple[str, int]:
    match kind:
        case "long" | "raw":
            return token[3:-3] if len(token) >= 6 else token[3:], 3
        case "double":
            return (unquote(token) if len(token) > 1 and token[-1] == '"' else token[1:]), 1
        case "single":
            return token[1:].removesuffix("'"), 1
        case _:
            return token, 0
