"""Words that occur in the names of models, and short names that a library expands. Data only."""

from __future__ import annotations

__all__ = [
    "FAMILIES",
    "LEGACY_DATASETS",
    "LEGACY_HUB",
    "LEGACY_SBERT",
    "MLC",
    "NLTK_MODELS",
    "NOT_ORGANISATIONS",
    "OLLAMA_FAMILIES",
    "OLLAMA_NAMES",
    "OPEN_CLIP",
    "OPEN_NAMES",
    "PUBLISHED",
    "SHORT_NAMES",
    "TORCHTUNE_DATASETS",
    "ULTRALYTICS",
    "WHISPER_SIZES",
]

#: A hub id without a telling key is believed when its name holds one of these (lower case, regular expression).
FAMILIES = (
    r"llama|mi[sx]tral|qwen|qwq|gemma|gemini|diarization|phi-?[1-4]|falcon|jais|bloom|opt-\d|pythia|gpt|bert|electra|t5\b|t5-|bart\b|bart-|"
    r"pegasus|clip\b|clip-|siglip|\bvit\b|vit-|deit|dino|swin|convnext|resnet|whisper|wav2vec|hubert|clap|musicgen|bark|"
    r"stable-?diffusion|sdxl|sd-?turbo|sd-?vae|flux|kandinsky|pixart|wan-?2|cogvideo|hunyuan|animatediff|controlnet|lora\b|"
    r"\bveo-?\d|\bsuno\b|\bernie\b|doubao|\bsora-\d|\bimagen-?\d|\blyria|\bchirp-v|\baura-|claude|\bgrok-|\bgen[34]_|"
    r"kling|seedream|seedance|hailuo|nano-banana|ltx-|z-image|hidream|ideogram|recraft|"
    r"minilm|mpnet|\be5\b|e5-|\bbge\b|bge-|gte-|instructor|embed|rerank|colbert|splade|nomic|arctic|jina-|"
    r"deepseek|\byi-|internlm|internvl|baichuan|chatglm|glm-|minicpm|smollm|smolvlm|zephyr|vicuna|alpaca|wizard|orca|"
    r"hermes|dolphin|openchat|starling|solar|tulu|olmo|molmo|mpt-|dbrx|jamba|mamba|rwkv|stablelm|starcoder|codegen|santacoder|"
    r"codellama|command-r|aya-|granite|exaone|nemotron|kimi|moonlight|minimax|llava|idefics|paligemma|florence|blip|"
    r"moondream|pixtral|voxtral|kokoro|parler|speecht5|mms-|seamless|nllb|opus-mt|marian|m2m100|madlad|"
    r"detr|yolo|sam-|sam2|segformer|mask2former|grounding|owlv|depth-anything|dpt-|trocr|layoutlm|donut|nougat|"
    r"tinyllama|distil|roberta|deberta|albert|xlnet|xlm|longformer|bigbird|camembert|codet5|flan|ul2|mt0|gguf|gptq|awq|"
    r"instruct|-chat|-base\b|-large\b|-\d+(?:\.\d+)?b\b|-\d+m\b"
)

#: Names of the Hub without an organisation (the models of the first years; the Hub redirects them).
LEGACY_HUB = (
    r"gpt2(?:-(?:medium|large|xl))?|distilgpt2|openai-gpt|ctrl|t5-(?:small|base|large|3b|11b)|"
    r"bert-(?:base|large)(?:-[a-z]+)*-(?:un)?cased(?:-[\w-]+)?|distilbert-base(?:-[\w-]+)?|"
    r"(?:distil|xlm-)?roberta-(?:base|large)(?:-[\w-]+)?|camembert-base|albert-(?:base|large|xlarge|xxlarge)-v\d|"
    r"xlnet-(?:base|large)-cased|xlm-mlm-[\w-]+|transfo-xl-wt103|bert-base-(?:chinese|german-[\w-]+)"
)

#: Data sets that the Hub keeps without an organisation; not those that name tasks of evaluation harnesses as well.
LEGACY_DATASETS = frozenset(
    {
        "ag_news", "amazon_polarity", "arxiv_dataset", "banking77", "bigpatent", "billsum", "blended_skill_talk",
        "bookcorpus", "c4", "cc100", "cc_news", "cifar10", "cifar100", "civil_comments", "clinc_oos", "cnn_dailymail",
        "code_search_net", "common_gen", "common_voice", "commonsense_qa", "conceptual_captions", "conll2003",
        "conll2000", "conv_ai_2", "cosmos_qa", "daily_dialog", "dbpedia_14", "e2e_nlg", "eli5", "emotion",
        "empathetic_dialogues", "fashion_mnist", "fever", "financial_phrasebank", "flores", "food101", "gigaword",
        "glue", "go_emotions", "hate_speech18", "hotpot_qa", "hyperpartisan_news_detection", "imagenet-1k", "imdb",
        "kilt_tasks", "librispeech_asr", "math_dataset", "mc4", "medical_questions_pairs", "minds14", "mnist",
        "ms_marco", "multi_news", "multi_nli", "multi_woz_v22", "narrativeqa", "natural_questions", "opus100",
        "opus_books", "openwebtext", "oscar", "paws", "paws-x", "poem_sentiment", "pubmed_qa", "qasc", "qasper",
        "quac", "quail", "quarel", "quartz", "reddit_tifu", "rotten_tomatoes", "samsum", "sciq", "scientific_papers",
        "scitail", "sick", "snli", "social_i_qa", "squad", "squad_v2", "squad_es", "sst", "sst2", "stsb_multi_mt",
        "super_glue", "superb", "swag", "tatoeba", "timit_asr", "tiny_shakespeare", "trec", "trivia_qa",
        "truthful_qa", "tweet_eval", "un_pc", "universal_dependencies", "web_nlg", "web_questions", "wiki40b",
        "wiki_auto", "wiki_bio", "wiki_qa", "wiki_split", "wikiann", "wikihow", "wikipedia", "wikisql", "wikitext",
        "winograd_wsc", "wmt14", "wmt16", "wmt19", "wnut_17", "xcopa", "xnli", "xquad", "xsum", "xtreme",
        "yahoo_answers_topics", "yelp_polarity", "yelp_review_full",
    }
)  # fmt: skip

#: Names that one publisher gave, as they stand on the Hub behind their organisation; case counts.
PUBLISHED = (
    (r"(?:Meta-)?Llama-[\d.]+-\d+B(?:-Vision)?(?:-Instruct)?|Llama-2-\d+b(?:-chat)?-hf|Llama-Guard-\d-\d+B|"
     r"Llama-4-(?:Scout|Maverick)-17B-\d+E(?:-Instruct)?", "meta-llama"),
    (r"Qwen[\d.]*-(?:(?:Coder|Math|VL|Audio)-)?[\d.]+B(?:-A[\d.]+B)?(?:-(?:Instruct|Chat|Base|Thinking))?(?:-\d{4})?|QwQ-32B",
     "Qwen"),
    (r"Mistral-7B-(?:Instruct-)?v0\.\d|Mixtral-8x(?:7|22)B-(?:Instruct-)?v0\.1|Mistral-Small-[\d.]+-24B-\w+-\d{4}",
     "mistralai"),
    (r"DeepSeek-R1-Distill-(?:Llama|Qwen)-[\d.]+B|DeepSeek-(?:R1|V[\d.]+)(?:-\d{4})?", "deepseek-ai"),
    (r"Phi-(?:3(?:\.5)?|4)-(?:mini|small|medium|MoE|vision|multimodal)(?:-\d+k)?-instruct", "microsoft"),
)  # fmt: skip

#: Checkpoints that Ultralytics fetches by their file's name. https://docs.ultralytics.com/models/
ULTRALYTICS = (
    r"yolo(?:v?\d{1,2}|e-(?:v8|\d\d))[a-z]?\d?u?(?:[-_](?:tiny|x|seg|pose|cls|obb|world|worldv2|oiv7|pf|[dew]6e?))*\.pt|"
    r"rtdetr-[lx]\.pt|sam(?:2(?:\.1)?)?_[tsblh]\.pt|mobile_sam\.pt|FastSAM-[sx]\.pt"
)

#: Weights compiled by MLC, by the quantisation at their end.
MLC = r"[A-Za-z][\w.-]+-q\df\d+(?:_\d)?-MLC(?:-[\w.]+)?"

#: Names of sentence-transformers without the organisation, as its documentation lists them.
LEGACY_SBERT = (
    r"all-(?:minilm-l(?:6|12)-v\d|mpnet-base-v\d|distilroberta-v\d|roberta-large-v\d)|"
    r"(?:multi-qa|paraphrase|distiluse|msmarco|nli|stsb|quora|sentence-t5|gtr-t5|average_word_embeddings)-[\w-]+|"
    r"clip-vit-[\w-]+|labse"
)

#: A server's own name for published weights, without an organisation: a family, then nothing but versions, sizes and
#: what such names are made of (``qwen2.5-7b-instruct-awq``, ``bge-large-en-v1.5``). A run's name has other words.
OPEN_NAMES = (
    r"(?:meta-|nvidia-)?(?:(?:code|tiny|open)?llama|mi[sx]tral|ministral|mathstral|devstral|magistral|pixtral|voxtral|"
    r"qwen|qwq|qvq|(?:code|med|shield|embedding)?gemma|phi|deepseek|yi|falcon|vicuna|zephyr|starcoder|codeqwen|"
    r"granite|olmo|smollm|smolvlm|nemotron|internlm|internvl|baichuan|chatglm|glm|minicpm|solar|wizardlm|wizardcoder|"
    r"openchat|kimi|gpt-oss|exaone|minimax|seed-oss|bge|gte|e5|multilingual-e5|nomic-embed|mxbai|"
    r"snowflake-arctic-embed|arctic-embed|stella|whisper|distil-whisper)"
    r"(?:(?>v?\d+(?:\.\d+)*[bm]?(?![a-z0-9])))?"
    r"(?>[-_.](?:v?\d+(?:\.\d+)*|\d+(?:\.\d+)?[bmk]|\d+x\d+b|[ae]\d+(?:\.\d+)?b|[kmr]\d(?:\.\d)?|"
    r"instruct|inst|chat|it|base|coder|code|math|vl|vision|omni|audio|thinking|reasoning|reasoner|preview|mini|small|"
    r"medium|large|xl|turbo|flash|lite|pro|plus|max|lightning|spark|next|latest|nemo|super|ultra|nano|scout|maverick|"
    r"guard|moe|distill?|llama|qwen|oss|embed|embedding|text|rerank|reranker|en|zh|multilingual|unsupervised|"
    r"hf|gguf|mlx|awq|gptq|int[48]|fp\d+|bf16|nvfp4|mxfp4|nf4|w\d+a\d+|[iu]?q\d(?:_[a-z0-9])*|[48]bit|bnb|"
    r"qat|sft|dpo)(?![a-z0-9]))*+"
)

#: ``architecture/weights`` of OpenCLIP, written as one name.
OPEN_CLIP = (
    r"(?:hf-hub:)?(?:vit|rn|convnext|eva|coca|mobileclip|vitamin|siglip|xlm-roberta|roberta|nllb-clip)[\w+-]*/"
    r"(?:openai|laion\w+|datacomp\w*|commonpool\w*|webli|dfn\w+|metaclip\w*|frozen_laion\w*|merged2b\w*|yfcc15m|cc12m|"
    r"mscoco\w*|v1)"
)

#: Names in Ollama's library begin like this (lower case).
OLLAMA_FAMILIES = (
    r"llama|codellama|mi[sx]tral|ministral|magistral|devstral|codestral|gemma|codegemma|embeddinggemma|shieldgemma|"
    r"phi|qwen|qwq|codeqwen|deepseek|deepcoder|nomic-embed|mxbai-embed|all-minilm|bge-|snowflake-arctic|"
    r"paraphrase-multilingual|granite|smollm|smolvlm|tinyllama|tinydolphin|vicuna|wizard|orca|falcon|starcoder|llava|"
    r"bakllava|moondream|dolphin|neural-chat|openhermes|openchat|solar|yi\b|yi-|zephyr|stablelm|stable-|nous-hermes|hermes|"
    r"aya|olmo|exaone|internlm|minicpm|gpt-oss|medllama|meditron|cogito|athene|reader-lm|tulu|glm|kimi|nemotron|"
    r"command-r|command-a|marco-o1|openthinker|nexusraven|sqlcoder|duckdb-nsql|everythinglm|starling|samantha|xwinlm|"
    r"notus|notux|goliath|megadolphin|alfred|bespoke|firefunction|reflection|dbrx|codeup|codebooga|mathstral|opencoder|"
    r"translategemma|functiongemma|lfm2|rnj-1|minimax"
)

#: Names of Ollama's library as they are written without a tag (2026-11). A newer one is known by its tag, or in a file
#: that speaks of Ollama.
OLLAMA_NAMES = frozenset(
    [
        "alfred",
        "all-minilm",
        "athene-v2",
        "aya",
        "aya-expanse",
        "bakllava",
        "bespoke-minicheck",
        "bge-large",
        "bge-m3",
        "codebooga",
        "codegeex4",
        "codegemma",
        "codellama",
        "codeqwen",
        "codestral",
        "codeup",
        "cogito",
        "cogito-2.1",
        "command-a",
        "command-r",
        "command-r-plus",
        "command-r7b",
        "command-r7b-arabic",
        "dbrx",
        "deepcoder",
        "deepscaler",
        "deepseek-coder",
        "deepseek-coder-v2",
        "deepseek-llm",
        "deepseek-ocr",
        "deepseek-r1",
        "deepseek-v2",
        "deepseek-v2.5",
        "deepseek-v3",
        "deepseek-v3.1",
        "deepseek-v3.2",
        "deepseek-v4-flash",
        "deepseek-v4-pro",
        "devstral",
        "devstral-2",
        "devstral-small-2",
        "dolphin-llama3",
        "dolphin-mistral",
        "dolphin-mixtral",
        "dolphin-phi",
        "dolphin3",
        "dolphincoder",
        "duckdb-nsql",
        "embeddinggemma",
        "everythinglm",
        "exaone-deep",
        "exaone3.5",
        "falcon",
        "falcon2",
        "falcon3",
        "firefunction-v2",
        "functiongemma",
        "gemini-3-flash-preview",
        "gemma",
        "gemma2",
        "gemma3",
        "gemma3n",
        "gemma4",
        "glm-4.7",
        "glm-4.7-flash",
        "glm-5",
        "glm-5.1",
        "glm-5.2",
        "glm-ocr",
        "glm4",
        "goliath",
        "gpt-oss",
        "gpt-oss-safeguard",
        "granite-code",
        "granite-embedding",
        "granite3-dense",
        "granite3-guardian",
        "granite3-moe",
        "granite3.1-dense",
        "granite3.1-moe",
        "granite3.2",
        "granite3.2-vision",
        "granite3.3",
        "granite4",
        "granite4.1",
        "granite4.1-guardian",
        "hermes3",
        "internlm2",
        "kimi-k2.5",
        "kimi-k2.6",
        "kimi-k2.7-code",
        "laguna-xs.2",
        "lfm2",
        "lfm2.5",
        "lfm2.5-thinking",
        "llama-guard3",
        "llama-pro",
        "llama2",
        "llama2-chinese",
        "llama2-uncensored",
        "llama3",
        "llama3-chatqa",
        "llama3-gradient",
        "llama3-groq-tool-use",
        "llama3.1",
        "llama3.2",
        "llama3.2-vision",
        "llama3.3",
        "llama4",
        "llava",
        "llava-llama3",
        "llava-phi3",
        "magicoder",
        "magistral",
        "marco-o1",
        "mathstral",
        "medgemma",
        "medgemma1.5",
        "meditron",
        "medllama2",
        "megadolphin",
        "minicpm-v",
        "minicpm-v4.5",
        "minicpm-v4.6",
        "minimax-m2.1",
        "minimax-m2.5",
        "minimax-m2.7",
        "minimax-m3",
        "ministral-3",
        "mistral",
        "mistral-large",
        "mistral-large-3",
        "mistral-medium-3.5",
        "mistral-nemo",
        "mistral-openorca",
        "mistral-small",
        "mistral-small3.1",
        "mistral-small3.2",
        "mistrallite",
        "mixtral",
        "moondream",
        "mxbai-embed-large",
        "nemotron",
        "nemotron-3-nano",
        "nemotron-3-super",
        "nemotron-3-ultra",
        "nemotron-cascade-2",
        "nemotron-mini",
        "nemotron3",
        "neural-chat",
        "nexusraven",
        "nomic-embed-text",
        "nomic-embed-text-v2-moe",
        "north-mini-code-1.0",
        "notus",
        "notux",
        "nous-hermes",
        "nous-hermes2",
        "nous-hermes2-mixtral",
        "nuextract",
        "olmo-3",
        "olmo-3.1",
        "olmo2",
        "open-orca-platypus2",
        "openchat",
        "opencoder",
        "openhermes",
        "openthinker",
        "orca-mini",
        "orca2",
        "paraphrase-multilingual",
        "phi",
        "phi3",
        "phi3.5",
        "phi4",
        "phi4-mini",
        "phi4-mini-reasoning",
        "phi4-reasoning",
        "phind-codellama",
        "qwen",
        "qwen2",
        "qwen2-math",
        "qwen2.5",
        "qwen2.5-coder",
        "qwen2.5vl",
        "qwen3",
        "qwen3-coder",
        "qwen3-coder-next",
        "qwen3-embedding",
        "qwen3-next",
        "qwen3-vl",
        "qwen3.5",
        "qwen3.6",
        "qwq",
        "r1-1776",
        "reader-lm",
        "reflection",
        "rnj-1",
        "sailor2",
        "samantha-mistral",
        "shieldgemma",
        "smallthinker",
        "smollm",
        "smollm2",
        "snowflake-arctic-embed",
        "snowflake-arctic-embed2",
        "solar",
        "solar-pro",
        "sqlcoder",
        "stable-beluga",
        "stable-code",
        "stablelm-zephyr",
        "stablelm2",
        "starcoder",
        "starcoder2",
        "starling-lm",
        "tinydolphin",
        "tinyllama",
        "translategemma",
        "tulu3",
        "vicuna",
        "wizard-math",
        "wizard-vicuna",
        "wizard-vicuna-uncensored",
        "wizardcoder",
        "wizardlm",
        "wizardlm-uncensored",
        "wizardlm2",
        "xwinlm",
        "yarn-llama2",
        "yarn-mistral",
        "yi",
        "yi-coder",
        "zephyr",
    ]
)

#: Library -> short name (lower case) -> hub id, where the library itself expands it. ``*`` is the rule for the rest;
#: ``{}`` stands for the name as written. Sources: the libraries' own alias tables.
SHORT_NAMES: dict[str, dict[str, str]] = {
    # sentence_transformers/SentenceTransformer.py: names without an organisation get this one.
    "sentence-transformers": {"*": "sentence-transformers/{}"},
    # faster_whisper/utils.py _MODELS
    "faster-whisper": {
        "distil-large-v2": "Systran/faster-distil-whisper-large-v2",
        "distil-large-v3": "Systran/faster-distil-whisper-large-v3",
        "distil-medium.en": "Systran/faster-distil-whisper-medium.en",
        "distil-small.en": "Systran/faster-distil-whisper-small.en",
        "large": "Systran/faster-whisper-large-v3",
        "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        "turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        "*": "Systran/faster-whisper-{}",
    },
    # transformer_lens/loading_from_pretrained.py
    "transformer-lens": {
        "gpt2-small": "gpt2",
        "gpt2": "gpt2",
        "gpt2-medium": "gpt2-medium",
        "gpt2-large": "gpt2-large",
        "gpt2-xl": "gpt2-xl",
        "*pythia-": "EleutherAI/{}",
        "*gpt-neo-": "EleutherAI/{}",
        "*gpt-j-": "EleutherAI/{}",
        "*opt-": "facebook/{}",
        "*bloom-": "bigscience/{}",
        "*gemma-": "google/{}",
        "*qwen": "Qwen/{}",
    },
    # spacy_llm/models/hf: a registered family, and the name without its organisation.
    "spacy-llm": {
        "*dolly": "databricks/{}",
        "*falcon": "tiiuae/{}",
        "*open_llama": "openlm-research/{}",
        "*llama": "meta-llama/{}",
        "*mistral": "mistralai/{}",
        "*stablelm": "stabilityai/{}",
    },
    # clip_interrogator/clip_interrogator.py CAPTION_MODELS
    "clip-interrogator": {
        "blip-base": "Salesforce/blip-image-captioning-base",
        "blip-large": "Salesforce/blip-image-captioning-large",
        "blip2-2.7b": "Salesforce/blip2-opt-2.7b",
        "blip2-flan-t5-xl": "Salesforce/blip2-flan-t5-xl",
        "git-large-coco": "microsoft/git-large-coco",
    },
}

#: Builders of torchtune that load one data set unless told otherwise: the default of their ``source``.
TORCHTUNE_DATASETS = {
    "alpaca_dataset": "tatsu-lab/alpaca",
    "alpaca_cleaned_dataset": "yahma/alpaca-cleaned",
    "cnn_dailymail_articles_dataset": "ccdv/cnn_dailymail",
    "grammar_dataset": "liweili/c4_200m",
    "hh_rlhf_helpful_dataset": "RLHFlow/HH-RLHF-Helpful-standard",
    "llava_instruct_dataset": "liuhaotian/LLaVA-Instruct-150K",
    "samsum_dataset": "Samsung/samsum",
    "slimorca_dataset": "Open-Orca/SlimOrca-Dedup",
    "stack_exchange_paired_dataset": "lvwerra/stack-exchange-paired",
    "the_cauldron_dataset": "HuggingFaceM4/the_cauldron",
    "wikitext_dataset": "EleutherAI/wikitext_document_level",
}

#: Sizes that Whisper libraries take as names (openai/whisper ``_MODELS``).
WHISPER_SIZES = frozenset(
    {
        "tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en", "large", "large-v1",
        "large-v2", "large-v3", "large-v3-turbo", "turbo", "distil-large-v2", "distil-large-v3", "distil-medium.en",
        "distil-small.en",
    }
)  # fmt: skip

#: First parts of ``a/b`` that are folders, media types, zones or other habits, never a Hub organisation.
NOT_ORGANISATIONS = frozenset(
    {
        "exp", "exps", "experiment", "experiments", "work_dirs", "pretrained", "finetuned",
        "path", "path_to", "path-to", "data", "datasets", "dataset", "model", "models", "checkpoints", "checkpoint",
        "ckpt", "ckpts", "weights", "output", "outputs", "out", "results", "result", "logs", "log", "runs", "cache",
        "tmp", "temp", "src", "lib", "bin", "dist", "build", "docs", "doc", "test", "tests", "examples", "example",
        "scripts", "config", "configs", "assets", "static", "public", "images", "img", "media", "home", "root", "usr",
        "opt", "mnt", "var", "etc", "dev", "app", "api", "apis", "pages", "components", "utils", "tools", "resources",
        "files", "saves", "save", "workspace", "content", "kaggle", "drive", "local", "your", "my", "user", "username",
        "org", "your-org", "your_org", "yourorg", "my-org", "my_org", "myorg", "organization", "organisation", "owner",
        "namespace", "repo", "project", "application", "text", "image", "audio", "video", "font", "multipart",
        "message", "http:", "https:", "file:", "s3:", "gs:", "europe", "america", "asia", "africa", "australia",
        "etc.", "pacific", "atlantic", "and", "or", "on", "off", "yes", "no", "true", "false", "n", "w", "r", "i",
        "actions", "docker", "library", "refs", "snapshots", "blobs",
        "origin", "feature", "release", "train", "training", "eval", "val",
        "input", "inputs", "sys", "proc", "node_modules", "vendor", "packages", "internal", "pkg", "cmd", "v1", "v2",
        "v3", "v4", "chat", "completions", "embeddings", "ghcr.io", "docker.io", "quay.io", "gcr.io", "nvcr.io",
        "public.ecr.aws", "registry.k8s.io", "github.com", "huggingface.co", "hf.co", "localhost", "work", "loss",
        "metrics", "acc", "system", "sub", "proxy", "adapter", "adapters", "lora", "loras", "base", "task", "tasks",
        "pretrained_models", "pretrained-models", "trained_models", "saved_models", "local_models",
    }
)  # fmt: skip

#: What ``nltk.download`` fetches and that was trained; word lists, corpora and tokenizer tables are mentions.
NLTK_MODELS = frozenset(
    {
        "averaged_perceptron_tagger", "averaged_perceptron_tagger_eng", "averaged_perceptron_tagger_ru",
        "maxent_ne_chunker", "maxent_ne_chunker_tab", "maxent_treebank_pos_tagger", "bllip_wsj_no_aux",
    }
)  # fmt: skip
