"""The nouns that every stage shares. This module imports nothing of ours but the verdict.

Each stage is a function from frozen values to frozen values:
files -collect-> ModelRef -resolve-> Graph -evaluate-> Finding, Duty -judge-> Report -render-> bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from smallprint.verdict import Verdict

__all__ = [
    "EMPTY",
    "Access",
    "Claim",
    "Duty",
    "Edge",
    "Fact",
    "Finding",
    "Graph",
    "Ignore",
    "Kind",
    "ModelRef",
    "Node",
    "Place",
    "Problem",
    "Question",
    "Report",
    "Role",
    "UsageError",
]

Kind = Literal["hf", "ollama", "api", "dataset", "timm", "torchhub", "spacy", "gguf", "other"]
Role = Literal["dependency", "mention"]
Access = Literal["proprietary_api", "open_weights"]
EMPTY: Mapping[str, Any] = MappingProxyType({})


class UsageError(Exception):
    """The caller, the policy or the data is at fault; the run cannot start (exit code 2).

    ``message`` is one line that names file, line and key where there are any.
    """


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file relative to the root with ``/``, line and column from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0
    #: Number of characters of the reference as written, for the caret line; 0 where it is not one literal.
    width: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that could not be read, and why. Never dropped: every format shows it."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ignore:
    """An inline suppression comment ``smallprint: ignore[rule] reason until YYYY-MM-DD``.

    ``line`` is the line it covers: its own, or the next line of code when the comment stands alone.
    """

    place: Place
    line: int
    rules: tuple[str, ...]
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class ModelRef:
    """What a file says: one reference to a model, adapter or dataset."""

    #: The string as written; ``?`` for a name that is built at run time.
    ref: str
    kind: Kind
    #: ``ECOSYSTEM:ID`` as written by the publisher, for example ``hf:meta-llama/Llama-3.1-8B``.
    canonical: str
    place: Place
    #: ``dependency``: running or deploying this file with its defaults would load, call, train on or download it.
    role: Role = "dependency"
    #: The idiom that recognised it, for example ``transformers.from_pretrained``.
    found_by: str = ""
    #: A pinned revision (commit, tag, digest) if the file gives one, else the empty string.
    revision: str = ""
    #: Provider or host id that runs the model when the file shows one (``openai``, ``groq``, ``bedrock``), else empty.
    host: str = ""
    #: ``proprietary_api`` or ``open_weights`` when the way it was found shows it, else empty.
    access: Access | Literal[""] = ""
    #: ``device own_hardware own_cloud managed_open_host provider`` when the way it was found shows it, else empty.
    location: str = ""
    #: ``test``, ``docs``, ``example`` for files in such folders under the root, else empty.
    scope: str = ""
    #: Region, endpoint or scope prefix shown by the file (``eu-west-1``, ``global``), else empty.
    region: str = ""
    #: Relation to another model that this file declares (``base_model`` metadata), else empty.
    relation: str = ""
    #: The licence that the file itself declares for the model (model-card front matter), else empty.
    declared_licence: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """“This model is under EXPRESSION”, and who says so."""

    expression: str
    #: ``policy lock card licence-file header cache catalogue family ollama unknown``
    source: str
    #: Where to look: a file and line in the tree, a URL, or a row of the catalogue.
    evidence: str = ""
    confidence: Literal["high", "medium", "low"] = "high"
    as_of: str = ""
    #: The label as the source spells it (``other``, ``llama3_1``), when it differs from the expression.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A step of lineage from a model to a parent."""

    parent: str
    #: ``finetune adapter quantized merge distilled trained_on generated_by hosted_copy unknown``
    relation: str = "unknown"
    evidence: str = ""
    confidence: Literal["high", "medium", "low"] = "high"


@dataclass(frozen=True, slots=True)
class Node:
    """A model, adapter or dataset in the lineage graph."""

    id: str
    kind: Kind
    #: First claim is the own licence; the others are what further sources say.
    claims: tuple[Claim, ...] = ()
    parents: tuple[Edge, ...] = ()
    #: ``text image audio video embedding`` …; empty where unknown.
    modality: tuple[str, ...] = ()
    publisher: str = ""
    released: str = ""
    #: The publisher's name for it where the id differs (policy ``public_name``).
    public_name: str = ""
    family: str = ""
    aliases: tuple[str, ...] = ()
    #: Provider id for API models and hosted copies.
    provider: str = ""
    access: Access | Literal[""] = ""
    #: Retirement of an API model: ISO date, confidence, replacement and source where known.
    lifecycle: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes that the references lead to, parents included, by id."""

    nodes: Mapping[str, Node]
    #: canonical id of a reference -> id of its node (aliases and Ollama names resolve here).
    resolved: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and where it comes from: ``smallprint.yaml:4``, ``observed``, or a rule's example."""

    name: str
    value: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule met one term of one model, under one effective use."""

    rule: str
    concern: str
    severity: Literal["error", "warning", "note", "off"]
    confidence: Literal["high", "medium", "low"]
    verdict: Verdict
    model: str
    licence: str
    document: str
    term: str
    section: str
    message: str
    fix: str
    places: tuple[Place, ...]
    #: The clause in our own words.
    plain: str = ""
    #: Facts that were used, with their sources.
    facts: tuple[Fact, ...] = ()
    #: Names of facts that would settle it.
    missing: tuple[str, ...] = ()
    #: Lineage routes from the model to the node that carries the licence, as ids and relations.
    paths: tuple[tuple[str, ...], ...] = ()
    #: Key of the effective use; empty for the project's own.
    use: str = ""
    #: Why a definite answer is withheld: the term's doubt, a low-confidence claim, an unknown relation.
    doubt: str = ""
    #: ISO date from which a finding holds that the date alone caused; such findings only warn in the hook.
    since: str = ""
    fingerprint: str = ""
    waived_by: str = ""
    evidence: str = ""
    subject: str = "term"

    def __post_init__(self) -> None:
        if not self.model and self.subject not in ("tree", "waiver"):
            raise ValueError(f"a finding of {self.rule} names no model")
        if self.verdict is Verdict.UNDETERMINED and not (self.missing or self.doubt):
            raise ValueError(f"an undetermined finding of {self.rule} needs a missing fact or a doubt")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a licence asks to be done, and whether it was seen done."""

    licence: str
    document: str
    term: str
    section: str
    model: str
    string: str
    #: Kinds of places where it counts: ``notice_file licence_file readme docs ui model_card contract`` …
    wanted: tuple[str, ...]
    state: Literal["seen", "attested", "open", "missing"]
    #: Where it was seen, or where it was looked for.
    where: tuple[str, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that nobody stated, how to ask for it, and how many undetermined findings it would settle."""

    fact: str
    question: str
    settles: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found. Renderers turn it into bytes and decide nothing."""

    verdict: Literal["kept", "broken", "incomplete"]
    scope: Literal["full", "partial"]
    findings: tuple[Finding, ...]
    #: Terms that were judged and are fine, for ``--show kept``.
    kept: tuple[Finding, ...]
    duties: tuple[Duty, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    refs: tuple[ModelRef, ...]
    graph: Graph
    coverage: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    summary: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    policy_file: str = ""
    #: What the change itself adds to policy, waivers, lock or inline ignores (``--policy git:REF``).
    loosened: tuple[str, ...] = ()
    as_of: str = ""
    versions: Mapping[str, str] = field(default_factory=lambda: EMPTY)
