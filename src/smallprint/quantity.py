"""Counts and money as a policy states them: exact, a range, or by month; and how they stand to a threshold.

A figure may be a range (``"< 1_000_000 USD"``): it settles a threshold only where the whole range lies on one side.
"""

from __future__ import annotations

from collections.abc import Mapping

from smallprint.late import late
from smallprint.record import record
from smallprint.verdict import Truth

__all__ = ["Quantity", "Span", "above", "parse_quantity", "parse_span"]

_PART = late(
    r"\s*(?P<op><=|>=|<|>)?\s*(?P<low>[0-9][0-9_,]*(?:\.[0-9]+)?)\s*(?P<scale>[kKmMbB]n?|million|billion)?"
    r"(?:\s*(?P<first>[A-Z]{3})?\s*(?:-|\.\.|–|to)\s*(?P<high>[0-9][0-9_,]*(?:\.[0-9]+)?)\s*(?P<scale2>[kKmMbB]n?|million|billion)?)?"
    r"\s*(?P<currency>[A-Z]{3})?\s*\Z"
)
_SCALES = {"": 1, "k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9}
_MONTH = late(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z")


@record
class Span:
    """An interval of numbers; ``low_open`` and ``high_open`` leave the end itself out."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def over(self, line: float, *, at_least: bool) -> Truth:
        """Whether the figure lies above ``line`` (or on it too, with ``at_least``)."""
        if at_least:
            surely = self.low >= line
            surely_not = self.high < line or (self.high == line and self.high_open)
        else:
            surely = self.low > line or (self.low == line and self.low_open)
            surely_not = self.high <= line
        return Truth.TRUE if surely else Truth.FALSE if surely_not else Truth.UNKNOWN

    def on(self, line: float) -> bool:
        """Whether the figure is exactly ``line``."""
        return self.low == self.high == line

    def scaled(self, factor: float) -> Span:
        """The same interval in another unit."""
        return Span(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def __str__(self) -> str:
        if self.low == self.high:
            return _number(self.low)
        if self.low == 0 and not self.low_open:
            return f"{'<' if self.high_open else '<='} {_number(self.high)}"
        if self.high == float("inf"):
            return f"{'>' if self.low_open else '>='} {_number(self.low)}"
        return f"{_number(self.low)} to {_number(self.high)}"


@record
class Quantity:
    """A figure with its currency (empty for counts): one for every period, or by month (``2024-06``)."""

    every: Span | None
    by_month: Mapping[str, Span]
    currency: str = ""

    def at(self, month: str) -> Span | None:
        """The figure for ``month`` (``YYYY-MM``). A plain figure stands for every period."""
        return self.every if self.every is not None else self.by_month.get(month)

    def latest(self) -> Span | None:
        """The figure of the last month given, or the plain one."""
        if self.every is not None:
            return self.every
        return self.by_month[max(self.by_month)] if self.by_month else None

    def __str__(self) -> str:
        if self.every is not None:
            return f"{self.every} {self.currency}".strip()
        return ", ".join(f"{month}: {span} {self.currency}".strip() for month, span in sorted(self.by_month.items()))


def parse_span(value: object) -> tuple[Span, str]:
    """Read ``12``, ``"12_000_000 USD"``, ``"< 1M USD"`` or ``"1_000..2_000"`` into a span and a currency (or ``""``).

    Raises ``ValueError`` with a reason.
    """
    if isinstance(value, bool):
        raise ValueError("a number is expected")
    if isinstance(value, int | float):
        if not 0 <= value < 1e18:
            raise ValueError("a number from 0 up is expected")
        return Span(float(value), float(value)), ""
    if not isinstance(value, str) or len(value) > 80 or not (match := _PART.match(value)):
        raise ValueError("expected a number such as 40_000_000, '< 1_000_000 USD' or '1M..2M USD'")
    low = _amount(match["low"], match["scale"] or match["scale2"] if match["high"] else match["scale"])
    currency = match["currency"] or ""
    if match["high"]:
        if match["op"]:
            raise ValueError("a range takes no comparison sign")
        if match["first"] and match["first"] != currency:
            raise ValueError("both ends of a range must be in one currency")
        high = _amount(match["high"], match["scale2"])
        if high < low:
            raise ValueError("the range runs backwards")
        return Span(low, high), currency
    match match["op"]:
        case "<":
            return Span(0.0, low, high_open=True), currency
        case "<=":
            return Span(0.0, low), currency
        case ">":
            return Span(low, float("inf"), low_open=True), currency
        case ">=":
            return Span(low, float("inf")), currency
    return Span(low, low), currency


def parse_quantity(value: object, *, money: bool) -> Quantity:
    """Read a figure or a mapping of months to figures. Raises ``ValueError`` with a reason."""
    if isinstance(value, Mapping):
        spans: dict[str, Span] = {}
        currencies: set[str] = set()
        for month, figure in value.items():
            if not _MONTH.match(str(month)):
                raise ValueError(f"'{month}' is not a month such as 2024-06")
            spans[str(month)], currency = parse_span(figure)
            currencies.add(currency)
        if not spans:
            raise ValueError("no month is given")
        if len(currencies) > 1:
            raise ValueError("all months must be in one currency")
        return _checked(Quantity(None, spans, currencies.pop()), money)
    span, currency = parse_span(value)
    return _checked(Quantity(span, {}, currency), money)


def above(figure: Span, line: float, *, at_least: bool, rate: float = 1.0, margin: float = 0.0) -> Truth:
    """Whether ``figure`` times ``rate`` is over ``line``; open where it comes within ``margin`` (a share) of the line.

    The margin is for figures converted between currencies: a dated rate settles only what is clear of the line.
    """
    converted = figure.scaled(rate)
    if margin and converted.high > line * (1 - margin) and converted.low < line * (1 + margin):
        return Truth.UNKNOWN
    return converted.over(line, at_least=at_least)


def _checked(quantity: Quantity, money: bool) -> Quantity:
    if money and not quantity.currency:
        raise ValueError("a currency is expected, such as 12_000_000 USD")
    if not money and quantity.currency:
        raise ValueError("a plain number is expected, without a currency")
    return quantity


def _amount(digits: str, scale: str | None) -> float:
    cleaned = digits.replace("_", "").replace(",", "").rstrip(".")
    try:
        amount = float(cleaned) * _SCALES[(scale or "").lower()]
    except ValueError:
        raise ValueError(f"'{digits}' is not a number") from None
    if amount >= 1e18:
        raise ValueError("the number is too large")
    return amount


def _number(value: float) -> str:
    if value == float("inf"):
        return "any"
    for size, mark in ((1e9, "bn"), (1e6, "M")):
        if value >= size and (value * 100) % size == 0:
            return f"{value / size:g}{mark}"
    return f"{value:,.0f}".replace(",", " ") if value == int(value) else f"{value:g}"
