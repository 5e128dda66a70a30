"""What a policy and the code hold that does nothing any more: allowances, duties, overrides, grants and inline ignores.

Pure: :func:`leftovers` compares the policy with what a full run met; :func:`tree_findings` says it by the rules on
the tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallprint.condition import Context, evaluate
from smallprint.model import Fact, Finding, Ignore, Licence, Place, Rule
from smallprint.predicates import TESTS
from smallprint.verdict import Truth, Verdict
from smallprint.yamlio import line_of

if TYPE_CHECKING:
    from smallprint.database import Vocabulary
    from smallprint.policy import Policy

__all__ = ["Leftover", "baseline_leftovers", "ignore_leftovers", "leftovers", "tree_findings"]

_REMIND_DAYS = 30


@dataclass(frozen=True, slots=True)
class Leftover:
    """One entry that was looked at: the facts about it, what to call it, and where it stands."""

    facts: Mapping[str, bool]
    detail: str
    place: Place
    date: str = ""
    licence: str = ""


def leftovers(
    policy: Policy,
    heads: Collection[str],
    licences: Sequence[Licence],
    files: Callable[[], Collection[str]],
    vocabulary: Vocabulary,
    today: str,
) -> Iterator[Leftover]:
    """Look through ``policy`` after a full run.

    ``heads`` are the licences of the models in use, ``licences`` those and all that bind them; ``files`` gives the
    files of the tree and is called only where a policy has overrides. What a parent policy holds is its own to tidy.
    """
    yield from _allowances(policy, heads, vocabulary)
    yield from _duties(policy, licences)
    yield from _overrides(policy, files)
    yield from _grants(policy, licences, today)


def _allowances(policy: Policy, heads: Collection[str], vocabulary: Vocabulary) -> Iterator[Leftover]:
    """Licences that are allowed by name. A category is a stance and no leftover."""
    section = policy.data.get("policy", {})
    names = section.get("allow", ()) if isinstance(section, Mapping) else ()
    groups = {*vocabulary.data["categories"], *vocabulary.term_kinds}
    for index, name in enumerate(names):
        if name not in groups:
            place = _place(policy, line_of(names, index))
            yield Leftover({"tree.allowances_used": name in heads}, name, place, licence=name)


def _duties(policy: Policy, licences: Sequence[Licence]) -> Iterator[Leftover]:
    by_id = {licence.id: licence for licence in licences}
    met = {(licence.id, word) for licence in licences for term in licence.terms for word in (term.id, term.kind)}
    parts = {part["document"] for licence in licences for part in licence.incorporates}
    for entry in policy.duties:
        used = (entry.licence, entry.term) in met or any(
            (part, entry.term) in met for part in parts if entry.licence in by_id
        )
        yield Leftover(
            {"tree.duties_used": used}, f"{entry.term} of {entry.licence}", _at(entry.source), licence=entry.licence
        )


def _overrides(policy: Policy, files: Callable[[], Collection[str]]) -> Iterator[Leftover]:
    from smallprint.policy import _glob

    entries = policy.data.get("overrides", ())
    if not entries:
        return
    tree = files()
    for index, entry in enumerate(entries):
        for pattern in entry.get("paths", ()):
            used = any(_glob(path, pattern) for path in tree)
            yield Leftover({"tree.overrides_used": used}, pattern, _place(policy, line_of(entries, index)))


def _grants(policy: Policy, licences: Sequence[Licence], today: str) -> Iterator[Leftover]:
    grants = policy.facts.get("organisation.separate_licences")
    in_use = {licence.id for licence in licences}
    for grant in grants.value if grants else ():
        until = str(grant.get("until", ""))
        if not until or grant["licence"] not in in_use:
            continue
        facts = {
            "tree.grant_current": until >= today,
            "tree.grant_ends_soon": today <= until <= _plus(today, _REMIND_DAYS),
        }
        yield Leftover(facts, grant["licence"], _at(grants.source if grants else ""), until, grant["licence"])


def ignore_leftovers(ignores: Sequence[Ignore], used: Collection[int], today: str) -> Iterator[Leftover]:
    """Inline ignores: whether each accepts something, still holds, and says why. ``used`` are the indexes that did."""
    for index, ignore in enumerate(ignores):
        facts = {
            "tree.ignores_used": index in used,
            "tree.ignore_current": not ignore.until or ignore.until >= today,
            "tree.ignore_reasoned": bool(ignore.reason.strip()),
        }
        yield Leftover(facts, ", ".join(ignore.rules), ignore.place, ignore.until)


def tree_findings(
    found: Iterable[Leftover], rules: Sequence[Rule], vocabulary: Vocabulary, level: Callable[[Rule], Any]
) -> Iterator[Finding]:
    """The findings of the rules on the tree. ``level`` gives the severity of a rule under the policy, or ``off``."""
    mine = [rule for rule in rules if rule.subject == "tree" and rule.status != "removed" and level(rule) != "off"]
    for item in found:
        facts = {name: Fact(name, value, f"{item.place.file}:{item.place.line}") for name, value in item.facts.items()}
        for rule in mine:
            answer = evaluate(rule.violated_when, Context(lookup=facts.get, vocabulary=vocabulary), TESTS)
            if answer.truth is not Truth.TRUE:
                continue
            words = {"detail": item.detail, "date": item.date, "licence": item.licence}
            yield Finding(
                rule=rule.id, concern=rule.concern, severity=level(rule), confidence="high", verdict=Verdict.VIOLATED,
                model="", licence=item.licence, document=item.licence, term="", section="",
                message=rule.message.format_map(words), fix=rule.fix.format_map(words), places=(item.place,),
                facts=answer.used, subject="tree",
                fingerprint=hashlib.sha256(f"{rule.id}\0{item.detail}\0{item.place.file}".encode()).hexdigest()[:16],
            )  # fmt: skip


def baseline_leftovers(name: str, known: Mapping[str, str], seen: Collection[str]) -> Iterator[Leftover]:
    """Whether the baseline ``name`` holds findings that are gone: it only shrinks if somebody says so."""
    gone = len(set(known) - set(seen))
    if known:
        yield Leftover({"tree.baseline_used": not gone}, f"{gone} of {len(known)}", Place(name))


def _place(policy: Policy, line: int) -> Place:
    return Place(policy.file, line)


def _at(source: str) -> Place:
    file, _, line = source.rpartition(":")
    return Place(file, int(line)) if line.isdigit() else Place(source)


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
