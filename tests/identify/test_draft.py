"""A first entry for a text that is no known licence."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from smallprint.compiler import compile_data
from smallprint.resolve.draft import draft, guesses
from smallprint.yamlio import load

ROOT = Path(__file__).resolve().parents[2]
TEXT = """Example Weights License

1. Grant. You may use the Model for non-commercial purposes only. You must register with Example before the first use.

2. Large companies. If the monthly active users of the products or services made available by you or your affiliates
exceed 250 million users in the preceding calendar month, you must request a license from Example, and you are
not authorized to exercise any of the rights.
If your annual revenue is more than USD 5,000,000, you need a paid enterprise license.

3. Duties.
  a. You shall prominently display "Built with Example" on a website.
  b. You must include "Example" at the beginning of the name of any derived model.
  c. You must retain within a "Notice" text file the following notice: "Example is licensed under the Example License."
  d. You will not use the outputs to train or improve any other large language model.

4. Territory. This agreement does not apply to anyone domiciled in the European Union or South Korea.

5. Restrictions. You agree not to use the Model:
  a. for military purposes or nuclear industries;
  b. for surveillance or biometric processing;
  c. to give medical advice.
"""


def _by_kind(text: str) -> dict[str, tuple[str, dict[str, object]]]:
    return {guess.kind: (guess.section, dict(guess.parameters)) for guess in guesses(text)}


def test_operative_patterns_are_found_with_their_sections() -> None:
    found = _by_kind(TEXT)
    assert found["commercial-use"] == ("1", {"bars": ["commercial"]})
    assert found["registration"][0] == "1"
    assert found["user-cap"] == (
        "2",
        {
            "limits": [{"metric": "monthly_active_users", "over": 250_000_000, "of": "licensee_and_affiliates"}],
            "then": "no_rights_until_licensed",
        },
    )
    assert found["revenue-cap"][1]["limits"] == [
        {"metric": "annual_revenue", "over": 5_000_000, "currency": "USD", "of": "licensee_and_affiliates"}
    ]
    assert found["display"] == ("3.a", {"string": "Built with Example", "places": ["ui", "about", "docs"]})
    assert found["derivative-naming"] == ("3.b", {"begins_with": "Example"})
    assert found["notice"] == (
        "3.c",
        {"string": "Example is licensed under the Example License.", "places": ["notice_file"]},
    )
    assert found["output-training"] == ("3.d", {"stance": "forbidden", "models": "other-llm"})
    assert found["territory"] == ("4", {"regions": ["EU", "KR"], "who": ["domicile"]})
    section, parameters = found["field-of-use"]
    assert section == "5"
    assert set(parameters["domains"]) >= {"military", "nuclear", "surveillance", "biometric", "medical-advice"}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "metric", "line"),
    [
        ("more than 100 million monthly active users", "monthly_active_users", {"over": 100_000_000}),
        ("more than 1,000,000 daily active users", "daily_active_users", {"over": 1_000_000}),
        ("at least 10 million monthly active users", "monthly_active_users", {"at_least": 10_000_000}),
        (
            "greater than 700 million monthly active users in the preceding calendar month",
            "monthly_active_users",
            {"over": 700_000_000},
        ),
    ],
)
def test_figures_of_users(text: str, metric: str, line: dict[str, int]) -> None:
    found = _by_kind(f"If you have {text}, you must request a license from us.")
    assert found["user-cap"][1]["limits"] == [{"metric": metric, **line, "of": "licensee"}]


@pytest.mark.parametrize(
    ("text", "metric", "line"),
    [
        ("annual revenue exceeding $10 million", "annual_revenue", {"over": 10_000_000, "currency": "USD"}),
        (
            "monthly revenue of more than 20 million US dollars",
            "monthly_revenue",
            {"over": 20_000_000, "currency": "USD"},
        ),
        ("annual revenue of at least EUR 1,000,000", "annual_revenue", {"at_least": 1_000_000, "currency": "EUR"}),
        (
            "annual recurring revenue above 30 million dollars",
            "annual_recurring_revenue",
            {"over": 30_000_000, "currency": "USD"},
        ),
    ],
)
def test_figures_of_money(text: str, metric: str, line: dict[str, object]) -> None:
    found = _by_kind(f"A licensee with {text} needs a paid license.")
    assert found["revenue-cap"][1]["limits"] == [{"metric": metric, **line, "of": "licensee"}]


def test_a_plain_text_gives_no_limits(spdx_texts: dict[str, str]) -> None:
    assert set(_by_kind(spdx_texts["MIT"])) <= {"licence-copy", "retain-notices"}
    for spdx in ("Apache-2.0", "BSD-3-Clause", "MPL-2.0", "ISC"):
        assert not {"user-cap", "revenue-cap", "commercial-use", "output-training", "territory", "hosting-ban"} & set(
            _by_kind(spdx_texts[spdx])
        )


def test_every_guess_is_of_low_confidence_and_has_a_section() -> None:
    terms = load(draft(TEXT, "LICENSE"), "draft")["terms"]
    assert len(terms) >= 10
    assert {term["confidence"] for term in terms} == {"low"}
    assert all(term["section"] for term in terms)
    assert len({term["id"] for term in terms}) == len(terms)


def test_a_draft_is_a_valid_entry(tmp_path: Path) -> None:
    for folder in ("licences", "rules", "models", "providers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    from smallprint.database import Database

    connection = sqlite3.connect(":memory:")
    assert compile_data(tmp_path, connection) == []
    core = Database(connection).vocabulary.data["core_kinds"]
    (tmp_path / "licences" / "drafted.yaml").write_text(draft(TEXT, 'a "name"\n: x', "llama3", core), encoding="utf-8")
    (tmp_path / "licences" / "empty.yaml").write_text(draft("", "empty", "", core), encoding="utf-8")
    connection = sqlite3.connect(":memory:")
    assert compile_data(tmp_path, connection) == []
    licence = Database(connection).licence("drafted")
    assert licence is not None
    assert {term.confidence for term in licence.terms} == {"low"}


def test_hostile_text_is_read_in_bounded_time() -> None:
    import time

    for text in (
        "may not " * 30_000,
        "more than 1 " * 20_000,
        "notice " * 30_000,
        "(a) " * 30_000,
        "\n1. x" * 20_000,
        "include " * 30_000,
    ):
        start = time.process_time()
        guesses(text)
        assert time.process_time() - start < 60
