"""Compile ``models/`` into the tables that the catalogue looks things up in.

``models/PUBLISHER.yaml`` is written by hand, ``models/_*.yaml`` holds the small shared lists, and ``models/tail/*.tsv``
is the generated long tail; ``models/README.md`` describes all three. A fault is one line ``file:line: key: what``;
nothing is guessed from a faulty row. Own models of a policy (``own: {models: […]}``) are compiled by the same code into
a database of their own.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smallprint.catalogue.index import Body, Index
from smallprint.catalogue.merge import OF_DATA, by_name_alone
from smallprint.catalogue.names import named_parents
from smallprint.catalogue.spelling import split, words
from smallprint.catalogue.store import Store, operands
from smallprint.catalogue.tail import read_table, timm_architectures
from smallprint.labels import UNKNOWN
from smallprint.model import UsageError
from smallprint.text import safe
from smallprint.yamlio import Map, Seq, line_of, load

__all__ = ["compile_models"]

_RELATIONS = frozenset(
    {"finetune", "adapter", "quantized", "merge", "distilled", "trained_on", "generated_by", "hosted_copy", "unknown"}
)
_CONFIDENCES = frozenset({"high", "medium", "low"})
_FILE_KEYS = frozenset({"publisher", "covers", "source", "families", "models", "names", "tutorials", "vague"})
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
_PROVIDER_KEYS = frozenset({"also", "models", "terms", "then", "hands_on", "brands", "makes"})


def compile_models(folder: Path, connection: sqlite3.Connection, licence_ids: frozenset[str]) -> list[str]:
    """Create and fill the tables from ``folder``. Returns the faults, one line each; an empty list is success."""
    store = Store(licence_ids | {UNKNOWN})
    reader = _Reader(store)
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (path.name != "_sources.yaml", path.name)):
        reader.read(path)
    for path in (*sorted(folder.glob("*.tsv")), *sorted(folder.glob("tail/*.tsv"))):
        reader.errors.extend(read_table(store, path))
    timm_architectures(store)
    store.write(connection)
    _ask_names(store, connection)
    return list(dict.fromkeys(reader.errors))


def _ask_names(store: Store, connection: sqlite3.Connection) -> None:
    """Keep what a held name shows where its row states no parent: asked once here, not on every look-up.

    Names are read against the finished tables, as a look-up would.
    """
    index = Index((connection,))
    for key, (name, body) in store.nodes.items():
        family = index.family(name)
        stated = any(row[1] not in OF_DATA and not (row[4] or row[5]) for row in body.get("p", ()))
        if by_name_alone(key.partition(":")[0], family) and not stated:
            edges = named_parents(index, name, split(name)[1], copies=family is not None)
            body["q"] = [
                [edge.parent, edge.relation, edge.confidence, store.number(edge.evidence), "", ""] for edge in edges
            ]
    store.write_nodes(connection)


class _Reader:
    """Reads the hand-written files into a store, and collects their faults."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.errors: list[str] = []
        self.known_sources: dict[str, tuple[str, str]] = {}

    def read(self, path: Path) -> None:
        """Read one file by its name: the shared lists start with ``_``, all others describe a publisher."""
        try:
            data = load(path.read_text(encoding="utf-8"), path.name)
        except UsageError as error:
            self.errors.append(str(error))
            return
        except (OSError, UnicodeDecodeError) as error:
            self.errors.append(f"{path.name}:1: cannot be read: {type(error).__name__}")
            return
        if data is None:
            return
        if not isinstance(data, Map):
            self.errors.append(f"{path.name}:1: a mapping is expected")
            return
        lists = {
            "_sources.yaml": self._sources, "_renames.yaml": self._renames, "_uploaders.yaml": self._uploaders,
            "_providers.yaml": self._providers, "_generators.yaml": self._generators,
        }  # fmt: skip
        lists.get(path.name, self._publisher)(path.name, data)

    # The shared lists

    def _sources(self, file: str, data: Map) -> None:
        for name, entry in data.items():
            if isinstance(entry, Map) and entry.get("text"):
                self.known_sources[name] = (str(entry["text"]), str(entry.get("as_of") or ""))
            else:
                self.errors.append(f"{file}:{line_of(data, name)}: {safe(name)}: a source needs a text")

    def _renames(self, file: str, data: Map) -> None:
        for old, new in self._mapping(file, data, "models"):
            self.store.aliases[_canonical(old).lower()] = _canonical(new)
        for old, new in self._mapping(file, data, "owners"):
            self.store.owners[f"hf:{old}".lower()] = f"hf:{new}"

    def _uploaders(self, file: str, data: Map) -> None:
        self.store.uploaders.update(f"hf:{name}".lower() for name in _texts(data.get("hub")))

    def _generators(self, file: str, data: Map) -> None:
        self.store.generators.update((name, str(target)) for name, target in data.items())

    def _providers(self, file: str, data: Map) -> None:
        for name, entry in data.items():
            if not isinstance(entry, Map):
                self.errors.append(f"{file}:{line_of(data, name)}: {safe(name)}: a mapping is expected")
                continue
            self._keys(file, entry, _PROVIDER_KEYS)
            terms = str(entry.get("terms") or f"{name}-services")
            body: Body = {
                "t": terms if terms in self.store.licences else "",
                "k": self._one_of(file, entry, "models", ("closed", "mixed"), "mixed"),
                "h": 1 if entry.get("hands_on") else 0,
                "x": _texts(entry.get("then")),
                "o": [f"hf:{owner}/".lower() for owner in _texts(entry.get("makes"))],
            }
            brands = [f"brand:{brand}" for brand in _texts(entry.get("brands"))]
            for spelling in (name, *_texts(entry.get("also")), *brands):
                self.store.providers[spelling.lower()] = (name, body)

    # Publishers

    def _publisher(self, file: str, data: Map) -> None:
        self._keys(file, data, _FILE_KEYS)
        default = {"u": str(data.get("publisher") or ""), "source": data.get("source")}
        for family in _maps(data.get("families")):
            self._keys(file, family, _FAMILY_KEYS)
            body = self._body(file, family, default, "family")
            body["f"] = str(family.get("name") or "")
            for glob in _texts(family.get("match")):
                for scope in _texts(family.get("covers") or data.get("covers")):
                    self.store.scopes.setdefault(scope.lower(), scope)
                    self.store.families.setdefault(scope.lower(), []).append((glob.lower(), body))
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
            self.store.aliases.update({alias.lower(): _canonical(name) for alias in aliases})
            self.store.add(_canonical(name), body)
        for phrase, target in self._mapping(file, data, "names"):
            self.store.phrases["".join(words(phrase))] = _canonical(target)
            self.store.beginnings.update(words(phrase)[:1])
        for phrase, target in self._mapping(file, data, "tutorials"):
            self.store.tutorials["".join(words(phrase))] = _canonical(target)
            self.store.beginnings.update(words(phrase)[:1])
        self.store.vague.update("".join(words(phrase)) for phrase in _texts(data.get("vague")))

    def _body(self, file: str, entry: Map, default: Body, origin: str) -> Body:
        source = entry.get("source") or default["source"]
        number, _ = self._source(file, entry, source)
        confidence = self._one_of(file, entry, "confidence", _CONFIDENCES, "high")
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
                expression, own, self._one_of(file, item, "confidence", _CONFIDENCES, confidence), own_as_of,
                str(item.get("label") or ""), self._date(file, item, "since"), self._date(file, item, "until"), origin,
            ])  # fmt: skip
        if claims:
            body["c"] = claims
        if any(claim[5] or claim[6] for claim in claims):
            body["d"] = 1
        parents: list[list[Any]] = []
        relation = self._one_of(file, entry, "relation", _RELATIONS, "finetune")
        for item in _sequence(entry.get("base")):
            if isinstance(item, Map):
                self._keys(file, item, _BASE_KEYS)
                own, _ = self._source(file, item, item.get("source") or source)
                parents.append([
                    _canonical(str(item.get("id"))), self._one_of(file, item, "relation", _RELATIONS, relation),
                    self._one_of(file, item, "confidence", _CONFIDENCES, confidence), own,
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

    def _licence(self, file: str, entry: Map, expression: str) -> str:
        for part in operands(expression):
            if part not in self.store.licences:
                self._fault(
                    file,
                    line_of(entry, "licence"),
                    "licence",
                    f"unknown licence '{safe(part)}'",
                    part,
                    self.store.licences,
                )
        return expression

    def _source(self, file: str, entry: Map, name: Any) -> tuple[int, str]:
        if not name:
            return self.store.number(file), ""
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
        return self.store.number(text), as_of

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

    def _mapping(self, file: str, data: Map, key: str) -> Iterator[tuple[str, str]]:
        """The pairs below ``key``; anything but a mapping of texts is a fault."""
        value = data.get(key)
        if value is None:
            return
        if not isinstance(value, Map):
            self.errors.append(f"{file}:{line_of(data, key)}: {key}: a mapping is expected")
            return
        for name, target in value.items():
            if isinstance(target, str):
                yield name, target
            else:
                self.errors.append(f"{file}:{line_of(value, name)}: {safe(name)}: a text is expected")


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
