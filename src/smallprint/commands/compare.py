"""``smallprint compare``: models or licences side by side under this policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smallprint.cli import find_root, write_output
from smallprint.model import UsageError
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.choice import Standing
    from smallprint.database import Database

__all__ = ["compare", "named", "row_data", "row_lines"]


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="A B...")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--policy", type=click.Path(path_type=Path), help="The policy to use (default: the nearest).")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project (default: git top level).",
)
def compare(names: tuple[str, ...], style: str, output: str | None, policy: Path | None, root: Path | None) -> int:
    """Put models (org/name, ollama:name, api:provider/name) or licences side by side under this policy."""
    from smallprint.choice import standing
    from smallprint.database import Database
    from smallprint.run import Options, consider

    database = Database.open()
    wanted = [named(name, database) for name in names]
    report = consider(wanted, Options(find_root((), root), policy=policy.resolve() if policy else None), database)
    rows = standing(report, wanted)
    if style == "json":
        data = {"schema": "smallprint/compare/1", "policy": report.policy_file, "rows": [row_data(row) for row in rows]}
        write_output(json.dumps(data, indent=2), output)
    else:
        write_output("\n".join(line for row in rows for line in (*row_lines(row), "")), output)
    return 0


def named(name: str, database: Database) -> str:
    """The canonical id of a model, or ``other:licence/ID``. Raises ``UsageError`` for a bare word that is neither."""
    if database.licence(name) is not None:
        return f"other:licence/{name}"
    if ":" in name and name.partition(":")[0] in (
        "hf",
        "ollama",
        "api",
        "dataset",
        "timm",
        "torchhub",
        "spacy",
        "gguf",
    ):
        return name
    if "/" in name:
        return f"hf:{name}"
    near = ", ".join(database.catalogue.search(name)[:3])
    raise UsageError(
        f"'{safe(name)}' is neither a licence nor a model such as org/name" + (f" (near: {near})" if near else "")
    )


def row_data(row: Standing) -> dict[str, Any]:
    """One row as plain data."""
    from smallprint.report.json import finding_data

    return {
        "model": row.model,
        "licence": row.licence,
        "publisher": row.publisher,
        "released": row.released,
        "verdict": row.verdict,
        "broken": [finding_data(item) for item in row.broken],
        "due": [finding_data(item) for item in row.due],
        "open": [finding_data(item) for item in row.open],
        "duties": list(row.duties),
    }


def row_lines(row: Standing, most: int = 6) -> list[str]:
    """One row as lines: the verdict, what breaks, what is open, what is still to do."""
    from smallprint.report import Style
    from smallprint.report.text import Pen

    pen = Pen(Style())
    when = f", {row.released[:7]}" if row.released else ""
    verdict = "kept once done" if row.verdict == "due" else row.verdict
    lines = [f"{safe(row.model.removeprefix('other:'))}: {verdict} ({safe(row.licence)}{when})"]
    for label, items in (("broken", row.broken), ("open", row.open), ("to do", row.due)):
        for item in items[:most]:
            clause = f" ({item.document} {item.section})" if item.section else ""
            asks = f": {', '.join(item.missing)}" if item.missing else ""
            lines += pen.wrap(label, f"{item.message}{clause}{asks}")
        if len(items) > most:
            lines += pen.wrap(label, f"and {len(items) - most} more")
    for duty in row.duties[:most]:
        lines += pen.wrap("to do", duty)
    return lines
