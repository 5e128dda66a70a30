"""Make one node of what a model's own row and its publisher's family say, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, cast, get_args

from smallprint.catalogue.index import Body, Family, Index
from smallprint.catalogue.names import named_parents
from smallprint.catalogue.spelling import split
from smallprint.labels import UNKNOWN
from smallprint.model import EMPTY, Claim, Edge, Kind, Node

__all__ = ["NOW", "OF_DATA", "at_most", "by_name_alone", "joined", "kind_of", "merged"]

#: The day that stands for "now": everything that is open-ended is in force.
NOW = "9999-12-31"
_KINDS = frozenset(get_args(Kind))
_ORDER: dict[str, int] = {"high": 0, "medium": 1, "low": 2}
#: Relations to what a model learned from; all others say what it was made of.
OF_DATA = frozenset({"trained_on", "generated_by"})


def merged(
    index: Index, canonical: str, place: int, body: Body, family: Family | None, day: str, aliases: tuple[str, ...] = ()
) -> Node:
    """One node from its own row (``body``, of the catalogue ``place``) and its family, as of ``day``.

    The row's statements come first; the family fills the gaps, and stands before third-party lists.
    """
    pattern = family.body if family else {}
    rows = body.get("c", ())
    if body.get("d") or pattern.get("d"):
        # The licence changed on known days: a card seen later says nothing about the day asked for.
        rows = [row for row in rows if row[7] != "card" or (row[3] and row[3] <= day[: len(row[3])])]
    if precise := pattern.get("x") or body.get("x"):
        rows = [row for row in rows if row[7] == "hand" or row[0] not in precise]
    own = _claims(index, place, rows, day, "catalogue")
    if family and not any(row[7] == "hand" for row in rows):
        by_pattern = _claims(index, family.place, pattern.get("c", ()), day, "family")
        own = joined([] if by_pattern and all(row[7] == "list" for row in rows) else own, by_pattern)
    parents = _edges(index, place, body.get("p", ()), day)
    if "p" in pattern and family:
        # Where the card names a base and not how it was made from it, the family may know.
        more = {edge.parent.lower(): edge for edge in _edges(index, family.place, pattern["p"], day)}
        parents = [more.pop(edge.parent.lower(), edge) if edge.relation == "unknown" else edge for edge in parents]
        known = {edge.parent.lower() for edge in parents}
        parents += [edge for parent, edge in more.items() if parent not in known]
    ecosystem, name = split(canonical)
    if by_name_alone(ecosystem, family) and not any(edge.relation not in OF_DATA for edge in parents):
        if index.alone and "q" in body:
            parents += _edges(index, place, body["q"], day)
        else:
            parents += named_parents(index, canonical, name, copies=family is not None)
    if parents:
        # The first to state a step is kept: later sources of the same add nothing.
        steps: dict[tuple[str, str], Edge] = {}
        for edge in parents:
            steps.setdefault((edge.parent.lower(), edge.relation), edge)
        parents = [edge for (parent, _), edge in steps.items() if parent != canonical.lower()]
    return Node(
        id=canonical,
        kind=kind_of(ecosystem),
        claims=tuple(own),
        parents=tuple(parents),
        modality=tuple(body.get("m") or pattern.get("m") or ()),
        publisher=body.get("u") or pattern.get("u") or "",
        released=body.get("r") or pattern.get("r") or "",
        public_name=body.get("w") or "",
        family=body.get("f") or pattern.get("f") or "",
        aliases=tuple(dict.fromkeys((*body["n"], *aliases))) if "n" in body else aliases,
        provider=body.get("v") or "",
        access=body.get("a") or "",
        lifecycle=body.get("l") or EMPTY,
    )


def by_name_alone(ecosystem: str, family: Family | None) -> bool:
    """Whether a name may show an upstream: nobody's family has it, or only one of copies of others' models."""
    return ecosystem == "hf" and (family is None or bool(family.body.get("y")))


def _claims(index: Index, place: int, rows: Sequence[Any], day: str, source: str) -> list[Claim]:
    """The claims in force: hand-written ones by their days; of several snapshots of one card the latest then."""
    if not rows:
        return []
    chosen = [row for row in rows if row[7] not in ("card", "list") and _in_force(row[5], row[6], day)]
    cards = [row for row in rows if row[7] in ("card", "list")]
    if len(cards) > 1:
        dated = [row for row in cards if row[3] and row[3] <= day[: len(row[3])]]
        cards = [max(dated, key=lambda row: cast(str, row[3]), default=cards[0])]
    chosen += cards
    made = [
        Claim(
            expression=row[0],
            source="ollama" if row[7] == "ollama" else source,
            evidence=index.source(place, row[1]),
            confidence=at_most(row[2], "medium") if source == "family" else row[2],
            as_of=row[3],
            label=row[4],
        )
        for row in chosen
    ]
    return made if len(made) < 2 else joined([], made)


def _edges(index: Index, place: int, rows: Iterable[Any], day: str) -> list[Edge]:
    return [Edge(row[0], row[1], index.source(place, row[3]), row[2]) for row in rows if _in_force(row[4], row[5], day)]


def joined(first: Iterable[Claim], more: Iterable[Claim]) -> list[Claim]:
    """Claims of both, one per expression. ``unknown`` says that a source states nothing usable: it yields to others."""
    every = [*first, *more]
    stated = [claim for claim in every if claim.expression != UNKNOWN]
    kept: dict[str, Claim] = {}
    for claim in stated or every:
        kept.setdefault(claim.expression, claim)
    # "A" on a card beside "A AND B" in the licence file is a part of it, no second opinion.
    parts = {part for whole in kept if " AND " in whole for part in whole.split(" AND ")}
    return [claim for expression, claim in kept.items() if expression not in parts]


def _in_force(since: str, until: str, day: str) -> bool:
    return (not since or since <= day) and (not until or day <= until or (len(until) < 10 and day.startswith(until)))


def at_most(confidence: str, limit: Literal["high", "medium", "low"]) -> Literal["high", "medium", "low"]:
    """``confidence``, but not above ``limit``."""
    return cast(Literal["high", "medium", "low"], confidence) if _ORDER[confidence] >= _ORDER[limit] else limit


def kind_of(ecosystem: str) -> Kind:
    """The kind of node that an ecosystem's ids are."""
    return cast(Kind, ecosystem) if ecosystem in _KINDS else "other"
