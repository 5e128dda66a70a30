"""``smallprint identify``: which licence is this text, and if it is none, in what does it differ."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.resolve.match import Match

__all__ = ["identify"]

#: Exit codes; see the table in ``smallprint.cli``. An unknown text is an answer, unless ``--strict`` demands a name.
_KEPT, _UNREADABLE, _INCOMPLETE = 0, 2, 3
_SCHEMA = "smallprint/identify/1"


@click.command("identify")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the answer.")
@click.option(
    "--draft", is_flag=True, help="For a text that is no known licence, print a first licence entry to correct."
)
@click.option("--strict", is_flag=True, help="Exit 3 if a text is no known licence.")
@click.pass_context
def identify(context: click.Context, files: tuple[str, ...], form: str, draft: bool, strict: bool) -> None:
    """Say which licence each FILE is; "-" reads standard input.

    Plain text, Markdown, HTML, and pages that hold a licence are read. A text with an added, removed or changed
    clause is not that licence: the clause is named. Nothing is guessed.
    """
    from smallprint.database import Database

    database = Database.open()
    matcher = database.matcher
    rows: list[tuple[str, bytes, Match]] = []
    for name in files:
        data = _read(name)
        if data is not None:
            rows.append((name, data, matcher.identify(data, name)))
    if form == "json":
        click.echo(json.dumps(_document(rows, database, draft), indent=2, ensure_ascii=True))
    else:
        for name, data, match in rows:
            _print(name, data, match, database, draft)
    if len(rows) < len(files):
        context.exit(_UNREADABLE)
    context.exit(_INCOMPLETE if strict and any(match.licence is None for _, _, match in rows) else _KEPT)


def _read(name: str) -> bytes | None:
    """The bytes of a file that the user named, or ``None`` after saying why not."""
    from smallprint.fs import MAX_BYTES, Tree

    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES)
    path = Path(name)
    tree = Tree(path.parent)
    source = tree.read(path.name)
    if source is None or source.is_binary:
        reason = tree.problems[0].reason if tree.problems else "not a text"
        click.echo(f"{safe(name)}: {reason}", err=True)
        return None
    return source.data


def _document(rows: Sequence[tuple[str, bytes, Match]], database: Database, draft: bool) -> dict[str, Any]:
    results = []
    for name, data, match in rows:
        row: dict[str, Any] = {
            "file": name,
            "licence": match.licence,
            "score": match.score,
            "candidates": [{"licence": licence, "score": score} for licence, score in match.candidates],
            "changed": list(match.changed),
        }
        if draft and match.licence is None:
            row["draft"] = _draft(name, data, match, database)
        results.append(row)
    return {"schema": _SCHEMA, "results": results}


def _print(name: str, data: bytes, match: Match, database: Database, draft: bool) -> None:
    if match.licence is not None:
        click.echo(f"{safe(name)}: {match.licence}{_named(match.licence, database)}")
        return
    if match.changed:
        nearest = match.candidates[0][0]
        click.echo(f"{safe(name)}: no known licence; it differs from {nearest}{_named(nearest, database)}")
        for change in match.changed:
            click.echo(f"  {safe(change)}")
    else:
        near = ", ".join(f"{licence} {score:.2f}" for licence, score in match.candidates[:3])
        click.echo(f"{safe(name)}: no known licence" + (f"; nearest {near}" if near else ""))
    if draft:
        click.echo()
        click.echo(_draft(name, data, match, database), nl=False)


def _named(licence: str, database: Database) -> str:
    entry = database.licence(licence)
    return f" ({entry.name})" if entry is not None else ""


def _draft(name: str, data: bytes, match: Match, database: Database) -> str:
    from smallprint.resolve.draft import draft

    nearest = match.candidates[0][0] if match.candidates and match.score >= 0.4 else ""
    return draft(data, Path(name).name, nearest, database.vocabulary.data["core_kinds"])
