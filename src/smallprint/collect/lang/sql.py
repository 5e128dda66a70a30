"""Model names in SQL: seeds and column defaults are what a deployment runs; filters and checks only mention."""

from __future__ import annotations

from collections.abc import Iterator

from smallprint.collect.lang.constants import plain
from smallprint.collect.lang.facts import names_model
from smallprint.collect.lang.tokens import Code
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
        if kind == "str" and clause:
            yield from _value(path, code, token, clause, columns, column, table)


def _value(
    path: str, code: Code, token: int, clause: str, columns: list[str], column: str, table: str
) -> Iterator[ModelRef]:
    value = code.text[token]
    if " " in value or not guess(value):
        return
    if clause == "values":
        at = code.turn[token]
        column = columns[at] if at < len(columns) else ""
    known = looks_like_model(value)
    role: Role = "mention"
    if names_model(column) and clause in ("set", "default", "values", "select"):
        priced = any(word in plain(one) for one in columns for word in _PRICES) or (
            "model" in table and "config" not in table
        )
        role = "mention" if clause == "values" and priced else "dependency"
    elif not known:
        return
    line, start = code.place(token)
    yield reference(value, "auto", Place(path, line, start, len(value)), f"sql {clause}", role=role)
