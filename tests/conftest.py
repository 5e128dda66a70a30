"""Tests start clean: no CI, runner or Hub variables, no cache of the user, and an index that fits the data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_DROPPED = (
    "CI",
    "GITHUB_",
    "GITLAB_",
    "HF_",
    "HUGGING",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "SMALLPRINT_DATA",
    "OLLAMA_",
    "COLUMNS",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-snapshots`` writes the expected outputs in ``tests/report/snapshots`` anew."""
    parser.addoption("--update-snapshots", action="store_true", help="write the expected outputs anew")


def pytest_configure(config: pytest.Config) -> None:
    """Rebuild the index when a data file is newer: an editable install does not notice edits."""
    from smallprint.compiler import build_index
    from smallprint.database import INDEX

    sources = [path for folder in ("licences", "models", "providers", "rules") for path in (ROOT / folder).rglob("*")]
    package = ROOT / "src" / "smallprint"
    sources += [package / "compiler.py", package / "schema.py", package / "fingerprint.py", package / "providers.py"]
    sources += list((package / "catalogue").rglob("*.py"))
    newest = max(path.stat().st_mtime for path in sources if path.is_file())
    if not INDEX.exists() or INDEX.stat().st_mtime < newest:
        build_index(ROOT, INDEX)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name.startswith(_DROPPED):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
