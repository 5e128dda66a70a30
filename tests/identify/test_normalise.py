"""Layout and markup do not count; figures, currencies and negations do."""

from __future__ import annotations

import pytest

from smallprint.resolve.normalise import normalise

SAME = [
    ("non-commercial use", "non\u00adcommercial use"),
    ("the Licence", "the license"),
    ("“it’s” — yes", '"it\'s" - yes'),
    ("1. First\n2. Second", "First\nSecond"),
    ("(a) first (ii) second", "first second"),
    ("- one\n* two", "one two"),
    ("see [the page](https://example.org/x)", "see the page"),
    ("https://example.org", "http://example.org"),
    ("<p>a <b>bold</b> word</p>", "a bold word"),
    ("&quot;quoted&quot; &amp; more", '"quoted" & more'),
    ("Copyright (c) 2024 Jane Doe\n\nSome words", "© 2020 ACME\n\nSome words"),
    ("1\\. escaped \\*star\\*", "1. escaped star"),
    ("a\r\nb", "a\nb"),
    ("in no event shall Jane Doe be liable", "in no event shall the authors or copyright holders be liable"),
]
DIFFERENT = [
    ("$20 million", "€20 million"),
    ("1.5 million", "15 million"),
    ("more than 700", "more than 70"),
    ("thirty (30) days", "thirty (60) days"),
    ("exceeds 50.", "exceeds 70."),
    ("may use", "may not use"),
    ("5 % of", "5 of"),
    ("section 2. The", "section 3. The"),
    ("Copyright 2024 Jane Doe. You may not use it.", "Copyright 2024 Jane Doe."),
    ("in no event shall not X be liable", "in no event shall X be liable"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_same(one: str, two: str) -> None:
    assert normalise(one).stream == normalise(two).stream


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different(one: str, two: str) -> None:
    assert normalise(one).stream != normalise(two).stream


def test_headings_part_the_text() -> None:
    words = normalise("# One\n\ntwo\n\n## Three\n\nfour")
    assert words.words == ["one", "two", "three", "four"]
    assert words.breaks == [0, 2]


def test_starts_are_places_in_the_letters() -> None:
    words = normalise("ab çd 定 e")
    assert [
        words.stream[start:end].decode() for start, end in zip(words.starts, words.starts[1:], strict=False)
    ] == words.words
