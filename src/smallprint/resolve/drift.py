"""What changed between two locks, down to the terms of the licences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from smallprint.labels import UNKNOWN
from smallprint.resolve.lockfile import Entry, LockFile

__all__ = ["Drift", "TermChange", "drift"]

What = Literal[
    "added", "removed", "gone", "licence-label", "licence-text", "base-added", "base-removed", "relation", "gated",
    "datasets", "renamed", "revision",
]  # fmt: skip

#: What ``lock --check`` fails on: it changes what may be done with the model, or what it is made from.
_MATTERS = frozenset(
    {"gone", "licence-label", "licence-text", "base-added", "base-removed", "relation", "datasets", "removed"}
)
_OPERAND = re.compile(r"[^\s()]+")


class Licences(Protocol):
    """What comparing needs of ``smallprint.database.Database``."""

    def licence(self, name: str, /) -> Any:
        """The licence with its ``terms``, or ``None``."""


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term that came, went or reads differently; a side that lacks it is empty."""

    term: str
    kind: str
    #: Licence and section on each side, and the clause in our own words.
    old: str
    new: str
    old_plain: str = ""
    new_plain: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between two locks about one model."""

    id: str
    what: What
    old: str = ""
    new: str = ""
    #: Term by term, where the licence is another one and both are known.
    terms: tuple[TermChange, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether ``lock --check`` fails on it."""
        return self.what in _MATTERS


def drift(old: LockFile, new: LockFile, database: Licences) -> tuple[Drift, ...]:
    """The differences from ``old`` to ``new``, by id, licence before lineage. Dates alone are none."""
    found: list[Drift] = []
    for id in sorted(old.entries.keys() | new.entries.keys()):
        before, after = old.entries.get(id), new.entries.get(id)
        if before is None:
            found.append(Drift(id, "added", new=_licence(after)))
        elif after is None:
            found.append(Drift(id, "removed", old=_licence(before)))
        else:
            found.extend(_changes(before, after, database))
    return tuple(found)


def _changes(old: Entry, new: Entry, database: Licences) -> Iterator[Drift]:
    if (old.label, old.name) != (new.label, new.name):
        yield Drift(old.id, "licence-label", _label(old), _label(new), _terms(old, new, database))
    before = {text.file: text for text in old.texts}
    after = {text.file: text for text in new.texts}
    same = {text.digest for text in old.texts} & {text.digest for text in new.texts}
    for file in sorted(before.keys() | after.keys()):
        left, right = before.get(file), after.get(file)
        # A text that only moved to another file says the same; one that could not be read did not go away.
        if any(text is not None and text.digest in same for text in (left, right)):
            continue
        if (right is None and file in new.unread) or (left is None and file in old.unread):
            continue
        yield Drift(
            old.id,
            "licence-text",
            f"{file} {left.licence} {left.digest[:19]}" if left else f"no {file}",
            f"{file} {right.licence} {right.digest[:19]}" if right else f"no {file}",
            _terms(old, new, database),
        )
    bases, now = dict(old.bases), dict(new.bases)
    for base in sorted(bases.keys() | now.keys()):
        if base not in now:
            yield Drift(old.id, "base-removed", f"{base} ({bases[base]})")
        elif base not in bases:
            yield Drift(old.id, "base-added", new=f"{base} ({now[base]})")
        elif bases[base] != now[base]:
            yield Drift(old.id, "relation", f"{base} ({bases[base]})", f"{base} ({now[base]})")
    if set(old.datasets) != set(new.datasets):
        yield Drift(old.id, "datasets", ", ".join(old.datasets), ", ".join(new.datasets))
    minor: tuple[tuple[What, str, str], ...] = (
        ("gated", old.gated, new.gated),
        ("renamed", old.renamed, new.renamed),
        ("revision", old.revision, new.revision),
    )
    yield from (Drift(old.id, what, left or "no", right or "no") for what, left, right in minor if left != right)


def _terms(old: Entry, new: Entry, database: Licences) -> tuple[TermChange, ...]:
    before, after = _terms_of(_licence(old), database), _terms_of(_licence(new), database)
    if before is None or after is None:
        return ()
    changes = []
    for term in sorted(before.keys() | after.keys()):
        (old_at, left), (new_at, right) = before.get(term, ("", None)), after.get(term, ("", None))
        either = left or right
        if left is None or right is None or (left.plain, left.keys) != (right.plain, right.keys):
            changes.append(TermChange(term, either.kind if either else "", old_at, new_at, _plain(left), _plain(right)))
    return tuple(changes)


def _terms_of(expression: str, database: Licences) -> dict[str, tuple[str, Any]] | None:
    """The terms of all licences in an expression, with licence and section; ``None`` where one is not known."""
    terms: dict[str, tuple[str, Any]] = {}
    for word in _OPERAND.findall(expression):
        if word in ("AND", "OR", "WITH"):
            continue
        licence = database.licence(word)
        if licence is None:
            return None
        for term in licence.terms:
            terms.setdefault(term.id, (f"{licence.id} §{term.section}" if term.section else licence.id, term))
    return terms


def _plain(term: Any) -> str:
    return str(term.plain) if term is not None else ""


def _licence(entry: Entry | None) -> str:
    """The first licence that an entry knows, text before label."""
    claims = entry.evidence("").claims if entry is not None else ()
    return next((claim.expression for claim in claims if claim.expression != UNKNOWN), UNKNOWN)


def _label(entry: Entry) -> str:
    if not entry.label and not entry.name:
        return "no licence declared"
    return f"{entry.label}: {entry.name}" if entry.name else entry.label
