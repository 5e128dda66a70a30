"""The one home of canonical names: what a string that names a model is called by its publisher, and who runs it.

The forms are ``hf:org/name``, ``ollama:name[:tag]``, ``api:provider/name``, ``dataset:org/name``, ``timm:…``,
``torchhub:owner/repo/entry``, ``spacy:…``, ``gguf:file``, ``open_clip:…``, ``torchvision:…`` and ``other:…``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from smallprint.collect.idioms.families import (
    FAMILIES,
    LEGACY_HUB,
    LEGACY_SBERT,
    MLC,
    NOT_ORGANISATIONS,
    OLLAMA_FAMILIES,
    OLLAMA_NAMES,
    OPEN_CLIP,
    PUBLISHED,
    SHORT_NAMES,
    ULTRALYTICS,
)
from smallprint.collect.idioms.hosts import (
    API_NAMES,
    BEDROCK_FAMILIES,
    DOMAINS,
    OPEN_HOSTS,
    OWN_HOUSE,
    PREFIXES,
    PROPRIETARY,
)
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.urls import HUB_ID, parse_hub_url
from smallprint.late import late
from smallprint.model import Access, Kind, ModelRef, Place, Role

__all__ = [
    "PART_OF_DATASET",
    "Name",
    "canonical",
    "guess",
    "identify",
    "looks_like_hub_id",
    "looks_like_model",
    "names_family",
    "reference",
    "scope_of",
    "unknown_at_run_time",
]


class Name(NamedTuple):
    """What a string names. The first two fields are what ``guess`` promises."""

    kind: Kind
    canonical: str
    #: Who runs it (``openai``, ``groq``, ``bedrock``, ``ollama``, ``local``), or empty.
    host: str = ""
    revision: str = ""
    region: str = ""


_FILE = late(
    r"\.(?:pyi?|ipynb|ya?ml|json[lc5]?|toml|txt|md|csv|tsv|parquet|arrow|png|jpe?g|gif|svg|webp|wav|mp[34]|flac|pdf|zip|gz|tgz|"
    r"tar|sh|js|ts|tsx|jsx|html?|css|go|rs|java|c|h|cpp|cu|sql|log|lock|cfg|ini|xml|safetensors|ckpt|pth?|onnx|bin|npz|"
    r"npy|pkl|pb|h5|tflite|gguf|params?|db|sqlite|git|exe|so|dll|rb|php|kt|swift|vue|ps1|bat|docx?|pptx?|xlsx?|mov|mkv|"
    r"webm|bak|tmp|conf|proto|wasm|jar)$",
    re.IGNORECASE,
)
#: Ends of addresses that a configuration joins with a base URL: ``v1beta/models``.
_ENDPOINTS = frozenset({"models", "embeddings", "completions", "rerank", "chat", "transcriptions", "generations"})
_FAMILY = late(FAMILIES, re.IGNORECASE)
_OLLAMA = late(rf"(?:[\w.-]+/)?(?:{OLLAMA_FAMILIES})[\w.-]*(?::[\w.-]+)?", re.IGNORECASE)
_OLLAMA_TAGGED = late(
    r"(?:[\w.-]+/)?[a-z0-9][\w.-]*:(?:e?\d+(?:\.\d+)?x?\d*[bm]|mini|medium|large|small|text|latest|instruct|chat|code|vision|q\d)"
    r"(?:$|[-_.][\w.-]+$)",
    re.IGNORECASE,
)
_BEDROCK = late(
    rf"(?:(?P<region>us-gov|us|eu|apac|global|jp|au|ca)\.)?(?P<name>(?:{'|'.join(BEDROCK_FAMILIES)})[\w.-]*(?::\d+\w*)*)",
    re.IGNORECASE,
)
_BEDROCK_ARN = late(
    r"arn:aws[\w-]*:(?:bedrock|sagemaker):(?P<region>[\w-]*):\d*:(?:foundation-model|inference-profile|provisioned-model|"
    r"custom-model|application-inference-profile|endpoint)/(?P<name>[\w.:/-]+)"
)
#: Case counts: ``mistralai/Devstral-Small-2505`` is the Hub's, ``devstral-small-2505`` the API's.
_API = tuple((late(pattern), host) for pattern, host in API_NAMES)
_ANY_API = late("|".join(f"(?:{pattern})" for pattern, _ in API_NAMES))
#: The older files of llama.cpp, and those of whisper.cpp to this day.
_GGML = late(r"^ggml-[^\s/\\]*\.bin\Z|\.ggml\S*\.bin\Z", re.IGNORECASE)
#: A file of a repository of such files: ``org/name-GGUF/name-Q4_K_M.gguf``, in LM Studio without its end.
_IN_REPOSITORY = late(r"(?P<id>[\w-]+/[\w.-]+-GGUF)/[\w.-]+", re.IGNORECASE)
#: Ollama answers these from its own cloud.
_CLOUD_TAG = late(r"[:-]cloud\Z")
#: ``package.module`` of ``package.module:main``; behind the point of ``qwen2.5:7b`` stands a number.
_MODULE = late(r"\A[A-Za-z_]\w*\.[A-Za-z_]\w*(?:\.|\Z)")
_REVISION = late(r"@(?P<rev>[\w./-]+)$")
#: ms-swift writes the subset and how many rows behind a data set: ``org/name:subset#500``.
PART_OF_DATASET = late(r"(?<=[\w.-])(?::[\w/-]+)?(?:#\d+)?\Z")
#: Replicate runs a version of a model by its hash.
_REPLICATE = late(r"[\w.-]+/[\w.-]+:[0-9a-f]{64}")
_BEHIND = late(r"@[A-Z]{2}[\w-]*\Z|@[A-Z][a-z]+[\w-]*\Z")
_SPACY_VERSION = late(
    r"^(?P<name>[a-z]{2,3}_\w+?_(?:sm|md|lg|trf))(?:-(?P<rev>\d[\w.]*?))?(?:-py3-none-any\.whl|\.tar\.gz)?$"
)
_LEGACY_HUB = late(LEGACY_HUB, re.IGNORECASE)
_PUBLISHED = tuple((late(pattern), owner) for pattern, owner in PUBLISHED)
_MLC = late(MLC)
_ULTRALYTICS = late(ULTRALYTICS)
_OPEN_CLIP = late(OPEN_CLIP, re.IGNORECASE)
_OPENAI_CLIP = late(r"ViT-[BL]/(?:14|16|32)(?:@336px)?")
_LEGACY_SBERT = late(LEGACY_SBERT, re.IGNORECASE)
_OPENROUTER_VARIANT = late(r":(?:free|nitro|floor|online|beta|thinking|extended|exacto)$")
#: Ecosystems without a kind of their own; they are ``other`` and keep their name as a prefix.
_OWN_PREFIX = frozenset({"open_clip", "torchvision", "docker"})


def reference(
    ref: str,
    ecosystem: str,
    place: Place,
    found_by: str,
    *,
    role: Role = "dependency",
    host: str = "",
    revision: str = "",
    location: str = "",
    region: str = "",
    relation: str = "",
    declared_licence: str = "",
) -> ModelRef:
    """One reference as the project's noun: ``ref`` stays as written, the rest is worked out from it.

    ``ecosystem`` is a kind, or a name that :func:`identify` knows (``bedrock``, ``whisper``, ``litellm``, ``auto`` …).
    ``host`` is what the surrounding code shows (from a base URL or a client).
    """
    name = identify(ref, ecosystem, host)
    access: Access | Literal[""] = ""
    if name.kind == "api" and name.host in PROPRIETARY:
        access = "proprietary_api"
    elif name.kind in ("hf", "ollama", "gguf", "timm", "torchhub", "spacy") or name.host in OPEN_HOSTS:
        access = "open_weights"
    if not location and name.host in PROPRIETARY:
        location = "provider"
    elif not location and (name.host in OPEN_HOSTS or (name.kind == "ollama" and _CLOUD_TAG.search(name.canonical))):
        location = "managed_open_host"
    return ModelRef(
        ref=ref,
        kind=name.kind,
        canonical=name.canonical,
        place=place,
        role=role,
        found_by=found_by,
        revision=revision or name.revision,
        host=name.host if name.host != "local" else "",
        access=access,
        location=location,
        scope=scope_of(place.file),
        region=region or name.region,
        relation=relation,
        declared_licence=declared_licence,
    )


def unknown_at_run_time(kind: Kind, place: Place, found_by: str, host: str = "") -> ModelRef:
    """A model whose name is built at run time: reported once as ``?``, never dropped.

    A mention, since no model is named: such places are counted in the coverage and decide no verdict.
    """
    scope = scope_of(place.file)
    return ModelRef("?", kind, f"{kind}:?", place, role="mention", found_by=found_by, host=host, scope=scope)


def canonical(ref: str, kind: str, host: str = "") -> str:
    """The canonical id of ``ref``; ``kind`` is a kind or an ecosystem, ``host`` who runs it where that is known."""
    return identify(ref, kind, host).canonical


@lru_cache(maxsize=65536)
def identify(ref: str, ecosystem: str, host: str = "") -> Name:
    """Work out what ``ref`` names in ``ecosystem``.

    Ecosystems: the kinds; ``bedrock`` and every other host id (an API model there); ``auto`` (a bare string under a key
    such as ``model``); ``litellm`` (``provider/name`` routes); ``sentence-transformers``, ``faster-whisper`` and the
    other libraries of ``SHORT_NAMES``; ``whisper``, ``open_clip``, ``torchvision``, ``ultralytics`` … which become
    ``other``.
    """
    text = ref.strip()
    if url := parse_hub_url(text):
        if url.kind == "dataset" or ecosystem == "dataset":
            return Name("dataset", f"dataset:{url.id}", "", url.revision)
        if ecosystem in ("gguf",) and url.file.lower().endswith(".gguf"):
            return Name("gguf", f"gguf:{url.file.rsplit('/', 1)[-1]}", "", url.revision)
        if url.kind == "hf":
            return Name("hf", f"hf:{url.id}", host, url.revision)
    match ecosystem:
        case "auto":
            return guess(text, host) or Name("other", f"other:{text}", host)
        case "litellm":
            first, _, rest = text.partition("/")
            if PREFIXES.get(first) == "openai" and rest and _only_provider(rest) != "openai" and rest[:7] != "gpt-oss":
                # Any server that speaks OpenAI's protocol; whose, the base URL says.
                if host not in ("", "local", "openai"):
                    return _api(rest, host)
                return guess(rest) or Name("api", f"api:{host or 'openai'}/{rest}", host or "openai")
            return (
                _routed(text, "/", host, sure=True)
                or guess(text, host)
                or Name("api", f"api:{host or 'openai'}/{text}", host)
            )
        case "local":
            return Name("other", f"other:./{text.removeprefix('./').strip('/')}")
        case "api":
            return _api(text, host)
        case "ollama":
            return _ollama(text)
        case "dataset":
            name, revision = _cut_revision(PART_OF_DATASET.sub("", text.removeprefix("REMOTE:").replace("%2F", "/")))
            return Name("dataset", f"dataset:{_strip_scheme(name)}", "", revision)
        case "hf":
            name, revision = _cut_revision(_strip_scheme(text))
            name, _, quantisation = name.partition(":")
            return Name("hf", f"hf:{name}", host, revision or quantisation)
        case "gguf":
            return _in_repository(text, host) or _weights_file(text)
        case "spacy":
            return _spacy(text)
        case "timm":
            return _hub_prefixed(text) or Name("timm", f"timm:{text}")
        case "torchhub":
            repo, _, revision = text.partition(":")
            return Name("torchhub", f"torchhub:{repo}", "", revision)
        case "bedrock":
            return _bedrock(text) or Name("api", f"api:bedrock/{text}", "bedrock")
        case "open_clip":
            return _hub_prefixed(text) or Name("other", f"open_clip:{text}")
        case "tfhub" | "kaggle":
            name = re.sub(r"^(?:https?://(?:www\.)?(?:tfhub\.dev|kaggle\.com/models)|kaggle:/)/", "", text)
            return Name("other", f"other:{ecosystem}/{name}")
        case _ if ecosystem in SHORT_NAMES:
            return _short(text, ecosystem)
        case _ if ecosystem in _OWN_PREFIX:
            return Name("other", f"{ecosystem}:{text}")
        case _ if ecosystem in _HOSTS:
            return _api(text, ecosystem)
        case "other":
            return Name("other", text if ":" in text and " " not in text else f"other:{text}")
        case _:
            return Name("other", f"other:{ecosystem}/{text}")


@lru_cache(maxsize=65536)
def guess(text: str, host: str = "") -> Name | None:
    """What a bare string under a key such as ``model`` names, or ``None`` when it does not look like a model.

    ``host`` is who runs it, when the surroundings show that; then a plain name is taken to be one of that host's.
    """
    # RAGFlow writes the provider behind: ``qwen-max@Tongyi-Qianwen``.
    text = _BEHIND.sub("", text.strip())
    if not 1 < len(text) < 200 or " " in text or is_placeholder(text):
        return None
    if url := parse_hub_url(text):
        return None if url.kind == "space" else identify(text, "hf", host)
    if text.startswith("torchvision://"):  # OpenMMLab's way to say it
        return Name("other", f"torchvision:{text.partition('://')[2]}")
    if "://" in text:
        return _hub_prefixed(text)
    if text.startswith("local:") and looks_like_hub_id(text[6:]):  # LlamaIndex
        return Name("hf", f"hf:{text[6:]}")
    if named := _bedrock(text):
        return named
    if host and host not in ("local", "openai"):
        # ``name: anthropic`` names the provider once more.
        runs = PREFIXES.get(text.lower())
        if _is_path(text) or runs == host or (runs and runs != "mistral" and "ollama" not in (runs, host)):
            return None
        plain = host == "ollama" and "/" not in text
        return _ollama(text) if plain else identify(text, host if host in _HOSTS else "api")
    if named := _hub_prefixed(text):
        return named
    if held := _in_repository(text, host):
        return held
    if text.lower().endswith((".gguf", ".ggml")) or _GGML.search(text):
        return _weights_file(text)
    api = _only_provider(text)
    if api:
        return Name("api", f"api:{api}/{text.removeprefix('models/').removeprefix('hybrid-')}", api)
    if named := _routed(text, "/", ""):
        return named
    if "::" in text:  # genai of Rust: ``groq::openai/gpt-oss-20b``
        first, _, rest = text.partition("::")
        return (_routed(text, "::", "") or guess(rest)) if re.fullmatch("[a-z_]+", first) else None
    if ":" in text:
        if _REPLICATE.fullmatch(text):
            return _api(text, "replicate")
        if text.startswith("hf.co/"):
            return _ollama(text)
        if _OPENROUTER_VARIANT.search(text) and "/" in text:
            return Name("api", f"api:openrouter/{text}", "openrouter")
        tagged = _is_ollama(text)
        # ``mistral:latest`` is a tag, ``mistral:mistral-large-latest`` a route.
        if tagged and _OLLAMA_TAGGED.fullmatch(text) and not _only_provider(text.partition(":")[2]):
            return _ollama(text)
        if named := _routed(text, ":", ""):
            return named
        if tagged:
            return _ollama(text)
        if not looks_like_hub_id(text.partition(":")[0]):
            return None
    if match := re.fullmatch(r"accounts/(\w[\w-]*)/(?:models|routers|deployments)/[\w.#/-]+", text):
        return Name("api", f"api:fireworks/{text}", "fireworks")
    if _OPEN_CLIP.fullmatch(text):
        return Name("other", f"open_clip:{text}")
    if _OPENAI_CLIP.fullmatch(text):
        return Name("other", f"other:clip/{text}")
    if re.fullmatch(r"(?:tts|vocoder|voice_conversion)_models/[\w-]+/[\w-]+/[\w.-]+", text):
        return Name("other", f"other:coqui/{text}")
    if looks_like_hub_id(text):
        name, revision = _cut_revision(text.removeprefix("huggingface_"))  # DocsGPT's way to say whose it is
        return Name("hf", f"hf:{name}", host, revision)
    if _LEGACY_HUB.fullmatch(text):
        return Name("hf", f"hf:{text}", host)
    if _LEGACY_SBERT.fullmatch(text):
        return Name("hf", f"hf:sentence-transformers/{text}", host)
    if "-MLC" in text and _MLC.fullmatch(text):
        return Name("hf", f"hf:mlc-ai/{text}", host)
    for pattern, owner in _PUBLISHED:
        if text[:1].isupper() and pattern.fullmatch(text):
            return Name("hf", f"hf:{owner}/{text}", host)
    if text in OLLAMA_NAMES:
        return _ollama(text)
    if text.endswith(".pt") and _ULTRALYTICS.fullmatch(text):
        return Name("other", f"other:ultralytics/{text}")
    if match := _SPACY_VERSION.match(text):
        return _spacy(match[0])
    return None


def looks_like_hub_id(text: str) -> bool:
    """Whether ``text`` has the shape ``org/name`` of a Hub id and is not a path, media type or placeholder.

    Enough under a key that names a model; a string without such a key must also pass :func:`looks_like_model`.
    """
    bare = text.partition("@")[0]
    # OpenRouter's ``:free`` and ``:nitro`` are the only colons an ``org/name`` may carry.
    bare = _OPENROUTER_VARIANT.sub("", bare)
    if not HUB_ID.fullmatch(bare) or _FILE.search(bare) or is_placeholder(text):
        return False
    organisation, _, name = bare.partition("/")
    return not (
        organisation.lower() in NOT_ORGANISATIONS
        or "." in organisation  # the address of something else: none of 60,000 repositories has one
        or name.lower() in _ENDPOINTS
        or (organisation.isdigit() and name.isdigit())
        or not re.search("[A-Za-z]", name)
        or ".." in name
        or "--" in name
    )


@lru_cache(maxsize=65536)
def looks_like_model(text: str) -> bool:
    """Whether a string is a model's name on its own word, without any key that says so."""
    text = text.strip()
    if " " in text or len(text) > 150 or is_placeholder(text):
        return False
    if url := parse_hub_url(text):
        return url.kind != "space"
    if _BEDROCK.fullmatch(text) or _only_provider(text) or _REPLICATE.fullmatch(text):
        return True
    if _OPEN_CLIP.fullmatch(text) or ("-MLC" in text and _MLC.fullmatch(text)):
        return True
    if text.endswith(".pt") and _ULTRALYTICS.fullmatch(text):
        return True
    first, _, rest = text.partition("/")
    if rest and first in PREFIXES and (_BEDROCK.fullmatch(rest) or _only_provider(rest)):
        return True
    if looks_like_hub_id(text):
        return bool(_FAMILY.search(rest)) and rest.lower() not in ("embedding", "embeddings", "rerank")
    if _LEGACY_HUB.fullmatch(text) or _LEGACY_SBERT.fullmatch(text):
        return True
    first, colon, rest = text.partition(":")
    # pydantic-ai, LangChain, ReqLLM: ``anthropic:claude-haiku-4-5``
    return bool(colon and (_is_ollama(text) or (first in PREFIXES and _only_provider(rest))))


def names_family(text: str) -> bool:
    """Whether a text has the word of a family of models in it: ``wan-2.6-flash``."""
    return bool(_FAMILY.search(text))


_SCOPES = {
    **dict.fromkeys(("tests", "test", "__tests__", "testing", "spec", "specs", "e2e", "testdata", "fixtures"), "test"),
    **dict.fromkeys(("docs", "doc", "documentation"), "docs"),
    **dict.fromkeys(
        ("examples", "example", "samples", "sample", "demo", "demos", "cookbook", "tutorials", "tutorial"), "example"
    ),
}


def scope_of(path: str) -> str:
    """``test``, ``docs`` or ``example`` when a folder (or the file itself) under the root says so, else empty."""
    parts = path.lower().split("/")
    found = next((scope for part in parts[:-1] if (scope := _SCOPES.get(part))), "")
    if found == "example" and any(_SCOPES.get(part) == "test" for part in parts[:-1]):
        return "test"  # of the example
    if found:
        return found
    name = parts[-1]
    if re.match(r"(?:test_.*|.*_test|conftest)\.py$|.*[._](?:test|spec)\.\w+$|.*_test\.go$|.*_spec\.rb$", name):
        return "test"
    return ""


#: Makers of whose models no weights can be had under the names of their services.
_CLOSED = frozenset({"openai", "anthropic", "google", "elevenlabs"})
#: Hosts that run nobody else's models.
_OWN_ONLY = PROPRIETARY | OWN_HOUSE
_HOSTS = frozenset({*DOMAINS.values(), *PREFIXES.values()} - {"", "local", "ollama"})


def _only_provider(text: str) -> str:
    if not _ANY_API.fullmatch(text):
        return ""
    for pattern, host in _API:
        if pattern.fullmatch(text):
            return host
    return ""


def _is_ollama(text: str) -> bool:
    if ":" not in text:
        return bool(_OLLAMA.fullmatch(text))
    name, _, tag = text.rpartition(":")
    if (tag.isdigit() and len(tag) > 1) or _MODULE.search(name):
        return False  # a port, or where a program of Python begins
    return bool(_OLLAMA.fullmatch(name) and re.fullmatch(r"[\w.-]+", tag)) or (
        not tag.startswith("latest") and bool(_OLLAMA_TAGGED.fullmatch(text))
    )


def _api(text: str, host: str) -> Name:
    if host == "bedrock" or _BEDROCK.fullmatch(text) or text.startswith("arn:aws"):
        return _bedrock(text) or Name("api", f"api:bedrock/{text}", "bedrock")
    if host == "ollama":
        return _ollama(text)
    if host == "local":
        return guess(text) or Name("other", f"other:{text}", host)
    if host in _OWN_ONLY and looks_like_hub_id(text) and looks_like_model(text) and not _only_provider(text):
        # ``ANTHROPIC_MODEL=org/name``: a client of that protocol, before some other server.
        return guess(text) or Name("hf", f"hf:{text}")
    if host == "huggingface" and (looks_like_hub_id(text) or _LEGACY_HUB.fullmatch(text)):
        name, revision = _cut_revision(text)
        return Name("hf", f"hf:{name.partition(':')[0]}", host, revision)
    revision = ""
    if host == "replicate" and ":" in text:
        text, _, revision = text.partition(":")
    if host in ("google", "vertex"):
        text = re.sub(r"^(?:projects/[^/]+/locations/[^/]+/)?(?:publishers/[^/]+/)?models/", "", text)
    if host:
        # ``openai/gpt-4o`` with a client that already says openai: the prefix is the host, not part of the name.
        first, slash, rest = text.partition("/")
        if slash and PREFIXES.get(first.lower()) == host and host not in ("nvidia", "replicate"):
            text = rest
        return Name("api", f"api:{host}/{text}", host, revision)
    return guess(text) or Name("api", f"api:{_only_provider(text) or 'unknown'}/{text}")


def _bedrock(text: str) -> Name | None:
    """Ids and ARNs of Amazon Bedrock: the cross-region prefix is a region, not a part of the name."""
    if arn := _BEDROCK_ARN.match(text):
        inner = _bedrock(arn["name"].rpartition("/")[2])
        name = inner.canonical if inner else f"api:bedrock/{arn['name']}"
        return Name("api", name, "bedrock", region=arn["region"] or (inner.region if inner else ""))
    text = re.sub(r"^(?:amazon-)?bedrock[/:](?:(?:converse|invoke|converse_like)/)?(?:[a-z]{2}-[a-z]+-\d/)?", "", text)
    if match := _BEDROCK.fullmatch(text):
        return Name("api", f"api:bedrock/{match['name']}", "bedrock", region=match["region"] or "")
    return None


def _ollama(text: str) -> Name:
    text = re.sub(r"^ollama(?:_chat|-chat)?(?:://|/|:(?=[a-z]))", "", text)
    # Ollama pulls GGUF repositories of the Hub as ``hf.co/org/name[:quantisation]``.
    if match := re.match(r"(?:hf\.co|huggingface\.co)/(?P<id>[\w.-]+/[\w.-]+)(?::(?P<tag>[\w.-]+))?$", text):
        return Name("hf", f"hf:{match['id']}", "ollama", match["tag"] or "")
    if ":" not in text and (closed := _only_provider(text)) in _CLOSED:
        return Name("api", f"api:{closed}/{text}", closed)  # beside Ollama's in a table or a choice
    text, _, digest = text.partition("@")
    return Name("ollama", f"ollama:{text}", "ollama", digest)


def _spacy(text: str) -> Name:
    match = _SPACY_VERSION.match(text.rsplit("/", 1)[-1])
    if match:
        return Name("spacy", f"spacy:{match['name']}", "", match["rev"] or "")
    return Name("spacy", f"spacy:{text}")


def _short(text: str, library: str) -> Name:
    table = SHORT_NAMES[library]
    if "/" in text:
        name, revision = _cut_revision(_strip_scheme(text))
        return Name("hf", f"hf:{name}", "", revision)
    low = text.lower()
    target = table.get(low)
    if target is None:
        target = next((value for key, value in table.items() if key[0] == "*" and key != "*" and key[1:] in low), None)
    target = target or table.get("*")
    return Name("hf", f"hf:{target.format(text)}") if target else Name("other", f"other:{library}/{text}")


def _routed(text: str, separator: str, host: str, *, sure: bool = False) -> Name | None:
    """``provider/name`` and ``provider:name`` routes. ``openai/gpt-oss-20b`` is the Hub's id, not a route.

    ``sure``: a router reads it, for which the first part is a provider even where it is an organisation too.
    """
    first, found, rest = text.partition(separator)
    provider = PREFIXES.get(first.lower()) if not re.match(r"v\d+/", rest) else None
    if not found or not rest or provider is None:
        return None
    if separator == ":":
        rest = rest.removeprefix("/")  # MLflow writes ``openai:/gpt-4o``
        # promptfoo and LangChain put a sort of endpoint in between: ``openai:chat:gpt-4o``.
        rest = re.sub(r"^(?:chat|completion|completions|responses|messages|embedding|embeddings|text-generation|"
                      r"feature-extraction|image|moderation|realtime)[:/]", "", rest)  # fmt: skip
    if provider == "bedrock":
        return _bedrock(text) or Name("api", f"api:bedrock/{rest}", "bedrock")
    if provider == "ollama":
        return _ollama(rest)
    if provider == "huggingface":
        return Name("hf", f"hf:{_cut_revision(rest)[0]}", "huggingface") if looks_like_hub_id(rest) else None
    if provider in ("local", ""):
        if first == "sentence-transformers" and separator == "/":
            return Name("hf", f"hf:{text}")
        return guess(rest, host)
    # Organisations that are both a provider and a publisher on the Hub: only names of the API are routes.
    if separator == "/" and first in _ALSO_ORGANISATIONS:
        if _only_provider(rest) == provider or (provider == "openai" and _only_provider(rest)):
            return Name("api", f"api:{provider}/{rest}", provider)
        if first == "openai" and looks_like_hub_id(rest):  # LiteLLM: a server that speaks OpenAI's protocol
            return Name("hf", f"hf:{rest}")
        if first in _ONLY_ORGANISATIONS or not (sure or "/" in rest or _only_provider(rest)):
            return None
    elif separator == "/" and first != first.lower():
        return None
    return Name("api", f"api:{provider}/{rest}", provider)


#: First parts that are an organisation of the Hub as well; the name behind the slash decides.
_ALSO_ORGANISATIONS = frozenset(
    {"openai", "google", "mistral", "cohere", "anthropic", "databricks", "cerebras", "snowflake", "stability", "nvidia",
     "moonshot", "deepseek", "jina", "meta", "ai21", "baseten", "perplexity", "writer", "mistralai"}
)  # fmt: skip
_ONLY_ORGANISATIONS = frozenset({"openai", "google", "mistralai"})


def _hub_prefixed(text: str) -> Name | None:
    """``hf://org/name``, ``hf-hub:org/name``, ``huggingface://…`` and their kin."""
    match = re.match(r"(?:hf|HF|huggingface|hf-hub|hf_hub)(?::/{2}|:(?!/))(?P<rest>.+)$", text)
    if not match:
        return None
    parts = match["rest"].strip("/").split("/")
    kind: Kind = "hf"
    if parts[0] in ("datasets", "models"):
        kind = "dataset" if parts[0] == "datasets" else "hf"
        parts = parts[1:]
    if len(parts) < 2:
        return None
    name, revision = _cut_revision("/".join(parts[:2]))
    name, _, tag = name.partition(":")
    return Name(kind, f"{kind}:{name}", "", revision or tag) if HUB_ID.fullmatch(name) else None


def _strip_scheme(text: str) -> str:
    return re.sub(
        r"^(?:(?:hf|HF|huggingface|hf-hub|hf_hub|local|models(?=/))(?:://|:|/)|huggingface_)(?=\S+/)", "", text
    )


def _cut_revision(text: str) -> tuple[str, str]:
    match = _REVISION.search(text)
    return (text[: match.start()], match["rev"]) if match else (text, "")


def _in_repository(text: str, host: str) -> Name | None:
    held = _IN_REPOSITORY.fullmatch(text)
    return Name("hf", f"hf:{held['id']}", host) if held and looks_like_hub_id(held["id"]) else None


def _weights_file(text: str) -> Name:
    return Name("gguf", f"gguf:{text.replace(chr(92), '/').rsplit('/', 1)[-1]}")


def _is_path(text: str) -> bool:
    return text.startswith(("/", "./", "../", "~")) or bool(_FILE.search(text) or re.search(r"(?:^|/)v\d+/", text))
