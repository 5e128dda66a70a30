"""Where does a value go? From a string or a name outwards to the key, variable, argument or function that takes it."""

from __future__ import annotations

from dataclasses import replace

from smallprint.collect.idioms.lang_names import (
    COMPARING,
    ITERATING,
)
from smallprint.collect.lang.brackets import in_bracket
from smallprint.collect.lang.lisp import in_form
from smallprint.collect.lang.paths import (
    FAR,
    MEMBER,
    PASS,
    STOP,
    VALUE_WORDS,
    callee,
    function_of,
    is_key,
    left_edge,
    statement_starts,
)
from smallprint.collect.lang.slot import ASSIGN, NO_PARENTHESES, Slot, Step
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import names_model

__all__ = ["SCRIPTS", "Slot", "slot_of"]

#: Languages that write the fields of a table or the named arguments of a call with ``=``, and in which bracket.
_FIELDS = {"lua": "{", "kotlin": "(", "scala": "(", "r": "(", "julia": "("}
_EQUAL = frozenset({"==", "===", "!=", "!==", "=~", "!~", "<=>", "~="})
_JOIN = frozenset({"+", "<>", "++", "..", "~", "+=", "%"})
_ELSE = frozenset({"??", "%||%", "||", "?:", "or", "orelse", "&&", "and"})
#: Names of the syntaxes that may hold TypeScript.
SCRIPTS = frozenset({"javascript", "vue"})


def slot_of(code: Code, first: int, last: int | None = None) -> Slot:
    """What takes the value between the tokens ``first`` and ``last`` (default: the one sign)."""
    last = first if last is None else last
    listed, fallback = 0, False
    lisp = code.syntax.name == "clojure"
    for _ in range(60):
        last, verdict = (last, "") if lisp else _right(code, first, last)
        if verdict:
            return Slot(verdict, start=first, listed=listed, bracket=code.parent[first])
        step = in_form(code, first, last) if lisp else _left(code, first, last, fallback)
        if isinstance(step, Slot):
            return replace(step, listed=listed, fallback=fallback or step.fallback) if listed or fallback else step
        first, last, more, otherwise = step
        listed, fallback = listed + more, fallback or otherwise
    return Slot("none", start=first)


def _right(code: Code, first: int, last: int) -> tuple[int, str]:
    """Take in what follows (``.to_string()``, ``as const``); say when that settles the matter."""
    text, kind, count = code.text, code.kind, len(code)
    at = last + 1
    for _ in range(20):
        if at >= count or code.parent[at] != code.parent[first]:
            return last, ""
        sign = text[at]
        if (
            sign in (".", "?.", "&.", "->")
            and at + 1 < count
            and kind[at + 1] == "id"
            and not (sign == "->" and code.syntax.name != "php")
        ):
            if text[at + 1] in COMPARING:
                return last, "compare"
            if text[at + 1] in ITERATING and text[first] == "[":
                return last, "iterate"
            last = at + 1
            if last + 1 < count and text[last + 1] == "(":
                last = max(code.match[last + 1], last + 1)
            at = last + 1
        elif sign in ("[", "(") and kind[last] == "id" and at == last + 1 and not code.fresh[at] and code.match[at] > 0:
            last, at = code.match[at], code.match[at] + 1
        elif sign in ("as", "satisfies") and kind[at] == "id" and at + 1 < count:
            last, at = at + 1, at + 2
        elif (
            sign in ("!", "?")
            and code.syntax.name in ("rust", "swift", "kotlin", "javascript")
            and (at + 1 >= count or text[at + 1] in (";", ",", ")", ".", "]", "}"))
        ):
            last, at = at, at + 1
        else:
            break
    if at >= count or code.parent[at] != code.parent[first] or statement_starts(code, at):
        return last, ""
    sign, before = text[at], text[first - 1] if first else ";"
    if sign in _EQUAL or sign == "in":
        return last, "compare"
    if sign == "|" and kind[last] == "str" and code.syntax.name in SCRIPTS:
        return last, "type"
    if sign == "=>" and kind[last] == "str" and first == last:
        return last, "label" if code.syntax.fat_arrow_keys else "compare"
    if sign in ("=>", "|") and code.syntax.name in ("rust", "csharp", "scala") and kind[last] == "id":
        return last, "compare"
    if sign == "->" and code.syntax.name != "php":
        return last, "compare"
    if sign == ":" and kind[last] == "str" and first == last and before != "?" and not _inside_ternary(code, first):
        return last, "compare" if before == "case" else "label"
    if sign == ":" and kind[last] == "id" and first == last and code.syntax.name == "go" and before != "case":
        return last, "label"
    if sign == "to" and code.syntax.name == "kotlin" and kind[last] in ("str", "id"):
        return last, "label"
    if sign in ASSIGN or sign == "+=":
        return last, "label" if kind[last] == "str" else "target"
    if sign in _JOIN and sign != "%":
        return last, "built"
    return last, ""


def _inside_ternary(code: Code, first: int) -> bool:
    """Whether a ``?`` opens a choice left of ``first`` in the same expression."""
    here, parent = first - 1, code.parent[first]
    for _ in range(60):
        if here < 0 or here == parent or code.text[here] in STOP:
            return False
        if code.text[here] in (")", "]", "}") and code.match[here] >= 0:
            here = code.match[here]
        elif code.text[here] == "?":
            return True
        here -= 1
    return False


def _left(code: Code, first: int, last: int, fallback: bool) -> Slot | Step:
    """One step outwards: either the slot, or the larger expression (first, last, list brackets, fallback)."""
    text, kind, bracket = code.text, code.kind, code.parent[first]
    before = first - 1
    if before < 0:
        return Slot("return", start=first)
    if before == bracket or text[before] == ",":
        return in_bracket(code, first, bracket)
    if (
        statement_starts(code, first)
        and kind[first] == "id"
        and code.syntax.name not in NO_PARENTHESES | {"rust", "scala", "kotlin"}
    ):
        return Slot("none", bracket=bracket, start=first)
    if statement_starts(code, first) or text[before] == ";":
        if bracket >= 0 and text[bracket] == "{" and last + 1 == code.match[bracket]:
            return in_bracket(code, first, bracket)
        return Slot("return", function_of(code, first), bracket=bracket, start=first)
    sign = text[before]
    if sign in MEMBER and before and kind[first] == "id" and not (sign == "->" and code.syntax.name != "php"):
        at = before - 1
        while at > 0 and (text[at] in ("!", "!!") or (text[at] == "?" and code.fresh[before])):
            at -= 1
        if kind[at] == "op" and text[at] not in (")", "]", "}"):
            # ``.gpt4_o``: a member whose type the compiler knows.
            return before, last, 0, False
        if text[at] in (")", "]", "}") and 0 <= code.match[at] < at:
            at = code.match[at]
            at -= 1 if at and kind[at - 1] == "id" and text[at - 1] not in VALUE_WORDS else 0
        return at, last, 0, False
    if kind[before] == "id":
        return _after_word(code, first, last, before)
    if kind[before] == "str":
        return Slot("none", start=first)
    if sign == ")" and code.syntax.name == "kotlin" and code.match[before] > 1:
        # ``val model = if (fast) "…" else "…"``
        head = code.match[before] - 1
        if text[head] == "if" and text[head - 1] in ASSIGN | {":", "(", ",", "return"}:
            return head, last, 0, False
    if sign == ":":
        return _after_colon(code, first, last, before)
    if sign in _EQUAL:
        return Slot("compare", start=first)
    if sign in ASSIGN:
        return _assigned(code, first, before)
    if sign == "=>":
        return _after_arrow(code, first, last, before)
    if sign == "->" and code.syntax.name == "scala" and kind[before - 1] == "str":
        return Slot("key", text[before - 1], bracket=bracket, start=before - 1)
    if sign == "->":
        default = text[before - 1] in ("else", "default", "_", ")")
        return Slot("arm", function_of(code, first), bracket=bracket, start=first, fallback=default)
    if sign == "?" or sign in _ELSE:
        if sign == "||" and code.syntax.name == "rust" and before - 1 == bracket:
            return in_bracket(code, first, bracket)
        return left_edge(code, before - 1), last, 0, sign not in ("?", "&&")
    if sign == "|":
        if code.syntax.name == "rust" and bracket >= 0 and _closes_parameters(code, before):
            return in_bracket(code, first, bracket)
        return Slot("type", start=first)
    if sign in PASS:
        return before, last, 0, False
    if sign in _JOIN:
        return Slot("built", start=first)
    if sign == "}" and code.match[before] >= 0 and not code.syntax.lines_end:
        return Slot("return", function_of(code, first), bracket=bracket, start=first)
    return Slot("none", start=first)


def _closes_parameters(code: Code, bar: int) -> bool:
    """Whether ``|`` ends the parameters of a closure (``|_| value``) rather than separating two patterns."""
    opening = next((at for at in range(bar - 1, max(bar - 8, -1), -1) if code.text[at] == "|"), -1)
    return opening > 0 and code.text[opening - 1] in ("(", ",", "=", "move")


def _after_word(code: Code, first: int, last: int, before: int) -> Slot | Step:
    word, bracket = code.text[before], code.parent[first]
    if word in ("return", "yield"):
        return Slot("return", function_of(code, first), bracket=bracket, start=first)
    if word in PASS:
        return before, last, 0, False
    if word in ("or", "and", "orelse"):
        return left_edge(code, before - 1), last, 0, word != "and"
    if word in ("else", "then"):
        if code.syntax.name == "ruby" and (choice := _choice(code, before)):
            return choice, last, 0, word == "else"
        return left_edge(code, before - 1) if before else before, last, 0, False
    if word in ("of", "in", "range") and before > 1 and code.text[before - 1] not in ("(", ","):
        loop = code.text[bracket - 1] if bracket > 0 else ""
        if loop in ("for", "foreach") or "for" in code.text[max(before - 6, 0) : before]:
            name = before - 2 if code.text[before - 1] in (":=", "=") else before - 1
            return Slot("assign", code.text[name].lstrip("@$#"), bracket=bracket, start=name)
    if word in ("case", "when", "in", "is", "of", "if", "unless", "while", "elsif"):
        return Slot("compare", start=first)
    if word == "to" and code.syntax.name == "kotlin" and before:
        return Slot("key", code.text[before - 1], bracket=bracket, start=before - 1)
    if code.fresh[first] and code.syntax.lines_end:
        return Slot("return", function_of(code, first), bracket=bracket, start=first)
    if word[0] == "@":  # a module's attribute in Elixir
        return Slot("assign", word.lstrip("@"), bracket=bracket, start=before)
    if code.syntax.name in NO_PARENTHESES:
        return Slot("key", word, (word,), 0, bracket, before)
    return Slot("none", start=first)


def _choice(code: Code, at: int) -> int:
    """The ``case`` or ``if`` of Ruby that ``then`` and ``else`` belong to, when its value is used; else 0."""
    depth = 0
    for here in range(at - 1, max(at - FAR, 0), -1):
        if code.kind[here] != "id" or code.parent[here] != code.parent[at]:
            continue
        depth += code.text[here] == "end"
        if code.text[here] in ("case", "if", "unless", "begin", "do", "def"):
            if depth == 0:
                taken = code.text[here - 1] in ASSIGN | {":", "(", ","}
                return here if taken and code.text[here] in ("case", "if", "unless") else 0
            depth -= 1
    return 0


def _after_colon(code: Code, first: int, last: int, colon: int) -> Slot | Step:
    at = colon - 1
    if at < 0:
        return Slot("none", start=first)
    if code.text[at] == "?":
        return Slot("type", start=first)
    if is_key(code, colon) and not (code.kind[at] == "id" and _inside_ternary(code, at)):
        if code.syntax.name in SCRIPTS and code.kind[last] == "str" and code.text[last + 1 : last + 2] == [";"]:
            return Slot("type", start=first)
        name = code.text[at] if code.kind[at] in ("id", "str") else code.text[at - 1]
        if name == "do" and code.syntax.name in ("elixir", "livebook"):
            return Slot("return", function_of(code, at), bracket=code.parent[first], start=first)
        return Slot("key", name, bracket=code.parent[first], start=at)
    here, parent = at, code.parent[first]
    for _ in range(FAR):
        if here < 0 or here == parent:
            break
        if code.text[here] in (")", "]", "}", "`") and 0 <= code.match[here] < here:
            here = code.match[here]
        elif code.text[here] == "?":
            return left_edge(code, here - 1), last, 0, True
        elif code.text[here] in STOP:
            break
        here -= 1
    return Slot("none", start=first)


def _after_arrow(code: Code, first: int, last: int, arrow: int) -> Slot | Step:
    at, bracket, name = arrow - 1, code.parent[first], code.syntax.name
    if at < 0:
        return Slot("none", start=first)
    if code.syntax.fat_arrow_keys and name != "scala" and code.kind[at] in ("id", "str"):
        if name == "php" and bracket > 0 and code.text[bracket] == "{":
            return Slot(
                "arm", function_of(code, first), bracket=bracket, start=first, fallback=code.text[at] == "default"
            )
        return Slot("key", code.text[at].lstrip("$@"), bracket=bracket, start=at)
    if name in ("javascript", "vue", "html", "dart"):
        # The value of a function is taken for the value itself: ``const model = () => "…"``.
        start = left_edge(code, at)
        return start, last, 0, False
    if (
        name == "csharp"
        and code.kind[at] == "id"
        and at
        and (code.kind[at - 1] == "id" or code.text[at - 1] in (">", "?", "]"))
    ):
        return Slot("assign", code.text[at], bracket=bracket, start=at)
    if name == "csharp" and code.text[at] == ")":
        path, start = callee(code, code.match[at]) if code.match[at] > 0 else ((), at)
        return Slot("return", path[-1] if path else "", bracket=bracket, start=start)
    default = code.text[at] in ("_", "default", "else")
    return Slot("arm", function_of(code, first), bracket=bracket, start=first, fallback=default)


def _assigned(code: Code, first: int, sign: int) -> Slot:
    """The name left of ``=``: past type annotations, property accessors, subscripts and destructuring."""
    text, kind, bracket = code.text, code.kind, code.parent[first]
    at = sign - 1
    if at < 0 or at == bracket:
        return Slot("none", start=first)
    if text[at] == "}" and code.match[at] > 0:
        at = code.match[at] - 1
    if text[at] == ")" and code.match[at] > 0 and text[code.match[at] - 1] in ("let", "val", "var", "="):
        # ``let (model_id, revision) = match …``
        names = [text[one] for one in range(code.match[at] + 1, at) if kind[one] == "id"]
        name = next((one for one in names if names_model(one)), "")
        return Slot("assign", name, bracket=bracket, start=code.match[at]) if name else Slot("none", start=first)
    edge = left_edge(code, at)
    if "type" in text[edge:at] and code.syntax.name in ("javascript", "vue"):
        return Slot("type", start=first)
    for colon in range(at, max(edge, at - 30), -1):
        typed = text[colon] == ":" or (text[colon] == "?:" and code.syntax.name in SCRIPTS)
        if typed and code.parent[colon] == bracket and kind[colon - 1] == "id":
            return Slot("assign", text[colon - 1].lstrip("@$#"), bracket=bracket, start=colon - 1)
    if edge > 1 and text[edge - 1] == ":" and kind[edge - 2] in ("id", "str"):
        return Slot("assign", text[edge - 2].lstrip("@$#"), bracket=bracket, start=edge - 2)
    if text[at] == "]" and code.match[at] >= 0:
        opener = code.match[at]
        inner = opener + 1
        if inner < at and text[inner] == ":" and inner + 1 < at:
            inner += 1
        subscript = (
            opener > 0 and (kind[opener - 1] == "id" or text[opener - 1] in (")", "]")) and not code.fresh[opener]
        )
        if subscript and text[opener - 1] in ("const", "let", "var", "val"):
            subscript = False
        if subscript and kind[inner] == "str":
            return Slot("key", text[inner], bracket=bracket, start=opener - 1)
        if kind[inner] == "id":
            return Slot("assign", text[inner], bracket=bracket, start=opener)
        if kind[inner] == "str":
            return Slot("key", text[inner], bracket=bracket, start=opener)
        return Slot("none", start=first)
    if kind[at] == "str":
        return Slot("key", text[at], bracket=bracket, start=at)
    if kind[at] != "id":
        return Slot("none", start=first)
    if code.syntax.name == "visualbasic" and at > 1 and text[at - 1] == "As":
        at -= 2
    if code.syntax.name == "julia" and at > 1 and text[at - 1] == "::":
        at -= 2
    if bracket >= 0 and text[bracket] == _FIELDS.get(code.syntax.name):
        return Slot("key", text[at], bracket=bracket, start=at)
    if code.syntax.name == "go" and at > edge and kind[at - 1] == "id" and text[at - 1] not in ("const", "var"):
        at -= 1
    return Slot("assign", text[at].lstrip("@$#"), bracket=bracket, start=at)
