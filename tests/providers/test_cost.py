"""The arithmetic of renting and owning: a worked example to the cent, and what doubling an input does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallprint.cost import Inputs, cards_for, compare, need_gb

#: gpt-oss-120b on two H100, three tokens in to one out, tuned throughput; against the same weights at a host.
EXAMPLE = Inputs(
    gpu_price=2.95, gpus=2, overhead=0.3, ops=4000, hours=730, in_share=0.75, usable_share=0.5, price_in=0.15,
    price_out=0.60, throughput=16042,
)  # fmt: skip


def test_the_worked_example_to_the_cent() -> None:
    result = compare(EXAMPLE)
    assert round(result.gpu_month, 2) == 4307.00
    assert round(result.fixed, 2) == 9599.10
    assert round(result.blended, 4) == 0.2625
    assert result.full_capacity is not None
    assert round(result.full_capacity / 1e9, 1) == 42.2


@pytest.mark.parametrize(
    ("price_in", "price_out", "blended", "billions", "utilisation"),
    [
        (0.15, 0.60, 0.2625, 36.6, 0.87),
        (0.10, 0.50, 0.20, 48.0, 1.14),
        (2.0, 10.0, 4.0, 2.40, 0.057),
        (4.0, 20.0, 8.0, 1.20, 0.028),
    ],
)
def test_the_four_comparisons_of_the_example(
    price_in: float, price_out: float, blended: float, billions: float, utilisation: float
) -> None:
    result = compare(replace(EXAMPLE, price_in=price_in, price_out=price_out))
    assert result.blended == pytest.approx(blended)
    assert round(result.break_even / 1e9, 1 if billions > 10 else 2) == billions
    assert result.utilisation == pytest.approx(utilisation, abs=0.006)


@pytest.mark.parametrize(
    ("price_in", "price_out", "billions"), [(0.15, 0.60, 65.0), (0.1, 0.5, 85.3), (2, 10, 4.26), (4, 20, 2.13)]
)
def test_the_dearer_card_of_the_example(price_in: float, price_out: float, billions: float) -> None:
    result = compare(replace(EXAMPLE, gpu_price=6.88, price_in=price_in, price_out=price_out))
    assert round(result.break_even / 1e9, 1 if billions > 10 else 2) == billions


@pytest.mark.parametrize(("share", "cost"), [(1.0, 0.23), (0.5, 0.46), (0.2, 1.14), (0.1, 2.28)])
def test_cost_of_a_million_tokens_by_utilisation(share: float, cost: float) -> None:
    full = compare(EXAMPLE).full_capacity
    assert full is not None
    result = compare(replace(EXAMPLE, usable_share=1.0, tokens=full * share))
    assert result.own_per_million == pytest.approx(cost, abs=0.005)


@pytest.mark.parametrize(
    ("parameters", "bits", "need"),
    [(8, 16, 19), (8, 8, 10), (70, 16, 168), (70, 8, 84), (405, 8, 486), (671, 8, 805), (1000, 4.25, 638)],
)
def test_memory(parameters: float, bits: float, need: int) -> None:
    assert round(need_gb(parameters, bits)) == need


@pytest.mark.parametrize(
    ("need", "memory", "cards"), [(10, 24, 1), (84, 80, 2), (144, 80, 2), (146, 80, 4), (486, 80, 8), (2400, 141, 24)]
)
def test_cards_come_in_sets(need: float, memory: float, cards: int) -> None:
    assert cards_for(need, memory) == cards


_MONEY = st.floats(0.01, 100)
_INPUTS = st.builds(
    Inputs, gpu_price=_MONEY, gpus=st.integers(1, 16), overhead=st.floats(0, 1), ops=st.floats(0, 20_000),
    hours=st.just(730.0), in_share=st.floats(0, 1), usable_share=st.floats(0.1, 1), price_in=_MONEY, price_out=_MONEY,
    throughput=st.floats(100, 50_000), tokens=st.floats(1e6, 1e12),
)  # fmt: skip


@settings(max_examples=300)
@given(_INPUTS)
def test_doubling_both_prices_halves_the_break_even(inputs: Inputs) -> None:
    doubled = replace(inputs, price_in=2 * inputs.price_in, price_out=2 * inputs.price_out)
    assert compare(doubled).break_even == pytest.approx(compare(inputs).break_even / 2)


@settings(max_examples=300)
@given(_INPUTS)
def test_doubling_cards_or_their_price_doubles_all_but_people(inputs: Inputs) -> None:
    before = compare(inputs)
    for doubled in (replace(inputs, gpus=2 * inputs.gpus), replace(inputs, gpu_price=2 * inputs.gpu_price)):
        after = compare(doubled)
        assert after.fixed - inputs.ops == pytest.approx(2 * (before.fixed - inputs.ops))
        assert after.break_even == pytest.approx(after.fixed / before.blended * 1e6)
    people = compare(replace(inputs, ops=2 * inputs.ops))
    assert people.fixed == pytest.approx(before.fixed + inputs.ops)


@settings(max_examples=300)
@given(_INPUTS)
def test_throughput_moves_the_capacity_and_never_the_break_even(inputs: Inputs) -> None:
    assert inputs.throughput is not None
    before, after = compare(inputs), compare(replace(inputs, throughput=2 * inputs.throughput))
    assert after.break_even == before.break_even
    assert after.capacity == pytest.approx(2 * (before.capacity or 0))
    assert (after.sets or 0) <= (before.sets or 0)


@settings(max_examples=300)
@given(_INPUTS)
def test_owning_is_cheaper_only_above_the_break_even(inputs: Inputs) -> None:
    result = compare(inputs)
    if result.cheaper == "own":
        assert inputs.tokens is not None
        assert inputs.tokens > result.break_even * (1 - 1e-9)
    assert result.own_month is not None
    assert result.api_month is not None
    assert (result.cheaper == "own") == (result.own_month < result.api_month)


@given(st.sampled_from(["in_share", "usable_share", "gpus", "price_in"]))
def test_nonsense_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"nought|share"):
        compare(replace(EXAMPLE, **{name: -1}))
