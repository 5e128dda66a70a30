"""The report as JSON, schema ``smallprint/report/1``."""

from __future__ import annotations

import json
from typing import Any

from smallprint.model import Duty, Finding, Place, Report
from smallprint.report import Style
from smallprint.say import fact_value

__all__ = ["dumps", "finding_data", "render", "report_data"]


def render(report: Report, style: Style) -> str:
    """One JSON document, keys in the order of the schema, UTF-8 characters escaped."""
    return dumps(report_data(report, kept=style.show == "kept"))


def dumps(data: Any) -> str:
    """JSON in ASCII, indented, harmless in a log: ``##`` begins commands of CI runners, so the second is escaped."""
    return json.dumps(data, indent=2).replace("##", "#\\u0023")


def report_data(report: Report, *, kept: bool = False) -> dict[str, Any]:
    """The report as plain data."""
    data: dict[str, Any] = {
        "schema": "smallprint/report/1",
        "verdict": report.verdict,
        "scope": report.scope,
        "findings": [finding_data(finding) for finding in report.findings if finding.severity != "off"],
        "duties": [_duty(duty) for duty in report.duties],
        "questions": [
            {"fact": question.fact, "question": question.question, "settles": question.settles}
            for question in report.questions
        ],
        "coverage": dict(report.coverage),
        "problems": [
            {"file": problem.file, "line": problem.line, "reason": problem.reason} for problem in report.problems
        ],
        "summary": dict(report.summary),
        "policy": report.policy_file,
        "as_of": report.as_of,
        "versions": dict(report.versions),
    }
    if report.loosened:
        data["loosened"] = list(report.loosened)
    if kept:
        data["kept"] = [finding_data(finding) for finding in report.kept]
    return data


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    place = finding.places[0]
    return {
        "rule": finding.rule,
        "concern": finding.concern,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "verdict": finding.verdict.name.lower(),
        "model": finding.model,
        "licence": finding.licence,
        "document": finding.document,
        "term": finding.term,
        "section": finding.section,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "locations": [_place(item) for item in finding.places],
        "message": finding.message,
        "plain": finding.plain,
        "facts": {fact.name: {"value": fact_value(fact.value), "source": fact.source} for fact in finding.facts},
        "missing": list(finding.missing),
        "doubt": finding.doubt,
        "paths": [list(path) for path in finding.paths],
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "waived_by": finding.waived_by or None,
        "evidence": finding.evidence,
        "since": finding.since or None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "licence": duty.licence,
        "document": duty.document,
        "term": duty.term,
        "section": duty.section,
        "model": duty.model,
        "string": duty.string,
        "places": list(duty.wanted),
        "state": duty.state,
        "where": list(duty.where),
        "plain": duty.plain,
    }
