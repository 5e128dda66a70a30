"""``smallprint retirements``: the days on which models in use end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smallprint.cli import run_cli

APP = """import litellm
litellm.completion(model="openai/gpt-4o-2024-05-13")
litellm.completion(model="openai/gpt-4o")
litellm.completion(model="together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo")
litellm.completion(model="anthropic/claude-opus-5-5")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    (tmp_path / "b.py").write_text(APP.splitlines()[0] + "\n" + APP.splitlines()[1] + "\n", encoding="utf-8")
    return tmp_path


def _run(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert run_cli(["retirements", str(project), "--root", str(project), "--as-of", "2026-11-22", *more]) == 0
    return capsys.readouterr().out


def test_text_has_the_soonest_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _run(project, capsys).splitlines()
    days = [line for line in lines if line[:3] == "202"]
    assert days == sorted(days)
    assert any("gpt-4o-2024-05-13 at openai" in line and "30 days ago" in line for line in days)
    assert any(line.startswith("2026-10-22?") for line in days), "a day from a third party is marked"
    assert any("app.py:2 (+1)" in line for line in lines), "one row for all places"
    assert any("claude-opus-5-5" in line for line in lines if line.startswith("No day is known"))


def test_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(_run(project, capsys, "--format", "json"))
    assert data["schema"] == "smallprint/retirements/1"
    first = data["retirements"][0]
    assert (first["date"], first["confidence"], first["days_left"]) == ("2026-10-22", "low", -31)
    by_model = {row["model"]: row for row in data["retirements"]}
    assert by_model["api:openai/gpt-4o-2024-05-13"]["replacement"]
    assert all(row["source"] for row in data["retirements"])
    assert data["undated"] == ["api:anthropic/claude-opus-5-5"]


def test_the_calendar_follows_the_standard(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from icalendar import Calendar

    text = _run(project, capsys, "--format", "ics")
    read = Calendar.from_ical(text)
    events = [part for part in read.walk("VEVENT") if not part.errors]
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt.isoformat(), str(event["STATUS"])) for event in events] == [
        ("Llama-3.3-70B-Instruct-Turbo ends at together", "2026-10-22", "TENTATIVE"),
        ("gpt-4o-2024-05-13 ends at openai", "2026-10-23", "CONFIRMED"),
        ("gpt-4o ends at openai", "2027-01-14", "CONFIRMED"),
    ]
    assert all((event["DTEND"].dt - event["DTSTART"].dt).days == 1 for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    assert "app.py:2, b.py:2" in events[1]["DESCRIPTION"]
    assert read.errors == []
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == ""
    assert lines[-2] == "END:VCALENDAR"
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    assert "STATUS:TENTATIVE" in lines
    assert "DTSTART;VALUE=DATE:20261023" in lines
    assert _run(project, capsys, "--format", "ics") == text, "the same project gives the same bytes"


def test_hostile_names_cannot_leave_their_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a\u2028b;c,\\d"
    folder.mkdir()
    (folder / "app.py").write_text(APP, encoding="utf-8")
    text = _run(tmp_path, capsys, "--format", "ics")
    unfolded = text.replace("\r\n ", "")
    assert "\u2028" not in text
    assert "a\\\\u2028b\\;c\\,\\\\d/app.py" in unfolded or "a\\u2028b\\;c\\,\\\\d/app.py" in unfolded


def test_nothing_ends_where_nothing_is_rented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text("print(1)\n", encoding="utf-8")
    assert "none ends" in _run(tmp_path, capsys)
    assert json.loads(_run(tmp_path, capsys, "--format", "json"))["retirements"] == []


def test_a_missing_path_is_the_callers_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["retirements", str(tmp_path / "nowhere")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_what_the_date_alone_brings_about_only_warns_in_the_hook(tmp_path: Path) -> None:
    from smallprint.database import Database
    from smallprint.run import Options, run

    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    (tmp_path / "smallprint.yaml").write_text("use: {commercial: true}\n", encoding="utf-8")
    data = Database.open()
    whole = run(Options(tmp_path, as_of="2026-11-22"), data)
    changed = run(Options(tmp_path, paths=(tmp_path / "app.py",), as_of="2026-11-22"), data)
    for report, severity in ((whole, "error"), (changed, "warning")):
        (finding,) = [found for found in report.findings if found.rule == "retired-model" and found.since]
        assert (finding.severity, finding.since) == (severity, "2026-10-23")
    assert (whole.verdict, changed.verdict) == ("broken", "incomplete")
