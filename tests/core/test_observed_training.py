"""What the files show of students, against what the policy states and what the term bans."""

from __future__ import annotations

from typing import Any

import pytest

from smallprint.condition import Answer, Context
from smallprint.database import Database
from smallprint.model import Claim, Edge, Fact, Graph, ModelRef, Node, Place, Step, Taught
from smallprint.policy import Policy
from smallprint.predicates import TESTS, activities
from smallprint.uses import uses
from smallprint.verdict import Truth

DATA = Database.open()
T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
#: Another language model, found for certain; the same from the same licence; one of which little is known; a guess.
OTHER = Taught("hf:a/t", "llm", ("hf:b/s",), ("x",), Place("train.py", 3), licences=("mit",), settled=True)
OWN = Taught("hf:a/t", "llm", ("hf:a/s",), ("x",), Place("train.py", 3), licences=("lic",), settled=True)
SOME = Taught("hf:a/t", "llm", (), ("x",), Place("train.py", 3))
GUESSED = Taught("hf:a/t", "llm", ("hf:b/s",), ("x",), Place("t.py"), licences=("mit",), guessed=("lic",), settled=True)
CLASSIFIER = Taught("hf:a/t", "classifier", (), ("x",), Place("train.py", 3))
KINDLESS = Taught("hf:a/t", "", ("hf:b/s",), ("x",), Place("train.py", 3), licences=("mit",), settled=True)
UNSURE = Taught("hf:a/t", "llm", (), ("x",), Place("train.py", 3), sure=False)
LLAMA = {"stance": "forbidden", "models": "other-llm", "spares": ["own_derivatives"]}
OPENAI = {"stance": "forbidden_if_competing", "models": "competing-model", "spares": ["classifier", "own_derivatives"]}
ANY = {"stance": "forbidden", "models": "any-model"}


def ask(term: dict[str, Any], shown: tuple[Taught, ...], **stated: Any) -> Answer:
    facts = {f"use.{name.replace('__', '.')}": Fact("f", value, "smallprint.yaml:1") for name, value in stated.items()}
    if shown:
        facts["observed.training"] = Fact("observed.training", shown, "train.py:3")
    context = Context(lookup=facts.get, vocabulary=DATA.vocabulary, term=term, licence="lic", document="lic")
    return TESTS["student_in_scope"](context)


@pytest.mark.parametrize(
    ("term", "shown", "stated", "truth"),
    [
        (LLAMA, (OTHER,), {}, T),
        (LLAMA, (OTHER,), {"outputs_train": "none"}, T),
        (LLAMA, (OTHER,), {"outputs_train": "own_derivative"}, T),
        (LLAMA, (OWN,), {}, F),
        (LLAMA, (OWN,), {"outputs_train": "other_model"}, F),
        (LLAMA, (SOME,), {}, U),
        (LLAMA, (SOME,), {"outputs_train": "none"}, U),
        (LLAMA, (SOME,), {"outputs_train": "own_derivative"}, F),
        (LLAMA, (SOME,), {"outputs_train": "other_model"}, T),
        (LLAMA, (GUESSED,), {}, U),
        (LLAMA, (CLASSIFIER,), {}, F),
        (LLAMA, (CLASSIFIER,), {"student__kind": "llm"}, F),
        (LLAMA, (KINDLESS,), {}, U),
        (LLAMA, (KINDLESS,), {"student__kind": "llm"}, T),
        (LLAMA, (KINDLESS,), {"student__kind": "classifier"}, F),
        (LLAMA, (CLASSIFIER, OTHER), {}, T),
        (LLAMA, (UNSURE,), {}, U),
        (LLAMA, (UNSURE,), {"outputs_train": "none"}, F),
        (LLAMA, (UNSURE,), {"outputs_train": "other_model", "student__kind": "llm"}, T),
        (OPENAI, (OTHER,), {}, U),
        (OPENAI, (OTHER,), {"outputs_train": "none"}, U),
        (OPENAI, (OTHER,), {"outputs_train": "other_model"}, F),
        (OPENAI, (OTHER,), {"outputs_train": "competing_model"}, T),
        (OPENAI, (CLASSIFIER,), {"outputs_train": "competing_model"}, F),
        (OPENAI, (OWN,), {"outputs_train": "competing_model"}, F),
        (ANY, (CLASSIFIER,), {"outputs_train": "none"}, T),
        (ANY, (UNSURE,), {"outputs_train": "none"}, F),
        ({"stance": "allowed"}, (OTHER,), {}, F),
        (ANY, (), {"outputs_train": "none"}, F),
    ],
)
def test_in_scope(term: dict[str, Any], shown: tuple[Taught, ...], stated: dict[str, Any], truth: Truth) -> None:
    """What is certain in the files outweighs a denial; what they leave open is as the policy states it."""
    answer = ask(term, shown, **stated)
    assert answer.truth is truth
    if truth is U:
        assert answer.missing
        assert set(answer.missing) <= {"use.outputs_train", "use.student.kind"}


def test_the_way_and_the_denial_are_both_told() -> None:
    """A finding against the policy's word shows that word."""
    facts = {
        "use.outputs_train": Fact("use.outputs_train", "none", "smallprint.yaml:1"),
        "observed.training": Fact("observed.training", (OTHER,), "train.py:3"),
    }
    answer = activities(Context(lookup=facts.get, vocabulary=DATA.vocabulary), ("distil",))
    assert (answer.truth, answer.used) == (T, (facts["observed.training"], facts["use.outputs_train"]))


@pytest.mark.parametrize(("shown", "truth"), [((OTHER,), T), ((UNSURE,), U), ((), F)])
def test_a_list_of_activities_does_not_hide_it(shown: tuple[Taught, ...], truth: Truth) -> None:
    """The list that a policy gives is complete, except for what the files show."""
    facts = {"use.activities": Fact("use.activities", ("use_internally",))}
    if shown:
        facts["observed.training"] = Fact("observed.training", shown)
    context = Context(lookup=facts.get, vocabulary=DATA.vocabulary)
    assert activities(context, ("train_on_outputs", "distil")).truth is truth


# --- which use it belongs to ---------------------------------------------------------------------------------------

_TEACHER = Node("hf:a/t", "hf")
_CHATS = Node("dataset:a/chats", "dataset", parents=(Edge("hf:a/t", "generated_by"),))


def _uses(ref: ModelRef, node: Node, *shown: Taught, steps: tuple[Step, ...] = (), **facts: Any) -> dict[str, Any]:
    policy = Policy(facts={f"use.{name}": Fact(f"use.{name}", value, "p:1") for name, value in facts.items()})
    graph = Graph({node.id: node, "hf:a/t": _TEACHER}, {node.id: node.id})
    (found,) = uses([ref], graph, policy, shown, steps)
    return {name: fact.value for name, fact in found.facts.items()}


def _ref(node: Node, file: str = "app.py") -> ModelRef:
    return ModelRef(node.id.partition(":")[2], node.kind, node.id, Place(file, 1))


def test_the_teacher_is_the_one_that_is_named() -> None:
    """A way belongs to its teacher alone, and a denial of it is noted."""
    assert _uses(_ref(_TEACHER), _TEACHER, OTHER)["observed.training"][0].teacher == "hf:a/t"
    elsewhere = Taught("hf:z/z", "llm", (), ("x",), Place("t.py"))
    assert "observed.training" not in _uses(_ref(_TEACHER), _TEACHER, elsewhere)
    assert _uses(_ref(_TEACHER), _TEACHER, OTHER, outputs_train="none")["observed.undeclared"] is True
    assert _uses(_ref(_TEACHER), _TEACHER, UNSURE, outputs_train="none")["observed.undeclared"] is False
    assert _uses(_ref(_TEACHER), _TEACHER, OTHER, outputs_train="other_model")["observed.undeclared"] is False


@pytest.mark.parametrize(
    ("shown", "facts", "acts", "sure"),
    [
        ((), {}, (), [False]),
        ((), {"activities": ("host_as_service",)}, (), [False]),
        ((), {"activities": ("fine_tune",)}, ("train_on_outputs",), None),
        ((), {"activities": ("fine_tune",), "outputs_train": "none"}, (), [False]),
        ((Taught("dataset:a/chats", "llm", (), ("x",), Place("t.py")),), {}, (), [True]),
    ],
)
def test_a_data_set_that_a_model_wrote(
    shown: tuple[Taught, ...], facts: dict[str, Any], acts: tuple[str, ...], sure: list[bool] | None
) -> None:
    """Loading it proves no training; a trainer in the files or the policy's activities do."""
    found = _uses(_ref(_CHATS), _CHATS, *shown, **facts)
    assert found["use.activities"] == acts
    assert (None if sure is None else [one.sure for one in found["observed.training"]]) == sure


def test_licences_of_the_student() -> None:
    """Weights hand licences down, outputs do not; a guess is kept apart; a base that nobody knows settles nothing."""
    guess = Edge("hf:b/guess", confidence="low")
    nodes = {
        node.id: node
        for node in (
            _TEACHER,
            Node("hf:b/s", "hf", (Claim("mit", "card"),), (Edge("hf:b/base", "finetune"), guess)),
            Node("hf:b/base", "hf", (Claim("llama3", "card"),), (Edge("hf:b/data", "trained_on"),)),
            Node("hf:b/guess", "hf", (Claim("gemma", "card"),)),
            Node("hf:b/data", "dataset", (Claim("cc-by-4.0", "card"),)),
        )
    }  # fmt: skip
    graph = Graph(nodes, {name: name for name in nodes})
    shown = Taught("hf:a/t", "llm", ("hf:b/s",), ("x",), Place("t.py"))
    (found,) = uses([_ref(_TEACHER)], graph, Policy(), (shown,))
    (one,) = found.facts["observed.training"].value
    assert (one.licences, one.guessed, one.settled) == (("mit", "llama3"), ("gemma",), True)
    unknown = Taught("hf:a/t", "llm", ("hf:b/nobody",), ("x",), Place("t.py"))
    (found,) = uses([_ref(_TEACHER)], graph, Policy(), (unknown,))
    assert found.facts["observed.training"].value[0].settled is False


def test_code_that_comes_with_a_model() -> None:
    """A step that runs it marks that model."""
    step = Step(Place("app.py", 2), "run_code", "", ("model:hf:a/t",))
    assert _uses(_ref(_TEACHER), _TEACHER, steps=(step,))["model.remote_code"] is True
    assert _uses(_ref(_TEACHER), _TEACHER)["model.remote_code"] is False
