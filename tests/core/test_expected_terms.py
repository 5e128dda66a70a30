"""The operative words of licences against what was read in their texts, recorded apart from the data.

``expected_terms.yaml`` spells out the licences that matter most, term by term; ``expected_digests.txt`` holds one
digest of the same words for each other document. A figure, region, month, relation or activity that changes by
accident fails here. One that changes on purpose is read once more in the text, and then recorded by::

    python tests/core/test_expected_terms.py
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.model import Licence, Term
from smallprint.yamlio import load

HERE = Path(__file__).parent
SPELT, DIGESTS = HERE / "expected_terms.yaml", HERE / "expected_digests.txt"
FIRST = (
    "apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0", "cc-by-nc-4.0", "cc-by-sa-4.0", "agpl-3.0", "llama2", "llama3",
    "llama3.1", "llama3.2", "llama3.3", "llama4", "gemma", "qwen", "qwen-research", "deepseek-license-1.0",
    "creativeml-openrail-m", "openrail++", "bigscience-bloom-rail-1.0", "bigcode-openrail-m", "stabilityai-community",
    "flux-1-dev-nc", "mrl-0.1", "kimi-k2-modified-mit", "openai-services", "anthropic-commercial",
)  # fmt: skip
#: What is told in words of our own, or said by another key here.
_ASIDE = {"id", "kind", "section", "plain", "content", "doubt", "binds", "passes_to"}


def words(term: Term) -> str:
    """What a term does, on one line: nothing of how it is told."""
    rest = {key: value for key, value in sorted(term.keys.items()) if key not in _ASIDE}
    parts = [
        f"{term.kind} {term.section}",
        f"binds {' '.join(sorted(term.binds))}",
        f"passes {' '.join(sorted(term.passes_to)) or 'nowhere'}",
        *(f"{key} {_flat(value)}" for key, value in rest.items()),
    ]
    return "; ".join([*parts, "in doubt"] if term.doubt else parts)


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{key} {_flat(inner)}" for key, inner in value.items()) + ")"
    if isinstance(value, list | tuple):
        return " ".join(_flat(item) for item in value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def told(licence: Licence) -> dict[str, Any]:
    """All that a licence does: its category, what it stands on, its terms, and what it does not say."""
    return {
        "category": licence.category,
        "date": licence.date,
        "incorporates": [f"{part['document']} {part['section']}" for part in licence.incorporates],
        "supersedes": list(licence.supersedes),
        "members": list(licence.members),
        "absent": sorted(licence.absent),
        "unknown": sorted(licence.unknown),
        "terms": {term.id: words(term) for term in licence.terms},
    }


def digest(licence: Licence) -> str:
    return hashlib.sha256(json.dumps(told(licence), sort_keys=True).encode()).hexdigest()[:16]


def _licences() -> dict[str, Licence]:
    data = Database.open()
    return {name: licence for name in data.ids("licence") if (licence := data.licence(name)) is not None}


LICENCES = _licences()


@pytest.mark.parametrize("name", FIRST)
def test_what_a_licence_does_is_what_was_read(name: str) -> None:
    expected = load(SPELT.read_text(encoding="utf-8"), SPELT.name)[name]
    found = told(LICENCES[name])
    assert found["terms"] == expected["terms"]
    assert {key: value for key, value in found.items() if value and key != "terms"} == {
        key: value for key, value in expected.items() if key != "terms"
    }


def test_every_other_document_does_what_was_read() -> None:
    expected = dict(
        line.split() for line in DIGESTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    found = {name: digest(licence) for name, licence in LICENCES.items() if name not in FIRST}
    changed = sorted(name for name in {*expected, *found} if expected.get(name) != found.get(name))
    assert not changed, f"changed: {', '.join(changed)}; read the sections again, then run {Path(__file__).name}"


# What the texts say, written down by hand: the month before each version's release, and the outputs.
@pytest.mark.parametrize(
    ("name", "month", "stance"),
    [
        ("llama2", "2023-06", "forbidden"),
        ("llama3", "2024-03", "forbidden"),
        ("llama3.1", "2024-06", "with_conditions"),
        ("llama3.2", "2024-08", "with_conditions"),
        ("llama3.3", "2024-11", "with_conditions"),
        ("llama4", "2025-03", "with_conditions"),
    ],
)
def test_the_llama_licences_are_exact_to_the_version(name: str, month: str, stance: str) -> None:
    terms = {term.kind: term for term in LICENCES[name].terms}
    (limit,) = terms["user-cap"].keys["limits"]
    assert (limit["metric"], limit["over"], limit["of"]) == (
        "monthly_active_users",
        700_000_000,
        "licensee_and_affiliates",
    )
    assert limit["month"] == month
    year, number = map(int, LICENCES[name].date.split("-")[:2])
    before = f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"
    assert limit["month"] == before, "the calendar month before the release"
    assert terms["output-training"].keys["stance"] == stance
    assert ("derivative-naming" in terms) == (name != "llama2")


@pytest.mark.parametrize("name", ["llama3.2", "llama4"])
def test_the_eu_clause_is_in_the_use_policy_and_spares_end_users(name: str) -> None:
    assert "territory" not in {term.kind for term in LICENCES[name].terms}
    (document,) = [part["document"] for part in LICENCES[name].incorporates]
    (clause,) = [term for term in LICENCES[document].terms if term.kind == "territory"]
    assert clause.keys["regions"] == ["EU"]
    assert clause.keys["modalities"] == ["image"]
    assert clause.unless == {"fact": "use.received_in_product", "is": True}


def _write() -> None:
    """Record what the data says now."""
    lines = ["# What these licences do, term by term, as read in their texts; see test_expected_terms.py."]
    for name in FIRST:
        lines.append(f"{name}:")
        for key, value in told(LICENCES[name]).items():
            if key == "terms":
                lines += [
                    "  terms:",
                    *(f"    {term}: {json.dumps(text, ensure_ascii=False)}" for term, text in value.items()),
                ]
            elif value:
                lines.append(f"  {key}: {json.dumps(value, ensure_ascii=False)}")
    SPELT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    others = (f"{name} {digest(licence)}" for name, licence in LICENCES.items() if name not in FIRST)
    head = "# One digest of what each document does; python tests/core/test_expected_terms.py writes it.\n"
    DIGESTS.write_text(head + "\n".join(others) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
