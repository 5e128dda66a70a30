"""What the words of a name say: whether it holds a model, and whose library it belongs to."""

from __future__ import annotations

import re
from functools import cache

from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.lang_libraries import LIBRARIES
from smallprint.collect.idioms.lang_names import MODEL_NAMES, MODEL_WORDS, NOT_MODEL_WORDS, TASK_NAMES

__all__ = ["before_preposition", "library_of", "maker_of", "names_model", "names_task", "words_of"]

_PREPOSITION = re.compile(r"(?<=[a-z])(?:_(?:from|for|by|with)_|(?:From|For|By|With)(?=[A-Z]))")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(name: str) -> list[str]:
    """The words of a name in lower case: ``defaultChatModelID`` -> default, chat, model, id."""
    return [word.lower() for word in _WORDS.findall(name)]


@cache
def names_model(name: str) -> bool:
    """Whether a variable, key or function of this name holds a model's name."""
    if "." in name:
        # A property (``spring.ai.chat.model``): its last parts say what it is.
        parts = name.split(".")
        name = ".".join(parts[-2:]).replace(".", "_") if parts[-1] in ("id", "name", "default") else parts[-1]
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if plain in MODEL_NAMES:
        return True
    if not plain or len(plain) > 60:
        return False
    words = words_of(name)
    if not MODEL_WORDS.intersection(words):
        return plain.endswith("model")
    return words[-1] not in NOT_MODEL_WORDS and words[-1].removesuffix("s") not in NOT_MODEL_WORDS


def before_preposition(name: str) -> str:
    """What a function gives, by its name: ``getModelFromOptions`` -> ``getModel``."""
    match = _PREPOSITION.search(name)
    return name[: match.start()] if match and "model" in name[: match.start()].lower() else name


@cache
def names_task(name: str) -> bool:
    """Whether a name says what a model is for, so that it holds one if the value surely is one: ``chatDeployment``."""
    return re.sub(r"[^a-z0-9]", "", name.lower()) in TASK_NAMES or "deployment" in words_of(name)[-2:]


@cache
def library_of(name: str) -> str:
    """The host or ecosystem that a class, variable, package or route belongs to, or the empty string."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    words: list[str] | None = None
    for word, owner in LIBRARIES:
        if word in plain:
            if len(word) > 4:
                return owner
            words = words_of(name) if words is None else words
            if word in words or plain.startswith(word) or f"create{word}" in plain:
                return owner
    return ""


def maker_of(name: str) -> str:
    """The host that a name is: a library's (``createOpenAI``) or one that stands before a name (``google``)."""
    return library_of(name) or PREFIXES.get(name.lower(), "")
