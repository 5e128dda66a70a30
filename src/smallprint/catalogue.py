"""What the catalogue says about a model: every claim, each with its source and date, and the models it comes from.

Order of evidence: the exact id; a renamed id; the publisher's family pattern; then names alone, for quantised copies
and community models. A name proves an upstream at low confidence and never a licence: 45 % of licence guesses from
names contradicted the card. Nothing known is ``None``.

The tables are compiled by :mod:`smallprint.catalogue_build`. Every look-up is a search in a primary key: its cost, and
the cost of opening the index, do not grow with the number of models.
"""

from __future__ import annotations

import difflib
import fnmatch
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from smallprint.labels import UNKNOWN
from smallprint.model import EMPTY, Claim, Edge, Kind, Node
from smallprint.modelnames import grams, is_adapter, slug, split, unquantised

__all__ = ["Catalogue", "compile_catalogue"]

Confidence = Literal["high", "medium", "low"]
Body = dict[str, Any]
_NODE = "SELECT id, body FROM catalogue_node WHERE key = ?"
_FAMILY = "SELECT glob, body FROM catalogue_family WHERE scope = ? ORDER BY rank"
_KINDS = frozenset(get_args(Kind))
_ORDER: dict[str, int] = {"high": 0, "medium": 1, "low": 2}
#: ``Owner_-_Name``, ``Owner__Name`` and ``Owner_Name``: how quantisers keep the owner of what they copied.
_OWNER_MARKS = ("_-_", "__", "_")
#: What cloud hosts and routers put around a model's own name.
_API_PREFIX = re.compile(
    r"^(?:(?:us|eu|apac|jp|au|ca|global|us-gov)[./]|accounts/[^/]+/models/|models/|publishers/[^/]+/models/)"
)
_API_SUFFIX = re.compile(
    r"(?::[a-z][\w-]*|@[\w-]+|-v\d+(?::\d+)?(?::\w+)?|:\d+|-maas|-latest|-turbo|-versatile|-instant|-fast|-thinking)$",
    re.IGNORECASE,
)
_VENDOR = re.compile(r"^(?:[a-z0-9-]+/|[a-z][a-z0-9]+\.)")


def compile_catalogue(models_dir: Path, connection: sqlite3.Connection, licence_ids: frozenset[str]) -> list[str]:
    """Compile ``models_dir`` into the tables of the one index; see :func:`smallprint.catalogue_build.compile_models`.

    ``licence_ids`` are the licences that exist; a hand-written row that names another is a fault, and a label of the
    generated table that means none of them is ``unknown``. Returns one line per fault, ``file:line: key: what``.
    """
    from smallprint.catalogue_build import compile_models  # the YAML reader is not needed to look things up

    return compile_models(models_dir, connection, licence_ids)


class Catalogue:
    """Look-ups in a compiled catalogue. ``own`` holds further catalogues that are asked first (the policy's models)."""

    def __init__(self, connection: sqlite3.Connection, own: tuple[sqlite3.Connection, ...] = ()) -> None:
        self._connections = (*own, connection)
        self._sources: dict[tuple[int, int], str] = {}

    def node(self, canonical: str, as_of: date | None = None) -> Node | None:
        """The node of ``ECOSYSTEM:ID``, or ``None`` where nothing is known, not even an upstream from the name.

        ``as_of`` selects what was in force that day where a licence, or what a tag packages, changed; default: now.
        """
        day = as_of.isoformat() if as_of else "9999-12-31"
        ecosystem, name = split(canonical)
        if not name or len(canonical) > 400:
            return None
        if ecosystem == "api":
            return self._api(canonical, name, day)
        if ecosystem == "ollama":
            return self._ollama(canonical, name, day)
        for candidate in self._spellings(ecosystem, canonical):
            if found := self._exact(candidate, day, canonical):
                return found
        if ecosystem in ("hf", "dataset"):
            renamed = self._renamed_owner(canonical)
            for candidate in renamed:
                if found := self._exact(candidate, day, canonical):
                    return found
            for candidate in (canonical, *renamed):
                if found := self._by_family(candidate, day):
                    return found
        elif found := self._by_family(canonical, day):
            return found
        return self._by_name(canonical, ecosystem, name)

    def search(self, text: str) -> list[str]:
        """Up to ten ids nearest to ``text``, best first, for a question that named none exactly."""
        wanted = text.strip().lower()[:200]
        if not wanted:
            return []
        escaped = re.sub(r"([\\%_])", r"\\\1", wanted)
        found: dict[str, None] = {}
        for connection in self._connections:
            for pattern in (f"%:{escaped}%", f"%{escaped}%"):
                query = "SELECT id FROM catalogue_node WHERE key LIKE ? ESCAPE '\\' ORDER BY length(key), key LIMIT 10"
                found.update((row[0], None) for row in connection.execute(query, (pattern,)))
        if not found:
            bare = slug(split(wanted)[1].rpartition("/")[2])
            for connection in self._connections:
                query = "SELECT slug, target FROM catalogue_slug WHERE slug >= ? AND slug < ?"
                near = dict(connection.execute(query, (bare[:3], bare[:3] + "\uffff")))
                found.update(
                    (near[match], None) for match in difflib.get_close_matches(bare, list(near), n=10, cutoff=0.7)
                )
        return list(found)[:10]

    # Exact rows and families

    def _spellings(self, ecosystem: str, canonical: str) -> tuple[str, ...]:
        name = canonical.partition(":")[2]
        if ecosystem == "timm":
            return canonical, f"hf:timm/{name}"
        if ecosystem == "hf" and name.startswith("timm/"):
            return canonical, f"timm:{name[5:]}"
        return (canonical,)

    def _exact(self, canonical: str, day: str, asked: str) -> Node | None:
        key = canonical.lower()
        row = self._row(_NODE, key)
        if row is None:
            target = self._row("SELECT target FROM catalogue_alias WHERE key = ?", key)
            if target is None:
                return None
            row = self._row(_NODE, target[1].lower())
            if row is None:
                return self._by_family(target[1], day, (asked,))
        place, name, body = row[0], cast(str, row[1]), json.loads(row[2])
        aliases = () if asked.lower() == name.lower() else (asked,)
        family = self._family(name)
        return self._merged(name, place, body, family, day, aliases)

    def _renamed_owner(self, canonical: str) -> tuple[str, ...]:
        """The id under the owner's new name and, since lists may know only the old one, under its old names."""
        owner, separator, rest = canonical.partition("/")
        if not separator:
            return ()
        found: list[str] = []
        for query in (
            "SELECT target FROM catalogue_owner WHERE key = ?",
            "SELECT key FROM catalogue_owner WHERE lower(target) = ?",
        ):
            for connection in self._connections:
                found.extend(f"{row[0]}/{rest}" for row in connection.execute(query, (owner.lower(),)))
        return tuple(found)

    def _family(self, canonical: str) -> tuple[int, Body] | None:
        """The first pattern of the publisher that fits; only that publisher's patterns are tried."""
        head, _, name = canonical.partition(":")
        parts = name.lower().split("/")
        for cut in range(len(parts) - 1, -1, -1):
            scope = f"{head}:{'/'.join(parts[:cut])}".lower()
            rest = "/".join(parts[cut:])
            for place, connection in enumerate(self._connections):
                for glob, body in connection.execute(_FAMILY, (scope,)):
                    if _fits(glob)(rest):
                        return place, json.loads(body)
        return None

    def _by_family(self, canonical: str, day: str, aliases: tuple[str, ...] = ()) -> Node | None:
        family = self._family(canonical)
        if family is None:
            return None
        return self._merged(canonical, family[0], {}, family, day, aliases)

    def _merged(
        self,
        canonical: str,
        place: int,
        body: Body,
        family: tuple[int, Body] | None,
        day: str,
        aliases: tuple[str, ...],
    ) -> Node:
        """One node from its own row and its family; the row's statements come first, the family fills the gaps."""
        pattern = family[1] if family else {}
        rows = body.get("c", ())
        by_hand = [*(row for row in rows if row[7] == "hand"), *pattern.get("c", ())]
        if any(row[5] or row[6] for row in by_hand):
            # The licence changed on known days: a card seen later says nothing about the day asked for.
            rows = [row for row in rows if row[7] != "card" or row[3] <= day[: len(row[3])]]
        own = self._claims(place, rows, day, "catalogue")
        if family and not any(row[7] == "hand" for row in rows):
            by_pattern = self._claims(family[0], pattern.get("c", ()), day, "family")
            # What the publisher's family says goes before third-party lists; a card goes before both.
            own = _joined([] if by_pattern and all(row[7] == "list" for row in rows) else own, by_pattern)
        parents = self._edges(place, body.get("p", ()), day)
        if family:
            known = {edge.parent.lower() for edge in parents}
            parents += [
                edge for edge in self._edges(family[0], pattern.get("p", ()), day) if edge.parent.lower() not in known
            ]
        ecosystem, name = split(canonical)
        lineage = [edge for edge in parents if edge.relation not in ("trained_on", "generated_by")]
        if ecosystem == "hf" and not lineage and (family is None or pattern.get("y")):
            parents += self._named_parents(canonical, name, copies=bool(pattern.get("y")))
        parents = [edge for edge in parents if edge.parent.lower() != canonical.lower()]
        return Node(
            id=canonical,
            kind=_kind(ecosystem),
            claims=tuple(own),
            parents=tuple(dict.fromkeys(parents)),
            modality=tuple(body.get("m") or pattern.get("m") or ()),
            publisher=body.get("u") or pattern.get("u") or "",
            released=body.get("r") or pattern.get("r") or "",
            public_name=body.get("w") or "",
            family=body.get("f") or pattern.get("f") or "",
            aliases=tuple(dict.fromkeys((*body.get("n", ()), *aliases))),
            provider=body.get("v") or "",
            access=body.get("a") or "",
            lifecycle=body.get("l") or EMPTY,
        )

    def _claims(self, place: int, rows: Any, day: str, source: str) -> list[Claim]:
        """The claims in force: hand-written ones by their days; of several snapshots of one card the latest then."""
        in_force = [row for row in rows if row[7] not in ("card", "list") and _in_force(row[5], row[6], day)]
        cards = [row for row in rows if row[7] in ("card", "list")]
        dated = [row for row in cards if row[3] and row[3] <= day[: len(row[3])]]
        pick = max(dated, key=lambda row: cast(str, row[3]), default=cards[0] if cards else None)
        chosen = [*in_force, pick] if pick else in_force
        made = [
            Claim(
                expression=row[0],
                source="ollama" if row[7] == "ollama" else source,
                evidence=self._source(place, row[1]),
                confidence=_at_most(row[2], "medium") if source == "family" else row[2],
                as_of=row[3],
                label=row[4],
            )
            for row in chosen
        ]
        return _joined([], made)

    def _edges(self, place: int, rows: Any, day: str) -> list[Edge]:
        return [
            Edge(row[0], row[1], self._source(place, row[3]), row[2]) for row in rows if _in_force(row[4], row[5], day)
        ]

    # Names alone

    def _by_name(self, canonical: str, ecosystem: str, name: str) -> Node | None:
        if ecosystem not in ("hf", "gguf", "other", "ollama", ""):
            return None
        if ecosystem == "gguf":
            name = name.rpartition("/")[2].replace(".gguf", "")
        parents = self._named_parents(canonical, name, copies=ecosystem == "gguf")
        if not parents:
            return None
        return Node(id=canonical, kind=_kind(ecosystem), parents=tuple(parents))

    def _named_parents(self, canonical: str, name: str, copies: bool = False) -> list[Edge]:
        """Upstreams that the name shows: the same name without its storage suffix, else the family that it mentions."""
        owner, separator, bare = name.rpartition("/")
        if not separator:
            owner, bare = "", name
        known = (
            bool(owner)
            and self._row("SELECT owner FROM catalogue_uploader WHERE owner = ?", f"hf:{owner}".lower()) is not None
        )
        copies = copies or known
        stems = list(unquantised(bare))
        stored = len(stems) > 1
        if copies or stored:
            relation = "quantized" if stored else "hosted_copy" if copies else "unknown"
            confidence: Confidence = "medium" if copies else "low"
            for target in self._originals(stems):
                if target.lower() != canonical.lower():
                    return [Edge(target, relation, "the name without its storage suffix", confidence)]
        else:
            target = self._slug(bare, 2)
            if target and target.lower() != canonical.lower():
                return [Edge(target, "unknown", "the same name as the publisher's repository", "low")]
        runs = grams(stems[-1])
        found = self._slugs(runs)
        for run in runs:
            rank, target = found.get(run, (0, ""))
            several = not run.isalpha()
            if rank == 3 or (rank == 2 and several):
                if target.lower() == canonical.lower():
                    continue
                relation = "adapter" if is_adapter(bare) else "unknown"
                return [Edge(target, relation, "the name mentions it", "low")]
        return []

    def _originals(self, stems: list[str]) -> Iterator[str]:
        """What a copy's name may stand for, surest first.

        A repository that is known, by its owner or by its name alone; then one that its publisher's family covers
        (``google_gemma-3-4b-it`` as ``hf:google/gemma-3-4b-it``).
        """
        owned = [
            f"hf:{owner}/{rest}"
            for stem in stems
            for mark in _OWNER_MARKS
            for owner, _, rest in (stem.partition(mark),)
            if owner and rest
        ]
        for canonical in owned:
            row = self._row(_NODE, canonical.lower())
            if row:
                yield cast(str, row[1])
        for stem in stems:
            if target := self._slug(stem, 1):
                yield target
        yield from (canonical for canonical in reversed(owned) if self._family(canonical))

    def _slug(self, name: str, rank: int) -> str:
        row = self._row("SELECT rank, target FROM catalogue_slug WHERE slug = ?", slug(name))
        return cast(str, row[2]) if row and row[1] >= rank else ""

    def _slugs(self, slugs: list[str]) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        if not slugs:
            return found
        query = f"SELECT slug, rank, target FROM catalogue_slug WHERE slug IN ({','.join('?' * len(slugs))})"  # noqa: S608 - only marks
        for connection in reversed(self._connections):
            found.update((row[0], (row[1], row[2])) for row in connection.execute(query, slugs))
        return found

    # Ollama

    def _ollama(self, canonical: str, name: str, day: str) -> Node | None:
        host, _, rest = name.partition("/")
        if host in ("hf.co", "huggingface.co") and "/" in rest:
            target = f"hf:{rest.partition(':')[0]}"
            edge = Edge(target, "hosted_copy", "Ollama loads it from the Hub")
            return Node(canonical, "ollama", self._copied(target, day), (edge,))
        name = name.removeprefix("library/")
        bare, _, tag = name.partition(":")
        if "/" in bare:
            return self._by_name(canonical, "ollama", bare)
        found = None
        row = self._row(_NODE, f"ollama:{bare}:{tag or 'latest'}".lower())
        row = row or (self._row(_NODE, f"ollama:{bare}") if not tag or tag == "latest" else None)
        if row:
            found = self._merged(canonical, row[0], json.loads(row[2]), None, day, ())
        else:
            family = self._ollama_family(bare, tag)
            if family is None:
                return self._by_name(canonical, "ollama", bare)
            found = self._merged(canonical, family[0], {}, (family[0], family[1]), day, ())
        weights = next((edge.parent for edge in found.parents if edge.relation == "quantized"), "")
        claims = _joined(list(self._copied(weights, day)) if weights else [], found.claims)
        return Node(
            canonical,
            "ollama",
            tuple(claims),
            found.parents,
            found.modality,
            found.publisher,
            found.released,
            family=found.family,
        )

    def _ollama_family(self, bare: str, tag: str) -> tuple[int, Body] | None:
        scope = f"ollama:{bare}".lower()
        for place, connection in enumerate(self._connections):
            for glob, body in connection.execute(_FAMILY, (scope,)):
                if glob == "*" or _fits(glob)(tag.lower()):
                    made = json.loads(body)
                    if glob == "*":  # a tag of its own that no list knows: the library's default model is only likely
                        made["p"] = [[*row[:2], "low", *row[3:]] for row in made.get("p", ())]
                        made["c"] = [[*row[:2], "low", *row[3:]] for row in made.get("c", ())]
                    return place, made
        return None

    def _copied(self, target: str, day: str) -> tuple[Claim, ...]:
        """What the packaged weights are under, said of the package: one step less certain."""
        node = self.node(target, None if day > "9999" else date.fromisoformat(day))
        if node is None:
            return ()
        return tuple(
            Claim(
                claim.expression,
                claim.source,
                f"{target}: {claim.evidence}",
                _at_most(claim.confidence, "medium"),
                claim.as_of,
                claim.label,
            )
            for claim in node.claims
        )

    # API models

    def _api(self, canonical: str, name: str, day: str) -> Node | None:
        said, _, model = name.partition("/")
        provider, about = self._provider(said)
        body: Body = {}
        exact = False
        for candidate in (provider, *about.get("x", ())):
            row = self._api_row(candidate, model)
            if row:
                body, exact = json.loads(row[2]), True
                provider, about = (candidate, self._provider(candidate)[1])
                break
        known = bool(about)
        if not exact and (not known or not model):
            return None
        access: str = body.get("a") or ("proprietary_api" if about.get("k") == "closed" else "")
        confidence: Confidence = "high" if exact else "medium"
        source = "catalogue" if exact else "family"
        claims: list[Claim] = []
        if about.get("t"):
            claims.append(Claim(about["t"], source, f"terms of {provider}", confidence))
        elif access == "proprietary_api":
            claims.append(
                Claim(
                    UNKNOWN, source, f"terms of {provider}, which are not held", confidence, label=f"{provider} terms"
                )
            )
        parents: list[Edge] = []
        if access != "proprietary_api":
            weights = self._weights(model)
            if weights:
                parents.append(
                    Edge(
                        weights,
                        "hosted_copy",
                        "the id at the provider names these weights",
                        "medium" if body.get("a") else "low",
                    )
                )
        if about.get("h") and not parents:
            maker = self._maker(model, provider)
            if maker:
                parents.append(Edge(maker, "hosted_copy", "resold under the maker's own terms", "medium"))
        return Node(
            id=canonical,
            kind="api",
            claims=tuple(claims),
            parents=tuple(parents),
            modality=tuple(body.get("m") or ()),
            publisher=body.get("u") or "",
            released=body.get("r") or "",
            provider=provider,
            access=cast(Any, access),
            lifecycle=body.get("l") or EMPTY,
        )

    def _provider(self, name: str) -> tuple[str, Body]:
        row = self._row("SELECT id, body FROM catalogue_provider WHERE name = ?", name.lower())
        return (row[1], json.loads(row[2])) if row else (name.lower(), {})

    def _api_row(self, provider: str, model: str) -> tuple[Any, ...] | None:
        for spelling in _api_spellings(model):
            row = self._row(_NODE, f"api:{provider}/{spelling}".lower())
            if row:
                return row
        row = self._row(
            "SELECT rank, target FROM catalogue_slug WHERE slug = ?",
            f"api:{provider}:{slug(_API_PREFIX.sub('', model))}",
        )
        return self._row(_NODE, row[2].lower()) if row else None

    def _weights(self, model: str) -> str:
        """The weights on the Hub that an API id names: the id itself, or its last part under another spelling."""
        for spelling in _api_spellings(model):
            if "/" in spelling:
                row = self._row(_NODE, f"hf:{spelling}".lower())
                if row:
                    return cast(str, row[1])
        for spelling in _api_spellings(model):
            rest = spelling
            for _ in range(3):
                point = re.sub(r"(?<=\d)p(?=\d)", ".", rest)
                for stem in unquantised(point):
                    if target := self._slug(stem, 2):
                        return target
                shorter = _VENDOR.sub("", rest, count=1)
                if shorter == rest:
                    break
                rest = shorter
        return ""

    def _maker(self, model: str, reseller: str) -> str:
        """``anthropic.claude-3-haiku-20240307-v1:0`` at a reseller as the maker's own ``api:anthropic/…``."""
        bare = _API_PREFIX.sub("", model)
        vendor = _VENDOR.match(bare.lower())
        if not vendor:
            return ""
        provider, about = self._provider(vendor[0][:-1])
        if not about or provider == reseller:
            return ""
        row = self._api_row(provider, bare[vendor.end() :])
        if row:
            return cast(str, row[1])
        return f"api:{provider}/{bare[vendor.end() :]}" if about.get("k") == "closed" else ""

    # Shared

    def _row(self, query: str, key: str) -> tuple[Any, ...] | None:
        """The first row that any of the catalogues has, with the place of that catalogue in front."""
        for place, connection in enumerate(self._connections):
            row = connection.execute(query, (key,)).fetchone()
            if row is not None:
                return (place, *row)
        return None

    def _source(self, place: int, number: int) -> str:
        known = self._sources.get((place, number))
        if known is None:
            query = "SELECT text FROM catalogue_source WHERE number = ?"
            row = self._connections[place].execute(query, (number,)).fetchone()
            known = self._sources[place, number] = row[0] if row else ""
        return known


def _api_spellings(model: str) -> Iterator[str]:
    """``model``, then without what a host puts before and after it."""
    yield model
    bare = _API_PREFIX.sub("", model)
    if bare != model:
        yield bare
    for _ in range(3):
        shorter = _API_SUFFIX.sub("", bare)
        if shorter == bare or not shorter:
            return
        bare = shorter
        yield bare


def _joined(first: list[Claim], more: Any) -> list[Claim]:
    """Claims of both, one per expression. ``unknown`` says that a source states nothing usable: it yields to others."""
    every = [*first, *more]
    stated = [claim for claim in every if claim.expression != UNKNOWN]
    kept: dict[str, Claim] = {}
    for claim in stated or every:
        kept.setdefault(claim.expression, claim)
    return list(kept.values())


def _in_force(since: str, until: str, day: str) -> bool:
    return (not since or since <= day) and (not until or day <= until or (len(until) < 10 and day.startswith(until)))


def _at_most(confidence: str, limit: Confidence) -> Confidence:
    return cast(Confidence, confidence) if _ORDER[confidence] >= _ORDER[limit] else limit


@lru_cache(maxsize=4096)
def _fits(glob: str) -> Any:
    return re.compile(fnmatch.translate(glob)).match


def _kind(ecosystem: str) -> Kind:
    return cast(Kind, ecosystem) if ecosystem in _KINDS else "other"
