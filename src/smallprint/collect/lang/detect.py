"""Find the models that a source file of a programming language names."""

from __future__ import annotations

from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.collect.lang.modules import elsewhere
from smallprint.collect.lang.reader import File
from smallprint.collect.lang.syntax import language_of
from smallprint.collect.lang.tokens import Code, code_part
from smallprint.fs import Source
from smallprint.model import Problem

__all__ = ["find", "is_minified"]

#: A line longer than this, in a file that is mostly such lines, was made by a tool.
_MINIFIED = 5000


def find(source: Source) -> Iterator[Found]:
    """Yield the models that a source file names. A generated bundle is skipped and reported as a problem."""
    syntax = language_of(source.name) or language_of(source.name.lower())
    if syntax is None:
        return
    text = code_part(source.text.replace("\r\n", "\n").replace("\r", "\n"), syntax.part)
    if is_minified(text):
        yield Problem(source.path, 0, "minified or generated code; not read")
        return
    if syntax.name == "sql":
        from smallprint.collect.lang.sql import find_sql

        yield from find_sql(source.path, Code(text, syntax))
        return
    file = File(source.path, text, syntax)
    yield from file.refs()
    yield from elsewhere(file)


def is_minified(text: str) -> bool:
    """Whether most of a file stands in lines that nobody typed."""
    if len(text) < _MINIFIED:
        return False
    lines = text.split("\n")
    if len(lines) > 1000 and len(text) / len(lines) < 200:
        return False
    return 2 * sum(len(line) for line in lines if len(line) > _MINIFIED and line.count(" ") * 8 < len(line)) > len(text)
