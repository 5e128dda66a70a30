"""What the files of ``models/`` come to, collected by key, and written into the tables of the index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from smallprint.catalogue.index import COMMUNITY, OFFICIAL, PHRASE, TUTORIAL, Body
from smallprint.catalogue.spelling import slug, unquantised, words
from smallprint.labels import UNKNOWN, expression_of

__all__ = ["TABLES", "Store", "operands"]

#: Every look-up is one search in a primary key, so its cost does not grow with the catalogue. ``body`` is JSON:
#: ``c`` claims, ``p`` parents, ``m`` modality, ``u`` publisher, ``r`` released, ``f`` family, ``n`` aliases,
#: ``w`` public name, ``v`` provider, ``a`` access, ``l`` lifecycle (``retires confidence replacement source``), ``d``
#: the licence changed on known days, ``x`` labels that it makes more precise, ``y`` copies of others' models, ``z`` any
#: other tag, ``q`` parents that the name shows. A claim is ``[expression, source, confidence, as_of, label, since,
#: until, origin]`` with origin ``hand card list ollama``; a parent is ``[id, relation, confidence, source, since,
#: until]``; sources are numbers.
TABLES = """
CREATE TABLE catalogue_node (key TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_alias (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_owner (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_family (scope TEXT, rank INTEGER, glob TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (scope, rank)) WITHOUT ROWID;
CREATE TABLE catalogue_scope (scope TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE catalogue_slug (slug TEXT PRIMARY KEY, rank INTEGER NOT NULL, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE catalogue_brand (word TEXT, owner TEXT, PRIMARY KEY (word, owner)) WITHOUT ROWID;
CREATE TABLE catalogue_uploader (owner TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE catalogue_habit (owner TEXT PRIMARY KEY, expression TEXT NOT NULL, evidence TEXT NOT NULL,
  as_of TEXT NOT NULL, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_provider (name TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_source (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_OPERANDS = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]")


@dataclass
class Store:
    """Rows by key in lower case. ``licences`` are the ids that exist."""

    licences: frozenset[str]
    nodes: dict[str, tuple[str, Body]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    #: Patterns of each scope (``hf:qwen``, ``ollama:llama3.1``, ``torchvision:``) in the order to try them.
    families: dict[str, list[tuple[str, Body]]] = field(default_factory=dict)
    #: Scopes as their file writes them, by the scope in lower case.
    scopes: dict[str, str] = field(default_factory=dict)
    #: Phrases of a name that stand for a model, as slugs; and the words with which they begin.
    phrases: dict[str, str] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    #: Names that tutorials give, as slugs; and slugs of repositories that mean other models as well.
    tutorials: dict[str, str] = field(default_factory=dict)
    vague: set[str] = field(default_factory=set)
    uploaders: set[str] = field(default_factory=set)
    #: Models on which many publishers build, and how many do.
    bases: dict[str, int] = field(default_factory=dict)
    #: Publishers (``hf:jonatasgrosman``) all of whose listed repositories carry one label: what it means, who says so,
    #: when, and the label.
    habits: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    providers: dict[str, tuple[str, Body]] = field(default_factory=dict)
    #: How lists of data sets name the models that wrote them.
    generators: dict[str, str] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, body: Body, keep_first: bool = False) -> None:
        """Add what a source says of ``name``; statements of an earlier source stay in front, or stay alone."""
        key = name.lower()
        known = self.nodes.get(key)
        if known is None:
            self.nodes[key] = (name, body)
        elif not keep_first:
            merged = {**body, **known[1]}
            for short in ("c", "p"):
                both = [*known[1].get(short, ()), *body.get(short, ())]
                if both:
                    merged[short] = [item for place, item in enumerate(both) if item not in both[:place]]
            self.nodes[key] = (known[0], merged)

    def expression(self, label: str) -> str:
        """What a label of a card or a list means in our ids; ``unknown`` where it means none of them."""
        expression = expression_of(label)
        return expression if all(part in self.licences for part in operands(expression)) else UNKNOWN

    def number(self, text: str) -> int:
        """The number under which rows cite the source ``text``."""
        return self.sources.setdefault(text, len(self.sources) + 1)

    def write(self, connection: sqlite3.Connection) -> None:
        """Create the tables and write everything that was collected."""
        connection.executescript(TABLES)
        for old, new in self.aliases.items():
            known = self.nodes.get(old)
            if known is None:
                continue
            # What the sources know under the old name only is known of the repository.
            self.nodes.setdefault(new.lower(), (new, known[1]))
            if all(claim[7] == "list" for claim in known[1].get("c", ())):
                del self.nodes[old]
        for scope, listed in self.families.items():
            if scope.startswith("ollama:"):
                listed.sort(key=lambda pair: (pair[0] == "*", "*" not in pair[0][:-1], -len(pair[0])))
        self.write_nodes(connection)
        insert = connection.executemany
        insert("INSERT INTO catalogue_alias VALUES (?,?)", self.aliases.items())
        insert("INSERT INTO catalogue_owner VALUES (?,?)", self.owners.items())
        insert(
            "INSERT INTO catalogue_family VALUES (?,?,?,?)",
            (
                (scope, rank, glob, _dump(body))
                for scope, listed in self.families.items()
                for rank, (glob, body) in enumerate(listed)
            ),
        )
        insert("INSERT INTO catalogue_scope VALUES (?)", ((scope,) for scope in self.families))
        self._name_bases()
        slugs = list(self._slugs())
        insert("INSERT INTO catalogue_slug VALUES (?,?,?)", slugs)
        named = (target.rpartition("/")[2] for found, rank, target in slugs if rank == OFFICIAL and found[:4] != "api:")
        begins = self.beginnings | {word for text in named for word in words(text)[:1]}
        insert("INSERT INTO catalogue_word VALUES (?)", ((word,) for word in sorted(begins)))
        insert("INSERT INTO catalogue_brand VALUES (?,?)", sorted(self._brands()))
        insert("INSERT INTO catalogue_uploader VALUES (?)", ((owner,) for owner in sorted(self.uploaders)))
        habits = ((owner, *said) for owner, said in self.habits.items() if owner not in self.families)
        insert("INSERT INTO catalogue_habit VALUES (?,?,?,?,?)", habits)
        insert(
            "INSERT INTO catalogue_provider VALUES (?,?,?)",
            ((name, own, _dump(body)) for name, (own, body) in self.providers.items()),
        )
        connection.commit()

    def write_nodes(self, connection: sqlite3.Connection) -> None:
        """Write, or write anew, the models' own rows and the sources that rows cite."""
        connection.executescript("DELETE FROM catalogue_node; DELETE FROM catalogue_source")
        rows = ((key, name, _dump(_settled(body))) for key, (name, body) in self.nodes.items())
        connection.executemany("INSERT INTO catalogue_node VALUES (?,?,?)", rows)
        sources = ((number, text) for text, number in self.sources.items())
        connection.executemany("INSERT INTO catalogue_source VALUES (?,?)", sources)
        connection.commit()

    def _name_bases(self) -> None:
        """Let the name of a model on which many build stand for it, unless a publisher's file gives it to another.

        A publisher's own name with a number in it is telling already.
        """
        for name in sorted(self.bases, key=lambda name: (-self.bases[name], name)):
            target = self.aliases.get(name.lower(), name)
            owner, _, bare = target.rpartition("/")
            told = owner.lower() in self.uploaders or (owner.lower() in self.families and not slug(bare).isalpha())
            if not told and self.phrases.setdefault(slug(bare), target) == target:
                self.beginnings.update(words(bare)[:1])

    def _brands(self) -> set[tuple[str, str]]:
        """The first word of each pattern and the owner whose models begin with it: ``gemma`` and ``hf:google``."""
        found: set[tuple[str, str]] = set()
        for scope, listed in self.families.items():
            if scope.startswith("hf:") and scope not in self.owners:
                begins = ((words(glob.split("*")[0]) or [""])[0] for glob, body in listed if not body.get("y"))
                found.update((word, self.scopes.get(scope, scope)) for word in begins if len(word) > 2)
        return found

    def _slugs(self) -> Iterator[tuple[str, int, str]]:
        """One target per slug: a phrase of a publisher's file, else the publisher's repository, else the only one."""
        official: dict[str, str] = {}
        community: dict[str, set[str]] = {}
        for key, (name, _) in self.nodes.items():
            if key.startswith("api:"):
                provider, _, rest = key[4:].partition("/")
                official.setdefault(f"api:{provider}:{slug(rest)}", name)
                continue
            if not key.startswith("hf:") or "/" not in key:
                continue
            owner, _, bare = name.partition("/")
            if owner.lower() in self.uploaders:
                continue
            stems = list(unquantised(bare))
            if owner.lower() in self.families:
                official.setdefault(slug(bare), name)
            elif len(stems) == 1:
                community.setdefault(slug(bare), set()).add(name)
        for old, name in self.aliases.items():
            if old.startswith("hf:"):
                official.setdefault(slug(old.rpartition("/")[2].removeprefix("hf:")), name)
        for found, name in list(official.items()):
            if not found.startswith("api:"):
                for stem in list(unquantised(name.rpartition("/")[2]))[1:]:
                    if stem.lower() + "-hf" == name.rpartition("/")[2].lower():
                        official.setdefault(slug(stem), name)
        ranked = {found: (PHRASE, name) for found, name in self.phrases.items()}
        for found, name in official.items():
            ranked.setdefault(found, (COMMUNITY if found in self.vague else OFFICIAL, name))
        for found, name in self.tutorials.items():
            ranked.setdefault(found, (TUTORIAL, name))
        for found, names in community.items():
            if len(names) == 1:
                ranked.setdefault(found, (COMMUNITY, names.pop()))
        for found, (rank, name) in ranked.items():
            if found:
                yield found, rank, name


def _settled(body: Body) -> Body:
    """Third-party lists count only where no card and no hand-written row is known."""
    claims = body.get("c", ())
    if any(claim[7] != "list" for claim in claims):
        return {**body, "c": [claim for claim in claims if claim[7] != "list"]}
    return body


def operands(expression: str) -> list[str]:
    """The licence ids of an expression."""
    return [part.strip() for part in _OPERANDS.split(expression) if part and part.strip()]
