"""Render a report. To add a format: a module with ``render(report, style)``, a line in the table, its validator."""

from __future__ import annotations

import importlib
from pathlib import Path

from smallprint.model import Report
from smallprint.record import record

__all__ = ["FORMATS", "Style", "render"]

#: format -> module of this package with ``render(report, style) -> str``; imported when it is asked for.
_TABLE = {
    "text": "text",
    "json": "json",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "html": "html",
    "csv": "csv",
}
FORMATS = tuple(_TABLE)


@record
class Style:
    """How to show it: nothing here may change what is found."""

    root: Path = Path()
    colour: bool = False
    #: Columns of the terminal.
    width: int = 80
    verbose: bool = False
    #: ``kept`` to show why what is fine is fine.
    show: str = ""


def render(report: Report, name: str, style: Style) -> str:
    """The report in the format ``name``."""
    module = importlib.import_module(f"smallprint.report.{_TABLE[name]}")
    text: str = module.render(report, style)
    return text
