"""Licence expressions over our ids: ``apache-2.0 OR mit``, ``nvidia-open-model-license AND llama3.1``.

Parsing is the ``license-expression`` library's; a plain id, by far the usual case, does not load it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from smallprint.record import record

__all__ = ["Leaf", "Operator", "leaves", "parse_expression"]

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*\Z")


@record
class Leaf:
    """One licence id. An exception (``WITH``) is kept in ``exception`` and does not change the terms."""

    licence: str
    exception: str = ""


@record
class Operator:
    """``AND``: all bind. ``OR``: one may be chosen."""

    name: str
    parts: tuple[Leaf | Operator, ...]


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Leaf | Operator | None:
    """Parse an expression into a tree of ids in lower case; ``None`` when it is empty or not an expression."""
    text = text.strip()
    if _PLAIN.match(text):
        return Leaf(text.lower())
    if not text or len(text) > 2000:
        return None
    from license_expression import Licensing

    # `++` is part of Hub identifiers (openrail++), which the library's grammar does not know.
    try:
        parsed = Licensing().parse(text.replace("++", ".plusplus"), validate=False, strict=False)
    except Exception:  # The library's parser fails in many ways on what is no expression: `()` is an IndexError.
        return None
    return None if parsed is None else _tree(parsed)


def _tree(node: object) -> Leaf | Operator | None:
    operator = getattr(node, "operator", "").strip()
    if operator in ("AND", "OR"):
        parts = [_tree(part) for part in getattr(node, "args", ())]
        return Operator(operator, tuple(part for part in parts if part is not None))
    licence = getattr(node, "license_symbol", None)
    if licence is not None:
        exception = getattr(getattr(node, "exception_symbol", None), "key", "")
        return Leaf(_id(licence.key), _id(exception))
    return Leaf(_id(str(getattr(node, "key", node))))


def _id(key: str) -> str:
    return key.replace(".plusplus", "++").lower()


def leaves(text: str) -> Iterator[str]:
    """Every licence id that an expression names, in order."""
    stack = [parse_expression(text)]
    while stack:
        node = stack.pop(0)
        if isinstance(node, Leaf):
            yield node.licence
        elif isinstance(node, Operator):
            stack[:0] = node.parts
