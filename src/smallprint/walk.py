"""Which files of a tree are looked at: sorted, ``.gitignore`` honoured, links out of the root reported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smallprint.model import Problem

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from smallprint.fs import Tree

__all__ = ["walk"]


def walk(tree: Tree, paths: tuple[Path, ...]) -> Iterator[str]:
    """Yield the files below ``paths``, relative to the root of ``tree``; see :meth:`smallprint.fs.Tree.walk`."""
    seen: set[str] = set()
    for start in sorted(paths):
        for path in _below(tree, start):
            if path not in seen:
                seen.add(path)
                yield path


def _below(tree: Tree, start: Path) -> Iterator[str]:
    full = start if start.is_absolute() else tree.root / start
    if not full.is_dir() or full.is_symlink():
        yield tree.relative(full)
        return
    excluded = _spec(tree.exclude) if tree.exclude else None
    yield from _folder(tree, os.path.realpath(full), _ignores_above(tree, full), excluded)


def _folder(
    tree: Tree, folder: str, ignores: list[tuple[str, GitIgnoreSpec]], excluded: GitIgnoreSpec | None
) -> Iterator[str]:
    from smallprint.fs import SKIPPED_FOLDERS

    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        tree.problems.append(Problem(tree.relative(Path(folder)), 0, error.strerror or type(error).__name__))
        return
    if tree.use_gitignore and any(entry.name == ".gitignore" for entry in entries):
        ignores = [*ignores, *_own_ignore(folder)]
    for entry in entries:
        path = os.path.relpath(entry.path, tree.root).replace(os.sep, "/")
        directory = entry.is_dir(follow_symlinks=False)
        marked = path + "/" if directory else path
        if excluded and excluded.match_file(marked):
            continue
        if any(_matches(spec, base, entry.path, directory) for base, spec in ignores):
            continue
        if directory:
            if entry.name not in SKIPPED_FOLDERS and not _is_venv(entry.path):
                yield from _folder(tree, entry.path, ignores, excluded)
        elif entry.is_symlink() and entry.is_dir():
            # A linked folder inside the root is walked under its own name; one outside is only reported.
            target = os.path.realpath(entry.path)
            if not (target + os.sep).startswith(str(tree.root) + os.sep):
                tree.problems.append(Problem(path, 0, "a link that leaves the root; not followed"))
        else:
            yield path


def _is_venv(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, "pyvenv.cfg"))


def _matches(spec: GitIgnoreSpec, base: str, path: str, directory: bool) -> bool:
    inner = os.path.relpath(path, base).replace(os.sep, "/")
    return bool(spec.match_file(inner + "/" if directory else inner))


def _own_ignore(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as stream:
            return [(folder, _spec(stream.read(1024 * 1024).splitlines()))]
    except OSError:
        return []


def _ignores_above(tree: Tree, full: Path) -> list[tuple[str, GitIgnoreSpec]]:
    """The ``.gitignore`` files between the root and ``full`` (exclusive): they apply to what is below them."""
    if not tree.use_gitignore:
        return []
    found: list[tuple[str, GitIgnoreSpec]] = []
    for parent in reversed(full.parents):
        if parent == tree.root or tree.root in parent.parents:
            found.extend(_own_ignore(str(parent)))
    return found


def _spec(lines: list[str] | tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
