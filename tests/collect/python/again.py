from mem0 import Memory
from transformers import AutoModelForCausalLM

memory = Memory.from_config(
    {"embedder": {"provider": "openai", "config": {"model": "text-embedding-3-large", "embedding_dims": 8}}}
)
known = {"embedder": {"model": "text-embedding-3-small", "embedding_dims": 8}}
name = "acme/base-7b"
model = AutoModelForCausalLM.from_pretrained(name)
folder = "small_llama"
model.save_pretrained(folder)
name = "small_llama"
AutoModelForCausalLM.from_pretrained(name)
