"""``smallprint lock`` against a server that speaks the Hub's API, with the real client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import hub_server
import pytest
from hub_server import COMMIT, HubServer
from resolve_fakes import FakeDatabase

from smallprint.commands.lock import check_lock, update_lock
from smallprint.model import UsageError
from smallprint.resolve.hub import Hub
from smallprint.resolve.lockfile import NAME, read

pytestmark = [pytest.mark.network, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

TOKEN = "hf_" + "s3cret" * 6
TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_TOKEN", "HF_ENDPOINT", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[HubServer]:
    with hub_server.running() as running:
        running.model(
            "meta/base", card={"license": "llama3.1"}, files={"LICENSE": b"llama3.1 text"}, task="text-generation"
        )
        running.model(
            "me/tuned",
            card={"license": "mit", "base_model": "meta/base", "datasets": ["me/data"]},
            tags=["base_model:meta/base", "base_model:finetune:meta/base", "license:mit"],
            files={"README.md": b"-", "LICENSE": b"mit text", "config.json": b"{}"},
        )
        yield running


class Run:
    """One project folder, and the lines that a command said."""

    def __init__(self, root: Path, server: HubServer, token: str | None = None, seconds: float = 20.0) -> None:
        self.root, self.server = root, server
        self.waits: list[float] = []
        self.said: list[str] = []
        self.database = FakeDatabase()
        self.hub = Hub(
            self.database.matcher, endpoint=server.url, token=token, seconds=seconds, sleep=self.waits.append
        )

    def pin(self, *ids: str, again: bool = False, prune: bool = False) -> int:
        return update_lock(self.root, ids, self.hub, TODAY, self.said.append, again=again, prune=prune)

    def check(self, *ids: str, today: str = "2027-01-01") -> int:
        return check_lock(self.root, ids, self.hub, self.database, today, self.said.append)

    @property
    def text(self) -> str:
        return (self.root / NAME).read_text()

    @property
    def output(self) -> str:
        return "\n".join(self.said)


@pytest.fixture
def run(tmp_path: Path, server: HubServer) -> Run:
    return Run(tmp_path, server)


def test_pins_a_model_and_its_base(run: Run) -> None:
    assert run.pin("hf:me/tuned") == 0
    lock = read(run.root / NAME)
    assert lock is not None
    tuned, base = lock.entries["hf:me/tuned"], lock.entries["hf:meta/base"]
    assert (tuned.revision, tuned.label, tuned.date) == (COMMIT, "mit", TODAY)
    assert [(text.file, text.licence) for text in tuned.texts] == [("LICENSE", "mit")]
    assert tuned.bases == (("hf:meta/base", "finetune"),)
    assert tuned.datasets == ("dataset:me/data",)
    assert (base.label, base.modality) == ("llama3.1", ("text",))


def test_pins_a_data_set(run: Run) -> None:
    run.server.repositories["datasets/me/data"] = hub_server.Repository(
        {"license": "cc-by-nc-4.0"}, files={"LICENSE.md": b"?"}
    )
    assert run.pin("dataset:me/data") == 0, run.output
    lock = read(run.root / NAME)
    assert lock is not None
    entry = lock.entries["dataset:me/data"]
    assert (entry.label, [(text.file, text.licence) for text in entry.texts]) == (
        "cc-by-nc-4.0",
        [("LICENSE.md", "unknown")],
    )


def test_a_second_run_asks_nothing_and_changes_nothing(run: Run) -> None:
    run.pin("hf:me/tuned")
    before, asked = run.text, len(run.server.requests)
    assert run.pin("hf:me/tuned") == 0
    assert (run.text, len(run.server.requests)) == (before, asked)


def test_update_keeps_the_day_of_what_did_not_change(run: Run) -> None:
    run.pin("hf:me/tuned")
    before = run.text
    update_lock(run.root, ["hf:me/tuned"], run.hub, "2027-06-01", run.said.append, again=True, prune=True)
    assert run.text == before


def test_update_drops_what_nothing_leads_to(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.pin("hf:meta/base", again=True, prune=True)
    assert "me/tuned" not in run.text
    assert "dropped hf:me/tuned: nothing leads to it any more" in run.said


def test_a_renamed_model_is_found_under_both_names(run: Run) -> None:
    run.server.model(
        "bert", card={"license": "apache-2.0"}, now="google-bert/bert", files={"LICENSE": b"apache-2.0 text"}
    )
    assert run.pin("hf:bert") == 0
    lock = read(run.root / NAME)
    assert lock is not None
    assert lock.entries["hf:bert"].renamed == "hf:google-bert/bert"
    assert lock.get("hf:google-bert/bert") is lock.get("hf:BERT") is lock.entries["hf:bert"]


def test_a_gated_model_is_pinned_without_its_text(run: Run) -> None:
    run.server.model("meta/gated", card={"license": "llama3.1"}, gated="manual", files={"LICENSE": b"x"})
    run.server.on("/meta/gated/resolve/", hub_server.status(403, X_Error_Code="GatedRepo"))
    assert run.pin("hf:meta/gated") == 0
    lock = read(run.root / NAME)
    assert lock is not None
    entry = lock.entries["hf:meta/gated"]
    assert (entry.gated, entry.texts, entry.unread) == ("manual", (), ("LICENSE",))


def test_a_huge_licence_file_is_not_read(run: Run) -> None:
    run.server.model("me/big", card={"license": "mit"}, files={"LICENSE": b"mit " * 600_000})
    assert run.pin("hf:me/big") == 0
    assert 'unread = ["LICENSE"]' in run.text


# Drift


def test_check_is_silent_while_nothing_changes(run: Run) -> None:
    run.pin("hf:me/tuned")
    before = run.text
    assert run.check() == 0
    assert run.text == before
    assert run.said[-1] == "smallprint.lock: 2 checked, 0 differences that matter, 0 not checked"


def test_a_changed_label_fails_the_check(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.server.repositories["models/me/tuned"].card["license"] = "cc-by-nc-4.0"
    assert run.check() == 1
    assert "hf:me/tuned: the card's licence changed: mit -> cc-by-nc-4.0" in run.output


def test_a_changed_text_under_the_same_label_fails_the_check(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.server.repositories["models/me/tuned"].files["LICENSE"] = b"mit text changed"
    assert run.check() == 1
    assert "hf:me/tuned: a licence text changed: LICENSE mit sha256:" in run.output
    assert "-> LICENSE unknown sha256:" in run.output


def test_a_changed_base_fails_the_check(run: Run) -> None:
    run.pin("hf:me/tuned")
    repository = run.server.repositories["models/me/tuned"]
    repository.card["base_model"], repository.tags = "other/base", ["base_model:finetune:other/base"]
    assert run.check() == 1
    assert "hf:me/tuned: a base was added: hf:other/base (finetune)" in run.output
    assert "hf:me/tuned: a base was removed: hf:meta/base (finetune)" in run.output


def test_a_repository_that_is_gone_fails_the_check(run: Run) -> None:
    run.pin("hf:me/tuned")
    del run.server.repositories["models/meta/base"]
    before = run.text
    assert run.check() == 1
    assert "hf:meta/base: the repository is gone: llama3.1 -> 127.0.0.1: not there, or private (HTTP 404)" in run.output
    assert run.text == before


def test_a_newer_revision_alone_is_a_note(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.server.repositories["models/me/tuned"].sha = "b" * 40
    assert run.check() == 0
    assert f"note: hf:me/tuned: there is a newer revision: {COMMIT} -> {'b' * 40}" in run.output


def test_check_names_the_line_of_the_lock(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.server.repositories["models/meta/base"].card["license"] = "mit"
    assert run.check("hf:meta/base") == 1
    line = run.text.split("\n").index('id = "hf:meta/base"')
    assert f"smallprint.lock:{line}: hf:meta/base: " in run.output


def test_check_of_an_id_that_is_not_pinned_names_the_nearest(run: Run) -> None:
    run.pin("hf:me/tuned")
    with pytest.raises(UsageError, match=r"'hf:me/tune' is not in it; did you mean 'hf:me/tuned'\?"):
        run.check("hf:me/tune")


def test_check_without_a_lock_cannot_start(run: Run) -> None:
    with pytest.raises(UsageError, match="there is none"):
        run.check()


# Bad answers: a clear line, and a lock as it was

JSON_ANSWERS = {
    "web page": (
        hub_server.body(b"<!doctype html><title>Log in</title>", "text/html"),
        "the answer is none of the Hub's API",
    ),
    "empty": (hub_server.body(b""), "the answer is none of the Hub's API"),
    "truncated": (hub_server.body(b'{"id": "me/tuned", "sha": "aaa'), "the answer is none of the Hub's API"),
    "cut off": (hub_server.cut_off, "no connection (RemoteProtocolError)"),
    "a list": (hub_server.body(b"[1, 2]"), "the answer is none of the Hub's API"),
    "a number for an id": (hub_server.body(b'{"id": 5, "sha": "%s"}' % (b"a" * 40)), "names no repository"),
    "no commit": (hub_server.body(b'{"id": "me/tuned", "sha": "../../etc"}'), "names no commit"),
    "a text for a card": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "cardData": "mit"}).encode()),
        "a card or tags of the wrong type",
    ),
    "numbers for tags": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "tags": 5}).encode()),
        "a card or tags of the wrong type",
    ),
    "numbers for files": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "siblings": [1]}).encode()),
        "the answer is none of the Hub's API",
    ),
    "a mapping for a licence": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "cardData": {"license": {"a": 1}}}).encode()),
        "a card whose license is of the wrong type",
    ),
    "a mapping for a base": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "cardData": {"base_model": [{}]}}).encode()),
        "a card whose base_model is of the wrong type",
    ),
    "a number among tags": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "tags": ["a", 5]}).encode()),
        "a card or tags of the wrong type",
    ),
    "a number for a file's name": (
        hub_server.body(json.dumps({"id": "me/tuned", "sha": COMMIT, "siblings": [{"rfilename": 7}]}).encode()),
        "a list of files of the wrong type",
    ),
    "a deep nest": (hub_server.body(b"[" * 200_000), "the answer is none of the Hub's API"),
    "a gzip bomb": (hub_server.bomb, "an answer of more than 16 MiB"),
    "a stacked coding": (hub_server.body(b"x", Content_Encoding="gzip, gzip"), "a coding that was not asked for"),
    "a wrong gzip": (hub_server.body(b"not gzip", Content_Encoding="gzip"), "the answer is none of the Hub's API"),
    "a redirect in a ring": (hub_server.redirect("/api/models/me/tuned"), "too many redirects"),
    "a redirect to nowhere": (hub_server.redirect("http://["), "a redirect to another host"),
    "a redirect to a file": (hub_server.redirect("file:///etc/passwd"), "a redirect to another host"),
    "401": (
        hub_server.status(401, X_Error_Message="Invalid credentials in Authorization header"),
        "the token is refused",
    ),
    "403": (hub_server.status(403), "no access with this token (HTTP 403)"),
    "404": (hub_server.status(404), "not there, or private (HTTP 404)"),
    "500": (hub_server.status(500), "out of order (HTTP 500)"),
    "503": (hub_server.status(503), "out of order (HTTP 503)"),
    "418": (hub_server.status(418), "HTTP 418"),
}


@pytest.mark.parametrize("answer", JSON_ANSWERS)
def test_a_bad_answer_ends_in_a_line_and_an_intact_lock(run: Run, answer: str) -> None:
    run.pin("hf:me/tuned")
    before = run.text
    trouble, line = JSON_ANSWERS[answer]
    run.server.on("/api/models/me/tuned", trouble)
    run.said.clear()
    assert run.pin("hf:me/tuned", again=True, prune=True) == 3
    assert run.text == before
    failures = [said for said in run.said if said.startswith("could not be pinned: hf:me/tuned: ")]
    assert len(failures) == 1
    assert line in failures[0]
    assert "\n" not in failures[0]
    assert run.said[-1].endswith("; 1 could not be pinned")


@pytest.mark.parametrize("answer", ["web page", "a gzip bomb", "403", "500", "cut off"])
def test_a_bad_answer_is_not_taken_for_drift(run: Run, answer: str) -> None:
    run.pin("hf:me/tuned")
    run.server.on("/api/models/me/tuned", JSON_ANSWERS[answer][0])
    assert run.check() == 3
    assert run.said[-1] == "smallprint.lock: 2 checked, 0 differences that matter, 1 not checked"


@pytest.mark.parametrize("trouble", [hub_server.status(403), hub_server.status(404), hub_server.bomb])
def test_a_text_that_is_not_shown_this_time_stays_and_is_said(run: Run, trouble: hub_server.Trouble) -> None:
    run.pin("hf:me/tuned")
    before = run.text
    run.server.on("/me/tuned/resolve/", trouble)
    assert run.pin("hf:me/tuned", again=True) == 3
    assert "could not be read this time: hf:me/tuned: LICENSE" in run.said
    assert run.text == before


def test_a_web_page_in_place_of_a_licence_is_no_licence(run: Run) -> None:
    run.server.on("/me/tuned/resolve/", hub_server.body(b"<html>Sign in</html>", "text/html"))
    assert run.pin("hf:me/tuned") == 3
    assert not (run.root / NAME).exists()
    assert "a web page in place of LICENSE" in run.output


@pytest.mark.parametrize("headers_too", [False, True])
def test_one_byte_at_a_time_ends(tmp_path: Path, server: HubServer, headers_too: bool) -> None:
    run = Run(tmp_path, server, seconds=0.6)
    run.pin("hf:meta/base")
    before = run.text
    server.on("/api/models/me/tuned", hub_server.drip(headers_too))
    assert run.pin("hf:me/tuned") == 3
    assert "could not be pinned: hf:me/tuned: 127.0.0.1: no whole answer in time" in run.said
    assert run.text == before


def test_what_passes_is_tried_again(run: Run) -> None:
    run.server.on("/api/models/me/tuned", hub_server.times(2, hub_server.status(503)))
    assert run.pin("hf:me/tuned") == 0
    assert run.waits == [1.0, 2.0]


def test_a_rate_limit_is_waited_for_as_long_as_it_asks(run: Run) -> None:
    run.server.on("/api/models/me/tuned", hub_server.times(1, hub_server.status(429, Retry_After="17")))
    assert run.pin("hf:me/tuned") == 0
    assert run.waits == [17.0]


def test_after_a_rate_limit_nothing_more_is_asked_and_the_rest_is_said(run: Run) -> None:
    run.pin("hf:meta/base")
    before = run.text
    run.server.on("/api/", hub_server.status(429, Retry_After="86400"))
    asked = len(run.server.requests)
    assert run.pin("hf:me/tuned", "hf:me/second", "hf:me/third") == 3
    assert len(run.server.requests) == asked + 1
    assert run.text == before
    assert run.waits == []
    assert (
        "could not be pinned: hf:me/third: not asked: 127.0.0.1: too many requests (HTTP 429); it asks to wait 86400 s"
        in run.said
    )


def test_a_dead_server_is_not_asked_about_every_model(tmp_path: Path) -> None:
    with hub_server.running() as server:
        run = Run(tmp_path, server)
    assert run.pin(*(f"hf:me/{number}" for number in range(20))) == 3
    assert len([line for line in run.said if "not asked: " in line]) == 17
    assert not (tmp_path / NAME).exists()


def test_partial_answers_keep_what_could_not_be_asked(run: Run) -> None:
    run.pin("hf:me/tuned")
    run.server.repositories["models/meta/base"].card["license"] = "gemma"
    run.server.on("/api/models/me/tuned", hub_server.status(500))
    old = read(run.root / NAME)
    assert run.pin("hf:me/tuned", "hf:meta/base", again=True) == 3
    new = read(run.root / NAME)
    assert old is not None
    assert new is not None
    assert new.entries["hf:me/tuned"] == old.entries["hf:me/tuned"]
    assert new.entries["hf:meta/base"].label == "gemma"


# The token


def test_the_token_goes_to_its_host_only(tmp_path: Path, server: HubServer) -> None:
    with hub_server.running() as elsewhere:
        elsewhere.model("me/tuned", card={"license": "mit"})
        run = Run(tmp_path, server, token=TOKEN)
        server.on("/api/models/me/tuned", hub_server.redirect(f"{elsewhere.url}/api/models/me/tuned"))
        assert run.pin("hf:me/tuned") == 3
        assert server.asked("/api/models/me/tuned")[0].headers["authorization"] == f"Bearer {TOKEN}"
        assert elsewhere.requests == []
    assert "a redirect to another host, 127.0.0.1; not followed" in run.output
    assert TOKEN not in run.output


def test_a_licence_file_elsewhere_is_not_fetched(tmp_path: Path, server: HubServer) -> None:
    with hub_server.running() as elsewhere:
        run = Run(tmp_path, server, token=TOKEN)
        server.on("/me/tuned/resolve/", hub_server.redirect(f"{elsewhere.url}/LICENSE"))
        assert run.pin("hf:me/tuned") == 3
        assert elsewhere.requests == []


def test_a_redirect_on_the_same_host_is_followed(run: Run) -> None:
    run.server.on("/api/models/old/name", hub_server.redirect("/api/models/me/tuned"))
    assert run.pin("hf:old/name") == 0
    assert 'renamed = "hf:me/tuned"' in run.text


@pytest.mark.parametrize("answer", JSON_ANSWERS)
def test_the_token_shows_in_no_output(
    tmp_path: Path, server: HubServer, answer: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(tmp_path, server, token=TOKEN)
    server.on("/api/models/me/tuned", JSON_ANSWERS[answer][0])
    run.pin("hf:me/tuned")
    shown = capfd.readouterr()
    assert TOKEN not in run.output + shown.out + shown.err + caplog.text
    assert server.asked("/api/models/me/tuned")[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_hostile_names_are_shown_harmless(run: Run) -> None:
    run.server.model("me/evil", card={"license": "other", "license_name": "a\x1b[2J\n::error::b\u202e"})
    assert run.pin("hf:me/evil") == 0
    assert "\x1b" not in run.output
    assert all("\n" not in line for line in run.said)
    lock = read(run.root / NAME)
    assert lock is not None
    assert lock.entries["hf:me/evil"].name == "a\x1b[2J\n::error::b\u202e"
