"""Compile ``models/`` into the tables that the catalogue looks things up in.

``models/PUBLISHER.yaml`` is written by hand, ``models/_*.yaml`` holds the small shared lists, and ``models/tail/*.tsv``
is the generated long tail; ``models/README.md`` describes all three. A fault is one line ``file:line: key: what``;
nothing is guessed from a faulty row. Own models of a policy (``own: {models: […]}``) are compiled by the same code into a
database of their own.
"""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smallprint.catalogue.index import COMMUNITY, OFFICIAL, PHRASE, Body
from smallprint.catalogue.spelling import slug, unquantised, words
from smallprint.labels import UNKNOWN, expression_of
from smallprint.model import UsageError
from smallprint.text import safe
from smallprint.yamlio import Map, Seq, line_of, load

__all__ = ["TABLES", "compile_models"]

#: Every look-up is one search in a primary key, so its cost does not grow with the catalogue. ``body`` is JSON:
#: ``c`` claims, ``p`` parents, ``m`` modality, ``u`` publisher, ``r`` released, ``f`` family, ``n`` aliases,
#: ``w`` public name, ``v`` provider, ``a`` access, ``l`` lifecycle, ``x`` labels that it makes more precise, ``y`` copies of
#: others' models, ``z`` whatever tag no row names.
TABLES = """
CREATE TABLE catalogue_node (key TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_alias (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_owner (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_family (scope TEXT, rank INTEGER, glob TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (scope, rank)) WITHOUT ROWID;
CREATE TABLE catalogue_slug (slug TEXT PRIMARY KEY, rank INTEGER NOT NULL, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE catalogue_brand (word TEXT, owner TEXT, PRIMARY KEY (word, owner)) WITHOUT ROWID;
CREATE TABLE catalogue_uploader (owner TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE catalogue_provider (name TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_source (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""

RELATIONS = frozenset(
    {"finetune", "adapter", "quantized", "merge", "distilled", "trained_on", "generated_by", "hosted_copy", "unknown"}
)
CONFIDENCES = frozenset({"high", "medium", "low"})
_FILE_KEYS = frozenset({"publisher", "covers", "source", "families", "models", "names"})
_COMMON = frozenset(
    {
        "licence", "licences", "base", "relation", "modality", "released", "source", "confidence", "note", "trained_on",
        "generated_by", "publisher", "refines",
    }
)  # fmt: skip
_FAMILY_KEYS = _COMMON | {"name", "match", "copies", "covers"}
_MODEL_KEYS = _COMMON | {"id", "family", "aliases", "public_name", "access", "provider"}
_LICENCE_KEYS = frozenset({"licence", "since", "until", "label", "source", "confidence"})
_BASE_KEYS = frozenset({"id", "relation", "since", "until", "confidence", "source"})
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?\Z")
_OPERANDS = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]")


def compile_models(folder: Path, connection: sqlite3.Connection, licence_ids: frozenset[str]) -> list[str]:
    """Create and fill the tables from ``folder``. Returns the faults, one line each; an empty list is success."""
    connection.executescript(TABLES)
    build = _Build(folder, licence_ids)
    for path in sorted(folder.glob("*.yaml")):
        build.yaml(path)
    for path in sorted(folder.glob("tail/*.tsv")):
        build.table(path)
    build.store(connection)
    return build.errors


class _Build:
    def __init__(self, folder: Path, licence_ids: frozenset[str]) -> None:
        self.folder = folder
        self.licences = licence_ids | {UNKNOWN}
        self.errors: list[str] = []
        self.nodes: dict[str, tuple[str, Body]] = {}
        self.aliases: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.families: dict[str, list[tuple[str, Body]]] = {}
        self.names: dict[str, str] = {}
        self.phrases: list[str] = []
        self.uploaders: set[str] = set()
        self.providers: dict[str, tuple[str, Body]] = {}
        self.generators: dict[str, str] = {}
        self.sources: dict[str, int] = {}
        self.known_sources: dict[str, tuple[str, str]] = {}
        if (folder / "_sources.yaml").is_file():
            self._sources(folder / "_sources.yaml")

    # Hand-written files

    def yaml(self, path: Path) -> None:
        """Read one YAML file by its name: the shared lists start with ``_``, all others describe a publisher."""
        try:
            data = load(path.read_text(encoding="utf-8"), path.name)
        except (UsageError, OSError, UnicodeDecodeError) as error:
            self.errors.append(str(error) if isinstance(error, UsageError) else f"{path.name}: {error}")
            return
        if path.name == "_sources.yaml":
            return
        if not isinstance(data, Map):
            self.errors.append(f"{path.name}:1: a mapping is expected")
            return
        reader = {
            "_renames.yaml": self._renames, "_uploaders.yaml": self._uploaders,
            "_providers.yaml": self._providers, "_generators.yaml": self._generators,
        }.get(path.name, self._publisher)  # fmt: skip
        reader(path.name, data)

    def _sources(self, path: Path) -> None:
        data = load(path.read_text(encoding="utf-8"), path.name)
        for name, entry in (data or {}).items():
            self.known_sources[name] = (str(entry.get("text", "")), str(entry.get("as_of") or ""))

    def _renames(self, file: str, data: Map) -> None:
        for old, new in (data.get("models") or {}).items():
            self.aliases[_canonical(old).lower()] = _canonical(new)
        for old, new in (data.get("owners") or {}).items():
            self.owners[f"hf:{old}".lower()] = f"hf:{new}"

    def _uploaders(self, file: str, data: Map) -> None:
        self.uploaders.update(f"hf:{name}".lower() for name in data.get("hub") or ())

    def _generators(self, file: str, data: Map) -> None:
        self.generators = {str(name): str(target) for name, target in data.items()}

    def _providers(self, file: str, data: Map) -> None:
        for name, entry in data.items():
            terms = str(entry.get("terms") or f"{name}-services")
            body = {
                "t": terms if terms in self.licences else "",
                "k": str(entry.get("models") or ""),
                "h": 1 if entry.get("hands_on") else 0,
                "x": _texts(entry.get("then")),
            }
            brands = [f"brand:{brand}" for brand in _texts(entry.get("brands"))]
            for spelling in (name, *_texts(entry.get("also")), *brands):
                self.providers[spelling.lower()] = (str(name), body)

    def _publisher(self, file: str, data: Map) -> None:
        self._keys(file, data, _FILE_KEYS)
        default = {"u": str(data.get("publisher") or ""), "source": data.get("source")}
        for family in _maps(data.get("families")):
            self._keys(file, family, _FAMILY_KEYS)
            body = self._body(file, family, default, "family")
            body["f"] = str(family.get("name") or "")
            for glob in _texts(family.get("match")):
                for scope in _texts(family.get("covers") or data.get("covers")):
                    self.families.setdefault(scope.lower(), []).append((glob.lower(), body))
        for entry in _maps(data.get("models")):
            self._keys(file, entry, _MODEL_KEYS)
            name = entry.get("id")
            if not isinstance(name, str) or not name:
                self.errors.append(f"{file}:{line_of(entry)}: id: a model needs an id")
                continue
            body = self._body(file, entry, default, "hand")
            if entry.get("family"):
                body["f"] = str(entry["family"])
            aliases = [_canonical(alias) for alias in _texts(entry.get("aliases"))]
            if aliases:
                body["n"] = aliases
            self.aliases.update({alias.lower(): _canonical(name) for alias in aliases})
            self._add(_canonical(name), body)
        for phrase, target in (data.get("names") or {}).items():
            self.names["".join(words(str(phrase)))] = _canonical(str(target))
            self.phrases.append(str(phrase))

    def _body(self, file: str, entry: Map, default: Body, origin: str) -> Body:
        source = entry.get("source") or default["source"]
        number, _ = self._source(file, entry, source)
        confidence = self._one_of(file, entry, "confidence", CONFIDENCES, "high")
        body: Body = {"u": str(entry.get("publisher") or default["u"])}
        claims: list[list[Any]] = []
        dated = entry.get("licences")
        for item in [entry] if dated is None else _maps(dated):
            if item is not entry:
                self._keys(file, item, _LICENCE_KEYS)
            licence = item.get("licence")
            if licence is None:
                continue
            expression = self._licence(file, item, str(licence))
            own, own_as_of = self._source(file, item, item.get("source") or source)
            claims.append([
                expression, own, self._one_of(file, item, "confidence", CONFIDENCES, confidence), own_as_of,
                str(item.get("label") or ""), self._date(file, item, "since"), self._date(file, item, "until"), origin,
            ])  # fmt: skip
        if claims:
            body["c"] = claims
        parents: list[list[Any]] = []
        relation = self._one_of(file, entry, "relation", RELATIONS, "finetune")
        for item in _sequence(entry.get("base")):
            if isinstance(item, Map):
                self._keys(file, item, _BASE_KEYS)
                own, _ = self._source(file, item, item.get("source") or source)
                parents.append([
                    _canonical(str(item.get("id"))), self._one_of(file, item, "relation", RELATIONS, relation),
                    self._one_of(file, item, "confidence", CONFIDENCES, confidence), own,
                    self._date(file, item, "since"), self._date(file, item, "until"),
                ])  # fmt: skip
            else:
                parents.append([_canonical(str(item)), relation, confidence, number, "", ""])
        for key in ("trained_on", "generated_by"):
            for name in _texts(entry.get(key)):
                parents.append(
                    [_canonical(name, "dataset" if key == "trained_on" else "hf"), key, confidence, number, "", ""]
                )
        if parents:
            body["p"] = parents
        for key, short in (
            ("modality", "m"),
            ("released", "r"),
            ("public_name", "w"),
            ("access", "a"),
            ("provider", "v"),
        ):
            if entry.get(key):
                body[short] = _texts(entry[key]) if key == "modality" else str(entry[key])
        if entry.get("copies"):
            body["y"] = 1
        if entry.get("refines"):
            body["x"] = _texts(entry["refines"])
        return body

    # The generated tables

    def table(self, path: Path) -> None:
        """Read one generated table; its head says what its columns are."""
        head: dict[str, str] = {}
        kind = path.stem
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.startswith("#"):
                    key, _, value = line[1:].partition(":")
                    head[key.strip()] = value.strip()
                    continue
                cells = line.rstrip("\n").split("\t")
                if len(cells) < 2:
                    self.errors.append(f"tail/{path.name}:{number}: a row needs two cells or more")
                    continue
                cells += [""] * (10 - len(cells))
                if kind.startswith("hub-"):
                    self._card(f"hf:{cells[0]}", cells, head, "high", head.get("source", ""))
                elif kind == "other":
                    self._card(cells[0], cells, head, cells[6], cells[7])
                elif kind == "datasets":
                    self._dataset(cells, head)
                elif kind == "ollama":
                    self._ollama(cells, head)
                elif kind == "api":
                    self._api(cells, head)

    def _card(self, name: str, cells: list[str], head: dict[str, str], confidence: str, source: str) -> None:
        label = cells[1]
        expression = self._mapped(label)
        number = self._number(source)
        as_of = head.get("as_of", "")
        origin = "card" if confidence == "high" else "list"
        shown = "" if expression == label else label.removeprefix("other:")
        body: Body = {"c": [[expression, number, confidence, as_of, shown, "", "", origin]]}
        bases = [base for base in cells[3].split(",") if base.count("/") <= 1 and base]
        relation = cells[4] if cells[4] in RELATIONS else "unknown"
        parents = [[f"hf:{base}", relation, confidence, number, "", ""] for base in bases]
        parents += [
            [f"dataset:{data}", "trained_on", "medium", number, "", ""]
            for data in cells[5].split(",")
            if data and confidence == "high"
        ]
        if parents:
            body["p"] = parents
        if cells[2]:
            body["r"] = cells[2]
        self._add(name, body)

    def _dataset(self, cells: list[str], head: dict[str, str]) -> None:
        number = self._number(cells[4])
        body: Body = {}
        if cells[1]:
            expression = self._mapped(cells[1])
            shown = "" if expression == cells[1] else cells[1]
            origin = "card" if cells[2] == "high" else "list"
            body["c"] = [
                [expression, number, cells[2], head.get("as_of", "") if origin == "card" else "", shown, "", "", origin]
            ]
        targets = dict.fromkeys(self.generators[name] for name in cells[3].split(";") if name in self.generators)
        if targets:
            body["p"] = [[target, "generated_by", "medium", number, "", ""] for target in targets]
        self._add(f"dataset:{cells[0]}", body)

    def _ollama(self, cells: list[str], head: dict[str, str]) -> None:
        name, tag, weights, layer, groups = cells[:5]
        number = self._number(head.get("source", ""))
        body: Body = {"f": name}
        if weights:
            body["p"] = [[f"hf:{weights}", "quantized", "medium", number, "", ""]]
        expression = self._mapped(layer) if layer else UNKNOWN
        if layer and expression != UNKNOWN:
            body["c"] = [
                [expression, number, "medium", "2025-08", layer if expression != layer else "", "", "", "ollama"]
            ]
        default = tag == "*"
        # A row covers its own tag and, with less certainty, whatever continues it: ``8b`` covers ``8b-instruct-q4_0``.
        tags = {tag} if not default else set()
        for group in groups.split(";"):
            same = group.split(",")
            if tag in same or (default and "latest" in same):
                tags.update(same)
        for each in tags:
            if each and "*" not in each:
                self._add(f"ollama:{name}:{each}".lower(), body, keep_first=True)
        if default:
            self._add(f"ollama:{name}", body, keep_first=True)
        scope = self.families.setdefault(f"ollama:{name}".lower(), [])
        for each in sorted(tags | {tag}, key=len, reverse=True):
            if each != "latest":
                scope.append(
                    (each.lower() if "*" in each else f"{each}-*".lower(), {**body, "z": 1} if each == "*" else body)
                )

    def _api(self, cells: list[str], head: dict[str, str]) -> None:
        provider, name, weights, released, retires, confidence, replacement, source, _ = cells[:9]
        body: Body = {"v": provider}
        if weights in ("open", "closed"):
            body["a"] = "open_weights" if weights == "open" else "proprietary_api"
        if released:
            body["r"] = released
        if retires or replacement:
            life = {"retires": retires, "confidence": confidence, "replacement": replacement, "source": source}
            body["l"] = {key: value for key, value in life.items() if value}
        self._add(f"api:{provider}/{name}", body, keep_first=True)

    # Shared

    def _add(self, name: str, body: Body, keep_first: bool = False) -> None:
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

    def _mapped(self, label: str) -> str:
        expression = expression_of(label)
        return expression if all(part in self.licences for part in _operands(expression)) else UNKNOWN

    def _licence(self, file: str, entry: Map, expression: str) -> str:
        for part in _operands(expression):
            if part not in self.licences:
                self._fault(
                    file, line_of(entry, "licence"), "licence", f"unknown licence '{safe(part)}'", part, self.licences
                )
        return expression

    def _source(self, file: str, entry: Map, name: Any) -> tuple[int, str]:
        if not name:
            return self._number(file), ""
        text, as_of = self.known_sources.get(str(name), ("", ""))
        if not text:
            # An own model may name any source in words; ours must be listed, so that one date stands for all its rows.
            if self.known_sources:
                self._fault(
                    file,
                    line_of(entry, "source"),
                    "source",
                    f"unknown source '{safe(str(name))}'",
                    str(name),
                    self.known_sources,
                )
            text = str(name)
        return self._number(text), as_of

    def _number(self, text: str) -> int:
        return self.sources.setdefault(text, len(self.sources) + 1)

    def _one_of(self, file: str, entry: Map, key: str, valid: Iterable[str], default: str) -> str:
        value = entry.get(key)
        if value is None:
            return default
        if value not in valid:
            self._fault(file, line_of(entry, key), key, f"unknown value '{safe(str(value))}'", str(value), valid)
            return default
        return str(value)

    def _date(self, file: str, entry: Map, key: str) -> str:
        value = str(entry.get(key) or "")
        if value and not _DATE.match(value):
            self.errors.append(
                f"{file}:{line_of(entry, key)}: {key}: a date YYYY-MM-DD is expected, not '{safe(value)}'"
            )
            return ""
        return value

    def _keys(self, file: str, entry: Map, valid: frozenset[str]) -> None:
        for key in entry:
            if key not in valid:
                self._fault(file, line_of(entry, key), key, "unknown key", key, valid)

    def _fault(self, file: str, line: int, key: str, what: str, word: str, valid: Iterable[str]) -> None:
        near = difflib.get_close_matches(word, list(valid), n=3, cutoff=0.4)
        hint = f" (nearest valid: {', '.join(near)})" if near else ""
        self.errors.append(f"{file}:{line}: {key}: {what}{hint}")

    def store(self, connection: sqlite3.Connection) -> None:
        """Write everything that was read."""
        for old in self.aliases:
            known = self.nodes.get(old)
            if known and all(claim[7] == "list" for claim in known[1].get("c", ())):
                del self.nodes[old]
        for scope, listed in self.families.items():
            if scope.startswith("ollama:"):
                listed.sort(key=lambda pair: (pair[0] == "*", "*" not in pair[0][:-1], -len(pair[0])))
        dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        insert = connection.executemany
        insert(
            "INSERT INTO catalogue_node VALUES (?,?,?)",
            ((key, name, dump(_settled(body))) for key, (name, body) in self.nodes.items()),
        )
        insert("INSERT INTO catalogue_alias VALUES (?,?)", self.aliases.items())
        insert("INSERT INTO catalogue_owner VALUES (?,?)", self.owners.items())
        insert(
            "INSERT INTO catalogue_family VALUES (?,?,?,?)",
            (
                (scope, rank, glob, dump(body))
                for scope, listed in self.families.items()
                for rank, (glob, body) in enumerate(listed)
            ),
        )
        slugs = list(self._slugs())
        insert("INSERT INTO catalogue_slug VALUES (?,?,?)", slugs)
        named = (target.rpartition("/")[2] for found, rank, target in slugs if rank == OFFICIAL and found[:4] != "api:")
        begins = {word for text in (*named, *self.phrases) for word in words(text)[:1]}
        insert("INSERT INTO catalogue_word VALUES (?)", ((word,) for word in sorted(begins)))
        insert("INSERT INTO catalogue_brand VALUES (?,?)", sorted(self._brands()))
        insert("INSERT INTO catalogue_uploader VALUES (?)", ((owner,) for owner in sorted(self.uploaders)))
        insert(
            "INSERT INTO catalogue_provider VALUES (?,?,?)",
            ((name, own, dump(body)) for name, (own, body) in self.providers.items()),
        )
        insert("INSERT INTO catalogue_source VALUES (?,?)", ((number, text) for text, number in self.sources.items()))
        connection.commit()

    def _brands(self) -> set[tuple[str, str]]:
        """The first word of each pattern and the owner whose models begin with it: ``gemma`` and ``hf:google``."""
        found: set[tuple[str, str]] = set()
        for scope, listed in self.families.items():
            if scope.startswith("hf:"):
                begins = ((words(re.split(r"[*?[]", glob)[0]) or [""])[0] for glob, body in listed if not body.get("y"))
                found.update((word, scope) for word in begins if len(word) > 2)
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
        for found, name in self.names.items():
            yield found, PHRASE, name
        for found, name in official.items():
            if found and found not in self.names:
                yield found, OFFICIAL, name
        for found, names in community.items():
            if len(names) == 1 and found and found not in self.names and found not in official:
                yield found, COMMUNITY, names.pop()


def _settled(body: Body) -> Body:
    """Third-party lists count only where no card and no hand-written row is known."""
    claims = body.get("c", ())
    if any(claim[7] != "list" for claim in claims):
        return {**body, "c": [claim for claim in claims if claim[7] != "list"]}
    return body


def _operands(expression: str) -> list[str]:
    return [part.strip() for part in _OPERANDS.split(expression) if part and part.strip()]


def _canonical(name: str, ecosystem: str = "hf") -> str:
    """``org/name`` as ``hf:org/name``; a name that states its ecosystem stays."""
    head, separator, _ = name.partition(":")
    return name if separator and "/" not in head else f"{ecosystem}:{name}"


def _sequence(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, Seq) else [value]


def _texts(value: Any) -> list[str]:
    return [str(item) for item in _sequence(value)]


def _maps(value: Any) -> list[Map]:
    return [item for item in _sequence(value) if isinstance(item, Map)]
