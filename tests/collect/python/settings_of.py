"""Settings of programs: with prices beside them, with a purpose behind, local ones; a card of a model; shown text."""
import argparse
import os

import replicate

WHISPER = argparse.ArgumentParser(epilog="run.py --whisper-model medium --workers 8")
ENV = {
    "LLM_MODEL": "llama3.1:8b",
    "EMBEDDING_DIMENSIONS": "768",
    "CONTEXT_LENGTH": os.getenv("CONTEXT_LENGTH", "4096"),
}
CARD = {"model": "gpt-4.1", "dimensions": 768, "name": "x"}
DEFAULT_MODEL_FOR_SUMMARY = "acme/llama-7b"
LOCAL_CHAT_MODEL = "ollama/llama3.1:8b"
OLD_CHAT_MODEL = "gpt-3.5-turbo"
LOCAL_MODEL = "acme/llama-merged"


class AgentSettings:
    coding_local: str = "qwen3:8b"
    writing_local: str = "qwen3:14b"
    planning_local: str = "qwen3:32b"


class Names:
    first = "gpt-4o"
    second = "gpt-4o-mini"
    third = "gpt-4.1"


model = "acme-video/gen4-own"
output = replicate_run(model, {"prompt": "a"})
yamnet_url = load(model_url="https://tfhub.dev/google/yamnet/1")
lm = Embedder(model="acme/embed-GGUF/embed.Q2_K")
plus = client(model="qwen3.6-max-preview")
CHAT_MODEL = os.getenv("CHAT_MODEL", "Mistral-Large-3")
HEARD_MODEL = os.getenv("DEEPGRAM_MODEL", "acme-ears")
size_model = None
whisper_model = size_model or "large-v3"
