import subprocess

import cohere
import pandas as pd
import requests
import voyageai
from decouple import config
from trl import GRPOTrainer

KEY = config("KEY")
CHAT_MODEL = config("CHAT_MODEL", default="gpt-4o-mini")
rows = pd.read_parquet("hf://datasets/acme/tickets/data/train-*.parquet")
requests.post(f"https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key={KEY}")
requests.post("https://acme.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=1")
API_URL = "https://api-inference.huggingface.co/models/acme/summary"
print("see https://api-inference.huggingface.co/models/acme/printed")
words = ["vllm", "serve", "acme/served-7b"]
subprocess.run(words + ["--port", "8000"])
image.run_commands("huggingface-cli download acme/baked-7b", "echo done")
trainer = GRPOTrainer(model="acme/policy", reward_funcs="acme/reward")
vectors, ranks = voyageai.Client(), cohere.Client()
vectors.embed(rows, model="voyage-3")
own = voyageai.Client()
own.embed(rows, model="voyage-3-lite")
embed_model = "local:acme/embedder"
