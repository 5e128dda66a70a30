"""How far from the line: where the organisation stands to every threshold in use, and what a change would set off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smallprint.condition import Context
from smallprint.model import Duty, Fact, Finding, Report, Term
from smallprint.predicates import TESTS
from smallprint.quantity import Quantity, Span
from smallprint.say import limit_words
from smallprint.verdict import Truth, Verdict

if TYPE_CHECKING:
    from smallprint.database import Database

__all__ = ["Change", "Row", "compare", "headroom"]

_STATES = {Truth.TRUE: "over", Truth.UNKNOWN: "open", Truth.FALSE: "below"}
_ORDER = ("over", "open", "below")
_VERDICTS = ("violated", "undetermined", "satisfied")


@dataclass(frozen=True, slots=True)
class Row:
    """One threshold of one licence, for the models that it binds."""

    document: str
    section: str
    term: str
    #: The threshold in words, whose figure counts, and the month of a snapshot (empty: any).
    limit: str
    of: str
    month: str
    then: str
    models: tuple[str, ...]
    #: The figure that the policy gives, as written, and the key that gives or would give it.
    figure: str
    fact: str
    #: Figure in hundredths of the line, where one number says it.
    share: float | None
    #: ``over``, ``below`` or ``open``: where the figure stands to the line.
    state: str
    #: What the whole term comes to, with its conditions and exemptions: ``violated``, ``undetermined``, ``satisfied``.
    verdict: str


def headroom(
    report: Report, database: Database, facts_for: Callable[[str, Sequence[str]], Mapping[str, Fact]]
) -> list[Row]:
    """Every threshold that the models of ``report`` meet, nearest to its line first.

    ``facts_for`` gives the facts in force for a file and the ids of a model, as ``Policy.facts_for`` does.
    """
    found: dict[tuple[Any, ...], Row] = {}
    for finding in (*report.findings, *report.kept):
        term = _term(finding, database)
        if term is None or not term.keys.get("limits"):
            continue
        facts = facts_for(finding.places[0].file, (finding.model,))
        for limit in term.keys["limits"]:
            row = _row(finding, term, limit, facts, database)
            key = (row.document, row.limit, row.of, row.month, row.figure)
            known = found.get(key)
            # Two clauses on one line (business here, research there) are one line; the one that binds is shown.
            models = tuple(sorted({*(known.models if known else ()), *row.models}))
            shown = known if known and _VERDICTS.index(known.verdict) <= _VERDICTS.index(row.verdict) else row
            found[key] = replace(shown, models=models)
    return sorted(
        found.values(),
        key=lambda row: (_ORDER.index(row.state), -(row.share or 0.0), row.document, row.section, row.limit),
    )


def _term(finding: Finding, database: Database) -> Term | None:
    licence = database.licence(finding.document) if finding.term else None
    return next((term for term in licence.terms if term.id == finding.term), None) if licence else None


def _row(finding: Finding, term: Term, limit: Mapping[str, Any], facts: Mapping[str, Fact], database: Database) -> Row:
    keys = {**term.keys, "limits": [limit]}
    answer = TESTS["over_limit"](Context(lookup=facts.get, vocabulary=database.vocabulary, term=keys))
    used = next((fact for fact in answer.used if isinstance(fact.value, Quantity)), None)
    return Row(
        document=finding.document,
        section=finding.section,
        term=term.id,
        limit=limit_words(limit),
        of=str(limit.get("of", "licensee")),
        month=str(limit.get("month", "")),
        then=str(term.keys.get("then", "display" if term.kind == "display" else "")),
        models=(finding.model,),
        figure=str(used.value) if used else "",
        fact=used.name if used else next(iter(answer.missing), ""),
        share=_share(used.value, limit) if used else None,
        state=_STATES[answer.truth],
        verdict=finding.verdict.name.lower(),
    )


def _share(figure: Quantity, limit: Mapping[str, Any]) -> float | None:
    """The figure as a share of the line: only for one number in the line's own currency."""
    month = str(limit.get("month", ""))
    span: Span | None = figure.at(month) if month and month != "release" else figure.latest()
    line = float(limit.get("over", limit.get("at_least", 0)))
    if span is None or span.low != span.high or not line or figure.currency != limit.get("currency", ""):
        return None
    return round(span.low / line, 4)


@dataclass(frozen=True, slots=True)
class Change:
    """What a supposed change does: findings that come or get worse, those that go, duties that fall due."""

    starts: tuple[Finding, ...]
    stops: tuple[Finding, ...]
    duties: tuple[Duty, ...]


def compare(before: Report, after: Report) -> Change:
    """Compare two reports on one tree."""
    old, new = _verdicts(before.findings), _verdicts(after.findings)
    owed = {(duty.document, duty.term, duty.model) for duty in before.duties}
    return Change(
        starts=tuple(_worse(after.findings, old)),
        stops=tuple(_worse(before.findings, new)),
        duties=tuple(duty for duty in after.duties if (duty.document, duty.term, duty.model) not in owed),
    )


def _verdicts(findings: Iterable[Finding]) -> dict[tuple[str, ...], Verdict]:
    worst: dict[tuple[str, ...], Verdict] = {}
    for finding in findings:
        key = _key(finding)
        worst[key] = min(worst.get(key, finding.verdict), finding.verdict, key=lambda verdict: verdict.value)
    return worst


def _worse(findings: Iterable[Finding], other: Mapping[tuple[str, ...], Verdict]) -> Iterator[Finding]:
    for finding in findings:
        was = other.get(_key(finding), Verdict.SATISFIED)
        if finding.verdict.value < was.value:
            yield finding


def _key(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.model, finding.licence, finding.document, finding.term)
