"""Every rule's examples are its tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from smallprint.condition import Context, evaluate
from smallprint.database import Database, term_from
from smallprint.evaluate import OBSERVED, judge_term
from smallprint.examples import example_facts, example_seen
from smallprint.model import Rule
from smallprint.predicates import TESTS
from smallprint.verdict import Truth, Verdict

DATA = Database.open()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for name in DATA.ids("rule")
    if (rule := DATA.rule_page(name)) is not None
    for number, example in enumerate(rule.examples, 1)
]
_VERDICTS = {Truth.TRUE: Verdict.VIOLATED, Truth.UNKNOWN: Verdict.UNDETERMINED, Truth.FALSE: Verdict.SATISFIED}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Mapping[str, Any]) -> None:
    facts = {**OBSERVED, **example_facts(example, DATA.facts)}
    kind = rule.kinds[0] if rule.kinds else ""
    body = {"id": "term", "kind": kind, "section": "1", "plain": "Example.", **example.get("term", {})}
    context = Context(
        lookup=facts.get, vocabulary=DATA.vocabulary, term=body, seen=example_seen(example), licence="example",
        document="example", model_ids=("hf:acme/model",), today=example.get("today", "2026-11-22"),
    )  # fmt: skip
    if rule.subject == "term":
        verdict, answer, _ = judge_term(rule, term_from(body), context)
    else:
        answer = evaluate(rule.violated_when, context, TESTS)
        verdict = _VERDICTS[answer.truth]
    assert verdict is Verdict[example["is"].upper()]
    if verdict is Verdict.UNDETERMINED:
        assert answer.missing or answer.used, "an open answer names what is missing"


def test_every_rule_has_examples_of_all_three_outcomes() -> None:
    shown: dict[str, set[str]] = {}
    for parameter in EXAMPLES:
        rule, example = parameter.values
        shown.setdefault(rule.id, set()).add(example["is"])
    assert {rule.id for rule in DATA.rules} == set(shown)
    assert all(outcomes == {"violated", "satisfied", "undetermined"} for outcomes in shown.values())
