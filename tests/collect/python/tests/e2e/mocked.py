from unittest.mock import patch

TEST_MODEL = "gpt-4o-mini"


def test_answers():
    with patch("acme.Client") as client:
        assert client.ask(model=TEST_MODEL)
