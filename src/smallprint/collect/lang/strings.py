"""A string on its own: is it worth a look, an address, a command's argument, or a name that something takes?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smallprint.collect.lang.addresses import ARN_END, MEDIA, arn, url
from smallprint.collect.lang.callables import calls
from smallprint.collect.lang.results import API_PATH, QUERY
from smallprint.collect.lang.slots import SCRIPTS, slot_of
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import names_model
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model
from smallprint.collect.urls import addressed

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["ONE_ID", "WEIGHTS", "string"]

#: A string that is one name.
ONE_ID = re.compile(r"[\w@][\w.:/@+-]*")
#: A model's name has a digit or one of these, but for a few …
_TELLING = re.compile(r"[\d/:.-]")
_BARE = frozenset(
    {
        "command", "small", "medium", "large", "ada", "davinci", "curie", "babbage", "base", "tiny", "turbo", "sonnet",
        "opus", "haiku",
    }
)  # fmt: skip
#: What Google's API writes behind a model's name, where the address before it stands in a string of its own.
_METHODS = (":generateContent", ":streamGenerateContent", ":embedContent", ":batchEmbedContents", ":predict")
#: A file of weights.
WEIGHTS = re.compile(r"[\w.:/\\~ -]+\.gguf|(?:[\w.:/\\~ -]+[/\\])?ggml-[\w.-]+\.bin", re.IGNORECASE)
#: A part of an address that may name a model, wherever its beginning stands.
_PARTS = ("publishers/", "model_id=")


def string(file: File, token: int) -> None:
    """Accept the string at ``token`` if it names a model."""
    code, value = file.code, file.code.text[token]
    if "://" in value and len(value) < 400 and " " not in value and "\n" not in value:
        url(file, token, value)
        return
    if "/" in value and len(value) < 400 and (api := API_PATH.search(f"/{value}")) and guess(api[1] or api[2]):
        url(file, token, value)
        return
    if any(part in value for part in _PARTS) and (called := addressed(value)):
        file.accepted[token] = Verdict("address", called[1], mention=file.is_test)
        return
    if "model" in value and (query := QUERY.search(value)) and guess(query[1]):
        file.accepted[token] = Verdict("query", host=file.facts.host_at(token, ()), mention=file.is_test)
        return
    if ":" in value and value.endswith(_METHODS) and guess(value.partition(":")[0]):
        url(file, token, f"models/{value}")
        return
    if not value.startswith("arn:") and "/" in value and (end := ARN_END.search(value)) and guess(end[1]):
        arn(file, token)
        return
    if value[:2] == "--" and _is_flag(value.partition("=")[0]) and looks_like_model(value.partition("=")[2]):
        file.accepted[token] = Verdict("flag", mention=file.is_double(token))
        return
    if not 1 < len(value) < 250 or not (ONE_ID.fullmatch(value) or WEIGHTS.fullmatch(value)):
        return
    if value.isdigit() or MEDIA.search(value) or (file.syntax.slashes and value[0] == "@" and not guess(value)):
        return
    if not (_TELLING.search(value) or value in _BARE or guess(value) or _is_asked_for(file, token)):
        return
    if code.text[max(token - 4, 0) : token] in (["ollama", ",", one, ","] for one in ("pull", "run")):
        file.accepted[token] = Verdict("ollama pull", "ollama", mention=file.is_double(token))
        return
    slot = slot_of(code, token)
    if code.text[max(token - 3, 0) : token] == [":", "hf", ","] and looks_like_hub_id(value):
        file.accepted[token] = Verdict("{:hf, …}", "hf", mention=file.has_stand_in(token))
        return
    if _follows_flag(file, token) and looks_like_model(value):
        file.accepted[token] = Verdict("flag", mention=file.is_double(token))
        return
    verdict = file.judge(token, value, slot)
    if verdict:
        file.slots[token] = slot
        file.accepted[token] = verdict


def _is_asked_for(file: File, token: int) -> bool:
    """Whether a plain word stands where a model is wanted, by the key or the callable just before it."""
    text = file.code.text
    before = text[token - 1] if token > 1 else ""
    name = text[token - 2] if before in (":", "(") else ""
    if file.syntax.name not in SCRIPTS or not name:
        return False
    return names_model(name) if before == ":" else name in calls()


def _follows_flag(file: File, token: int) -> bool:
    """Whether a string is the value of the flag before it in a list of arguments: ``["--model", "gpt-4o"]``."""
    code = file.code
    return (
        token > 2
        and code.text[token - 1] == ","
        and code.kind[token - 2] == "str"
        and code.parent[token - 2] == code.parent[token]
        and code.text[code.parent[token]] in ("[", "{")
        and _is_flag(code.text[token - 2])
    )


def _is_flag(text: str) -> bool:
    return text[:1] == "-" and (text == "-m" or (text[:2] == "--" and names_model(text[2:].replace("-", "_"))))
