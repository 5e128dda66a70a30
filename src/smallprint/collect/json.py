"""JSON, JSON with comments, and near-JSON, read with exact places.

The standard reader gives no positions, fails on comments and trailing commas (``tsconfig`` and editor settings have
both), and recurses. This scanner is one regular expression and a stack: linear, without recursion, and it goes on
after what it does not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event, Lines, Unreadable
from smallprint.fs import Source

__all__ = ["events", "find", "unquote"]

_TOKEN = re.compile(
    r"[\s,]+"
    r"|(?P<open>[{\[])|(?P<close>[}\]])"
    r'|(?P<string>"(?:[^"\\\n\r]|\\.)*+")'
    r"|(?P<single>'(?:[^'\\\n\r]|\\.)*+')"
    r"|(?P<colon>:)"
    r"|(?P<note>//[^\n\r]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)"
    r"|(?P<word>[^\s,{}\[\]\"':/]+)"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def unquote(quoted: str) -> str:
    """The text of a quoted JSON string; unknown escapes stay as they are written."""
    inner = quoted[1:-1]
    if "\\" not in inner:
        return inner
    try:
        return str(json.loads(quoted))
    except ValueError:
        return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _SHORT.get(m[2], m[2]), inner)


def events(text: str, first_line: int = 1) -> Iterator[Event]:
    """Events of ``text``. ``first_line`` is the line on which the text stands when it is embedded in another file.

    Raises :class:`Unreadable` where a string does not end or the text is no JSON at all; what was said before stands.
    """
    lines = Lines(text)
    shift = first_line - 1
    closers: list[str] = []
    pending: Event | None = None  # a string that may turn out to be a key
    key = ""
    position, size = 0, len(text)
    match = _TOKEN.match
    while position < size:
        token = match(text, position)
        if token is None:
            line, _ = lines.at(position)
            if text[position] in "\"'":
                raise Unreadable(line + shift, "a string does not end")
            position += 1
            continue
        position = token.end()
        group = token.lastgroup
        if group is None:
            continue
        if group == "colon":
            if pending is not None:
                key, pending = pending.text, None
            continue
        if group == "note":
            line, column = lines.at(token.start())
            yield Event(NOTE, "", token[0], line + shift, column)
            continue
        if pending is not None:
            yield pending
            pending, key = None, ""
        if group == "open":
            line, column = lines.at(token.start())
            closers.append("}" if token[0] == "{" else "]")
            yield Event(MAP if token[0] == "{" else SEQ, key, "", line + shift, column)
            key = ""
        elif group == "close":
            if closers:
                closers.pop()
                yield Event(CLOSE)
            key = ""
        else:
            line, column = lines.at(token.start())
            quoted = group != "word"
            value = unquote(token[0]) if group == "string" else token[0][1:-1] if quoted else token[0]
            event = Event(VALUE, key, value, line + shift, column + quoted, '"' if quoted else "")
            key = ""
            # Inside an object a string without a key may be one; in a list or at the top it cannot.
            if not event.key and closers and closers[-1] == "}":
                pending = event
            else:
                yield event
    if pending is not None:
        yield pending
    for _ in closers:
        yield Event(CLOSE)
    yield Event(END)
    if closers:
        raise Unreadable(lines.at(max(size - 1, 0))[0] + shift, f"{len(closers)} brackets are not closed")


#: Files that tools write; what they name is named by a person elsewhere.
_GENERATED = frozenset(
    {
        "package-lock.json",
        "npm-shrinkwrap.json",
        "composer.lock",
        "tokenizer.json",
        "vocab.json",
        "special_tokens_map.json",
        "added_tokens.json",
    }
)


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a JSON file; a bill of materials goes to its own reader."""
    from smallprint.collect.keyed import Reader
    from smallprint.collect.training_leads import of_keys

    if source.name.lower() in _GENERATED or source.name.endswith(".index.json"):
        return
    text = source.text
    if _OURS.match(text):
        return  # a report of ours, kept beside the code: it repeats what other files name
    if _BOM.search(text):
        from smallprint.collect import bom

        yield from bom.find(source)
        return
    if len(text) > _LARGE and not _may_tell(text):
        return
    yield from Reader(source.path, "json", text=text).read(events(text))
    yield from of_keys(source.path, source.data)


_OURS = re.compile(r'\s*\{\s*"schema"\s*:\s*"smallprint/')
#: From this size on the keys are looked at before every string is read: most large JSON is data.
_LARGE = 20_000
_KEY = re.compile(r'"([^"\\\n]{1,80})"\s*:')
#: What tells of a model under any key.
_TELLING = ("huggingface.co/", "hf.co/", "hf://", "ollama", "arn:aws", "--model", "spacy download", 'model\\"')


def _may_tell(text: str) -> bool:
    """A cheap look at the keys, a tenth of the time of reading every string."""
    from smallprint.collect.keytable import may_name_model, normal

    low = text.lower()
    if any(sign in low for sign in _TELLING):
        return True
    keys = set(_KEY.findall(text))
    return not keys or may_name_model({normal(key) for key in keys})


_BOM = re.compile(r'"bomFormat"\s*:\s*"CycloneDX"|"spdxVersion"\s*:\s*"SPDX-|"@context"\s*:\s*"https://spdx\.org/rdf/')
