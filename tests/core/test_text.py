"""The one door for strings out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallprint.text import safe

_ANY = st.text(st.characters(), max_size=400)


@given(_ANY)
def test_nothing_hidden_gets_out(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not any(
        "\u200b" <= char <= "\u200f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in shown
    )
    assert "##[" not in shown
    shown.encode("utf-8")


@given(_ANY, st.integers(1, 100))
def test_the_text_is_cut_before_it_is_escaped(text: str, limit: int) -> None:
    shown = safe(text, limit)
    # An escape takes ten characters at most, and a broken command one.
    assert len(shown) <= limit * 11
    if len(text) > limit:
        assert shown.endswith("…")


@given(_ANY)
def test_twice_is_once(text: str) -> None:
    assert safe(safe(text, 10_000), 100_000) == safe(text, 10_000)


@given(st.text(st.sampled_from("abcXYZ 0189-_./:@äßéλж中"), max_size=200))
def test_plain_text_is_left_alone(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\nb", "a\\u000ab"),
        ("gpt\u202e4", "gpt\\u202e4"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("\ufeffstart", "\\ufeffstart"),
        ("\ud800", "\\ud800"),
        ("##[error]x", "##\\[error]x"),
        ("\x7f\x9b", "\\u007f\\u009b"),
    ],
)
def test_what_is_shown_instead(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_the_cut() -> None:
    assert safe("x" * 300) == "x" * 300
    assert safe("x" * 301) == "x" * 299 + "…"
    assert safe("abcdef", 3) == "ab…"
