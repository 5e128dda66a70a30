"""Three-valued verdicts and how they join.

A verdict is not a bool: an unknown fact must be carried to the report, never rounded to yes or no.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

__all__ = ["Truth", "Verdict", "all_of", "any_of"]


class Verdict(enum.Enum):
    """Whether a project keeps a term. Ordered from worst to best by ``value``."""

    VIOLATED = 0
    UNDETERMINED = 1
    SATISFIED = 2

    def __bool__(self) -> bool:
        raise TypeError("a verdict has three values; compare it with 'is'")


class Truth(enum.Enum):
    """Kleene's strong three-valued logic: the answer to one condition."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> bool:
        raise TypeError("a truth has three values; compare it with 'is'")

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    def __and__(self, other: Truth) -> Truth:
        return min(self, other, key=lambda t: t.value)

    def __or__(self, other: Truth) -> Truth:
        return max(self, other, key=lambda t: t.value)

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """``True``, ``False`` or ``None`` (unknown) as a truth."""
        return cls.UNKNOWN if value is None else cls.TRUE if value else cls.FALSE


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join what must all be kept (``AND``, the terms of one licence): the worst decides."""
    return min(verdicts, key=lambda v: v.value, default=Verdict.SATISFIED)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join what may be chosen among (``OR``): the best decides. An empty choice is satisfied."""
    return max(verdicts, key=lambda v: v.value, default=Verdict.SATISFIED)
