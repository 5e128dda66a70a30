"""The JSON Schema of ``smallprint.lock``, for editors and tools: made from the forms that the loader checks."""

from __future__ import annotations

from typing import Any

from smallprint.resolve.card import RELATIONS
from smallprint.resolve.lockfile import FORMS, GATES, SCHEMA

__all__ = ["lock_schema"]


def lock_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the lock, which is TOML: of the tables and values that it holds."""
    text = {
        "type": "object",
        "description": "A licence file of the repository: its name, digest and the licence that it was identified as.",
        "additionalProperties": False,
        "required": ["file", "digest", "licence"],
        "properties": {"file": _filled(), "digest": _form("digest"), "licence": _filled()},
    }
    base = {
        "type": "object",
        "description": "A base that the card names, and how the model was made from it.",
        "additionalProperties": False,
        "required": ["id", "relation"],
        "properties": {"id": _form("canonical"), "relation": {"enum": [*sorted(RELATIONS), "unknown"]}},
    }
    model = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "revision", "date"],
        "properties": {
            "id": {**_form("id"), "description": "The model or data set as a project names it."},
            "revision": {**_form("revision"), "description": "The commit that was asked about."},
            "label": {"type": "string", "description": "The card's license."},
            "name": {"type": "string", "description": "The card's license_name."},
            "link": {"type": "string", "description": "The card's license_link."},
            "text": {"type": "array", "items": text},
            "unread": {**_list(), "description": "Licence files that are there and could not be read."},
            "base": {"type": "array", "items": base},
            "datasets": {"type": "array", "items": _form("canonical"), "description": "Data sets that the card names."},
            "modality": _list(),
            "gated": {"enum": ["", *GATES], "description": "Whether the Hub asks for acceptance first."},
            "renamed": {
                "type": "string",
                "pattern": f"^(?:{FORMS['id']})?$",
                "description": "The id under which the Hub keeps it now.",
            },
            "date": {**_form("date"), "description": "The day on which this was first seen to be so."},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/smallprint-dev/smallprint/raw/main/schemas/lock.schema.json",
        "title": "smallprint lock",
        "description": "What the Hub said about each model on a day.",
        "type": "object",
        "additionalProperties": False,
        "required": ["schema"],
        "properties": {"schema": {"const": SCHEMA}, "model": {"type": "array", "items": model}},
    }


def _form(name: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{FORMS[name]}$"}


def _filled() -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def _list() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}}
