"""Headroom and what-if as text and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from smallprint.model import Report
from smallprint.report import Style
from smallprint.report.json import finding_data
from smallprint.report.text import Pen
from smallprint.say import short_name
from smallprint.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smallprint.headroom import Change, Row

__all__ = ["headroom_json", "headroom_text", "what_if_json", "what_if_text"]

_OF = {"licensee": "yours", "licensee_and_affiliates": "yours and your affiliates'", "product": "the product's"}


def headroom_json(rows: Sequence[Row]) -> str:
    """Schema ``smallprint/headroom/1``."""
    return json.dumps({"schema": "smallprint/headroom/1", "thresholds": [asdict(row) for row in rows]}, indent=2)


def headroom_text(rows: Sequence[Row], style: Style) -> str:
    """One block for each threshold, nearest to its line first."""
    pen = Pen(style)
    if not rows:
        return "No licence in use has a threshold.\n"
    lines: list[str] = []
    for row in rows:
        head = f"{row.document} {row.section}: {row.limit}"
        lines.append(pen.paint(head, "bold"))
        lines += pen.wrap("counted", _counted(row))
        lines += pen.wrap("you", _stand(row))
        if row.then:
            lines += pen.wrap("then", row.then.replace("_", " "))
        names = [short_name(model) for model in row.models]
        lines += pen.wrap("models", ", ".join(names[:6]) + (f" +{len(names) - 6}" if len(names) > 6 else ""))
        lines.append("")
    return "\n".join(lines)


def _counted(row: Row) -> str:
    when = {"": "", "release": ", in the month before its release"}.get(row.month, f", in {row.month}")
    return _OF.get(row.of, row.of) + when


def _stand(row: Row) -> str:
    if not row.figure:
        return f"not stated: set {row.fact}" if row.fact else "not stated"
    share = f", {row.share:.0%} of the line" if row.share is not None else ""
    word = {"over": "over the line", "below": "below the line", "open": "not settled by this figure"}[row.state]
    spared = ", but the term does not bind this use" if row.state == "over" and row.verdict == "satisfied" else ""
    return f"{row.figure}{share}: {word}{spared} ({row.fact})"


def what_if_json(changes: Sequence[str], before: Report, after: Report, change: Change) -> str:
    """Schema ``smallprint/what-if/1``."""
    data = {
        "schema": "smallprint/what-if/1",
        "changes": list(changes),
        "verdict": {"before": before.verdict, "after": after.verdict},
        "starts": [finding_data(finding) for finding in change.starts],
        "stops": [finding_data(finding) for finding in change.stops],
        "duties": [
            {
                "document": duty.document,
                "term": duty.term,
                "section": duty.section,
                "model": duty.model,
                "state": duty.state,
            }
            for duty in change.duties
        ],
    }
    return json.dumps(data, indent=2)


def what_if_text(changes: Sequence[str], before: Report, after: Report, change: Change, style: Style) -> str:
    """What starts to bind and what no longer does, worst first."""
    pen = Pen(style)
    lines = [pen.paint(f"Suppose {', '.join(changes)}:", "bold")]
    lines.append(
        f"{before.verdict.capitalize()} becomes {after.verdict}."
        if before.verdict != after.verdict
        else f"The verdict stays {after.verdict}."
    )
    for title, found in (("Starts to bind", change.starts), ("No longer binds", change.stops)):
        if not found:
            continue
        lines += ["", pen.paint(f"{title}: {len(found)}", "bold")]
        for finding in sorted(found, key=lambda item: (item.verdict.value, item.model, item.document, item.section)):
            state = "" if finding.verdict is Verdict.VIOLATED else " (open)"
            clause = f" ({finding.document} {finding.section})" if finding.section else ""
            lines += pen.wrap(short_name(finding.model)[:26], f"{finding.message}{clause}{state}", column=28)
    lines += _duties(change, pen)
    return "\n".join(lines) + "\n"


def _duties(change: Change, pen: Pen) -> Iterator[str]:
    owed = [duty for duty in change.duties if duty.state == "open"]
    if not owed:
        return
    yield ""
    yield pen.paint(f"Also to do then: {len(owed)}", "bold")
    for duty in owed[:20]:
        yield from pen.wrap(short_name(duty.model)[:26], f"{duty.plain} ({duty.document} {duty.section})", column=28)
