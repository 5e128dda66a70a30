"""Conditions: Kleene's tables, what is missing, and what the compiler says of a malformed one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from smallprint.condition import FACT_TYPES, OPERATORS, Answer, Context, check, evaluate, nearest
from smallprint.database import Database
from smallprint.model import Fact
from smallprint.predicates import TESTS
from smallprint.quantity import parse_quantity
from smallprint.verdict import Truth, Verdict, all_of, any_of

DATA = Database.open()
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
YES: Any = {"fact": "use.commercial", "is": True}
NO: Any = {"fact": "use.commercial", "is": False}
OPEN: Any = {"fact": "use.audience.minors", "is": True}
LEAVES = {T: YES, F: NO, U: OPEN}
FACTS = {"use.commercial": Fact("use.commercial", True, "smallprint.yaml:2")}


def ask(condition: Any, term: Any = None, **facts: Any) -> Answer:
    known = FACTS | {
        name.replace("__", "."): Fact(name.replace("__", "."), value, "here") for name, value in facts.items()
    }
    return evaluate(condition, Context(lookup=known.get, vocabulary=DATA.vocabulary, term=term or {}), TESTS)


@pytest.mark.parametrize(("left", "right"), list(itertools.product(Truth, Truth)))
def test_kleene(left: Truth, right: Truth) -> None:
    parts = [LEAVES[left], LEAVES[right]]
    both = F if F in (left, right) else U if U in (left, right) else T
    either = T if T in (left, right) else U if U in (left, right) else F
    assert ask({"all": parts}).truth is both is (left & right)
    assert ask({"any": parts}).truth is either is (left | right)
    assert ask({"not": parts[0]}).truth is ~left
    assert ~~left is left


def test_empty_lists() -> None:
    assert ask({"all": []}).truth is T
    assert ask({"any": []}).truth is F


def test_what_decided_and_what_is_missing() -> None:
    open_fields = {"fact": "use.fields", "contains": "military"}
    answer = ask({"all": [OPEN, open_fields, YES]})
    assert answer.missing == ("use.audience.minors", "use.fields")
    assert [fact.name for fact in answer.used] == ["use.commercial"]
    # One false part decides alone: nothing is missing, and only its facts are shown.
    answer = ask({"all": [OPEN, NO, YES]})
    assert (answer.truth, answer.missing, [fact.name for fact in answer.used]) == (F, (), ["use.commercial"])
    answer = ask({"any": [OPEN, YES]})
    assert (answer.truth, answer.missing) == (T, ())
    assert ask({"any": [OPEN, NO, open_fields, OPEN]}).missing == ("use.audience.minors", "use.fields")
    assert ask({"all": [YES, YES]}).used == (FACTS["use.commercial"],)
    assert ask({"not": OPEN}).missing == ("use.audience.minors",)


@pytest.mark.parametrize(
    ("leaf", "value", "truth"),
    [
        ({"is": "DE"}, "DE", T),
        ({"is": "DE"}, "FR", F),
        ({"in": ["DE", "FR"]}, "FR", T),
        ({"in": ["DE", "FR"]}, "US", F),
        ({"contains": "a"}, ("a", "b"), T),
        ({"contains": "c"}, ("a", "b"), F),
        ({"contains": ["c", "b"]}, ("a", "b"), T),
        ({"contains": ["c", "d"]}, ("a", "b"), F),
        ({"contains": "a"}, (), F),
        ({"gt": "2026-01-01"}, "2026-01-02", T),
        ({"gt": "2026-01-01"}, "2026-01-01", F),
        ({"gte": "2026-01-01"}, "2026-01-01", T),
        ({"gte": "2026-01-01"}, "2025-12-31", F),
        ({"lt": "2026-01-01"}, "2025-12-31", T),
        ({"lt": "2026-01-01"}, "2026-01-01", F),
        ({"lte": "2026-01-01"}, "2026-01-01", T),
        ({"lte": "2026-01-01"}, "2026-01-02", F),
        ({"is": "$term.key"}, "x", T),
        ({"is": "$term.key"}, "y", F),
        ({"is": "$term.none"}, "x", U),
        ({"is": "x"}, None, U),
    ],
)
def test_leaves(leaf: Any, value: Any, truth: Truth) -> None:
    answer = ask({"fact": "organisation.country", **leaf}, {"key": "x"}, organisation__country=value)
    assert answer.truth is truth
    assert answer.missing == (("organisation.country",) if truth is U else ())
    assert bool(answer.used) == (value is not None)


@pytest.mark.parametrize(
    ("figure", "gt", "gte", "lt", "lte"),
    [
        (9, F, F, T, T),
        (10, F, T, F, T),
        (11, T, T, F, F),
        ("5..15", U, U, U, U),
        ("< 10", F, F, T, T),
        (">= 10", U, T, F, U),
    ],
)
def test_figures(figure: Any, gt: Truth, gte: Truth, lt: Truth, lte: Truth) -> None:
    fact = {"organisation__monthly_active_users": parse_quantity(figure, money=False)}
    name = "organisation.monthly_active_users"
    for operator, truth in (("gt", gt), ("gte", gte), ("lt", lt), ("lte", lte)):
        answer = ask({"fact": name, operator: 10}, **fact)
        assert answer.truth is truth, operator
        assert answer.missing == ((name,) if truth is U else ())


def test_a_figure_by_month_counts_by_its_last() -> None:
    fact = parse_quantity({"2024-01": 5, "2024-06": 50}, money=False)
    assert (
        ask({"fact": "organisation.monthly_active_users", "gt": 10}, organisation__monthly_active_users=fact).truth is T
    )


def test_three_values_are_no_bool() -> None:
    for value, name in (*((truth, "truth") for truth in Truth), *((verdict, "verdict") for verdict in Verdict)):
        with pytest.raises(TypeError, match=rf"\Aa {name} has three values; compare it with 'is'\Z"):
            bool(value)
    assert (Truth.of(True), Truth.of(False), Truth.of(None)) == (T, F, U)
    assert [verdict.name for verdict in sorted(Verdict, key=lambda v: v.value)] == [
        "VIOLATED",
        "UNDETERMINED",
        "SATISFIED",
    ]
    assert [truth.name for truth in sorted(Truth, key=lambda t: t.value)] == ["FALSE", "UNKNOWN", "TRUE"]


def test_joining_verdicts() -> None:
    low, middle, high = Verdict.VIOLATED, Verdict.UNDETERMINED, Verdict.SATISFIED
    assert [all_of([]), any_of([])] == [high, high]
    assert [all_of([high, middle, low]), all_of([high, middle])] == [low, middle]
    assert [any_of([low, middle, high]), any_of([low, middle]), any_of([low])] == [high, middle, low]


# --- checking --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "key", "reason"),
    [
        ([], "", "a condition is a mapping with one of all, any, not, fact, test"),
        ("yes", "", "a condition is a mapping with one of all, any, not, fact, test"),
        (None, "", "a condition is a mapping with one of all, any, not, fact, test"),
        ({}, "", "a condition has exactly one of all, any, not, fact, test"),
        ({"al": [YES]}, "al", "a condition has exactly one of all, any, not, fact, test (nearest: 'all')"),
        (
            {"all": [YES], "any": [YES]},
            "all",
            "a condition has exactly one of all, any, not, fact, test (nearest: 'all')",
        ),
        ({"all": []}, "all", "'all' takes a list of conditions"),
        ({"any": YES}, "any", "'any' takes a list of conditions"),
        ({"not": [YES]}, "", "a condition is a mapping with one of all, any, not, fact, test"),
        ({"all": [YES], "fcat": 1}, "fcat", "unknown key 'fcat' beside 'all'"),
        ({"test": "over_limits"}, "test", "no test 'over_limits' (nearest: 'over_limit')"),
        ({"test": "zzz"}, "test", "no test 'zzz'"),
        ({"test": "over_limit", "is": True}, "is", "unknown key 'is' beside 'test'"),
        ({"fact": "use.comercial", "is": True}, "fact", "no fact 'use.comercial' (nearest: 'use.commercial')"),
        ({"fact": "use.commercial"}, "fact", "a fact is compared by one of is, in, contains, gt, gte, lt, lte"),
        (
            {"fact": "use.commercial", "iss": True},
            "iss",
            "compared by one of is, in, contains, gt, gte, lt, lte (nearest: 'is')",
        ),
        ({"fact": "use.commercial", "is": True, "in": []}, "fact", "a fact is compared by one of"),
        ({"fact": "use.commercial", "gt": 5}, "gt", "'gt' does not fit the bool fact 'use.commercial' (fitting: is)"),
        ({"fact": "use.fields", "is": "x"}, "is", "'is' does not fit the list fact 'use.fields' (fitting: contains)"),
        ({"fact": "organisation.country", "contains": "DE"}, "contains", "does not fit the country fact"),
        ({"fact": "organisation.monthly_active_users", "is": 5}, "is", "(fitting: gt, gte, lt, lte)"),
        ({"fact": "organisation.separate_licences", "contains": "x"}, "contains", "(fitting: a test)"),
        ({"any": [{"all": [YES, {"not": {"test": "grantd"}}]}]}, "test", "no test 'grantd' (nearest: 'granted')"),
    ],
)
def test_one_fault_is_one_reason(condition: Any, key: str, reason: str) -> None:
    ((_, found, said),) = list(check(condition, DATA.facts, TESTS))
    assert reason in said
    assert found == key


def test_every_fault_is_named_in_order() -> None:
    faults = [
        reason for _, _, reason in check({"all": [{"test": "a"}, YES, {"fact": "b", "is": 1}]}, DATA.facts, TESTS)
    ]
    assert [reason.split("'")[1] for reason in faults] == ["a", "b"]


@pytest.mark.parametrize(
    "condition",
    [
        YES,
        {"all": [YES, {"any": [OPEN, {"not": NO}]}]},
        {"test": "granted"},
        {"fact": "use.fields", "contains": ["military"]},
    ],
)
def test_what_is_well_formed_passes(condition: Any) -> None:
    assert list(check(condition, DATA.facts, TESTS)) == []


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        ("bool", "is"),
        ("truth", "is"),
        ("one of x", "is in"),
        ("text", "is in"),
        ("country", "is in"),
        ("list of x", "contains"),
        ("count", "gt gte lt lte"),
        ("money", "gt gte lt lte"),
        ("date", "gt gte lt lte"),
        ("grants", ""),
    ],
)
def test_each_type_has_its_operators(kind: str, fitting: str) -> None:
    passed = [name for name in OPERATORS if not list(check({"fact": "f", name: 1}, {"f": {"type": kind}}, TESTS))]
    assert passed == fitting.split()
    assert kind.split()[0] in FACT_TYPES


def test_a_test_is_asked_by_its_name() -> None:
    assert ask({"test": "has_limits"}, {"limits": [1]}).truth is T
    assert ask({"not": {"test": "has_limits"}}, {}).truth is T


def test_deep_conditions_are_checked() -> None:
    condition: Any = YES
    for _ in range(3000):
        condition = {"not": condition}
    assert list(check(condition, DATA.facts, TESTS)) == []


def test_the_nearest_word() -> None:
    assert nearest("comercial", ["commercial", "fields"]) == " (nearest: 'commercial')"
    assert nearest("zzz", ["commercial"]) == ""
    assert nearest("x", None) == ""


def _words(name: str) -> tuple[str, ...]:
    return {"student_kinds": ("llm", "classifier"), "activities": ("merge",)}.get(name, ())


@pytest.mark.parametrize(
    ("leaf", "faults"),
    [
        ({"fact": "use.student.kind", "is": "llm"}, 0),
        ({"fact": "use.student.kind", "is": "lllm"}, 1),
        ({"fact": "use.student.kind", "in": ["llm", "lllm", "clas"]}, 2),
        ({"fact": "use.activities", "contains": "merges"}, 1),
        ({"fact": "use.activities", "contains": "$term.acts"}, 0),
        # Purposes and regions may be any; a text is no enumeration.
        ({"fact": "use.fields", "contains": "gardening"}, 0),
        ({"fact": "use.territories", "contains": "XX"}, 0),
        ({"fact": "use.project_licence", "is": "MIT"}, 0),
    ],
)
def test_a_literal_is_a_word_of_its_enumeration(leaf: Any, faults: int) -> None:
    found = list(check({"all": [leaf]}, DATA.facts, TESTS, _words))
    assert [key for _, key, _ in found] == [next(key for key in leaf if key != "fact")] * faults


def test_what_stands_behind_a_fault_is_checked_too() -> None:
    found = check({"all": ["odd", {"x": 1}, {"test": "granted"}, {"fact": "no.such", "is": 1}]}, DATA.facts, TESTS)
    assert [key for _, key, _ in found] == ["", "x", "fact"]
