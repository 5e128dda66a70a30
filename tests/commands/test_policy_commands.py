"""Waivers, baseline, headroom, what-if and notices, through the command line."""

# ruff: noqa: E501 (policies and projects read best as they are)
from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from smallprint.cli import run_cli
from smallprint.model import UsageError
from smallprint.policy_edit import with_waiver
from smallprint.yamlio import load

LATER = (date.today() + timedelta(days=90)).isoformat()
_ENTRY = {
    "rule": "user-cap",
    "model": "hf:acme/m",
    "reason": "asked Meta: waiting",
    "owner": "legal",
    "until": "2027-03-01",
}
_POLICIES = {
    "none": "# ours\nuse:\n  commercial: true   # we sell it\n",
    "empty": "",
    "no newline": "use: {commercial: true}",
    "block": "waivers:\n  # the old one\n  - {rule: pinning, reason: by the registry, owner: ops}\n\nuse:\n  commercial: true\n",
    "outdented": "waivers:\n- rule: pinning\n  reason: by the registry\n  owner: ops\n# end\npolicy:\n  undetermined: 'off'\n",
    "brackets": "use: {commercial: true} # kept\nwaivers: []\n",
    "windows": "use:\r\n  commercial: true\r\nwaivers:\r\n  - rule: pinning\r\n    reason: by us\r\n    owner: ops\r\n",
    "last": "use: {commercial: true}\nwaivers:\n  - rule: pinning\n    reason: by us\n    owner: ops",
}


@pytest.mark.parametrize("text", _POLICIES.values(), ids=_POLICIES)
def test_a_waiver_is_added_and_the_rest_stays(text: str) -> None:
    after = with_waiver(text, "smallprint.yaml", _ENTRY)
    old, new = load(text, "old") or {}, load(after, "new")
    assert new["waivers"] == [*(old.get("waivers") or []), _ENTRY]
    assert {key: value for key, value in new.items() if key != "waivers"} == {
        key: value for key, value in old.items() if key != "waivers"
    }
    for line in text.splitlines():
        if line.strip() and line != "waivers: []":
            assert line in after.splitlines()


def test_a_waiver_goes_into_pyproject() -> None:
    text = '[project]\nname = "x"\n\n[tool.smallprint.use]\ncommercial = true\n'
    after = with_waiver(text, "pyproject.toml", _ENTRY)
    assert after.startswith(text.rstrip())
    assert "[[tool.smallprint.waivers]]" in after
    with pytest.raises(UsageError, match="by hand"):
        with_waiver("not [toml", "pyproject.toml", _ENTRY)


def test_what_is_no_policy_is_refused() -> None:
    with pytest.raises(UsageError, match="mapping"):
        with_waiver("- a\n- b\n", "smallprint.yaml", _ENTRY)


_APP = (
    "from transformers import AutoModel\n"
    'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
    'AutoModel.from_pretrained("facebook/musicgen-small")\n'
)
_POLICY = "# ours\norganisation: {monthly_active_users: 40_000_000}\nuse:\n  commercial: true\n  activities: [host_as_service]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(_APP, encoding="utf-8")
    (tmp_path / "smallprint.yaml").write_text(_POLICY, encoding="utf-8")
    return tmp_path


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_cli(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def _findings(capsys: pytest.CaptureFixture[str], project: Path, *more: str) -> tuple[int, list[Any]]:
    code, out, _ = _run(capsys, "check", "--root", str(project), "--no-cache", "--format", "json", *more)
    return code, json.loads(out)["findings"]


def test_waive_accepts_one_finding_and_keeps_comments(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, before = _findings(capsys, project)
    wanted = next(item for item in before if item["rule"] == "commercial-use")
    code, out, _ = _run(
        capsys, "waive", wanted["fingerprint"][:8], "--root", str(project), "--reason", "replaced next quarter",
        "--owner", "audio", "--until", LATER,
    )  # fmt: skip
    assert code == 0
    assert "accepted 1 finding" in out
    text = (project / "smallprint.yaml").read_text(encoding="utf-8")
    assert text.startswith(_POLICY)
    assert load(text, "policy")["waivers"][0]["digest"]
    _, after = _findings(capsys, project)
    assert {item["fingerprint"]: item["waived_by"] for item in after}[wanted["fingerprint"]] == "smallprint.yaml:8"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["commercial-use", "--reason", "ok", "--owner", "a", "--until", LATER], "one word is no reason"),
        (["commercial-use", "--owner", "a", "--until", LATER], "needs --reason"),
        (["commercial-use", "--reason", "not yet settled", "--owner", "a", "--until", "2020-01-01"], "is past"),
        (
            ["commercial-use", "--reason", "not yet settled", "--owner", "a", "--until", "2090-01-01"],
            "at most two years",
        ),
        (["commercial-use", "--reason", "not yet settled", "--owner", "a", "--until", "soon"], "is not a date"),
        (["licence-copy-of-what"], "no finding"),
        (["field-of-use", "--model", "acme/other"], "no finding"),
    ],
)
def test_waive_refuses(arguments: list[str], message: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "waive", "--root", str(project), *arguments)
    assert code == 2
    assert message in err
    assert (project / "smallprint.yaml").read_text(encoding="utf-8") == _POLICY


def test_waive_wants_one_model(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app.py").write_text(_APP + 'AutoModel.from_pretrained("facebook/musicgen-large")\n', encoding="utf-8")
    code, _, err = _run(capsys, "waive", "commercial-use", "--root", str(project))
    assert code == 2
    assert "2 models" in err


def test_the_baseline_accepts_what_is_old_and_not_what_is_new(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = project / "smallprint.baseline"
    code, _, _ = _run(capsys, "check", "--root", str(project), "--no-cache", "--write-baseline", str(target))
    assert code == 0
    code, findings = _findings(capsys, project)
    assert code == 0
    assert all(item["waived_by"] == "smallprint.baseline" for item in findings)
    (project / "app.py").write_text(_APP + 'AutoModel.from_pretrained("facebook/musicgen-large")\n', encoding="utf-8")
    code, findings = _findings(capsys, project)
    assert code == 1
    assert {item["model"] for item in findings if not item["waived_by"]} == {"hf:facebook/musicgen-large"}
    again = target.read_bytes()
    (project / "app.py").write_text(_APP, encoding="utf-8")
    _run(capsys, "check", "--root", str(project), "--no-cache", "--write-baseline", str(target))
    assert target.read_bytes() == again


def test_a_settled_finding_leaves_a_stale_baseline(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(
        capsys, "check", "--root", str(project), "--no-cache", "--write-baseline", str(project / "smallprint.baseline")
    )
    (project / "app.py").write_text("print(1)\n", encoding="utf-8")
    _, findings = _findings(capsys, project)
    assert [item["rule"] for item in findings] == ["stale-baseline"]


@pytest.mark.parametrize(
    "text", ["{", '{"schema": "other"}\n', '{"schema": "smallprint/baseline/1"}\n{"a": 1}\n', "[" * 9999]
)
def test_a_malformed_baseline_is_one_line(text: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "smallprint.baseline").write_text(text, encoding="utf-8")
    code, _, err = _run(capsys, "check", "--root", str(project), "--no-cache")
    assert code == 2
    assert err.startswith("smallprint: smallprint.baseline:")
    assert len(err.splitlines()) == 1


def test_an_open_finding_in_the_baseline_that_breaks_is_news(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "smallprint.yaml").write_text(
        "use: {commercial: true, activities: [host_as_service]}\n", encoding="utf-8"
    )
    _run(
        capsys, "check", "--root", str(project), "--no-cache", "--write-baseline", str(project / "smallprint.baseline")
    )
    (project / "smallprint.yaml").write_text(_POLICY.replace("40_000_000", "900_000_000"), encoding="utf-8")
    _, findings = _findings(capsys, project)
    assert {item["concern"] for item in findings if not item["waived_by"]} == {"user-cap"}


def test_require_lock_asks_for_every_model_of_the_hub(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "smallprint.yaml").write_text(
        "use: {activities: [use_internally], commercial: false}\n", encoding="utf-8"
    )
    code, findings = _findings(capsys, project, "--require-lock")
    assert code == 3
    assert {item["model"] for item in findings if item["concern"] == "drift"} == {
        "hf:meta-llama/Llama-3.1-8B", "hf:facebook/musicgen-small",
    }  # fmt: skip
    assert all(item["concern"] != "drift" for item in _findings(capsys, project)[1])


def test_headroom(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "check", "--root", str(project), "--no-cache", "--headroom", "--format", "json")
    (row,) = json.loads(out)["thresholds"]
    assert code == 0
    assert (row["document"], row["section"], row["share"], row["state"]) == ("llama3.1", "2", 0.0571, "below")
    _, text, _ = _run(capsys, "check", "--root", str(project), "--no-cache", "--headroom")
    assert "40M, 6% of the line: below the line" in " ".join(text.split())


def test_headroom_without_a_figure_names_the_key(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "smallprint.yaml").write_text("use: {commercial: true}\n", encoding="utf-8")
    _, out, _ = _run(capsys, "check", "--root", str(project), "--no-cache", "--headroom", "--format", "json")
    (row,) = json.loads(out)["thresholds"]
    assert (row["state"], row["fact"], row["figure"]) == ("open", "organisation.monthly_active_users", "")


def test_what_if(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "smallprint.yaml").read_bytes()
    code, out, _ = _run(
        capsys, "check", "--root", str(project), "--no-cache", "--format", "json",
        "--what-if", "activities+=distribute_weights", "--what-if", "use.commercial=false",
    )  # fmt: skip
    data = json.loads(out)
    assert code == 0
    assert {(item["model"], item["concern"]) for item in data["starts"] if item["verdict"] == "violated"} >= {
        ("hf:meta-llama/Llama-3.1-8B", "notice"), ("hf:facebook/musicgen-small", "attribution"),
    }  # fmt: skip
    assert {(item["model"], item["concern"]) for item in data["stops"]} >= {
        ("hf:facebook/musicgen-small", "commercial-use")
    }
    assert (project / "smallprint.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "change",
    ["activities+=fly", "use.comercial=true", "nonsense", "policy.deny=[mit]", "use.commercial=[", "a=" + "[" * 5000],
)
def test_a_supposition_that_is_none_is_one_line(change: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "check", "--root", str(project), "--no-cache", "--what-if", change)
    assert code == 2
    assert err.startswith("smallprint: --what-if")
    assert len(err.splitlines()) == 1


# --- notices -----------------------------------------------------------------------------------------------------------

_SHIPS = "use: {commercial: false, activities: [fine_tune, distribute_weights, host_as_service], outputs_train: none, student: {name: acme/Llama-x}}\n"
_WRITES = {"missing-notice", "missing-display", "missing-attribution"}


def _notice_project(project: Path) -> None:
    (project / "smallprint.yaml").write_text(_SHIPS, encoding="utf-8")
    models = [
        "meta-llama/Llama-3.1-8B", "meta-llama/Meta-Llama-3-8B", "facebook/musicgen-small", "google/gemma-7b", "Qwen/Qwen2.5-72B-Instruct",
        "stabilityai/stable-diffusion-3.5-large", "black-forest-labs/FLUX.1-dev", "tiiuae/falcon-11B", "tencent/Hunyuan-A13B-Instruct",
    ]  # fmt: skip
    code = "".join(f'AutoModel.from_pretrained("{model}")\n' for model in models)
    (project / "app.py").write_text("from transformers import AutoModel\n" + code, encoding="utf-8")


def test_what_notice_writes_passes_the_rules_that_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _notice_project(project)
    _, before = _findings(capsys, project)
    assert {item["rule"] for item in before} >= _WRITES
    assert _run(capsys, "notice", "--root", str(project), "--check")[0] == 1
    assert not (project / "NOTICE").exists()
    assert _run(capsys, "notice", "--root", str(project))[0] == 0
    _, after = _findings(capsys, project)
    assert [item["message"] for item in after if item["rule"] in _WRITES] == []
    assert _run(capsys, "notice", "--root", str(project), "--check")[0] == 0


def test_notice_is_idempotent_and_keeps_what_people_wrote(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _notice_project(project)
    (project / "NOTICE.txt").write_bytes(b"Acme\r\nAll ours.\r\n")
    (project / "README.md").write_text("# Acme\n", encoding="utf-8")
    _run(capsys, "notice", "--root", str(project))
    first = (project / "NOTICE.txt").read_bytes(), (project / "README.md").read_bytes()
    assert first[0].startswith(b"Acme\r\nAll ours.\r\n")
    assert first[1].startswith(b"# Acme\n")
    (project / "README.md").write_bytes(first[1] + b"\n## Later\n")
    _run(capsys, "notice", "--root", str(project))
    assert (project / "NOTICE.txt").read_bytes() == first[0]
    assert (project / "README.md").read_bytes() == first[1] + b"\n## Later\n"
    (project / "app.py").write_text("print(1)\n", encoding="utf-8")
    _run(capsys, "notice", "--root", str(project))
    assert (project / "NOTICE.txt").read_bytes().strip() == b"Acme\r\nAll ours."
    assert b"smallprint" not in (project / "README.md").read_bytes()
    assert b"## Later" in (project / "README.md").read_bytes()


def test_whoever_hands_nothing_on_owes_no_notice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "smallprint.yaml").write_text(
        "use: {commercial: false, activities: [use_internally]}\n", encoding="utf-8"
    )
    code, out, _ = _run(capsys, "notice", "--root", str(project))
    assert code == 0
    assert "Nothing to write" in out
    assert not (project / "NOTICE").exists()
    assert not (project / "README.md").exists()


def test_notice_prints_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _notice_project(project)
    _, out, err = _run(capsys, "notice", "--root", str(project), "--print")
    assert "Built with Llama" in out
    assert "LICENSES/" in err
    assert not (project / "NOTICE").exists()
