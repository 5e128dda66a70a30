"""``smallprint lock``: pin what the Hub says, or check that it still says so. No other command uses the network."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smallprint.cli import find_root
from smallprint.model import UsageError
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.resolve.drift import Drift, Licences
    from smallprint.resolve.hub import Answers, Hub, HubError
    from smallprint.resolve.lockfile import Entry, LockFile

__all__ = ["check_lock", "lock", "update_lock"]

#: Exit codes; see the table in ``smallprint.cli``.
_KEPT, _BROKEN, _INCOMPLETE = 0, 1, 3

_WORDS = {
    "licence-label": "the card's licence changed",
    "licence-text": "a licence text changed",
    "base-added": "a base was added",
    "base-removed": "a base was removed",
    "relation": "the relation to a base changed",
    "datasets": "the training data named changed",
    "gated": "the gate changed",
    "renamed": "the repository was renamed",
    "revision": "there is a newer revision",
    "gone": "the repository is gone",
    "removed": "no longer in the lock",
    "added": "new in the lock",
}


@click.command("lock")
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option(
    "--check", is_flag=True, help="Compare the lock with the Hub and write nothing; exit 1 if terms may differ."
)
@click.option("--update", is_flag=True, help="Ask again about models that are pinned, and drop those no longer used.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the project; smallprint.lock stands in it (default: git top level).",
)
def lock(models: tuple[str, ...], check: bool, update: bool, root: Path | None) -> int:
    """Pin what the Hub says about the models of a project in smallprint.lock.

    Without MODEL: every Hub model and data set that the project uses, and their bases. With MODEL (org/name or
    dataset:org/name): these, and their bases. Needs the network; every other command works from the lock.
    """
    if check and update:
        raise click.UsageError("--check writes nothing, --update writes: choose one")
    from smallprint.database import Database
    from smallprint.resolve.hub import Hub

    database = Database.open()
    folder = find_root((), root)
    wanted = tuple(_canonical(model) for model in models)
    if not wanted and not check:
        wanted = _references(folder)
    hub = Hub(database.matcher)
    today = date.today().isoformat()
    if check:
        return check_lock(folder, wanted, hub, database, today, click.echo)
    again = update or bool(models)
    return update_lock(folder, wanted, hub, today, click.echo, again=again, prune=update and not models)


def check_lock(
    root: Path, wanted: Sequence[str], hub: Hub, database: Licences, today: str, say: Callable[[str], None]
) -> int:
    """Compare the lock below ``root`` (all of it, or the ids in ``wanted``) with the Hub. Returns the exit code.

    1 if a licence, a base or the repository itself changed; 3 if something could not be asked; 0 otherwise. Raises
    ``UsageError`` where there is no lock, it cannot be read, or it lacks an id that was asked for.
    """
    from smallprint.resolve.drift import Drift, drift
    from smallprint.resolve.hub import gather
    from smallprint.resolve.lockfile import NAME, LockFile, read

    old = read(root / NAME)
    if old is None:
        raise UsageError(f"{NAME}: there is none; `smallprint lock` writes it")
    ids = tuple(_pinned(old, id).id for id in wanted) or tuple(old.entries)
    answers = gather(hub, ids, today, follow=False)
    asked = LockFile((old.entries[id] for id in answers.entries), old.name)
    found = list(drift(asked, LockFile(answers.entries.values()), database))
    gone = [id for id, error in answers.failed.items() if error.kind == "gone"]
    found += [Drift(id, "gone", old.entries[id].label or "pinned", answers.failed[id].reason) for id in gone]
    for difference in sorted(found, key=lambda difference: (not difference.matters, difference.id)):
        _say_drift(difference, old, say)
    unasked = {id: error for id, error in answers.failed.items() if error.kind != "gone"}
    _say_failures(unasked, say, "could not be checked")
    partly = _say_less_read(old, answers, say)
    broken = sum(difference.matters for difference in found)
    say(f"{old.name}: {len(ids)} checked, {broken} differences that matter, {len(unasked) + partly} not checked")
    if broken:
        return _BROKEN
    return _INCOMPLETE if unasked or partly or answers.cut else _KEPT


def update_lock(
    root: Path,
    wanted: Sequence[str],
    hub: Hub,
    today: str,
    say: Callable[[str], None],
    *,
    again: bool,
    prune: bool,
) -> int:
    """Pin ``wanted`` and their bases in the lock below ``root``. Returns the exit code: 0, or 3 if one has no answer.

    ``again`` asks also about what is pinned, ``prune`` drops what ``wanted`` does not lead to. An entry whose model
    could not be asked about stays as it was. Raises ``UsageError`` where the lock cannot be read or not written.
    """
    from smallprint.resolve.hub import gather
    from smallprint.resolve.lockfile import NAME, LockFile, read, write

    path = root / NAME
    old = read(path) or LockFile()
    answers = gather(hub, wanted, today, keep=None if again else old)
    entries = dict(old.entries)
    added, changed = [], []
    for id, entry in answers.entries.items():
        before = old.entries.get(id)
        entries[id] = _settled(before, entry)
        if before is None:
            added.append(id)
        elif entries[id] != before:
            changed.append(id)
    dropped = sorted(entries.keys() - _reached(wanted, entries)) if prune else []
    for id in dropped:
        del entries[id]
    if entries or path.exists():
        write(LockFile(entries.values()), path)
    _say_update(added, changed, dropped, entries, answers, say)
    partly = _say_less_read(old, answers, say)
    say(
        f"{NAME}: {len(added)} added, {len(changed)} changed, {len(dropped)} dropped, {len(entries)} in all"
        + (f"; {len(answers.failed)} could not be pinned" if answers.failed else "")
    )
    return _INCOMPLETE if answers.failed or answers.cut or partly else _KEPT


def _say_update(
    added: Sequence[str],
    changed: Sequence[str],
    dropped: Sequence[str],
    entries: dict[str, Entry],
    answers: Answers,
    say: Callable[[str], None],
) -> None:
    for word, ids in (("pinned", added), ("changed", changed)):
        for id in sorted(ids):
            say(safe(f"{word} {id}: {_summary(entries[id])}"))
    for id in dropped:
        say(safe(f"dropped {id}: nothing leads to it any more"))
    _say_failures(answers.failed, say, "could not be pinned")
    if answers.cut:
        say("stopped: more models than one run asks about")


def _say_failures(failed: dict[str, HubError], say: Callable[[str], None], what: str) -> None:
    for id, error in sorted(failed.items()):
        say(safe(f"{what}: {id}: {error.reason}"))


def _say_drift(difference: Drift, old: LockFile, say: Callable[[str], None]) -> None:
    line = old.lines.get(difference.id)
    where = f"{old.name}:{line}: " if line else ""
    sides = (
        f"{difference.old} -> {difference.new}"
        if difference.old and difference.new
        else difference.old or difference.new
    )
    mark = "" if difference.matters else "note: "
    say(safe(f"{where}{mark}{difference.id}: {_WORDS[difference.what]}: {sides}", 500))
    for term in difference.terms:
        if not term.old or not term.new:
            sign, at, plain = ("+", term.new, term.new_plain) if term.new else ("-", term.old, term.old_plain)
            say(safe(f"  {sign} {term.term} ({at}): {plain}"))
        else:
            say(safe(f"  ~ {term.term}: {term.old}: {term.old_plain} -> {term.new}: {term.new_plain}", 500))


def _summary(entry: Entry) -> str:
    texts = ", ".join(f"{text.file} is {text.licence}" for text in entry.texts)
    label = f"{entry.label}: {entry.name}" if entry.name else entry.label
    parts = [label or "no licence declared", texts, f"unread: {', '.join(entry.unread)}" if entry.unread else ""]
    return "; ".join(part for part in parts if part)


def _settled(before: Entry | None, entry: Entry) -> Entry:
    """The new entry with what the old one knows better: texts that a gate hides now, the day if nothing changed."""
    if before is None:
        return entry
    if before.revision == entry.revision and entry.unread:
        known = tuple(text for text in before.texts if text.file in entry.unread)
        hidden = tuple(file for file in entry.unread if file not in {text.file for text in known})
        texts = tuple(sorted(entry.texts + known, key=lambda text: (len(text.file), text.file)))
        entry = replace(entry, texts=texts, unread=hidden)
    return before if replace(entry, date=before.date) == before else entry


def _say_less_read(old: LockFile, answers: Answers, say: Callable[[str], None]) -> int:
    """Say which licence files the lock knows and the Hub did not show this time. Returns of how many models."""
    count = 0
    for id, entry in sorted(answers.entries.items()):
        before = old.entries.get(id)
        if hidden := {text.file for text in before.texts} & set(entry.unread) if before else set():
            say(safe(f"could not be read this time: {id}: {', '.join(sorted(hidden))}"))
            count += 1
    return count


def _reached(wanted: Iterable[str], entries: dict[str, Entry]) -> set[str]:
    reached: set[str] = set()
    stack = list(wanted)
    while stack:
        id = stack.pop()
        if id in entries and id not in reached:
            reached.add(id)
            stack.extend(base for base, _ in entries[id].bases)
    return reached


def _pinned(lock: LockFile, id: str) -> Entry:
    entry = lock.get(id)
    if entry is None:
        near = difflib.get_close_matches(id, list(lock.entries), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise UsageError(f"{lock.name}: '{safe(id)}' is not in it{hint}")
    return entry


def _canonical(model: str) -> str:
    """A model as a user writes it. Raises ``UsageError`` for what no Hub repository can be."""
    from smallprint.resolve.card import canonical_base

    if model.startswith("dataset:"):
        found = canonical_base(model.removeprefix("dataset:"), "dataset")
    else:
        found = canonical_base(model.removeprefix("hf:"))
    if found.startswith("other:"):
        raise UsageError(f"'{safe(model, 100)}' is not a model of the Hub; write org/name or dataset:org/name")
    return found


def _references(root: Path) -> tuple[str, ...]:
    """The Hub models and data sets that the tree depends on, sorted."""
    from smallprint.collect import collect
    from smallprint.fs import Tree
    from smallprint.resolve.card import canonical_base

    refs: Iterable[Any] = collect(Tree(root, mentions=False)).refs
    return tuple(
        sorted(
            {
                ref.canonical
                for ref in refs
                if ref.role == "dependency"
                and ref.kind in ("hf", "dataset")
                and canonical_base(ref.canonical.partition(":")[2], ref.kind) == ref.canonical
            }
        )
    )
