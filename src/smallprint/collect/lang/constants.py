"""Typed constants: from ``openai.GPT4oMini`` or ``OpenAiChatModelName.GPT_4_O_MINI`` to the id it stands for."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from smallprint.collect.idioms.lang_constants import API_IDS, CLASSES, IRREGULAR, OWNED
from smallprint.collect.idioms.lang_hub_constants import HUB_CONSTANTS, OWNERS
from smallprint.collect.idioms.lang_provider_constants import PROVIDER_CONSTANTS

__all__ = ["CLASSES", "constant_id", "may_be_constant", "plain"]

_OWNED = {**OWNED, **PROVIDER_CONSTANTS}
_OWNER = re.compile(
    r"model|openai|anthropic|claude|gemini|google|mistral|cohere|groq|bedrock|shared|registry|completion|chat|embedding|llm|gpt|xai|"
    r"deepseek|perplexity|voyage|vertex|genai|moderation|reasoning|audio|image|costoptimized|azure|identifier|ollama|responses",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"(?:chat)?gpt(?![12](?!\d)|j|neo)|o[134](?=$|mini|pro|preview|deep|\d{8}|_)|claude|gemini|textembedding|whisper|tts\d|dalle|omnimoderation|sora|grok|"
    r"codestral|(?:open)?mi[sx]tral|ministral|pixtral|magistral|commandr|deepseek",
    re.IGNORECASE,
)
#: Constants of the AWS CDK: the maker, the name and the version of the id in Amazon Bedrock.
_BEDROCK = re.compile(
    r"(?P<maker>ANTHROPIC|AMAZON|META|COHERE|MISTRAL|AI21|STABILITY|DEEPSEEK)_(?P<name>[A-Z0-9_]+?)_V(?P<major>\d+)"
    r"(?:_(?P<minor>\d+))?(?:_\d+K|_MM)?"
)
_OF_TYPE = re.compile(r"^.*models?(?=.)")
#: Constants of SageMaker JumpStart end with the version of the package.
_JUMPSTART = re.compile(r"([A-Z][A-Z0-9_]+?)_\d+_\d+_\d+")
_DATE = re.compile(r"(?P<base>.*?)v?(?P<date>20[2-3]\d[01]\d[0-3]\d)(?P<rest>v\d*)?")
_WORDS = re.compile(r"\d+[okbBmM](?=$|[_A-Z])|(?<![a-z])[rv]\d+(?![\d.])|\d+x\d+b?|\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@cache
def plain(name: str) -> str:
    """Letters and digits of a name in lower case; ``GPT3Dot5`` and ``GPT3_5`` are the same."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"(?<=\d)[Dd]ot(?=\d)", "", name).lower())


@cache
def _by_spelling() -> dict[str, str]:
    # Azure's ``gpt-35-turbo`` is spelt like OpenAI's ``gpt-3.5-turbo``, which is far more often meant.
    ids = sorted(API_IDS, key=lambda one: "." in one)
    return {plain(one): one for one in ids} | IRREGULAR


_DIGIT = re.compile(r"\d")


@cache
def _without_digits() -> frozenset[str]:
    return frozenset(CLASSES).union(*HUB_CONSTANTS.values(), *_OWNED.values())


@cache
def may_be_constant(name: str) -> bool:
    """Whether a name can be one that :func:`constant_id` or the table of classes knows; a cheap look."""
    if _DIGIT.search(name) or name in _without_digits():
        return True
    return len(name) > 3 and not _by_spelling().keys().isdisjoint(_spellings(name))


def _spellings(name: str) -> tuple[str, str]:
    """A name, and what follows the type that Go writes before it: ``ModerationModelOmniModerationLatest``."""
    short = plain(name)
    return short, _OF_TYPE.sub("", short) if "model" in short else short


@cache
def constant_id(owner: str, name: str) -> tuple[str, str] | None:
    """(ecosystem, id) of the constant ``name`` of ``owner`` (the names before it, or empty), or ``None``.

    An unknown constant of a known family is spelt out by rule (``GPT5Dot6Sol`` -> ``gpt-5.6-sol``); its owner must
    then be a name that has to do with models.
    """
    last = owner.rpartition(".")[2]
    for one in (owner, last):
        table = HUB_CONSTANTS.get("Resources" if one.endswith("Resources") else OWNERS.get(one, one))
        if table and name in table:
            return "hf", table[name]
        if found := _OWNED.get(one, {}).get(name):
            ecosystem, _, target = found.partition(" ")
            return ecosystem, target
    if not owner and name in HUB_CONSTANTS["LLMRegistry"]:
        return "hf", HUB_CONSTANTS["LLMRegistry"][name]
    if owner and not (_OWNER.search(owner) or "model" in name.lower()):
        return None
    known = _by_spelling()
    for spelling in _spellings(name):
        if spelling in known:
            return "api", known[spelling]
        if (dated := _DATE.fullmatch(spelling)) and dated["base"] in known:
            return "api", _with_date(known[dated["base"]], dated["date"])
    if last == "JumpStartModel" and (jump := _JUMPSTART.fullmatch(name)):
        return "sagemaker", jump[1].lower().replace("_", "-")
    if bedrock := _BEDROCK.fullmatch(name):
        return "bedrock", _bedrock_id(bedrock)
    if not owner or not any(c.isdigit() for c in name):
        return None
    bare = re.sub(r"^.*[Mm]odels?_?(?=[A-Z])", "", name)
    return ("api", _spell(bare)) if _FAMILY.match(plain(bare)) else None


def _bedrock_id(match: re.Match[str]) -> str:
    """``ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0`` -> ``anthropic.claude-3-haiku-20240307-v1:0``."""
    name = match["name"].lower().replace("_", "-")
    if match["maker"] == "META":
        name = re.sub(r"^llama-(\d)(?:-(?=\d-))?", r"llama\1-", name).replace("--", "-")
    return f"{match['maker'].lower()}.{name}-v{match['major']}" + (f":{match['minor']}" if match["minor"] else "")


def _with_date(base: str, date: str) -> str:
    if base.startswith("claude"):
        return f"{base.removesuffix('-latest').removesuffix('-0')}-{date}"
    return f"{base}-{date[:4]}-{date[4:6]}-{date[6:]}"


#: A part of a constant in capitals: ``GPT4``, but ``70B``, ``R1`` and ``8X7B`` stay whole.
_PARTS = re.compile(r"[A-Z]{3,}(?=\d)|[A-Z\d]+")


def _spell(name: str) -> str:
    """Spell a constant's words as ids are spelt: numbers side by side are a version."""
    name = re.sub(r"(?<=\d)[Dd]ot(?=\d)", "_", name)
    # ``Gemini25``: no version of that maker has two digits before the point.
    name = re.sub(r"(?i)(?<=gemini)(\d)(\d)(?!\d)", r"\1_\2", name)
    words = [word.lower() for word in (_PARTS if name.isupper() else _WORDS).findall(name)]
    point = "-" if words[:1] == ["claude"] else "."
    text: str = words[0]
    for before, word in pairwise(words):
        both = before[-1:].isdigit() and word.isdigit() and len(word) < 3
        text += (point if both else "" if word == "o" and before[-1:].isdigit() else "-") + word
    return re.sub(r"(20\d\d)\.(\d\d)\.(\d\d)", r"\1-\2-\3", text)
