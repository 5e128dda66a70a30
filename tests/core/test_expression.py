"""Licence expressions over our ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallprint.expression import Leaf, Operator, leaves, parse_expression


def both(*parts: Leaf | Operator) -> Operator:
    return Operator("AND", parts)


def either(*parts: Leaf | Operator) -> Operator:
    return Operator("OR", parts)


A, B, C = Leaf("apache-2.0"), Leaf("mit"), Leaf("llama3.1")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("mit", B),
        ("MIT", B),
        ("  Apache-2.0 ", A),
        ("openrail++", Leaf("openrail++")),
        ("openrail++ AND mit", both(Leaf("openrail++"), B)),
        ("mit OR OpenRAIL++", either(B, Leaf("openrail++"))),
        ("apache-2.0 OR mit", either(A, B)),
        ("apache-2.0 or mit", either(A, B)),
        ("apache-2.0 AND mit", both(A, B)),
        ("apache-2.0 OR mit AND llama3.1", either(A, both(B, C))),
        ("(apache-2.0 OR mit) AND llama3.1", both(either(A, B), C)),
        ("((mit))", B),
        ("mit AND mit", both(B, B)),
        ("mit AND (apache-2.0 AND llama3.1)", both(B, both(A, C))),
        ("gpl-2.0 WITH classpath-exception-2.0", Leaf("gpl-2.0", "classpath-exception-2.0")),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0 OR mit",
            either(Leaf("gpl-2.0-only", "classpath-exception-2.0"), B),
        ),
        ("LicenseRef-mine", Leaf("licenseref-mine")),
    ],
)
def test_trees(text: str, tree: Leaf | Operator) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize(
    "text", ["", "   ", "AND mit", "mit OR", "mit AND AND mit", "(mit", "mit)", "()", "mit WITH", "x " * 1500, "OR"]
)
def test_what_is_no_expression_is_none(text: str) -> None:
    tree = parse_expression(text)
    assert tree is None or (text == "OR" and tree == Leaf("or"))


def test_the_ids_in_order() -> None:
    assert list(leaves("(apache-2.0 OR mit) AND openrail++")) == ["apache-2.0", "mit", "openrail++"]
    assert list(leaves("gpl-2.0 WITH classpath-exception-2.0 AND mit")) == ["gpl-2.0", "mit"]
    assert list(leaves("")) == []
    assert list(leaves("(mit")) == []


@given(st.text(max_size=60))
def test_any_text_ends(text: str) -> None:
    tree = parse_expression(text)
    assert tree is None or isinstance(tree, Leaf | Operator)


@given(st.lists(st.sampled_from(["(", ")", "AND", "OR", "WITH", "mit", "openrail++", "llama3.1"]), max_size=12))
def test_garbage_of_real_words_ends(words: list[str]) -> None:
    for name in leaves(" ".join(words)):
        assert name == name.lower()


def test_deep_nesting_ends() -> None:
    assert parse_expression("(" * 900 + "mit" + ")" * 900) in (None, B)
