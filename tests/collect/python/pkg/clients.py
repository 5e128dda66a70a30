import os
import subprocess

import requests
import tensorflow_hub as hub
from anthropic import AnthropicBedrock
from crewai import LLM
from langchain.chat_models import init_chat_model
from langchain_openai import AzureChatOpenAI, ChatOpenAI
from litellm import completion
from openai import OpenAI

groq = OpenAI(base_url="https://api.groq.com/openai/v1")
groq.chat.completions.create(model="llama-3.3-70b-versatile", messages=[])
here = OpenAI(base_url="http://localhost:8000/v1")
here.chat.completions.create(model="acme/served-7b", messages=[])
OpenAI().chat.completions.create(model="gpt-4o", messages=[])
AnthropicBedrock().messages.create(model="us.anthropic.claude-3-7-sonnet-20250219-v1:0", max_tokens=9)
ChatOpenAI(model="deepseek/deepseek-chat", base_url="https://openrouter.ai/api/v1")
AzureChatOpenAI(azure_deployment="our-gpt4")
completion(model="together_ai/meta-llama/Llama-3-8b-chat-hf", messages=[])
LLM(model="ollama/llama3.1:8b")
init_chat_model("claude-3-5-haiku-latest", model_provider="anthropic")
PRICES = {"gpt-4o": {"input_cost": 2.5}, "gpt-4o-mini": {"input_cost": 0.15}}
os.system("vllm serve acme/by-os-system")
subprocess.run(["ollama", "pull", "llama3.1:8b"])
requests.post("http://localhost:11434/api/generate", json={"model": "phi3", "prompt": "hello"})
hub.load("https://tfhub.dev/google/universal-sentence-encoder/4")
