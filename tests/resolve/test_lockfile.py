"""The lock: stable bytes, one-line errors, and what differs between two of them."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_fakes import FakeDatabase

from smallprint.model import UsageError
from smallprint.resolve.drift import drift
from smallprint.resolve.lockfile import NAME, Entry, LockFile, Text, dump, load, read, write

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "schemas" / "lock.schema.json").read_text(encoding="utf-8"))
COMMIT = "0123456789abcdef" * 2 + "01234567"
TEXT = Text("LICENSE", "sha256:" + "a" * 64, "llama3.1")
ENTRY = Entry(
    "hf:me/tuned",
    COMMIT,
    "2026-11-22",
    label="mit",
    texts=(TEXT,),
    bases=(("hf:meta/base", "finetune"),),
    datasets=("dataset:me/data",),
    modality=("text",),
    gated="auto",
)
FILE = f"""\
# Written by `smallprint lock`; commit it. `smallprint lock --check` compares it with the Hub.
schema = "smallprint/lock/1"

[[model]]
id = "hf:me/tuned"
revision = "{COMMIT}"
label = "mit"
text = [
  {{file = "LICENSE", digest = "sha256:{"a" * 64}", licence = "llama3.1"}},
]
base = [
  {{id = "hf:meta/base", relation = "finetune"}},
]
datasets = ["dataset:me/data"]
modality = ["text"]
gated = "auto"
date = "2026-11-22"
"""


def test_the_format() -> None:
    assert dump(LockFile([ENTRY])) == FILE
    assert load(FILE).entries == {"hf:me/tuned": ENTRY}


def test_the_order_of_entries_does_not_matter() -> None:
    other = Entry("dataset:a/b", COMMIT, "2026-11-22")
    assert dump(LockFile([ENTRY, other])) == dump(LockFile([other, ENTRY]))
    assert list(LockFile([ENTRY, other]).entries) == ["dataset:a/b", "hf:me/tuned"]


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=150, deadline=None)
@given(
    label=_TEXTS,
    name=_TEXTS,
    link=_TEXTS,
    file=_TEXTS.filter(bool),
    unread=st.lists(_TEXTS, max_size=3),
    relation=st.sampled_from(["finetune", "adapter", "merge", "quantized", "unknown"]),
)
def test_what_is_written_is_read_back(
    label: str, name: str, link: str, file: str, unread: list[str], relation: str
) -> None:
    entry = replace(
        ENTRY,
        label=label,
        name=name,
        link=link,
        texts=(replace(TEXT, file=file),),
        unread=tuple(unread),
        bases=(("hf:a/b", relation),),
    )
    written = dump(LockFile([entry]))
    assert load(written).entries == {entry.id: entry}
    assert dump(load(written)) == written


_FAULTS = [
    ("smallprint/lock/1", "smallprint/lock/9", ':2: schema: expected "smallprint/lock/1", found smallprint/lock/9'),
    ("gated =", "gate =", ":16: gate: unknown key 'gate'; did you mean 'gated'?"),
    ("licence =", "license =", ":8: text: unknown key 'license'; did you mean 'licence'?"),
    ('"hf:me/tuned"', "5", ":5: id: 'id' must be a text"),
    ('"hf:me/tuned"', '"../../x"', ":5: id: expected an id such as hf:org/name, found '../../x'"),
    (COMMIT, "main", ":6: revision: expected a commit, found 'main'"),
    ("sha256:aaa", "md5:aaa", ":8: text: expected sha256: and 64 hexadecimal digits"),
    ('relation = "finetune"', 'relation = "cousin"', ":11: base: relation 'cousin' is none of"),
    ('gated = "auto"', 'gated = "yes"', ":16: gated: expected auto or manual"),
    ('"2026-11-22"', '"today"', ":17: date: expected a date YYYY-MM-DD, found 'today'"),
    ('date = "2026-11-22"\n', "", ":4: date: 'date' is missing"),
    ("datasets = [", 'datasets = [5, "', ":14: not valid TOML"),
    ('["text"]', '"text"', ":15: modality: expected a list of texts"),
    ("[[model]]", "[model]", ": model: write [[model]] with two brackets"),
    ('gated = "auto"', 'gated = "auto', ":16: not valid TOML"),
    ('["dataset:me/data"]', "[" * 3000, ": not valid TOML"),
    ('label = "mit"', "label = 1979-05-27T07:32:00Z", ":7: label: 'label' must be a text"),
    ('label = "mit"', 'label = "mit"\nlabel = "x"', ":8: not valid TOML"),
]


@pytest.mark.parametrize(("old", "new", "message"), _FAULTS)
def test_an_error_is_one_line_with_its_place(old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(UsageError) as raised:
        load(FILE.replace(old, new, 1))
    assert message in str(raised.value)
    assert str(raised.value).startswith(NAME + ":")
    assert "\n" not in str(raised.value)


def test_an_id_that_stands_twice() -> None:
    again = FILE.split("\n\n", 1)[1]
    with pytest.raises(UsageError, match=rf"{NAME}:20: id: 'hf:me/tuned' stands twice"):
        load(FILE + "\n" + again)


def test_claims_of_an_entry(tmp_path: Path) -> None:
    evidence = load(FILE).evidence("hf:ME/tuned")
    assert evidence is not None
    assert [(claim.expression, claim.source, claim.evidence, claim.as_of) for claim in evidence.claims] == [
        ("llama3.1", "lock", "smallprint.lock:4 (LICENSE)", "2026-11-22"),
        ("mit", "lock", "smallprint.lock:4", "2026-11-22"),
    ]
    assert [(edge.parent, edge.relation) for edge in evidence.parents] == [
        ("hf:meta/base", "finetune"),
        ("dataset:me/data", "trained_on"),
    ]
    assert load(FILE).evidence("hf:who/else") is None


def test_a_repository_that_declares_nothing_is_known_to_declare_nothing() -> None:
    claims = Entry("hf:a/b", COMMIT, "2026-11-22").evidence("lock").claims
    assert [(claim.expression, claim.label) for claim in claims] == [("unknown", "no licence declared")]


def test_reading_what_is_not_a_lock(tmp_path: Path) -> None:
    assert read(tmp_path / NAME) is None
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name in ("folder", "pipe", "link", "bytes"):
        with pytest.raises(UsageError, match=rf"^{name}: not "):
            read(tmp_path / name)


def test_writing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / NAME
    assert write(LockFile([ENTRY]), path) is True
    assert write(LockFile([ENTRY]), path) is False

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UsageError, match=r"smallprint.lock: cannot be written: No space left on device"):
        write(LockFile([replace(ENTRY, label="gemma")]), path)
    assert path.read_text() == FILE
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_writing_keeps_the_mode_and_replaces_a_link(tmp_path: Path) -> None:
    path = tmp_path / NAME
    write(LockFile([ENTRY]), path)
    path.chmod(0o600)
    write(LockFile(), path)
    assert path.stat().st_mode & 0o777 == 0o600
    (tmp_path / "target").write_text("mine")
    path.unlink()
    path.symlink_to(tmp_path / "target")
    write(LockFile([ENTRY]), path)
    assert (tmp_path / "target").read_text() == "mine"
    assert path.read_text() == FILE


# Drift


def changes(old: Entry | None, new: Entry | None) -> list[tuple[str, str, str]]:
    before, after = (LockFile([entry] if entry else []) for entry in (old, new))
    return [(found.what, found.old, found.new) for found in drift(before, after, FakeDatabase())]


def test_a_day_is_no_difference() -> None:
    assert changes(ENTRY, replace(ENTRY, date="2027-01-01")) == []


def test_a_licence_that_became_another_is_shown_term_by_term() -> None:
    old = replace(ENTRY, texts=())
    found = drift(LockFile([old]), LockFile([replace(old, label="cc-by-nc-4.0")]), FakeDatabase())
    assert [(change.what, change.old, change.new, change.matters) for change in found] == [
        ("licence-label", "mit", "cc-by-nc-4.0", True)
    ]
    (term,) = found[0].terms
    assert (term.term, term.old, term.new) == ("use", "", "cc-by-nc-4.0 §2")
    assert term.new_plain == "as cc-by-nc-4.0 allows"


def test_terms_that_only_read_differently() -> None:
    old, new = (replace(ENTRY, texts=(), label=label) for label in ("llama3.1", "gemma"))
    (change,) = drift(LockFile([old]), LockFile([new]), FakeDatabase())
    (term,) = change.terms
    assert (term.old_plain, term.new_plain) == ("as llama3.1 allows", "as gemma allows")


def test_a_licence_that_is_not_known_has_no_terms_to_show() -> None:
    old = replace(ENTRY, texts=())
    (change,) = drift(LockFile([old]), LockFile([replace(old, label="other", name="acme")]), FakeDatabase())
    assert (change.new, change.terms) == ("other: acme", ())


def test_a_text_that_moved_to_another_file_is_the_same_text() -> None:
    assert changes(ENTRY, replace(ENTRY, texts=(replace(TEXT, file="LICENSE.txt"),))) == []


def test_a_text_that_could_not_be_read_did_not_go_away() -> None:
    assert changes(ENTRY, replace(ENTRY, texts=(), unread=("LICENSE",))) == []


def test_a_text_that_went_away_matters() -> None:
    assert [what for what, _, _ in changes(ENTRY, replace(ENTRY, texts=()))] == ["licence-text"]


@pytest.mark.parametrize(
    ("new", "what", "matters"),
    [
        ({"bases": ()}, "base-removed", True),
        ({"bases": (("hf:meta/base", "merge"),)}, "relation", True),
        ({"datasets": ()}, "datasets", True),
        ({"gated": ""}, "gated", False),
        ({"renamed": "hf:x/y"}, "renamed", False),
        ({"revision": "f" * 40}, "revision", False),
    ],
)
def test_other_differences(new: dict[str, object], what: str, matters: bool) -> None:
    (change,) = drift(LockFile([ENTRY]), LockFile([replace(ENTRY, **new)]), FakeDatabase())  # type: ignore[arg-type]
    assert (change.what, change.matters) == (what, matters)


def test_models_that_came_and_went() -> None:
    assert changes(None, ENTRY) == [("added", "", "llama3.1")]
    assert changes(ENTRY, None) == [("removed", "llama3.1", "")]


# The published JSON Schema


def _fits(text: str) -> bool:
    return not list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(tomllib.loads(text)))


def _loads(text: str) -> bool:
    try:
        load(text)
    except UsageError:
        return False
    return True


_VALID = [
    ("", ""),
    ('gated = "auto"', 'gated = ""'),
    ('gated = "auto"', 'renamed = "hf:me/other"'),
    ('datasets = ["dataset:me/data"]', "datasets = []"),
    ('relation = "finetune"', 'relation = "unknown"'),
    ('"hf:me/tuned"', '"dataset:me/tuned"'),
    ('label = "mit"', 'unread = ["LICENSE.txt"]'),
]


@pytest.mark.parametrize(("old", "new"), _VALID + [(old, new) for old, new, _ in _FAULTS])
def test_schema_and_loader_agree(old: str, new: str) -> None:
    text = FILE.replace(old, new, 1)
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return  # no schema is asked about what is no TOML
    assert _fits(text) == _loads(text) == ((old, new) in _VALID)


@pytest.mark.parametrize("row", ["text = [{file = 'L'}]", "base = [{id = 'hf:a/b'}]", "text = [5]", "unread = [5]",
                                 "datasets = ['x']", "extra = 1", "renamed = 'hf:'"])  # fmt: skip
def test_schema_and_loader_refuse_alike(row: str) -> None:
    text = f'schema = "smallprint/lock/1"\n[[model]]\nid = "hf:a/b"\nrevision = "{COMMIT}"\ndate = "2026-11-22"\n'
    assert (_fits(text), _loads(text)) == (True, True)
    assert (_fits(text + row), _loads(text + row)) == (False, False)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
