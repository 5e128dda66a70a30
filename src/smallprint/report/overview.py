"""The page without a policy: what limits each model, and the answers that would settle most. Nothing can fail here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smallprint.expression import leaves
from smallprint.model import Finding, Report
from smallprint.say import short_name
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.report.text import _Pen

__all__ = ["overview"]

#: Groups from worst to best: the first that fits a model takes it.
_GROUPS = (
    ("unknown", "unknown"),
    ("commercial", "not for commercial use"),
    ("conditions", "with conditions"),
    ("free", "no limits on use"),
)
#: What a clause is called in one line, by concern, strongest first.
_SAYS = {
    "commercial-use": "limits on commercial use",
    "territory": "no rights in some places",
    "user-cap": "a user limit",
    "revenue-cap": "a revenue limit",
    "output-use": "limits on training with outputs",
    "derivative-naming": "a naming rule",
    "attribution": "a text to show",
    "derivative-licence": "share-alike or limits on passing on",
    "field-of-use": "forbidden fields of use",
    "data-use": "data use by the provider",
    "use-policy": "restrictions to pass on",
}
_MOST_MODELS = 12
_MOST_CLAUSES = 3


def overview(report: Report, pen: _Pen) -> Iterator[str]:
    """Lines of the page: models by what limits them, the clauses that bind, the questions, the next step."""
    from smallprint.report.text import problems, questions

    places: dict[str, list[str]] = {}
    for ref in report.refs:
        if ref.role == "dependency" and ref.ref != "?":
            node = report.graph.resolved.get(ref.canonical, ref.canonical)
            places.setdefault(node, []).append(f"{ref.place.file}:{ref.place.line}")
    by_model: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_model.setdefault(finding.model, []).append(finding)
    groups: dict[str, list[str]] = {}
    for model in places:
        groups.setdefault(_group(model, report, by_model.get(model, [])), []).append(model)
    count = sum(len(found) for found in places.values())
    versions = f"smallprint {report.versions.get('smallprint', '')}, data {report.versions.get('data', '')}"
    yield f"{pen.paint('No policy yet, so nothing can fail.', 'bold')}  {versions}"
    yield f"{len(places)} model{'' if len(places) == 1 else 's'} in {count} place{'' if count == 1 else 's'}"
    for name, title in reversed(_GROUPS):
        models = sorted(groups.get(name, []))
        if not models:
            continue
        if name == "free":
            shown = ", ".join(short_name(model) for model in models[:4])
            more = f", +{len(models) - 4}" if len(models) > 4 else ""
            yield from pen.wrap(f"{len(models)} {title}", shown + more, column=22)
            continue
        yield f"  {pen.paint(f'{len(models)} {title}', 'bold')}"
        for model in models[:_MOST_MODELS]:
            yield from _model(model, places[model], report, by_model.get(model, []), pen, name)
        if len(models) > _MOST_MODELS:
            yield f"      and {len(models) - _MOST_MODELS} more: smallprint models"
    yield ""
    yield from questions(report.questions, pen)
    yield from problems(report, pen)
    yield "Next: smallprint init" if places else "No models found. smallprint models --all shows mentions too."


def _group(model: str, report: Report, findings: list[Finding]) -> str:
    if any(finding.concern == "identity" for finding in findings):
        return "unknown"
    bound = [finding for finding in findings if finding.term]
    if any(finding.rule == "commercial-use" for finding in bound):
        return "commercial"
    if any(finding.concern in _SAYS for finding in bound) or any(finding.concern == "lineage" for finding in findings):
        return "conditions"
    return "free"


def _model(
    model: str, places: list[str], report: Report, findings: list[Finding], pen: _Pen, group: str
) -> Iterator[str]:
    node = report.graph.nodes.get(model)
    head = node.claims[0].expression if node and node.claims else "unknown"
    where = places[0] + (f" +{len(places) - 1}" if len(places) > 1 else "")
    tail = "-> smallprint lock" if group == "unknown" else head
    yield f"      {safe(model.partition(':')[2])}  {pen.paint(safe(where), 'dim')}  {safe(tail)}"
    own = set(leaves(head))
    lines: list[tuple[str, str]] = []
    for finding in findings:
        if finding.concern == "lineage":
            lines.insert(0, (finding.message, ""))
    order = list(_SAYS)
    for finding in sorted(
        (item for item in findings if item.concern in order), key=lambda item: order.index(item.concern)
    ):
        if finding.concern == "commercial-use" or not finding.term or any(says == finding.plain for says, _ in lines):
            if not (finding.term and finding.concern == "commercial-use"):
                continue
        origin = finding.document if finding.document not in own else ""
        lines.append((finding.plain, f"{origin} {finding.section}".strip()))
    for says, section in lines[:_MOST_CLAUSES]:
        yield from pen.wrap("", f"{says} {section}".rstrip(), indent=8, column=0)
    if len(lines) > _MOST_CLAUSES:
        yield f"        {pen.paint(f'and {len(lines) - _MOST_CLAUSES} more: smallprint explain {safe(model)}', 'dim')}"
