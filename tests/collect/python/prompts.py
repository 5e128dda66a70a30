from langchain import hub
from langchain_ollama import ChatOllama
from langsmith import Client

PREFIX_LLM = "llm:"
STUBS = "acme-llama/llama.pyi"
react = hub.pull("acme/react-chat")
answer = Client().pull_prompt("acme/rag-prompt-llama3")
chat = ChatOllama(model="llama3.2:3b")


def cached(embedder, cache_dir="artifact/embeddings_cache"):
    return embedder, cache_dir
