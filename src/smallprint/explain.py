"""What the data says about one name, as plain data and as text. The documentation pages are made from the same."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smallprint.database import Database, Vocabulary
from smallprint.expression import leaves
from smallprint.model import Licence, Node, Rule, Term
from smallprint.say import limit_words
from smallprint.text import safe

__all__ = ["Described", "describe", "describe_licence", "describe_rule"]

_WIDTH = 80
#: Lineage that is shown: steps upwards, and parents of one model.
_MAX_DEPTH, _MAX_PARENTS = 6, 8
_GROUPS = ("may", "must", "must not", "limits")


@dataclass(frozen=True)
class Described:
    """One answer: as data for machines and as lines for people."""

    data: Mapping[str, Any]
    lines: tuple[str, ...]

    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"


def describe(name: str, data: Database, as_of: str = "") -> Described | None:
    """Find what ``name`` is and describe it; ``None`` when it is nothing known."""
    finders: tuple[Callable[[], Described | None], ...] = (
        lambda: _rule(name, data),
        lambda: _licence(name, data),
        lambda: _kind(name, data),
        lambda: _concern(name, data),
        lambda: _fact(name, data),
        lambda: _provider(name, data),
        lambda: _model(name, data, as_of),
    )
    for find in finders:
        found = find()
        if found is not None:
            return found
    return None


# --- rules, kinds, concerns, facts -----------------------------------------------------------------------------------


def _rule(name: str, data: Database) -> Described | None:
    rule = data.rule_page(name) or next(
        (data.rule_page(known.id) for known in data.rules if name in known.aliases), None
    )
    return None if rule is None else describe_rule(rule, data)


def describe_rule(rule: Rule, data: Database) -> Described:
    """A rule: what it finds, why, the fix, and its examples."""
    lines = [f"{rule.id}: {rule.title}", f"rule, {rule.severity}, {rule.status}, concern {rule.concern}", ""]
    lines += _wrapped(rule.why)
    if rule.kinds:
        lines += ["", *_wrapped(f"Looks at terms of kind {', '.join(rule.kinds)}.")]
    lines += ["", "Fix", *_wrapped(rule.fix, "  "), "", "Examples"]
    for example in rule.examples:
        given = (
            ", ".join(f"{key}: {_plain(value)}" for key, value in (example.get("facts") or {}).items())
            or "nothing is known"
        )
        note = f" ({example['note']})" if "note" in example else ""
        lines += _hanging(f"  {example['is']:<13}", given + note)
    body = {
        "type": "rule", "id": rule.id, "title": rule.title, "concern": rule.concern, "severity": rule.severity,
        "status": rule.status,
        "since": rule.since, "kinds": list(rule.kinds), "why": rule.why.strip(), "fix": rule.fix,
        "examples": [dict(e) for e in rule.examples],
    }  # fmt: skip
    return Described(body, tuple(lines))


def _kind(name: str, data: Database) -> Described | None:
    kind = data.vocabulary.term_kinds.get(name)
    if kind is None:
        return None
    rules = [rule.id for rule in data.rules if name in rule.kinds]
    carriers = [licence for licence in data.ids("licence") if _has(data.licence(licence), name)]
    lines = [f"{name}: kind of term, concern {kind['concern']}", "", *_wrapped(kind["plain"])]
    lines += ["", f"Rules     {', '.join(rules) or 'none; shown, not judged'}", f"Licences  {len(carriers)} have one:"]
    lines += _wrapped(", ".join(carriers), "  ")
    return Described({"type": "term-kind", "id": name, **kind, "rules": rules, "licences": carriers}, tuple(lines))


def _has(licence: Licence | None, kind: str) -> bool:
    return licence is not None and any(term.kind == kind for term in licence.terms)


def _concern(name: str, data: Database) -> Described | None:
    if name not in data.vocabulary.data["concerns"]:
        return None
    rules = [rule for rule in data.rules if rule.concern == name]
    lines = [f"{name}: concern", ""]
    for rule in rules:
        lines += _hanging(f"  {rule.id:<24}", rule.title)
    return Described({"type": "concern", "id": name, "rules": [rule.id for rule in rules]}, tuple(lines))


def _fact(name: str, data: Database) -> Described | None:
    fact = data.facts.get(name)
    if fact is None:
        return None
    lines = [f"{name}: fact, {fact['type']}", *_wrapped(fact.get("question", ""))]
    kind = fact["type"].rpartition(" ")[2]
    words: tuple[str, ...] = ()
    if fact["type"].split()[0] in ("one", "list") and kind not in ("licence",):
        words = data.vocabulary.words(kind)
        lines += ["", *_wrapped(", ".join(words), "  ")]
    return Described({"type": "fact", "id": name, **fact, "values": list(words)}, tuple(lines))


def _provider(name: str, data: Database) -> Described | None:
    provider = data.provider(name)
    if provider is None:
        return None
    lines = [f"{name}: provider"]
    for key, value in provider.items():
        lines += _hanging(f"  {key:<16}", _plain(value))
    return Described({"type": "provider", **provider}, tuple(lines))


# --- licences --------------------------------------------------------------------------------------------------------


def _licence(name: str, data: Database) -> Described | None:
    licence = data.licence(name.lower())
    if licence is None:
        licence = next(
            (
                found
                for known in data.ids("licence")
                if (found := data.licence(known)) and name.lower() in _other_names(found)
            ),
            None,
        )
    return None if licence is None else describe_licence(licence, data)


def _other_names(licence: Licence) -> set[str]:
    names = {licence.spdx.lower(), licence.name.lower()}
    return names | {str(alias).lower() for key in ("aliases", "hub") for alias in licence.keys.get(key, ())}


def describe_licence(licence: Licence, data: Database) -> Described:
    """A licence: its terms by group with section and who is bound, what is absent, versions, documents, the text."""
    documents = [licence, *_documents(licence, data)]
    terms = [(document, term) for document in documents for term in document.terms]
    lines = [licence.name, f"licence {licence.id}, {licence.category}{_dated(licence)}"]
    if licence.verified != "text":
        lines += _wrapped(
            "Its text was not read: what stands here comes from a second hand and cannot by itself fail a build."
        )
    for group in _GROUPS:
        chosen = [(document, term) for document, term in terms if _group(term, data.vocabulary) == group]
        if chosen:
            lines += ["", group.capitalize()]
            for document, term in chosen:
                lines += _term_lines(term, document.id if document.id != licence.id else "", data.vocabulary)
    if licence.absent:
        lines += ["", "Not in it", *_wrapped(", ".join(licence.absent), "  ")]
    if licence.unknown:
        lines += ["", "Not known", *_wrapped(", ".join(licence.unknown), "  ")]
    for key, title in (("derivatives", "Derived works"), ("doubts", "Doubts"), ("notes", "Notes")):
        if licence.keys.get(key):
            lines += ["", title, *_wrapped(str(licence.keys[key]), "  ")]
    lines += _origin(licence)
    body = {
        "type": "licence", "id": licence.id, "name": licence.name, "category": licence.category,
        "version": licence.version,
        "date": licence.date, "steward": licence.steward, "spdx": licence.spdx, "url": licence.url,
        "verified": licence.verified,
        "digest": licence.digest, "supersedes": list(licence.supersedes), "members": list(licence.members),
        "terms": [
            {"document": document.id, "group": _group(term, data.vocabulary), **term.keys} for document, term in terms
        ],
        "absent": list(licence.absent), "unknown": list(licence.unknown),
        "documents": [document.id for document in documents[1:]],
        "derivatives": licence.keys.get("derivatives", ""),
    }  # fmt: skip
    return Described(body, tuple(lines))


def _documents(licence: Licence, data: Database) -> list[Licence]:
    found = [data.licence(part["document"]) for part in licence.incorporates]
    return [document for document in found if document is not None]


def _dated(licence: Licence) -> str:
    parts = [
        part
        for part in (f"version {licence.version}" if licence.version else "", licence.date, licence.steward)
        if part
    ]
    return f", {', '.join(parts)}" if parts else ""


def _group(term: Term, vocabulary: Vocabulary) -> str:
    if term.kind == "output-training" and term.keys.get("stance") in ("allowed", "with_conditions", "silent"):
        return "may"
    if term.kind == "output-terms":
        return "may"
    group: str = vocabulary.term_kinds[term.kind]["group"]
    return group


def _term_lines(term: Term, document: str, vocabulary: Vocabulary) -> Iterator[str]:
    section = f"{document} {term.section}".strip()
    yield from _hanging(f"  {term.id:<20}", f"{term.plain} [{section}]")
    pad = " " * 22
    details = []
    if term.keys.get("limits"):
        details.append("line: " + " or ".join(limit_words(limit) for limit in term.keys["limits"]))
    if term.keys.get("string"):
        details.append(f'text: "{term.keys["string"]}"')
    if term.keys.get("domains"):
        details.append("fields: " + ", ".join(term.keys["domains"]))
    if term.binds != ("use_internally",):
        details.append("binds: " + ", ".join(term.binds))
    if term.when:
        details.append("when: " + _condition(term.when))
    if term.unless:
        details.append("unless: " + _condition(term.unless))
    if term.reaches_students:
        details.append("also reaches models trained on outputs")
    if term.keys.get("outputs_too"):
        details.append("also binds what it makes")
    if term.strength == "should":
        details.append("encouraged, not required")
    if term.doubt:
        details.append(f"doubt: {term.doubt}")
    for detail in details:
        yield from (pad + line for line in textwrap.wrap(safe(detail, 600), _WIDTH - 22))


def _condition(condition: Mapping[str, Any]) -> str:
    if "all" in condition:
        return " and ".join(_condition(part) for part in condition["all"])
    if "any" in condition:
        return " or ".join(_condition(part) for part in condition["any"])
    if "not" in condition:
        return f"not {_condition(condition['not'])}"
    if "test" in condition:
        return str(condition["test"]).replace("_", " ")
    operator = next(key for key in condition if key != "fact")
    return f"{condition['fact']} {operator} {_plain(condition[operator])}"


def _origin(licence: Licence) -> Iterator[str]:
    rows = [
        ("Text", licence.url),
        ("SPDX", licence.spdx),
        ("Supersedes", ", ".join(licence.supersedes)),
        ("May mean", ", ".join(licence.members)),
        ("Labels", ", ".join(licence.keys.get("hub", ()))),
    ]
    shown = [(label, value) for label, value in rows if value]
    if shown:
        yield ""
    for label, value in shown:
        yield from _hanging(f"{label:<12}", value)


# --- models ----------------------------------------------------------------------------------------------------------


def _model(name: str, data: Database, as_of: str) -> Described | None:
    from datetime import date

    day = date.fromisoformat(as_of) if as_of else None
    names = (
        [name]
        if ":" in name.split("/")[0]
        else [f"hf:{name}", f"ollama:{name}", f"dataset:{name}", f"api:{name}", f"timm:{name}"]
    )
    node = next((found for each in names if (found := data.catalogue.node(each, day)) is not None), None)
    return None if node is None else _describe_node(node, data, day)


def _describe_node(node: Node, data: Database, day: Any) -> Described:
    lines = [f"{node.id}: {node.kind} model" if node.kind != "dataset" else f"{node.id}: data set"]
    for label, value in (("publisher", node.publisher), ("family", node.family), ("released", node.released),
                         ("modality", ", ".join(node.modality)),
                         ("also known as", ", ".join(node.aliases[:4]))):  # fmt: skip
        if value:
            lines += _hanging(f"  {label:<14}", value)
    lines += ["", "Licence claims, first is its own"]
    for claim in node.claims:
        dated = f", {claim.as_of}" if claim.as_of else ""
        label = f"labelled {claim.label}; " if claim.label else ""
        lines += _hanging(
            f"  {claim.expression:<22}", f"{claim.source} ({claim.confidence}{dated}): {label}{claim.evidence}"
        )
    if not node.claims:
        lines.append("  none: nobody says under which licence it is")
    if node.parents:
        lines += ["", "Made from", *_lineage(node, data, day, {node.id}, 1)]
    if node.lifecycle:
        lines += ["", "Retirement"]
    for key, value in node.lifecycle.items():
        lines += _hanging(f"  {key:<14}", _plain(value))
    own = leaves(node.claims[0].expression) if node.claims else ()
    terms = [name for name in own if (licence := data.licence(name)) is not None and licence.category != "unknown"]
    lines += [
        "",
        *(f"Its terms: smallprint explain {name}" for name in terms),
        "What they mean for you: smallprint check",
    ]
    body = {
        "type": "model", "id": node.id, "kind": node.kind, "publisher": node.publisher, "family": node.family,
        "released": node.released,
        "modality": list(node.modality), "aliases": list(node.aliases),
        "claims": [
            {"licence": claim.expression, "source": claim.source, "evidence": claim.evidence,
             "confidence": claim.confidence, "as_of": claim.as_of, "label": claim.label}
            for claim in node.claims
        ],
        "parents": [
            {"id": edge.parent, "relation": edge.relation, "confidence": edge.confidence, "evidence": edge.evidence}
            for edge in node.parents
        ],
        "access": node.access, "provider": node.provider, "lifecycle": dict(node.lifecycle),
    }  # fmt: skip
    return Described(body, tuple(lines))


def _lineage(node: Node, data: Database, day: Any, above: set[str], depth: int) -> Iterator[str]:
    """What a node is made from, with the licence of each, and below each what that is made from."""
    for edge in node.parents[:_MAX_PARENTS]:
        parent = data.catalogue.node(edge.parent, day)
        licence = f"{parent.claims[0].expression}, " if parent is not None and parent.claims else ""
        yield from _hanging(
            f"{'  ' * depth}{edge.relation:<12}",
            f"{edge.parent} ({licence}{edge.confidence}{': ' + edge.evidence if edge.evidence else ''})",
        )
        if parent is not None and parent.id not in above and depth < _MAX_DEPTH:
            yield from _lineage(parent, data, day, above | {parent.id}, depth + 1)
    if len(node.parents) > _MAX_PARENTS:
        yield f"{'  ' * depth}and {len(node.parents) - _MAX_PARENTS} more"


# --- words -----------------------------------------------------------------------------------------------------------


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        safe(" ".join(text.split()), 4000),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _hanging(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        safe(" ".join(text.split()), 3000), _WIDTH, initial_indent=label if label.endswith(" ") else label + " ",
        subsequent_indent=" " * min(len(label), 24),
        break_on_hyphens=False, break_long_words=False,
    ) or [label.rstrip()]  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
