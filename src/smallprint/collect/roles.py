"""Whether what stands under a key is used, or only listed, quoted, priced or recorded."""

from __future__ import annotations

from smallprint.collect.frames import LEVELS, Frame
from smallprint.collect.idioms.key_words import (
    FILE_KEYS,
    LIMIT_KEYS,
    LISTING_KEYS,
    LISTING_WORDS,
    QUOTING_KEYS,
    RECORDED_KEYS,
    SHOWN_WORDS,
    VALUE_KEYS,
)
from smallprint.collect.idioms.keys import Key
from smallprint.collect.keytable import has_row, normal
from smallprint.model import Role

__all__ = ["role_of"]

#: Lists of these hold names of what may be called; of mappings, what is created.
_NAMED_OR_MADE = frozenset({"resource", "resources"})

#: So many patterns of names in the lists of a mapping make it a table of aliases.
_ALIASES = 3


def role_of(frame: Frame, key: str, row: Key | None) -> Role:
    """The role of a value under ``key`` in ``frame``, for which ``row`` is the line of the table of keys, if any."""
    if row is not None and row.role == "mention":
        return "mention"
    words = key.split("_")
    # (``mixer_list``: what the table knows by that name is no list to choose from.)
    listed = not LISTING_WORDS.isdisjoint(words) and (row is None or LISTING_WORDS.isdisjoint(row.path.split("_")))
    if words[-1] in SHOWN_WORDS or listed:
        return "mention"
    # ``content`` beside the path of a file is what that file will hold.
    if key in QUOTING_KEYS and not (key == "content" and not frame.keys.isdisjoint(FILE_KEYS)):
        return "mention"
    served = row is not None and ("litellm" in row.reads_as or row.when)
    # Who sets a key for the service sets the model too, whatever limits stand beside them.
    served = served or not frame.keys.isdisjoint({"api_key", "api_url", "api_base"})
    told = frame.keys & RECORDED_KEYS
    # A file that is one mapping is no register.
    whole = frame.parent is not None and frame.parent.parent is None
    if not frame.seq and not served and (not told <= LIMIT_KEYS if whole else told):
        return "mention"
    # ``values: [{name: model, value: gpt-4o}]`` sets values, whatever the list is called.
    pair = has_row(normal(frame.name)) and not VALUE_KEYS.isdisjoint(frame.keys)
    node: Frame | None = frame
    for _ in range(LEVELS):
        if node is None:
            break
        if node.patterns >= _ALIASES:
            return "mention"  # a table of what may stand for what
        if "expect_failures" in node.keys:
            return "mention"  # what a test of Terraform hands to a check that must refuse it
        for part in node.key.split("/"):
            if part in QUOTING_KEYS or ((node.seq or part == "option") and part in LISTING_KEYS and not pair):
                if part in _NAMED_OR_MADE and node is not frame:
                    continue
                return "mention"
        node = node.parent
    return "dependency"
