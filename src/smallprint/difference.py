"""What differs between two licences, term by term and in words: what is gone, what is new, what reads otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from smallprint.model import Licence, Term
from smallprint.say import limit_words

__all__ = ["Difference", "differences"]

#: Keys that say where a clause stands or how we call it, not what it asks.
_ASIDE = frozenset({"id", "section", "plain", "confidence", "doubt"})
#: Kinds that bind nobody: shown by ``explain``.
_SHOWN_ONLY = frozenset({"condition"})
_FREE = frozenset({"allowed", "with_conditions", "silent"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause that came, went or reads otherwise. The side that lacks it is ``None``."""

    what: Literal["gone", "new", "changed"]
    kind: str
    #: The difference in a few words.
    words: str
    old: tuple[str, Term] | None
    new: tuple[str, Term] | None


def differences(
    old: Licence, new: Licence, find: Callable[[str], Licence | None], domains: Mapping[str, Mapping[str, Any]]
) -> list[Difference]:
    """Compare two licences with the documents that each takes in. ``domains`` are the fields of use of the vocabulary.

    Fields of use are compared as one list: licences cut them into sections in their own ways.
    """
    before, after = list(_terms(old, find)), list(_terms(new, find))
    found: list[Difference] = []
    kinds = dict.fromkeys(term.kind for _, term in (*before, *after))
    for kind in kinds:
        if kind in _SHOWN_ONLY:
            continue
        left = [item for item in before if item[1].kind == kind]
        right = [item for item in after if item[1].kind == kind]
        found += _fields(left, right, domains) if kind == "field-of-use" else _of_kind(kind, left, right)
    return found


def _terms(licence: Licence, find: Callable[[str], Licence | None]) -> Iterator[tuple[str, Term]]:
    seen: set[str] = set()
    stack = [licence]
    while stack:
        document = stack.pop(0)
        if document.id in seen:
            continue
        seen.add(document.id)
        for term in document.terms:
            yield document.id, term
        stack.extend(part for entry in document.incorporates if (part := find(entry["document"])) is not None)


def _of_kind(kind: str, left: list[tuple[str, Term]], right: list[tuple[str, Term]]) -> Iterator[Difference]:
    """Pair what asks the same, then what bears one name, then the rest in order."""
    rest_left, rest_right = list(left), list(right)
    pairs: list[tuple[tuple[str, Term], tuple[str, Term]]] = []
    for same in (_asks, lambda term: term.id, lambda term: term.kind):
        for item in list(rest_left):
            match = next((other for other in rest_right if same(other[1]) == same(item[1])), None)
            if match is not None:
                pairs.append((item, match))
                rest_left.remove(item)
                rest_right.remove(match)
    for before, after in pairs:
        if _asks(before[1]) != _asks(after[1]):
            yield Difference("changed", kind, _changed(before[1], after[1]), before, after)
    for item in rest_left:
        yield Difference("gone", kind, f"gone: {_said(item[1])}", item, None)
    for item in rest_right:
        yield Difference("new", kind, f"new: {_said(item[1])}", None, item)


def _asks(term: Term) -> Any:
    """Everything that a term asks, without where it stands."""
    keys = {key: value for key, value in term.keys.items() if key not in _ASIDE}
    return keys | {
        "binds": sorted(term.binds),
        "passes_to": sorted(term.passes_to),
        "reaches_students": term.reaches_students,
        "strength": term.strength,
    }


def _said(term: Term) -> str:
    return term.plain[:1].lower() + term.plain[1:].rstrip(".") if term.plain else term.kind


def _changed(old: Term, new: Term) -> str:
    special = _special(old, new)
    if special:
        return special
    before, after = _asks(old), _asks(new)
    parts = []
    for key in dict.fromkeys((*before, *after)):
        left, right = before.get(key), after.get(key)
        if left == right:
            continue
        if isinstance(left, list) and isinstance(right, list) and key != "limits":
            parts.append(_lists(key, left, right))
        else:
            parts.append(f"{_KEYS.get(key, key)}: {_value(key, left)} -> {_value(key, right)}")
    return "; ".join(parts)


_KEYS = {
    "binds": "sets it off", "passes_to": "passes to", "reaches_students": "reaches models from outputs",
    "string": "text",
    "limits": "line", "when": "only if", "unless": "not if", "begins_with": "names begin with",
}  # fmt: skip


def _special(old: Term, new: Term) -> str:
    """The two changes that people ask about first, in a sentence."""
    if old.kind == "output-training":
        was, now = old.keys.get("stance"), new.keys.get("stance")
        if was not in _FREE and now in _FREE:
            return "the ban on training other models with outputs is gone"
        if was in _FREE and now not in _FREE:
            return f"training other models with outputs is now {str(now).replace('_', ' ')}"
    if old.kind == "derivative-naming" and old.keys.get("begins_with") != new.keys.get("begins_with"):
        start = new.keys.get("begins_with")
        reach = ", also of models made from outputs" if new.reaches_students and not old.reaches_students else ""
        if start:
            return f'names must begin with "{start}" (before: "{old.keys.get("begins_with", "")}"){reach}'
    return ""


def _lists(key: str, left: Sequence[Any], right: Sequence[Any]) -> str:
    more = [str(item) for item in right if item not in left]
    less = [str(item) for item in left if item not in right]
    signs = [f"+{item}" for item in more] + [f"-{item}" for item in less]
    return f"{_KEYS.get(key, key)}: {' '.join(signs)}"


def _value(key: str, value: Any) -> str:
    if value is None:
        return "not said"
    if key == "limits":
        return " or ".join(limit_words(limit) + _month(limit) for limit in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, Mapping):
        return _condition(value)
    return f'"{value}"' if key in ("string", "begins_with") else str(value).replace("_", " ")


def _month(limit: Mapping[str, Any]) -> str:
    return f" in {limit['month']}" if limit.get("month") else ""


def _condition(value: Mapping[str, Any]) -> str:
    """A condition, or a mapping of words to words, in one line."""
    for head, joint in (("all", " and "), ("any", " or ")):
        if head in value:
            return joint.join(_condition(part) for part in value[head])
    if "not" in value:
        return f"not {_condition(value['not'])}"
    if "test" in value:
        return str(value["test"]).replace("_", " ")
    if "fact" in value:
        return " ".join(str(part).lower() if isinstance(part, bool) else str(part) for part in _flat(value))
    return ", ".join(f"{key}: {_value('', inner)}" for key, inner in value.items())


def _flat(leaf: Mapping[str, Any]) -> Iterator[Any]:
    yield leaf["fact"]
    for operator, operand in leaf.items():
        if operator != "fact":
            yield operator
            yield operand


# --- fields of use ----------------------------------------------------------------------------------------------


def _fields(
    left: list[tuple[str, Term]], right: list[tuple[str, Term]], domains: Mapping[str, Mapping[str, Any]]
) -> Iterator[Difference]:
    before, after = _domains(left), _domains(right)
    for name in before:
        if name not in after:
            words = f"no longer forbidden: {domains[name]['plain']}"
            yield Difference("gone", "field-of-use", words, before[name], None)
    for name in after:
        if name not in before:
            yield Difference("new", "field-of-use", f"now forbidden: {domains[name]['plain']}", None, after[name])
    for name in before:
        if name not in after:
            continue
        was, now = (sorted(side[name][1].keys.get("lifted_by", {}).get(name, ())) for side in (before, after))
        if was != now:
            sides = " -> ".join(" or ".join(side) or "nothing" for side in (was, now))
            words = f"{domains[name]['plain']}: allowed with {sides}"
            yield Difference("changed", "field-of-use", words, before[name], after[name])


def _domains(terms: list[tuple[str, Term]]) -> dict[str, tuple[str, Term]]:
    found: dict[str, tuple[str, Term]] = {}
    for item in terms:
        for name in item[1].keys.get("domains", ()):
            found.setdefault(name, item)
    return found
