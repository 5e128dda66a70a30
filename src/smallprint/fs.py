"""The one door for bytes in: nothing else opens a project file.

A checked tree is hostile. Links out of the root are reported and not followed, devices and pipes are never opened,
large files are named and skipped, and text is decoded without failing.
"""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from smallprint.model import Problem

__all__ = ["MAX_BYTES", "Source", "Tree"]

#: Larger files are reported and skipped; model weights are looked at by their header only.
MAX_BYTES = 8 * 1024 * 1024

#: Folders that hold what others wrote or what a tool made; in ``third_party`` AI repositories keep integrations of
#: their own as often as copies. ``--include-vendored`` is not offered: name them as paths.
SKIPPED_FOLDERS = frozenset(
    {
        ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "node_modules", "bower_components", "__pycache__",
        ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".next", ".nuxt", ".terraform", ".gradle",
        "site-packages", "vendor", ".smallprint-cache",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A file that was read: path relative to the root with ``/``, and its bytes."""

    path: str
    data: bytes
    #: Whether names that are only spoken of are asked for; a reader may then leave out what can give nothing else.
    mentions: bool = True

    @cached_property
    def text(self) -> str:
        """The text, decoded by its byte-order mark or as UTF-8 with replacement; ``\\r\\n`` kept as it is."""
        for mark, name in (
            (codecs.BOM_UTF8, "utf-8-sig"),
            (codecs.BOM_UTF16_LE, "utf-16"),
            (codecs.BOM_UTF16_BE, "utf-16"),
        ):
            if self.data.startswith(mark):
                return self.data.decode(name, errors="replace")
        return self.data.decode("utf-8", errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; only ``\\n``, ``\\r\\n`` and ``\\r`` end a line, as in an editor."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def suffix(self) -> str:
        """The extension in lower case with its dot, or the empty string."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def is_binary(self) -> bool:
        """Whether a NUL stands in the first block and no UTF-16 mark explains it."""
        head = self.data[:4096]
        return b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _content(full: str, size: int, limit: int) -> bytes:
    """The bytes of a file of about ``size`` bytes, ``limit`` and one more at most; a stream takes twice the time."""
    descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        data = os.read(descriptor, size + 1)
        if len(data) != size:  # it changed since it was looked at
            parts = [data]
            while data and sum(map(len, parts)) <= limit:
                data = os.read(descriptor, 65536)
                parts.append(data)
            data = b"".join(parts)[: limit + 1]
        return data
    finally:
        os.close(descriptor)


@dataclass
class Tree:
    """A folder to look at. ``problems`` collects what could not be read."""

    root: Path
    exclude: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
    use_gitignore: bool = True
    #: Whether names that are only spoken of are asked for, see :class:`Source`.
    mentions: bool = True
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = Path(os.path.realpath(self.root))

    def relative(self, path: Path) -> str:
        """``path`` relative to the root with ``/``."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def walk(self, paths: Iterable[Path] = ()) -> Iterator[str]:
        """Yield files below ``paths`` (default: the root) in sorted order, relative to the root with ``/``.

        A path that is named itself is never ignored by ``.gitignore`` or as a vendored folder.
        """
        from smallprint.walk import walk  # pathspec is not needed to read one file

        yield from walk(self, tuple(paths) or (self.root,))

    def read(self, path: str, status: os.stat_result | None = None) -> Source | None:
        """Read one file, or note a problem and return ``None``. ``status`` is its ``lstat`` where that is known."""
        full = f"{self.root}{os.sep}{path}"
        try:
            status = status or os.lstat(full)
            if stat.S_ISLNK(status.st_mode):
                target = os.path.realpath(full)
                if not (target + os.sep).startswith(str(self.root) + os.sep):
                    self._problem(path, "a link that leaves the root; not followed")
                    return None
                status = os.stat(full)
            if not stat.S_ISREG(status.st_mode):
                self._problem(path, "not a regular file")
                return None
            if status.st_size > self.max_bytes:
                size = status.st_size / (1024 * 1024)
                self._problem(path, f"{size:.0f} MiB, over the limit of {self.max_bytes // (1024 * 1024)} MiB")
                return None
            data = _content(full, status.st_size, self.max_bytes)
        except (OSError, ValueError) as error:
            self._problem(path, (error.strerror if isinstance(error, OSError) else None) or type(error).__name__)
            return None
        return Source(path, data, self.mentions)

    def head(self, path: str, size: int) -> bytes:
        """The first ``size`` bytes of a file of any length, for weight-file headers; empty if it cannot be read."""
        full = self.root / path
        try:
            target = os.path.realpath(full)
            if not (target + os.sep).startswith(str(self.root) + os.sep) or not stat.S_ISREG(os.stat(full).st_mode):
                return b""
            with open(full, "rb") as stream:
                return stream.read(size)
        except OSError as error:
            self._problem(path, error.strerror or type(error).__name__)
            return b""

    def _problem(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, 0, reason))
