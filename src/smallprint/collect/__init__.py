"""Collect: which models do the files of a tree name? Reads files, decides nothing about licences."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from smallprint.collect.detector import Collected, Detector
from smallprint.fs import Tree

__all__ = ["DETECTORS", "collect"]

#: The detectors, one line each; the first whose ``files`` match a path reads it.
DETECTORS: tuple[Detector, ...] = ()


def collect(tree: Tree, paths: Iterable[Path] = ()) -> Collected:
    """Look at every file below ``paths`` (default: the whole tree) and return what they say, sorted by place."""
    raise NotImplementedError
