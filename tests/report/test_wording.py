"""What people read: every finding names the model, the section, the fact and what to do, in lines of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smallprint.database import Database
from smallprint.model import EMPTY, Finding, Graph, Licence, Node, Place, Report, Rule, Term
from smallprint.report import Style
from smallprint.report.text import render
from smallprint.run import Options, run
from smallprint.say import BLANKS, message
from smallprint.verdict import Verdict

_NODE = Node("hf:meta-llama/Llama-3.1-8B-Instruct", "hf", publisher="Meta")
_WORDS = {blank: f"({blank})" for blank in BLANKS if blank in (
    "claims", "base", "base_licence", "replacement", "provider", "date", "detail", "successor", "project_licence",
    "data_sets", "document", "label", "unlicensed_base")}  # fmt: skip


@pytest.fixture(scope="module")
def database() -> Database:
    return Database.open()


def _terms(database: Database) -> dict[str, list[tuple[Licence, Term]]]:
    """Kind of term -> one term of every licence that has it."""
    found: dict[str, dict[str, tuple[Licence, Term]]] = {}
    for name in sorted(database.licence_ids):
        licence = database.licence(name)
        for term in licence.terms if licence else ():
            if licence and term.strength == "must":
                found.setdefault(term.kind, {}).setdefault(name, (licence, term))
    return {kind: list(held.values()) for kind, held in found.items()}


def _findings(database: Database) -> Iterator[tuple[Rule, Term | None, Finding]]:
    terms = _terms(database)
    for rule in database.rules:
        met: list[tuple[str, Term | None]] = [
            (licence.id, term) for kind in rule.kinds for licence, term in terms[kind]
        ]
        for licence, term in met or [("llama3.1", None)]:
            words = {**_WORDS, "document": licence}
            said, fix = (
                message(text, term, _NODE, licence, database.vocabulary, words) for text in (rule.message, rule.fix)
            )
            yield rule, term, Finding(
                rule=rule.id, concern=rule.concern, severity="error", confidence="high", verdict=Verdict.VIOLATED,
                model="" if rule.subject in ("tree", "waiver") else _NODE.id, licence=licence, document=licence,
                term=term.id if term else "", section=term.section if term else "", message=said, fix=fix,
                places=(Place("app/chat.py", 14, 11, 10),), plain=term.plain if term else "", subject=rule.subject,
            )  # fmt: skip


def test_every_rule_with_every_term(database: Database, tmp_path: Path) -> None:
    """Model, section and fix are named; the clause is said once; sentences have their full stops; lines fit."""
    for rule, term, finding in _findings(database):
        report = Report(
            "broken", "full", (finding,), (), (), (), (), (), Graph({}, {}), EMPTY, EMPTY, "smallprint.yaml"
        )
        lines = render(report, Style(root=tmp_path, width=80)).splitlines()
        text = " ".join(" ".join(lines).split())
        where = f"{rule.id} with {finding.document} {finding.term}"
        # A word that is longer than the line stands alone on it.
        assert not [line for line in lines if len(line) > 80 and len(line.split()) > 1], where
        assert not finding.model or "Llama-3.1-8B-Instruct:" in text, where
        assert f" fix {' '.join(finding.fix.split())}" in text, where
        assert finding.fix[0].isupper(), where
        assert finding.fix.endswith("."), where
        assert not finding.message.endswith("."), where
        assert "{" not in finding.message + finding.fix, where
        if term is not None:
            assert " ".join(f"{finding.document} {term.section}:".split()) in text, where
            assert text.count(" ".join(term.plain.split())) == 1, f"{where}: the clause stands twice"


def test_what_was_stated_and_what_was_seen_are_told(database: Database, tmp_path: Path) -> None:
    """The way to the trainer and the policy's word, each with its place."""
    (tmp_path / "train.py").write_text(
        "from datasets import Dataset\nfrom trl import SFTTrainer\nfrom vllm import LLM\n"
        'llm = LLM("meta-llama/Llama-2-7b-chat-hf")\n'
        "rows = [{'text': o.outputs[0].text} for o in llm.generate(PROMPTS)]\n"
        'SFTTrainer(model="Qwen/Qwen2.5-0.5B", train_dataset=Dataset.from_list(rows)).train()\n'
    )
    (tmp_path / "smallprint.yaml").write_text("use: {commercial: true, outputs_train: none}\n")
    report = run(Options(tmp_path, stores=False), database)
    lines = render(report, Style(root=tmp_path, width=80)).splitlines()
    start = next(number for number, line in enumerate(lines) if "error[output-training]" in line)
    shown = lines[start : start + 11]
    text = "\n".join(shown)
    assert "  the code train.py:6 trains llm Qwen2.5-0.5B\n" in text
    assert "  you      use.outputs_train: none, smallprint.yaml:1\n" in text
    assert "  licence  llama2 1.b.v: " in text
    assert all(len(line) <= 80 for line in lines)
