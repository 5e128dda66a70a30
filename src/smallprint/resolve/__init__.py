"""Resolve: who says which licence a model is under, and what it inherits. Offline, except for ``hub``."""

from __future__ import annotations

from smallprint.resolve.graph import resolve
from smallprint.resolve.local import without_missing

__all__ = ["resolve", "without_missing"]
