"""YAML as events: no tags, no dates, no aliases expanded, so that neither a bomb nor a constructor can bite.

What the parser refuses (Helm and Jinja templates, merge conflicts, tabs) is read line by line instead: keys, dashes and
block texts by their indentation, which is what such files have in common with YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event, Unreadable
from smallprint.collect.keyed import Reader, comment_mentions
from smallprint.collect.training_leads import of_keys
from smallprint.fs import Source
from smallprint.model import Problem

__all__ = ["events", "find", "is_template", "lenient_events"]

#: What libyaml takes for a line end or refuses; each becomes a space so that lines and columns stay ours.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\[\[")
#: ``value: {{ .Values.x | default "y" }}`` happens to be a mapping of a mapping in YAML.
_UNQUOTED = re.compile(r"^[ \t]*(?:- +)*(?:[\w.-]+: +)?\{\{", re.M)
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]*\"\s*:")
_NOTE = re.compile(r"(?:^|(?<=\s))#.*")
_PLAIN_KEY = re.compile(r"[^\s\"'#{\[&*!|>%@`:,][^:#{}\[\]\"']*|\{\{[^{}]*\}\}[\w.-]*")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?\Z")
_FLOW = re.compile(
    r"(?P<sign>[\[\]{},])|\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>(?:\{\{[^{}]*\}\}|[^\s,\[\]{}\"'])(?:\{\{[^{}]*\}\}|[^,\[\]{}\"'])*)"
)
_MAX_DEPTH = 400
_MAX_QUOTED = 300


def is_template(text: str) -> bool:
    """Whether a template language fills this file in before it is YAML."""
    return _TEMPLATE.search(text) is not None


def events(text: str, lines: list[str]) -> Iterator[Event]:
    """Events of ``text``, whose lines are ``lines``.

    Raises :class:`Unreadable` where it stops being YAML; the caller then asks :func:`lenient_events`.
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if "\r" in text:
        text = "\n".join(lines)
    stack: list[list[object]] = []  # [is mapping, key or None]
    try:
        for event in _parse(_FOREIGN.sub(" ", text)):
            kind = type(event).__name__
            if kind == "ScalarEvent" or kind == "AliasEvent":
                top = stack[-1] if stack else None
                if top is not None and top[0] and top[1] is None:
                    top[1] = event.value if kind == "ScalarEvent" else ""
                    continue
                key = ""
                if top is not None and top[0]:
                    key, top[1] = str(top[1]), None
                if kind == "AliasEvent":
                    yield Event(VALUE, key, "*" + str(event.anchor), event.start_mark.line + 1, 0, "*")
                    continue
                yield _value(event, key, lines)
            elif kind == "MappingStartEvent" or kind == "SequenceStartEvent":
                top = stack[-1] if stack else None
                key = ""
                if top is not None and top[0]:
                    if top[1] is None:
                        top[1] = ""  # a mapping as a key: its own content is read, its value has no name
                    else:
                        key, top[1] = str(top[1]), None
                mapping = kind == "MappingStartEvent"
                stack.append([mapping, None])
                if len(stack) > _MAX_DEPTH:
                    raise Unreadable(event.start_mark.line + 1, f"nested deeper than {_MAX_DEPTH} levels")
                yield Event(MAP if mapping else SEQ, key, "", event.start_mark.line + 1, event.start_mark.column + 1)
            elif kind == "MappingEndEvent" or kind == "SequenceEndEvent":
                stack.pop()
                yield Event(CLOSE)
            elif kind == "DocumentEndEvent":
                yield Event(END)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 0, str(error.problem or error.context or "not YAML")) from None
    except (YAMLError, ValueError, RecursionError, MemoryError, AttributeError) as error:
        raise Unreadable(0, type(error).__name__) from None


@lru_cache(maxsize=1)
def _parser() -> Any:
    """The parser in C. ``YAML().parse`` builds a constructor for each file, which takes longer than a small file."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=False).Parser


def _parse(text: str) -> Iterator[Any]:
    parser = _parser()(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _value(event: object, key: str, lines: list[str]) -> Event:
    style = event.style or ""  # type: ignore[attr-defined]
    line, column = event.start_mark.line + 1, event.start_mark.column + 1  # type: ignore[attr-defined]
    text: str = event.value  # type: ignore[attr-defined]
    last = event.end_mark.line + 1  # type: ignore[attr-defined]
    anchor = event.anchor  # type: ignore[attr-defined]
    if style in ("|", ">"):
        # The raw lines, since folding and chomping lose which line a word stands on.
        return Event(VALUE, key, "\n".join(lines[line : max(last - 1, line)]), line + 1, 1, style)
    if last > line and not anchor:
        raw = "\n".join(lines[line - 1 : last])[column - 1 :]
        return Event(VALUE, key, raw.strip().strip("\"'"), line, column + (1 if style else 0), ">")
    shown = style
    if anchor:
        # The mark stands before the anchor.
        here = lines[line - 1].find(text, column - 1) if line <= len(lines) else -1
        column = here + 1 - (1 if style else 0) if here >= 0 else column
    return Event(VALUE, key, text, line, column + (1 if style else 0), shown if not anchor else "&" + str(anchor))


def notes(lines: list[str]) -> Iterator[Event]:
    """Comments of YAML-like text: a ``#`` at the start or after white space, outside quotes as far as a line tells."""
    for number, line in enumerate(lines, 1):
        if "#" not in line:
            continue
        found = _NOTE.search(line)
        if found and line.count('"', 0, found.start()) % 2 == 0 and line.count("'", 0, found.start()) % 2 == 0:
            yield Event(NOTE, "", found[0], number, found.start() + 1)


def lenient_events(lines: list[str], first_line: int = 1) -> Iterator[Event]:
    """Events of text that is nearly YAML, by indentation alone; never fails."""
    stack: list[tuple[int, bool]] = []  # (indentation, is sequence)
    opener: tuple[int, str] | None = None  # a key that awaits its container
    index = 0
    while index < len(lines):
        number, line = first_line + index, lines[index]
        index += 1
        stripped = line.strip()
        if not stripped or stripped[0] == "#" or len(line) > 20_000:
            continue
        if stripped.startswith(("{{", "{%", "<<<<<<<", ">>>>>>>", "=======")) and not _LINE_HAS_KEY.search(stripped):
            continue
        if stripped in ("---", "..."):
            yield from (Event(CLOSE) for _ in stack)
            stack.clear()
            opener = None
            yield Event(END)
            continue
        place = len(line) - len(line.lstrip())
        body = line.strip()
        bullets = 0
        while body == "-" or body.startswith("- "):
            yield from _settle(stack, place, True, opener, number)
            opener = None
            rest = body[1:].lstrip()
            place += len(body) - len(rest)
            body, bullets = rest, bullets + 1
        if not body:
            continue
        split = _split(body)
        if split is None:
            if bullets and body[0] in "\"'" and body.find(body[0], 1) < 0:
                start = index
                index = _quoted_end(lines, index, body[0], place)
                text = "\n".join([body[1:], *lines[start:index]]).rstrip().rstrip(body[0])
                yield Event(VALUE, "", text, number, place + 2, ">")
            elif bullets:
                yield from _scalars("", body, number, place + 1)
            continue
        key, value, offset = split
        yield from _settle(stack, place, False, opener, number)
        opener = None
        value = "" if value.startswith("#") else value
        if value[:1] in ("'", '"') and not bullets and value.find(value[0], 1) < 0:
            start = index
            index = _quoted_end(lines, index, value[0], place + 1)
            if index > start:
                yield Event(
                    VALUE, key, "\n".join([value[1:], *lines[start:index]]).rstrip().rstrip(value[0]), number,
                    place + offset + 2, ">",
                )  # fmt: skip
                continue
        if not value:
            opener = (place, key)
        elif _BLOCK.match(value):
            start = index
            while index < len(lines) and (not lines[index].strip() or _indent(lines[index]) > place):
                index += 1
            yield Event(VALUE, key, "\n".join(lines[start:index]), first_line + start, 1, value[0])
        else:
            yield from _scalars(key, value, number, place + offset + 1)
    yield from (Event(CLOSE) for _ in stack)
    yield Event(END)


_LINE_HAS_KEY = re.compile(r"\}\}[^{}]*:\s")


def _split(body: str) -> tuple[str, str, int] | None:
    """Key, value and offset of the value of ``key: value``, or ``None`` for anything else."""
    if body[0] in "\"'":
        end = body.find(body[0], 1)
        if end < 0 or not body[end + 1 :].lstrip().startswith(":"):
            return None
        key, at = body[1:end], body.index(":", end)
    else:
        at = body.find(": ")
        at = len(body) - 1 if at < 0 and body.endswith(":") else at
        key = body[:at].strip()
        if at <= 0 or len(key) > 200 or not _PLAIN_KEY.fullmatch(key):
            return None
    value = body[at + 1 :]
    return key, value.strip(), at + 1 + len(value) - len(value.lstrip())


def _quoted_end(lines: list[str], index: int, quote: str, place: int) -> int:
    """Index behind the lines that a quoted text goes on over: none further left, up to one that ends in ``quote``."""
    for at in range(index, min(index + _MAX_QUOTED, len(lines))):
        if lines[at].strip() and _indent(lines[at]) < place:
            return at
        if lines[at].rstrip().endswith(quote):
            return at + 1
    return index


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _settle(
    stack: list[tuple[int, bool]], place: int, sequence: bool, opener: tuple[int, str] | None, number: int
) -> Iterator[Event]:
    """Close what is deeper than ``place``; open a container there unless one of its kind is open."""
    while stack and (stack[-1][0] > place or (stack[-1][0] == place and stack[-1][1] and not sequence)):
        stack.pop()
        yield Event(CLOSE)
    if (not stack or stack[-1] != (place, sequence)) and len(stack) < _MAX_DEPTH:
        stack.append((place, sequence))
        yield Event(SEQ if sequence else MAP, opener[1] if opener else "", "", number, place + 1)
    elif sequence and opener is None and stack and stack[-1] == (place, True):
        return


def _scalars(key: str, value: str, number: int, column: int) -> Iterator[Event]:
    """A value on the line of its key: quoted, bare, or a flow list."""
    if value[0] in "[{" and not value.startswith("{{"):
        yield from _flow(key, value, number, column)
        return
    quote = value[0] if value[0] in "\"'" else ""
    if quote:
        end = value.find(quote, 1)
        if end > 0:
            yield Event(VALUE, key, value[1:end], number, column + 1, '"')
            return
    note = _NOTE.search(value)
    yield Event(VALUE, key, (value[: note.start()] if note else value).strip(), number, column)


def _flow(key: str, value: str, number: int, column: int) -> Iterator[Event]:
    """A flow list or mapping on one line: ``[a, b]``, ``{name: X, value: "y"}``."""
    kinds: list[bool] = []  # is mapping
    waiting = ""
    for token in _FLOW.finditer(value):
        kind = token.lastgroup or ""
        text, at = token[kind].strip(), column + token.start(kind)
        if kind == "sign":
            if text in "[{":
                if len(kinds) >= _MAX_DEPTH:
                    break
                yield Event(MAP if text == "{" else SEQ, waiting if kinds else key, "", number, at)
                kinds.append(text == "{")
            elif text in "]}" and kinds:
                kinds.pop()
                yield Event(CLOSE)
                if not kinds:
                    break
            waiting = ""
        elif kinds and kinds[-1] and not waiting:
            name, colon, rest = text.partition(":") if kind == "bare" else (text, ":", "")
            if rest.strip():
                yield Event(VALUE, name.strip(), rest.strip(), number, at + len(name) + 1 + rest.index(rest.strip()))
            elif colon:
                waiting = name.strip()
        elif kind != "bare" or text != ":":
            yield Event(VALUE, waiting, text.removeprefix(":").strip(), number, at)
            waiting = ""
    yield from (Event(CLOSE) for _ in kinds)


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a YAML file, whoever reads it: compose, Kubernetes, a workflow, a training configuration."""
    lines, text = source.lines, source.text
    found: list[Found] = []
    try:
        if "{{" in text and _UNQUOTED.search(text):
            raise Unreadable(0, "template")
        # Nothing is said before the whole file was read: a file that stops being YAML is read in the other way.
        found = list(Reader(source.path, "yaml", text=text).read(list(events(text, lines))))
    except Unreadable as error:
        if _JSON.match(text):
            # JSON under the name of YAML, which knows no halves of a character (``"\ud83e"``).
            from smallprint.collect import json

            yield from Reader(source.path, "yaml", text=text).read(json.events(text))
            return
        found = list(Reader(source.path, "yaml", text=text).read(lenient_events(lines)))
        if not is_template(text):
            yield Problem(source.path, error.line, f"not YAML ({error.reason[:80]}); read line by line")
    yield from found
    yield from of_keys(source.path, source.data)
    for note in notes(lines) if source.mentions else ():
        yield from comment_mentions(note, source.path, "yaml")
    if "spacy-model" in text:
        # Packages in the environments of conda.
        from smallprint.collect.requirements import model_packages

        for number, line in enumerate(lines, 1):
            if "spacy-model" in line and not line.lstrip().startswith("#"):
                yield from model_packages(line, source.path, number, 1, "yaml", "dependency")
