"""A whole run: what it sees, whose policy holds, as of when, and as of which commit; and the exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smallprint.cli import run_cli
from smallprint.database import Database
from smallprint.model import Report, UsageError
from smallprint.run import Options, is_full, run

DATA = Database.open()
MUSICGEN, LLAMA2, APACHE = "facebook/musicgen-small", "meta-llama/Llama-2-7b-hf", "distilbert/distilbert-base-uncased"
BROKEN = "use: {commercial: true, activities: [host_as_service]}\n"


def load(name: str, comment: str = "") -> str:
    return f"from transformers import AutoModel\nAutoModel.from_pretrained({name!r}){comment}\n"


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def check(root: Path, *paths: str, **options: Any) -> Report:
    settings: dict[str, Any] = {"as_of": "2026-11-22", "stores": False, "jobs": 1} | options
    return run(Options(root, tuple(Path(path) for path in paths), **settings), DATA)


def concerns(report: Report, *, waived: bool = False) -> set[tuple[str, str]]:
    """(model, concern) of what is found and not ``off``; waived findings apart."""
    return {
        (finding.model.rpartition("/")[2], finding.concern)
        for finding in report.findings
        if finding.severity != "off" and bool(finding.waived_by) == waived
    }


NC = ("musicgen-small", "commercial-use")


# --- what a run sees --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "policy", "full"),
    [
        ([], "", True),
        (["."], "", True),
        (["app.py"], "", False),
        (["sub"], "", False),
        (["sub"], "sub/smallprint.yaml", True),
        (["sub"], "sub/deep/smallprint.yaml", True),
        (["sub/deep"], "sub/smallprint.yaml", False),
        (["app.py", "sub"], "sub/smallprint.yaml", True),
        (["smallprint.yaml"], "", True),
        (["app.py", "NOTICE.txt"], "", True),
        (["docs/README.md"], "", True),
        (["LICENSE"], "", True),
        (["notices.py"], "", True),
        (["gone"], "", False),
        (["readmes"], "", False),
        (["."], "../base.yaml", True),
        (["sub"], "../base.yaml", False),
    ],
)
def test_what_makes_a_run_full(tmp_path: Path, paths: list[str], policy: str, full: bool) -> None:
    for folder in ("sub/deep", "readmes"):
        (tmp_path / folder).mkdir(parents=True)
    assert is_full(tmp_path, [Path(path) for path in paths], policy) == full
    assert is_full(tmp_path, [tmp_path / path for path in paths], policy) == full


def test_a_partial_run_says_nothing_of_waivers_that_it_cannot_judge(tmp_path: Path) -> None:
    waiver = f"waivers:\n  - {{rule: commercial-use, model: 'hf:{MUSICGEN}', reason: only tried out, owner: me}}\n"
    put(tmp_path, {"smallprint.yaml": BROKEN + waiver, "app.py": load(MUSICGEN), "sub/b.py": load(APACHE)})
    for paths, scope in (
        ((), "full"),
        (("smallprint.yaml",), "full"),
        ((".",), "full"),
        (("sub",), "partial"),
        (("sub/b.py",), "partial"),
    ):
        report = check(tmp_path, *paths)
        assert (report.scope, concerns(report)) == (scope, set())
        assert report.verdict == "kept"
    # Where the model is gone, a full run says so, and a partial one does not.
    (tmp_path / "app.py").unlink()
    assert {finding.rule for finding in check(tmp_path).findings} == {"unused-waiver"}
    assert check(tmp_path, "sub/b.py").findings == ()


def test_a_change_of_the_policy_looks_at_every_model(tmp_path: Path) -> None:
    put(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN), "b.py": load(APACHE)})
    assert NC in concerns(check(tmp_path, "smallprint.yaml"))
    assert NC in concerns(check(tmp_path, "b.py", "README.md"))
    assert concerns(check(tmp_path, "b.py")) == set()


def test_one_model_in_two_files_is_one_finding(tmp_path: Path) -> None:
    put(tmp_path, {"smallprint.yaml": BROKEN, "b.py": load(MUSICGEN), "a.py": load(MUSICGEN)})
    (finding,) = check(tmp_path).findings
    assert [(place.file, place.line) for place in finding.places] == [("a.py", 2), ("b.py", 2)]
    (one,) = check(tmp_path, "b.py").findings
    assert one.fingerprint == finding.fingerprint


# --- whose policy holds -----------------------------------------------------------------------------------------


def test_each_file_is_judged_by_the_nearest_policy(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "smallprint.yaml": BROKEN,
            "app.py": load(MUSICGEN),
            "lab/smallprint.yaml": "use: {commercial: false, activities: [use_internally]}\n",
            "lab/deep/try.py": load("facebook/musicgen-large"),
            "shop/pyproject.toml": "[tool.smallprint.use]\ncommercial = true\nactivities = ['use_internally']\n",
            "shop/a.py": load("facebook/musicgen-medium"),
        },
    )
    report = check(tmp_path)
    assert concerns(report) == {NC, ("musicgen-medium", "commercial-use")}
    assert report.policy_file == "smallprint.yaml"
    sources = {finding.model: fact.source for finding in report.findings for fact in finding.facts}
    assert sources["hf:facebook/musicgen-medium"] == "shop/pyproject.toml"
    assert report.scope == "full"
    assert check(tmp_path, "lab").scope == "full"
    assert concerns(check(tmp_path, "lab")) == set()
    # A policy that is named holds for all.
    named = check(tmp_path, policy=tmp_path / "lab" / "smallprint.yaml")
    assert concerns(named) == set()
    assert named.policy_file == "lab/smallprint.yaml"


def test_without_a_policy_nothing_is_broken(tmp_path: Path) -> None:
    put(tmp_path, {"app.py": load(MUSICGEN)})
    report = check(tmp_path)
    assert (report.policy_file, report.verdict) == ("", "incomplete")
    assert all(finding.severity in ("warning", "off") for finding in report.findings)


def test_an_override_of_a_path_is_a_use_of_its_own(tmp_path: Path) -> None:
    policy = BROKEN + "overrides:\n  - {paths: ['lab/**'], use: {commercial: false}}\n"
    put(tmp_path, {"smallprint.yaml": policy, "app.py": load(MUSICGEN), "lab/a.py": load(MUSICGEN)})
    (finding,) = check(tmp_path).findings
    assert [place.file for place in finding.places] == ["app.py"]
    (tmp_path / "app.py").unlink()
    assert check(tmp_path).findings == ()


# --- as of when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "verdict", "severity"),
    [
        ("2026-11-10", "kept", "error"),
        ("2026-11-11", "kept", "warning"),
        ("2026-11-24", "kept", "warning"),
        ("2026-11-25", "broken", "error"),
    ],
)
def test_the_day_is_what_the_caller_says(tmp_path: Path, as_of: str, verdict: str, severity: str) -> None:
    waiver = (
        f"waivers:\n  - {{rule: commercial-use, model: 'hf:{MUSICGEN}', reason: x y, owner: me, until: 2026-11-10}}\n"
    )
    put(tmp_path, {"smallprint.yaml": BROKEN + waiver, "app.py": load(MUSICGEN)})
    report = check(tmp_path, as_of=as_of)
    assert (report.as_of, report.verdict) == (as_of, verdict)
    assert [finding.severity for finding in report.findings if finding.rule == "commercial-use"] == [severity]


# --- as of which commit -----------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *name, "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def commit(root: Path, files: dict[str, str]) -> None:
    put(root, files)
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "x")


def test_a_change_cannot_allow_itself(tmp_path: Path) -> None:
    commit(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN)})
    looser = BROKEN.replace("true", "false") + "waivers:\n  - {rule: commercial-use, reason: x y, owner: me}\n"
    put(tmp_path, {"smallprint.yaml": looser})
    assert check(tmp_path).verdict == "kept"
    report = check(tmp_path, base_ref="HEAD")
    assert (report.verdict, concerns(report)) == ("broken", {NC})
    assert set(report.loosened) == {"policy: use.commercial changes", "policy: waivers changes"}
    # The same tree without the change has nothing to say of it.
    put(tmp_path, {"smallprint.yaml": BROKEN})
    assert check(tmp_path, base_ref="HEAD").loosened == ()


def test_an_ignore_counts_when_the_base_has_it_too(tmp_path: Path) -> None:
    ignored = load(MUSICGEN, "  # smallprint: ignore[commercial-use] tried out once")
    commit(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN), "old.py": ignored})
    put(tmp_path, {"app.py": ignored})
    assert check(tmp_path).verdict == "kept"
    report = check(tmp_path, base_ref="HEAD")
    (finding,) = [found for found in report.findings if found.concern == "commercial-use"]
    assert [place.file for place in finding.places] == ["app.py"]
    assert (finding.waived_by, report.loosened) == ("", ("app.py:2: an inline ignore",))


def test_the_lock_is_the_bases(tmp_path: Path) -> None:
    commit(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN)})
    put(tmp_path, {"smallprint.lock": "not a lock at all"})
    report = check(tmp_path, base_ref="HEAD")
    assert (report.verdict, report.loosened) == ("broken", ("smallprint.lock differs",))


def test_a_policy_that_is_deleted_or_spoilt_is_still_the_bases(tmp_path: Path) -> None:
    commit(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN)})
    put(tmp_path, {"smallprint.yaml": "use: [\n"})
    report = check(tmp_path, base_ref="HEAD")
    assert report.verdict == "broken"
    assert report.loosened[0].startswith("policy: cannot be read any more (smallprint.yaml:")
    (tmp_path / "smallprint.yaml").unlink()
    assert check(tmp_path, base_ref="HEAD").verdict == "broken"


@pytest.mark.parametrize(
    ("ref", "message"),
    [("nowhere", "no such commit here"), ("--all", "a git reference is expected"), ("HEAD:app.py", "no such commit")],
)
def test_a_reference_that_is_none(tmp_path: Path, ref: str, message: str) -> None:
    commit(tmp_path, {"app.py": "x = 1\n"})
    with pytest.raises(UsageError, match=message):
        check(tmp_path, base_ref=ref)


def test_a_folder_without_git_has_no_base(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such commit here"):
        check(put(tmp_path, {"app.py": "x = 1\n"}), base_ref="HEAD")


# --- exit codes -------------------------------------------------------------------------------------------------

OPEN = "use: {activities: [use_internally]}\n"


@pytest.mark.parametrize(
    ("policy", "model", "arguments", "code"),
    [
        (BROKEN, APACHE, [], 0),
        (BROKEN, MUSICGEN, [], 1),
        (BROKEN + "policy: {rules: {commercial-use: warning}}\n", MUSICGEN, [], 0),
        (OPEN, MUSICGEN, [], 0),
        (OPEN, MUSICGEN, ["--strict"], 3),
        (OPEN + "policy: {undetermined: error}\n", MUSICGEN, [], 3),
        (OPEN, APACHE, ["--strict"], 0),
        (BROKEN + "policy: {undetermined: error}\n", MUSICGEN, ["--strict"], 1),
        (BROKEN, APACHE, ["--require-lock"], 3),
        (BROKEN, MUSICGEN, ["--require-lock"], 1),
        ("use: {comercial: true}\n", APACHE, [], 2),
        ("use: [\n", APACHE, [], 2),
        (BROKEN, APACHE, ["--as-of", "soon"], 2),
        (BROKEN, APACHE, ["--policy", "gone.yaml"], 2),
        (BROKEN, APACHE, ["--policy", "git:nowhere"], 2),
        (BROKEN, APACHE, ["--formt", "json"], 2),
        (BROKEN, APACHE, ["gone.py"], 2),
    ],
)
def test_exit_codes(
    tmp_path: Path,
    policy: str,
    model: str,
    arguments: list[str],
    code: int,
    monkeypatch: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(tmp_path, {"smallprint.yaml": policy, "app.py": load(model)})
    monkeypatch.chdir(tmp_path)
    assert run_cli(["check", "--no-cache", *arguments]) == code
    said = capsys.readouterr()
    if code == 2:
        assert said.out == ""
        assert said.err.startswith("smallprint: ")
        assert "Traceback" not in said.err


def test_json_is_what_the_run_says(tmp_path: Path, monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"smallprint.yaml": BROKEN, "app.py": load(MUSICGEN)})
    monkeypatch.chdir(tmp_path)
    assert run_cli(["check", "--no-cache", "--format", "json", "--as-of", "2026-11-22"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["schema"], said["verdict"], said["scope"]) == ("smallprint/report/1", "broken", "full")
    (finding,) = said["findings"]
    assert (finding["file"], finding["line"], finding["model"]) == ("app.py", 2, f"hf:{MUSICGEN}")
    assert finding["locations"] == [{"file": "app.py", "line": 2, "column": finding["column"]}]
    assert said["summary"]["errors"] == 1


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["chek"]) == 2
    assert "no command 'chek' (nearest: 'check')" in capsys.readouterr().err
