"""Find one's way in the tokens: the name before a bracket, where an expression begins, the function around a token."""

from __future__ import annotations

from smallprint.collect.lang.tokens import Code

__all__ = [
    "BRANCHES",
    "FAR",
    "FUNCTIONS",
    "MEMBER",
    "PASS",
    "STOP",
    "VALUE_WORDS",
    "callee",
    "function_of",
    "is_key",
    "left_edge",
    "over_generics",
    "over_struct",
    "statement_starts",
]

MEMBER = frozenset({".", "?.", "::", "->", "&.", "\\"})
STOP = frozenset({",", ";", "=", ":=", "??=", "||=", "<-", "=>", "->"})
PASS = frozenset({"new", "await", "try", "mut", "move", "&", "*", "...", "^", "!", "ref", "final", "dyn", "lazy"})
BRANCHES = frozenset(
    {"if", "while", "switch", "when", "match", "elif", "elsif", "elseif", "unless", "until", "guard", "case"}
)
FUNCTIONS = frozenset({"fn", "fun", "func", "function", "def", "defp", "sub", "defn", "let", "method"})
VALUE_WORDS = frozenset(
    {"return", "yield", "case", "when", "in", "is", "of", "else", "then", "if", "await", "new", "throw"}
)
#: How many tokens any search walks: far more than a statement has, and few enough to stay linear.
FAR = 400


def callee(code: Code, bracket: int) -> tuple[tuple[str, ...], int]:
    """The dotted name before an opening bracket, and the sign where that expression starts; ``()`` if there is none."""
    text, kind = code.text, code.kind
    at = over_generics(code, bracket - 1)
    if at >= 0 and text[at] in ("!", "?.", "?"):
        at -= 1
    if at >= 0 and text[at] in ("::", "."):
        at -= 1
    if at > 0 and text[at] == ")" and code.syntax.slashes and code.match[at] > 0 and not code.fresh[bracket]:
        # ``createOpenAI({…})("gpt-4o")``: the call of what a call returns.
        path, start = callee(code, code.match[at])
        if path and path[-1] not in BRANCHES and path[-1] not in ("for", "function"):
            return path, start
    if at < 0 or kind[at] != "id" or (code.fresh[bracket] and code.syntax.lines_end):
        return (), bracket
    names, start, at = [text[at]], at, at - 1
    for _ in range(96):
        if at < 1 or text[at] not in MEMBER:
            break
        at -= 1
        while at > 0 and text[at] in ("?", "!", "!!"):
            at -= 1
        if kind[at] == "id":
            names.append(text[at])
        elif text[at] in (")", "]", "}") and code.match[at] >= 0:
            closing = text[at]
            at = code.match[at]
            before = over_generics(code, at - 1)
            names.append("()" if closing == ")" else "[]")
            if before >= 0 and text[before] == "!":
                before -= 1
            if closing != "}" and before >= 0 and kind[before] == "id" and text[before] not in VALUE_WORDS:
                at = before
                names.append(text[at])
        elif kind[at] == "str":
            names.append('""')
        else:
            at += 1
            break
        start, at = at, at - 1
    while start > 0 and text[start - 1] in PASS and code.parent[start - 1] == code.parent[bracket]:
        start -= 1
    return tuple(reversed(names)), start


def over_generics(code: Code, at: int) -> int:
    """Step left over ``<…>`` type arguments."""
    if at < 2 or code.text[at] not in (">", ">>"):
        return at
    depth, here = 0, at
    for _ in range(60):
        if here < 0:
            return at
        sign = code.text[here]
        depth += sign.count(">") if sign in (">", ">>") else 0
        depth -= 1 if sign == "<" else 0
        if depth == 0:
            return here - 1
        if sign in (";", "{", "=>") or (sign == ")" and code.match[here] < 0):
            return at
        here -= 1
    return at


def over_struct(code: Code, bracket: int) -> int:
    """The ``%`` of Elixir's ``%{`` or ``%App.Name{``; the bracket itself where there is none."""
    at = bracket - 1
    if code.syntax.name not in ("elixir", "livebook") or code.text[bracket] != "{":
        return bracket
    while at > 0 and (code.kind[at] == "id" or code.text[at] == "."):
        at -= 1
    return at if at >= 0 and code.text[at] == "%" else bracket


def left_edge(code: Code, at: int) -> int:
    """The first sign of the expression that ends at ``at``, within its bracket."""
    text, parent, here = code.text, code.parent[at], at
    for _ in range(FAR):
        sign = text[here]
        if sign in (")", "]", "}", "`") and 0 <= code.match[here] < here:
            here = code.match[here]
        elif sign in (">", ">>") and (generic := over_generics(code, here)) < here:
            here = generic + 1  # the comma of ``Record<string, string>`` ends nothing
        before = here - 1
        if before < 0 or before == parent or text[before] in STOP or text[before] in ("return", "yield", "case"):
            return here
        if text[before] == ":" and is_key(code, before):
            return here
        if statement_starts(code, here):
            return here
        here = before
    return here


def is_key(code: Code, colon: int) -> bool:
    """Whether ``name:`` left of ``colon`` names an element, a parameter's type or a field, and is no ``?:``."""
    at = colon - 1
    if at < 0 or (code.kind[at] not in ("id", "str") and code.text[at] != "?"):
        return code.text[at] == "]" and code.text[code.match[at] - 1] in ("{", ",")
    return at == 0 or code.text[at - 1] not in ("?", ".", "?.", "::", "->", "??", "||", "&&", "case")


def statement_starts(code: Code, at: int) -> bool:
    """Whether the end of the line before ``at`` ended a statement."""
    if not code.fresh[at] or not code.syntax.lines_end:
        return False
    bracket = code.parent[at]
    if bracket >= 0 and code.text[bracket] in ("(", "["):
        return False
    sign, before = code.text[at], code.text[at - 1] if at else ";"
    if code.kind[at] == "op" and sign not in ("(", "[", "{", "`", "@", "*", "&", "-", "!", "<"):
        return False
    return code.kind[at - 1] != "op" or before in (")", "]", "}", "`", ";", "?", "!", ">", "/")


def _arrow_name(code: Code, arrow: int) -> str:
    """The variable that a function in arrow form is given to: ``const getModel = (tier: string): string => {``."""
    for at in range(arrow - 1, max(arrow - 8, 0), -1):
        if code.text[at] == ")" and code.match[at] > 1:
            before = code.match[at] - 1
            before -= code.text[before] == "async"
            return code.text[before - 1] if code.text[before] in ("=", ":") and code.kind[before - 1] == "id" else ""
    return ""


def function_of(code: Code, at: int) -> str:
    """The name of the function around a sign, or the empty string."""
    if code.syntax.name in ("ruby", "elixir", "livebook", "lua", "julia"):
        for here in range(at - 1, max(at - 200, -1), -1):
            if code.kind[here] == "id" and code.text[here] in FUNCTIONS and here + 1 < len(code):
                name = here + 1
                while name + 2 < len(code) and code.text[name + 1] in (".", ":"):
                    name += 2
                return code.text[name]
        return ""
    bracket = code.parent[at]
    for _ in range(20):
        while bracket >= 0 and code.text[bracket] != "{":
            bracket = code.parent[bracket]
        if bracket < 0:
            return ""
        if code.text[bracket - 1] in ("else", "unsafe"):
            bracket = code.parent[bracket]
            continue
        for here in range(bracket - 1, max(bracket - 24, -1), -1):
            if code.text[here] == "=>" and (given := _arrow_name(code, here)):
                return given
            if code.text[here] == ")" and code.match[here] > 0:
                path, begin = callee(code, code.match[here])
                if begin > 0 and code.text[begin - 1] in BRANCHES | {"for"}:
                    break
                if path and path[-1] not in BRANCHES and path[-1] not in ("for", "foreach", "catch", "using", "lock"):
                    return path[-1]
                break
            if code.text[here] in (";", "{", "}", ",", "="):
                # ``var defaultModel: String {`` (a computed property of Swift or Kotlin)
                break
            if code.text[here] in ("var", "val", "get", "let") and code.kind[here + 1] == "id":
                return code.text[here + 1]
        bracket = code.parent[bracket]
    return ""
