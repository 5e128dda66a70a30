"""Python: what a file saved itself, which is no published model when the file loads it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.names import guess
from smallprint.late import late

__all__ = ["saved_before"]

#: ``NAME =`` up to where the literal begins, so many characters before it at most.
_GIVEN = late(r"(?P<variable>\w+)[ \t]*=[ \t]*\Z")
_FAR = 120
_SIGNS = ("save_", "output_dir", "TrainingArguments(")


def saved_before(text: str, name: str, line: int, variable: str = "") -> bool:
    """Whether ``text`` saves something as ``name`` above ``line``, where it is loaded.

    ``variable`` is the variable that held the name there, if any. A name with an organisation is the Hub's, as is one
    of its oldest (``gpt2``).
    """
    if "/" in name or not any(sign in text for sign in _SIGNS) or guess(name):
        return False
    variables = {variable, *_holders(text, name)}
    spelt = "|".join(
        [rf"[\"']{re.escape(name)}[\"']", *(rf"{held}\b" for held in sorted(variables) if held.isidentifier())]
    )
    saved = re.search(rf"(?:save_\w+|output_dir|TrainingArguments)\s*[=(]\s*(?:{spelt})", text)
    return saved is not None and text.count("\n", 0, saved.start()) + 1 < line


def _holders(text: str, name: str) -> Iterator[str]:
    """Variables that are given ``name`` somewhere in ``text``."""
    for literal in (f'"{name}"', f"'{name}'"):
        at = text.find(literal)
        while at >= 0:
            if given := _GIVEN.search(text, max(at - _FAR, 0), at):
                yield given["variable"]
            at = text.find(literal, at + 1)
