"""Which words in an import or in the name of a class say who runs the model. Data only, shared by all languages."""

from __future__ import annotations

__all__ = ["AI_PATHS", "AI_WORDS", "LIBRARIES"]

#: A word (lower case, letters and digits only) that occurs in an import, class or variable -> host id, or the
#: ecosystem of a library that loads weights itself (``hf``, ``ollama``, ``gguf``). The first that occurs wins.
LIBRARIES: tuple[tuple[str, str], ...] = (
    ("azure", "azure"),
    ("openrouter", "openrouter"),
    ("bedrock", "bedrock"),
    ("sagemaker", "sagemaker"),
    ("vertexai", "vertex"),
    ("googlevertex", "vertex"),
    ("googlecloudvertex", "vertex"),
    ("vertexanthropic", "vertex"),
    ("vertexgemini", "vertex"),
    ("togetherai", "together"),
    ("togetherclient", "together"),
    ("chattogether", "together"),
    ("fireworks", "fireworks"),
    ("groq", "groq"),
    ("cerebras", "cerebras"),
    ("deepinfra", "deepinfra"),
    ("deepseek", "deepseek"),
    ("perplexity", "perplexity"),
    ("replicate", "replicate"),
    ("nvidia", "nvidia"),
    ("ollama", "ollama"),
    ("openai", "openai"),
    ("anthropic", "anthropic"),
    ("claude", "anthropic"),
    ("gemini", "google"),
    ("generativeai", "google"),
    ("googleai", "google"),
    ("googlegenai", "google"),
    ("genai", "google"),
    ("mistral", "mistral"),
    ("cohere", "cohere"),
    ("voyage", "voyage"),
    ("xai", "xai"),
    ("workersai", "cloudflare"),
    ("falai", "fal"),
    ("lmstudio", "local"),
    ("watsonx", "watsonx"),
    ("elevenlabs", "elevenlabs"),
    ("deepgram", "deepgram"),
    ("hfinference", "huggingface"),
    ("inferenceclient", "huggingface"),
    ("huggingfaceinference", "huggingface"),
    ("llamacpp", "gguf"),
    ("transformers", "hf"),
    ("huggingface", "hf"),
    ("hfhub", "hf"),
    ("candle", "hf"),
    ("bumblebee", "hf"),
    ("informers", "hf"),
    ("fastembed", "hf"),
    ("whisperkit", "hf"),
    ("mlxllm", "hf"),
    ("mlxlm", "hf"),
    ("mlxvlm", "hf"),
)

#: Any of these in the imports or class names makes the file one that works with models.
AI_WORDS = (
    "openai", "anthropic", "claude", "gemini", "generativeai", "genai", "ollama", "mistral", "cohere", "bedrock",
    "vertex", "huggingface", "transformers", "langchain", "llamaindex", "llamaparse", "aisdk", "groq", "openrouter",
    "replicate", "bumblebee", "candle", "hfhub", "mlx", "whisper", "fastembed", "informers", "llphant", "prism",
    "rubyllm", "semantickernel", "springframeworkai", "springai", "autogen", "llama", "webllm", "mlcllm", "deepseek",
    "xai", "perplexity", "together", "fireworks", "azureai", "genkit", "mastra", "reqllm", "instructor", "embedding",
    "langgraph", "llm", "koog", "djl", "onnx", "sentencetransformers", "agents", "extensionsai", "cerebras",
    "sagemaker", "deepgram", "elevenlabs", "falai", "assemblyai", "voyageai", "workersai", "cartesia", "kokoro",
)  # fmt: skip

#: Ends of addresses that only a service of models has.
AI_PATHS = (
    "chat/completions", "v1/messages", "generateContent", "images/generations", "v1/embeddings", "/api/generate",
)  # fmt: skip
