"""Suppose that something were otherwise: ``activities+=distribute_weights``, ``use.commercial=true``.

A change is read as the policy file would be, so that a slip is refused with the nearest valid word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from smallprint.model import Fact, UsageError
from smallprint.policy import Policy, parse_policy
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database

__all__ = ["suppose"]

_CHANGE = re.compile(r"(?P<key>[a-z_.]+)\s*(?P<op>\+=|-=|=)\s*(?P<value>.+)\Z", re.DOTALL)
_NAME = "--what-if"


def suppose(policy: Policy, changes: Sequence[str], database: Database) -> Policy:
    """``policy`` with ``changes`` made to the facts of the project; what paths and models state of their own stays.

    Raises ``UsageError`` when a change is no ``KEY=VALUE``, ``KEY+=ITEM`` or ``KEY-=ITEM``, or does not fit its key.
    """
    for change in changes:
        policy = _changed(policy, change, database)
    return policy


def _changed(policy: Policy, change: str, database: Database) -> Policy:
    match = _CHANGE.match(change.strip())
    if not match:
        raise UsageError(f"{_NAME} {safe(change, 80)}: expected KEY=VALUE, KEY+=ITEM or KEY-=ITEM")
    key = match["key"] if match["key"].split(".")[0] in ("organisation", "use") else f"use.{match['key']}"
    value = _value(match["value"], change)
    if match["op"] != "=":
        known = policy.facts.get(key)
        items = [str(item) for item in known.value] if known is not None and isinstance(known.value, tuple) else []
        wanted = [str(item) for item in (value if isinstance(value, list) else [value])]
        value = (
            [*items, *(item for item in wanted if item not in items)]
            if match["op"] == "+="
            else [item for item in items if item not in wanted]
        )
    data: Any = value
    for part in reversed(key.split(".")):
        data = {part: data}
    rules = [rule.id for rule in database.rules]
    try:
        read = parse_policy(data, _NAME, database.vocabulary, sorted(database.licence_ids), rules)
    except UsageError as error:
        raise UsageError(f"{_NAME} {safe(change, 80)}: {str(error).splitlines()[0].partition(': ')[2]}") from None
    facts = {name: Fact(name, fact.value, _NAME) for name, fact in read.facts.items()}
    return replace(policy, facts={**policy.facts, **facts})


def _value(text: str, change: str) -> Any:
    from smallprint.yamlio import load

    try:
        return load(text, _NAME)
    except UsageError:
        raise UsageError(f"{_NAME} {safe(change, 80)}: '{safe(text, 60)}' is not a value") from None
