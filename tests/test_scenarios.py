"""Scenarios: a tiny project and a policy, the findings they must give, and the silence they must keep.

``tests/scenarios/*.yaml`` are lists of cases::

    - name: what is shown, in a sentence
      models: [hf:meta-llama/Llama-3.1-8B]       # loaded in app.py; or files: {PATH: TEXT}
      policy: {use: {commercial: true}}          # smallprint.yaml; absent: no policy
      finds: [hf:meta-llama/Llama-3.1-8B user-cap undetermined]
      silent: [territory, hf:other/model use-policy]   # concerns (of one model) without any finding; '*' for none at
      all
      as_of: 2026-11-22

``finds`` is complete for the concerns that it names: a further finding of such a concern fails the case.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.run import Options, run
from smallprint.yamlio import load

FOLDER = Path(__file__).parent / "scenarios"
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['name']}".replace(" ", "_"))
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in load(path.read_text(encoding="utf-8"), path.name)
]
_LOADS = {
    "hf": "AutoModel.from_pretrained({name!r})",
    "dataset": "load_dataset({name!r})",
    "ollama": "ollama.chat(model={name!r})",
    "api": "litellm.completion(model={name!r})",
}


@pytest.fixture(scope="module")
def database() -> Database:
    return Database.open()


@pytest.mark.parametrize("case", CASES)
def test_scenario(case: Any, database: Database, tmp_path: Path) -> None:
    _write(case, tmp_path)
    report = run(Options(tmp_path, as_of=case.get("as_of", "2026-11-22"), stores=False), database)
    found = {
        (finding.model, finding.concern, finding.verdict.name.lower())
        for finding in report.findings
        if finding.severity != "off" and not finding.waived_by
    }
    expected = {tuple(line.rsplit(" ", 2)) for line in case.get("finds", ())}
    concerns = {(model, concern) for model, concern, _ in expected}
    relevant = {item for item in found if (item[0], item[1]) in concerns}
    assert relevant == expected
    for silence in case.get("silent", ()):
        model, _, concern = silence.rpartition(" ")
        loud = {item for item in found if (concern in ("*", item[1])) and model in ("", item[0])}
        assert not loud, f"{silence} should be silent"
    assert case.get("finds") or case.get("silent"), "a scenario states what is found or what is silent"
    if "verdict" in case:
        assert report.verdict == case["verdict"]


def _write(case: Any, folder: Path) -> None:
    lines = ["import litellm, ollama", "from datasets import load_dataset", "from transformers import AutoModel"]
    for model in case.get("models", ()):
        kind, _, name = model.partition(":")
        lines.append(_LOADS[kind].format(name=name))
    files = dict(case.get("files", {}))
    if case.get("models"):
        files.setdefault("app.py", "\n".join(lines) + "\n")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if "policy" in case:
        import json

        # JSON is YAML: the plain data needs no dumper.
        (folder / "smallprint.yaml").write_text(json.dumps(case["policy"]), encoding="utf-8")


def test_there_are_traps() -> None:
    traps = [case for parameter in CASES for case in parameter.values if case.get("silent") and not case.get("finds")]
    assert len(traps) * 4 >= len(CASES), "at least a quarter of the cases hold that nothing is reported"
