"""Answers of earlier runs, by content: one file per tree in the user's cache, replaced in one step.

A file is known again by its size, times and inode, else by the digest of its bytes. Any number of processes may share
the folder: each reads a whole file and replaces it whole, so the worst that happens is that an answer is worked out
twice. Every fault (no permission, a full disk, a broken file) means no cache, never a failed run.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from smallprint import __version__
from smallprint.collect.detector import Elsewhere, Found
from smallprint.model import Ignore, ModelRef, Place, Problem, Step

__all__ = ["Cache", "decode", "digest", "encode"]

Rows = list[list[Any]]
Signature = tuple[int, int, int, int]
#: A file that changed this shortly before it was read may change again without a new time.
_RACY_NS = 2_000_000_000
#: Files of trees that nobody asked about for so long are removed.
_KEPT_SECONDS = 30 * 24 * 3600


def digest(data: bytes) -> str:
    """The digest of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def _folder() -> Path:
    if own := os.environ.get("SMALLPRINT_CACHE_DIR"):
        return Path(own)
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "smallprint"
    if os.name == "nt" and (base := os.environ.get("LOCALAPPDATA")):
        return Path(base) / "smallprint" / "cache"
    return Path.home() / ".cache" / "smallprint"


def _code_digest() -> str:
    """Changes with every change of the detectors and their tables."""
    own = blake2b(__version__.encode(), digest_size=16)
    here = Path(__file__).parent
    for path in sorted((*here.rglob("*.py"), here.parent / "fs.py")):
        status = path.stat()
        own.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return own.hexdigest()


class Cache:
    """The answers for one tree. ``known`` asks by status, ``put`` keeps, ``save`` writes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _folder()
        self.file: Path | None = None
        self.old: dict[str, list[Any]] = {}
        self.new: dict[str, list[Any]] = {}
        #: Rows for names that other files define; they hold as long as no file changed.
        self.elsewhere: Rows | None = None
        self.changed = False
        self._code = ""

    def open(self, root: Path, *, mentions: bool = True) -> None:
        """Load the answers for ``root``, with or without what is only mentioned.

        A cache below the root itself is not used: a check writes nothing there.
        """
        inside = str(self.folder.absolute()).startswith(str(root) + os.sep)
        if inside and not os.environ.get("SMALLPRINT_CACHE_DIR"):
            return
        try:
            self._code = _code_digest()
            name = blake2b(os.fsencode(str(root)), digest_size=12, salt=b"mentions" if mentions else b"").hexdigest()
            self.file = self.folder / "collect" / f"{name}.json"
            held = json.loads(self.file.read_bytes())
            if held["code"] == self._code:
                self.old = held["files"]
                self.elsewhere = held["elsewhere"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self.old = {}

    def known(self, path: str, signature: Signature) -> tuple[bool, Rows | None]:
        """Whether the file is as it was, and the rows of its answer (``None``: nothing telling in it)."""
        entry = self.old.get(path)
        if entry is None or entry[0] != list(signature) or not signature[0]:
            return False, None
        self.new[path] = entry
        return True, entry[2]

    def put(self, path: str, signature: Signature, content: str, rows: Rows | None) -> None:
        """Keep the answer for a file."""
        fresh = time.time_ns() - max(signature[0], signature[1]) < _RACY_NS
        entry = [[0, 0, 0, 0] if fresh else list(signature), content, rows]
        self.new[path] = entry
        # A link is read every time; it says the same most times.
        self.changed = self.changed or entry != self.old.get(path)

    def save(self, *, full: bool, elsewhere: Rows) -> None:
        """Write what is known, in one step. ``full``: files that were not met are gone."""
        if self.file is None or not (self.changed or len(self.new) != len(self.old)):
            return
        files = self.new if full else {**self.old, **self.new}
        text = json.dumps({"code": self._code, "files": files, "elsewhere": elsewhere}, separators=(",", ":"))
        self._replace(self.file, text)

    def _replace(self, target: Path, text: str) -> None:
        """Replace a file of ours in one step; every fault means no cache."""
        import tempfile  # with what it imports it costs a tenth of a small run, and most runs change nothing

        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as stream:
                    stream.write(text)
                os.replace(temporary, target)
            except BaseException:
                os.unlink(temporary)
                raise
            self._sweep()
        except (OSError, ValueError):
            return

    def recall(self, name: str, paths: Iterable[str], more: Iterable[str]) -> Rows | None:
        """What :meth:`keep` kept under ``name``, if none of the files ``paths`` changed since."""
        if self.file is None:
            return None
        try:
            held = json.loads(self.file.with_suffix(f".{name}.json").read_bytes())
            return held["rows"] if held["key"] == self._key(paths, more) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, name: str, paths: Iterable[str], more: Iterable[str], rows: Rows) -> None:
        """Keep ``rows``, which were worked out from the files ``paths`` and from ``more``."""
        if self.file is not None:
            self._replace(
                self.file.with_suffix(f".{name}.json"),
                json.dumps({"key": self._key(paths, more), "rows": rows}, separators=(",", ":")),
            )

    def _key(self, paths: Iterable[str], more: Iterable[str]) -> str:
        own = blake2b(self._code.encode(), digest_size=16)
        for path in paths:
            content = self.new[path][1] if path in self.new else ""
            own.update(f"{path}:{content}\n".encode("utf-8", "surrogatepass"))
        for item in more:
            own.update(f"{item}\n".encode("utf-8", "surrogatepass"))
        return own.hexdigest()

    def _sweep(self) -> None:
        if self.file is None:
            return
        oldest = time.time() - _KEPT_SECONDS
        for path in self.file.parent.iterdir():
            if path.suffix in (".json", ".tmp") and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def encode(found: Iterable[Found | Ignore]) -> Rows:
    """Findings of one file as JSON values; the file itself is left out."""
    rows: Rows = []
    for item in found:
        if isinstance(item, ModelRef):
            place = item.place
            rows.append(
                ["ref", place.line, place.column, place.width, item.ref, item.kind, item.canonical, item.role,
                 item.found_by, item.revision, item.host, item.access, item.location, item.scope, item.region,
                 item.relation, item.declared_licence]
            )  # fmt: skip
        elif isinstance(item, Problem):
            rows.append(["problem", item.line, item.reason])
        elif isinstance(item, Elsewhere):
            rows.append(["elsewhere", item.place.line, item.place.column, item.module, item.name, item.ecosystem,
                         item.host, item.found_by])  # fmt: skip
        elif isinstance(item, Step):
            rows.append(["step", item.place.line, item.place.column, item.action, item.target, list(item.sources),
                         list(item.bases)])  # fmt: skip
        else:
            place = item.place
            rows.append(["ignore", place.line, place.column, place.width, item.line, list(item.rules), item.reason,
                         item.until])  # fmt: skip
    return rows


def decode(path: str, rows: Rows) -> list[Found | Ignore]:
    """The findings of ``path`` again."""
    found: list[Found | Ignore] = []
    for row in rows:
        match row:
            case [
                "ref",
                line,
                column,
                width,
                ref,
                kind,
                canonical,
                role,
                found_by,
                revision,
                host,
                access,
                location,
                *rest,
            ]:
                found.append(
                    ModelRef(ref, kind, canonical, Place(path, line, column, width), role, found_by, revision, host,
                             access, location, *rest)
                )  # fmt: skip
            case ["problem", line, reason]:
                found.append(Problem(path, line, reason))
            case ["elsewhere", line, column, module, name, ecosystem, host, found_by]:
                found.append(Elsewhere(Place(path, line, column), module, name, ecosystem, host, found_by))
            case ["step", line, column, action, target, sources, bases]:
                found.append(Step(Place(path, line, column), action, target, tuple(sources), tuple(bases)))
            case ["ignore", line, column, width, covered, rules, reason, until]:
                found.append(Ignore(Place(path, line, column, width), covered, tuple(rules), reason, until))
    return found
