"""Every licence entry as it stands in the data folder, for the tests of style and of facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from smallprint.yamlio import load

LICENCES = Path(__file__).resolve().parents[2] / "licences"


def entries() -> dict[str, Any]:
    """The parsed entries by id; the closed vocabulary is left out."""
    files = sorted(path for path in LICENCES.glob("*.yaml") if not path.name.startswith("_"))
    return {path.stem: load(path.read_text(encoding="utf-8"), path.name) for path in files}
