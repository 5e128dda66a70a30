"""Frozen dataclasses that are cheap to define.

``dataclass(frozen=True, slots=True)`` compiles six to ten functions for each class, a third of the whole run when one
file is checked. Here only ``__init__`` is compiled; the others are shared closures over the field names. The classes
are dataclasses to ``fields``, ``replace``, ``pickle`` and type checkers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

__all__ = ["record"]

T = TypeVar("T")


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Any = None, /, *, order: bool = False) -> Any:
    """Make a class a frozen dataclass with slots; with ``order`` its values sort by their fields."""
    return (lambda found: _made(found, order)) if cls is None else _made(cls, order)


def _made(plain: type[Any], order: bool) -> type[Any]:
    cls: Any = dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    names = tuple(item.name for item in fields(cls))
    pick = operator.attrgetter(*names)
    key: Callable[[Any], tuple[Any, ...]] = pick if len(names) > 1 else lambda self: (pick(self),)
    cls.__init__ = _init(cls)
    cls.__repr__ = lambda self: (
        f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"
    )
    cls.__eq__ = lambda self, other: key(self) == key(other) if type(other) is type(self) else NotImplemented
    cls.__hash__ = lambda self: hash(key(self))
    if order:
        for name in ("lt", "le", "gt", "ge"):
            setattr(cls, f"__{name}__", _compare(getattr(operator, name), key))
    cls.__setattr__ = _refuse
    cls.__delattr__ = _refuse
    cls.__getstate__ = key
    cls.__setstate__ = lambda self, state: _restore(self, names, state)
    return cls  # type: ignore[no-any-return]


def _init(cls: Any) -> Any:
    scope: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, body = [], []
    for item in fields(cls):
        value = item.name
        if item.default is not MISSING:
            scope[f"_default_{item.name}"] = item.default
            parameters.append(f"{item.name}=_default_{item.name}")
        elif item.default_factory is not MISSING:
            scope[f"_make_{item.name}"] = item.default_factory
            parameters.append(f"{item.name}=_missing")
            value = f"_make_{item.name}() if {item.name} is _missing else {item.name}"
        else:
            parameters.append(item.name)
        body.append(f"_set(self, {item.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(body), scope)  # noqa: S102 - field names of ours
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _compare(compare: Callable[[Any, Any], bool], key: Callable[[Any], Any]) -> Any:
    return lambda self, other: compare(key(self), key(other)) if type(other) is type(self) else NotImplemented


def _restore(self: Any, names: tuple[str, ...], state: tuple[Any, ...]) -> None:
    for name, value in zip(names, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse(self: Any, name: str, *_: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")
