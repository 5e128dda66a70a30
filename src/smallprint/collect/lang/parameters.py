"""The parameters that functions and constructors of a file declare."""

from __future__ import annotations

from smallprint.collect.lang.paths import PASS, VALUE_WORDS
from smallprint.collect.lang.slot import Slot
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import names_model

__all__ = ["names_itself", "parameter"]

#: How the languages call the function that builds an object.
_CONSTRUCTORS = frozenset({"initialize", "constructor", "__construct", "init"})
#: Words before the name of a parameter.
_MARKS = frozenset(
    {"mut", "_", "val", "var", "private", "public", "protected", "internal", "readonly", "final", "override"}
)
_TYPES = frozenset({"class", "struct", "record", "object", "actor"})
#: How many tokens of a class are looked through for its constructor.
_MOST = 4000


def parameter(code: Code, path: tuple[str, ...], index: int) -> str:
    """The name of parameter ``index`` of the function or class of this file that ``path`` calls, or ``""``."""
    function = path[-1]
    for use in code.uses.get(function, ())[:20]:
        if (
            use == 0
            or use + 1 >= len(code)
            or code.text[use + 1] != "("
            or (code.text[use - 1] not in ("fn", "func", "fun", "function", "def", "defp") and not _defines(code, use))
        ):
            continue
        if name := _parameter_in(code, use + 1, index):
            return name
    built = path[-2] if function == "new" and len(path) > 1 else function
    return _of_constructor(code, built, index) if built[:1].isupper() else ""


def names_itself(code: Code, slot: Slot) -> bool:
    """Whether a slot is the default of the name that a class of models gives itself.

    ``class Gpt extends Model { function __construct(string $name = self::GPT_4O) {``
    """
    if slot.how != "assign" or slot.bracket < 1 or code.text[slot.bracket - 1] not in _CONSTRUCTORS:
        return False
    before = range(slot.bracket, max(slot.bracket - _MOST, 0), -1)
    base = next((at for at in before if code.text[at] == "extends"), 0)
    return slot.name in ("name", "id") and base > 0 and names_model(code.text[base + 1])


def _parameter_in(code: Code, bracket: int, index: int) -> str:
    stop = code.match[bracket]
    inside = (at for at in range(bracket + 1, min(stop, bracket + 120)) if code.parent[at] == bracket)
    return _declared(code, [at for at in inside if code.turn[at] == index])


def _of_constructor(code: Code, name: str, index: int) -> str:
    """The same of a class: ``class Model(val id: String)``, or its ``initialize``, ``__construct`` …"""
    for use in code.uses.get(name, ())[:20]:
        if use == 0 or code.text[use - 1] not in _TYPES or use + 1 >= len(code):
            continue
        if code.text[use + 1] == "(":
            return _parameter_in(code, use + 1, index)
        for at in range(use + 1, min(use + _MOST, len(code) - 1)):
            if code.text[at] in _TYPES and code.kind[at] == "id" and code.fresh[at]:
                break
            if code.text[at] in _CONSTRUCTORS and code.text[at + 1] == "(" and code.kind[at] == "id":
                return _parameter_in(code, at + 1, index)
    return ""


def _declared(code: Code, parts: list[int]) -> str:
    """The name that the tokens of one parameter declare: ``model: &str``, ``string $model = null``."""
    end = next((number for number, at in enumerate(parts) if code.text[at] in (":", "=")), len(parts))
    names = [code.text[at] for at in parts[:end] if code.kind[at] == "id" and code.text[at] not in _MARKS]
    if not names:
        return ""
    if code.syntax.name == "php":
        return next((name.lstrip("$") for name in names if name[0] == "$"), "")
    last = code.syntax.name in ("csharp", "java", "dart", "c", "swift")
    return names[-1] if last else names[0]


def _defines(code: Code, use: int) -> bool:
    """Whether a type stands before a name and a body behind its brackets: ``Task<int> Ask(string model) {``."""
    if code.syntax.name not in ("csharp", "java", "dart", "c") or code.match[use + 1] < 0:
        return False
    before, after = code.text[use - 1], code.match[use + 1] + 1
    typed = (code.kind[use - 1] == "id" and before not in VALUE_WORDS | PASS) or before in (">", "]", "?", "*")
    return typed and after < len(code) and code.text[after] in ("{", "=>", "throws", "async", "where")
