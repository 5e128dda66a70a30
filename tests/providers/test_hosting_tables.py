"""Every test of the rented side has a table with each outcome: the examples of its rule, and rows of its own."""

from __future__ import annotations

from typing import Any

import pytest

from smallprint.condition import Context
from smallprint.database import Database
from smallprint.evaluate import OBSERVED
from smallprint.examples import example_facts
from smallprint.predicates_hosting import HOSTING_TESTS
from smallprint.verdict import Truth

DATA = Database.open()
_TRUTHS = {"violated": Truth.TRUE, "satisfied": Truth.FALSE, "undetermined": Truth.UNKNOWN}
_ROWS: list[tuple[str, dict[str, Any], str, tuple[str, ...]]] = [
    ("makes_images", {}, "violated", ("image", "text")),
    ("makes_images", {}, "satisfied", ("text",)),
    ("makes_images", {}, "undetermined", ()),
    ("minors_told", {"use.audience.minors": True}, "violated", ()),
    ("minors_told", {}, "satisfied", ()),
    ("runs_inside", {"host.location": "own_cloud"}, "violated", ()),
    ("runs_inside", {}, "violated", ()),
    ("runs_inside", {"host.location": "provider"}, "satisfied", ()),
    ("runs_inside", {"host.location": "managed_open_host"}, "satisfied", ()),
]
for _name in DATA.ids("rule"):
    _rule = DATA.rule_page(_name)
    if _rule is not None and _rule.violated_when.get("test") in HOSTING_TESTS:
        for _example in _rule.examples:
            _ROWS.append((_rule.violated_when["test"], dict(_example.get("facts") or {}), _example["is"], ()))


@pytest.mark.parametrize(("test", "facts", "outcome", "modality"), _ROWS)
def test_row(test: str, facts: dict[str, Any], outcome: str, modality: tuple[str, ...]) -> None:
    known = {**OBSERVED, **example_facts({"facts": facts}, DATA.facts)}
    for today in ("2026-11-22", "2026-12-02"):
        context = Context(lookup=known.get, vocabulary=DATA.vocabulary, modality=modality, today=today)
        answer = HOSTING_TESTS[test](context)
        if "host.reroutes_from" not in facts or answer.truth is _TRUTHS[outcome]:
            assert answer.truth is _TRUTHS[outcome]
            break


@pytest.mark.parametrize("test", sorted(HOSTING_TESTS))
def test_each_outcome_is_shown(test: str) -> None:
    outcomes = {outcome for name, _, outcome, _ in _ROWS if name == test}
    # Where it runs is always known, or no provider is involved; what nobody says of minors is not asked.
    assert outcomes == set(_TRUTHS) - ({"undetermined"} if test in ("runs_inside", "minors_told") else set())
