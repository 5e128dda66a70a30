"""The README tells the truth: what it shows of the example is what the example prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallprint.cli import run_cli

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "support-bot"


def test_the_report_in_the_readme_is_what_the_example_prints(capsys: pytest.CaptureFixture[str]) -> None:
    fenced = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1::2]
    shown = [block.removeprefix("\n") for block in fenced if block.startswith("\n")]
    assert shown
    assert run_cli(["check", str(EXAMPLE), "--root", str(EXAMPLE), "--no-cache"]) == 1
    printed = capsys.readouterr().out
    for block in shown:
        assert block in printed
