"""The findings as CSV, one row each, for a spreadsheet.

A cell that a spreadsheet would take for a formula begins with an apostrophe
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io

from smallprint.model import Finding, Report
from smallprint.report import Style
from smallprint.report.words import at, live, route, told
from smallprint.text import safe

__all__ = ["COLUMNS", "cell", "render"]

COLUMNS = (
    "verdict", "severity", "rule", "concern", "model", "licence", "document", "section", "term", "file", "line",
    "places", "message", "clause", "facts", "missing", "through", "fix", "confidence", "waived_by", "fingerprint",
)  # fmt: skip
#: Signs that begin a formula in Excel, LibreOffice or Sheets, their full-width forms included.
_FORMULA = tuple("=+-@|%＝＋－＠")


def render(report: Report, style: Style) -> str:
    """A header and a row for each finding, waived ones too; quoted where needed, lines end with a line feed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in live(report):
        writer.writerow([cell(value) for value in _row(finding)])
    return stream.getvalue()


def cell(value: str | int) -> str | int:
    """A value that no spreadsheet takes for a formula; hidden characters are shown."""
    if isinstance(value, int):
        return value
    text = safe(value, 32_000)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _row(finding: Finding) -> tuple[str | int, ...]:
    place = finding.places[0]
    return (
        finding.verdict.name.lower(), finding.severity, finding.rule, finding.concern, finding.model, finding.licence,
        finding.document, finding.section, finding.term, place.file, place.line,
        " ".join(at(item) for item in finding.places), finding.message, finding.plain,
        "; ".join(told(fact) for fact in finding.facts if fact.source), " ".join(finding.missing),
        "; ".join(route(path) for path in finding.paths[:3]), finding.fix, finding.confidence, finding.waived_by,
        finding.fingerprint,
    )  # fmt: skip
