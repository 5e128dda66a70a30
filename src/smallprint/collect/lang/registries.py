"""Tables of names: what a program knows about, as opposed to what it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from smallprint.collect.idioms.lang_names import COMPARING, ITERATING, PURPOSE_WORDS, REGISTRY_WORDS
from smallprint.collect.lang.callables import idiom
from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.objects import around, path_of
from smallprint.collect.lang.paths import BRANCHES, callee, function_of
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import maker_of, names_model, words_of

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["DESCRIPTION", "RUNNING", "demote", "is_registry", "is_respelt", "only_listed", "runs_each"]

_SEARCHES = frozenset(
    {"find", "some", "join", "filter", "indexOf", "any", "any?", "Any", "detect", "every", "all", "all?", "Contains"}
)

#: Types whose values say what a model is, not which one runs.
DESCRIPTION = re.compile(r"(?:Info|Card|Metadata|Descriptor|Pricing|Capabilit(?:y|ies)|Definition)$")
#: How those are found that a loop or an index picks out of a table.
_RUN = frozenset({"row that runs", "first of a list", "list that is iterated"})
#: As many models as one program may well run by one table.
_CROWD = 12
_CHOSEN = frozenset({"default", "fallback", "current", "active", "selected"})
#: As far as a short loop reaches.
_NEAR = 40
#: Words of a name for what runs, one after the other.
RUNNING = re.compile(r"fallback|default|candidate|retr(?:y|ies)|ensemble|compare|benchmark|bench|eval", re.IGNORECASE)
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
            handed = not names_model(slot.name) and not RUNNING.search(slot.name)
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
        if one.found_by == "LLModel" or (one.found_by == "ModelConfiguration" and _is_static(file, token))
    ]
    if len(rows) > 3:
        for token in rows:
            if _is_handed_out(file, token):
                continue
            file.accepted[token] = replace(file.accepted[token], mention=True)
    _settle_addresses(file)
    _settle_functions(file)
    _settle_keys(file)
    _settle_crowds(file)
    spelt = [
        token
        for token, slot in file.slots.items()
        if slot.how == "assign"
        and not slot.listed
        # A field called Model spells a part of every constant's name.
        and (code.kind[token] == "str" or not names_model(slot.name))
        and _spells(slot.name, code.text[token])
    ]
    spelt += [token for token in _enumerated(file) if token not in spelt]
    if len(spelt) < 3:
        return
    # Whoever stands among them in one block is a row of the same table.
    blocks = {code.parent[file.slots[token].start] for token in spelt} - {-1}
    spelt += [
        token
        for token, slot in file.slots.items()
        if slot.how == "assign"
        and token not in spelt
        and code.parent[slot.start] in blocks
        and not (slot.fallback or _CHOSEN.intersection(words_of(slot.name)))
    ]
    for token in spelt:
        name = file.slots[token].name
        if not (len(code.uses.get(name, ())) > 1 and file.follow(name, token, code.text[token], 0)):
            file.accepted[token] = replace(file.accepted[token], mention=True)


def _enumerated(file: File) -> list[int]:
    """The values that a type of the file's own has in Go: ``Small Size = "…"``, three at least."""
    if file.syntax.name != "go":
        return []
    code, rows = file.code, dict[str, list[int]]()
    for token, slot in file.slots.items():
        typed = slot.how == "assign" and code.text[slot.start + 2] == "=" and code.kind[slot.start + 1] == "id"
        if typed and not _CHOSEN.intersection(words_of(slot.name)):
            rows.setdefault(code.text[slot.start + 1], []).append(token)
    return [token for name, tokens in rows.items() if name != "string" and len(tokens) > 2 for token in tokens]


def _settle_addresses(file: File) -> None:
    """Constants that hold addresses and serve other files are a table of what the program can fetch."""
    rows: dict[str, list[int]] = {}
    for token, one in file.accepted.items():
        if one.found_by == "url" and not one.mention:
            slot = slot_of(file.code, token)
            if slot.how == "assign" and not slot.listed and slot.name.isupper():
                rows.setdefault(slot.name, []).append(token)
    unused = [token for name, tokens in rows.items() if len(file.code.uses[name]) == len(tokens) for token in tokens]
    if len(unused) > 3:
        for token in unused:
            file.accepted[token] = replace(file.accepted[token], mention=True)


def _settle_crowds(file: File) -> None:
    """More names in one table, or given to one constructor, than a program would run are what it knows about."""
    crowds: dict[tuple[int, str], list[int]] = {}
    for token, one in file.accepted.items():
        if (
            not one.mention
            and file.code.kind[token] == "str"
            and one.found_by not in _RUN
            and not _CHOSEN.intersection(words_of(slot_of(file.code, token).name))
        ):
            crowds.setdefault(_table_of(file, token), []).append(token)
    for (start, name), tokens in crowds.items():
        names = {file.code.text[token] for token in tokens}
        if not name or len(names) <= _CROWD or (start >= 0 and _is_looped(file, name)):
            continue
        for token in tokens:
            file.accepted[token] = replace(file.accepted[token], mention=True)


def _table_of(file: File, token: int) -> tuple[int, str]:
    """Where the variable stands that a value ends up in, through objects, lists and calls, and its name.

    Else -1 and the constructor that takes the value, unless it is one that is known to run a model; else nothing.
    """
    code, constructor = file.code, ""
    slot = slot_of(code, token)
    for _ in range(8):
        if slot.how == "assign":
            return slot.start, slot.name
        outer = around(code, slot) if slot.how == "key" else None
        path = path_of(code, slot) if slot.how == "key" else slot.path if slot.how == "call" else ()
        if outer is None and path and slot.bracket >= 0 and code.text[slot.bracket] == "(":
            if (
                not constructor
                and path[-1][:1].isupper()
                and idiom(file.facts, path, slot.name or str(slot.index)) is None
            ):
                constructor = path[-1]
            first = callee(code, slot.bracket)[1]
            outer = slot_of(code, first, max(code.match[slot.bracket], first)) if 0 <= first < slot.start else None
        if outer is None:
            break
        slot = outer
    return -1, constructor


def _is_looped(file: File, name: str) -> bool:
    uses = file.code.uses.get(name, ())[:30]
    return any(_loop(file.code, use)[0] for use in uses)


def _settle_functions(file: File) -> None:
    """The same for functions: ``def gemma2, do: model("gemma2")``, three at least that the file does not call."""
    code, rows, akin = file.code, list[int](), list[int]()
    for token, one in file.accepted.items():
        if one.mention or code.kind[token] != "str":
            continue
        name = function_of(code, token)
        if name and not names_model(name) and len(code.uses.get(name, ())) == 1:
            if _spells(name, code.text[token]):
                rows.append(token)
            elif _is_akin(name, code.text[token]):
                akin.append(token)
    if len(rows) > 2:
        for token in rows + akin:
            file.accepted[token] = replace(file.accepted[token], mention=True)


def _is_akin(name: str, value: str) -> bool:
    """Whether a name with a number has the family of a model in it: ``gemma_2_instruct`` for ``gemma2-9b-it``."""
    family = re.match(r"[a-z]{3,}", value.rpartition("/")[2].lower())
    return family is not None and family[0] in plain(name) and any(sign.isdigit() for sign in name)


def _settle_keys(file: File) -> None:
    """The same for an object: ``MODELS = { GPT_4O: "gpt-4o", … }`` is a table, of which ``MODELS.GPT_4O`` runs."""
    objects: dict[int, list[int]] = {}
    for token, slot in file.slots.items():
        if slot.how == "key" and not slot.listed:
            objects.setdefault(slot.bracket, []).append(token)
    for keys in objects.values():
        outer = around(file.code, file.slots[keys[0]])
        if outer is None or outer.how != "assign":
            continue
        # ``{ gemini: "gemini-2.5-pro" }`` spells nothing: the key says whose model it is.
        named = [token for token in keys if not maker_of(file.slots[token].name)]
        table = sum(_spells(file.slots[token].name, file.code.text[token]) for token in named) > 2
        for token in keys:
            one = file.accepted[token]
            if (one.mention or table) and not file.is_test:
                runs = _verdict_on_member(file, outer.name, token)
                file.accepted[token] = runs or replace(one, mention=True)


def _verdict_on_member(file: File, name: str, token: int) -> Verdict | None:
    """The verdict on ``name.key`` where a model is wanted, the key being that of the string at ``token``."""
    code, key = file.code, file.slots[token].name
    for use in code.uses.get(key, ())[:30]:
        if code.text[max(use - 2, 0) : use] == [name, "."]:
            verdict = file.verdict_at(use - 2, use, code.text[token])
            if verdict and not verdict.mention:
                return verdict
    return None


def runs_each(file: File, name: str, field: str) -> bool:
    """Whether a loop over the list ``name`` hands ``field`` of its elements to what takes a model."""
    code = file.code
    if file.shows_views:
        return False
    for use in code.uses.get(name, ())[:30]:
        variable, end = _loop(code, use)
        for at in code.uses.get(variable, ())[:60] if variable else ():
            if use < at < end and code.text[at + 1 : at + 3] == [".", field]:
                verdict = file.verdict_at(at, at + 2, "gpt-4o")
                if verdict and not verdict.mention:
                    return True
    return False


def _loop(code: Code, use: int) -> tuple[str, int]:
    """The variable of the loop over the list named at ``use``, and where the loop ends.

    ``for (const one of LIST)``, ``LIST.map((one) => …)``, ``mapLimit(LIST, 4, async (one) => …)``.
    """
    bracket = code.parent[use]
    if code.text[use - 1] in ("of", "in") and bracket > 0:
        end = code.match[bracket] + 1
        return code.text[use - 2], code.match[end] if code.text[end : end + 1] == ["{"] else end + _NEAR
    if use + 3 < len(code) and code.text[use + 1] in (".", "?.") and code.text[use + 2] in ITERATING:
        bracket = use + 3
    elif bracket < 1 or code.text[bracket] != "(" or code.text[bracket - 1] in BRANCHES:
        return "", 0
    for at in range(bracket + 1, min(code.match[bracket], bracket + 60)):
        if code.text[at] == "=>" and code.parent[at] == bracket:
            before = at - 1 if code.text[at - 1] != ")" else code.match[at - 1] + 1
            return code.text[before], code.match[bracket]
    return "", 0


def _is_handed_out(file: File, token: int) -> bool:
    """Whether the constant that the model at ``token`` makes is what a default gives: ``defaultModel { NAME }``."""
    code = file.code
    first = callee(code, code.parent[token])[1]
    holder = slot_of(code, first, max(code.match[code.parent[token]], first))
    for use in code.uses.get(holder.name, ()) if holder.how == "assign" else ():
        slot = slot_of(code, use)
        if use != holder.start and slot.how == "return" and not slot.listed and names_model(slot.name):
            return True
    return False


def _is_static(file: File, token: int) -> bool:
    first = callee(file.code, file.code.parent[token])[1]
    return "static" in file.code.text[max(first - 8, 0) : first]


def is_registry(name: str, *, single: bool = False) -> bool:
    """Whether a name says that it holds what a program knows about: ``SUPPORTED_MODELS``.

    ``single``: it holds one model, of which ``VISION_MODEL`` or ``recommendedModel`` says what it is for.
    """
    words = REGISTRY_WORDS.intersection(words_of(name))
    return bool(words - PURPOSE_WORDS if single else words)


def is_respelt(code: Code, token: int) -> bool:
    """Whether a string is what a constant of the same name is called elsewhere: ``case GPT4o: return "gpt-4o"``."""
    label = token - 3
    return (
        label > 0
        and (code.text[token - 2 : token] == [":", "return"] or code.text[(label := token - 2) + 1] in ("=>", "->"))
        and code.kind[label] == "id"
        and (_spells(code.text[label], code.text[token]) or _is_akin(code.text[label], code.text[token]))
    )


def _spells(name: str, value: str) -> bool:
    short, long = plain(value), plain(name)
    own, words = set(words_of(value)), set(words_of(name))
    if len(own) > 1 and {one for one in own if not one.isdigit()} <= words and not words & _CHOSEN:
        # In another order: ``ModelGeminiPro2_5`` for ``gemini-2.5-pro``.
        return True
    return bool(short) and (
        short in long or (len(long) > 3 and long in short) or re.sub(r"\D", "", long) == re.sub(r"\D", "", short) != ""
    )
