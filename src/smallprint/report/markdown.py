"""The report as Markdown: for a pull request, a wiki or the summary of a CI step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.model import Finding, Report
from smallprint.report import Style
from smallprint.report.words import count
from smallprint.say import fact_value, short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["escape", "render"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def escape(text: str, limit: int = 600) -> str:
    """Text that Markdown shows as it is: no markup, links, mentions or HTML."""
    return (
        _SPECIAL.sub(r"\\\1", safe(" ".join(text.split()), limit)).replace("@", "@\u200b").replace("://", ":\u200b//")
    )


def render(report: Report, style: Style) -> str:
    """Verdict, a table of what is broken, what is open, duties and questions."""
    return "\n".join(_lines(report, style)) + "\n"


def _lines(report: Report, style: Style) -> Iterator[str]:
    summary = report.summary
    yield f"## smallprint: {report.verdict}"
    yield ""
    yield (
        f"{count(summary.get('models', 0), 'model')}, {summary.get('violated', 0)} broken, "
        f"{summary.get('undetermined', 0)} open, {summary.get('waived', 0)} waived. "
        f"Policy: {escape(report.policy_file or 'none yet')}. As of {report.as_of}."
    )
    broken = [finding for finding in report.findings if finding.verdict is Verdict.VIOLATED and not finding.waived_by]
    still_open = [
        f for f in report.findings if f.verdict is not Verdict.VIOLATED and not f.waived_by and f.severity != "off"
    ]
    if broken:
        yield from (
            "",
            "### Broken",
            "",
            "| Where | Model | Rule | Clause | You | Fix |",
            "| --- | --- | --- | --- | --- | --- |",
        )
        for finding in broken:
            yield _row(finding)
    if report.loosened:
        yield from ("", "### This change alters what judges it; it does not count yet", "")
        for entry in report.loosened:
            yield f"- {escape(entry)}"
    if report.questions:
        yield from ("", "### Answers that would settle most", "")
        for question in report.questions[:5]:
            yield f"- `{question.fact}`: {escape(question.question)} (settles {question.settles})"
    if still_open and style.verbose:
        yield from (
            "",
            "### Open",
            "",
            "| Where | Model | Rule | Clause | Missing |",
            "| --- | --- | --- | --- | --- |",
        )
        for finding in still_open:
            missing = ", ".join(finding.missing) or finding.doubt
            cells = (
                _where(finding),
                escape(short_name(finding.model)),
                finding.rule,
                _clause(finding),
                escape(missing),
            )
            yield f"| {' | '.join(cells)} |"
    duties = sorted({(duty.document, duty.section, duty.plain) for duty in report.duties if duty.state == "open"})
    if duties:
        yield from ("", "### To do where the tree cannot show it", "")
        for document, section, plain in duties:
            yield f"- {escape(document)} {escape(section)}: {escape(plain)}"
    if report.problems:
        yield from ("", f"### Not read: {len(report.problems)}", "")
        for problem in report.problems[:20]:
            yield f"- {escape(problem.file)}: {escape(problem.reason)}"


def _row(finding: Finding) -> str:
    you = "; ".join(f"{fact.name}: {fact_value(fact.value)} ({fact.source})" for fact in finding.facts if fact.source)
    what = f"{finding.severity}: {finding.rule}"
    cells = (
        _where(finding),
        escape(short_name(finding.model)),
        what,
        _clause(finding),
        escape(you),
        escape(finding.fix),
    )
    return f"| {' | '.join(cells)} |"


def _where(finding: Finding) -> str:
    place = finding.places[0]
    more = f" and {len(finding.places) - 1} more" if len(finding.places) > 1 else ""
    return escape(f"{place.file}:{place.line}" if place.line else place.file) + more


def _clause(finding: Finding) -> str:
    if not finding.term:
        return escape(finding.message)
    return escape(f"{finding.document} {finding.section}: {finding.plain}")
