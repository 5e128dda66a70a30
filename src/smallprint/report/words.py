"""What several formats say of a finding, in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smallprint.model import Fact, Finding, Place, Report
from smallprint.say import fact_value, short_name
from smallprint.verdict import Verdict

__all__ = ["at", "clause", "count", "group_by_model", "head", "level", "live", "mentions", "route", "shown", "told"]


#: How many steps of a long route are shown from either end.
_SHOWN_STEPS = 3


def live(report: Report) -> tuple[Finding, ...]:
    """The findings that the policy has not switched off, waived ones included."""
    return tuple(finding for finding in report.findings if finding.severity != "off")


def shown(report: Report, *, verbose: bool) -> Iterator[Finding]:
    """What people see without asking: the violated, and the open ones with ``verbose`` or where they are errors."""
    for finding in live(report):
        if not finding.waived_by and (finding.verdict is Verdict.VIOLATED or verbose or finding.severity == "error"):
            yield finding


def level(finding: Finding) -> str:
    """``error``, or ``error, open`` where nobody could tell yet."""
    return finding.severity if finding.verdict is Verdict.VIOLATED else f"{finding.severity}, open"


def clause(finding: Finding) -> str:
    """``llama3.1 1.b.i: what it says``; empty for a finding that is about no clause."""
    if not finding.term:
        return ""
    section = f" {finding.section}" if finding.section else ""
    return f"{finding.document}{section}: {finding.plain}"


def told(fact: Fact) -> str:
    """``use.commercial: true, smallprint.yaml:9``."""
    return f"{fact.name}: {fact_value(fact.value)}, {fact.source}" if fact.name != "seen" else f"seen at {fact.source}"


def at(place: Place) -> str:
    """``app/chat.py:14``, or the file alone where the whole file is meant."""
    return f"{place.file}:{place.line}" if place.line else place.file


def route(path: Sequence[str]) -> str:
    """``chat -finetune-> Llama-3.1-8B`` for a lineage route of ids and relations; of a long one the ends."""
    steps = [f"-{relation}-> {short_name(parent)}" for relation, parent in zip(path[1::2], path[2::2], strict=True)]
    if len(steps) > 2 * _SHOWN_STEPS:
        steps[_SHOWN_STEPS:-_SHOWN_STEPS] = [f"... {len(steps) - 2 * _SHOWN_STEPS} more steps ..."]
    return " ".join([short_name(path[0]), *steps])


def count(number: int, noun: str) -> str:
    """``1 model``, ``2 models``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def mentions(report: Report) -> dict[str, list[Place]]:
    """Node id -> the places that depend on it, in the order of the tree."""
    places: dict[str, list[Place]] = {}
    for ref in report.refs:
        if ref.role == "dependency" and ref.ref != "?":
            places.setdefault(report.graph.resolved.get(ref.canonical, ref.canonical), []).append(ref.place)
    return {model: sorted(set(found)) for model, found in places.items()}


def head(model: str, report: Report) -> str:
    """The own licence of a model, as an expression of ids; ``unknown`` where nobody says."""
    node = report.graph.nodes.get(model)
    return node.claims[0].expression if node and node.claims else "unknown"


def group_by_model(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Model -> its findings, in the order of the report."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.model, []).append(finding)
    return groups
