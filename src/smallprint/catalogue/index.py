"""The one door to the compiled tables: each method is a search in a primary key, over all catalogues in order.

Further catalogues (a policy's own models) are asked before the one in the wheel.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

__all__ = ["COMMUNITY", "OFFICIAL", "PHRASE", "TUTORIAL", "Body", "Family", "Index", "Row"]

#: What a model's row says, as JSON; :data:`smallprint.catalogue.build.TABLES` lists the keys.
Body = dict[str, Any]

#: How a slug came to lead to a model: the only repository of that name, the publisher's own, a phrase that a
#: publisher's file gives for a whole family or that is the name of a model on which many build, what a tutorial's
#: result is called.
COMMUNITY, OFFICIAL, PHRASE, TUTORIAL = 1, 2, 3, 4
_decoded = json.JSONDecoder().raw_decode
_NODE = "SELECT id, body FROM catalogue_node WHERE key = ?"


class Row(NamedTuple):
    """A model's own row: which catalogue has it, its id as the publisher writes it, and what it says."""

    place: int
    id: str
    body: Body


class Family(NamedTuple):
    """What a publisher's pattern says of a model, and which catalogue has that pattern."""

    place: int
    body: Body


@lru_cache(maxsize=256)
def _slug_query(size: int) -> str:
    return f"SELECT slug, rank, target FROM catalogue_slug WHERE slug IN ({','.join('?' * size)})"  # noqa: S608


class _Glob:
    """A pattern with ``*`` for any run of characters; matching takes time in proportion to the text, whatever it is."""

    __slots__ = ("first", "last", "middle", "plain")

    def __init__(self, glob: str) -> None:
        parts = glob.split("*")
        self.plain = len(parts) == 1
        self.first, self.middle, self.last = parts[0], [part for part in parts[1:-1] if part], parts[-1]

    def __call__(self, text: str) -> bool:
        if self.plain:
            return text == self.first
        if not (text.startswith(self.first) and text.endswith(self.last)):
            return False
        place, end = len(self.first), len(text) - len(self.last)
        for part in self.middle:
            found = text.find(part, place, end)
            if found < 0:
                return False
            place = found + len(part)
        return place <= end


class Index:
    """Look-ups by key in one or more compiled catalogues, the first that knows the key wins."""

    def __init__(self, connections: tuple[sqlite3.Connection, ...]) -> None:
        self.connections = connections
        #: Whether no catalogue of own models could change what a name shows.
        self.alone = len(connections) == 1
        self._sources: dict[tuple[int, int], str] = {}
        self._providers: dict[str, tuple[str, Body]] = {}
        self._patterns: dict[str, tuple[tuple[int, _Glob, Body], ...]] = {}

    def row(self, canonical: str) -> Row | None:
        """The model's own row, in any spelling of upper and lower case: the Hub does not tell them apart either."""
        key = canonical.lower()
        for place, connection in enumerate(self.connections):
            found = connection.execute(_NODE, (key,)).fetchone()
            if found is not None:
                return Row(place, found[0], _decoded(found[1])[0])
        return None

    def alias(self, canonical: str) -> str:
        """The id that a renamed or library-given id leads to, else the empty string."""
        for connection in self.connections:
            found = connection.execute(
                "SELECT target FROM catalogue_alias WHERE key = ?", (canonical.lower(),)
            ).fetchone()
            if found is not None:
                return str(found[0])
        return ""

    def slugs(self, slugs: list[str]) -> dict[str, tuple[int, str]]:
        """Rank and model of each slug that is known."""
        if not slugs:
            return {}
        query = _slug_query(len(slugs))
        found: dict[str, tuple[int, str]] = {}
        for connection in reversed(self.connections):
            for known, rank, target in connection.execute(query, slugs):
                found[known] = rank, target
        return found

    def ids(self, canonicals: list[str]) -> list[str]:
        """Those of ``canonicals`` that have a row of their own, as the publisher writes them, in the order asked."""
        if not canonicals:
            return []
        found: dict[str, str] = {}
        query = f"SELECT key, id FROM catalogue_node WHERE key IN ({','.join('?' * len(canonicals))})"  # noqa: S608
        for connection in self.connections:
            found.update(connection.execute(query, [name.lower() for name in canonicals]))
        return [found[name.lower()] for name in canonicals if name.lower() in found]

    @cached_property
    def begins(self) -> frozenset[str]:
        """The words with which publishers' models and phrases begin; as many as there are brands, not models."""
        query = "SELECT word FROM catalogue_word"
        return frozenset(row[0] for connection in self.connections for row in connection.execute(query))

    def brands(self, word: str) -> list[str]:
        """The owners (``hf:google``) with a family whose names begin with ``word``."""
        query = "SELECT owner FROM catalogue_brand WHERE word = ?"
        return [str(row[0]) for connection in self.connections for row in connection.execute(query, (word,))]

    def family(self, canonical: str) -> Family | None:
        """The first pattern of the publisher that fits; only that publisher's patterns are tried."""
        key = canonical.lower()
        first = key.find(":") + 1
        end = key.rfind("/")
        while end > first:
            if found := self._fitting(key[:end], key[end + 1 :]):
                return found
            end = key.rfind("/", first, end)
        return self._fitting(key[:first], key[first:])

    def _fitting(self, scope: str, rest: str) -> Family | None:
        for place, fits, body in self.patterns(scope):
            if fits(rest):
                return Family(place, body)
        return None

    def patterns(self, scope: str) -> tuple[tuple[int, _Glob, Body], ...]:
        """The patterns of one publisher in order, kept: a project names few publishers, and each of them often."""
        if scope not in self._scopes:
            return ()
        known = self._patterns.get(scope)
        if known is None:
            query = "SELECT glob, body FROM catalogue_family WHERE scope = ? ORDER BY rank"
            known = tuple(
                (place, _Glob(glob), json.loads(body))
                for place, connection in enumerate(self.connections)
                for glob, body in connection.execute(query, (scope,))
            )
            self._patterns[scope] = known
        return known

    @cached_property
    def _scopes(self) -> frozenset[str]:
        query = "SELECT scope FROM catalogue_scope"
        return frozenset(row[0] for connection in self.connections for row in connection.execute(query))

    @cached_property
    def uploaders(self) -> frozenset[str]:
        """Owners (``hf:thebloke``) whose repositories are copies of others' models."""
        query = "SELECT owner FROM catalogue_uploader"
        return frozenset(row[0] for connection in self.connections for row in connection.execute(query))

    def habit(self, owner: str) -> tuple[str, str, str, str] | None:
        """What all listed repositories of ``owner`` (``hf:name``) carry: expression, evidence, date and label."""
        query = "SELECT expression, evidence, as_of, label FROM catalogue_habit WHERE owner = ?"
        for connection in self.connections:
            found = connection.execute(query, (owner.lower(),)).fetchone()
            if found is not None:
                return cast(tuple[str, str, str, str], found)
        return None

    @cached_property
    def renames(self) -> dict[str, tuple[str, ...]]:
        """Owners that share repositories: the new name of each old one, and the old names of each new one."""
        found: dict[str, tuple[str, ...]] = {}
        for connection in self.connections:
            for old, new in connection.execute("SELECT key, target FROM catalogue_owner"):
                found[old] = (new, *found.get(old, ()))
                found[new.lower()] = (*found.get(new.lower(), ()), old)
        return found

    def provider(self, name: str) -> tuple[str, Body]:
        """Our id of an API provider and what is known of it; the name itself and nothing where it is not known."""
        key = name.lower()
        known = self._providers.get(key)
        if known is not None:
            return known
        query = "SELECT id, body FROM catalogue_provider WHERE name = ?"
        for connection in self.connections:
            found = connection.execute(query, (key,)).fetchone()
            if found is not None:
                known = self._providers[key] = str(found[0]), json.loads(found[1])
                return known
        return key, {}

    def source(self, place: int, number: int) -> str:
        """The words of a source that a row cites by its number."""
        known = self._sources.get((place, number))
        if known is None:
            query = "SELECT text FROM catalogue_source WHERE number = ?"
            row = self.connections[place].execute(query, (number,)).fetchone()
            known = self._sources[place, number] = str(row[0]) if row else ""
        return known
