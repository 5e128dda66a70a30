"""The tests of the rented side. They join the closed list of :mod:`smallprint.predicates`; pure and three-valued like
those.

What a policy asks for (regions, days, jurisdictions) is a setting: where it asks for nothing, nothing is owed and
nothing is asked. A fact that only a second hand states (``host.unsure``) never makes a definite violation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from smallprint.condition import Answer, Context, Test
from smallprint.hosting import OWN
from smallprint.model import Fact
from smallprint.places import GLOBAL
from smallprint.quantity import Quantity
from smallprint.verdict import Truth

__all__ = ["HOSTING_TESTS"]

HOSTING_TESTS: dict[str, Test] = {}
#: Data that a provider may not learn from.
_SENSITIVE = frozenset({"personal", "health", "confidential"})
#: What makes a service available to others.
_OFFERS = frozenset({"host_as_service", "offer_model_api", "distribute_product"})
_NO = Answer(Truth.FALSE)


def _test(function: Test) -> Test:
    HOSTING_TESTS[function.__name__] = function
    return function


def _value(context: Context, name: str) -> Any:
    fact = context.lookup(name)
    return None if fact is None else fact.value


def _facts(context: Context, *names: str) -> tuple[Fact, ...]:
    return tuple(fact for name in names if (fact := context.lookup(name)) is not None)


def _days(context: Context, name: str) -> float | None:
    """A number of days as a plain figure, or ``None`` where it is not known."""
    value = _value(context, name)
    if isinstance(value, Quantity):
        span = value.latest()
        return span.high if span else None
    return value if isinstance(value, int | float) else None


def _settled(context: Context, truth: bool, *names: str) -> Answer:
    """True or false by these facts; a violation that rests on a second hand stays open and names what to confirm."""
    used = _facts(context, *names)
    doubtful = tuple(fact.name for fact in used if fact.name in (_value(context, "host.unsure") or ()))
    if truth and doubtful:
        return Answer(Truth.UNKNOWN, used, doubtful)
    return Answer(Truth.of(truth), used)


def _rented(context: Context) -> Answer | None:
    """``None`` where a known provider runs it; else the answer: nothing is rented, or nobody says from whom."""
    location = _value(context, "host.location")
    if location in OWN and not (location == "own_cloud" and _value(context, "host.provider")):
        return Answer(Truth.FALSE, _facts(context, "host.location"))
    if _value(context, "host.provider") is not None:
        return None
    if location is None:
        return _NO
    return Answer.unknown("host.provider", used=_facts(context, "host.location"))


# --- where ----------------------------------------------------------------------------------------------------------


@_test
def leaves_boundary(context: Context) -> Answer:
    """Data must stay inside one's own boundary, and the model runs outside it. A managed host is outside."""
    if _value(context, "use.data.must_stay_in_boundary") is not True:
        return _NO
    location = _value(context, "host.location")
    if location is None:
        return _NO
    inside = _value(context, "host.boundary") is True or bool(_value(context, "host.contract"))
    if inside:
        return Answer(Truth.FALSE, _facts(context, "host.boundary", "host.contract"))
    used = _facts(context, "use.data.must_stay_in_boundary", "host.location")
    if location in OWN:
        # A closed model on one's own machines needs a contract that says so.
        closed = _value(context, "host.access") == "proprietary_api"
        return Answer.unknown("host.contract", used=used) if closed else Answer(Truth.FALSE, used)
    return Answer(Truth.TRUE, used)


@_test
def leaves_regions(context: Context) -> Answer:
    """Data may only be processed in some regions, and it is processed, or may be, in others."""
    allowed = _value(context, "use.data.allowed_regions")
    if allowed is None or "worldwide" in allowed:
        return _NO
    rented = _rented(context)
    if rented is not None:
        return rented
    known = context.vocabulary.countries(allowed)

    def inside(scope: tuple[str, ...]) -> bool:
        return GLOBAL not in scope and context.vocabulary.countries(scope) <= known

    scope = _value(context, "host.scope")
    if scope:
        return _settled(context, not inside(tuple(scope)), "use.data.allowed_regions", "host.scope")
    offered = _value(context, "host.scopes")
    if offered:
        fits = [inside(tuple(option.split())) for option in offered]
        if not any(fits):
            return _settled(context, True, "use.data.allowed_regions", "host.scopes")
        if all(fits):
            return _settled(context, False, "use.data.allowed_regions", "host.scopes")
    return Answer.unknown("host.region", used=_facts(context, "use.data.allowed_regions", "host.provider"))


def _forbidden(context: Context) -> frozenset[str]:
    return context.vocabulary.countries(_value(context, "policy.jurisdiction.forbid") or ())


@_test
def under_jurisdiction(context: Context) -> Answer:
    """A forbidden jurisdiction reaches the data: the contracting company, the place of processing, or the group.

    Of a US group always (18 U.S.C. 2713 reaches data that a provider controls, wherever it is stored); of another group
    where the policy says ``forbid_group``. Weights that come from there but run elsewhere carry nothing.
    """
    forbidden = _forbidden(context)
    if not forbidden:
        return _NO
    group = _value(context, "host.group")
    if _value(context, "host.location") == "own_cloud" and _value(context, "host.provider") is None:
        if "US" not in forbidden or group is not None:
            return _settled(context, group in forbidden and group == "US", "host.group", "host.location")
        return Answer.unknown("host.group", used=_facts(context, "host.location"))
    rented = _rented(context)
    if rented is not None:
        return rented
    entities = tuple(_value(context, "host.entity") or ())
    scope = tuple(_value(context, "host.scope") or ())
    reaching = group in forbidden and (group == "US" or _value(context, "policy.jurisdiction.forbid_group") is True)
    answers = [
        _settled(context, bool(entities) and set(entities) <= forbidden, "host.entity"),
        _settled(context, bool(context.vocabulary.countries(scope) & forbidden), "host.scope"),
        _settled(context, reaching, "host.group"),
    ]
    for truth in (Truth.TRUE, Truth.UNKNOWN):
        for answer in answers:
            if answer.truth is truth:
                return answer
    if group in forbidden:
        # Only the group lies there, and the policy bears that: `under_group` warns.
        return Answer(Truth.FALSE, _facts(context, "host.group", "host.entity"))
    if not entities and group is None:
        return Answer.unknown("host.entity", used=_facts(context, "host.provider"))
    if set(entities) & forbidden:
        return Answer.unknown("organisation.country", used=_facts(context, "host.entity"))
    if not scope and _value(context, "host.upstream"):
        return Answer.unknown("host.region", used=_facts(context, "host.provider"))
    return Answer(Truth.FALSE, _facts(context, "host.entity", "host.group"))


@_test
def under_group(context: Context) -> Answer:
    """Only the provider's group, not the contract or the processing, is under a forbidden jurisdiction."""
    forbidden = _forbidden(context)
    group = _value(context, "host.group")
    if not forbidden or group is None or group not in forbidden or group == "US":
        return _NO
    if _value(context, "policy.jurisdiction.forbid_group") is True or _rented(context) is not None:
        return _NO
    if under_jurisdiction(context).truth is not Truth.FALSE:
        return _NO
    return _settled(context, True, "host.group")


# --- what happens to data -------------------------------------------------------------------------------------------


def _sensitive(context: Context) -> frozenset[str]:
    return frozenset(_value(context, "use.data.classes") or ()) & _SENSITIVE


@_test
def inputs_train(context: Context) -> Answer:
    """Personal, health or confidential data reaches a provider that trains on inputs under this tier and setting."""
    if not _sensitive(context):
        return _NO
    rented = _rented(context)
    if rented is not None:
        return rented
    tier = _value(context, "host.tier")
    paid, free = _value(context, "host.training_paid"), _value(context, "host.training_free")
    if tier == "paid" or free is None:
        return _trains(paid, "host.training_paid", context)
    if tier == "free":
        return _trains(free, "host.training_free", context)
    both = (_trains(paid, "host.training_paid", context), _trains(free, "host.training_free", context))
    if both[0].truth is both[1].truth and both[0].truth is not Truth.UNKNOWN:
        return both[0]
    if both[0].truth is both[1].truth:
        return Answer(Truth.UNKNOWN, both[0].used, tuple(dict.fromkeys(both[0].missing + both[1].missing)))
    return Answer.unknown("host.tier", used=_facts(context, "host.provider"))


def _trains(practice: str | None, name: str, context: Context) -> Answer:
    used = ("use.data.classes", name)
    if practice in ("no", "opt_in"):
        return _settled(context, False, *used)
    if practice == "yes":
        return _settled(context, True, *used)
    if practice in ("opt_out", "depends"):
        for setting in ("host.opt_out", "host.zero_retention"):
            if _value(context, setting) is True:
                return _settled(context, False, *used, setting)
        if _value(context, "host.opt_out") is None:
            return Answer.unknown("host.opt_out", used=_facts(context, *used))
        if practice == "opt_out":
            return _settled(context, True, *used, "host.opt_out")
    return Answer.unknown("host.training_paid", used=_facts(context, "use.data.classes", "host.provider"))


@_test
def data_condition_unmet(context: Context) -> Answer:
    """The provider takes such data only under a condition (zero retention, paid tier, contract), which is not met."""
    barred = frozenset(_value(context, "host.data_classes") or ())
    need = _value(context, "host.data_need")
    if not barred & frozenset(_value(context, "use.data.classes") or ()) or need is None:
        return _NO
    rented = _rented(context)
    if rented is not None:
        return rented
    used = ("use.data.classes", "host.data_need")
    if _value(context, "host.data_need_if_offered") is True:
        offered = _value(context, "use.activities")
        if offered is None:
            return Answer.unknown("use.activities", used=_facts(context, *used))
        if _OFFERS.isdisjoint(offered):
            return Answer(Truth.FALSE, _facts(context, *used, "use.activities"))
    met = _need_unmet(context, need, used)
    wants_contract = frozenset(_value(context, "host.contract_for") or ()) & frozenset(
        _value(context, "use.data.classes") or ()
    )
    if met.truth is Truth.FALSE and wants_contract and not _value(context, "host.contract"):
        return Answer.unknown("host.contract", used=_facts(context, "use.data.classes", "host.contract_for"))
    return met


def _need_unmet(context: Context, need: str, used: tuple[str, ...]) -> Answer:
    if need == "never":
        return _settled(context, True, *used)
    if need == "paid_tier":
        tier = _value(context, "host.tier")
        if tier is None:
            return Answer.unknown("host.tier", used=_facts(context, *used))
        return _settled(context, tier != "paid", *used, "host.tier")
    if need == "zero_retention":
        zero = _value(context, "host.zero_retention")
        if zero is None:
            return Answer.unknown("host.zero_retention", used=_facts(context, *used))
        return _settled(context, zero is not True, *used, "host.zero_retention")
    if _value(context, "host.contract"):
        return _settled(context, False, *used, "host.contract")
    return Answer.unknown("host.contract", used=_facts(context, *used))


@_test
def kept_too_long(context: Context) -> Answer:
    """The provider keeps data for longer than the policy bears, and no zero retention is agreed."""
    most = _value(context, "use.data.max_retention_days")
    if not isinstance(most, Quantity):
        return _NO
    rented = _rented(context)
    if rented is not None:
        return rented
    void = _value(context, "host.zero_retention_void") is True
    zero = False if void else _value(context, "host.zero_retention")
    if zero is True:
        return _settled(context, False, "use.data.max_retention_days", "host.zero_retention")
    days = _days(context, "host.retention_days")
    if days is None:
        return Answer.unknown(
            "host.retention_days", used=_facts(context, "use.data.max_retention_days", "host.provider")
        )
    span = most.latest()
    if span is None:
        return Answer.unknown("use.data.max_retention_days")
    used = ("use.data.max_retention_days", "host.retention_days", "host.zero_retention")
    if days <= span.low:
        return _settled(context, False, *used[:2])
    if zero is None:
        return Answer.unknown("host.zero_retention", used=_facts(context, *used[:2]))
    if days <= span.high:
        return Answer.unknown("use.data.max_retention_days", used=_facts(context, *used))
    return _settled(context, True, *used)


# --- how long it lives ----------------------------------------------------------------------------------------------


def _day(context: Context, name: str) -> str:
    value = _value(context, name)
    return value if isinstance(value, str) else ""


def _dated(context: Context, holds: Callable[[str], bool]) -> Answer:
    day = _day(context, "host.retires")
    if not day or not context.today or not holds(day):
        return Answer(Truth.FALSE, _facts(context, "host.retires"))
    if _value(context, "host.retirement_sure") is not True:
        return Answer.unknown("host.retirement_sure", used=_facts(context, "host.retires"))
    return Answer(Truth.TRUE, _facts(context, "host.retires"))


@_test
def retired(context: Context) -> Answer:
    """The model's last day at this host has come. A date from a second hand leaves it open."""
    return _dated(context, lambda day: day <= context.today)


@_test
def retires_soon(context: Context) -> Answer:
    """The model ends within the days that the policy wants to be warned."""
    last = _plus(context.today, int(_days(context, "policy.lifecycle.warn_days") or 0))
    return _dated(context, lambda day: context.today < day <= last)


def _plus(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


@_test
def alias_moves(context: Context) -> Answer:
    """The policy wants versions pinned, and the id can stand for another model tomorrow, or already does."""
    if _value(context, "policy.lifecycle.pin_versions") is not True:
        return _NO
    since = _day(context, "host.reroutes_from")
    if since and context.today and since <= context.today:
        return _settled(context, True, "host.reroutes_from")
    alias = _value(context, "host.alias")
    if alias is None:
        return Answer.unknown("host.alias") if _value(context, "host.provider") is not None else _NO
    return _settled(context, alias is True, "host.alias")


@_test
def notice_short(context: Context) -> Answer:
    """The provider promises less notice than the policy wants before a model ends. No promise is none."""
    wanted = _days(context, "policy.lifecycle.min_notice_days") or 0
    if wanted <= 0:
        return _NO
    rented = _rented(context)
    if rented is not None:
        return rented
    least, most = _days(context, "host.notice_days"), _days(context, "host.notice_most")
    if least is None:
        return Answer.unknown("host.notice_days", used=_facts(context, "host.provider"))
    if least >= wanted:
        return _settled(context, False, "host.notice_days")
    if most is not None and most >= wanted:
        return Answer.unknown("host.notice_days", used=_facts(context, "host.notice_most"))
    return _settled(context, True, "host.notice_days")


@_test
def runs_inside(context: Context) -> Answer:
    """It runs inside one's own boundary, or no provider is involved: no host's terms bind."""
    location = _value(context, "host.location")
    return Answer(Truth.of(location is None or location in OWN), _facts(context, "host.location"))


@_test
def minors_told(context: Context) -> Answer:
    """The policy says that minors use it. A setting: where it says nothing, nothing is asked."""
    return Answer(Truth.of(_value(context, "use.audience.minors") is True), _facts(context, "use.audience.minors"))


# --- the model ------------------------------------------------------------------------------------------------------


@_test
def makes_images(context: Context) -> Answer:
    """The model draws: for terms that speak of image outputs only."""
    if not context.modality:
        return Answer.unknown("model.modality")
    return Answer(Truth.of("image" in context.modality))
