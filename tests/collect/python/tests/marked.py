"""Some tests of a file ask the service, the others replace it."""
import openai
import pytest


@pytest.mark.openai
def test_asks():
    answer = openai.OpenAI().chat.completions.create(model="gpt-4.1", messages=[])
    assert answer


def test_replaces(monkeypatch):
    monkeypatch.setenv("OPENAI_MODEL", "gpt-4o")
    client = Client(model="gpt-4o-mini")
    assert client.model == "gpt-4o-mini"


def test_compares():
    assert build(openai.OpenAI()) == openai.OpenAI().chat.completions.create(model="gpt-4-turbo", messages=[])
