"""Which model is used how: references grouped by model and by the facts in force where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

from smallprint.evaluate import Use
from smallprint.model import Fact, Graph, Kind, ModelRef, Node, Place
from smallprint.policy import Policy

__all__ = ["declared", "uses"]

_CARD = "model-card"


def uses(refs: Iterable[ModelRef], graph: Graph, policy: Policy) -> Iterator[Use]:
    """Group ``refs`` by model and effective use: the same facts are the same use, wherever they stand.

    A model's files in the tree speak of a model of the project's own, which is a use too.
    """
    groups: dict[tuple[str, tuple[tuple[str, str], ...], str], list[ModelRef]] = {}
    facts: dict[tuple[str, tuple[tuple[str, str], ...], str], Mapping[str, Fact]] = {}
    refs = tuple(refs)
    for ref in (*refs, *_own_models(refs, graph)):
        name = graph.resolved.get(ref.canonical, ref.canonical)
        if ref.ref == "?" or name not in graph.nodes:
            continue
        own = _facts(ref, graph.nodes[name], policy)
        differs = tuple(sorted((name, str(fact.value)) for name, fact in own.items() if policy.facts.get(name) != fact))
        key = (name, differs, _run_by(ref))
        groups.setdefault(key, []).append(ref)
        facts[key] = own
    chosen = {entry.id: entry.choose for entry in policy.models if entry.choose}
    for key, found in groups.items():
        node = graph.nodes[key[0]]
        ids = tuple(dict.fromkeys((node.id, *(ref.canonical for ref in found), *node.aliases)))
        yield Use(
            node=node,
            ids=ids,
            facts=facts[key],
            refs=tuple(sorted(found, key=lambda ref: ref.place)),
            key=";".join(f"{name}={value}" for name, value in key[1]),
            choose=next((chosen[name] for name in ids if name in chosen), ""),
            own=node.id.startswith("other:./") and all(ref.found_by == _CARD for ref in found),
        )


def _run_by(ref: ModelRef) -> str:
    """Who runs it and where: another host or region is judged for itself, though it is no other use of one's own."""
    if not ref.host:
        return ""
    from smallprint.places import shown_scope

    return " ".join((ref.host, ref.region, *shown_scope(ref.ref, ref.region, {})))


def declared(policy: Policy, graph: Graph) -> Iterator[ModelRef]:
    """The models that only the policy names: used, though no file says so.

    An entry about a model that the files lead to anyway (a base, say) states what the project knows better, and no use.
    """
    known = {*graph.resolved, *graph.nodes, *(alias for node in graph.nodes.values() for alias in node.aliases)}
    for entry in policy.models:
        if entry.id in known:
            continue
        file, _, line = entry.source.rpartition(":")
        place = Place(file, int(line)) if line.isdigit() else Place(entry.source or policy.file)
        head = entry.id.partition(":")[0]
        kind = cast(Kind, head) if head in get_args(Kind) else "other"
        yield ModelRef(entry.id.partition(":")[2], kind, entry.id, place, found_by="policy")


def _facts(ref: ModelRef, node: Node, policy: Policy) -> Mapping[str, Fact]:
    own = dict(policy.facts_for(ref.place.file, (ref.canonical, node.id, *node.aliases)))
    if ref.location and "use.location" not in own:
        own["use.location"] = Fact("use.location", ref.location, f"{ref.place.file}:{ref.place.line}")
    if node.kind == "dataset" and not _stated(policy, ref, node):
        own["use.activities"] = _dataset_activities(node, own)
    return own


def _stated(policy: Policy, ref: ModelRef, node: Node) -> bool:
    """Whether the policy says of this very model or data set what is done with it."""
    names = (ref.canonical, node.id, *node.aliases)
    return any(entry.id in names and "use.activities" in entry.use for entry in policy.models)


def _dataset_activities(node: Node, own: Mapping[str, Fact]) -> Fact:
    """A project's activities speak of models: who ships a model does not ship the data it was trained on.

    What is certain of a data set that is loaded is that it is used inside; training on one that a model wrote is
    training on that model's outputs, unless the project says that it trains on none.
    """
    taught = own.get("use.outputs_train")
    written = any(edge.relation == "generated_by" for edge in node.parents)
    trains = written and (taught is None or taught.value != "none")
    return Fact("use.activities", ("train_on_outputs",) if trains else ())


def _own_models(refs: Iterable[ModelRef], graph: Graph) -> Iterator[ModelRef]:
    """The models that cards, configurations and weights in the tree speak of, each at the first of these files."""
    given: set[str] = set()
    for ref in refs:
        if not ref.found_by.startswith(("model-card", "json.", "yaml.", "gguf.", "safetensors.")):
            continue
        folder = ref.place.file.rpartition("/")[0]
        canonical = f"other:./{folder}"
        if canonical in graph.resolved and canonical not in given:
            given.add(canonical)
            yield ModelRef(folder or ".", "other", canonical, Place(ref.place.file, 1), found_by=_CARD)
