"""``smallprint new``: start a licence, a rule or a detector in a checkout, with a test that fails until it is done."""

from __future__ import annotations

import re
from pathlib import Path

import click

from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["new"]

_NAME = re.compile(r"[a-z0-9][a-z0-9.+-]*\Z")
_RULE = """\
title: What is found, in a few words
concern: {concern}
status: preview
since: "{version}"
severity: warning
applies_to: {{subject: term, kind: {kind}}}
violated_when: {{test: granted}}  # TODO: the condition; `smallprint explain` lists facts, predicates.py the tests
message: "{{licence}}: {{plain}}"
fix: "What a person can do."
why: |
  TODO: why this matters; it becomes the rule's page.
examples:  # TODO: they are the rule's tests, and all three outcomes must be shown
  - {{facts: {{}}, is: undetermined}}
"""
_DETECTOR = '''\
"""TODO: which files, and how they name models."""

from __future__ import annotations

from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.fs import Source

__all__ = ["find"]


def find(source: Source) -> Iterator[Found]:
    """Yield what the file says. Never raises: what cannot be parsed is a ``Problem``."""
    yield from ()
'''


@click.group()
def new() -> None:
    """Start a licence, a rule or a detector in a checkout of smallprint."""


_root = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), help="The checkout."
)


@new.command("licence")
@click.argument("name", metavar="ID")
@click.option(
    "--text", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The licence's text."
)
@_root
def new_licence(name: str, file: Path | None, root: Path) -> None:
    """Draft licences/ID.yaml from a text, and add the text's fingerprint.

    Every guess is marked; the text is not kept.
    """
    from smallprint.database import Database
    from smallprint.fingerprint import update_fingerprints
    from smallprint.resolve.draft import draft

    target = _target(root, "licences", f"{name}.yaml", name)
    data = Database.open()
    text = file.read_bytes() if file else b""
    nearest = ""
    if text:
        nearest = next((candidate for candidate, _ in data.matcher.identify(text).candidates), "")
        try:
            update_fingerprints(root / "licences", name, text)
        except ValueError as error:
            raise UsageError(safe(str(error))) from None
        click.echo("Added its fingerprint to licences/fingerprints.jsonl.")
    target.write_text(draft(text, name, nearest, data.vocabulary.data["core_kinds"]), encoding="utf-8")
    click.echo(f"Wrote {safe(str(target))}: read it against the text, clause by clause.")


@new.command("rule")
@click.argument("name", metavar="ID")
@click.option("--kind", default="commercial-use", show_default=True, help="The kind of term that it looks at.")
@_root
def new_rule(name: str, kind: str, root: Path) -> None:
    """Write rules/ID.yaml; the build fails until its condition and its examples are there."""
    from smallprint import __version__
    from smallprint.condition import nearest
    from smallprint.database import Database

    kinds = Database.open().vocabulary.term_kinds
    if kind not in kinds:
        raise UsageError(f"no kind of term '{safe(kind)}'{nearest(kind, kinds)}")
    target = _target(root, "rules", f"{name}.yaml", name)
    target.write_text(_RULE.format(concern=kinds[kind]["concern"], kind=kind, version=__version__), encoding="utf-8")
    click.echo(f"Wrote {safe(str(target))}. Its examples are its tests: pytest tests/test_rules.py")


@new.command("detector")
@click.argument("name", metavar="NAME")
@_root
def new_detector(name: str, root: Path) -> None:
    """Write collect/NAME.py and its folder of tests; then add its line to the table in collect/__init__.py."""
    module = name.replace("-", "_")
    target = _target(root, "src/smallprint/collect", f"{module}.py", name)
    target.write_text(_DETECTOR, encoding="utf-8")
    folder = root / "tests" / "collect" / module
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "expected.txt").write_text(
        "# TODO: FILE:LINE ROLE KIND CANONICAL, one line for each reference\n", encoding="utf-8"
    )
    click.echo(f"Wrote {safe(str(target))} and {safe(str(folder))}. Add its line to DETECTORS in collect/__init__.py.")


def _target(root: Path, folder: str, file: str, name: str) -> Path:
    if not _NAME.match(name):
        raise UsageError(f"'{safe(name)}' is no id: lower case letters, digits, dots, plus signs and hyphens")
    if not (root / folder).is_dir():
        raise UsageError(f"{safe(str(root))}: not a checkout of smallprint (there is no {folder}/); --root names one")
    target = root / folder / file
    if target.exists():
        raise UsageError(f"{safe(str(target))} is there already")
    return target
