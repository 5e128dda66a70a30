"""Look a key up in the table of keys that name a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.key_words import (
    CALLED_WORDS,
    COMMAND_KEYS,
    HOST_KEYS,
    NAME_KEYS,
    PART_WORDS,
    PLAYER_WORDS,
    VALUE_KEYS,
    WEAK_WORDS,
)
from smallprint.collect.idioms.keys import KEYS, Key
from smallprint.collect.urls import host_of_url
from smallprint.late import late

__all__ = [
    "dotted",
    "find_key",
    "has_row",
    "hint_rank",
    "host_in_key",
    "host_in_words",
    "is_shouted",
    "is_weak",
    "may_hint",
    "may_name_model",
    "normal",
]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
#: Names of providers that are one word, whatever their capitals say.
_BRAND = re.compile(
    r"OpenA[Ii]|GitHub|DeepSeek|HuggingFace|OpenRouter|DeepInfra|SiliconFlow|ElevenLabs|MiniMax|OctoA[Ii]"
)
#: ``mainmodel``, ``embeddingmodel``; what a program's own data or views are called is left whole.
_GLUED = re.compile(r"(?<![a-z])(?!data|view|sub|super|domain)([a-z]{3,12})(models?)\Z")
_OTHER = re.compile(r"[^A-Za-z0-9]+")
_NUMBER = re.compile(r"_?\d+\Z")
#: What a setting is for: ``model_id_for_summary``, ``model_default``.
_PURPOSE = late(r"_(?:for_(?!\w*(?:model|llm|embed))[a-z_]+|default)\Z")
_INDEX = re.compile(r"\[\d*\]")
_URL = re.compile(r"https?://[^\s\"'{}<>,]+")


@lru_cache(maxsize=16384)
def normal(key: str) -> str:
    """``key`` in snake case: ``modelName``, ``MODEL-NAME`` and ``model.name`` are all ``model_name``."""
    head = "_" if key.startswith("_") else ""
    words = _CAMEL.sub("_", _BRAND.sub(lambda name: name[0].capitalize(), key[:200]))
    return head + _GLUED.sub(r"\1_\2", _OTHER.sub("_", words).strip("_").lower())


def dotted(key: str, parents: list[str]) -> tuple[str, list[str]]:
    """The last part of ``ollama.models.pull[0]``, normalised, and all parts before it behind ``parents``."""
    *above, last = [normal(part) for part in _INDEX.sub("", key[:400]).split(".") if part] or [normal(key)]
    return last, [*parents, *above] if above else parents


def _build() -> tuple[dict[str, list[tuple[tuple[str, ...], Key]]], dict[str, list[tuple[tuple[str, ...], Key]]]]:
    exact: dict[str, list[tuple[tuple[str, ...], Key]]] = {}
    loose: dict[str, list[tuple[tuple[str, ...], Key]]] = {}
    for key in KEYS:
        *parents, last = key.path.lstrip("=").split(".")
        # Behind other words only single keys match: ``litellm_params.model`` is no hint for
        # ``litellm_params.my_model``.
        exact.setdefault(last, []).append((tuple(parents), key))
        if not parents and not key.path.startswith("=") and last != "*":
            loose.setdefault(last, []).append(((), key))
    for rows in (*exact.values(), *loose.values()):
        rows.sort(key=lambda row: (len(row[0]), row[0].count("*") == 0, row[1].when != ()), reverse=True)
    return exact, loose


_EXACT, _LOOSE = _build()


@lru_cache(maxsize=16384)
def has_row(key: str) -> bool:
    """Whether any line of the table can fit a normalised ``key``, whatever stands around it."""
    bare = _bare(key)
    if key in _EXACT or bare in _EXACT:
        return True
    at = bare.find("_")
    while at >= 0:
        if bare[at + 1 :] in _LOOSE:
            return True
        at = bare.find("_", at + 1)
    return False


@lru_cache(maxsize=16384)
def hint_rank(key: str) -> tuple[int, str] | None:
    """How early a normalised ``key`` decides on the host, and the words before it; ``None``: it says nothing."""
    if key in _RANKS:
        return _RANKS[key], ""
    at = key.find("_")
    while at >= 0:
        if key[at + 1 :] in _RANKS:
            return _RANKS[key[at + 1 :]], key[:at]
        at = key.find("_", at + 1)
    return None


_RANKS = {key: rank for rank, key in enumerate(HOST_KEYS)}


def find_key(key: str, parents: Sequence[str], siblings: frozenset[str] | set[str]) -> Key | None:
    """The line of the table for a normalised ``key`` under ``parents`` (outermost first) beside ``siblings``."""
    exact, loose = _lines_of(key)
    for above, row in exact:
        if (not above or _fits(above, parents)) and _beside(row, siblings):
            return row
    for row in loose:
        if _beside(row, siblings):
            return row
    return None


def _bare(key: str) -> str:
    """A normalised key without a number behind it, and without what it is for."""
    bare = _NUMBER.sub("", key)
    return _PURPOSE.sub("", bare) if "_for_" in bare or bare.endswith("_default") else bare


@lru_cache(maxsize=16384)
def _lines_of(key: str) -> tuple[tuple[tuple[tuple[str, ...], Key], ...], tuple[Key, ...]]:
    """The lines that a normalised ``key`` can have: with their parents, and those for a key behind other words."""
    bare = _bare(key)
    exact = tuple(pair for candidate in dict.fromkeys((key, bare, "*")) for pair in _EXACT.get(candidate, ()))
    loose: list[Key] = []
    at = bare.find("_")
    while at >= 0:
        loose.extend(row for _, row in _LOOSE.get(bare[at + 1 :], ()))
        at = bare.find("_", at + 1)
    return exact, tuple(loose)


def _fits(above: tuple[str, ...], parents: Sequence[str]) -> bool:
    if len(above) > len(parents):
        return False
    at = -1
    for want in reversed(above):
        if want != "*" and want != parents[at] and not parents[at].endswith(f"_{want}"):
            return False
        at -= 1
    return True


def _beside(row: Key, siblings: frozenset[str] | set[str]) -> bool:
    if row.when and not any(word in siblings for word in row.when):
        return False
    return not any(word in siblings for word in row.unless)


#: Words of an environment variable's name that say: no model, though the value looks like one.
_NO_MODEL = frozenset(
    {"image", "tag", "container", "registry", "repo", "repository", "output", "run", "experiment", "project", "branch",
     "dir", "path", "folder", "title", "label", "release", "package", "version", "name", "prefix", "suffix", "user",
     "owner", "org", "namespace", "workspace", "log", "topic", "collection", "index", "table", "host", "url", "file"}
)  # fmt: skip


@lru_cache(maxsize=16384)
def is_shouted(key: str) -> bool:
    """Whether ``key`` is spelt as an environment variable, of which no word rules a model out."""
    return len(key) > 2 and key.isupper() and _NO_MODEL.isdisjoint(normal(key).split("_"))


@lru_cache(maxsize=16384)
def is_weak(key: str) -> bool:
    """Whether a word of a normalised key hints at a model."""
    words = key.split("_")
    if WEAK_WORDS.isdisjoint(words):
        return False
    # An agent, a chat or an engine has a name of its own.
    return words[-1] not in CALLED_WORDS or not WEAK_WORDS.isdisjoint(set(words) - PLAYER_WORDS)


def may_hint(key: str) -> bool:
    """Whether a normalised ``key`` is worth a look, though no line of the table fits it."""
    return is_weak(key) or key in PART_WORDS


@lru_cache(maxsize=16384)
def host_in_key(key: str) -> str:
    """The host that a normalised key names with its first words: ``openrouter_api_model``, ``spring_ai_ollama_…``."""
    words = key.split("_")
    for start in range(min(len(words), 5)):
        for size in (3, 2, 1):
            part = words[start : start + size]
            if len(part) == size and (host := _host("_".join(part)) or _host("-".join(part))):
                return host
    return ""


#: Words that are providers' prefixes in a route but say nothing inside a key or a class name.
_NO_HOST = frozenset(
    {
        "proxy",
        "local",
        "aws",
        "fal",
        "mlx",
        "oci",
        "github",
        "snowflake",
        "claude",
        "kimi",
        "grok",
        "custom",
        "opencode",
        "petals",
        "x-ai",
    }
)


def _host(word: str) -> str:
    return "" if word in _NO_HOST else PREFIXES.get(word, "")


@lru_cache(maxsize=16384)
def host_in_words(text: str) -> str:
    """The host in the value of ``provider``, ``type``, ``base_url`` and the like; a URL decides by its host name."""
    if url := _URL.search(text):
        return host_of_url(url[0])
    if re.fullmatch(r"[\w.-]+:\d{2,5}/?", text):
        return host_of_url(text)
    if len(text) > 200:
        return ""
    low = text.strip().lower()
    if low in PREFIXES:
        return PREFIXES[low] or ""
    words = normal(text).split("_")
    if "azure" in words:
        return "azure"
    return host_in_key("_".join(words[-8:])) if len(words) < 24 else ""


def may_name_model(keys: set[str]) -> bool:
    """Whether any of the normalised ``keys`` of a file can name a model, given that the others stand in it too."""
    if not VALUE_KEYS.isdisjoint(keys) and not NAME_KEYS.isdisjoint(keys):
        return True
    return any(key in COMMAND_KEYS or may_hint(key) or _may_fit(key, keys) for key in keys) or _may_fit("*", keys)


def _may_fit(key: str, keys: set[str]) -> bool:
    return any(
        row.reads_as != "none"
        and all(parent == "*" or parent in keys for parent in above)
        and (not row.when or any(word in keys for word in row.when))
        for above, row in _rows(key)
    )


@lru_cache(maxsize=16384)
def _rows(key: str) -> tuple[tuple[tuple[str, ...], Key], ...]:
    """Every line of the table that can fit ``key``, whatever stands around it."""
    bare = _bare(key)
    rows = [*_EXACT.get(key, ()), *(_EXACT.get(bare, ()) if bare != key else ())]
    at = bare.find("_")
    while at >= 0:
        rows.extend(_LOOSE.get(bare[at + 1 :], ()))
        at = bare.find("_", at + 1)
    return tuple(rows)
