"""Models on this machine: the Hub cache and the Ollama store.

The only reads outside the checked tree, by design and no wider than this: in the Hub cache the cards and licence files
of the snapshots of a referenced model, in the Ollama store the manifest of a referenced model and its licence layers.
Sources: huggingface_hub (``manage-cache`` guide) for folders and variables, Ollama (``types/model``, ``docs/faq``).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smallprint.fs import Tree
from smallprint.model import Problem
from smallprint.resolve.card import Evidence, parse
from smallprint.resolve.licencefile import licence_files, text_claim

if TYPE_CHECKING:
    from smallprint.resolve.graph import Matcher

__all__ = ["Stores"]

_MAX_SNAPSHOTS = 20
_MAX_FILE = 2 * 1024 * 1024
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.-]{1,96})?\Z", re.ASCII)
_OLLAMA_PART = re.compile(r"[A-Za-z0-9_][\w.-]{0,127}\Z", re.ASCII)
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})\Z")
_LICENCE_LAYER = "application/vnd.ollama.image.license"


class Stores:
    """The Hub cache and the Ollama store, where they exist. ``problems`` holds what could not be read there."""

    def __init__(self, matcher: Matcher, hub: Path | None = None, ollama: Path | None = None) -> None:
        self.matcher = matcher
        self.problems: list[Problem] = []
        self._hub = Tree(hub, max_bytes=_MAX_FILE) if hub is not None and hub.is_dir() else None
        self._ollama = Tree(ollama, max_bytes=_MAX_FILE) if ollama is not None and ollama.is_dir() else None

    @classmethod
    def of_machine(cls, matcher: Matcher, environment: Mapping[str, str] | None = None) -> Stores:
        """The stores that the libraries of this machine would use, by the same variables and defaults."""
        env = os.environ if environment is None else environment
        home = Path(env.get("HOME") or os.path.expanduser("~"))
        cache = Path(env.get("XDG_CACHE_HOME") or home / ".cache")
        hub_home = Path(os.path.expanduser(env.get("HF_HOME") or str(cache / "huggingface")))
        hub = env.get("HF_HUB_CACHE") or env.get("HUGGINGFACE_HUB_CACHE")
        ollama = env.get("OLLAMA_MODELS")
        return cls(
            matcher,
            Path(os.path.expanduser(hub)) if hub else hub_home / "hub",
            Path(os.path.expanduser(ollama)) if ollama else home / ".ollama" / "models",
        )

    def evidence(self, canonical: str, revision: str = "") -> Evidence:
        """What the stores say about a canonical id; nothing where they do not hold it."""
        ecosystem, _, name = canonical.partition(":")
        if self._hub is not None and ecosystem in ("hf", "dataset") and _HUB_ID.match(name) and ".." not in name:
            return self._of_hub(self._hub, ecosystem, name, revision)
        if self._ollama is not None and ecosystem == "ollama":
            return self._of_ollama(self._ollama, name)
        return Evidence()

    def _of_hub(self, tree: Tree, ecosystem: str, name: str, revision: str) -> Evidence:
        folder = ("datasets" if ecosystem == "dataset" else "models") + "--" + name.replace("/", "--")
        snapshots = _names(tree, f"{folder}/snapshots")
        if not snapshots:
            return Evidence()
        first = {self._commit(tree, folder, wanted): None for wanted in (revision, "main") if wanted}
        ordered = sorted(
            snapshots, key=lambda commit: (list(first).index(commit) if commit in first else len(first), commit)
        )
        parts: list[Evidence] = []
        seen: set[str] = set()
        for commit in ordered[:_MAX_SNAPSHOTS]:
            at = f"{folder}/snapshots/{commit}"
            names = _names(tree, at)
            for file in (*licence_files(names), *(name for name in names if name == "README.md")):
                path = f"{at}/{file}"
                # Snapshots share the blobs that did not change between them.
                blob = os.path.realpath(tree.root / path)
                if blob not in seen:
                    seen.add(blob)
                    parts.append(self._file(tree, path, file))
        self._take_problems(tree, "Hub cache")
        return Evidence.join(parts)

    def _file(self, tree: Tree, path: str, name: str) -> Evidence:
        source = tree.read(path)
        if source is None:
            return Evidence()
        where = f"Hub cache: {path}"
        if name != "README.md":
            return Evidence((text_claim(source.data, name, self.matcher, "cache", where),))
        card, problems = parse(source.text, where)
        self.problems.extend(problems)
        return card.evidence("cache", where) if card is not None else Evidence()

    def _commit(self, tree: Tree, folder: str, revision: str) -> str:
        """The commit that a branch or tag stood for when it was downloaded; a commit stands for itself."""
        if not re.fullmatch(r"[\w./-]{1,200}", revision, re.ASCII) or ".." in revision:
            return revision
        if not (tree.root / folder / "refs" / revision).is_file():
            return revision
        source = tree.read(f"{folder}/refs/{revision}")
        return source.text.strip()[:64] if source is not None else revision

    def _of_ollama(self, tree: Tree, name: str) -> Evidence:
        path = _manifest_path(name)
        if not path or not (tree.root / path).is_file():
            return Evidence()
        source = tree.read(path)
        claims = []
        for digest in _licence_layers(source.text) if source is not None else ():
            layer = f"blobs/sha256-{digest}"
            text = tree.read(layer)
            if text is not None and text.data.strip():
                where = f"Ollama store: {path} (licence layer {digest[:12]})"
                claims.append(text_claim(text.data, "LICENSE", self.matcher, "cache", where))
        self._take_problems(tree, "Ollama store")
        return Evidence(tuple(claims))

    def _take_problems(self, tree: Tree, store: str) -> None:
        self.problems.extend(Problem(f"{store}: {found.file}", found.line, found.reason) for found in tree.problems)
        tree.problems.clear()


def _names(tree: Tree, folder: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(os.listdir(tree.root / folder))[:1_000])
    except OSError:
        return ()


def _manifest_path(name: str) -> str:
    """``llama3.1:8b`` as the path of its manifest; empty for what is no Ollama name."""
    path, _, tag = name.partition(":")
    parts = path.split("/")
    if not all(_OLLAMA_PART.match(part) and part not in (".", "..") for part in (*parts, tag or "latest")):
        return ""
    if len(parts) > 3:
        return ""
    host = parts.pop(0) if len(parts) == 3 else "registry.ollama.ai"
    namespace = parts.pop(0) if len(parts) == 2 else "library"
    return f"manifests/{host}/{namespace}/{parts[0]}/{tag or 'latest'}"


def _licence_layers(manifest: str) -> tuple[str, ...]:
    try:
        data: Any = json.loads(manifest)
    except (ValueError, RecursionError, MemoryError):
        return ()
    layers = data.get("layers") if isinstance(data, dict) else None
    found = []
    for layer in layers[:100] if isinstance(layers, list) else ():
        if isinstance(layer, dict) and layer.get("mediaType") == _LICENCE_LAYER:
            digest = _DIGEST.match(str(layer.get("digest", "")))
            if digest:
                found.append(digest[1])
    return tuple(dict.fromkeys(found))
