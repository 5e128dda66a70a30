"""From references to a graph of models with everything that is claimed about each of them.

The rules, in one place:

* Sources in order: policy override, ``smallprint.lock``, local evidence (the tree, the Hub cache and Ollama store on
  disk), catalogue. The first that knows an answer gives the own licence (``claims[0]``); what the others say is kept
  behind it, for the rule that reports disagreement.
* Local evidence never loosens: where an exact primary row of the catalogue knows the licence, local evidence comes
  first only if its licence is of a stricter category. Anyone can put a LICENSE file into a folder.
* Within one source the stricter category leads, so that a permissive LICENSE (often the code's) does not hide a
  restrictive label, nor a label the text.
* A policy's ``licence:`` replaces the own licence and nothing else; bases go only with ``base: []``.
* Bases are always followed, whatever the own licence is.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, cast, get_args

from smallprint.fs import Tree
from smallprint.labels import UNKNOWN
from smallprint.model import Claim, Edge, Graph, Kind, ModelRef, Node, Place, Problem
from smallprint.resolve.card import Evidence
from smallprint.text import safe

__all__ = ["MAX_DEPTH", "MAX_MODELS", "MAX_PARENTS", "NOT_FOLLOWED", "resolve"]

#: Longest lineage that is followed from a reference. Real ones have fewer than twenty steps.
MAX_DEPTH = 64
#: Models and data sets that one run resolves.
MAX_MODELS = 50_000
#: Parents that are followed from one node.
MAX_PARENTS = 256
#: The parent that stands for whatever lies beyond these limits: unknown, never absent.
NOT_FOLLOWED = "other:(not followed)"

_MAX_CLAIMS = 32
_MAX_PROBLEMS = 20
_KINDS = frozenset(get_args(Kind))
#: Relations along which a child is of its parent's modality.
_SAME_MODALITY = frozenset({"finetune", "adapter", "quantized", "merge", "hosted_copy"})
#: Categories from loose to strict. Terms are not in one order; this one only decides which claim is *not* looser.
_STRICTNESS = {
    "permissive": 0, "copyleft": 1, "use-restricted": 2, "community": 3, "non-commercial": 4, "research-only": 5,
}  # fmt: skip
_OPERAND = re.compile(r"[^\s()]+")


class Catalogue(Protocol):
    """The look-up in the compiled catalogue; see ``smallprint.catalogue``."""

    def node(self, canonical: str, as_of: date | None = None) -> Node | None:
        """The node of a canonical id, its aliases and patterns included, or ``None``."""


class Match(Protocol):
    """Which licence a text is; see ``smallprint.resolve.match``."""

    @property
    def licence(self) -> str | None: ...
    @property
    def score(self) -> float: ...
    @property
    def changed(self) -> Sequence[Any]: ...


class Matcher(Protocol):
    """Identifies licence texts."""

    def identify(self, data: bytes, name: str = "") -> Match:
        """The licence of a text, or a match without one."""


class Database(Protocol):
    """What resolving needs of ``smallprint.database.Database``."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def matcher(self) -> Matcher: ...

    def licence(self, name: str, /) -> Any:
        """The licence with its ``category``, or ``None``."""


class Override(Protocol):
    """An entry of the policy's ``models:`` list."""

    @property
    def id(self) -> str: ...
    @property
    def licence(self) -> str | None: ...
    @property
    def base(self) -> tuple[str, ...] | None: ...
    @property
    def relation(self) -> str | None: ...
    @property
    def modality(self) -> Any: ...
    @property
    def public_name(self) -> str | None: ...
    @property
    def generated_by(self) -> Any: ...


class Lock(Protocol):
    """``smallprint.lock`` as resolving sees it."""

    def evidence(self, canonical: str) -> Evidence | None:
        """What is pinned about a model, or ``None``."""


def resolve(
    refs: Iterable[ModelRef],
    database: Database,
    *,
    tree: Tree | None = None,
    lock: Lock | None = None,
    overrides: Iterable[Override] = (),
    as_of: date | None = None,
    stores: bool = True,
) -> Graph:
    """Resolve references to models with all claims, and follow their lineage.

    ``tree`` gives local evidence (``None``: none is looked for), ``as_of`` a day for the catalogue, ``stores``
    whether the Hub cache and Ollama store on this machine are read. A reference ``?`` (a name built at run time) leads
    nowhere. A model in the tree (a card, or weights with a licence) is a node of its own, ``other:./FOLDER``. Never
    raises on what it reads; limits that were met are ``Graph.problems``.
    """
    return _Resolver(database, tree, lock, overrides, as_of, stores).run(refs)


def kind_of(canonical: str) -> Kind:
    """The kind of a canonical id, from what stands before its first colon."""
    head = canonical.partition(":")[0]
    return cast(Kind, head) if head in _KINDS else "other"


class _Resolver:
    def __init__(
        self,
        database: Database,
        tree: Tree | None,
        lock: Lock | None,
        overrides: Iterable[Override],
        as_of: date | None,
        stores: bool,
    ) -> None:
        from smallprint.resolve import cache, local

        self.database = database
        self.lock = lock
        self.as_of = as_of
        self.overrides = {_with_kind(override.id): override for override in overrides}
        self.local = local.Local(tree, database.matcher) if tree is not None else None
        self.stores = cache.Stores.of_machine(database.matcher) if stores else None
        self.nodes: dict[str, Node] = {}
        self.resolved: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.cut: dict[str, int] = {}
        self.queue: deque[tuple[str, Place, int]] = deque()
        self.places: dict[str, Place] = {}

    def run(self, refs: Iterable[ModelRef]) -> Graph:
        wanted: dict[str, ModelRef] = {}
        for ref in refs:
            if ref.ref == "?" or ref.canonical.endswith(":?"):
                continue
            wanted.setdefault(ref.canonical, ref)
            # A pinned revision and a path into the tree are worth more than the first mention.
            if ref.revision and not wanted[ref.canonical].revision:
                wanted[ref.canonical] = ref
            if self.local is not None and (own := self.local.own_folder(ref)):
                wanted.setdefault(
                    own, replace(ref, ref=own.partition(":")[2], canonical=own, kind="other", revision="")
                )
        for canonical, ref in wanted.items():
            self._visit(canonical, ref, ref.place, 0)
        while self.queue:
            canonical, place, depth = self.queue.popleft()
            self._visit(canonical, None, place, depth)
        self._call_as_written(wanted)
        self._link()
        _hand_down_modality(self.nodes)
        self.problems.extend(_cycles(self.nodes, self.places))
        for reason, count in self.cut.items():
            self.problems.append(Problem("", 0, f"{reason} ({count:,} left out)"))
        if self.local is not None:
            self.problems.extend(self.local.problems)
        if self.stores is not None:
            self.problems.extend(self.stores.problems)
        return Graph(
            dict(sorted(self.nodes.items())),
            {canonical: self.resolved[canonical] for canonical in wanted},
            tuple(sorted(set(self.problems))),
        )

    def _visit(self, canonical: str, ref: ModelRef | None, place: Place, depth: int) -> None:
        if canonical in self.resolved:
            return
        if len(self.nodes) >= MAX_MODELS:
            self._left_out(f"more than {MAX_MODELS:,} models; the rest is not resolved")
            self.resolved[canonical] = self._not_followed()
            return
        node = self._build(canonical, ref)
        self.resolved[canonical] = node.id
        if node.id in self.nodes:
            return
        self.resolved.setdefault(node.id, node.id)
        self.nodes[node.id] = node
        self.places[node.id] = place
        for edge in node.parents:
            if edge.parent in self.resolved:
                continue
            if depth >= MAX_DEPTH:
                self._left_out(f"lineage of more than {MAX_DEPTH} steps; the rest is not followed")
                self.resolved[edge.parent] = self._not_followed()
            else:
                self.queue.append((edge.parent, place, depth + 1))

    def _call_as_written(self, wanted: Iterable[str]) -> None:
        """Call a model what the files call it, where they agree: a report on an old name speaks of no new one."""
        written: dict[str, list[str]] = {}
        for canonical in wanted:
            written.setdefault(self.resolved[canonical], []).append(canonical)
        renamed = {
            id: names[0] for id, names in written.items() if names != [id] and len(names) == 1 and id != NOT_FOLLOWED
        }
        for id, name in renamed.items():
            node = self.nodes.pop(id)
            aliases = tuple(dict.fromkeys((id, *(alias for alias in node.aliases if alias != name))))
            self.nodes[name] = replace(node, id=name, aliases=aliases)
            self.places[name] = self.places.pop(id)
        self.resolved = {canonical: renamed.get(id, id) for canonical, id in self.resolved.items()}

    def _build(self, canonical: str, ref: ModelRef | None) -> Node:
        found = self.database.catalogue.node(canonical, as_of=self.as_of)
        kind = found.kind if found else ref.kind if ref else kind_of(canonical)
        base = found or Node(canonical, kind)
        ids = tuple(dict.fromkeys((canonical, base.id, *base.aliases)))
        override = next((self.overrides[id] for id in ids if id in self.overrides), None)
        locked = next((pinned for id in ids if self.lock and (pinned := self.lock.evidence(id))), None) or Evidence()
        local = self._local(ids, ref)
        claims = _order(self._policy_claims(override), locked.claims, local.claims, base.claims, self._rank)
        return replace(
            base,
            claims=claims,
            parents=self._parents(base.id, override, locked.parents + local.parents, base.parents),
            modality=_words(override.modality if override else None)
            or locked.modality
            or local.modality
            or base.modality,
            public_name=(override.public_name if override else None) or base.public_name,
        )

    def _local(self, ids: tuple[str, ...], ref: ModelRef | None) -> Evidence:
        parts: list[Evidence] = []
        if self.local is not None:
            parts.append(self.local.evidence(ids[0], ref))
        if self.stores is not None:
            parts.extend(self.stores.evidence(id, ref.revision if ref else "") for id in ids)
        return Evidence.join(parts)

    def _policy_claims(self, override: Override | None) -> tuple[Claim, ...]:
        if override is None or not override.licence:
            return ()
        return (Claim(override.licence, "policy", f"models: {override.id}"),)

    def _parents(
        self, node: str, override: Override | None, near: tuple[Edge, ...], catalogue: tuple[Edge, ...]
    ) -> tuple[Edge, ...]:
        generated = tuple(
            Edge(_with_kind(by), "generated_by", f"models: {override.id}")
            for by in _words(override.generated_by if override else None)
            if override
        )
        if override is not None and override.base is not None:
            stated = override.relation or "unknown"
            where = f"models: {override.id}"
            return tuple(Edge(_with_kind(base), stated, where) for base in override.base) + generated
        if override is not None and override.relation:
            near = tuple(_related(edge, override.relation) for edge in near)
            catalogue = tuple(_related(edge, override.relation) for edge in catalogue)
        if any(edge.relation != "trained_on" for edge in near):
            # A pattern on the name only stands in for a base that nobody states.
            catalogue = tuple(edge for edge in catalogue if edge.confidence != "low")
        edges = generated + near + catalogue
        if len(edges) > MAX_PARENTS:
            self._left_out(
                f"{safe(node)}: more than {MAX_PARENTS} parents; the rest is not followed", len(edges) - MAX_PARENTS
            )
            self._not_followed()
            edges = (*edges[:MAX_PARENTS], Edge(NOT_FOLLOWED))
        return edges

    def _link(self) -> None:
        """Point edges at the nodes that aliases lead to; one edge per parent, the best-known relation of each."""
        for id, node in self.nodes.items():
            edges: dict[tuple[str, bool], Edge] = {}
            for edge in node.parents:
                parent = self.resolved.get(edge.parent, edge.parent)
                if parent == NOT_FOLLOWED:
                    # Whatever lies beyond may have come along or not: nothing is known to end here.
                    edge = replace(edge, relation="unknown")
                # Being trained on a model's outputs and being made from its weights are two different steps.
                through_outputs = edge.relation in ("trained_on", "generated_by", "distilled")
                key = (parent, through_outputs)
                if parent == id:
                    place = self.places[id]
                    self.problems.append(Problem(place.file, place.line, f"{safe(id)} names itself as its base"))
                elif key not in edges or edges[key].relation == "unknown" != edge.relation:
                    edges[key] = replace(edge, parent=parent)
            self.nodes[id] = replace(node, parents=tuple(edges.values()))

    def _rank(self, expression: str) -> int | None:
        return _strictness(expression, self.database.licence)

    def _left_out(self, reason: str, count: int = 1) -> None:
        if reason in self.cut or len(self.cut) < _MAX_PROBLEMS:
            self.cut[reason] = self.cut.get(reason, 0) + count

    def _not_followed(self) -> str:
        claim = Claim(UNKNOWN, "unknown", "beyond the limits of this run")
        self.nodes.setdefault(NOT_FOLLOWED, Node(NOT_FOLLOWED, "other", (claim,)))
        self.resolved[NOT_FOLLOWED] = NOT_FOLLOWED
        self.places.setdefault(NOT_FOLLOWED, Place(""))
        return NOT_FOLLOWED


def _order(
    policy: tuple[Claim, ...],
    lock: tuple[Claim, ...],
    local: tuple[Claim, ...],
    catalogue: tuple[Claim, ...],
    rank: Callable[[str], int | None],
) -> tuple[Claim, ...]:
    """All claims, the own licence first; see the rules at the head of this module."""
    primary = next((claim for claim in catalogue if _is_primary(claim)), None)
    local = _strictest_first(local, rank)
    if primary is not None and local and not _is_stricter(local[0], primary, rank):
        catalogue = (primary, *(claim for claim in catalogue if claim is not primary))
        behind = (*catalogue, *local)
    else:
        behind = (*local, *catalogue)
    claims = [*policy, *_strictest_first(lock, rank), *behind]
    # "other" on a card is a claim too, but says less than whoever knows the text; a guess from the name says least.
    if not policy:
        for index, claim in enumerate(claims):
            if claim.expression != UNKNOWN and (claim.confidence != "low" or index == 0):
                claims.insert(0, claims.pop(index))
                break
    return tuple(dict.fromkeys(claims))[:_MAX_CLAIMS] or (Claim(UNKNOWN, "unknown"),)


def _is_primary(claim: Claim) -> bool:
    return claim.source in ("catalogue", "ollama") and claim.confidence == "high" and claim.expression != UNKNOWN


def _is_stricter(claim: Claim, than: Claim, rank: Callable[[str], int | None]) -> bool:
    mine, other = rank(claim.expression), rank(than.expression)
    return mine is not None and other is not None and mine > other


def _strictest_first(claims: tuple[Claim, ...], rank: Callable[[str], int | None]) -> tuple[Claim, ...]:
    """Known before unknown, stricter before looser; otherwise in the order given."""

    def key(claim: Claim) -> tuple[bool, int]:
        known = rank(claim.expression)
        return claim.expression == UNKNOWN, -known if known is not None else 0

    return tuple(sorted(claims, key=key))


def _strictness(expression: str, licence: Callable[[str], Any]) -> int | None:
    """How strict an expression is by the category of its licences; ``None`` where one is not known."""
    words = _OPERAND.findall(expression)
    ranks: list[int] = []
    for word in words:
        if word in ("AND", "OR", "WITH"):
            continue
        found = licence(word)
        known = _STRICTNESS.get(str(getattr(found, "category", ""))) if found is not None else None
        if known is None:
            return None
        ranks.append(known)
    if not ranks:
        return None
    return min(ranks) if "OR" in words and "AND" not in words else max(ranks)


def _related(edge: Edge, relation: str) -> Edge:
    return replace(edge, relation=relation) if edge.relation == "unknown" else edge


def _words(value: Any) -> tuple[str, ...]:
    """A policy value that may be one string or several, as a tuple."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)


def _with_kind(id: str) -> str:
    """A model id as a policy writes it; without an ecosystem it is one of the Hub's."""
    head, colon, _ = id.partition(":")
    return id if colon and head.isalpha() and "/" not in head and _is_ecosystem(head) else f"hf:{id}"


def _is_ecosystem(head: str) -> bool:
    return head in _KINDS or head in ("open_clip", "torchvision", "docker", "ultralytics", "whisper", "local")


def _hand_down_modality(nodes: dict[str, Node]) -> None:
    """Give nodes that state no modality those of all parents that they are made from; circles end, in any order."""
    children: dict[str, list[str]] = {}
    for id, node in nodes.items():
        for edge in node.parents:
            if edge.relation in _SAME_MODALITY and not node.modality:
                children.setdefault(edge.parent, []).append(id)
    handed: dict[str, frozenset[str]] = {}
    queue = deque(id for id in children if id in nodes and nodes[id].modality)
    while queue:
        id = queue.popleft()
        words = handed.get(id) or frozenset(nodes[id].modality)
        for child in children.get(id, ()):
            before = handed.get(child, frozenset())
            if not words <= before:
                handed[child] = before | words
                queue.append(child)
    for id, words in handed.items():
        nodes[id] = replace(nodes[id], modality=tuple(sorted(words)))


def _cycles(nodes: Mapping[str, Node], places: Mapping[str, Place]) -> Iterator[Problem]:
    """One problem for each step of lineage that leads back, up to a limit."""
    state: dict[str, int] = {}
    found = 0
    for start in nodes:
        if start in state:
            continue
        state[start] = 1
        stack: list[tuple[str, Iterator[Edge]]] = [(start, iter(nodes[start].parents))]
        while stack:
            id, edges = stack[-1]
            edge = next(edges, None)
            if edge is None:
                state[id] = 2
                stack.pop()
            elif edge.parent in nodes and edge.parent not in state:
                state[edge.parent] = 1
                stack.append((edge.parent, iter(nodes[edge.parent].parents)))
            elif state.get(edge.parent) == 1 and found < _MAX_PROBLEMS:
                found += 1
                place = places.get(start, Place(""))
                yield Problem(
                    place.file, place.line, f"lineage runs in a circle: {safe(id)} names {safe(edge.parent)} again"
                )
