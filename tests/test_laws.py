"""Laws that hold for every condition, licence and order, found out by Hypothesis."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from smallprint.condition import Answer, Context, evaluate
from smallprint.database import Database, term_from
from smallprint.evaluate import OBSERVED, Use, evaluate_all, judge_term
from smallprint.model import Claim, Edge, Fact, Graph, Licence, ModelRef, Node, Place, Seen
from smallprint.policy import Policy
from smallprint.predicates import TESTS
from smallprint.quantity import Quantity, Span, parse_quantity
from smallprint.run import Options, run
from smallprint.verdict import Truth, Verdict, all_of, any_of

DATA = Database.open()

# --- facts that do not contradict each other --------------------------------------------------------------------------

_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "organisation.country": st.sampled_from(["DE", "US", "KR", "GB", "CN"]),
    "organisation.kind": st.sampled_from(["company", "academic", "individual"]),
    "use.commercial": st.booleans(),
    "use.fields": st.lists(
        st.sampled_from(["military", "research", "customer-support", "medical-advice", "production"]), max_size=3
    ).map(tuple),
    "use.safeguards": st.lists(st.sampled_from(["human-review", "disclosure"]), max_size=2).map(tuple),
    "use.territories": st.lists(st.sampled_from(["EU", "US", "worldwide", "KR"]), max_size=2).map(tuple),
    "use.student.kind": st.sampled_from(["llm", "generative", "classifier", "embedding", "other"]),
    "use.student.distributed": st.booleans(),
    "use.student.name": st.sampled_from(["Llama-acme", "acme", "qwen-acme"]),
    "use.received_in_product": st.booleans(),
    "use.project_licence": st.sampled_from(["MIT", "AGPL-3.0-only", "Proprietary"]),
    "use.audience.minors": st.booleans(),
    "organisation.registrations": st.lists(st.sampled_from(["example", "other"]), max_size=1).map(tuple),
}  # fmt: skip


@st.composite
def whole_profiles(draw: st.DrawFn) -> dict[str, Fact]:
    """Everything is known, and nothing contradicts: totals bound their parts, training shows in both keys."""
    values: dict[str, Any] = {name: draw(strategy) for name, strategy in _FACTS.items()}
    users = draw(st.integers(0, 1_000_000_000))
    values["organisation.monthly_active_users"] = parse_quantity(users, money=False)
    values["use.product.monthly_active_users"] = parse_quantity(draw(st.integers(0, users)), money=False)
    revenue = draw(st.integers(0, 50_000_000))
    values["organisation.annual_revenue"] = parse_quantity(f"{revenue} USD", money=True)
    month = draw(st.integers(revenue // 12, max(revenue // 12, revenue)))
    values["organisation.monthly_revenue"] = parse_quantity(f"{month} USD", money=True)
    values["use.product.monthly_revenue"] = parse_quantity(f"{draw(st.integers(0, month))} USD", money=True)
    acts = set(draw(st.lists(st.sampled_from(list(DATA.vocabulary.data["activities"])), max_size=5)))
    values["use.outputs_train"] = draw(st.sampled_from(["none", "own_derivative", "other_model", "competing_model"]))
    acts -= {"train_on_outputs", "distil"}
    if values["use.outputs_train"] != "none":
        acts.add("train_on_outputs")
    if values["use.student.distributed"]:
        acts.add("distribute_weights")
    values["use.activities"] = tuple(sorted(acts))
    return {name: Fact(name, value, "test") for name, value in values.items()}


TERMS = [
    (rule, term, licence.id)
    for name in sorted(DATA.licence_ids)
    if (licence := DATA.licence(name)) is not None
    for term in licence.terms
    for rule in DATA.rules
    if term.kind in rule.kinds
]


def _judge(index: int, facts: dict[str, Fact]) -> Verdict:
    rule, term, licence = TERMS[index]
    lookup = {**OBSERVED, **facts}
    context = Context(
        lookup=lookup.get, vocabulary=DATA.vocabulary, term=term.keys, seen=Seen(), licence=licence, document=licence,
        model_ids=("hf:acme/model",), modality=("text",), today="2026-11-22",
    )  # fmt: skip
    return judge_term(rule, term, context)[0]


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(TERMS) - 1), whole_profiles(), st.randoms(use_true_random=False))
def test_one_more_fact_never_flips_a_definite_verdict(index: int, whole: dict[str, Fact], random: Any) -> None:
    names = sorted(whole)
    random.shuffle(names)
    known: dict[str, Fact] = {}
    # An exemption that is nobody's business until stated: without it the answer is the observed one.
    known["use.received_in_product"] = whole["use.received_in_product"]
    before = _judge(index, known)
    for name in names:
        known[name] = whole[name]
        after = _judge(index, known)
        if before is not Verdict.UNDETERMINED:
            assert after is before, f"{name} flipped {TERMS[index][2]} {TERMS[index][1].id}"
        before = after


# --- conditions
# --------------------------------------------------------------------------------------------------------

_LEAVES = st.sampled_from(
    [
        {"fact": "use.commercial", "is": True},
        {"fact": "organisation.country", "in": ["DE", "US"]},
        {"fact": "use.fields", "contains": "military"},
        {"fact": "organisation.monthly_active_users", "gt": 1_000_000},
        {"test": "modified"},
        {"test": "teaches"},
    ]
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=12,
)


def _evaluate(condition: Any, facts: dict[str, Fact]) -> Answer:
    return evaluate(condition, Context(lookup=facts.get, vocabulary=DATA.vocabulary), TESTS)


@settings(max_examples=1500, deadline=None)
@given(_CONDITIONS, whole_profiles(), st.data())
def test_conditions_only_gain(condition: Any, whole: dict[str, Fact], data: st.DataObject) -> None:
    some = {name: whole[name] for name in data.draw(st.lists(st.sampled_from(sorted(whole)), unique=True))}
    less, more = _evaluate(condition, some), _evaluate(condition, whole)
    assert less.truth in (more.truth, Truth.UNKNOWN)
    assert (less.truth is Truth.UNKNOWN) == bool(less.missing)
    assert set(less.missing).isdisjoint(some)


@given(_CONDITIONS, whole_profiles())
def test_not_not_is_the_same(condition: Any, whole: dict[str, Fact]) -> None:
    assert _evaluate({"not": {"not": condition}}, whole).truth is _evaluate(condition, whole).truth


@given(st.lists(_CONDITIONS, min_size=1, max_size=4), whole_profiles())
def test_de_morgan(parts: list[Any], whole: dict[str, Fact]) -> None:
    left = _evaluate({"not": {"all": parts}}, whole).truth
    assert left is _evaluate({"any": [{"not": part} for part in parts]}, whole).truth


@given(st.lists(st.sampled_from(list(Verdict)), min_size=1))
def test_joining(verdicts: list[Verdict]) -> None:
    assert any_of(verdicts).value == max(verdict.value for verdict in verdicts)
    assert all_of(verdicts).value == min(verdict.value for verdict in verdicts)
    for order in itertools.islice(itertools.permutations(verdicts), 20):
        assert all_of(order) is all_of(verdicts)
    with pytest.raises(TypeError):
        bool(verdicts[0])


# --- figures
# -----------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
def test_a_range_settles_only_what_each_figure_in_it_would(low: int, width: int, line: int, at_least: bool) -> None:
    span = Span(low, low + width)
    answer = span.over(line, at_least=at_least)
    ends = {Span(value, value).over(line, at_least=at_least) for value in (low, low + width)}
    assert answer in ends or (answer is Truth.UNKNOWN and len(ends) == 2)


@given(st.integers(0, 10**12))
def test_figures_read_back(value: int) -> None:
    quantity = parse_quantity(f"{value:_} USD", money=True)
    assert quantity == Quantity(Span(value, value), {}, "USD")


# --- licences
# ----------------------------------------------------------------------------------------------------------


class _Data:
    """The real rules and vocabulary over made-up licences."""

    def __init__(self, licences: dict[str, Licence]) -> None:
        self.licences = licences
        self.rules = DATA.rules
        self.vocabulary = DATA.vocabulary

    def licence(self, name: str) -> Licence | None:
        return self.licences.get(name)

    def provider(self, name: str) -> None:
        return None


_BODIES = [term.keys for _, term, _ in TERMS]


def _worst(expression: str, licences: dict[str, Licence], facts: dict[str, Fact]) -> Verdict:
    ref = ModelRef("acme/m", "hf", "hf:acme/m", Place("app.py", 1, 1, 6))
    node = Node("hf:acme/m", "hf", claims=(Claim(expression, "policy"),), modality=("text",))
    use = Use(node, ("hf:acme/m",), facts, (ref,))
    graph = Graph({node.id: node}, {node.id: node.id})
    evaluation = evaluate_all([use], graph, _Data(licences), Policy(), Seen(), "2026-11-22")
    terms = [finding.verdict for finding in evaluation.findings if finding.term]
    return all_of(terms)


def _licence(name: str, bodies: list[Any]) -> Licence:
    terms = tuple(term_from({**body, "id": f"t{index}"}) for index, body in enumerate(bodies))
    return Licence(name, name, "community", terms)


_SOME_TERMS = st.lists(st.sampled_from(_BODIES), max_size=4)


@settings(max_examples=300, deadline=None)
@given(_SOME_TERMS, _SOME_TERMS, whole_profiles(), st.data())
def test_or_is_never_worse_than_its_best_and_and_never_better_than_its_worst(
    first: list[Any], second: list[Any], whole: dict[str, Fact], data: st.DataObject
) -> None:
    facts = {name: whole[name] for name in data.draw(st.lists(st.sampled_from(sorted(whole)), unique=True))}
    licences = {"left": _licence("left", first), "right": _licence("right", second)}
    left, right = _worst("left", licences, facts), _worst("right", licences, facts)
    assert _worst("left OR right", licences, facts) is any_of([left, right])
    assert _worst("left AND right", licences, facts) is all_of([left, right])


@settings(max_examples=300, deadline=None)
@given(_SOME_TERMS, st.sampled_from(_BODIES), whole_profiles())
def test_adding_a_term_never_improves_a_licence(bodies: list[Any], more: Any, facts: dict[str, Fact]) -> None:
    before = _worst("left", {"left": _licence("left", bodies)}, facts)
    after = _worst("left", {"left": _licence("left", [*bodies, more])}, facts)
    assert after.value <= before.value


@settings(max_examples=100, deadline=None)
@given(_SOME_TERMS, whole_profiles(), st.randoms(use_true_random=False))
def test_the_order_of_models_never_changes_the_findings(bodies: list[Any], facts: dict[str, Fact], random: Any) -> None:
    assume(bodies)
    licences = {"left": _licence("left", bodies)}
    nodes = [Node(f"hf:acme/m{number}", "hf", claims=(Claim("left", "policy"),)) for number in range(4)]
    nodes[3] = Node("hf:acme/m3", "hf", claims=(Claim("left", "policy"),), parents=(Edge("hf:acme/m0", "finetune"),))
    graph = Graph({node.id: node for node in nodes}, {node.id: node.id for node in nodes})
    uses = [
        Use(node, (node.id,), facts, (ModelRef(node.id, "hf", node.id, Place("app.py", number + 1, 1, 3)),))
        for number, node in enumerate(nodes)
    ]
    shuffled = list(uses)
    random.shuffle(shuffled)
    data = _Data(licences)
    assert (
        evaluate_all(uses, graph, data, Policy(), Seen(), "2026-11-22").findings
        == evaluate_all(shuffled, graph, data, Policy(), Seen(), "2026-11-22").findings
    )


def test_twice_the_same_run_the_same_bytes(tmp_path: Path) -> None:
    from smallprint.report import FORMATS, Style, render

    (tmp_path / "app.py").write_text(
        'from transformers import AutoModel\nAutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")\n'
    )
    (tmp_path / "smallprint.yaml").write_text("use: {commercial: true, activities: [host_as_service]}\n")
    for name in FORMATS:
        one, two = (
            render(run(Options(tmp_path, as_of="2026-11-22", stores=False), Database.open()), name, Style(tmp_path))
            for _ in range(2)
        )
        assert one == two
