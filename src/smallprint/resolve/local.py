"""Local evidence in the tree: a model folder's licence text, card, configurations and weight headers."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smallprint.fs import Tree
from smallprint.model import Edge, ModelRef, Problem, UsageError
from smallprint.resolve.card import Evidence, canonical_base, parse
from smallprint.resolve.header import HEAD_BYTES, gguf, safetensors
from smallprint.resolve.licencefile import licence_files, text_claim

if TYPE_CHECKING:
    from smallprint.resolve.graph import Matcher

__all__ = ["CARDS", "Local", "without_missing"]

#: File names of a model card, in lower case.
CARDS = ("readme.md", "modelcard.md", "model_card.md")
_CONFIGS = ("config.json", "model_index.json", "adapter_config.json", "mergekit_config.yml", "mergekit_config.yaml")
_WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".onnx", ".ckpt", ".h5", ".tflite", ".mlmodel")
_MAX_ENTRIES = 5_000
#: Shards of one model repeat the same header.
_MAX_HEADERS = 4
_MAX_SOURCES = 64


class Local:
    """Looks for evidence below one tree. ``problems`` holds what was not understood; reads note theirs on the tree."""

    def __init__(self, tree: Tree, matcher: Matcher) -> None:
        self.tree = tree
        self.matcher = matcher
        self._root = str(tree.root)
        self.problems: list[Problem] = []
        self._folders: dict[str, Evidence] = {}

    def own_folder(self, ref: ModelRef) -> str:
        """The canonical id of the model that the file of ``ref`` describes (its folder), or the empty string.

        A card describes one where it states a licence or a base. A configuration or weights do where a licence text or
        a card stands beside them; in the root of a project these are the project's own.
        """
        folder, name = posixpath.split(ref.place.file)
        own = f"other:./{folder}"
        if name.lower() in CARDS:
            return own if ref.relation or ref.declared_licence else ""
        if not folder or not (name in _CONFIGS or name.lower().endswith(_WEIGHTS)):
            return ""
        claims = self._folder(folder, self._names(folder)).claims
        return own if any(claim.source in ("licence-file", "card") for claim in claims) else ""

    def evidence(self, canonical: str, ref: ModelRef | None) -> Evidence:
        """What the tree says about a reference that is a path into it; nothing where it is not."""
        written = ref.ref if ref is not None else ""
        if not written and canonical.startswith(("other:./", "gguf:")):
            written = canonical.partition(":")[2]
        for path in self._candidates(written, ref.place.file if ref is not None else ""):
            full = f"{self._root}/{path}"
            # Most references are ids of the Hub: one look tells that they are no paths.
            if not os.path.exists(full) or not self._inside(full):
                continue
            if os.path.isdir(full):
                names = self._names(path)
                if canonical == f"other:./{'' if path == '.' else path}" or _is_model_folder(names):
                    return self._folder(path, names)
            elif path.lower().endswith(_WEIGHTS) and os.path.isfile(full):
                return self._file(path)
        return Evidence()

    def _candidates(self, written: str, file: str) -> tuple[str, ...]:
        """Paths relative to the root that a reference may mean: from the root, then from the file that names it."""
        if not written or len(written) > 1024 or "\0" in written or written.startswith(("/", "~")) or "://" in written:
            return ()
        written = written.replace("\\", "/")
        found = (posixpath.normpath(posixpath.join(base, written)) for base in ("", posixpath.dirname(file)))
        return tuple(dict.fromkeys(path for path in found if not path.startswith("..") and not path.startswith("/")))

    def _inside(self, full: str) -> bool:
        real = os.path.realpath(full)
        return (real + os.sep).startswith(self._root.rstrip(os.sep) + os.sep)

    def _names(self, folder: str) -> tuple[str, ...]:
        names: list[str] = []
        try:
            with os.scandir(self.tree.root / folder) as entries:
                for entry in entries:
                    names.append(entry.name)
                    if len(names) >= _MAX_ENTRIES:
                        break
        except OSError as error:
            self.problems.append(Problem(folder, 0, error.strerror or type(error).__name__))
        return tuple(sorted(names))

    def _folder(self, folder: str, names: tuple[str, ...]) -> Evidence:
        if folder not in self._folders:
            at = "" if folder == "." else folder + "/"
            parts = [self._licences(at, names), self._card(at, names)]
            parts.extend(self._config(at + name) for name in names if name in _CONFIGS)
            weights = [name for name in names if name.lower().endswith((".gguf", ".safetensors"))]
            parts.extend(self._header(at + name) for name in weights[:_MAX_HEADERS])
            self._folders[folder] = Evidence.join(parts)
        return self._folders[folder]

    def _file(self, path: str) -> Evidence:
        folder = posixpath.dirname(path)
        parts = [self._header(path)]
        if folder:
            # Beside weights that lie in the root of a project stands the project's own licence, not the model's.
            names = self._names(folder)
            parts += [self._licences(folder + "/", names), self._card(folder + "/", names)]
        return Evidence.join(parts)

    def _licences(self, at: str, names: tuple[str, ...]) -> Evidence:
        claims = []
        for name in licence_files(names):
            source = self.tree.read(at + name)
            if source is not None and source.data.strip():
                claims.append(text_claim(source.data, name, self.matcher, "licence-file", at + name))
        return Evidence(tuple(claims))

    def _card(self, at: str, names: tuple[str, ...]) -> Evidence:
        parts = []
        for name in names:
            if name.lower() in CARDS and (source := self.tree.read(at + name)) is not None:
                card, problems = parse(source.text, at + name)
                self.problems.extend(problems)
                if card is not None:
                    found = card.evidence("card", at + name)
                    edges = tuple(self._own(edge, at) for edge in found.parents)
                    parts.append(Evidence(found.claims, edges, found.modality))
        return Evidence.join(parts)

    def _header(self, path: str) -> Evidence:
        head = self.tree.head(path, HEAD_BYTES)
        return gguf(head, path) if path.lower().endswith(".gguf") else safetensors(head, path)

    def _config(self, path: str) -> Evidence:
        source = self.tree.read(path)
        if source is None:
            return Evidence()
        at, name = path[: path.rfind("/") + 1], posixpath.basename(path)
        if name.startswith("mergekit"):
            return Evidence(parents=tuple(self._own(edge, at) for edge in self._merge(source.text, path)))
        try:
            data = json.loads(source.text)
        except (ValueError, RecursionError, MemoryError) as error:
            reason = (
                f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            )
            self.problems.append(Problem(path, 0, f"not valid JSON: {reason}"))
            return Evidence()
        if not isinstance(data, dict):
            return Evidence()
        if name == "adapter_config.json":
            base = data.get("base_model_name_or_path")
            if isinstance(base, str) and base.strip():
                return Evidence(parents=(self._own(Edge(canonical_base(base), "adapter", path), at),))
            return Evidence()
        base = data.get("_name_or_path")
        # Where the weights were loaded from before they were saved here: a base, the same model, or somebody's folder.
        if isinstance(base, str) and base.count("/") == 1 and not base.startswith((".", "/", "~")):
            return Evidence(parents=(Edge(canonical_base(base), "unknown", path, "low"),))
        return Evidence()

    def _merge(self, text: str, path: str) -> tuple[Edge, ...]:
        from smallprint import yamlio

        try:
            data = yamlio.load(text, path)
        except UsageError as error:
            self.problems.append(Problem(path, 0, str(error).removeprefix(path).lstrip(":")))
            return ()
        models: dict[str, None] = {}
        stack: list[Any] = [data]
        while stack and len(models) < _MAX_SOURCES:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                for key in ("model", "base_model"):
                    value = item.get(key)
                    if isinstance(value, str) and value.strip():
                        # mergekit writes MODEL+LORA for a model with an adapter applied.
                        models.update(dict.fromkeys(part.strip() for part in value.split("+") if part.strip()))
                stack.extend(value for value in item.values() if isinstance(value, list | dict))
        return tuple(Edge(canonical_base(model), "merge", path) for model in models)

    def _own(self, edge: Edge, at: str) -> Edge:
        """A parent that is a folder of this tree, by its path from the root."""
        written = edge.parent.partition(":")[2]
        if edge.parent.startswith("other:") and not written.startswith(("/", "~")):
            path = posixpath.normpath(posixpath.join(at, written))
            if (
                not path.startswith("..")
                and self._inside(str(self.tree.root / path))
                and (self.tree.root / path).is_dir()
            ):
                return Edge(f"other:./{path}", edge.relation, edge.evidence, edge.confidence)
        return edge


def _is_model_folder(names: tuple[str, ...]) -> bool:
    return any(name in _CONFIGS or name.lower().endswith(_WEIGHTS) for name in names)


def without_missing(refs: Iterable[ModelRef], tree: Tree, matcher: Matcher) -> tuple[ModelRef, ...]:
    """``refs`` without the paths at which the tree holds no model that says its licence or base.

    Such are what a run will write there, and what was trained here.
    """
    local = Local(tree, matcher)
    kept = []
    for ref in refs:
        if ref.canonical.startswith("other:./"):
            found = local.evidence(ref.canonical, ref)
            if not found.claims and not found.parents:
                continue
        kept.append(ref)
    return tuple(kept)
