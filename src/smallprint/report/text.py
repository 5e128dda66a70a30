"""The report for people: short, grouped by what matters, every line something to act on or to stop worrying about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from smallprint.fs import Tree
from smallprint.model import Fact, Finding, Place, Question, Report
from smallprint.report import Style
from smallprint.report.overview import overview
from smallprint.report.words import route, shown
from smallprint.say import fact_value, short_name
from smallprint.text import safe
from smallprint.verdict import Verdict

__all__ = ["render"]

_QUESTIONS = 5
_COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "dim": "2", "green": "1;32", "blue": "34"}


def render(report: Report, style: Style) -> str:
    """The text report. Without a policy it is an overview: nothing can fail yet."""
    pen = Pen(style)
    if not report.policy_file:
        return "\n".join(map(_inert, overview(report, pen))) + "\n"
    lines = list(_findings(report, pen, style))
    lines += _loosened(report, pen)
    lines += _duties(report, pen)
    lines += questions(report.questions, pen)
    lines += problems(report, pen)
    lines += _kept(report, pen, style)
    lines += _summary(report, pen)
    return "\n".join(map(_inert, lines)) + "\n"


def _inert(line: str) -> str:
    """A line that no CI runner takes for a command: GitHub's looks for ``::`` after leading spaces."""
    return line.replace("::", ":\\:", 1) if line.lstrip().startswith("::") else line


class Pen:
    """Colours and wrapping, in one place."""

    def __init__(self, style: Style) -> None:
        self.colour = style.colour
        self.width = style.width
        self.style = style

    def paint(self, text: str, name: str) -> str:
        """``text`` in a colour, when colours are on."""
        return f"\033[{_COLOURS[name]}m{text}\033[0m" if self.colour else text

    def wrap(self, label: str, text: str, indent: int = 2, column: int = 9) -> Iterator[str]:
        """``  label    text`` with the text wrapped under itself."""
        space = " " * (indent + column)
        body = textwrap.wrap(
            safe(text, 2000), max(20, self.width - len(space)), break_long_words=False, break_on_hyphens=False
        ) or [""]
        yield f"{' ' * indent}{self.paint(safe(label).ljust(column), 'dim')}{body[0]}"
        for line in body[1:]:
            yield space + line


def _findings(report: Report, pen: Pen, style: Style) -> Iterator[str]:
    shown_before: tuple[str, Place] | None = None
    tree = Tree(style.root)
    for finding in shown(report, verbose=style.verbose):
        place = finding.places[0]
        level = finding.severity if finding.verdict is Verdict.VIOLATED else f"{finding.severity}, open"
        where = f"{safe(place.file)}:{place.line}:{place.column}" if place.line else safe(place.file)
        name = f"{short_name(finding.model)}: " if finding.model else ""
        mark = pen.paint(f"{level}[{finding.rule}]", finding.severity if finding.severity in _COLOURS else "note")
        head = f"{pen.paint(where, 'bold')}: {mark} "
        length = len(where) + len(level) + len(finding.rule) + 5
        yield from _headline(head, length, f"{safe(name)}{safe(finding.message)}", pen)
        if shown_before != (finding.model, place):
            yield from frame(tree, place, pen)
        shown_before = (finding.model, place)
        yield from _details(finding, pen)
    if any(True for _ in shown(report, verbose=style.verbose)):
        yield ""


def _headline(head: str, length: int, text: str, pen: Pen) -> Iterator[str]:
    room = pen.width - length
    if len(text) <= room:
        yield head + text
        return
    first, *rest = textwrap.wrap(text, max(30, room), break_long_words=False, break_on_hyphens=False) or [""]
    if len(first) > room:
        yield head.rstrip()
        first, rest = "", textwrap.wrap(text, pen.width - 2, break_long_words=False, break_on_hyphens=False)
    if first:
        yield head + first
    for line in textwrap.wrap(" ".join(rest), pen.width - 2, break_long_words=False, break_on_hyphens=False):
        yield "  " + line


def _details(finding: Finding, pen: Pen) -> Iterator[str]:
    if finding.term:
        clause = f"{finding.document} {finding.section}: {finding.plain}"
        yield from pen.wrap("licence", clause)
        if finding.document != finding.licence:
            yield from pen.wrap("", f"part of {finding.licence}")
    for path in finding.paths[:2]:
        yield from pen.wrap("through", route(path))
    if len(finding.paths) > 2:
        yield from pen.wrap("", f"and {len(finding.paths) - 2} more routes")
    # What a waiver or an entry of the policy comes to is in the message already.
    told = [
        fact for fact in finding.facts if fact.source and not fact.name.startswith(("waiver.", "tree.", "observed."))
    ]
    for fact in finding.facts:
        if fact.name == "observed.training":
            for number, way in enumerate(fact.value[:3]):
                yield from pen.wrap("the code" if number == 0 else "", str(way))
    for number, fact in enumerate(told[:3]):
        yield from pen.wrap("you" if number == 0 else "", _told(fact))
    if finding.doubt:
        yield from pen.wrap("doubt", finding.doubt)
    if finding.missing:
        yield from pen.wrap("tell me", ", ".join(finding.missing))
    others = finding.places[1:]
    if others:
        places = ", ".join(f"{place.file}:{place.line}" for place in others[:3])
        yield from pen.wrap("also", places + (f" and {len(others) - 3} more" if len(others) > 3 else ""))
    if finding.evidence and finding.subject != "term":
        yield from pen.wrap("says who", finding.evidence)
    if finding.since:
        yield from pen.wrap("since", finding.since)
    yield from pen.wrap("fix", finding.fix)


def _told(fact: Fact) -> str:
    return f"{fact.name}: {fact_value(fact.value)}, {fact.source}" if fact.name != "seen" else f"seen at {fact.source}"


def frame(tree: Tree, place: Place, pen: Pen) -> Iterator[str]:
    """The line of a place with a caret under the reference; nothing where the line cannot be shown."""
    if not place.line:
        return
    source = tree.read(place.file)
    if source is None or source.is_binary or place.line > len(source.lines):
        return
    raw = source.lines[place.line - 1]
    if len(raw) > 2000:
        return
    lead = len(raw) - len(raw.lstrip())
    text = safe(raw.lstrip().expandtabs(1), 1000)
    number = str(place.line)
    room = pen.width - len(number) - 5
    start = max(0, place.column - 1 - lead)
    shift = 0
    if start + min(place.width, 20) > room:
        shift = max(0, start - 10)
    shown = text[shift : shift + room]
    if shift:
        shown = f"…{shown[1:]}"
    if len(text) > shift + room:
        shown = f"{shown[:-1]}…"
    yield f"  {pen.paint(number + ' |', 'blue')} {shown}"
    if place.column and place.width and start - shift < len(shown):
        width = max(1, min(place.width, len(shown) - (start - shift)))
        yield f"  {' ' * len(number)} {pen.paint('|', 'blue')} {' ' * (start - shift)}{pen.paint('^' * width, 'error')}"


def _loosened(report: Report, pen: Pen) -> Iterator[str]:
    """What the change adds to its own judgement; it does not count before it is merged."""
    if not report.loosened:
        return
    yield pen.paint("This change alters what judges it; it does not count yet:", "bold")
    for entry in report.loosened[:10]:
        yield f"  {safe(entry, pen.width - 2)}"
    yield ""


def _duties(report: Report, pen: Pen) -> Iterator[str]:
    """Open duties, one line for each licence: they are met elsewhere, and are no findings."""
    by_licence: dict[str, list[str]] = {}
    for duty in report.duties:
        if duty.state == "open":
            entry = f"{duty.term} ({duty.section})"
            if entry not in by_licence.setdefault(duty.document, []):
                by_licence[duty.document].append(entry)
    if not by_licence:
        return
    yield pen.paint("Also to do, where this tree cannot show it:", "bold")
    width = min(28, max(len(name) for name in by_licence) + 2)
    for name, entries in sorted(by_licence.items()):
        yield from pen.wrap(name, ", ".join(entries), column=width)
    yield ""


def questions(asked: Sequence[Question], pen: Pen, most: int = _QUESTIONS) -> Iterator[str]:
    """The questions that settle most, at most five."""
    if not asked:
        return
    total = sum(question.settles for question in asked)
    first = asked[:most]
    settled = sum(question.settles for question in first)
    noun = "answer settles" if len(first) == 1 else "answers settle"
    yield pen.paint(f"{len(first)} {noun} {settled} of {total} open terms:", "bold")
    width = min(36, max(len(question.fact) for question in first) + 2)
    for question in first:
        yield from pen.wrap(question.fact, question.question, column=width)
    yield ""


def problems(report: Report, pen: Pen) -> Iterator[str]:
    """What could not be read, and the names that are built at run time."""
    unnamed = [ref for ref in report.refs if ref.ref == "?"]
    if not report.problems and not unnamed:
        return
    if report.problems:
        yield pen.paint(f"Not read: {len(report.problems)}", "bold")
        for problem in report.problems[:5]:
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            yield from pen.wrap(safe(where), problem.reason, column=min(40, len(where) + 2))
        if len(report.problems) > 5:
            yield f"  and {len(report.problems) - 5} more (--format json lists them)"
    if unnamed:
        places = ", ".join(f"{ref.place.file}:{ref.place.line}" for ref in unnamed[:3])
        more = f" and {len(unnamed) - 3} more" if len(unnamed) > 3 else ""
        yield from _plain(
            f"Named only at run time, so not checked: {places}{more}. List them under models: in the policy.", pen
        )
    yield ""


def _plain(text: str, pen: Pen) -> Iterator[str]:
    yield from textwrap.wrap(safe(text, 1000), pen.width, break_long_words=False, break_on_hyphens=False)


def _kept(report: Report, pen: Pen, style: Style) -> Iterator[str]:
    if style.show != "kept":
        return
    yield pen.paint("Kept, and why:", "bold")
    for finding in sorted(report.kept, key=lambda item: (item.model, item.document, item.section)):
        if not finding.term:
            continue
        facts = "; ".join(_told(fact) for fact in finding.facts if fact.source or fact.name.startswith("use."))
        reason = facts or "it is not set off by this use"
        yield from pen.wrap(
            short_name(finding.model)[:26], f"{finding.document} {finding.section} {finding.term}: {reason}", column=28
        )
    yield ""


def _summary(report: Report, pen: Pen) -> Iterator[str]:
    live = [finding for finding in report.findings if not finding.waived_by and finding.severity != "off"]
    violated = [finding for finding in live if finding.verdict is Verdict.VIOLATED]
    errors = [finding for finding in violated if finding.severity == "error"]
    warnings = [finding for finding in violated if finding.severity != "error"]
    still_open = len(live) - len(violated)
    models = int(report.summary.get("models", 0))
    parts = []
    if errors:
        count = len({finding.model for finding in errors})
        parts.append(f"{_count(len(errors), 'error')} in {_count(count, 'model')}")
    if warnings:
        parts.append(_count(len(warnings), "warning"))
    if still_open:
        parts.append(f"{still_open} open")
    waived = int(report.summary.get("waived", 0))
    if waived:
        parts.append(f"{waived} waived")
    changed = "" if report.scope == "full" else " (only the files named)"
    head = ", ".join(parts) if parts else "no term is broken"
    colour = {"broken": "error", "incomplete": "warning", "kept": "green"}[report.verdict]
    word = report.verdict.capitalize()
    for number, line in enumerate(_plain(f"{word}: {head}; {_count(models, 'model')} checked{changed}.", pen)):
        yield line.replace(word, pen.paint(word, colour), 1) if number == 0 else f"  {line}"
    if violated:
        yield f"Why: smallprint explain {violated[0].rule}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def joined(places: Iterable[Place], most: int = 1) -> str:
    """``app/chat.py:14 +3``."""
    ordered = sorted(set(places))
    text = ", ".join(f"{place.file}:{place.line}" for place in ordered[:most])
    return text + (f" +{len(ordered) - most}" if len(ordered) > most else "")
