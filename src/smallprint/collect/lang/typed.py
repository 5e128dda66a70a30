"""Typed constants and classes that stand for a model: ``openai.GPT4oMini``, ``new AllMiniLmL6V2EmbeddingModel()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallprint.collect.idioms.lang_names import COMPARING, NEVER_CALLS
from smallprint.collect.lang.constants import CLASSES, constant_id
from smallprint.collect.lang.objects import path_of
from smallprint.collect.lang.registries import DESCRIPTION, is_registry, only_listed
from smallprint.collect.lang.slots import Slot, slot_of
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import names_model

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["constant_of", "owner_of", "typed_constant"]

#: Languages in which a constant of a type that the compiler knows is written ``.name``.
_IMPLICIT_MEMBERS = frozenset({"swift", "dart"})
_BEFORE_MEMBERS = frozenset({":", "=", "(", ",", "?", "{", "return", "??"})
_LOWER_CONSTANTS = frozenset({"swift", "dart", "php"})
_VARIABLES = ("const", "let", "var")
#: Libraries that cut a text into tokens for a model without running it.
_COUNTERS = ("Tiktoken", "ModelToEncod", "tiktoken")
_BARE_CONSTANTS = frozenset({"java", "kotlin", "rust", "php"})


def owner_of(file: File, token: int) -> tuple[str, bool]:
    """The names before a constant, two at most and joined by a dot, and whether only an import tells them."""
    code, names, at = file.code, list[str](), token
    while len(names) < 2 and at > 1 and code.text[at - 1] in (".", "::") and code.kind[at - 2] == "id":
        at -= 2
        names.append(code.text[at])
    if names:
        return ".".join(reversed(names)), False
    return file.facts.imported.get(code.text[token], ""), True


def constant_of(file: File, token: int) -> tuple[str, str] | None:
    """(ecosystem, id) of the constant at ``token``, by its owner or by the imports of the file."""
    name = file.code.text[token]
    owner, imported = owner_of(file, token)
    if found := constant_id(owner, name):
        return found
    if not owner or imported:
        for one in file.facts.imported_all:
            if found := constant_id(one, name):
                return found
    return None


def _is_own(file: File, owner: str) -> bool:
    """Whether this file or its project defines the type: its constants are read where they are written."""
    return (
        owner in file.modules
        or any(
            use
            and file.code.text[use - 1] in ("enum", "class", "object", "struct", "interface", "trait", *_VARIABLES)
            and file.code.text[use + 1 : use + 2] != ["::"]  # ``let Type::Variant { … } = value;`` takes a value apart
            for use in file.code.uses.get(owner, ())[:20]
        )
    )


def typed_constant(file: File, token: int) -> tuple[Verdict, Slot | None] | None:
    """What the name at ``token`` stands for, if it is a typed constant of a library, and what takes it."""
    code, name = file.code, file.code.text[token]
    if name in CLASSES:
        built = (token + 1 < len(code) and code.text[token + 1] in ("(", "::")) or code.text[token - 1] == "new"
        if built and not (token and code.text[token - 1] in ("class", "import", ".")):
            return Verdict(name, CLASSES[name][0]), None
        return None
    implicit = code.syntax.name in _IMPLICIT_MEMBERS and token > 0 and code.text[token - 1] == "."
    if token == 0 or (token + 1 < len(code) and code.text[token + 1] in ("(", "::") and not implicit):
        return None
    if code.text[token - 1] in (".", "::") and token > 1:
        member = code.kind[token - 2] == "id"
        if not member and (code.text[token - 2] not in _BEFORE_MEMBERS or code.syntax.name not in _IMPLICIT_MEMBERS):
            return None
        # ``CreateSpeechRequestModel.tts_1``; in JavaScript that is an object of the project's own.
        of_type = code.text[token - 2][0].isupper() and not code.syntax.templates
        if not (name[0].isupper() or of_type or code.syntax.name in _LOWER_CONSTANTS):
            return None
        if member and DESCRIPTION.search(code.text[token - 2]):
            return None
        imported = False
    else:
        member = False
        imported = name in file.facts.imported or (bool(file.facts.imported_all) and name.isupper())
        if not imported and not (
            name.isupper() and "_" in name and any(c.isdigit() for c in name) and code.syntax.name in _BARE_CONSTANTS
        ):
            return None
    found = None if member and _is_own(file, code.text[token - 2]) else constant_of(file, token)
    if not found or code.text[file.facts.statement(token)] in ("use", "import", "using", "pub"):
        return None
    slot = slot_of(code, token)
    if slot.how in ("target", "label", "none", "type", "index", "built"):
        return None
    if slot.how == "assign" and slot.name == name:
        return Verdict("constant", found[0], mention=True), slot  # handed on under its own name
    told = names_model(slot.name) and slot.how in ("call", "key", "assign", "return")
    if not member and not told and not (imported and (slot.how == "call" or names_model(slot.name))):
        return None
    compared = slot.how in ("compare", "arm") or (
        slot.how == "call" and (bool(NEVER_CALLS.search(slot.path[-1])) or slot.path[-1] in COMPARING)
    )
    compared = compared or any(name.startswith(_COUNTERS) for name in slot.path)
    listed = bool(slot.listed) and (
        slot.how == "return" or is_registry(slot.name) or only_listed(file, slot.name, slot.start, token)
    )
    if slot.how == "key" and slot.bracket > 0:
        path = path_of(code, slot)
        listed = listed or bool(path and DESCRIPTION.search(path[-1]))
    owner = code.text[token - 2] if member else ""
    host = file.facts.host_at(token, (owner, *slot.path) if owner else slot.path)
    mention = compared or listed or file.is_double(token) or code.at[token] > file.tests_from
    return Verdict("constant", found[0], host, mention), slot
