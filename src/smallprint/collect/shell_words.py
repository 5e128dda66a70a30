"""Cut shell into commands and words with their places; here-documents and comments are read on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

from smallprint.collect.detector import Found
from smallprint.collect.events import Lines
from smallprint.collect.prose import mentions
from smallprint.model import Place, Role

__all__ = ["Script", "Word", "commands"]

#: What stands in ``${…}`` and ``$(…)`` may have quotes of its own, and one more of its kind inside. Bounded, since a
#: sign that nothing closes must not be tried over the whole text again and again.
_BRACE = (
    r"\$\{(?:[^{}\n\"'$\\]|\\[^\n]|\"(?:[^\"\\\n]|\\.){0,300}+\"|'[^'\n]{0,300}+'|\$\{[^{}\n]{0,300}+\}|\$(?!\{)){0,500}+\}"
    r"|\$\{[^}\n]{0,500}\}"
)
_INNER = (
    r"[^()\"'\\$]|\\.|\"(?:[^\"\\]|\\.){0,2000}+\"|'[^']{0,2000}+'|\$\{[^{}\n]{0,300}+\}"
    r"|\$?\((?:[^()\"'\\]|\\.|\"(?:[^\"\\]|\\.){0,500}+\"|'[^']{0,500}+'|\([^()]{0,300}+\)){0,500}+\)|\$(?![({])"
)
_COMMAND = rf"\$\((?:{_INNER}){{0,2000}}+\)"
_PATTERN = (
    r"(?P<space>(?:[ \t\r\f\v]|\\\r?\n)+)"
    r"|(?P<line>\n)"
    r"|(?P<here><<-?[ \t]*(?P<hq>['\"]?)(?P<tag>[A-Za-z_][\w.-]*)(?P=hq))"
    r"|(?P<array>[A-Za-z_]\w*\+?=\()"
    r"|(?P<single>%s)"
    r"|(?P<double>%s)"
    rf"|(?P<brace>{_BRACE})"
    r"|(?P<command>\$\(\(?|<\(|>\()"
    r"|(?P<escape>\\.)"
    r"|(?P<op>\d?>>?&?\d?|[;&|()<>`]+)"
    r"|(?P<bare>[^\s'\"\\;&|()<>`$#]+|[$#'\"\\])"
)
_TOKEN = re.compile(_PATTERN % (r"'[^']*'", rf"\"(?:[^\"\\$]|\\.|{_COMMAND}|{_BRACE}|\$)*+\""), re.S)
#: The same without a look into ``$(…)``, for texts so full of them that this would take long.
_TOKEN_FLAT = re.compile(_PATTERN % (r"'[^']*'", r"\"(?:[^\"\\]|\\.)*+\""), re.S)
#: The same, when a quote was met that nothing closes: strings end with their line.
_TOKEN_BY_LINE = re.compile(_PATTERN % (r"'[^'\n]*+'?", rf"\"(?:[^\"\\\n$]|\\[^\n]|{_BRACE}|\$)*+\"?"), re.S)
_SUBSTITUTED = re.compile(_COMMAND, re.S)
#: Above these many characters or ``$(`` a script is no script that somebody wrote.
_MAX_NESTED, _MAX_SUBSTITUTED = 200_000, 1000
_ESCAPED = re.compile(r"\\([\"\\$`])")
_MAX_WORDS = 400_000


@dataclass(slots=True)
class Word:
    """A word of a command: its text without the quotes, and where it begins."""

    text: str
    line: int
    column: int
    quoted: bool = False
    #: 1 when a quote opens right behind the ``=`` of ``NAME="value"``: the value's column is one further.
    shift: int = 0


@dataclass(slots=True)
class Script:
    """What is known of one script while its commands are read."""

    path: str
    prefix: str
    role: Role
    variables: dict[str, list[Word]] = field(default_factory=dict)
    reported: set[int] = field(default_factory=set)
    #: Variables whose definitions were already read as something: a script may use one a thousand times.
    followed: set[tuple[str, str]] = field(default_factory=set)
    #: Variables that say how a result is called, which is no model that is used.
    made: set[str] = field(default_factory=set)
    #: Functions that the script defines, and the first and last line of each.
    functions: set[str] = field(default_factory=set)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    #: Function and position of its argument -> how it is read, as ``named`` takes it, and where.
    parameters: dict[tuple[str, int], tuple[str, str, str, str, Place | None]] = field(default_factory=dict)
    depth: int = 0
    #: Whether the file speaks of Ollama: then a plain word can be one of its models.
    ollama: bool = False
    #: Whether the lines stand in a file of another kind, which may fill in their variables.
    inside: bool = False


def commands(text: str, first_line: int, first_column: int, script: Script) -> Iterator[list[Word] | Found]:
    """Split text into commands; here-documents and comments are read on the way."""
    lines = Lines(text)
    row: list[Word] = []
    pieces: list[str] = []
    start, quoted, shift = -1, False, 0
    array: str | None = None
    here: list[str] = []
    #: The variables that each loop around here reads line by line, and those of the loop that has just ended.
    loops: list[list[str]] = []
    reads: list[str] = []
    endless: set[str] = set()
    nests = len(text) <= _MAX_NESTED and text.count("$(") <= _MAX_SUBSTITUTED
    whole = tokens = _TOKEN if nests else _TOKEN_FLAT
    position, size, count, last = 0, len(text), 0, 0

    def place(offset: int) -> tuple[int, int]:
        line, column = lines.at(offset)
        return line + first_line - 1, column + (first_column - 1 if line == 1 else 0)

    def finish() -> None:
        nonlocal start, quoted, shift
        if start >= 0 and array is not None and pieces[0][:1] == "[" and "]=" in "".join(pieces):
            # ``declare -A M=([small]="org/name")``: the value is the word.
            value = pieces[-1].rpartition("]=")[2]
            row.append(Word(value, *place(last + len(pieces[-1]) - len(value)), True))
            # ``for m in "${!M[@]}"`` goes through the keys.
            key = "".join(pieces)[1:].partition("]=")[0]
            script.variables.setdefault(f"!{array}", []).append(Word(key, *place(start + 1), True))
        elif start >= 0:
            row.append(Word("".join(pieces), *place(start), quoted, shift))
        pieces.clear()
        start, quoted, shift = -1, False, 0

    while position < size and count < _MAX_WORDS:
        count += 1
        if text[position] == "#" and start < 0:
            end = text.find("\n", position)
            end = size if end < 0 else end
            line, column = place(position)
            yield from mentions(text[position:end], script.path, line, f"{script.prefix}.comment", column)
            position = end
            continue
        token = tokens.match(text, position)
        if token is None:
            position += 1
            continue
        if token[0] in ('"', "'") and tokens is whole:
            # A quote that nothing closes: strings end with their line from here on, else each quote reads to the end.
            tokens = _TOKEN_BY_LINE
            continue
        kind, position = token.lastgroup, token.end()
        if kind in ("hq", "tag"):
            kind = "here"
        if kind == "space":
            finish()
        elif kind == "line" or kind == "op" or kind == "command":
            finish()
            closes = kind == "op" and ")" in token[0]
            if array is not None:
                if closes:
                    script.variables.setdefault(array, []).extend(row)
                    row, array = [], None
            elif kind == "op" and token[0].strip("0123456789&").startswith((">", "<")):
                row.append(Word(">", *place(token.start())))
            elif row:
                yield row
                if row[0].text in ("while", "until"):
                    loops.append(_read_by(row))
                elif row[0].text == "done" and loops:
                    reads = loops.pop()
                row = []
            if kind == "line" and here:
                for tag in here:
                    before = position
                    if tag not in endless:
                        position = yield from _here(text, position, tag, place, script, reads)
                    if position == before:
                        endless.add(tag)
                here, reads = [], []
        elif kind == "here":
            finish()
            here.append(token["tag"])
            row.append(Word("<<", *place(token.start())))
        elif kind == "array":
            finish()
            array = token[0].rstrip("(").rstrip("+=")
            row = []
        else:
            if start < 0:
                start = token.start() + (1 if kind in ("single", "double") else 0)
                quoted = kind in ("single", "double")
            elif kind in ("single", "double") and pieces and pieces[-1].endswith("="):
                shift = 1
            last = token.start() + (1 if kind in ("single", "double") else 0)
            if kind == "single":
                pieces.append(token[0][1:-1])
            elif kind == "double":
                inner = token[0][1:-1]
                if nests and "$(" in inner:
                    # ``X="$(command …)"``: the command is read as one; the word keeps a blank in its place.
                    for found in _SUBSTITUTED.finditer(inner):
                        at = place(token.start() + 1 + found.start() + 2)
                        yield from commands(found[0][2:-1], *at, script)
                    inner = _SUBSTITUTED.sub(lambda m: "$(" + "_" * (len(m[0]) - 3) + ")", inner)
                pieces.append(_ESCAPED.sub(r"\1", inner))
            else:
                pieces.append(token[0])
    finish()
    if array is not None:
        script.variables.setdefault(array, []).extend(row)
    elif row:
        yield row


def _read_by(row: list[Word]) -> list[str]:
    """The variables of ``while IFS='|' read -r name size``; the sign that separates them first."""
    words = [word.text for word in row]
    if "read" not in words:
        return []
    separator = next((word[4:] for word in words if word.startswith("IFS=")), " ")
    return [separator, *(word for word in words[words.index("read") + 1 :] if word.isidentifier())]


def _fields(body: str, line: int, reads: list[str], script: Script) -> None:
    """What ``while read`` makes of the lines of a here-document: each field is a value of its variable."""
    separator, *names = reads
    field = re.compile(rf"[^{re.escape(separator)}]+" if separator.strip() else r"\S+")
    for number, text in enumerate(body.split("\n"), line):
        for name, found in zip(names, field.finditer(text.partition("#")[0]), strict=False):
            value = found[0].strip()
            column = found.start() + found[0].find(value) + 1
            script.variables.setdefault(name, []).append(Word(value, number, column))


def _here(
    text: str, position: int, tag: str, place: Callable[[int], tuple[int, int]], script: Script, reads: list[str]
) -> Generator[Found, None, int]:
    """Read a here-document, for the loop that it feeds or as what it holds; returns the offset behind it."""
    end = re.compile(rf"^[ \t]*{re.escape(tag)}[ \t]*\r?$", re.M).search(text, position)
    if end is None:
        return position
    body = text[position : end.start()]
    line = place(position)[0]
    if reads:
        _fields(body, line, reads, script)
        return end.end()
    from smallprint.collect import embed

    header = text[text.rfind("\n", 0, position - 1) + 1 : position]
    yield from embed.block(
        body, line, embed.kind_of(header, body), script.path, script.prefix, script.role, script.ollama
    )
    return end.end()
