"""The report as one HTML page that needs nothing else: no script, no font, no address is fetched.

All text goes through ``text.safe`` and Jinja's escaping. The page allows itself its own style sheet by digest and
nothing more (Content-Security-Policy), so that even a hole in the escaping could not run anything.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from smallprint.model import Finding, Report
from smallprint.report import Style
from smallprint.report.overview import GROUPS, limit
from smallprint.report.words import at, clause, count, group_by_model, head, live, mentions, route, told
from smallprint.say import short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]

#: State of a finding and of a model -> heading of its group, worst first.
_STATES = {
    "error": "Breaks the policy",
    "warning": "Look at these",
    "open": "Not settled yet",
    "waived": "Accepted for now",
    "fine": "Nothing to do",
}
_PLACES = 5
_HERE = Path(__file__).parent


def render(report: Report, style: Style) -> str:
    """The page: the verdict, models by what limits them, questions, duties, and what could not be read."""
    from jinja2 import Environment, StrictUndefined

    css = (_HERE / "page.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["count"] = count
    template = environment.from_string((_HERE / "page.html").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    csp = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return template.render(css=css, csp=csp, **_page(report, style)).rstrip() + "\n"


def _page(report: Report, style: Style) -> dict[str, Any]:
    # Without a policy nothing is on yet; what would bind is then the whole point of the page.
    findings = live(report) if report.policy_file else report.findings
    by_model = group_by_model(findings)
    used = mentions(report)
    kept = group_by_model(report.kept) if style.show == "kept" else {}
    models = [_model(name, by_model.get(name, []), kept.get(name, []), report, used) for name in {**used, **by_model}]
    groups = []
    for state, title in (_STATES if report.policy_file else dict(reversed(GROUPS))).items():
        members = sorted((model for model in models if model["state"] == state), key=lambda model: model["id"].lower())
        if members:
            groups.append({"state": state, "title": title, "models": members})
    open_terms = sum(question.settles for question in report.questions)
    return {
        "verdict": report.verdict,
        "policy": safe(report.policy_file),
        "partial": report.scope == "partial",
        "as_of": report.as_of,
        "versions": {name: safe(value) for name, value in report.versions.items()},
        "models": len(used),
        "places": sum(map(len, used.values())),
        "errors": sum(_state(finding) == "error" for finding in findings),
        "warnings": sum(_state(finding) == "warning" for finding in findings),
        "open": sum(_state(finding) == "open" for finding in findings),
        "waived": sum(_state(finding) == "waived" for finding in findings),
        "groups": groups,
        "questions": [
            {"fact": safe(question.fact), "question": safe(question.question), "settles": question.settles}
            for question in report.questions[:10]
        ],
        "open_terms": open_terms,
        "duties": _duties(report),
        "loosened": [safe(entry, 500) for entry in report.loosened],
        "problems": [
            {
                "where": safe(f"{problem.file}:{problem.line}" if problem.line else problem.file),
                "reason": safe(problem.reason),
            }
            for problem in report.problems
        ],
        "unnamed": [safe(at(ref.place)) for ref in report.refs if ref.ref == "?"],
    }  # fmt: skip


def _model(
    name: str, findings: list[Finding], kept: list[Finding], report: Report, used: dict[str, Any]
) -> dict[str, Any]:
    shown = sorted(
        (_finding(finding) for finding in findings), key=lambda finding: list(_STATES).index(finding["state"])
    )
    node = report.graph.nodes.get(name)
    places = [safe(at(place)) for place in used.get(name, ())]
    state = shown[0]["state"] if shown else "fine"
    return {
        "id": safe(name.partition(":")[2] or name or "the policy itself"),
        "ecosystem": safe(name.partition(":")[0]),
        # Nothing can fail without a policy: models stand by what limits them.
        "state": state if report.policy_file else limit(findings),
        "licence": safe(head(name, report)) if name in used else "",
        "limits": sorted({finding["concern"] for finding in shown if finding["state"] == "open"}),
        "bases": [f"{edge.relation} of {safe(short_name(edge.parent))}" for edge in node.parents] if node else [],
        "places": places[:_PLACES],
        "more_places": max(0, len(places) - _PLACES),
        "told": [finding for finding in shown if finding["state"] != "open"],
        "open": [finding for finding in shown if finding["state"] == "open"],
        "kept": [
            {
                "clause": safe(clause(finding), 1000),
                "facts": [safe(told(fact)) for fact in finding.facts if fact.source],
            }
            for finding in sorted(kept, key=lambda finding: (finding.document, finding.section))
            if finding.term
        ],
    }  # fmt: skip


def _state(finding: Finding) -> str:
    if finding.waived_by:
        return "waived"
    if finding.verdict is not Verdict.VIOLATED:
        return "open"
    return "error" if finding.severity == "error" else "warning"


def _finding(finding: Finding) -> dict[str, Any]:
    places = [safe(at(place)) for place in finding.places]
    return {
        "state": _state(finding),
        "severity": finding.severity,
        "rule": finding.rule,
        "concern": finding.concern,
        "message": safe(finding.message, 1000),
        "document": safe(finding.document) if finding.term else "",
        "section": safe(finding.section),
        "part_of": safe(finding.licence) if finding.term and finding.document != finding.licence else "",
        "plain": safe(finding.plain, 1000),
        "through": [safe(route(path), 500) for path in finding.paths[:3]],
        "facts": [safe(told(fact)) for fact in finding.facts if fact.source],
        "missing": [safe(name) for name in finding.missing],
        "doubt": safe(finding.doubt, 1000),
        "says_who": safe(finding.evidence) if finding.subject != "term" else "",
        "places": places[:_PLACES],
        "more_places": max(0, len(places) - _PLACES),
        "fix": safe(finding.fix, 1000),
        "waived_by": safe(finding.waived_by, 500),
        "since": safe(finding.since),
    }


def _duties(report: Report) -> list[dict[str, Any]]:
    """One line for each duty of a document, whatever model it comes from; what is still to do first."""
    order = ("missing", "open", "attested", "seen")
    lines: dict[tuple[str, str, str], dict[str, Any]] = {}
    for duty in sorted(
        report.duties, key=lambda duty: (order.index(duty.state), duty.document, duty.section, duty.term)
    ):
        line = lines.setdefault(
            (duty.document, duty.term, duty.state),
            {"document": safe(duty.document), "section": safe(duty.section), "state": duty.state,
             "plain": safe(duty.plain, 1000), "models": [], "where": [safe(where) for where in duty.where[:3]]},
        )  # fmt: skip
        name = safe(short_name(duty.model))
        if name not in line["models"]:
            line["models"].append(name)
    return list(lines.values())
