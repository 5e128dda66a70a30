"""Rent or own, for each model in use: the decision rules with the facts that they used, blockers first, then cost.

A rule that data must stay in a place is never traded for cost: where it bars renting, no price opens it again. Renting
and owning are judged by the same licences and the same policy; only what the host adds falls away when one owns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from smallprint.cost import Inputs, Result, cards_for, compare, need_gb
from smallprint.say import short_name
from smallprint.verdict import Verdict

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.model import Fact, Finding, Graph, Node, Report

__all__ = ["HOSTED", "Advice", "Asked", "Comparison", "FactsOf", "Input", "Verdicts", "advise_all"]

#: Concerns that renting brings and owning does not.
HOSTED = frozenset(
    {"residency", "jurisdiction", "data-use", "retention", "retirement", "continuity", "audience", "pinning"}
)
#: Those that may not stay open before cost is compared.
_HARD = frozenset({"residency", "jurisdiction", "data-use", "retention"})
#: What is to be done and then holds: a notice, a name, another snapshot. It is told, and bars neither way.
_TO_DO = frozenset(
    {"attribution", "notice", "licence-copy", "use-policy", "derivative-naming", "pinning", "continuity"}
)
#: Facts of the policy that ask something of whoever gets the data.
_DATA_RULES = (
    "use.data.allowed_regions",
    "use.data.classes",
    "use.data.max_retention_days",
    "policy.jurisdiction.forbid",
)
_OTHER = "(cheapest listed host)"
_SIZE = re.compile(r"(?<![a-z0-9.])(?:(\d+)x)?(\d+(?:\.\d+)?)b(?![a-z])", re.IGNORECASE)
_QUANTISED = re.compile(r"-(?:turbo|lite|fp8|fp16|int4|int8|awq|gptq|instruct-turbo|tput|maas|versatile|instant)$")


Verdicts = Literal["rent", "own", "neither", "settle-first", "depends"]
FactsOf = Callable[[str, Sequence[str]], "Mapping[str, Fact]"]


@dataclass(frozen=True)
class Asked:
    """What the caller states; ``None`` means: take the default and say so."""

    tokens: float | None = None
    in_share: float | None = None
    price_in: float | None = None
    price_out: float | None = None
    gpu: str = ""
    gpu_price: float | None = None
    gpus: int | None = None
    overhead: float | None = None
    ops: float | None = None
    throughput: float | None = None
    usable_share: float | None = None
    parameters: float | None = None
    bits: float | None = None
    hours: float | None = None
    cache_gb: float = 0.0
    gpu_ops: bool | None = None


@dataclass(frozen=True)
class Input:
    """One figure of the comparison, and where it comes from."""

    name: str
    value: float | str
    source: str


@dataclass(frozen=True)
class Comparison:
    """Owning against one price."""

    what: str
    price_in: float
    price_out: float
    source: str
    result: Result


@dataclass(frozen=True)
class Advice:
    """What the rules say of one model in use."""

    model: str
    access: str
    location: str
    host: str
    weights: str
    #: ``depends``: on the volume, or on what is missing.
    verdict: Verdicts
    reason: str
    #: Findings that bar renting here, those that bar owning, and questions that could.
    bars_renting: tuple[Finding, ...] = ()
    bars_owning: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    #: Names of inputs without which no cost can be told.
    missing: tuple[str, ...] = ()


def advise_all(report: Report, data: Database, asked: Asked, facts: FactsOf) -> tuple[Advice, ...]:
    """Advise on every model that the project depends on, in the order of their names.

    ``facts`` gives the facts in force for a file and the ids of a model. Pure but for look-ups in the index.
    """
    by_model: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if not finding.waived_by:
            by_model.setdefault(finding.model, []).append(finding)
    hosts: dict[str, tuple[str, str]] = {}
    bound: set[str] = set()
    ruled: set[str] = set()
    for ref in report.refs:
        if ref.role == "dependency" and ref.ref != "?":
            name = report.graph.resolved.get(ref.canonical, ref.canonical)
            known = hosts.get(name, ("", ""))
            hosts[name] = (known[0] or ref.host, known[1] or ref.location)
            known_facts = facts(ref.place.file, (ref.canonical, name))
            stays = known_facts.get("use.data.must_stay_in_boundary")
            if stays is not None and stays.value is True:
                bound.add(name)
            if any(fact in known_facts for fact in _DATA_RULES):
                ruled.add(name)
    advice = []
    for name in sorted(hosts):
        node = report.graph.nodes.get(name)
        if node is None or node.kind == "dataset":
            continue
        advice.append(
            _advise(node, hosts[name], by_model.get(name, ()), report, data, asked, name in bound, name in ruled)
        )
    return tuple(advice)


def _advise(
    node: Node,
    shown: tuple[str, str],
    findings: Sequence[Finding],
    report: Report,
    data: Database,
    asked: Asked,
    bound: bool,
    ruled: bool,
) -> Advice:
    provider = data.provider(node.provider or shown[0]) or {}
    host = str(provider.get("id", node.provider or shown[0]))
    weights = _weights(node, report.graph)
    rented = node.kind == "api" or bool(host)
    location = shown[1] or ("provider" if rented and not weights else "managed_open_host" if rented else "")
    # The licence of the weights binds at a host too: what it bars is barred both ways.
    bars_renting = tuple(f for f in findings if rented and f.concern not in _TO_DO and _bars(f))
    bars_owning = tuple(
        f for f in findings if f.concern not in HOSTED | _TO_DO and _bars(f) and _of_weights(f, node, weights)
    )
    undecided = tuple(f for f in findings if f.concern in _HARD and f.verdict is Verdict.UNDETERMINED)
    inputs, comparisons, missing = _costs(node, host, weights, data, asked, report.as_of)
    advice = Advice(
        model=node.id, access=node.access or ("open_weights" if weights else "proprietary_api"), location=location,
        host=host, weights=weights, verdict="depends", reason="", bars_renting=bars_renting, bars_owning=bars_owning,
        open=undecided, notes=tuple(_notes(node, findings, provider, weights, asked, report.as_of, inputs)),
        inputs=inputs, comparisons=comparisons, missing=missing,
    )  # fmt: skip
    verdict, reason = _decide(advice, rented, bound, ruled)
    return replace(advice, verdict=verdict, reason=reason)


def _bars(finding: Finding) -> bool:
    return finding.verdict is Verdict.VIOLATED and finding.severity == "error"


def _of_weights(finding: Finding, node: Node, weights: str) -> bool:
    """Whether a finding comes with the weights, so that it stays when one runs them oneself."""
    if node.id == weights:
        return True
    return any(weights in path for path in finding.paths)


def _weights(node: Node, graph: Graph) -> str:
    """The published weights behind a model, or nothing where there are none."""
    if node.kind != "api":
        return node.id
    for edge in node.parents:
        parent = graph.nodes.get(edge.parent)
        if edge.relation == "hosted_copy" and parent is not None and parent.kind != "api":
            return edge.parent
    return ""


def _decide(advice: Advice, rented: bool, bound: bool, ruled: bool) -> tuple[Verdicts, str]:
    """Blockers first; cost only where both ways are open."""
    can_own = (bool(advice.weights) or advice.access == "open_weights") and not advice.bars_owning
    if advice.bars_renting:
        concerns = _listed(advice.bars_renting, "bars", "bar")
        if can_own:
            return "own", f"{concerns} this host; the weights may run inside your boundary, or at a host that fits"
        why = "its licence bars owning" if advice.weights else "no weights are published"
        return "neither", f"{concerns} this host, and {why}: choose another model or settle it by contract"
    if not rented:
        if advice.bars_owning:
            return "neither", "the licence of the weights is broken wherever they run"
        if bound:
            return "own", "data must stay inside your boundary, and no price opens it"
        return _by_cost(advice, "you run the weights yourself; no provider is involved", ruled)
    if advice.open:
        concerns = _listed(advice.open, "allows", "allow")
        return "settle-first", f"whether {concerns} this host is open: answer that before comparing cost"
    if not advice.weights and advice.access == "open_weights":
        return "rent", "nothing bars renting, and which published weights this id serves is not known"
    if not advice.weights:
        return "rent", "no weights are published, and nothing bars renting"
    if advice.bars_owning:
        return "rent", "the licence of the weights bars running them yourself the way the policy describes"
    return _by_cost(advice, "both ways are open", ruled)


def _listed(findings: Sequence[Finding], one: str, many: str) -> str:
    names = list(dict.fromkeys(finding.concern for finding in findings))
    return f"{', '.join(names[:-1])} and {names[-1]} {many}" if len(names) > 1 else f"{names[0]} {one}"


def _by_cost(advice: Advice, where: str, ruled: bool) -> tuple[Verdicts, str]:
    """``ruled``: the policy has rules on data. Then the price of a host that was not judged by them opens nothing."""
    if not advice.comparisons:
        return "depends", f"{where}; for the cost {', '.join(advice.missing) or 'a price'} is missing"
    judged = [item for item in advice.comparisons if not (ruled and item.what.endswith(_OTHER))]
    if not judged:
        return (
            "settle-first",
            f"{where}; the policy has rules on data: name a host that keeps them before its price counts",
        )
    cheapest = min(judged, key=lambda item: item.result.blended)
    result = cheapest.result
    if result.cheaper == "own":
        return "own", f"{where}; at this volume owning costs less than {cheapest.what}"
    if result.cheaper == "rent":
        return "rent", f"{where}; at this volume {cheapest.what} costs less than owning"
    if result.feasible is False:
        return "rent", f"{where}; against {cheapest.what} one set of cards never breaks even"
    return "depends", f"{where}; owning pays above the break-even if the load is steady"


# --- cost ----------------------------------------------------------------------------------------------------------


def _costs(
    node: Node, host: str, weights: str, data: Database, asked: Asked, today: str
) -> tuple[tuple[Input, ...], tuple[Comparison, ...], tuple[str, ...]]:
    costs = data.row("data", "costs") or {}
    defaults: Mapping[str, Any] = costs.get("defaults", {})
    name = short_name(weights or node.id)
    prices = list(_prices(node, host, name, data, asked))
    if not weights:
        shown = [Input("price", f"{p[1]:g} in, {p[2]:g} out, USD per million tokens", p[3]) for p in prices[:1]]
        return tuple(shown), (), ()
    inputs: list[Input] = []
    missing: list[str] = []

    def pick(key: str, stated: Any, fallback: Any, source: str) -> Any:
        value = stated if stated is not None else fallback
        if value is not None:
            inputs.append(Input(key, value, "stated" if stated is not None else source))
        return value

    assumed = "default"
    card_name = asked.gpu or str(defaults.get("gpu", ""))
    card = costs.get("gpus", {}).get(card_name, {})
    dated = f"{card.get('source', '')} ({card.get('date', '')}; {card.get('note', '')})" if card else ""
    inputs.append(Input("gpu", card_name, "stated" if asked.gpu else assumed))
    gpu_price = pick("gpu-price", asked.gpu_price, card.get("usd_per_hour"), dated)
    measured = _measured(name, card_name, asked, costs.get("throughput", ()))
    size, size_source = _size(name)
    parameters = pick("params", asked.parameters, size, size_source)
    bits = pick("bits", asked.bits, measured.get("bits", defaults.get("bits")), _where(measured) or assumed)
    gpus = asked.gpus or measured.get("gpus")
    if gpus is not None:
        inputs.append(Input("gpus", gpus, "stated" if asked.gpus else _where(measured)))
    elif parameters is not None and card:
        need = need_gb(parameters, bits, asked.cache_gb, defaults["memory_factor"])
        gpus = cards_for(need, card["memory"], defaults["memory_usable"])
        inputs.append(Input("memory", f"{need:.0f} GB needed", f"{parameters:g} billion at {bits:g} bit, with 20 %"))
        inputs.append(Input("gpus", gpus, f"{card['memory']:g} GB a card"))
    else:
        missing.append("--params or --gpus")
    if gpu_price is None:
        missing.append("--gpu-price")
    throughput = pick("throughput", asked.throughput, measured.get("tokens_per_second"), _where(measured))
    overhead_source = costs.get("sources", {}).get("overhead", {})
    overhead = pick("overhead", asked.overhead, defaults.get("overhead"), _where(overhead_source))
    ops = pick("ops", asked.ops, defaults.get("ops"), "assumption")
    in_share = pick("in-share", asked.in_share, defaults.get("in_share"), assumed)
    usable = pick("usable-share", asked.usable_share, defaults.get("usable_share"), assumed)
    hours = pick("hours", asked.hours, defaults.get("hours"), "a month, always on")
    if asked.tokens is not None:
        inputs.append(Input("tokens", asked.tokens, "stated"))
    if not prices:
        missing.append("--price-in and --price-out")
    if missing:
        return tuple(inputs), (), tuple(missing)
    given = Inputs(
        gpu_price=gpu_price, gpus=gpus or 1, overhead=overhead, ops=ops, hours=hours, in_share=in_share,
        usable_share=usable, price_in=0, price_out=0, throughput=throughput, tokens=asked.tokens,
    )  # fmt: skip
    comparisons = tuple(
        Comparison(what, low, high, source, compare(replace(given, price_in=low, price_out=high)))
        for what, low, high, source in prices
    )
    return tuple(inputs), comparisons, ()


def _where(entry: Mapping[str, Any]) -> str:
    if not entry.get("source"):
        return ""
    note = f"; {entry['note']}" if entry.get("note") else ""
    return f"{entry['source']} ({entry['date']}{note})"


def _measured(name: str, card: str, asked: Asked, rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The measurement that fits the model and the card; none where the caller chose another set of cards."""
    for row in rows:
        fits = row["model"].lower() == name.lower() and row["gpu"] == card
        if fits and asked.gpus in (None, row["gpus"]) and asked.bits in (None, row["bits"]):
            return row
    return {}


def _size(name: str) -> tuple[float | None, str]:
    """Billions of parameters as the name says: ``70B``, ``8x7B`` (an upper bound, experts share layers)."""
    found = [float(match[2]) * (int(match[1]) if match[1] else 1) for match in _SIZE.finditer(name)]
    return (max(found), "read from the name") if found else (None, "")


def _prices(node: Node, host: str, name: str, data: Database, asked: Asked) -> Iterator[tuple[str, float, float, str]]:
    """The price stated, the price at the host in use, and the cheapest other host of the same weights."""
    if asked.price_in is not None and asked.price_out is not None:
        yield "the stated price", asked.price_in, asked.price_out, "stated"
        return
    own = _price(data, host, node.id.partition(":")[2].partition("/")[2]) if node.kind == "api" else None
    if own is not None:
        yield f"{host} (in use)", own[0], own[1], own[2]
    bare = _QUANTISED.sub("", name.lower())
    query = "SELECT id, body FROM entry WHERE kind = 'price' AND (id LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!')"
    escaped = re.sub(r"([!%_])", r"!\1", bare)
    rows = data.connection.execute(query, (f"%/{escaped}", f"%/{escaped}-%")).fetchall()
    others = []
    for key, body in rows:
        provider, _, model = key.partition("/")
        if provider != host and _QUANTISED.sub("", model.rsplit("/", 1)[-1]) == bare:
            price = json.loads(body)
            others.append((price[0] + price[1], provider, price))
    if others:
        _, provider, price = min(others, key=lambda item: (item[0], item[1]))
        yield f"{provider} {_OTHER}", price[0], price[1], price[2]


def _price(data: Database, host: str, model: str) -> tuple[float, float, str] | None:
    bare = re.sub(r"^(?:us-gov|us|eu|apac|global|jp|au|ca)\.(?=[a-z])", "", model.lower())
    for name in dict.fromkeys((model.lower(), bare, bare.rsplit("/", 1)[-1])):
        row = data.row("price", f"{host}/{name}")
        if row is not None:
            return float(row[0]), float(row[1]), str(row[2])
    return None


def _notes(
    node: Node, findings: Sequence[Finding], provider: Mapping[str, Any], weights: str, asked: Asked, today: str,
    inputs: Sequence[Input],
) -> Iterator[str]:  # fmt: skip
    for finding in findings:
        if finding.verdict is Verdict.VIOLATED and (finding.concern in HOSTED and not _bars(finding)):
            yield finding.message
        elif finding.verdict is Verdict.VIOLATED and finding.concern in _TO_DO:
            yield f"to do either way: {finding.message}"
    if not weights and node.access == "open_weights":
        yield "weights are published; which ones this id serves is not known: name them under models: with base"
    elif not weights and node.kind == "api":
        yield "lock-in: no weights are published, so the model ends when the provider ends it"
    if weights and weights != node.id:
        host = provider.get("name", "the host")
        yield f"two documents bind: the terms of {host} and the licence of {short_name(weights)}"
    if asked.gpu_ops is False:
        yield "operations: owning needs people who run graphics cards, and the team has none"
    for item in inputs:
        day = re.search(r"\((\d{4}-\d\d-\d\d)", item.source)
        if item.name == "gpu-price" and day and (date.fromisoformat(today) - date.fromisoformat(day[1])).days > 90:
            yield f"the price of a card is of {day[1]}, older than 90 days: state --gpu-price"
