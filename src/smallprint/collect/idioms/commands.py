"""Command lines that take a model. Data only, one line each."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COMMANDS", "DOWNLOADERS", "FLAGS", "IMAGE_PROGRAMS", "INLINE_CALLS", "SILENT", "Command", "Flag"]


class Command(NamedTuple):
    """A program (and subcommand) with the place of the model."""

    words: str
    #: ``0``: the first argument that is no flag; ``*``: all of them; ``-x``: the value of this flag; ``none``: takes
    #: no model.
    where: str
    reads_as: str
    believes: str = "any"
    host: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("ollama pull", "0", "ollama", host="ollama"),
    Command("ollama run", "0", "ollama", host="ollama"),
    Command("ollama launch", "--model", "ollama", host="ollama"),
    Command("ollama rm", "none", ""),
    Command("ollama cp", "none", ""),
    Command("ollama push", "none", ""),
    Command("ollama show", "none", ""),
    Command("ollama create", "none", ""),
    Command("vllm serve", "0", "hf"),
    Command("vllm chat", "none", ""),
    Command("aphrodite run", "0", "hf"),
    Command("lmdeploy serve", "*", "hf", "shape"),
    Command("lmdeploy lite", "*", "hf", "shape"),
    Command("lmdeploy chat", "0", "hf"),
    Command("trtllm-serve", "0", "hf"),
    Command("mlc_llm", "*", "auto", "shape"),
    Command("huggingface-cli download", "0", "hf"),
    Command("hf download", "0", "hf"),
    Command("hfd", "0", "hf"),
    Command("hfd.sh", "0", "hf"),
    Command("huggingface-cli upload", "none", ""),
    Command("hf upload", "none", ""),
    Command("huggingface-cli repo", "none", ""),
    Command("hf repo", "none", ""),
    Command("hf repos", "none", ""),
    Command("modelscope download", "0", "hf", "shape"),
    Command("modelscope download", "--model", "hf"),
    Command("modelscope download", "--dataset", "dataset"),
    Command("tune download", "0", "hf"),
    Command("ilab download", "--repository", "hf"),
    Command("ilab model download", "--repository", "hf"),
    Command("ilab model download", "-rp", "hf"),
    Command("litgpt download", "0", "hf"),
    Command("litgpt finetune", "0", "hf", "shape"),
    Command("litgpt finetune_lora", "0", "hf", "shape"),
    Command("litgpt chat", "0", "hf", "shape"),
    Command("litgpt serve", "0", "hf", "shape"),
    Command("spacy download", "0", "spacy", "short"),
    Command("nltk.downloader", "*", "nltk", "shape"),
    Command("kaggle datasets download", "0", "kaggle-dataset"),
    Command("kaggle datasets download", "-d", "kaggle-dataset"),
    Command("kaggle datasets download", "--dataset", "kaggle-dataset"),
    Command("kaggle models instances versions download", "0", "kaggle"),
    Command("docker model", "*", "compose-model", "shape"),
    Command("docker model push", "none", ""),
    Command("docker model package", "none", ""),
    Command("docker model tag", "none", ""),
    Command("ramalama run", "0", "auto"),
    Command("ramalama serve", "0", "auto"),
    Command("ramalama pull", "0", "auto"),
    Command("lms get", "0", "auto", "shape"),
    Command("lms load", "0", "auto"),
    Command("openllm serve", "0", "auto", "shape"),
    Command("openllm run", "0", "auto", "shape"),
    Command("openllm start", "0", "hf", "shape"),
    Command("gptme", "-m", "litellm"),
    Command("local-ai run", "0", "auto", "shape"),
    Command("gh models", "*", "auto", "shape", "github"),
    Command("argos-translate-cli", "none", ""),
    Command("llama-server", "-m", "gguf"),
    Command("llama-server", "-hf", "hf"),
    Command("llama-server", "--hf-repo", "hf"),
    Command("llama-cli", "-m", "gguf"),
    Command("llama-cli", "-hf", "hf"),
    Command("llama-cli", "--hf-repo", "hf"),
    Command("llamafile", "-m", "gguf"),
    Command("mistralrs-server", "-m", "hf"),
    Command("mistralrs", "-m", "hf"),
    Command("llama-run", "0", "auto", "shape"),
    Command("main", "-m", "gguf"),
    Command("server", "-m", "gguf"),
    Command("whisper", "--model", "whisper"),
    Command("whisperx", "--model", "faster-whisper"),
    Command("whisper-ctranslate2", "--model", "faster-whisper"),
    Command("wyoming-faster-whisper", "--model", "faster-whisper"),
    Command("insanely-fast-whisper", "--model-name", "hf"),
    Command("demucs", "-n", "demucs"),
    Command("demucs", "--name", "demucs"),
    Command("spleeter separate", "-p", "spleeter"),
    Command("llm", "-m", "auto"),
    Command("mods", "-m", "auto"),
    Command("aichat", "-m", "auto"),
    Command("aider", "--model", "litellm"),
    Command("aider", "--weak-model", "litellm"),
    Command("aider", "--editor-model", "litellm"),
    Command("litellm", "--model", "litellm"),
    Command("codex", "-m", "openai"),
    Command("claude", "--model", "auto", "shape", "anthropic"),
    Command("gemini", "-m", "google"),
    Command("interpreter", "--model", "litellm"),
    Command("mlx_lm.convert", "--hf-path", "hf"),
    Command("tabby serve", "--model", "auto"),
    Command("text-embeddings-router", "--model-id", "hf"),
    Command("text-generation-launcher", "--model-id", "hf"),
    Command("infinity_emb", "--model-id", "hf"),
    Command("optimum-cli export", "--model", "hf"),
    Command("optimum-cli export", "-m", "hf"),
    Command("ct2-transformers-converter", "--model", "hf"),
    Command("lm_eval", "--model", "none"),
    Command("lm-eval", "--model", "none"),
    Command("lighteval", "*", "key-values", "shape"),
    Command("swift", "--model", "hf"),
    Command("eland_import_hub_model", "--hub-model-id", "hf"),
    Command("sglang.launch_server", "--model-path", "hf"),
    Command("sglang_router.launch_server", "--model-path", "hf"),
    Command("sglang_router.launch_router", "--model-path", "hf"),
    Command("fastchat.serve.cli", "--model-path", "hf"),
    Command("fastchat.serve.model_worker", "--model-path", "hf"),
    Command("bedrock-runtime", "--model-id", "bedrock"),
    Command("deployment create", "--model-name", "azure"),
    Command("deployment delete", "none", ""),
    Command("deployment show", "none", ""),
    Command("mergekit-extract-lora", "*", "hf", "shape"),
    Command("yolo", "*", "key-values", "shape"),
    Command("mlflow", "none", "none"),
    Command("k8sgpt auth", "--model", "auto"),
    Command("dvc", "none", ""),
)

#: Images whose arguments go to a program of their own: a part of the image's name, the program, its subcommands.
IMAGE_PROGRAMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ollama/ollama", "ollama", ("pull", "run")),
    ("llama.cpp", "llama-server", ()),
    ("llama-cpp", "llama-server", ()),
    ("wyoming-whisper", "wyoming-faster-whisper", ()),
    ("wyoming-faster-whisper", "wyoming-faster-whisper", ()),
    ("faster-whisper", "wyoming-faster-whisper", ()),
)

#: Programs whose arguments are text for somebody to read, patterns, or names of folders.
SILENT = frozenset(
    {
        "echo", "printf", "grep", "egrep", "fgrep", "rg", "sed", "awk", "log", "info", "warn", "error", "die", "fail",
        "debug", "success", "test",
        "[", "[[", "rm", "mkdir", "cd", "ls", "mv", "cp", "ln", "touch", "chmod", "chown", "cat", "tee", "read",
        "return", "exit", "print",
        "write-host", "write-output", "jq", "yq", "find", "du", "tar", "basename", "dirname", "kill", "pkill",
        "sleep", "source", "alias", "case",
        "say", "log_info", "print_info", "print_status", "warning", "note", "head", "tail", "wc", "diff", "sort",
        "help", "usage", "rem",
        "docker-push", "scp", "rsync", "gsutil", "logger", "pass", "msg", "notice", "title", "header",
    }
)  # fmt: skip

#: Programs that fetch the address they are given.
DOWNLOADERS = frozenset(
    {
        "curl", "wget", "aria2c", "git", "pip", "pip3", "uv", "add", "axel", "invoke-webrequest", "iwr", "gdown",
        "git-lfs", "hf_hub_download", "http", "xh", "curl.exe", "git.exe", "poetry", "pipx", "conda", "mamba",
    }
)  # fmt: skip


class Flag(NamedTuple):
    """A flag that no key of the key table spells."""

    flag: str
    reads_as: str
    believes: str = "shape"


FLAGS: tuple[Flag, ...] = (
    Flag("--model-path", "hf"),
    Flag("--model_path", "hf"),
    Flag("-hf", "hf"),
    Flag("-hfr", "hf"),
    Flag("-hfd", "hf"),
    Flag("--hf-path", "hf"),
    Flag("--hf-repo", "hf"),
    Flag("--hf_repo", "hf"),
    Flag("--hf-model", "hf"),
    Flag("--ckpt", "hf"),
    Flag("--base", "hf"),
    Flag("--draft-model", "auto"),
    Flag("--speculative-draft-model-path", "hf"),
    Flag("--lora-modules", "key-values"),
    Flag("--lora-paths", "key-values"),
    Flag("--model_args", "key-values"),
    Flag("--model-args", "key-values"),
    Flag("--adapter-path", "hf"),
    Flag("--dataset", "dataset"),
    Flag("--data", "dataset"),
    Flag("--dataset_name", "dataset"),
    Flag("--tokenizer", "hf"),
)

#: Calls in a line of Python that a shell runs (``python -c "…"``): name of the function -> ecosystem.
INLINE_CALLS: dict[str, str] = {
    "from_pretrained": "hf",
    "snapshot_download": "hf",
    "hf_hub_download": "hf",
    "SentenceTransformer": "sentence-transformers",
    "CrossEncoder": "hf",
    "TextEmbedding": "hf",
    "WhisperModel": "faster-whisper",
    "load_dataset": "dataset",
    "nltk.download": "nltk",
    "spacy.load": "spacy",
    "spacy.cli.download": "spacy",
    "whisper.load_model": "whisper",
    "pipeline": "hf",
    "AutoModel": "hf",
    "HuggingFaceEmbeddings": "sentence-transformers",
    "ollama.pull": "ollama",
    "timm.create_model": "timm",
    "YOLO": "ultralytics",
    "LLM": "hf",
}
