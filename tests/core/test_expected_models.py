"""The hand-written rows of the catalogue against what their sources said, recorded apart from the data.

``expected_models.txt`` has one line per family pattern and one per model or API id: licence, release, kind of data, and
what it was made from. What changes by accident fails here; what changes on purpose shows as a line in the diff, and is
recorded by::

    python tests/core/test_expected_models.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from smallprint.yamlio import load

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models"
EXPECTED = HERE / "expected_models.txt"
#: Where a row was read, which no verdict depends on.
_ASIDE = {"source", "note", "notes", "url"}


def rows() -> Iterator[str]:
    """One line per family and model, in the order of the files."""
    for path in sorted(MODELS.glob("*.yaml")):
        data = load(path.read_text(encoding="utf-8"), path.name)
        if path.name.startswith("_") or not isinstance(data, dict):
            continue
        for section, entries in data.items():
            if not isinstance(entries, list):
                continue
            for entry in entries:
                if isinstance(entry, Mapping):
                    yield f"{path.stem} {section}: {_flat({key: entry[key] for key in entry if key not in _ASIDE})}"


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_flat(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "[" + " ".join(_flat(item) for item in value) + "]"
    return str(value)


def test_what_the_catalogue_says_by_hand_is_what_was_read() -> None:
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    found = list(rows())
    gone, new = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    assert not gone, f"no longer said: {gone[:3]}; look at the source again, then run {Path(__file__).name}"
    assert not new, f"said anew: {new[:3]}; look at the source, then run {Path(__file__).name}"


if __name__ == "__main__":
    EXPECTED.write_text("\n".join(rows()) + "\n", encoding="utf-8")
