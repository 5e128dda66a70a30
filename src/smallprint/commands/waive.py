"""``smallprint waive``: accept a finding in the policy, with a reason, an owner and a date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smallprint.cli import find_root, write_output
from smallprint.model import UsageError
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database
    from smallprint.model import Finding

__all__ = ["waive"]

#: Longer than this a waiver is no waiver but a decision; say so in the policy's allow list or in another model.
_MOST_DAYS = 730


@click.command()
@click.argument("finding")
@click.option("--model", help="Only for this model, where FINDING is a rule.")
@click.option("--licence", help="Only for this licence or document.")
@click.option("--term", help="Only for this term.")
@click.option("--reason", help="Why it is accepted, in a sentence.")
@click.option("--owner", help="Who answers for it.")
@click.option("--until", metavar="DATE", help="Last day, such as 2027-03-01.")
@click.option("--policy", type=click.Path(path_type=Path), help="The policy to write to (default: the nearest).")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project (default: git top level).",
)
def waive(
    finding: str, model: str | None, licence: str | None, term: str | None, reason: str | None, owner: str | None,
    until: str | None, policy: Path | None, root: Path | None,
) -> int:  # fmt: skip
    """Accept FINDING: its fingerprint, as reports show it (the first characters do), or a rule with --model.

    The waiver is added to the policy; everything else in the file stays as it is. What is not given is asked for.
    """
    from smallprint.database import Database
    from smallprint.load import Policies, read_bytes
    from smallprint.policy_edit import with_waiver
    from smallprint.run import Options, run

    base = find_root((), root)
    database = Database.open()
    named = policy.resolve() if policy else None
    report = run(Options(root=base, policy=named), database)
    wanted = {"model": model or "", "licence": licence or "", "term": term or ""}
    found = [item for item in report.findings if not item.waived_by and _is(item, finding, wanted)]
    entry = _entry(found, finding, wanted, database)
    entry["reason"] = _asked(reason, "reason", "Why is it accepted?")
    entry["owner"] = _asked(owner, "owner", "Who answers for it?")
    entry["until"] = _day(_asked(until, "until", "Until which day, such as 2027-03-01?"))
    used = Policies(base, database, named).for_file(found[0].places[0].file)
    if not used.file:
        raise UsageError("there is no policy to write to: smallprint init")
    path = named or base / used.file
    content = read_bytes(path)
    if content is None:
        raise UsageError(f"{used.file}: no such policy file")
    write_output(with_waiver(content.decode("utf-8-sig"), used.file, entry), str(path))
    count = sum(_covered(item, entry) for item in report.findings)
    noun = "finding" if count == 1 else "findings"
    click.echo(f"{safe(used.file)}: accepted {count} {noun} until {entry['until']}.")
    return 0


def _is(item: Finding, wanted: str, narrowed: dict[str, str]) -> bool:
    if item.subject in ("waiver", "tree"):
        return False
    named = wanted in (item.rule, item.concern) or (len(wanted) >= 6 and item.fingerprint.startswith(wanted))
    return named and _covered(item, narrowed)


def _covered(item: Finding, entry: dict[str, str]) -> bool:
    if entry.get("rule") and entry["rule"] not in (item.rule, item.concern):
        return False
    models = {item.model, item.model.partition(":")[2]}
    return (
        (not entry.get("model") or entry["model"] in models)
        and (not entry.get("licence") or entry["licence"] in (item.licence, item.document))
        and (not entry.get("term") or entry["term"] == item.term)
    )


def _entry(found: Sequence[Finding], wanted: str, narrowed: dict[str, str], database: Database) -> dict[str, str]:
    """The waiver for what was found. More than one model at a time would be too broad, and is refused."""
    if not found:
        raise UsageError(f"no finding '{safe(wanted)}' here: smallprint check --format json shows the fingerprints")
    models = sorted({item.model for item in found})
    if len(models) > 1:
        shown = ", ".join(safe(model) for model in models[:5])
        raise UsageError(f"'{safe(wanted)}' is found for {len(models)} models: name one with --model ({shown})")
    first = found[0]
    entry = {"rule": first.rule, "model": first.model}
    if len({item.rule for item in found}) > 1:
        entry["rule"] = first.concern
    terms = {(item.document, item.term) for item in found}
    if len(terms) == 1 and first.term:
        entry |= {"licence": first.document, "term": first.term}
        licence = database.licence(first.document)
        if licence is not None and licence.digest:
            entry["digest"] = licence.digest[:16]
    elif narrowed["licence"]:
        entry["licence"] = narrowed["licence"]
    return entry


def _asked(value: str | None, key: str, question: str) -> str:
    if value is None and sys.stdin.isatty():
        value = click.prompt(question, err=True)
    if not value or not value.strip():
        raise UsageError(f"a waiver needs --{key}")
    if key == "reason" and len(value.split()) < 2:
        raise UsageError("--reason: one word is no reason; say in a sentence why it is accepted")
    return " ".join(value.split())


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"--until: '{safe(value)}' is not a date such as 2027-03-01") from None
    today = date.today()
    if day < today:
        raise UsageError(f"--until: {day} is past")
    if day > today + timedelta(days=_MOST_DAYS):
        raise UsageError(f"--until: at most two years from now ({today + timedelta(days=_MOST_DAYS)})")
    return day.isoformat()
