"""Plain values with their lines, whatever the YAML."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallprint.model import UsageError
from smallprint.yamlio import Map, Seq, line_of, load

_KEYS = st.text(st.characters(max_codepoint=0x2FF, exclude_categories=["C", "Z"]), min_size=1, max_size=12)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), _KEYS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(_VALUES)
def test_json_reads_as_it_is(value: Any) -> None:
    assert load(json.dumps(value, ensure_ascii=False), "x.yaml") == value


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80) | st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@`,? \n\t"), max_size=40))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    said = "x.yaml"
    try:
        load(text, "x.yaml")
    except UsageError as error:
        said = str(error)
    assert said.startswith("x.yaml")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_000", 1000),
        ("-5", -5),
        ("1.5", 1.5),
        ("2e3", 2000.0),
        ("true", True),
        ("True", True),
        ("yes", "yes"),
        ("no", "no"),
        ("off", "off"),
        ("NO", "NO"),
        ("~", None),
        ("null", None),
        ("2026-11-22", "2026-11-22"),
        ("2024-06", "2024-06"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("0x10", "0x10"),
        ("1:30", "1:30"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("!!python/object:os.system ls", "ls"),
        ("!mine 5", 5),
        ("5" * 50, "5" * 50),
        ("", None),
        ("# only a comment\n", None),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("<<: {a: 1}\n", {"<<": {"a": 1}}),
        ("a: [hf:org/name]\n", {"a": ["hf:org/name"]}),
    ],
)
def test_scalars_and_what_is_not_interpreted(text: str, value: Any) -> None:
    found = load(text, "x.yaml")
    assert found == value
    assert type(found) is type(value) or isinstance(found, Map | Seq)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: [\n", "x.yaml:3: not valid YAML: "),
        ("a: 1\na: 2\n", "x.yaml:2: key 'a' stands twice"),
        ("? [a]\n: 1\n", "x.yaml:1: a key must be plain text"),
        ("a: &x [*x]\n", "x.yaml:1: nested too deeply or too many aliases"),
        ("a: *nowhere\n", "x.yaml:1: not valid YAML: found undefined alias"),
        ("--- 1\n--- 2\n", "x.yaml:2: not valid YAML: "),
        ("[" * 70 + "]" * 70, "x.yaml:1: nested too deeply"),
        ("\x00", "x.yaml"),
        ("a: 1\n\t- c", "x.yaml:2: not valid YAML"),
    ],
)
def test_faults_name_the_line(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(text, "x.yaml")
    assert str(caught.value).startswith(message)


def test_an_alias_bomb_is_refused() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    with pytest.raises(UsageError, match="too many aliases"):
        load(text, "x.yaml")


@pytest.mark.parametrize("text", ["[" * 20_000, "{a: " * 5_000, "[a, " * 5_000 + "\n", "- " * 5_000])
def test_deep_nesting_ends_soon(text: str) -> None:
    start = time.process_time()
    with pytest.raises(UsageError):
        load(text, "x.yaml")
    assert time.process_time() - start < 30


def test_brackets_in_a_row_are_not_deep() -> None:
    rows = "".join(f"k{number}: [hf:org/name, '[']\n" for number in range(40))
    assert len(load(rows, "x.yaml")) == 40


def test_lines() -> None:
    data = load("a: 1\nb:\n  - x\n  - y: 2\n    z: 3\n", "x.yaml")
    assert [line_of(data), line_of(data, "a"), line_of(data, "b"), line_of(data, "none")] == [1, 1, 2, 1]
    assert [line_of(data["b"]), line_of(data["b"], 0), line_of(data["b"], 1), line_of(data["b"], 9)] == [3, 3, 4, 3]
    assert line_of(data["b"][1], "z") == 5
    assert line_of({}, "a") == line_of(None) == 0
