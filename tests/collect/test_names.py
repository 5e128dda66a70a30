"""Canonical names: one string in, the publisher's name out."""

from __future__ import annotations

import pytest

from smallprint.collect.names import (
    canonical,
    guess,
    identify,
    looks_like_hub_id,
    looks_like_model,
    reference,
    scope_of,
)
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.urls import host_of_url, parse_hub_url
from smallprint.model import Place

GUESSES = {
    "gpt-4o": "api:openai/gpt-4o",
    "openai/gpt-4o": "api:openai/gpt-4o",
    "openai/gpt-oss-20b": "hf:openai/gpt-oss-20b",
    "openai:chat:gpt-4o": "api:openai/gpt-4o",
    "o3-mini": "api:openai/o3-mini",
    "google/gemma-2-9b-it": "hf:google/gemma-2-9b-it",
    "google/gemini-2.5-flash": "api:google/gemini-2.5-flash",
    "models/gemini-1.5-pro": "api:google/gemini-1.5-pro",
    "mistralai/Devstral-Small-2505": "hf:mistralai/Devstral-Small-2505",
    "devstral-small-2505": "api:mistral/devstral-small-2505",
    "meta-llama/Llama-3.1-8B": "hf:meta-llama/Llama-3.1-8B",
    "llama3": "ollama:llama3",
    "llama3.2:1b": "ollama:llama3.2:1b",
    "mistral:latest": "ollama:mistral:latest",
    "ollama/llama3.1:8b": "ollama:llama3.1:8b",
    "hf.co/bartowski/Llama-3.2-GGUF:Q4_K_M": "hf:bartowski/Llama-3.2-GGUF",
    "together_ai/meta-llama/Llama-3-8b": "api:together/meta-llama/Llama-3-8b",
    "deepseek/deepseek-r1-0528:free": "api:openrouter/deepseek/deepseek-r1-0528:free",
    "eu.anthropic.claude-sonnet-4-5-20250929-v1:0": "api:bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/converse/us.amazon.nova-lite-v1:0": "api:bedrock/amazon.nova-lite-v1:0",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2": "api:bedrock/anthropic.claude-v2",
    "llama-3.3-70b-versatile": "api:groq/llama-3.3-70b-versatile",
    "accounts/fireworks/models/llama-v3p1-8b": "api:fireworks/accounts/fireworks/models/llama-v3p1-8b",
    "all-MiniLM-L6-v2": "hf:sentence-transformers/all-MiniLM-L6-v2",
    "bert-base-uncased": "hf:bert-base-uncased",
    "ViT-L-14/openai": "open_clip:ViT-L-14/openai",
    "models/tiny.Q4_K_M.gguf": "gguf:tiny.Q4_K_M.gguf",
    "en_core_web_sm-3.8.0": "spacy:en_core_web_sm",
    "https://huggingface.co/acme/tiny/resolve/main/model.bin": "hf:acme/tiny",
    "hf://acme/tiny": "hf:acme/tiny",
}
NO_MODELS = ["application/json", "Europe/Berlin", "path/to/model", "your-org/your-model", "${MODEL}", "<model>", "x",
             "{{ model }}", "postgres:latest", "data/train.json", "a sentence about gpt-4", "openai.GPT4o", "cuda:0",
             "actions/checkout@v4", "text/plain", "https://huggingface.co/spaces/a/b", "", "none"]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), GUESSES.items())
def test_guess(text: str, name: str) -> None:
    found = guess(text)
    assert found is not None
    assert found.canonical == name
    assert found.canonical.startswith(f"{found.kind}:") or found.kind == "other"


@pytest.mark.parametrize("text", NO_MODELS)
def test_what_is_no_model(text: str) -> None:
    assert guess(text) is None
    assert not looks_like_model(text)


@pytest.mark.parametrize(
    ("text", "ecosystem", "host", "name"),
    [
        ("tiny", "whisper", "", "other:whisper/tiny"),
        ("large-v3", "faster-whisper", "", "hf:Systran/faster-whisper-large-v3"),
        ("all-mpnet-base-v2", "sentence-transformers", "", "hf:sentence-transformers/all-mpnet-base-v2"),
        ("BAAI/bge-m3", "sentence-transformers", "", "hf:BAAI/bge-m3"),
        ("pythia-70m", "transformer-lens", "", "hf:EleutherAI/pythia-70m"),
        ("resnet50", "torchvision", "", "torchvision:resnet50"),
        ("command", "api", "cohere", "api:cohere/command"),
        ("acme/tiny", "api", "groq", "api:groq/acme/tiny"),
        ("acme/tiny", "api", "huggingface", "hf:acme/tiny"),
        ("REMOTE:acme/rows", "dataset", "", "dataset:acme/rows"),
        ("owner/name:abc", "api", "replicate", "api:replicate/owner/name"),
    ],
)
def test_ecosystems(text: str, ecosystem: str, host: str, name: str) -> None:
    assert canonical(text, ecosystem, host) == name


def test_the_host_is_not_the_publisher() -> None:
    assert identify("openai/gpt-4o", "api", "openai").canonical == "api:openai/gpt-4o"
    assert identify("global.anthropic.claude-opus-4-6-v1", "bedrock").region == "global"
    assert identify("acme/tiny@abc123", "hf") == ("hf", "hf:acme/tiny", "", "abc123", "")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://api.groq.com/openai/v1", "groq"),
        ("http://localhost:11434/v1", "ollama"),
        ("http://ollama:80", "ollama"),
        ("http://127.0.0.1:8000/v1", "local"),
        ("http://vllm.default.svc:8000", "local"),
        ("https://acme.openai.azure.com/", "azure"),
        ("https://us-central1-aiplatform.googleapis.com", "vertex"),
        ("https://bedrock-runtime.eu-west-1.amazonaws.com", "bedrock"),
        ("https://api.groq.com.evil.example/v1", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_host_of_url(url: str, host: str) -> None:
    assert host_of_url(url) == host


def test_hub_urls() -> None:
    file = parse_hub_url("https://huggingface.co/acme/tiny/resolve/v2/a/model.gguf?download=true")
    assert file == ("hf", "acme/tiny", "v2", "a/model.gguf")
    assert parse_hub_url("https://huggingface.co/datasets/acme/rows/tree/main") == ("dataset", "acme/rows", "", "")
    assert parse_hub_url("https://huggingface.co/docs/transformers") is None
    assert parse_hub_url("https://example.com/acme/tiny") is None


@pytest.mark.parametrize(
    "text", ["<your-model>", "${X}", "{{ x }}", "your-org/model", "my-model", "", "path/to/it", "%s"]
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


def test_hub_ids_are_no_paths() -> None:
    assert looks_like_hub_id("acme/tiny")
    assert not any(looks_like_hub_id(text) for text in ("./a/b", "a/b/c", "src/main.py", "12/34", "a/..", "data/x"))


def test_scope() -> None:
    assert scope_of("tests/a.py") == "test"
    assert scope_of("src/test_a.py") == "test"
    assert scope_of("docs/a.md") == "docs"
    assert scope_of("examples/x/a.py") == "example"
    assert scope_of("examples/x/tests/a.py") == "test"
    assert scope_of("src/latest/a.py") == ""


def test_reference_says_who_runs_it() -> None:
    found = reference("gpt-4o", "auto", Place("a.py", 1), "x")
    assert (found.host, found.access, found.location) == ("openai", "proprietary_api", "provider")
    assert reference("llama-3.3-70b-versatile", "auto", Place("a.py", 1), "x").location == "managed_open_host"
