"""When two paths are one file, and how steps are joined."""

from __future__ import annotations

import pytest

from smallprint.model import Place, Step
from smallprint.taught import same_file, taught
from smallprint.verdict import Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


@pytest.mark.parametrize(
    ("read", "reader", "written", "writer", "same"),
    [
        ("data/a.jsonl", "train.py", "data/a.jsonl", "gen.py", T),
        ("data/a.jsonl", "x/train.py", "data/a.jsonl", "y/gen.py", T),
        ("./data/a.jsonl", "train.py", "data/a.jsonl", "gen.py", T),
        ("../data/a.jsonl", "scripts/train.py", "data/a.jsonl", "gen.py", T),
        ("a.jsonl", "x/train.py", "/x/a.jsonl", "gen.py", T),
        ("a.jsonl", "x/train.py", "a.jsonl", "x/gen.py", T),
        ("data", "train.py", "data/a.jsonl", "gen.py", T),
        ("synthetic", "train.py", "synthetic/*.png", "gen.py", T),
        # Folders that are not known, or not said.
        ("a.jsonl", "x/train.py", "a.jsonl", "y/gen.py", U),
        ("a.jsonl", "train.py", "*/a.jsonl", "gen.py", U),
        ("a.jsonl", "train.py", "out/a.jsonl", "gen.py", U),
        ("out/a.jsonl", "train.py", "out/*.jsonl", "gen.py", U),
        # Other files.
        ("human/a.jsonl", "train.py", "eval/a.jsonl", "gen.py", F),
        ("b.jsonl", "train.py", "a.jsonl", "gen.py", F),
        ("a.jsonl", "train.py", "*", "gen.py", F),
        ("data2", "train.py", "data/a.jsonl", "gen.py", F),
        ("a.json", "train.py", "a.jsonl", "gen.py", F),
    ],
)
def test_same_file(read: str, reader: str, written: str, writer: str, same: Truth) -> None:
    """The table of what is certain, open and excluded."""
    assert same_file(read, reader, written, writer) is same


def _step(file: str, action: str, target: str, *sources: str) -> Step:
    return Step(Place(file, 1), action, target, sources)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pushed", "loaded", "sure"),
    [("acme/a", "acme/a", True), ("acme/A", "acme/a", True), ("a", "acme/a", False), ("other/a", "acme/a", None)],
)
def test_data_sets(pushed: str, loaded: str, sure: bool | None) -> None:
    """Ids are compared whole; one without its namespace leaves it open."""
    steps = [
        _step("gen.py", "write", f"dataset:{pushed}", "model:m"),
        _step("train.py", "train", "llm", f"dataset:{loaded}"),
    ]
    assert [one.sure for one in taught(steps) if one.teacher == "m"] == ([] if sure is None else [sure])


def test_circles_end() -> None:
    """Files that are made of each other are gone through once."""
    steps = [
        _step("a.py", "write", "file:x/a.json", "file:x/b.json", "model:m"),
        _step("b.py", "write", "file:x/b.json", "file:x/a.json"),
        _step("c.py", "train", "llm", "file:x/b.json"),
    ]
    found = taught(steps)
    assert [(one.teacher, one.files) for one in found] == [("m", ("a.py", "b.py", "c.py"))]


def test_the_surest_way_is_told() -> None:
    """Of two ways to one trainer the certain one counts, then the shorter."""
    steps = [
        _step("g.py", "write", "file:*/a.json", "model:m"),
        _step("h.py", "write", "file:d/a.json", "model:m"),
        _step("t.py", "train", "llm", "file:d/a.json"),
    ]
    assert [(one.sure, one.files) for one in taught(steps)] == [(True, ("h.py", "t.py"))]
