from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from smallprint.catalogue import Catalogue, compile_catalogue

ROOT = Path(__file__).resolve().parents[2]


def licence_ids() -> frozenset[str]:
    return frozenset(path.stem for path in (ROOT / "licences").glob("*.yaml") if not path.name.startswith("_"))


@pytest.fixture(scope="session")
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    assert compile_catalogue(ROOT / "models", made, licence_ids()) == []
    return made


@pytest.fixture(scope="session")
def catalogue(connection: sqlite3.Connection) -> Catalogue:
    return Catalogue(connection)
