"""Names in Ollama's public library. A plain word such as ``mistral`` is only believed to be one of them exactly."""

from __future__ import annotations

__all__ = ["OLLAMA_NAMES"]

OLLAMA_NAMES = frozenset(
    """
    alfred all-minilm athene-v2 aya aya-expanse bakllava bespoke-minicheck bge-large bge-m3 codebooga codegeex4
    codegemma
    codellama codeqwen codestral codeup cogito cogito-2.1 command-a command-r command-r-plus command-r7b
    command-r7b-arabic dbrx deepcoder deepscaler deepseek-coder deepseek-coder-v2 deepseek-llm deepseek-ocr deepseek-r1
    deepseek-v2 deepseek-v2.5 deepseek-v3 deepseek-v3.1 deepseek-v3.2 devstral devstral-2 devstral-small-2
    dolphin-llama3
    dolphin-mistral dolphin-mixtral dolphin-phi dolphin3 dolphincoder duckdb-nsql embeddinggemma everythinglm
    exaone-deep
    exaone3.5 falcon falcon2 falcon3 firefunction-v2 functiongemma gemma gemma2 gemma3 gemma3n gemma4 glm-4.7
    glm-4.7-flash glm-5 glm4 goliath gpt-oss gpt-oss-safeguard granite-code granite-embedding granite3-dense
    granite3-guardian granite3-moe granite3.1-dense granite3.1-moe granite3.2 granite3.2-vision granite3.3 granite4
    hermes3 internlm2 kimi-k2.5 lfm2 lfm2.5 llama-guard3 llama-pro llama2 llama2-chinese llama2-uncensored llama3
    llama3-chatqa llama3-gradient llama3-groq-tool-use llama3.1 llama3.2 llama3.2-vision llama3.3 llama4 llava
    llava-llama3 llava-phi3 magicoder magistral marco-o1 mathstral medgemma meditron medllama2 megadolphin minicpm-v
    ministral-3 mistral mistral-large mistral-nemo mistral-openorca mistral-small mistral-small3.1 mistral-small3.2
    mistrallite mixtral moondream mxbai-embed-large nemotron nemotron-mini neural-chat nexusraven nomic-embed-text
    nomic-embed-text-v2-moe notus notux nous-hermes nous-hermes2 nous-hermes2-mixtral nuextract olmo-3 olmo2
    open-orca-platypus2 openchat opencoder openhermes openthinker orca-mini orca2 paraphrase-multilingual phi phi3
    phi3.5
    phi4 phi4-mini phi4-mini-reasoning phi4-reasoning phind-codellama qwen qwen2 qwen2-math qwen2.5 qwen2.5-coder
    qwen2.5vl qwen3 qwen3-coder qwen3-embedding qwen3-next qwen3-vl qwen3.5 qwen3.6 qwq r1-1776 reader-lm reflection
    sailor2 samantha-mistral shieldgemma smallthinker smollm smollm2 snowflake-arctic-embed snowflake-arctic-embed2
    solar
    solar-pro sqlcoder stable-beluga stable-code stablelm-zephyr stablelm2 starcoder starcoder2 starling-lm tinydolphin
    tinyllama tulu3 vicuna wizard-math wizard-vicuna wizard-vicuna-uncensored wizardcoder wizardlm wizardlm-uncensored
    wizardlm2 xwinlm yarn-llama2 yarn-mistral yi yi-coder zephyr
    """.split()  # noqa: SIM905 -- a list of words reads better than two hundred strings
)
