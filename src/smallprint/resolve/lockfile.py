"""``smallprint.lock``: what the Hub said about each model on a day, committed beside the code.

The file is a fixed subset of TOML, so that the standard library reads it: one ``[[model]]`` table per model, sorted by
id, keys in one order, one line per key, nothing that changes from run to run. A table keeps its date until what it says
changes.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from smallprint.labels import UNKNOWN
from smallprint.late import late
from smallprint.model import Claim, UsageError
from smallprint.record import record
from smallprint.resolve.card import RELATIONS, Card, Evidence
from smallprint.text import safe

__all__ = ["FORMS", "GATES", "NAME", "SCHEMA", "Entry", "LockFile", "Text", "dump", "load", "read", "write"]

NAME = "smallprint.lock"
SCHEMA = "smallprint/lock/1"
_MAX_BYTES = 16 * 1024 * 1024
_HEAD = f"""\
# Written by `smallprint lock`; commit it. `smallprint lock --check` compares it with the Hub.
schema = "{SCHEMA}"
"""

#: The forms of values, in the words that Python's patterns and those of JSON Schema share.
FORMS = {
    "id": r"(?:hf|dataset):[A-Za-z0-9][A-Za-z0-9_.-]{0,95}(?:/[A-Za-z0-9_.-]{1,96})?",
    "canonical": r"[a-z_]+:\S(?:.{0,198}\S)?",
    "revision": r"[0-9a-f]{40,64}",
    "digest": r"sha256:[0-9a-f]{64}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
_ID, _CANONICAL, _REVISION, _DIGEST, _DATE = (
    late(form + r"\Z") for form in (FORMS["id"], FORMS["canonical"], FORMS["revision"], FORMS["digest"], FORMS["date"])
)
GATES = ("auto", "manual")
_HEADER_LINE = late(r"\s*\[\[\s*model\s*\]\]\s*(?:#.*)?\Z")


@record
class Text:
    """A licence file of a repository: its name, digest and the licence that it was identified as."""

    file: str
    digest: str
    licence: str


@record
class Entry:
    """What is pinned about one model or data set."""

    id: str
    revision: str
    #: Day on which this was first seen to be so.
    date: str
    #: The card's ``license``, ``license_name`` and ``license_link``; empty where it says nothing.
    label: str = ""
    name: str = ""
    link: str = ""
    texts: tuple[Text, ...] = ()
    #: Licence files that are there and could not be read (a gated repository, a file that is too large).
    unread: tuple[str, ...] = ()
    #: Canonical ids of the bases with their relation, and of the data sets that the card names.
    bases: tuple[tuple[str, str], ...] = ()
    datasets: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    #: ``auto`` or ``manual`` where the Hub asks for acceptance first.
    gated: str = ""
    #: The canonical id under which the Hub keeps it now, where it was renamed.
    renamed: str = ""

    def evidence(self, where: str) -> Evidence:
        """The entry as claims and edges, licence texts before the label; ``where`` is file and line of the lock."""
        texts = tuple(
            Claim(text.licence, "lock", f"{where} ({safe(text.file, 60)})", "high", self.date, _label_of(text))
            for text in self.texts
        )
        card = Card(self.label, self.name, self.link, self.bases, self.datasets, self.modality)
        found = card.evidence("lock", where)
        labels = tuple(
            Claim(claim.expression, claim.source, claim.evidence, claim.confidence, self.date, claim.label)
            for claim in found.claims
        )
        if not labels and not texts:
            labels = (Claim(UNKNOWN, "lock", where, "high", self.date, "no licence declared"),)
        return Evidence(texts + labels, found.parents, found.modality)


class LockFile:
    """The entries of a lock by canonical id, and where each stands."""

    def __init__(self, entries: Iterable[Entry] = (), name: str = NAME, lines: Mapping[str, int] | None = None) -> None:
        self.entries = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)}
        self.name = name
        self.lines = dict(lines or {})
        # The Hub redirects ids in any case to one spelling; a renamed model is found under both names.
        self._by_key = {entry.id.lower(): entry for entry in self.entries.values()}
        for entry in self.entries.values():
            if entry.renamed:
                self._by_key.setdefault(entry.renamed.lower(), entry)

    def get(self, canonical: str) -> Entry | None:
        """The entry of a canonical id, or ``None``."""
        return self._by_key.get(canonical.lower())

    def evidence(self, canonical: str) -> Evidence | None:
        """What is pinned about a canonical id as claims and edges, or ``None``."""
        entry = self.get(canonical)
        if entry is None:
            return None
        line = self.lines.get(entry.id, 0)
        return entry.evidence(f"{self.name}:{line}" if line else self.name)

    def __contains__(self, canonical: str) -> bool:
        return self.get(canonical) is not None

    def __len__(self) -> int:
        return len(self.entries)


def read(path: Path) -> LockFile | None:
    """Read a lock from disk; ``None`` where there is none. Raises ``UsageError`` with one line on anything else."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path.name}: {error.strerror or type(error).__name__}") from None
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{path.name}: not a regular file")
    if status.st_size > _MAX_BYTES:
        raise UsageError(f"{path.name}: larger than {_MAX_BYTES // (1024 * 1024)} MiB")
    try:
        return load(path.read_bytes().decode("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise UsageError(f"{path.name}: {error.strerror or type(error).__name__}") from None


def load(text: str, name: str = NAME) -> LockFile:
    """Parse a lock. Raises ``UsageError``: one line with file, line, key and, for an unknown key, the nearest one."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError, MemoryError) as error:
        raise UsageError(f"{name}{_position(error, text)}") from None
    checker = _Checker(name, text)
    if data.get("schema") != SCHEMA:
        found = safe(str(data.get("schema", "nothing")), 60)
        raise checker.fail(-1, "schema", f'expected "{SCHEMA}", found {found}')
    checker.keys(data, ("schema", "model"), -1)
    tables = data.get("model", [])
    if not isinstance(tables, list):
        raise checker.fail(-1, "model", "write [[model]] with two brackets")
    entries: dict[str, Entry] = {}
    for index, table in enumerate(tables):
        entry = checker.entry(table, index)
        if entry.id in entries:
            raise checker.fail(index, "id", f"'{safe(entry.id)}' stands twice")
        entries[entry.id] = entry
    lines = {entry.id: line for entry, line in zip(entries.values(), checker.headers, strict=False)}
    return LockFile(entries.values(), name, lines)


def dump(lock: LockFile) -> str:
    """The text of a lock: the same entries always give the same bytes."""
    parts = [_HEAD]
    for entry in lock.entries.values():
        rows: list[tuple[str, str]] = [("id", _quoted(entry.id)), ("revision", _quoted(entry.revision))]
        rows += [(key, _quoted(getattr(entry, key))) for key in ("label", "name", "link") if getattr(entry, key)]
        rows += [
            (
                "text",
                f"{{file = {_quoted(text.file)}, digest = {_quoted(text.digest)}, licence = {_quoted(text.licence)}}}",
            )
            for text in entry.texts
        ]
        rows += [
            ("base", f"{{id = {_quoted(base)}, relation = {_quoted(relation)}}}") for base, relation in entry.bases
        ]
        for key in ("unread", "datasets", "modality"):
            if values := getattr(entry, key):
                rows.append((key, "[" + ", ".join(_quoted(value) for value in values) + "]"))
        rows += [(key, _quoted(getattr(entry, key))) for key in ("gated", "renamed") if getattr(entry, key)]
        rows.append(("date", _quoted(entry.date)))
        parts.append("[[model]]\n" + _rows(rows))
    return "\n".join(parts)


def write(lock: LockFile, path: Path) -> bool:
    """Write a lock so that a reader sees the old or the new one whole. Returns whether anything changed.

    Raises ``UsageError`` when it cannot be written; the old file is then as it was.
    """
    import tempfile

    data = dump(lock).encode()
    temporary = ""
    try:
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return False
        mode = stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o644
        # In the same folder: a rename across file systems is a copy, and a copy can be cut short.
        descriptor, temporary = tempfile.mkstemp(prefix=".smallprint-", suffix=".lock", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise UsageError(f"{path.name}: cannot be written: {error.strerror or type(error).__name__}") from None
    return True


class _Checker:
    """Types and values of a parsed lock, with the line of each complaint."""

    KEYS = ("id", "revision", "label", "name", "link", "text", "unread", "base", "datasets", "modality", "gated",
            "renamed", "date")  # fmt: skip

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.rows = text.splitlines()
        self.headers = [number for number, row in enumerate(self.rows, 1) if _HEADER_LINE.match(row)]

    def fail(self, index: int, key: str, reason: str) -> UsageError:
        return UsageError(f"{self.name}:{self.line(index, key)}: {safe(key, 60)}: {reason}")

    def line(self, index: int, key: str) -> int:
        """The line of ``key`` in table ``index`` (-1: before the tables), else of the table itself."""
        first = self.headers[index] if 0 <= index < len(self.headers) else 0
        last = self.headers[index + 1] - 1 if -1 <= index < len(self.headers) - 1 else len(self.rows)
        wanted = re.compile(rf'\s*"?{re.escape(key)}"?\s*[=.]')
        for number in range(first, last):
            if wanted.match(self.rows[number]):
                return number + 1
        return max(first, 1)

    def keys(self, table: Mapping[str, Any], known: tuple[str, ...], index: int, inside: str = "") -> None:
        for key in table:
            if key not in known:
                import difflib

                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(known)}"
                raise self.fail(index, inside or key, f"unknown key '{safe(key, 60)}'{hint}")

    def entry(self, table: Any, index: int) -> Entry:
        if not isinstance(table, dict):
            raise self.fail(index, "model", "write [[model]] tables")
        self.keys(table, self.KEYS, index)
        texts = tuple(
            Text(
                self.string(item, "file", index, inside="text"),
                self.string(item, "digest", index, _DIGEST, "sha256: and 64 hexadecimal digits", inside="text"),
                self.string(item, "licence", index, inside="text"),
            )
            for item in self.tables(table, "text", ("file", "digest", "licence"), index)
        )
        bases = tuple(
            (
                self.string(item, "id", index, _CANONICAL, "an id such as hf:org/name", inside="base"),
                self.string(item, "relation", index, inside="base"),
            )
            for item in self.tables(table, "base", ("id", "relation"), index)
        )
        for _, relation in bases:
            if relation not in RELATIONS and relation != "unknown":
                raise self.fail(
                    index, "base", f"relation '{safe(relation, 40)}' is none of {', '.join(sorted(RELATIONS))}, unknown"
                )
        gated = self.string(table, "gated", index, required=False)
        if gated not in ("", *GATES):
            raise self.fail(index, "gated", f"expected {' or '.join(GATES)}")
        return Entry(
            id=self.string(table, "id", index, _ID, "an id such as hf:org/name"),
            revision=self.string(table, "revision", index, _REVISION, "a commit"),
            date=self.string(table, "date", index, _DATE, "a date YYYY-MM-DD"),
            label=self.string(table, "label", index, required=False),
            name=self.string(table, "name", index, required=False),
            link=self.string(table, "link", index, required=False),
            texts=texts,
            unread=self.strings(table, "unread", index),
            bases=bases,
            datasets=self.strings(table, "datasets", index, _CANONICAL),
            modality=self.strings(table, "modality", index),
            gated=gated,
            renamed=self.string(table, "renamed", index, _ID, "an id such as hf:org/name", required=False),
        )

    def string(
        self,
        table: Mapping[str, Any],
        key: str,
        index: int,
        form: re.Pattern[str] | None = None,
        shown: str = "",
        *,
        required: bool = True,
        inside: str = "",
    ) -> str:
        value = table.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value):
            what = f"'{key}' must be a text" if value is not None else f"'{key}' is missing"
            raise self.fail(index, inside or key, what)
        if form is not None and not form.match(value):
            raise self.fail(index, inside or key, f"expected {shown}, found '{safe(value, 60)}'")
        return value

    def strings(
        self, table: Mapping[str, Any], key: str, index: int, form: re.Pattern[str] | None = None
    ) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(index, key, "expected a list of texts")
        for item in value:
            if form is not None and not form.match(item):
                raise self.fail(index, key, f"not an id such as dataset:org/name: '{safe(item, 60)}'")
        return tuple(value)

    def tables(self, table: Mapping[str, Any], key: str, known: tuple[str, ...], index: int) -> list[Mapping[str, Any]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(index, key, f"expected a list of {{{', '.join(known)}}}")
        for item in value:
            self.keys(item, known, index, key)
        return value


def _rows(rows: list[tuple[str, str]]) -> str:
    """Lines ``key = value``; repeated keys become one list with a line for each item."""
    out: list[str] = []
    for key in dict.fromkeys(key for key, _ in rows):
        values = [value for name, value in rows if name == key]
        if key in ("text", "base"):
            out.append(f"{key} = [\n" + "".join(f"  {value},\n" for value in values) + "]\n")
        else:
            out.append(f"{key} = {values[0]}\n")
    return "".join(out)


def _quoted(value: str) -> str:
    """A basic TOML string on one line."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", _escape, escaped) + '"'


def _escape(match: re.Match[str]) -> str:
    # A lone surrogate cannot stand in TOML at all; the rest is written as its code.
    return f"\\u{ord(match[0]):04x}" if ord(match[0]) < 0xD800 else "\\ufffd"


def _position(error: BaseException, text: str) -> str:
    message = str(error)
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    if match:
        return f":{match[1]}: not valid TOML: {safe(message[: match.start()].strip())}"
    if "at end of document" in message:
        return f":{text.count(chr(10)) + 1}: not valid TOML: the file ends too early"
    return ": not valid TOML: " + (safe(message) if isinstance(error, ValueError) else "nested too deeply")


def _label_of(text: Text) -> str:
    return f"text of {safe(text.file, 60)} not recognised" if text.licence == UNKNOWN else ""
