"""Typed constants that stand for a model, in languages other than Python. Data only.

Most constants are their model's id in another spelling (``GPT_4_O_MINI``, ``GPT4oMini``, ``ChatModelGPT4oMini``): for
those the list of ids is enough, and letters and digits are compared. The tables hold the rest.
"""

from __future__ import annotations

__all__ = ["API_IDS", "CLASSES", "IRREGULAR", "OWNED"]

#: Ids of API models that libraries define constants for. A date at the end of a constant is added by rule.
API_IDS: frozenset[str] = frozenset(  # one word each, so that a line takes a dozen
    (  # noqa: SIM905
        "amazon.nova-canvas-v1:0 amazon.nova-lite-v1:0 amazon.nova-micro-v1:0 amazon.nova-pro-v1:0 "
        "amazon.nova-reel-v1:0 amazon.nova-reel-v1:1 amazon.nova-sonic-v1:0 amazon.rerank-v1:0 "
        "amazon.titan-embed-image-v1 amazon.titan-embed-text-v1 amazon.titan-embed-text-v2:0 babbage-002 "
        "chatgpt-4o-latest chatgpt-image-latest claude-2.0 claude-2.1 claude-3-5-haiku-latest claude-3-5-sonnet-latest "
        "claude-3-7-sonnet-latest claude-3-haiku-20240307 claude-3-opus-20240229 claude-3-opus-latest "
        "claude-3-sonnet-20240229 claude-fable-5 claude-haiku-4-5 claude-instant-1.2 claude-mythos-5 "
        "claude-mythos-preview claude-opus-4-0 claude-opus-4-1 claude-opus-4-5 claude-opus-4-6 claude-opus-4-7 "
        "claude-opus-4-8 claude-sonnet-4-0 claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5 code-cushman-001 "
        "code-davinci-001 code-davinci-002 codestral-embed codestral-latest codestral-mamba-latest "
        "cohere.embed-english-v3 cohere.embed-multilingual-v3 cohere.rerank-v3-5:0 command command-a-03-2025 "
        "command-a-plus-05-2026 command-a-reasoning-08-2025 command-a-translate-08-2025 command-a-vision-07-2025 "
        "command-light command-light-nightly command-nightly command-r command-r-08-2024 command-r-plus "
        "command-r-plus-08-2024 command-r7b-12-2024 computer-use-preview dall-e-2 dall-e-3 davinci-002 deepseek-chat "
        "deepseek-coder deepseek-reasoner deepseek-v4-flash deepseek-v4-pro devstral-small-latest "
        "embed-english-light-v3.0 embed-english-v3.0 embed-multilingual-light-v3.0 embed-multilingual-v3.0 embed-v4.0 "
        "embedding-001 gemini-1.0-pro gemini-1.5-flash gemini-1.5-flash-002 gemini-1.5-flash-8b "
        "gemini-1.5-flash-8b-001 gemini-1.5-flash-latest gemini-1.5-pro gemini-1.5-pro-002 gemini-1.5-pro-latest "
        "gemini-2.0-flash gemini-2.0-flash-001 gemini-2.0-flash-exp gemini-2.0-flash-lite gemini-2.0-flash-lite-001 "
        "gemini-2.0-flash-thinking-exp gemini-2.0-pro-exp-02-05 gemini-2.5-flash gemini-2.5-flash-image "
        "gemini-2.5-flash-lite gemini-2.5-flash-preview-04-17 gemini-2.5-pro gemini-2.5-pro-exp-03-25 "
        "gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 gemini-2.5-pro-preview-06-05 gemini-3-flash-preview "
        "gemini-3-pro-image gemini-3-pro-preview gemini-3.0-flash gemini-3.1-flash-image gemini-3.1-flash-lite "
        "gemini-3.1-flash-lite-image gemini-3.1-flash-lite-preview gemini-3.1-pro-preview gemini-3.5-flash "
        "gemini-3.5-flash-lite gemini-3.6-flash gemini-embedding-001 gemini-pro gemini-pro-vision gemma-7b-it "
        "gemma2-9b-it glm-4.5 glm-4.5-air glm-4.5-airx glm-4.5v glm-4.6 glm-4.6-air gpt-3.5-turbo gpt-3.5-turbo-0125 "
        "gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-1106 gpt-3.5-turbo-16k gpt-3.5-turbo-16k-0613 "
        "gpt-3.5-turbo-instruct gpt-35-turbo gpt-35-turbo-0301 gpt-35-turbo-0613 gpt-35-turbo-1106 gpt-35-turbo-16k "
        "gpt-35-turbo-16k-0613 gpt-35-turbo-instruct gpt-35-turbo-instruct-0914 gpt-4 gpt-4-0125-preview gpt-4-0314 "
        "gpt-4-0613 gpt-4-1106-preview gpt-4-1106-vision-preview gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613 gpt-4-turbo "
        "gpt-4-turbo-preview gpt-4-vision-preview gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4.5-preview gpt-4o "
        "gpt-4o-audio-preview gpt-4o-mini gpt-4o-mini-audio-preview gpt-4o-mini-realtime-preview "
        "gpt-4o-mini-search-preview gpt-4o-mini-transcribe gpt-4o-mini-tts gpt-4o-realtime-preview "
        "gpt-4o-search-preview gpt-4o-transcribe gpt-4o-transcribe-diarize gpt-5 gpt-5-chat gpt-5-chat-latest "
        "gpt-5-codex gpt-5-mini gpt-5-nano gpt-5-pro gpt-5.1 gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-max "
        "gpt-5.1-codex-mini gpt-5.1-mini gpt-5.2 gpt-5.2-chat-latest gpt-5.2-codex gpt-5.2-pro gpt-5.3-chat-latest "
        "gpt-5.3-codex gpt-5.3-codex-spark gpt-5.3-instant gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.4-pro gpt-5.5 "
        "gpt-5.5-pro gpt-5.6 gpt-5.6-cyber gpt-5.6-luna gpt-5.6-sol gpt-5.6-terra gpt-audio gpt-audio-1.5 "
        "gpt-audio-mini gpt-image-1 gpt-image-1-mini gpt-image-1.5 gpt-image-2 gpt-live-transcribe gpt-realtime "
        "gpt-realtime-1.5 gpt-realtime-2 gpt-realtime-2.1 gpt-realtime-2.1-mini gpt-realtime-mini gpt-realtime-whisper "
        "gpt-daybreak-blue-latest gpt-daybreak-red-latest gpt-transcribe "
        "grok-2 grok-2-1212 grok-2-image-1212 grok-2-vision grok-2-vision-1212 grok-3 grok-3-fast grok-3-mini "
        "grok-3-mini-fast grok-4-0709 grok-4.3 grok-beta grok-code-fast-1 grok-imagine-image grok-imagine-image-pro "
        "imagen-3.0-generate-002 jamba-1.5-large jamba-1.5-mini jina-reranker-v1-base-en llama-3.1-70b-versatile "
        "llama-3.1-8b-instant llama-3.2-11b-vision-preview llama-3.2-1b-preview llama-3.2-3b-preview "
        "llama-3.2-90b-vision-preview llama-3.3-70b-versatile llama3-70b-8192 llama3-8b-8192 luma.ray-v2:0 "
        "magistral-medium-latest magistral-small-latest meta.llama3-1-70b-instruct-v1:0 meta.llama3-1-8b-instruct-v1:0 "
        "meta.llama3-70b-instruct-v1:0 meta.llama3-8b-instruct-v1:0 ministral-3b-latest ministral-8b-latest "
        "mistral-embed mistral-large-latest mistral-medium mistral-medium-latest mistral-moderation-latest "
        "mistral-ocr-latest mistral-small-2603 mistral-small-latest mistral-tiny mistral.mistral-7b-instruct-v0:2 "
        "mistral.mistral-large-2402-v1:0 mistral.mistral-small-2402-v1:0 mistral.mixtral-8x7b-instruct-v0:1 "
        "mixtral-8x7b-32768 moonshot-v1-128k moonshot-v1-32k moonshot-v1-8k multimodalembedding o1 o1-mini o1-preview "
        "o1-pro o3 o3-deep-research o3-mini o3-pro o4-mini o4-mini-deep-research omni-moderation-latest "
        "open-mistral-7b open-mistral-nemo open-mixtral-8x22b open-mixtral-8x7b openai.gpt-oss-120b pixtral-12b "
        "pixtral-12b-2409 pixtral-large-latest sonar sonar-deep-research sonar-pro sonar-reasoning sonar-reasoning-pro "
        "sora-2 sora-2-pro stability.sd3-5-large-v1:0 stability.stable-image-core-v1:1 "
        "stability.stable-image-ultra-v1:1 text-ada-001 text-babbage-001 text-curie-001 text-davinci-001 "
        "text-davinci-002 text-davinci-003 text-embedding-004 text-embedding-3-large text-embedding-3-small "
        "text-embedding-ada-002 text-moderation-001 text-moderation-007 text-moderation-latest text-moderation-stable "
        "text-multilingual-embedding-002 textembedding-gecko-multilingual@001 textembedding-gecko@001 "
        "textembedding-gecko@002 textembedding-gecko@003 tts-1 tts-1-1106 tts-1-hd tts-1-hd-1106 "
        "twelvelabs.pegasus-1-2-v1:0 voyage-3 voyage-3-large voyage-3-lite voyage-3.5 voyage-code-2 voyage-code-3 "
        "voyage-finance-2 voyage-law-2 voyage-multilingual-2 whisper-1 "
    ).split()
)

#: Spring AI Alibaba: ``DashScopeApi`` (1.0) and ``DashScopeModel`` (1.1) hold the same constants.
_DASHSCOPE_CHAT = {
    name: f"alibaba {model}"
    for name, model in {
        "DEEPSEEK_R1": "deepseek-r1",
        "DEEPSEEK_V3": "deepseek-v3",
        "DEEPSEEK_V3_1": "deepseek-v3.1",
        "GLM_4_6": "glm-4.6",
        "KIMI_K2": "Moonshot-Kimi-K2-Instruct",
        "QVQ_MAX": "qvq-max",
        "QWEN2_5_OMNI_7B": "qwen2.5-omni-7b",
        "QWEN3_MAX": "qwen3-max",
        "QWEN3_OMNI_FLASH": "qwen3-omni-flash",
        "QWEN3_VL_PLUS": "qwen3-vl-plus",
        "QWEN_3_32B": "qwq-32b",
        "QWEN_CODER_PLUS": "qwen3-coder-plus",
        "QWEN_FLASH": "qwen-flash",
        "QWEN_LONG": "qwen-long",
        "QWEN_MATH_PLUS": "qwen-math-plus",
        "QWEN_MAX": "qwen-max",
        "QWEN_MAX_LONGCONTEXT": "qwen-max-longcontext",
        "QWEN_OMNI_FLASH": "qwen-omni-flash",
        "QWEN_OMNI_TURBO": "qwen-omni-turbo",
        "QWEN_PLUS": "qwen-plus",
        "QWEN_TURBO": "qwen-turbo",
        "QWEN_VL_MAX": "qwen-vl-max",
        "QWEN_VL_OCR": "qwen-vl-ocr",
        "QWQ_PLUS": "qwq-plus",
    }.items()
}
_DASHSCOPE_EMBEDDING = {f"EMBEDDING_V{number}": f"alibaba text-embedding-v{number}" for number in range(1, 5)}

#: Owner (the last one or two parts of its name) -> constant -> ecosystem and id, where it does not spell the id.
OWNED: dict[str, dict[str, str]] = {
    # Spring AI
    "OllamaModel": {
        "CODELLAMA": "ollama codellama",
        "DOLPHIN_PHI": "ollama dolphin-phi",
        "GEMMA": "ollama gemma",
        "GEMMA3": "ollama gemma3",
        "LLAMA2": "ollama llama2",
        "LLAMA2_UNCENSORED": "ollama llama2-uncensored",
        "LLAMA3": "ollama llama3",
        "LLAMA3_1": "ollama llama3.1",
        "LLAMA3_2": "ollama llama3.2",
        "LLAMA3_2_1B": "ollama llama3.2:1b",
        "LLAMA3_2_3B": "ollama llama3.2:3b",
        "LLAMA3_2_VISION_11b": "ollama llama3.2-vision",
        "LLAMA3_2_VISION_90b": "ollama llama3.2-vision:90b",
        "LLAVA": "ollama llava",
        "MISTRAL": "ollama mistral",
        "MISTRAL_NEMO": "ollama mistral-nemo",
        "MOONDREAM": "ollama moondream",
        "MXBAI_EMBED_LARGE": "ollama mxbai-embed-large",
        "NEURAL_CHAT": "ollama neural-chat",
        "NOMIC_EMBED_TEXT": "ollama nomic-embed-text",
        "ORCA_MINI": "ollama orca-mini",
        "PHI": "ollama phi",
        "PHI3": "ollama phi3",
        "QWEN_2_5_3B": "ollama qwen2.5:3b",
        "QWEN_2_5_7B": "ollama qwen2.5",
        "QWEN2_5_VL": "ollama qwen2.5vl",
        "QWEN3_1_7B": "ollama qwen3:1.7b",
        "QWEN3_4B_THINKING": "ollama qwen3:4b-thinking",
        "QWEN3_7B": "ollama qwen3:7b",
        "QWEN3_EMBED_8B": "ollama qwen3-embedding:8b",
        "QWEN_3_06B": "ollama qwen3:0.6b",
        "QWEN_3_1_7_B": "ollama qwen3:1.7b",
        "QWEN3_4B": "ollama qwen3:4b",
        "QWEN_3_4B": "ollama qwen3:4b",
        "QWEN_3_8B": "ollama qwen3:8b",
        "QWQ": "ollama qwq",
        "STARLING_LM": "ollama starling-lm",
    },
    "MistralAiApi.ChatModel": {
        "LARGE": "mistral mistral-large-latest",
        "MINISTRAL_14B": "mistral ministral-14b-latest",
        "MINISTRAL_3B": "mistral ministral-3b-latest",
        "MINISTRAL_8B": "mistral ministral-8b-latest",
        "MISTRAL_MEDIUM": "mistral mistral-medium-latest",
        "SMALL": "mistral mistral-small-latest",
    },
    "MistralAiApi.EmbeddingModel": {"EMBED": "mistral mistral-embed"},
    "DashScopeApi.ChatModel": _DASHSCOPE_CHAT,
    "DashScopeModel.ChatModel": _DASHSCOPE_CHAT,
    "DashScopeApi.EmbeddingModel": _DASHSCOPE_EMBEDDING,
    "DashScopeModel.EmbeddingModel": _DASHSCOPE_EMBEDDING,
    # Koog
    "AnthropicModels": {
        "Haiku_3": "anthropic claude-3-haiku-20240307",
        "Haiku_3_5": "anthropic claude-3-5-haiku-latest",
        "Haiku_4_5": "anthropic claude-haiku-4-5",
        "Opus_3": "anthropic claude-3-opus-20240229",
        "Opus_4": "anthropic claude-opus-4-0",
        "Opus_4_1": "anthropic claude-opus-4-1",
        "Opus_4_5": "anthropic claude-opus-4-5",
        "Sonnet_3_5": "anthropic claude-3-5-sonnet-latest",
        "Sonnet_3_7": "anthropic claude-3-7-sonnet-latest",
        "Sonnet_4": "anthropic claude-sonnet-4-0",
        "Sonnet_4_5": "anthropic claude-sonnet-4-5",
    },
    "OllamaModels.Meta": {
        "LLAMA_3_2": "ollama llama3.2",
        "LLAMA_3_2_3B": "ollama llama3.2:3b",
        "LLAMA_4": "ollama llama4:latest",
        "LLAMA_4_SCOUT": "ollama llama4:latest",
    },
    "OllamaModels.Alibaba": {
        "QWEN_2_5_05B": "ollama qwen2.5:0.5b",
        "QWEN_3_06B": "ollama qwen3:0.6b",
        "QWEN_CODER_2_5_32B": "ollama qwen2.5-coder:32b",
        "QWQ": "ollama qwq",
        "QWQ_32B": "ollama qwq:32b",
    },
    "OllamaModels.Granite": {"GRANITE_3_2_VISION": "ollama granite3.2-vision"},
    "OllamaModels.Embeddings": {
        "ALL_MINI_LM": "ollama all-minilm",
        "BGE_LARGE": "ollama bge-large",
        "MXBAI_EMBED_LARGE": "ollama mxbai-embed-large",
        "NOMIC_EMBED_TEXT": "ollama nomic-embed-text",
    },
    # Symfony AI
    "Claude": {
        "HAIKU_3": "anthropic claude-3-haiku-20240307",
        "HAIKU_35": "anthropic claude-3-5-haiku-latest",
        "OPUS_3": "anthropic claude-3-opus-20240229",
        "OPUS_4": "anthropic claude-opus-4-0",
        "OPUS_4_0": "anthropic claude-opus-4-0",
        "OPUS_4_1": "anthropic claude-opus-4-1",
        "SONNET_3": "anthropic claude-3-sonnet-20240229",
        "SONNET_35_V2": "anthropic claude-3-5-sonnet-20241022",
        "SONNET_35": "anthropic claude-3-5-sonnet-latest",
        "SONNET_37": "anthropic claude-3-7-sonnet-latest",
        "SONNET_4": "anthropic claude-sonnet-4-0",
        "SONNET_4_0": "anthropic claude-sonnet-4-0",
    },
    # AssemblyAI
    "SpeechModel": {
        "best": "assemblyai best",
        "nano": "assemblyai nano",
        "slam_1": "assemblyai slam-1",
        "universal": "assemblyai universal",
    },
    # Whisper.net
    "GgmlType": {
        "Base": "whisper base",
        "BaseEn": "whisper base.en",
        "LargeV1": "whisper large-v1",
        "LargeV2": "whisper large-v2",
        "LargeV3": "whisper large-v3",
        "LargeV3Turbo": "whisper large-v3-turbo",
        "Medium": "whisper medium",
        "MediumEn": "whisper medium.en",
        "Small": "whisper small",
        "SmallEn": "whisper small.en",
        "Tiny": "whisper tiny",
        "TinyEn": "whisper tiny.en",
    },
    # rust-bert
    "SentenceEmbeddingsModelType": {
        "AllDistilrobertaV1": "hf sentence-transformers/all-distilroberta-v1",
        "AllMiniLmL12V2": "hf sentence-transformers/all-MiniLM-L12-v2",
        "AllMiniLmL6V2": "hf sentence-transformers/all-MiniLM-L6-v2",
        "BertBaseNliMeanTokens": "hf sentence-transformers/bert-base-nli-mean-tokens",
        "DistiluseBaseMultilingualCased": "hf sentence-transformers/distiluse-base-multilingual-cased",
        "ParaphraseAlbertSmallV2": "hf sentence-transformers/paraphrase-albert-small-v2",
        "SentenceT5Base": "hf sentence-transformers/sentence-t5-base",
    },
}

#: Constants whose name does not spell the id: letters and digits in lower case -> id (and ecosystem, ``api`` if none).
IRREGULAR: dict[str, str] = {
    # go-openai
    "adaembeddingv2": "text-embedding-ada-002",
    "smallembedding3": "text-embedding-3-small",
    "largeembedding3": "text-embedding-3-large",
    "gpt4turbo0125": "gpt-4-0125-preview",
    "gpt4turbo1106": "gpt-4-1106-preview",
    "gpt4olatest": "chatgpt-4o-latest",
    "gpt3babbage002": "babbage-002",
    "gpt3davinci002": "davinci-002",
    "gpt3textdavinci003": "text-davinci-003",
    "gpt3textdavinci002": "text-davinci-002",
    "codexcodecushman001": "code-cushman-001",
    "codexcodedavinci001": "code-davinci-001",
    "gpt3davinciinstructbeta": "davinci-instruct-beta",
    **{f"gpt3text{one}001": f"text-{one}-001" for one in ("ada", "babbage", "curie", "davinci")},
    **{f"{one}similarity": f"text-similarity-{one}-001" for one in ("ada", "babbage", "curie", "davinci")},
    **{f"{one}searchquery": f"text-search-{one}-query-001" for one in ("ada", "babbage", "curie", "davinci")},
    **{f"{one}searchdocument": f"text-search-{one}-doc-001" for one in ("ada", "babbage", "curie", "davinci")},
    "gpt3ada": "ada",
    "gpt3babbage": "babbage",
    "gpt3curie": "curie",
    "gpt3davinci": "davinci",
    "codexcodedavinci002": "code-davinci-002",
    "ttsmodel1": "tts-1",
    "ttsmodel1hd": "tts-1-hd",
    "ttsmodelgpt4omini": "gpt-4o-mini-tts",
    "moderationomnilatest": "omni-moderation-latest",
    "moderationtextstable": "text-moderation-stable",
    # Betalgo.OpenAI, LLPhant, MacPaw/OpenAI, OpenAI_API, koog
    "gpt4omni": "gpt-4o",
    "gpt4omini": "gpt-4o-mini",
    "gpt35turbo": "gpt-3.5-turbo",
    "gpt3turbo": "gpt-3.5-turbo",
    "chatgptturbo": "gpt-3.5-turbo",
    "textembeddingadav2": "text-embedding-ada-002",
    "textembeddingada3small": "text-embedding-3-small",
    "textembeddingada3large": "text-embedding-3-large",
    "textembeddingv3small": "text-embedding-3-small",
    "textembeddingv3large": "text-embedding-3-large",
    "whisperv1": "whisper-1",
    "dalle": "dall-e-2",
    "textembeddingada": "text-embedding-ada-002",
    "textembedding3": "text-embedding-3-small",
    "adatextembedding": "text-embedding-ada-002",
    "davincitext": "text-davinci-003",
    "chatgpt35turbo": "gpt-3.5-turbo",
    "chatgpt35turbo0301": "gpt-3.5-turbo-0301",
    "chatgptturbo1106": "gpt-3.5-turbo-1106",
    "chatgptturbo16k": "gpt-3.5-turbo-16k",
    "chatgptturboinstruct": "gpt-3.5-turbo-instruct",
    "adatext": "text-ada-001",
    "babbagetext": "text-babbage-001",
    "curietext": "text-curie-001",
    "cushmancode": "code-cushman-001",
    "davincicode": "code-davinci-002",
    "gpt432kcontext": "gpt-4-32k",
    "gpt4vision": "gpt-4-vision-preview",
    "ttsspeed": "tts-1",
    "ttshd": "tts-1-hd",
    # OpenAI-DotNet
    "chatgpt4o": "chatgpt-4o-latest",
    "embedding3large": "text-embedding-3-large",
    "embedding3small": "text-embedding-3-small",
    "embeddingada002": "text-embedding-ada-002",
    "gpt45": "gpt-4.5-preview",
    "gpt4oaudio": "gpt-4o-audio-preview",
    "gpt4oaudiomini": "gpt-4o-mini-audio-preview",
    "gpt4orealtime": "gpt-4o-realtime-preview",
    "gpt4orealtimemini": "gpt-4o-mini-realtime-preview",
    "transcribegpt4o": "gpt-4o-transcribe",
    "transcribegpt4omini": "gpt-4o-mini-transcribe",
    "ttsgpt4omini": "gpt-4o-mini-tts",
    # Anthropic.SDK, LLPhant
    "claude45haiku": "claude-haiku-4-5-20251001",
    "claude45opus": "claude-opus-4-5-20251101",
    "claude45sonnet": "claude-sonnet-4-5-20250929",
    "claude46opus": "claude-opus-4-6",
    "claude46sonnet": "claude-sonnet-4-6",
    # chromem-go
    "openai2ada": "text-embedding-ada-002",
    "openai3small": "text-embedding-3-small",
    "openai3large": "text-embedding-3-large",
    # Genkit
    "imagen2": "imagegeneration@006",
    "imagen3": "imagen-3.0-generate-002",
    "imagen3fast": "imagen-3.0-fast-generate-001",
    "textembeddinggecko": "textembedding-gecko@003",
    "gemini15propreview": "gemini-1.5-pro-preview",
    "gemini15flashpreview": "gemini-1.5-flash-preview",
    "llama31": "llama-3.1-405b-instruct-maas",
    "llama32": "llama-3.2-90b-vision-instruct-maas",
    # Rig, Spring AI, LangChain4j
    "claude35sonnet": "claude-3-5-sonnet-latest",
    "claude35haiku": "claude-3-5-haiku-latest",
    "claude37sonnet": "claude-3-7-sonnet-latest",
    "claude3opus": "claude-3-opus-20240229",
    "claude3sonnet": "claude-3-sonnet-20240229",
    "claude3haiku": "claude-3-haiku-20240307",
    "claude4sonnet": "claude-sonnet-4-20250514",
    "claude4opus": "claude-opus-4-20250514",
    "claude41opus": "claude-opus-4-1",
    "claudesonnet4": "claude-sonnet-4-0",
    "claudeopus4": "claude-opus-4-0",
    "mistrallarge": "mistral-large-latest",
    "mistralsmall": "mistral-small-latest",
    "codestral": "codestral-latest",
    "amazonnovalite": "amazon.nova-lite-v1:0",
    "amazonnovamicro": "amazon.nova-micro-v1:0",
    "amazonnovapro": "amazon.nova-pro-v1:0",
    "amazontitanembedtextv20": "amazon.titan-embed-text-v2:0",
    "amazontitantextembeddingsv2": "amazon.titan-embed-text-v2:0",
    # AWS CDK: aws_bedrock.FoundationModelIdentifier and generative-ai-cdk-constructs BedrockFoundationModel
    "anthropicclaudev2": "anthropic.claude-v2",
    "anthropicclaudev21": "anthropic.claude-v2:1",
    "anthropicclaudeinstantv12": "anthropic.claude-instant-v1",
    "anthropicclaudehaikuv10": "anthropic.claude-3-haiku-20240307-v1:0",
    "anthropicclaudesonnetv10": "anthropic.claude-3-sonnet-20240229-v1:0",
    "anthropicclaudeopusv10": "anthropic.claude-3-opus-20240229-v1:0",
    "anthropicclaude35sonnetv10": "anthropic.claude-3-5-sonnet-20240620-v1:0",
    "anthropicclaude35sonnetv20": "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "anthropicclaude35haikuv10": "anthropic.claude-3-5-haiku-20241022-v1:0",
    "anthropicclaude37sonnetv10": "anthropic.claude-3-7-sonnet-20250219-v1:0",
    "anthropicclaude3sonnetv1": "anthropic.claude-3-sonnet-20240229-v1:0",
    "anthropicclaude3haikuv1": "anthropic.claude-3-haiku-20240307-v1:0",
    "anthropicclaude35sonnetv1": "anthropic.claude-3-5-sonnet-20240620-v1:0",
    "anthropicclaude35sonnetv2": "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "titanembedtextv2": "amazon.titan-embed-text-v2:0",
    "titanembedimagev1": "amazon.titan-embed-image-v1",
    "titanembedtextv1": "amazon.titan-embed-text-v1",
    "titanembedtextv21024": "amazon.titan-embed-text-v2:0",
    "titanembedtextv2512": "amazon.titan-embed-text-v2:0",
    "titanembedtextv2256": "amazon.titan-embed-text-v2:0",
    "amazontitanembedg1text02": "amazon.titan-embed-text-v1",
    "amazontitantextliteg1v1": "amazon.titan-text-lite-v1",
    "amazontitantextexpressv1": "amazon.titan-text-express-v1",
    "cohereembedenglishv3": "cohere.embed-english-v3",
    "cohereembedmultilingualv3": "cohere.embed-multilingual-v3",
    "ai21labsjurassic2ultrav1": "ai21.j2-ultra-v1",
}

#: Classes that are a model: their name -> ecosystem and id.
CLASSES: dict[str, tuple[str, str]] = {
    # LangChain4j: langchain4j-embeddings-*
    "AllMiniLmL6V2EmbeddingModel": ("hf", "sentence-transformers/all-MiniLM-L6-v2"),
    "AllMiniLmL6V2QuantizedEmbeddingModel": ("hf", "sentence-transformers/all-MiniLM-L6-v2"),
    "BgeSmallEnEmbeddingModel": ("hf", "BAAI/bge-small-en"),
    "BgeSmallEnQuantizedEmbeddingModel": ("hf", "BAAI/bge-small-en"),
    "BgeSmallEnV15EmbeddingModel": ("hf", "BAAI/bge-small-en-v1.5"),
    "BgeSmallEnV15QuantizedEmbeddingModel": ("hf", "BAAI/bge-small-en-v1.5"),
    "BgeSmallZhV15EmbeddingModel": ("hf", "BAAI/bge-small-zh-v1.5"),
    "BgeSmallZhV15QuantizedEmbeddingModel": ("hf", "BAAI/bge-small-zh-v1.5"),
    "BgeSmallZhEmbeddingModel": ("hf", "BAAI/bge-small-zh"),
    "BgeSmallZhQuantizedEmbeddingModel": ("hf", "BAAI/bge-small-zh"),
    "TransformersEmbeddingModel": ("hf", "sentence-transformers/all-MiniLM-L6-v2"),
    # LLPhant
    "OpenAI3SmallEmbeddingGenerator": ("openai", "text-embedding-3-small"),
    "OpenAI3LargeEmbeddingGenerator": ("openai", "text-embedding-3-large"),
    "OpenAIADA002EmbeddingGenerator": ("openai", "text-embedding-ada-002"),
    "E5SmallV2EmbeddingModel": ("hf", "intfloat/e5-small-v2"),
    "E5SmallV2QuantizedEmbeddingModel": ("hf", "intfloat/e5-small-v2"),
}
