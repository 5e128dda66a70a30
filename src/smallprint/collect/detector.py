"""What a detector is, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from smallprint.fs import Source
from smallprint.model import EMPTY, Ignore, ModelRef, Problem

__all__ = ["Collected", "Detector", "Found"]

#: What a detector may yield.
Found = ModelRef | Problem


@dataclass(frozen=True)
class Detector:
    """One kind of file. To add one: a module with ``find``, a line in the table of ``collect``, a folder of tests."""

    name: str
    #: Globs on the file name (``*.py``) or, when they hold a ``/``, on the path relative to the root.
    files: tuple[str, ...]
    #: Bytes of which at least one must occur, in any case, before the file is parsed; empty: always parse.
    words: tuple[bytes, ...]
    #: Yields what the file says. Must not raise on any input; what cannot be parsed is a ``Problem``.
    find: Callable[[Source], Iterable[Found]]


@dataclass(frozen=True)
class Collected:
    """What a tree says: references sorted by place, inline ignores, and what could not be read."""

    refs: tuple[ModelRef, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: Figures for the report: files looked at, files skipped, names built at run time.
    coverage: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
