from unittest.mock import MagicMock, patch

from openai import OpenAI
from transformers import AutoModel


@patch("openai.OpenAI")
def test_answer(fake):
    AutoModel.from_pretrained("acme/tiny-random")
    answer = OpenAI().chat.completions.create(model="gpt-4o")
    assert answer.model == "gpt-4o-2024-08-06"
    assert MagicMock()
