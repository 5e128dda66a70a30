"""What the catalogue says about a model: every claim, each with its source and date, and the models it comes from.

Order of evidence: the exact id; a renamed id; the publisher's family pattern; then names alone, for quantised copies
and community models. A name proves an upstream at low confidence and never a licence: 45 % of licence guesses from
names contradicted the card. Nothing known is ``None``.

The tables are compiled by :mod:`smallprint.catalogue.build`. Every look-up is a search in a primary key: its cost, and
the cost of opening the index, do not grow with the number of models.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from pathlib import Path

from smallprint.catalogue.api import api_node
from smallprint.catalogue.index import Family, Index
from smallprint.catalogue.merge import NOW, at_most, joined, kind_of, merged
from smallprint.catalogue.names import named_parents
from smallprint.catalogue.spelling import slug, split
from smallprint.model import Claim, Edge, Node

__all__ = ["Catalogue", "compile_catalogue", "load_models"]

_LONGEST = 400


def compile_catalogue(models_dir: Path, connection: sqlite3.Connection, licence_ids: frozenset[str]) -> list[str]:
    """Compile ``models_dir`` into the tables of the one index; see :func:`smallprint.catalogue.build.compile_models`.

    ``licence_ids`` are the licences that exist; a hand-written row that names another is a fault, and a label of the
    generated table that means none of them is ``unknown``. Returns one line per fault, ``file:line: key: what``.
    """
    from smallprint.catalogue.build import compile_models  # the YAML reader is not needed to look things up

    return compile_models(models_dir, connection, licence_ids)


def load_models(folder: Path, licence_ids: frozenset[str]) -> tuple[sqlite3.Connection, list[str]]:
    """Compile a folder of own models, as a policy names it, into a database in memory for ``Catalogue(…, own=…)``.

    The files are written like those of ``models/``. Returns the database and one line per fault; with faults it holds
    what was sound.
    """
    connection = sqlite3.connect(":memory:")
    return connection, compile_catalogue(folder, connection, licence_ids)


class Catalogue:
    """Look-ups in a compiled catalogue. ``own`` holds further catalogues that are asked first (the policy's models)."""

    def __init__(self, connection: sqlite3.Connection, own: tuple[sqlite3.Connection, ...] = ()) -> None:
        self._index = Index((*own, connection))

    def node(self, canonical: str, as_of: date | None = None) -> Node | None:
        """The node of ``ECOSYSTEM:ID``, or ``None`` where nothing is known, not even an upstream from the name.

        ``as_of`` selects what was in force that day where a licence, or what a tag packages, changed; default: now.
        """
        day = as_of.isoformat() if as_of else NOW
        ecosystem, name = split(canonical)
        if not name or not _storable(canonical):
            return None
        if ecosystem == "api":
            return api_node(self._index, canonical, name)
        if ecosystem == "ollama":
            return self._ollama(canonical, name, day)
        for candidate in _spellings(ecosystem, name, canonical):
            if found := self._exact(candidate, day, canonical):
                return found
        renamed = self._other_owners(ecosystem, canonical)
        for candidate in renamed:
            if found := self._exact(candidate, day, canonical):
                return found
        for candidate in (canonical, *renamed):
            if family := self._index.family(candidate):
                return merged(self._index, candidate, family.place, {}, family, day)
        return self._by_name(canonical, ecosystem, name)

    def published(self, ecosystem: str) -> list[str]:
        """Every listed id of ``ecosystem`` whose owner publishes models of its own, sorted.

        Copies by others are left out.
        """
        found: set[str] = set()
        for connection in self._index.connections:
            scopes = {row[0] for row in connection.execute("SELECT scope FROM catalogue_scope")}
            query = "SELECT key, id FROM catalogue_node WHERE key >= ? AND key < ?"
            for key, name in connection.execute(query, (f"{ecosystem}:", f"{ecosystem};")):
                if key.partition("/")[0] in scopes:
                    found.add(name)
        return sorted(found)

    def search(self, text: str) -> list[str]:
        """Up to ten ids nearest to ``text``, best first, for a question that named none exactly."""
        wanted = text.strip().lower()[:200]
        if not wanted or not _storable(wanted):
            return []
        escaped = re.sub(r"([\\%_])", r"\\\1", wanted)
        found: dict[str, None] = {}
        for connection in self._index.connections:
            query = "SELECT id FROM catalogue_node WHERE key LIKE ? ESCAPE '\\' ORDER BY length(key), key LIMIT 10"
            for pattern in (f"%:{escaped}%", f"%{escaped}%"):
                found.update((row[0], None) for row in connection.execute(query, (pattern,)))
        if not found:
            bare = slug(split(wanted)[1].rpartition("/")[2])
            query = "SELECT slug, target FROM catalogue_slug WHERE slug >= ? AND slug < ?"
            for connection in self._index.connections:
                near = dict(connection.execute(query, (bare[:3], bare[:3] + "\U0010ffff")))
                import difflib

                close = difflib.get_close_matches(bare, list(near), n=10, cutoff=0.7)
                found.update((near[match], None) for match in close)
        return list(found)[:10]

    def _exact(self, canonical: str, day: str, asked: str) -> Node | None:
        row = self._index.row(canonical)
        if row is None:
            target = self._index.alias(canonical)
            if not target:
                return None
            row = self._index.row(target)
            if row is None:
                family = self._index.family(target)
                return merged(self._index, target, family.place, {}, family, day, (asked,)) if family else None
        aliases = () if asked.lower() == row.id.lower() else (asked,)
        return merged(self._index, row.id, row.place, row.body, self._index.family(row.id), day, aliases)

    def _other_owners(self, ecosystem: str, canonical: str) -> tuple[str, ...]:
        """The id under the owner's new name and, since lists may know only the old one, under its old names."""
        owner, _, rest = canonical.partition("/")
        if ecosystem not in ("hf", "dataset") or not rest:
            return ()
        return tuple(f"{other}/{rest}" for other in self._index.renames.get(owner.lower(), ()))

    def _by_name(self, canonical: str, ecosystem: str, name: str) -> Node | None:
        if ecosystem not in ("hf", "gguf", "other", "ollama"):
            return None
        if ecosystem == "gguf":
            name = name.rpartition("/")[2].removesuffix(".gguf")
        parents = tuple(named_parents(self._index, canonical, name, copies=ecosystem == "gguf"))
        claims = self._habit(canonical) if ecosystem == "hf" else ()
        return Node(canonical, kind_of(ecosystem), claims, parents) if parents or claims else None

    def _habit(self, canonical: str) -> tuple[Claim, ...]:
        """The licence that a publisher gives to everything: likely, and no more, for what no list knows."""
        habit = self._index.habit(canonical.partition("/")[0])
        if habit is None:
            return ()
        expression, evidence, as_of, label = habit
        return (Claim(expression, "family", evidence, "low", as_of, label if label != expression else ""),)

    def _ollama(self, canonical: str, name: str, day: str) -> Node | None:
        host, _, rest = name.partition("/")
        if host in ("hf.co", "huggingface.co") and "/" in rest:
            target = f"hf:{rest.partition(':')[0]}"
            edge = Edge(target, "hosted_copy", "Ollama loads it from the Hub")
            return Node(canonical, "ollama", self._copied(target, day), (edge,))
        bare, _, tag = name.removeprefix("library/").partition(":")
        if "/" in bare:
            return self._by_name(canonical, "ollama", bare)
        row = self._index.row(f"ollama:{bare}:{tag or 'latest'}")
        if row is None and tag in ("", "latest"):
            row = self._index.row(f"ollama:{bare}")
        if row:
            found = merged(self._index, canonical, row.place, row.body, None, day)
        else:
            family = self._tag(bare, tag)
            if family is None:
                return self._by_name(canonical, "ollama", bare)
            found = merged(self._index, canonical, family.place, {}, family, day)
        weights = next((edge.parent for edge in found.parents if edge.relation == "quantized"), "")
        claims = tuple(joined(self._copied(weights, day) if weights else (), found.claims))
        return Node(
            canonical,
            "ollama",
            claims,
            found.parents,
            found.modality,
            found.publisher,
            found.released,
            family=found.family,
        )

    def _tag(self, bare: str, tag: str) -> Family | None:
        """The row of the tag's size, else the library's default model, which for a tag of no list is only likely."""
        for place, fits, body in self._index.patterns(f"ollama:{bare}".lower()):
            if fits(tag.lower()):
                if body.get("z"):
                    likely = {key: [[*row[:2], "low", *row[3:]] for row in body.get(key, ())] for key in ("c", "p")}
                    return Family(place, {**body, **likely})
                return Family(place, body)
        return None

    def _copied(self, target: str, day: str) -> tuple[Claim, ...]:
        """What the packaged weights are under, said of the package: one step less certain."""
        node = self.node(target, None if day == NOW else date.fromisoformat(day))
        return tuple(
            Claim(
                claim.expression,
                claim.source,
                f"{target}: {claim.evidence}",
                at_most(claim.confidence, "medium"),
                claim.as_of,
                claim.label,
            )
            for claim in (node.claims if node else ())
        )


def _spellings(ecosystem: str, name: str, canonical: str) -> tuple[str, ...]:
    """The id, and under which other id the same weights may stand."""
    if ecosystem == "timm":
        return canonical, f"hf:timm/{name}"
    if ecosystem == "hf" and name.startswith("timm/"):
        return canonical, f"timm:{name[5:]}"
    if ecosystem == "hf" and "/" not in name:
        return canonical, f"hf:sentence-transformers/{name}"  # its library accepts the short names
    return (canonical,)


def _storable(text: str) -> bool:
    """Whether ``text`` can be asked for: a name of a hostile file may be endless or hold half a character."""
    if len(text) > _LONGEST:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
