"""What it costs to run open weights oneself, against the price of an API: pure arithmetic, no data.

    weights  = parameters x bits / 8                        GB, for parameters in billions
    need     = (weights + cache) x 1.2                      all experts must be in memory, not only the active ones
    cards    = need / (memory x 0.9), rounded up to 1, 2, 4, 8 and whole nodes of eight
    fixed    = cards x price x 730 x (1 + overhead) + people           USD a month
    blended  = share in x price in + share out x price out             USD per million tokens
    capacity = tokens a second x 3600 x 730 x usable share             tokens a month, of one such set of cards
    break-even = fixed / blended x 1,000,000                           tokens a month

Sources of the formula: the public calculators that ask for the same inputs (see ``providers/_costs.yaml``). Throughput
counts tokens in and out together. Cost is a staircase: beyond the capacity of one set another one is needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Inputs", "Result", "cards_for", "compare", "need_gb"]

_SETS = (1, 2, 4, 8)


@dataclass(frozen=True)
class Inputs:
    """Everything that the comparison depends on. Prices in USD, ``None`` where it is not known."""

    gpu_price: float
    gpus: int
    overhead: float
    ops: float
    hours: float
    in_share: float
    usable_share: float
    #: USD per million tokens, in and out.
    price_in: float
    price_out: float
    #: Tokens a second of the whole set of cards at full load.
    throughput: float | None = None
    tokens: float | None = None


@dataclass(frozen=True)
class Result:
    """The outcome, all figures by month."""

    blended: float
    gpu_month: float
    #: One set of cards with its overhead, without people; and with them.
    set_cost: float
    fixed: float
    #: Tokens a month at which both cost the same on one set of cards.
    break_even: float
    #: What one set carries at full load, and under real traffic.
    full_capacity: float | None
    capacity: float | None
    #: Whether the break-even lies within what one set carries.
    feasible: bool | None
    #: Share of full capacity that the break-even asks for.
    utilisation: float | None
    sets: int | None
    api_month: float | None
    own_month: float | None
    own_per_million: float | None
    #: ``rent``, ``own``, or empty where the volume or the throughput is not known.
    cheaper: str


def need_gb(parameters: float, bits: float, cache_gb: float = 0.0, factor: float = 1.2) -> float:
    """Memory in GB for ``parameters`` billions at ``bits`` a weight, with the cache of the tokens in flight."""
    return (parameters * bits / 8 + cache_gb) * factor


def cards_for(need: float, memory: float, usable: float = 0.9) -> int:
    """How many cards of ``memory`` GB hold ``need`` GB: 1, 2, 4 or 8, then whole nodes of eight."""
    least = max(1, math.ceil(need / (memory * usable) - 1e-9))
    return next((size for size in _SETS if size >= least), math.ceil(least / 8) * 8)


def compare(given: Inputs) -> Result:
    """Compare renting with owning. Raises ``ValueError`` when a price or share makes no sense."""
    if min(given.price_in, given.price_out, given.gpu_price, given.ops, given.overhead) < 0:
        raise ValueError("a price or share is below nought")
    if not 0 <= given.in_share <= 1 or not 0 < given.usable_share <= 1 or given.gpus < 1 or given.hours <= 0:
        raise ValueError("a share lies outside 0 to 1, or there is no card")
    blended = given.in_share * given.price_in + (1 - given.in_share) * given.price_out
    gpu_month = given.gpus * given.gpu_price * given.hours
    set_cost = gpu_month * (1 + given.overhead)
    fixed = set_cost + given.ops
    break_even = fixed / blended * 1e6 if blended else math.inf
    full = given.throughput * 3600 * given.hours if given.throughput else None
    capacity = full * given.usable_share if full else None
    sets = api = own = per_million = None
    cheaper = ""
    if given.tokens:
        api = given.tokens / 1e6 * blended
        if capacity:
            sets = max(1, math.ceil(given.tokens / capacity - 1e-9))
            own = sets * set_cost + given.ops
            per_million = own / given.tokens * 1e6
            cheaper = "own" if own < api else "rent"
        elif api <= fixed:
            # One set is the least there is: below its cost no throughput makes owning cheaper.
            cheaper = "rent"
    return Result(
        blended=blended,
        gpu_month=gpu_month,
        set_cost=set_cost,
        fixed=fixed,
        break_even=break_even,
        full_capacity=full,
        capacity=capacity,
        feasible=None if capacity is None else break_even <= capacity,
        utilisation=None if full is None else break_even / full,
        sets=sets,
        api_month=api,
        own_month=own,
        own_per_million=per_million,
        cheaper=cheaper,
    )
