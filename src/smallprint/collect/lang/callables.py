"""Look a callable up in the table of idioms."""

from __future__ import annotations

import re
from functools import cache

from smallprint.collect.idioms.lang_calls import CALLS, Call
from smallprint.collect.lang.facts import Facts

__all__ = ["calls", "idiom"]

#: Receivers that add nothing to a name.
_OWN = ("this", "self", "providers")


@cache
def calls() -> dict[str, tuple[Call, ...]]:
    """Last part of a callable's name -> the lines of the table that end with it."""
    table: dict[str, list[Call]] = {}
    for call in CALLS:
        table.setdefault(call.name.rsplit(".", 1)[-1].rsplit(":", 1)[-1], []).append(call)
    return {name: tuple(calls) for name, calls in table.items()}


def idiom(facts: Facts, path: tuple[str, ...], where: str) -> Call | None:
    """The line of the table for argument ``where`` (a number or a name) of the callable ``path``."""
    names = [name for name in path if name not in ("()", "[]", '""')]
    if not names:
        return None
    if names[-1][-1:] in "!?":
        names[-1] = names[-1][:-1]
    for call in calls().get(names[-1], ()):
        if where not in call.where.split():
            continue
        wanted = re.split(r"\.|::", call.name)
        if wanted[0] == "*":
            if len(path) < 2:
                continue
            wanted = wanted[1:]
        elif _is_bare(call) and len(names) > 1 and names[-2] not in _OWN:
            continue
        if names[-len(wanted) :] != wanted or (call.needs and not facts.has(call.needs, names)):
            continue
        return call
    return None


def _is_bare(call: Call) -> bool:
    """Whether a line means a function of its own: ``openai("…")``, and not ``mock.openai("…")`` of somebody else."""
    return "." not in call.name and call.name[0].islower() and call.ecosystem not in ("hf", "mlc", "auto")
