"""Figures as a policy states them, what is refused, and how they stand to a line."""

from __future__ import annotations

from typing import Any

import pytest

from smallprint.quantity import Quantity, Span, above, parse_quantity, parse_span
from smallprint.verdict import Truth

INF = float("inf")
Y, N, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("written", "span", "currency"),
    [
        (12, Span(12, 12), ""),
        (0, Span(0, 0), ""),
        (1.5, Span(1.5, 1.5), ""),
        ("40_000_000", Span(4e7, 4e7), ""),
        ("40,000,000", Span(4e7, 4e7), ""),
        ("12_000_000 USD", Span(1.2e7, 1.2e7), "USD"),
        ("12M USD", Span(1.2e7, 1.2e7), "USD"),
        ("12 million USD", Span(1.2e7, 1.2e7), "USD"),
        ("1.5bn", Span(1.5e9, 1.5e9), ""),
        ("2B EUR", Span(2e9, 2e9), "EUR"),
        ("3k", Span(3e3, 3e3), ""),
        ("7mn", Span(7e6, 7e6), ""),
        ("2 billion", Span(2e9, 2e9), ""),
        ("< 1M USD", Span(0, 1e6, high_open=True), "USD"),
        ("<= 1M", Span(0, 1e6), ""),
        ("> 5", Span(5, INF, low_open=True), ""),
        (">= 5 GBP", Span(5, INF), "GBP"),
        ("1_000..2_000", Span(1e3, 2e3), ""),
        ("1M..2M USD", Span(1e6, 2e6), "USD"),
        ("1-2M USD", Span(1e6, 2e6), "USD"),
        ("500k - 2M", Span(5e5, 2e6), ""),
        ("1 to 2 million", Span(1e6, 2e6), ""),
        ("5..5", Span(5, 5), ""),
        ("  7  ", Span(7, 7), ""),
    ],
)
def test_what_is_read(written: Any, span: Span, currency: str) -> None:
    assert parse_span(written) == (span, currency)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (True, "a number is expected"),
        (-1, "a number from 0 up"),
        (1e18, "a number from 0 up"),
        (float("nan"), "a number from 0 up"),
        (INF, "a number from 0 up"),
        (None, "expected a number such as"),
        ([], "expected a number such as"),
        ("lots", "expected a number such as"),
        ("", "expected a number such as"),
        ("-5", "expected a number such as"),
        ("5 usd", "expected a number such as"),
        ("5 US", "expected a number such as"),
        ("USD 5", "expected a number such as"),
        ("5m users", "expected a number such as"),
        ("1..2..3", "expected a number such as"),
        ("1e9", "expected a number such as"),
        ("9" * 90, "expected a number such as"),
        ("2M..1M", "runs backwards"),
        ("< 1..2", "no comparison sign"),
        ("9_999_999_999 bn", "too large"),
        ("5\n6", "expected a number such as"),
    ],
)
def test_what_is_refused(written: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_span(written)


@pytest.mark.parametrize(
    ("written", "money", "reason"),
    [
        (5, True, "a currency is expected"),
        ("5 USD", False, "without a currency"),
        ({}, False, "no month is given"),
        ({"2024-13": 5}, False, "'2024-13' is not a month"),
        ({"2024-6": 5}, False, "is not a month"),
        ({"2024": 5}, False, "is not a month"),
        ({"2024-06": "5 USD", "2024-07": "5 EUR"}, True, "one currency"),
        ({"2024-06": "many"}, False, "expected a number"),
        ({"2024-06": 5}, True, "a currency is expected"),
    ],
)
def test_quantities_that_are_refused(written: Any, money: bool, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_quantity(written, money=money)


def test_a_figure_by_month() -> None:
    figure = parse_quantity({"2024-06": "1M USD", "2024-12": "< 3M USD", "2023-01": "9 USD"}, money=True)
    assert figure.currency == "USD"
    assert figure.at("2024-06") == Span(1e6, 1e6)
    assert figure.at("2024-07") is None
    assert figure.latest() == Span(0, 3e6, high_open=True)
    assert str(figure) == "2023-01: 9 USD, 2024-06: 1M USD, 2024-12: < 3M USD"


def test_a_plain_figure_stands_for_every_month() -> None:
    figure = parse_quantity(7, money=False)
    assert figure.at("1999-01") == figure.latest() == Span(7, 7)
    assert str(figure) == "7"
    assert Quantity(None, {}).latest() is None


@pytest.mark.parametrize(
    ("span", "line", "over", "reaches"),
    [
        (Span(9, 9), 10, N, N),
        (Span(10, 10), 10, N, Y),
        (Span(11, 11), 10, Y, Y),
        (Span(0, 10), 10, N, U),
        (Span(0, 10, high_open=True), 10, N, N),
        (Span(10, INF), 10, U, Y),
        (Span(10, INF, low_open=True), 10, Y, Y),
        (Span(9, 11), 10, U, U),
        (Span(0, 9), 10, N, N),
        (Span(11, 12), 10, Y, Y),
    ],
)
def test_over_a_line(span: Span, line: float, over: Truth, reaches: Truth) -> None:
    assert span.over(line, at_least=False) is over
    assert span.over(line, at_least=True) is reaches
    assert above(span, line, at_least=False) is over


@pytest.mark.parametrize(
    ("figure", "answer"), [(70, N), (79, N), (80, N), (81, U), (100, U), (119, U), (120, Y), (121, Y)]
)
def test_a_converted_figure_settles_only_what_is_clear_of_the_line(figure: float, answer: Truth) -> None:
    assert above(Span(figure, figure), 100, at_least=False, margin=0.2) is answer


def test_a_rate_scales_the_figure() -> None:
    assert above(Span(60, 60), 100, at_least=False, rate=2.0) is Y
    assert above(Span(60, 60), 100, at_least=False, rate=0.5) is N
    assert Span(1, 2, True, False).scaled(3) == Span(3, 6, True, False)
    assert above(Span(70, 130), 100, at_least=False, margin=0.2) is U
    assert above(Span(130, 170), 100, at_least=False, margin=0.2) is Y


def test_exactly_on_a_line() -> None:
    assert Span(5, 5).on(5)
    assert not Span(5, 6).on(5)
    assert not Span(4, 5).on(5)
    assert not Span(6, 6).on(5)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span(0, 0), "0"),
        (Span(7e8, 7e8), "700M"),
        (Span(1.5e9, 1.5e9), "1.5bn"),
        (Span(1e9, 1e9), "1bn"),
        (Span(1e6, 1e6), "1M"),
        (Span(999_999, 999_999), "999 999"),
        (Span(1_234_567, 1_234_567), "1 234 567"),
        (Span(0.5, 0.5), "0.5"),
        (Span(0, 5), "<= 5"),
        (Span(0, 5, high_open=True), "< 5"),
        (Span(5, INF), ">= 5"),
        (Span(5, INF, low_open=True), "> 5"),
        (Span(1e6, 2e6), "1M to 2M"),
        (Span(INF, INF), "any"),
    ],
)
def test_how_it_reads(span: Span, shown: str) -> None:
    assert str(span) == shown


def test_what_is_shown_reads_back() -> None:
    for written in ("< 1M USD", ">= 5 GBP", "1M to 2M USD", "12M USD", "> 5 EUR", "<= 3 JPY"):
        assert str(parse_quantity(written, money=True)) == written
