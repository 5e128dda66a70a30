"""Python: calls of the table of idioms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from smallprint.collect.idioms.families import NLTK_MODELS
from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.python import CONSTANT_PACKAGES, CONSTANTS, Rule, rules_by_name
from smallprint.collect.keytable import find_key, host_in_words, normal
from smallprint.collect.names import guess, reference
from smallprint.collect.python_believe import argument_of, keyword_of, with_ref
from smallprint.collect.python_flow import Flow
from smallprint.collect.python_module import Binding, Call, Scope
from smallprint.collect.python_values import Literal, Parameter, dotted, last_name, values
from smallprint.collect.recognise import ecosystem_of
from smallprint.collect.values import key_values
from smallprint.model import ModelRef, Place, Role

if TYPE_CHECKING:
    from smallprint.collect.shell import Word

__all__ = ["MODEL_PACKAGES", "Sinks"]

_RULES = rules_by_name()
#: Package -> telling keywords of its constructors, for ``config.clip_model_name = x``.
_KEYWORD_RULES: dict[str, list[tuple[str, Rule]]] = {}
for _rules in _RULES.values():
    for _rule in _rules:
        for _module in _rule.modules if _rule.path[-1][:1].isupper() else ():
            _KEYWORD_RULES.setdefault(_module, []).extend((word, _rule) for word in _rule.keywords if "_" in word)

#: Functions that run a command: ``subprocess``, ``os``, ``asyncio``.
_COMMANDS = frozenset({"run", "call", "Popen", "check_call", "check_output", "system", "popen", "getoutput",
                       "create_subprocess_exec", "create_subprocess_shell", "run_commands"})  # fmt: skip


#: Packages of the table; a method of an object that one of them made is not another's.
_MODULES = frozenset(module for rules in _RULES.values() for rule in rules for module in rule.modules)
#: Packages of which one is imported wherever models are loaded or called.
MODEL_PACKAGES = (_MODULES | {"torch", "flax", "jax"}) - {
    "requests", "httpx", "urllib", "urllib3", "wget", "aiohttp", "git", "google", "streamlit", "gradio", "gr"
}  # fmt: skip
#: Packages with functions of the same names that bring something else.
_FOREIGN = frozenset(
    {"seaborn", "sns", "statsmodels", "vega_datasets", "xarray", "torchtext", "sklearn", "shap", "sktime"}
)
#: What a test of a library loads even where it replaces other things.
_WEIGHTS = frozenset({"hf", "dataset", "sentence-transformers", "open_clip", "timm", "torchhub", "spacy", "torchvision",
                      "whisper", "faster-whisper", "keras", "ultralytics", "flair", "coqui"})  # fmt: skip
#: Functions that call the one they are given with the rest of their arguments.
_PASSING_ON = frozenset({"partial", "to_thread", "submit", "run_in_executor", "run_sync", "map", "imap",
                         "imap_unordered"})  # fmt: skip
#: Callables that are called what the model is called.
_BUILDERS = frozenset(name for name, rules in _RULES.items() for r in rules if r.ecosystem == "torchvision-builder")
_IMAGENET = ast.Constant("imagenet")
_WITH_WEIGHTS = "create_model_from_pretrained"


@cache
def _end(path: tuple[str, ...]) -> str:
    """The dotted name with which a callable of the table ends."""
    return ".".join(part for part in path if part != "*")


class Sinks(Flow):
    """The calls that name a model for sure."""

    def _known_call(self, call: Call) -> None:
        tail = last_name(call.node.func)
        if tail in _COMMANDS:
            self._command(call)
        first = 1 if tail == "run_in_executor" else 0
        given = call.node.args[0] if len(call.node.args) > 1 else None
        if (tail in _PASSING_ON and len(call.node.args) > first) or (
            isinstance(given, ast.Attribute) and given.attr.islower() and given.attr in _RULES
        ):
            inner = ast.Call(call.node.args[first], call.node.args[first + 1 :], call.node.keywords)
            made = Call(ast.copy_location(inner, call.node), call.scope)
            self.passed_on.append(made)
            self._known_call(made)
        if not tail:
            self._looked_up(call)
        candidates = _RULES.get(self.module.imports.get(tail, tail).rpartition(".")[2])
        if not candidates:
            return
        name = dotted(self.module, call.node.func)
        seen = set()
        decided: Rule | None = None
        for rule in candidates:
            if decided and (rule.path, rule.modules) != (decided.path, decided.modules):
                return  # a wider line would take another argument of the same call for the name
            if not self._applies(rule, name, call):
                continue
            argument = argument_of(call.node, rule) or self._in_keywords(call, rule)
            if argument is None and rule.ecosystem == "keras-builder":
                argument = _IMAGENET  # what Keras fetches unless it is told otherwise
            slot = id(argument)
            if argument is None or slot in seen:
                continue
            seen.add(slot)
            self._judge_rule(rule, call, argument, name)
            self.judged.add(id(call.node))
            decided = rule if rule.positions else None

    def _looked_up(self, call: Call) -> None:
        """``getattr(models, "resnet50")(pretrained=True)``, ``models.__dict__[arch](weights="DEFAULT")``."""
        match call.node.func:
            case ast.Call(func=ast.Name(id="getattr"), args=[owner, name]):
                pass
            case ast.Subscript(value=ast.Attribute(value=owner, attr="__dict__"), slice=name):
                pass
            case _:
                return
        asked = (
            keyword_of(call.node, "pretrained") or keyword_of(call.node, "weights") or next(iter(call.node.args), None)
        )
        fetches = isinstance(asked, ast.Attribute) or (isinstance(asked, ast.Constant) and _fetches(asked.value))
        if fetches and dotted(self.module, owner) == "torchvision.models":
            self._flow(name, call.scope, "torchvision", "", "torchvision.models")

    def _in_keywords(self, call: Call, rule: Rule) -> ast.expr | None:
        """What ``load(**settings)`` is given: the entry of ``settings`` that names the model."""
        for keyword in call.node.keywords:
            if keyword.arg is None and isinstance(keyword.value, (ast.Name, ast.Attribute)):
                for name in rule.keywords:
                    item = _item(keyword.value, name)
                    if any(isinstance(v, Literal) and not v.one_of_many for v in values(self.module, item, call.scope)):
                        return item
        return None

    def _command(self, call: Call) -> None:
        """``subprocess.run([...])`` and ``os.system("…")``: what a shell would read."""
        tail = last_name(call.node.func)
        if tail == "run_commands":  # Modal: each argument is a command
            for argument in call.node.args:
                lines = argument.elts if isinstance(argument, (ast.List, ast.Tuple)) else [argument]
                for line in lines:
                    self._command_text(line, call.scope)
            return
        node = call.node.args[0] if call.node.args else keyword_of(call.node, "args")
        if node is not None:
            self._run(node, call.scope, call.node.args if tail == "create_subprocess_exec" else [])

    def _run(self, node: ast.expr, scope: Scope, words: list[ast.expr]) -> None:
        """A command that is run: a list of words, or ``words`` if ``node`` is none, else a text."""
        from smallprint.collect.shell import words_references

        if elements := self._elements(node, scope, 0) or words:
            self.found.extend(words_references(self._words(elements), self.path, "python.command"))
        else:
            self._command_text(node, scope)

    def _words(self, elements: list[ast.expr]) -> list[Word]:
        from smallprint.collect.shell import Word

        words = []
        for element in elements:
            text = element.value if isinstance(element, ast.Constant) else None
            place = self._place(element, text if isinstance(text, str) else "")
            words.append(Word(text if isinstance(text, str) else "$UNKNOWN", place.line, place.column))
            if isinstance(text, str):
                self.settled.add((id(element), text.strip()))
        return words

    def _elements(self, node: ast.expr, scope: Scope, depth: int) -> list[ast.expr]:
        """The words of a command given as a list, also one that has a name or is added up."""
        match node:
            case ast.List() | ast.Tuple():
                return [e.value if isinstance(e, ast.Starred) else e for e in node.elts]
            case ast.BinOp(op=ast.Add()) if depth < 8:
                return [*self._elements(node.left, scope, depth + 1), *self._elements(node.right, scope, depth + 1)]
            case ast.Name() if depth < 3:
                bindings = next((s.names[node.id] for s in scope.around() if node.id in s.names), [])
                given = [binding for binding in bindings if binding.how in ("value", "default")]
                lists = (self._elements(binding.node, binding.scope, depth + 1) for binding in given[:4])
                return next((words for words in lists if words), [])
        return []

    def _command_text(self, node: ast.expr, scope: Scope) -> None:
        from smallprint.collect.shell import references

        if isinstance(node, ast.Call) and last_name(node.func) == "split" and node.args:
            node = node.args[0]  # ``shlex.split(command)``
        for value in values(self.module, node, scope):
            if isinstance(value, Parameter):
                self._register(value, "command", "", "python.command")
            if isinstance(value, Literal) and " " in value.text and len(value.text) < 4000:
                place = self._place(value.node, value.text.partition("\n")[0])
                lines = value.text.split("\n")
                written = self._written_in(value.node, scope)
                for found in references(lines, place.line, self.path, "python.command", column=place.column):
                    if isinstance(found, ModelRef) and found.ref in written:
                        found = replace(found, place=self._place(written[found.ref], found.ref))
                    self.found.append(found)

    def _written_in(self, node: ast.expr, scope: Scope) -> dict[str, ast.expr]:
        """Where the texts are written that an f-string puts into a command."""
        fields = [part.value for part in getattr(node, "values", ()) if isinstance(part, ast.FormattedValue)]
        found = (value for field in fields for value in values(self.module, field, scope))
        return {value.text: value.node for value in found if isinstance(value, Literal)}

    def _callers(self) -> None:
        """Calls of the file's own functions whose parameters name models, until nothing new is learnt."""
        done: set[tuple[int, str, str]] = set()
        for _ in range(4):
            known = dict(self.derived)
            names = {function for function, _ in known}
            for call in (*self.module.calls, *self.passed_on):
                tail = last_name(call.node.func)
                if tail == "__init__" or tail not in names:
                    continue
                for (function, parameter), (ecosystem, host, found_by) in known.items():
                    if function != tail or (id(call.node), parameter, ecosystem) in done:
                        continue
                    done.add((id(call.node), parameter, ecosystem))
                    argument = self._passed(call, function, parameter)
                    if argument is not None:
                        self.answered.add((function, parameter))
                        if ecosystem == "command":
                            self._run(argument, call.scope, [])
                        elif ecosystem == "mention":
                            self._quiet_all(argument, call.scope, found_by)
                        else:
                            self._flow(argument, call.scope, ecosystem, host, found_by)
            if self.derived == known:
                break
        for key, node, ecosystem, host, found_by in self.waiting:
            if key not in self.answered:
                self._unknown(node, ecosystem, host, found_by)

    def _passed(self, call: Call, function: str, parameter: str) -> ast.expr | None:
        if (found := keyword_of(call.node, parameter)) is not None:
            return found
        for keyword in call.node.keywords:
            if keyword.arg is None:  # ``load(**row)``
                return _item(keyword.value, parameter)
        scopes = self.module.functions.get(function, [])
        if (klass := self.module.classes.get(function)) is not None:
            scopes = [scope for scope in self.module.functions.get("__init__", []) if scope.parent is klass]
        for scope in scopes:
            if parameter in scope.params:
                position = scope.params.index(parameter)
                if scope.params and scope.params[0] in ("self", "cls"):
                    position -= 1
                given = call.node.args
                if len(given) == 1 and isinstance(given[0], ast.Starred):
                    return _item(given[0].value, position)  # ``load(*row)``
                if position < len(given) and not any(isinstance(a, ast.Starred) for a in given):
                    return given[position]
        return None

    def _applies(self, rule: Rule, name: str, call: Call) -> bool:
        end = _end(rule.path)
        if "." in end and name != end and not name.endswith(f".{end}"):
            return False
        if rule.path[0] == "*" and not isinstance(call.node.func, ast.Attribute):
            return False
        root, dot, _ = name.partition(".")
        if not rule.modules:
            return root not in _FOREIGN
        if root in rule.modules or any(root.startswith(module + "_") for module in rule.modules if len(module) > 7):
            return True
        if root in self.module.packages or name.startswith("."):
            return False
        if made := self._maker(call):
            return made in rule.modules
        # Imported from elsewhere under a known name, a method of an object, or ``from x import *``.
        if root in self.module.functions or root in self.module.classes:
            return False
        if dot:
            return bool(self._packages() & rule.modules)
        return any(star.partition(".")[0] in rule.modules for star in self.module.stars)

    def _maker(self, call: Call) -> str:
        """The package whose class or function made the object that a method is called on, where the file shows it."""
        node: ast.expr = call.node.func
        while isinstance(node, ast.Attribute):
            node = node.value
        bindings: Iterable[Binding] = ()
        if isinstance(node, ast.Name):
            bindings = next((s.names[node.id] for s in call.scope.around() if node.id in s.names), ())
            inner = call.node.func
            if node.id in ("self", "cls") and isinstance(inner, ast.Attribute):
                while isinstance(inner.value, ast.Attribute):
                    inner = inner.value
                bindings = self.module.fields.get(inner.attr, ())
        for binding in bindings:
            if isinstance(binding.node, ast.Call):
                root = dotted(self.module, binding.node.func).partition(".")[0]
                if root in _MODULES and root in self.module.packages:
                    return root
        return ""

    def _packages(self) -> set[str]:
        return self.module.packages | {name.partition("_")[0] for name in self.module.packages if "_" in name}

    def _judge_rule(self, rule: Rule, call: Call, argument: ast.expr, name: str) -> None:
        ecosystem, host = rule.ecosystem, ""
        role: Role = "dependency"
        match ecosystem:
            case "mention":
                return self._quiet_all(argument, call.scope, rule.name(self.module.packages))
            case "ollama-mention":
                return self._quiet_all(argument, call.scope, rule.name(self.module.packages))
            case "hub":
                kind = self._text_of(call, "repo_type")
                if kind == "space":
                    return None
                ecosystem = "dataset" if kind == "dataset" else "hf"
                self._gguf_file(rule, call)
            case "inference":
                provider = self._text_of(call, "provider")
                ecosystem, host = "hf", PREFIXES.get(provider, provider if provider != "auto" else "") or "huggingface"
            case "client":
                ecosystem, host = "auto", self._client_host(call)
            case "route":
                ecosystem, host = "auto", host_in_words(self._text_of(call, "model_provider"))
            case "model_args":
                return self._model_args(argument, call.scope)
            case "hf" if rule.path[-1] == "from_pretrained":
                self._gguf_file(rule, call)
            case "timm":
                pretrained = keyword_of(call.node, "pretrained")
                given = isinstance(pretrained, ast.Constant) and not pretrained.value
                if given or (pretrained is None and len(call.node.args) < 2):
                    role = "mention"
            case "torchvision-builder" | "keras-builder":
                return self._builder(rule, call, argument)
            case "fastai" if last_name(argument) in _BUILDERS:
                return self._named_after(argument, "torchvision", rule)
            case "open_clip" if rule.path[-1].startswith("create_model") and rule.path[-1] != _WITH_WEIGHTS:
                pretrained = keyword_of(call.node, "pretrained") or next(iter(call.node.args[1:]), None)
                given = isinstance(pretrained, ast.Constant) and not pretrained.value
                if (given or pretrained is None) and ":" not in self._text_of_node(argument, call.scope):
                    role = "mention"
            case "smp":
                weights = keyword_of(call.node, "encoder_weights")
                if isinstance(weights, ast.Constant) and weights.value is None:
                    role = "mention"
            case "nltk":
                role = "dependency" if self._text_of_node(argument, call.scope) in NLTK_MODELS else "mention"
            case "google" if self._ask_client(call, self._on_cloud):
                ecosystem = "vertex"
            case "openai" | "anthropic":
                host = self._host_keyword(call.node, call.scope)
                ecosystem = "auto" if host and host not in ("openai", "anthropic") else ecosystem
        if ecosystem not in _WEIGHTS and self._mocked(call.node):
            role = "mention"
        if ecosystem == "hf" and "CTransformers" in rule.path:
            self._gguf_file(rule, call)
        self._flow(argument, call.scope, ecosystem, host, rule.name(self.module.packages), role=role, call=call)
        return None

    def _builder(self, rule: Rule, call: Call, argument: ast.expr) -> None:
        """``resnet50(pretrained=True)``, ``ResNet50(weights="imagenet")``: the callable itself is the model's name."""
        if isinstance(argument, ast.Attribute) and "_Weights" in last_name(argument.value):
            return  # the typed constant names it
        given = [argument]
        if isinstance(argument, ast.Name):
            bindings = next((s.names[argument.id] for s in call.scope.around() if argument.id in s.names), ())
            given = [binding.node for binding in bindings]
        if any(isinstance(node, ast.Constant) and _fetches(node.value) for node in given):
            self._named_after(call.node.func, rule.ecosystem.removesuffix("-builder"), rule)

    def _named_after(self, node: ast.expr, ecosystem: str, rule: Rule) -> None:
        name = last_name(node)
        if name in self.module.imports:
            name = self.module.imports[name].rpartition(".")[2]
        place = self._place(node, last_name(node))
        self.found.append(reference(name, ecosystem, place, rule.name(self.module.packages)))

    def _on_cloud(self, node: ast.expr, _scope: Scope) -> str:
        """Google's one client serves two hosts: ``genai.Client(vertexai=True)`` is the cloud."""
        flag = keyword_of(node, "vertexai") if isinstance(node, ast.Call) else None
        return "vertex" if isinstance(flag, ast.Constant) and flag.value is True else ""

    def _gguf_file(self, rule: Rule, call: Call) -> None:
        for keyword in ("filename", "model_file", "gguf_file"):
            node = keyword_of(call.node, keyword)
            if (
                node is None
                and keyword == "filename"
                and rule.path[-1] == "hf_hub_download"
                and len(call.node.args) > 1
            ):
                node = call.node.args[1]
            for value in values(self.module, node, call.scope) if node is not None else ():
                if (
                    isinstance(value, Literal)
                    and not re.search(r"[*?\[]", value.text)
                    and re.search(r"\.gguf$|\.ggml\S*\.bin$|ggml\S*\.bin$", value.text, re.IGNORECASE)
                ):
                    self._literal(value, "gguf", "", f"{rule.name(self.module.packages)}.file", "dependency")

    def _model_args(self, node: ast.expr, scope: Scope) -> None:
        for value in values(self.module, node, scope):
            if isinstance(value, Literal):
                self._pairs(value)
        for dictionary in [node] if isinstance(node, ast.Dict) else []:
            for key, item in zip(dictionary.keys, dictionary.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in (
                    "pretrained",
                    "model",
                    "peft",
                    "tokenizer",
                    "model_name",
                ):
                    self._flow(item, scope, "auto", "", "lm_eval.model_args")

    def _pairs(self, value: Literal) -> bool:
        found = False
        for key, text, _ in key_values(value.text):
            row = find_key(normal(key), (), frozenset())
            reads_as = "hf" if key in ("pretrained", "peft", "tokenizer") else row.reads_as if row else "none"
            if reads_as != "none" and (ecosystem := ecosystem_of(text, reads_as, "shape", "")):
                self._add(text, ecosystem, "", value.node, "python.key-value", "dependency")
                found = True
        if found:
            self.settled.add((id(value.node), value.text.strip()))
        return found

    def _assigned_fields(self) -> None:
        """``config.clip_model_name = x`` where a constructor of the table takes a keyword of that name."""
        for package in self.module.packages & _KEYWORD_RULES.keys():
            for keyword, rule in _KEYWORD_RULES[package]:
                for binding in self.module.fields.get(keyword, ()):
                    if not binding.scope.is_class:
                        self._flow(binding.node, binding.scope, rule.ecosystem, "", rule.name(self.module.packages))

    def _constant(self, node: ast.Attribute, role: Role) -> None:
        """``ResNet50_Weights.IMAGENET1K_V1``: a typed constant that names weights."""
        base = last_name(node.value)
        for ending, ecosystem in CONSTANTS.items():
            if base.endswith(ending) and node.attr.isupper():
                written = f"{base}.{node.attr}"
                place = self._place(node, written)
                found = reference(
                    f"{base.removesuffix(ending).lower()}", ecosystem, place, "torchvision.weights", role=role
                )
                self.found.append(with_ref(found, written, "" if node.attr == "DEFAULT" else node.attr))
        owner = dotted(self.module, node.value)
        if owner.partition(".")[0] in CONSTANT_PACKAGES:
            from smallprint.collect.lang.constants import constant_id

            if known := constant_id(base, node.attr):
                found = reference(known[1], known[0], self._place(node, node.attr), f"{base}.{node.attr}", role=role)
                self.found.append(with_ref(found, f"{base}.{node.attr}", ""))
        if base == "pretrained" and node.attr.startswith("esm") and dotted(self.module, node.value) == "esm.pretrained":
            self.found.append(reference(node.attr, "esm", self._place(node, node.attr), "esm.pretrained"))
        if base == "pipelines" and dotted(self.module, node.value) == "torchaudio.pipelines":
            self.found.append(reference(node.attr, "torchaudio", self._place(node, node.attr), "torchaudio.pipelines"))

    def _imports(self) -> None:
        for name, line in self.module.import_lines.items():
            if re.fullmatch(r"[a-z]{2}_(?:core|dep|ent)_\w+_(?:sm|md|lg|trf)", name):
                column = self.lines[line - 1].find(name) + 1 if line <= len(self.lines) else 1
                self.found.append(reference(name, "spacy", Place(self.path, line, column, len(name)), "spacy.import"))

    def _quiet_all(self, node: ast.expr, scope: Scope, found_by: str) -> None:
        for value in values(self.module, node, scope):
            if isinstance(value, Parameter):
                self._register(value, "mention", "", found_by)
            if isinstance(value, Literal) and (id(value.node), value.text.strip()) not in self.settled:
                ecosystem = "dataset" if "dataset" in found_by else "auto"
                if guess(value.text) is not None and isinstance(value.node, ast.Constant):
                    self.settled.add((id(value.node), value.text.strip()))
                    self._add(value.text.strip(), ecosystem, "", value.node, found_by, "mention")


def _item(node: ast.expr, key: int | str) -> ast.Subscript:
    """``node[key]``, standing where ``node`` stands."""
    return ast.copy_location(ast.Subscript(node, ast.copy_location(ast.Constant(key), node)), node)


def _fetches(value: object) -> bool:
    """Whether ``pretrained=True``, ``weights="imagenet"`` asks for published weights; a path is one's own."""
    if isinstance(value, str):
        return value.lower() != "none" and "/" not in value and not value.endswith((".h5", ".pth", ".pt", ".keras"))
    return value is True
