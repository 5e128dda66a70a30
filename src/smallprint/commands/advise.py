"""``smallprint advise``: rent or own, for each model in use."""

from __future__ import annotations

import math
from pathlib import Path

import click

from smallprint.cli import find_root, write_output
from smallprint.commands.check import _day
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["advise"]


def _tokens(_context: click.Context, _parameter: click.Parameter, value: str) -> float | None:
    from smallprint.quantity import parse_quantity

    if not value:
        return None
    try:
        count = float(value)  # 3e9
    except ValueError:
        pass
    else:
        if 0 < count < math.inf:
            return count
        raise click.BadParameter("a number of tokens above nought")
    try:
        span = parse_quantity(value, money=False).latest()
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return span.high if span else None


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
              help="What to print.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Paths are relative to it (default: git top level).")  # fmt: skip
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; may be given more than once.")
@click.option("--as-of", default="", callback=_day, metavar="DATE", help="Take DATE for today.")
@click.option("--tokens", default="", callback=_tokens, metavar="N", help="Tokens a month, in and out: 500m, 2bn.")
@click.option("--in-share", type=click.FloatRange(0, 1), help="Share of the tokens that go in.")
@click.option("--price-in", type=click.FloatRange(0), help="USD per million tokens in, instead of the listed price.")
@click.option("--price-out", type=click.FloatRange(0), help="USD per million tokens out.")
@click.option("--gpu", default="", help="Card to run on: H100, H200, A100.")
@click.option("--gpu-price", type=click.FloatRange(0), help="USD for one hour of one card.")
@click.option("--gpus", type=click.IntRange(1, 4096), help="Number of cards, instead of what memory asks for.")
@click.option("--overhead", type=click.FloatRange(0), help="Storage, traffic and management on top of the cards.")
@click.option("--ops", type=click.FloatRange(0), help="USD a month for people.")
@click.option(
    "--throughput", type=click.FloatRange(0, min_open=True), help="Tokens a second of the cards at full load."
)
@click.option(
    "--usable-share", type=click.FloatRange(0, 1, min_open=True), help="Share of full load that traffic uses."
)
@click.option(
    "--hours", type=click.FloatRange(0, 744, min_open=True), help="Hours a month that the cards are paid for."
)
@click.option("--params", type=click.FloatRange(0, min_open=True), help="Parameters in billions, all experts.")
@click.option("--bits", type=click.FloatRange(1, 64), help="Bits a weight.")
@click.option("--kv-gb", type=click.FloatRange(0), default=0.0, help="GB for the cache of the tokens in flight.")
@click.option("--gpu-ops/--no-gpu-ops", default=None, help="Whether the team can run graphics cards.")
def advise(
    paths: tuple[Path, ...], style: str, output: str | None, root: Path | None, exclude: tuple[str, ...], as_of: str,
    tokens: float | None, in_share: float | None, price_in: float | None, price_out: float | None, gpu: str,
    gpu_price: float | None, gpus: int | None, overhead: float | None, ops: float | None, throughput: float | None,
    usable_share: float | None, hours: float | None, params: float | None, bits: float | None, kv_gb: float,
    gpu_ops: bool | None,
) -> int:  # fmt: skip
    """Say for each model that PATHS use whether to rent or to own it, under the policy.

    Blockers come first: a rule on where data may be is never traded for cost. Then the price of the API is compared
    with running the same weights, with every input, its source and its date. The network is not used.
    """
    from smallprint.advice import Asked, advise_all
    from smallprint.database import Database
    from smallprint.load import Policies
    from smallprint.report.advice import as_html, as_json, as_text
    from smallprint.run import Options, run

    for path in paths:
        if not path.exists():
            raise UsageError(f"{safe(str(path))}: no such file or folder")
    if (price_in is None) != (price_out is None):
        raise UsageError("a price has two sides: state both --price-in and --price-out")
    data = Database.open()
    known = (data.row("data", "costs") or {}).get("gpus", {})
    names = ", ".join(known)
    if gpu and gpu not in known and gpu_price is None:
        raise UsageError(f"no price is known of the card '{safe(gpu)}' (known: {names}): state --gpu-price")
    asked = Asked(
        tokens=tokens, in_share=in_share, price_in=price_in, price_out=price_out, gpu=gpu, gpu_price=gpu_price,
        gpus=gpus, overhead=overhead, ops=ops, throughput=throughput, usable_share=usable_share, hours=hours,
        parameters=params, bits=bits, cache_gb=kv_gb, gpu_ops=gpu_ops,
    )  # fmt: skip
    options = Options(
        root=find_root(paths, root), paths=tuple(path.resolve() for path in paths), exclude=exclude, as_of=as_of
    )
    report = run(options, data)
    policies = Policies(options.root, data)
    advice = advise_all(report, data, asked, lambda file, ids: policies.for_file(file).facts_for(file, ids))
    writers = {"text": as_text, "json": as_json, "html": as_html}
    write_output(writers[style](advice, report.as_of), output)
    return 0
