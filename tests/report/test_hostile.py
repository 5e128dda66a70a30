"""Whatever a project writes into names and cards, no format lets it act: terminal, runner, browser, sheet."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallprint.cli import run_cli
from smallprint.model import Report
from smallprint.report import FORMATS, Style, render

#: Controls but the line feed, marks that reorder or hide, and what no UTF-8 file can hold.
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_COMMAND = re.compile(r"##\w*\[")
_ANNOTATION = re.compile(
    r"::(?:error|warning|notice) file=[^:,\n]*(?:,line=\d+)?(?:,col=\d+)?(?:,endColumn=\d+)?,title=[^:,\n]*::[^\n]*"
)
ATTACKS = (
    "::error::pwned",
    "  ::set-output name=x::y",
    "##[add-mask]x",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[x]",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><script>",
    "{{ 7*7 }}",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "a\nb",
    "a\r\n::error::b",
    "\u2028::error::",
    "\u202egnp.exe",
    "\u200b\ufeff",
    "| a | b |",
    "[x](http://evil)",
    "![x](http://evil)",
    "# head",
    "@everyone",
    "`code`",
    "https://evil.example/?q=1",
    "~~x~~",
    "&lt;b&gt;",
    "]]>",
    "%0A::error::",
    "\ud800",
    "\uffff",
    "é" * 3,
    "名前",
    "x" * 10_000,
    " ",
    "..",
)


def _check(report: Report, style: Style) -> None:
    for name in FORMATS:
        text = render(report, name, style)
        text.encode("utf-8")
        hidden = _HIDDEN.search(text)
        assert hidden is None, (name, hidden)
        assert not _COMMAND.search(text), name
        if name in ("text", "github"):
            commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
            assert name == "github" or commands == []
            assert all(_ANNOTATION.fullmatch(line) for line in commands), commands
    cells = [cell for row in csv.reader(io.StringIO(render(report, "csv", style))) for cell in row]
    assert not [cell for cell in cells if cell.strip().startswith(tuple("=+-@＝＋－＠"))]
    fromstring(render(report, "junit", style).encode())
    _check_markdown(render(report, "markdown", style))
    page = render(report, "html", style)
    assert page.count("<script") == 0
    assert page.count("<style") == 1
    for name in ("json", "sarif", "gitlab"):
        json.loads(render(report, name, style))


def _check_markdown(text: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "s_open", "em_open", "strong_open", "fence"}
    heads = [tokens[number + 1].content for number, token in enumerate(tokens) if token.type == "heading_open"]
    assert {head.split(":")[0] for head in heads} <= {
        "smallprint",
        "Broken",
        "Open",
        "Answers that would settle most",
        "To do where the tree cannot show it",
        "Not read",
        "This change alters what judges it; it does not count yet",
    }
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(rows) == 4  # two tables of a head and one row; nothing adds a row or a cell
    assert len(cells) == 2 * 6 + 2 * 5
    # Bare addresses and names after @ would be linked by GitHub.
    assert not re.search(r"https?://|@\w", text)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_attack_gets_through(attack: str, poisoned: Callable[[str], Report]) -> None:
    _check(poisoned(attack), Style(verbose=True, show="kept"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ATTACKS) | st.text(max_size=30), min_size=1, max_size=4))
def test_no_mixture_gets_through(poisoned: Callable[[str], Report], parts: list[str]) -> None:
    _check(poisoned("".join(parts)), Style(verbose=True, show="kept"))


def test_a_hostile_tree_from_end_to_end(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    names = [
        "::error::x.py",
        "##[add-mask]y.py",
        "<script>alert(1)<&.py",
        "=cmd().py",
        "\x1b[31mred.py",
        "two\nlines.py",
        "\u202egnp.py",
        "-rf.py",
        "n" * 240 + ".py",
        "$(touch x).py",
        "a,b:c%0A.py",
    ]
    attacks = [text for text in ATTACKS if "\0" not in text and "\ud800" not in text]
    for number, name in enumerate(names):
        refs = [f"org{number}/{text}" for text in attacks] + ["meta-llama/Llama-2-7b-hf"]
        lines = [f"AutoModel.from_pretrained({ref!r})" for ref in refs]
        source = "from transformers import AutoModel\n" + "\n".join(lines) + "\n"
        (tmp_path / name).write_text(source, encoding="utf-8", errors="surrogatepass")
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.py", "w") as stream:
        stream.write('from transformers import AutoModel\nAutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")\n')
    card = "---\nbase_model: '::error::x'\nlicense: '##[debug]<script>'\nlicense_name: \"=1\\u202e\"\n---\n# x\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    (tmp_path / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [host_as_service], territories: [CN]}\npolicy: {deny: [community]}\n"
    )
    for name in FORMATS:
        code = run_cli(["check", str(tmp_path), "--root", str(tmp_path), "--format", name, "--as-of", "2026-11-22"])
        out = capfd.readouterr().out
        assert code == 1, name
        assert not _HIDDEN.search(out), name
        assert not _COMMAND.search(out), name
        if name in ("text", "github"):
            commands = [line for line in out.split("\n") if line.lstrip().startswith("::")]
            assert all(_ANNOTATION.fullmatch(line) for line in commands), commands
            assert bool(commands) == (name == "github")
    for name in ("cyclonedx", "spdx"):
        assert run_cli(["bom", str(tmp_path), "--root", str(tmp_path), "--format", name, "--as-of", "2026-11-22"]) == 0
        assert not _HIDDEN.search(capfd.readouterr().out)
