"""No fact without a source and a date reaches an error: every provider, every fact of it, every rule, every term."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.run import Options, consider
from smallprint.verdict import Verdict

DATA = Database.open()
PROVIDERS = {name: DATA.provider(name) or {} for name in DATA.ids("provider")}
ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ("group", "entities", "training", "personal_data", "retention", "residency", "notice", "reroutes", "moves")
#: A source with its day, or a line of the policy or of the project.
_SOURCED = re.compile(r"\(\d{4}-\d\d-\d\d\)\Z|smallprint\.yaml(?::\d+)?\Z|app\.py:\d+\Z")
#: A policy that asks for everything, of a company that states everything.
ASKS: dict[str, Any] = {
    "organisation": {"country": "DE"},
    "use": {
        "commercial": True,
        "activities": ["host_as_service"],
        "outputs_train": "competing_model",
        "student": {"kind": "llm", "distributed": True},
        "fields": ["military", "employment"],
        "safeguards": [],
        "audience": {"minors": True},
        "data": {
            "classes": ["personal", "health", "confidential"], "must_stay_in_boundary": True, "allowed_regions": ["NZ"],
            "max_retention_days": 0,
        },
    },
    "policy": {
        "jurisdiction": {"forbid": ["US", "CN", "FR", "CA", "IL", "SG", "IE"], "forbid_group": True},
        "lifecycle": {"warn_days": 3000, "pin_versions": True, "min_notice_days": 3000},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("seat", ["DE", "CN", "KP", "US"])
def test_every_error_rests_on_sourced_facts(name: str, seat: str, tmp_path: Path) -> None:
    body = PROVIDERS[name]
    policy = ASKS | {
        "organisation": {"country": seat},
        "providers": {name: {"tier": "free", "opt_out": False, "zero_retention": False}},
    }
    (tmp_path / "smallprint.yaml").write_text(json.dumps(policy), encoding="utf-8")
    report = consider([f"api:{name}/{model}" for model in _models(name)], Options(tmp_path, as_of="2026-11-22"), DATA)
    low = {f"{body[s]['source']} ({body[s]['date']})" for s in SECTIONS if s in body and body[s]["confidence"] == "low"}
    high = {
        f"{body[s]['source']} ({body[s]['date']})" for s in SECTIONS if s in body and body[s]["confidence"] != "low"
    }
    errors = [f for f in report.findings if f.verdict is Verdict.VIOLATED and f.severity == "error"]
    assert errors, "a policy that asks for everything finds something at every provider"
    for finding in errors:
        for fact in finding.facts:
            if fact.name.startswith("host.") and fact.name not in ("host.retires", "host.location"):
                assert _SOURCED.search(fact.source), (finding.rule, fact)
                assert fact.source not in low - high, (finding.rule, fact)
        if finding.term:
            document = DATA.licence(finding.document)
            assert document is not None
            term = next(term for term in document.terms if term.id == finding.term)
            assert (term.confidence, term.doubt) == ("high", ""), finding
            assert document.verified == "text", finding
            assert document.date, finding
            assert document.url or document.category != "api-terms", finding


def _models(name: str) -> list[str]:
    """A model that nobody lists, and some that are."""
    listed = [row.split("\t") for row in (ROOT / "models/tail/api.tsv").read_text(encoding="utf-8").splitlines()]
    own = [row for row in listed if row[0] == name]
    ending = [row for row in own if len(row) > 5 and row[5] == "high"][:3] + [
        row for row in own if len(row) > 4 and row[4]
    ][:3]
    return ["some-model", *(row[1] for row in own[:3] + ending)]


def test_every_last_day_has_a_source_and_says_how_sure_it_is() -> None:
    count = 0
    for line in (ROOT / "models/tail/api.tsv").read_text(encoding="utf-8").splitlines():
        cells = [*line.split("\t"), *[""] * 9]
        if not line.startswith("#") and cells[4]:
            count += 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", cells[4]), line
            assert cells[5] in ("high", "low"), line
            assert cells[7], line
    assert count > 500
