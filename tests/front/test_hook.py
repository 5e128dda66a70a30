"""The pre-commit hook: its manifest, the files it is given, and a real ``pre-commit try-repo``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"


def _hooks() -> dict[str, dict[str, object]]:
    from ruamel.yaml import YAML

    return {hook["id"]: hook for hook in YAML(typ="safe").load(MANIFEST.read_text())}


def test_the_manifest_is_one_that_pre_commit_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "app/chat.py",
        "notebooks/try.ipynb",
        "web/chat.js",
        "web/chat.ts",
        "web/app.tsx",
        "web/app.jsx",
        "main.go",
        "lib.rs",
        "A.java",
        "A.kt",
        "A.cs",
        "a.rb",
        "a.php",
        "a.swift",
        "a.ex",
        "run.sh",
        "Makefile",
        "compose.yaml",
        "values.yml",
        "package.json",
        "pyproject.toml",
        "train.ini",
        "Dockerfile",
        "main.tf",
        "README.md",
        "requirements.txt",
        "q.sql",
        ".env",
        "deploy/Modelfile",
        "LICENSE",
    ],
)
def test_the_hook_is_given_what_can_name_a_model(name: str, tmp_path: Path) -> None:
    from identify.identify import tags_from_path

    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("FROM llama3.1\n")
    assert tags_from_path(str(path)) & set(_hooks()["smallprint"]["types_or"])  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["logo.png", "model.safetensors", "data.parquet", "a.zip"])
def test_the_hook_is_not_given_what_is_not_text(name: str, tmp_path: Path) -> None:
    from identify.identify import tags_from_path

    path = tmp_path / name
    path.write_bytes(b"\x89PNG\0\0\xff")
    assert not tags_from_path(str(path)) & set(_hooks()["smallprint"]["types_or"])  # type: ignore[call-overload]


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def _pip_reaches_its_index() -> bool:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--no-deps",
        "--ignore-installed",
        "hatchling",
    ]
    return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0


def test_try_repo_fails_on_a_forbidden_model_and_passes_without(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not here")
    if not _pip_reaches_its_index():
        pytest.skip("pip does not reach its index, so pre-commit cannot build the hook")
    hook = tmp_path / "hook"
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.split(b"\0")
    wanted = [name for name in map(os.fsdecode, files) if name and not name.startswith(("tests/", "docs/"))]
    if not wanted:
        pytest.skip("not a git checkout")
    for name in wanted:
        if (ROOT / name).is_file():
            (hook / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, hook / name)
    project = tmp_path / "project"
    project.mkdir()
    for folder in (hook, project):
        _git(folder, "init", "-q")
    _git(hook, "add", "-A", "-f")
    _git(hook, "commit", "-qm", "hook")
    (project / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [host_as_service], outputs_train: none}\n"
    )
    (project / "app.py").write_text(
        "from diffusers import FluxPipeline\nFluxPipeline.from_pretrained('black-forest-labs/FLUX.1-dev')\n"
    )
    (project / "logo.png").write_bytes(b"\x89PNG\0\0")
    _git(project, "add", "-A")
    _git(project, "commit", "-qm", "start")
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
        "PRE_COMMIT_COLOR": "never",
    }
    environment.pop("PYTHONPATH", None)

    def attempt(id: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hook), id, "--all-files", "--verbose"],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=580,
        )

    broken = attempt("smallprint")
    said = broken.stdout + broken.stderr
    assert broken.returncode == 1, said
    assert re.search(r"app\.py:2:\d+: error\[commercial-use\] FLUX\.1-dev", said), said
    assert "exit code: 1" in said
    (project / "app.py").write_text(
        "from transformers import AutoModel\nAutoModel.from_pretrained('Qwen/Qwen2.5-7B-Instruct')\n"
    )
    _git(project, "add", "-A")
    kept = attempt("smallprint-full")
    assert kept.returncode == 0, kept.stdout + kept.stderr
    assert "Passed" in kept.stdout
