"""Read closely the files that may lead from a model to a trainer, starting from those in which a model is asked.

A file is parsed only if it names what a file before it wrote (or imports what asks a model), so that a tree with many
trainers and no teacher costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected
from smallprint.collect.events import Unreadable
from smallprint.collect.idioms.training import MEDIA, MEDIA_READERS
from smallprint.fs import Source, Tree
from smallprint.late import late
from smallprint.model import ModelRef, Step

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache

__all__ = ["follow"]

_ROUNDS = 4
_MOST_FILES = 400
_KNOWN = "training"
_IMPORT = late(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))", re.M)


def follow(tree: Tree, collected: Collected, datasets: Iterable[str], cache: Cache | None = None) -> tuple[Step, ...]:
    """The steps of a tree's files that begin at a model, or at one of ``datasets`` (ids) that a model wrote."""
    kinds: dict[str, set[str]] = {}
    for step in collected.steps:
        if step.action == "lead":
            kinds.setdefault(step.place.file, set()).add(step.target)
    wanted = tuple(sorted(datasets))
    teaches = any(found & {"teach", "ask"} for found in kinds.values())
    trains = any("train" in found for found in kinds.values())
    if not trains or not (teaches or wanted):
        return ()
    if cache is not None and (known := cache.recall(_KNOWN, sorted(kinds), wanted)) is not None:
        return tuple(item for path, rows in known for item in _decoded(path, rows))
    found = tuple(_Follower(tree, collected.refs, kinds).all(wanted))
    if cache is not None:
        _keep(cache, kinds, wanted, found)
    return found


def _decoded(path: str, rows: list[list[object]]) -> Iterator[Step]:
    from smallprint.collect.cache import decode

    yield from (item for item in decode(path, rows) if isinstance(item, Step))


def _keep(cache: Cache, kinds: dict[str, set[str]], wanted: tuple[str, ...], found: Sequence[Step]) -> None:
    from smallprint.collect.cache import encode

    by_file: dict[str, list[Step]] = {}
    for step in found:
        by_file.setdefault(step.place.file, []).append(step)
    cache.keep(_KNOWN, sorted(kinds), wanted, [[path, encode(steps)] for path, steps in by_file.items()])


class _Follower:
    def __init__(self, tree: Tree, refs: Iterable[ModelRef], kinds: dict[str, set[str]]) -> None:
        self.tree = tree
        self.kinds = kinds
        self.refs: dict[str, list[ModelRef]] = {}
        for ref in refs:
            if ref.role == "dependency" and ref.ref != "?":
                self.refs.setdefault(ref.place.file, []).append(ref)
        self.sources: dict[str, Source | None] = {}
        self.parsed: set[str] = set()

    def all(self, datasets: Sequence[str]) -> list[Step]:
        found = [step for path, kinds in self.kinds.items() if "teach" in kinds for step in self._steps(path)]
        rest = [path for path, kinds in self.kinds.items() if kinds & {"train", "carry"} and path not in self.parsed]
        found += self._asked(rest)
        for _ in range(_ROUNDS):
            pattern = _pattern(_live(found, datasets))
            rest = [path for path in rest if path not in self.parsed]
            named = [path for path in rest if pattern is not None and _names(pattern, self._text(path))]
            for path in named[: _MOST_FILES - len(self.parsed)]:
                found += self._steps(path)
            if not named:
                break
        return found

    def _asked(self, importers: Iterable[str]) -> list[Step]:
        """What modules that ask a model return, and the steps of those of ``importers`` that take it."""
        asking: dict[str, list[str]] = {}
        for path, kinds in self.kinds.items():
            if kinds & {"ask", "teach"} and path.endswith(".py"):
                asking.setdefault(_module(path), []).append(path)
        found: list[Step] = []
        returned: dict[str, set[str]] = {}
        for path in importers if asking else ():
            text = self._text(path)
            for name in sorted(set(_imported(text)) & asking.keys()):
                if name not in returned:
                    given = [step for other in asking[name] for step in self._steps(other, returns=True)]
                    given = [step for step in given if step.action == "return"]
                    returned[name] = {step.target for step in given}
                    found += given
                if path not in self.parsed and any(function in text for function in returned[name]):
                    found += self._steps(path)
        return found

    def _source(self, path: str) -> Source | None:
        if path not in self.sources:
            before = len(self.tree.problems)
            self.sources[path] = self.tree.read(path)
            del self.tree.problems[before:]  # it was read before, and said then
        return self.sources[path]

    def _text(self, path: str) -> str:
        source = self._source(path)
        return source.text if source is not None else ""

    def _steps(self, path: str, *, returns: bool = False) -> list[Step]:
        """The steps of one file; whatever hostile input raises costs that file's steps, never the run."""
        self.parsed.add(path)
        source = self._source(path)
        try:
            return [] if source is None else list(self._read(path, source, returns))
        except (Unreadable, RecursionError, MemoryError):
            return []

    def _read(self, path: str, source: Source, returns: bool) -> Iterator[Step]:
        refs = self.refs.get(path, [])
        low = path.lower()
        if low.endswith(".json"):
            from smallprint.collect.json import events as json_events
            from smallprint.collect.training_keys import register, steps

            read = json_events(source.text)
            if low.endswith("dataset_info.json"):
                yield from register(path, read)
            else:
                yield from steps(path, read, refs)
        elif low.endswith((".yaml", ".yml")):
            from smallprint.collect.training_keys import steps
            from smallprint.collect.yaml import events

            yield from steps(path, events(source.text, source.lines), refs)
        elif low.endswith(".ipynb"):
            yield from self._notebook(source, refs)
        else:
            from smallprint.collect.training import steps as python_steps

            yield from python_steps(path, source.text.replace("\r\n", "\n").replace("\r", "\n"), refs, returns=returns)

    def _notebook(self, source: Source, refs: Iterable[ModelRef]) -> Iterator[Step]:
        from dataclasses import replace

        from smallprint.collect.notebook import python_of
        from smallprint.collect.training import steps

        text, numbers = python_of(source)
        lines = {number: line for line, number in reversed(list(enumerate(numbers, 1)))}
        moved = [replace(ref, place=replace(ref.place, line=lines.get(ref.place.line, 0))) for ref in refs]
        for step in steps(source.path, text, moved):
            place = replace(step.place, line=numbers[min(step.place.line, len(numbers)) - 1])
            yield replace(step, place=place)


def _live(steps: Sequence[Step], datasets: Iterable[str]) -> set[str]:
    """What a file that goes on must name: what was written from a model, by a function that asks one, or from that."""
    live = {*datasets, *(f"{step.target}()" for step in steps if step.action == "return")}
    writes = [step for step in steps if step.action == "write"]
    for _ in range(_ROUNDS):
        before = len(live)
        for step in writes:
            if any(_is_live(source, live) for source in step.sources):
                live.update(_words(step.target))
        if len(live) == before:
            break
    return live


def _words(target: str) -> Iterator[str]:
    """The written file or data set, or the folder of pictures and patterns."""
    name = target.partition(":")[2].rstrip("/")
    folder, _, base = name.rpartition("/")
    if MEDIA.search(base) or ("*" in base and folder):
        if "*" not in folder:
            yield f"{folder}/"
    elif "*" not in base:
        yield base
    elif len(literal := max(base.split("*"), key=len)) > 5:
        yield literal


def _is_live(source: str, live: set[str]) -> bool:
    kind, _, name = source.partition(":")
    if kind == "import":
        # A constant may name a model; what it holds is looked up when the steps are joined.
        return name.rpartition(".")[2].isupper() or any(f"{part}()" in live for part in name.split("."))
    return kind == "model" or bool({name, name.rpartition("/")[2], f"{name}/"} & live)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of ``words`` as the end of a path or as a name; in the group ``folder`` those that end in ``/``."""
    files: list[str] = []
    folders: list[str] = []
    for word in sorted(words):
        name = word.rstrip("/").rpartition("/")[2]
        if sum(c.isalpha() for c in name) > 2 and not name.endswith("()"):
            (folders if word.endswith("/") else files).append(re.escape(name))
    ways = []
    if files:
        ways.append(rf"(?:[\"'/=,]|[:=\s] )(?:{'|'.join(files)})(?=[\"'\s/,]|\Z)")
    if folders:
        ways.append(rf"(?:[\"'/]|: )(?P<folder>{'|'.join(folders)})/?(?:[\"']|$)")
    return re.compile("|".join(ways), re.M) if ways else None


def _names(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text names what was written; a folder of pictures counts where folders are read."""
    return any(
        match.lastgroup is None or any(word in text for word in MEDIA_READERS) for match in pattern.finditer(text)
    )


def _module(path: str) -> str:
    """The name by which a file is imported: its own, or that of its folder."""
    parts = path.removesuffix(".py").split("/")
    return parts[-2] if parts[-1] == "__init__" and len(parts) > 1 else parts[-1]


def _imported(text: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        yield (match[1] or match[2]).rpartition(".")[2]
