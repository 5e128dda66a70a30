"""Keys of configuration files, environment variables and command-line flags that name a model. Data only.

A line is ``Key(path, reads_as, …)``. ``path`` is the key in snake case (``modelName``, ``MODEL-NAME``, ``model.name``
are matched as their words), with parents before a dot where the key alone says too little. A single key also matches
behind other words (``model`` in ``default_model``); with ``=`` before it only as it stands. The most parents, then the
longest key decide.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "COMMAND_KEYS",
    "DOCUMENT_KEYS",
    "FILE_KEYS",
    "FIRST_UNSURE",
    "HOST_KEYS",
    "KEYS",
    "LIMIT_KEYS",
    "LISTING_KEYS",
    "LISTING_WORDS",
    "NAMED_KEYS",
    "NAME_KEYS",
    "PROSE_WORDS",
    "QUOTING_KEYS",
    "RECORDED_KEYS",
    "SHOWN_WORDS",
    "TITLE_KEYS",
    "VALUE_KEYS",
    "WEAK_WORDS",
    "Key",
]


class Key(NamedTuple):
    """One key that names a model (or that does not, though it looks so)."""

    path: str
    #: ``auto`` (the value's own shape and the host decide), a kind or ecosystem of :mod:`smallprint.collect.names`,
    #: ``uri`` (only ``hf://``, ``ollama://`` and addresses of the Hub), or ``none``.
    reads_as: str
    #: ``shape``: the value must look like a model; ``family``: and its name must hold a known family, since folders
    #: look the same; ``any``: whatever stands here is one, a plain word too.
    believes: str = "shape"
    #: Keys beside it in the same mapping of which one must be there / must not be there.
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    #: Relation of the file's own model to this one.
    relation: str = ""
    role: str = "dependency"


#: A name that a file serves under is no model when the model itself stands beside it.
_SERVED = ("model_id", "model_path", "model_url", "model_source", "litellm_params", "storage_uri", "model_name_or_path",
           "pretrained_model_name_or_path", "hf_model_id", "model_ref", "backend_model", "upstream_model",
           "target_model", "real_model", "litellm_model", "model_repo", "hf_repo", "repo_id")  # fmt: skip

KEYS: tuple[Key, ...] = (
    # -- anywhere -----------------------------------------------------------------------------------------------
    Key("model", "auto"),
    # The body of a request to a model: https://platform.openai.com/docs/api-reference/chat/create
    Key("model", "auto", "any", when=("messages", "max_tokens", "temperature", "stream")),
    Key("models", "auto"),
    Key("models.default", "auto"),
    Key("models.pull", "auto"),
    Key("models.run", "auto"),
    Key("models.*.id", "auto"),
    Key("models.*.name", "auto"),
    Key("models.create.name", "none"),
    Key("models.id", "auto"),
    Key("models.name", "auto", unless=("model", "provider", "path", "url", "hf_hub_url", *_SERVED)),
    Key("models.name", "auto", when=("provider",), unless=("model", "path", "url", "id", "hf_hub_url", *_SERVED)),
    Key("models.value", "auto"),
    Key("model.name", "auto"),
    Key("model.id", "auto"),
    Key("model.path", "hf", "family"),
    Key("model.repo", "hf"),
    Key("model.pretrained", "hf"),
    Key("model_id", "auto", unless=("model_source",)),
    Key("model_ids", "auto"),
    Key("model_name", "auto", unless=_SERVED),
    Key("model_names", "auto"),
    Key("modelname", "auto", unless=_SERVED),
    Key("model_identifier", "auto"),
    Key("model_slug", "auto"),
    Key("model_repo", "hf"),
    Key("model_repo_id", "hf"),
    Key("model_url", "auto"),
    Key("model_uri", "uri"),
    Key("model_source", "auto"),
    Key("model_path", "hf", "family"),
    Key("model_dir", "hf", "family"),
    Key("model_weights", "hf", "family"),
    Key("model_file", "gguf"),
    Key("model_arn", "auto"),
    Key("model_ref", "auto"),
    Key("model_key", "auto"),
    Key("model_code", "auto"),
    Key("model_version", "auto", unless=("model", "model_name", "model_id", "name")),
    Key("foundation_model", "auto"),
    Key("foundation_model_id", "auto"),
    Key("inference_profile", "auto"),
    Key("llm", "auto"),
    Key("llms", "auto"),
    Key("llm_id", "auto"),
    Key("llm_name", "auto"),
    Key("embedding", "auto"),
    Key("embeddings", "auto"),
    Key("embedder", "auto"),
    Key("embed", "auto"),
    Key("embedding_model_name", "auto"),
    Key("embedding_name", "auto"),
    Key("models.llms.name", "auto", "any", when=("provider",)),
    Key("models.embeddings.name", "auto", "any", when=("provider",)),
    Key("models.rerankers.name", "auto", "any", when=("provider",)),
    Key("llms.name", "auto"),
    Key("embeddings.name", "auto"),
    Key("embedding.name", "auto"),
    Key("llm.name", "auto"),
    Key("reranker.name", "auto"),
    Key("rerankers.name", "auto"),
    Key("reranker", "auto"),
    Key("rerank", "auto"),
    Key("vlm", "auto"),
    Key("teacher", "hf", "family"),
    Key("student", "hf", "family"),
    Key("base_model", "auto"),
    Key("draft", "hf", "family"),
    Key("tokenizer", "hf"),
    Key("tokenizer_name", "hf"),
    Key("tokenizer_path", "hf", "family"),
    Key("tokenizer_config", "hf"),
    Key("tokenizer_id", "hf"),
    Key("tokenizer.type", "hf", "family"),
    Key("processor", "hf", "family"),
    Key("processor_name", "hf"),
    Key("=filename", "gguf"),
    Key("model_name_or_path", "hf", "any"),
    Key("pretrained_model_name_or_path", "hf", "any"),
    Key("pretrained_model", "hf"),
    Key("pretrained_model_name", "hf", "any"),
    Key("pretrained_name", "hf"),
    Key("pretrained", "hf", "family"),
    Key("pretrained_path", "hf", "family"),
    Key("pretrain_path", "hf"),  # SpeechBrain, as the next four
    Key("pretrained_model_hub", "hf"),
    Key("hub", "hf", "family"),
    Key("whisper_hub", "hf"),
    Key("source", "hf", when=("run_opts", "savedir")),
    Key("name_or_path", "hf"),
    Key("model_id_or_path", "hf", "any"),
    Key("model_or_path", "hf", "any"),
    Key("tokenizer_name_or_path", "hf", "any"),
    Key("adapter_name_or_path", "hf"),
    Key("checkpoint", "hf", "family"),
    Key("checkpoint_path", "hf", "family"),
    Key("checkpoint_name", "hf"),
    Key("repo_id", "hf", "family", unless=("push_to_hub",)),
    Key("repository", "hf", when=("adapter_name", "adapter_path")),
    Key("hf_repo", "hf"),
    Key("checkpoint_repository.repo", "hf"),
    Key("=fallback_chain", "auto"),
    Key("=fallbacks", "auto"),
    Key("hf_repo_id", "hf"),
    Key("hf_id", "hf"),
    Key("hf_path", "hf"),
    Key("hf_checkpoint", "hf"),
    Key("hf_tokenizer", "hf"),
    Key("huggingface_repo_id", "hf"),
    Key("hf_model", "hf", "any"),
    Key("hf_model_id", "hf", "any"),
    Key("hf_model_name", "hf", "any"),
    Key("huggingface_id", "hf"),
    Key("huggingface_repo", "hf"),
    Key("huggingface.name", "hf", "family"),
    Key("hugging_face.name", "hf", "family"),
    Key("huggingface.repo", "hf"),
    Key("hf.repo", "hf"),
    Key("hf.id", "hf"),
    Key("huggingface_model", "hf", "any"),
    Key("huggingface_model_id", "hf", "any"),
    Key("hf_url", "uri"),
    Key("storage_uri", "uri"),
    Key("source_uri", "uri"),
    Key("lora", "hf", "family"),
    Key("lora_path", "hf", "family"),
    Key("lora_model", "hf"),
    Key("lora_weights", "hf"),
    Key("lora_adapter", "hf"),
    Key("adapter", "hf", "family"),
    Key("adapter_path", "hf", "family"),
    Key("vae", "hf", "family"),
    Key("unet", "hf", "family"),
    Key("text_encoder", "hf"),
    Key("controlnet", "hf"),
    Key("vision_tower", "hf"),
    Key("encoder", "hf", "family"),
    Key("encoder_name", "hf", "family"),
    Key("encoder_id", "hf", "family"),
    Key("backbone", "hf", "family"),
    Key("backbone_name", "hf", "family"),
    Key("feature_extractor", "hf", "family"),
    Key("deployment", "auto"),
    Key("deployment_name", "auto"),
    Key("deployment_id", "auto"),
    Key("azure_deployment", "azure", "any"),
    Key("deployment_model", "auto"),
    Key("gguf", "gguf"),
    Key("spacy_model", "spacy", "any"),
    Key("whisper_model", "whisper", "any"),
    Key("whisper_model_name", "whisper", "any"),
    Key("whisper_model_size", "whisper", "any"),
    Key("whisper_size", "whisper", "any"),
    Key("whisper_arch", "whisper", "any"),
    Key("whisperx_model", "faster-whisper", "any"),
    Key("faster_whisper_model", "faster-whisper", "any"),
    Key("whisper.model", "whisper", "any"),
    Key("asr_model", "whisper", "any"),
    Key("stt_model", "whisper", "any"),
    Key("stt.model", "whisper", "any"),
    Key("models_to_pull", "auto"),
    Key("models_to_download", "auto"),
    Key("models_to_load", "auto"),
    # -- what looks like a model's key and is none ---------------------------------------------------------------
    Key("hub_model_id", "none"),
    Key("hub_dataset_id", "none"),
    Key("push_to_hub_model_id", "none"),
    Key("push_to_hub", "none"),
    Key("served_model_name", "none"),
    Key("serve_model_name", "none"),
    Key("output_model", "none"),
    Key("output_model_name", "none"),
    Key("new_model", "none"),
    Key("new_model_name", "none"),
    Key("merged_model", "none"),
    Key("save_model", "none"),
    Key("registered_model", "none"),
    Key("registered_model_name", "none"),
    Key("run_name", "none"),
    Key("encoding_model", "none"),
    Key("data_model", "none"),
    Key("base_url_model", "none"),
    Key("model_type", "none"),
    Key("model_family", "none"),
    Key("model_class", "none"),
    Key("model_provider", "none"),
    Key("device_model", "none"),
    Key("model_labels", "none"),
    Key("cached_result_name", "none"),
    Key("model_group", "none"),
    Key("response.model", "auto", role="mention"),
    Key("response_model", "auto", role="mention"),
    Key("optimal_model", "auto", role="mention"),
    Key("expected_model", "auto", role="mention"),
    Key("document_intelligence_model", "none"),  # Azure's ``prebuilt-read``, as the next
    Key("form_recognizer_model", "none"),
    # -- data sets -----------------------------------------------------------------------------------------------
    Key("dataset", "dataset"),
    Key("datasets", "dataset"),
    Key("dataset_dir", "dataset", "remote"),  # LLaMA-Factory: ``REMOTE:org/name``; else a folder
    Key("dataset_id", "dataset"),
    Key("dataset_repo", "dataset"),
    Key("dataset_repo_id", "dataset"),
    Key("dataset_name", "dataset", unless=("dataset_path",)),
    Key("=dataset_path", "dataset", "any"),
    Key("dataset_path", "dataset"),
    Key("dataset_name_or_path", "dataset"),
    Key("repo_id", "dataset", when=("split", "splits", "subset", "train_split")),
    Key("=path", "dataset", when=("split", "splits", "subset", "train_split")),
    Key("=hf_path", "dataset", when=("split", "splits", "subset", "train_split")),
    Key("dataset_path.repo_id", "dataset"),
    Key("dataset_uri", "dataset"),
    Key("train_data", "dataset"),
    Key("hf_dataset", "dataset"),
    Key("hf_dataset_id", "dataset"),
    Key("train_dataset", "dataset"),
    Key("eval_dataset", "dataset"),
    Key("datasets.path", "dataset"),
    Key("test_datasets.path", "dataset"),
    Key("pretraining_dataset", "dataset"),
    Key("pretraining_dataset.path", "dataset"),
    Key("datasets.name", "dataset", unless=("path",)),
    Key("dataset.name", "dataset", unless=("path",)),
    Key("dataset.path", "dataset"),
    Key("dataset.source", "dataset"),
    Key("dataset.repo_id", "dataset"),
    Key("dataset.id", "dataset"),
    Key("dataset.*.id", "dataset"),
    Key("datasets.*.id", "dataset"),
    Key("datasets.id", "dataset"),
    Key("datasets.repo_id", "dataset"),
    Key("datasets.hf_id", "dataset"),
    Key("datasets.hf_path", "dataset"),
    Key("datasets.hf_repo", "dataset"),
    Key("dataset.*.path", "dataset"),
    Key("datasets.*.path", "dataset"),
    Key("data.path", "dataset", when=("file_type", "split", "train_split", "streaming", "subset")),
    Key("dataset_train.source", "dataset"),
    Key("dataset_mixer.*", "dataset-key"),
    Key("dataset_mixture.datasets.id", "dataset"),
    Key("ms_hub_url", "dataset", role="mention"),
    Key("om_hub_url", "dataset", role="mention"),
    Key("hf_hub_url", "dataset", role="mention"),  # LLaMA-Factory's dataset_info.json: a register of what can be named
    # -- LiteLLM: proxy configuration ----------------------------------------------------------------------------
    Key("litellm_params.model", "litellm", "any"),
    Key("litellm_model", "litellm", "any"),
    Key("model_list.model_name", "none"),
    Key("model_info.base_model", "none"),
    Key("fallbacks.*", "none"),
    Key("model_group_alias.*", "none"),
    # -- promptfoo -----------------------------------------------------------------------------------------------
    Key("provider", "routed"),
    Key("providers", "routed"),
    Key("providers.*", "routed-key"),
    Key("providers.id", "routed"),
    Key("provider.id", "routed"),
    Key("targets", "routed"),
    Key("targets.id", "routed"),
    # -- Dify DSL: the model's name beside its provider; retrieval nodes ------------------------------------------
    Key("model.name", "auto", "any", when=("provider",)),
    Key("reranking_model.model", "auto", "any", when=("provider",)),
    Key("reranking_model.reranking_model_name", "auto", "any", when=("reranking_provider_name",)),
    Key("vector_setting.embedding_model_name", "auto", "any", when=("embedding_provider_name",)),
    # -- Continue, Zed, opencode and other editors ----------------------------------------------------------------
    Key("models.model", "auto", "any", when=("provider", "engine", "type")),
    Key("tab_autocomplete_model.model", "auto", "any", when=("provider",)),
    Key("embeddings_provider.model", "auto", "any", when=("provider",)),
    Key("small_model", "auto"),
    # -- mem0, CrewAI, LangGraph and others: provider beside config.model -------------------------------------------
    Key("llm.model", "auto"),
    Key("embedder.model", "auto"),
    # -- training: axolotl, LLaMA-Factory, TRL, torchtune, Unsloth ---------------------------------------------------
    Key("base_model_config", "hf"),
    Key("base_model_name_or_path", "hf", "any", relation="adapter"),
    Key("lora_model_dir", "hf"),
    Key("reward_model", "hf"),
    Key("reward_model_path", "hf"),
    Key("sft_model_path", "hf"),
    Key("ref_model", "hf"),
    Key("model.value", "auto"),
    # -- files that a framework writes beside weights --------------------------------------------------------------
    Key("=_name_or_path", "hf", "any", relation="unknown"),
    # -- mergekit ---------------------------------------------------------------------------------------------------
    Key("source_model", "hf"),
    Key("sources.model", "hf"),
    Key("tokenizer_source", "hf"),
    # -- Ray Serve, KubeRay, KubeAI, KServe, production-stack, llm-d, NIM, TGI --------------------------------------
    Key("model_loading_config.model_source", "hf"),
    Key("model_loading_config.model_id", "hf", unless=("model_source",)),
    Key("model_artifacts.uri", "uri"),
    Key("model.uri", "uri"),
    Key("spec.url", "uri"),
    Key("routing.model_name", "none"),
    Key("adapters.url", "uri"),
    Key("adapters.source", "hf"),
    Key("models.source", "hf", "family"),
    Key("lora_modules.path", "hf"),
    Key("=name", "hf", "any", when=("architectures",)),
    Key("params.name", "hf", "family"),  # Substratus
    Key("=repo", "hf", "family", when=("file", "filename", "quant")),
    Key("=file", "gguf", when=("repo", "repo_id", "hf_repo")),
    Key("features.*.*.pull", "auto"),  # of development containers
    Key("artifact", "uri"),
    # -- spaCy, Rasa ------------------------------------------------------------------------------------------------
    Key("transformer.model.name", "hf", "any"),
    Key("curated_transformer.model.name", "hf", "any"),
    Key("encoder_loader.name", "hf", "any"),
    Key("model.name", "spacy-llm", "any", when=("llm_models",)),
    Key("=vectors", "spacy-pattern"),
    Key("=source", "spacy-pattern"),
    Key("=init_tok2vec", "spacy-pattern"),
    Key("pipeline.model_weights", "hf", "any"),
    Key("inference.preset.name", "auto", "any"),
    Key("tuning.preset.name", "auto", "any"),
    # -- clouds: Bedrock, SageMaker, Azure, Vertex --------------------------------------------------------------------
    Key("model.name", "azure", "any", when=("format",)),
    Key("foundation_model_arn", "auto"),
    Key("embedding_model_arn", "auto"),
    Key("foundational_model", "auto"),
    Key("publisher_model", "auto"),
    Key("model_package_arn", "none"),
    # -- Docker compose ------------------------------------------------------------------------------------------------
    Key("models.*.model", "compose-model", "any"),
    Key("services.*.models", "none"),  # names of what stands under ``models``
)

#: Keys whose text, list or block is a command line.
COMMAND_KEYS = frozenset(
    {
        "command", "commands", "args", "cmd", "entrypoint", "run", "script", "scripts", "before_script", "after_script",
        "setup", "exec", "extra_args", "vllm_extra_args", "start_command", "post_create_command", "on_create_command",
        "post_start_command", "post_attach_command", "update_content_command", "user_data", "startup_script", "shell",
        "bash", "cmds",
        "container_args", "engine_args", "serve_command", "inline", "container_command", "arguments", "launch_command",
        "startup_command", "init_command", "build_command", "install_command", "tasks", "argv", "runcmd", "bootcmd",
        "exec_start",
    }
)  # fmt: skip

#: Beside a text these say that it is the content of a file.
FILE_KEYS = frozenset({"dest", "path", "filename", "file_name", "destination", "mount_path", "target"})

#: Keys that tell who runs the model named beside or below them, in the order in which they decide: an address beats a
#: provider's name, that beats a class. They also count behind the words of the model's own key (``chat_base_url`` for
#: ``chat_model``).
HOST_KEYS = (
    "api_base", "base_url", "api_url", "endpoint", "server_url", "api_host", "azure_endpoint", "api_base_url",
    "openai_api_base", "openai_base_url", "ollama_base_url", "ollama_host", "custom_llm_provider", "provider",
    "provider_name", "model_provider", "llm_provider", "embedding_provider", "embedding_provider_name",
    "reranking_provider_name", "chat_provider", "default_provider", "engine", "vendor", "platform",
    # from here on only a hint: the value must look like a model of its own
    "backend", "client", "sdk", "framework", "api_type", "llm_backend", "type", "_type", "class", "class_name",
    "module",
    "_component_", "integration", "url", "host", "service", "llm_type", "model_type",
)  # fmt: skip
#: Index in ``HOST_KEYS`` of the first that is only a hint.
FIRST_UNSURE = HOST_KEYS.index("backend")

#: Pairs that spell an environment variable or parameter over two keys: ``{name: X, value: Y}``.
NAME_KEYS = frozenset({"name", "key", "parameter_key", "field", "variable", "id", "display_name"})
VALUE_KEYS = frozenset(
    {"value", "default", "default_value", "parameter_value", "fallback", "string_value", "initial_value"}
)

#: What is named by a ``name`` below one of these, whatever stands before the word: ``embedding_model: {name: …}``.
NAMED_KEYS = frozenset({"model", "llm", "embedder", "embedding", "reranker", "vlm", "tokenizer", "classifier", "embed"})

#: A list below one of these only lists what could be named.
LISTING_KEYS = frozenset(
    {
        "options", "option", "enum", "enums", "choices", "supported", "supported_models", "available",
        "available_models", "allowed",
        "allowed_models", "allowed_values", "aliases", "deprecated", "suggestions", "known_models", "whitelist",
        "enum_descriptions", "markdown_enum_descriptions",
        "compatible_models", "unsupported_models", "excluded_models", "blocked_models", "denied_models",
        "allowed_pattern", "denylist", "allowlist", "recommended", "recommended_models", "keywords", "tags", "labels",
        "hide_models", "hidden_models", "resource", "resources", "not_resource", "examples", "values",
        "accepted_values",
        "permitted_values",
    }
)  # fmt: skip

#: Whatever stands below one of these quotes, prices, describes or tests.
QUOTING_KEYS = frozenset(
    {
        "pricing", "prices", "price", "model_prices", "costs", "model_cost", "model_costs", "healthcheck",
        "model_registry", "registry",
        "tags", "description", "readiness_probe", "liveness_probe", "startup_probe", "docs", "documentation", "help",
        "changelog", "labels",
        "annotations", "messages", "asserts", "assertions", "expected", "expected_output", "mock", "mocks", "example",
        "examples", "deprecated_models", "citation", "match_labels", "selector", "headers", "dimensions",
        "capabilities", "model_capabilities", "model_aliases", "model_limits", "rate_limits", "title", "comment",
        "notes",
        "enum_descriptions", "markdown_description", "placeholder", "tooltip", "hint", "prompt", "prompts", "text",
        "content", "message", "condition",
    }
)  # fmt: skip

#: Last words of a key whose value is shown, whatever stands before: ``modelPlaceholder``.
SHOWN_WORDS = frozenset(
    {"placeholder", "placeholders", "tooltip", "hint", "help", "description", "example", "examples", "label", "caption"}
)

#: Keys that hold a whole file of keys in one quoted text.
DOCUMENT_KEYS = frozenset({"data", "dsl", "yaml", "yml", "yaml_content", "config", "manifest", "spec", "values"})

#: Words of a key whose text of many lines is written for people or for a model, whatever it looks like.
PROSE_WORDS = frozenset({"description", "descriptions", "prompt", "prompts", "instruction", "instructions", "notes"})

#: Beside a model's name these show an answer that was recorded, or a price list: nothing that will be run.
RECORDED_KEYS = frozenset(
    {
        "created_at", "system_fingerprint", "finish_reason", "stop_reason", "done", "prompt_eval_count", "eval_count",
        "completion_tokens",
        "prompt_tokens", "total_tokens", "input_cost_per_token", "output_cost_per_token", "input_price",
        "output_price", "price_per_token",
        "input_cost", "output_cost", "cost_per_1k", "context_length", "context_window", "max_context_length",
        "price_input", "price_output",
        "input_cost_per1m", "output_cost_per1m", "prompt_price", "completion_price", "knowledge_cutoff", "leaderboard",
        "score", "scores",
        "accuracy", "object", "owned_by", "pricing", "cost", "max_input_tokens", "supports_vision", "elo",
        "downloads", "likes", "results", "model_types", "content_length", "max_output", "max_context", "timestamp",
        "pass_rate", "pass_rate_1", "pass_rate_2", "win_rate", "error_rate", "success_rate", "refusal_rate",
        "test_cases", "seconds_per_case", "total_cost", "total_tests", "total_time", "total_time_s", "latency",
        "latency_ms", "latency_s", "ttft", "ttft_ms", "tokens_per_second", "tokens_per_sec", "tok_per_s", "elapsed",
        "end_time", "parent_uuid", "trace_uuid", "span_id", "trace_id", "input_token_count", "output_token_count",
        "modified_at", "digest", "parameter_size", "quantization_level",
        "elapsed_s", "elapsed_ms", "duration_ms", "duration_s", "time_s", "output_tokens", "rate_tps",
    }
)  # fmt: skip

#: Of these the limits: an entry of a register has them, and the settings of one service.
LIMIT_KEYS = frozenset({"max_input_tokens", "context_length", "context_window", "max_context_length", "max_context"})

#: A word of a key that makes a value worth a look when the value looks like a model by itself.
WEAK_WORDS = frozenset(
    {
        "model", "models", "llm", "llms", "embedding", "embeddings", "embed", "embedder", "reranker", "rerank",
        "checkpoint", "weights", "lm",
        "gpt", "claude", "ollama", "hf", "huggingface", "bedrock", "anthropic", "openai", "gemini", "transcription",
        "whisper", "tts", "asr",
        "vision", "chat", "completion", "summarizer", "slm", "vlm", "vllm", "deployment", "deployments",
        "transformer", "transformers", "lora",
        "adapter", "tokenizer", "diffusion", "classifier", "judge", "grader", "evaluator", "agent", "generator",
        "dataset", "datasets",
        "finetune", "inference", "engine", "opus", "sonnet", "haiku", "planner", "router",
    }
)  # fmt: skip

#: Keys that hold a title or a served name, never enough by themselves.
TITLE_KEYS = frozenset(
    {
        "name", "title", "label", "id", "description", "alias", "display_name", "slug", "text", "comment", "author",
        "image", "tag", "prompt",
        "url", "homepage", "version", "template", "chat_template", "path", "file", "filename", "output", "output_dir",
        "run_name", "project",
        "username", "user", "namespace", "group", "repository", "repo", "license", "prompt_template",
        "conversation_template", "release",
        "uses", "container_name", "service", "dest", "key", "role", "type", "kind", "family", "provider", "pattern",
        "regex", "owner",
    }
)  # fmt: skip

#: Words of a key that make it a list of what could be chosen.
LISTING_WORDS = frozenset(
    {"list", "available", "supported", "allowed", "options", "whitelist", "allowlist", "choices", "blocked",
     "candidate", "candidates"}
)  # fmt: skip
