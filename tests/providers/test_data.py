"""The providers' data: each fact with a source and a date, and no definite violation from a second hand."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.places import GLOBAL, scope_of, shown_scope
from smallprint.providers import compile_providers

DATA = Database.open()
PROVIDERS = {name: DATA.provider(name) or {} for name in DATA.ids("provider")}
SECTIONS = ("group", "entities", "training", "personal_data", "retention", "residency", "notice", "reroutes")
each = pytest.mark.parametrize("name", PROVIDERS)


@each
def test_each_section_has_a_source_and_a_date(name: str) -> None:
    for section in SECTIONS:
        if section in PROVIDERS[name]:
            found = PROVIDERS[name][section]
            assert found["source"].startswith("http"), section
            assert found["date"] <= "2026-12-31", section
            assert found["confidence"] in ("high", "low"), section


@each
def test_its_terms_are_a_document_of_its_own(name: str) -> None:
    licence = DATA.licence(PROVIDERS[name]["terms"])
    assert licence is not None
    assert licence.category == "api-terms"
    assert all(term.confidence == "low" for term in licence.terms) or licence.verified == "text"


@each
def test_every_spelling_leads_to_it(name: str) -> None:
    for spelling in (name, *PROVIDERS[name]["aliases"]):
        found = DATA.provider(spelling.upper())
        assert found is not None
        assert found["id"] == name


def test_the_catalogue_and_the_providers_agree_on_spellings() -> None:
    rows = DATA.connection.execute("SELECT name, id FROM catalogue_provider WHERE name NOT LIKE 'brand:%'")
    known = [(name, DATA.provider(name), owner) for name, owner in rows if DATA.provider(owner) is not None]
    assert [(name, owner) for name, found, owner in known if found is None or found["id"] != owner] == []


def _compile(folder: Path, text: str) -> list[str]:
    (folder / "providers").mkdir(exist_ok=True)
    (folder / "providers" / "example.yaml").write_text(text, encoding="utf-8")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE entry (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id))")
    return compile_providers(folder / "providers", connection, frozenset({"example-services"}))


GOOD = """name: Example
surface: router
aliases: [ex]
terms: example-services
group: {country: FR, confidence: high, source: "https://example.org", date: "2026-01-01"}
as_of: "2026-01-01"
"""


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        (
            "surface: router",
            "surface: rooter",
            "providers/example.yaml:2: 'surface': unknown surface 'rooter' (nearest: 'router')",
        ),
        ("group:", "groop:", "providers/example.yaml:5: unknown key 'groop' in a provider (nearest: 'group')"),
        (', date: "2026-01-01"}', "}", "providers/example.yaml:5: 'group' needs the key 'date'"),
        (
            "example-services",
            "other-services",
            "providers/example.yaml:4: 'terms': unknown licence 'other-services' (nearest: 'example-services')",
        ),
        ("country: FR", "country: France", "providers/example.yaml:5: 'country': unknown region 'France'"),
        (
            'as_of: "2026-01-01"',
            'unknown: [group]\nas_of: "2026-01-01"',
            "providers/example.yaml:6: the item: unknown topic 'group'",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_the_nearest_key(
    tmp_path: Path, before: str, after: str, error: str
) -> None:
    assert _compile(tmp_path, GOOD) == []
    assert error in _compile(tmp_path, GOOD.replace(before, after, 1))


@pytest.mark.parametrize("text", ["", "[]", "name: [", "\x00", "name: &a [*a]", "aliases: {a: b}\nentities: {list: 3}"])
def test_malformed_files_are_errors_and_no_tracebacks(tmp_path: Path, text: str) -> None:
    assert _compile(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("EU", ("EU",)), ("eu-central-1", ("DE",)), ("eu-west-2", ("GB",)), ("europe-west6", ("CH",)),
        ("swedencentral", ("SE",)),
        ("Sweden Central", ("SE",)), ("GlobalStandard", (GLOBAL,)), ("global", (GLOBAL,)), ("DataZone EU", ("EU",)),
        ("DataZoneStandard", ()),
        ("Standard", ()), ("us", ("US",)), ("DE", ("DE",)), ("https://api.eu.mistral.ai/v1", ("EU",)), ("somewhere",
        ()), ("", ()),
        ("https://europe-west4-aiplatform.googleapis.com", ("NL",)), ("bedrock-runtime.eu-west-1.amazonaws.com",
        ("IE",)),
    ],
)  # fmt: skip
def test_words_for_places(text: str, scope: tuple[str, ...]) -> None:
    residency: Any = {"hosts": {"api.eu.mistral.ai": "EU"}, "places": {"standard": "called"}}
    assert scope_of(text, residency) == scope


@pytest.mark.parametrize(
    ("ref", "region", "scope"),
    [
        ("eu.anthropic.claude-sonnet-4-20250514-v1:0", "", ("EU",)),
        ("bedrock/us.meta.llama3-1-70b-instruct-v1:0", "", ("US",)),
        ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "eu-west-1", (GLOBAL,)),
        ("arn:aws:bedrock:eu-west-1:123456789012:foundation-model/meta.llama3-8b-instruct-v1:0", "", ("IE",)),
        ("bedrock/eu-central-1/meta.llama3-8b-instruct-v1:0", "", ("DE",)),
        ("meta.llama3-8b-instruct-v1:0", "", ()),
        ("au-revoir/model", "", ()),
    ],
)
def test_places_that_a_reference_shows(ref: str, region: str, scope: tuple[str, ...]) -> None:
    assert shown_scope(ref, region, {}) == scope


def test_ids_that_move_have_dated_snapshots() -> None:
    assert "gpt-4o" in PROVIDERS["openai"]["moving"]
    assert "gpt-4o-2024-11-20" not in PROVIDERS["openai"]["moving"]
    assert json.dumps(PROVIDERS["openai"]["moving"]) == json.dumps(sorted(PROVIDERS["openai"]["moving"]))
