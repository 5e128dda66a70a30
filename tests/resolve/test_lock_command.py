"""``smallprint lock`` as a process of its own, with the variables of the Hub's libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hub_server
import pytest
from hub_server import HubServer

from smallprint.database import INDEX

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(not INDEX.exists(), reason="the data index is not built"),
]

REPOSITORY = Path(__file__).parents[2]
TOKEN = "hf_" + "s3cret" * 6


@pytest.fixture
def server() -> Iterator[HubServer]:
    with hub_server.running() as running:
        text = (REPOSITORY / "LICENSE").read_bytes()
        running.model("meta-x/base", card={"license": "apache-2.0"}, files={"LICENSE": text})
        running.model("me-x/tuned", card={"license": "mit"}, tags=["base_model:finetune:meta-x/base"])
        yield running


def lock(root: Path, server: HubServer, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    environment = {"HOME": str(root), "HF_ENDPOINT": server.url, "HF_TOKEN": TOKEN, **kept, **variables}
    return subprocess.run(
        [sys.executable, "-m", "smallprint", "lock", "--root", str(root), *arguments],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_pins_what_the_tree_depends_on_and_checks_it(tmp_path: Path, server: HubServer) -> None:
    (tmp_path / "app.py").write_text(
        'from transformers import AutoModel\n# AutoModel.from_pretrained("me-x/mention")\n'
        'model = AutoModel.from_pretrained("me-x/tuned")\n'
    )
    done = lock(tmp_path, server)
    assert (done.returncode, done.stderr) == (0, "")
    assert "pinned hf:me-x/tuned: mit\n" in done.stdout
    assert "pinned hf:meta-x/base: apache-2.0; LICENSE is apache-2.0\n" in done.stdout
    assert done.stdout.endswith("smallprint.lock: 2 added, 0 changed, 0 dropped, 2 in all\n")
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    # Nothing else is asked, and nothing is told about this machine.
    assert [request.path.partition("?")[0] for request in server.requests] == [
        "/api/models/me-x/tuned",
        "/api/models/meta-x/base",
        f"/meta-x/base/resolve/{hub_server.COMMIT}/LICENSE",
    ]
    assert not list(tmp_path.rglob("*.json"))

    assert lock(tmp_path, server, "--check").returncode == 0
    server.repositories["models/meta-x/base"].card["license"] = "cc-by-nc-4.0"
    drifted = lock(tmp_path, server, "--check")
    assert drifted.returncode == 1
    assert "hf:meta-x/base: the card's licence changed: apache-2.0 -> cc-by-nc-4.0" in drifted.stdout

    (tmp_path / "app.py").write_text("")
    assert lock(tmp_path, server, "--update").returncode == 0
    assert "[[model]]" not in (tmp_path / "smallprint.lock").read_text()


def test_a_restricted_licence_is_shown_term_by_term(tmp_path: Path, server: HubServer) -> None:
    lock(tmp_path, server, "me-x/tuned")
    server.repositories["models/me-x/tuned"].card["license"] = "cc-by-nc-4.0"
    done = lock(tmp_path, server, "--check", "me-x/tuned")
    assert done.returncode == 1
    assert any(line.startswith("  + ") and "(cc-by-nc-4.0 §" in line for line in done.stdout.splitlines())


def test_offline_mode_is_honoured(tmp_path: Path, server: HubServer) -> None:
    done = lock(tmp_path, server, "me-x/tuned", HF_HUB_OFFLINE="1")
    assert done.returncode == 3
    assert "could not be pinned: hf:me-x/tuned: HF_HUB_OFFLINE is set, and only the Hub can answer" in done.stdout
    assert server.requests == []


def test_a_proxy_is_honoured(tmp_path: Path, server: HubServer) -> None:
    done = lock(tmp_path, server, "me-x/tuned", HF_ENDPOINT="http://hub.invalid", http_proxy=server.url)
    assert done.returncode == 0, done.stdout
    assert all(request.path.startswith("http://hub.invalid/") for request in server.requests)


def test_what_cannot_start_is_one_line(tmp_path: Path, server: HubServer) -> None:
    for arguments, line in (
        (("--check",), "smallprint: smallprint.lock: there is none; `smallprint lock` writes it\n"),
        (("../x",), "smallprint: '../x' is not a model of the Hub; write org/name or dataset:org/name\n"),
    ):
        done = lock(tmp_path, server, *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)
    assert lock(tmp_path, server, "--check", "--update").returncode == 2
    (tmp_path / "smallprint.lock").write_text('schema = "smallprint/lock/1"\n[[model]]\nidd = "hf:a/b"\n')
    done = lock(tmp_path, server, "me-x/tuned")
    assert done.stderr == "smallprint: smallprint.lock:3: idd: unknown key 'idd'; did you mean 'id'?\n"
    assert server.requests == []


def test_no_output_shows_the_token(tmp_path: Path, server: HubServer) -> None:
    server.on("/api/", hub_server.status(403, X_Error_Message=f"Bearer {TOKEN}"))
    for debug in ("0", "1"):
        done = lock(tmp_path, server, "me-x/tuned", HF_DEBUG=debug)
        assert TOKEN not in done.stdout
        assert TOKEN not in done.stderr
        assert "Traceback" not in done.stderr
