"""Patterns that are compiled when they are first used: most runs need few of the many that are known."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["late"]


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` returns, for use through its methods; a faulty pattern raises ``re.error`` at first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


_METHODS = ("match", "fullmatch", "search", "sub", "split", "finditer", "findall")


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        # From now on the methods are found on the instance, at no further cost.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
