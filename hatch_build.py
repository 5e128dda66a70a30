"""Build hook: compile the data folders into the index that the wheel carries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexBuildHook(BuildHookInterface[Any]):
    """Runs the compiler for wheels and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write ``src/smallprint/index.sqlite``; fails the build on malformed data."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from smallprint.compiler import build_index

            build_index(root, root / "src" / "smallprint" / "index.sqlite")
        finally:
            sys.path.pop(0)
