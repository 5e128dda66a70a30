"""The command: its JSON, its text, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from smallprint.commands.identify import identify

DUTY = "Products with more than 10 million monthly active users shall prominently display the name of the model."


@pytest.fixture
def files(tmp_path: Path, spdx_texts: dict[str, str]) -> Path:
    (tmp_path / "LICENSE").write_text(spdx_texts["MIT"], encoding="utf-8")
    (tmp_path / "MODIFIED").write_text(f"{spdx_texts['MIT']}\n{DUTY}\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nothing to see here, and nothing to do.", encoding="utf-8")
    (tmp_path / "weights.bin").write_bytes(b"\0\1\2" * 100)
    return tmp_path


def run(*args: str | Path, data: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(identify, [str(arg) for arg in args], input=data)
    return result.exit_code, result.stdout, result.stderr


def test_json_is_as_designed(files: Path) -> None:
    code, out, _ = run("--format", "json", files / "LICENSE", files / "MODIFIED", files / "other.txt")
    document = json.loads(out)
    assert code == 0
    assert set(document) == {"schema", "results"}
    assert document["schema"] == "smallprint/identify/1"
    known, modified, other = document["results"]
    assert known == {
        "file": str(files / "LICENSE"),
        "licence": "mit",
        "score": 1.0,
        "candidates": known["candidates"],
        "changed": [],
    }  # fmt: skip
    assert known["candidates"][0] == {"licence": "mit", "score": 1.0}
    assert modified["licence"] is None
    assert modified["candidates"][0]["licence"] == "mit"
    assert modified["changed"] == ["text added after it (a threshold)"]
    assert (other["licence"], other["score"], other["candidates"], other["changed"]) == (None, 0.0, [], [])


def test_text_names_the_licence_and_the_change(files: Path) -> None:
    code, out, _ = run(files / "LICENSE", files / "MODIFIED", files / "other.txt")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith(f"{files / 'LICENSE'}: mit (")
    assert lines[1].startswith(f"{files / 'MODIFIED'}: no known licence; it differs from mit")
    assert lines[2] == "  text added after it (a threshold)"
    assert lines[3] == f"{files / 'other.txt'}: no known licence"


def test_strict_demands_a_name(files: Path) -> None:
    assert run("--strict", files / "LICENSE")[0] == 0
    assert run("--strict", files / "LICENSE", files / "other.txt")[0] == 3


def test_what_cannot_be_read_is_said_and_the_rest_is_answered(files: Path) -> None:
    code, out, err = run(files / "missing", files / "weights.bin", files, files / "LICENSE")
    assert code == 2
    assert "missing: No such file" in err
    assert "weights.bin: not a text" in err
    assert "not a regular file" in err
    assert ": mit (" in out


def test_no_file_is_a_usage_error() -> None:
    assert run()[0] == 2


def test_standard_input(spdx_texts: dict[str, str]) -> None:
    code, out, _ = run("-", data=spdx_texts["ISC"].encode())
    assert (code, out.split(" (")[0]) == (0, "-: isc")


def test_a_draft_is_printed_for_the_unknown_only(files: Path) -> None:
    _, out, _ = run("--draft", files / "LICENSE", files / "MODIFIED")
    assert out.count("# A draft") == 1
    assert "over: 10000000" in out
    document = json.loads(run("--draft", "--format", "json", files / "LICENSE", files / "MODIFIED")[1])
    assert ["draft" in row for row in document["results"]] == [False, True]


def test_a_hostile_name_is_shown_harmless(files: Path) -> None:
    path = files / "x\n::error::y"
    path.write_text("nothing", encoding="utf-8")
    assert "\n::error" not in run(path)[1]
