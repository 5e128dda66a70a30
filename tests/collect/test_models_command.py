"""``smallprint models`` in its four formats, on a tiny project."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from smallprint.collect import collect
from smallprint.commands.models import inventory, models
from smallprint.database import Database
from smallprint.fs import Tree
from smallprint.model import Graph


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMALLPRINT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "project"
    (root / "app").mkdir(parents=True)
    (root / "app" / "chat.py").write_text(
        "import sys\nfrom transformers import AutoModel\n"
        'AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'
        "AutoModel.from_pretrained(sys.argv[1])\n"
        'print("gpt-4o")\n'
    )
    (root / "app" / "old.py").write_text('print "x"\nmodel_name = "acme/old-7b"\n')
    (root / "=cmd.py").write_text('AutoModel.from_pretrained("acme/small-7b")\n')
    (root / "|x|<b>.py").write_text('AutoModel.from_pretrained("acme/tiny-7b")\n')
    return root


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(models, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_json_has_the_fields_that_others_rely_on(project: Path) -> None:
    data = json.loads(run("--format", "json", "--root", project, project))
    assert data["schema"] == "smallprint/models/1"
    entry = next(model for model in data["models"] if model["canonical"] == "hf:Qwen/Qwen2.5-7B-Instruct")
    assert list(entry) == [
        "file", "line", "column", "ref", "canonical", "kind", "role", "found_by", "licence", "resolved_by", "parents",
        "claims", "host", "access", "location", "scope",
    ]  # fmt: skip
    assert (entry["file"], entry["line"], entry["column"], entry["role"]) == ("app/chat.py", 3, 28, "dependency")
    assert entry["licence"] == "apache-2.0"
    assert entry["resolved_by"]
    assert [(model["ref"], model["line"]) for model in data["models"] if model["ref"] == "?"] == [("?", 4)]
    assert [(problem["file"], problem["line"]) for problem in data["problems"]] == [("app/old.py", 1)]
    assert not any(model["ref"] == "gpt-4o" for model in data["models"])


def test_all_shows_mentions(project: Path) -> None:
    data = json.loads(run("--format", "json", "--all", "--root", project, project))
    assert [model["role"] for model in data["models"] if model["ref"] == "gpt-4o"] == ["mention"]


def test_named_file_and_exclude(project: Path) -> None:
    data = json.loads(run("--format", "json", "--root", project, project / "app" / "chat.py"))
    assert {model["file"] for model in data["models"]} == {"app/chat.py"}
    data = json.loads(run("--format", "json", "--root", project, "--exclude", "app/", project))
    assert {model["file"] for model in data["models"]} == {"=cmd.py", "|x|<b>.py"}


def test_text_groups_by_model_and_says_what_it_could_not_read(project: Path) -> None:
    text = run("--root", project, project)
    assert text.startswith("4 models in 4 places")
    assert "hf:Qwen/Qwen2.5-7B-Instruct" in text
    assert "app/chat.py:3  from_pretrained" in text
    assert "1 name built at run time" in text
    assert "app/old.py:1  not Python 3" in text


def test_text_and_markdown_say_what_terms_the_parents_bring(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'AutoModel.from_pretrained("deepseek-ai/DeepSeek-R1-Distill-Llama-70B")\n'
        'AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'
    )
    text = run("--root", tmp_path, tmp_path)
    assert "mit (catalogue)\n      llama3.3 through Llama-3.3-70B-Instruct\n      a.py:1" in text
    assert "apache-2.0 (catalogue)\n      a.py:2" in text, "a parent under the same licence adds nothing"
    table = run("--format", "markdown", "--root", tmp_path, tmp_path)
    assert "| mit; llama3.3 through Llama-3.3-70B-Instruct |" in table


def test_csv_is_no_formula(project: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", "--all", "--root", project, project))))
    assert {row["canonical"] for row in rows} >= {"hf:Qwen/Qwen2.5-7B-Instruct", "hf:acme/tiny-7b"}
    assert "'=cmd.py" in {row["file"] for row in rows}
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values() if value)


def test_markdown_has_no_markup_of_others(project: Path) -> None:
    text = run("--format", "markdown", "--root", project, project)
    assert "\\|x\\|\\<b\\>.py:1" in text
    assert "<b>" not in text.replace("\\<b\\>", "")


def test_a_missing_path_is_the_callers_fault(project: Path) -> None:
    assert CliRunner().invoke(models, [str(project / "none")]).exit_code != 0


def test_inventory_without_licences_leaves_them_open(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('AutoModel.from_pretrained("acme/tiny-7b")\n')
    found = collect(Tree(tmp_path))
    (entry,) = inventory(found.refs, Graph({}, {}), found.problems, Database.open())["models"]
    assert (entry["licence"], entry["resolved_by"], entry["parents"], entry["claims"]) == (None, None, [], [])
