"""Markdown and MDX: front matter declares (a model card's base, data sets, licence), everything else only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, MAP, SEQ, VALUE, Event, Unreadable
from smallprint.collect.keyed import Reader
from smallprint.collect.names import guess, reference
from smallprint.collect.prose import mentions
from smallprint.collect.recognise import ecosystem_of
from smallprint.fs import Source
from smallprint.model import Place

if TYPE_CHECKING:
    from smallprint.collect.notebook import Cell

__all__ = ["find"]

#: Relations as the Hub spells them in ``base_model_relation``.
#: https://huggingface.co/docs/hub/model-cards#specifying-a-base-model
_RELATIONS = {"finetune": "finetune", "adapter": "adapter", "quantized": "quantized", "merge": "merge"}
_QUANTIZED = frozenset(
    {"gguf", "gptq", "awq", "exl2", "quantized", "bitsandbytes", "4-bit", "8-bit", "mlx", "hqq", "fp8"}
)
_CARD_KEYS = frozenset(
    {
        "license", "license_name", "license_link", "base_model", "base_model_relation", "datasets", "models",
        "library_name", "pipeline_tag", "tags", "model_name", "language", "sdk", "task_categories", "model-index",
        "inference", "widget",
    }
)  # fmt: skip
#: A page of Jupytext or MyST, which is run as a notebook.
_RUN_FROM = re.compile(r"(?:jupytext|kernelspec):")
_CHUNK = re.compile(
    r"(?P<fence>```+|~~~+)\s*(?:\{(?:(?:python3?|code-cell)|(?P<shell>bash|sh|zsh)|(?P<r>r))\b[^}\n]*\}.*|(?P<plain>(?:i?python3?)\b)[^`\n]*)$"
)
_PICKED = re.compile(r"[^|'\"\s][^|'\"]*")
#: What an editor's menu puts behind a model's name.
_SHOWN_AS = re.compile(r"(?: *\((?:copilot|preview)\))+\Z", re.IGNORECASE)
_MAX_LINE = 20_000


def find(source: Source) -> Iterator[Found]:
    """Yield what the front matter declares, then what the text mentions."""
    if not source.mentions and not source.text.lstrip().startswith("---"):
        return
    lines = source.lines
    end = _front_matter(lines)
    if end:
        yield from _card(source, lines[1:end])
    paired = any(_RUN_FROM.match(line) for line in lines[:end])
    if paired or source.name.lower().endswith((".qmd", ".rmd")):
        from smallprint.collect.notebook import of_cells

        yield from of_cells(_chunks(lines, end, paired), source)
        return
    if not source.mentions:
        return
    for number, line in enumerate(lines[end + 1 if end else 0 :], end + 2 if end else 1):
        if len(line) <= _MAX_LINE and line.strip():
            yield from mentions(line, source.path, number, "markdown.text")


def _chunks(lines: list[str], end: int, paired: bool) -> Iterator[Cell]:
    """The cells of a page that is run: chunks of Python and of shell, and the prose between them.

    ``paired``: it is a notebook in another form, in which plain blocks of Python are cells too.
    """
    from smallprint.collect.notebook import Cell

    cell, fence = Cell("prose"), ""
    for number, line in enumerate(lines[end + 1 if end else 0 :], end + 2 if end else 1):
        opens = _CHUNK.match(line) if not fence else None
        opens = None if opens and opens["plain"] and not paired else opens
        if opens or (fence and line.strip() == fence):
            yield cell
            fence = opens["fence"] if opens else ""
            cell = Cell("code" if opens else "prose", ".r" if opens and opens["r"] else "")
            if opens and opens["shell"]:
                cell.lines.append(("%%bash", number))
        elif len(line) <= _MAX_LINE:
            # ``:tags: [x]`` and ``#| echo: false`` are for the one who renders it.
            cell.lines.append(("" if fence and line.startswith(":") else line, number))
    yield cell


def _front_matter(lines: list[str]) -> int:
    """Index of the line that closes the front matter, or 0."""
    if not lines or lines[0].strip() != "---":
        return 0
    for index in range(1, min(len(lines), 5000)):
        if lines[index].strip() in ("---", "..."):
            return index
    return 0


def _card(source: Source, lines: list[str]) -> Iterator[Found]:
    from smallprint.collect import yaml

    try:
        events = list(yaml.events("\n".join(lines), lines))
    except Unreadable:
        events = list(yaml.lenient_events(lines))
    events = [event._replace(line=event.line + 1) for event in events]
    top = _top_level(events)
    if _CARD_KEYS.isdisjoint(top) or ("model" in top and not {"base_model", "datasets", "models"} & top.keys()):
        # Prompts and agents carry their model in front matter too: the same keys as any other configuration.
        yield from Reader(source.path, "markdown", text=source.text).read(iter(events))
        yield from _picked(source.path, top.get("model", ()), "description" in top)
        return
    licence = _licence(top)
    relation = _relation(top)
    declared = (
        ("base_model", "hf", relation),
        ("base_models", "hf", relation),
        ("models", "hf", ""),
        ("datasets", "dataset", "trained_on"),
        ("dataset", "dataset", "trained_on"),
        ("source_datasets", "dataset", ""),
        ("preload_from_hub", "hf", ""),
    )
    for key, kind, role in declared:
        for event in top.get(key, ()):
            # ``preload_from_hub: [org/name a.bin,b.json]``; ``source_datasets: [original, org/name]``
            text = event.text.partition(" ")[0] if key == "preload_from_hub" else event.text.strip()
            ecosystem = ecosystem_of(text, kind, "shape" if key == "source_datasets" else "any", "")
            if ecosystem is None:
                continue
            place = Place(source.path, event.line, event.column, len(text))
            found = reference(text, ecosystem, place, f"model-card.{key}", relation=role, declared_licence=licence)
            yield (
                replace(found, revision=_revision(top))
                if len(top.get("base_model", ())) == 1 and key == "base_model"
                else found
            )


def _picked(path: str, events: Iterable[Event], described: bool) -> Iterator[Found]:
    """Models by the name that an editor's menu shows: ``Claude Sonnet 4.5 (copilot)``, ``GPT-5``.

    ``described``: the page describes an agent or a command, as those of Claude Code do, whose names are short.
    """
    for event in events:
        if described and event.text in ("sonnet", "opus", "haiku"):
            yield reference(
                event.text, "anthropic", Place(path, event.line, event.column, len(event.text)), "markdown.model"
            )
        for part in _PICKED.finditer(event.text[:200]):
            text = part[0].strip()
            known = re.sub(r" +", "-", _SHOWN_AS.sub("", text)).lower()
            if known != text and text[:1].isupper() and (named := guess(known)) and named.kind == "api":
                place = Place(path, event.line, event.column + part.start(), len(text))
                yield replace(reference(known, "auto", place, "markdown.model"), ref=text)


def _top_level(events: list[Event]) -> dict[str, list[Event]]:
    """Key -> its value, or the items of its list."""
    found: dict[str, list[Event]] = {}
    depth, key = 0, ""
    for event in events:
        if event.op in (MAP, SEQ):
            depth += 1
            if depth == 2:
                key = event.key
                found.setdefault(key, [])
        elif event.op == CLOSE:
            depth -= 1
        elif event.op == VALUE:
            if depth == 1:
                found.setdefault(event.key, []).append(event)
            elif depth == 2:
                found.setdefault(key, []).append(event)
    return found


def _one(top: dict[str, list[Event]], key: str) -> str:
    return next((event.text.strip() for event in top.get(key, ())), "")


def _revision(top: dict[str, list[Event]]) -> str:
    return _one(top, "base_model_revision")


def _licence(top: dict[str, list[Event]]) -> str:
    """``license``, or ``license_name`` where it only says ``other``."""
    licence = _one(top, "license")
    named = _one(top, "license_name")
    return (named if licence in ("other", "") and named else licence)[:100]


def _relation(top: dict[str, list[Event]]) -> str:
    """The declared relation; else what the Hub infers: an adapter, a quantised copy, a merge, a fine-tune."""
    declared = _one(top, "base_model_relation").lower()
    if declared in _RELATIONS:
        return _RELATIONS[declared]
    tags = {event.text.strip().lower() for event in top.get("tags", ())}
    if _one(top, "library_name").lower() in ("peft", "adapter-transformers") or tags & {"lora", "adapter", "peft"}:
        return "adapter"
    if tags & _QUANTIZED or _one(top, "quantized_by"):
        return "quantized"
    if tags & {"merge", "mergekit"} or len(top.get("base_model", ())) > 1:
        return "merge"
    return "finetune"
