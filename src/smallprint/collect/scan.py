"""Walk a tree, hand each file to its detector, and put the answers in order."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected, Detector, Elsewhere, Found, dispatch
from smallprint.collect.ignores import WORD, find_ignores
from smallprint.fs import Source, Tree
from smallprint.model import Ignore, ModelRef, Problem

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache, Rows, Signature

__all__ = ["look", "scan"]

Progress = Callable[[int, int], None]
#: How often progress is told, and how many files a process takes at a time.
_STEP = 64
#: Bytes from which on further processes pay for their start (measured: about 0.1 s).
_PARALLEL_BYTES = 4_000_000


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
        cache.open(tree.root)
    found: list[Found | Ignore] = []
    parsed = done = size = 0
    todo: list[tuple[str, int, Signature]] = []
    for path, number in files:
        signature = _signature(tree, path)
        if cache is not None and signature[0]:
            known, rows = cache.known(path, signature)
            if known:
                done += 1
                if rows is not None:
                    parsed += 1
                    if rows:
                        found.extend(_decode(path, rows))
                continue
        size += min(signature[2], tree.max_bytes)
        todo.append((path, number, signature))
    unchanged = not todo
    for path, signature, content, answer, problems in _answers(tree, todo, detectors, cache, jobs, size):
        done += 1
        if progress and done % _STEP == 0:
            progress(done, len(files))
        tree.problems.extend(problems)
        if answer is not None:
            parsed += 1
            found.extend(answer)
        # A file that could not be read is looked at again next time.
        if cache is not None and content:
            cache.put(path, signature, content, _encode(answer))
    if progress:
        progress(len(files), len(files))
    return _ordered(tree, found, len(files), parsed, cache, full=not paths, unchanged=unchanged)


def _relax_collector() -> None:
    """Look for cycles less often: syntax trees are many small objects that go by themselves (measured: a third)."""
    gc.set_threshold(max(gc.get_threshold()[0], 100_000), 20, 100)


def _signature(tree: Tree, path: str) -> Signature:
    """What tells a changed file without reading it; zeros for links and what is no regular file."""
    try:
        status = os.lstat(f"{tree.root}{os.sep}{path}")
    except (OSError, ValueError):
        return (0, 0, 0, 0)
    if not stat.S_ISREG(status.st_mode):
        return (0, 0, 0, 0)
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


Answer = tuple[str, "Signature", str, "list[Found | Ignore] | None", list[Problem]]


def _answers(
    tree: Tree,
    todo: list[tuple[str, int, Signature]],
    detectors: tuple[Detector, ...],
    cache: Cache | None,
    jobs: int,
    size: int,
) -> Iterator[Answer]:
    jobs = jobs or (_processors() if size > _PARALLEL_BYTES else 1)
    old = {path: cache.old[path] for path, _, _ in todo if path in cache.old} if cache is not None else {}
    if jobs > 1 and len(todo) > 2 * _STEP:
        yield from _in_processes(tree, todo, detectors, old, jobs, hashed=cache is not None)
        return
    for path, number, signature in todo:
        yield _one(tree, path, detectors[number], signature, old.get(path), hashed=cache is not None)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, 8)


def _one(
    tree: Tree, path: str, detector: Detector, signature: Signature, old: list[object] | None, *, hashed: bool
) -> Answer:
    before = len(tree.problems)
    if detector.head:
        data = tree.head(path, detector.head)
        source = Source(path, data) if data else None
    else:
        source = tree.read(path)
    problems = tree.problems[before:]
    del tree.problems[before:]
    if source is None:
        return path, signature, "", None, problems
    content = ""
    if hashed:
        from smallprint.collect.cache import digest

        content = digest(source.data)
        if old is not None and old[1] == content:
            rows = old[2]
            return path, signature, content, _decode(path, rows) if isinstance(rows, list) else None, problems
    answer = None if source.is_binary and not detector.head else look(source, detector)
    return path, signature, content, answer, problems


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


def _occurs(words: tuple[bytes | tuple[bytes, ...], ...], low: bytes) -> bool:
    return any(word in low if isinstance(word, bytes) else all(part in low for part in word) for word in words)


def _guarded(source: Source, detector: Detector) -> Iterator[Found]:
    """Run a detector on hostile input: whatever it raises is a problem of the file, never of the run."""
    from smallprint.collect.where import placed

    try:
        yield from placed(detector.find(source), source)
    except (RecursionError, MemoryError):
        yield Problem(source.path, 0, f"nested too deeply for the {detector.name} reader")
    except Exception as error:
        yield Problem(source.path, 0, f"the {detector.name} reader gave up: {type(error).__name__}")


# -- processes -----------------------------------------------------------------------------------------------------

_shared: tuple[Tree, tuple[Detector, ...], dict[str, list[object]], bool] | None = None


def _start(tree: Tree, detectors: tuple[Detector, ...], old: dict[str, list[object]], hashed: bool) -> None:
    global _shared
    _shared = (tree, detectors, old, hashed)


def _chunk(items: list[tuple[str, int, Signature]]) -> list[tuple[str, Signature, str, Rows | None, list[Problem]]]:
    from smallprint.collect.cache import encode

    assert _shared is not None
    tree, detectors, old, hashed = _shared
    answers = []
    for path, number, signature in items:
        _, _, content, answer, problems = _one(tree, path, detectors[number], signature, old.get(path), hashed=hashed)
        answers.append((path, signature, content, None if answer is None else encode(answer), problems))
    return answers


def _in_processes(
    tree: Tree,
    todo: list[tuple[str, int, Signature]],
    detectors: tuple[Detector, ...],
    old: dict[str, list[object]],
    jobs: int,
    *,
    hashed: bool,
) -> Iterator[Answer]:
    """The same in several processes. Detectors are handed over by forking, so without it this process does it all."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if "fork" not in multiprocessing.get_all_start_methods() or os.name == "nt":
        for path, number, signature in todo:
            yield _one(tree, path, detectors[number], signature, old.get(path), hashed=hashed)
        return
    # Long and short files are mixed over the chunks, so that no process ends up with all the long ones.
    chunks = [todo[start :: max(len(todo) // _STEP, 1)] for start in range(max(len(todo) // _STEP, 1))]
    done: set[str] = set()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, context, _start, (tree, detectors, old, hashed)) as pool:
            for rows in pool.map(_chunk, chunks):
                for path, signature, content, answer, problems in rows:
                    done.add(path)
                    yield path, signature, content, None if answer is None else _decode(path, answer), problems
    except (BrokenProcessPool, OSError):
        for path, number, signature in todo:
            if path not in done:
                yield _one(tree, path, detectors[number], signature, old.get(path), hashed=hashed)


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
    for item in found:
        if isinstance(item, ModelRef):
            refs.append(item)
        elif isinstance(item, Ignore):
            ignores.append(item)
        elif isinstance(item, Elsewhere):
            elsewhere.append(item)
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
        from smallprint.collect.python_imports import look_up

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
    for ref in sorted(refs, key=lambda ref: (ref.role, ref.place, ref.canonical)):
        best.setdefault((ref.place.file, ref.place.line, ref.canonical.lower()), ref)
    return sorted(best.values(), key=lambda ref: (ref.place, ref.canonical))
