"""Severities, waivers, inline ignores, the baseline, questions and the verdict of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.evaluate import Evaluation
from smallprint.judge import GRACE_DAYS, Judged, judge
from smallprint.model import Finding, Ignore, Place, Rule
from smallprint.policy import Policy, Waiver
from smallprint.verdict import Verdict

DATA = Database.open()
TODAY = "2026-11-22"
POLICY = Policy("smallprint.yaml", undetermined="warning", unknown_licence="warning")
VIOLATED, OPEN = Verdict.VIOLATED, Verdict.UNDETERMINED


def found(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "rule": "user-cap", "concern": "user-cap", "severity": "error", "confidence": "high", "verdict": VIOLATED,
        "model": "hf:acme/m", "licence": "lic", "document": "lic.aup", "term": "cap", "section": "2", "message": "m",
        "fix": "f.", "places": (Place("app.py", 3),), "fingerprint": "f1",
    }  # fmt: skip
    values.update(changes)
    if values["verdict"] is OPEN and "missing" not in changes:
        values["missing"] = ("use.commercial",)
    return Finding(**values)


def run(*findings: Finding, policy: Policy = POLICY, rules: Any = (), full: bool = False, **more: Any) -> Judged:
    settings: dict[str, Any] = {"today": TODAY, "scopes": {}, "digests": {}} | more
    return judge(Evaluation(findings), policy, rules, DATA.vocabulary, DATA.facts, full=full, **settings)


def level(finding: Finding, **more: Any) -> str:
    """The severity that a finding gets, or ``gone``."""
    judged = run(finding, **more).findings
    return judged[0].severity if judged else "gone"


# --- severities -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, "error"),
        ({"user-cap": "note"}, "note"),
        ({"user-cap": "off"}, "gone"),
        ({"cap-rule": "warning"}, "warning"),
        ({"cap-rule": "note", "user-cap": "off"}, "note"),
        ({"other": "off"}, "error"),
    ],
)
def test_the_policy_sets_a_severity_by_rule_then_by_concern(rules: Any, expected: str) -> None:
    assert level(found(rule="cap-rule"), policy=replace(POLICY, rules=rules)) == expected


@pytest.mark.parametrize(
    ("undetermined", "severity", "expected"),
    [
        ("warning", "error", "warning"),
        ("error", "error", "error"),
        ("error", "warning", "warning"),
        ("warning", "note", "note"),
        ("off", "error", "gone"),
    ],
)
def test_what_is_open_is_capped_by_the_policy(undetermined: Any, severity: Any, expected: str) -> None:
    policy = replace(POLICY, undetermined=undetermined)
    assert level(found(verdict=OPEN, severity=severity), policy=policy) == expected
    assert level(found(severity=severity), policy=policy) == severity


def test_an_unknown_licence_has_a_setting_of_its_own() -> None:
    for wanted, expected in (("error", "error"), ("warning", "warning"), ("off", "gone")):
        policy = replace(POLICY, unknown_licence=wanted, undetermined="off")
        assert level(found(rule="unknown-licence", concern="identity", verdict=OPEN), policy=policy) == expected
    policy = replace(POLICY, unknown_licence="off", undetermined="error", rules={"unknown-licence": "note"})
    assert level(found(rule="unknown-licence", concern="identity", verdict=OPEN), policy=policy) == "note"
    policy = replace(POLICY, unknown_licence="off", undetermined="error", rules={"identity": "note"})
    assert level(found(rule="unknown-licence", concern="identity", verdict=OPEN), policy=policy) == "note"


def test_without_a_policy_nothing_fails_and_what_is_open_is_kept_for_the_overview() -> None:
    bare = Policy()
    assert level(found(), policy=bare) == "warning"
    assert level(found(severity="note"), policy=bare) == "note"
    judged = run(found(), found(verdict=OPEN), policy=bare)
    assert [f.severity for f in judged.findings] == ["warning", "off"]
    assert judged.verdict == "incomplete"
    assert run(found(), policy=bare).verdict == "kept"
    # A severity that is asked for without a file is honoured all the same.
    assert level(found(), policy=replace(bare, rules={"user-cap": "off"})) == "gone"
    assert level(found(rule="cap"), policy=replace(bare, rules={"user-cap": "off"})) == "gone"
    assert level(found(rule="cap"), policy=replace(bare, rules={"cap": "off"})) == "gone"


def test_what_is_open_is_moot_where_the_same_licence_bars_the_use() -> None:
    other = found(verdict=OPEN, term="other", fingerprint="other")
    assert [f.verdict for f in run(found(), other).findings] == [VIOLATED]
    for kept in (
        replace(other, concern="lineage"),
        replace(other, model="hf:acme/other"),
        replace(other, licence="mit"),
        replace(other, use="lab"),
    ):
        assert len(run(found(), kept).findings) == 2
    # A bar that is lowered or accepted leaves the question.
    assert len(run(found(severity="warning"), other).findings) == 2
    assert len(run(replace(found(), concern="attribution"), replace(other, concern="attribution")).findings) == 2


def test_what_is_new_or_unsure_cannot_fail_a_build() -> None:
    for status in ("preview", "deprecated"):
        assert level(found(), rules=[_rule("user-cap", status=status)]) == "warning"
    assert level(found(), rules=[_rule("user-cap")]) == "error"
    assert level(found(), rules=[_rule("other", status="preview")]) == "error"
    assert level(found(confidence="low")) == "warning"
    assert level(found(confidence="medium")) == "error"
    assert level(found(confidence="low", severity="note")) == "note"
    assert level(found(confidence="low"), policy=replace(POLICY, rules={"user-cap": "error"})) == "warning"


def _rule(name: str, **changes: Any) -> Rule:
    return replace(next(rule for rule in DATA.rules if rule.id == "unused-waiver"), id=name, **changes)


@pytest.mark.parametrize("scope", ["test", "docs", "example"])
def test_nothing_exceeds_a_warning_in_tests_docs_and_examples(scope: str) -> None:
    assert level(found(), scopes={"app.py": scope}) == "warning"
    assert level(found(severity="note"), scopes={"app.py": scope}) == "note"
    both = found(places=(Place("app.py", 3), Place("b.py", 1)))
    assert level(both, scopes={"app.py": scope}) == "error"
    assert level(both, scopes={"app.py": scope, "b.py": scope}) == "warning"
    assert level(found(places=()), scopes={"app.py": scope}) == "error"


# --- waivers ----------------------------------------------------------------------------------------------------


_ENTRY = {"rule": "user-cap", "reason": "agreed with them", "owner": "me", "source": "smallprint.yaml:9"}


def waive(*, today: str = TODAY, digests: Any = None, finding: Finding | None = None, **waiver: Any) -> Finding:
    entry = Waiver(**{**_ENTRY, **waiver})
    (judged,) = run(
        finding or found(), policy=replace(POLICY, waivers=(entry,)), today=today, digests=digests or {}
    ).findings
    return judged


@pytest.mark.parametrize(
    "waiver",
    [
        {},
        {"model": "hf:acme/m"},
        {"licence": "lic"},
        {"licence": "lic.aup"},
        {"term": "cap"},
        {"fingerprint": "f1"},
        {"paths": ("app.py",)},
        {"paths": ("*.py",)},
        {"paths": ("b/**", "**")},
        {"model": "hf:acme/m", "licence": "lic", "term": "cap", "fingerprint": "f1", "paths": ("app.py",)},
    ],
)
def test_a_waiver_accepts_what_it_names(waiver: Any) -> None:
    assert waive(**waiver).waived_by == "smallprint.yaml:9"
    assert waive(**waiver).severity == "error"


@pytest.mark.parametrize(
    "waiver",
    [
        {"rule": "territory"},
        {"model": "hf:acme/other"},
        {"licence": "other"},
        {"term": "other"},
        {"fingerprint": "f2"},
        {"paths": ("b.py",)},
        {"model": "hf:acme/m", "term": "other"},
    ],
)
def test_a_waiver_accepts_nothing_else(waiver: Any) -> None:
    assert waive(**waiver).waived_by == ""


def test_a_waiver_may_name_the_concern_and_must_cover_every_place() -> None:
    assert waive(finding=found(rule="cap-rule")).waived_by
    assert waive(rule="cap-rule", finding=found(rule="cap-rule")).waived_by
    both = found(places=(Place("a/x.py", 1), Place("b/y.py", 1)))
    assert not waive(paths=("a/**",), finding=both).waived_by
    assert waive(paths=("a/**", "b/**"), finding=both).waived_by
    assert waive(source="").waived_by == "waiver user-cap"


@pytest.mark.parametrize(
    ("until", "waived", "severity"),
    [
        ("", True, "error"),
        ("2027-01-01", True, "error"),
        ("2026-11-22", True, "error"),  # its last day is included
        ("2026-11-21", False, "warning"),  # then it warns for two weeks
        ("2026-11-08", False, "warning"),
        ("2026-11-07", False, "error"),  # then it is gone
        ("2026-02-31", False, "error"),  # a day that is none has passed
    ],
)
def test_a_waiver_ends_warns_and_lapses(until: str, waived: bool, severity: str) -> None:
    finding = waive(until=until)
    assert (bool(finding.waived_by), finding.severity) == (waived, severity)
    assert finding.since == (until if severity == "warning" else "")
    assert GRACE_DAYS == 14


def test_a_waiver_past_its_day_never_raises_a_severity() -> None:
    assert waive(until="2026-11-20", finding=found(severity="note")).severity == "note"


def test_a_waiver_of_another_text_accepts_nothing() -> None:
    for digest, current, waived in (
        ("abc", "abcdef", True),
        ("abc", "xyz", False),
        ("abc", "", True),
        ("", "xyz", True),
    ):
        assert bool(waive(licence="lic", digest=digest, digests={"lic": current}).waived_by) == waived
    assert waive(digest="abc", digests={"lic": "xyz"}).waived_by, "a digest is of the licence that the waiver names"


def test_the_next_waiver_counts_where_one_has_ended() -> None:
    first = Waiver("user-cap", "r", "me", until="2020-01-01", source="p:1")
    second = Waiver("user-cap", "r", "me", source="p:2")
    assert run(found(), policy=replace(POLICY, waivers=(first, second))).findings[0].waived_by == "p:2"


def test_the_next_waiver_counts_where_one_speaks_of_other_places() -> None:
    first = Waiver("user-cap", "r", "me", paths=("elsewhere/**",), source="p:1")
    second = Waiver("user-cap", "r", "me", source="p:2")
    assert run(found(), policy=replace(POLICY, waivers=(first, second))).findings[0].waived_by == "p:2"


def _waivers(full: bool = True, policy: Policy = POLICY, **waiver: Any) -> dict[str, Finding]:
    entry = Waiver(**{**_ENTRY, "model": "hf:acme/m", **waiver})
    policy = replace(policy, waivers=(entry,))
    judged = run(found(), policy=policy, rules=DATA.rules, full=full, digests={"lic": "abcdef"})
    # Rules on terms and models have no say on waivers.
    return {f.rule: f for f in judged.findings if f.rule != "user-cap"}


@pytest.mark.parametrize(
    ("waiver", "rules"),
    [
        ({}, set()),
        ({"model": ""}, {"broad-waiver"}),
        ({"model": "", "licence": "lic"}, set()),
        ({"model": "", "paths": ("app.py",)}, set()),
        ({"model": "", "fingerprint": "f1"}, set()),
        ({"reason": "because"}, {"unreasoned-waiver"}),
        ({"reason": "asked them"}, set()),
        ({"model": "hf:acme/gone"}, {"unused-waiver"}),
        ({"rule": "territory"}, {"unused-waiver"}),
        ({"until": "2026-11-21"}, {"expired-waiver"}),
        ({"until": "2026-11-22"}, {"ending-waiver"}),
        ({"until": "2026-12-22"}, {"ending-waiver"}),
        ({"until": "2026-12-23"}, set()),
        ({"licence": "lic", "digest": "abc"}, set()),
        ({"licence": "lic", "digest": "xyz"}, {"outdated-waiver"}),
    ],
)
def test_waivers_are_findings_themselves(waiver: Any, rules: set[str]) -> None:
    assert set(_waivers(**waiver)) == rules
    assert _waivers(full=False, **waiver) == {}, "a partial run does not see what a waiver is for"


def test_a_finding_on_a_waiver() -> None:
    finding = _waivers(model="hf:acme/gone")["unused-waiver"]
    assert finding.message == "the waiver for user-cap of hf:acme/gone matches no finding"
    assert finding.places == (Place("smallprint.yaml", 9),)
    assert (finding.severity, finding.verdict, finding.confidence, finding.section) == ("warning", VIOLATED, "high", "")
    assert [fact.source for fact in finding.facts] == ["smallprint.yaml:9"]
    assert _waivers(model="hf:acme/gone", source="base")["unused-waiver"].places == (Place("base"),)
    others = [_waivers(**{"model": "hf:acme/gone", **more})["unused-waiver"] for more in
              ({"rule": "territory"}, {"model": "hf:acme/x"}, {"licence": "lic"}, {"term": "t"})]  # fmt: skip
    assert len({finding.fingerprint, *(other.fingerprint for other in others)}) == 5
    assert len(finding.fingerprint) == 16
    assert _waivers(until="2026-11-21")["expired-waiver"].message.endswith(" of hf:acme/m ran out on 2026-11-21")
    broad = _waivers(model="")["broad-waiver"].message
    assert broad == "the waiver for user-cap names no model, licence, path or fingerprint"


def test_the_severity_of_a_finding_on_a_waiver() -> None:
    for rules, expected in (
        ({"unused-waiver": "error"}, "error"),
        ({"waiver": "note"}, "note"),
        ({"waiver": "off"}, ""),
    ):
        policy = replace(POLICY, rules=rules)
        finding = _waivers(policy=policy, model="hf:acme/gone").get("unused-waiver")
        assert (finding.severity if finding else "") == expected
    waiver = Waiver("user-cap", "agreed with them", "me", model="hf:acme/gone", source="p:1")
    preview = [_rule("unused-waiver", status="preview")]
    policy = replace(POLICY, waivers=(waiver,), rules={"unused-waiver": "error"})
    assert [f.severity for f in run(policy=policy, rules=preview, full=True).findings] == ["warning"]


# --- inline ignores and the baseline --------------------------------------------------------------------------------


def ignore(line: int = 3, *rules: str, until: str = "", file: str = "app.py", at: int = 0) -> Ignore:
    return Ignore(Place(file, at or line), line, rules, "we asked them", until)


@pytest.mark.parametrize(
    ("entry", "waived"),
    [
        (ignore(), True),
        (ignore(3, "user-cap"), True),
        (ignore(3, "territory", "user-cap"), True),
        (ignore(3, "territory"), False),
        (ignore(4), False),
        (ignore(file="b.py"), False),
        (ignore(until="2026-11-22"), True),
        (ignore(until="2026-11-21"), False),
        (ignore(at=2), True),
    ],
)
def test_an_inline_ignore_covers_its_line(entry: Ignore, waived: bool) -> None:
    (finding,) = run(found(), ignored=[entry]).findings
    assert finding.waived_by == ("app.py:3" if waived else "")
    (finding,) = run(found(rule="cap-rule"), ignored=[entry]).findings
    assert bool(finding.waived_by) == waived, "by the concern too"


def test_an_inline_ignore_may_name_the_rule_or_the_concern() -> None:
    for name, waived in (("cap-rule", True), ("user-cap", True), ("cap", False)):
        (finding,) = run(found(rule="cap-rule"), ignored=[ignore(3, name)]).findings
        assert bool(finding.waived_by) == waived


def test_an_ignore_takes_its_place_out_and_leaves_the_others() -> None:
    both = found(places=(Place("app.py", 3), Place("app.py", 9)))
    (finding,) = run(both, ignored=[ignore()]).findings
    assert (finding.waived_by, finding.places) == ("", (Place("app.py", 9),))
    (finding,) = run(both, ignored=[ignore(), ignore(9)]).findings
    assert (finding.waived_by, len(finding.places)) == ("app.py:3", 2)
    assert run(both, ignored=[]).findings == (both,)


def test_an_ignore_that_accepts_nothing_is_said_in_a_full_run_only() -> None:
    rules = [rule for rule in DATA.rules if rule.subject == "tree"]
    told = run(found(), ignored=[ignore(), ignore(7, "user-cap")], rules=rules, full=True).findings
    assert [(f.subject, f.places[0].line) for f in told if f.subject == "tree"] == [("tree", 7)]
    assert [f.subject for f in run(found(), ignored=[ignore(7)], rules=rules).findings] == ["term"]
    # One that has run out still met its finding: it is not unused.
    told = run(found(), ignored=[ignore(until="2026-01-01")], rules=rules, full=True).findings
    assert {f.rule for f in told if f.subject == "tree"}.isdisjoint({"unused-ignore"})


def test_the_baseline_accepts_old_findings() -> None:
    (finding,) = run(found(), baseline={"f1": "violated"}, baseline_name="old").findings
    assert finding.waived_by == "old"
    assert run(found(), baseline={"f2": "violated"}, baseline_name="old").findings[0].waived_by == ""
    # What was open then and is broken now is news; the other way round is not.
    assert run(found(), baseline={"f1": "undetermined"}, baseline_name="old").findings[0].waived_by == ""
    for then in ("undetermined", "violated"):
        (finding,) = run(found(verdict=OPEN), baseline={"f1": then}, baseline_name="old").findings
        assert finding.waived_by == "old"
    waiver = Waiver("user-cap", "r", "me", source="p:1")
    policy = replace(POLICY, waivers=(waiver,))
    assert run(found(), policy=policy, baseline={"f1": "violated"}, baseline_name="old").findings[0].waived_by == "p:1"


# --- order, questions, verdict -------------------------------------------------------------------------------------


def test_the_order_is_by_severity_then_verdict_then_place() -> None:
    findings = [
        found(severity="note", model="a"),
        found(severity="error", places=(Place("z.py", 1),), model="b"),
        found(severity="error", places=(Place("b.py", 1),), model="d"),
        found(severity="error", places=(Place("b.py", 1),), model="c"),
        found(severity="warning", model="e"),
        found(severity="error", verdict=OPEN, model="f"),
    ]
    policy = replace(POLICY, undetermined="error")
    assert [f.model for f in run(*findings, policy=policy).findings] == ["c", "d", "b", "f", "e", "a"]
    assert run(*findings, policy=policy).findings == run(*reversed(findings), policy=policy).findings


def _asked(*missing: tuple[str, ...], **more: Any) -> list[tuple[str, int]]:
    findings = [
        found(verdict=OPEN, missing=names, doubt="d", fingerprint=str(index)) for index, names in enumerate(missing)
    ]
    return [(question.fact, question.settles) for question in run(*findings, **more).questions]


def test_questions_stand_in_the_order_in_which_they_settle_most() -> None:
    a, b, c = "use.activities", "use.commercial", "use.fields"
    assert _asked() == []
    assert _asked((a,)) == [(a, 1)]
    assert _asked((a,), (b,), (b,)) == [(b, 2), (a, 1)]
    # One answer that settles alone goes before one that is asked more often but never alone.
    assert _asked((a,), (b, c), (b, c)) == [(a, 1), (c, 0), (b, 2)]
    assert _asked((a, b), (a,), (b,), (a,)) == [(a, 2), (b, 2)]
    assert _asked((), ()) == []
    assert _asked((), (a,)) == [(a, 1)], "what no fact settles is not counted"
    assert sum(settles for _, settles in _asked((a, b), (b, c), (a, c), (a,))) == 4


def test_a_question_is_asked_as_the_data_words_it() -> None:
    (question,) = run(found(verdict=OPEN)).questions
    assert (question.fact, question.key) == ("use.commercial", "use.commercial")
    assert question.question == DATA.facts["use.commercial"]["question"]
    (question,) = run(found(verdict=OPEN, missing=("organisation.country",))).questions
    assert question.key == "organisation.country"
    (question,) = run(found(verdict=OPEN, missing=("model.parents_known",))).questions
    assert (question.key, question.question) == ("", DATA.facts["model.parents_known"]["question"])
    (question,) = run(found(verdict=OPEN, missing=("made.up",))).questions
    assert question.question == "What is made.up?"


def test_what_is_waived_or_broken_asks_nothing() -> None:
    policy = replace(POLICY, waivers=(Waiver("user-cap", "r", "me"),))
    assert run(found(verdict=OPEN), policy=policy).questions == ()
    assert run(found(missing=("use.commercial",))).questions == ()


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "kept"),
        ([found()], "broken"),
        ([found(severity="warning")], "kept"),
        ([found(severity="note")], "kept"),
        ([found(verdict=OPEN)], "incomplete"),
        ([found(verdict=OPEN), found()], "broken"),
        ([found(verdict=OPEN), found(severity="warning")], "incomplete"),
    ],
)
def test_the_verdict(findings: Any, verdict: str) -> None:
    assert run(*findings).verdict == verdict
    waived = replace(POLICY, waivers=(Waiver("user-cap", "r", "me"),))
    assert run(*findings, policy=waived).verdict == "kept"


def test_what_is_open_is_incomplete_and_never_broken() -> None:
    assert run(found(verdict=OPEN), policy=replace(POLICY, undetermined="error")).verdict == "incomplete"
    assert run(found(verdict=OPEN), policy=replace(POLICY, undetermined="off")).verdict == "kept"


# --- what the drill of mutants left standing --------------------------------------------------------------------------


def test_a_finding_that_is_off_hides_no_other() -> None:
    policy = replace(POLICY, rules={"quiet": "off"})
    judged = run(found(rule="quiet", fingerprint="a"), found(fingerprint="b"), policy=policy)
    assert [finding.fingerprint for finding in judged.findings] == ["b"]


@pytest.mark.parametrize(
    "concern", ["commercial-use", "user-cap", "revenue-cap", "territory", "field-of-use", "output-use"]
)
def test_each_of_these_concerns_bars_the_use(concern: str) -> None:
    other = found(verdict=OPEN, concern=concern, term="other", fingerprint="other")
    assert len(run(found(concern=concern), other).findings) == 1


@pytest.mark.parametrize(("until", "places"), [("", 1), (TODAY, 1), ("2026-11-21", 2)])
def test_a_waiver_by_path_takes_its_places_away_while_it_holds(until: str, places: int) -> None:
    waiver = Waiver("user-cap", reason="a test", owner="o", until=until, paths=("lab/**",))
    two = found(places=(Place("app.py", 3), Place("lab/x.py", 1)))
    assert len(run(two, policy=replace(POLICY, waivers=(waiver,))).findings[0].places) == places


def test_findings_on_different_waivers_are_different() -> None:
    waivers = tuple(
        Waiver(rule, reason="no more", owner="o", until="2020-01-01", licence=licence, term=term, model=model)
        for rule in ("user-cap", "territory")
        for licence in ("lic", "mit")
        for term in ("cap", "")
        for model in ("hf:a/b", "hf:a/c")
    )
    judged = run(policy=replace(POLICY, waivers=waivers), rules=DATA.rules, full=True).findings
    expired = [finding.fingerprint for finding in judged if finding.rule == "expired-waiver"]
    assert len(expired) == len(set(expired)) == 16
