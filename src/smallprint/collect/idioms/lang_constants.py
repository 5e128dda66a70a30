"""Typed constants that stand for a model, in languages other than Python. Data only.

Most constants are their model's id in another spelling (``GPT_4_O_MINI``, ``GPT4oMini``, ``ChatModelGPT4oMini``): for
those the list of ids is enough, and letters and digits are compared. The tables hold the rest.
"""

from __future__ import annotations

__all__ = ["API_IDS", "CLASSES", "HUB_CONSTANTS", "IRREGULAR", "OWNERS"]

#: Ids of API models that libraries define constants for. A date at the end of a constant is added by rule.
API_IDS: frozenset[str] = frozenset(  # one word each, so that a line takes a dozen
    (  # noqa: SIM905
        "amazon.nova-canvas-v1:0 amazon.nova-lite-v1:0 amazon.nova-micro-v1:0 amazon.nova-pro-v1:0 "
        "amazon.nova-reel-v1:0 amazon.nova-reel-v1:1 amazon.nova-sonic-v1:0 amazon.rerank-v1:0 "
        "amazon.titan-embed-image-v1 amazon.titan-embed-text-v1 amazon.titan-embed-text-v2:0 babbage-002 "
        "chatgpt-4o-latest claude-2.0 claude-2.1 claude-3-5-haiku-latest claude-3-5-sonnet-latest "
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

#: Owner (last part of its name) of constants for weights on the Hub -> constant -> id.
HUB_CONSTANTS: dict[str, dict[str, str]] = {
    # MLX Swift: LLMRegistry, VLMRegistry, MLXEmbedders.ModelConfiguration
    "LLMRegistry": {
        "acereason_7b_4bit": "mlx-community/AceReason-Nemotron-7B-4bit",
        "baichuan_m1_14b_instruct_4bit": "mlx-community/Baichuan-M1-14B-Instruct-4bit-ft",
        "bge_base": "BAAI/bge-base-en-v1.5",
        "bge_large": "BAAI/bge-large-en-v1.5",
        "bge_m3": "BAAI/bge-m3",
        "bge_micro": "TaylorAI/bge-micro-v2",
        "bge_reranker_v2_m3": "BAAI/bge-reranker-v2-m3",
        "bge_small": "BAAI/bge-small-en-v1.5",
        "bitnet_b1_58_2b_4t_4bit": "mlx-community/bitnet-b1.58-2B-4T-4bit",
        "codeLlama13b4bit": "mlx-community/CodeLlama-13b-Instruct-hf-4bit-MLX",
        "deepSeekR1_7B_4bit": "mlx-community/DeepSeek-R1-Distill-Qwen-7B-4bit",
        "deepseek_r1_4bit": "mlx-community/DeepSeek-R1-4bit",
        "ernie_45_0_3BPT_bf16_ft": "mlx-community/ERNIE-4.5-0.3B-PT-bf16-ft",
        "exaone_4_0_1_2b_4bit": "mlx-community/exaone-4.0-1.2b-4bit",
        "falconH1R7B": "tiiuae/Falcon-H1R-7B",
        "fastvlm": "mlx-community/FastVLM-0.5B-bf16",
        "gemma2bQuantized": "mlx-community/quantized-gemma-2b-it",
        "gemma3_12B_qat_4bit": "mlx-community/gemma-3-12b-it-qat-4bit",
        "gemma3_1B_qat_4bit": "mlx-community/gemma-3-1b-it-qat-4bit",
        "gemma3_27B_qat_4bit": "mlx-community/gemma-3-27b-it-qat-4bit",
        "gemma3_4B_qat_4bit": "mlx-community/gemma-3-4b-it-qat-4bit",
        "gemma3n_E2B_it_lm_4bit": "mlx-community/gemma-3n-E2B-it-lm-4bit",
        "gemma3n_E2B_it_lm_bf16": "mlx-community/gemma-3n-E2B-it-lm-bf16",
        "gemma3n_E4B_it_lm_4bit": "mlx-community/gemma-3n-E4B-it-lm-4bit",
        "gemma3n_E4B_it_lm_bf16": "mlx-community/gemma-3n-E4B-it-lm-bf16",
        "gemma4_26BA4B_it_4bit": "mlx-community/gemma-4-26b-a4b-it-4bit",
        "gemma4_26B_assistant_bf16": "mlx-community/gemma-4-26B-A4B-it-assistant-bf16",
        "gemma4_31B_assistant_bf16": "mlx-community/gemma-4-31B-it-assistant-bf16",
        "gemma4_31B_it_4bit": "mlx-community/gemma-4-31b-it-4bit",
        "gemma4_E2B_it_4bit": "mlx-community/gemma-4-e2b-it-4bit",
        "gemma4_E4B_it_4bit": "mlx-community/gemma-4-e4b-it-4bit",
        "gemma4_e2b_it_4bit": "mlx-community/gemma-4-e2b-it-4bit",
        "gemma4_e4b_it_4bit": "mlx-community/gemma-4-e4b-it-4bit",
        "gemma_2_2b_it_4bit": "mlx-community/gemma-2-2b-it-4bit",
        "gemma_2_9b_it_4bit": "mlx-community/gemma-2-9b-it-4bit",
        "glm4_9b_4bit": "mlx-community/GLM-4-9B-0414-4bit",
        "gpt_oss_20b_MXFP4_Q8": "mlx-community/gpt-oss-20b-MXFP4-Q8",
        "granite3_3_2b_4bit": "mlx-community/granite-3.3-2b-instruct-4bit",
        "granite_4_0_h_tiny_4bit_dwq": "mlx-community/Granite-4.0-H-Tiny-4bit-DWQ",
        "gte_tiny": "TaylorAI/gte-tiny",
        "helium_1_2b_4bit": "mlx-community/helium-1-preview-2b-4bit",
        "hunyuan_mt_7b_4bit": "mlx-community/Hunyuan-MT-7B-4bit",
        "hunyuan_mt_7b_8bit": "mlx-community/Hunyuan-MT-7B-8bit",
        "hy_mt2_7b_4bit": "mlx-community/Hy-MT2-7B-4bit",
        "hy_mt2_7b_8bit": "mlx-community/Hy-MT2-7B-8bit",
        "jamba_3b_4bit": "mlx-community/AI21-Jamba-Reasoning-3B-4bit",
        "jina_reranker_v3_mlx": "jinaai/jina-reranker-v3-mlx",
        "lfm2_1_2b_4bit": "mlx-community/LFM2-1.2B-4bit",
        "lfm2_5_vl_1_6B_4bit": "mlx-community/LFM2.5-VL-1.6B-4bit",
        "lfm2_8b_a1b_3bit_mlx": "mlx-community/LFM2-8B-A1B-3bit-MLX",
        "lfm2_colbert_350m": "mlx-community/LFM2.5-ColBERT-350M-bf16",
        "lfm2_colbert_350m_4bit": "mlx-community/LFM2.5-ColBERT-350M-4bit",
        "lfm2_colbert_350m_8bit": "mlx-community/LFM2.5-ColBERT-350M-8bit",
        "lfm2_embedding_350m": "mlx-community/LFM2.5-Embedding-350M-bf16",
        "lfm2_embedding_350m_4bit": "mlx-community/LFM2.5-Embedding-350M-4bit",
        "lfm2_embedding_350m_8bit": "mlx-community/LFM2.5-Embedding-350M-8bit",
        "lfm2_vl_1_6B_4bit": "mlx-community/LFM2-VL-1.6B-4bit",
        "lille_130m_bf16": "mlx-community/lille-130m-instruct-bf16",
        "ling_mini_2_2bit": "mlx-community/Ling-mini-2.0-2bit-DWQ",
        "llama3_1_8B_4bit": "mlx-community/Meta-Llama-3.1-8B-Instruct-4bit",
        "llama3_2_1B_4bit": "mlx-community/Llama-3.2-1B-Instruct-4bit",
        "llama3_2_3B_4bit": "mlx-community/Llama-3.2-3B-Instruct-4bit",
        "llama3_8B_4bit": "mlx-community/Meta-Llama-3-8B-Instruct-4bit",
        "mimo_7b_sft_4bit": "mlx-community/MiMo-7B-SFT-4bit",
        "minilm_l12": "sentence-transformers/all-MiniLM-L12-v2",
        "minilm_l6": "sentence-transformers/all-MiniLM-L6-v2",
        "mistral3_3B_Instruct_4bit": "mlx-community/Ministral-3-3B-Instruct-2512-4bit",
        "mistral7B4bit": "mlx-community/Mistral-7B-Instruct-v0.3-4bit",
        "mistralNeMo4bit": "mlx-community/Mistral-Nemo-Instruct-2407-4bit",
        "mixedbread_large": "mixedbread-ai/mxbai-embed-large-v1",
        "multilingual_e5_small": "intfloat/multilingual-e5-small",
        "museGlimmer30B4bit": "mlx-community/Muse-Glimmer-30B-4bit",
        "nanochat_d20_mlx": "dnakov/nanochat-d20-mlx",
        "nemotron_labs_diffusion_3b_4bit": "mlx-community/Nemotron-Labs-Diffusion-3B-4bit",
        "nomic_text_v1": "nomic-ai/nomic-embed-text-v1",
        "nomic_text_v1_5": "nomic-ai/nomic-embed-text-v1.5",
        "olmo_2_1124_7B_Instruct_4bit": "mlx-community/OLMo-2-1124-7B-Instruct-4bit",
        "olmoe_1b_7b_0125_instruct_4bit": "mlx-community/OLMoE-1B-7B-0125-Instruct-4bit",
        "openelm270m4bit": "mlx-community/OpenELM-270M-Instruct",
        "paligemma3bMix448_8bit": "mlx-community/paligemma-3b-mix-448-8bit",
        "phi3_5MoE": "mlx-community/Phi-3.5-MoE-instruct-4bit",
        "phi3_5_4bit": "mlx-community/Phi-3.5-mini-instruct-4bit",
        "phi4bit": "mlx-community/phi-2-hf-4bit-mlx",
        "qwen205b4bit": "mlx-community/Qwen1.5-0.5B-Chat-4bit",
        "qwen2VL2BInstruct4Bit": "mlx-community/Qwen2-VL-2B-Instruct-4bit",
        "qwen2_5VL3BInstruct4Bit": "mlx-community/Qwen2.5-VL-3B-Instruct-4bit",
        "qwen2_5_1_5b": "mlx-community/Qwen2.5-1.5B-Instruct-4bit",
        "qwen2_5_7b": "mlx-community/Qwen2.5-7B-Instruct-4bit",
        "qwen3MoE_30b_a3b_4bit": "mlx-community/Qwen3-30B-A3B-4bit",
        "qwen3VL4BInstruct4Bit": "lmstudio-community/Qwen3-VL-4B-Instruct-MLX-4bit",
        "qwen3VL4BInstruct8Bit": "mlx-community/Qwen3-VL-4B-Instruct-8bit",
        "qwen3_0_6b_4bit": "mlx-community/Qwen3-0.6B-4bit",
        "qwen3_1_7b_4bit": "mlx-community/Qwen3-1.7B-4bit",
        "qwen3_4b_4bit": "mlx-community/Qwen3-4B-4bit",
        "qwen3_5_27B_4bit": "mlx-community/Qwen3.5-27B-4bit",
        "qwen3_5_2b_4bit": "mlx-community/Qwen3.5-2B-4bit",
        "qwen3_5_35B_A3B_4bit": "mlx-community/Qwen3.5-35B-A3B-4bit",
        "qwen3_6_27b_4bit": "mlx-community/Qwen3.6-27B-4bit",
        "qwen3_8b_4bit": "mlx-community/Qwen3-8B-4bit",
        "qwen3_embedding": "mlx-community/Qwen3-Embedding-0.6B-4bit-DWQ",
        "smolLM_135M_4bit": "mlx-community/SmolLM-135M-Instruct-4bit",
        "smollm3_3b_4bit": "mlx-community/SmolLM3-3B-4bit",
        "smolvlm": "HuggingFaceTB/SmolVLM2-500M-Video-Instruct-mlx",
        "smolvlminstruct4bit": "mlx-community/SmolVLM-Instruct-4bit",
        "snowflake_lg": "Snowflake/snowflake-arctic-embed-l",
        "snowflake_xs": "Snowflake/snowflake-arctic-embed-xs",
        "translategemma_12b_it_4bit": "mlx-community/translategemma-12b-it-4bit",
        "translategemma_12b_it_8bit": "mlx-community/translategemma-12b-it-8bit",
        "translategemma_27b_it_4bit": "mlx-community/translategemma-27b-it-4bit",
        "translategemma_27b_it_8bit": "mlx-community/translategemma-27b-it-8bit",
        "translategemma_4b_it_4bit": "mlx-community/translategemma-4b-it-4bit",
        "translategemma_4b_it_8bit": "mlx-community/translategemma-4b-it-8bit",
    },
    # fastembed-rs: EmbeddingModel, RerankerModel, ImageEmbeddingModel, SparseModel
    "EmbeddingModel": {
        "AllMiniLML12V2": "Xenova/all-MiniLM-L12-v2",
        "AllMiniLML12V2Q": "Xenova/all-MiniLM-L12-v2",
        "AllMiniLML6V2": "Qdrant/all-MiniLM-L6-v2-onnx",
        "AllMiniLML6V2Q": "Xenova/all-MiniLM-L6-v2",
        "AllMpnetBaseV2": "Xenova/all-mpnet-base-v2",
        "BGEBaseENV15": "Xenova/bge-base-en-v1.5",
        "BGEBaseENV15Q": "Qdrant/bge-base-en-v1.5-onnx-Q",
        "BGELargeENV15": "Xenova/bge-large-en-v1.5",
        "BGELargeENV15Q": "Qdrant/bge-large-en-v1.5-onnx-Q",
        "BGELargeZHV15": "Xenova/bge-large-zh-v1.5",
        "BGEM3": "BAAI/bge-m3",
        "BGEM3Q": "gpahal/bge-m3-onnx-int8",
        "BGERerankerBase": "BAAI/bge-reranker-base",
        "BGERerankerV2M3": "rozgo/bge-reranker-v2-m3",
        "BGESmallENV15": "Xenova/bge-small-en-v1.5",
        "BGESmallENV15Q": "Qdrant/bge-small-en-v1.5-onnx-Q",
        "BGESmallZHV15": "Xenova/bge-small-zh-v1.5",
        "ClipVitB32": "Qdrant/clip-ViT-B-32-text",
        "EmbeddingGemma300M": "onnx-community/embeddinggemma-300m-ONNX",
        "EmbeddingGemma300MQ": "onnx-community/embeddinggemma-300m-ONNX",
        "EmbeddingGemma300MQ4": "onnx-community/embeddinggemma-300m-ONNX",
        "GTEBaseENV15": "Alibaba-NLP/gte-base-en-v1.5",
        "GTEBaseENV15Q": "Alibaba-NLP/gte-base-en-v1.5",
        "GTELargeENV15": "Alibaba-NLP/gte-large-en-v1.5",
        "GTELargeENV15Q": "Alibaba-NLP/gte-large-en-v1.5",
        "JINARerankerV1TurboEn": "jinaai/jina-reranker-v1-turbo-en",
        "JINARerankerV2BaseMultiligual": "jinaai/jina-reranker-v2-base-multilingual",
        "JinaEmbeddingsV2BaseCode": "jinaai/jina-embeddings-v2-base-code",
        "JinaEmbeddingsV2BaseEN": "jinaai/jina-embeddings-v2-base-en",
        "ModernBertEmbedLarge": "lightonai/modernbert-embed-large",
        "MultilingualE5Base": "intfloat/multilingual-e5-base",
        "MultilingualE5Large": "Qdrant/multilingual-e5-large-onnx",
        "MultilingualE5Small": "intfloat/multilingual-e5-small",
        "MxbaiEmbedLargeV1": "mixedbread-ai/mxbai-embed-large-v1",
        "MxbaiEmbedLargeV1Q": "mixedbread-ai/mxbai-embed-large-v1",
        "NomicEmbedTextV1": "nomic-ai/nomic-embed-text-v1",
        "NomicEmbedTextV15": "nomic-ai/nomic-embed-text-v1.5",
        "NomicEmbedTextV15Q": "nomic-ai/nomic-embed-text-v1.5",
        "NomicEmbedVisionV15": "nomic-ai/nomic-embed-vision-v1.5",
        "ParaphraseMLMiniLML12V2": "Xenova/paraphrase-multilingual-MiniLM-L12-v2",
        "ParaphraseMLMiniLML12V2Q": "Qdrant/paraphrase-multilingual-MiniLM-L12-v2-onnx-Q",
        "ParaphraseMLMpnetBaseV2": "Xenova/paraphrase-multilingual-mpnet-base-v2",
        "Resnet50": "Qdrant/resnet50-onnx",
        "SPLADEPPV1": "Qdrant/Splade_PP_en_v1",
        "SnowflakeArcticEmbedL": "snowflake/snowflake-arctic-embed-l",
        "SnowflakeArcticEmbedLQ": "snowflake/snowflake-arctic-embed-l",
        "SnowflakeArcticEmbedM": "Snowflake/snowflake-arctic-embed-m",
        "SnowflakeArcticEmbedMLong": "snowflake/snowflake-arctic-embed-m-long",
        "SnowflakeArcticEmbedMLongQ": "snowflake/snowflake-arctic-embed-m-long",
        "SnowflakeArcticEmbedMQ": "Snowflake/snowflake-arctic-embed-m",
        "SnowflakeArcticEmbedS": "snowflake/snowflake-arctic-embed-s",
        "SnowflakeArcticEmbedSQ": "snowflake/snowflake-arctic-embed-s",
        "SnowflakeArcticEmbedXS": "snowflake/snowflake-arctic-embed-xs",
        "SnowflakeArcticEmbedXSQ": "snowflake/snowflake-arctic-embed-xs",
        "UnicomVitB16": "Qdrant/Unicom-ViT-B-16",
        "UnicomVitB32": "Qdrant/Unicom-ViT-B-32",
    },
}

#: Further owners that share a table of :data:`HUB_CONSTANTS`.
OWNERS: dict[str, str] = {
    "VLMRegistry": "LLMRegistry",
    "ModelRegistry": "LLMRegistry",
    "ModelConfiguration": "LLMRegistry",
    "EmbedderRegistry": "LLMRegistry",
    "RerankerModel": "EmbeddingModel",
    "ImageEmbeddingModel": "EmbeddingModel",
    "SparseModel": "EmbeddingModel",
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
    # Rig, Spring AI, LangChain4j
    "claude35sonnet": "claude-3-5-sonnet-latest",
    "claude35haiku": "claude-3-5-haiku-latest",
    "claude37sonnet": "claude-3-7-sonnet-latest",
    "claude3opus": "claude-3-opus-20240229",
    "claude3sonnet": "claude-3-sonnet-20240229",
    "claude3haiku": "claude-3-haiku-20240307",
    "claude4sonnet": "claude-sonnet-4-20250514",
    "claude4opus": "claude-opus-4-20250514",
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
    "E5SmallV2EmbeddingModel": ("hf", "intfloat/e5-small-v2"),
    "E5SmallV2QuantizedEmbeddingModel": ("hf", "intfloat/e5-small-v2"),
}
