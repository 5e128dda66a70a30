"""What takes a value."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ASSIGN", "NO_PARENTHESES", "Slot", "Step"]

ASSIGN = frozenset({"=", ":=", "??=", "||=", "<-", "\\\\"})
#: Languages in which a call needs no parentheses.
NO_PARENTHESES = frozenset({"ruby", "elixir", "livebook", "groovy", "clojure", "perl", "lua"})


@dataclass(frozen=True, slots=True)
class Slot:
    """What takes a value.

    ``how``: ``key`` (named argument, property, element ``name => value``), ``assign`` (variable, field, default of a
    parameter), ``call`` (argument number ``index`` of ``path``), ``return`` (of function ``name``), ``compare``,
    ``label`` (the value is itself a key), ``arm`` (of a match), ``type``, ``built`` (joined to something), ``index``,
    ``target``, ``none``.
    """

    how: str
    name: str = ""
    #: Names of the call, outermost first; ``()`` stands for a call in between.
    path: tuple[str, ...] = ()
    index: int = -1
    #: The bracket that holds the value, or -1.
    bracket: int = -1
    #: First sign of the whole expression the value is part of.
    start: int = -1
    #: How many list brackets lie between the value and the slot.
    listed: int = 0
    #: Whether the value stands behind ``??``, ``||`` or in a look-up's default.
    fallback: bool = False


#: A step outwards: the larger expression (first, last), list brackets passed, and whether the value is a fallback.
Step = tuple[int, int, int, bool]
