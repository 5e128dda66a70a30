"""``smallprint check``: the linter."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smallprint.cli import find_root, progress_bar, write_output
from smallprint.model import Report, UsageError
from smallprint.report import FORMATS

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.report import Style
    from smallprint.run import Options

__all__ = ["check"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a date such as 2026-11-22") from None


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--output", metavar="FILE", help="Write the report to FILE instead.")
@click.option("--policy", metavar="FILE|git:REF", help="The policy to use (default: the nearest smallprint.yaml).")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Paths are relative to it (default: git top level).",
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; may be given more than once.")
@click.option("--show", type=click.Choice(["kept"]), help="Also show why what is fine is fine.")
@click.option("-v", "--verbose", is_flag=True, help="Show every undetermined finding.")
@click.option("--as-of", default="", callback=_day, metavar="DATE", help="Take DATE for today.")
@click.option("--require-lock", is_flag=True, help="Fail (3) on models that smallprint.lock does not hold.")
@click.option("--strict", is_flag=True, help="Fail (3) on anything undetermined or unread.")
@click.option("--baseline", metavar="FILE", help="Old findings to accept (default: smallprint.baseline).")
@click.option("--write-baseline", metavar="FILE", help="Write today's findings to FILE, and accept them.")
@click.option("--headroom", "thresholds", is_flag=True, help="Show where you stand to every threshold instead.")
@click.option("--what-if", multiple=True, metavar="KEY+=VALUE", help="Show what starts to bind then.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache of the user.")
@click.option("--jobs", default=0, metavar="N", help="Processes for reading (default: as many as pay).")
def check(
    paths: tuple[Path, ...], style: str, output: str | None, policy: str | None, root: Path | None,
    exclude: tuple[str, ...], show: str | None, verbose: bool, as_of: str, require_lock: bool, strict: bool,
    baseline: str | None, write_baseline: str | None, thresholds: bool, what_if: tuple[str, ...], no_cache: bool,
    jobs: int,
) -> int:  # fmt: skip
    """Check the models that PATHS (default: the whole project) use against the policy.

    Named files are judged alone, as a hook does; facts still come from the whole project. Nothing is written but the
    report, and the network is not used.
    """
    from smallprint.collect.cache import Cache
    from smallprint.database import Database
    from smallprint.report import Style, render
    from smallprint.run import Options, run

    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    base = find_root(paths, root)
    named, base_ref = None, ""
    if policy and policy.startswith("git:"):
        base_ref = policy[4:]
    elif policy:
        named = Path(policy).resolve()
    options = Options(
        root=base, paths=tuple(path.absolute() for path in paths), policy=named, base_ref=base_ref, as_of=as_of,
        exclude=exclude, require_lock=require_lock, jobs=jobs, baseline=Path(baseline).absolute() if baseline else None,
    )  # fmt: skip
    if (thresholds or what_if) and style not in ("text", "json"):
        raise UsageError("--headroom and --what-if print text or json")
    database, cache = Database.open(), None if no_cache else Cache()
    report = run(options, database, cache, progress_bar())
    look = Style(base, style == "text" and not output and _colour(), _width(), verbose, show or "")
    if what_if:
        supposed = run(replace(options, what_if=what_if), database, cache)
        write_output(_supposed(what_if, report, supposed, style, look), output)
        return 0
    if thresholds:
        write_output(_thresholds(report, options, database, style, look), output)
        return 0
    if write_baseline:
        return _write_baseline(report, write_baseline)
    write_output(render(report, style, look), output)
    return _exit_code(report, strict, require_lock)


def _supposed(changes: tuple[str, ...], before: Report, after: Report, style: str, look: Style) -> str:
    from smallprint.headroom import compare
    from smallprint.report.headroom import what_if_json, what_if_text

    change = compare(before, after)
    if style == "json":
        return what_if_json(changes, before, after, change)
    return what_if_text(changes, before, after, change, look)


def _thresholds(report: Report, options: Options, database: Database, style: str, look: Style) -> str:
    from smallprint.headroom import headroom
    from smallprint.load import Policies
    from smallprint.report.headroom import headroom_json, headroom_text

    policies = Policies(options.root, database, options.policy)
    rows = headroom(report, database, lambda file, ids: policies.for_file(file).facts_for(file, ids))
    return headroom_json(rows) if style == "json" else headroom_text(rows, look)


def _write_baseline(report: Report, target: str) -> int:
    from smallprint import baseline

    text = baseline.dump(report)
    write_output(text, target)
    count = len(text.splitlines()) - 1
    noun = "finding" if count == 1 else "findings"
    click.echo(f"{target}: {count} {noun} accepted. Settle them, and write it anew.", err=True)
    return 0


def _colour() -> bool:
    import os

    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """Columns to write for.

    ``COLUMNS``, else the terminal's, else 80. (``shutil`` would load three compressors for this.)
    """
    import os

    columns = 80
    if os.environ.get("COLUMNS", "").isdigit():
        columns = int(os.environ["COLUMNS"])
    elif sys.stdout.isatty():
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    return max(40, min(columns or 80, 100))


def _exit_code(report: Report, strict: bool, require_lock: bool) -> int:
    if report.verdict == "broken":
        return 1
    if require_lock and any(finding.rule == "not-locked" and not finding.waived_by for finding in report.findings):
        return 3
    demanded = strict or any(finding.severity == "error" and not finding.waived_by for finding in report.findings)
    if report.verdict == "incomplete" and demanded:
        return 3
    return 3 if strict and report.problems else 0
