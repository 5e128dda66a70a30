"""Collect: which models do the files of a tree name? Reads files, decides nothing about licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected, Detector, Found, lazy
from smallprint.fs import Tree
from smallprint.late import late

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache

__all__ = ["DETECTORS", "Collected", "Detector", "Found", "collect"]

#: Bytes of which one occurs in nearly every Python file that names a model.
_PYTHON = (
    b"model", b"from_pretrained", b"pipeline", b"dataset", b"hub", b"llm", b"openai", b"anthropic", b"gemini", b"genai",
    b"claude", b"gpt", b"llama", b"embed", b"whisper", b"spacy", b"nltk", b"weights", b"transformer", b"yolo", b"gguf",
    b"checkpoint", b"pretrained", b"bedrock", b"replicate", b"huggingface", b"hf.co", b"tts", b"mistral", b"cohere",
    b".pth", b".ckpt", b".onnx", b".safetensors", b"clip.load", b"insightface", b"rembg", b"resnet", b"diffusion",
    # What trains, or carries data to a trainer, and names no model.
    b".fit(", b"train_supervised", b".jsonl", b"json.dump", b".to_csv(", b".to_parquet(",
)  # fmt: skip

#: A key for a data set, with a name of the Hub or a list behind it.
_DATA_SET = late(rb"dataset[\w-]*[\"']?\s*[:=]\s*(?:[\"']?[\w.-]+/|[\n\[{&*$]|\Z)")
#: The same for files of keys, commands and prose: a family's name or a word of the keys that name models.
_KEYED = (
    b"model", b"llm", b"dataset_path", _DATA_SET, b"hf://", b"hf_", b"huggingface", b"hf.co", b"ollama",
    b"gpt", b"claude", b"gemini",
    b"llama", b"mistral", b"qwen", b"gemma", b"deepseek", b"embed", b"whisper", b"spacy", b"_core_", b"openai",
    b"anthropic", b"bedrock", b"gguf", b"pretrained", b"transformer", b"provider", b"minilm", b"bert", b"diffusion",
    b"checkpoint", b"lora", b"repo_id",
)  # fmt: skip

#: The same for shell: also families and programs that stand there without a word of their own.
_SHELL = (
    *_KEYED, b"bart", b"t5", b"phi", b"clip", b"flux", b"yolo", b"falcon", b"bloom", b"nltk", b"kaggle", b"vllm",
    b"deepseek", b"codex", b"demucs", b"e5-", b"bge-", b"vit-", b"aya", b"sdxl", b"_lg", b"_md",
)  # fmt: skip

#: The same for programming languages: families and libraries, since nearly every file of some trees says "model".
_CODE = (
    b"gpt", b"openai", b"claude", b"anthropic", b"gemini", b"genai", b"llama", b"mistral", b"mixtral", b"qwen",
    b"gemma", b"deepseek",
    b"huggingface", b"hf.co", b"hf_hub", b"hf-hub", b"pretrained", b"transformers", b"bumblebee", b"embed",
    b"whisper", b"minilm", b"bert",
    b"bedrock", b"cohere", b"groq", b"replicate", b"llm", b"gguf", b"mlx", b"onnx", b"diffusion", b"phi",
    b"openrouter", b"model_id",
    b"modelid", b"modelname", b"model_name", b"chatmodel", b"informers", b"moondream", b"langchain", b"xai",
    b"dall-e", b"tts-1", b"ai-sdk", b"mastra", b"genkit", b"kimi", b"glm-", b"grok", b"flux", b"minimax", b"@cf/",
    b"fal-ai", b"command-r", b"sonar", b"voyage", b"elevenlabs", b"perplexity", b"deepgram", b"stability", b"imagen",
    b"together", b"fireworks", b"cerebras", b"titan", b"rerank", b"xenova",
)  # fmt: skip

#: The detectors, one line each; the first whose ``files`` match a path reads it.
DETECTORS: tuple[Detector, ...] = (
    Detector("python", ("*.py", "*.pyi", "*.pyw"), _PYTHON, lazy("python")),
    Detector("notebook", ("*.ipynb",), _PYTHON, lazy("notebook")),
    Detector("docker", ("dockerfile*", "*.dockerfile", "*[-_]dockerfile", "containerfile*"), _KEYED,
             lazy("docker")),
    Detector("modelfile", ("modelfile", "modelfile.*", "modelfile-*", "*.modelfile", "*[-_]modelfile"), (b"from",),
             lazy("modelfile")),
    Detector("env", (".env", ".env.*", "*.env", ".envrc", "*.env.*", "env.example*", "env.sample*", ".env-*", "*.env-*",
                     ".flaskenv", ".sgptrc"), _KEYED, lazy("env")),
    Detector("register", ("dataset_info.json",), (), lazy("training_keys", "find_register")),
    Detector("yaml", ("*.yaml", "*.yml", "*.yaml.*", "*.yml.*", "*.tpl", "*.gotmpl", "mlmodel",
                     "mlproject"), _KEYED, lazy("yaml")),
    Detector("json", ("*.json", "*.jsonc", "*.json5", "*.code-workspace", "*.json.*"), _KEYED, lazy("json")),
    Detector("toml", ("*.toml", "*.toml.*", "poetry.lock", "uv.lock", "pipfile"), _KEYED, lazy("toml")),
    Detector("requirements", ("requirements*.txt", "requirements*.in", "*requirements.txt", "constraints*.txt",
                              "*/requirements/*.txt"),
             (b"_core_", b"-core-", b"huggingface.co", b"hf.co", b"_sm", b"-sm"), lazy("requirements")),
    Detector("ini", ("*.ini", "*.cfg", "*.conf", "*.properties", "*.service", "*.container", "config.txt",
                     "settings.txt"), _KEYED, lazy("ini")),
    Detector("hcl", ("*.tf", "*.tfvars", "*.hcl", "*.nomad", "*.tofu", "*.bicep", "*.bicepparam", "*.pbtxt",
                     "*.nix"), _KEYED,
             lazy("hcl")),
    Detector("shell", ("*.sh", "*.bash", "*.zsh", "*.fish", "*.ksh", "*.ps1", "*.bat", "*.cmd", "makefile",
                       "gnumakefile",
                       "makefile.*", "*.mk", "justfile", ".justfile", "*.just", "procfile", "jenkinsfile", "*.slurm",
                       "*.sbatch", "*.slrm", "*.pbs", "*.job", "*.command", "*.bats", "*.psm1", "*.sh.*",
                       ".bashrc", ".zshrc",
                       ".bash_profile", ".profile", ".aliases", ".bash_aliases"), _SHELL, lazy("shell")),
    Detector("markdown", ("*.md", "*.mdx", "*.markdown", "*.qmd", "*.rmd", "*.prompty", "*.prompt", "*.mdc"), _KEYED,
             lazy("markdown")),
    Detector("bom", ("*.cdx.xml", "bom.xml", "*.spdx", "*.spdx.rdf", "sbom*.xml", "*.bom.xml"), (b"pkg:",),
             lazy("bom", "find_text")),
    Detector("code", ("*.js", "*.jsx", "*.mjs", "*.cjs", "*.ts", "*.tsx", "*.mts", "*.cts", "*.vue", "*.svelte",
                      "*.astro", "*.html", "*.htm",
                      "*.go", "*.rs", "*.java", "*.kt", "*.kts", "*.scala", "*.sc", "*.groovy", "*.gradle", "*.cs",
                      "*.csx", "*.razor",
                      "*.cshtml", "*.fs", "*.fsx", "*.rb", "*.rake", "*.gemspec", "*.ru", "rakefile", "gemfile",
                      "*.php", "*.phtml",
                      "*.swift", "*.ex", "*.exs", "*.livemd", "*.dart", "*.c", "*.h", "*.cc", "*.cpp", "*.cxx",
                      "*.hpp", "*.hh", "*.m",
                      "*.mm", "*.r", "*.jl", "*.lua", "*.clj", "*.cljs", "*.cljc", "*.cr", "*.zig",
                      "*.nim", "*.vb", "*.hs", "*.pl", "*.pm", "*.sql"), _CODE,
                      lazy("lang")),
    Detector("weights", ("*.gguf", "*.safetensors"), (), lazy("weights"), head=256 * 1024),
)  # fmt: skip


def collect(
    tree: Tree,
    paths: Iterable[Path] = (),
    *,
    cache: Cache | None = None,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Collected:
    """Look at every file below ``paths`` (default: the whole tree) and return what they say, sorted by place.

    ``cache`` holds the answers of earlier runs; ``jobs`` is the number of processes (0: as many as pay);
    ``progress`` is told the number of files done and their total now and then.
    """
    from smallprint.collect.scan import scan

    return scan(tree, tuple(paths), DETECTORS, cache=cache, jobs=jobs, progress=progress)
