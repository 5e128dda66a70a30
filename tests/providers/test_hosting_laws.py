"""Laws of the rented side: one more fact never flips a definite verdict, and what is not asked for is never found."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smallprint.condition import Context
from smallprint.database import Database
from smallprint.model import Fact
from smallprint.predicates import TESTS
from smallprint.predicates_hosting import HOSTING_TESTS
from smallprint.quantity import parse_quantity
from smallprint.verdict import Truth

DATA = Database.open()
#: Settings of the policy, and what comes with the host as one piece: they are there or not from the start.
_GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "use.data.must_stay_in_boundary": st.booleans(),
    "use.data.allowed_regions": st.sampled_from([("EU",), ("US",), ("EU", "CH"), ("worldwide",)]),
    "use.data.classes": st.sampled_from([("public",), ("personal",), ("health", "internal")]),
    "use.data.max_retention_days": st.sampled_from([0, 7, 30]).map(lambda days: parse_quantity(days, money=False)),
    "policy.jurisdiction.forbid": st.sampled_from([(), ("CN",), ("US",), ("CN", "US")]),
    "policy.jurisdiction.forbid_group": st.booleans(),
    "policy.lifecycle.pin_versions": st.booleans(),
    "policy.lifecycle.min_notice_days": st.sampled_from([0, 60, 180]),
    "policy.lifecycle.warn_days": st.sampled_from([30, 90]),
    "host.provider": st.just("example"),
    "host.location": st.sampled_from(["provider", "managed_open_host", "own_hardware", "own_cloud", "device"]),
    "host.access": st.sampled_from(["proprietary_api", "open_weights"]),
    "host.data_classes": st.just(("personal",)),
    "host.data_need": st.sampled_from(["zero_retention", "paid_tier", "contract", "never"]),
    "host.boundary": st.booleans(),
    "host.upstream": st.booleans(),
    "host.zero_retention_void": st.booleans(),
    "host.retires": st.sampled_from(["2026-10-01", "2026-12-24", "2027-06-01"]),
    "host.unsure": st.sampled_from([(), ("host.retention_days",), ("host.entity",), ("host.group",)]),
    "host.scopes": st.just(("global", "EU", "US")),
    "host.training_free": st.sampled_from(["yes", "opt_out", "no"]),
    "host.group": st.sampled_from(["US", "CN", "FR"]),
    "host.notice_most": st.just(365),
    "host.reroutes_from": st.just("2026-12-01"),
}
#: What may be learnt.
_LEARNT: dict[str, st.SearchStrategy[Any]] = {
    "host.scope": st.sampled_from([("EU",), ("US",), ("global",), ("DE",)]),
    "host.tier": st.sampled_from(["paid", "free"]),
    "host.training_paid": st.sampled_from(["no", "opt_in", "opt_out", "yes", "depends"]),
    "host.opt_out": st.booleans(),
    "host.zero_retention": st.booleans(),
    "host.retention_days": st.sampled_from([0, 30, float("inf")]),
    "host.notice_days": st.sampled_from([0, 60, 180]),
    "host.retirement_sure": st.just(True),
    "host.alias": st.booleans(),
}


@st.composite
def _profiles(draw: st.DrawFn) -> tuple[dict[str, Fact], dict[str, Fact]]:
    given_facts = {name: Fact(name, draw(value), "test") for name, value in _GIVEN.items() if draw(st.booleans())}
    learnt = {name: Fact(name, draw(value), "test") for name, value in _LEARNT.items()}
    # Zero retention and training exclude each other: where nothing is kept nothing is learnt from.
    if learnt["host.zero_retention"].value:
        learnt["host.opt_out"] = Fact("host.opt_out", True, "test")
    # What is pinned is one of the places that the provider offers.
    if "host.scopes" in given_facts and learnt["host.scope"].value == ("DE",):
        learnt["host.scope"] = Fact("host.scope", ("EU",), "test")
    return given_facts, learnt


def _answer(name: str, facts: dict[str, Fact]) -> Any:
    return HOSTING_TESTS[name](Context(lookup=facts.get, vocabulary=DATA.vocabulary, today="2026-11-22"))


@settings(max_examples=2000, deadline=None)
@given(
    st.sampled_from(sorted(set(HOSTING_TESTS) - {"under_jurisdiction", "under_group"})),
    _profiles(),
    st.randoms(use_true_random=False),
)
def test_one_more_fact_never_flips_a_definite_answer(name: str, profile: Any, random: Any) -> None:
    # Facts about a host come with the host.
    known, learnt = {**profile[0], "host.provider": Fact("host.provider", "example", "test")}, profile[1]
    names = sorted(learnt)
    random.shuffle(names)
    before = _answer(name, known).truth
    for fact in names:
        known[fact] = learnt[fact]
        after = _answer(name, known).truth
        assert before in (after, Truth.UNKNOWN), f"{fact} flipped {name}"
        before = after


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(sorted(HOSTING_TESTS)), _profiles())
def test_an_open_answer_names_what_is_missing_and_only_that(name: str, profile: Any) -> None:
    answer = _answer(name, profile[0])
    assert (answer.truth is Truth.UNKNOWN) == bool(answer.missing)
    unsure = set(profile[0]["host.unsure"].value) if "host.unsure" in profile[0] else set()
    sure = "host.retirement_sure"
    assert not (set(answer.missing) - unsure - {sure}) & set(profile[0])
    assert all(DATA.facts.get(missing, {}).get("question") for missing in answer.missing), answer.missing


@settings(max_examples=3000, deadline=None)
@given(st.sampled_from(sorted(HOSTING_TESTS)), _profiles(), st.data())
def test_no_rule_is_broken_by_what_a_second_hand_says(name: str, profile: Any, data: Any) -> None:
    known = profile[0] | profile[1]
    # How sure a last day is stands beside it.
    apart = {"host.unsure", "host.location", "host.retires", "host.retirement_sure"}
    hosts = sorted({fact for fact in known if fact.startswith("host.")} - apart)
    unsure = tuple(data.draw(st.lists(st.sampled_from(hosts), unique=True))) if hosts else ()
    known["host.unsure"] = Fact("host.unsure", unsure, "test")
    answer = HOSTING_TESTS[name](Context(lookup=known.get, vocabulary=DATA.vocabulary, today="2026-11-22"))
    if answer.truth is Truth.TRUE:
        assert not {fact.name for fact in answer.used} & set(unsure)


@given(
    st.sampled_from(sorted(set(HOSTING_TESTS) - {"makes_images", "runs_inside", "retired", "retires_soon"})),
    _profiles(),
)
def test_a_policy_that_asks_for_nothing_finds_nothing(name: str, profile: Any) -> None:
    facts = {key: fact for key, fact in (profile[0] | profile[1]).items() if not key.startswith(("use.", "policy."))}
    assert _answer(name, facts).truth is Truth.FALSE


@given(
    st.sampled_from(
        ["leaves_regions", "under_jurisdiction", "under_group", "inputs_train", "kept_too_long", "notice_short"]
    ),
    _profiles(),
)
def test_own_hardware_is_never_rented(name: str, profile: Any) -> None:
    facts = {**profile[0], **profile[1], "host.location": Fact("host.location", "own_hardware", "test")}
    assert _answer(name, facts).truth is Truth.FALSE


def test_the_list_of_tests_is_closed_and_shared() -> None:
    assert set(HOSTING_TESTS) <= set(TESTS)
    assert all(TESTS[name].__doc__ for name in HOSTING_TESTS)
