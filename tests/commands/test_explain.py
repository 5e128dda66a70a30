"""``smallprint explain MODEL``: who says which licence, what it comes from, and what to ask next."""

from __future__ import annotations

import pytest

from smallprint.database import Database
from smallprint.explain import describe


@pytest.fixture(scope="module")
def data() -> Database:
    return Database.open()


def told(name: str, data: Database, as_of: str = "") -> str:
    found = describe(name, data, as_of)
    assert found is not None
    return found.text()


def test_lineage_is_followed_with_the_licence_of_each_step(data: Database) -> None:
    lines = told("unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF", data).splitlines()
    steps = [line for line in lines if line.lstrip().startswith(("quantized", "finetune", "distilled"))]
    assert [line[: line.index(",")] for line in steps] == [
        "  quantized   hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B (mit",
        "    finetune    hf:meta-llama/Llama-3.1-8B (llama3.1",
        "    distilled   hf:deepseek-ai/DeepSeek-R1 (mit",
    ]


def test_two_licences_at_once_have_two_places_to_read_on(data: Database) -> None:
    text = told("nvidia/Llama-3_3-Nemotron-Super-49B-v1", data)
    assert "Its terms: smallprint explain nvidia-open-model-license\n" in text
    assert "Its terms: smallprint explain llama3.3\n" in text


def test_a_label_that_nobody_holds_is_shown_and_leads_nowhere(data: Database) -> None:
    text = " ".join(told("MiniMaxAI/MiniMax-M3", data).split())
    assert "unknown catalogue (high, 2026-10): labelled minimax-community;" in text
    assert "Its terms" not in text


def test_no_licence_is_said_in_words(data: Database) -> None:
    text = told("someone/my-mistral-7b-lora", data)
    assert "none: nobody says under which licence it is" in text
    assert "hf:mistralai/Mistral-7B-v0.1 (apache-2.0, low: the name mentions" in text


def test_a_day_selects_what_was_in_force(data: Database) -> None:
    assert "microsoft-research-license" in told("microsoft/phi-2", data, "2023-12-20")
    assert "  mit " in told("microsoft/phi-2", data)


def test_the_end_of_an_api_model_has_a_heading(data: Database) -> None:
    assert "\nRetirement\n  retires       2026-04-20\n" in told("api:anthropic/claude-3-haiku-20240307", data)


def test_a_step_that_two_sources_state_is_shown_once(data: Database) -> None:
    text = told("dataset:HuggingFaceH4/ultrachat_200k", data)
    assert text.count("api:openai/gpt-3.5-turbo (") == 1


def test_a_circle_ends(data: Database) -> None:
    for (name,) in data.connection.execute("SELECT id FROM catalogue_node WHERE key LIKE 'hf:%' LIMIT 400").fetchall():
        assert len(told(name, data)) < 200_000
