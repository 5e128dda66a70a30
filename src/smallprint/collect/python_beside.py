"""Python: repositories of the Hub under names that tell nothing: self-evident ones, and what stands beside a model."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from smallprint.collect.idioms.key_words import RECORDED_KEYS
from smallprint.collect.keytable import normal
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model
from smallprint.collect.python_believe import OUTPUT, is_text, target_name
from smallprint.collect.python_strings import Strings
from smallprint.collect.python_values import last_name
from smallprint.late import late

__all__ = ["COUNTS", "FEW", "REGISTERS", "SUPPORTED", "TEXT_KEYS", "WRITES", "Beside", "is_answer", "is_card"]

SUPPORTED = late(r"supported|available|allowed|known|valid|all_|registry|choices|options|prices?|pricing|costs?|"
                        r"aliases|mapping|_map$|windows?|limits?|context|capabilit|families|prefix|deprecated|_info|metadata|catalog",
                        re.IGNORECASE)  # fmt: skip
REGISTERS = late(
    r"^_?register|_registry$|^add_model$|^(?:Model)?(?:Info|Spec|Card|Meta|Metadata|Entry)$|"
    r"Capabilit\w*$|(?:Info|Spec|Card(?:Data)?|Identifier|Metadata|Pricing|Price|Cost)$"
)
#: Functions that count tokens or reckon what they cost: they call no model.
COUNTS = late(r"(?:count|num|calc|estimat|trim|truncat)\w*token|tokens?_(?:count|len|from|in|usage|limit)|"
              r"encoding_for|(?:get|calc|comput|estimat)\w*_(?:cost|price|max_tokens|context_\w+)(?:_|\Z)",
              re.IGNORECASE)  # fmt: skip
_TOLD = re.compile(r"Trace|Event|Span|Usage|Metric|Telemetry|^log_|_log$|track", re.IGNORECASE)
#: Arguments that describe what is run, and do not run it.
_DESCRIPTIONS = frozenset({"metadata", "meta", "tags", "attributes", "extra", "labels", "properties"})
#: What is made or uploaded carries the names of what it was made from.
WRITES = late(
    r"^(?:push_to_hub|create_model_card|(?:save|upload|log|record|track|observe|emit|report|upsert|persist)_\w+|\w+_hash)$"
)
#: More than so many alike side by side are a table of what is supported.
FEW = 4
#: A dict of so many entries holds the settings of a program.
_SETTINGS = 20
#: A file with more constants that each name a model lists what there is.
_MANY = 12
TEXT_KEYS = frozenset({"help", "description", "title", "label", "info", "doc", "reason", "message", "msg",
                        "placeholder", "metavar", "choices", "examples", "example", "alias", "tags", "summary", "text",
                        "prompt"})  # fmt: skip
#: Parts of a pipeline, and plain words for the name of any of them.
_PARTS = late(
    r"(?:^|_)(?:refiner|inpaint(?:er|ing)?|detector|annotator|upscaler|adapter|base|vae|vocoder|backbone|teacher|student|"
    r"judge|reward|caption(?:er)?|tagger|segment(?:er|ation)?|classifier|transcriber|translator|summarizer|aligner|vad|"
    r"encoder|decoder|unet|transformer|lora|processor|reranker|embedder|generator|vqa|sam|clip|blip|draft|critic|"
    r"diari[sz](?:er|ation)|repo|repository|name|id|checkpoint|hub|pretrained)(?:_(?:name|id|path|repo))?\Z"
)

#: Keys of price and capability tables: what stands beside them is known, not used.
_PRICES = late(r"cost|price|pricing|context_(?:window|length|size)|max_(?:input_|output_|context_)?tokens|"
              r"tokens_per|supports_|capabilit|dimensions?$|embedding_dim|knowledge_c|deprec", re.I)  # fmt: skip
#: What a row of a list to choose from has: what is chosen, and what people are shown for it.
_IDS = frozenset({"id", "value"})
_SHOWN = frozenset({"name", "label", "title", "display_name", "text", "description"})

#: Names of data, and of what is compared with.
_OTHER = late(r"fine_?tuned|data|corpus|filter|exclude|skip|ignore|expected|legend|project|space|image")

Pair = tuple[str, ast.expr]


class Beside(Strings):
    """Names that no table of keys tells of."""

    def _beside(self) -> None:
        """Repositories that constants, fields, keywords and entries of dicts name."""
        if self.is_test or self.recorded:
            return
        for target, value, scope in self.module.assigned if not self._lists_models else ():
            if is_text(value) and not self._registered(scope):
                self._believed([(target_name(target), value)], evident=True)
        for klass in self.module.classes.values():
            if not self._registered(klass):
                fields = [(name, bound[0].node) for name, bound in klass.names.items() if bound[0].how == "value"]
                self._believed(fields, evident=True)
        for call in self.module.calls:
            tail = last_name(call.node.func)
            if id(call.node) not in self.module.quiet and not (
                REGISTERS.search(tail) or WRITES.search(tail) or self._repeated(call.node)
            ):
                self._believed([(keyword.arg, keyword.value) for keyword in call.node.keywords if keyword.arg])
        for node, _ in self.module.dicts:
            if id(node) not in self.module.quiet and not (
                self._told(node) or self._repeated(node) or self._under_model(node)
            ):
                self._entries(node)

    def _entries(self, node: ast.Dict) -> None:
        """The entries of a dict, unless it is a table of models by their own names, or of data sets."""
        if any("data" in key for key in self._above(node)):
            return
        keyed = zip(node.keys, node.values, strict=True)
        pairs = [(str(key.value), value) for key, value in keyed if isinstance(key, ast.Constant)]
        alike = all(isinstance(value, ast.Constant) and looks_like_hub_id(str(value.value)) for _, value in pairs)
        if not alike or all(_PARTS.fullmatch(normal(key)) for key, _ in pairs):
            self._believed(pairs)

    def _believed(self, pairs: Iterable[Pair], *, evident: bool = False) -> None:
        """Report what names a repository: by its own shape (``evident``), or as a part beside another that does."""
        ids = [
            (normal(name), node, node.value)
            for name, node in pairs
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and looks_like_hub_id(node.value)
        ]
        if not any(_is_repository(text) for _, _, text in ids):
            return
        for name, node, text in ids:
            if _OTHER.search(name) or SUPPORTED.search(name) or OUTPUT.search(name) or name in TEXT_KEYS:
                continue
            if _PARTS.search(name) or ((evident or name == "path") and _is_repository(text)):
                self._shaped(text, node, "auto" if looks_like_model(text) else "hf", "python.beside")

    def _assigned_to(self, node: ast.expr) -> ast.expr:
        """The target of the assignment around a display, or the node itself."""
        inner: ast.AST = node
        for _ in range(6):
            outer = self.module.parents.get(id(inner))
            if isinstance(outer, (ast.Assign, ast.AnnAssign)):
                return outer.targets[0] if isinstance(outer, ast.Assign) else outer.target
            if outer is None:
                break
            inner = outer
        return node

    def _above(self, node: ast.Dict) -> tuple[str, ...]:
        """The keys under which a dict stands in other dicts, outermost first."""
        keys: list[str] = []
        inner: ast.AST = node
        for _ in range(6):
            outer = self.module.parents.get(id(inner))
            if isinstance(outer, ast.Dict):
                if id(outer) not in self._keys:
                    pairs = zip(outer.keys, outer.values, strict=True)
                    self._keys[id(outer)] = {
                        id(v): normal(str(k.value)) for k, v in pairs if isinstance(k, ast.Constant)
                    }
                if key := self._keys[id(outer)].get(id(inner)):
                    keys.append(key)
            elif isinstance(outer, ast.keyword) and outer.arg:
                keys.append(normal(outer.arg))
            elif isinstance(outer, (ast.Assign, ast.AnnAssign)):
                target = outer.targets[0] if isinstance(outer, ast.Assign) else outer.target
                keys.append(normal(target_name(target)))
                break
            elif not isinstance(outer, (ast.List, ast.Tuple)):
                break
            inner = outer
        return tuple(reversed(keys))

    def _under_model(self, node: ast.Dict) -> bool:
        """Whether a dict stands in a table under the name of a model: it tells what is known of that one."""
        inner: ast.AST = node
        for _ in range(3):
            outer = self.module.parents.get(id(inner))
            if not isinstance(outer, ast.Dict):
                return False
            if sum(is_text(key) and looks_like_model(key.value) for key in outer.keys) > 1:  # type: ignore[union-attr]
                return True
            inner = outer
        return False

    def _offered(self, node: ast.Dict, keys: frozenset[str]) -> bool:
        """Whether a dict is one of several rows with an id and what people are shown for it: a list to choose from."""
        outer = self.module.parents.get(id(node))
        rows = outer.elts if isinstance(outer, (ast.List, ast.Tuple)) else []
        if len(rows) < 2 or keys.isdisjoint(_IDS) or keys.isdisjoint(_SHOWN):
            return False
        return all(isinstance(row, ast.Dict) for row in rows)

    def _told(self, node: ast.Dict) -> bool:
        """Whether a dict is what a trace or a log is told, or describes what is run elsewhere."""
        if any("metadata" in key or key.endswith(("example", "examples", "schema_extra")) for key in self._above(node)):
            return True
        inner: ast.AST | None = self.module.parents.get(id(node))
        if isinstance(inner, ast.keyword):
            if inner.arg in _DESCRIPTIONS:
                return True
            inner = self.module.parents.get(id(inner))
        tail = last_name(inner.func) if isinstance(inner, ast.Call) else ""
        return _TOLD.search(tail) is not None or WRITES.search(tail) is not None

    def _repeated(self, node: ast.expr) -> bool:
        """Whether a call or dict is one of many alike in one display: a table of what is supported."""
        outer = self.module.parents.get(id(node))
        if not isinstance(outer, (ast.List, ast.Tuple, ast.Set, ast.Dict)):
            return False
        counts = self._alike.get(id(outer))
        if counts is None:
            entries = outer.values if isinstance(outer, ast.Dict) else outer.elts
            counts = self._alike[id(outer)] = Counter(_sort(entry) for entry in entries)
        return counts[_sort(node)] > FEW

    @cached_property
    def _lists_models(self) -> bool:
        """Whether the file has a constant for each of many models."""
        given = (value.value for _, value, _ in self.module.assigned if isinstance(value, ast.Constant))
        return sum(isinstance(text, str) and looks_like_model(text) for text in given) > _MANY

    @cached_property
    def _keys(self) -> dict[int, dict[int, str]]:
        """``id`` of a dict -> ``id`` of a value -> its key: looked up once, since tables are long."""
        return {}

    @cached_property
    def _alike(self) -> dict[int, Counter[str]]:
        """``id`` of a display -> how many entries of each sort it has: counted once, since tables are long."""
        return {}


def _sort(node: ast.expr) -> str:
    """What makes an entry of a display like another: a call of the same name, or any dict."""
    return f"{last_name(node.func)}()" if isinstance(node, ast.Call) else type(node).__name__


def is_card(entries: Mapping[str, ast.expr]) -> bool:
    """Whether entries by normalised key tell what is known of a model: its price, its limits.

    Settings of a whole program have such keys too, but look them up, or hold much else.
    """
    return len(entries) < _SETTINGS and any(
        _PRICES.search(key) and not isinstance(value, ast.Call) and not is_text(value) for key, value in entries.items()
    )


def is_answer(keys: Set[str]) -> bool:
    """Whether normalised keys are those of an answer as it came back."""
    return len(keys & RECORDED_KEYS) > 1 or "object" in keys or {"id", "results"} <= keys


def _is_repository(text: str) -> bool:
    """Whether a text is a repository of a model on its own word; ``google/gemini-2.5-pro`` is a service's name."""
    named = guess(text)
    return named is not None and named.kind == "hf" and looks_like_model(text)
