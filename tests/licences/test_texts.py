"""The facts of the entries against the licence texts, which are not part of the project.

Name a folder of texts, ``ID.txt`` each, in ``SMALLPRINT_LICENCE_TEXTS``; without it these tests show as skipped.
"""

from __future__ import annotations

import calendar
import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from licence_entries import entries

FOLDER = Path(os.environ.get("SMALLPRINT_LICENCE_TEXTS") or "/nowhere")
ENTRIES = entries()
READ = [name for name, entry in ENTRIES.items() if entry["verified"] == "text" and (FOLDER / f"{name}.txt").is_file()]
pytestmark = pytest.mark.skipif(not READ, reason="SMALLPRINT_LICENCE_TEXTS names no folder of licence texts")
each_text = pytest.mark.parametrize("name", READ or ["none"])

_QUOTES = str.maketrans(dict.fromkeys("“”„«»\"'‘’`*_\\<>", ""))
_WORDS = {1: "one", 2: "two", 10: "ten", 20: "twenty", 30: "thirty", 100: "one hundred", 700: "seven hundred"}
_UNITS = {10**3: ("thousand", "k"), 10**4: ("万",), 10**6: ("million", "m"), 10**8: ("亿",), 10**9: ("billion", "bn")}
_RUN = 9
#: Words in quotation marks, a title or a mandated line, are a quotation and no copied clause while they are this short.
_QUOTED = 10


@cache
def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8", errors="replace")


def flat(text: str) -> str:
    """Without quotes, marks of emphasis and quotation, and with single spaces."""
    return " ".join(re.sub(r"(?m)^[>#\s]+", " ", text).translate(_QUOTES).casefold().split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().translate(_QUOTES))


@cache
def runs(name: str) -> frozenset[tuple[str, ...]]:
    found = words(text_of(name))
    return frozenset(tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1))


def spellings(figure: int) -> Iterator[str]:
    """The ways in which a text may write a figure."""
    yield from (str(figure), f"{figure:,}", f"{figure:,}".replace(",", "."), f"{figure:,}".replace(",", " "))
    for unit, names in _UNITS.items():
        count, rest = divmod(figure, unit)
        if not rest:
            for many in (str(count), _WORDS.get(count, str(count)), f"{_WORDS.get(count, count)} ({count})"):
                yield from (f"{many}{gap}{each}" for each in names for gap in ("", " ", "-"))


def stands(way: str, text: str) -> bool:
    """The figure stands in the text as a whole; Chinese units touch the next word."""
    after = "" if way[-1] in "万亿" else r"(?![.,]?\w)"
    return bool(re.search(rf"(?<![\w.,]){re.escape(way)}{after}", text))


def limits(name: str) -> Iterator[tuple[str, Any]]:
    for term in ENTRIES[name].get("terms") or ():
        for limit in term.get("limits") or ():
            yield term["id"], limit


@each_text
def test_the_digest_is_that_of_the_text(name: str) -> None:
    assert ENTRIES[name]["digest"] == hashlib.sha256((FOLDER / f"{name}.txt").read_bytes()).hexdigest()


@each_text
def test_each_figure_stands_in_the_text(name: str) -> None:
    told = re.sub(r"\s+", " ", text_of(name)).casefold()
    for term, limit in limits(name):
        figure = limit.get("over", limit.get("at_least"))
        assert any(stands(way, told) for way in spellings(figure)), f"{term}: {figure:,} is not in the text"


@each_text
def test_each_snapshot_is_the_month_before_a_date_in_the_text(name: str) -> None:
    for term, limit in limits(name):
        if limit.get("month", "release") == "release":
            continue
        year, month = map(int, limit["month"].split("-"))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        named = calendar.month_name[month]
        assert re.search(rf"{named}\s+\d{{1,2}},?\s+{year}|\d{{1,2}}\s+{named}\s+{year}", text_of(name)), term


@each_text
def test_each_mandated_string_is_verbatim(name: str) -> None:
    told = flat(text_of(name))
    for term in ENTRIES[name].get("terms") or ():
        for string in (term.get("string"), *term.get("alternatives", ())):
            parts = [flat(part) for part in re.split(r"\[[^\]]*\]", string or "")]
            assert flat(string or "") in told or all(part in told for part in parts), f"{term['id']}: {string}"


def own_words(name: str) -> Iterator[tuple[str, str]]:
    """What an entry says itself, without the strings that the licence mandates and without short quotations."""
    entry = ENTRIES[name]
    for key in ("derivatives", "notes", "doubts"):
        yield key, entry.get(key, "")
    for term in entry.get("terms") or ():
        for key in ("plain", "content", "doubt"):
            said = term.get(key, "")
            for string in (term.get("string"), *term.get("alternatives", ())):
                said = said.replace(string or "\0", "|")
            yield f"{term['id']}/{key}", said


@each_text
def test_no_sentence_is_copied(name: str) -> None:
    for where, said in own_words(name):
        found = words(re.sub(r'"([^"]+)"', lambda match: "|" if len(match[1].split()) <= _QUOTED else match[1], said))
        for at in range(len(found) - _RUN + 1):
            run = found[at : at + _RUN]
            assert tuple(run) not in runs(name), f"{where}: {' '.join(run)}"


def test_every_text_of_the_folder_has_an_entry() -> None:
    texts = {path.name.removesuffix(".txt") for path in FOLDER.glob("*.txt")}
    assert sorted(texts - set(ENTRIES)) == []


def test_every_entry_that_was_read_has_its_text() -> None:
    assert sorted(name for name, entry in ENTRIES.items() if entry["verified"] == "text" and name not in READ) == []
