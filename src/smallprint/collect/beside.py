"""What stands beside a model in keyed text: who runs it, where, and in which version."""

from __future__ import annotations

import re

from smallprint.collect.frames import LEVELS, Frame
from smallprint.collect.idioms.key_words import FIRST_UNSURE
from smallprint.collect.keytable import hint_rank, host_in_key, host_in_words
from smallprint.collect.where import IS_PLACE, place_in

__all__ = ["host_beside", "is_pulled", "keep_hint", "place_beside"]

#: The version of a deployment at Azure, which stands beside the model's name.
_DATED = re.compile(r"20\d\d-\d\d-\d\d|\d{4}|turbo-20\d\d-\d\d-\d\d")


def keep_hint(frame: Frame, name: str, text: str) -> None:
    """Keep a value that may say who runs the models around it, or where."""
    tells = hint_rank(name) or IS_PLACE.fullmatch(name) or (name == "version" and _DATED.fullmatch(text))
    if tells and len(text) < 300 and len(frame.hints) < 60:
        frame.hints[name] = text


def host_beside(frame: Frame, key: str, parents: list[str]) -> tuple[str, bool]:
    """Who runs the model under ``key``, and whether that is said outright (a provider, a URL) or only hinted at."""
    node: Frame | None = frame
    stem = _stem(key)
    for _ in range(LEVELS):
        if node is None:
            break
        best = (99, "")
        for name, text in node.hints.items():
            rank, prefix = hint_rank(name) or (99, "")
            if rank < best[0] and name != key and prefix in ("", stem) and (found := host_in_words(text)):
                best = (rank, found)
        if best[1]:
            return best[1], best[0] < FIRST_UNSURE
        node = node.parent
    if found := host_in_key(key):
        return found, True
    for parent in reversed(parents):
        if found := host_in_key(parent):
            return found, parent == found
    return "", False


_STEM = re.compile(r"_(?:default_)?(?:chat_|embedding_|llm_|api_)?(?:models?|deployment)(?:_(?:name|id|path|repo))?\Z")


def _stem(key: str) -> str:
    match = _STEM.search(key)
    return key[: match.start()] if match else ""


def place_beside(frame: Frame, host: str) -> str:
    """The region or address for ``host`` beside the model, or in the mappings around it."""
    node: Frame | None = frame
    for _ in range(LEVELS):
        if node is None:
            break
        said = {place for name, text in node.hints.items() if (place := place_in(host, name, text))}
        if said:
            return said.pop() if len(said) == 1 else ""
        node = node.parent
    return ""


def is_pulled(frame: Frame) -> bool:
    """Whether the mapping is what a request to Ollama asks it to pull."""
    node: Frame | None = frame
    for _ in range(3):
        if node is None:
            return False
        if node.hints.get("url", "").endswith("/api/pull"):
            return True
        node = node.parent
    return False
