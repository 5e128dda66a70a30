"""What takes an element: an argument, a member of a list, the last expression of a block."""

from __future__ import annotations

from smallprint.collect.idioms.lang_names import (
    DEFAULTING,
    FALLBACKS,
    GETTERS,
    LISTS,
    LOOKING_UP,
    NEVER_CALLS,
    PAIRS,
    WRAPPERS,
)
from smallprint.collect.lang.paths import (
    BRANCHES,
    FUNCTIONS,
    VALUE_WORDS,
    callee,
    function_of,
    over_generics,
    over_struct,
    statement_starts,
)
from smallprint.collect.lang.slot import ASSIGN, NO_PARENTHESES, Slot, Step
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import names_model

__all__ = ["in_bracket"]

_BLOCK_WORDS = frozenset({"else", "try", "do", "finally", "loop", "unsafe", "async", "then", "init", "get", "static"})


def in_bracket(code: Code, first: int, bracket: int) -> Slot | Step:
    """The value is an element: an argument, a member of a list, or the last expression of a block."""
    text = code.text
    loose = text[first - 1] == "," and code.syntax.name in ("ruby", "elixir", "livebook")
    if loose and (bracket < 0 or text[bracket] == "{") and (slot := _command_argument(code, first, bracket)):
        return slot
    if bracket < 0:
        return Slot("return", start=first)
    last = code.match[bracket] if code.match[bracket] > 0 else first
    index = code.turn[first]
    if text[bracket] == "(":
        return _argument(code, first, bracket, last, index)
    if text[bracket] == "[":
        before = bracket - 1
        subscript = before >= 0 and not code.fresh[bracket] and code.syntax.name != "elixir" and (
            (code.kind[before] == "id" and text[before] not in VALUE_WORDS) or text[before] in (")", "]")
        )  # fmt: skip
        if subscript and code.kind[before] == "id" and code.syntax.name in NO_PARENTHESES:
            # ``models ["a"]`` with a blank is a call there, ``models["a"]`` a look-up.
            subscript = code.at[before] + len(text[before]) == code.at[bracket]
        if subscript:
            return Slot("index", text[before], bracket=bracket, start=before)
        start = bracket - 2 if before > 0 and text[before] == "!" else bracket
        return start, last, 1, False
    if text[bracket] == "{":
        if start := _default_block(code, bracket):
            return start, last, 0, True
        if (head := _choice_head(code, bracket)) and text[head - 1] in ASSIGN | {":", "(", ",", "return"}:
            return head, last, 0, text[bracket - 1] == "else"
        pair = index == 1 and code.syntax.name in ("elixir", "livebook") and _is_pair(code, first, bracket)
        if pair or (index == 1 and code.syntax.name in ("csharp", "c") and code.kind[bracket + 1] == "str"):
            # ``new Dictionary<…> { { "model", "…" } }``
            return Slot("key", text[bracket + 1], bracket=bracket, start=first)
        if _is_block(code, first, bracket):
            return Slot("return", function_of(code, first), bracket=bracket, start=first)
        if (struct := over_struct(code, bracket)) != bracket:
            return struct, last, 1, False
        return _over_type(code, bracket), last, 1, False
    return Slot("none", start=first)


def _command_argument(code: Code, first: int, bracket: int) -> Slot | None:
    """An argument of a call without parentheses: ``option :default_model, "…"``."""
    names, index, at = list[str](), 0, first - 1
    for at in range(first - 1, max(first - 60, bracket, -1), -1):
        if code.parent[at] != bracket:
            continue
        if code.text[at] == "," and code.kind[at] == "op":
            index += 1
        elif code.kind[at] == "str" or (code.kind[at] == "id" and code.text[at - 1] == ":"):
            names.append(code.text[at])
        if statement_starts(code, at) or at == 0 or code.text[at - 1] == ";":
            break
    if code.kind[at] != "id":
        return None
    word = code.text[at]
    named = "" if NEVER_CALLS.search(word) else next((name for name in names if names_model(name)), "")
    if named:
        return Slot("key", named, (word,), index, bracket, at, fallback=True)
    return Slot("call", word, (word,), index, bracket, at)


def _argument(code: Code, first: int, bracket: int, last: int, index: int) -> Slot | Step:
    path, start = callee(code, bracket)
    if not path:
        if _is_pair(code, first, bracket):
            return Slot("key", code.text[bracket + 1], bracket=bracket, start=bracket)
        return bracket, last, 0, False
    word = path[-1]
    if word == "new" and len(path) == 1 and start > 2 and code.text[start - 1] == "=" and code.kind[start - 3] == "id":
        # C# takes the type from the variable: ``ChatClient client = new("…");``
        path = (code.text[start - 3],)
        word = path[0]
    if word in BRANCHES and len(path) == 1:
        return Slot("compare", start=first)
    if word in ("return", "in", "of", "await", "and", "or", "not") and len(path) == 1:
        return bracket, last, 0, False
    if word in LISTS or (word in ("of", "copyOf") and len(path) > 1 and path[-2] in LISTS):
        return start, last, 1, False
    if index >= 1 and word in PAIRS and code.kind[first - 2] == "str" and code.text[first - 1] == ",":
        return Slot("key", code.text[first - 2], path, index, bracket, start)
    attribute = code.syntax.name == "php" and code.text[start - 2 : start] == ["#", "["]
    if word in WRAPPERS and index in WRAPPERS[word] and not attribute:
        return start, last, 0, bool(FALLBACKS.match(word))
    if index >= 1 and DEFAULTING.search(word) and (named := _sibling(code, bracket, first, "id")):
        return Slot("key", named, path, index, bracket, start, fallback=True)
    if index >= 1 and GETTERS.search(word):
        named = _sibling(code, bracket, first)
        if named or start == bracket:
            return Slot("key", named, path, index, bracket, start, fallback=True)
    return Slot("call", word, path, index, bracket, start)


def _is_pair(code: Code, first: int, bracket: int) -> bool:
    """Whether a tuple names its second element: ``("model", "…")``, ``{"model", "…"}`` in Elixir."""
    return code.kind[bracket + 1] == "str" and bracket + 3 == first and names_model(code.text[bracket + 1])


def _sibling(code: Code, bracket: int, first: int, kind: str = "str") -> str:
    """The string or symbol before ``first`` that says what is put or looked up: the name in ``put("model", …)``.

    The nearest, unless another one names a model (``StringP("model", "m", "gpt-4o", "…")``). With ``kind`` ``id`` a
    variable that holds a model: ``defaultIfBlank(config.model, "…")``.
    """
    if kind == "id":
        ids = (code.text[at] for at in range(bracket + 1, first - 1) if code.kind[at] == "id")
        return next((name for name in ids if names_model(name)), "")
    names = [
        code.text[at]
        for at in range(first - 1, max(bracket, first - 16), -1)
        if code.parent[at] == bracket
        and (code.kind[at] == "str" or (code.kind[at] == "id" and code.text[at - 1] == ":"))
    ]
    return next((name for name in names if names_model(name)), names[0] if names else "")


def _over_type(code: Code, bracket: int) -> int:
    """Step left over the type before a list in braces: ``[]string{…}``, ``new List<string>() {…}``, ``new[] {…}``."""
    at = bracket
    for _ in range(40):
        before = over_generics(code, at - 1)
        if before < 0 or before == code.parent[bracket] or (code.fresh[at] and code.syntax.lines_end):
            return at
        if code.text[before] in (")", "]") and code.match[before] >= 0:
            at = code.match[before]
        elif code.kind[before] == "id" and code.text[before] not in VALUE_WORDS - {"new"}:
            at = before
        elif code.text[before] in (".", "*", "&", "::") or before != at - 1:
            at = before if code.text[before] in (".", "*", "&", "::") else before + 1
        else:
            return at
    return at


def _choice_head(code: Code, bracket: int) -> int:
    """The ``if`` whose value a block gives, where a choice is a value (Rust, Kotlin, Swift, Scala); else 0."""
    if code.syntax.name not in ("rust", "kotlin", "swift", "scala"):
        return 0
    at = bracket - 1
    for _ in range(12):
        if at > 1 and code.text[at] == "else":
            if code.text[at - 1] != "}" or code.match[at - 1] < 0:
                return 0
            at = code.match[at - 1] - 1
            continue
        for _step in range(60):
            if at < 1 or code.text[at] in ("{", "}", ";"):
                return 0
            if code.text[at] == "if":
                break
            at = code.match[at] - 1 if code.text[at] in (")", "]") and code.match[at] > 0 else at - 1
        else:
            return 0
        if code.text[at - 1] != "else":
            return at
        at -= 1
    return 0


def _default_block(code: Code, bracket: int) -> int:
    """Where a look-up begins whose block gives the default, ``ENV.fetch("MODEL") { "…" }``; 0 if this is none."""
    before = bracket - 1
    if before > 0 and code.text[before] == ")" and code.match[before] > 0:
        path, start = callee(code, code.match[before])
    else:
        path, start = callee(code, bracket)
    return start if path and path[-1] in LOOKING_UP and start != bracket else 0


def _is_block(code: Code, first: int, bracket: int) -> bool:
    """Whether a brace opens a block of statements rather than a list or an object."""
    text, before = code.text, bracket - 1
    follows = code.match[bracket] > 0 and any(
        text[at] == "," and code.parent[at] == bracket for at in range(first + 1, min(first + 12, code.match[bracket]))
    )
    if code.turn[first] or follows or before < 0:
        return False
    if text[before] == ")":
        _, start = callee(code, code.match[before]) if code.match[before] > 0 else ((), before)
        return text[start] != "new"
    if text[before] in ("=>", "->", "|", "}") or text[before] in _BLOCK_WORDS:
        return True
    for at in range(before, max(before - 8, -1), -1):
        if text[at] in ("->", ")"):
            return True
        if text[at] in FUNCTIONS or (text[at] == ":" and text[at - 1] == ")"):
            return True
        if text[at] == "var" and code.syntax.name == "swift":
            return True  # a computed property: ``var model: String {``
        if text[at] in (",", ";", "=", ":=", "{", "(", "]", "["):
            return False
    return False
