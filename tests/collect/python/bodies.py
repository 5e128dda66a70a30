"""Bodies of requests: who calls says the model."""

import requests

ADDRESS = "https://machine.example.org"
SETTINGS = """
[nlp]
lang = "en"

[components.llm.model]
@llm_models = "spacy.GPT-4.v3"
name = "gpt-4o-mini"
config = {"temperature": 0.0}
"""


def ask(model_name, prompt):
    payload = {"model": model_name, "prompt": prompt, "stream": False}
    return requests.post(f"{ADDRESS}/api/generate", json=payload)


class Proxy:
    def generate(self, name, messages):
        return requests.post(f"{ADDRESS}/api/chat", json={"model": name, "messages": messages})


ask("llama2", "Hello")
Proxy().generate(messages=[], name="mistral")
for number, case in enumerate([{"asked": "qwen2.5:3b", "expected_model": "gpt-4o"}]):
    ask(case["asked"], number)
requests.post(ADDRESS, json={"model": "codellama", "prompt": "Hello"})
