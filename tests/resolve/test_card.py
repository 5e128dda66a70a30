"""Front matter and Hub metadata."""

from __future__ import annotations

import pytest

from smallprint.model import Claim, Edge, Problem
from smallprint.resolve.card import Card, canonical_base, from_metadata, parse

CARD = """\
---
language: en
license: other
license_name: qwen-research
license_link: LICENSE
base_model:
  - Qwen/Qwen2.5-3B
  - https://huggingface.co/other/base
base_model_relation: merge
datasets: [tatsu-lab/alpaca]
pipeline_tag: image-text-to-text
---
# A model
"""


def test_a_card_says_licence_bases_data_and_modality() -> None:
    card, problems = parse(CARD, "README.md")
    assert problems == ()
    assert card == Card(
        "other",
        "qwen-research",
        "LICENSE",
        (("hf:Qwen/Qwen2.5-3B", "merge"), ("hf:other/base", "merge")),
        ("dataset:tatsu-lab/alpaca",),
        ("image", "text"),
        licence_line=3,
        base_line=6,
    )


def test_claims_carry_their_line_and_the_label_as_written() -> None:
    card, _ = parse(CARD, "m/README.md")
    assert card is not None
    evidence = card.evidence("card", "m/README.md")
    assert evidence.claims == (
        Claim("qwen-research", "card", "m/README.md:3", "medium", label="other:qwen-research"),
    )  # a name is a hint that the linked file must confirm
    assert evidence.parents[0] == Edge("hf:Qwen/Qwen2.5-3B", "merge", "m/README.md:6")
    assert evidence.parents[-1].relation == "trained_on"


def test_windows_line_ends_and_a_mark_before_the_fence() -> None:
    card, _ = parse("\r\n---\r\nlicense: mit\r\n---\r\ntext", "README.md")
    assert card is not None
    assert (card.label, card.licence_line) == ("mit", 3)


@pytest.mark.parametrize(
    "text", ["", "# no front matter\n", "---\nlicense: mit\n", "--- license: mit ---", "---\n---\n"]
)
def test_no_front_matter_is_no_card(text: str) -> None:
    assert parse(text, "README.md") == (None, ())


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\nlicense: mit\nlicense: apache-2.0\n---\n", 3, "stands twice"),
        ("---\nlicense: [mit\nx: 1\n---\n", 3, "front matter: not valid YAML"),
        ("---\n- a\n- b\n---\n", 2, "front matter is not a mapping"),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\nc: *nobody\n---\n", 4, "front matter: not valid YAML"),
        ("---\n" + "a: " + "[" * 5000 + "\n---\n", 0, "front matter"),
        ("---\nbase_model: [" + ", ".join(f"a/{n}" for n in range(300)) + "]\n---\n", 2, "more than 256 entries"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(text: str, line: int, reason: str) -> None:
    _, problems = parse(text, "README.md")
    assert len(problems) == 1
    assert isinstance(problems[0], Problem)
    assert reason in problems[0].reason
    assert line in (0, problems[0].line)


@pytest.mark.parametrize(
    "data",
    [
        {"license": 5, "base_model": {"a": 1}, "datasets": 7, "base_model_relation": ["x"], "pipeline_tag": []},
        {"license": [None, {}], "base_model": [None], "license_name": 3, "datasets": {"a": 1}},
    ],
)
def test_wrong_types_say_nothing(data: dict[str, object]) -> None:
    assert from_metadata(data, [5, None, "base_model", "base_model:", "base_model:finetune:"]) == Card()


def test_tags_give_the_relation_that_the_card_leaves_open() -> None:
    card = from_metadata(
        {"base_model": "a/b"},
        ["base_model:a/b", "base_model:quantized:a/b", "license:mit", "dataset:x/y", "region:us"],
    )
    assert (card.label, card.bases, card.datasets) == ("mit", (("hf:a/b", "quantized"),), ("dataset:x/y",))


def test_a_relation_of_the_card_stays() -> None:
    assert from_metadata(
        {"base_model": "a/b", "base_model_relation": "adapter"}, ["base_model:finetune:a/b"]
    ).bases == (("hf:a/b", "adapter"),)


def test_a_relation_that_the_hub_does_not_know_is_unknown() -> None:
    assert from_metadata({"base_model": "a/b", "base_model_relation": "cousin"}, []).bases == (("hf:a/b", "unknown"),)


def test_several_licences_are_one_claim_of_medium_confidence() -> None:
    claims = from_metadata({"license": ["mit", "llama3.1"]}, []).evidence("card", "README.md").claims
    assert [(claim.expression, claim.confidence, claim.label) for claim in claims] == [
        ("mit AND llama3.1", "medium", "mit,llama3.1")
    ]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("org/name", "hf:org/name"),
        ("gpt2", "hf:gpt2"),
        (" https://huggingface.co/org/name/tree/main ", "hf:org/name"),
        ("hf.co/datasets/org/data", "dataset:org/data"),
        ("../base", "other:../base"),
        ("/models/llama", "other:/models/llama"),
        ("a/b/c", "other:a/b/c"),
        ("my own\nbase", "other:my own\\u000abase"),
    ],
)
def test_bases_are_canonical_or_carried_as_text(written: str, canonical: str) -> None:
    assert canonical_base(written) == canonical
