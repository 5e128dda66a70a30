"""Model names in SQL: seeds and column defaults are what a deployment runs; filters and checks only mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import names_model
from smallprint.collect.names import guess, looks_like_model, reference
from smallprint.model import ModelRef, Place, Role

__all__ = ["find_sql"]

_CLAUSES = frozenset(
    {
        "insert",
        "update",
        "set",
        "where",
        "values",
        "default",
        "check",
        "select",
        "delete",
        "having",
        "case",
        "when",
        "on",
        "returning",
        "create",
        "alter",
        "comment",
        "raise",
        "and",
    }
)
#: Columns that hold whatever the name beside them says.
_VALUES = frozenset({"value", "val", "setting", "settingvalue", "configvalue", "defaultvalue", "data", "content"})
#: Functions of databases that run a model, by a word in their name …
_RUNS = re.compile(
    r"embed|complet|generat|prompt|ai_query|summari|classif|transcri|rerank|transform|chat|llm|moderat|predict"
)
#: … and whose models they run.
_FUNCTIONS = (
    ("cortex", "snowflake"), ("ai_query", "databricks"), ("ollama", "ollama"), ("azure", "azure"), ("openai", "openai"),
    ("anthropic", "anthropic"), ("cohere", "cohere"), ("voyage", "voyage"), ("bedrock", "bedrock"),
    ("mistral", "mistral"),
)  # fmt: skip
#: Hosts with names of their own for models that others publish.
_OWN_NAMES = frozenset({"snowflake", "databricks", "ollama", "azure", "bedrock"})
_NAME = re.compile(r"[a-z][\w.]*-[\w.-]+")
_JSON = re.compile(r"\"(?:model|model_id|model_name)\"\s{0,9}:\s{0,9}\"([\w.:/@+-]{2,120})\"")
_PRICES = ("price", "cost", "tier", "isfree", "ispro", "modality")


def find_sql(path: str, code: Code) -> Iterator[ModelRef]:
    """Yield the models named in a SQL file."""
    clause, columns, column, table = "", list[str](), "", ""
    for token, kind in enumerate(code.kind):
        text = code.text[token]
        low = text.lower()
        if text == ";" or (kind == "id" and low in ("insert", "update", "create", "alter", "delete", "select")):
            clause, columns, column, table = ("" if text == ";" else low), [], "", ""
        elif kind == "id" and low in _CLAUSES:
            clause = low
        elif clause == "insert" and text == "(" and not columns:
            stop = code.match[token] if code.match[token] > 0 else token
            columns = [
                code.text[at] for at in range(token + 1, min(stop, token + 200)) if code.kind[at] in ("id", "str")
            ]
        elif clause in ("insert", "update") and kind == "id" and not table and low != "into":
            table = low
        elif (clause == "set" and kind == "id" and token + 1 < len(code) and code.text[token + 1] == "=") or (
            clause in ("create", "alter")
            and kind == "id"
            and (code.text[token - 1] in ("(", ",") or low.endswith("model"))
        ):
            column = text
        if kind == "str" and token > 2 and code.text[token - 1] == ":=" and names_model(_variable(code, token)):
            yield from _variable_default(path, code, token)
        elif kind == "str" and clause:
            yield from _value(path, code, token, clause, columns, column, table)


def _value(
    path: str, code: Code, token: int, clause: str, columns: list[str], column: str, table: str
) -> Iterator[ModelRef]:
    value = code.text[token]
    if value.lstrip()[:1] == "{":
        yield from _embedded(path, code, token)
        return
    quoted = len(value) > 2 and value[0] == value[-1] == '"'
    if quoted:
        value = value[1:-1]  # ``'"gpt-4o"'::jsonb``
    if " " in value or len(value) > 150:
        return
    named, host = _argument(code, token)
    if not guess(value) and not (host in ("snowflake", "databricks") and _NAME.fullmatch(value)):
        return
    if clause == "values":
        at = code.turn[token]
        column = columns[at] if at < len(columns) else ""
        if plain(column) in _VALUES and _named_row(code, token):
            column = "model"
    elif clause == "set" and plain(column) in _VALUES and _named_filter(code, token):
        column = "model"
    role: Role = "mention"
    if named:
        role = "dependency"
    elif names_model(column) and clause in ("set", "default", "values", "select"):
        priced = any(word in plain(one) for one in columns for word in _PRICES) or (
            "model" in table and "config" not in table
        )
        role = "mention" if clause == "values" and priced else "dependency"
    elif not looks_like_model(value):
        return
    line, start = code.place(token)
    place = Place(path, line, start + quoted, len(value))
    ecosystem = host if host and (host in _OWN_NAMES or not guess(value)) else "auto"
    yield reference(value, ecosystem, place, f"sql {clause}", role=role, host=host if ecosystem == host else "")


def _variable(code: Code, token: int) -> str:
    """The variable that ``name text := '…'`` declares or sets, or the name of an argument."""
    at = token - 2
    if code.kind[at - 1] == "id" and not code.fresh[at]:
        at -= 1
    return code.text[at]


def _variable_default(path: str, code: Code, token: int) -> Iterator[ModelRef]:
    value = code.text[token]
    if guess(value):
        line, column = code.place(token)
        yield reference(value, "auto", Place(path, line, column, len(value)), "sql variable")


def _argument(code: Code, token: int) -> tuple[bool, str]:
    """Whether a string is the model that a function of a database runs, and whose function it is."""
    text, bracket = code.text, code.parent[token]
    if bracket < 1 or text[bracket] != "(" or text[bracket + 1].lower() == "select":
        return False, ""
    function = _function(code, bracket)
    host = next((owner for word, owner in _FUNCTIONS if word in function), "")
    before = text[token - 1]
    if before in (">", "=>", ":=", "=") and token > 2:
        key = text[token - 2] if before != ">" or text[token - 2] != "=" else text[token - 3]
        return names_model(key) or (plain(key) == "endpoint" and function == "options"), host
    if token - 1 != bracket and before != ",":
        return False, ""
    return bool(function) and code.turn[token] < 2 and bool(_RUNS.search(function)), host


def _function(code: Code, bracket: int) -> str:
    names, at = list[str](), bracket - 1
    while at >= 0 and code.kind[at] == "id" and len(names) < 3:
        names.append(code.text[at].lower())
        if at < 1 or code.text[at - 1] != ".":
            break
        at -= 2
    return ".".join(reversed(names))


def _named_row(code: Code, token: int) -> bool:
    """Whether a value before it in its row says that it is a model: ``('default_model', 'gpt-4o')``."""
    bracket = code.parent[token]
    return any(
        code.kind[at] == "str" and code.parent[at] == bracket and names_model(code.text[at])
        for at in range(max(bracket + 1, token - 8), token)
    )


def _named_filter(code: Code, token: int) -> bool:
    """Whether the filter of an update says that the value is a model: ``WHERE key = 'default_model'``."""
    for at in range(token + 1, min(token + 20, len(code))):
        if code.text[at] == ";":
            return False
        if code.kind[at] == "str" and names_model(code.text[at]):
            return True
    return False


def _embedded(path: str, code: Code, token: int) -> Iterator[ModelRef]:
    """The model in a JSON text: ``'{"task": "text-generation", "model": "…"}'``."""
    for match in _JSON.finditer(code.source, code.at[token], code.at[token] + len(code.text[token]) + 2):
        if guess(match[1]):
            line, column = code.line_at(match.start(1))
            yield reference(match[1], "auto", Place(path, line, column, len(match[1])), "embedded JSON")
