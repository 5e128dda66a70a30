"""What holds for every graph, card, header and lock, however odd."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_fakes import CATEGORIES, FakeDatabase, node, ref

from smallprint.labels import expression_of
from smallprint.lineage import routes
from smallprint.model import Claim, Edge, Node, UsageError
from smallprint.resolve import resolve
from smallprint.resolve.card import from_metadata, parse
from smallprint.resolve.graph import _order, _strictness
from smallprint.resolve.header import gguf, safetensors
from smallprint.resolve.lockfile import load

_RELATIONS = st.sampled_from(["finetune", "merge", "distilled", "trained_on", "unknown"])
_IDS = st.integers(0, 11).map(lambda number: f"hf:m/{number}")
_MODALITIES = st.sampled_from([(), ("text",), ("image", "text")])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Node, ...]:
    nodes = []
    for number in range(draw(st.integers(1, 12))):
        edges = [Edge(parent, relation) for parent, relation in draw(st.lists(st.tuples(_IDS, _RELATIONS), max_size=5))]
        licence = draw(st.sampled_from(["", *CATEGORIES]))
        nodes.append(node(f"hf:m/{number}", licence, *edges, modality=draw(_MODALITIES)))
    return tuple(nodes)


@settings(max_examples=200, deadline=None)
@given(graphs(), st.randoms())
def test_every_graph_is_closed_and_does_not_depend_on_order(nodes: tuple[Node, ...], random: object) -> None:
    ids = [found.id for found in nodes]
    graph = resolve([ref(id) for id in ids], FakeDatabase(*nodes), stores=False)
    for found in graph.nodes.values():
        assert found.claims
        assert all(edge.parent in graph.nodes for edge in found.parents)
        assert all(edge.parent != found.id for edge in found.parents)
    random.shuffle(ids)  # type: ignore[attr-defined]
    assert resolve([ref(id) for id in ids], FakeDatabase(*nodes), stores=False).nodes == graph.nodes


def _reachable(edges: dict[str, Iterable[Edge]], start: str) -> set[tuple[str, frozenset[str]]]:
    """Every ancestor with every set of relations that a walk may take to it, by brute force."""
    seen = {(start, frozenset[str]())}
    stack = list(seen)
    while stack:
        id, relations = stack.pop()
        for edge in edges.get(id, ()):
            step = (edge.parent, relations | {edge.relation})
            if step not in seen:
                seen.add(step)
                stack.append(step)
    return {(id, relations) for id, relations in seen if id != start}


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_paths_are_real_shortest_first_and_reach_every_ancestor(nodes: tuple[Node, ...]) -> None:
    graph = resolve([ref(found.id) for found in nodes], FakeDatabase(*nodes), stores=False)
    start = graph.resolved["hf:m/0"]
    found = [(route.ancestor, route.relations, route.ids) for route in routes(graph, start)][1:]
    assert [len(steps) for _, steps, _ in found] == sorted(len(steps) for _, steps, _ in found)
    for ancestor, steps, ids in found:
        assert (ids[0], ids[-1], len(ids)) == (start, ancestor, len(steps) + 1)
        assert len(set(ids)) == len(ids)
        for child, parent, relation in zip(ids, ids[1:], steps, strict=False):
            assert any((edge.parent, edge.relation) == (parent, relation) for edge in graph.nodes[child].parents)
    reachable = _reachable({id: at.parents for id, at in graph.nodes.items()}, start)
    assert {ancestor for ancestor, _, _ in found} == {id for id, _ in reachable}
    # What a route can do is decided by the loosest set of relations that leads there: no smaller set may be missed.
    given_sets = {(ancestor, frozenset(steps)) for ancestor, steps, _ in found}
    for id, relations in reachable:
        assert any(other <= relations for ancestor, other in given_sets if ancestor == id)


_CLAIMS = st.lists(
    st.tuples(st.sampled_from(["unknown", *CATEGORIES, "mit OR gemma"]), st.sampled_from(["high", "medium", "low"])),
    max_size=3,
)


@settings(max_examples=300, deadline=None)
@given(_CLAIMS, _CLAIMS)
def test_local_evidence_never_loosens_a_primary_row(local: list[tuple[str, str]], rows: list[tuple[str, str]]) -> None:
    def rank(expression: str) -> int | None:
        return _strictness(expression, FakeDatabase().licence)

    said = tuple(Claim(expression, "licence-file", "", sure) for expression, sure in local)  # type: ignore[arg-type]
    known = tuple(Claim(expression, "catalogue", "", sure) for expression, sure in rows)  # type: ignore[arg-type]
    ordered = _order((), (), said, known, rank)
    assert set(said + known) <= set(ordered)
    primary = next((claim for claim in known if claim.confidence == "high" and claim.expression != "unknown"), None)
    if primary is not None:
        first, row = rank(ordered[0].expression), rank(primary.expression)
        alone = _order((), (), (), known, rank)[0]
        assert ordered[0] in (primary, alone) or (first is not None and row is not None and first > row)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_labels_never_fail(label: str, name: str) -> None:
    assert expression_of(label, name)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_KEYS = st.sampled_from(["license", "license_name", "base_model", "base_model_relation", "datasets", "pipeline_tag"])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(_KEYS, _JSON), st.lists(_JSON | st.text().map("base_model:{}".format), max_size=4))
def test_metadata_of_any_type_is_taken(data: dict[str, object], tags: list[object]) -> None:
    card = from_metadata(data, tags)
    assert all(":" in base for base, _ in card.bases)
    assert len(card.label) <= 200


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="-a: \n\t[]{}&*!|>'\"%@`,?#", max_size=60))
def test_front_matter_of_any_text_is_read_or_a_problem(text: str) -> None:
    card, problems = parse(f"---\n{text}\n---\n", "README.md")
    assert card is None or not problems or all(problem.line > 0 for problem in problems)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_headers_of_any_bytes_are_read(data: bytes) -> None:
    for head in (data, b"GGUF" + data, b"GGUF\x03\x00\x00\x00" + data):
        gguf(head, "x.gguf")
        safetensors(head, "x")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='[]{}="model#id\n sch\\', max_size=80))
def test_a_lock_of_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    with contextlib.suppress(UsageError):
        load(f'schema = "smallprint/lock/1"\n{text}')
    with pytest.raises(UsageError) as raised:  # without its schema it is no lock
        load(text)
    assert "\n" not in str(raised.value)
