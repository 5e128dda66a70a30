"""Show advice on renting or owning: as text, as JSON, and as one HTML page with a chart and no script."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from smallprint.advice import Advice, Comparison, Input
from smallprint.cost import Result
from smallprint.model import Finding
from smallprint.say import short_name
from smallprint.text import safe

__all__ = ["SCHEMA", "as_html", "as_json", "as_text", "chart", "tokens"]

SCHEMA = "smallprint/advice/1"
_HEADS = {
    "rent": "rent",
    "own": "own",
    "neither": "neither as it stands",
    "settle-first": "settle a question first",
    "depends": "depends on the volume",
}


def tokens(count: float) -> str:
    """``2.4bn``: three figures of a number of tokens."""
    if math.isinf(count):
        return "never"
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if count >= size:
            return f"{count / size:.3g}{name}"
    return f"{count:.0f}"


def _usd(amount: float) -> str:
    return f"USD {amount:,.2f}"


# --- text ----------------------------------------------------------------------------------------------------------


def as_text(advice: Sequence[Advice], today: str) -> str:
    """A block for each model: the verdict with its reason, what bars what, and the cost with its inputs."""
    if not advice:
        return "No models are in use.\n"
    lines: list[str] = []
    for item in advice:
        lines += _wrapped(f"{safe(short_name(item.model), 100)}: {_HEADS[item.verdict]}", 2)
        lines += _wrapped(f"  {safe(item.reason, 400)}.", 2)
        for head, texts in (
            ("bars renting", [_finding(found) for found in item.bars_renting]),
            ("bars owning", [_finding(found) for found in item.bars_owning]),
            ("open", [_finding(found) for found in item.open]),
            ("note", [safe(note, 400) for note in item.notes]),
        ):
            lines += [part for text in texts for part in _wrapped(f"  {head:<12}  {text}", 16)]
        lines += [part for line in _costs(item) for part in _wrapped(line, 18 if line.startswith("    ") else 4)]
        lines.append("")
    lines += _wrapped(
        f"As of {today}. Prices and throughput come from third parties: state your own with the flags.", 0
    )
    return "\n".join(lines) + "\n"


def _wrapped(line: str, indent: int) -> list[str]:
    """A line in as many as 80 columns ask for; an address is not cut."""
    return textwrap.wrap(
        line, 80, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True,
        replace_whitespace=False,
    )  # fmt: skip


def _finding(finding: Finding) -> str:
    missing = f" (tell: {', '.join(finding.missing)})" if finding.missing else ""
    return f"{finding.concern}: {safe(finding.message, 300)}{safe(missing, 200)}"


def _costs(item: Advice) -> Iterator[str]:
    for comparison in item.comparisons:
        result = comparison.result
        yield (
            f"  against {safe(comparison.what, 80)}, USD {comparison.price_in:g} in and {comparison.price_out:g} out "
            f"for a million: break-even {tokens(result.break_even)} tokens a month{_carried(comparison)}"
        )
        if result.api_month is not None:
            own = _usd(result.own_month) if result.own_month is not None else f"at least {_usd(result.fixed)}"
            yield f"    at your volume: {_usd(result.api_month)} rented, {own} owned, a month"
    if item.comparisons:
        yield f"  owning costs {_usd(item.comparisons[0].result.fixed)} a month for one set of cards"
    for given in item.inputs:
        value = _shown(given)
        source = f"  [{safe(given.source, 200)}]" if given.source else ""
        yield f"    {given.name:<13} {safe(str(value), 100)}{source}"
    for comparison in item.comparisons:
        if comparison.source != "stated":
            yield f"    {'price':<13} {safe(comparison.what, 60)}  [{safe(comparison.source, 100)}]"
    if item.missing:
        yield f"  no cost without {', '.join(item.missing)}"


def _shown(given: Input) -> str:
    if given.name == "tokens" and isinstance(given.value, float):
        return tokens(given.value)
    return f"{given.value:g}" if isinstance(given.value, float) else str(given.value)


def _carried(comparison: Comparison) -> str:
    result = comparison.result
    if result.utilisation is None:
        return " (throughput not known)"
    carried = "" if result.feasible else ", more than one set carries"
    return f" ({result.utilisation:.0%} of full load{carried})"


# --- JSON ----------------------------------------------------------------------------------------------------------


def as_json(advice: Sequence[Advice], today: str) -> str:
    """One document with all inputs; figures are not rounded."""
    return json.dumps({"schema": SCHEMA, "as_of": today, "advice": [_data(item) for item in advice]}, indent=2)


def _data(item: Advice) -> dict[str, Any]:
    return {
        "model": item.model,
        "access": item.access,
        "location": item.location,
        "host": item.host,
        "weights": item.weights,
        "verdict": item.verdict,
        "reason": item.reason,
        "bars_renting": [_finding_data(found) for found in item.bars_renting],
        "bars_owning": [_finding_data(found) for found in item.bars_owning],
        "open": [_finding_data(found) for found in item.open],
        "notes": list(item.notes),
        "inputs": [{"name": given.name, "value": given.value, "source": given.source} for given in item.inputs],
        "missing": list(item.missing),
        "comparisons": [
            {
                "against": comparison.what,
                "price_in": comparison.price_in,
                "price_out": comparison.price_out,
                "source": comparison.source,
                **{
                    name: None if isinstance(value, float) and math.isinf(value) else value
                    for name in comparison.result.__dataclass_fields__
                    for value in (getattr(comparison.result, name),)
                },
            }
            for comparison in item.comparisons
        ],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    facts = {fact.name: {"value": str(fact.value), "source": fact.source} for fact in finding.facts}
    return {
        "rule": finding.rule, "concern": finding.concern, "verdict": finding.verdict.name.lower(),
        "message": finding.message, "missing": list(finding.missing), "facts": facts,
    }  # fmt: skip


# --- HTML ----------------------------------------------------------------------------------------------------------

_CSS = """body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h2{margin:2rem 0 .2rem}.v{font-weight:600}.bar{color:#a40000}.open{color:#8a5a00}table{border-collapse:collapse}
td,th{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top}td.n,th.n{text-align:right}small{color:#555}
svg{max-width:100%;height:auto}.own{stroke:#a40000}.api{stroke:#0b57a4}.api2{stroke:#2e7d32}.axis{stroke:#555}"""


def as_html(advice: Sequence[Advice], today: str) -> str:
    """One page that fetches nothing and runs nothing; whatever comes from the project is escaped."""
    digest = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Rent or own</title>',
        f"<style>{_CSS}</style></head><body><h1>Rent or own</h1>",
    ]
    for item in advice:
        parts.append(f'<h2>{_html(short_name(item.model))}</h2><p class="v">{_html(_HEADS[item.verdict])}</p>')
        parts.append(f"<p>{_html(item.reason)}.</p>")
        parts += _list("bar", "Bars renting", [_finding(found) for found in item.bars_renting])
        parts += _list("bar", "Bars owning", [_finding(found) for found in item.bars_owning])
        parts += _list("open", "Open", [_finding(found) for found in item.open])
        parts += _list("", "Notes", item.notes)
        if item.comparisons:
            volume = next((given.value for given in item.inputs if given.name == "tokens"), None)
            parts.append(chart(item.comparisons, volume if isinstance(volume, float) else None))
        parts += _tables(item)
    parts.append(f"<p><small>As of {_html(today)}. Prices and throughput come from third parties.</small></p>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _html(text: str) -> str:
    return escape(safe(text, 600), quote=True)


def _list(css: str, title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"<h3>{_html(title)}</h3><ul>"
        yield from (f'<li class="{css}">{_html(line)}</li>' for line in lines)
        yield "</ul>"


def _tables(item: Advice) -> Iterator[str]:
    if item.comparisons:
        heads = "".join(f'<th class="n">{head}</th>' for head in ("USD per million", "Break-even", "Load"))
        yield f"<table><tr><th>Against</th>{heads}</tr>"
        for comparison in item.comparisons:
            result = comparison.result
            load = "not known" if result.utilisation is None else f"{result.utilisation:.0%}"
            yield (
                f"<tr><td>{_html(comparison.what)}<br><small>{_html(comparison.source)}</small></td>"
                f'<td class="n">{result.blended:.4f}</td><td class="n">{tokens(result.break_even)}</td>'
                f'<td class="n">{load}</td></tr>'
            )
        yield "</table>"
    if item.inputs:
        yield "<table><tr><th>Input</th><th>Value</th><th>Source</th></tr>"
        for given in item.inputs:
            value = _shown(given)
            cells = f"<td>{_html(given.name)}</td><td>{_html(value)}</td><td><small>{_html(given.source)}</small></td>"
            yield f"<tr>{cells}</tr>"
        yield "</table>"
    if item.missing:
        yield f"<p>No cost without {_html(', '.join(item.missing))}.</p>"


#: The picture: its size, the room for the axes, and the height of a line of the legend.
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _LINE = 640, 320, 14, 40, 20


def chart(comparisons: Sequence[Comparison], volume: float | None = None) -> str:
    """Cost by month over tokens by month: a line for each price, a staircase for owning, a mark at each break-even.

    A break-even beyond what one set of cards carries is no point of the picture, since more sets cost more; the legend
    says so. ``volume``: the tokens a month that the caller stated.
    """
    first = comparisons[0].result
    reached = [
        item for item in comparisons if math.isfinite(item.result.break_even) and item.result.feasible is not False
    ]
    points = [item.result.break_even for item in reached]
    # Around the break-even where there is one, else two sets of cards.
    most = max([*(points or [(first.capacity or 0.0) * 2]), volume or 0.0, 1.0]) * 1.5
    owned = list(_stairs(first, most))
    top = max(owned[-1][1], *(item.result.blended * most / 1e6 for item in comparisons[:1])) * 1.1
    top = min(top, first.fixed * 8)

    def at(x: float, y: float) -> str:
        across = _LEFT + x / most * (_WIDTH - _LEFT - 10)
        up = _HEIGHT - _BOTTOM - min(y, top) / top * (_HEIGHT - _BOTTOM - 30)
        return f"{across:.1f},{up:.1f}"

    ground = _HEIGHT - _BOTTOM
    shapes = [
        f'<line class="axis" x1="{_LEFT}" y1="{ground}" x2="{_WIDTH - 10}" y2="{ground}"/>',
        f'<line class="axis" x1="{_LEFT}" y1="30" x2="{_LEFT}" y2="{ground}"/>',
        f'<polyline class="own" fill="none" stroke-width="2" points="{" ".join(at(*step) for step in owned)}"/>',
    ]
    legend = [("own", "owning, one set of cards after the other")]
    for number, item in enumerate(comparisons):
        css = "api" if number == 0 else "api2"
        # The line ends where it leaves the picture.
        end = min(most, top / item.result.blended * 1e6) if item.result.blended else most
        shapes.append(
            f'<polyline class="{css}" fill="none" stroke-width="2" '
            f'points="{at(0, 0)} {at(end, item.result.blended * end / 1e6)}"/>'
        )
        beyond = ", more than one set carries" if item.result.feasible is False else ""
        legend.append((css, f"{item.what}: break-even {tokens(item.result.break_even)}{beyond}"))
    for item in reached:
        x, _, y = at(item.result.break_even, item.result.fixed).partition(",")
        shapes.append(f'<circle cx="{x}" cy="{y}" r="4"/>')
        anchor = "end" if float(x) > _LEFT + 60 else "start"
        shapes.append(_text(float(x) - 6, float(y) - 8, tokens(item.result.break_even), anchor))
    if volume:
        x = at(volume, 0).partition(",")[0]
        shapes.append(f'<line class="axis" stroke-dasharray="4 4" x1="{x}" y1="30" x2="{x}" y2="{ground}"/>')
        shapes.append(_text(float(x) + 4, 42, f"your volume: {tokens(volume)}"))
    shapes += [
        _text(_LEFT, 18, f"USD {top:,.0f} a month"),
        _text(_LEFT, ground + 18, "0"),
        _text(_WIDTH - 10, ground + 18, f"{tokens(most)} tokens a month", "end"),
    ]
    for row, (css, words) in enumerate(legend):
        line = _HEIGHT + row * _LINE
        shapes.append(f'<line class="{css}" stroke-width="2" x1="{_LEFT}" y1="{line}" x2="{_LEFT + 26}" y2="{line}"/>')
        shapes.append(_text(_LEFT + 34, line + 4, words))
    label = "; ".join(words for _, words in legend)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + len(legend) * _LINE}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{_html(label)}</title>{''.join(shapes)}</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}">{_html(words)}</text>'


def _stairs(result: Result, most: float) -> Iterator[tuple[float, float]]:
    """Owning by month: a step up wherever one more set of cards is needed."""
    step = result.capacity or most
    x, sets = 0.0, 1
    while True:
        cost = result.fixed + (sets - 1) * result.set_cost
        yield x, cost
        x = min(x + step, most)
        yield x, cost
        sets += 1
        if x >= most or sets > 60:
            return
