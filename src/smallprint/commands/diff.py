"""``smallprint diff``: what changes between two licences, or in the lock since the last commit."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smallprint.cli import find_root, write_output
from smallprint.model import UsageError
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.difference import Difference
    from smallprint.model import Licence, Term

__all__ = ["diff"]

_SIGNS = {"gone": "-", "new": "+", "changed": "~"}
_WIDTH = 80


@click.command()
@click.argument("licences", nargs=-1, metavar="[A B]")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--ref", default="HEAD", show_default=True, help="Compare the lock with the one of this git reference.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project (default: git top level).",
)
def diff(licences: tuple[str, ...], style: str, output: str | None, ref: str, root: Path | None) -> int:
    """Compare the licences A and B term by term.

    Without names: show what smallprint.lock says otherwise than at the last commit, down to the terms.
    """
    from smallprint.database import Database

    database = Database.open()
    if not licences:
        return _lock(find_root((), root), ref, style, output, database)
    if len(licences) != 2:
        raise UsageError("diff takes two licences, or none for the lock")
    old, new = (_licence(name, database) for name in licences)
    from smallprint.difference import differences

    found = differences(old, new, database.licence, database.vocabulary.use_domains)
    text = json.dumps(_data(old, new, found), indent=2) if style == "json" else "\n".join(_text(old, new, found))
    write_output(text, output)
    return 0


def _licence(name: str, database: Database) -> Licence:
    licence = database.licence(name) or database.licence(name.lower())
    if licence is None:
        from smallprint.condition import nearest

        raise UsageError(f"no licence '{safe(name)}'{nearest(name, database.licence_ids)}")
    return licence


def _data(old: Licence, new: Licence, found: Sequence[Difference]) -> dict[str, Any]:
    return {
        "schema": "smallprint/diff/1",
        "old": old.id,
        "new": new.id,
        "differences": [
            {
                "what": item.what,
                "kind": item.kind,
                "words": item.words,
                "old": _side(item.old),
                "new": _side(item.new),
            }
            for item in found
        ],
        "unknown": {"old": list(old.unknown), "new": list(new.unknown)},
    }


def _side(side: tuple[str, Term] | None) -> dict[str, str] | None:
    if side is None:
        return None
    document, term = side
    return {"document": document, "term": term.id, "section": term.section, "plain": term.plain}


def _text(old: Licence, new: Licence, found: Sequence[Difference]) -> Iterator[str]:
    yield f"{old.id} -> {new.id}"
    if not found:
        yield "No term differs." if not (old.unknown or new.unknown) else "No known term differs."
    for item in found:
        at = " -> ".join(f"{side[0]} {side[1].section}" for side in (item.old, item.new) if side is not None)
        body = textwrap.wrap(f"{item.words} ({at})", _WIDTH - 22, break_long_words=False, break_on_hyphens=False)
        yield f"{_SIGNS[item.what]} {item.kind:<19} {safe(body[0], 200)}"
        for line in body[1:]:
            yield " " * 22 + safe(line, 200)
    for licence in (old, new):
        if licence.unknown:
            yield f"Not known of {licence.id}: {', '.join(licence.unknown)}."


def _lock(root: Path, ref: str, style: str, output: str | None, database: Database) -> int:
    """The lock of the working tree against the one of ``ref``."""
    from smallprint.commands.lock import _say_drift
    from smallprint.gitref import GitRef
    from smallprint.resolve import lockfile
    from smallprint.resolve.drift import drift

    now = lockfile.read(root / lockfile.NAME)
    content = GitRef(root, ref).read(root / lockfile.NAME)
    before = None if content is None else lockfile.load(content.decode("utf-8", "replace"), lockfile.NAME)
    if now is None and before is None:
        raise UsageError(f"there is no {lockfile.NAME}, here or at {safe(ref)}: smallprint lock")
    empty = lockfile.LockFile()
    found = drift(before or empty, now or empty, database)
    lines: list[str] = []
    if style == "json":
        rows = [
            {
                "id": item.id,
                "what": item.what,
                "old": item.old,
                "new": item.new,
                "matters": item.matters,
                "terms": [
                    {"term": term.term, "kind": term.kind, "old": term.old, "new": term.new} for term in item.terms
                ],
            }
            for item in found
        ]
        lines = [json.dumps({"schema": "smallprint/drift/1", "ref": ref, "drift": rows}, indent=2)]
    else:
        for item in found:
            _say_drift(item, now or empty, lines.append)
        lines = lines or [f"{lockfile.NAME} says what it said at {safe(ref)}."]
    write_output("\n".join(lines), output)
    return 0
