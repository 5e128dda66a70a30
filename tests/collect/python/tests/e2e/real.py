from unittest.mock import Mock

from langchain_openai import ChatOpenAI


def test_answers():
    assert ChatOpenAI(model="gpt-4o").invoke("2 + 2?")


def test_refuses():
    llm = Mock(ChatOpenAI(model="gpt-4o-mini"))
    assert llm
