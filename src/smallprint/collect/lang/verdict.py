"""How a name was recognised."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a name was recognised: what ``names.identify`` takes, the host if it is sure, and the role."""

    found_by: str
    ecosystem: str = "auto"
    host: str = ""
    mention: bool = False
