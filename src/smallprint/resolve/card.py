"""Model cards: what front matter and Hub metadata say about licence, bases and data.

Keys and values are the Hub's (hub-docs, ``model-cards.md``): ``license``, ``license_name``, ``license_link``,
``base_model``, ``base_model_relation``, ``datasets``, ``pipeline_tag``. The Hub shows the relation that it worked out
itself as a tag ``base_model:RELATION:ID``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from smallprint.labels import UNKNOWN, expression_of
from smallprint.late import late
from smallprint.model import Claim, Edge, Problem, UsageError
from smallprint.record import record
from smallprint.text import safe

__all__ = ["RELATIONS", "Card", "Evidence", "canonical_base", "from_metadata", "parse"]

#: Values of ``base_model_relation`` on the Hub.
RELATIONS = frozenset({"adapter", "finetune", "merge", "quantized"})

#: Front matter of real cards stays far below this, tables of evaluation results included.
_MAX_FRONT_MATTER = 512 * 1024
#: More bases or data sets than anyone wrote by hand; the rest is reported, not followed.
_MAX_LIST = 256

_FENCE = late(r"\A\s*---[ \t]*\r?\n(.*?)(?:\r?\n)?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HUB_ID = late(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.-]{1,96})?\Z", re.ASCII)
_HUB_URL = late(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/(datasets/)?([\w.-]+(?:/[\w.-]+)?)", re.ASCII)

#: The Hub's ``pipeline_tag`` values whose modality is certain. Two and more are what licences call multimodal.
_MODALITY: dict[str, tuple[str, ...]] = {
    "text-generation": ("text",),
    "text2text-generation": ("text",),
    "fill-mask": ("text",),
    "text-classification": ("text",),
    "token-classification": ("text",),
    "question-answering": ("text",),
    "summarization": ("text",),
    "translation": ("text",),
    "zero-shot-classification": ("text",),
    "text-ranking": ("text",),
    "sentence-similarity": ("embedding",),
    "feature-extraction": ("embedding",),
    "image-text-to-text": ("image", "text"),
    "image-to-text": ("image", "text"),
    "visual-question-answering": ("image", "text"),
    "document-question-answering": ("image", "text"),
    "any-to-any": ("audio", "image", "text"),
    "audio-text-to-text": ("audio", "text"),
    "video-text-to-text": ("text", "video"),
    "text-to-image": ("image",),
    "image-to-image": ("image",),
    "unconditional-image-generation": ("image",),
    "image-classification": ("image",),
    "image-segmentation": ("image",),
    "object-detection": ("image",),
    "depth-estimation": ("image",),
    "mask-generation": ("image",),
    "text-to-video": ("video",),
    "image-to-video": ("video",),
    "automatic-speech-recognition": ("audio",),
    "text-to-speech": ("audio",),
    "text-to-audio": ("audio",),
    "audio-classification": ("audio",),
    "audio-to-audio": ("audio",),
}


@record
class Evidence:
    """What one source says about one model: claims, best first, and steps of lineage."""

    claims: tuple[Claim, ...] = ()
    parents: tuple[Edge, ...] = ()
    modality: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.claims or self.parents or self.modality)

    @classmethod
    def join(cls, parts: Iterable[Evidence]) -> Evidence:
        """All of it, in the order given; the first stated modality stays."""
        parts = tuple(parts)
        return cls(
            tuple(claim for part in parts for claim in part.claims),
            tuple(edge for part in parts for edge in part.parents),
            next((part.modality for part in parts if part.modality), ()),
        )


@record
class Card:
    """The licence side of a model or data set card. Empty strings and tuples where it says nothing."""

    #: ``license``: the label as written, several with commas between them.
    label: str = ""
    #: ``license_name`` and ``license_link``, given with ``license: other``.
    name: str = ""
    link: str = ""
    #: Canonical ids of the bases with their relation.
    bases: tuple[tuple[str, str], ...] = ()
    #: Canonical ids of the data sets that it was trained on.
    datasets: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    #: Line of the licence and of the bases in the file, 0 where there is no file.
    licence_line: int = 0
    base_line: int = 0

    def evidence(self, source: Literal["card", "lock", "cache"], where: str) -> Evidence:
        """The card as claims and edges; ``where`` is the file (its line is added) or URL that says so."""
        licence_at = f"{where}:{self.licence_line}" if self.licence_line else where
        base_at = f"{where}:{self.base_line}" if self.base_line else where
        return Evidence(
            label_claims(self.label, self.name, source, licence_at),
            tuple(Edge(parent, relation, base_at) for parent, relation in self.bases)
            + tuple(Edge(dataset, "trained_on", where) for dataset in self.datasets),
            self.modality,
        )


def label_claims(label: str, name: str, source: str, evidence: str, as_of: str = "") -> tuple[Claim, ...]:
    """The claim that a licence label makes, or nothing where there is none.

    A text reached through a free ``license_name``, or through a list whose parts are not told apart, is of medium
    confidence: the first is a hint that the linked file must confirm, the second may cover different files.
    """
    if not label and not name:
        return ()
    expression = expression_of(label or "other", name)
    through_name = label.lower() in ("", "other") or label.lower().startswith("other:")
    said = f"other:{name}" if through_name and name else label
    sure = expression == UNKNOWN or not (through_name or "," in label)
    return (
        Claim(
            expression,
            source,
            evidence,
            "high" if sure else "medium",
            as_of,
            said if said != expression else "",
        ),
    )


def parse(text: str, path: str) -> tuple[Card | None, tuple[Problem, ...]]:
    """Read the front matter of a card. ``None`` where there is none; what cannot be read is a problem with its line."""
    match = _FENCE.match(text[:_MAX_FRONT_MATTER])
    if match is None:
        return None, ()
    from smallprint import yamlio  # costs 20 ms; most trees hold no card

    first = text.count("\n", 0, match.start(1))
    try:
        data = yamlio.load(match[1], path)
    except UsageError as error:
        return None, (_shifted(str(error), path, first),)
    if not isinstance(data, dict):
        return None, () if data is None else (Problem(path, first + 1, "front matter is not a mapping"),)
    card = from_metadata(data, ())
    licence_key = next((key for key in ("license", "license_name") if key in data), "")
    licence_line = yamlio.line_of(data, licence_key) + first if licence_key else 0
    base_line = yamlio.line_of(data, "base_model") + first if "base_model" in data else 0
    problems = tuple(
        Problem(path, yamlio.line_of(data, key) + first, f"{key}: more than {_MAX_LIST} entries; the rest is not read")
        for key in ("base_model", "datasets")
        if isinstance(data.get(key), list) and len(data[key]) > _MAX_LIST
    )
    return (
        Card(
            card.label, card.name, card.link, card.bases, card.datasets, card.modality, licence_line, base_line
        ),
        problems,
    )  # fmt: skip


def from_metadata(data: Mapping[str, Any], tags: Sequence[Any]) -> Card:
    """A card from the mapping of its front matter and, where the Hub answered, its tags. Wrong types are ignored."""
    label = ",".join(_strings(data.get("license")))
    tagged = [tag for tag in tags if isinstance(tag, str)]
    if not label:
        label = ",".join(tag[len("license:") :] for tag in tagged if tag.startswith("license:"))
    stated = data.get("base_model_relation")
    relation = stated if isinstance(stated, str) and stated in RELATIONS else "unknown"
    bases = {canonical_base(base): relation for base in _strings(data.get("base_model"))}
    for tag in tagged:
        # base_model:finetune:org/name; without a relation in it the tag only repeats base_model.
        parts = tag.split(":", 2)
        if parts[0] != "base_model" or len(parts) < 2:
            continue
        known = len(parts) == 3 and parts[1] in RELATIONS
        written = parts[2] if known else tag.split(":", 1)[1]
        if not written.strip():
            continue
        base = canonical_base(written)
        if known and bases.get(base, "unknown") == "unknown":
            bases[base] = parts[1]
        else:
            bases.setdefault(base, "unknown")
    datasets = [canonical_base(name, "dataset") for name in _strings(data.get("datasets"))]
    if not datasets:
        datasets = [canonical_base(tag[len("dataset:") :], "dataset") for tag in tagged if tag.startswith("dataset:")]
    task = data.get("pipeline_tag")
    return Card(
        label[:200],
        _string(data.get("license_name"))[:200],
        _string(data.get("license_link"))[:500],
        tuple(list(bases.items())[:_MAX_LIST]),
        tuple(dict.fromkeys(datasets))[:_MAX_LIST],
        _MODALITY.get(task, ()) if isinstance(task, str) else (),
    )


def canonical_base(written: str, kind: Literal["hf", "dataset"] = "hf") -> str:
    """The canonical id of a base or data set as a card writes it: a Hub id, or the Hub's URL of it.

    What is neither (a path, a sentence) becomes ``other:TEXT``: an unknown parent is carried, not dropped.
    """
    written = written.strip()
    if match := _HUB_URL.match(written):
        return f"dataset:{match[2]}" if match[1] else f"{kind}:{match[2]}"
    if _HUB_ID.match(written) and ".." not in written:
        return f"{kind}:{written}"
    return f"other:{safe(written, 120)}"


def _shifted(message: str, path: str, first: int) -> Problem:
    """A problem from a one-line error ``path:LINE: reason`` about a part that starts after line ``first``."""
    rest = message.removeprefix(path)
    match = re.match(r":(\d+): (.*)", rest, re.DOTALL)
    if match:
        return Problem(path, int(match[1]) + first, f"front matter: {match[2]}")
    return Problem(path, first + 1, "front matter: " + rest.removeprefix(":").strip())


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _strings(value: Any) -> list[str]:
    """A string, or the strings of a list, as cards use both; numbers as they are written."""
    if isinstance(value, list):
        return [
            text
            for item in value[: _MAX_LIST + 1]
            if isinstance(item, str | int | float) and (text := str(item).strip())
        ]
    if isinstance(value, str) and value.strip():
        return [value.strip()]
    return []
