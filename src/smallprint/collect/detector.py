"""What a detector is, and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from importlib import import_module
from typing import Any, cast

from smallprint.fs import Source
from smallprint.late import late
from smallprint.model import EMPTY, Ignore, ModelRef, Place, Problem, Step
from smallprint.record import record

__all__ = ["Collected", "Detector", "Elsewhere", "Found", "Word", "dispatch", "lazy"]


@record
class Elsewhere:
    """A model whose name another file of the tree defines: ``from config import MODEL``. The framework looks it up."""

    #: Where it is used; reported as a name built at run time if nothing in the tree defines it.
    place: Place
    #: The module as the import writes it, with its leading dots.
    module: str
    #: The constant, or ``Class.attribute``.
    name: str
    #: What :func:`smallprint.collect.names.identify` takes.
    ecosystem: str
    host: str = ""
    found_by: str = ""


#: Bytes, or a pattern of bytes, that tell of models.
Word = bytes | re.Pattern[bytes]

#: What a detector may yield.
Found = ModelRef | Problem | Elsewhere | Step


@dataclass(frozen=True)
class Detector:
    """One kind of file. To add one: a module with ``find``, a line in the table of ``collect``, a folder of tests."""

    name: str
    #: Globs in lower case on the file name (``*.py``) or, when they hold a ``/``, on the path relative to the root.
    files: tuple[str, ...]
    #: In lower case; one must occur, in any case, before the file is parsed. Empty: always parse.
    words: tuple[Word, ...]
    #: Yields what the file says. Must not raise on any input; what cannot be parsed is a ``Problem``.
    find: Callable[[Source], Iterable[Found]]
    #: For weight files: read only so many bytes from the start, whatever the size. 0: read the file, skip binaries.
    head: int = 0
    #: Raise it when ``find`` or its tables change what is found, so that no cached answer of before is used.
    version: int = 1


@dataclass(frozen=True)
class Collected:
    """What a tree says: references sorted by place, inline ignores, and what could not be read."""

    refs: tuple[ModelRef, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: Files that may have a part in training on what a model makes (``lead``), and what runs a model's own code.
    steps: tuple[Step, ...] = ()
    #: Figures for the report: files looked at, files parsed, names built at run time.
    coverage: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


def lazy(module: str, function: str = "find") -> Callable[[Source], Iterable[Found]]:
    """``find`` of ``smallprint.collect.MODULE``, imported when the first file of its kind is met."""

    def find(source: Source) -> Iterable[Found]:
        target = getattr(import_module(f"smallprint.collect.{module}"), function)
        return cast("Iterable[Found]", target(source))

    return find


#: Our own files: what they name is what is said of models, not a use of them.
OWN_FILES = frozenset({"smallprint.yaml", "smallprint.yml", "smallprint.lock", "smallprint.baseline"})


def dispatch(detectors: tuple[Detector, ...]) -> Callable[[str], Detector | None]:
    """Return a function from a path to the first of ``detectors`` whose ``files`` match it.

    ``*.ext`` and plain names are looked up in a dict, since a large tree asks for every file.
    """
    suffixes: dict[str, int] = {}
    names: dict[str, int] = {}
    globs: list[tuple[int, bool, str]] = []
    for number, detector in enumerate(detectors):
        for glob in detector.files:
            rest = glob[1:]
            if glob.startswith("*.") and not any(c in rest for c in "*?[/") and rest.count(".") == 1:
                suffixes.setdefault(rest, number)
            elif not any(c in glob for c in "*?[/"):
                names.setdefault(glob, number)
            else:
                globs.append((number, "/" in glob, translate(glob)))
    last = len(detectors)
    # For each answer, one expression for the globs of the detectors before it: hardly any name fits one.
    before = [
        tuple(
            late("|".join(text for number, in_path, text in globs if number < best and in_path is whole) or r"(?!)")
            for whole in (False, True)
        )
        for best in range(last + 1)
    ]

    def choose(path: str) -> Detector | None:
        low = path.lower()
        name = low.rsplit("/", 1)[-1]
        if name in OWN_FILES:
            return None
        dot = name.rfind(".")
        best = min(suffixes.get(name[dot:], last) if dot >= 0 else last, names.get(name, last))
        if before[best][0].match(name) or before[best][1].match(low):
            best = next(
                number for number, whole, text in globs if re.match(text, low if whole else name) and number < best
            )
        return detectors[best] if best < last else None

    return choose
