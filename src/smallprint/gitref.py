"""Files as of a git reference, so that a change cannot allow itself.

Policy, lock and ignores come from the base branch.
"""

from __future__ import annotations

import subprocess
from functools import cached_property
from pathlib import Path

from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["GitRef"]

_SECONDS = 60


class GitRef:
    """The tree of ``ref`` in the repository at ``root``. Raises ``UsageError`` when there is no such reference."""

    def __init__(self, root: Path, ref: str) -> None:
        if not ref or ref.startswith("-"):
            raise UsageError(f"--policy git:{safe(ref)}: a git reference is expected, such as git:origin/main")
        self.root = root
        self.ref = ref
        self._copies: list[object] = []
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if found is None:
            raise UsageError(f"--policy git:{safe(ref)}: no such commit here (in CI, fetch the base branch first)")
        self.commit = found.decode("ascii", "replace").strip()

    @cached_property
    def names(self) -> frozenset[str]:
        """Every file of the tree, relative to the root."""
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.commit) or b""
        return frozenset(name.decode("utf-8", "replace") for name in listed.split(b"\0") if name)

    def read(self, path: Path) -> bytes | None:
        """The bytes of ``path`` as of the reference; ``None`` where it was not there or lies outside the repository."""
        try:
            name = path.relative_to(self.root).as_posix()
        except ValueError:
            return None
        return self._git("show", f"{self.commit}:{name}") if name in self.names else None

    def folder(self, path: Path) -> Path | None:
        """A copy of the files directly in ``path`` as of the reference, kept while this object is.

        ``None`` if there are none.
        """
        import tempfile

        names = [name for name in self.names if (self.root / name).parent == path]
        if not names:
            return None
        kept = tempfile.TemporaryDirectory(prefix="smallprint-")
        self._copies.append(kept)
        for name in names:
            (Path(kept.name) / Path(name).name).write_bytes(self.read(self.root / name) or b"")
        return Path(kept.name)

    def _git(self, *arguments: str) -> bytes | None:
        try:
            done = subprocess.run(
                ["git", "-C", str(self.root), *arguments],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise UsageError("--policy git: needs git, which could not be run") from None
        return done.stdout if done.returncode == 0 else None
