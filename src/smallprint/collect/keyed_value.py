"""Whether one piece of a value names a model, given its key, what stands around it and who runs it."""

from __future__ import annotations

from smallprint.collect.frames import Frame
from smallprint.collect.idioms.key_words import CALL_KEYS, LISTING_KEYS, PART_WORDS, TITLE_KEYS
from smallprint.collect.idioms.keys import Key
from smallprint.collect.keytable import is_weak
from smallprint.collect.names import guess, looks_like_model
from smallprint.collect.recognise import MEDIA, WEIGHT_FILE, ecosystem_of, is_of_family, is_open_name
from smallprint.collect.urls import parse_hub_url
from smallprint.collect.values import Part

__all__ = ["ecosystem_under", "plainly"]


def plainly(frame: Frame, shouted: bool, row: Key | None, *, ollama: bool) -> str:
    """How a word without a tag is taken for one of Ollama's models: see ``plain`` of ``ecosystem_of``."""
    if ollama:
        return "family"
    # What stands beside it is handed to a model.
    sure = shouted or (row is not None and row.believes == "any") or not frame.keys.isdisjoint(CALL_KEYS)
    return "name" if sure else ""


def ecosystem_under(
    row: Key | None, key: str, parents: list[str], part: Part, host: str, hinted: str, shouted: bool, plain: str
) -> str | None:
    """The ecosystem under which to read ``part``, ``?`` when only the run knows it, or ``None``: no model.

    ``row`` is the line of the table for ``key`` below ``parents``. ``host`` is who runs it where the file says so
    outright, ``hinted`` where it says so at all; ``shouted``: the key is spelt as an environment variable;
    ``plain``: see :func:`plainly`.
    """
    text = part.text
    if part.run_time:
        return "?" if row is not None and row.believes == "any" and not row.when else None
    if row is None:
        return _without_row(key, parents, text, shouted)
    found = ecosystem_of(text, row.reads_as, row.believes, host, plain)
    if found is not None or row.reads_as != "auto":
        return found
    if hinted not in ("", "local", "ollama") and is_of_family(text):
        return hinted
    return None if not is_open_name(text) else "auto" if guess(text) else "other"


def _without_row(key: str, parents: list[str], text: str, shouted: bool) -> str | None:
    """The same where no line of the table fits: only what tells of a model by itself."""
    weak = key not in TITLE_KEYS and (is_weak(key) or any(map(is_weak, parents[-2:])))
    if (weak or shouted) and (looks_like_model(text) or (text.endswith(".gguf") and "/" not in text)):
        return "auto"
    if key in PART_WORDS and "/" not in text and looks_like_model(text):
        return "auto"
    if is_weak(key.rpartition("_")[2]) and is_open_name(text):
        return "auto" if guess(text) else "other"
    if text.startswith("arn:"):
        return "bedrock" if key not in LISTING_KEYS and looks_like_model(text.rpartition("/")[2]) else None
    url = parse_hub_url(text)
    listed = "models" in parents[-2:] and not MEDIA.search(url.file) if url else False
    if url and url.kind != "space" and url.file and (listed or WEIGHT_FILE.search(url.file)):
        return "hf"
    if text.startswith("ollama://"):
        return "ollama"
    return "auto" if text.startswith(("hf://", "huggingface://")) and guess(text) else None
