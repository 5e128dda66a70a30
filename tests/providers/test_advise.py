"""``smallprint advise``: blockers first, then cost, and a page that nothing from a project can break."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from smallprint.cli import run_cli

HOSTED = 'import litellm\nlitellm.completion(model="groq/openai/gpt-oss-120b")\n'
CLOSED = 'import litellm\nlitellm.completion(model="openai/gpt-5.6-sol")\n'
OWNED = 'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen3-32B")\n'
DEAR = ("--price-in", "4", "--price-out", "20")


def _run(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert run_cli(["advise", str(folder), "--root", str(folder), "--as-of", "2026-11-22", *more]) == 0
    return capsys.readouterr().out


def _advice(folder: Path, capsys: pytest.CaptureFixture[str], app: str, policy: str = "", *more: str) -> Any:
    (folder / "app.py").write_text(app, encoding="utf-8")
    if policy:
        (folder / "smallprint.yaml").write_text(policy, encoding="utf-8")
    data = json.loads(_run(folder, capsys, "--format", "json", *more))
    assert data["schema"] == "smallprint/advice/1"
    assert len(data["advice"]) == 1
    return data["advice"][0]


def test_the_worked_example_from_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    advice = _advice(tmp_path, capsys, HOSTED)
    groq = advice["comparisons"][0]
    assert groq["against"] == "groq (in use)"
    assert (groq["price_in"], groq["price_out"]) == (0.15, 0.6)
    assert round(groq["fixed"], 2) == 9599.10
    assert round(groq["break_even"] / 1e9, 1) == 36.6
    assert round(groq["utilisation"], 2) == 0.87
    assert all(given["source"] for given in advice["inputs"])
    assert all(comparison["source"] for comparison in advice["comparisons"])


def test_each_flag_replaces_its_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = {
        "--gpu-price": "6.88", "--gpus": "4", "--overhead": "0", "--ops": "0", "--in-share": "0.5",
        "--throughput": "100", "--usable-share": "1", "--hours": "365", "--price-in": "2", "--price-out": "10",
    }  # fmt: skip
    words = [word for pair in flags.items() for word in pair]
    advice = _advice(tmp_path, capsys, HOSTED, "", *words)
    stated = {given["name"]: given["value"] for given in advice["inputs"] if given["source"] == "stated"}
    assert stated == {
        "gpu-price": 6.88, "gpus": 4, "overhead": 0, "ops": 0, "in-share": 0.5, "throughput": 100, "usable-share": 1,
        "hours": 365,
    }  # fmt: skip
    only = advice["comparisons"]
    assert [comparison["against"] for comparison in only] == ["the stated price"]
    assert only[0]["fixed"] == pytest.approx(4 * 6.88 * 365)
    assert only[0]["blended"] == 6


@pytest.mark.parametrize(
    ("app", "policy", "more", "verdict", "word"),
    [
        (HOSTED, "use: {data: {must_stay_in_boundary: true}}", (), "own", "residency"),
        (HOSTED, "use: {data: {must_stay_in_boundary: true}}", ("--tokens", "1m"), "own", "residency"),
        (HOSTED, "use: {data: {allowed_regions: [EU]}}", (), "settle-first", "residency"),
        (CLOSED, "use: {data: {must_stay_in_boundary: true}}", (), "neither", "no weights are published"),
        (CLOSED, "use: {audience: {minors: true}, safeguards: []}", (), "neither", "audience"),
        (HOSTED, "use: {audience: {minors: true}, safeguards: []}", (), "own", "audience"),
        (CLOSED, "use: {commercial: true}", ("--tokens", "900bn"), "rent", "no weights are published"),
        (HOSTED, "use: {commercial: true}", ("--tokens", "1m"), "rent", "costs less"),
        (HOSTED, "use: {commercial: true}", ("--tokens", "20bn", *DEAR), "own", "costs less"),
        (OWNED, "use: {data: {must_stay_in_boundary: true}}", ("--tokens", "1m"), "own", "no price opens it"),
        (OWNED, "use: {commercial: true}", ("--tokens", "1m"), "rent", "costs less"),
    ],
)  # fmt: skip
def test_blockers_come_before_cost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], app: str, policy: str, more: tuple[str, ...], verdict: str,
    word: str,
) -> None:  # fmt: skip
    advice = _advice(tmp_path, capsys, app, policy, *more)
    assert advice["verdict"] == verdict
    assert word in advice["reason"]


def test_a_licence_that_bars_owning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = 'import litellm\nlitellm.completion(model="azure_ai/Llama-3.2-11B-Vision-Instruct")\n'
    advice = _advice(tmp_path, capsys, app, "organisation: {country: DE}")
    assert advice["weights"] == "hf:meta-llama/Llama-3.2-11B-Vision-Instruct"
    assert [found["concern"] for found in advice["bars_owning"]] == ["territory"]
    assert advice["verdict"] == "neither", "the licence binds at the host too"


def test_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/thing")\n'
    advice = _advice(tmp_path, capsys, app)
    assert advice["comparisons"] == []
    assert advice["missing"] == ["--params or --gpus", "--price-in and --price-out"]
    assert advice["verdict"] == "depends"


def test_old_prices_and_missing_people_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = _advice(tmp_path, capsys, HOSTED, "", "--no-gpu-ops")["notes"]
    assert any("older than 90 days" in note for note in notes)
    assert any(note.startswith("operations") for note in notes)
    assert any("two documents bind" in note for note in notes)


def test_text_names_every_input_with_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text(HOSTED, encoding="utf-8")
    text = _run(tmp_path, capsys)
    assert "break-even 36.6bn tokens a month (87% of full load" in " ".join(text.split())
    for name in ("gpu-price", "gpus", "throughput", "overhead", "ops", "in-share", "usable-share", "hours"):
        assert re.search(rf"^    {name} [^\[]*\[[^\]]+\]$", text, re.MULTILINE), name


HOSTILE = "<script>alert(1)</script>\"'&\u202e"


def test_the_page_runs_nothing_and_escapes_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = HOSTED + f"litellm.completion(model={'openai/' + HOSTILE!r})\n"
    (tmp_path / "app.py").write_text(app, encoding="utf-8")
    page = _run(tmp_path, capsys, "--format", "html")
    assert "<script" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"\son\w+=|src=|href=|url\(", page)
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert svg is not None
    tree = ElementTree.fromstring(svg[0])
    words = " ".join(element.text or "" for element in tree.iter() if element.tag.endswith("text"))
    assert "groq (in use): break-even 36.6bn, more than one set carries" in words, "the legend names each line"
    assert not [element for element in tree.iter() if element.tag.endswith("circle")], "no line is crossed there"
    lines = [element for element in tree.iter() if element.tag.endswith("polyline")]
    assert len(lines) == 3, "owning and two prices"
    for line in lines:
        for point in line.attrib["points"].split():
            x, y = map(float, point.split(","))
            assert 13.9 <= x <= 630.1
            assert 29.9 <= y <= 280.1


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (("--price-in", "1"), "two sides"),
        (("--gpu", "T1000"), "no price is known"),
        (("--tokens", "many"), "--tokens"),
        (("--in-share", "2"), "in-share"),
    ],
)
def test_faults_of_the_caller(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: tuple[str, ...], word: str
) -> None:
    assert run_cli(["advise", str(tmp_path), *flags]) == 2
    assert word in capsys.readouterr().err


def test_nothing_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, capsys) == "No models are in use.\n"


def test_a_notice_to_show_bars_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = 'import litellm\nlitellm.completion(model="bedrock/us.meta.llama3-1-70b-instruct-v1:0")\n'
    policy = "use: {activities: [host_as_service], data: {allowed_regions: [EU]}}\n"
    advice = _advice(tmp_path, capsys, app, policy)
    assert advice["verdict"] == "own"
    assert advice["bars_owning"] == []
    assert any("Built with Llama" in note for note in advice["notes"])


@pytest.mark.parametrize(
    "rule",
    [
        "use: {data: {allowed_regions: [EU]}}",
        "use: {data: {classes: [health]}}",
        "use: {data: {max_retention_days: 0}}",
        "policy: {jurisdiction: {forbid: [CN]}}",
    ],
)
def test_no_price_sends_data_to_a_host_that_was_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    assert _advice(tmp_path, capsys, OWNED, "use: {commercial: true}\n", "--tokens", "1bn")["verdict"] == "rent"
    assert _advice(tmp_path, capsys, OWNED, f"{rule}\n", "--tokens", "1bn")["verdict"] == "settle-first"


def test_text_fits_eighty_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text(HOSTED, encoding="utf-8")
    lines = _run(tmp_path, capsys, "--tokens", "3e9").splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert any(line.split() == ["tokens", "3bn", "[stated]"] for line in lines)


@pytest.mark.parametrize("count", ["-5", "0", "nan", "inf", "many"])
def test_nonsense_is_no_volume(tmp_path: Path, capsys: pytest.CaptureFixture[str], count: str) -> None:
    assert run_cli(["advise", str(tmp_path), f"--tokens={count}"]) == 2
    assert "--tokens" in capsys.readouterr().err
