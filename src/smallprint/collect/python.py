"""Python files: parsed with ``ast``, and only the parts of them that can name a model."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.fs import Source
from smallprint.model import Problem

__all__ = ["find", "judge_text"]

#: A syntax tree takes some hundred times the memory of its text.
_MAX_PARSED = 1_000_000
#: Smaller files are parsed whole.
_SMALL = 6_000


def find(source: Source) -> Iterator[Found]:
    """Yield what a Python file says about models. Broken files and Python 2 are read line by line, with a problem."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    yield from judge_text(source, text)


def judge_text(source: Source, text: str) -> Iterator[Found]:
    """The same for a text with other line numbers than the file, as a notebook's cells are."""
    tree = _parse(text)
    if isinstance(tree, Problem):
        from smallprint.collect.python_loose import scan_lines

        yield Problem(source.path, tree.line, tree.reason)
        yield from scan_lines(source, text)
        return
    from smallprint.collect.python_sinks import Judge

    yield from Judge(source, tree, text).run()


def _parse(text: str) -> ast.Module | Problem:
    if len(text) > _MAX_PARSED:
        return Problem("", 0, f"{len(text) // 1000} kB of Python, read line by line only")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in others' code are theirs
        try:
            return ast.parse(text)
        except SyntaxError as error:
            return Problem("", error.lineno or 0, "not Python 3; read line by line only")
        except (ValueError, RecursionError, MemoryError):
            return Problem("", 0, "cannot be parsed as Python; read line by line only")
