"""Walk a tree, hand each file to its detector, and put the answers in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected, Detector, Elsewhere, Found, dispatch
from smallprint.collect.ignores import WORD, find_ignores
from smallprint.fs import Source, Tree
from smallprint.model import Ignore, ModelRef, Problem

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache

__all__ = ["look", "scan"]

Progress = Callable[[int, int], None]
#: How often progress is told, in files.
_STEP = 200


def scan(
    tree: Tree,
    paths: tuple[Path, ...],
    detectors: tuple[Detector, ...],
    *,
    cache: Cache | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Collected:
    """See :func:`smallprint.collect.collect`."""
    choose = dispatch(detectors)
    todo = [(path, detector) for path in tree.walk(paths) if (detector := choose(path))]
    found: list[Found | Ignore] = []
    parsed = 0
    for done, (path, detector) in enumerate(todo):
        if progress and done % _STEP == 0:
            progress(done, len(todo))
        answer = _one(tree, path, detector, cache)
        if answer is not None:
            parsed += 1
            found.extend(answer)
    if progress:
        progress(len(todo), len(todo))
    return _ordered(tree, found, len(todo), parsed)


def _one(tree: Tree, path: str, detector: Detector, cache: Cache | None) -> list[Found | Ignore] | None:
    if detector.head:
        data = tree.head(path, detector.head)
        source = Source(path, data) if data else None
    else:
        source = tree.read(path)
    if source is None or (not detector.head and source.is_binary):
        return None
    return look(source, detector)


def look(source: Source, detector: Detector) -> list[Found | Ignore] | None:
    """What one file says, or ``None`` when no telling byte occurs in it."""
    low = source.data.lower()
    wanted = not detector.words or any(word in low for word in detector.words)
    found: list[Found | Ignore] = []
    if WORD in low and not detector.head:
        found.extend(find_ignores(source))
    if wanted:
        found.extend(_guarded(source, detector))
    return found if wanted or found else None


def _guarded(source: Source, detector: Detector) -> Iterator[Found]:
    """Run a detector on hostile input: whatever it raises is a problem of the file, never of the run."""
    try:
        yield from detector.find(source)
    except (RecursionError, MemoryError):
        yield Problem(source.path, 0, f"nested too deeply for the {detector.name} reader")
    except Exception as error:
        yield Problem(source.path, 0, f"the {detector.name} reader gave up: {type(error).__name__}")


def _ordered(tree: Tree, found: Iterable[Found | Ignore], looked: int, parsed: int) -> Collected:
    refs: list[ModelRef] = []
    ignores: list[Ignore] = []
    problems: list[Problem] = list(tree.problems)
    elsewhere: list[Elsewhere] = []
    for item in found:
        if isinstance(item, ModelRef):
            refs.append(item)
        elif isinstance(item, Ignore):
            ignores.append(item)
        elif isinstance(item, Elsewhere):
            elsewhere.append(item)
        else:
            problems.append(item)
    if elsewhere:
        from smallprint.collect.python_imports import look_up

        refs.extend(look_up(tree, elsewhere))
    kept = _distinct(refs)
    coverage = {
        "files": looked,
        "parsed": parsed,
        "unread": len({problem.file for problem in problems}),
        "built_at_run_time": sum(ref.ref == "?" for ref in kept),
    }
    return Collected(
        tuple(kept),
        tuple(sorted(ignores, key=lambda ignore: ignore.place)),
        tuple(sorted(set(problems))),
        MappingProxyType(coverage),
    )


def _distinct(refs: list[ModelRef]) -> list[ModelRef]:
    """Sorted by place; one reference per line and model, a dependency before a mention."""
    best: dict[tuple[str, int, str], ModelRef] = {}
    for ref in sorted(refs, key=lambda ref: (ref.role, ref.place, ref.canonical)):
        best.setdefault((ref.place.file, ref.place.line, ref.canonical.lower()), ref)
    return sorted(best.values(), key=lambda ref: (ref.place, ref.canonical))
