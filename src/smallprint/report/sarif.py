"""The report as SARIF 2.1.0, for code scanning. Schema: OASIS, sarif-schema-2.1.0.

The fingerprint has no file in it: one model in forty files is one result with forty locations.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from smallprint.model import Finding, Place, Report
from smallprint.report import Style
from smallprint.report.json import dumps
from smallprint.say import short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note", "off": "none"}


def render(report: Report, style: Style) -> str:
    """One run with its rules, results and what could not be read."""
    findings = [finding for finding in report.findings if finding.severity != "off"]
    rules = sorted({finding.rule: finding for finding in findings}.items())
    index = {name: number for number, (name, _) in enumerate(rules)}
    driver = {
        "name": "smallprint",
        "version": report.versions.get("smallprint", ""),
        "informationUri": "https://github.com/smallprint-dev/smallprint",
        "rules": [_rule(name, finding) for name, finding in rules],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule]) for finding in findings],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {
                        "level": "warning",
                        "message": {"text": safe(problem.reason)},
                        "locations": [_location(Place(problem.file, problem.line))],
                    }
                    for problem in report.problems
                ],
            }
        ],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, finding: Finding) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": name.replace("-", " ").capitalize()},
        "helpUri": f"https://github.com/smallprint-dev/smallprint/blob/main/docs/rules.md#{name}",
        "properties": {"tags": ["licence", finding.concern]},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    violated = finding.verdict is Verdict.VIOLATED
    clause = f" {finding.document} {finding.section}: {finding.plain}" if finding.term else ""
    open_word = "" if violated else "Open: "
    text = f"{open_word}{short_name(finding.model)}: {finding.message}.{clause} Fix: {finding.fix}"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": "fail",
        "level": _LEVELS[finding.severity] if violated else "note",
        "message": {"text": safe(text, 2000)},
        "locations": [_location(finding.places[0])],
        "partialFingerprints": {"smallprint/v1": finding.fingerprint},
        "properties": {
            "model": safe(finding.model),
            "licence": safe(finding.licence),
            "document": safe(finding.document),
            "section": safe(finding.section),
            "verdict": finding.verdict.name.lower(),
            "confidence": finding.confidence,
            "missing": list(finding.missing),
        },
    }
    if len(finding.places) > 1:
        result["relatedLocations"] = [_location(place) for place in finding.places[1:100]]
    if finding.waived_by:
        result["suppressions"] = [{"kind": "external", "justification": safe(finding.waived_by)}]
    return result


def _uri(file: str) -> str:
    """A file name as a relative URI: its very bytes, where the system made surrogates of what is no UTF-8."""
    try:
        return quote(file.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(file, errors="replace")


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file), "uriBaseId": "%SRCROOT%"}}
    if place.line:
        region: dict[str, Any] = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
            if place.width:
                region["endColumn"] = place.column + place.width
        physical["region"] = region
    return {"physicalLocation": physical}
