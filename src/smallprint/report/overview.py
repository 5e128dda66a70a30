"""The page without a policy: what limits each model, and the answers that would settle most. Nothing can fail here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from smallprint.expression import leaves
from smallprint.model import Finding, Report
from smallprint.say import short_name
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.report.text import Pen

__all__ = ["GROUPS", "limit", "overview"]

#: Groups in the order of the page.
GROUPS = (
    ("free", "no limits on use"),
    ("conditions", "with conditions"),
    ("commercial", "not for commercial use"),
    ("unknown", "unknown"),
)
#: Concerns that limit use, strongest first: what the page says of a model, and in which order.
_ORDER = (
    "commercial-use", "territory", "user-cap", "revenue-cap", "output-use", "derivative-naming", "attribution",
    "derivative-licence", "field-of-use", "data-use", "use-policy",
)  # fmt: skip
_MOST_ALIKE = 3
_MOST_CLAUSES = 3
_MOST_SETS = 8

Clauses = tuple[tuple[str, str], ...]


def overview(report: Report, pen: Pen) -> Iterator[str]:
    """Lines of the page: models by what limits them, the clauses that bind, the questions, the next step."""
    from smallprint.report.text import problems, questions

    places: dict[str, list[str]] = {}
    for ref in report.refs:
        if ref.role == "dependency" and ref.ref != "?":
            node = report.graph.resolved.get(ref.canonical, ref.canonical)
            places.setdefault(node, []).append(f"{ref.place.file}:{ref.place.line}")
    findings: dict[str, list[Finding]] = {model: [] for model in places}
    for finding in report.findings:
        findings.setdefault(finding.model, []).append(finding)
    groups: dict[str, list[str]] = {}
    for model in places:
        groups.setdefault(limit(findings[model]), []).append(model)
    count = sum(len(found) for found in places.values())
    versions = f"smallprint {report.versions.get('smallprint', '')}, data {report.versions.get('data', '')}"
    yield from _title("No policy yet, so nothing can fail.", versions, pen)
    yield f"{len(places)} model{'' if len(places) == 1 else 's'} in {count} place{'' if count == 1 else 's'}"
    for name, title in GROUPS:
        models = sorted(groups.get(name, []))
        if models and name == "free":
            yield from pen.wrap(f"{len(models)} {title}", _listed(models, 4), column=22)
        elif models:
            yield f"  {pen.paint(f'{len(models)} {title}', 'bold')}"
            yield from _sets(models, places, report, findings, pen, unknown=name == "unknown")
    yield ""
    yield from questions(report.questions, pen)
    yield from problems(report, pen)
    yield "Next: smallprint init" if places else "No models found. smallprint models --all shows mentions too."


def _title(title: str, versions: str, pen: Pen) -> Iterator[str]:
    if len(title) + 2 + len(versions) <= pen.width:
        yield f"{pen.paint(title, 'bold')}  {versions}"
    else:
        yield pen.paint(title, "bold")
        yield versions


def limit(findings: list[Finding]) -> str:
    """What limits a model most, by the key of ``GROUPS``."""
    if any(finding.concern == "identity" for finding in findings):
        return "unknown"
    if any(finding.rule == "commercial-use" for finding in findings):
        return "commercial"
    return "conditions" if any(finding.concern in (*_ORDER, "lineage") for finding in findings) else "free"


def _sets(
    models: list[str],
    places: Mapping[str, list[str]],
    report: Report,
    findings: Mapping[str, list[Finding]],
    pen: Pen,
    *,
    unknown: bool,
) -> Iterator[str]:
    """Models whose clauses are the same stand together, so that a clause is read once."""
    alike: dict[Clauses, list[str]] = {}
    for model in models:
        alike.setdefault(tuple(_clauses(model, report, findings[model])), []).append(model)
    ordered = sorted(alike.items(), key=lambda item: (-len(item[1]), item[1]))
    for clauses, same in ordered[:_MOST_SETS]:
        for model in same[:_MOST_ALIKE]:
            where = places[model][0] + (f" +{len(places[model]) - 1}" if len(places[model]) > 1 else "")
            tail = "-> smallprint lock" if unknown else _head(model, report)
            yield from _entry(safe(model.partition(":")[2]), safe(where), safe(tail), pen)
        if len(same) > _MOST_ALIKE:
            yield from pen.wrap("", f"and {_listed(same[_MOST_ALIKE:], 3)}", indent=4, column=0)
        for says, section in clauses[:_MOST_CLAUSES]:
            yield from pen.wrap("", f"{says} {section}".rstrip(), indent=6, column=0)
        if len(clauses) > _MOST_CLAUSES:
            # Under a lenient label most clauses may be those of a base: the licence to read is the one that binds most.
            binding = Counter(finding.licence for finding in findings[same[0]] if finding.term)
            asked = binding.most_common(1)[0][0] if binding else _head(same[0], report)
            more = f"and {len(clauses) - _MOST_CLAUSES} more: smallprint explain {safe(asked)}"
            yield f"      {pen.paint(more, 'dim')}"
    rest = sum(len(same) for _, same in ordered[_MOST_SETS:])
    if rest:
        yield f"    and {rest} more models: smallprint models"


def _entry(name: str, where: str, tail: str, pen: Pen) -> Iterator[str]:
    """One model with its first place and its licence, on one line where it fits."""
    if 4 + len(name) + 2 + len(where) + 2 + len(tail) <= pen.width:
        yield f"    {name}  {pen.paint(where, 'dim')}  {tail}"
        return
    yield f"    {name}  {tail}"
    yield f"      {pen.paint(where, 'dim')}"


def _listed(models: list[str], most: int) -> str:
    rest = len(models) - most
    return ", ".join(short_name(model) for model in models[:most]) + (f", +{rest}" if rest > 0 else "")


def _head(model: str, report: Report) -> str:
    node = report.graph.nodes.get(model)
    return node.claims[0].expression if node and node.claims else "unknown"


def _clauses(model: str, report: Report, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """What limits a model: the label that misleads first, then the clauses with their sections, strongest first."""
    own = set(leaves(_head(model, report)))
    for finding in findings:
        if finding.concern == "lineage":
            yield finding.message, ""
    given: set[str] = set()
    bound = [finding for finding in findings if finding.term and finding.concern in _ORDER]
    for finding in sorted(
        bound, key=lambda finding: (_ORDER.index(finding.concern), finding.document, finding.section)
    ):
        if finding.plain not in given:
            given.add(finding.plain)
            yield finding.plain, f"{'' if finding.document in own else finding.document} {finding.section}".strip()
