"""The report as JUnit XML, for the test page of a CI server.

There is no standard; this keeps to what Jenkins, GitLab, Azure and pytest's ``junit-10.xsd`` agree on. A model is a
suite. An error that nobody waived is a failure, everything else that is not plainly fine is skipped with its reason:
the page is red exactly when ``smallprint check`` ends with 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smallprint.model import Finding, Report
from smallprint.report import Style
from smallprint.report.words import at, clause, group_by_model, head, level, live, mentions, route, told
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]


def render(report: Report, style: Style) -> str:
    """One document: a suite for each model, one for the policy itself, and one for what could not be read."""
    root = Element("testsuites", {"name": "smallprint"})
    findings = group_by_model(live(report))
    for model, places in sorted(mentions(report).items()):
        suite = Element("testsuite", {"name": _text(model or "policy")})
        for finding in findings.pop(model, ()):
            _case(suite, finding)
        if not len(suite):
            case = _testcase(suite, model, "no term is broken")
            SubElement(case, "system-out").text = _text(
                f"licence: {head(model, report)}\nat: {', '.join(map(at, places[:20]))}"
            )
        root.append(suite)
    for model, rest in findings.items():
        suite = SubElement(root, "testsuite", {"name": _text(model or "policy")})
        for finding in rest:
            _case(suite, finding)
    if report.problems:
        suite = SubElement(root, "testsuite", {"name": "not read"})
        for problem in report.problems:
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            case = _testcase(suite, "not read", where)
            SubElement(case, "skipped", {"message": _text(problem.reason)})
    for suite in root:
        _totals(suite)
    _totals(root, nested=True)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _testcase(suite: Element, owner: str, name: str) -> Element:
    return SubElement(suite, "testcase", {"classname": _text(owner), "name": _text(name), "time": "0"})


def _case(suite: Element, finding: Finding) -> None:
    name = f"{finding.rule} {finding.document} {finding.section}".strip() if finding.term else finding.rule
    # The same clause may meet two uses of a model (path overrides): the file tells the cases apart.
    use = f" (in {finding.places[0].file})" if finding.use else ""
    case = _testcase(suite, finding.model or "policy", name + use)
    if finding.waived_by:
        SubElement(case, "skipped", {"message": _text(f"waived: {finding.message} ({finding.waived_by})")})
    elif finding.verdict is Verdict.VIOLATED and finding.severity == "error":
        failure = SubElement(case, "failure", {"type": finding.rule, "message": _text(finding.message)})
        failure.text = "\n".join(_text(line) for line in _details(finding))
    else:
        SubElement(case, "skipped", {"message": _text(f"{level(finding)}: {finding.message}")})
        SubElement(case, "system-out").text = "\n".join(_text(line) for line in _details(finding))


def _details(finding: Finding) -> Iterator[str]:
    for place in finding.places[:20]:
        yield f"at {at(place)}"
    if finding.term:
        yield f"licence: {clause(finding)}"
    for path in finding.paths[:2]:
        yield f"through: {route(path)}"
    for fact in finding.facts:
        if fact.source:
            yield f"you: {told(fact)}"
    if finding.doubt:
        yield f"doubt: {finding.doubt}"
    if finding.missing:
        yield f"tell me: {', '.join(finding.missing)}"
    yield f"fix: {finding.fix}"


def _totals(element: Element, *, nested: bool = False) -> None:
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if not (nested and name == "skipped"):
            element.set(name, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", "0")


def _text(text: str) -> str:
    """What XML 1.0 may hold: ``safe`` shows what it may not; only our own line ends are kept."""
    return "\n".join(safe(line, 2000) for line in text.split("\n"))
