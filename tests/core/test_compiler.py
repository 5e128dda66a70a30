"""A released database cannot be malformed: a fault is one line with file, line, key and the nearest valid key."""

# ruff: noqa: E501 (the faults read as a table)

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from smallprint import compiler
from smallprint.compiler import add_licences, add_rules, build_index, compile_data
from smallprint.database import Database
from smallprint.model import UsageError

ROOT = Path(__file__).resolve().parents[2]
DATA = Database.open()

LICENCE = """\
name: Example
category: community
verified: text
date: "2024-06"
incorporates:
  - {document: other, section: "2"}
terms:
  - id: cap
    kind: user-cap
    limits:
      - {metric: monthly_active_users, over: 700_000_000, month: "2024-06"}
    then: no_rights
    section: "2"
    plain: A cap.
  - id: field
    kind: field-of-use
    domains: [military]
    when: {fact: use.commercial, is: true}
    binds: [host_as_service]
    passes_to: [finetune]
    section: "3"
    plain: A field.
absent: [commercial-use, revenue-cap, territory, output-training, derivative-naming, display, notice, licence-copy, share-alike]
"""
RULE = """\
title: A rule
concern: user-cap
severity: error
applies_to: {subject: term, kind: user-cap}
violated_when: {test: over_limit}
message: "{licence} caps"
fix: Ask.
why: Because.
examples:
  - {facts: {organisation.monthly_active_users: 5}, is: satisfied}
  - {facts: {}, is: undetermined}
  - {facts: {organisation.monthly_active_users: 9}, is: violated}
"""


@pytest.fixture
def compile_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Compile a folder of one licence and one rule, with one file changed."""
    monkeypatch.setattr(compiler, "_further", lambda *_: None)

    def run(file: str = "", old: str = "", new: str = "") -> list[str]:
        for folder in ("licences", "rules"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name in ("licences/_vocabulary.yaml", "rules/_facts.yaml"):
            shutil.copy(ROOT / name, tmp_path / name)
        (tmp_path / "licences" / "example.yaml").write_text(LICENCE, encoding="utf-8")
        (tmp_path / "licences" / "other.yaml").write_text(
            "name: Other\ncategory: unknown\nverified: none\nfor: [policy]\n", encoding="utf-8"
        )
        (tmp_path / "rules" / "example.yaml").write_text(RULE, encoding="utf-8")
        if file:
            path = tmp_path / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) >= 1, f"{old!r} stands in {file}"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return compile_data(tmp_path, sqlite3.connect(":memory:"))

    return run


def test_what_is_well_formed_compiles(compile_: Callable[..., list[str]]) -> None:
    assert compile_() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: Example\n", "", ":1: a licence needs the key 'name'"),
        ("category: community", "categroy: community", ":2: unknown key 'categroy' in a licence (nearest: 'category')"),
        ("category: community", "category: comunity", ":2: 'category': unknown category 'comunity' (nearest: 'community')"),
        ("verified: text", "verified: texts", ":3: 'verified': unknown verified 'texts' (nearest: 'text')"),
        ("verified: text", "verified: true", ":3: 'verified': unknown verified 'True'"),
        ('"2024-06"\n', '"2024-6"\n', ":4: 'date': expected a date, a month or a year, found '2024-6'"),
        ("name: Example", "name: 5", ":1: 'name': expected text, found '5'"),
        ("name: Example", "name: [a]", ":1: 'name': expected text, found a list"),
        ("name: Example", "name:", ":1: 'name': expected text, found nothing"),
        ("document: other,", "document: othr,", ":6: 'document': unknown licence 'othr' (nearest: 'other')"),
        (', section: "2"}', "}", ":6: an incorporated document needs the key 'section'"),
        ("kind: user-cap", "kind: user-caps", ":9: 'kind': unknown term kind 'user-caps' (nearest: 'user-cap')"),
        ("    then: no_rights\n", "", ":8: a term of kind user-cap needs the key 'then'"),
        ("then: no_rights", "then: no_right", ":12: 'then': unknown consequence 'no_right' (nearest: 'no_rights')"),
        ("then: no_rights", "thn: no_rights", ":12: unknown key 'thn' in a term of kind user-cap (nearest: 'then')"),
        ("id: cap", "id: Cap Two", ":8: 'id': expected an id, found 'Cap Two'"),
        ("id: field", "id: cap", ":15: the term id 'cap' stands twice"),
        ("metric: monthly_active", "metric: montly_active", ":11: 'metric': unknown metric 'montly_active_users' (nearest: 'monthly"),
        ("over: 700_000_000", "over: many", ":11: 'over': expected number, found 'many'"),
        ("over: 700_000_000", "over: true", ":11: 'over': expected number, found 'True'"),
        ("over: 700_000_000", "at_least: 5, over: 5", ":11: a limit has exactly one of over and at_least"),
        ("over: 700_000_000, ", "", ":11: a limit has exactly one of over and at_least"),
        ('month: "2024-06"', 'month: "2024-13"', ":11: 'month': expected a month such as 2024-06, found '2024-13'"),
        ("over: 700_000_000", "over: 5, currency: XYZ", ":11: 'currency': unknown currency 'XYZ'"),
        ("over: 700_000_000", "over: 5, of: licensees", ":11: 'of': unknown counted 'licensees' (nearest: 'licensee')"),
        ("domains: [military]", "domains: military", ":17: 'domains' must be a list"),
        ("domains: [military]", "domains: [militry]", ":17: the item: unknown use domain 'militry' (nearest: 'military')"),
        ("fact: use.commercial", "fact: use.comercial", ":18: no fact 'use.comercial' (nearest: 'use.commercial')"),
        (
            "fact: use.commercial, is: true",
            "fact: use.outputs_train, is: other_modle",
            ":18: 'other_modle' is no word of 'outputs_train' (nearest: 'other_model')",
        ),
        ("is: true", "gt: 5", ":18: 'gt' does not fit the bool fact"),
        ("when: {fact: use.commercial, is: true}", "unless: {test: grants}", ":18: no test 'grants' (nearest: 'granted')"),
        ("when: {fact: use.commercial, is: true}", "when: yes", ":18: a condition is a mapping"),
        ("[host_as_service]", "[host_as_servce]", ":19: the item: unknown activity 'host_as_servce' (nearest: 'host_as_service')"),
        ("[finetune]", "[fine_tune]", ":20: the item: unknown relation 'fine_tune' (nearest: 'finetune')"),
        ('section: "3"', "section: 3", ":21: 'section': expected text, found '3'"),
        ("plain: A field.", "plain: " + "long " * 30, ":22: 'plain' has 149 characters; at most 140 read well"),
        (", share-alike]", "]", ":7: nothing is said of 'share-alike': give a term, or list it under absent or unknown"),
        (", share-alike]", ", share-alike, user-cap]", ":23: 'user-cap' is said to be absent, but a term is of that kind"),
        ("share-alike]", "share-alik]", ":23: the item: unknown term kind 'share-alik' (nearest: 'share-alike')"),
        ("  - id: cap", "  - just text\n  - id: cap", ":8: a term of kind None must be a mapping of keys"),
        ("name: Example", "name: Example\nname: Again", ":2: key 'name' stands twice"),
        ("name: Example", "name: [", ":3: not valid YAML"),
        (LICENCE, "- a list\n", ": a licence must be a mapping of keys"),
    ],
)  # fmt: skip
def test_a_fault_in_a_licence(compile_: Callable[..., list[str]], old: str, new: str, message: str) -> None:
    errors = compile_("licences/example.yaml", old, new)
    assert any(
        error.startswith("licences/example.yaml" + message[: message.find(" ")]) and message in error
        for error in errors
    ), errors


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: A rule\n", "", ":1: a rule needs the key 'title'"),
        ("concern: user-cap", "concern: user-caps", ":2: 'concern': unknown concern 'user-caps' (nearest: 'user-cap')"),
        ("concern: user-cap", "concern: territory", ":2: terms of kind 'user-cap' raise the concern 'user-cap', not 'territory'"),
        ("severity: error", "severity: errr", ":3: 'severity': unknown severity 'errr' (nearest: 'error')"),
        ("severity: error", "status: stabel", ":3: 'status': unknown status 'stabel' (nearest: 'stable')"),
        ("subject: term", "subject: terms", ":4: 'subject': unknown subject 'terms' (nearest: 'term')"),
        (", kind: user-cap}", "}", ":4: a rule on terms names their kind, and no other rule does"),
        ("subject: term", "subject: model", ":4: a rule on terms names their kind, and no other rule does"),
        ("kind: user-cap}", "kind: user-cpa}", ":4: 'kind': unknown term kind 'user-cpa' (nearest: 'user-cap')"),
        ("{test: over_limit}", "{test: over_limt}", ":5: no test 'over_limt' (nearest: 'over_limit')"),
        ("violated_when: {test: over_limit}\n", "", ":1: a rule needs the key 'violated_when'"),
        ("fix: Ask.", "fix: Ask", ":7: 'fix' must end with a full stop"),
        ("why: Because.", "why: Because.\nduty: {seen_when: {test: string_sen}}", ":9: no test 'string_sen' (nearest: 'string_seen')"),
        ("why: Because.", "why: Because.\nduty: {sen_when: {}}", ":9: unknown key 'sen_when' in duty (nearest: 'seen_when')"),
        ("is: violated}", "is: satisfied}", ":9: the examples show no outcome 'violated'"),
        ("  - {facts: {}, is: undetermined}\n", "", ":9: the examples show no outcome 'undetermined'"),
        ("is: violated", "is: broken", ":12: 'is': unknown outcome 'broken'"),
        ("organisation.monthly_active_users: 9", "organisation.users: 9", ":12: no fact 'organisation.users' (nearest: "),
        ("{facts: {}, is", "{fact: {}, is", ":11: unknown key 'fact' in an example (nearest: 'facts')"),
        (", is: satisfied}", ", is: satisfied, today: soon}", ":10: 'today': expected a date such as 2026-11-22, found 'soon'"),
    ],
)  # fmt: skip
def test_a_fault_in_a_rule(compile_: Callable[..., list[str]], old: str, new: str, message: str) -> None:
    errors = compile_("rules/example.yaml", old, new)
    assert any(
        error.startswith("rules/example.yaml" + message[: message.find(" ")]) and message in error for error in errors
    ), errors


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("rules/_facts.yaml", "use.commercial: {type: bool,", "use.commercial: {kind: bool,", "needs the key 'type'"),
        ("rules/_facts.yaml", "use.commercial: {type: bool,", "use.commercial: {type: bool, ask: x,", "unknown key 'ask' in the fact"),
        ("rules/_facts.yaml", "use.commercial: {type: bool,", "use.commercial: {type: boole,", "no type 'boole' (nearest: 'bool')"),
        ("rules/_facts.yaml", "use.commercial: {type: bool", "use.commercial: bool\nx: {type: bool", "the fact 'use.commercial' must be a mapping"),
        ("rules/_facts.yaml", "organisation.kind: {", "- organisation.kind: {", "rules/_facts.yaml:"),
        ("licences/_vocabulary.yaml", "categories: [permissive", "category: [permissive", "unknown key 'category' in the vocabulary (nearest: 'categories')"),
        ("licences/_vocabulary.yaml", "  finetune: {plain:", "  finetune: {plan:", "unknown key 'plan' in 'relations.finetune' (nearest: 'plain')"),
        ("licences/_vocabulary.yaml", "military: {group: sector", "military: {group: sectr", "'group': unknown domain group 'sectr' (nearest: 'sector')"),
        ("licences/_vocabulary.yaml", "military: {group: sector, ", "military: {", "'use_domains.military' needs the key 'group'"),
        ("licences/_vocabulary.yaml", "EUR: 1.15", "EUR: much", "'EUR': expected number, found 'much'"),
        ("licences/_vocabulary.yaml", "    concern: user-cap\n", "", "'term_kinds.user-cap' needs the key 'concern'"),
    ],
)  # fmt: skip
def test_a_fault_in_the_vocabulary(
    compile_: Callable[..., list[str]], file: str, old: str, new: str, message: str
) -> None:
    errors = compile_(file, old, new)
    assert errors
    assert errors[0].startswith(f"{file}:")
    assert any(message in error for error in errors)


def test_every_error_is_one_line(compile_: Callable[..., list[str]]) -> None:
    errors = compile_("licences/example.yaml", "name: Example", 'name: Example\n"bad\\nkey": 1\n"\\u001b[31m": 2')
    assert len(errors) == 2
    assert all(len(error.splitlines()) == 1 and "\x1b" not in error for error in errors)


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    errors = compile_data(tmp_path, sqlite3.connect(":memory:"))
    assert errors[0].startswith("licences/_vocabulary.yaml: No such file")


def test_an_index_is_replaced_only_when_all_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "index.sqlite"
    target.write_bytes(b"as it was")
    with pytest.raises(UsageError, match=r"_vocabulary\.yaml"):
        build_index(tmp_path, target)
    assert target.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [target]


def test_a_projects_own_licences_and_rules(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.yaml").write_text(LICENCE.replace("document: other", "document: mit"), encoding="utf-8")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE entry (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id))")
    assert add_licences(folder, connection, DATA.vocabulary, DATA.facts, DATA.licence_ids) == []
    mine = Database(connection).licence("mine")
    assert mine is not None
    assert [term.id for term in mine.terms] == ["cap", "field"]
    (folder / "mine.yaml").write_text(RULE, encoding="utf-8")
    bodies, errors = add_rules(folder, connection, DATA.vocabulary, DATA.facts, DATA.licence_ids)
    assert (errors, [body["id"] for body in bodies]) == ([], ["mine"])
    (folder / "mine.yaml").write_text(RULE.replace("over_limit", "over_limt"), encoding="utf-8")
    _, errors = add_rules(folder, connection, DATA.vocabulary, DATA.facts, DATA.licence_ids)
    assert errors == ["own/mine.yaml:5: no test 'over_limt' (nearest: 'over_limit')"]
