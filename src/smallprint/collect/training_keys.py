"""Configuration files of trainers: which data they train on, from which base, and which teacher they learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, SEQ, VALUE, Event, Unreadable
from smallprint.collect.idioms.training import TEACHER_KEYWORDS
from smallprint.collect.idioms.training_keys import CONFIGS
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Step

__all__ = ["find_register", "register", "steps"]

_MOST = 2_000


def steps(path: str, events: Iterable[Event], found: Iterable[Found]) -> Iterator[Step]:
    """Yield the steps of a keyed file. ``found`` is what it says of models."""
    entries: list[tuple[str, str, int]] = []
    try:
        for entry in _flat(events):
            entries.append(entry)
            if len(entries) > _MOST:
                return
    except Unreadable:
        return
    models: dict[int, str] = {
        ref.place.line: ref.canonical
        for ref in found
        if isinstance(ref, ModelRef) and ref.role == "dependency" and ref.ref != "?" and ref.kind != "dataset"
    }
    keys = {key for key, _, _ in entries}
    pairs = {f"{key}={value.lower()}" for key, value, _ in entries}
    for config in CONFIGS:
        if not all(need in keys or _starts(need, keys) for need in config.needs):
            continue
        if config.unless and config.unless in pairs:
            continue
        bases = tuple(sorted({models[line] for key, _, line in entries if key == config.base and line in models}))
        for wanted in config.data:
            data = [(value, line) for key, value, line in entries if key == wanted]
            if wanted.endswith(".*"):
                data = [(key[len(wanted) - 1 :], line) for key, _, line in entries if key.startswith(wanted[:-1])]
            for value, line in data:
                if sources := tuple(
                    sorted(_sources(path, value, named=wanted.startswith("dataset") and "." not in wanted))
                ):
                    yield Step(Place(path, line, 1), "train", config.kind, sources, bases)
        break
    yield from _teachers(path, entries, models)


def _starts(need: str, keys: set[str]) -> bool:
    return any(key.startswith((f"{need}.",)) for key in keys)


def _flat(events: Iterable[Event]) -> Iterator[tuple[str, str, int]]:
    """Keys joined by dots, values, lines."""
    stack: list[str] = []
    sequences: list[bool] = [False]
    for event in events:
        part = "[]" if sequences[-1] else event.key
        if event.op in (MAP, SEQ):
            stack.append(part)
            sequences.append(event.op == SEQ)
        elif event.op == CLOSE and stack:
            stack.pop()
            sequences.pop()
        elif event.op == VALUE:
            yield ".".join(name for name in (*stack, part) if name), event.text, event.line
        elif event.op == END:
            stack, sequences = [], [False]


def _sources(path: str, value: str, *, named: bool) -> Iterator[str]:
    for name in value.split(","):
        name = name.strip()
        if not name or "{" in name or "$" in name:
            continue
        if named:
            yield f"name:{name}"
        if "." in name.rpartition("/")[2] or name.startswith((".", "/")):
            yield f"file:{name}"
        elif name.count("/") == 1:
            yield f"dataset:{name}"
            yield f"file:{name}"
        else:
            yield f"file:{name}"


def find_register(source: Source) -> Iterator[Found]:
    """``dataset_info.json`` of LLaMA-Factory: what it says of models, and the lead that it may carry data on."""
    from smallprint.collect import json

    yield from json.find(source)
    if b"file_name" in source.data or b"hf_hub_url" in source.data:
        yield Step(Place(source.path), "lead", "carry")


def register(path: str, events: Iterable[Event]) -> Iterator[Step]:
    """Yield the names of data sets in a ``dataset_info.json``, and the files or ids behind them."""
    folder = path.rpartition("/")[0]
    try:
        for key, value, line in _flat(events):
            name, _, last = key.rpartition(".")
            place = Place(path, line, 1)
            if last == "file_name" and name:
                yield Step(place, "write", f"name:{name}", (f"file:/{folder}/{value}".replace("//", "/"),))
            elif last == "hf_hub_url" and name:
                yield Step(place, "write", f"name:{name}", (f"dataset:{value}",))
    except Unreadable:
        return


def _teachers(path: str, entries: list[tuple[str, str, int]], models: dict[int, str]) -> Iterator[Step]:
    for key, _, line in entries:
        parts = key.split(".")
        if line not in models or not any(part in TEACHER_KEYWORDS for part in parts[-2:]):
            continue
        is_student = [
            other
            for other, _, at in entries
            if at in models
            and models[at] != models[line]
            and ("student" in other or other.rpartition(".")[2] in _BASES)
        ]
        bases = tuple(sorted({models[at] for other, _, at in entries if other in is_student and at in models}))
        # A configuration that names the student as its model and a teacher beside it is a trainer's of language models.
        kind = "llm" if any(other.rpartition(".")[2] in _BASES for other in is_student) else ""
        if is_student:
            yield Step(Place(path, line, 1), "distil", kind, (f"model:{models[line]}",), bases)


_BASES = frozenset({"model_name_or_path", "base_model", "student_model_name_or_path"})
