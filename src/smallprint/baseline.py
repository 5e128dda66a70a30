"""The baseline: findings that were there on the day a project began to check, accepted until they are settled.

One line of JSON for each finding, sorted, so that two branches merge and a review shows what is added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from smallprint.model import Report, UsageError
from smallprint.text import safe

__all__ = ["NAME", "dump", "load"]

NAME = "smallprint.baseline"
_HEAD = {"schema": "smallprint/baseline/1"}
_FINGERPRINT = re.compile(r"[0-9a-f]{16}\Z")
_MOST = 100_000


def dump(report: Report) -> str:
    """The baseline of a report: every finding of a model that counts today and is not waived."""
    rows = {
        finding.fingerprint: {
            "fingerprint": finding.fingerprint,
            "verdict": finding.verdict.name.lower(),
            "rule": finding.rule,
            "model": finding.model,
            "licence": finding.document or finding.licence,
            "term": finding.term,
        }
        for finding in report.findings
        if finding.severity != "off"
        and finding.model
        and finding.subject != "waiver"
        and not _waived(finding.waived_by)
    }
    order = sorted(rows.values(), key=lambda row: (row["model"], row["rule"], row["term"], row["fingerprint"]))
    return "".join(json.dumps(row) + "\n" for row in ({**_HEAD}, *order))


def _waived(by: str) -> bool:
    """What the old baseline accepted stays in a new one."""
    return bool(by) and not by.endswith(NAME)


def load(text: str, name: str) -> Mapping[str, str]:
    """Fingerprint to verdict. Raises ``UsageError`` with one line on anything that is not a baseline."""
    lines = text.splitlines()
    if len(lines) > _MOST:
        raise UsageError(f"{name}: more than {_MOST} lines; a baseline this long hides everything")
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise UsageError(f"{name}:{number}: not a line of JSON") from None
        if number == 1:
            if row != _HEAD:
                raise UsageError(f"{name}:1: expected {json.dumps(_HEAD)}, found {safe(line, 80)}")
            continue
        finger, verdict = (row.get("fingerprint"), row.get("verdict")) if isinstance(row, dict) else (None, None)
        if not isinstance(finger, str) or not _FINGERPRINT.match(finger) or verdict not in ("violated", "undetermined"):
            raise UsageError(f"{name}:{number}: expected a fingerprint and a verdict")
        found[finger] = verdict
    return found
