"""The tests that conditions may name: a closed list of pure functions from a context to an answer.

Each answers true, false or unknown, with the facts it used and the names of those that would settle it. Metric,
comparison,
window, month and whose users come from the term, never from a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from smallprint.condition import ALWAYS, Answer, Context, Test
from smallprint.model import Fact, Taught
from smallprint.quantity import Quantity, Span, above
from smallprint.verdict import Truth

__all__ = ["DERIVING", "TESTS", "activities"]

#: Making something from the weights.
DERIVING = frozenset({"fine_tune", "merge", "quantize", "adapter"})
#: Making a model from outputs.
TEACHING = frozenset({"train_on_outputs", "distil"})
#: Handing something on, or letting others reach it.
OFFERING = frozenset({"host_as_service", "offer_model_api", "distribute_weights", "distribute_product"})

_RATE_MARGIN = 0.2

TESTS: dict[str, Test] = {}


def _test(function: Test) -> Test:
    TESTS[function.__name__] = function
    return function


# --- activities ------------------------------------------------------------------------------------------------------


def activities(context: Context, wanted: Iterable[str]) -> Answer:
    """Whether one of the activities ``wanted`` is carried out.

    Using it inside is certain for a model that the project depends on. Training on outputs follows from
    ``use.outputs_train`` too. A list that is present is complete; an absent one is unknown.
    """
    sought = frozenset(wanted)
    if "use_internally" in sought:
        return ALWAYS
    declared = context.lookup("use.activities")
    if declared is not None and sought & set(declared.value):
        return Answer(Truth.TRUE, (declared,))
    taught = context.lookup("use.outputs_train") if sought & TEACHING else None
    shown = context.lookup("observed.training") if sought & TEACHING else None
    if shown is not None and any(one.sure for one in shown.value):
        # What the files show outweighs a policy that says that none is trained; both are told.
        return Answer(Truth.TRUE, (shown,) if taught is None else (shown, taught))
    if taught is not None and taught.value != "none":
        return Answer(Truth.TRUE, (taught,))
    student = context.lookup("use.student.distributed") if "distribute_weights" in sought else None
    if student is not None and student.value is True and not declared:
        return Answer.unknown("use.activities", used=(student,))
    if taught is not None and sought <= TEACHING:
        return Answer(Truth.FALSE, (taught,))
    if shown is not None and sought <= TEACHING:
        return Answer.unknown("use.outputs_train", used=(shown,))
    if declared is not None:
        return Answer(Truth.FALSE, (declared,))
    return Answer.unknown("use.outputs_train" if sought <= TEACHING else "use.activities")


@_test
def modified(context: Context) -> Answer:
    """The project changes the weights: fine-tunes, merges, quantises or adapts them."""
    return activities(context, DERIVING)


@_test
def teaches(context: Context) -> Answer:
    """A model is trained on the outputs."""
    return activities(context, TEACHING)


@_test
def distributes(context: Context) -> Answer:
    """Weights or a product with them are handed to others."""
    return activities(context, ("distribute_weights", "distribute_product"))


@_test
def offers(context: Context) -> Answer:
    """Others receive it or reach it: by a copy, a product or a service."""
    return activities(context, OFFERING)


@_test
def hands_on_derived(context: Context) -> Answer:
    """A model made from the weights is offered to others, or a model trained on the outputs is handed on."""
    derived = _both(modified(context), offers(context))
    distributed = _fact(context, "use.student.distributed")
    student = _both(teaches(context), _either(distributed, activities(context, ("distribute_weights",))))
    return _either(derived, student)


@_test
def sells_models(context: Context) -> Answer:
    """The organisation sells inference or tuning of models: with this one, or as a business that it declares.

    Nobody need say that it has no such business: like conduct, it counts where it is declared.
    """
    fields = context.lookup("use.fields")
    if fields is not None and "model-as-a-service" in fields.value:
        return Answer(Truth.TRUE, (fields,))
    return activities(context, ("offer_model_api",))


# --- limits ----------------------------------------------------------------------------------------------------------


@_test
def over_limit(context: Context) -> Answer:
    """One of the term's ``limits`` is crossed.

    Metric, line, whose figure, and the month of a snapshot are the term's.
    """
    return _any(_over(limit, context) for limit in context.term.get("limits", ()))


@_test
def has_limits(context: Context) -> Answer:
    """The term has thresholds at all."""
    return Answer(Truth.of(bool(context.term.get("limits"))))


def _over(limit: Mapping[str, Any], context: Context) -> Answer:
    metric = context.vocabulary.metrics[limit["metric"]]
    whole = limit.get("of", "licensee") != "product"
    own = metric.get("organisation") if whole else metric.get("product")
    tried: list[Answer] = []
    if own:
        exact = _figure(own, limit, context)
        if exact.truth is not Truth.UNKNOWN or exact.used:
            return exact
        tried.append(exact)
    total, part = metric.get("organisation"), metric.get("product")
    if not whole and total:
        # A total bounds its part: an organisation at or under the line settles the product.
        tried.append(_only(Truth.FALSE, _figure(total, limit, context)))
    if whole and part:
        tried.append(_only(Truth.TRUE, _figure(part, limit, context)))
    wider = metric.get("at_most")
    while wider:
        bound = context.vocabulary.metrics[wider]
        for name in (bound.get("organisation"), None if whole else bound.get("product")):
            if name:
                tried.append(_only(Truth.FALSE, _figure(name, limit, context)))
        wider = bound.get("at_most")
    for answer in tried:
        if answer.truth is not Truth.UNKNOWN:
            return answer
    # What no fact measures (edge devices, users of a day) stays open without a question: none would settle it.
    missing = next((answer.missing for answer in tried if answer.missing), ())
    return Answer.unknown(*missing, used=tuple(fact for answer in tried for fact in answer.used))


def _figure(name: str, limit: Mapping[str, Any], context: Context) -> Answer:
    fact = context.lookup(name)
    if fact is None or not isinstance(fact.value, Quantity):
        return Answer.unknown(name)
    span = _at(fact.value, limit.get("month", ""))
    if span is None:
        return Answer.unknown(name, used=(fact,))
    at_least = "at_least" in limit
    line = float(limit["at_least"] if at_least else limit["over"])
    wanted = limit.get("currency", "")
    rate, margin = 1.0, 0.0
    if wanted and fact.value.currency != wanted:
        rates = context.vocabulary.rates
        if fact.value.currency not in rates:
            return Answer.unknown(name, used=(fact,))
        rate, margin = rates[fact.value.currency] / rates[wanted], _RATE_MARGIN
    truth = above(span, line, at_least=at_least, rate=rate, margin=margin)
    if context.term.get("at_line") == "open" and span.on(line) and rate == 1.0:
        truth = Truth.UNKNOWN
    return Answer(truth, (fact,), (name,) if truth is Truth.UNKNOWN else ())


def _at(quantity: Quantity, month: str) -> Span | None:
    if month == "release":
        # A snapshot whose month the data does not know: months that all say the same still settle it.
        spans = set(quantity.by_month.values())
        return quantity.every or (spans.pop() if len(spans) == 1 else None)
    return quantity.at(month) if month else quantity.latest()


# --- purposes, people, places ----------------------------------------------------------------------------------------

_RESEARCH = frozenset({"research", "evaluation"})
#: Near research; some texts name it beside research (`allows`), others leave it open.
_TEACHING = frozenset({"education", "teaching"})


@_test
def purpose_barred(context: Context) -> Answer:
    """The use is for a purpose that the term bars: commercial, production, other than research, or unapproved."""
    return _any(_BARRED[bar](context) for bar in context.term.get("bars", ()))


def _commercial(context: Context) -> Answer:
    return _fact(context, "use.commercial")


def _production(context: Context) -> Answer:
    offered = activities(context, OFFERING - {"distribute_weights"})
    fields = context.lookup("use.fields")
    named = (
        Answer.unknown("use.fields") if fields is None else Answer(Truth.of("production" in fields.value), (fields,))
    )
    return _either(offered, named)


def _beyond_research(context: Context) -> Answer:
    fields = context.lookup("use.fields")
    if fields is None:
        return Answer.unknown("use.fields")
    others = set(fields.value) - _RESEARCH - set(context.term.get("allows", ()))
    if others and others <= _TEACHING:
        return Answer.unknown(used=(fields,))
    return Answer(Truth.of(bool(others) or not fields.value), (fields,))


_BARRED: dict[str, Callable[[Context], Answer]] = {
    "commercial": _commercial,
    "production": _production,
    "non_research": _beyond_research,
    "unapproved": lambda context: ALWAYS,
}


@_test
def class_barred(context: Context) -> Answer:
    """The organisation is of a kind that the term leaves out."""
    kind = context.lookup("organisation.kind")
    if kind is None:
        return Answer.unknown("organisation.kind")
    only, barred = context.term.get("only"), context.term.get("barred", ())
    return Answer(Truth.of(kind.value in barred or (only is not None and kind.value not in only)), (kind,))


@_test
def in_territory(context: Context) -> Answer:
    """The organisation or its offer is in a region that the term leaves out, for the kind of model it names."""
    applies = of_modality(context)
    regions = context.vocabulary.countries(context.term.get("regions", ()))
    answers = []
    links = context.term.get("who", ())
    if {"principal_place", "domicile", "use"} & set(links):
        seat = context.lookup("organisation.country")
        known = Answer(Truth.of(seat.value in regions), (seat,)) if seat else Answer.unknown("organisation.country")
        answers.append(known)
    if {"use", "offer"} & set(links):
        offer = context.lookup("use.territories")
        if offer is None:
            answers.append(Answer.unknown("use.territories"))
        else:
            reached = context.vocabulary.countries(offer.value)
            answers.append(Answer(Truth.of("worldwide" in offer.value or bool(reached & regions)), (offer,)))
    return _both(applies, _any(answers))


@_test
def of_modality(context: Context) -> Answer:
    """The model reads or makes one of the ``modalities`` that the term names, if it names any."""
    wanted = set(context.term.get("modalities", ()))
    if not wanted:
        return ALWAYS
    if not context.modality:
        return Answer.unknown("model.modality")
    return Answer(Truth.of(bool(wanted & set(context.modality))))


@_test
def field_matches(context: Context) -> Answer:
    """A declared field of use is one that the term forbids, and no safeguard that the term accepts lifts it."""
    domains = context.term.get("domains", ())
    known = context.vocabulary.use_domains
    declared = context.lookup("use.fields")
    if declared is None:
        sectors = [domain for domain in domains if known[domain]["group"] == "sector"]
        asked = [domain for domain in sectors if _lifted(domain, context).truth is not Truth.TRUE]
        return Answer.unknown("use.fields") if asked else Answer(Truth.FALSE)
    # A list that is there is complete: the wider field alone does not say that the narrower thing is done.
    met = set(domains) & context.vocabulary.widened(declared.value)
    answers = [_both(Answer(Truth.TRUE, (declared,)), ~_lifted(domain, context)) for domain in sorted(met)]
    return _any(answers) if answers else Answer(Truth.FALSE, (declared,))


def _lifted(domain: str, context: Context) -> Answer:
    accepted = context.term.get("lifted_by", {}).get(domain)
    if not accepted:
        return Answer(Truth.FALSE)
    return _has_safeguard(accepted, context)


def _has_safeguard(accepted: Iterable[str], context: Context) -> Answer:
    safeguards = context.lookup("use.safeguards")
    if safeguards is None:
        return Answer.unknown("use.safeguards")
    return Answer(Truth.of(bool(set(accepted) & set(safeguards.value))), (safeguards,))


@_test
def safeguards_missing(context: Context) -> Answer:
    """A safeguard that the term needs is not declared."""
    needed = context.term.get("needs", ())
    return _any(~_has_safeguard([need], context) for need in needed)


@_test
def minors_served(context: Context) -> Answer:
    """Minors use it."""
    return _fact(context, "use.audience.minors")


@_test
def received_in_product(context: Context) -> Answer:
    """The model only came inside somebody else's end-user product."""
    return _fact(context, "use.received_in_product")


# --- outputs ---------------------------------------------------------------------------------------------------------


@_test
def student_in_scope(context: Context) -> Answer:
    """A model is trained on outputs, and it is one that the term's stance, scope and exceptions reach."""
    if context.term.get("stance") in ("allowed", "with_conditions", "silent"):
        return Answer(Truth.FALSE)
    return _any(_in_scope(student) for student in _students(context))


def _students(context: Context) -> list[Context]:
    """One context for each student that the tree shows; the declared one where it shows none for certain."""
    shown = context.lookup("observed.training")
    found = [_as_shown(one, context) for one in shown.value if one.sure] if shown is not None else []
    return found or [context]


def _as_shown(one: Taught, context: Context) -> Context:
    """The facts as the files show them for one student; what they leave open is as the policy states it."""
    facts: dict[str, Fact] = {}
    declared = context.lookup("use.outputs_train")
    stated = declared is not None and declared.value != "none"
    own = {context.licence, context.document}
    if own & set(one.licences):
        facts["use.outputs_train"] = Fact("observed.outputs_train", "own_derivative")
    elif (
        one.settled
        and not own & set(one.guessed)
        and (not stated or (declared is not None and declared.value == "own_derivative"))
    ):
        facts["use.outputs_train"] = Fact("observed.outputs_train", "another_model")
    elif not stated:
        facts["use.outputs_train"] = Fact("observed.outputs_train", "some_model")
    if one.student:
        facts["use.student.kind"] = Fact("observed.student", one.student)
    return replace(context, lookup=lambda name: facts.get(name) or context.lookup(name))


def _in_scope(context: Context) -> Answer:
    stance = context.term.get("stance")
    reached = _both(teaches(context), _scope(context))
    if stance in ("non_commercial_only", "forbidden_for_commercial_use"):
        return _both(reached, _commercial(context))
    return reached


def _scope(context: Context) -> Answer:
    taught = context.lookup("use.outputs_train")
    spares = context.term.get("spares", ())
    competing = context.term.get("stance") == "forbidden_if_competing"
    scope = context.term.get("models", "competing-model" if competing else "any-model")
    if taught is not None and taught.value == "own_derivative" and "own_derivatives" in spares:
        return Answer(Truth.FALSE, (taught,))
    in_scope = _competing(taught) if competing or scope == "competing-model" else ALWAYS
    if scope != "competing-model":
        in_scope = _both(in_scope, _student(scope, context))
    spared = _spared(spares, context)
    answer = _both(in_scope, ~spared)
    open_relation = taught is None or taught.value == "some_model"
    if answer.truth is Truth.TRUE and open_relation and "own_derivatives" in spares:
        return Answer.unknown("use.outputs_train", used=answer.used)
    return Answer(answer.truth, ((taught,) if taught else ()) + answer.used, answer.missing)


def _competing(taught: Fact | None) -> Answer:
    if taught is None:
        return Answer.unknown("use.outputs_train")
    if taught.value in _UNCLASSED:
        # Files show that a model is trained, never that it competes.
        return Answer.unknown("use.outputs_train", used=(taught,))
    return Answer(Truth.of(taught.value == "competing_model"), (taught,))


#: What files show of a student: another model than the teacher and its derivatives, or one whose origin is not known.
_UNCLASSED = frozenset({"another_model", "some_model"})

#: scope -> student kinds certainly inside, and certainly outside; the rest is open.
_SCOPES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "foundational-generative": (frozenset({"llm", "generative"}), frozenset({"classifier", "embedding"})),
    "foundational-llm-or-general-purpose": (frozenset({"llm"}), frozenset({"classifier", "embedding"})),
    "llm-or-generative": (frozenset({"llm", "generative"}), frozenset({"classifier", "embedding", "other"})),
    "other-llm": (frozenset({"llm"}), frozenset({"classifier", "embedding", "other"})),
    "text-to-image": (frozenset(), frozenset({"llm", "classifier", "embedding"})),
    "structure-prediction": (frozenset(), frozenset({"llm", "classifier", "embedding"})),
}


def _student(scope: str, context: Context) -> Answer:
    if scope == "any-model":
        return ALWAYS
    if scope == "commercial-model":
        return _commercial(context)
    kind = context.lookup("use.student.kind")
    if kind is None:
        return Answer.unknown("use.student.kind")
    inside, outside = _SCOPES[scope]
    if kind.value in inside:
        return Answer(Truth.TRUE, (kind,))
    if kind.value in outside:
        return Answer(Truth.FALSE, (kind,))
    return Answer.unknown("use.student.kind", used=(kind,))


def _spared(spares: Iterable[str], context: Context) -> Answer:
    kinds = {"classifier", "embedding"} & set(spares)
    if not kinds:
        return Answer(Truth.FALSE)
    kind = context.lookup("use.student.kind")
    answer = Answer.unknown("use.student.kind") if kind is None else Answer(Truth.of(kind.value in kinds), (kind,))
    if "not_distributed" in spares:
        return _both(answer, ~_fact(context, "use.student.distributed"))
    return answer


# --- names, licences and what was seen -------------------------------------------------------------------------------


@_test
def name_breaks(context: Context) -> Answer:
    """The name under which a derived model is handed on does not follow the term's rule."""
    name = context.lookup("use.student.name")
    if name is None or not name.value:
        return Answer.unknown("use.student.name")
    own = _name(str(name.value).rsplit("/", 1)[-1])
    rules = {
        key: _name(str(context.term[key]))
        for key in ("begins_with", "contains", "must_not_use")
        if context.term.get(key)
    }
    broken = (
        ("begins_with" in rules and not own.startswith(rules["begins_with"]))
        or ("contains" in rules and rules["contains"] not in own)
        or ("must_not_use" in rules and rules["must_not_use"] in own)
    )
    return Answer(Truth.of(broken), (name,))


def _name(text: str) -> str:
    """A name as people compare it: ``Llama-3-acme`` begins with ``Llama 3``, since no host takes a space in a name."""
    return re.sub(r"[\s_-]+", "", text).casefold()


@_test
def not_allowed(context: Context) -> Answer:
    """The policy has an allow list that does not hold the licence. What nobody licences cannot be on it or off it."""
    allowed = context.lookup("policy.allowed")
    if allowed is None:
        return Answer.unknown("model.licence_known")
    return Answer(Truth.of(not allowed.value), (allowed,))


@_test
def granted(context: Context) -> Answer:
    """The licensor granted a separate licence that covers this term and has not run out. None declared: not granted."""
    grants = context.lookup("organisation.separate_licences")
    if grants is None:
        return Answer(Truth.FALSE)
    for grant in grants.value:
        covers = grant.get("covers")
        fits = not covers or context.term.get("kind") in covers or context.term.get("id") in covers
        current = not grant.get("until") or not context.today or grant["until"] >= context.today
        if grant["licence"] in (context.licence, context.document) and fits and current:
            return Answer(Truth.TRUE, (grants,))
    return Answer(Truth.FALSE, (grants,))


@_test
def registered(context: Context) -> Answer:
    """The registration or form that the licence asks for is done. A list that is present is complete."""
    done = context.lookup("organisation.registrations")
    if done is None:
        return Answer.unknown("organisation.registrations")
    return Answer(Truth.of(context.licence in done.value or context.document in done.value), (done,))


@_test
def licence_refused(context: Context) -> Answer:
    """The project's licence is none of those under which the term lets derived works be passed on."""
    own = context.lookup("use.project_licence")
    if own is None or not own.value:
        return Answer.unknown("use.project_licence")
    accepted = {str(item).lower() for item in context.term.get("accepts", ())}
    names = {re.sub(r"-(?:only|or-later)\Z", "", word) for word in re.split(r"[\s()]+", str(own.value).lower())}
    return Answer(Truth.of(not names & accepted), (own,))


@_test
def string_seen(context: Context) -> Answer:
    """The mandated text, or an alternative that the term gives, stands where it counts."""
    if context.seen is None:
        return Answer.unknown("tree")
    places = set(context.term.get("places", ()))
    for text in (context.term.get("string"), *context.term.get("alternatives", ())):
        for place, file, line in context.seen.strings.get(text or "", ()):
            if not places or place in places:
                return Answer(Truth.TRUE, (Fact("seen", text, f"{file}:{line}"),))
    return Answer(Truth.FALSE)


@_test
def copy_seen(context: Context) -> Answer:
    """The text of the licence stands in the tree (or, where the term accepts a link, is linked)."""
    if context.seen is None:
        return Answer.unknown("tree")
    wanted = context.term.get("document") or context.document
    for file in context.seen.licence_copies.get(wanted, ()):
        return Answer(Truth.TRUE, (Fact("seen", wanted, file),))
    if context.term.get("or_link"):
        for _place, file, line in context.seen.strings.get(f"licence:{wanted}", ()):
            return Answer(Truth.TRUE, (Fact("seen", wanted, f"{file}:{line}"),))
    return Answer(Truth.FALSE)


@_test
def credit_seen(context: Context) -> Answer:
    """The model is named with credit in a NOTICE, README, about page or card."""
    if context.seen is None:
        return Answer.unknown("tree")
    for model in context.model_ids:
        for _place, file, line in context.seen.credits.get(model, ()):
            return Answer(Truth.TRUE, (Fact("seen", model, f"{file}:{line}"),))
    return Answer(Truth.FALSE)


@_test
def attested(context: Context) -> Answer:
    """The policy says that the duty is done where this tree cannot show it."""
    where = context.seen.attested if context.seen else {}
    for key in _duty_keys(context):
        if key in where and where[key].strip().lower() != "no":
            return Answer(Truth.TRUE, (Fact("attested", where[key], where[key]),))
    return Answer(Truth.FALSE)


def _duty_keys(context: Context) -> list[tuple[str, str]]:
    names = (context.term.get("id", ""), context.term.get("kind", ""))
    return [(licence, name) for licence in (context.licence, context.document) for name in names]


@_test
def refuses_duty(context: Context) -> Answer:
    """The policy itself says that the duty is not done (`where: no`)."""
    where = context.seen.attested if context.seen else {}
    for key in _duty_keys(context):
        if where.get(key, "").strip().lower() == "no":
            return Answer(Truth.TRUE, (Fact("attested", "no", where[key]),))
    return Answer(Truth.FALSE)


@_test
def patent_withheld(context: Context) -> Answer:
    """The licence keeps patents back. Where it says nothing, or grants them by implication only, the answer is open."""
    grant = context.term.get("grant")
    truth = {"refused": Truth.TRUE, "express": Truth.FALSE}.get(str(grant), Truth.UNKNOWN)
    return Answer(truth, (Fact("term.grant", grant),))


@_test
def suit_ends_all(context: Context) -> Answer:
    """A suit over rights in the model ends the whole licence, not the patent rights alone."""
    ends = context.term.get("ends")
    return Answer(Truth.of(ends == "whole_licence"), (Fact("term.ends", ends),))


@_test
def outputs_kept(context: Context) -> Answer:
    """What the model makes belongs to the licensor, or is let out under the licensor's terms."""
    return Answer(Truth.of(context.term.get("ownership") in ("licensor", "licensed_by_licensor")))


# --- joining ---------------------------------------------------------------------------------------------------------


def _fact(context: Context, name: str) -> Answer:
    fact = context.lookup(name)
    return Answer.unknown(name) if fact is None or fact.value is None else Answer(Truth.of(bool(fact.value)), (fact,))


def _both(*answers: Answer) -> Answer:
    from smallprint.condition import join_all

    return join_all(iter(answers))


def _either(*answers: Answer) -> Answer:
    return ~_both(*(~answer for answer in answers))


def _any(answers: Iterable[Answer]) -> Answer:
    return _either(*answers)


def _only(truth: Truth, answer: Answer) -> Answer:
    """Keep an answer only where it is ``truth``: a bound settles one side and says nothing of the other."""
    return answer if answer.truth is truth else Answer(Truth.UNKNOWN, answer.used, answer.missing)


# The rented side's tests stand in a module of their own; the list stays closed.
from smallprint.predicates_hosting import HOSTING_TESTS  # noqa: E402

TESTS.update(HOSTING_TESTS)
