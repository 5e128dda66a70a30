"""Python files: parsed with ``ast``, and only the parts of them that can name a model."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smallprint.collect.detector import Found
from smallprint.fs import Source
from smallprint.model import Place, Problem, Role

if TYPE_CHECKING:
    from smallprint.collect.python_search import Selection

__all__ = ["find", "judge_text", "parse"]

#: A syntax tree takes some hundred times the memory of its text.
_MAX_PARSED = 1_000_000


def find(source: Source) -> Iterator[Found]:
    """Yield what a Python file says about models. What is no Python 3 is left out, with a problem."""
    yield from judge_text(source, source.text.replace("\r\n", "\n").replace("\r", "\n"))


def judge_text(source: Source, text: str) -> Iterator[Found]:
    """The same for a text with other line numbers than the file, as a notebook's cells are."""
    from smallprint.collect.training_leads import of_python

    found = list(_judged(source, text))
    yield from found
    yield from of_python(source.path, text, found)


def _judged(source: Source, text: str) -> Iterator[Found]:
    from smallprint.collect.python_search import select

    selection = select(text, mentions=source.mentions)
    yield from _without_parsing(source, text, selection)
    if not selection.text:
        return
    tree = parse(selection.text)
    if isinstance(tree, Problem) and selection.text is not text:
        # The selection goes by lines; where that was too simple the whole file is parsed.
        tree = parse(text)
    if isinstance(tree, Problem):
        from smallprint.collect.python_loose import scan_lines
        from smallprint.collect.python_mend import mend

        if len(text) > _MAX_PARSED or (mended := mend(text)) is None:
            yield Problem(source.path, tree.line, tree.reason)
            yield from scan_lines(source, text)
            return
        tree, dropped = mended
        reason = "not Python 3 in this line" + (f" and {len(dropped) - 1} more" if len(dropped) > 1 else "")
        yield Problem(source.path, dropped[0] if dropped else 1, reason)
        rows = text.split("\n")
        yield from scan_lines(source, "\n".join(row if n in dropped else "" for n, row in enumerate(rows, 1)))
    from smallprint.collect.python_names import Judge

    yield from Judge(source, tree, text).run()


def _without_parsing(source: Source, text: str, selection: Selection) -> Iterator[Found]:
    """Names in prose, addresses of files on the Hub, and open calls far from any name."""
    from smallprint.collect.names import looks_like_model, reference, scope_of, unknown_at_run_time
    from smallprint.collect.python_believe import believe, is_output, kind_at_run_time, with_ref
    from smallprint.collect.python_written import saved_before
    from smallprint.collect.recognise import MEDIA, weights_at
    from smallprint.collect.urls import parse_hub_url

    test = scope_of(source.path) == "test"
    for name, line, column in selection.prose:
        if looks_like_model(name):
            yield reference(name, "auto", Place(source.path, line, column, len(name)), "python.prose", role="mention")
    for name, line, column in selection.files:
        place = Place(source.path, line, column, len(name))
        url = parse_hub_url(name)
        if url is not None and url.kind == "space":
            # The code of a demonstration; what it brings along of weights has no name but the file's.
            if weights := weights_at(name):
                yield with_ref(reference(weights, "other", place, "python.weights-url"), name, "")
            continue
        # A file's own address is written to fetch it.
        role: Role = "mention" if test or MEDIA.search(name) else "dependency"
        yield reference(name, "auto", place, "python.hub-url", role=role)
    for call in selection.direct:
        _, ecosystem = believe(call.text, call.ecosystem, "")
        if ecosystem and not saved_before(text, call.text, call.line):
            place = Place(source.path, call.line, call.column, len(call.text))
            yield reference(call.text, ecosystem, place, call.found_by, revision=call.revision)
    seen: set[str] = set()
    for line, column, argument, rule in selection.open_calls if not test else ():
        first = argument.partition(",")[0].strip()
        if first and first not in seen and not is_output(first):
            seen.add(first)
            yield unknown_at_run_time(kind_at_run_time(rule.ecosystem), Place(source.path, line, column), rule.name())


def parse(text: str) -> ast.Module | Problem:
    """The syntax tree, or why there is none."""
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
