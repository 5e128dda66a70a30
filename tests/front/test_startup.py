"""What a start loads: nothing heavy that the command does not need. How long it takes: ``benchmarks/startup.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAVY = (
    "jinja2",
    "spdx_tools",
    "ruamel",
    "rich",
    "huggingface_hub",
    "cyclonedx",
    "license_expression",
    "pathspec",
    "yaml",
    "httpx",
    "requests",
    "rdflib",
    "packageurl",
    "numpy",
    "multiprocessing",
    "asyncio",
    "subprocess",
    "tomllib",
    "difflib",
)
_SHOW = """
import sys
from smallprint.cli import run_cli
code = run_cli(sys.argv[1:])
print("CODE", code)
print("MODULES", *sorted({name.partition(".")[0] for name in sys.modules}))
print("OURS", *sorted(name for name in sys.modules if name.startswith("smallprint.")))
"""


def _loaded(start, cwd: Path, *arguments: str) -> tuple[int, set[str], set[str]]:  # type: ignore[no-untyped-def]
    done = start("-c", _SHOW, *arguments, cwd=cwd, XDG_CACHE_HOME=str(cwd / ".cache"), HOME=str(cwd))
    assert done.returncode == 0, done.stderr
    lines = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.split()}
    return int(lines["CODE"][0]), set(lines["MODULES"]), set(lines["OURS"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(
        'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'
    )
    return tmp_path


def test_the_version_loads_no_stage(start, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, modules, ours = _loaded(start, tmp_path, "--version")
    assert code == 0
    assert not modules & set(HEAVY)
    assert "smallprint.database" not in ours
    assert "smallprint.run" not in ours


def test_a_check_of_one_file_loads_what_it_needs(start, project: Path) -> None:  # type: ignore[no-untyped-def]
    code, modules, ours = _loaded(start, project, "check", "app.py")
    assert code == 0
    assert "smallprint.evaluate" in ours
    assert not modules & set(HEAVY)
    # No licence text was looked at, no reference of git asked for, no other format written.
    assert not ours & {"smallprint.resolve.match", "smallprint.gitref", "smallprint.report.html", "smallprint.compiler"}


def test_the_yaml_reader_comes_with_the_policy(start, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "smallprint.yaml").write_text("use: {commercial: true}\n")
    _code, modules, _ours = _loaded(start, project, "check", "app.py")
    assert "ruamel" in modules
    assert not modules & {"jinja2", "spdx_tools", "rich", "huggingface_hub", "cyclonedx"}
