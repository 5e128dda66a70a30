"""Whether a string is a model's name where a name, a key or a callable wants one."""

from __future__ import annotations

import re

from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.lang_calls import Call
from smallprint.collect.lang.facts import LOCAL, Facts
from smallprint.collect.lang.objects import is_entry
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import names_model, words_of
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model, names_family
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.recognise import spoken_of

__all__ = ["by_idiom", "is_asked_for", "is_known", "is_route", "plausible"]

#: A name of published weights as local servers write it: ``Phi-3.5-mini-instruct``, ``qwen2.5-0.5b``.
_LOCAL_NAME = re.compile(
    r"(?:meta-|text-embedding-)?(?:llama|phi|qwen|gemma|mi[sx]tral|deepseek|granite|smollm|falcon|yi|olmo|codellama|starcoder|command-r|nomic-embed|bge|chatterbox|kokoro|orpheus|"
    r"e5|gte|minilm|whisper|embeddinggemma|nemotron|hermes|dolphin|glm|kimi|gpt-oss)-?v?\d?[\w.]*-[\w.-]*\d?[\w.-]*",
    re.IGNORECASE,
)
#: A name with a version: ``wan-2.6-flash``, ``veo3_fast``.
_VERSIONED = re.compile(r"[a-z][\w.]*-[\w.-]*\d[\w.-]*|[a-z]+\d[\w.]*-[\w.-]+|[a-z]+\d[\d.]*_[a-z][\w.-]*")
#: One word, which a client takes for a model whatever it is …
_WORD = re.compile(r"[A-Za-z][\w.-]{2,40}")
#: … under a key like this …
_HOLDS_ONE = re.compile(r"model(?:_?(?:id|name))?$", re.IGNORECASE)
#: … but for these, which leave the choice to somebody else.
_NO_MODEL = frozenset(
    {
        "default", "auto", "none", "null", "unknown", "custom", "other", "test", "model", "models", "latest",
        "undefined", "string", "text", "chat", "completion", "embedding", "image", "inherit",
    }
)  # fmt: skip
#: What the address of anything on the own machine or at Amazon's is taken for.
_ANYTHING = frozenset({"local", "bedrock"})
#: Encodings of a tokenizer; no model.
_ENCODING = re.compile(r"(?:cl100k|o200k|p50k|r50k)_")


def plausible(facts: Facts, value: str, name: str) -> bool:
    """Whether a value under a name that holds models is one, and not ``default``, a class or a file."""
    if is_placeholder(value) or ("::" in value and not guess(value)) or _ENCODING.match(value):
        return False
    if looks_like_model(value):
        return True
    if value.startswith("@"):
        return False
    named = guess(value)
    if named is not None:
        return named.kind != "hf" or facts.works_with_models or names_model(name)
    if facts.works_with_models and _LOCAL_NAME.fullmatch(value):
        return True
    if spoken_of(value, facts.code.source):
        return True
    if _VERSIONED.fullmatch(value.lower()) and names_family(value):
        alias = "_" in value and is_entry(facts.code, value)
        # In capitals it may be what is shown; then the file must work with models.
        if not alias and (facts.speaks_of_models if value.islower() else facts.works_with_models):
            return True
    if facts.speaks_of_models and {"default", "model"} <= set(words_of(name)) and _VERSIONED.fullmatch(value):
        return not is_entry(facts.code, value)
    # A name of its own making: believed only when a client stands by, and when it looks like one.
    return (
        (facts.works_with_models or bool(facts.hosts - _ANYTHING))
        and bool(facts.hosts or facts.libraries)
        and not is_entry(facts.code, value)
        and not (value.endswith(("-model", "_model")) and value.islower())
        and bool(
            re.fullmatch(
                r"[a-z](?=[\w.:-]{3})[\w.-]*[-.:\d][\w.:-]*|command|small|medium|large|ada|davinci|curie|babbage|sonnet|opus|haiku",
                value,
            )
        )
        and not re.search(
            r"^[a-z_]+(?:\.[a-z_]+)+$|^(?:q\d|fp|bf|int|f)\d*\w{0,6}$|\.(?:js|ts|py|rs|go|java|cs|rb|php|swift|css|html|vue|svg|png|wasm|dll|so)$|^(?:https?|data):|^\d",
            value,
        )
    )


def is_known(facts: Facts, value: str) -> bool:
    """Whether a value is a model's name by its own shape, or by that of published weights where models are at work."""
    return looks_like_model(value) or (
        bool(_LOCAL_NAME.fullmatch(value)) and any(sign.isdigit() for sign in value) and facts.works_with_models
    )


def is_route(value: str) -> bool:
    """Whether a value names a provider and its model: ``deepgram/nova-3``, ``openai:chat:gpt-4o``."""
    named = guess(value)
    return named is not None and named.kind == "api" and re.split("[:/]", value)[0].lower() in PREFIXES


def is_asked_for(facts: Facts, token: int, value: str, name: str, path: tuple[str, ...]) -> bool:
    """Whether a word that no table knows is asked of a client or an address: ``cartesia.tts({ modelId: "sonic" })``.

    ``name`` is the key that the word stands under.
    """
    low = value.lower()
    if not (_WORD.fullmatch(value) and _HOLDS_ONE.search(name)) or low in _NO_MODEL or "model" in low:
        return False
    host = facts.host_at(token, path or facts.call_around(token))
    return bool(host) and host not in LOCAL | _ANYTHING


def by_idiom(facts: Facts, token: int, value: str, call: Call, path: tuple[str, ...]) -> Verdict | None:
    """The verdict on a value at ``token`` that the table of callables says is a model, or ``None`` if it is none."""
    if is_placeholder(value) or call.ecosystem == "none":
        return None
    host = facts.host_at(token, path)
    match call.ecosystem:
        case "hf":
            if value.startswith((".", "/")):
                return None
            named = guess(value)
            legacy = named is not None and named.kind == "hf"
            if not looks_like_hub_id(value) and ("/" in value or not (legacy or facts.has("transformers"))):
                return None
            return Verdict(call.name, "hf")
        case "gguf":
            if not value.lower().endswith((".gguf", ".bin")) and not value.startswith("hf:"):
                return None
            return Verdict(call.name, "gguf")
        case "dataset" | "mlc" | "whisper" | "other" | "ollama":
            return Verdict(call.name, call.ecosystem)
        case "auto":
            if not plausible(facts, value, "model"):
                return None
            return Verdict(call.name, "auto", host or spoken_of(value, facts.code.source))
        case _:
            told = re.search(r"[\d./:-]", value) or guess(value) or (facts.has("aisdk") and _WORD.fullmatch(value))
            if not told or not (facts.works_with_models or looks_like_model(value)):
                return None
            return Verdict(call.name, "auto", host if host and host not in LOCAL else call.ecosystem)
