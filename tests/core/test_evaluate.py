"""From a model under a use to findings and duties: reach, expressions, documents, duties, doubts, fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from smallprint.database import Database, rule_from, term_from
from smallprint.evaluate import OBSERVED, Evaluation, Use, evaluate_all
from smallprint.examples import example_facts, example_seen
from smallprint.model import Claim, Edge, Fact, Finding, Graph, Licence, ModelRef, Node, Place, Rule, Seen, Term
from smallprint.policy import Policy
from smallprint.verdict import Verdict

REAL = Database.open()
VIOLATED, UNDETERMINED = Verdict.VIOLATED, Verdict.UNDETERMINED
RELATIONS = tuple(REAL.vocabulary.data["relations"])
#: Relations by which weights go along, those by which outputs only do, and the one of which nothing is known.
WEIGHTS = ("finetune", "adapter", "quantized", "merge", "hosted_copy")
OUTPUTS = ("distilled", "trained_on", "generated_by")


def rule(name: str, kind: str, when: Any, **more: Any) -> Rule:
    body = {
        "id": name, "title": name, "concern": REAL.vocabulary.term_kinds[kind]["concern"], "violated_when": when,
        "applies_to": {"subject": "term", "kind": kind}, "message": "{model} breaks {licence}: {plain}", "fix": "Ask.",
        **more,
    }  # fmt: skip
    return rule_from(body)


COMMERCIAL = rule("purpose", "commercial-use", {"test": "purpose_barred"})
FIELD = rule("field", "field-of-use", {"test": "field_matches"})
DISPLAY = rule(
    "show", "display", {"not": {"test": "granted"}}, duty={"seen_when": {"test": "string_seen"}, "needs": ["string"]}
)
FLOW = rule("flow", "flow-down", {"test": "refuses_duty"}, duty={})
RULES = (COMMERCIAL, FIELD, DISPLAY, FLOW)


def term(name: str = "nc", kind: str = "commercial-use", **more: Any) -> Term:
    return term_from(
        {"id": name, "kind": kind, "section": "7", "plain": "Not for money.", "bars": ["commercial"], **more}
    )


def licence(name: str, *terms: Term, **more: Any) -> Licence:
    return Licence(name, name.title(), more.pop("category", "community"), terms, **more)


class Data:
    """Made-up licences and rules over the real vocabulary."""

    def __init__(self, *licences: Licence, rules: Sequence[Rule] = RULES) -> None:
        self.licences = {entry.id: entry for entry in licences}
        self.rules = rules
        self.vocabulary = REAL.vocabulary

    def licence(self, name: str) -> Licence | None:
        return self.licences.get(name)

    def provider(self, name: str) -> None:
        return None


def node(name: str, expression: str = "", *parents: Edge, confidence: Any = "high", **more: Any) -> Node:
    claims = (Claim(expression, "card", f"{name}/README.md", confidence),) if expression else ()
    return Node(name, "hf", claims, parents, **more)


def use(of: Node, *refs: ModelRef, **more: Any) -> Use:
    facts = example_facts({"facts": {"use.commercial": True, **more.pop("facts", {})}}, REAL.facts)
    return Use(of, (of.id,), facts, refs or (ref(of.id),), **more)


def ref(name: str, file: str = "app.py", line: int = 1) -> ModelRef:
    return ModelRef(name, "hf", name, Place(file, line, 1, 5))


def run(
    data: Data, *nodes: Node, uses: Sequence[Use] = (), seen: Any = None, policy: Policy | None = None, **facts: Any
) -> Evaluation:
    graph = Graph({entry.id: entry for entry in nodes}, {entry.id: entry.id for entry in nodes})
    observed = seen if isinstance(seen, Seen) else example_seen({"seen": seen or {}})
    renamed = {f"use.{name}": value for name, value in facts.items()}
    return evaluate_all(uses or [use(nodes[0], facts=renamed)], graph, data, policy or Policy(), observed, "2026-11-22")


def terms(evaluation: Evaluation) -> list[tuple[str, str, Verdict]]:
    return [(f.licence, f.term, f.verdict) for f in evaluation.findings if f.term]


NC = licence("nc", term())
M, BASE, FAR = "hf:acme/m", "hf:acme/base", "hf:acme/far"


# --- reach --------------------------------------------------------------------------------------------------------


def test_the_models_own_licence_binds() -> None:
    (finding,) = [f for f in run(Data(NC), node(M, "nc")).findings if f.term]
    assert (finding.model, finding.licence, finding.document, finding.term, finding.section) == (
        M,
        "nc",
        "nc",
        "nc",
        "7",
    )
    assert (finding.verdict, finding.confidence, finding.severity) == (VIOLATED, "high", "error")
    assert (finding.message, finding.fix, finding.plain) == ("m breaks nc: Not for money.", "Ask.", "Not for money.")
    assert (finding.paths, finding.missing, finding.doubt, finding.use) == ((), (), "", "")
    assert finding.evidence == "card: hf:acme/m/README.md"
    assert [fact.name for fact in finding.facts] == ["use.commercial"]
    assert finding.places == (Place("app.py", 1, 1, 5),)


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_term_passes_by_the_relations_that_it_names(relation: str) -> None:
    for passes in ([], [relation], [name for name in WEIGHTS if name != relation]):
        data = Data(licence("nc", term(passes_to=passes)), licence("free"))
        found = terms(run(data, node(M, "free", Edge(BASE, relation)), node(BASE, "nc")))
        if relation == "unknown":
            assert found == ([("nc", "nc", UNDETERMINED)] if passes else [])
        elif relation in OUTPUTS:
            assert found == [], "outputs carry no term unless it reaches students"
        else:
            assert found == ([("nc", "nc", VIOLATED)] if relation in passes else [])


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_term_that_reaches_students_passes_through_outputs(relation: str) -> None:
    data = Data(licence("nc", term(passes_to=[], reaches_students=True)), licence("free"))
    found = terms(run(data, node(M, "free", Edge(BASE, relation)), node(BASE, "nc")))
    passed = VIOLATED if relation in OUTPUTS else UNDETERMINED if relation == "unknown" else None
    assert found == ([("nc", "nc", passed)] if passed is not None else [])


def test_terms_pass_with_the_weights_unless_they_say_otherwise() -> None:
    for relation in WEIGHTS:
        assert terms(run(Data(NC, licence("free")), node(M, "free", Edge(BASE, relation)), node(BASE, "nc")))


def test_every_edge_of_a_path_must_pass() -> None:
    data = Data(licence("nc", term(passes_to=["finetune"])), licence("free"))
    for first, second, passed in (
        ("finetune", "finetune", VIOLATED),
        ("finetune", "quantized", None),
        ("quantized", "finetune", None),
        ("finetune", "unknown", UNDETERMINED),
        ("unknown", "quantized", None),
    ):
        nodes = (node(M, "free", Edge(BASE, first)), node(BASE, "free", Edge(FAR, second)), node(FAR, "nc"))
        found = run(data, *nodes)
        assert terms(found) == ([("nc", "nc", passed)] if passed is not None else [])
        if passed is not None:
            assert found.findings[0].paths == ((M, first, BASE, second, FAR),)


def test_an_unknown_relation_asks_how_it_was_made() -> None:
    (finding,) = run(Data(NC, licence("free")), node(M, "free", Edge(BASE, "unknown")), node(BASE, "nc")).findings
    assert (finding.verdict, finding.missing) == (UNDETERMINED, ("model.parents_known",))
    assert finding.doubt == "how it was made from base is not stated"


def test_a_parent_that_is_guessed_caps_the_verdict() -> None:
    nodes = (node(M, "free", Edge(BASE, "finetune", "name", "low")), node(BASE, "nc"))
    (finding,) = run(Data(NC, licence("free")), *nodes).findings
    assert (finding.verdict, finding.missing) == (UNDETERMINED, ("model.parents_known",))
    assert finding.doubt == "that it comes from base is read from its name only"
    # A guess never hides what the term's own condition leaves open, nor makes a finding of what is kept.
    assert run(Data(NC, licence("free")), *nodes, commercial=False).findings == ()
    (finding,) = run(Data(NC, licence("free")), *nodes, uses=[replace(use(nodes[0]), facts={})]).findings
    assert finding.missing == ("use.commercial", "model.parents_known")


def test_one_sure_route_is_enough() -> None:
    nodes = (
        node(M, "free", Edge(BASE, "unknown"), Edge(FAR, "finetune")),
        node(BASE, "free", Edge("hf:acme/root", "finetune")),
        node(FAR, "free", Edge("hf:acme/root", "finetune")),
        node("hf:acme/root", "nc"),
    )
    (finding,) = run(Data(NC, licence("free")), *nodes).findings
    assert (finding.verdict, finding.doubt, finding.missing) == (VIOLATED, "", ())
    assert (M, "finetune", FAR, "finetune", "hf:acme/root") in finding.paths


def test_a_route_that_does_not_pass_is_not_shown() -> None:
    root = "hf:acme/root"
    nodes = (
        node(M, "free", Edge(BASE, "finetune"), Edge(FAR, "quantized")),
        node(BASE, "free", Edge(root, "finetune")),
        node(FAR, "free", Edge(root, "quantized")),
        node(root, "nc"),
    )
    (finding,) = run(Data(licence("nc", term(passes_to=["finetune"])), licence("free")), *nodes).findings
    assert finding.paths == ((M, "finetune", BASE, "finetune", root),)


def test_a_rule_on_data_sets_is_not_asked_of_a_model() -> None:
    known = next(entry for entry in REAL.rules if entry.id == "unknown-licence")
    on_data = replace(known, subject="dataset", violated_when={"fact": "use.commercial", "is": True})
    of = replace(node("dataset:acme/d", "free"), kind="dataset")
    assert run(Data(rules=[on_data]), node(M, "free")).findings == ()
    assert len(run(Data(rules=[on_data]), of).findings) == 1


def test_a_term_met_twice_is_one_finding_with_both_routes() -> None:
    nodes = (node(M, "nc", Edge(BASE, "finetune")), node(BASE, "nc"))
    (finding,) = run(Data(NC), *nodes).findings
    assert finding.paths == ((M, "finetune", BASE),)
    # The worse of two outcomes stays: by the sure route it is broken, by the guessed one it would be open.
    nodes = (node(M, "free", Edge(BASE, "unknown"), Edge(FAR, "finetune")), node(BASE, "nc"), node(FAR, "nc"))
    (finding,) = run(Data(NC, licence("free")), *nodes).findings
    assert finding.verdict is VIOLATED
    assert set(finding.paths) == {(M, "unknown", BASE), (M, "finetune", FAR)}


def test_outputs_of_a_teacher_stay_bound_by_its_term_on_training() -> None:
    training = term("train", "output-training", stance="forbidden", models="any-model", passes_to=[])
    real = tuple(entry for entry in REAL.rules if entry.id == "output-training")
    data = Data(licence("teacher", training), licence("free"), rules=real)
    nodes = (node("dataset:acme/d", "free", Edge(BASE, "generated_by")), node(BASE, "teacher"))
    assert [f.verdict for f in run(data, *nodes, outputs_train="other_model").findings] == [VIOLATED]
    assert run(data, *nodes, outputs_train="none").findings == ()
    nodes = (node("dataset:acme/d", "free", Edge(BASE, "trained_on")), node(BASE, "teacher"))
    assert run(data, *nodes, outputs_train="other_model").findings == ()


# --- what a rule, a term or a licence may be ------------------------------------------------------------------------


def test_a_should_is_never_a_finding() -> None:
    assert run(Data(licence("nc", term(strength="should"))), node(M, "nc")) == Evaluation()


def test_a_removed_rule_finds_nothing() -> None:
    assert run(Data(NC, rules=[replace(COMMERCIAL, status="removed")]), node(M, "nc")).findings == ()
    known = next(entry for entry in REAL.rules if entry.id == "unknown-licence")
    gone = replace(known, status="removed")
    assert run(Data(rules=[gone]), node(M), policy=Policy("p.yaml", unknown_licence="error")).findings == ()
    (finding,) = run(Data(rules=[known]), node(M), policy=Policy("p.yaml", unknown_licence="error")).findings
    assert (finding.rule, finding.licence, finding.document, finding.term) == (known.id, "unknown", "unknown", "")


def test_a_rule_that_is_off_waits_until_the_policy_asks_for_it() -> None:
    data = Data(NC, rules=[replace(COMMERCIAL, severity="off")])
    for rules, asked in (
        ({}, False),
        ({"purpose": "error"}, True),
        ({"commercial-use": "note"}, True),
        ({"x": "error"}, False),
    ):
        assert bool(run(data, node(M, "nc"), policy=Policy("p.yaml", rules=rules)).findings) == asked


def test_what_the_date_alone_brings_about_says_since_when() -> None:
    on_model = {"applies_to": {"subject": "model"}, "message": "m", "fix": "f.", "title": "t",
                "violated_when": {"fact": "use.commercial", "is": True}}  # fmt: skip
    for concern, fact in (
        ("retirement", "host.retires"),
        ("pinning", "host.reroutes_from"),
        ("identity", "host.retires"),
    ):
        data = Data(rules=[rule_from({"id": "x", "concern": concern, **on_model})])
        for day, since in (("2026-11-22", "2026-11-22"), ("2026-01-01", "2026-01-01"), ("2026-11-23", "")):
            of = use(node(M, "nc"))
            dated = replace(of, facts={**of.facts, fact: Fact(fact, day, "catalogue")})
            (finding,) = run(data, node(M, "nc"), uses=[dated]).findings
            assert finding.since == (since if concern != "identity" else "")


def test_a_doubt_in_the_text_caps_the_verdict_and_is_shown() -> None:
    (finding,) = run(Data(licence("nc", term(doubt="The text may spare hobbies."))), node(M, "nc")).findings
    assert (finding.verdict, finding.doubt, finding.missing) == (UNDETERMINED, "The text may spare hobbies.", ())
    # What is kept is kept, doubt or not; what lacks a fact asks for the fact.
    doubtful = Data(licence("nc", term(doubt="The text may spare hobbies.")))
    assert run(doubtful, node(M, "nc"), commercial=False).findings == ()
    (finding,) = run(doubtful, node(M, "nc"), uses=[replace(use(node(M, "nc")), facts={})]).findings
    assert (finding.verdict, finding.missing) == (UNDETERMINED, ("use.commercial",))


def test_what_was_read_at_second_hand_is_no_definite_finding() -> None:
    for data, of in (
        (Data(licence("nc", term(confidence="low"))), node(M, "nc")),
        (Data(NC), node(M, "nc", confidence="low")),
    ):
        (finding,) = run(data, of).findings
        assert (finding.verdict, finding.confidence) == (UNDETERMINED, "low")
        assert finding.doubt == "the clause or the label comes from a second hand and was not read at its source"
    # What lacks a fact asks for it, and nothing else is in doubt.
    (finding,) = run(Data(NC), node(M, "nc", confidence="low"), uses=[replace(use(node(M, "nc")), facts={})]).findings
    assert (finding.missing, finding.doubt, finding.confidence) == (("use.commercial",), "", "low")
    (finding,) = run(Data(NC), node(M, "nc", confidence="medium")).findings
    assert (finding.verdict, finding.confidence) == (VIOLATED, "high")


def test_when_and_unless_are_gates() -> None:
    gated = Data(licence("nc", term(when={"fact": "use.audience.minors", "is": True})))
    assert terms(run(gated, node(M, "nc"), **{"audience.minors": True})) == [("nc", "nc", VIOLATED)]
    assert run(gated, node(M, "nc"), **{"audience.minors": False}).findings == ()
    assert run(gated, node(M, "nc")).findings[0].missing == ("use.audience.minors",)
    spared = Data(licence("nc", term(unless={"fact": "use.audience.minors", "is": True})))
    assert run(spared, node(M, "nc"), **{"audience.minors": True}).findings == ()
    assert terms(run(spared, node(M, "nc"), **{"audience.minors": False})) == [("nc", "nc", VIOLATED)]
    bound = Data(licence("nc", term(binds=["distribute_weights"])))
    assert terms(run(bound, node(M, "nc"), activities=["distribute_weights"])) == [("nc", "nc", VIOLATED)]
    assert run(bound, node(M, "nc"), activities=["host_as_service"]).findings == ()
    assert run(bound, node(M, "nc")).findings[0].missing == ("use.activities",)


def test_incorporated_documents_are_named() -> None:
    policy = licence("aup", term("arms", "field-of-use", domains=["military"], section="1.b"))
    deeper = licence("deep", term("deep"), incorporates=({"document": "top"}, {"document": "gone"}))
    top = licence("top", incorporates=({"document": "aup"}, {"document": "deep"}))
    found = run(Data(top, policy, deeper), node(M, "top"), fields=["military"]).findings
    assert {(f.licence, f.document, f.term) for f in found} == {("top", "aup", "arms"), ("top", "deep", "deep")}
    assert len({f.fingerprint for f in found}) == 2


def test_what_is_kept_is_kept_for_those_who_ask() -> None:
    (kept,) = [f for f in run(Data(NC), node(M, "nc"), commercial=False).kept if f.term]
    assert (kept.verdict, kept.missing, kept.doubt, kept.licence) == (Verdict.SATISFIED, (), "", "nc")


def test_a_list_of_fields_is_complete() -> None:
    wide = term("wide", "field-of-use", domains=["law-enforcement"])
    narrow = term("narrow", "field-of-use", domains=["crime-prediction"])
    data = Data(licence("x", wide, narrow))
    assert terms(run(data, node(M, "x"), fields=["law-enforcement"])) == [("x", "wide", VIOLATED)]
    assert {name for _, name, _ in terms(run(data, node(M, "x"), fields=["crime-prediction"]))} == {"wide", "narrow"}
    assert {name for _, name, _ in terms(run(data, node(M, "x")))} == {"wide", "narrow"}
    assert terms(run(Data(licence("x", narrow)), node(M, "x"), fields=["law-enforcement"])) == []


# --- expressions -----------------------------------------------------------------------------------------------------

FREE = licence("free", category="permissive")
ASKS = licence("asks", term("minors", unless={"fact": "use.audience.minors", "is": True}))
TWICE = licence("twice", term(), term("nc2"))


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("nc OR free", []),
        ("free OR nc", []),
        ("nc AND free", [("nc", "nc", VIOLATED)]),
        ("nc AND twice", [("nc", "nc", VIOLATED), ("twice", "nc", VIOLATED), ("twice", "nc2", VIOLATED)]),
        ("nc OR asks", [("asks", "minors", UNDETERMINED)]),
        ("twice OR nc", [("nc", "nc", VIOLATED)]),
        ("(nc AND twice) OR asks", [("asks", "minors", UNDETERMINED)]),
        ("free OR (nc AND asks)", []),
        ("nc AND (free OR twice)", [("nc", "nc", VIOLATED)]),
        ("(nc", []),
        ("nobody-knows", []),
        ("nobody-knows AND nc", [("nc", "nc", VIOLATED)]),
    ],
)
def test_or_is_a_choice_and_and_is_both(expression: str, found: list[Any]) -> None:
    assert terms(run(Data(NC, FREE, ASKS, TWICE), node(M, expression))) == found


def test_a_choice_is_fixed_by_the_policy() -> None:
    data, of = Data(NC, FREE), node(M, "nc OR free")
    assert terms(run(data, of, uses=[use(of, choose="nc")])) == [("nc", "nc", VIOLATED)]
    assert terms(run(data, of, uses=[use(of, choose="free")])) == []
    assert terms(run(data, of, uses=[use(of, choose="other")])) == []


# --- duties ---------------------------------------------------------------------------------------------------------

SHOW = licence(
    "show", term("line", "display", string="Built with X", places=["readme", "ui"], binds=["host_as_service"])
)
PASS_ON = licence("pass", term("down", "flow-down", binds=["distribute_weights"], places=["contract"]))
HOSTS = {"activities": ["host_as_service"]}
SHIPS = {"activities": ["distribute_weights"]}


def test_a_text_that_is_missing_is_a_finding_that_names_where_it_was_looked_for() -> None:
    looked = Seen(looked_in={"readme": ("README.md",), "ui": tuple(f"{n}.html" for n in range(9)), "docs": ("d.md",)})
    found = run(Data(SHOW), node(M, "show"), seen=looked, **HOSTS)
    assert terms(found) == [("show", "line", VIOLATED)]
    (duty,) = found.duties
    assert (duty.state, duty.licence, duty.document, duty.term, duty.section) == (
        "missing",
        "show",
        "show",
        "line",
        "7",
    )
    assert (duty.string, duty.wanted, duty.model) == ("Built with X", ("readme", "ui"), M)
    assert duty.where == ("README.md", "0.html", "1.html", "2.html", "3.html")


def test_a_text_that_is_seen() -> None:
    places = [["readme", "README.md", 3], ["ui", "a.html", 4], ["ui", "b.html", 5], ["ui", "c.html", 6]]
    found = run(Data(SHOW), node(M, "show"), seen={"strings": {"Built with X": places}}, **HOSTS)
    assert terms(found) == []
    assert [(d.state, d.where) for d in found.duties] == [("seen", ("README.md:3", "a.html:4", "b.html:5"))]
    # In another place it does not count.
    found = run(Data(SHOW), node(M, "show"), seen={"strings": {"Built with X": [["docs", "d.md", 3]]}}, **HOSTS)
    assert [d.state for d in found.duties] == ["missing"]


def test_a_duty_that_is_attested() -> None:
    for key in ("show/line", "show/display"):
        found = run(Data(SHOW), node(M, "show"), seen={"attested": {key: "https://example.org", "x/y": "z"}}, **HOSTS)
        assert [(d.state, d.where) for d in found.duties] == [("attested", ("https://example.org",))]
        assert terms(found) == []


def test_a_duty_that_is_not_set_off_has_no_state() -> None:
    for facts in ({"activities": ["use_internally"]}, {"activities": []}):
        found = run(Data(SHOW, PASS_ON), node(M, "show AND pass"), **facts)
        assert (found.findings, found.duties) == ((), ())


def test_a_duty_of_which_it_is_open_whether_it_is_due_asks() -> None:
    found = run(Data(SHOW), node(M, "show"))
    assert (terms(found), found.findings[0].missing, found.duties) == (
        [("show", "line", UNDETERMINED)],
        ("use.activities",),
        (),
    )
    # Unless it is done already.
    found = run(Data(SHOW), node(M, "show"), seen={"strings": {"Built with X": [["ui", "a.html", 4]]}})
    assert (terms(found), [d.state for d in found.duties]) == ([], ["seen"])


def test_a_duty_that_no_tree_can_show_is_open_and_no_finding() -> None:
    found = run(Data(PASS_ON), node(M, "pass"), **SHIPS)
    assert (terms(found), [(d.state, d.where) for d in found.duties]) == ([], [("open", ())])
    found = run(Data(PASS_ON), node(M, "pass"), seen={"attested": {"pass/down": "no"}}, **SHIPS)
    assert (terms(found), found.duties) == ([("pass", "down", VIOLATED)], ())
    found = run(Data(PASS_ON), node(M, "pass"), seen={"attested": {"pass/down": "terms of service"}}, **SHIPS)
    assert (terms(found), [d.state for d in found.duties]) == ([], ["attested"])
    found = run(Data(PASS_ON), node(M, "pass"))
    assert (terms(found), found.duties) == ([], ())


def test_a_display_without_a_fixed_text_stays_open() -> None:
    free_text = licence(
        "show", term("line", "display", content="who made it", places=["ui"], binds=["host_as_service"])
    )
    found = run(Data(free_text), node(M, "show"), **HOSTS)
    assert (terms(found), [(d.state, d.string) for d in found.duties]) == ([], [("open", "")])
    granted = {"organisation.separate_licences": [{"licence": "show"}]}
    found = run(
        Data(free_text),
        node(M, "show"),
        uses=[use(node(M, "show"), facts={"use.activities": ["host_as_service"], **granted})],
    )
    assert (terms(found), found.duties) == ([], ())


def test_a_grant_ends_a_duty() -> None:
    granted = {"use.activities": ["host_as_service"], "organisation.separate_licences": [{"licence": "show"}]}
    found = run(Data(SHOW), node(M, "show"), uses=[use(node(M, "show"), facts=granted)])
    assert (terms(found), found.duties) == ([], ())


def test_one_duty_for_a_model_used_twice() -> None:
    of = node(M, "show")
    uses = [use(of, ref(M, "a.py"), facts={"use.activities": ["host_as_service"]}, key=key) for key in ("", "other")]
    assert len(run(Data(SHOW), of, uses=uses).duties) == 1


# --- findings -------------------------------------------------------------------------------------------------------


def test_one_finding_per_use_with_all_its_places() -> None:
    of = node(M, "nc")
    (finding,) = run(Data(NC), of, uses=[use(of, ref(M, "a.py"), ref(M, "b.py", 9))]).findings
    assert [(place.file, place.line) for place in finding.places] == [("a.py", 1), ("b.py", 9)]
    # The same model under the same use, met again, joins; under another use it is another finding.
    again = [use(of, ref(M, "b.py")), use(of, ref(M, "a.py")), use(of, ref(M, "c.py"), key="use.commercial=True")]
    first, second = run(Data(NC), of, uses=again).findings
    assert [place.file for place in first.places] == ["a.py", "b.py"]
    assert ([place.file for place in second.places], second.use) == (["c.py"], "use.commercial=True")
    assert first.fingerprint != second.fingerprint


def _fingerprint(data: Data, of: Node, *uses: Use) -> str:
    (finding,) = [f for f in run(data, of, uses=uses).findings if f.term]
    return finding.fingerprint


def test_a_fingerprint_is_of_rule_model_licence_document_term_and_use_only() -> None:
    of = node(M, "nc")
    own = _fingerprint(Data(NC), of)
    assert len(own) == 16
    assert own == _fingerprint(Data(NC), of, use(of, ref(M, "elsewhere.py", 7)))
    assert own == _fingerprint(Data(licence("nc", term(section="8", plain="Other words."))), of)
    other = [
        _fingerprint(Data(licence("nc", term("other"))), of),
        _fingerprint(Data(licence("nc2", term())), node(M, "nc2")),
        _fingerprint(Data(NC), node("hf:acme/n", "nc")),
        _fingerprint(Data(NC, rules=[replace(COMMERCIAL, id="other")]), of),
        _fingerprint(Data(NC), of, use(of, key="k")),
        _fingerprint(Data(NC, licence("top", incorporates=({"document": "nc"},))), node(M, "top")),
    ]
    assert len({own, *other}) == 7


def test_findings_stand_in_the_order_of_their_places() -> None:
    nodes = [node(f"hf:acme/{name}", "twice") for name in "ba"]
    uses = [use(nodes[0], ref(nodes[0].id, "b.py")), use(nodes[1], ref(nodes[1].id, "a.py", 2))]
    found = run(Data(TWICE), *nodes, uses=uses).findings
    assert [(f.places[0].file, f.term) for f in found] == [
        ("a.py", "nc"),
        ("a.py", "nc2"),
        ("b.py", "nc"),
        ("b.py", "nc2"),
    ]


def test_a_use_without_a_place_stands_at_the_policy() -> None:
    of = node(M, "nc")
    for policy, file in ((Policy(), "smallprint.yaml"), (Policy("deep/p.yaml"), "deep/p.yaml")):
        (finding,) = run(Data(NC), of, uses=[replace(use(of), refs=())], policy=policy).findings
        assert finding.places == (Place(file),)


def test_a_model_without_any_claim_meets_no_term() -> None:
    assert terms(run(Data(NC), node(M))) == []


def test_the_projects_own_model_is_judged_for_its_lineage_only() -> None:
    of = node("other:./model", "free", Edge(BASE, "finetune"))
    rules = [*RULES, *(entry for entry in REAL.rules if entry.subject == "model")]
    found = run(Data(NC, FREE, rules=rules), of, node(BASE, "nc"), uses=[use(of, own=True)]).findings
    assert {f.concern for f in found} == {"lineage"}


def test_a_model_in_doubt_of_its_label_is_open() -> None:
    rules = [entry for entry in REAL.rules if entry.id in ("label-drops-base", "claims-disagree")]
    base = node("hf:meta/base", "nc")
    (sure,) = run(Data(NC, FREE, rules=rules), node(M, "free", Edge(base.id, "finetune")), base).findings
    (unsure,) = run(Data(NC, FREE, rules=rules), node(M, "free", Edge(base.id, "finetune", "", "low")), base).findings
    assert (sure.rule, sure.verdict, sure.doubt) == ("label-drops-base", VIOLATED, "")
    assert (unsure.rule, unsure.verdict) == ("label-drops-base", UNDETERMINED)
    assert "a guess from the name" in unsure.doubt
    (unsure,) = run(Data(NC, FREE, rules=rules), node(M, "free", Edge(base.id, "unknown")), base).findings
    assert "how it was made is not stated" in unsure.doubt
    # Two sources and a base that the label drops: each finding has its own words.
    torn = replace(node(M, "free", Edge(base.id, "finetune")), claims=(Claim("free", "card"), Claim("nc", "lock")))
    said = {f.rule: f.message for f in run(Data(NC, FREE, rules=rules), torn, base).findings}
    assert said["claims-disagree"].startswith("sources disagree: free (card); nc (lock)")
    assert said["label-drops-base"].startswith("labelled free, ")
    both = replace(node(M, "nc"), claims=(Claim("nc", "card"), Claim("free", "catalogue", confidence="low")))
    (unsure,) = run(Data(NC, FREE, rules=rules), both).findings
    assert (unsure.rule, unsure.verdict) == ("claims-disagree", UNDETERMINED)
    both = replace(both, claims=(Claim("nc", "card"), Claim("free", "catalogue")))
    assert [(f.rule, f.verdict) for f in run(Data(NC, FREE, rules=rules), both).findings] == [
        ("claims-disagree", VIOLATED)
    ]


def test_whoever_owns_the_base_labels_its_child() -> None:
    rules = [entry for entry in REAL.rules if entry.id == "label-drops-base"]
    for base, found in (("hf:Acme/base", 0), ("hf:acme-labs/base", 1)):
        graph = node("hf:acme/child", "free", Edge(base, "finetune")), node(base, "nc")
        assert len(run(Data(NC, FREE, rules=rules), *graph).findings) == found


def test_a_label_that_a_list_tells_of_drops_nothing() -> None:
    rules = [entry for entry in REAL.rules if entry.id == "label-drops-base"]
    for confidence, found in (("low", 0), ("medium", 1)):
        own = replace(
            node(M, "free", Edge("hf:meta/base", "quantized")),
            claims=(Claim("free", "catalogue", confidence=confidence),),
        )
        assert len(run(Data(NC, FREE, rules=rules), own, node("hf:meta/base", "nc")).findings) == found


def test_what_says_so_is_shown() -> None:
    for claims, shown in (
        ((Claim("nc", "catalogue"),), "catalogue"),
        ((Claim("nc", "card", "README.md:2"), Claim("nc", "lock")), "card: README.md:2"),
    ):
        (finding,) = run(Data(NC), replace(node(M), claims=claims)).findings
        assert finding.evidence == shown
    known = [entry for entry in REAL.rules if entry.id == "unknown-licence"]
    for claims, shown in (
        ((Claim("unknown", "unknown"),), ""),
        ((Claim("unknown", "card", "README.md:2"),), "card: README.md:2"),
        ((), ""),
    ):
        (finding,) = run(Data(rules=known), replace(node(M), claims=claims)).findings
        assert (finding.evidence, finding.verdict) == (shown, UNDETERMINED)


def test_a_finding_must_name_its_model_and_what_would_settle_it() -> None:
    (finding,) = run(Data(NC), node(M, "nc")).findings
    with pytest.raises(ValueError, match="names no model"):
        replace(finding, model="")
    with pytest.raises(ValueError, match="needs a missing fact or a doubt"):
        replace(finding, verdict=UNDETERMINED)
    assert isinstance(replace(finding, model="", subject="tree"), Finding)


# --- what is said of it ---


def test_what_holds_unless_the_policy_says_otherwise() -> None:
    """Settings, and the one observation that naming a model makes: none of them is ever asked for."""
    expected = {
        "use.received_in_product": False,
        "policy.lifecycle.pin_versions": False,
        "policy.require_lock": False,
        "policy.lifecycle.warn_days": 90,
        "policy.lifecycle.min_notice_days": 0,
        "policy.jurisdiction.forbid": (),
        "policy.jurisdiction.forbid_group": False,
    }
    assert {name: OBSERVED[name].value for name in expected} == expected
    assert all(fact.name == name for name, fact in OBSERVED.items())


def test_what_no_fact_settles_says_so() -> None:
    cap = rule("cap", "user-cap", {"test": "over_limit"})
    limit = {"limits": [{"metric": "edge_devices", "over": 5}]}
    (finding,) = run(Data(licence("x", term("cap", "user-cap", **limit)), rules=[cap]), node(M, "x")).findings
    assert (finding.verdict, finding.missing, finding.doubt) == (UNDETERMINED, (), "the facts given do not settle it")
    doubted = licence("x", term("cap", "user-cap", doubt="Which devices?", **limit))
    (finding,) = run(Data(doubted, rules=[cap]), node(M, "x")).findings
    assert finding.doubt == "Which devices?"


def test_of_two_broken_branches_the_one_with_fewer_breaches_is_taken() -> None:
    fields = [term(f"f{number}", "field-of-use", domains=["military"]) for number in range(2)]
    mixed = licence("mixed", term(), *fields)
    assert terms(run(Data(TWICE, mixed), node(M, "twice OR mixed"), fields=[])) == [("mixed", "nc", VIOLATED)]


@pytest.mark.parametrize("subject", ["model", "use"])
def test_a_rule_on_the_model_or_its_use(subject: Any) -> None:
    known = next(entry for entry in REAL.rules if entry.id == "unknown-licence")
    asked = replace(known, subject=subject, violated_when={"fact": "use.commercial", "is": True})
    of = use(node(M, "free"))
    # A word in the name of a file is no guess of ours.
    told = replace(of, facts={"use.commercial": Fact("use.commercial", True, "guess.yaml:2")})
    (finding,) = run(Data(rules=[asked]), node(M, "free"), uses=[told]).findings
    assert (finding.verdict, finding.confidence, finding.subject, finding.licence) == (
        VIOLATED,
        "high",
        subject,
        "free",
    )


def test_the_facts_that_are_shown_are_ours_or_have_a_source() -> None:
    of = use(node(M, "nc"))
    for source in ("", "smallprint.yaml:2"):
        told = replace(of, facts={"use.commercial": Fact("use.commercial", True, source)})
        (finding,) = run(Data(NC), node(M, "nc"), uses=[told]).findings
        assert [(fact.name, fact.source) for fact in finding.facts] == [("use.commercial", source)]
    quiet = replace(COMMERCIAL, violated_when={"fact": "policy.lifecycle.warn_days", "gt": 1})
    (finding,) = run(Data(NC, rules=[quiet]), node(M, "nc")).findings
    assert finding.facts == ()


def test_a_message_may_name_the_document() -> None:
    named = replace(COMMERCIAL, message="{document} of {licence}", fix="Read {document}.")
    top = licence("top", incorporates=({"document": "nc"},))
    (finding,) = run(Data(top, NC, rules=[named]), node(M, "top")).findings
    assert (finding.message, finding.fix) == ("nc of top", "Read nc.")


def test_an_attestation_of_another_licence_is_not_shown() -> None:
    done = {"attested": {"show/line": "https://example.org", "other/line": "elsewhere"}}
    (duty,) = run(Data(SHOW), node(M, "show"), seen=done, **HOSTS).duties
    assert duty.where == ("https://example.org",)


# --- what the drill of mutants left standing --------------------------------------------------------------------------


def test_a_branch_is_as_bad_as_its_worst_term() -> None:
    """A broken term among kept ones makes a branch worse than one with a question alone."""
    field = term("field", "field-of-use", domains=["military"])
    mixed = licence("mixed", term(), term("kept", "commercial-use", bars=["production"], binds=["merge"]))
    data, of = Data(mixed, licence("asks", field)), node(M, "mixed OR asks")
    assert terms(run(data, of, activities=["use_internally"])) == [("asks", "field", UNDETERMINED)]


def test_a_choice_may_name_licences_together() -> None:
    data, of = Data(NC, licence("free"), licence("mit")), node(M, "(free AND nc) OR mit")
    assert terms(run(data, of, uses=[use(of, choose="free AND nc")])) == [("nc", "nc", VIOLATED)]


def test_the_first_open_route_is_the_one_that_is_told() -> None:
    data = Data(licence("nc", term(passes_to=["finetune"])), licence("free"))
    of = node(M, "free", Edge(BASE, "unknown"), Edge(FAR, "unknown"))
    found = [f for f in run(data, of, node(BASE, "nc"), node(FAR, "nc")).findings if f.term]
    assert [f.doubt for f in found] == ["how it was made from base is not stated"]


def test_a_finding_on_the_model_itself_tells_no_route() -> None:
    """Routes are of terms that came along them."""
    model_rule = rule_from(
        {
            "id": "label", "title": "label", "concern": "lineage", "applies_to": {"subject": "model"}, "message": "m",
            "violated_when": {"fact": "model.label_keeps_base", "is": False}, "fix": "Ask.",
        }
    )  # fmt: skip
    data = Data(licence("nc", term(passes_to=["finetune"])), licence("free"), rules=(model_rule,))
    base = "hf:other/base"
    found = run(data, node(M, "free", Edge(base, "finetune")), node(base, "nc")).findings
    assert [(f.rule, f.paths) for f in found] == [("label", ())]


@pytest.mark.parametrize("place", ["contract", "outputs", "publication"])
def test_what_is_due_outside_every_tree_stays_open(place: str) -> None:
    line = licence("line", term("line", "display", string="Built with X", places=[place], binds=["host_as_service"]))
    result = run(Data(line), node(M, "line"), activities=["host_as_service"])
    assert [duty.state for duty in result.duties] == ["open"]
    assert terms(result) == []
