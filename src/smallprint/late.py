"""Patterns that are compiled when they are first used: most runs need few of the many that are known."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["late"]


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` returns, for use through its methods; a faulty pattern raises ``re.error`` at first use."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


_METHODS = ("match", "fullmatch", "search", "sub", "split", "finditer", "findall")


class _Late:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern, flags = self._source
        compiled: re.Pattern[Any] = re.compile(pattern, flags)
        # From now on the methods are found on the instance, at no further cost.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
