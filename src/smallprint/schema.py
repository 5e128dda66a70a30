"""A small checker for the YAML of the data folders: closed keys, typed values, errors with file, line and nearest key.

The types are written in words: ``text``, ``bool``, ``int``, ``number``, ``date``, ``month``, ``condition``, ``any``, an
enumeration of the vocabulary, ``[x]`` a list of x, ``{x: y}`` a mapping, ``x!`` a required key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from smallprint.condition import nearest
from smallprint.text import safe
from smallprint.yamlio import line_of

__all__ = ["Checker"]

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\Z")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9.+_-]*\Z")


class Checker:
    """Collects one-line errors about one file."""

    def __init__(self, name: str, words: Callable[[str], tuple[str, ...]], errors: list[str]) -> None:
        self.name = name
        self.words = words
        self.errors = errors

    def fail(self, container: Any, key: str | int | None, reason: str) -> None:
        """Note an error at the line of ``key`` in ``container``."""
        line = line_of(container, key)
        where = f"{self.name}:{line}" if line else self.name
        self.errors.append(f"{where}: {safe(reason, 400)}")

    def mapping(
        self, value: Any, keys: Mapping[str, str], what: str, container: Any = None, at: str | int | None = None
    ) -> bool:
        """Check a mapping against ``keys`` (key -> type). Returns whether it is a mapping at all."""
        if not isinstance(value, dict):
            self.fail(container, at, f"{what} must be a mapping of keys")
            return False
        for key, inner in value.items():
            if key not in keys:
                self.fail(value, key, f"unknown key '{key}' in {what}{nearest(key, keys)}")
            else:
                self.value(inner, keys[key].rstrip("!"), value, key)
        for key, kind in keys.items():
            if kind.endswith("!") and key not in value:
                self.fail(value, None, f"{what} needs the key '{key}'")
        return True

    def value(self, value: Any, kind: str, container: Any, key: str | int) -> None:
        """Check one value against a type in words."""
        if kind == "any" or kind == "condition":
            return
        if kind.startswith("["):
            if not isinstance(value, list):
                self.fail(container, key, f"'{key}' must be a list")
                return
            for index, item in enumerate(value):
                self.value(item, kind[1:-1], value, index)
            return
        if kind.startswith("{"):
            left, _, right = kind[1:-1].partition(": ")
            if not isinstance(value, dict):
                self.fail(container, key, f"'{key}' must be a mapping")
                return
            for inner_key, inner in value.items():
                self.value(inner_key, left, value, inner_key)
                self.value(inner, right, value, inner_key)
            return
        problem = self._scalar(value, kind)
        if problem:
            shown = f"'{key}'" if isinstance(key, str) else "the item"
            self.fail(container, key, f"{shown}: {problem}")

    def _scalar(self, value: Any, kind: str) -> str:
        simple = {"text": str, "bool": bool, "int": int, "number": (int, float)}
        if kind in simple:
            wanted: Any = simple[kind]
            right = isinstance(value, wanted) and (kind == "bool" or not isinstance(value, bool))
            return "" if right else f"expected {kind}, found {_found(value)}"
        if kind == "date":
            return (
                ""
                if isinstance(value, str) and _DATE.match(value)
                else f"expected a date such as 2026-11-22, found {_found(value)}"
            )
        if kind == "period":
            dated = isinstance(value, str) and any(shape.match(value) for shape in (_DATE, _MONTH, _YEAR))
            return "" if dated else f"expected a date, a month or a year, found {_found(value)}"
        if kind == "month":
            dated = isinstance(value, str) and (value == "release" or _MONTH.match(value) is not None)
            return "" if dated else f"expected a month such as 2024-06, found {_found(value)}"
        if kind == "id":
            return "" if isinstance(value, str) and _ID.match(value) else f"expected an id, found {_found(value)}"
        known = self.words(kind)
        if isinstance(value, str) and (value in known or (kind == "region" and _COUNTRY.match(value))):
            return ""
        return f"unknown {kind.replace('_', ' ')} '{value}'{nearest(str(value), known)}"


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"'{value}'"
