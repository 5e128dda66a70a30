"""``smallprint notice``: write the NOTICE file and the attribution that licences ask for."""

from __future__ import annotations

import re
from pathlib import Path

import click

from smallprint.cli import find_root, write_output
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["notice"]

_NOTICE = re.compile(r"notice(?:\.(?:md|txt))?\Z", re.IGNORECASE)
_README = re.compile(r"readme\.(?:md|markdown)\Z", re.IGNORECASE)
_OTHER = re.compile(r"readme(?:\..*)?\Z", re.IGNORECASE)
#: Where the section goes in a project whose README is not Markdown.
_DOCS = "docs/attribution.md"


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when a file would change.")
@click.option("--print", "only_print", is_flag=True, help="Print what would be written instead.")
@click.option("--policy", type=click.Path(path_type=Path), help="The policy to use (default: the nearest).")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project (default: git top level).",
)
def notice(only_check: bool, only_print: bool, policy: Path | None, root: Path | None) -> int:
    """Write notices and credits to NOTICE and texts to show to the README, between markers.

    Written is what the activities of the policy set off: whoever hands nothing on owes no notice. Text outside the
    markers stays.
    """
    from smallprint.database import Database
    from smallprint.load import Policies
    from smallprint.notice import merged, notice_text, plan, section_text
    from smallprint.run import Options, run

    base = find_root((), root)
    database = Database.open()
    named = policy.resolve() if policy else None
    report = run(Options(root=base, policy=named), database)
    facts = Policies(base, database, named).for_file("").facts
    student = facts.get("use.student.name")
    found = plan(report, database, str(student.value).rpartition("/")[2] if student else "")
    changed = []
    for pattern, default, body in (
        (_NOTICE, "NOTICE", notice_text(found)),
        (_README, "README.md", section_text(found)),
    ):
        path = _existing(base, pattern) or base / default
        if default == "README.md" and not path.exists() and (_existing(base, _OTHER) or (base / _DOCS).exists()):
            path = base / _DOCS
        old = _read(path)
        new = merged(old, body, "text" if path.suffix.lower() in ("", ".txt") else "markdown")
        if new == old:
            continue
        changed.append(path.relative_to(base).as_posix())
        if only_print:
            click.echo(f"{path.name}:\n{body or '(the section is taken out)'}")
        elif not only_check:
            path.parent.mkdir(exist_ok=True)
            write_output(new, str(path))
    _say(changed, found.by_hand, only_check, only_print)
    return 1 if only_check and changed else 0


def _existing(folder: Path, pattern: re.Pattern[str]) -> Path | None:
    return next((path for path in sorted(folder.iterdir()) if pattern.match(path.name) and path.is_file()), None)


def _read(path: Path) -> str:
    from smallprint.load import read_bytes

    if path.is_symlink():
        raise UsageError(f"{path.name}: a link; write to the file itself")
    try:
        return (read_bytes(path) or b"").decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path.name}: not UTF-8, so it is left alone") from None


def _say(changed: list[str], by_hand: tuple[str, ...], only_check: bool, only_print: bool) -> None:
    if not only_print:
        if changed:
            verb = "would change" if only_check else "written"
            click.echo(f"{', '.join(changed)}: {verb}.")
        else:
            click.echo("Nothing to write: the notices are as the licences ask.")
    if by_hand:
        click.echo("By hand:", err=True)
        for line in by_hand:
            click.echo(f"  {safe(line, 400)}", err=True)
