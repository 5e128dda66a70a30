"""``diff``, ``compare`` and ``suggest``, through the command line."""

# ruff: noqa: E501 (policies read best as they are)
from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smallprint.choice import size_of
from smallprint.cli import run_cli
from smallprint.database import Database
from smallprint.difference import differences

DATA = Database.open()


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run_cli([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def _differences(old: str, new: str) -> list[tuple[str, str, str]]:
    before, after = DATA.licence(old), DATA.licence(new)
    assert before is not None
    assert after is not None
    found = differences(before, after, DATA.licence, DATA.vocabulary.use_domains)
    return [(item.what, item.kind, item.words) for item in found]


def test_from_llama_3_to_3_1() -> None:
    found = _differences("llama3", "llama3.1")
    assert ("changed", "output-training", "the ban on training other models with outputs is gone") in found
    names = [words for _, kind, words in found if kind == "derivative-naming"]
    assert names == ['names must begin with "Llama" (before: "Llama 3"), also of models made from outputs']
    assert not [item for item in found if item[1] == "licence-copy"]


def test_and_back() -> None:
    found = _differences("llama3.1", "llama3")
    assert ("changed", "output-training", "training other models with outputs is now forbidden") in found


def test_the_eu_came_with_3_2() -> None:
    found = _differences("llama3.1", "llama3.2")
    assert [what for what, kind, _ in found if kind == "territory"] == ["new"]
    assert not [item for item in found if item[1] == "output-training"]


def test_a_line_that_moves() -> None:
    found = _differences("kimi-k2-modified-mit", "minimax-m2-modified-mit")
    assert [kind for _, kind, _ in found] == ["display"]
    assert "USD 20M monthly revenue ->" in found[0][2]
    assert "USD 30M annual recurring revenue" in found[0][2]


@pytest.mark.parametrize("name", sorted(DATA.licence_ids))
def test_no_licence_differs_from_itself(name: str) -> None:
    assert _differences(name, name) == []


def test_what_is_new_one_way_is_gone_the_other() -> None:
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    for old, new in (
        ("mit", "apache-2.0"),
        ("gemma", "llama4"),
        ("cc-by-4.0", "cc-by-nc-sa-4.0"),
        ("qwen", "tongyi-qianwen"),
    ):
        there = sorted((turned[what], kind) for what, kind, _ in _differences(old, new))
        assert there == sorted((what, kind) for what, kind, _ in _differences(new, old))


def test_diff_json_and_faults(capsys: pytest.CaptureFixture[str]) -> None:
    data = _json(capsys, "diff", "llama3", "llama3.1")
    assert data["differences"][0]["old"]["section"] == "2"
    assert run_cli(["diff", "llama3", "llama"]) == 2
    assert "no licence 'llama'" in capsys.readouterr().err
    assert run_cli(["diff", "llama3"]) == 2


def test_diff_of_the_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def lock(label: str) -> None:
        text = f'schema = "smallprint/lock/1"\n\n[[model]]\nid = "hf:acme/m"\nrevision = "{"2" * 40}"\nlabel = "{label}"\ndate = "2026-10-01"\n'
        (tmp_path / "smallprint.lock").write_text(text, encoding="utf-8")

    lock("llama3")
    git = [
        "git",
        "-C",
        str(tmp_path),
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "lock"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert run_cli(["diff", "--root", str(tmp_path)]) == 0
    assert "says what it said at HEAD" in capsys.readouterr().out
    lock("llama3.1")
    assert run_cli(["diff", "--root", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "hf:acme/m: the card's licence changed: llama3 -> llama3.1" in shown
    assert "output-training" in shown


def test_compare_models_and_licences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [use_internally], fields: [customer-support]}\n", encoding="utf-8"
    )
    data = _json(
        capsys,
        "compare",
        "--root",
        str(tmp_path),
        "Qwen/Qwen2.5-7B",
        "Qwen/Qwen2.5-3B",
        "mit",
        "cc-by-nc-4.0",
        "hf:acme/nobody",
    )
    assert [row["verdict"] for row in data["rows"]] == ["kept", "broken", "kept", "broken", "open"]
    assert data["rows"][1]["broken"][0]["concern"] == "commercial-use"
    assert run_cli(["compare", "--root", str(tmp_path), "mit"]) == 0
    assert "licence/mit: kept" in capsys.readouterr().out
    assert run_cli(["compare", "no-such-thing"]) == 2


def test_suggest_names_models_that_break_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [host_as_service], fields: [customer-support]}\npolicy: {allow: [permissive]}\n",
        encoding="utf-8",
    )
    data = _json(capsys, "suggest", "--root", str(tmp_path), "Qwen/Qwen2.5-3B-Instruct")
    assert 0 < len(data["rows"]) <= 8
    for row in data["rows"]:
        assert row["broken"] == []
        assert row["licence"] != "qwen-research"
        size = size_of(row["model"])
        assert size is not None
        assert 1.5 <= size <= 6
    assert _json(capsys, "suggest", "--root", str(tmp_path), "Qwen/Qwen2.5-3B-Instruct") == data
    assert run_cli(["suggest", "--root", str(tmp_path), "acme/no-such-model-at-all"]) == 2


def test_what_a_file_would_mend_is_to_do_and_bars_no_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [distribute_weights], outputs_train: none, fields: [customer-support]}\n",
        encoding="utf-8",
    )
    row, barred = _json(capsys, "compare", "--root", str(tmp_path), "mit", "cc-by-nc-4.0")["rows"]
    assert (row["verdict"], [item["concern"] for item in row["due"]]) == ("due", ["licence-copy"])
    assert (barred["verdict"], [item["concern"] for item in barred["broken"]]) == ("broken", ["commercial-use"])
    assert run_cli(["suggest", "--root", str(tmp_path), "Qwen/Qwen2.5-3B-Instruct"]) == 0
    shown = capsys.readouterr().out
    assert "kept once done (apache-2.0" in shown
    assert "to do    apache-2.0 wants a copy of the licence to go along" in shown


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("hf:meta-llama/Llama-3.1-8B-Instruct", 8), ("hf:mistralai/Mixtral-8x7B-v0.1", 56), ("hf:Qwen/Qwen2.5-0.5B", 0.5),
        ("hf:google/gemma-3-270m-it", 0.27), ("hf:BAAI/bge-m3", None), ("hf:bigscience/bloom-7b1", None), ("hf:openai/whisper-large-v3", None),
    ],
)  # fmt: skip
def test_size(name: str, size: float | None) -> None:
    assert size_of(name) == size
