"""Python: what a file saved itself, which is no published model when the file loads it again."""

from __future__ import annotations

import re

from smallprint.collect.names import guess

__all__ = ["saved_before"]

_SIGNS = ("save_", "output_dir", "TrainingArguments(")


def saved_before(text: str, name: str, line: int, variable: str = "") -> bool:
    """Whether ``text`` saves something as ``name`` above ``line``, where it is loaded.

    ``variable`` is the variable that held the name there, if any. A name with an organisation is the Hub's, as is one
    of its oldest (``gpt2``).
    """
    if "/" in name or not any(sign in text for sign in _SIGNS) or guess(name):
        return False
    literal = rf"[\"']{re.escape(name)}[\"']"
    variables = {variable, *re.findall(rf"(\w+)[ \t]*=[ \t]*{literal}", text)}
    spelt = "|".join([literal, *(rf"{held}\b" for held in sorted(variables) if held.isidentifier())])
    saved = re.search(rf"(?:save_\w+|output_dir|TrainingArguments)\s*[=(]\s*(?:{spelt})", text)
    return saved is not None and text.count("\n", 0, saved.start()) + 1 < line
