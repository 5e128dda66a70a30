"""The data that a run needs, from one compiled index: a build product in the wheel, read row by row.

Start-up must not grow with the catalogue, so the index is SQLite: a run reads the rules, and only the licences,
models and
providers that it meets. ``SMALLPRINT_DATA=DIR`` compiles the YAML of a checkout instead, for contributors.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from smallprint.model import Licence, Rule, Term, UsageError

if TYPE_CHECKING:
    from smallprint.catalogue import Catalogue
    from smallprint.resolve.match import Matcher

__all__ = ["INDEX", "Database", "Vocabulary"]

INDEX = Path(__file__).with_name("index.sqlite")
#: Format of the index; a mismatch means that the package was built from other sources.
SCHEMA = 1


#: Types name one word (`metric`); the vocabulary lists many.
_PLURAL = {
    "activity": "activities", "category": "categories", "concern": "concerns", "consequence": "consequences",
    "metric": "metrics",
    "modality": "modalities", "place": "places", "relation": "relations", "safeguard": "safeguards",
    "student_scope": "student_scopes", "topic": "topics", "use_domain": "use_domains",
}  # fmt: skip


class Vocabulary:
    """The closed vocabulary, as compiled from ``licences/_vocabulary.yaml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.metrics: Mapping[str, Mapping[str, Any]] = data["metrics"]
        self.use_domains: Mapping[str, Mapping[str, Any]] = data["use_domains"]
        self.term_kinds: Mapping[str, Mapping[str, Any]] = data["term_kinds"]
        self.rates: Mapping[str, float] = data["currencies"]["rates"]

    def countries(self, regions: Iterable[str]) -> frozenset[str]:
        """The ISO codes in ``regions``, groups such as ``EU`` opened up."""
        codes: set[str] = set()
        for region in regions:
            codes.update(self.data["regions"].get(region, (region,)))
        return frozenset(codes)

    def widened(self, fields: Iterable[str]) -> frozenset[str]:
        """``fields`` and every wider field that contains one of them."""
        inside: set[str] = set()
        stack = list(fields)
        while stack:
            name = stack.pop()
            if name not in inside:
                inside.add(name)
                stack.extend(self.use_domains.get(name, {}).get("part_of", ()))
        return frozenset(inside)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of an enumeration: ``activities``, ``places``, ``field`` …, by the name used in types."""
        if name == "field":
            return (*self.data["use_domains"], *self.data["purposes"])
        name = _PLURAL.get(name, name)
        if name in self.data["enumerations"]:
            return tuple(self.data["enumerations"][name])
        return tuple(self.data[name])


class Database:
    """Look-ups in the index. Opens nothing but the index file."""

    def __init__(self, connection: sqlite3.Connection, own_models: tuple[sqlite3.Connection, ...] = ()) -> None:
        self.connection = connection
        #: Catalogues of a project's own models, asked before ours.
        self.own_models = own_models
        self._licences: dict[str, Licence | None] = {}

    @classmethod
    def open(cls, data: str | None = None) -> Database:
        """Open the index of the package, or compile the folder ``data`` (default: ``SMALLPRINT_DATA``) in memory.

        Raises ``UsageError`` when the index is missing or the data is malformed.
        """
        folder = data if data is not None else os.environ.get("SMALLPRINT_DATA", "")
        if folder:
            from smallprint.compiler import compile_data

            connection = sqlite3.connect(":memory:")
            errors = compile_data(Path(folder), connection)
            if errors:
                raise UsageError("\n".join(errors))
            return cls(connection)
        if not INDEX.exists():
            raise UsageError(
                "the data index is missing: install smallprint again, or set SMALLPRINT_DATA to a checkout"
            )
        return cls(sqlite3.connect(f"file:{quote(str(INDEX))}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    def row(self, kind: str, name: str) -> Any:
        """One entry as plain data, or ``None``."""
        found = self.connection.execute("SELECT body FROM entry WHERE kind = ? AND id = ?", (kind, name)).fetchone()
        return None if found is None else json.loads(found[0])

    def ids(self, kind: str) -> tuple[str, ...]:
        """All ids of a kind of entry (``licence``, ``provider`` …), sorted."""
        rows = self.connection.execute("SELECT id FROM entry WHERE kind = ? ORDER BY id", (kind,))
        return tuple(row[0] for row in rows)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed vocabulary."""
        return Vocabulary(self.row("data", "vocabulary"))

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, Any]]:
        """The typed facts and their questions, by name."""
        facts: Mapping[str, Mapping[str, Any]] = self.row("data", "facts")
        return facts

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, sorted by id, without their examples and pages (see :meth:`rule_page`)."""
        return tuple(rule_from(body) for body in self.row("data", "rules"))

    def rule_page(self, name: str) -> Rule | None:
        """One rule with its examples, for ``explain`` and the tests."""
        body = self.row("rule", name)
        return None if body is None else rule_from(body)

    @cached_property
    def licence_ids(self) -> frozenset[str]:
        """Every licence id."""
        return frozenset(self.ids("licence"))

    @cached_property
    def data_version(self) -> str:
        """The date of the data."""
        return str(self.row("data", "meta")["date"])

    def licence(self, name: str) -> Licence | None:
        """The licence or document ``name``, or ``None``."""
        if name not in self._licences:
            body = self.row("licence", name)
            self._licences[name] = None if body is None else licence_from(body)
        return self._licences[name]

    def provider(self, name: str) -> Mapping[str, Any] | None:
        """The provider ``name`` as plain data, by its id or another of its spellings, or ``None``."""
        found = self.row("provider-alias", name.lower())
        body: Mapping[str, Any] | None = self.row("provider", found if found is not None else name)
        return body

    @cached_property
    def catalogue(self) -> Catalogue:
        """Which model is under which licence, and its parents."""
        from smallprint.catalogue import Catalogue

        return Catalogue(self.connection, self.own_models)

    @cached_property
    def matcher(self) -> Matcher:
        """Which licence is this text. It loads when it is first asked: most runs look at no licence text."""
        return cast("Matcher", _Late(self.connection))


class _Late:
    """Stands in for the matcher until one of its methods is called."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        from smallprint.resolve.match import Matcher

        matcher = Matcher(self._connection)
        self.__dict__.update({key: getattr(matcher, key) for key in ("identify",)})
        return getattr(matcher, name)


_TERM_KEYS = frozenset(
    {
        "id",
        "kind",
        "section",
        "plain",
        "binds",
        "passes_to",
        "reaches_students",
        "when",
        "unless",
        "strength",
        "doubt",
        "confidence",
    }
)
#: A term without `binds` binds whatever one does with the model; using it inside is the least of that.
ANY_USE = ("use_internally",)
#: Relations that hand terms on unless a term says otherwise: whatever still contains the weights.
DEFAULT_PASSES = ("finetune", "adapter", "quantized", "merge", "hosted_copy")


def term_from(body: Mapping[str, Any]) -> Term:
    """A term from its compiled form."""
    return Term(
        id=body["id"],
        kind=body["kind"],
        section=str(body.get("section", "")),
        plain=body.get("plain", ""),
        binds=tuple(body.get("binds", ANY_USE)),
        passes_to=tuple(body.get("passes_to", DEFAULT_PASSES)),
        reaches_students=body.get("reaches_students", False),
        when=body.get("when"),
        unless=body.get("unless"),
        strength=body.get("strength", "must"),
        doubt=body.get("doubt", ""),
        confidence=body.get("confidence", "high"),
        keys=body,
    )


def licence_from(body: Mapping[str, Any]) -> Licence:
    """A licence from its compiled form."""
    return Licence(
        id=body["id"],
        name=body["name"],
        category=body["category"],
        terms=tuple(term_from(term) for term in body.get("terms", ())),
        absent=tuple(body.get("absent", ())),
        unknown=tuple(body.get("unknown", ())),
        version=str(body.get("version", "")),
        steward=body.get("steward", ""),
        date=str(body.get("date", "")),
        spdx=body.get("spdx", ""),
        url=body.get("url", ""),
        verified=body.get("verified", "text"),
        digest=body.get("digest", ""),
        incorporates=tuple(body.get("incorporates", ())),
        supersedes=tuple(body.get("supersedes", ())),
        members=tuple(body.get("members", ())),
        keys=body,
    )


def rule_from(body: Mapping[str, Any]) -> Rule:
    """A rule from its compiled form."""
    applies = body["applies_to"]
    kinds = applies.get("kinds", [applies["kind"]] if "kind" in applies else [])
    return Rule(
        id=body["id"],
        title=body["title"],
        concern=body["concern"],
        subject=applies["subject"],
        violated_when=body["violated_when"],
        message=body["message"],
        fix=body["fix"],
        kinds=tuple(kinds),
        severity=body.get("severity", "error"),
        status=body.get("status", "stable"),
        since=str(body.get("since", "")),
        why=body.get("why", ""),
        duty=body.get("duty"),
        aliases=tuple(body.get("aliases", ())),
        examples=tuple(body.get("examples", ())),
    )
