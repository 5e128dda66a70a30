"""Collect: which models do the files of a tree name? Reads files, decides nothing about licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from smallprint.collect.detector import Collected, Detector, Found, lazy
from smallprint.fs import Tree

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache

__all__ = ["DETECTORS", "Collected", "Detector", "Found", "collect"]

#: Bytes of which one occurs in nearly every Python file that names a model.
_PYTHON = (
    b"model", b"from_pretrained", b"pipeline", b"dataset", b"hub", b"llm", b"openai", b"anthropic", b"gemini", b"genai",
    b"claude", b"gpt", b"llama", b"embed", b"whisper", b"spacy", b"nltk", b"weights", b"transformer", b"yolo", b"gguf",
    b"checkpoint", b"pretrained", b"bedrock", b"replicate", b"huggingface", b"hf.co", b"tts", b"mistral", b"cohere",
)  # fmt: skip

#: The detectors, one line each; the first whose ``files`` match a path reads it.
DETECTORS: tuple[Detector, ...] = (
    Detector("python", ("*.py", "*.pyi", "*.pyw"), _PYTHON, lazy("python")),
    Detector("notebook", ("*.ipynb",), _PYTHON, lazy("notebook")),
)


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
