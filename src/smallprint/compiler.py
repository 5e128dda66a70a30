"""Compile the data folders into the one index, and refuse malformed data with file, line, key and the nearest valid
key.

Run by the build hook, by ``SMALLPRINT_DATA`` and for the folders that a policy names under ``own``. A released database
cannot be malformed: every kind, test, fact and id that is used must exist, every rule must show all three outcomes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smallprint.condition import FACT_TYPES, check, nearest
from smallprint.database import SCHEMA, Vocabulary
from smallprint.model import UsageError
from smallprint.predicates import TESTS
from smallprint.schema import Checker
from smallprint.yamlio import load

__all__ = ["add_licences", "add_rules", "build_index", "compile_data"]

_LICENCE_KEYS = {
    "name": "text!", "version": "text", "steward": "text", "date": "period", "category": "category!",
    "for": "[licence_for]",
    "spdx": "text", "hub": "[text]", "aliases": "[text]", "url": "text", "verified": "verified!",
    "verified_detail": "text",
    "digest": "text", "supersedes": "[licence]", "members": "[licence]", "incorporates": "any", "terms": "any",
    "absent": "[term_kind]", "unknown": "[term_kind]", "derivatives": "text", "doubts": "text", "notes": "text",
    "provider": "text",
}  # fmt: skip
_TERM_KEYS = {
    "id": "id!", "kind": "term_kind!", "section": "text!", "plain": "text!", "binds": "[activity]",
    "passes_to": "[relation]",
    "reaches_students": "bool", "when": "condition", "unless": "condition", "strength": "strength", "doubt": "text",
    "confidence": "confidence",
}  # fmt: skip
_INCORPORATES = {"document": "licence!", "section": "text!", "updatable": "bool", "doubt": "text"}
_LIMIT = {
    "metric": "metric!",
    "over": "number",
    "at_least": "number",
    "currency": "currency",
    "of": "counted",
    "month": "month",
}
_RULE_KEYS = {
    "title": "text!", "concern": "concern!", "status": "status", "since": "text", "severity": "severity",
    "applies_to": "any!",
    "violated_when": "condition!", "message": "text!", "fix": "text!", "why": "text!", "duty": "any",
    "aliases": "[text]",
    "examples": "any!",
}  # fmt: skip
_FACT_KEYS = {"type": "text!", "question": "text"}
_VOCABULARY_KEYS = {
    "activities": "{text: text}!", "relations": "any!", "categories": "[text]!", "concerns": "[text]!",
    "metrics": "any!", "consequences": "[text]!", "counted": "[text]!", "student_scopes": "{text: text}!",
    "student_kinds": "[text]!", "outputs_train": "[text]!", "places": "{text: text}!", "modalities": "[text]!",
    "use_domains": "any!", "purposes": "[text]!", "safeguards": "[text]!", "topics": "[text]!", "term_kinds": "any!",
    "enumerations": "{text: [text]}!", "regions": "{text: [text]}!", "core_kinds": "[text]!", "currencies": "any!",
}  # fmt: skip
#: What each entry of a section of the vocabulary is made of.
_VOCABULARY_ENTRIES = {
    "relations": {"plain": "text!", "through_outputs": "bool"},
    "metrics": {"unit": "text!", "organisation": "text", "product": "text", "at_most": "text"},
    "use_domains": {"group": "domain_group!", "part_of": "[text]", "plain": "text!"},
    "term_kinds": {"concern": "text!", "group": "text!", "plain": "text!", "parameters": "{text: text}!"},
}
_FIXED = {
    "strength": ("must", "should"), "confidence": ("high", "low"), "verified": ("text", "secondary", "none"),
    "status": ("stable", "preview", "deprecated", "removed"), "severity": ("error", "warning", "note", "off"),
    "licence_for": ("model", "data", "code", "output", "service", "policy"),
    "subject": ("term", "model", "use", "provider", "dataset", "waiver", "tree"),
    "outcome": ("violated", "undetermined", "satisfied"), "domain_group": ("sector", "conduct"),
}  # fmt: skip


class _Compiler:
    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self.connection = connection
        self.errors: list[str] = []
        self.vocabulary: Vocabulary
        self.facts: Mapping[str, Any] = {}
        self.licences: frozenset[str] = frozenset()

    # --- helpers ---

    def words(self, kind: str) -> tuple[str, ...]:
        if kind in _FIXED:
            return _FIXED[kind]
        if kind == "licence":
            return tuple(sorted(self.licences))
        if kind == "term_kind":
            return tuple(self.vocabulary.term_kinds)
        if kind == "currency":
            return tuple(self.vocabulary.rates)
        return self.vocabulary.words(kind)

    def checker(self, path: Path) -> Checker:
        return Checker(self._name(path), self.words, self.errors)

    def _name(self, path: Path) -> str:
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def read(self, path: Path) -> Any:
        try:
            return load(path.read_text(encoding="utf-8"), self._name(path))
        except UsageError as error:
            self.errors.append(str(error))
        except (OSError, UnicodeDecodeError) as error:
            self.errors.append(f"{self._name(path)}: {getattr(error, 'strerror', None) or 'not UTF-8'}")
        return None

    def put(self, kind: str, name: str, body: Any) -> None:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        self.connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (kind, name, text))

    # --- licences ---

    def licence(self, path: Path) -> None:
        data = self.read(path)
        checker = self.checker(path)
        if not checker.mapping(data, _LICENCE_KEYS, "a licence"):
            return
        seen: set[str] = set()
        for index, term in enumerate(data.get("terms") or ()):
            self._term(term, data["terms"], index, checker, seen)
        for index, document in enumerate(data.get("incorporates") or ()):
            checker.mapping(document, _INCORPORATES, "an incorporated document", data["incorporates"], index)
        self._coverage(data, checker)
        if not self.errors:
            self.put("licence", path.stem, {"id": path.stem, **data})

    def _coverage(self, data: Any, checker: Checker) -> None:
        """Every core kind is answered: by a term, by ``absent`` or by ``unknown``."""
        used = {term.get("kind") for term in data.get("terms") or () if isinstance(term, dict)}
        for name in ("absent", "unknown"):
            for kind in data.get(name, ()):
                if kind in used and name == "absent":
                    checker.fail(data, name, f"'{kind}' is said to be absent, but a term is of that kind")
        if "policy" in data.get("for", ()):
            return
        answered = used | set(data.get("absent", ())) | set(data.get("unknown", ()))
        for kind in self.vocabulary.data["core_kinds"]:
            if kind not in answered:
                checker.fail(
                    data, "terms", f"nothing is said of '{kind}': give a term, or list it under absent or unknown"
                )

    def _term(self, term: Any, terms: Any, index: int, checker: Checker, seen: set[str]) -> None:
        kind = term.get("kind") if isinstance(term, dict) else None
        parameters = self.vocabulary.term_kinds.get(kind, {}).get("parameters", {}) if isinstance(kind, str) else {}
        keys = _TERM_KEYS | {name: "any" if "limit]" in wanted else wanted for name, wanted in parameters.items()}
        if not checker.mapping(term, keys, f"a term of kind {kind}", terms, index):
            return
        name = term.get("id", "")
        if name in seen:
            checker.fail(term, "id", f"the term id '{name}' stands twice")
        seen.add(name)
        if len(str(term.get("plain", ""))) > 140:
            checker.fail(term, "plain", f"'plain' has {len(term['plain'])} characters; at most 140 read well")
        for limit_index, limit in enumerate(term.get("limits") or ()):
            if checker.mapping(limit, _LIMIT, "a limit", term["limits"], limit_index) and ("over" in limit) == (
                "at_least" in limit
            ):
                checker.fail(limit, None, "a limit has exactly one of over and at_least")
        for key in ("when", "unless"):
            if key in term:
                self._condition(term[key], checker, term, key)

    def _condition(self, condition: Any, checker: Checker, container: Any, key: str) -> None:
        for where, inner_key, reason in check(condition, self.facts, TESTS, self.words):
            checker.fail(where if isinstance(where, dict) else container, inner_key or key, reason)

    # --- rules ---

    def rule(self, path: Path) -> dict[str, Any] | None:
        data = self.read(path)
        checker = self.checker(path)
        if not checker.mapping(data, _RULE_KEYS, "a rule"):
            return None
        applies = data.get("applies_to")
        if checker.mapping(
            applies,
            {"subject": "subject!", "kind": "term_kind", "kinds": "[term_kind]"},
            "applies_to",
            data,
            "applies_to",
        ):
            self._kinds(applies, data, checker)
        self._condition(data.get("violated_when"), checker, data, "violated_when")
        duty = data.get("duty")
        shape = {"seen_when": "condition", "needs": "[text]"}
        if duty is not None and checker.mapping(duty, shape, "duty", data, "duty") and "seen_when" in duty:
            self._condition(duty["seen_when"], checker, duty, "seen_when")
        if not str(data.get("fix", "")).strip().endswith("."):
            checker.fail(data, "fix", "'fix' must end with a full stop")
        self._examples(data, checker)
        body = {"id": path.stem, **data}
        self.put("rule", path.stem, body)
        return {key: value for key, value in body.items() if key not in ("examples", "why")}

    def _kinds(self, applies: Any, data: Any, checker: Checker) -> None:
        kinds = applies.get("kinds", [applies["kind"]] if "kind" in applies else [])
        if (applies.get("subject") == "term") != bool(kinds):
            checker.fail(applies, "subject", "a rule on terms names their kind, and no other rule does")
        for kind in kinds:
            concern = self.vocabulary.term_kinds.get(kind, {}).get("concern")
            if concern and concern != data.get("concern"):
                checker.fail(
                    data,
                    "concern",
                    f"terms of kind '{kind}' raise the concern '{concern}', not '{data.get('concern')}'",
                )

    def _examples(self, data: Any, checker: Checker) -> None:
        outcomes = set()
        examples = data.get("examples")
        for index, example in enumerate(examples if isinstance(examples, list) else ()):
            keys = {
                "facts": "any",
                "term": "any",
                "is": "outcome!",
                "seen": "any",
                "model": "any",
                "note": "text",
                "today": "date",
            }
            if not checker.mapping(example, keys, "an example", examples, index):
                continue
            outcomes.add(example.get("is"))
            for fact in example.get("facts") or ():
                if fact not in self.facts:
                    checker.fail(example["facts"], fact, f"no fact '{fact}'{nearest(fact, self.facts)}")
        for outcome in _FIXED["outcome"]:
            if outcome not in outcomes:
                checker.fail(data, "examples", f"the examples show no outcome '{outcome}'")


def compile_data(root: Path, connection: sqlite3.Connection) -> list[str]:
    """Compile the folders below ``root`` into ``connection``. Returns one-line errors; empty when all is well."""
    connection.execute(
        "CREATE TABLE entry (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID"
    )
    compiler = _Compiler(root, connection)
    vocabulary = compiler.read(root / "licences" / "_vocabulary.yaml")
    facts = compiler.read(root / "rules" / "_facts.yaml")
    if compiler.errors:
        return compiler.errors
    _vocabulary(vocabulary, compiler.checker(root / "licences" / "_vocabulary.yaml"))
    _facts(facts, compiler.checker(root / "rules" / "_facts.yaml"))
    if compiler.errors:
        return compiler.errors
    compiler.vocabulary, compiler.facts = Vocabulary(vocabulary), facts
    compiler.put("data", "vocabulary", vocabulary)
    compiler.put("data", "facts", facts)
    _licences(compiler, root / "licences")
    _rules(compiler, root / "rules")
    _further(compiler, root)
    dates = [_changelog_date(root)]
    compiler.put("data", "meta", {"date": max(dates), "schema": SCHEMA})
    connection.commit()
    return compiler.errors


def _vocabulary(data: Any, checker: Checker) -> None:
    if not checker.mapping(data, _VOCABULARY_KEYS, "the vocabulary"):
        return
    for section, keys in _VOCABULARY_ENTRIES.items():
        entries = data.get(section)
        if not isinstance(entries, dict):
            checker.fail(data, section, f"'{section}' must be a mapping")
            continue
        for name, entry in entries.items():
            checker.mapping(entry, keys, f"'{section}.{name}'", entries, name)
    keys = {"as_of": "date!", "source": "text!", "rates": "{text: number}!"}
    checker.mapping(data.get("currencies"), keys, "'currencies'", data, "currencies")


def _facts(data: Any, checker: Checker) -> None:
    if not isinstance(data, dict):
        checker.fail(data, None, "the facts are a mapping of names")
        return
    for name, fact in data.items():
        if checker.mapping(fact, _FACT_KEYS, f"the fact '{name}'", data, name) and isinstance(fact.get("type"), str):
            kind = (fact["type"].split() or [""])[0]
            if kind not in FACT_TYPES:
                checker.fail(fact, "type", f"no type '{kind}'{nearest(kind, FACT_TYPES)}")


def _licences(compiler: _Compiler, folder: Path) -> None:
    files = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("_"))
    compiler.licences = compiler.licences | {path.stem for path in files}
    for path in files:
        compiler.licence(path)
    _successors(compiler)


def _successors(compiler: _Compiler) -> None:
    """Tell each older revision which revisions came after it: they name it, it cannot name them."""
    rows = compiler.connection.execute("SELECT id, body FROM entry WHERE kind = 'licence' ORDER BY id").fetchall()
    bodies = {name: json.loads(body) for name, body in rows}
    for name, body in bodies.items():
        for old in body.get("supersedes", ()):
            if old in bodies and name not in bodies[old].setdefault("superseded_by", []):
                bodies[old]["superseded_by"].append(name)
    for name, body in bodies.items():
        if "superseded_by" in body:
            compiler.put("licence", name, body)


def _rules(compiler: _Compiler, folder: Path) -> None:
    bodies = [compiler.rule(path) for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("_")]
    compiler.put("data", "rules", [body for body in bodies if body])


def _further(compiler: _Compiler, root: Path) -> None:
    from smallprint.catalogue import compile_catalogue
    from smallprint.fingerprint import compile_fingerprints
    from smallprint.providers import compile_providers

    compiler.errors.extend(compile_providers(root / "providers", compiler.connection, compiler.licences))
    compiler.errors.extend(compile_catalogue(root / "models", compiler.connection, compiler.licences))
    compiler.errors.extend(compile_fingerprints(root / "licences", compiler.connection))


def _changelog_date(root: Path) -> str:
    """The date of the data: that of the newest licence text or catalogue row would mislead, so it is stated once."""
    path = root / "licences" / "_date"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def add_licences(
    folder: Path,
    connection: sqlite3.Connection,
    vocabulary: Vocabulary,
    facts: Mapping[str, Any],
    known: frozenset[str],
) -> list[str]:
    """Add a project's own licences (policy ``own.licences``) to an index in memory. Returns one-line errors."""
    compiler = _Compiler(folder.parent, connection)
    compiler.vocabulary, compiler.facts, compiler.licences = vocabulary, facts, known
    _licences(compiler, folder)
    return compiler.errors


def add_rules(
    folder: Path,
    connection: sqlite3.Connection,
    vocabulary: Vocabulary,
    facts: Mapping[str, Any],
    known: frozenset[str],
) -> tuple[list[dict[str, Any]], list[str]]:
    """Read a project's own rules (policy ``own.rules``). Returns their compiled bodies and one-line errors."""
    compiler = _Compiler(folder.parent, connection)
    compiler.vocabulary, compiler.facts, compiler.licences = vocabulary, facts, known
    bodies = [compiler.rule(path) for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("_")]
    return [body for body in bodies if body], compiler.errors


def build_index(root: Path, target: Path) -> None:
    """Compile ``root`` into the file ``target``, replacing it in one step. Raises ``UsageError`` with all errors."""
    import os
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".sqlite")
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            errors = compile_data(root, connection)
            connection.execute("VACUUM")
        finally:
            connection.close()
        if errors:
            raise UsageError("\n".join(errors))
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
