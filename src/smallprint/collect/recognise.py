"""Decide whether a text under a key, flag or command that takes a model is one, and in which ecosystem."""

from __future__ import annotations

import re

from smallprint.collect.idioms.families import (
    FAMILIES,
    LEGACY_DATASETS,
    NLTK_MODELS,
    OLLAMA_FAMILIES,
    OPEN_NAMES,
    TORCHTUNE_DATASETS,
)
from smallprint.collect.idioms.hosts import PREFIXES, SPOKEN
from smallprint.collect.idioms.ollama import OLLAMA_NAMES
from smallprint.collect.names import PART_OF_DATASET, guess, looks_like_hub_id, looks_like_model
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.urls import parse_hub_url
from smallprint.late import late
from smallprint.model import Kind

__all__ = [
    "MEDIA",
    "RECORDED_PATHS",
    "SPACY_NAME",
    "WEIGHT_ENDS",
    "WEIGHT_FILE",
    "component",
    "ecosystem_of",
    "is_of_family",
    "is_open_name",
    "run_time_kind",
    "spoken_of",
    "weights_at",
]

#: Files of recorded answers and expected results, of prices and aliases, and of what a program says in other languages.
RECORDED_PATHS = late(
    r"(?:^|/)(?:fixtures?|cassettes?|vcr(?:_cassettes)?|__snapshots__|snapshots|golden|recordings|stubs?|"
    r"[\w-]*mock[\w-]*)/|[\w-]*leaderboard[\w-]*(?:/|\.(?:ya?ml|jsonl?|toml)\Z)|"
    r"(?:^|/)samples?[_-](?:json|data|events?|messages?|payloads?|requests?|responses?|outputs?)/|(?:^|/)test[_-]?data/|(?:^|/)tests?/(?:[^/]+/)*data/|"
    r"(?:^|/)(?:_?locales?|i18n|l10n|translations)/(?:[^/]+/)*[^/]+\.(?:jsonc?|ya?ml|toml|properties|ini)\Z|"
    r"(?:^|/)(?:(?:model|llm|token|bedrock|openai|litellm)s?[_-](?:[\w-]*[_-])?)?(?:prices|pricing|aliases|registry)"
    r"(?:[_-](?:data|snapshot|table|backup))?\.(?:json|ya?ml|toml)\Z|(?:^|/)registry/[^/]+\.json\Z|"
    r"(?:^|/)(?:logs?|results?|reports?|eval[_-]results|responses|transcripts|predictions)/(?:[^/]+/)*(?!(?:adapter_)?config\.json)"
    r"[^/]+\.jsonl?\Z|(?:^|/)(?:[\w-]*[_-])?(?:outputs?|results?|predictions|responses|transcripts?)(?:[_-][\w-]*)?\.jsonl?\Z",
    re.I,
)

#: Files of a Hub repository that are weights; a picture or a page is linked, not loaded.
WEIGHT_FILE = late(
    r"\.(?:gguf|ggml|safetensors|bin|pth?|onnx|ckpt|tflite|h5|msgpack|model|npz|task|litertlm|"
    r"mlmodel|keras|engine|nemo|mar|tar\.gz|tgz|zip)\Z",
    re.IGNORECASE,
)

#: Ends of names of files of weights, wherever these lie; ``.bin`` and archives may hold anything.
WEIGHT_ENDS = (
    r"pth?(?:\.tar)?|th|ckpt|safetensors|onnx|h5|keras|gguf|ggml|tflite|caffemodel|weights|pdparams|mlmodel|nemo"
)

#: The address of a file of weights anywhere, with what a server is told beside it.
_WEIGHTS_ADDRESS = late(
    rf"https?://[^\s\"'<>{{}}]+/(?P<file>[\w.%+~-]+\.(?:{WEIGHT_ENDS}|bin))(?:\?[\w=&.-]*)?\Z",
    re.IGNORECASE,
)

#: A host of nothing but weights, in archives.
_WEIGHTS_HOST = "https://weights.replicate.delivery/"

#: Pictures, sounds and pages on the Hub: shown or fed to a model, no data set that is used.
MEDIA = late(r"\.(?:png|jpe?g|gif|webp|svg|mp[34]|wav|flac|ogg|webm|avi|mov|pdf|html?|md|npy|py|ipynb|glb|ply)\Z", re.I)

#: A date or a version is no name.
_DIGITS = late(r"v?[\d._-]+")
#: A folder of a drive; the name of a variable.
_NOT_HERE = late(r"[A-Za-z]:[\\/](?!.*\.gguf\Z)|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\Z")
_DOTTED = late(r"[a-z]\w*(?:\.\w+)+")
#: A model that spacy-llm registers under its own name: ``spacy.GPT-4.v3``.
_SPACY_LLM = late(r"spacy\.(?P<name>GPT-[\w-]+|Claude-[\w-]+|Text-Davinci)\.v\d+", re.IGNORECASE)
_FAMILY = late(FAMILIES, re.IGNORECASE)
#: A family of Ollama's library by itself, or with a number behind it.
_OLLAMA = late(rf"(?:{OLLAMA_FAMILIES})[\d.]*", re.IGNORECASE)
_OPEN_NAME = late(OPEN_NAMES, re.IGNORECASE)
#: Components of chat builders (Flowise) that are named where a model could be.
_COMPONENT = late(r"(?:azure|aws)?[cC]hat(?!GLM|GPT)[A-Z]\w+")
_BARE = late(r"[A-Za-z0-9][\w.-]{1,94}")
#: What Bedrock and others put behind a name: ``anthropic.claude-3-haiku-20240307-v1:0``.
_BUILD = late(r"(?::\d+\w*)+\Z")
_SENTENCE = late(
    r"(?:all|paraphrase|multi-qa|msmarco|distiluse|gtr|sentence-t5|allenai-specter|stsb|nli)-[\w.-]+", re.IGNORECASE
)
#: A package of spaCy's models.
SPACY_NAME = late(r"[a-z]{2,3}_(?:core|dep|ent|ner|pipeline|sent)_\w+_(?:sm|md|lg|trf)")
#: What its second version called them.
_SPACY_SHORT = frozenset({"en", "de", "es", "pt", "fr", "it", "nl", "el", "nb", "lt", "xx"})
_FILE = late(r"[\w./\\~-]*?([\w.-]+\.gguf)", re.IGNORECASE)
#: How LM Studio calls what embeds, whoever made it.
_LM_STUDIO = late(
    r"text-embedding-(?!ada|3-|\d)(?:[\w.]+-)*(?:embed|bge|gte|e5|minilm|mxbai|jina|nomic|granite)[\w.@-]*", re.I
)
_WHISPER = late(r"(?:distil-)?(?:tiny|base|small|medium|large|turbo)(?:[.-](?:en|v[123]|v3-turbo|turbo|int8))*")
_DATASET = late(r"[A-Za-z0-9][\w.-]{1,60}")
#: Docker's own models: https://hub.docker.com/u/ai
_DOCKER = late(r"ai/[a-z][\w.-]*(?::[\w.-]+)?")
#: Loaders of local files that stand where a data set's name stands.
_LOADERS = frozenset(
    {
        "json", "csv", "parquet", "text", "arrow", "imagefolder", "audiofolder", "webdataset", "generator", "pandas",
        "xml", "sql", "jsonl", "none", "null", "custom", "local", "huggingface", "hf", "default", "true", "false",
    }
)  # fmt: skip


def ecosystem_of(text: str, reads_as: str, believes: str, host: str, plain: str = "") -> str | None:
    """The ecosystem under which :func:`smallprint.collect.names.identify` should read ``text``, or ``None``: no model.

    ``host`` is who runs it when the file says so outright; then any plain name is one of that host's. ``plain`` says
    when a word without a tag (``mistral``) is taken for one of Ollama's: ``family`` (the file speaks of Ollama:
    whatever begins like one), ``name`` (only the exact names of its library), or never.
    """
    text = text.strip()
    if (
        len(text) < 2
        or len(text) > 250
        or " " in text
        or _NOT_HERE.match(text)
        or text.endswith(":")  # the first half of a key: ``"llm:" + name``
        or _DIGITS.fullmatch(text)
        or _COMPONENT.fullmatch(text)
        or is_placeholder(text)
        or (text.startswith(("/", "./", "../", "~", "file:")) and not _FILE.fullmatch(text.lstrip("~")))
    ):
        return None
    match reads_as:
        case "auto":
            return _auto(text, believes, host, plain)
        case "hf":
            return _hub(text, believes)
        case "dataset":
            return _dataset(text, believes)
        case "litellm":
            return "litellm"
        case "routed":
            if not re.search("[:/]", text) or text.startswith(("http", "file")) or re.search(r":\d{2,5}\Z", text):
                return None
            named = guess(text)
            # ``proxy/openai`` is a provider's own name, no repository.
            return "auto" if named and (named.kind != "hf" or ":" in text or looks_like_model(text)) else None
        case "uri":
            if text.startswith(("hf://", "ollama://", "huggingface://")) or parse_hub_url(text):
                return "ollama" if text.startswith("ollama:") else "auto"
            return None
        case "gguf":
            return (
                "gguf"
                if _FILE.fullmatch(text) and not parse_hub_url(text)
                else "auto"
                if looks_like_model(text)
                else None
            )
        case "ollama":
            return "ollama" if re.fullmatch(r"[\w./-]+(?::[\w.-]+)?(?:@[\w:]+)?", text) else None
        case "spacy" | "spacy-pattern":
            known = SPACY_NAME.match(text.rsplit("/", 1)[-1]) or (believes == "short" and text in _SPACY_SHORT)
            return "spacy" if known else None
        case "whisper" | "faster-whisper":
            if _WHISPER.fullmatch(text):
                return reads_as
            return "hf" if looks_like_hub_id(text) else _auto(text, "shape", host, plain)
        case "nltk":
            return "nltk" if text in NLTK_MODELS else None
        case "compose-model":
            return "hf" if text.startswith(("hf.co/", "huggingface.co/")) else "docker"
        case "spacy-llm":
            return "auto" if (named := guess(text)) and named.kind == "api" else reads_as
        case "torchvision" | "timm" | "torchhub" | "open_clip":
            return reads_as
        case _ if reads_as.endswith("-key"):
            return None  # the key is the name, not what stands under it
        case _:
            return reads_as if _BARE.fullmatch(_BUILD.sub("", text.rpartition("/")[2])) else None


def is_of_family(text: str) -> bool:
    """Whether ``text`` is a plain name with a number that holds a known family: ``mistral-7b-instruct-fp16``."""
    return bool(_BARE.fullmatch(text) and _FAMILY.search(text) and re.search(r"\d", text)) and not is_placeholder(text)


def is_open_name(text: str) -> bool:
    """Whether a plain name is a family with versions and sizes behind it; the family alone is any folder's name."""
    return "-" in text and _OPEN_NAME.fullmatch(text) is not None and not is_placeholder(text)


def _auto(text: str, believes: str, host: str, plain: str) -> str | None:
    if text.startswith(("http://", "https://")) and not parse_hub_url(text):
        return "tfhub" if text.startswith("https://tfhub.dev/") else None
    if _SENTENCE.fullmatch(text) and host in ("", "local", "huggingface"):
        return "sentence-transformers"
    if _DOCKER.fullmatch(text):
        return "docker"
    if "://" not in text and _FILE.fullmatch(text):
        return "gguf"
    if _LM_STUDIO.fullmatch(text):
        return "other"
    if text in PREFIXES and text not in OLLAMA_NAMES:
        return None  # ``model-name: deepseek`` says whose
    named = guess(text, host)
    if named is not None:
        if named.kind == "ollama" and host != "ollama" and not re.search("[:/]", text) and plain != "family":
            return "auto" if plain == "name" and text in OLLAMA_NAMES else None
        return "auto"
    if plain == "family" and _OLLAMA.fullmatch(text):
        return "ollama"
    if host and host != "local" and believes == "any" and _BARE.fullmatch(text.rpartition("/")[2]):
        return host
    if believes == "any":
        return "hf" if looks_like_hub_id(text) else "auto" if _FAMILY.search(text) and _BARE.fullmatch(text) else None
    first, dash, rest = text.partition("-")
    # A gateway's own name for a model, made of the provider and the name: ``bedrock-claude-opus-4-eu``.
    if dash and first.lower() in PREFIXES and guess(rest):
        return PREFIXES[first.lower()] or None
    return None


def _hub(text: str, believes: str) -> str | None:
    if "://" not in text and re.fullmatch(r"[\w.-]+/[\w.-]+:[\w.-]+", text) and not text.startswith("hf"):
        # llama.cpp writes the quantisation behind: ``org/name-GGUF:Q4_K_M``.
        text = text.partition(":")[0]
    named = guess(text)
    if parse_hub_url(text) or text.startswith(("hf://", "huggingface://")):
        return "hf" if named else None
    if looks_like_hub_id(text):
        if named is not None and named.kind == "api":
            return "auto"
        return "hf" if believes != "family" or looks_like_model(text) else None
    if named is not None and (named.kind in ("api", "gguf", "spacy", "hf", "other") or ":" in text):
        return "auto"
    if believes == "any" and _BARE.fullmatch(text) and _FAMILY.search(text):
        return "sentence-transformers" if _SENTENCE.fullmatch(text) else "hf"
    return None


#: What a folder of one's own data set is called: ``corpus/train``.
_FOLDERS = frozenset(
    {"train", "training", "test", "val", "valid", "validation", "dev", "eval", "images", "labels", "raw", "processed"}
)


def _dataset(text: str, believes: str) -> str | None:
    if believes == "remote" and not text.startswith("REMOTE:"):
        return None
    text = PART_OF_DATASET.sub("", text.removeprefix("REMOTE:").removeprefix("hf://datasets/"))
    if (looks_like_hub_id(text) and text.rpartition("/")[2] not in _FOLDERS) or (
        (url := parse_hub_url(text)) and url.kind == "dataset"
    ):
        return "dataset"
    if text in LEGACY_DATASETS:
        return "dataset"
    if (
        believes == "any"
        and _DATASET.fullmatch(text)
        and text.lower() not in _LOADERS
        and not re.search(r"\.\w{2,5}$", text)
    ):
        return "dataset"
    return None


def spoken_of(text: str, source: str) -> str:
    """The service of which a file with the text ``source`` speaks and that has a model called ``text``, or empty.

    ``nova-2`` beside Deepgram; elsewhere it is anybody's word.
    """
    for pattern, service in SPOKEN:
        if re.fullmatch(pattern, text) and service in source.lower():
            return service
    return ""


def weights_at(text: str) -> str:
    """The name of the file of weights that an address outside the Hub's repositories of models leads to, or empty."""
    if text.startswith(_WEIGHTS_HOST) and text.endswith(".tar"):
        return text.rpartition("/")[2]
    match = _WEIGHTS_ADDRESS.match(text.strip()) if text.lstrip().startswith("http") else None
    if match is None or text.find("//", 9) > 0:  # a part of the address that was empty
        return ""
    url = parse_hub_url(text)
    return match["file"] if url is None or url.kind == "space" else ""


def component(text: str) -> tuple[str, str] | None:
    """Ecosystem and id of a class or factory that stands for one model or data set, by its dotted name."""
    if registered := _SPACY_LLM.fullmatch(text):
        name = registered["name"].lower().replace("gpt-3-5", "gpt-3.5-turbo").replace("claude-1", "claude-v1")
        return "auto", name
    if not _DOTTED.fullmatch(text):
        return None
    head, _, last = text.rpartition(".")
    if head.startswith("torchtune.datasets"):
        return ("dataset", TORCHTUNE_DATASETS[last]) if last in TORCHTUNE_DATASETS else None
    if not last.endswith("EmbeddingModel"):
        return None
    from smallprint.collect.idioms.lang_constants import CLASSES

    return CLASSES.get(last)


def run_time_kind(reads_as: str) -> Kind:
    """The kind to report for a name that is built at run time where ``reads_as`` is expected."""
    match reads_as:
        case "dataset" | "ollama" | "spacy" | "gguf":
            return reads_as
        case "hf":
            return "hf"
        case _:
            return "other"
