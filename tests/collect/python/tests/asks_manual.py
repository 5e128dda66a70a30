"""Tests that somebody runs by hand, with keys of the environment."""
import loader


def check_llm_answer(model):
    assert loader.load(model).invoke("h")


def test_one(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", read_key())
    check_llm_answer("gpt-4.1-nano")


def test_two(monkeypatch):
    monkeypatch.setattr(loader, "load", lambda model: FAKE)
    check_llm_answer("gpt-4o-mini")
