"""Models x rules x use profile -> findings and duties. Pure: no globals, clock or files.

For each model under each effective use, every licence that binds it is opened up: its own (an expression: ``OR`` is a
choice,
``AND`` is both), those of its ancestors as far as their terms pass, and the documents that each incorporates. Each
term meets
the rules of its kind:

    violated = reaches and binds and when and not unless and the rule's condition      (three-valued)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from smallprint.condition import Answer, Context, evaluate, join_all
from smallprint.expression import Leaf, Operator, parse_expression
from smallprint.lineage import Route, routes
from smallprint.model import Duty, Fact, Finding, Graph, Licence, ModelRef, Node, Place, Rule, Seen, Term
from smallprint.predicates import TESTS, activities
from smallprint.record import record
from smallprint.say import message, short_name
from smallprint.verdict import Truth, Verdict

if TYPE_CHECKING:
    from smallprint.database import Vocabulary
    from smallprint.policy import Policy

__all__ = ["OBSERVED", "Data", "Evaluation", "Use", "evaluate_all", "judge_term"]


class Data(Protocol):
    """What evaluation reads of the database."""

    @property
    def rules(self) -> Sequence[Rule]:
        """All rules."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The closed vocabulary."""

    def licence(self, name: str) -> Licence | None:
        """The licence ``name``, or ``None``."""

    def provider(self, name: str) -> Mapping[str, Any] | None:
        """The provider ``name``, or ``None``."""


#: What holds unless the policy says otherwise. Naming a model in one's own files shows that it did not merely come
#: inside
#: somebody else's product; the rest are settings, which are never asked for.
OBSERVED: Mapping[str, Fact] = {
    name: Fact(name, value)
    for name, value in (
        ("use.received_in_product", False),
        ("policy.lifecycle.pin_versions", False),
        ("policy.require_lock", False),
        ("policy.lifecycle.warn_days", 90),
        ("policy.lifecycle.min_notice_days", 0),
        ("policy.jurisdiction.forbid", ()),
        ("policy.jurisdiction.forbid_group", False),
    )
}


@record
class Use:
    """One model under one effective use: the same facts, wherever it stands."""

    node: Node
    ids: tuple[str, ...]
    facts: Mapping[str, Fact]
    refs: tuple[ModelRef, ...]
    #: Short key of what differs from the project's own use; empty when nothing does.
    key: str = ""
    choose: str = ""
    #: The project's own model, which a card in the tree speaks of: its label does not bind whoever gives it, and the
    #: terms of its
    #: bases are judged where they are named; what remains is whether the label is right.
    own: bool = False


@record
class Evaluation:
    """All findings (violated and undetermined), what was found in order, and the duties."""

    findings: tuple[Finding, ...] = ()
    kept: tuple[Finding, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(slots=True)
class _Outcome:
    """What one term came to, before it is a finding."""

    rule: Rule
    term: Term
    licence: str
    document: str
    verdict: Verdict
    answer: Answer
    doubt: str
    paths: tuple[Route, ...]
    duty: Duty | None
    low: bool


@dataclass(slots=True)
class _Branch:
    """The outcomes of one way to read a licence expression."""

    name: str
    outcomes: list[_Outcome] = field(default_factory=list)

    @property
    def verdict(self) -> tuple[int, int, int]:
        """Best branch first: the worst verdict, then how many of it, then how many in all."""
        worst = min((outcome.verdict.value for outcome in self.outcomes), default=Verdict.SATISFIED.value)
        return (-worst, sum(outcome.verdict.value == worst for outcome in self.outcomes), len(self.outcomes))


def evaluate_all(uses: Iterable[Use], graph: Graph, data: Data, policy: Policy, seen: Seen, today: str) -> Evaluation:
    """Evaluate every use. ``today`` is an ISO date; it is the only thing known of time."""
    findings: dict[str, Finding] = {}
    kept: list[Finding] = []
    duties: dict[tuple[str, ...], Duty] = {}
    for use in uses:
        for outcome_list in _Evaluator(use, graph, data, policy, seen, today).run():
            for finding, duty in outcome_list:
                if duty is not None:
                    duties.setdefault((duty.licence, duty.document, duty.term, duty.model), duty)
                if finding.verdict is Verdict.SATISFIED:
                    kept.append(finding)
                else:
                    known = findings.get(finding.fingerprint)
                    findings[finding.fingerprint] = finding if known is None else _merged(known, finding)
    order = sorted(findings.values(), key=lambda f: (f.places, f.model, f.rule, f.licence, f.term))
    return Evaluation(tuple(order), tuple(kept), tuple(duties.values()))


def _merged(first: Finding, second: Finding) -> Finding:
    """One finding for the same use at other hosts or regions: the worst of them, with its own places."""
    if first.verdict is not second.verdict:
        return min(first, second, key=lambda finding: finding.verdict.value)
    places = tuple(sorted(set(first.places) | set(second.places)))
    return replace(first, places=places, paths=tuple(dict.fromkeys(first.paths + second.paths)))


class _Evaluator:
    """One use of one model."""

    def __init__(self, use: Use, graph: Graph, data: Data, policy: Policy, seen: Seen, today: str) -> None:
        from smallprint.subjects import model_facts

        self.use, self.graph, self.data, self.policy, self.seen, self.today = use, graph, data, policy, seen, today
        self.routes = tuple(routes(graph, use.node.id))
        self.extra = model_facts(use, graph, self.routes, data, policy)
        self.by_kind: dict[str, list[Rule]] = {}
        self.rules = [rule for rule in data.rules if _asked(rule, policy)]
        for rule in self.rules:
            for kind in rule.kinds:
                self.by_kind.setdefault(kind, []).append(rule)

    def lookup(self, name: str) -> Fact | None:
        found = self.use.facts.get(name) or self.extra.get(name)
        return found if found is not None else OBSERVED.get(name)

    def context(self, **changes: Any) -> Context:
        return Context(
            lookup=self.lookup,
            vocabulary=self.data.vocabulary,
            seen=self.seen,
            model_ids=self.use.ids,
            today=self.today,
            **changes,
        )

    def run(self) -> Iterator[list[tuple[Finding, Duty | None]]]:
        if self.use.own:
            yield [(finding, None) for finding in self._model_rules() if finding.concern == "lineage"]
            return
        by_owner: dict[str, list[Route]] = {}
        for route in self.routes:
            by_owner.setdefault(route.ids[-1], []).append(route)
        merged: dict[tuple[str, ...], _Outcome] = {}
        for owner, paths in by_owner.items():
            node = self.graph.nodes.get(owner)
            if node is None or not node.claims:
                continue
            for outcome in self._expression(node, tuple(paths)):
                key = (outcome.rule.id, outcome.licence, outcome.document, outcome.term.id)
                known = merged.get(key)
                merged[key] = outcome if known is None else _worse(known, outcome)
        for outcome in self._host_terms():
            merged.setdefault((outcome.rule.id, outcome.licence, outcome.document, outcome.term.id), outcome)
        yield [self._finish(outcome) for outcome in merged.values()]
        yield [(finding, None) for finding in self._model_rules()]

    # --- licences ---

    def _host_terms(self) -> Iterator[_Outcome]:
        """The terms of whoever hosts open weights: they bind beside the licence of the weights."""
        from smallprint.hosting import terms_of

        for name in terms_of(self.use, self.data, self.policy):
            licence = self.data.licence(name)
            if licence is not None:
                yield from self._licence(licence, self.routes[:1])

    def _expression(self, node: Node, paths: tuple[Route, ...]) -> list[_Outcome]:
        claim = node.claims[0]
        tree = parse_expression(claim.expression)
        if tree is None:
            return []
        branch = self._branch(tree, paths)
        if claim.confidence == "low":
            for outcome in branch.outcomes:
                outcome.low = True
        return branch.outcomes

    def _branch(self, tree: Leaf | Operator, paths: tuple[Route, ...]) -> _Branch:
        if isinstance(tree, Leaf):
            licence = self.data.licence(tree.licence)
            return _Branch(tree.licence, [] if licence is None else list(self._licence(licence, paths)))
        parts = [self._branch(part, paths) for part in tree.parts]
        if tree.name == "AND":
            return _Branch(
                " AND ".join(part.name for part in parts), [outcome for part in parts for outcome in part.outcomes]
            )
        chosen = next((part for part in parts if part.name == self.use.choose), None)
        return chosen or min(parts, key=lambda part: part.verdict)

    def _licence(self, licence: Licence, paths: tuple[Route, ...]) -> Iterator[_Outcome]:
        seen: set[str] = set()
        stack = [licence]
        while stack:
            document = stack.pop(0)
            if document.id in seen:
                continue
            seen.add(document.id)
            for term in document.terms:
                for rule in self.by_kind.get(term.kind, ()):
                    outcome = self._term(rule, term, licence.id, document.id, paths)
                    if outcome is not None:
                        yield outcome
            for part in document.incorporates:
                incorporated = self.data.licence(part["document"])
                if incorporated is not None:
                    stack.append(incorporated)

    def _term(self, rule: Rule, term: Term, licence: str, document: str, paths: tuple[Route, ...]) -> _Outcome | None:
        if term.strength == "should" or rule.status == "removed":
            return None
        reach, routes_used, doubt, missing = self._reach(term, paths)
        if reach is Truth.FALSE:
            return None
        context = self.context(term=term.keys, licence=licence, document=document, modality=self.use.node.modality)
        verdict, answer, duty_state = judge_term(rule, term, context)
        if verdict is Verdict.VIOLATED and (reach is Truth.UNKNOWN or term.doubt or doubt):
            verdict = Verdict.UNDETERMINED
            doubt = doubt or term.doubt
            answer = Answer(Truth.UNKNOWN, answer.used, missing)
        elif verdict is Verdict.UNDETERMINED and reach is Truth.UNKNOWN:
            answer = Answer(Truth.UNKNOWN, answer.used, tuple(dict.fromkeys(answer.missing + missing)))
        duty = None
        if duty_state is not None:
            duty = _duty(rule, term, licence, document, self.use, duty_state, self.seen)
        shown = doubt if verdict is Verdict.UNDETERMINED else ""
        return _Outcome(
            rule, term, licence, document, verdict, answer, shown, routes_used, duty, term.confidence == "low"
        )

    def _reach(self, term: Term, paths: tuple[Route, ...]) -> tuple[Truth, tuple[Route, ...], str, tuple[str, ...]]:
        """Whether the term comes along any of the routes; which; and what is in doubt."""
        relations = self.data.vocabulary.data["relations"]
        best = Truth.FALSE
        used: list[Route] = []
        doubt = ""
        missing: tuple[str, ...] = ()
        for path in paths:
            passed = Truth.TRUE
            for relation in path.relations:
                if relation == "unknown":
                    passed &= Truth.UNKNOWN if term.passes_to or term.reaches_students else Truth.FALSE
                elif relations[relation].get("through_outputs"):
                    # What a model wrote is its outputs: a term on training with outputs stays with them.
                    outputs = relation == "generated_by" and term.kind == "output-training"
                    passed &= Truth.of(term.reaches_students or outputs)
                else:
                    passed &= Truth.of(relation in term.passes_to)
            guessed = path.confidence == "low"
            if guessed and passed is Truth.TRUE:
                passed = Truth.UNKNOWN
            if passed is Truth.FALSE:
                continue
            used.append(path)
            if passed is Truth.UNKNOWN and best is Truth.FALSE:
                parent = short_name(path.ids[-1])
                doubt = (
                    f"that it comes from {parent} is read from its name only"
                    if guessed
                    else f"how it was made from {parent} is not stated"
                )
                missing = ("model.parents_known",)
            best |= passed
        return (best, tuple(used), "", ()) if best is Truth.TRUE else (best, tuple(used), doubt, missing)

    # --- rules on the model itself ---

    def _model_rules(self) -> Iterator[Finding]:
        from smallprint.subjects import applies

        for rule in self.rules:
            if rule.subject not in ("model", "use", "provider", "dataset") or rule.status == "removed":
                continue
            if not applies(rule, self.use):
                continue
            answer = evaluate(rule.violated_when, self.context(), TESTS)
            verdict = _verdict(answer.truth)
            head = self.use.node.claims[0] if self.use.node.claims else None
            doubt = ""
            for fact in answer.used:
                if fact.name in ("model.claims_agree", "model.label_keeps_base") and "guess" in fact.source:
                    verdict, doubt = (
                        (Verdict.UNDETERMINED, fact.source) if verdict is Verdict.VIOLATED else (verdict, "")
                    )
            finding = self._finding(
                rule,
                None,
                head.expression if head else "unknown",
                "",
                verdict,
                answer,
                doubt,
                self.routes[:1],
                confidence="high",
            )
            yield replace(finding, since=self._since(rule)) if verdict is Verdict.VIOLATED else finding

    def _since(self, rule: Rule) -> str:
        """The day from which a finding holds that the date alone brings about."""
        name = {"retirement": "host.retires", "pinning": "host.reroutes_from"}.get(rule.concern)
        fact = self.lookup(name) if name else None
        return str(fact.value) if fact is not None and str(fact.value) <= self.today else ""

    # --- findings ---

    def _finish(self, outcome: _Outcome) -> tuple[Finding, Duty | None]:
        verdict, doubt = outcome.verdict, outcome.doubt
        if outcome.low and verdict is Verdict.VIOLATED:
            verdict = Verdict.UNDETERMINED
            doubt = doubt or "the clause or the label comes from a second hand and was not read at its source"
        confidence: Literal["high", "medium", "low"] = "low" if outcome.low else "high"
        finding = self._finding(
            outcome.rule,
            outcome.term,
            outcome.licence,
            outcome.document,
            verdict,
            outcome.answer,
            doubt,
            outcome.paths,
            confidence,
        )
        return finding, outcome.duty

    def _finding(
        self, rule: Rule, term: Term | None, licence: str, document: str, verdict: Verdict, answer: Answer, doubt: str,
        paths: tuple[Route, ...], confidence: Literal["high", "medium", "low"],
    ) -> Finding:  # fmt: skip
        use = self.use
        missing = answer.missing if verdict is Verdict.UNDETERMINED else ()
        if verdict is Verdict.UNDETERMINED and not missing and not doubt:
            doubt = term.doubt if term and term.doubt else "the facts given do not settle it"
        parts = (rule.id, use.node.id, licence, document, term.id if term else "", use.key)
        return Finding(
            rule=rule.id,
            concern=rule.concern,
            severity=rule.severity,
            confidence=confidence,
            verdict=verdict,
            model=use.node.id,
            licence=licence,
            document=document or licence,
            term=term.id if term else "",
            section=term.section if term else "",
            message=self._say(rule.message, term, licence, document),
            fix=self._say(rule.fix, term, licence, document),
            places=tuple(ref.place for ref in use.refs) or (Place(self.policy.file or "smallprint.yaml"),),
            plain=term.plain if term else "",
            facts=tuple(fact for fact in answer.used if fact.source or fact.name.startswith(("organisation.", "use."))),
            missing=missing,
            paths=tuple(path.flat() for path in paths if path.relations),
            use=use.key,
            doubt=doubt,
            fingerprint=hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16],
            evidence=_evidence(use.node),
            subject=rule.subject,
        )

    def _say(self, template: str, term: Term | None, licence: str, document: str) -> str:
        words = self.extra["words"].value
        return message(template, term, self.use.node, licence, self.data.vocabulary, {"document": document, **words})


def _asked(rule: Rule, policy: Policy) -> bool:
    """Whether a rule runs: one that is ``off`` by default waits until the policy gives it a severity."""
    return rule.severity != "off" or rule.id in policy.rules or rule.concern in policy.rules


def judge_term(rule: Rule, term: Term, context: Context) -> tuple[Verdict, Answer, str | None]:
    """Judge one term by one rule. Returns the verdict, the answer with its facts, and a duty's state or ``None``.

    A duty that is not set off has no state. One that nothing in a tree can show (the term lacks what the rule
    ``needs``)
    stays ``open``: it is listed and is no finding.
    """
    gate = join_all(_gates(term, context))
    if gate.truth is Truth.FALSE:
        return Verdict.SATISFIED, gate, None
    if rule.duty is not None:
        return _judge_duty(rule, term, context, gate)
    answer = join_all(iter((gate, evaluate(rule.violated_when, context, TESTS))))
    return _verdict(answer.truth), answer, None


def _gates(term: Term, context: Context) -> Iterator[Answer]:
    yield activities(context, term.binds)
    if term.when is not None:
        yield evaluate(term.when, context, TESTS)
    if term.unless is not None:
        yield ~evaluate(term.unless, context, TESTS)


#: Places that no tree holds: what is due there alone stays open.
_ELSEWHERE = frozenset({"contract", "outputs", "publication"})


def _judge_duty(rule: Rule, term: Term, context: Context, gate: Answer) -> tuple[Verdict, Answer, str | None]:
    due = join_all(iter((gate, evaluate(rule.violated_when, context, TESTS))))
    duty = rule.duty or {}
    places = context.term.get("places") or ("readme",)
    observable = "seen_when" in duty and all(context.term.get(need) for need in duty.get("needs", ()))
    observable = observable and not _ELSEWHERE.issuperset(places)
    if observable and due.truth is Truth.FALSE:
        return Verdict.SATISFIED, due, None
    done = TESTS["attested"](context)
    if done.truth is Truth.TRUE:
        return Verdict.SATISFIED, done, "attested"
    if observable:
        shown = evaluate(duty["seen_when"], context, TESTS)
        if shown.truth is Truth.TRUE:
            return Verdict.SATISFIED, shown, "seen"
        if due.truth is Truth.TRUE:
            return Verdict.VIOLATED, due, "missing"
        return Verdict.UNDETERMINED, due, None
    # Nothing in a tree can show it: broken only where a rule for such duties says so, else open and listed.
    if "seen_when" not in duty and due.truth is not Truth.FALSE:
        return _verdict(due.truth), due, None
    set_off = gate if "seen_when" not in duty else due
    return Verdict.SATISFIED, set_off, "open" if set_off.truth is Truth.TRUE else None


def _verdict(truth: Truth) -> Verdict:
    return {Truth.TRUE: Verdict.VIOLATED, Truth.UNKNOWN: Verdict.UNDETERMINED, Truth.FALSE: Verdict.SATISFIED}[truth]


def _worse(first: _Outcome, second: _Outcome) -> _Outcome:
    worse, other = (first, second) if first.verdict.value <= second.verdict.value else (second, first)
    worse.paths = tuple(dict.fromkeys((*worse.paths, *other.paths)))
    return worse


def _evidence(node: Node) -> str:
    if not node.claims:
        return ""
    claim = node.claims[0]
    if claim.expression == "unknown" and not claim.evidence:
        return ""
    return f"{claim.source}: {claim.evidence}" if claim.evidence else claim.source


def _duty(rule: Rule, term: Term, licence: str, document: str, use: Use, state: Any, seen: Seen) -> Duty:
    wanted = tuple(term.keys.get("places", ()))
    where: tuple[str, ...]
    if state == "seen":
        where = tuple(f"{file}:{line}" for _, file, line in seen.strings.get(term.keys.get("string", ""), ())[:3])
    elif state == "attested":
        where = tuple(
            value
            for key, value in seen.attested.items()
            if key[0] in (licence, document) and key[1] in (term.id, term.kind)
        )
    else:
        where = tuple(dict.fromkeys(file for place in wanted for file in seen.looked_in.get(place, ())))[:5]
    return Duty(
        licence=licence, document=document, term=term.id, section=term.section, model=use.node.id,
        string=term.keys.get("string") or "", wanted=wanted, state=state, where=where, plain=term.plain,
    )  # fmt: skip
