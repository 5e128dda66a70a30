"""The JSON Schema of the policy file, for editors: made from the same shape that the loader checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smallprint import policy
from smallprint.database import Vocabulary

__all__ = ["policy_schema"]

_NUMBER = r"[0-9][0-9_,]*(\.[0-9]+)?\s*([kKmMbB]n?|million|billion)?"
_FIGURE = rf"^\s*(<=|>=|<|>)?\s*{_NUMBER}(\s*(-|\.\.|–|to)\s*{_NUMBER})?"
_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def policy_schema(vocabulary: Vocabulary, licences: Sequence[str], rules: Sequence[str]) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of ``smallprint.yaml``. Words that the data closes become enumerations."""
    words = policy.word_table(vocabulary, tuple(licences), tuple(rules))
    schema = _tree(policy.SCHEMA, words)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/smallprint-dev/smallprint/raw/main/schemas/policy.schema.json",
        "title": "smallprint policy",
        "description": "What we do with AI models, and what we tolerate.",
        **schema,
    }


def _tree(shape: Mapping[str, Any], words: Callable[[str], tuple[str, ...]]) -> dict[str, Any]:
    properties = {
        key: _tree(kind, words) if isinstance(kind, dict) else _type(kind.rstrip("!"), words)
        for key, kind in shape.items()
    }
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    required = [key for key, kind in shape.items() if isinstance(kind, str) and kind.endswith("!")]
    if required:
        schema["required"] = required
    return schema


def _type(kind: str, words: Callable[[str], tuple[str, ...]]) -> dict[str, Any]:
    if kind.startswith("["):
        return {"type": "array", "items": _type(kind[1:-1], words)}
    if kind in policy.SHAPES:
        return _tree(policy.SHAPES[kind], words)
    if kind == "use":
        return _tree(policy.SCHEMA["use"], words)
    if kind == "providers":
        return {"type": "object", "additionalProperties": _tree(policy.SHAPES["provider"], words)}
    if kind == "rule_levels":
        names = {"enum": list(words("rule_or_concern"))}
        return {"type": "object", "propertyNames": names, "additionalProperties": {"enum": list(words("severity"))}}
    if kind == "grants":
        grant = {"anyOf": [{"enum": list(words("licence"))}, _tree(policy.GRANT, words)]}
        return {"type": "array", "items": grant}
    if kind in ("count", "money"):
        figure: dict[str, Any] = {
            "type": "string",
            "pattern": _FIGURE + (r"\s*[A-Z]{3}\s*$" if kind == "money" else r"\s*$"),
        }
        one = figure if kind == "money" else {"anyOf": [{"type": "number", "minimum": 0}, figure]}
        months = {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
            "additionalProperties": one,
        }
        return {"anyOf": [one, months]}
    simple: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "bool": {"type": "boolean"},
        "int": {"type": "integer"},
        "number": {"type": "number"},
        "date": {"type": "string", "pattern": _DATE},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$", "not": {"const": "EU"}},
        "field": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "examples": list(words("field"))},
        "region": {"anyOf": [{"enum": list(words("region"))}, {"type": "string", "pattern": "^[A-Z]{2}$"}]},
    }
    return simple[kind] if kind in simple else {"enum": list(words(kind))}
