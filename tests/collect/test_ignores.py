"""Inline suppressions in every comment syntax."""

from __future__ import annotations

import pytest

from smallprint.collect.ignores import find_ignores
from smallprint.fs import Source
from smallprint.model import Ignore, Problem


def read(text: str, name: str = "a.py") -> list[Ignore | Problem]:
    return list(find_ignores(Source(name, text.encode())))


@pytest.mark.parametrize(
    "comment",
    [
        "# smallprint: ignore[pinning] not shipped until 2027-01-31",
        "// smallprint: ignore[pinning] not shipped until 2027-01-31",
        "-- smallprint: ignore[pinning] not shipped until 2027-01-31",
        "<!-- smallprint: ignore[pinning] not shipped until 2027-01-31 -->",
        "; smallprint: ignore[pinning] not shipped until 2027-01-31",
        "/* smallprint: ignore[pinning] not shipped until 2027-01-31 */",
        " * smallprint: ignore[pinning] not shipped until 2027-01-31",
        "{# smallprint: ignore[pinning] not shipped until 2027-01-31 #}",
        "REM smallprint: ignore[pinning] not shipped until 2027-01-31",
        "#smallprint:ignore[pinning] not shipped until 2027-01-31.",
    ],
)
def test_comment_syntaxes(comment: str) -> None:
    for text, line in ((f"x = 1 {comment}\ny", 1), (f"{comment}\n\n# other\ny = 2", 4)):
        (found,) = read(text)
        assert isinstance(found, Ignore)
        assert (found.line, found.rules, found.reason, found.until) == (line, ("pinning",), "not shipped", "2027-01-31")


def test_several_rules_and_no_date() -> None:
    (found,) = read("x  # smallprint: ignore[a, b-c] until we know")
    assert isinstance(found, Problem)  # “until” must be a date, else nobody would see that it never ends
    (found,) = read("x  # smallprint: ignore[a, b-c] because")
    assert isinstance(found, Ignore)
    assert (found.rules, found.reason, found.until) == (("a", "b-c"), "because", "")


@pytest.mark.parametrize(
    "text", ["x  # smallprint: ignore", "x  # smallprint: ignore[] why", "x # smallprint: ignore[a] until 2027-13-01"]
)
def test_what_names_no_rule_or_date_is_a_problem(text: str) -> None:
    assert [type(item) for item in read(text)] == [Problem]


@pytest.mark.parametrize(
    "text", ['x = "# smallprint: ignore[a]"', "smallprint: ignored[a]", "see smallprint: ignore[a]"]
)
def test_what_is_no_comment(text: str) -> None:
    assert read(text) == []
