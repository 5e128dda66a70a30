"""Parts of a Python file are parsed, and mentions left out where nobody asks: neither may cost a dependency."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallprint.collect import DETECTORS
from smallprint.collect.detector import Elsewhere, dispatch
from smallprint.collect.python import find, parse
from smallprint.collect.python_names import Judge
from smallprint.fs import Source
from smallprint.model import ModelRef, Problem

HERE = Path(__file__).parent
choose = dispatch(DETECTORS)
FILES = [
    path
    for path in sorted(HERE.rglob("*"))
    if path.is_file() and path.parent != HERE and (found := choose(str(path.relative_to(HERE)))) and not found.head
]
PYTHON = [path for path in FILES if path.suffix == ".py" and path.name not in ("python2.py", "merge.py", "slip.py")]
#: What stands around the statements that matter in a real file: much that must be left out without a trace.
HELPER = "def helper_{n}(a, b):\n    total = a + b\n    for i in range(a):\n        total += i\n    return total\n"
FILLER = "\n".join(HELPER.format(n=number) for number in range(60))


def dependencies(found: object) -> set[tuple[object, ...]]:
    return {
        (item.place.line, item.ref, item.canonical, item.host)
        if isinstance(item, ModelRef)
        else (item.place.line, item.name)
        for item in found  # type: ignore[attr-defined]
        if isinstance(item, Elsewhere) or (isinstance(item, ModelRef) and item.role == "dependency")
    }


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(HERE)))
def test_what_is_parsed_says_what_the_whole_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace") + "\n\n" + FILLER
    source = Source(str(path.relative_to(HERE)), text.encode(), mentions=False)
    tree = parse(text)
    assert not isinstance(tree, Problem)
    assert dependencies(find(source)) >= dependencies(Judge(source, tree, text).run())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))
def test_leaving_mentions_out_costs_no_dependency(path: Path) -> None:
    name, data = str(path.relative_to(HERE)), path.read_bytes()
    detector = choose(name)
    assert detector is not None
    assert dependencies(detector.find(Source(name, data, mentions=False))) == dependencies(
        detector.find(Source(name, data))
    )
