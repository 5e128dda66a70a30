"""A rule's examples as facts: for the tests, for ``explain`` and for whoever writes a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smallprint.model import Fact, Seen
from smallprint.quantity import parse_quantity

__all__ = ["example_facts", "example_seen"]


def example_facts(example: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Fact]:
    """The facts of one example, typed as the policy loader would. Raises ``ValueError`` on a figure that is none."""
    facts = {}
    for name, value in (example.get("facts") or {}).items():
        kind = known[name]["type"].split()[0]
        if kind in ("count", "money"):
            value = parse_quantity(value, money=kind == "money")
        elif isinstance(value, list):
            value = tuple(value)
        facts[name] = Fact(name, value, "example")
    return facts


def example_seen(example: Mapping[str, Any]) -> Seen:
    """What one example says was observed in the tree."""
    seen = example.get("seen") or {}
    return Seen(
        strings={text: tuple(tuple(place) for place in places) for text, places in seen.get("strings", {}).items()},
        licence_copies={name: tuple(files) for name, files in seen.get("licence_copies", {}).items()},
        credits={name: tuple(tuple(place) for place in places) for name, places in seen.get("credits", {}).items()},
        attested={tuple(key.split("/", 1)): where for key, where in seen.get("attested", {}).items()},
    )
