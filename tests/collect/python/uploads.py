"""What a file's own function uploads, folders below others, providers that are no models, and families of Ollama."""
from pathlib import Path

import ollama
from huggingface_hub import HfApi
from peft import PeftModel
from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion, OpenAIChatCompletion

api = HfApi()
BASE = Path("models")
ADAPTER = BASE / "own" / "qwen25_lora"
WEIGHTS = BASE / "acme-7b.Q4_K_M.gguf"


def up(path, repo):
    api.upload_file(path_or_fileobj=path, path_in_repo=path, repo_id=repo)


up("README.md", "acme/qwen-own-7b")
model = PeftModel.from_pretrained(base, str(ADAPTER))
first = OpenAIChatCompletion("gpt-3.5-turbo", key, org)
second = AzureChatCompletion("acme-deployment", endpoint, key)


def chain(model: str = "exaone", other_model: str = "solaris-path", third_model="phishing"):
    return ollama.chat(model=model)
