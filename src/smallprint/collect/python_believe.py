"""Python: whether a text at a known place names a model, and small questions about syntax."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import lru_cache

from smallprint.collect.idioms.families import SHORT_NAMES, WHISPER_SIZES
from smallprint.collect.idioms.keys import Key
from smallprint.collect.idioms.python import Rule
from smallprint.collect.keytable import find_key, normal
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.recognise import MEDIA, ecosystem_of, run_time_kind, weights_at
from smallprint.collect.urls import parse_hub_url
from smallprint.late import late
from smallprint.model import Kind, ModelRef

__all__ = [
    "OUTPUT",
    "argument_of",
    "believe",
    "characters",
    "is_output",
    "is_text",
    "key_of",
    "keyword_of",
    "kind_at_run_time",
    "put_away",
    "self_evident",
    "target_name",
    "with_ref",
]

#: Names of what was saved before, or is written: no model that is used.
OUTPUT = late(
    r"(?:^|_)(?:output|out|save|saved|old|previous|tmp|temp|export|target|dest|dst|work|local|cache|log|"
    r"(?<!model_)(?<!trained_)(?<!base_)ckpt(?!_(?:id|name|repo))|hub_model|new|merged|push)(?:_|$)|(?:^|_)(?:dir|folder|directory)$",
    re.IGNORECASE,
)
#: Of those, words that also tell which model is meant.
_PLACES = late(r"(?:^|_)(?:local|target|work|cache|out|log)(?=_|$)", re.IGNORECASE)
#: A path below the working directory; whether a model lies there is for the tree to say.
_IN_TREE = late(r"(?:\./)?[\w-][\w.-]*(?:/[\w-][\w.-]*)+/?|\./[\w-][\w.-]*/?")
#: Libraries with names of their own that take repositories of the Hub, too.
_ALSO_HUB = frozenset({"flair", "funasr", "vosk", "stanza", "insightface", "paddlenlp", "top2vec"})
_SHORT = late(r"[A-Za-z0-9][\w.+-]{0,94}")


def believe(text: str, ecosystem: str, host: str) -> tuple[str | None, str]:
    """Whether a text at a known argument names a model, and the ecosystem under which to read it."""
    if len(text) < 2 or len(text) > 250 or is_placeholder(text) or "\n" in text:
        return None, ""
    match ecosystem:
        case "hf":
            if text.startswith(("http://", "https://")) and not parse_hub_url(text):
                return (text, "url") if weights_at(text) else (None, "")
            if "/" not in text and (named := guess(text)) and named.host in ("openai", "anthropic", "google"):
                return None, ""  # no weights of that name can be had
            seen = ecosystem_of(text, "hf", "any", host)
            if seen is None and _IN_TREE.fullmatch(text):
                return text, "local"
            return seen, "hf" if seen == "auto" and looks_like_hub_id(text) else seen or ""
        case "dataset":
            seen = ecosystem_of(text, "dataset", "any", "")
            return seen, seen or ""
        case "auto" | "litellm" | "ui":
            if ecosystem == "ui" and not looks_like_model(text):
                return None, ""
            if guess(text, host if host != "openai" else ""):
                return text, "litellm" if ecosystem == "litellm" else "auto"
            if (
                host
                and host != "local"
                and _SHORT.fullmatch(text.rpartition("/")[2])
                and not text.startswith((".", "/"))
            ):
                return text, host
            return (text, "litellm") if ecosystem == "litellm" and _SHORT.fullmatch(text) else (None, "")
        case "whisper":
            if text in WHISPER_SIZES:
                return text, "whisper"
            return (text, "hf") if looks_like_hub_id(text) else (None, "")
        case "faster-whisper":
            return (text, ecosystem) if text in WHISPER_SIZES or looks_like_hub_id(text) else (None, "")
        case "gguf":
            return (text, "gguf") if re.search(r"\.gguf$|\.bin$", text, re.IGNORECASE) else (None, "")
        case "gpt4all":
            if text.endswith((".gguf", ".bin")):
                return text, "gguf"
            return (text, "gpt4all") if _SHORT.fullmatch(text) else (None, "")
        case "url":
            url = parse_hub_url(text)
            held = url is not None and url.kind != "space" and not MEDIA.search(text)
            return (text, "url") if held or weights_at(text) else (None, "")
        case "gradio":
            match = re.match(r"(?:(?:models|huggingface)/)?[\w.-]+/[\w.-]+$", text)
            return (text, "hf") if match and not text.startswith("spaces/") else (None, "")
        case "resolve":
            return (text, "auto") if text.startswith("local:") else (None, "")
        case "nemo":
            if looks_like_hub_id(text):
                return text, "hf"
            return (text, "nemo") if _SHORT.fullmatch(text) and not text.endswith(".nemo") else (None, "")
        case "fasttext-file":
            known = re.search(r"(?:^|/)(?:lid\.176\.(?:bin|ftz)|cc\.[a-z]{2,3}\.300\.bin)$", text)
            return (text, "fasttext") if known else (None, "")
        case "keras" if text.startswith(("hf://", "kaggle://")):
            return text, "hf" if text.startswith("hf:") else "kaggle"
        case (
            "keras"
            | "tfhub"
            | "kaggle"
            | "kaggle-dataset"
            | "torchhub"
            | "replicate"
            | "fal"
            | "coqui"
            | "tfds"
            | "openmmlab"
        ):
            return (None, "") if text.startswith((".", "/", "~")) else (text, ecosystem)
        case "ultralytics":
            plain = re.fullmatch(
                r"(?:[\w-]+/)*((?:yolo|rtdetr|sam|mobile_sam|FastSAM|yolo_nas)[\w.-]*)", text, re.IGNORECASE
            )
            return (text, ecosystem) if plain and not text.endswith((".yaml", ".yml")) else (None, "")
        case "flair" | "funasr" | "vosk" | "stanza" | "insightface" | "paddlenlp" | "top2vec" if looks_like_hub_id(
            text
        ):
            return text, "hf"
        case "flair" if re.search(r"\.[a-z]{2,6}$", text):
            return None, ""  # trained here
        case "fastai":
            return (text, "timm") if _SHORT.fullmatch(text) else (None, "")
        case _:
            tail = text.rpartition("/")[2]
            if text.startswith((".", "/", "~")) or " " in text or not _SHORT.fullmatch(re.split("[:@]", tail)[0]):
                return None, ""
            return text, ecosystem


def self_evident(text: str) -> bool:
    """Whether the name alone says which provider or publisher it belongs to."""
    named = guess(text)
    return named is not None and (named.kind in ("hf", "dataset", "gguf") or ":" in text or named.kind == "api")


@lru_cache(maxsize=32768)
def key_of(name: str) -> Key | None:
    """The line of the table of keys for a name that stands alone; ``None`` for most names there are."""
    return find_key(normal(name), (), frozenset())


def is_output(written: str) -> bool:
    """Whether an expression is named after a place where something was saved, or a local folder."""
    return OUTPUT.search(written.rpartition(".")[2]) is not None


def put_away(name: str, node: ast.expr) -> bool:
    """Whether a name is one of what was saved or is written. A service's model may be the local one, or the target."""
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and "/" not in text.removeprefix("ollama/") and looks_like_model(text):
        name = _PLACES.sub("", name)
    return OUTPUT.search(name) is not None


def kind_at_run_time(ecosystem: str, host: str = "") -> Kind:
    """The kind to report where only the run knows the name."""
    if ecosystem == "hub" or ecosystem in SHORT_NAMES:
        return "hf"
    return "api" if host or ecosystem in ("auto", "litellm", "client", "route") else run_time_kind(ecosystem)


def argument_of(node: ast.Call, rule: Rule) -> ast.expr | None:
    """The argument of a call that names the model by ``rule``."""
    for keyword in rule.keywords:
        if (found := keyword_of(node, keyword)) is not None:
            return found
    if 0 in rule.positions and node.args and isinstance(first := node.args[0], ast.Starred):
        # ``load_dataset(*("org/name", "subset"))``
        return ast.copy_location(ast.Subscript(first.value, ast.copy_location(ast.Constant(0), first)), first)
    for position in rule.positions:
        if position < len(node.args) and not any(isinstance(a, ast.Starred) for a in node.args[: position + 1]):
            return node.args[position]
    return None


def keyword_of(node: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument, also of one in ``**{...}``."""
    for keyword in node.keywords:
        if keyword.arg == name:
            return keyword.value
        if keyword.arg is None and isinstance(keyword.value, ast.Dict):
            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    return value
    return None


def target_name(target: ast.expr) -> str:
    """The name that an assignment gives a value: of a variable, an attribute or a key."""
    match target:
        case ast.Name():
            return target.id
        case ast.Attribute():
            return target.attr
        case ast.Subscript(slice=ast.Constant(value=str(key))):
            return key
    return ""


def is_text(node: ast.expr | None) -> bool:
    """Whether a node is a string literal."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def with_ref(found: ModelRef, ref: str, revision: str) -> ModelRef:
    """The same reference with the string as it is written, and its revision."""
    return replace(found, ref=ref, revision=revision or found.revision)


def characters(line: str, offset: int) -> int:
    """A column in bytes, as ``ast`` counts, in characters."""
    return offset if line.isascii() else len(line.encode("utf-8", "replace")[:offset].decode("utf-8", "replace"))
