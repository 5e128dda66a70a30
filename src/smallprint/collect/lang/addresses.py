"""Addresses that name a model: of the Hub, of an API's endpoint, of Amazon Bedrock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smallprint.collect.lang.results import API_PATH
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import names_model, words_of
from smallprint.collect.names import guess
from smallprint.collect.urls import addressed, parse_hub_url

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["ARN_END", "MEDIA", "arn", "url"]

MEDIA = re.compile(r"\.(?:wav|mp[34]|flac|ogg|png|jpe?g|gif|webp|svg|pdf|html?|txt|md)$", re.IGNORECASE)
#: The end of an ARN of Amazon Bedrock whose region or account the code fills in.
ARN_END = re.compile(r"(?<![\w-])(?:foundation-model|inference-profile)/([\w.:-]{4,100})$")
#: Models that the libraries for the browser fetch: TensorFlow.js from its hub, MediaPipe from its store.
_ASSET = re.compile(
    r"//tfhub\.dev/\w[\w-]*/\S|//(?:www\.)?kaggle\.com/models/\S+/(?:tfJs|tfLite)/|/mediapipe-(?:models|assets|tasks)/\S+\.(?:task|tflite|bin|litertlm)$"
)
#: An address of DJL's model zoo for a repository of the Hub.
_DJL = re.compile(r"djl://ai\.djl\.huggingface\.\w+/([\w.-]+/[\w.-]+)")


def arn(file: File, token: int) -> None:
    """An ARN that is filled in: what a key or a variable takes runs; what a permission lists may run."""
    code = file.code
    whole = code.parent[token]
    if whole >= 0 and code.text[whole] == "`":
        slot = slot_of(code, whole, max(code.match[whole], whole))
    else:
        slot = slot_of(code, token)
    taken = slot.how in ("key", "assign", "return") and (names_model(slot.name) or "arn" in words_of(slot.name))
    file.accepted[token] = Verdict("arn", "bedrock", "bedrock", mention=not taken or bool(slot.listed) or file.is_test)


def url(file: File, token: int, value: str) -> None:
    """An address of the Hub or of an API: a file that is fetched or an endpoint that is called runs a model."""
    if _DJL.match(value):
        file.accepted[token] = Verdict("djl", "hf", mention=file.is_double(token))
        return
    hub = parse_hub_url(value)
    if not hub or hub.kind == "space":
        if (api := API_PATH.search(f"/{value}")) and guess(api[1] or api[2]):
            host = file.facts.host_at(token, ())
            file.accepted[token] = Verdict("url", "auto", host, file.is_test)
        elif called := addressed(value):
            file.accepted[token] = Verdict("address", called[1], mention=file.is_test)
        elif asset := _ASSET.search(value):
            loads = slot_of(file.code, token).how in ("key", "assign", "call", "return")
            ecosystem = "tfhub" if "tfhub" in asset[0] else "kaggle" if "kaggle" in asset[0] else "other"
            file.accepted[token] = Verdict("asset", ecosystem, mention=file.is_test or not loads)
        return
    slot = slot_of(file.code, token)
    fetched = hub.file or (value.endswith("/") and "/resolve/" in value)
    if MEDIA.search(value.split("?", 1)[0]) or slot.how in ("none", "compare", "label"):
        fetched = ""
    inference = "api-inference." in value or "router." in value
    # WebLLM: ``{ model: "https://huggingface.co/…", model_id: "…" }``
    inference = inference or (hub.kind == "hf" and slot.how == "key" and slot.name == "model")
    mention = not (fetched or inference) or file.is_test
    file.accepted[token] = Verdict("url", "gguf" if hub.file.lower().endswith(".gguf") else "hf", mention=mention)
