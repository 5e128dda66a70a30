"""Which model is used how: references grouped by model and by the facts in force where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from smallprint.evaluate import Use
from smallprint.expression import leaves
from smallprint.lineage import routes
from smallprint.model import Fact, Graph, Kind, ModelRef, Node, Place, Step, Taught
from smallprint.policy import Policy

__all__ = ["declared", "uses"]

_CARD = "model-card"
#: Activities of a project that say that a data set is trained on.
_TRAINING = frozenset({"train_on_outputs", "distil", "fine_tune", "adapter"})
#: Relations by which no weights are handed down.
_THROUGH_OUTPUTS = frozenset({"distilled", "trained_on", "generated_by"})
#: Labels that name no licence.
_UNSAID = frozenset({"unknown", "other", ""})


def uses(
    refs: Iterable[ModelRef],
    graph: Graph,
    policy: Policy,
    taught: Sequence[Taught] = (),
    steps: Sequence[Step] = (),
) -> Iterator[Use]:
    """Group ``refs`` by model and effective use: the same facts are the same use, wherever they stand.

    A model's files in the tree speak of a model of the project's own, which is a use too. ``taught`` is what the code
    shows of models that train others; it belongs to the use whose files the way to the trainer goes through. ``steps``
    also tell which models bring code that is run.
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
    files: dict[str, set[str]] = {}
    for (name, *_), found in groups.items():
        files.setdefault(name, set()).update(ref.place.file for ref in found)
    students = [_with_licences(one, graph) for one in taught]
    code = {
        source.partition(":")[2]: step.place for step in steps if step.action == "run_code" for source in step.sources
    }
    for key, found in groups.items():
        node = graph.nodes[key[0]]
        ids = tuple(dict.fromkeys((node.id, *(ref.canonical for ref in found), *node.aliases)))
        here = {ref.place.file for ref in found}
        shown = [
            one
            for one in students
            if one.teacher in ids and (here & set(one.files) or not files[node.id] & set(one.files))
        ]
        own = _with_training(facts[key], node, tuple(shown), found[0].place, _stated(policy, found[0], node))
        run = next((code[name] for name in ids if name in code), None)
        own["model.remote_code"] = Fact("model.remote_code", run is not None, f"{run.file}:{run.line}" if run else "")
        yield Use(
            node=node,
            ids=ids,
            facts=own,
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
    return own


def _stated(policy: Policy, ref: ModelRef, node: Node) -> bool:
    """Whether the policy says of this very model or data set what is done with it."""
    names = (ref.canonical, node.id, *node.aliases)
    return any(entry.id in names and "use.activities" in entry.use for entry in policy.models)


def _with_training(
    own: Mapping[str, Fact], node: Node, shown: tuple[Taught, ...], place: Place, stated: bool
) -> dict[str, Fact]:
    """Add what the files show of students.

    A project's activities speak of models: who ships a model does not ship the data it was trained on. What is certain
    of a data set that is loaded is that it is used inside. One that a model wrote trains on that model's outputs where
    the files show a trainer or the policy says so; a data set may also be loaded to test with.
    """
    facts = dict(own)
    declared = facts.get("use.activities")
    if node.kind == "dataset" and not stated:
        facts["use.activities"] = Fact("use.activities", ())
        written = any(edge.relation == "generated_by" for edge in node.parents)
        trains = declared is not None and bool(_TRAINING & set(declared.value))
        if written and trains and "use.outputs_train" not in facts:
            facts["use.activities"] = Fact("use.activities", ("train_on_outputs",), declared.source if declared else "")
        elif written and not shown:
            shown = (Taught(node.id, "", (), (f"{place.file}:{place.line} loads it",), place, sure=False),)
    taught = facts.get("use.outputs_train")
    denied = taught is not None and taught.value == "none" and any(one.sure for one in shown)
    facts["observed.undeclared"] = Fact("observed.undeclared", denied, taught.source if denied and taught else "")
    if shown:
        facts["observed.training"] = Fact("observed.training", shown, f"{shown[0].place.file}:{shown[0].place.line}")
    return facts


def _with_licences(one: Taught, graph: Graph) -> Taught:
    """The licences of a student's bases and of what those come from, and whether they are all known."""
    sure: list[str] = []
    guessed: list[str] = []
    for base in one.bases:
        for route in routes(graph, graph.resolved.get(base, base)):
            node = graph.nodes.get(route.ancestor)
            names = leaves(node.claims[0].expression) if node is not None and node.claims else ("unknown",)
            if route.confidence == "low" or "unknown" in route.relations:
                guessed.extend(names)
            elif not set(route.relations) & _THROUGH_OUTPUTS:
                sure.extend(names)
    settled = bool(one.bases) and not _UNSAID & set(sure)
    return replace(one, licences=tuple(dict.fromkeys(sure)), guessed=tuple(dict.fromkeys(guessed)), settled=settled)


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
