import os

import pytest


@pytest.mark.anthropic
def test_answers():
    made = AcmeService(api_key=os.getenv("ANTHROPIC_API_KEY"), model="claude-sonnet-4-5")
    assert made.ask("2 + 2?")
