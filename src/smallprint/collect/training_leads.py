"""Which files may have a part in training on what a model makes: by their words alone, since most have none.

Only where a tree has files that teach and files that train are they read closely: :mod:`.training_follow`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from smallprint.collect.detector import Elsewhere, Found
from smallprint.collect.idioms.training import leads
from smallprint.collect.idioms.training_keys import may_train
from smallprint.collect.names import scope_of
from smallprint.model import ModelRef, Place, Step

__all__ = ["of_keys", "of_python"]

_REMOTE = "trust_remote_code=True"
_BEFORE = 2_000


def of_python(path: str, text: str, found: Sequence[Found]) -> Iterator[Step]:
    """Yield the leads of a Python file, given what it says of models, and the calls that run a model's own code."""
    used = [
        item
        for item in found
        if isinstance(item, Elsewhere)
        or (isinstance(item, ModelRef) and item.role == "dependency" and item.kind != "dataset" and item.ref != "?")
    ]
    # What tests write and train on are fixtures.
    if scope_of(path) != "test":
        for lead in leads(text, models=bool(used)):
            yield Step(Place(path), "lead", lead)
    if _REMOTE in text:
        yield from _remote(path, text, [ref for ref in used if isinstance(ref, ModelRef)])


def of_keys(path: str, data: bytes) -> Iterator[Step]:
    """Yield the leads of a file of keys that may be a trainer's configuration."""
    if scope_of(path) != "test":
        for lead in may_train(data.lower()):
            yield Step(Place(path), "lead", lead)


def _remote(path: str, text: str, refs: Iterable[ModelRef]) -> Iterator[Step]:
    """Calls with ``trust_remote_code=True`` whose first argument is a name, written there or bound in this file."""
    by_line: dict[int, list[ModelRef]] = {}
    for ref in refs:
        by_line.setdefault(ref.place.line, []).append(ref)
    at = text.find(_REMOTE)
    while at >= 0:
        start = _opening(text, at)
        first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, at) + 1
        names = {ref.canonical for line in range(first, last + 1) for ref in by_line.get(line, ())}
        if not names and (argument := re.match(r"\(\s*(?:\w+\s*=\s*)?([A-Za-z_]\w*)\s*,", text[start : start + 200])):
            bound = re.compile(rf"\b{argument[1]}\b\s*(?::[^=\n]+)?=|[\"']--{argument[1]}[\"']")
            lines = text.split("\n")
            names = {ref.canonical for line, held in by_line.items() for ref in held if bound.search(lines[line - 1])}
        if names:
            yield Step(Place(path, last, 1), "run_code", "", tuple(sorted(f"model:{name}" for name in names)))
        at = text.find(_REMOTE, at + 1)


def _opening(text: str, at: int) -> int:
    """The bracket that is open at ``at``."""
    depth = 0
    for position in range(at - 1, max(at - _BEFORE, -1), -1):
        if text[position] == ")":
            depth += 1
        elif text[position] == "(":
            if not depth:
                return position
            depth -= 1
    return at
