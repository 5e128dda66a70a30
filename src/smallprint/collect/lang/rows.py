"""Elements of lists and of tables: what is loaded, as opposed to what there is to choose from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smallprint.collect.idioms.lang_names import ROLE_KEYS, ROLE_TABLES
from smallprint.collect.lang.callables import idiom
from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.facts import LOCAL
from smallprint.collect.lang.objects import (
    around,
    is_default_row,
    is_range,
    is_report,
    is_shown,
    is_shown_name,
    is_table,
    path_of,
)
from smallprint.collect.lang.plausible import by_idiom, plausible
from smallprint.collect.lang.registries import RUNNING, is_registry, runs_each
from smallprint.collect.lang.slots import Slot, slot_of
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import maker_of, names_model, words_of
from smallprint.collect.names import guess, looks_like_model

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["collection", "holder_of", "is_menu", "is_offer", "is_picked", "is_role", "row"]

#: Words of a list whose elements run, though each has a name to be shown.
_CHOSEN = frozenset({"default", "defaults", "fallback", "fallbacks", "selected", "active", "candidate", "candidates"})
_SETTINGS = re.compile(r"(?<=.)(?:_?(?:config|settings|options|params|spec))$", re.IGNORECASE)


def row(file: File, token: int, value: str, slot: Slot, outer: Slot) -> Verdict | None:
    """The verdict on ``value`` in an element of a list of objects, which ``outer`` takes."""
    named = guess(value)
    if call := idiom(file.facts, path_of(file.code, outer), outer.name):
        return by_idiom(file.facts, token, value, call, path_of(file.code, outer))
    if not (
        looks_like_model(value)
        or (named is not None and names_model(outer.name))
        or (value.islower() and names_model(slot.name) and plausible(file.facts, value, slot.name))
    ):
        return None
    if (
        is_default_row(file.code, slot)
        or runs_each(file, outer.name, slot.name)
        or is_picked(file, outer.name, slot.bracket)
    ):
        return file.plain(token, value, "row that runs")
    if is_report(file.code, slot):
        return Verdict("record", mention=True)
    tabled = is_table(file.code, slot) > (1 if names_model(slot.name) and plain(slot.name) != "name" else 0)
    if tabled or is_registry(outer.name) or outer.how not in ("assign", "call", "key", "return"):
        return Verdict("table", mention=True)
    local = (
        named is not None
        and named.kind in ("hf", "gguf")
        and (file.facts.libraries & LOCAL or "transformers" in file.text)
    )
    menu = names_model(outer.name) and not _CHOSEN.intersection(words_of(outer.name)) and is_shown(file.code, slot)
    if local or (names_model(slot.name) and plain(slot.name) != "name" and not menu):
        return file.plain(token, value, "list of models")
    return Verdict("table", mention=True)


def is_picked(file: File, name: str, element: int) -> bool:
    """Whether the element of the list ``name`` at token ``element`` is the one that the file begins with.

    ``const DEFAULT_MODEL = MODELS[1]``, ``useState(MODELS[0].id)``.
    """
    code, number = file.code, str(file.code.turn[element])
    for use in code.uses.get(name, ())[:30] if name else ():
        if code.text[use + 1 : use + 4] != ["[", number, "]"]:
            continue
        slot = slot_of(code, use)
        if slot.how in ("assign", "key") and names_model(slot.name) and use != slot.start:
            return True
    return False


def collection(file: File, token: int, value: str, slot: Slot, outer: Slot) -> Verdict:
    """The verdict on ``value`` under a key of the object that ``outer`` takes: a model each, or a table?"""
    if plain(slot.name) in ROLE_KEYS and not slot.listed and ROLE_TABLES.intersection(words_of(outer.name)):
        return file.plain(token, value, "table of roles") or Verdict("registry", mention=True)
    # ``{ openai: ["gpt-4o", "gpt-4"] }``: what each provider offers.
    offered = slot.listed and bool(maker_of(slot.name)) and not RUNNING.search(outer.name)
    if is_registry(outer.name) or not names_model(outer.name) or offered:
        return Verdict("registry", mention=True)
    return file.plain(token, value, f"variable {outer.name}") or Verdict("registry", mention=True)


def is_role(code: Code, slot: Slot, outer: Slot) -> bool:
    """Whether the object of a key is that of a task: ``models: { chat: { id: "…", temperature: 0 } }``."""
    if plain(outer.name) not in ROLE_KEYS or is_table(code, slot) or is_shown_name(code, slot):
        return False
    table = around(code, outer)
    return table is not None and not table.listed and names_model(table.name) and not is_registry(table.name)


def holder_of(name: str) -> str:
    """A name without the word that says it holds settings: ``modelConfig`` -> ``model``."""
    return _SETTINGS.sub("", name)


def is_offer(file: File, slot: Slot, value: str) -> bool:
    """Whether a list under a key is what a provider offers, which no weights of the Hub are."""
    named = guess(value)
    return (named is None or named.kind in ("api", "ollama")) and is_range(file.code, slot)


def is_menu(file: File, slot: Slot, value: str) -> bool:
    """Whether a list of API models is handed to other files only, as the entries of a menu are."""
    named = guess(value)
    if (named is not None and named.kind not in ("api", "ollama")) or len(words_of(slot.name)) < 2:
        return False
    stem = file.path.rpartition("/")[2].partition(".")[0]
    return is_registry(stem) or len(file.code.uses.get(slot.name.lstrip("@$#"), ())) < 2
