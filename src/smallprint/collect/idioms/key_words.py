"""Words of keys: what a key of configuration says beside the table of :mod:`.keys`. Data only."""

from __future__ import annotations

__all__ = [
    "CALLED_WORDS",
    "CALL_KEYS",
    "COMMAND_KEYS",
    "DOCUMENT_KEYS",
    "FILE_KEYS",
    "FIRST_UNSURE",
    "HOST_KEYS",
    "LIMIT_KEYS",
    "LISTING_KEYS",
    "LISTING_WORDS",
    "NAMED_KEYS",
    "NAME_KEYS",
    "PART_WORDS",
    "PLAYER_WORDS",
    "PROSE_WORDS",
    "QUOTING_KEYS",
    "RECORDED_KEYS",
    "RUN_KEYS",
    "RUN_KEYS_TELL",
    "SHOWN_WORDS",
    "TITLE_KEYS",
    "VALUE_KEYS",
    "WEAK_WORDS",
]

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

#: Beside a model these are handed to it, or to the agent that calls it.
CALL_KEYS = frozenset(
    {
        "temperature", "max_tokens", "top_p", "top_k", "num_ctx", "num_predict", "stream", "tools", "system_prompt",
        "prompt", "prompt_template", "backstory", "goal", "role", "instructions", "max_iter", "context_length",
        "keep_alive",
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

#: So many of these in one mapping make its document the record of a run: what was asked, answered, spent and scored.
RUN_KEYS = frozenset(
    {
        "response", "latency", "latency_ms", "token_usage", "usage", "success", "score", "scores", "named_scores",
        "grading_result", "completion_tokens", "prompt_tokens", "total_tokens", "finish_reason", "elapsed",
        "duration_ms", "cost", "passed", "failure_reason", "error",
    }
)  # fmt: skip
RUN_KEYS_TELL = 4

#: Of these the limits: an entry of a register has them, and the settings of one service.
LIMIT_KEYS = frozenset({"max_input_tokens", "context_length", "context_window", "max_context_length", "max_context"})

#: A word of a key that makes a value worth a look when the value looks like a model by itself.
WEAK_WORDS = frozenset(
    {
        "model", "models", "llm", "llms", "embedding", "embeddings", "embed", "embedder", "reranker", "rerank",
        "checkpoint", "weights", "lm",
        "gpt", "claude", "ollama", "hf", "huggingface", "bedrock", "anthropic", "openai", "gemini", "transcription",
        "stt", "whisper", "tts", "asr",
        "vision", "chat", "completion", "summarizer", "slm", "vlm", "vllm", "deployment", "deployments",
        "transformer", "transformers", "lora",
        "adapter", "tokenizer", "diffusion", "classifier", "judge", "grader", "evaluator", "agent", "generator",
        "dataset", "datasets",
        "finetune", "inference", "engine", "opus", "sonnet", "haiku", "planner", "router", "diarization", "critic",
    }
)  # fmt: skip

#: Of these words what a program plays or runs, and last words of a key for what such a thing is called.
PLAYER_WORDS = frozenset(
    {
        "agent", "engine", "chat", "router", "planner", "generator", "judge", "grader", "evaluator", "critic",
        "summarizer", "classifier", "inference", "deployment", "deployments", "vision", "completion",
    }
)  # fmt: skip
CALLED_WORDS = frozenset({"name", "names", "title", "id", "label", "alias", "slug", "tag"})

#: A whole key that says what part a model plays, for a name that can be nothing but a model's: ``fast: gpt-4o-mini``.
PART_WORDS = frozenset(
    {
        "primary", "secondary", "fallback", "fallbacks", "fast", "slow", "smart", "cheap", "strong", "main", "heavy",
        "light", "reasoning", "reasoner", "writer", "coder", "coding", "reviewer", "summary", "summarization",
        "researcher", "orchestrator", "supervisor", "worker", "verifier", "rewriter", "translator", "translation",
        "backup", "balanced", "premium", "extraction", "extractor", "synthesis", "analysis", "analyst",
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
     "candidate", "candidates", "exclude", "excluded", "excludes", "ignored", "disabled", "banned", "forbidden",
     "denied", "deny", "disallowed", "unsupported", "deprecated", "hidden"}
)  # fmt: skip
