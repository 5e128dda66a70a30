"""Tables of names: what a program knows about, as opposed to what it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from smallprint.collect.idioms.lang_names import COMPARING, REGISTRY_WORDS
from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.words import names_model, words_of

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File
    from smallprint.collect.lang.tokens import Code

__all__ = ["DESCRIPTION", "demote", "is_registry", "only_listed"]

_SEARCHES = frozenset(
    {"find", "some", "join", "filter", "indexOf", "any", "any?", "Any", "detect", "every", "all", "all?", "Contains"}
)

#: Types whose values say what a model is, not which one runs.
DESCRIPTION = re.compile(r"(?:Info|Card|Metadata|Descriptor|Pricing|Capabilit(?:y|ies)|Definition)$")
_CHOSEN = frozenset({"default", "fallback", "current", "active", "selected"})
#: As far as a short loop reaches.
_NEAR = 40
_RUNS = re.compile(r"fallback|default|candidate|retr(?:y|ies)|ensemble|compare|benchmark|bench|eval", re.IGNORECASE)
#: Callables that count a list, or search it.
_COUNTS = frozenset({"len", "count", "enum", "oneOf", "Contains", "contains", "in_array", "includes", "Index", "has"})


def only_listed(file: File, name: str, start: int, token: int) -> bool:
    """Whether a list, named at token ``start``, is only searched, counted or handed out, as one of allowed names is.

    ``token`` is one of its elements: the first counts for itself when ``NAME[0]`` is what the list is asked for.
    """
    code = file.code
    uses = [use for use in code.uses.get(name.lstrip("@$#"), ()) if use != start]
    told = 0
    for use in uses[:30]:
        after = [*code.text[use + 1 : use + 4], "", "", ""]
        if after[:3] == ["[", "0", "]"]:
            if code.turn[token] == 0:
                return False
            told += 1
            continue
        if _only_compared_with(code, use):
            told += 1
            continue
        if after[0] in (".", "?.", "::", "&.") and (after[1] in COMPARING or after[1] in _SEARCHES):
            told += 1
            continue
        slot = slot_of(code, use)
        if slot.how == "target" or use == slot.start:
            continue
        handed = slot.how in ("return", "compare", "built") and after[0] not in ("[", ".", "?.")
        if slot.how == "key" and after[0] not in ("[", ".", "?."):
            # ``"tool_choice" => TOOL_CHOICE_MODELS`` says what a model can do; ``fallbacks: …`` runs them.
            handed = not names_model(slot.name) and not _RUNS.search(slot.name)
        if not handed and not (slot.how == "call" and slot.path[-1] in _COUNTS):
            return False
        told += 1
    return told > 0


def _only_compared_with(code: Code, use: int) -> bool:
    """Whether a loop over the list at ``use`` does no more than compare its elements: ``for m in NAMES { m == x }``."""
    slot = slot_of(code, use)
    if slot.how != "assign" or slot.start < 1:
        return False
    here = [
        at
        for at in code.uses.get(slot.name, ())
        if use < at < use + _NEAR and (at + 1 == len(code) or code.text[at + 1] not in ("=", ":=", ":"))
    ]
    hows = {slot_of(code, at).how for at in here}
    return "compare" in hows and hows <= {"compare", "return", "none"}


def demote(file: File) -> None:
    """Three or more constants that only spell their value are a table of names, but for those the file uses."""
    code = file.code
    rows = [
        token
        for token, one in file.accepted.items()
        if one.found_by == "ModelConfiguration" and _is_static(file, token)
    ]
    if len(rows) > 3:
        for token in rows:
            file.accepted[token] = replace(file.accepted[token], mention=True)
    spelt = [
        token
        for token, slot in file.slots.items()
        if slot.how == "assign" and not slot.listed and _spells(slot.name, code.text[token])
    ]
    if len(spelt) < 3:
        return
    # Whoever stands among them in one block is a row of the same table.
    blocks = {code.parent[file.slots[token].start] for token in spelt} - {-1}
    spelt += [
        token
        for token, slot in file.slots.items()
        if slot.how == "assign" and token not in spelt and code.parent[slot.start] in blocks and not slot.fallback
    ]
    for token in spelt:
        name = file.slots[token].name
        if not (len(code.uses.get(name, ())) > 1 and file.follow(name, token, code.text[token], 0)):
            file.accepted[token] = replace(file.accepted[token], mention=True)


def _is_static(file: File, token: int) -> bool:
    first = file.facts.statement(token)
    return "static" in file.code.text[first : first + 4]


def is_registry(name: str) -> bool:
    """Whether a name says that it holds what a program knows about: ``SUPPORTED_MODELS``."""
    return bool(REGISTRY_WORDS.intersection(words_of(name)))


def _spells(name: str, value: str) -> bool:
    short, long = plain(value), plain(name)
    own, words = set(words_of(value)), set(words_of(name))
    if len(own) > 1 and {one for one in own if not one.isdigit()} <= words and not words & _CHOSEN:
        # In another order: ``ModelGeminiPro2_5`` for ``gemini-2.5-pro``.
        return True
    return bool(short) and (
        short in long or (len(long) > 3 and long in short) or re.sub(r"\D", "", long) == re.sub(r"\D", "", short) != ""
    )
