"""Fingerprints: made from a text, written, read, compiled; nothing of the text stays."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from smallprint.fingerprint import (
    FILE,
    compile_fingerprints,
    fingerprint,
    read_fingerprints,
    update_fingerprints,
    write_fingerprints,
)
from smallprint.resolve.match import Matcher
from smallprint.resolve.normalise import normalise

LICENCES = Path(__file__).resolve().parents[2] / "licences"
TEXT = """Example Model License
Version 2.1

1. Definitions. The Model means the weights that Example publishes under this text, and the files that come with them.

2. Grant.
  a. You may use the Model and hand it on to anybody, in whole or in part, changed or not changed.
  b. You may not offer the Model as a service to more than five thousand customers in any month of the year.

3. No warranty. The Model comes as it is, and nobody answers for what it does or for what it fails to do.
"""


def test_a_fingerprint_knows_title_and_sections() -> None:
    made = fingerprint("example", TEXT)
    assert made.title == ("2.1", "example", "license", "model", "version")
    # "2. Grant." is one word, and goes with its first part.
    assert [label for _, label in made.sections] == ["1", "2.a", "2.b", "3"]
    assert sum(made.lengths) == len(normalise(TEXT).stream)
    assert made.optional[0][2] == "title"


def test_a_change_changes_its_own_chunk_alone() -> None:
    one, two = fingerprint("example", TEXT), fingerprint("example", TEXT.replace("five thousand", "nine thousand"))
    assert len(set(one.hashes) ^ set(two.hashes)) <= 6
    assert len(set(one.hashes) & set(two.hashes)) >= len(one.hashes) - 3


def test_written_and_read_again(tmp_path: Path) -> None:
    made = [fingerprint("example", TEXT), fingerprint("example", TEXT + "\n4. The end of the text is here.", "longer")]
    write_fingerprints(tmp_path / FILE, made)
    assert read_fingerprints(tmp_path / FILE) == made


def test_a_new_licence_is_found_and_named_by_its_section(tmp_path: Path) -> None:
    update_fingerprints(tmp_path, "example", TEXT)
    connection = sqlite3.connect(":memory:")
    assert compile_fingerprints(tmp_path, connection) == []
    matcher = Matcher(connection)
    assert matcher.identify(TEXT.upper()).licence == "example"
    for old, new, said in (
        ("five thousand", "nine thousand", ("section 2.b differs",)),
        ("hand it on to anybody", "hand it on to nobody", ("section 2.a differs",)),
        (TEXT[TEXT.index("  b. You") : TEXT.index("\n3. No")], "", ("section 2.b differs", "section 3 differs")),
        ("comes as it is,", "comes as it is. You must register with Example,", ("section 3 differs",)),
        ("Version 2.1", "Version 2.2", ("the title differs",)),
    ):  # fmt: skip
        assert old in TEXT
        match = matcher.identify(TEXT.replace(old, new))
        assert match.licence is None
        assert [entry.partition(" (")[0] for entry in match.changed] == list(said)


def test_the_same_words_under_two_names_are_refused(tmp_path: Path) -> None:
    update_fingerprints(tmp_path, "example", TEXT)
    with pytest.raises(ValueError, match="the same words are known as example"):
        update_fingerprints(tmp_path, "other", TEXT.replace("\n", "\r\n"))
    write_fingerprints(tmp_path / FILE, [fingerprint("one", TEXT), fingerprint("two", TEXT)])
    assert compile_fingerprints(tmp_path, sqlite3.connect(":memory:")) == [
        f"licences/{FILE}: two and one are the same words"
    ]


def test_a_short_text_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        fingerprint("short", "Do what you want.")


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"id": "x", "digest": "0", "hashes": "AAAA", "lengths": "AA==", "sections": []}']
)
def test_a_damaged_file_is_an_error_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f"\n{line}\n", encoding="utf-8")
    errors = compile_fingerprints(tmp_path, sqlite3.connect(":memory:"))
    assert len(errors) == 1
    assert f"{FILE}:2: not a fingerprint" in errors[0]


def test_a_folder_without_fingerprints_is_no_error(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    assert compile_fingerprints(tmp_path, connection) == []
    assert Matcher(connection).identify(TEXT).licence is None


def test_the_committed_file_is_compact_and_holds_no_text() -> None:
    path = LICENCES / FILE
    assert path.stat().st_size < 400_000
    entries = read_fingerprints(path)
    assert len({(entry.licence, entry.variant) for entry in entries}) == len(entries) > 180
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) <= {"id", "digest", "bare", "hashes", "lengths", "sections", "optional", "title", "variant"}
        # Labels of sections and the words of a name, in the order of the alphabet: no sentence.
        assert all(re.fullmatch(r"[\w., ]{1,40}", label) for _, label in row["sections"])
        assert row.get("title", []) == sorted(row.get("title", []))
        assert len(row.get("title", [])) <= 30


def test_every_licence_that_was_read_in_its_text_has_a_fingerprint() -> None:
    known = {entry.licence for entry in read_fingerprints(LICENCES / FILE)}
    for path in LICENCES.glob("*.yaml"):
        if re.search(
            r"^verified: text$", path.read_text(encoding="utf-8"), re.MULTILINE
        ) and "for: [service]" not in path.read_text(encoding="utf-8"):
            assert path.stem in known, f"{path.name}: run smallprint new licence {path.stem} --text FILE"


def test_the_committed_file_is_what_the_tool_makes(texts: dict[str, str]) -> None:
    held = {entry.licence: entry for entry in read_fingerprints(LICENCES / FILE) if not entry.variant}
    assert [name for name, text in texts.items() if held.get(name) != fingerprint(name, text)] == []
