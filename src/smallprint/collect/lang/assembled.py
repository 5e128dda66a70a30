"""Names put together from parts: templates, joined strings, formats. What the file's constants tell is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smallprint.collect.lang.callables import calls, idiom
from smallprint.collect.lang.paths import callee
from smallprint.collect.lang.slots import Slot, slot_of
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import names_model
from smallprint.collect.names import guess

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["Assembled", "assembled", "literals_of"]

_JOINS = {"php": ".", "elixir": "<>", "livebook": "<>", "lua": "..", "julia": "*"}
_HOLES = {
    "kotlin": r"\$\{?([A-Za-z_]\w*)\}?",
    "scala": r"\$\{?([A-Za-z_]\w*)\}?",
    "groovy": r"\$\{?([A-Za-z_]\w*)\}?",
    "dart": r"\$\{?([A-Za-z_]\w*)\}?",
    "php": r"\{?\$([A-Za-z_]\w*)\}?",
    "csharp": r"\{([A-Za-z_]\w*)\}",
    "swift": r"\(([A-Za-z_]\w*)\)",
    "ruby": r"#\{([A-Za-z_]\w*)\}",
    "elixir": r"#\{@?([A-Za-z_]\w*)\}",
    "rust": r"\{([A-Za-z_]\w*)\}",
}
_FORMATS = frozenset({"Sprintf", "sprintf", "format", "Format", "formatted"})
_FORMAT_HOLE = re.compile(r"%(?:\d\$)?[sv]|\{\d?\}")
#: What stands before a hole that takes a model: a key of JSON, a part of a path.
_BEFORE_MODEL = re.compile(
    r"(?:model(?:_?id)?[\"'\\\s]{1,4}:[\"'\\\s]{0,4}|/(?:models|deployments|engines)/)$", re.IGNORECASE
)
_MOST = 400

Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Assembled:
    """An expression that gives a name: ``value`` is empty when only the run knows a part of it."""

    token: int
    #: Its last token.
    last: int
    value: str
    slot: Slot


def literals_of(code: Code) -> dict[str, str]:
    """Variable -> the string that the file gives it, for those that are given one only."""
    given: dict[str, set[str]] = {}
    for token, kind in enumerate(code.kind):
        if kind != "str" or token < 1 or len(code.text[token]) > 120:
            continue
        before = code.text[token - 1]
        if before in ("=", ":=") or before[:1] == "@":
            slot = slot_of(code, token)
            if slot.how in ("assign", "key") and not slot.listed and not slot.fallback:
                given.setdefault(slot.name.lstrip("@$"), set()).add(code.text[token])
    return {name: next(iter(values)) for name, values in given.items() if len(values) == 1}


def assembled(file: File) -> Iterator[Assembled]:
    """Yield the expressions that join parts to a model's name, or to one that only the run knows, with their taker."""
    code, seen = file.code, 0
    join, hole = _JOINS.get(file.syntax.name, "+"), _HOLES.get(file.syntax.name)
    holes = re.compile(hole) if hole else None
    end = -1
    signs = _FORMATS | {"`", join}
    places = [at for at, text in enumerate(code.text) if text in signs]
    if holes:
        strings = (at for at, kind in enumerate(code.kind) if kind == "str")
        places += [at for at in strings if len(code.text[at]) < 120 and holes.search(code.text[at])]
    for token in sorted(places):
        kind, text = code.kind[token], code.text[token]
        if seen > _MOST:
            return
        first = last = token
        if kind == "op":
            if text == "`" and code.match[token] > token:
                parts, last = _template(file, token), code.match[token]
            elif text == join and token > end and "str" in code.kind[max(token - 1, 0) : token + 2 : 2]:
                first, end, parts = _chain(file, token, join)
                last = end
            else:
                continue
        elif kind == "id":
            if text not in _FORMATS or (bracket := _bracket_after(file, token)) < 0:
                continue
            parts, first, last = _format(file, bracket), callee(code, bracket)[1], code.match[bracket]
        elif holes and kind == "str" and " " not in text:
            parts = _interpolated(holes, text, token)
        else:
            continue
        seen += 1
        if len(parts) < 2:
            continue
        value = _filled(file, parts)
        if (value and guess(value)) or (not value and _taken(file, first)):
            slot = slot_of(code, first, last)
            if value or _takes_model(file, slot):
                yield Assembled(first, last, value, slot)


def _taken(file: File, first: int) -> bool:
    """Whether what stands before an expression can be what takes a model; the look that costs nothing."""
    code = file.code
    before = code.text[first - 1] if first > 1 else ""
    if before in (":", "=", ":=", "=>"):
        return names_model(code.text[first - 2])
    bracket = code.parent[first]
    return before in ("(", ",") and bracket > 0 and code.text[bracket - 1] in calls()


def _takes_model(file: File, slot: Slot) -> bool:
    if slot.how == "call":
        return idiom(file.facts, slot.path, str(slot.index)) is not None
    return slot.how in ("key", "assign") and names_model(slot.name)


def _bracket_after(file: File, token: int) -> int:
    code = file.code
    at = token + 1
    at += at < len(code) and code.text[at] == "!"
    return at if at < len(code) and code.text[at] == "(" and code.match[at] > at else -1


def _template(file: File, token: int) -> list[Part]:
    """Parts of a template: (fixed text, -1) or (name, its token)."""
    code, parts, at = file.code, list[Part](), token + 1
    while at < code.match[token]:
        if code.kind[at] == "str":
            parts.append((code.text[at], -1))
            at += 1
        elif code.text[at] == "{" and code.match[at] > at:
            whole = code.match[at] - at == 2 and code.kind[at + 1] == "id"
            parts.append((code.text[at + 1] if whole else "", at + 1))
            at = code.match[at] + 1
        else:
            at += 1
    return parts


def _chain(file: File, sign: int, join: str) -> tuple[int, int, list[Part]]:
    """First and last token of a chain of joined operands around ``sign``, and its parts."""
    code = file.code
    left, parts = sign, list[Part]()
    for _ in range(12):
        at = left - 1
        if at < 0 or code.kind[at] not in ("str", "id"):
            parts.insert(0, ("", at))
            break
        parts.insert(0, (code.text[at], -1 if code.kind[at] == "str" else at))
        while (
            at > 1
            and code.text[at - 1] in (".", "::", "->")
            and code.text[at - 1] != join
            and code.kind[at - 2] == "id"
        ):
            at -= 2
        left = at - 1
        if left < 1 or code.text[left] != join or code.parent[left] != code.parent[sign]:
            left = at
            break
    first = max(left, 0)
    right = sign
    for _ in range(12):
        at = right + 1
        if at >= len(code) or code.kind[at] not in ("str", "id"):
            parts.append(("", at))
            return first, min(at, len(code) - 1), parts
        while (
            at + 2 < len(code)
            and code.text[at + 1] in (".", "::")
            and code.text[at + 1] != join
            and code.kind[at + 2] == "id"
        ):
            at += 2
        called = at + 1 < len(code) and code.text[at + 1] == "("
        parts.append(("" if called else code.text[at], -1 if code.kind[at] == "str" else at))
        right = code.match[at + 1] if called and code.match[at + 1] > at else at
        if right + 1 >= len(code) or code.text[right + 1] != join:
            break
        right += 1
    return first, right, parts


def _format(file: File, bracket: int) -> list[Part]:
    """Parts of ``Sprintf("%s-%s", a, b)``. A literal that fills the place of a model is one by its own."""
    code = file.code
    arguments: dict[int, list[int]] = {}
    for at in range(bracket + 1, min(code.match[bracket], bracket + 60)):
        if code.parent[at] == bracket and code.text[at] != ",":
            arguments.setdefault(code.turn[at], []).append(at)
    head = arguments.get(0, [])
    if len(head) != 1 or code.kind[head[0]] != "str":
        return []
    text, parts, position = code.text[head[0]], list[Part](), 0
    for number, hole in enumerate(_FORMAT_HOLE.finditer(text), 1):
        if hole.start() > position:
            parts.append((text[position : hole.start()], -1))
        position = hole.end()
        given = arguments.get(number, [])
        one = given[0] if len(given) == 1 else -1
        if one >= 0 and code.kind[one] == "str":
            if _BEFORE_MODEL.search(text[: hole.start()]):
                file.filled.add(one)
            parts.append((code.text[one], -1))
        else:
            last = given[-1] if given and code.kind[given[-1]] == "id" else -1
            parts.append((code.text[last] if last >= 0 else "", max(last, 0)))
    if position < len(text):
        parts.append((text[position:], -1))
    return [*parts, ("", -1)]


def _interpolated(holes: re.Pattern[str], text: str, token: int) -> list[Part]:
    parts, position = list[Part](), 0
    for hole in holes.finditer(text):
        parts.append((text[position : hole.start()], -1))
        parts.append((hole[1], token))
        position = hole.end()
    return [*parts, (text[position:], -1)]


def _filled(file: File, parts: list[Part]) -> str:
    """The whole text, or the empty string when a part is known to the run only."""
    texts = [name if at < 0 else file.literals.get(name.lstrip("@$"), "") for name, at in parts]
    return "".join(texts) if all(one or at < 0 for one, (_, at) in zip(texts, parts, strict=True)) else ""
