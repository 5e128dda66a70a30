"""``smallprint retirements``: when the models in use end, as text, JSON or a calendar."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from textwrap import wrap
from typing import Any

import click

from smallprint.cli import find_root, write_output
from smallprint.commands.check import _day
from smallprint.model import Place, Report, UsageError
from smallprint.say import short_name
from smallprint.text import safe

__all__ = ["SCHEMA", "Ending", "calendar", "endings", "retirements"]

SCHEMA = "smallprint/retirements/1"


@dataclass(frozen=True, order=True)
class Ending:
    """The last day of one model at one host, and where the project uses it."""

    day: str
    model: str
    host: str
    #: ``high`` where the provider's own page says it, else ``low``.
    confidence: str
    replacement: str
    source: str
    places: tuple[Place, ...]

    def days_left(self, today: str) -> int:
        """Days from ``today`` to the last day; negative when it is past."""
        return (date.fromisoformat(self.day) - date.fromisoformat(today)).days


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True,
              help="What to print; ics is a calendar.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Paths are relative to it (default: git top level).")  # fmt: skip
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; may be given more than once.")
@click.option("--as-of", default="", callback=_day, metavar="DATE", help="Take DATE for today.")
def retirements(
    paths: tuple[Path, ...], style: str, output: str | None, root: Path | None, exclude: tuple[str, ...], as_of: str
) -> int:
    """List when the models that PATHS (default: the whole project) use end, soonest first.

    The same model ends on another day at another host: the row of the host in use counts. Dates that only a third party
    gives are marked. The network is not used.
    """
    from smallprint.database import Database
    from smallprint.run import Options, run

    for path in paths:
        if not path.exists():
            raise UsageError(f"{safe(str(path))}: no such file or folder")
    options = Options(
        root=find_root(paths, root), paths=tuple(path.resolve() for path in paths), exclude=exclude, as_of=as_of
    )
    report = run(options, Database.open())
    found, undated = endings(report)
    writers = {"text": _text, "json": _json, "ics": calendar}
    write_output(writers[style](found, undated, report.as_of), output)
    return 0


def endings(report: Report) -> tuple[tuple[Ending, ...], tuple[str, ...]]:
    """The days on which models in use end, soonest first, and the API models for which no day is known."""
    places: dict[str, list[Place]] = {}
    for ref in report.refs:
        if ref.role == "dependency" and ref.ref != "?":
            places.setdefault(report.graph.resolved.get(ref.canonical, ref.canonical), []).append(ref.place)
    found, undated = [], []
    for name, where in sorted(places.items()):
        node = report.graph.nodes.get(name)
        if node is None or node.kind != "api":
            continue
        life = node.lifecycle
        try:
            day = date.fromisoformat(str(life.get("retires", ""))).isoformat()
        except ValueError:
            undated.append(name)
            continue
        found.append(
            Ending(
                day=day,
                model=name,
                host=node.provider,
                confidence="high" if life.get("confidence") == "high" else "low",
                replacement=str(life.get("replacement", "")),
                source=str(life.get("source", "")),
                places=tuple(sorted(set(where))),
            )
        )
    return tuple(sorted(found)), tuple(undated)


def _text(found: Sequence[Ending], undated: Sequence[str], today: str) -> str:
    lines = list(_rows(found, today))
    if undated:
        names = ", ".join(f"{safe(short_name(name), 60)} at {safe(_at(name), 40)}" for name in undated[:8])
        more = f" and {len(undated) - 8} more" if len(undated) > 8 else ""
        lines += ["", *wrap(f"No day is known for {names}{more}.", 80, break_long_words=False, break_on_hyphens=False)]
    if not found and not undated:
        lines.append("No API models are in use, so none ends.")
    if found:
        lines += ["", f"As of {today}. Days marked ? come from a third party; ask the host."]
    return "\n".join(lines) + "\n"


def _at(model: str) -> str:
    """The host in the id of an API model."""
    return model.partition(":")[2].partition("/")[0]


def _rows(found: Sequence[Ending], today: str) -> Iterator[str]:
    for ending in found:
        days = ending.days_left(today)
        when = f"{-days} days ago" if days < 0 else "today" if days == 0 else f"in {days} days"
        mark = " " if ending.confidence == "high" else "?"
        first = ending.places[0]
        more = f" (+{len(ending.places) - 1})" if len(ending.places) > 1 else ""
        yield f"{ending.day}{mark} {when:>13}  {safe(short_name(ending.model), 80)} at {safe(ending.host, 40)}"
        if ending.replacement:
            yield f"{'':26}replaced by {safe(ending.replacement, 80)}"
        yield f"{'':26}{safe(first.file)}:{first.line}{more}"


def _json(found: Sequence[Ending], undated: Sequence[str], today: str) -> str:
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "as_of": today,
        "retirements": [
            {
                "model": ending.model,
                "host": ending.host,
                "date": ending.day,
                "days_left": ending.days_left(today),
                "confidence": ending.confidence,
                "replacement": ending.replacement,
                "source": ending.source,
                "locations": [
                    {"file": place.file, "line": place.line, "column": place.column} for place in ending.places
                ],
            }
            for ending in found
        ],
        "undated": list(undated),
    }
    return json.dumps(data, indent=2)


# --- iCalendar (RFC 5545) ------------------------------------------------------------------------------------------


def calendar(found: Sequence[Ending], undated: Sequence[str], today: str) -> str:
    """The days as an iCalendar file: one all-day event each, tentative where a third party gives the day.

    The time stamp is ``today``, so that the same project gives the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//smallprint//retirements//EN", "CALSCALE:GREGORIAN"]
    stamp = f"{today.replace('-', '')}T000000Z"
    for ending in found:
        first = date.fromisoformat(ending.day)
        key = hashlib.sha256(f"{ending.model}\0{ending.host}".encode("utf-8", "replace")).hexdigest()[:24]
        about = [f"Used in {', '.join(f'{place.file}:{place.line}' for place in ending.places[:10])}."]
        if ending.replacement:
            about.append(f"Replaced by {ending.replacement}.")
        about.append(f"Source: {ending.source}")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@smallprint",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{short_name(ending.model)} ends at {ending.host}')}",
            f"DESCRIPTION:{_escaped(' '.join(about))}",
            f"STATUS:{'CONFIRMED' if ending.confidence == 'high' else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    """Text of a property: what could end the line or the value is escaped, what is hidden made visible."""
    for plain, mark in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, mark)
    return safe(text, 2000).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """At most 75 octets a line; what goes on begins with a blank. A character is never cut."""
    part, size = "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > 75:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
