"""The NOTICE file and the attribution section that licences ask for, between markers; all else stays as it is.

Pure: :func:`plan` says what is due, :func:`merged` puts it into a text. What it writes is what the rules look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from smallprint.model import Duty, Licence, Report, Term
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database

__all__ = ["Plan", "merged", "notice_text", "plan", "section_text"]

_TEMPLATE = Path(__file__).with_name("notice.j2")
#: Markers in plain text and in Markdown. Nothing outside them is touched.
_MARKS = {
    "text": ("--- smallprint notice: written by `smallprint notice` ---", "--- end of smallprint notice ---"),
    "markdown": ("<!-- smallprint notice: written by `smallprint notice` -->", "<!-- end of smallprint notice -->"),
}
_BLANK = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Part:
    """One model in the NOTICE file."""

    model: str
    publisher: str
    licence: str
    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One text to show, and the models that ask for it."""

    text: str
    models: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is due: parts of the NOTICE file, texts of the attribution section, and what only a person can do."""

    parts: tuple[Part, ...] = ()
    shown: tuple[Shown, ...] = ()
    by_hand: tuple[str, ...] = field(default=())


def plan(report: Report, database: Database, name: str = "") -> Plan:
    """What the duties of ``report`` ask for that a file of the project can hold.

    Due is what is missing and what was seen, since it may have been seen here; attested duties are met elsewhere.
    ``name`` fills the blanks of texts about a derived model.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    shown: dict[str, list[str]] = {}
    by_hand: list[str] = []
    for duty in report.duties:
        licence = database.licence(duty.document)
        term = _term(duty, licence)
        if licence is None or term is None or duty.state not in ("missing", "seen"):
            continue
        text = _filled(duty.string, name)
        model = _bare(duty.model)
        if duty.string and text is None:
            by_hand.append(f"{model}: show “{duty.string}” with the name of your model ({licence.id} {duty.section})")
        elif term.kind == "notice" and text and {"notice_file"} & set(duty.wanted):
            lines.setdefault((duty.model, duty.document), []).append(text)
        elif term.kind == "display" and text and {"readme"} & set(duty.wanted):
            shown.setdefault(text, []).append(model)
        elif term.kind == "attribution" and {"notice_file"} & set(duty.wanted):
            lines.setdefault((duty.model, duty.document), [])
        elif term.kind == "licence-copy":
            if term.keys.get("or_link"):
                lines.setdefault((duty.model, duty.document), [])
            elif duty.state == "missing":
                where = licence.url or "ask the licensor"
                by_hand.append(f"{model}: put the text of {licence.id} into LICENSES/ ({where})")
        elif duty.state == "missing":
            by_hand.append(f"{model}: {term.plain} ({licence.id} {duty.section})")
    parts = [_part(model, document, found, report, database) for (model, document), found in lines.items()]
    return Plan(
        tuple(sorted(parts, key=lambda part: (part.model.lower(), part.licence))),
        tuple(Shown(text, tuple(sorted(set(models)))) for text, models in sorted(shown.items())),
        tuple(dict.fromkeys(by_hand)),
    )


def _term(duty: Duty, licence: Licence | None) -> Term | None:
    return next((term for term in licence.terms if term.id == duty.term), None) if licence else None


def _bare(model: str) -> str:
    return safe(model.partition(":")[2] or model, 200)


def _filled(text: str, name: str) -> str | None:
    """The mandated text with its blanks filled; ``None`` where a name is wanted that nobody gave."""
    if not _BLANK.search(text):
        return text
    return _BLANK.sub(lambda _: safe(name, 100), text) if name else None


def _part(model: str, document: str, lines: Iterable[str], report: Report, database: Database) -> Part:
    node, licence = report.graph.nodes.get(model), database.licence(document)
    return Part(
        model=_bare(model),
        publisher=safe(node.publisher, 100) if node else "",
        licence=licence.name if licence else document,
        url=licence.url if licence else "",
        lines=tuple(dict.fromkeys(lines)),
    )


def notice_text(found: Plan) -> str:
    """The body of the NOTICE file; empty when nothing is due."""
    return _render("notice", found.parts)


def section_text(found: Plan) -> str:
    """The attribution section in Markdown; empty when nothing is due."""
    return _render("section", found.shown)


def _render(kind: str, parts: Sequence[object]) -> str:
    if not parts:
        return ""
    from jinja2 import Environment, StrictUndefined

    # The template is ours and the values are strings made safe: nothing of the project is ever a template.
    environment = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(kind=kind, parts=parts).strip() + "\n"


def merged(old: str, body: str, style: str) -> str:
    """``old`` with ``body`` between the markers of ``style`` (``text``, ``markdown``), at its end if it has none.

    An empty ``body`` takes the block out. The rest of ``old`` stays byte for byte.
    """
    begin, end = _MARKS[style]
    newline = "\r\n" if "\r\n" in old else "\n"
    block = f"{begin}\n{body}{end}\n".replace("\n", newline) if body else ""
    start = old.find(begin)
    stop = old.find(end, start)
    if start >= 0 and stop >= 0:
        after = old[stop + len(end) :]
        return old[:start] + block + re.sub(r"\A\r?\n", "", after)
    if not body:
        return old
    gap = "" if not old else newline if old.endswith(("\n", "\r")) else newline * 2
    return old + gap + block
