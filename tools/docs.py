"""Write what is made from the data: the pages of rules and licences, and the JSON Schemas of the policy and the lock.

Run ``python tools/docs.py`` after a change of the data; ``--check`` writes nothing and fails if a file would change.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from smallprint.database import Database  # noqa: E402
from smallprint.model import Rule  # noqa: E402
from smallprint.policy_schema import policy_schema  # noqa: E402
from smallprint.resolve.lock_schema import lock_schema  # noqa: E402

_MARK = "<!-- Made by tools/docs.py from the data. Change the data, then run it. -->"


def main() -> int:
    """Write or check every page. Returns 1 if ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if a file would change")
    check = parser.parse_args().check
    stale = []
    for name, text in pages(Database.open(str(ROOT))).items():
        path = ROOT / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'would change' if check else 'wrote'}: {name}")
    return 1 if check and stale else 0


def pages(data: Database) -> dict[str, str]:
    """Every generated file by its path from the root."""
    rules = [rule.id for rule in data.rules] + [alias for rule in data.rules for alias in rule.aliases]
    schema = policy_schema(data.vocabulary, sorted(data.licence_ids), rules)
    return {
        "docs/rules.md": _rules(data),
        "docs/licences.md": _licences(data),
        "schemas/lock.schema.json": json.dumps(lock_schema(), indent=1) + "\n",
        "schemas/policy.schema.json": json.dumps(schema, indent=1) + "\n",
    }


def _rules(data: Database) -> str:
    lines = [_MARK, "# Rules", "", "| Rule | Concern | Severity | What it finds |", "| --- | --- | --- | --- |"]
    lines += [f"| [{rule.id}](#{rule.id}) | {rule.concern} | {_level(rule)} | {rule.title} |" for rule in data.rules]
    for name in data.ids("rule"):
        rule = data.rule_page(name)
        if rule is not None:
            lines += _page(rule)
    return "\n".join(lines) + "\n"


def _level(rule: Rule) -> str:
    return rule.severity if rule.status == "stable" else f"{rule.severity} ({rule.status})"


def _page(rule: Rule) -> list[str]:
    lines = [
        "",
        f"## {rule.id}",
        "",
        f"**{rule.title}.** Concern `{rule.concern}`, {_level(rule)}, since {rule.since}.",
        "",
    ]
    lines.append(" ".join(rule.why.split()))
    if rule.kinds:
        lines += ["", f"Looks at terms of kind {', '.join(f'`{kind}`' for kind in rule.kinds)}."]
    lines += ["", f"*Fix:* {rule.fix.replace('{licence}', 'LICENCE')}", "", "| Facts | Verdict |", "| --- | --- |"]
    for example in rule.examples:
        facts = (
            "; ".join(f"`{key}: {json.dumps(value)}`" for key, value in (example.get("facts") or {}).items())
            or "nothing known"
        )
        note = f" ({example['note']})" if "note" in example else ""
        lines.append(f"| {facts}{note} | {example['is']} |")
    return lines


def _licences(data: Database) -> str:
    lines = [_MARK, "# Licences", "", "`smallprint explain ID` shows the terms, each with its section.", ""]
    lines += ["| Id | Name | Category | Date | Read |", "| --- | --- | --- | --- | --- |"]
    for name in sorted(data.licence_ids):
        licence = data.licence(name)
        if licence is not None:
            read = {"text": "in the text", "secondary": "second hand", "none": "no one text"}[licence.verified]
            lines.append(f"| `{name}` | {licence.name} | {licence.category} | {licence.date} | {read} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
