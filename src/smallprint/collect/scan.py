"""Walk a tree, hand each file to its detector, and put the answers in order."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected, Detector, Elsewhere, Found, Word, dispatch
from smallprint.collect.ignores import WORD, find_ignores
from smallprint.fs import Source, Tree
from smallprint.model import Ignore, ModelRef, Problem, Step

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache, Rows, Signature

__all__ = ["Answer", "Task", "look", "scan", "signature"]

Progress = Callable[[int, int], None]
#: How often progress is told.
_STEP = 64
#: Bytes from which on further processes pay for their start.
_PARALLEL_BYTES = 1_000_000


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
    _relax_collector()
    choose = dispatch(detectors)
    numbers = {id(detector): number for number, detector in enumerate(detectors)}
    files = [(path, numbers[id(detector)]) for path in tree.walk(paths) if (detector := choose(path))]
    if cache is not None:
        cache.open(tree.root, mentions=tree.mentions)
    found: list[Found | Ignore] = []
    parsed = done = 0
    todo: list[Task] = []
    for path, number in files:
        status = _status(tree, path)
        if cache is not None and status is not None:
            known, rows = cache.known(path, signature(status))
            if known:
                done += 1
                if rows is not None:
                    parsed += 1
                    if rows:
                        found.extend(_decode(path, rows))
                continue
        todo.append((path, number, status))
    unchanged = not todo
    for path, mark, content, answer, problems in _answers(tree, todo, detectors, cache, jobs):
        done += 1
        if progress and done % _STEP == 0:
            progress(done, len(files))
        tree.problems.extend(problems)
        if answer is not None:
            parsed += 1
            found.extend(answer)
        # A file that could not be read is looked at again next time.
        if cache is not None and content:
            cache.put(path, mark, content, _encode(answer))
    if progress:
        progress(len(files), len(files))
    return _ordered(tree, found, len(files), parsed, cache, full=not paths, unchanged=unchanged)


def _relax_collector() -> None:
    """Look for cycles less often: syntax trees are many small objects that go by themselves (measured: a third)."""
    gc.set_threshold(max(gc.get_threshold()[0], 100_000), 20, 100)


#: Path, number of its detector, and what ``lstat`` says of a regular file.
Task = tuple[str, int, "os.stat_result | None"]
Answer = tuple[str, "Signature", str, "list[Found | Ignore] | None", list[Problem]]


def _status(tree: Tree, path: str) -> os.stat_result | None:
    try:
        status = os.lstat(f"{tree.root}{os.sep}{path}")
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def signature(status: os.stat_result | None) -> Signature:
    """What tells a changed file without reading it; zeros for links and what is no regular file."""
    if status is None:
        return (0, 0, 0, 0)
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _answers(
    tree: Tree, todo: list[Task], detectors: tuple[Detector, ...], cache: Cache | None, jobs: int
) -> Iterator[Answer]:
    size = sum(min(status.st_size, tree.max_bytes) for _, _, status in todo if status is not None)
    jobs = jobs or (_processors() if size > _PARALLEL_BYTES else 1)
    old = {path: cache.old[path] for path, _, _ in todo if path in cache.old} if cache is not None else {}

    def answer(task: Task) -> Answer:
        path, number, status = task
        return _one(tree, path, detectors[number], status, old.get(path), hashed=cache is not None)

    if jobs > 1 and len(todo) > 2 * _STEP and hasattr(os, "fork"):
        from smallprint.collect.processes import shared_out

        yield from shared_out(todo, answer, jobs)
    else:
        yield from map(answer, todo)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, 8)


def _one(
    tree: Tree,
    path: str,
    detector: Detector,
    status: os.stat_result | None,
    old: list[object] | None,
    *,
    hashed: bool,
) -> Answer:
    before = len(tree.problems)
    if detector.head:
        data = tree.head(path, detector.head)
        source = Source(path, data) if data else None
    else:
        source = tree.read(path, status)
    problems = tree.problems[before:]
    del tree.problems[before:]
    mark = signature(status)
    if source is None:
        return path, mark, "", None, problems
    content = ""
    if hashed:
        from smallprint.collect.cache import digest

        content = digest(source.data)
        if old is not None and old[1] == content:
            rows = old[2]
            return path, mark, content, _decode(path, rows) if isinstance(rows, list) else None, problems
    answer = None if source.is_binary and not detector.head else look(source, detector)
    return path, mark, content, answer, problems


def look(source: Source, detector: Detector) -> list[Found | Ignore] | None:
    """What one file says, or ``None`` when no telling byte occurs in it."""
    low = source.data.lower()
    wanted = not detector.words or _occurs(detector.words, low)
    found: list[Found | Ignore] = []
    if WORD in low and not detector.head:
        found.extend(find_ignores(source))
    if wanted:
        found.extend(_guarded(source, detector))
    return found if wanted or found else None


def _occurs(words: tuple[Word, ...], low: bytes) -> bool:
    for word in words:  # noqa: SIM110 - a generator takes three times as long, and a large tree asks for every file
        if word in low if isinstance(word, bytes) else word.search(low):
            return True
    return False


def _guarded(source: Source, detector: Detector) -> Iterator[Found]:
    """Run a detector on hostile input: whatever it raises is a problem of the file, never of the run."""
    from smallprint.collect.where import placed

    try:
        yield from placed(detector.find(source), source)
    except (RecursionError, MemoryError):
        yield Problem(source.path, 0, f"nested too deeply for the {detector.name} reader")
    except Exception as error:
        yield Problem(source.path, 0, f"the {detector.name} reader gave up: {type(error).__name__}")


def _encode(answer: list[Found | Ignore] | None) -> Rows | None:
    from smallprint.collect.cache import encode

    return None if answer is None else encode(answer)


def _decode(path: str, rows: Rows) -> list[Found | Ignore]:
    from smallprint.collect.cache import decode

    return decode(path, rows)


# -- order ---------------------------------------------------------------------------------------------------------


def _ordered(
    tree: Tree,
    found: Iterable[Found | Ignore],
    looked: int,
    parsed: int,
    cache: Cache | None,
    *,
    full: bool,
    unchanged: bool,
) -> Collected:
    refs: list[ModelRef] = []
    ignores: list[Ignore] = []
    problems: list[Problem] = list(tree.problems)
    elsewhere: list[Elsewhere] = []
    steps: list[Step] = []
    for item in found:
        if isinstance(item, ModelRef):
            refs.append(item)
        elif isinstance(item, Ignore):
            ignores.append(item)
        elif isinstance(item, Elsewhere):
            elsewhere.append(item)
        elif isinstance(item, Step):
            steps.append(item)
        else:
            problems.append(item)
    refs.extend(_looked_up(tree, elsewhere, cache, full=full, unchanged=unchanged))
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
        tuple(sorted(steps)),
        MappingProxyType(coverage),
    )


def _looked_up(
    tree: Tree, wanted: list[Elsewhere], cache: Cache | None, *, full: bool, unchanged: bool
) -> list[ModelRef]:
    """Names that other files define: from the cache when no file changed, else by reading those files."""
    if cache is not None and unchanged and full and cache.elsewhere is not None and len(cache.new) == len(cache.old):
        return [item for path, rows in cache.elsewhere for item in _decode(path, rows) if isinstance(item, ModelRef)]
    refs: list[ModelRef] = []
    if wanted:
        from smallprint.collect.elsewhere import look_up

        refs = look_up(tree, wanted)
    if cache is not None:
        by_file: dict[str, list[Found | Ignore]] = {}
        for ref in refs:
            by_file.setdefault(ref.place.file, []).append(ref)
        cache.save(full=full, elsewhere=[[path, _encode(items)] for path, items in by_file.items()] if full else [])
    return refs


def _distinct(refs: list[ModelRef]) -> list[ModelRef]:
    """Sorted by place; one reference per line and model, a dependency before a mention."""
    best: dict[tuple[str, int, str], ModelRef] = {}
    for ref in sorted(refs, key=lambda ref: (ref.role, *_in_order(ref))):
        best.setdefault((ref.place.file, ref.place.line, ref.canonical.lower()), ref)
    return sorted(best.values(), key=_in_order)


def _in_order(ref: ModelRef) -> tuple[str, int, int, int, str]:
    """By place, then by name; plain values, since comparing records takes ten times as long."""
    place = ref.place
    return place.file, place.line, place.column, place.width, ref.canonical
