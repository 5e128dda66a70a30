"""The nouns that every stage shares. This module imports nothing of ours but the verdict and how records are made.

Each stage is a function from frozen values to frozen values:
files -collect-> ModelRef -resolve-> Graph -evaluate-> Finding, Duty -judge-> Report -render-> bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, Literal

from smallprint.record import record
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
    "Licence",
    "ModelRef",
    "Node",
    "Place",
    "Problem",
    "Question",
    "Report",
    "Role",
    "Rule",
    "Seen",
    "Step",
    "Taught",
    "Term",
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


@record(order=True)
class Place:
    """Where something stands: file relative to the root with ``/``, line and column from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0
    #: Number of characters of the reference as written, for the caret line; 0 where it is not one literal.
    width: int = 0


@record(order=True)
class Problem:
    """Something that could not be read, and why. Never dropped: every format shows it."""

    file: str
    line: int
    reason: str


@record
class Ignore:
    """An inline suppression comment ``smallprint: ignore[rule] reason until YYYY-MM-DD``.

    ``line`` is the line it covers: its own, or the next line of code when the comment stands alone.
    """

    place: Place
    line: int
    rules: tuple[str, ...]
    reason: str = ""
    until: str = ""


@record
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


@record(order=True)
class Step:
    """What a file does with a model, or with data on its way from a model to a student. Places are compared first."""

    place: Place
    #: ``write`` data, ``train`` on it, ``distil`` from a model, ``return`` data to whoever imports the function;
    #: ``run_code``: run what stands beside the weights; ``lead``: the file may do what ``target`` says.
    action: Literal["write", "train", "distil", "return", "run_code", "lead"]
    #: Of ``write``: ``file:PATTERN``, ``dataset:ID`` or ``name:NAME`` of a register; of ``return``: the function or
    #: class; of training: the kind of student, empty where the code does not settle it.
    target: str
    #: ``model:CANONICAL``, ``file:PATTERN``, ``dataset:ID``, ``name:NAME``, ``import:MODULE.NAME``.
    sources: tuple[str, ...] = ()
    #: Canonical ids of the models that the student is made from.
    bases: tuple[str, ...] = ()


@record
class Taught:
    """A model, or a data set, that trains a student in this tree, and the way that was found."""

    #: Canonical id of the teacher or of the data set.
    teacher: str
    #: ``llm generative classifier embedding other``; empty where the code does not settle it.
    student: str
    bases: tuple[str, ...]
    #: What happens where: ``gen.py:4 writes out.jsonl``, ``train.py:7 trains``.
    route: tuple[str, ...]
    #: Where the training stands.
    place: Place
    #: Whether every step is certain; a folder that only the run knows makes one unsure.
    sure: bool = True
    #: The files on the way.
    files: tuple[str, ...] = ()
    #: Licences of the bases and of all whose weights are certainly in them; those that a guess would add.
    licences: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    #: Whether bases and licences are known.
    settled: bool = False

    def __str__(self) -> str:
        return " -> ".join(self.route)


@record
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


@record
class Edge:
    """A step of lineage from a model to a parent."""

    parent: str
    #: ``finetune adapter quantized merge distilled trained_on generated_by hosted_copy unknown``
    relation: str = "unknown"
    evidence: str = ""
    confidence: Literal["high", "medium", "low"] = "high"


@record
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


@record
class Graph:
    """All nodes that the references lead to, parents included, by id."""

    nodes: Mapping[str, Node]
    #: canonical id of a reference -> id of its node (aliases and Ollama names resolve here).
    resolved: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@record
class Term:
    """One clause: what kind it is, what it binds, where it stands, in our own words."""

    id: str
    kind: str
    section: str
    plain: str
    #: Activities that set it off.
    binds: tuple[str, ...]
    #: Relations through which it reaches what is made from the model.
    passes_to: tuple[str, ...]
    #: Whether it also reaches models made from outputs alone.
    reaches_students: bool = False
    #: Conditions beyond the activities; plain data for ``condition.evaluate``.
    when: Mapping[str, Any] | None = None
    unless: Mapping[str, Any] | None = None
    strength: Literal["must", "should"] = "must"
    #: A reading that the text leaves open; caps the verdict at undetermined.
    doubt: str = ""
    #: ``low`` where the clause was not read in the text itself.
    confidence: Literal["high", "low"] = "high"
    #: Every key of the term as written, for tests and messages.
    keys: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@record
class Licence:
    """What a document says, term by term. ``absent`` was read for and is not there; ``unknown`` was not read."""

    id: str
    name: str
    category: str
    terms: tuple[Term, ...] = ()
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    version: str = ""
    steward: str = ""
    date: str = ""
    spdx: str = ""
    url: str = ""
    #: ``text`` where the terms were read in it, else ``secondary`` or ``none``.
    verified: str = "text"
    #: sha256 of the text that was read.
    digest: str = ""
    #: Documents that are part of the bargain: ``{document, section, updatable}``.
    incorporates: tuple[Mapping[str, Any], ...] = ()
    supersedes: tuple[str, ...] = ()
    #: Texts that a family label may stand for.
    members: tuple[str, ...] = ()
    #: Further keys as written.
    keys: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@record
class Rule:
    """What counts as breaking a term, a fact of the model, or the policy itself."""

    id: str
    title: str
    concern: str
    subject: Literal["term", "model", "use", "provider", "dataset", "waiver", "tree"]
    violated_when: Mapping[str, Any]
    message: str
    fix: str
    kinds: tuple[str, ...] = ()
    #: ``off``: asked for only where the policy gives it a severity.
    severity: Literal["error", "warning", "note", "off"] = "error"
    status: Literal["stable", "preview", "deprecated", "removed"] = "stable"
    since: str = ""
    why: str = ""
    #: A duty: what shows that it is done. Without ``needs`` in the term it can only be met elsewhere and stays open.
    duty: Mapping[str, Any] | None = None
    aliases: tuple[str, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()


@record
class Fact:
    """A value and where it comes from: ``smallprint.yaml:4``, ``observed``, or a rule's example."""

    name: str
    value: Any
    source: str = ""


@record
class Seen:
    """What was observed in fixed places of the tree: the facts behind duties."""

    #: Mandated string -> places where it stands (kind of place, file, line).
    strings: Mapping[str, tuple[tuple[str, str, int], ...]] = field(default_factory=lambda: EMPTY)
    #: Licence id -> files that hold its text.
    licence_copies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    #: Model id -> files (kind of place, file, line) that name it outside code: credit was given.
    credits: Mapping[str, tuple[tuple[str, str, int], ...]] = field(default_factory=lambda: EMPTY)
    #: Kind of place -> files that were looked at, so that a missing string can say where it was looked for.
    looked_in: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    #: (licence, term) -> where the policy says that it is done outside the tree.
    attested: Mapping[tuple[str, str], str] = field(default_factory=dict)


@record
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


@record
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


@record
class Question:
    """A fact that nobody stated, how to ask for it, and how many undetermined findings it would settle."""

    fact: str
    question: str
    settles: int
    key: str = ""


@record
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
