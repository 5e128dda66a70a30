"""Find and read the policy: the nearest ``smallprint.yaml`` (or ``[tool.smallprint]``), with what it extends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smallprint.model import UsageError
from smallprint.policy import FILE_NAMES, Policy, parse_policy
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.own import Folder

__all__ = ["Policies", "load_policy", "read_bytes"]

_MOST_PARENTS = 8
Reader = Callable[[Path], bytes | None]


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file of at most 4 MiB, or ``None`` when it is not there."""
    try:
        with open(path, "rb") as stream:
            return stream.read(4 * 1024 * 1024)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or 'cannot be read'}") from None


def load_policy(path: Path, root: Path, database: Database, reader: Reader = read_bytes) -> Policy:
    """Read the policy file ``path`` and what it extends. Raises ``UsageError``, one line per fault."""
    return _load(path, root, database, reader, _on_disk, ())[0]


def _on_disk(folder: Path) -> Path | None:
    return folder if folder.is_dir() else None


def _load(
    path: Path, root: Path, database: Database, reader: Reader, folder: Folder, above: tuple[Path, ...]
) -> tuple[Policy, Database]:
    """The policy, and the data with what it and its parents name under ``own``."""
    name = _name(path, root)
    if path in above:
        raise UsageError(f"{name}: the policy extends itself")
    if len(above) >= _MOST_PARENTS:
        raise UsageError(f"{name}: policies extend each other more than {_MOST_PARENTS} deep")
    content = reader(path)
    if content is None:
        raise UsageError(f"{name}: no such policy file")
    data = _data(content, name, path)
    parent = None
    extends = data.get("extends") if isinstance(data, dict) else None
    if isinstance(extends, str) and extends:
        parent, database = _load(_extended(extends, path, name), root, database, reader, folder, (*above, path))
    own = data.get("own") if isinstance(data, dict) else None
    if isinstance(own, dict) and own:
        from smallprint.own import with_own

        database = with_own(database, own, name, path.parent, root, folder)
    rules = [rule.id for rule in database.rules] + [alias for rule in database.rules for alias in rule.aliases]
    return parse_policy(data, name, database.vocabulary, sorted(database.licence_ids), rules, parent), database


def _data(content: bytes, name: str, path: Path) -> Any:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{name}: not UTF-8") from None
    if path.suffix == ".toml":
        import tomllib

        try:
            return tomllib.loads(text).get("tool", {}).get("smallprint", {})
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise UsageError(f"{name}: not valid TOML: {safe(str(error))}") from None
    from smallprint.yamlio import load

    return load(text, name)


def _extended(extends: str, path: Path, name: str) -> Path:
    """A file beside the policy, or ``pkg:DIST/FILE`` of an installed distribution; never a URL."""
    if "://" in extends:
        raise UsageError(f"{name}: 'extends' names a URL; only a file or pkg:DIST/FILE may be extended")
    if not extends.startswith("pkg:"):
        return path.parent / extends
    from importlib.metadata import PackageNotFoundError, distribution

    package, _, inner = extends[4:].partition("/")
    if package == "smallprint":
        return Path(__file__).parent / "presets" / inner
    try:
        return Path(str(distribution(package).locate_file(inner)))
    except (PackageNotFoundError, ValueError):
        raise UsageError(
            f"{name}: 'extends' names the distribution '{safe(package)}', which is not installed"
        ) from None


def _name(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return os.path.relpath(path)


class Policies:
    """Which policy holds for a file: the nearest one above it, or the one that was named."""

    def __init__(
        self,
        root: Path,
        database: Database,
        named: Path | None = None,
        reader: Reader = read_bytes,
        folder: Folder = _on_disk,
    ) -> None:
        self.root = root
        self.folder = folder
        self.database = database
        self.reader = reader
        self._loaded: dict[Path, Policy] = {}
        self._databases: dict[str, Database] = {}
        self._nearest: dict[str, Policy] = {}
        self._named = None if named is None else self._policy(named)

    def for_file(self, file: str) -> Policy:
        """The policy in force for ``file`` (relative to the root). Without any, an empty one."""
        if self._named is not None:
            return self._named
        return self._above(file.rpartition("/")[0])

    def _above(self, folder: str) -> Policy:
        if folder not in self._nearest:
            found = self._in(folder)
            if found is None:
                found = self._above(folder.rpartition("/")[0]) if folder else Policy()
            self._nearest[folder] = found
        return self._nearest[folder]

    def _in(self, folder: str) -> Policy | None:
        base = self.root / folder
        for name in FILE_NAMES:
            if self.reader(base / name) is not None:
                return self._policy(base / name)
        content = self.reader(base / "pyproject.toml")
        if content is not None and b"[tool.smallprint" in content:
            return self._policy(base / "pyproject.toml")
        return None

    def _policy(self, path: Path) -> Policy:
        if path not in self._loaded:
            policy, database = _load(path, self.root, self.database, self.reader, self.folder, ())
            self._loaded[path] = policy
            self._databases[policy.file] = database
        return self._loaded[path]

    def database_for(self, policy: Policy) -> Database:
        """The data under ``policy``: ours, with what it names under ``own``."""
        return self._databases.get(policy.file, self.database)
