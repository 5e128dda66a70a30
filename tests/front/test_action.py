"""``action.yml``: parsed, checked against the schema, and its steps run in bash as the runner would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
BAD = "from diffusers import FluxPipeline\nFluxPipeline.from_pretrained('black-forest-labs/FLUX.1-dev')\n"
GOOD = "from transformers import AutoModel\nAutoModel.from_pretrained('Qwen/Qwen2.5-7B-Instruct')\n"
OPEN = "from transformers import AutoModel\nAutoModel.from_pretrained('meta-llama/Llama-3.1-8B-Instruct')\n"
POLICY = "use: {commercial: true, activities: [host_as_service], outputs_train: none}\n"


@pytest.fixture(scope="module")
def action() -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(ACTION.read_text())


def test_the_schema_takes_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_is_pasted_into_a_script(action: Any) -> None:
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], step["name"]
        assert step["shell"] == "bash"


def test_every_input_is_used_and_described(action: Any) -> None:
    env = [value for step in action["runs"]["steps"] for value in step["env"].values()]
    used = {name for value in env for name in re.findall(r"inputs\.([\w-]+)", value)}
    assert used == set(action["inputs"])
    assert all(entry["description"] and isinstance(entry["default"], str) for entry in action["inputs"].values())


class Runner:
    """The least of a runner: expressions in ``env``, the files it hands over, one bash for each step."""

    def __init__(self, action: Any, folder: Path) -> None:
        self.action = action
        self.temp = folder / "runner temp"
        self.project = folder / "project"
        self.output = folder / "output"
        self.summary = folder / "summary"
        for path in (self.temp, self.project):
            path.mkdir()
        binary = self.temp / "smallprint" / "bin" / "smallprint"
        binary.parent.mkdir(parents=True)
        # In place of the install step: a stub that runs this checkout.
        binary.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m smallprint "$@"\n')
        binary.chmod(0o755)

    def check(self, **inputs: str) -> tuple[int, str, str]:
        """Run the step ``check``: exit code, log, the verdict it hands on."""
        values = {name: entry["default"] for name, entry in self.action["inputs"].items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        known = {**{f"inputs.{name}": value for name, value in values.items()}, "runner.temp": str(self.temp)}
        step = next(step for step in self.action["runs"]["steps"] if step.get("id") == "check")
        env = {name: _EXPRESSION.sub(lambda match: known[match[1]], value) for name, value in step["env"].items()}
        self.output.write_text("")
        env |= {
            "PATH": os.environ["PATH"],
            "HOME": str(self.temp),
            "XDG_CACHE_HOME": str(self.temp / "cache"),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTIONS": "true",
        }
        script = self.temp / "step.sh"
        script.write_text(step["run"])
        # https://docs.github.com/actions/reference/workflow-syntax-for-github-actions: shell bash is exactly this
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.project,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        verdict = dict(line.split("=", 1) for line in self.output.read_text().splitlines()).get("verdict", "")
        return done.returncode, done.stdout + done.stderr, verdict


@pytest.fixture
def runner(action: Any, tmp_path: Path) -> Runner:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    runner = Runner(action, tmp_path)
    (runner.project / "smallprint.yaml").write_text(POLICY)
    return runner


def test_a_broken_policy_fails_with_annotation_summary_and_sarif(runner: Runner) -> None:
    (runner.project / "app.py").write_text(BAD)
    code, log, verdict = runner.check(sarif="out/report.sarif")
    assert (code, verdict) == (1, "broken"), log
    assert re.search(r"^::error file=app\.py,line=2,", log, re.M), log
    assert "## smallprint: broken" in runner.summary.read_text()
    results = json.loads((runner.project / "out" / "report.sarif").read_text())["runs"][0]["results"]
    assert any(result["ruleId"] == "commercial-use" and result["level"] == "error" for result in results)


def test_a_kept_policy_passes(runner: Runner) -> None:
    (runner.project / "app.py").write_text(GOOD)
    (runner.project / "LICENSES").mkdir()
    code, log, verdict = runner.check()
    assert code == 0, log
    assert verdict in ("kept", "incomplete")
    assert "::error" not in log


def test_strict_ends_with_3_on_an_open_term(runner: Runner) -> None:
    (runner.project / "app.py").write_text(OPEN)
    (runner.project / "README.md").write_text("Built with Llama\n")
    (runner.project / "smallprint.yaml").write_text("use: {commercial: true}\n")
    assert runner.check()[0] == 0
    code, log, verdict = runner.check(strict="true")
    assert (code, verdict) == (3, "incomplete"), log


def test_a_malformed_policy_is_a_failure_of_its_own(runner: Runner) -> None:
    (runner.project / "app.py").write_text(GOOD)
    (runner.project / "smallprint.yaml").write_text("use: {comercial: true}\n")
    code, log, verdict = runner.check(sarif="report.sarif")
    assert (code, verdict) == (2, "failed"), log
    assert "Traceback" not in log


def test_only_the_paths_named_are_checked(runner: Runner) -> None:
    (runner.project / "a b").mkdir()
    (runner.project / "a b" / "good one.py").write_text(GOOD)
    (runner.project / "bad.py").write_text(BAD)
    assert runner.check(paths="a b/good one.py\n\n")[0] == 0
    assert runner.check(paths="a b/good one.py\nbad.py")[0] == 1


@pytest.mark.parametrize(
    "name",
    [
        "$(touch pwned).py",
        "`touch pwned`.py",
        "-rf.py",
        "--policy=x.py",
        "a;touch pwned.py",
        "'\".py",
        "*.py",
        "a&&touch pwned.py",
    ],
)
def test_a_hostile_path_is_only_a_path(runner: Runner, name: str) -> None:
    (runner.project / name).write_text(BAD)
    (runner.project / "other.py").write_text(GOOD)
    code, log, verdict = runner.check(paths=name)
    assert (code, verdict) == (1, "broken"), log
    assert not (runner.project / "pwned").exists()


@pytest.mark.parametrize("field", ["paths", "policy", "format", "sarif", "strict", "require_lock"])
@pytest.mark.parametrize("value", ["$(touch pwned)", "x\nverdict=kept", "; touch pwned", "--help", "::error::x"])
def test_no_input_runs_anything_or_forges_the_verdict(runner: Runner, field: str, value: str) -> None:
    (runner.project / "app.py").write_text(BAD)
    code, log, verdict = runner.check(**{field: value})
    assert code != 0, log
    assert verdict in ("broken", "failed")
    assert not (runner.project / "pwned").exists()
    assert "Traceback" not in log
