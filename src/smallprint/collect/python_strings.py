"""Python: whether a text under a telling name is a model's, and what texts say that stand in no such place."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from smallprint.collect.keytable import find_key, normal
from smallprint.collect.names import addressed, guess, identify, looks_like_hub_id, looks_like_model, parse_hub_url
from smallprint.collect.python_believe import self_evident
from smallprint.collect.python_sinks import MODEL_PACKAGES, Sinks
from smallprint.collect.python_values import Literal
from smallprint.collect.recognise import MEDIA, ecosystem_of
from smallprint.late import late
from smallprint.model import ModelRef, Role

__all__ = ["Strings"]

_SPEAKS = late(
    r"hugging ?_?face|\bhf[_.]|llm|vllm|ollama|embedding|tokenizer|pretrained|checkpoint|openai|litellm|lora", re.I
)
_TELLING = late(r"[/:.=-]")
_YAML_ROW = late(r"\s*(?:- *)*[\"']?[\w./-]+[\"']?:(?:\s|$)|\s*- ")


class Strings(Sinks):
    """The texts of a file, by their shape."""

    @property
    def _speaks_of_models(self) -> bool:
        """Whether the file has to do with models that are loaded or called, by its imports or its words."""
        return bool(self._packages() & MODEL_PACKAGES) or _SPEAKS.search(self.text) is not None

    def _shaped(
        self, text: str, node: ast.expr, reads_as: str, found_by: str, *, host: str = "", believes: str = "shape"
    ) -> None:
        """A text under a telling name, if it has the shape of a model's name."""
        text = text.strip()
        if (id(node), text) in self.settled or id(node) in self.module.quiet or len(text) > 200:
            return
        if believes == "any" and reads_as != "dataset":
            believes = "shape"
        host = host or (self.file_host if reads_as == "auto" and not self_evident(text) else "")
        ecosystem = ecosystem_of(text, reads_as, believes, host)
        if ecosystem is None or (ecosystem == "auto" and guess(text, host) is None):
            return
        if reads_as == "auto" and not self._speaks_of_models and looks_like_hub_id(text) and not looks_like_model(text):
            return  # ``model_name = "users/profile"`` in a file that loads none
        self.settled.add((id(node), text))
        role: Role = "dependency"
        if self.recorded:
            role = "mention"
        elif self.is_test and identify(text, ecosystem, host).kind in ("api", "ollama"):
            # A unit test that only hands a name of a service on tries how it is handled.
            role = "mention" if self.unit else self._role(node)
        elif self.is_test and (self._mocked(node, close=True) or (found_by == "python.dict" and "/unit" in self.path)):
            role = "mention"
        self._add(text, ecosystem, host, node, found_by, role)

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
            loud = id(node) not in self.module.quiet
            if loud and "=" in text and "/" in text and " " not in text and self._pairs(Literal(text, node)):
                continue
            if loud and '"model' in text and "{" in text:
                self._embedded(node)
            if loud and "/" in text and self._addressed(text, node):
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
        from smallprint.collect.shell import words_references

        seen: set[int] = set()
        for node in self.module.constants:
            outer = self.module.parents.get(id(node))
            if (
                not isinstance(outer, (ast.List, ast.Tuple))
                or id(outer) in seen
                or not str(node.value).startswith("--")
            ):
                continue
            seen.add(id(outer))
            if id(node) in self.module.quiet or (id(node), node.value) in self.settled:
                continue
            for found in words_references(self._words(outer.elts), self.path, "python.flags", self._role(node)):
                unit = self.unit and isinstance(found, ModelRef) and found.kind in ("api", "ollama")
                self.found.append(replace(found, role="mention") if unit and isinstance(found, ModelRef) else found)

    def _configuration(self, text: str, node: ast.Constant) -> bool:
        """YAML or JSON in a string over several lines: what a file of that kind would say."""
        from smallprint.collect.embed import block

        rows = [row for row in text.split("\n") if row.strip() and not row.lstrip().startswith("#")]
        keyed = sum(_YAML_ROW.match(row) is not None for row in rows)
        kind = (
            "json" if text[0] in "{[" and '":' in text else "yaml" if len(rows) > 1 and keyed > len(rows) * 0.8 else ""
        )
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

    def _role(self, node: ast.expr) -> Role:
        return "mention" if self.recorded or self._mocked(node) else "dependency"

    def _embedded(self, node: ast.Constant) -> None:
        for match in re.finditer(r'"(\w*model\w*)"\s*:\s*"([^"{}$\s]{2,120})"', str(node.value)):
            row = find_key(normal(match[1]), (), frozenset())
            if row and row.reads_as != "none":
                self._shaped(match[2], node, row.reads_as, "python.embedded-json")
