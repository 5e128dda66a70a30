"""The style of the licence data: what every entry must have, and how near siblings may differ."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from licence_entries import LICENCES, entries

from smallprint.database import INDEX, Vocabulary
from smallprint.yamlio import load

ENTRIES = entries()
TERMS = [(name, term) for name, entry in ENTRIES.items() for term in entry.get("terms") or ()]
VOCABULARY = Vocabulary(load((LICENCES / "_vocabulary.yaml").read_text(encoding="utf-8"), "_vocabulary.yaml"))
_COMPILED = "SELECT id, body FROM entry WHERE kind = 'licence'"
each_licence = pytest.mark.parametrize("name", ENTRIES)


def terms_of(name: str) -> dict[str, Any]:
    return {term["id"]: term for term in ENTRIES[name].get("terms") or ()}


# --- every entry -----------------------------------------------------------------------------------------------------


def test_the_index_holds_each_entry_under_the_name_of_its_file() -> None:
    # The index is compiled before the tests start, and malformed data stops it: see the conftest above.
    with contextlib.closing(sqlite3.connect(INDEX)) as index:
        compiled = {name: json.loads(body)["id"] for name, body in index.execute(_COMPILED)}
    assert compiled == {name: name for name in ENTRIES}


ROOT = LICENCES.parent


@each_licence
def test_the_id_reads_in_a_policy(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", name)


@each_licence
def test_the_source_is_named(name: str) -> None:
    entry = ENTRIES[name]
    if "service" in entry["for"]:
        # Terms of a service change in place and are not held as one text: its provider's file dates and sources each
        # fact.
        assert (ROOT / "providers" / f"{entry['provider']}.yaml").exists()
        assert entry["verified"] == "secondary" or entry.get("url") or entry.get("verified_detail")
    elif entry["verified"] == "text":
        assert re.fullmatch(r"[0-9a-f]{64}", entry.get("digest", "")), "read in its text: the digest says in which"
    elif entry["verified"] == "none":
        assert set(VOCABULARY.data["core_kinds"]) <= set(entry["unknown"]), "nothing is known of it but its name"
    else:
        assert entry.get("verified_detail"), "an entry that was not read in a text says where it was seen"
        assert {term.get("confidence") for term in entry.get("terms") or ()} <= {"low"}


@each_licence
def test_each_term_leads_to_its_clause_in_plain_words(name: str) -> None:
    for term in ENTRIES[name].get("terms") or ():
        where = f"{name}/{term['id']}"
        assert re.search(r"\w", term["section"]), f"{where}: the section leads nowhere"
        assert "?" not in term["section"], f"{where}: the section is in doubt"
        assert len(term["plain"]) <= 140, where
        assert re.search(r"[.](?:[)\"”])?\Z", term["plain"]), f"{where}: no full stop"
        assert "…" not in term["plain"], f"{where}: cut off"


@each_licence
def test_the_documents_it_names_exist(name: str) -> None:
    entry = ENTRIES[name]
    named = [*entry.get("supersedes", ()), *entry.get("members", ())]
    named += [document["document"] for document in entry.get("incorporates") or ()]
    assert [other for other in named if other not in ENTRIES] == []
    assert name not in named


@each_licence
def test_what_it_supersedes_is_older_and_of_the_same_steward(name: str) -> None:
    entry = ENTRIES[name]
    for other in entry.get("supersedes", ()):
        older = ENTRIES[other]
        assert older.get("steward", entry.get("steward")) == entry.get("steward", older.get("steward"))
        assert older.get("date", "") <= entry.get("date", "9999"), other
        assert name not in older.get("supersedes", ())


@each_licence
def test_limits_have_the_unit_of_their_metric(name: str) -> None:
    for term in ENTRIES[name].get("terms") or ():
        for limit in term.get("limits") or ():
            money = VOCABULARY.metrics[limit["metric"]]["unit"] == "money"
            assert ("currency" in limit) == money, term["id"]
            assert re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])|release", limit.get("month", "release")), term["id"]


@each_licence
def test_the_category_fits_the_terms(name: str) -> None:
    entry = ENTRIES[name]
    terms = entry.get("terms") or ()
    kinds = {term["kind"] for term in terms if not (term["kind"] == "share-alike" and term.get("doubt"))}
    bars = {bar for term in terms for bar in term.get("bars", ())}
    fields = {domain for term in terms for domain in term.get("domains", ())}
    category = entry["category"]
    if category == "permissive":
        assert not kinds & {"commercial-use", "user-cap", "revenue-cap", "share-alike", "hosting-ban", "user-class"}
        assert fields <= {"illegal", "export-control"}
    if category == "research-only":
        assert "non_research" in bars
    if category == "non-commercial":
        assert bars & {"commercial", "production"}
    if category == "use-restricted":
        assert kinds & {"field-of-use", "use-policy"} or entry.get("incorporates")
        assert not kinds & {"commercial-use", "user-cap", "revenue-cap", "territory"} or "policy" in entry["for"]
    if category == "unknown":
        assert entry.get("unknown")


def test_ids_of_terms_are_words() -> None:
    word = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
    assert [(name, term["id"]) for name, term in TERMS if not word.fullmatch(term["id"])] == []


# --- siblings --------------------------------------------------------------------------------------------------------

_OF_ITS_OWN = {"name", "version", "date", "spdx", "hub", "url", "digest", "incorporates", "supersedes", "notes"}


def differences(old: str, new: str) -> dict[str, tuple[Any, Any]]:
    """What differs between two entries apart from what names them, by ``term/key`` or by key of the entry."""
    found: dict[str, tuple[Any, Any]] = {}
    for key in {*ENTRIES[old], *ENTRIES[new]} - _OF_ITS_OWN - {"terms"}:
        pair = ENTRIES[old].get(key), ENTRIES[new].get(key)
        if pair[0] != pair[1]:
            found[key] = pair
    before, after = terms_of(old), terms_of(new)
    for name in {*before, *after}:
        if name not in before or name not in after:
            found[name] = before.get(name), after.get(name)
            continue
        for key in {*before[name], *after[name]}:
            pair = before[name].get(key), after[name].get(key)
            if pair[0] != pair[1]:
                found[f"{name}/{key}"] = pair
    return found


#: The month before each release, in which users are counted.
_RELEASED = {
    "llama2": "2023-06",
    "llama3": "2024-03",
    "llama3.1": "2024-06",
    "llama3.2": "2024-08",
    "llama3.3": "2024-11",
    "llama4": "2025-03",
}


@pytest.mark.parametrize(("old", "new"), [("llama3.1", "llama3.2"), ("llama3.2", "llama3.3"), ("llama3.3", "llama4")])
def test_llama_siblings_differ_in_month_and_notice_alone(old: str, new: str) -> None:
    found = differences(old, new)
    assert set(found) == {"user-cap/limits", "user-cap/plain", "notice/string"}
    (before,), (after,) = found["user-cap/limits"]
    assert {**before, "month": ""} == {**after, "month": ""}
    before, after = found["notice/string"]
    assert before.replace(old.replace("llama", "Llama "), "#") == after.replace(new.replace("llama", "Llama "), "#")
    assert [document["document"] for document in ENTRIES[new]["incorporates"]] == [f"{new}.aup"]


@pytest.mark.parametrize(("name", "month"), _RELEASED.items())
def test_llama_counts_users_in_the_month_before_its_release(name: str, month: str) -> None:
    assert terms_of(name)["user-cap"]["limits"] == [
        {"metric": "monthly_active_users", "over": 700_000_000, "of": "licensee_and_affiliates", "month": month}
    ]
    year, number = ENTRIES[name]["date"].split("-")[:2]
    before = f"{year}-{int(number) - 1:02}"
    assert before == month


def test_llama_output_rule_changes_with_3_1() -> None:
    for name in _RELEASED:
        early = name in ("llama2", "llama3")
        assert terms_of(name)["output-training"]["stance"] == ("forbidden" if early else "with_conditions")
    names = [terms_of(name).get("naming", {}).get("begins_with") for name in _RELEASED]
    assert names == [None, "Llama 3", "Llama", "Llama", "Llama", "Llama"]


_NEW_IN_3_2 = {"safeguards", "unlawful-tools", "territory"}


def test_llama_policies_gain_the_eu_clause_with_3_2() -> None:
    found = differences("llama3.1.aup", "llama3.2.aup")
    meant = {key for key in found if not key.endswith("/section")}
    assert meant == {*_NEW_IN_3_2, "military/domains", "military/plain"}
    assert set(found["military/domains"][1]) - set(found["military/domains"][0]) == {"chemical-biological-weapons"}
    territory = terms_of("llama3.2.aup")["territory"]
    assert territory["regions"] == ["EU"]
    assert territory["modalities"] == ["image"]
    assert territory["unless"] == {"fact": "use.received_in_product", "is": True}


@pytest.mark.parametrize(("old", "new"), [("llama3.2", "llama3.3"), ("llama3.3", "llama4"), ("llama2", "llama3")])
def test_other_llama_policies_differ_in_numbering_alone(old: str, new: str) -> None:
    assert {key.rpartition("/")[2] for key in differences(f"{old}.aup", f"{new}.aup")} <= {"section"}


def test_the_code_llama_policy_is_that_of_llama_2() -> None:
    assert differences("llama2.aup", "codellama.aup") == {}


def test_gemma_revisions_differ_in_the_update_duty_alone() -> None:
    assert set(differences("gemma-2024-02-21", "gemma-2024-04-01")) == {"update-duty"}
    assert differences("gemma-2024-04-01", "gemma-2025-03-24") == {}
    assert differences("gemma-2025-03-24", "gemma") == {}


@pytest.mark.parametrize("new", ["kimi-k2.5-modified-mit", "kimi-k2.6-modified-mit", "kimi-k2.7-code-modified-mit"])
def test_kimi_k2_texts_differ_in_the_name_shown(new: str) -> None:
    assert set(differences("kimi-k2-modified-mit", new)) == {"display/string", "display/plain"}


def test_sdxl_and_deepfloyd_differ_in_the_notice() -> None:
    assert set(differences("deepfloyd-if-license", "sdxl-0.9-research")) == {"notice/string", "steward"}


def test_stability_revisions_differ_in_the_governing_law() -> None:
    found = differences("stabilityai-nc-research-2023-11", "stabilityai-nc-research")
    assert set(found) == {"governing-law", "doubts", "share-alike/accepts"}


def test_this_folder_of_tests_sees_the_data() -> None:
    assert len(ENTRIES) > 150
    assert Path(LICENCES, "llama3.1.yaml").exists()
