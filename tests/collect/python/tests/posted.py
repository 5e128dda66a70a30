"""A script that asks a server on this machine with a key made up for it."""
import requests

TOKEN = "sk-test-acme"

if __name__ == "__main__":
    answer = requests.post("http://localhost:8000/v1/chat/completions", json={"model": "gpt-3.5-turbo", "messages": []})
    assert answer.ok
