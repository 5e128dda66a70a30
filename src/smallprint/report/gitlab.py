"""The report for GitLab's merge request widget.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, a list of issues with
``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location``. The widget compares fingerprints
between branches, so each must occur once.
"""

from __future__ import annotations

import hashlib
from typing import Any

from smallprint.model import Finding, Report
from smallprint.report import Style
from smallprint.report.json import dumps
from smallprint.report.words import clause, shown
from smallprint.say import short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]

#: ``info minor major critical blocker`` are all that GitLab takes.
_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(report: Report, style: Style) -> str:
    """A list of issues; what is open comes along with ``-v`` or where it is an error."""
    issues: list[dict[str, Any]] = []
    taken: set[str] = set()
    for finding in shown(report, verbose=style.verbose):
        issue = _issue(finding)
        # Two policies of one repository may judge the same model: the second issue is told apart by its place.
        while issue["fingerprint"] in taken:
            issue["fingerprint"] = _digest(issue["fingerprint"], finding.places[0].file)
        taken.add(issue["fingerprint"])
        issues.append(issue)
    return dumps(issues)


def _issue(finding: Finding) -> dict[str, Any]:
    place = finding.places[0]
    violated = finding.verdict is Verdict.VIOLATED
    says = clause(finding)
    text = f"{short_name(finding.model)}: {finding.message}" if finding.model else finding.message
    return {
        "description": safe(f"{'' if violated else 'Open: '}{text}{f' ({says})' if says else ''}", 1000),
        "check_name": finding.rule,
        "fingerprint": _digest(finding.fingerprint or f"{finding.rule}\0{finding.model}"),
        "severity": _SEVERITIES[finding.severity] if violated else "info",
        # GitLab wants a line; the first one stands for the whole file.
        "location": {"path": safe(place.file, 4000), "lines": {"begin": max(1, place.line)}},
        "content": {"body": safe(f"Fix: {finding.fix}", 1000)},
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
