"""A project's own licences, rules and models are data in its tree, checked as ours are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from smallprint.database import Database
from smallprint.model import Report, UsageError
from smallprint.run import Options, run

DATA = Database.open()
LICENCE = """\
name: Acme Weights Licence
category: non-commercial
for: [model]
verified: secondary
verified_detail: our contract of 2026-04
terms:
  - id: non-commercial
    kind: commercial-use
    bars: [commercial]
    section: "3"
    plain: No business with these weights.
absent: [user-cap, revenue-cap, field-of-use, territory, output-training, derivative-naming, display, notice,
  licence-copy, share-alike]
"""
RULE = """\
title: House rule
concern: commercial-use
status: stable
since: "1"
severity: error
applies_to: {subject: term, kind: commercial-use}
violated_when: {fact: use.commercial, is: true}
message: "our house says no to {licence}"
fix: "Ask the legal team."
why: Because.
examples:
  - {facts: {use.commercial: true}, is: violated}
  - {facts: {use.commercial: false}, is: satisfied}
  - {facts: {}, is: undetermined}
"""
MODELS = """\
publisher: Acme
models:
  - {id: acme/weights-7b, licence: acme-weights}
"""
POLICY = """\
own: {licences: [legal/licences], rules: [legal/rules], models: [legal/models]}
use: {commercial: true}
policy: {allow: [acme-weights]}
"""


def _project(root: Path, **changed: str) -> Path:
    files = {
        "smallprint.yaml": POLICY,
        "legal/licences/acme-weights.yaml": LICENCE,
        "legal/rules/house.yaml": RULE,
        "legal/models/acme.yaml": MODELS,
        "app.py": 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/weights-7b")\n',
        **{name.replace("__", "/") + ".yaml": text for name, text in changed.items()},
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _run(root: Path, base: str = "") -> Report:
    return run(Options(root, base_ref=base, as_of="2026-11-22", stores=False), DATA)


def test_own_licences_rules_and_models_judge(tmp_path: Path) -> None:
    findings = {(item.rule, item.model, item.licence, item.section) for item in _run(_project(tmp_path)).findings}
    assert ("house", "hf:acme/weights-7b", "acme-weights", "3") in findings
    assert ("commercial-use", "hf:acme/weights-7b", "acme-weights", "3") in findings
    assert not {item for item in findings if item[0] in ("unknown-licence", "not-allowed")}


def test_nothing_of_it_stays_behind(tmp_path: Path) -> None:
    _run(_project(tmp_path))
    assert DATA.licence("acme-weights") is None
    assert "house" not in {rule.id for rule in DATA.rules}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"smallprint": "own: {licences: [../legal]}\n"},
            "smallprint.yaml: own.licences: '../legal' leaves the project",
        ),
        ({"smallprint": "own: {rules: [nowhere]}\n"}, "smallprint.yaml: own.rules: no folder 'nowhere'"),
        ({"legal__licences__mit": LICENCE}, "own.licences: 'mit' is the name of a licence of ours"),
        ({"legal__rules__user-cap": RULE}, "own.rules: 'user-cap' is the name of a rule of ours"),
        ({"legal__licences__acme-weights": LICENCE.replace("bars:", "bar:")}, "unknown key 'bar'"),
        ({"legal__models__acme": MODELS.replace("acme-weights", "acme-wights")}, "acme-wights"),
        ({"smallprint": "own: {licence: [x]}\n"}, "unknown key 'licence' in own (nearest: 'licences')"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        _run(_project(tmp_path, **changed))
    assert message in str(caught.value)


def test_as_of_the_base_branch_a_change_cannot_reword_its_licence(tmp_path: Path) -> None:
    _project(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "base"]):
        subprocess.run([*git, *arguments], check=True)
    (tmp_path / "legal/licences/acme-weights.yaml").write_text(LICENCE.replace("[commercial]", "[production]"))
    (tmp_path / "legal/rules/house.yaml").unlink()
    rules = {finding.rule for finding in _run(tmp_path, "HEAD").findings if finding.severity == "error"}
    assert {"house", "commercial-use"} <= rules
