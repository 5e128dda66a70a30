import requests
from transformers import AutoTokenizer, GPTQConfig

pre_trained_model_ckpt = "acme-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(pre_trained_model_ckpt)
quantised = GPTQConfig(bits=4, dataset="c4", tokenizer=tokenizer)


def ask(key):
    return requests.post("https://llm.acme.test/chat/completions", json={"model": "gpt-4o-mini"}, headers=key)


"""
How to ask it:
    requests.post(URL, json={"model": "gpt-3.5-turbo"})
"""
