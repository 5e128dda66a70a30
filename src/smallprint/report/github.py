"""Annotations for GitHub Actions on standard output, and a summary of the step where the runner asks for one.

Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. Data escapes ``%``,
CR and LF; properties also ``:`` and ``,``. The runner honours ``##[name]`` anywhere in a line, so ``text.safe`` breaks
that up, and ``::name`` after leading spaces, so the text report never begins a line with it.
"""

from __future__ import annotations

import os

from smallprint.model import Finding, Report, UsageError
from smallprint.report import Style
from smallprint.report.text import render as render_text
from smallprint.report.words import shown
from smallprint.say import short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]

#: GitHub shows ten annotations of each level for a step; the rest stands in the log.
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, style: Style) -> str:
    """Annotations, then the text report, which starts no commands. Writes ``GITHUB_STEP_SUMMARY`` if it is set."""
    lines = [_annotation(finding) for finding in shown(report, verbose=style.verbose)]
    _write_summary(report, style)
    return "".join(f"{line}\n" for line in lines) + render_text(report, style)


def _annotation(finding: Finding) -> str:
    place = finding.places[0]
    properties = {"file": place.file}
    if place.line:
        properties["line"] = str(place.line)
    if place.column:
        properties["col"] = str(place.column)
        if place.width:
            properties["endColumn"] = str(place.column + place.width)
    properties["title"] = f"{finding.rule}: {short_name(finding.model)}"
    level = _LEVELS[finding.severity] if finding.verdict is Verdict.VIOLATED else "notice"
    clause = f" ({finding.document} {finding.section}: {finding.plain})" if finding.term else ""
    body = f"{finding.message}{clause} Fix: {finding.fix}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(body)}"


def _data(text: str) -> str:
    return safe(text, 1500).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _write_summary(report: Report, style: Style) -> None:
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    from smallprint.report.markdown import render as render_markdown

    try:
        with open(target, "a", encoding="utf-8") as stream:
            # The runner refuses summaries above 1 MiB.
            stream.write(render_markdown(report, style)[: 1000 * 1000])
    except OSError as error:
        raise UsageError(f"GITHUB_STEP_SUMMARY: {error.strerror or 'cannot be written'}") from None
