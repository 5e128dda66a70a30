"""Which files of a tree are looked at: sorted, ``.gitignore`` honoured, links out of the root reported."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smallprint.model import Problem

if TYPE_CHECKING:
    from smallprint.fs import Tree

__all__ = ["walk"]

#: Patterns with more ``**`` than this take time that grows out of hand on long paths.
_MAX_DOUBLE_STARS = 4
_MAX_PATTERNS = 5000
_MAX_IGNORE_BYTES = 1024 * 1024
#: A pattern that is a name and nothing else.
_PLAIN = re.compile(r"(?P<keep>!?)(?P<name>[\w.-]+)(?P<folder>/?)[ \t]*")
#: How pathspec's expressions end: with a folder and what lies below it, or with any file or folder likewise.
_FOLDER, _ANY = "(?:/)", "(?:(?:/)|$)"


class _Rules(NamedTuple):
    """The patterns of one ``.gitignore`` (or of ``--exclude``) and the folder that they are relative to."""

    #: Length of the folder's path relative to the root, with its slash.
    prefix: int
    #: Runs of patterns of one kind, the last first: whether they ignore, the plain names that they speak of (folders
    #: end with a slash), one expression for other names and one for paths.
    groups: tuple[tuple[bool, frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]

    def ignores(self, path: str, name: str) -> bool | None:
        """Whether ``path``, whose last part is ``name`` (folders end with a slash), is ignored, kept or not spoken of.

        The folder that it stands in is not ignored: so a pattern without a slash inside can only mean the name.
        """
        for ignore, plain, names, paths in self.groups:
            if name in plain or (names and names.match(name)) or (paths and paths.match(path, self.prefix)):
                return ignore
        return None


class _Run(NamedTuple):
    """Patterns that stand together and do the same, while they are read."""

    ignore: bool
    plain: set[str]
    #: Expressions for names, and for paths.
    names: list[str]
    paths: list[str]


def walk(tree: Tree, paths: tuple[Path, ...]) -> Iterator[str]:
    """Yield the files below ``paths``, relative to the root of ``tree``; see :meth:`smallprint.fs.Tree.walk`."""
    if len(paths) == 1:
        yield from _below(tree, paths[0])
        return
    seen: set[str] = set()
    for start in sorted(paths):
        for path in _below(tree, start):
            if path not in seen:
                seen.add(path)
                yield path


def _below(tree: Tree, start: Path) -> Iterator[str]:
    full = start if start.is_absolute() else tree.root / start
    if full.is_symlink() or not full.is_dir():
        yield tree.relative(full)
        return
    folder = os.path.realpath(full)
    rules = [_compiled(tree, tree.exclude, 0, "--exclude")] if tree.exclude else []
    yield from _folders(tree, folder, [*rules, *_ignores_above(tree, Path(folder))])


def _folders(tree: Tree, start: str, rules: list[_Rules]) -> Iterator[str]:
    """Files below ``start`` in sorted order; a stack of folders, so that depth costs no recursion."""
    from smallprint.fs import SKIPPED_FOLDERS

    relative = "" if start == str(tree.root) else tree.relative(Path(start)) + "/"
    stack = [_entries(tree, start, relative, rules, first=True)]
    while stack:
        entries, prefix, around = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        path = prefix + entry.name
        try:
            directory, link = entry.is_dir(follow_symlinks=False), entry.is_symlink()
        except OSError:
            directory, link = False, False
        slash = "/" if directory else ""
        if around and _is_ignored(around, path + slash, entry.name + slash):
            continue
        if directory:
            if entry.name not in SKIPPED_FOLDERS:
                stack.append(_entries(tree, entry.path, path + "/", around))
        elif link:
            yield from _linked(tree, entry, path)
        else:
            yield path


def _entries(
    tree: Tree, folder: str, prefix: str, rules: list[_Rules], *, first: bool = False
) -> tuple[Iterator[os.DirEntry[str]], str, list[_Rules]]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        tree.problems.append(Problem(prefix.rstrip("/") or ".", 0, error.strerror or type(error).__name__))
        return iter(()), prefix, rules
    names = {entry.name for entry in entries}
    if "pyvenv.cfg" in names and not first:
        return iter(()), prefix, rules
    if tree.use_gitignore and ".gitignore" in names:
        rules = [*rules, *_own_ignore(tree, prefix)]
    return iter(entries), prefix, rules


def _linked(tree: Tree, entry: os.DirEntry[str], path: str) -> Iterator[str]:
    """A linked file is read if it stays inside; a linked folder is never followed, its target is walked by itself."""
    target = os.path.realpath(entry.path)
    if not (target + os.sep).startswith(str(tree.root) + os.sep):
        tree.problems.append(Problem(path, 0, "a link that leaves the root; not followed"))
    elif not os.path.isdir(target):
        yield path


def _is_ignored(rules: list[_Rules], path: str, name: str) -> bool:
    """The nearest file that speaks of a path decides, as in git."""
    for one in reversed(rules):
        answer = one.ignores(path, name)
        if answer is not None:
            return answer
    return False


def _own_ignore(tree: Tree, prefix: str) -> list[_Rules]:
    source = tree.read(f"{prefix}.gitignore")
    if source is None or len(source.data) > _MAX_IGNORE_BYTES:
        return []
    return [_compiled(tree, source.lines, len(prefix), f"{prefix}.gitignore")]


def _ignores_above(tree: Tree, full: Path) -> list[_Rules]:
    """The ``.gitignore`` files between the root and ``full`` (exclusive): they apply to what is below them."""
    if not tree.use_gitignore or full == tree.root:
        return []
    found: list[_Rules] = []
    for parent in reversed(full.parents):
        if parent == tree.root or tree.root in parent.parents:
            prefix = "" if parent == tree.root else tree.relative(parent) + "/"
            if (parent / ".gitignore").is_file():
                found.extend(_own_ignore(tree, prefix))
    return found


def _compiled(tree: Tree, lines: Iterable[str], prefix: int, name: str) -> _Rules:
    """One expression for each run of patterns that ignore or keep; a tree of many files asks for each of them."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    runs: list[_Run] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if number > _MAX_PATTERNS or line.count("**") > _MAX_DOUBLE_STARS:
            tree.problems.append(Problem(name, number, "a pattern too long to be matched in time; left out"))
            continue
        # Most patterns are plain names, and an expression for all of them takes longer than walking a small tree.
        plain = _PLAIN.fullmatch(line)
        if plain:
            _run(runs, ignore=not plain["keep"]).plain.update((plain["name"] + "/", plain["name"] + plain["folder"]))
            continue
        try:
            # Each would be compiled by itself, were the pattern made; all of a run are compiled as one below.
            expression, ignore = GitIgnoreSpecPattern.pattern_to_regex(line)
            if expression is None or ignore is None:
                continue
            text = _itself(_linear(re.sub(r"\(\?P<\w+>", "(?:", expression)), line)
            if "[" in line or "\\" in line:
                re.compile(text)
        except (ValueError, re.error):
            tree.problems.append(Problem(name, number, "not a pattern; left out"))
            continue
        run = _run(runs, ignore=ignore)
        (run.paths if "/" in line.strip().rstrip("/") else run.names).append(text)
    return _Rules(
        prefix,
        tuple((run.ignore, frozenset(run.plain), _any(run.names), _any(run.paths)) for run in reversed(runs)),
    )


def _run(runs: list[_Run], *, ignore: bool) -> _Run:
    """The run that a pattern belongs to: the last, or a new one where it does the other thing."""
    if not runs or runs[-1].ignore is not ignore:
        runs.append(_Run(ignore, set(), [], []))
    return runs[-1]


def _any(texts: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{text})" for text in texts)) if texts else None


def _itself(expression: str, line: str) -> str:
    """pathspec's expression, from the start, for what a pattern names and not for all that lies below.

    ``!/a`` brings ``a`` back but not ``a/a``; ``a/**`` speaks of what is in ``a``, not of ``a``.
    """
    whole = not expression.startswith("^")
    text = ".*" + expression if whole else expression.removeprefix("^")
    inside = not whole and line.rstrip().rstrip("/").endswith("/**")
    if text.endswith(_FOLDER):
        return text.removesuffix(_FOLDER) + ("/.*/$" if inside else "/$")
    if text.endswith(_ANY):
        return text.removesuffix(_ANY) + "/?$"
    return text + "." if inside else text


def _linear(expression: str) -> str:
    """The same expression without backtracking over ``*``: each takes the first place that fits, as in ``fnmatch``.

    ``a*a*a*b`` on a long name would else take time that grows with a power of its length.
    """
    head, *parts = expression.split("[^/]*")
    if len(parts) < 3:
        return expression
    if any("(" in part or "/" in part or "|" in part for part in parts[:-1]):
        raise ValueError(expression)
    middle = "".join(f"(?>[^/]*?{part})" for part in parts[:-1])
    return f"{head}{middle}[^/]*{parts[-1]}"
