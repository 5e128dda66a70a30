"""What stands around a key or an argument: the object it belongs to, its call, its function, its siblings."""

from __future__ import annotations

import re

from smallprint.collect.idioms.lang_names import SHOWN_KEYS, STAND_INS, TABLE_KEYS
from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.paths import (
    FAR,
    callee,
    function_of,
    is_key,
    left_edge,
    over_struct,
    statement_starts,
)
from smallprint.collect.lang.slot import ASSIGN
from smallprint.collect.lang.slots import SCRIPTS, Slot, slot_of
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import before_preposition, names_model, words_of

__all__ = [
    "annotated", "around", "beside_weights", "chosen", "field_after", "is_annotated", "is_case", "is_default_key",
    "is_default_row", "is_entry", "is_handed_on", "is_pattern", "is_priced", "is_range", "is_report", "is_shown",
    "is_shown_name", "is_size_of", "is_table", "is_type", "look_up_name", "looked_up_before", "named_before",
    "path_of", "stands_in", "tag_of",
]  # fmt: skip


#: Words of a name for what Whisper does.
_HEARING = frozenset({"transcription", "transcribe", "transcriber", "stt", "asr"})
_WHISPER = re.compile(r"[wW]hisper|[tT]ranscri(?:be|ption)")
_HEALTH = frozenset({"health", "healthz", "healthcheck", "liveness", "readiness", "heartbeat"})
#: Ends of the names of files of weights.
_WEIGHTS = (".gguf", ".onnx", ".safetensors", ".mlmodelc", ".mlpackage", ".tflite", ".rkllm")
#: Keys that only a record of an answer has.
_RECORDED = frozenset(
    {
        "tokens", "totaltokens", "prompttokens", "completiontokens", "inputtokens", "outputtokens", "tokensused",
        "tokenusage", "latency", "latencyms", "durationms", "responsetime", "finishreason", "timestamp",
    }
)  # fmt: skip
#: Keys that say whose the models of a list are.
_MAKERS = frozenset(
    {"id", "name", "label", "title", "provider", "supplier", "vendor", "baseurl", "apikey", "defaultmodel"}
)
#: Keys that state what a model costs.
_PRICED = re.compile(
    r"^(?:cost|price|pricing)|^(?:input|output|prompt|completion)\w*(?:price|cost|per(?:1?[mk]|million|token))"
)


def path_of(code: Code, slot: Slot) -> tuple[str, ...]:
    """The call that a named argument belongs to: directly, or through an object that is its argument."""
    if slot.bracket < 0:
        return ()
    if code.text[slot.bracket] == "(":
        return callee(code, slot.bracket)[0]
    if code.text[slot.bracket] == "{":
        outer = slot_of(code, slot.bracket, max(code.match[slot.bracket], slot.bracket))
        if outer.how == "call":
            return outer.path
        path, start = callee(code, slot.bracket)
        return path if start != slot.bracket and code.syntax.name in ("go", "rust", "csharp") else ()
    return ()


def around(code: Code, slot: Slot) -> Slot | None:
    """What takes the object that a key stands in."""
    if slot.bracket < 0 or code.text[slot.bracket] not in ("{", "[", "("):
        return None
    last = max(code.match[slot.bracket], slot.bracket)
    first = slot.bracket
    if code.text[first] == "(":
        path, start = callee(code, first)
        if path and path[-1] not in (
            "array",
            "dict",
            "Map",
            "mapOf",
            "hashOf",
            "object",
            "to",
            "list",
            "Dictionary",
        ):
            return None
        first = start
    elif (
        code.text[first] == "{"
        and first
        and code.kind[first - 1] == "id"
        and code.syntax.name in ("go", "rust", "csharp")
    ):
        path, first = callee(code, first)
    else:
        first = over_struct(code, first)
    return slot_of(code, first, last)


def is_table(code: Code, slot: Slot) -> int:
    """How many keys the object around a key has that only a table about models has."""
    return len(_keys(code, slot.bracket) & TABLE_KEYS)


def is_report(code: Code, slot: Slot) -> bool:
    """Whether the object around a key tells how something went: ``{ status: "error", error: …, model: "…" }``."""
    keys = _keys(code, slot.bracket)
    return {"status", "error"} <= keys or not keys.isdisjoint(_RECORDED)


def is_shown_name(code: Code, slot: Slot) -> bool:
    """Whether a ``name`` stands beside an id, and so is what is shown: ``{ id: "gpt-4o", name: "gpt-4o" }``."""
    return plain(slot.name) == "name" and bool(_keys(code, slot.bracket) & {"id", "model", "modelid", "value", "slug"})


def is_shown(code: Code, slot: Slot) -> bool:
    """Whether a name to be shown stands beside a model: ``{ name: "Large (70B)", model: "llama3.3" }``."""
    return bool(_keys(code, slot.bracket) & {"name", "label", "title", "displayname"} - {plain(slot.name)})


def is_range(code: Code, slot: Slot) -> bool:
    """Whether a list is what a provider offers: ``{ name: "OpenAI", models: ["o3"] }``, no argument of a call."""
    plural = slot.listed == 1 and plain(slot.name).endswith("s") and not path_of(code, slot)
    return plural and not _keys(code, slot.bracket).isdisjoint(_MAKERS)


def tag_of(code: Code, at: int) -> str:
    """The tag of a page that the attribute at ``at`` stands in, or the empty string: ``<option value="…">``."""
    for here in range(at - 1, max(at - 40, 0), -1):
        if code.text[here] == "<" and code.kind[here + 1] == "id":
            return code.text[here + 1]
        if code.text[here] in (">", ";", "=>"):
            break
    return ""


def _keys(code: Code, bracket: int) -> set[str]:
    """The first keys of an object, letters and digits only."""
    keys: set[str] = set()
    stop = code.match[bracket] if code.match[bracket] > 0 else len(code)
    at = bracket + 1
    for _ in range(120):
        if at >= min(stop, len(code) - 1):
            break
        if code.match[at] > at:
            at = code.match[at]
        elif code.text[at + 1] in (":", "=>", "=") and code.kind[at] in ("id", "str"):
            keys.add(plain(code.text[at]))
        at += 1
    return keys


def beside_weights(code: Code, slot: Slot) -> bool:
    """Whether a file of weights stands beside a key: ``repository: "org/name", file: "name.gguf"``."""
    stop = code.match[slot.bracket] if slot.bracket >= 0 else -1
    return any(
        code.parent[at] == slot.bracket and code.kind[at] == "str" and code.text[at].lower().endswith(_WEIGHTS)
        for at in range(slot.bracket + 1, min(stop, slot.bracket + 200))
    )


def is_priced(code: Code, slot: Slot) -> bool:
    """Whether the object around a key states what a model costs, as only a table about models does."""
    stop = code.match[slot.bracket] if slot.bracket >= 0 else -1
    return any(
        code.parent[at] == slot.bracket
        and code.text[at + 1] in (":", "=>", "=")
        and bool(_PRICED.search(plain(code.text[at])))
        for at in range(slot.bracket + 1, min(stop, slot.bracket + 200))
    )


def reports_health(code: Code, slot: Slot) -> bool:
    """Whether a key stands in what a health check answers: ``HealthCheck() { … {"model": "…"} }``."""
    return bool(_HEALTH.intersection(words_of(function_of(code, slot.start))))


def is_default_row(code: Code, slot: Slot) -> bool:
    """Whether the object around a key says that it is the one chosen by default: ``default: true``."""
    stop = code.match[slot.bracket] if slot.bracket >= 0 else -1
    return any(
        plain(code.text[at]) in ("default", "isdefault")
        and code.text[at + 1] == ":"
        and code.text[at + 2] == "true"
        and code.parent[at] == slot.bracket
        for at in range(slot.bracket + 1, min(stop - 2, slot.bracket + 120))
    )


def is_default_key(code: Code, key: str) -> bool:
    """Whether an entry of a table is chosen by default: ``constructor(modelKey = "small")`` for the entry ``small``."""
    for at, text in enumerate(code.text):
        if text == key and code.kind[at] == "str" and len(key) > 2:
            slot = slot_of(code, at)
            if slot.how == "assign" and {"model", "models", "default"}.intersection(words_of(slot.name)):
                return True
    return False


def is_entry(code: Code, name: str) -> bool:
    """Whether a name is that of an entry of a table in the same file, and so not a model's own."""
    keys = (at for at, text in enumerate(code.text) if text == name and code.text[at + 1 : at + 2] == [":"])
    return any(is_key(code, at + 1) for at in keys)


def is_handed_on(code: Code, slot: Slot) -> bool:
    """Whether what a call makes of its argument is the model of something: ``model: studio("…")``."""
    outer = slot_of(code, slot.start, max(code.match[slot.bracket], slot.start))
    return outer.how == "key" and plain(outer.name) in ("model", "embeddingmodel", "embedder", "llm")


def is_type(code: Code, slot: Slot) -> bool:
    """Whether a key stands in a type or interface of TypeScript."""
    bracket = slot.bracket
    if code.syntax.name not in SCRIPTS:
        return False
    for _ in range(6):
        if bracket < 1 or code.text[bracket] != "{":
            return False
        for here in range(bracket - 1, max(bracket - 9, -1), -1):
            if code.text[here] in ("interface", "type"):
                return True
            if code.text[here] in (";", "}", "(", ":"):
                break
        bracket = code.parent[bracket]
    return False


def stands_in(code: Code, slot: Slot) -> bool:
    """Whether what a key belongs to is a stand-in by its name: ``const mockCalls = [{ args: { model: "…" } }]``."""
    outer: Slot | None = slot
    for _ in range(6):
        outer = around(code, outer) if outer and outer.how == "key" else outer
        if outer is None or (outer.how in ("assign", "key") and STAND_INS.intersection(words_of(outer.name))):
            break
    return outer is not None and bool(STAND_INS.intersection(words_of(outer.name)))


def annotated(code: Code, slot: Slot) -> str:
    """The method or field that an annotation stands before: ``@WithDefault("…") String modelId();``."""
    at = code.match[slot.bracket] + 1 if slot.bracket >= 0 else len(code)
    for _ in range(20):
        if at <= 0 or at + 1 >= len(code):
            break
        if code.kind[at] == "id" and code.text[at][:1] != "@" and code.text[at + 1] in ("(", ";", "=", ":"):
            return code.text[at]
        at = code.match[at] + 1 if code.text[at] == "(" and code.match[at] > at else at + 1
    return ""


def is_annotated(code: Code, slot: Slot, first: int) -> bool:
    """Whether an attribute of a field names a model: ``[JsonPropertyName("model")] public string M … = "…"``.

    ``first`` is where the statement begins.
    """
    if code.text[first] != "[" and not code.text[first].startswith("@"):
        return False
    inside = range(first + 1, min(first + 30, slot.start))
    return any(code.kind[at] == "str" and names_model(code.text[at]) for at in inside)


def is_case(code: Code, slot: Slot) -> bool:
    """Whether a constant is a member of an enumeration: ``case gpt4 = "gpt-4"``."""
    if code.syntax.name not in ("swift", "php"):
        return False
    for at in range(slot.start - 1, max(slot.start - 60, code.parent[slot.start]), -1):
        if code.text[at] == "case":
            return True
        if code.text[at] == ";" or (code.kind[at] == "id" and code.text[at] in ("let", "var", "func", "function")):
            return False
    return False


def is_pattern(code: Code, slot: Slot) -> bool:
    """Whether a key stands in a pattern that Elixir matches: ``def run(%{model: "…"})``, ``%{model: "…"} = config``."""
    if code.syntax.name not in ("elixir", "livebook") or slot.bracket < 0:
        return False
    end = code.match[slot.bracket]
    if 0 < end < len(code) - 1 and code.text[end + 1] in ("=", "->"):
        return True
    bracket = slot.bracket
    for _ in range(6):
        if bracket < 0:
            return False
        if code.text[bracket] == "(":
            _, start = callee(code, bracket)
            return start > 0 and code.text[start - 1] in ("def", "defp", "defmacro")
        bracket = code.parent[bracket]
    return False


def named_before(code: Code, slot: Slot) -> bool:
    """Whether a word before a default, in its call or statement, names a model: ``field :model, default: …``."""
    parent, at = code.parent[slot.start], slot.start
    symbols = code.syntax.name in ("ruby", "elixir", "livebook")
    for _ in range(40):
        at -= 1
        if at < 0 or at == parent:
            return False
        if code.kind[at] == "op" and 0 <= code.match[at] < at:
            at = code.match[at]
        elif code.kind[at] == "str" or (
            symbols and code.kind[at] == "id" and code.text[at - 1] == ":" and code.parent[at] == parent
        ):
            shown = code.text[at - 1] == "=" and plain(code.text[at - 2]) in SHOWN_KEYS
            if names_model(code.text[at]) and not shown:
                return True
        elif code.text[at] == ";" or statement_starts(code, at + 1):
            return False
    return False


def field_after(code: Code, slot: Slot) -> str:
    """The field that an attribute such as ``#[arg(default_value = "…")]`` belongs to."""
    code, bracket = code, slot.bracket
    while (
        bracket >= 0
        and code.text[bracket] != "["
        and code.parent[bracket] >= 0
        and code.text[code.parent[bracket]] in ("[", "(")
    ):
        bracket = code.parent[bracket]
    if code.syntax.name in SCRIPTS and (bracket < 1 or code.text[bracket - 1][:1] != "@"):
        return ""
    end = code.match[bracket] if bracket >= 0 else -1
    for at in range(end + 1, min(end + 12, len(code) - 1) if end > 0 else 0):
        if code.text[at] in ("}", ")"):
            break
        if code.text[at + 1] in (":", "=", ";", "{", "!", "?", "?:") and code.kind[at] == "id":
            return code.text[at]
    return ""


def chosen(code: Code, slot: Slot) -> bool:
    """Whether the arms of a match give a variable that holds a model its value."""
    code, at = code, slot.bracket - 1
    for _ in range(40):
        if at < 1:
            return False
        if code.kind[at] == "id" and code.text[at] in ("match", "when", "switch"):
            before = code.text[at - 1]
            first = at if before in ("=", "(", ":", ",", "{", "}", ";", "return") else left_edge(code, at - 1)
            outer = slot_of(code, first, max(code.match[slot.bracket], at))
            given = before_preposition(outer.name) if outer.how == "return" else outer.name
            return outer.how in ("assign", "key", "return") and names_model(given)
        at = code.match[at] - 1 if code.text[at] in (")", "]") and code.match[at] > 0 else at - 1
    return False


def is_size_of(code: Code, slot: Slot, token: int, family: str) -> bool:
    """Whether a size stands where a model of ``family`` is wanted: ``whisper: { model: env.SIZE || "base" }``."""
    if slot.how not in ("key", "assign") or not (names_model(slot.name) or family in slot.name.lower()):
        return False
    outer = around(code, slot) if slot.how == "key" else None
    near = [slot.name, outer.name if outer and outer.how in ("key", "assign") else "", *(outer.path if outer else ())]
    near += [code.text[at] for at in range(slot.start, token)]
    if (
        plain(slot.name) == "model"
        and not slot.listed
        and (slot.how == "assign" or path_of(code, slot))
        and _hears(code)
    ):
        return True
    return any(family in name.lower() for name in near) or bool(_HEARING.intersection(words_of(slot.name)))


def _hears(code: Code) -> bool:
    """Whether a file of JavaScript has to do with Whisper, by its names and its texts."""
    return code.syntax.name in SCRIPTS and bool(_WHISPER.search(code.source))


def looked_up_before(code: Code, slot: Slot) -> bool:
    """Whether a variable was looked up under a model's name just before: ``m := Getenv("MODEL")``, then ``m = "…"``."""
    for use in code.uses.get(slot.name, ()):
        if slot.start - FAR // 8 < use < slot.start and code.text[use + 1] in ASSIGN:
            value = range(use + 2, min(use + 9, slot.start))
            return any(names_model(code.text[at]) for at in value if code.kind[at] in ("id", "str"))
    return False


def look_up_name(code: Code, token: int) -> bool:
    """Whether what stands before a fallback looks up a name that holds a model (``getenv("LLM_MODEL") ?: "…"``)."""
    before = range(token - 1, max(token - 14, -1), -1)
    return any(names_model(code.text[at]) for at in before if code.kind[at] in ("str", "id"))
