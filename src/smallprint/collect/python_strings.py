"""Python: whether a text under a telling name is a model's, and what texts say that stand in no such place."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from smallprint.collect.idioms.families import WHISPER_SIZES
from smallprint.collect.idioms.keys import Key
from smallprint.collect.keytable import find_key, normal
from smallprint.collect.names import guess, identify, looks_like_hub_id, looks_like_model, names_family
from smallprint.collect.python_believe import key_of, self_evident
from smallprint.collect.python_module import Scope
from smallprint.collect.python_sinks import MODEL_PACKAGES, Sinks
from smallprint.collect.python_values import Literal, last_name
from smallprint.collect.recognise import MEDIA, ecosystem_of, spoken_of, weights_at
from smallprint.collect.urls import addressed, parse_hub_url
from smallprint.late import late
from smallprint.model import ModelRef, Role

if TYPE_CHECKING:
    from smallprint.collect.shell import Word

__all__ = ["Strings"]

_SPEAKS = late(
    r"hugging ?_?face|\bhf[_.]|llm|vllm|ollama|embedding|tokenizer|pretrained|checkpoint|openai|litellm|lora|"
    r"replicate|diffus|whisper|anthropic|gemini|bedrock|groq|prompt",
    re.I,
)
_SPACY_WHEEL = late(r"https?://\S+/[a-z]{2,3}_\w+_(?:sm|md|lg|trf)-\d[\w.]*?(?:-py3-none-any\.whl|\.tar\.gz)")
_INI_SECTION = late(r"\s*\[[A-Za-z][\w.:-]*\][ \t]*\n")
_INI_ROW = late(r"\s*(?:\[|@?\w[\w.-]*\s*=|[\]\"'}])|\s{2,}\S")
#: Files that hold other things than weights, too.
_OTHERS_TOO = late(r"\.(?:bin|h5|weights|keras)\Z", re.IGNORECASE)
_FETCHES = late(r"load|fetch|get|retrieve|pull", re.IGNORECASE)
#: A number or a dash in a name of Ollama's library, unlike in ``mistral`` and ``solar``, which may be anything.
_NUMBERED = late(r"[\d-]")
#: A known family and a size or a format, as in ``llama-3.1-8b-instruct``, ``bge-m3-mlx-fp16``: whoever serves it.
_SIZED = late(
    r"(?P<family>[a-z][\w.-]*)-(?:(?:\d+x)?\d+(?:\.\d+)?b|large-v\d|mlx|gguf|gptq|awq|b?fp?16|fp8|int[48]|[48]-?bit|"
    r"q\d_\w+)(?![a-z0-9])[\w.-]*\Z",
    re.IGNORECASE,
)
_RUNS_WEIGHTS = frozenset({"torch", "transformers", "peft", "trl", "datasets", "tensorflow", "mlx", "vllm"})
#: Ways to find a name that say only where it was put, and packages that ask a service without a library of its own.
_PUT = frozenset({"python.assignment", "python.dict", "python.entry"})
_ASKING = frozenset({"requests", "httpx", "aiohttp", "urllib", "urllib3", "subprocess"})
#: Arguments that people read.
_SHOWN = frozenset({"help", "epilog", "description", "usage", "placeholder"})
#: A test that replaces what loads weights.
_LOADER_REPLACED = late(r"mock\w*\.from_pretrained|patch\([^()]*(?:from_pretrained|Auto(?:Model|Tokenizer)|load_model)")
#: Sizes of Whisper that are nothing else's.
_NUMBERED_SIZE = late(r"-v\d|\.en\Z|distil-")
_TELLING = late(r"[/:.=-]")
#: A size of Whisper among the words of a command: ``--model large-v2``.
_SIZED_COMMAND = late(r"\s--(?:whisper[_-])?model(?:[_-](?:size|name))?[ =](?P<size>[a-z][\w.-]*)(?=\s|\Z)")
_YAML_ROW = late(r"\s*(?:- *)*[\"']?[\w./-]+[\"']?:(?:\s|$)|\s*- ")


class Strings(Sinks):
    """The texts of a file, by their shape."""

    @cached_property
    def _speaks_of_models(self) -> bool:
        """Whether the file has to do with models that are loaded or called, by its imports or its words."""
        return bool(self._packages() & MODEL_PACKAGES) or _SPEAKS.search(self.text) is not None

    @cached_property
    def _hears(self) -> bool:
        """Whether the file has to do with Whisper, of which a bare size may be the name."""
        named = " ".join((*self.module.packages, *self.module.imports))
        return "whisper" in named.lower() or "Transcriber" in named

    @cached_property
    def _ollama(self) -> bool:
        """Whether the file speaks of Ollama, so that a plain word can be one of its models."""
        return re.search("ollama", self.text, re.IGNORECASE) is not None

    @property
    def _trains(self) -> bool:
        """Whether the file runs weights itself, and so gives names of its own to what it makes."""
        return not self.module.packages.isdisjoint(_RUNS_WEIGHTS)

    def _row(self, name: str) -> Key | None:
        """The line of the table of keys for a name; the size of a model is one of Whisper's where the file has that."""
        if name.lower().endswith(("model_size", "whisper_size")) and self._hears:
            return key_of("whisper_model")
        if name.lower().endswith(("data_path", "data_name", "data_paths", "data_names")) and self._speaks_of_models:
            return key_of("dataset_name")
        return key_of(name)

    def _shaped(
        self, text: str, node: ast.expr, reads_as: str, found_by: str, *, host: str = "", believes: str = "shape"
    ) -> None:
        """A text under a telling name, if it has the shape of a model's name."""
        text = text.strip()
        if (id(node), text) in self.settled or id(node) in self.module.quiet or len(text) > 200:
            return
        if believes == "any" and not (reads_as == "dataset" and "load_dataset" in self.text):
            believes = "shape"
        heard = self._hears or (_NUMBERED_SIZE.search(text) and "whisper" in self.text.lower())
        if text in WHISPER_SIZES and heard and reads_as in ("auto", "hf", "whisper"):
            reads_as = "faster-whisper" if "faster_whisper" in self.module.packages else "whisper"
        host = host or (self.file_host if reads_as == "auto" and not self_evident(text) else "")
        plain = "family" if self._ollama else "name" if _NUMBERED.search(text) else ""
        ecosystem = ecosystem_of(text, reads_as, believes, host, plain)
        if ecosystem is None and reads_as in ("auto", "whisper") and not self._trains:
            sized = _SIZED.match(text)
            ecosystem = (host or "other") if sized and names_family(sized["family"]) else None
        if ecosystem is None and reads_as == "auto":
            ecosystem = spoken_of(text, self.text) or None
        if ecosystem is None or (ecosystem == "auto" and guess(text, host) is None):
            return
        if reads_as == "auto" and not self._speaks_of_models and looks_like_hub_id(text) and not looks_like_model(text):
            return  # ``model_name = "users/profile"`` in a file that loads none
        self.settled.add((id(node), text))
        role: Role = "dependency"
        if self.recorded:
            role = "mention"
        elif self.is_test and (ecosystem == "other" or identify(text, ecosystem, host).kind in ("api", "ollama")):
            # A unit test that only hands a name of a service on tries how it is handled.
            role = "mention" if self._only_handled(node, found_by) else self._role(node)
        elif self.is_test and (
            self._mocked(node, close=True)
            or (found_by == "python.dict" and ("/unit" in self.path or self.fakes))
            or (found_by == "python.keyword" and self._mocks and _LOADER_REPLACED.search(self.text) is not None)
            or self._put_aside(found_by)
        ):
            role = "mention"
        self._add(text, ecosystem, host, node, found_by, role)

    def _only_handled(self, node: ast.expr, found_by: str) -> bool:
        """Whether a test only tries how a name is handled: a unit test, or values put somewhere where none is asked."""
        return not self._live(node) if self.unit else self._put_aside(found_by)

    def _put_aside(self, found_by: str) -> bool:
        """Whether a test run by hand only puts a name somewhere, and asks nobody."""
        return self.by_hand and found_by in _PUT and not self.module.packages & (MODEL_PACKAGES | _ASKING)

    def _mentions(self) -> None:
        """Strings that look like models but are in no place that runs them, and key=value and JSON texts."""
        self._flags()
        for node in self.module.constants:
            written = node.value
            if not isinstance(written, str) or len(written) < 4 or not _TELLING.search(written):
                continue
            text = written.strip()
            if "\n" in text and id(node) not in self.module.quiet and self._configuration(text, node):
                continue
            if not 3 < len(text) < 4000 or (id(node), text) in self.settled:
                continue
            outer = self.module.parents.get(id(node))
            shown = isinstance(outer, ast.keyword) and outer.arg in _SHOWN
            loud = id(node) not in self.module.quiet and not shown
            if loud and "=" in text and "/" in text and " " not in text and self._pairs(Literal(text, node)):
                continue
            if loud and "model" in text and "whisper" in self.text and self._sized_command(text, node):
                continue
            if loud and '"model' in text and "{" in text:
                self._embedded(node)
            if loud and "spacy-models/" in text and (wheel := _SPACY_WHEEL.search(text)):
                self._add(wheel[0], "spacy", "", node, "python.wheel", self._role(node))
                continue
            if loud and "/" in text and (self._addressed(text, node) or self._weights(text, node)):
                continue
            if len(text) < 200 and " " not in text and looks_like_model(text):
                role: Role = "mention"
                url = parse_hub_url(text)
                if url and url.file and loud and not self._mocks and not MEDIA.search(url.file):
                    role = "dependency"  # a file's own address is written to fetch it
                elif not self.wants_mentions:
                    continue
                self._add(text, "url" if url else "auto", "", node, "python.string", role)

    def _flags(self) -> None:
        """``args=["--model_id", "org/name"]``: a list with flags in it is the words of a command, whoever runs it."""
        seen: set[int] = set()
        for node in self.module.constants:
            outer = self.module.parents.get(id(node))
            if str(node.value).startswith("--") and " " in str(node.value) and id(node) not in self.module.quiet:
                self._flagged(node)
            if (
                not isinstance(outer, (ast.List, ast.Tuple))
                or id(outer) in seen
                or not str(node.value).startswith("--")
            ):
                continue
            seen.add(id(outer))
            if self._hears and id(node) not in self.module.quiet:
                self._sizes(outer.elts)
            if id(node) in self.module.quiet or (id(node), node.value) in self.settled:
                continue
            self._said(self._words(outer.elts), node)

    def _flagged(self, node: ast.Constant) -> None:
        """``"--model_id org/name --epochs 3"``: a text that begins with a flag is the words of a command, too."""
        from smallprint.collect.shell import Word

        written = str(node.value).split() if len(str(node.value)) < 4000 else []
        places = [(word, self._place(node, word)) for word in written]
        self._said([Word(word, place.line, place.column) for word, place in places], node)

    def _said(self, words: list[Word], node: ast.Constant) -> None:
        from smallprint.collect.shell import words_references

        for found in words_references(words, self.path, "python.flags", self._role(node)):
            unit = self.unit and isinstance(found, ModelRef) and found.kind in ("api", "ollama")
            self.found.append(replace(found, role="mention") if unit and isinstance(found, ModelRef) else found)

    def _sized_command(self, text: str, node: ast.Constant) -> bool:
        """``--model large-v2`` in the text of a command, in a file that has to do with Whisper."""
        size = _SIZED_COMMAND.search(f" {text}")
        if size is None or size["size"] not in WHISPER_SIZES:
            return False
        return self._literal(Literal(size["size"], node), "whisper", "", "python.command", self._role(node))

    def _sizes(self, words: list[ast.expr]) -> None:
        """``["--model", "small"]`` among the words of a command, in a file that has to do with Whisper."""
        library = "faster-whisper" if "faster_whisper" in self.module.packages else "whisper"
        for flag, given in pairwise(words):
            named = isinstance(flag, ast.Constant) and str(flag.value).endswith(("-model", "model_size", "model-size"))
            if named and isinstance(given, ast.Constant) and given.value in WHISPER_SIZES:
                found = Literal(str(given.value), given)
                self._literal(found, library, "", "python.flags", self._role(given))

    def _configuration(self, text: str, node: ast.Constant) -> bool:
        """YAML or JSON in a string over several lines: what a file of that kind would say."""
        from smallprint.collect.embed import block

        rows = [row for row in text.split("\n") if row.strip() and not row.lstrip().startswith("#")]
        keyed = sum(_YAML_ROW.match(row) is not None for row in rows)
        kind = (
            "json" if text[0] in "{[" and '":' in text else "yaml" if len(rows) > 1 and keyed > len(rows) * 0.8 else ""
        )
        if _INI_SECTION.match(text) and all(_INI_ROW.match(row) for row in rows):
            kind = "ini"
        if not kind or "model" not in text or len(text) > 100_000:
            return False
        row = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else ""
        above = (node.lineno + row.endswith("\\")) + str(node.value).partition(text[:1])[0].count("\n")
        role: Role = "mention" if self.unit else self._role(node)
        found = list(block(text, above, kind, self.path, "python.configuration", role))
        self.found.extend(found)
        return bool(found)

    def _addressed(self, text: str, node: ast.Constant) -> bool:
        """``https://…/models/gemini-2.0-flash:generateContent``, ``hf://datasets/org/name/…``: an address in use."""
        called = addressed(text)
        if called is None:
            return False
        self._add(called[0], called[1], "", node, "python.address", self._role(node))
        return True

    def _weights(self, text: str, node: ast.Constant) -> bool:
        """The address of a file of weights: written to fetch it, unless it is one of a table."""
        name = weights_at(text)
        if not name or (_OTHERS_TOO.search(name) and not self._speaks_of_models):
            return False
        role = "mention" if self.unit or self._in_table(node) else self._role(node)
        self._add(text, "url", "", node, "python.weights-url", role)
        return True

    def _in_table(self, node: ast.expr) -> bool:
        """Whether an address is one of several in a display that is looked up in, or in an enumeration."""
        inner: ast.AST = node
        outer = self.module.parents.get(id(node))
        table: ast.AST | None = None
        while isinstance(outer, (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Call, ast.keyword)):
            if isinstance(outer, ast.Call) and _FETCHES.search(last_name(outer.func)):
                break
            table = table if isinstance(outer, (ast.Call, ast.keyword)) else outer
            inner, outer = outer, self.module.parents.get(id(outer))
        if id(inner) in self._members:
            return True
        if table is None or id(table) in self._gone_through:
            return False
        if id(table) not in self._addresses:
            texts = (child.value for child in ast.walk(table) if isinstance(child, ast.Constant))
            self._addresses[id(table)] = sum(isinstance(text, str) and bool(weights_at(text)) for text in texts)
        return self._addresses[id(table)] > 1

    @cached_property
    def _addresses(self) -> dict[int, int]:
        """``id`` of a display -> how many addresses of weights it has: counted once, since tables are long."""
        return {}

    @cached_property
    def _members(self) -> set[int]:
        """``id`` of the values of enumerations."""
        return {id(value) for _, value, scope in self.module.assigned if self._registered(scope)}

    @cached_property
    def _gone_through(self) -> set[int]:
        """``id`` of displays that a loop goes through where they stand."""
        return {id(loop.iter) for loop, _ in self.module.loops}

    def _registered(self, scope: Scope) -> bool:
        """Whether the scope is an enumeration: its members are what is known, not what is used."""
        node = scope.node
        return isinstance(node, ast.ClassDef) and any(
            last_name(base) in ("Enum", "StrEnum", "IntEnum", "TextChoices") for base in node.bases
        )

    def _role(self, node: ast.expr) -> Role:
        return "mention" if self.recorded or self._mocked(node) else "dependency"

    def _embedded(self, node: ast.Constant) -> None:
        for match in re.finditer(r'"(\w*model\w*)"\s*:\s*"([^"{}$\s]{2,120})"', str(node.value)):
            row = find_key(normal(match[1]), (), frozenset())
            if row and row.reads_as != "none":
                self._shaped(match[2], node, row.reads_as, "python.embedded-json")
