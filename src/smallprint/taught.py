"""Which models train others in this tree: the steps of its files, joined from the trainer back to the teacher.

Pure. A file is known by its path, a data set by its id. What is certain of two paths, and what a folder that only the
run knows leaves open, is decided in one place: :func:`same_file`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from smallprint.model import Step, Taught
from smallprint.say import short_name
from smallprint.verdict import Truth

__all__ = ["same_file", "taught"]

_MOST_STEPS = 5_000
_MOST_HOPS = 400


def taught(steps: Sequence[Step], look_up: Callable[[str, str], Iterable[str]] = lambda *_: ()) -> tuple[Taught, ...]:
    """The teachers and data sets whose way to a trainer ``steps`` show, in the order of their places.

    ``look_up`` gives the models behind a name that another module defines, as a file imports it.
    """
    real = steps[:_MOST_STEPS]
    found: dict[tuple[object, ...], Taught] = {}
    for step in real:
        if step.action in ("train", "distil"):
            for one in _back(step, real, look_up):
                key = (one.teacher, one.student, one.bases, one.place)
                known = found.get(key)
                if known is None or (one.sure, -len(one.route)) > (known.sure, -len(known.route)):
                    found[key] = one
    return tuple(found.values())


def _back(trainer: Step, steps: Sequence[Step], look_up: Callable[[str, str], Iterable[str]]) -> Iterator[Taught]:
    """Every way from a trainer back to a model or a data set."""

    def found(name: str) -> Taught:
        said, files = tuple(map(_said, route)), tuple(dict.fromkeys(step.place.file for step in route))
        return Taught(name, trainer.target, trainer.bases, said, trainer.place, sure, files)

    ways: list[tuple[str, Step, tuple[Step, ...], bool]] = [
        (source, trainer, (trainer,), True) for source in trainer.sources
    ]
    seen: set[tuple[str, str, bool]] = set()
    for _ in range(_MOST_HOPS):
        if not ways:
            return
        source, step, route, sure = ways.pop(0)
        if (source, step.place.file, sure) in seen:
            continue
        seen.add((source, step.place.file, sure))
        kind, _, name = source.partition(":")
        if kind in ("model", "dataset"):
            yield found(name if kind == "model" else source)
        if kind == "import":
            for given in look_up(step.place.file, name):
                yield found(given)
        for other in steps:
            joined = _joined(source, step, other)
            if joined is not Truth.FALSE:
                longer = route if other.target.startswith("name:") else (other, *route)
                certain = sure and joined is Truth.TRUE
                ways.extend((before, other, longer, certain) for before in other.sources)


def _joined(source: str, reader: Step, other: Step) -> Truth:
    """Whether ``other`` makes what ``reader`` takes from ``source``."""
    kind, _, name = source.partition(":")
    wanted, _, given = other.target.partition(":")
    if kind == "import":
        return Truth.of(other.action == "return" and _is_import(name, other))
    if other.action != "write" or kind != wanted:
        return Truth.FALSE
    if kind == "file":
        return same_file(name, reader.place.file, given, other.place.file)
    if name.lower() == given.lower():
        return Truth.TRUE
    bare = name.rpartition("/")[2].lower() == given.rpartition("/")[2].lower()
    # ``push_to_hub("chats")`` takes the namespace of whoever is signed in.
    return Truth.UNKNOWN if kind == "dataset" and bare and ("/" in name) != ("/" in given) else Truth.FALSE


def _is_import(name: str, other: Step) -> bool:
    """Whether ``.helpers.ask`` is the function or class ``ask`` of ``other``'s file."""
    parts = name.strip(".").split(".")
    module = other.place.file.removesuffix(".py").removesuffix("/__init__").split("/")
    for cut in (len(parts) - 1, len(parts) - 2):
        if cut > 0 and other.target == parts[cut] and module[-cut:] == parts[:cut]:
            return True
    return False


def same_file(read: str, reader: str, written: str, writer: str) -> Truth:
    """Whether a path that ``reader`` reads is the one that ``writer`` writes.

    A path may start at the root of the tree or at the folder of its file. The same name in folders that disagree is
    another file; where one of the folders is not known the answer is open.
    """
    if read in (written, f"{written}/") and _near(read, reader, writer):
        return Truth.TRUE
    # What may also be read from its own folder: ``../data/a.json`` in ``scripts/``.
    for one in _places(read, reader):
        for other in _places(written, writer):
            # A folder that is read holds what is written below it.
            if (one == other or other.startswith(f"{one}/")) and "*" not in one + other and _near(read, reader, writer):
                return Truth.TRUE
            if one == posixpath.dirname(other) and "*" not in one:
                return Truth.TRUE
    return Truth.UNKNOWN if _may_be(posixpath.normpath(read), posixpath.normpath(written)) else Truth.FALSE


def _near(read: str, reader: str, writer: str) -> bool:
    """Whether the same words mean the same file: with a folder in them, or from the same or an outer folder."""
    one, other = posixpath.dirname(reader), posixpath.dirname(writer)
    return "/" in read.strip("./") or one == other or not one or not other


def _places(path: str, file: str) -> Iterator[str]:
    """Where a path may lead, from the root of the tree."""
    if path.startswith("/"):
        yield posixpath.normpath(path).lstrip("/")
        return
    for folder in dict.fromkeys(("", posixpath.dirname(file))):
        full = posixpath.normpath(posixpath.join(folder, path))
        if not full.startswith(".."):
            yield full


def _may_be(read: str, written: str) -> bool:
    """Whether two paths are one where a folder is unknown; the last part must be known and the same."""
    one, other = read.split("/")[::-1], written.split("/")[::-1]
    if not one[0].strip("*.") or not other[0].strip("*."):
        return False
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left == right or (number and "*" in left + right) or fnmatchcase(left, right) or fnmatchcase(right, left):
            continue
        return False
    return True


def _said(step: Step) -> str:
    where = f"{step.place.file}:{step.place.line}"
    what = step.target.partition(":")[2]
    if step.action == "write":
        return f"{where} writes {what.lstrip('/')}"
    if step.action == "return":
        return f"{where} {step.target} asks the model"
    student = " ".join(part for part in (step.target, *(short_name(base) for base in step.bases)) if part)
    verb = "distils" if step.action == "distil" else "trains"
    return f"{where} {verb} {student or 'a model'}"
