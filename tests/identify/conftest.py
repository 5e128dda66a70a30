"""The matcher on the committed fingerprints, and the texts to try it on."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from smallprint.fingerprint import compile_fingerprints
from smallprint.resolve.match import Matcher

sys.path.insert(0, str(Path(__file__).parent))  # licence_variants.py, in whatever import mode
LICENCES = Path(__file__).resolve().parents[2] / "licences"
#: A folder of licence texts ``ID.txt``: the ones that the fingerprints were made from are not part of the project.
TEXTS = os.environ.get("SMALLPRINT_LICENCE_TEXTS", "")


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    connection = sqlite3.connect(":memory:")
    assert compile_fingerprints(LICENCES, connection) == []
    return Matcher(connection)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    if not TEXTS:
        pytest.skip("SMALLPRINT_LICENCE_TEXTS names no folder of licence texts")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(TEXTS).glob("*.txt"))}


@pytest.fixture(scope="session")
def spdx_texts() -> dict[str, str]:
    """Independent copies of the generic licences, from a package that carries them."""
    from identify.vendor.licenses import LICENSES

    return dict(LICENSES)
