"""The page on the policy speaks of every key that the loader knows, and its examples load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.policy import SCHEMA, SHAPES, parse_policy
from smallprint.yamlio import load

PAGE = (Path(__file__).parents[1] / "docs" / "policy.md").read_text(encoding="utf-8")
_LISTS = {"model_entry": "models[]", "override": "overrides[]", "duty": "duties[]", "waiver": "waivers[]"}


def _keys(shape: Any, prefix: str = "") -> Iterator[str]:
    for key, kind in shape.items():
        name = f"{prefix}{key}"
        if isinstance(kind, dict):
            yield from _keys(kind, f"{name}.")
        elif kind.strip("[]") in _LISTS:
            yield from (f"{key}[].{inner}" for inner in SHAPES[kind.strip("[]")])
        elif kind == "providers":
            yield from SHAPES["provider"]
        else:
            yield name


@pytest.mark.parametrize("key", sorted(_keys(SCHEMA)))
def test_every_key_has_its_line(key: str) -> None:
    head, _, tail = key.rpartition(".")
    assert f"`{key}`" in PAGE or (f"`.{tail}`" in PAGE and f"`{head}." in PAGE) or (not head and f"`{key}`" in PAGE)


def test_the_examples_load() -> None:
    data = Database.open()
    rules = [rule.id for rule in data.rules]
    examples = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert examples
    for text in examples:
        parse_policy(load(text, "page"), "page", data.vocabulary, sorted(data.licence_ids), rules)


def test_every_preset_is_named() -> None:
    folder = Path(__file__).parents[1] / "src" / "smallprint" / "presets"
    for path in folder.glob("*.yaml"):
        assert f"`{path.stem}`" in PAGE


def test_every_word_of_activities_is_named() -> None:
    for name in Database.open().vocabulary.data["activities"]:
        assert f"`{name}`" in PAGE
