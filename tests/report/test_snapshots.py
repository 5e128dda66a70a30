"""Whole outputs of the example. ``pytest tests/report --update-snapshots`` writes them anew; read the diff then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smallprint.database import Database
from smallprint.model import Report
from smallprint.report import FORMATS, Style, cyclonedx, render, spdx

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "support-bot"
ANSI = re.compile(r"\033\[[0-9;]*m")
CASES = {
    **{name: (name, {}) for name in FORMATS},
    "text-colour": ("text", {"colour": True}),
    "text-verbose-kept": ("text", {"verbose": True, "show": "kept"}),
    "text-narrow": ("text", {"width": 60}),
}


def _stable(text: str, report: Report) -> str:
    """Without what every release changes."""
    text = text.replace(f"smallprint {report.versions['smallprint']}", "smallprint @@VERSION@@")
    text = re.sub(rf'("version": )"{re.escape(report.versions["smallprint"])}"', r'\1"@@VERSION@@"', text)
    text = re.sub(r'("smallprint": )"[^"]*"', r'\1"@@VERSION@@"', text)
    text = re.sub(r'("data": )"[^"]*"', r'\1"@@DATA@@"', text)
    text = re.sub(r"data \d{4}-\d{2}-\d{2}", "data @@DATA@@", text)
    text = re.sub(r'("name": "smallprint:data",\s*"value": )"[^"]*"', r'\1"@@DATA@@"', text)
    return text.replace(f"smallprint-{report.versions['smallprint']}", "smallprint-@@VERSION@@")


def _compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    path = HERE / "snapshots" / f"support-bot.{name}"
    if request.config.getoption("--update-snapshots"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "if the change is meant: pytest tests/report --update-snapshots"


@pytest.mark.parametrize("name", CASES)
def test_the_example(name: str, example: Report, request: pytest.FixtureRequest) -> None:
    kind, options = CASES[name]
    _compare(name, _stable(render(example, kind, Style(root=EXAMPLE, **options)), example), request)


@pytest.mark.parametrize("name", ["text", "html", "markdown"])
def test_the_example_without_a_policy(name: str, without_policy: Report, request: pytest.FixtureRequest) -> None:
    text = render(without_policy, name, Style(root=EXAMPLE))
    _compare(f"no-policy.{name}", _stable(text, without_policy), request)


@pytest.mark.parametrize("module", [cyclonedx, spdx], ids=["cyclonedx", "spdx"])
def test_the_bill_of_the_example(
    module: object, example: Report, database: Database, request: pytest.FixtureRequest
) -> None:
    text = module.render(example, "support-bot", database.licence)  # type: ignore[attr-defined]
    assert text == module.render(example, "support-bot", database.licence)  # type: ignore[attr-defined]
    _compare(module.__name__.rpartition(".")[2], _stable(text, example), request)  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_terminal(example: Report, without_policy: Report, width: int, verbose: bool) -> None:
    for report in (example, without_policy):
        for line in render(report, "text", Style(root=EXAMPLE, width=width, verbose=verbose)).splitlines():
            words = line.split()
            fits = len(line) <= width
            # A name that cannot be broken may stick out, alone on its line.
            alone = words and len(words[-1]) > width - 40
            assert fits or alone, line


def test_colour_changes_no_word(example: Report) -> None:
    plain = render(example, "text", Style(root=EXAMPLE))
    assert "\033" not in plain
    coloured = render(example, "text", Style(root=EXAMPLE, colour=True))
    assert coloured != plain
    assert ANSI.sub("", coloured) == plain


def test_every_format_has_a_snapshot() -> None:
    assert {f"support-bot.{name}" for name in FORMATS} <= {path.name for path in (HERE / "snapshots").iterdir()}
