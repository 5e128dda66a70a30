"""A project's own licences, rules and models: data in folders that its policy names under ``own``, over ours.

They are written and checked as ours are, and they are data: a gate runs no code that it finds. An own entry may not
take
the name of one of ours, or a project could reword the licence that it is judged by.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from smallprint.database import Database
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["Folder", "with_own"]

#: Where the files of a folder are to be read: itself, or a copy as of a git reference. ``None`` where it is not there.
Folder = Callable[[Path], Path | None]


def with_own(
    database: Database, own: Mapping[str, Any], policy: str, beside: Path, root: Path, folder: Folder
) -> Database:
    """``database`` with the folders of ``own`` added, in memory; folders are relative to ``beside``, where the policy
    is.

    Raises ``UsageError``, one line per fault: a folder that is missing or leaves ``root``, a name that is ours, bad
    data.
    """
    from smallprint.catalogue import load_models
    from smallprint.compiler import add_licences, add_rules

    places = {
        kind: _folders(own.get(kind), kind, policy, beside, root, folder) for kind in ("licences", "rules", "models")
    }
    _refuse_ours(places["licences"], database.licence_ids, "licence", policy)
    _refuse_ours(places["rules"], {rule.id for rule in database.rules}, "rule", policy)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    database.connection.backup(connection)
    known = database.licence_ids | {file.stem for place in places["licences"] for file in _files(place)}
    errors: list[str] = []
    rules: list[Any] = list(database.row("data", "rules"))
    for place in places["licences"]:
        errors += add_licences(place, connection, database.vocabulary, database.facts, known)
    for place in places["rules"]:
        bodies, faults = add_rules(place, connection, database.vocabulary, database.facts, known)
        rules, errors = [*rules, *bodies], errors + faults
    connection.execute(
        "INSERT OR REPLACE INTO entry VALUES ('data', 'rules', ?)",
        (json.dumps(sorted(rules, key=lambda body: body["id"])),),
    )
    models = []
    for place in places["models"]:
        loaded, faults = load_models(place, known)
        models.append(loaded)
        errors += faults
    if errors:
        raise UsageError("\n".join(errors))
    return Database(connection, (*models, *database.own_models))


def _folders(names: Any, kind: str, policy: str, beside: Path, root: Path, folder: Folder) -> list[Path]:
    found = []
    for name in names if isinstance(names, list) else ():
        wanted = Path(os.path.realpath(beside / str(name)))
        if root != wanted and root not in wanted.parents:
            raise UsageError(f"{policy}: own.{kind}: '{safe(str(name))}' leaves the project")
        place = folder(wanted)
        if place is None:
            raise UsageError(f"{policy}: own.{kind}: no folder '{safe(str(name))}'")
        found.append(place)
    return found


def _refuse_ours(places: list[Path], ours: set[str] | frozenset[str], what: str, policy: str) -> None:
    for place in places:
        for file in _files(place):
            if file.stem in ours:
                raise UsageError(f"{policy}: own.{what}s: '{safe(file.stem)}' is the name of a {what} of ours")


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("*.yaml") if not path.name.startswith("_"))
