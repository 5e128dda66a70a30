"""Who runs the model: providers as data, and the facts that one use of a host shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smallprint.evaluate import Data, Use
    from smallprint.model import Graph
    from smallprint.policy import Policy

__all__ = ["compile_providers", "provider_facts"]


def compile_providers(folder: Path, connection: sqlite3.Connection, licences: frozenset[str]) -> list[str]:
    """Compile ``providers/*.yaml`` into the index. Returns one-line errors."""
    return []


def provider_facts(
    use: Use, graph: Graph, data: Data, policy: Policy, words: dict[str, str]
) -> Iterator[tuple[str, Any, str]]:
    """Facts about the host of one use: ``(name, value, source)``."""
    yield from ()
