"""Findings x policy x date -> report. Pure: severities, waivers, questions and the verdict of the run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from smallprint.condition import Answer, Context, evaluate
from smallprint.model import EMPTY, Fact, Finding, Ignore, Place, Question, Rule
from smallprint.predicates import TESTS
from smallprint.tidy import Leftover, baseline_leftovers, ignore_leftovers, tree_findings
from smallprint.verdict import Truth, Verdict

if TYPE_CHECKING:
    from smallprint.database import Vocabulary
    from smallprint.evaluate import Evaluation
    from smallprint.policy import Policy, Waiver

__all__ = ["GRACE_DAYS", "Judged", "judge"]

#: A waiver past its day warns for so long, then lapses.
GRACE_DAYS = 14
_REMIND_DAYS = 30
#: In these folders nothing exceeds a warning.
_LENIENT = frozenset({"test", "docs", "example"})

Level = Literal["error", "warning", "note", "off"]


class Judged:
    """What judging gives: findings with their severities and waivers, the questions, and the verdict."""

    def __init__(
        self,
        findings: tuple[Finding, ...],
        questions: tuple[Question, ...],
        verdict: Literal["kept", "broken", "incomplete"],
    ) -> None:
        self.findings = findings
        self.questions = questions
        self.verdict = verdict


def judge(
    evaluation: Evaluation,
    policy: Policy,
    rules: Sequence[Rule],
    vocabulary: Vocabulary,
    facts: Mapping[str, Mapping[str, Any]],
    *,
    today: str,
    scopes: Mapping[str, str],
    digests: Mapping[str, str],
    full: bool,
    ignored: Iterable[Ignore] = (),
    leftovers: Iterable[Leftover] = (),
    baseline: Mapping[str, str] = EMPTY,
    baseline_name: str = "",
    hook: bool = False,
) -> Judged:
    """Apply severities, waivers and the baseline, and come to a verdict.

    ``scopes`` maps files to ``test``, ``docs`` or ``example``; ``digests`` licence ids to the digest of their text;
    ``ignored`` holds the inline ignores, ``leftovers`` what was compared of the policy, ``baseline`` the fingerprints
    of old findings with their verdict. Rules on waivers and the tree run only when the run is ``full``. In a ``hook``,
    a run on the files of a change, what the date alone brings about only warns.
    """
    status = {rule.id: rule.status for rule in rules}
    judged: list[Finding] = []
    used: Counter[int] = Counter()
    inline = tuple(ignored)
    hits: set[int] = set()
    for finding in evaluation.findings:
        severity = _severity(finding, policy, status, scopes)
        if severity == "off" and (policy.file or finding.rule in policy.rules or finding.concern in policy.rules):
            continue
        if finding.since and hook:
            # Nobody who commits today brought it about: the full run fails, the hook tells.
            severity = _least(severity, "warning")
        # Without a policy the open findings are kept at "off": they fail nothing, but they are what the overview shows.
        finding = replace(finding, severity=severity)
        finding = _waived(finding, policy, today, digests, used, inline, hits)
        judged.append(_known(finding, baseline, baseline_name))
    judged = _without_moot(judged)
    if full:
        judged.extend(_waiver_findings(policy, rules, vocabulary, today, digests, used, status))
        seen = {finding.fingerprint for finding in judged}
        found = (
            *leftovers,
            *ignore_leftovers(inline, hits, today),
            *baseline_leftovers(baseline_name, baseline, seen),
        )
        judged.extend(tree_findings(found, rules, vocabulary, lambda rule: _level(rule, policy, status)))
    judged.sort(key=lambda f: (_ORDER[f.severity], f.verdict.value, f.places, f.model, f.rule, f.licence, f.term))
    return Judged(tuple(judged), _questions(judged, facts), _verdict(judged, policy))


#: Concerns in which one broken clause bars the use: what others of the same licence leave open is moot until then.
_BARS = frozenset({"commercial-use", "user-cap", "revenue-cap", "territory", "field-of-use", "output-use"})


def _without_moot(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what is open where the same licence already bars this use of the model on the same concern."""

    def key(finding: Finding) -> tuple[str, ...]:
        return finding.concern, finding.model, finding.licence, finding.use

    barred = {
        key(finding)
        for finding in findings
        if finding.concern in _BARS and finding.verdict is Verdict.VIOLATED and finding.severity == "error"
        if not finding.waived_by
    }
    return [finding for finding in findings if finding.verdict is Verdict.VIOLATED or key(finding) not in barred]


_ORDER = {"error": 0, "warning": 1, "note": 2, "off": 3}


def _severity(finding: Finding, policy: Policy, status: Mapping[str, str], scopes: Mapping[str, str]) -> Level:
    level: Level = policy.rules.get(finding.rule) or policy.rules.get(finding.concern) or finding.severity
    if finding.rule == "unknown-licence" and finding.rule not in policy.rules and finding.concern not in policy.rules:
        level = policy.unknown_licence
    elif finding.verdict is Verdict.UNDETERMINED and level != "off":
        level = _least(level, policy.undetermined)
    if finding.verdict is Verdict.VIOLATED and not policy.file and level == "error":
        level = "warning"
    if status.get(finding.rule) in ("preview", "deprecated") or finding.confidence == "low":
        level = _least(level, "warning")
    if finding.places and all(scopes.get(place.file) in _LENIENT for place in finding.places):
        level = _least(level, "warning")
    return level


def _least(first: Level, second: Level) -> Level:
    return max(first, second, key=lambda name: _ORDER[name])


# --- waivers -------------------------------------------------------------------------------------------------------


def _waived(
    finding: Finding,
    policy: Policy,
    today: str,
    digests: Mapping[str, str],
    used: Counter[int],
    inline: Sequence[Ignore],
    hits: set[int],
) -> Finding:
    for index, waiver in enumerate(policy.waivers):
        if not _speaks_of(waiver, finding):
            continue
        rest = _outside(waiver, finding)
        if finding.places and len(rest) == len(finding.places):
            continue
        used[index] += 1
        if _outdated(waiver, digests) or _lapsed(waiver, today):
            continue
        if rest:
            if not waiver.until or waiver.until >= today:
                finding = replace(finding, places=rest)
            continue
        if waiver.until and waiver.until < today:
            return replace(finding, severity=_least(finding.severity, "warning"), since=waiver.until)
        return replace(finding, waived_by=waiver.source or f"waiver {waiver.rule}")
    covered = []
    for place in finding.places:
        matching = [index for index, ignore in enumerate(inline) if _ignores(ignore, finding, place)]
        hits.update(matching)
        if any(not inline[index].until or inline[index].until >= today for index in matching):
            covered.append(place)
    if covered and len(covered) == len(finding.places):
        return replace(finding, waived_by=f"{covered[0].file}:{covered[0].line}")
    if covered:
        return replace(finding, places=tuple(place for place in finding.places if place not in covered))
    return finding


def _known(finding: Finding, baseline: Mapping[str, str], name: str) -> Finding:
    """Accept what the baseline holds; what was open then and is broken now is news."""
    verdict = baseline.get(finding.fingerprint)
    if verdict is None or finding.waived_by:
        return finding
    worse = verdict == "undetermined" and finding.verdict is Verdict.VIOLATED
    return finding if worse else replace(finding, waived_by=name)


def _ignores(ignore: Ignore, finding: Finding, place: Place) -> bool:
    """Whether an inline ignore speaks of this finding at this place; whether it still holds is another matter."""
    if (place.file, place.line) != (ignore.place.file, ignore.line):
        return False
    return not ignore.rules or finding.rule in ignore.rules or finding.concern in ignore.rules


def _speaks_of(waiver: Waiver, finding: Finding) -> bool:
    if waiver.fingerprint and waiver.fingerprint != finding.fingerprint:
        return False
    if waiver.rule not in (finding.rule, finding.concern):
        return False
    for wanted, actual in (
        (waiver.model, (finding.model,)),
        (waiver.licence, (finding.licence, finding.document)),
        (waiver.term, (finding.term,)),
    ):
        if wanted and wanted not in actual:
            return False
    return True


def _outside(waiver: Waiver, finding: Finding) -> tuple[Place, ...]:
    """The places of a finding that the waiver's paths leave out."""
    if not waiver.paths:
        return ()
    from smallprint.policy import _glob

    return tuple(place for place in finding.places if not any(_glob(place.file, glob) for glob in waiver.paths))


def _outdated(waiver: Waiver, digests: Mapping[str, str]) -> bool:
    current = digests.get(waiver.licence, "")
    return bool(waiver.digest and current and not current.startswith(waiver.digest))


def _lapsed(waiver: Waiver, today: str) -> bool:
    return bool(waiver.until) and today > _plus(waiver.until, GRACE_DAYS)


def _plus(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _waiver_findings(
    policy: Policy,
    rules: Sequence[Rule],
    vocabulary: Vocabulary,
    today: str,
    digests: Mapping[str, str],
    used: Counter[int],
    status: Mapping[str, str],
) -> Iterable[Finding]:
    """Waivers that expired, that accept nothing, or that accepted another text are findings themselves."""
    for rule in rules:
        if rule.subject != "waiver":
            continue
        for index, waiver in enumerate(policy.waivers):
            values = {
                "waiver.expired": bool(waiver.until) and waiver.until < today,
                "waiver.used": used[index] > 0,
                "waiver.outdated": _outdated(waiver, digests),
                "waiver.broad": not (waiver.model or waiver.licence or waiver.fingerprint or waiver.paths),
                "waiver.ends_soon": bool(waiver.until) and today <= waiver.until <= _plus(today, _REMIND_DAYS),
                "waiver.reasoned": len(waiver.reason.split()) > 1,
            }
            facts = {name: Fact(name, value, waiver.source) for name, value in values.items()}
            answer: Answer = evaluate(rule.violated_when, Context(lookup=facts.get, vocabulary=vocabulary), TESTS)
            level = _level(rule, policy, status)
            if answer.truth is Truth.TRUE and level != "off":
                yield _waiver_finding(rule, waiver, level, answer)


def _level(rule: Rule, policy: Policy, status: Mapping[str, str]) -> Level:
    """The severity of a rule on waivers or the tree under this policy; a preview cannot fail a build."""
    level: Level = policy.rules.get(rule.id) or policy.rules.get(rule.concern) or rule.severity
    return _least(level, "warning") if status.get(rule.id) == "preview" else level


def _waiver_finding(rule: Rule, waiver: Waiver, level: Level, answer: Answer) -> Finding:
    detail = f"for {waiver.rule}" + (f" of {waiver.model}" if waiver.model else "")
    words = {"detail": detail, "date": waiver.until, "licence": waiver.licence}
    file, _, line = waiver.source.rpartition(":")
    place = Place(file, int(line)) if line.isdigit() else Place(waiver.source)
    return Finding(
        rule=rule.id, concern=rule.concern, severity=level, confidence="high", verdict=Verdict.VIOLATED,
        model=waiver.model,
        licence=waiver.licence, document=waiver.licence, term=waiver.term, section="",
        message=rule.message.format_map(words),
        fix=rule.fix.format_map(words), places=(place,), facts=answer.used, subject="waiver",
        fingerprint=hashlib.sha256(f"{rule.id}\0{detail}\0{waiver.licence}\0{waiver.term}".encode()).hexdigest()[:16],
    )  # fmt: skip


# --- questions and verdict -----------------------------------------------------------------------------------------


def _questions(findings: Sequence[Finding], facts: Mapping[str, Mapping[str, Any]]) -> tuple[Question, ...]:
    """The facts that nobody stated, those first that settle most alone or together with what is already asked."""
    open_findings = [
        set(finding.missing)
        for finding in findings
        if finding.verdict is Verdict.UNDETERMINED and not finding.waived_by
    ]
    asked: list[Question] = []
    known: set[str] = set()
    rest = [missing for missing in open_findings if missing]
    while rest:
        counts = Counter(name for missing in rest for name in missing - known)
        if not counts:
            break
        alone = Counter(next(iter(missing - known)) for missing in rest if len(missing - known) == 1)
        best = max(counts, key=lambda name: (alone[name], counts[name], name))
        known.add(best)
        settled = [missing for missing in rest if missing <= known]
        rest = [missing for missing in rest if not missing <= known]
        question = facts.get(best, {}).get("question", f"What is {best}?")
        asked.append(Question(best, question, len(settled), best if best.startswith(("organisation.", "use.")) else ""))
    return tuple(asked)


def _verdict(findings: Sequence[Finding], policy: Policy) -> Literal["kept", "broken", "incomplete"]:
    unwaived = [finding for finding in findings if not finding.waived_by]
    if any(finding.severity == "error" and finding.verdict is Verdict.VIOLATED for finding in unwaived):
        return "broken"
    if any(finding.verdict is Verdict.UNDETERMINED for finding in unwaived):
        return "incomplete"
    return "kept"
