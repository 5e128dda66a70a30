"""What takes a value in Clojure, where the head of a form says what its other members are."""

from __future__ import annotations

from smallprint.collect.lang.slot import Slot, Step
from smallprint.collect.lang.tokens import Code

__all__ = ["in_form"]

_DEFINING = frozenset({"def", "defonce", "def-", "defconst"})
_CHOOSING = frozenset({"or", "if", "if-not", "when", "cond", "get", "get-in", "str", "keyword"})


def in_form(code: Code, first: int, last: int) -> Slot | Step:
    """The slot of the value between two tokens, or the larger form that it is a part of."""
    bracket, before = code.parent[first], first - 1
    if bracket < 0:
        return Slot("return", start=first)
    text, close = code.text, max(code.match[bracket], last)
    named = code.kind[before] == "id" and before > bracket
    if text[bracket] in ("{", "["):
        if named and text[before - 1] == ":":
            return Slot("key", text[before], bracket=bracket, start=before - 1)
        if code.kind[before] == "str" and before > bracket and text[bracket] == "{":
            return Slot("key", text[before], bracket=bracket, start=before)
        if named:  # ``(let [model "…"])``, ``:or {model "…"}``
            return Slot("assign", text[before], bracket=bracket, start=before)
        return (bracket, close, 1, False) if text[bracket] == "[" else Slot("none", start=first)
    head = bracket + 1
    while head + 2 < first and text[head + 1] in ("/", ".") and code.kind[head + 2] == "id":
        head += 2
    if head >= first or code.kind[head] != "id":
        return Slot("none", start=first)
    if text[head] in _DEFINING:
        return Slot("assign", text[head + 1], bracket=bracket, start=bracket)
    if text[head] in _CHOOSING:
        return bracket, close, 0, True
    if named and text[before - 1] == ":":  # ``(ask q :model "…")``
        return Slot("key", text[before], bracket=bracket, start=before - 1)
    names = tuple(text[at] for at in range(bracket + 1, head + 1) if code.kind[at] == "id")
    index = sum(
        code.parent[at] == bracket and not (code.match[at] >= 0 and code.match[at] < at)
        for at in range(head + 1, first)
    )
    return Slot("call", names[-1], names, index, bracket, bracket)
