"""Dockerfiles: ``ENV``, ``ARG``, ``ADD``, and the commands of ``RUN``, ``CMD``, ``ENTRYPOINT``; images are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect import embed
from smallprint.collect.detector import Found
from smallprint.collect.keyed import reference_of, speaks_of_ollama
from smallprint.collect.prose import mentions
from smallprint.collect.shell import Word, references, words_references
from smallprint.fs import Source
from smallprint.model import ModelRef

__all__ = ["find"]

_INSTRUCTION = re.compile(r"\s*(?:ONBUILD\s+)?(?P<word>[A-Za-z]+)(?P<rest>\s.*|$)")
_HERE = re.compile(r"<<-?\s*[\"']?(?P<tag>\w+)[\"']?")
_PAIR = re.compile(r"(?<![\w.])(?P<key>[A-Za-z_][\w.]{0,100})=(?P<value>\"(?:[^\"\\]|\\.)*\"|'[^']*'|(?:[^\s\\]|\\.)*)")
_SCRIPT = re.compile(r"(?:\s+--\S+)*\s*<<-?\s*[\"']?\w+[\"']?\s*\Z")
_WORD = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a Dockerfile. A build argument that an ``ENV`` repeats is reported where it is written."""
    lines = source.lines
    variables: dict[str, list[Word]] = {}
    index = 0
    while index < len(lines):
        start, line = index, lines[index]
        index += 1
        if line.lstrip().startswith("#"):
            yield from mentions(line, source.path, start + 1, "dockerfile.comment")
            continue
        match = _INSTRUCTION.match(line)
        if match is None:
            continue
        # An instruction goes on while its lines end in a backslash; comments and blank lines may stand between.
        while index < len(lines) and (lines[index - 1].rstrip().endswith("\\") or _between(lines, start, index)):
            index += 1
        word = match["word"].upper()
        if word in ("RUN", "COPY") and (here := _HERE.search(line)):
            tag = here["tag"]
            index = next((n + 1 for n in range(index, len(lines)) if lines[n].strip() == tag), index)
        yield from _instruction(
            word, [match["rest"], *lines[start + 1 : index]], start + 1, match.start("rest") + 1, source, variables
        )


def _between(lines: list[str], start: int, index: int) -> bool:
    before = lines[index - 1].strip()
    return (
        index - 1 > start
        and (before.startswith("#") or not before)
        and any(
            row.rstrip().endswith("\\")
            for row in lines[max(start, index - 4) : index - 1]
            if row.strip() and not row.lstrip().startswith("#")
        )
    )


def _instruction(
    word: str, rows: list[str], line: int, column: int, source: Source, variables: dict[str, list[Word]]
) -> Iterator[Found]:
    path = source.path
    ollama = speaks_of_ollama(source.text)
    if word in ("ENV", "ARG"):
        for key, value in _variables(rows, line, column):
            variables.setdefault(key, []).append(value)
            yield from reference_of(key, value.text, path, value.line, value.column, "dockerfile", ollama=ollama)
    elif word in ("RUN", "CMD", "ENTRYPOINT", "ADD", "SHELL"):
        if word != "RUN" and rows[0].lstrip().startswith("["):
            yield from _exec_form(rows, line, column, path)
            return
        if word == "ADD":
            rows = [" add" + rows[0][4:] if rows[0].startswith("    ") else "add" + rows[0], *rows[1:]]
            column = max(column - 3, 1)
        if _SCRIPT.match(rows[0]):
            # ``RUN <<EOF``: the lines up to EOF are the script.
            body = "\n".join(rows[1:-1])
            if embed.kind_of("", body) == "py":
                yield from embed.block(body, line + 1, "py", path, "dockerfile", "dependency")
            else:
                yield from references(rows[1:-1], line + 1, path, "dockerfile", variables=variables)
            return
        rows = [rows[0], *("" if row.lstrip().startswith("#") else row for row in rows[1:])]
        yield from references(
            _joined(rows), line, path, "dockerfile", column=column, ollama=ollama, variables=variables
        )
    elif word == "COPY" and "<<" in rows[0] and len(rows) > 2:
        # ``COPY <<EOF /app/config.yaml``: the lines up to EOF are that file.
        body = "\n".join(rows[1:-1])
        kind = embed.kind_of("> " + rows[0].split()[-1], body)
        yield from embed.block(body, line + 1, kind, path, "dockerfile", "dependency", ollama)
    elif word == "HEALTHCHECK":
        for found in references(_joined(rows), line, path, "dockerfile", "mention", column):
            if isinstance(found, ModelRef):
                yield found


def _joined(rows: list[str]) -> list[str]:
    """Blank lines inside a continued instruction go on, so that the shell sees one command."""
    return [row if row.strip() else "\\" for row in rows[:-1]] + rows[-1:]


def _variables(rows: list[str], line: int, column: int) -> Iterator[tuple[str, Word]]:
    for number, row in enumerate(rows):
        shift = column - 1 if number == 0 else 0
        pairs = list(_PAIR.finditer(row))
        if not pairs and number == 0 and "=" not in row:
            # The old form: ``ENV NAME value``.
            words = row.split(None, 1)
            if len(words) == 2:
                value = words[1].strip()
                yield words[0], Word(value, line, shift + row.index(value) + 1)
            continue
        for pair in pairs:
            value = pair["value"]
            quoted = value[:1] in ("'", '"')
            bare = value[1:-1] if quoted else value
            yield pair["key"], Word(bare.replace('\\"', '"'), line + number, shift + pair.start("value") + 1 + quoted)


def _exec_form(rows: list[str], line: int, column: int, path: str) -> Iterator[Found]:
    words: list[Word] = []
    for number, row in enumerate(rows):
        for match in _WORD.finditer(row):
            at = match.start(1) + 1 + (column - 1 if number == 0 else 0)
            words.append(Word(match[1].replace('\\"', '"'), line + number, at, quoted=True))
    yield from words_references(words, path, "dockerfile")
