"""Python: which calls, keys and defaults name a model, by the table of idioms and by telling names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from smallprint.collect.detector import Elsewhere, Found
from smallprint.collect.idioms.families import SHORT_NAMES, WHISPER_SIZES
from smallprint.collect.idioms.keys import Key
from smallprint.collect.idioms.python import CLIENTS, CONSTANTS, NLTK_MODELS, Rule, rules_by_name
from smallprint.collect.keytable import find_key, host_in_words, normal
from smallprint.collect.names import (
    guess,
    host_of_url,
    is_placeholder,
    looks_like_hub_id,
    looks_like_model,
    parse_hub_url,
    reference,
    scope_of,
    unknown_at_run_time,
)
from smallprint.collect.python_module import Call, Module, Scope, index
from smallprint.collect.python_values import Imported, Literal, Parameter, Value, dotted, is_environment, last_name, values
from smallprint.collect.recognise import ecosystem_of, run_time_kind
from smallprint.collect.values import key_values
from smallprint.fs import Source
from smallprint.model import Kind, ModelRef, Place, Role

__all__ = ["Judge", "is_output", "kind_at_run_time"]

_RULES = rules_by_name()
#: Package -> telling keywords of its constructors, for ``config.clip_model_name = x``.
_KEYWORD_RULES: dict[str, list[tuple[str, Rule]]] = {}
for _rules in _RULES.values():
    for _rule in _rules:
        for _module in _rule.modules:
            _KEYWORD_RULES.setdefault(_module, []).extend((word, _rule) for word in _rule.keywords if "_" in word)
#: Keywords that say who runs the model, in the same call or dict.
_URL_KEYS = ("base_url", "api_base", "openai_api_base", "azure_endpoint", "endpoint_url", "inference_server_url", "api_url",
             "endpoint", "server_url", "host", "url")  # fmt: skip
_PROVIDER_KEYS = ("model_provider", "provider", "api_type", "custom_llm_provider", "llm_provider", "backend", "service")
#: Keys of price and capability tables: what stands beside them is known, not used.
_PRICES = re.compile(r"cost|price|pricing|context_(?:window|length|size)|max_(?:input_|output_|context_)?tokens|tokens_per|"
                     r"supports_|capabilit|dimensions?$|embedding_dim|knowledge_cutoff|deprecat", re.IGNORECASE)  # fmt: skip
_OUTPUT = re.compile(r"(?:^|_)(?:output|out|save|saved|tmp|temp|ckpt|export|target|dest|dst|work|local|cache|log|hub_model|new|"
                     r"merged|push)(?:_|$)|(?:^|_)(?:dir|folder|directory)$", re.IGNORECASE)  # fmt: skip
_LOADING = re.compile(r"load|download|model|llm|embed|agent|pipeline|tokenizer|encoder|rerank|fetch|pull|chat|generate|predict|"
                      r"completion|client|inference", re.IGNORECASE)  # fmt: skip
_SUPPORTED = re.compile(r"supported|available|allowed|known|valid|all_|registry|choices|options|prices?|pricing|costs?|aliases|"
                        r"mapping|_map$|windows?|limits?|context|capabilit|families|prefix|deprecated|_info|metadata|catalog",
                        re.IGNORECASE)  # fmt: skip
_MOCKED = re.compile(r"\bMock\(|MagicMock|\bpatch\(|@patch|\bmocker\b|monkeypatch|respx|\bvcr\b|responses\.activate")
_REGISTERS = re.compile(r"^_?register|_registry$|^add_model$|^(?:Model)?(?:Info|Spec|Card|Meta|Metadata|Entry|Capabilit\w*)$|"
                        r"(?:Info|Spec|Card|Metadata|Pricing|Price|Cost)$")  # fmt: skip
#: More than so many alike side by side are a table of what is supported.
_FEW = 4
_SHORT = re.compile(r"[A-Za-z0-9][\w.+-]{0,94}")
_TELLING = re.compile(r"[/:.=-]")
_OPTIONS = frozenset({"add_argument", "option", "Option", "Argument", "argument", "add_option"})
_VALUES = frozenset({ast.Constant, ast.Call, ast.BoolOp, ast.IfExp, ast.List, ast.Tuple, ast.Set, ast.JoinedStr, ast.BinOp})
_TEXT_KEYS = frozenset({"help", "description", "title", "label", "info", "doc", "reason", "message", "msg", "placeholder",
                        "metavar", "choices", "examples", "example", "alias", "tags", "summary", "text", "prompt"})  # fmt: skip


class Judge:
    """Turns what a module says into references. One per file; ``notebook`` maps lines."""

    def __init__(self, source: Source, tree: ast.Module, text: str) -> None:
        self.path = source.path
        self.lines = text.split("\n")
        self.module = index(tree)
        self.found: list[Found] = []
        #: ``id`` of literal nodes and their text that were settled, so that no weaker way names them again.
        self.settled: set[tuple[int, str]] = set()
        self.asked: set[tuple[str, str]] = set()
        #: Names that were reported, and names put together from parts, which wait until all others are known.
        self.written: set[str] = set()
        self.assembled: list[tuple[str, str, str, ast.expr, str, Role, Call | None]] = []
        self.assembled_last = False
        #: Function name -> parameter -> what the parameter names.
        self.derived: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.is_test = scope_of(source.path) == "test"
        self.mocked = self.is_test and bool(_MOCKED.search(text))
        self.text = text
        self.low = text.lower()
        self._file_host: str | None = None

    def run(self) -> list[Found]:
        """All references of the file, the surest ways first."""
        self._imports()
        for call in self.module.calls:
            self._known_call(call)
        self._callers()
        self._assigned_fields()
        self._telling_names()
        for call in self.module.calls:
            self._telling_keywords(call)
        self._mentions()
        self.assembled_last = True
        for waiting in self.assembled:
            if waiting[0] not in self.written:
                self._add(*waiting)
        return self.found

    # -- the table of idioms -------------------------------------------------------------------------------------

    def _known_call(self, call: Call) -> None:
        tail = last_name(call.node.func)
        candidates = _RULES.get(self.module.imports.get(tail, tail).rpartition(".")[2])
        if not candidates:
            return
        name = dotted(self.module, call.node.func)
        seen = set()
        for rule in candidates:
            if not self._applies(rule, name, call):
                continue
            argument = _argument(call.node, rule)
            slot = id(argument)
            if argument is None or slot in seen:
                continue
            seen.add(slot)
            self._judge_rule(rule, call, argument, name)
            if rule.positions:
                return

    def _applies(self, rule: Rule, name: str, call: Call) -> bool:
        parts = name.split(".")
        path = [part for part in rule.path if part != "*"]
        if len(path) > 1 and tuple(parts[-len(path) :]) != tuple(path):
            resolved = ".".join(parts)
            if not resolved.endswith("." + ".".join(path)) and resolved != ".".join(path):
                return False
        if rule.path[0] == "*" and not isinstance(call.node.func, ast.Attribute):
            return False
        if not rule.modules:
            return True
        root = parts[0].lstrip(".")
        if root in rule.modules or any(root.startswith(module + "_") for module in rule.modules if len(module) > 7):
            return True
        if root in self.module.packages or name.startswith("."):
            return False
        # Imported from elsewhere under a known name, a method of an object, or ``from x import *``.
        local = root not in self.module.functions and root not in self.module.classes
        return local and len(parts) > 1 and bool(self._packages() & rule.modules)

    def _packages(self) -> set[str]:
        return self.module.packages | {name.partition("_")[0] for name in self.module.packages if "_" in name}

    def _judge_rule(self, rule: Rule, call: Call, argument: ast.expr, name: str) -> None:
        ecosystem, host = rule.ecosystem, ""
        role: Role = "dependency"
        match ecosystem:
            case "mention":
                return self._quiet_all(argument, call.scope, rule.name)
            case "ollama-mention":
                return self._quiet_all(argument, call.scope, rule.name)
            case "hub":
                kind = self._text_of(call, "repo_type")
                if kind == "space":
                    return None
                ecosystem = "dataset" if kind == "dataset" else "hf"
                self._gguf_file(rule, call)
            case "inference":
                ecosystem, host = "hf", self._text_of(call, "provider") or "huggingface"
                host = "huggingface" if host in ("auto", "hf-inference") else host
            case "client":
                ecosystem, host = "auto", self._client_host(call)
            case "route":
                ecosystem, host = "auto", host_in_words(self._text_of(call, "model_provider"))
            case "model_args":
                return self._model_args(argument, call.scope)
            case "hf" if rule.path[-1] == "from_pretrained":
                self._gguf_file(rule, call)
            case "timm":
                pretrained = _keyword(call.node, "pretrained")
                given = isinstance(pretrained, ast.Constant) and not pretrained.value
                if given or (pretrained is None and len(call.node.args) < 2):
                    role = "mention"
            case "nltk":
                role = "dependency" if self._text_of_node(argument, call.scope) in NLTK_MODELS else "mention"
            case "openai" | "anthropic":
                host = self._host_keyword(call.node, call.scope)
                ecosystem = "auto" if host and host not in ("openai", "anthropic") else ecosystem
        if self.mocked and ecosystem not in ("hf", "dataset", "sentence-transformers"):
            role = "mention"
        if ecosystem == "hf" and "CTransformers" in rule.path:
            self._gguf_file(rule, call)
        self._flow(argument, call.scope, ecosystem, host, rule.name, role=role, call=call)
        return None

    def _flow(
        self,
        node: ast.expr,
        scope: Scope,
        ecosystem: str,
        host: str,
        found_by: str,
        *,
        role: Role = "dependency",
        call: Call | None = None,
    ) -> None:
        """Everything that may arrive at an argument that names a model."""
        if ecosystem in ("hf", "auto", "dataset") and _OUTPUT.search(last_name(node)):
            return  # what was saved before
        named, open_end = False, False
        for value in values(self.module, node, scope):
            match value:
                case Literal():
                    named = self._literal(value, ecosystem, host, found_by, role, call) or named or bool(value.text)
                case Parameter():
                    if self._register(value, ecosystem, host, found_by):
                        open_end = True
                case Imported():
                    self._imported(value, node, ecosystem, host, found_by)
                    named = True
                case _:
                    open_end = open_end or not value.absent
        if open_end and not named and role == "dependency" and not self.is_test:
            self._unknown(node, ecosystem, host, found_by)

    def accept(self, value: Literal, ecosystem: str, host: str, found_by: str) -> None:
        """Report a literal of this file that another file uses as a model's name."""
        self.assembled_last = True
        self._literal(value, ecosystem, host, found_by, "dependency")

    def _literal(
        self, value: Literal, ecosystem: str, host: str, found_by: str, role: Role, call: Call | None = None
    ) -> bool:
        text = value.text.strip()
        if value.one_of_many:
            role = "mention"
        settled, seen_as = _believe(text, ecosystem, host)
        if settled is None:
            return False
        if (id(value.node), text) in self.settled and role == "mention":
            return True
        self.settled.add((id(value.node), text))
        self._add(text, seen_as, host, value.node, found_by, role, call)
        return True

    def _add(
        self, text: str, ecosystem: str, host: str, node: ast.expr, found_by: str, role: Role, call: Call | None = None
    ) -> None:
        revision = self._text_of(call, "revision") if call is not None else ""
        ref, place = text, self._place(node, text)
        if not place.width and not isinstance(node, ast.Constant) and not self.assembled_last:
            self.assembled.append((text, ecosystem, host, node, found_by, role, call))
            return
        self.written.add(text)
        if call is not None and ecosystem in ("torchhub", "open_clip"):
            joined = self._second_part(call, ecosystem)
            found = reference(f"{text.partition(':')[0]}/{joined}" if joined else text, ecosystem, place, found_by, role=role)
            self.found.append(_with(found, ref, text.partition(":")[2] if ecosystem == "torchhub" else revision))
            return
        if ecosystem == "url":
            url = parse_hub_url(text)
            if url is None:
                return
            if url.file.lower().endswith(".gguf"):
                self.found.append(reference(text, "gguf", place, found_by, role=role))
            ecosystem = "dataset" if url.kind == "dataset" else "hf"
        self.found.append(reference(ref, ecosystem, place, found_by, role=role, host=host, revision=revision))

    def _second_part(self, call: Call, ecosystem: str) -> str:
        keyword = "model" if ecosystem == "torchhub" else "pretrained"
        node = _keyword(call.node, keyword) or (call.node.args[1] if len(call.node.args) > 1 else None)
        texts = [v.text for v in values(self.module, node, call.scope) if isinstance(v, Literal)] if node is not None else []
        return texts[0] if texts else ""

    def _register(self, value: Parameter, ecosystem: str, host: str, found_by: str) -> bool:
        """Remember that a parameter names a model; true when nothing in the file can tell its value."""
        function = value.scope
        key = (function.name, value.name)
        if function.name == "__init__" and (klass := function.parent) is not None and klass.is_class:
            key = (klass.name, value.name)
        if not function.name:
            return True
        self.derived.setdefault(key, (ecosystem, host, found_by))
        return not function.names.get(value.name)

    def _callers(self) -> None:
        """Calls of the file's own functions whose parameters name models, until nothing new is learnt."""
        done: set[tuple[int, str]] = set()
        for _ in range(4):
            known = dict(self.derived)
            names = {function for function, _ in known}
            for call in self.module.calls:
                tail = last_name(call.node.func)
                if tail == "__init__" or tail not in names:
                    continue
                for (function, parameter), (ecosystem, host, found_by) in known.items():
                    if function != tail or (id(call.node), parameter) in done:
                        continue
                    done.add((id(call.node), parameter))
                    argument = self._passed(call, function, parameter)
                    if argument is not None:
                        self._flow(argument, call.scope, ecosystem, host, found_by)
            if len(self.derived) == len(known):
                return

    def _passed(self, call: Call, function: str, parameter: str) -> ast.expr | None:
        if (found := _keyword(call.node, parameter)) is not None:
            return found
        scopes = self.module.functions.get(function, [])
        if (klass := self.module.classes.get(function)) is not None:
            scopes = [scope for scope in self.module.functions.get("__init__", []) if scope.parent is klass]
        for scope in scopes:
            if parameter in scope.params:
                position = scope.params.index(parameter)
                if scope.params and scope.params[0] in ("self", "cls"):
                    position -= 1
                if position < len(call.node.args) and not any(isinstance(a, ast.Starred) for a in call.node.args):
                    return call.node.args[position]
        return None

    def _imported(self, value: Imported, node: ast.expr, ecosystem: str, host: str, found_by: str) -> None:
        mark = (value.module, value.name)
        if mark in self.asked:
            return
        self.asked.add(mark)
        self.found.append(Elsewhere(self._place(node, ""), value.module, value.name, ecosystem, host, found_by))

    def _unknown(self, node: ast.expr, ecosystem: str, host: str, found_by: str) -> None:
        written = ast.unparse(node)[:80] if not isinstance(node, ast.Dict) else "{}"
        if is_output(written) or ("?", written) in self.asked or ecosystem in ("ui", "url", "gguf"):
            return
        self.asked.add(("?", written))
        kind = kind_at_run_time(ecosystem, host)
        self.found.append(unknown_at_run_time(kind, self._place(node, ""), found_by, host))

    # -- details of single idioms --------------------------------------------------------------------------------

    def _gguf_file(self, rule: Rule, call: Call) -> None:
        for keyword in ("filename", "model_file", "gguf_file"):
            node = _keyword(call.node, keyword)
            if node is None and keyword == "filename" and rule.path[-1] == "hf_hub_download" and len(call.node.args) > 1:
                node = call.node.args[1]
            for value in values(self.module, node, call.scope) if node is not None else ():
                if isinstance(value, Literal) and re.search(r"\.gguf$|\.ggml\S*\.bin$|ggml\S*\.bin$", value.text, re.IGNORECASE):
                    self._literal(value, "gguf", "", f"{rule.name}.file", "dependency")

    def _model_args(self, node: ast.expr, scope: Scope) -> None:
        for value in values(self.module, node, scope):
            if isinstance(value, Literal):
                self._pairs(value)
        for dictionary in [node] if isinstance(node, ast.Dict) else []:
            for key, item in zip(dictionary.keys, dictionary.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in ("pretrained", "model", "peft", "tokenizer", "model_name"):
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

    def _text_of_node(self, node: ast.expr, scope: Scope) -> str:
        return next((v.text for v in values(self.module, node, scope) if isinstance(v, Literal)), "")

    def _text_of(self, call: Call | None, keyword: str) -> str:
        node = _keyword(call.node, keyword) if call is not None else None
        if call is None or node is None:
            return ""
        texts = [value.text for value in values(self.module, node, call.scope) if isinstance(value, Literal)]
        return texts[0] if texts else ""

    def _host_keyword(self, node: ast.Call, scope: Scope) -> str:
        """The host that a call's base URL or provider shows; ``""`` if none does."""
        for keyword in node.keywords:
            if keyword.arg in _URL_KEYS or keyword.arg in _PROVIDER_KEYS:
                for value in values(self.module, keyword.value, scope):
                    if isinstance(value, Literal) and (host := host_in_words(value.text)):
                        return host
        return ""

    def _client_host(self, call: Call) -> str:
        """Who answers ``client.chat.completions.create``: the constructor of the client decides."""
        func: ast.expr = call.node.func
        while isinstance(func, ast.Attribute):
            func = func.value
            if host := self._constructed(func, call.scope, 0):
                return host
        if isinstance(func, ast.Call) and (host := self._constructed(func, call.scope, 0)):
            return host
        if own := self._host_keyword(call.node, call.scope):
            return own
        return self.file_host

    def _constructed(self, node: ast.expr, scope: Scope, depth: int) -> str:
        if depth > 5:
            return ""
        if isinstance(node, ast.Call):
            name = dotted(self.module, node.func)
            tail = name.rpartition(".")[2]
            if host := self._host_keyword(node, scope):
                return host
            if name.startswith("ollama."):
                return "ollama"
            if tail in CLIENTS:
                return CLIENTS[tail]
            for argument in node.args:
                if tail in ("wrap_openai", "patch", "from_openai", "wrap", "from_anthropic") and (
                    host := self._constructed(argument, scope, depth + 1)
                ):
                    return host
            for function in self.module.functions.get(tail, ())[:2]:
                for returned in self.module.returns.get(id(function.node), ()):
                    if host := self._constructed(returned.node, returned.scope, depth + 1):
                        return host
            return ""
        bindings = []
        if isinstance(node, ast.Name):
            if self.module.imports.get(node.id) == "openai":
                return "openai"
            bindings = next((s.names[node.id] for s in scope.around() if node.id in s.names), [])
        elif isinstance(node, ast.Attribute):
            bindings = self.module.fields.get(node.attr, [])
        for binding in bindings[:6]:
            if binding.node is not node and (host := self._constructed(binding.node, binding.scope, depth + 1)):
                return host
        return ""

    @property
    def file_host(self) -> str:
        """The one host that the clients and base URLs of the file agree on, or ``""``."""
        if self._file_host is None:
            hosts = set()
            for call in self.module.calls:
                name = dotted(self.module, call.node.func).rpartition(".")[2]
                if name in CLIENTS:
                    hosts.add(self._host_keyword(call.node, call.scope) or CLIENTS[name])
            for match in re.finditer(r"[\"'](https?://[^\"'\s{}]+)", self.text):
                if host := host_of_url(match[1]):
                    hosts.add(host)
            hosts -= {"local", "", "huggingface"}
            self._file_host = hosts.pop() if len(hosts) == 1 else ""
        return self._file_host

    # -- telling names -------------------------------------------------------------------------------------------

    def _assigned_fields(self) -> None:
        """``config.clip_model_name = x`` where a constructor of the table takes a keyword of that name."""
        for package in self.module.packages & _KEYWORD_RULES.keys():
            for keyword, rule in _KEYWORD_RULES[package]:
                for binding in self.module.fields.get(keyword, ()):
                    if not binding.scope.is_class:
                        self._flow(binding.node, binding.scope, rule.ecosystem, "", rule.name)

    def _telling_names(self) -> None:
        for target, value, scope in self.module.assigned:
            if name := _target_name(target):
                self._named_value(name, value, scope, "python.assignment")
        for node, scope in self.module.definitions:
            self._defaults(node, scope)
            for returned in self.module.returns.get(id(node), ()):
                if isinstance(returned.node, ast.Constant):
                    self._named_value(node.name, returned.node, scope, "python.return")
        for dictionary, scope in self.module.dicts:
            if id(dictionary) not in self.module.quiet:
                self._dictionary(dictionary, scope)
        for attribute in self.module.capitals:
            self._constant(attribute)
        for loop, scope in self.module.loops:
            if isinstance(loop.target, ast.Name) and isinstance(loop.iter, (ast.List, ast.Tuple)):
                self._named_value(loop.target.id, loop.iter, scope, "python.loop", many=True)

    def _named_value(self, name: str, node: ast.expr, scope: Scope, found_by: str, *, many: bool = False) -> None:
        """A value under a name such as ``MODEL`` or ``embedding_model``."""
        if type(node) not in _VALUES:
            return
        row = key_of(name)
        if not name or (row is None and not isinstance(node, ast.Call)):
            return
        if _OUTPUT.search(name) and not name.endswith(("model_dir", "path")):
            return
        if isinstance(node, ast.Call):
            if is_environment(self.module, node) or last_name(node.func) in ("Field", "field", "Input", "Option", "Argument"):
                self._fallbacks(name, node, scope, row.reads_as if row else "")
            return
        if isinstance(node, ast.BoolOp):
            for operand in node.values:
                self._named_value(name, operand, scope, found_by)
            return
        if isinstance(node, ast.IfExp):
            for operand in (node.body, node.orelse):
                self._named_value(name, operand, scope, found_by)
            return
        if row is None or row.reads_as == "none" or self._registered(scope):
            return
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            run = many or (self._iterated(name) and not _SUPPORTED.search(name))
            if not run and not (len(node.elts) == 1 and not _SUPPORTED.search(name)):
                return
            for element in node.elts:
                if isinstance(element, ast.Constant) and isinstance(element.value, str):
                    self._shaped(element.value, element, row.reads_as, found_by, believes=row.believes)
            return
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp)):
            for value in values(self.module, node, scope):
                if isinstance(value, Literal):
                    self._shaped(value.text, value.node, row.reads_as, found_by, believes=row.believes)

    def _registered(self, scope: Scope) -> bool:
        """Whether the scope is an enumeration: its members are what is known, not what is used."""
        node = scope.node
        return isinstance(node, ast.ClassDef) and any(
            last_name(base) in ("Enum", "StrEnum", "IntEnum", "TextChoices") for base in node.bases
        )

    @lru_cache(maxsize=256)  # noqa: B019 - one judge per file, gone with it
    def _iterated(self, name: str) -> bool:
        for node, _ in self.module.loops:
            inner: ast.expr = node.iter
            while isinstance(inner, ast.Call) and (inner.args or isinstance(inner.func, ast.Attribute)):
                inner = inner.args[0] if inner.args else inner.func.value  # type: ignore[attr-defined]
            if last_name(inner) == name:
                return True
        return False

    def _defaults(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        pairs = [*zip(reversed(positional), reversed(arguments.defaults), strict=False),
                 *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=False)]  # fmt: skip
        for argument, default in pairs:
            if default is not None:
                self._named_value(argument.arg, default, scope, "python.parameter-default")

    def _fallbacks(self, name: str, node: ast.Call, scope: Scope, reads_as: str) -> None:
        """``os.getenv("MODEL", "org/name")`` and ``Field("org/name")``: the fallback is what runs."""
        keys = [a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        row = None
        for key in (*keys, name):
            row = row or find_key(normal(key), (), frozenset()) if is_environment(self.module, node) else row
        reads_as = reads_as or (row.reads_as if row else "")
        if reads_as == "none":
            return
        for value in values(self.module, node, scope):
            if not isinstance(value, Literal) or value.text in keys and is_environment(self.module, node):
                continue
            if reads_as:
                self._shaped(value.text, value.node, reads_as, "python.fallback")
            elif looks_like_model(value.text):
                kind = "dataset" if re.search(r"data(?:set)?s?(?:$|_)", normal(name)) else "auto"
                self._shaped(value.text, value.node, kind, "python.fallback")
            elif looks_like_hub_id(value.text) and re.search(r"(?:^|_)data(?:set)?s?(?:$|_)", normal(name)):
                self._shaped(value.text, value.node, "dataset", "python.fallback")

    def _dictionary(self, node: ast.Dict, scope: Scope) -> None:
        if not any(isinstance(k, ast.Constant) and isinstance(k.value, str) and key_of(k.value) for k in node.keys):
            return
        keys = {normal(k.value): v for k, v in zip(node.keys, node.values, strict=True) if _is_text(k)}  # type: ignore[union-attr]
        siblings = frozenset(keys)
        if any(_PRICES.search(key) for key in keys if key not in ("max_tokens", "max_output_tokens")):
            return
        host = ""
        for key in (*_URL_KEYS, *_PROVIDER_KEYS):
            if key in keys and not host:
                texts = [v.text for v in values(self.module, keys[key], scope) if isinstance(v, Literal)]
                host = next((h for text in texts if (h := host_in_words(text))), "")
        if self._repeated(node) and not self._iterated(_target_name(self._assigned_to(node))):
            return
        above = self._above(node)
        for key, value in keys.items():
            row = find_key(key, above, siblings)
            if row is None or row.reads_as == "none" or not isinstance(value, (ast.Constant, ast.JoinedStr, ast.BoolOp, ast.Call)):
                continue
            if isinstance(value, ast.Call) and not is_environment(self.module, value):
                continue
            for found in values(self.module, value, scope):
                if isinstance(found, Literal):
                    self._shaped(found.text, found.node, row.reads_as, "python.dict", host=host, believes=row.believes)

    def _assigned_to(self, node: ast.expr) -> ast.expr:
        """The target of the assignment around a display, or the node itself."""
        inner: ast.AST = node
        for _ in range(6):
            outer = self.module.parents.get(id(inner))
            if isinstance(outer, ast.Assign):
                return outer.targets[0]
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
                keys.extend(normal(str(k.value)) for k, v in zip(outer.keys, outer.values, strict=True)
                            if v is inner and isinstance(k, ast.Constant))  # fmt: skip
            elif isinstance(outer, ast.keyword) and outer.arg:
                keys.append(normal(outer.arg))
            elif isinstance(outer, ast.Assign):
                keys.append(normal(_target_name(outer.targets[0])))
                break
            elif not isinstance(outer, (ast.List, ast.Tuple)):
                break
            inner = outer
        return tuple(reversed(keys))

    def _constant(self, node: ast.Attribute) -> None:
        """``ResNet50_Weights.IMAGENET1K_V1``: a typed constant that names weights."""
        base = last_name(node.value)
        for ending, ecosystem in CONSTANTS.items():
            if base.endswith(ending) and node.attr.isupper():
                written = f"{base}.{node.attr}"
                place = self._place(node, written)
                found = reference(f"{base.removesuffix(ending).lower()}", ecosystem, place, "torchvision.weights")
                self.found.append(_with(found, written, "" if node.attr == "DEFAULT" else node.attr))

    def _telling_keywords(self, call: Call) -> None:
        """``anything(model="org/name")``, and a first argument of something that loads."""
        if id(call.node) in self.module.quiet:
            return
        tail = last_name(call.node.func)
        loads = bool(call.node.args) and (_LOADING.search(tail) is not None or "env" in tail)
        if not loads and not any(k.arg and key_of(k.arg) for k in call.node.keywords):
            return self._option(call) if tail in _OPTIONS else None
        siblings = frozenset(normal(k.arg) for k in call.node.keywords if k.arg)
        if tail in _OPTIONS:
            return self._option(call)
        if any(_PRICES.search(key) for key in siblings - {"max_tokens", "max_output_tokens", "dimensions"}):
            return None
        if _REGISTERS.search(tail) or self._repeated(call.node):
            return None
        for keyword in call.node.keywords:
            if not keyword.arg or keyword.arg in _TEXT_KEYS or not key_of(keyword.arg):
                continue
            if isinstance(keyword.value, ast.Constant) and not isinstance(keyword.value.value, str):
                continue
            row = find_key(normal(keyword.arg), (), siblings)
            if row is None or row.reads_as == "none" or _OUTPUT.search(keyword.arg):
                continue
            if isinstance(keyword.value, (ast.Dict, ast.Lambda, ast.ListComp)) or (
                isinstance(keyword.value, (ast.List, ast.Tuple)) and len(keyword.value.elts) > _FEW
            ):
                continue  # a table of its own, not one name
            host = self._host_keyword(call.node, call.scope)
            for value in values(self.module, keyword.value, call.scope):
                if isinstance(value, Literal) and not value.one_of_many:
                    if not host and isinstance(keyword.value, ast.Constant):
                        host = host_in_words(tail) if tail[:1].isupper() else ""
                    self._shaped(value.text, value.node, row.reads_as, "python.keyword", host=host, believes=row.believes)
        if call.node.args and (_LOADING.search(tail) or is_environment(self.module, call.node)):
            first = call.node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and not is_environment(self.module, call.node):
                if looks_like_model(first.value) and tail not in ("BaseModel",) and not parse_hub_url(first.value):
                    kind = "dataset" if "dataset" in tail.lower() else "auto"
                    self._shaped(first.value, first, kind, "python.argument")
            elif is_environment(self.module, call.node):
                self._fallbacks("", call.node, call.scope, "")
        return None

    def _repeated(self, node: ast.expr) -> bool:
        """Whether a call or dict is one of many alike in one display: a table of what is supported."""
        outer = self.module.parents.get(id(node))
        siblings: list[ast.expr] = []
        if isinstance(outer, (ast.List, ast.Tuple, ast.Set)):
            siblings = outer.elts
        elif isinstance(outer, ast.Dict):
            siblings = outer.values
        if isinstance(node, ast.Call):
            name = last_name(node.func)
            return sum(isinstance(other, ast.Call) and last_name(other.func) == name for other in siblings) > _FEW
        return sum(isinstance(other, ast.Dict) for other in siblings) > _FEW

    def _option(self, call: Call) -> None:
        flags = [a.value for a in call.node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        default = _keyword(call.node, "default")
        if default is None and last_name(call.node.func) in ("Option", "Argument") and call.node.args:
            default = call.node.args[0]
        help_text = self._text_of(call, "help")
        for flag in flags:
            row = find_key(normal(flag.lstrip("-")), (), frozenset())
            if default is None or row is None or row.reads_as == "none":
                continue
            for value in values(self.module, default, call.scope):
                if isinstance(value, Literal):
                    reads_as = row.reads_as
                    if value.text in WHISPER_SIZES and "whisper" in (help_text + self.path).lower():
                        self._literal(value, "whisper", "", "argparse.default", "dependency")
                    self._shaped(value.text, value.node, reads_as, "argparse.default", believes=row.believes)

    def _shaped(
        self, text: str, node: ast.expr, reads_as: str, found_by: str, *, host: str = "", believes: str = "shape"
    ) -> None:
        """A text under a telling name, if it has the shape of a model's name."""
        text = text.strip()
        if (id(node), text) in self.settled or id(node) in self.module.quiet or len(text) > 200:
            return
        if believes == "any" and reads_as != "dataset":
            believes = "shape"
        host = host or (self.file_host if reads_as == "auto" and not _self_evident(text) else "")
        ecosystem = ecosystem_of(text, reads_as, believes, host)
        if ecosystem is None or (ecosystem == "auto" and guess(text, host) is None):
            return
        role: Role = "mention" if self.mocked else "dependency"
        self.settled.add((id(node), text))
        self._add(text, ecosystem, host, node, found_by, role)

    # -- the rest ------------------------------------------------------------------------------------------------

    def _imports(self) -> None:
        for name, line in self.module.import_lines.items():
            if re.fullmatch(r"[a-z]{2}_(?:core|dep|ent)_\w+_(?:sm|md|lg|trf)", name):
                column = self.lines[line - 1].find(name) + 1 if line <= len(self.lines) else 1
                self.found.append(reference(name, "spacy", Place(self.path, line, column, len(name)), "spacy.import"))

    def _quiet_all(self, node: ast.expr, scope: Scope, found_by: str) -> None:
        for value in values(self.module, node, scope):
            if isinstance(value, Literal) and (id(value.node), value.text.strip()) not in self.settled:
                ecosystem = "dataset" if "dataset" in found_by else "auto"
                if guess(value.text) is not None and isinstance(value.node, ast.Constant):
                    self.settled.add((id(value.node), value.text.strip()))
                    self._add(value.text.strip(), ecosystem, "", value.node, found_by, "mention")

    def _mentions(self) -> None:
        """Strings that look like models but are in no place that runs them, and key=value and JSON texts."""
        for node in self.module.constants:
            written = node.value
            if not isinstance(written, str) or len(written) < 4 or not _TELLING.search(written):
                continue
            text = written.strip()
            if not 3 < len(text) < 4000 or (id(node), text) in self.settled:
                continue
            if id(node) not in self.module.quiet and "=" in text and "/" in text and " " not in text:
                if self._pairs(Literal(text, node)):
                    continue
            if id(node) not in self.module.quiet and '"model' in text and "{" in text:
                self._embedded(node)
            if len(text) < 200 and " " not in text and looks_like_model(text):
                role: Role = "mention"
                if (url := parse_hub_url(text)) and url.file and id(node) not in self.module.quiet and not self.is_test:
                    role = "dependency"  # a file's own address is written to fetch it
                self._add(text, "url" if url else "auto", "", node, "python.string", role)

    def _embedded(self, node: ast.Constant) -> None:
        for match in re.finditer(r'"(\w*model\w*)"\s*:\s*"([^"{}$\s]{2,120})"', str(node.value)):
            row = find_key(normal(match[1]), (), frozenset())
            if row and row.reads_as != "none":
                self._shaped(match[2], node, row.reads_as, "python.embedded-json")

    def _place(self, node: ast.expr, text: str) -> Place:
        """Where ``text`` stands inside ``node``: its own line in a string over several lines."""
        first, last = node.lineno, node.end_lineno or node.lineno
        for line in range(first, min(last, first + 200) + 1):
            if line > len(self.lines):
                break
            start = _characters(self.lines[line - 1], node.col_offset) if line == first else 0
            at = self.lines[line - 1].find(text, start) if text else -1
            if at >= 0:
                return Place(self.path, line, at + 1, len(text))
        column = _characters(self.lines[first - 1], node.col_offset) + 1 if first <= len(self.lines) else 1
        return Place(self.path, first, column)


@lru_cache(maxsize=32768)
def key_of(name: str) -> Key | None:
    """The line of the table of keys for a name that stands alone; ``None`` for most names there are."""
    return find_key(normal(name), (), frozenset())


def is_output(written: str) -> bool:
    """Whether an expression is named after a place where something was saved, or a local folder."""
    return _OUTPUT.search(written.rpartition(".")[2]) is not None


def kind_at_run_time(ecosystem: str, host: str = "") -> Kind:
    """The kind to report where only the run knows the name."""
    if ecosystem == "hub" or ecosystem in SHORT_NAMES:
        return "hf"
    return "api" if host or ecosystem in ("auto", "litellm", "client", "route") else run_time_kind(ecosystem)


def _believe(text: str, ecosystem: str, host: str) -> tuple[str | None, str]:
    """Whether a text at a known argument names a model, and the ecosystem under which to read it."""
    if len(text) < 2 or len(text) > 250 or is_placeholder(text) or "\n" in text:
        return None, ""
    match ecosystem:
        case "hf":
            if text.startswith(("http://", "https://")) and not parse_hub_url(text):
                return None, ""
            seen = ecosystem_of(text, "hf", "any", host)
            return seen, "hf" if seen == "auto" and looks_like_hub_id(text) else seen or ""
        case "dataset":
            seen = ecosystem_of(text, "dataset", "any", "")
            return seen, seen or ""
        case "auto" | "litellm" | "ui":
            if ecosystem == "ui" and not looks_like_model(text):
                return None, ""
            if guess(text, host if host != "openai" else ""):
                return text, "litellm" if ecosystem == "litellm" else "auto"
            if host and host != "local" and _SHORT.fullmatch(text.rpartition("/")[2]) and not text.startswith((".", "/")):
                return text, host
            return (text, "litellm") if ecosystem == "litellm" and _SHORT.fullmatch(text) else (None, "")
        case "whisper":
            if text in WHISPER_SIZES:
                return text, "whisper"
            return (text, "hf") if looks_like_hub_id(text) else (None, "")
        case "faster-whisper":
            return (text, ecosystem) if text in WHISPER_SIZES or looks_like_hub_id(text) else (None, "")
        case "gguf":
            return (text, "gguf") if re.search(r"\.gguf$|\.bin$", text, re.IGNORECASE) else (None, "")
        case "gpt4all":
            return (text, "gguf" if text.endswith(".gguf") else "gpt4all") if _SHORT.fullmatch(text) else (None, "")
        case "url":
            url = parse_hub_url(text)
            return (text, "url") if url and url.kind != "space" else (None, "")
        case "gradio":
            match = re.match(r"(?:models|huggingface)/(.+)", text)
            return (text, "hf") if match else (None, "")
        case "resolve":
            return (text, "hf") if text.startswith("local:") else (None, "")
        case "keras" | "tfhub" | "kaggle" | "kaggle-dataset" | "torchhub" | "replicate" | "fal" | "coqui" | "tfds":
            return (None, "") if text.startswith((".", "/", "~")) else (text, ecosystem)
        case "ultralytics":
            plain = re.fullmatch(r"(?:[\w-]+/)*((?:yolo|rtdetr|sam|mobile_sam|FastSAM|yolo_nas)[\w.-]*)", text, re.IGNORECASE)
            return (text, ecosystem) if plain and not text.endswith((".yaml", ".yml")) else (None, "")
        case _:
            tail = text.rpartition("/")[2]
            if text.startswith((".", "/", "~")) or " " in text or not _SHORT.fullmatch(tail.partition(":")[0]):
                return None, ""
            return text, ecosystem


def _self_evident(text: str) -> bool:
    """Whether the name alone says which provider or publisher it belongs to."""
    named = guess(text)
    return named is not None and (named.kind in ("hf", "dataset", "gguf") or ":" in text or named.kind == "api")


def _argument(node: ast.Call, rule: Rule) -> ast.expr | None:
    for keyword in rule.keywords:
        if (found := _keyword(node, keyword)) is not None:
            return found
    for position in rule.positions:
        if position < len(node.args) and not any(isinstance(a, ast.Starred) for a in node.args[: position + 1]):
            return node.args[position]
    return None


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    for keyword in node.keywords:
        if keyword.arg == name:
            return keyword.value
        if keyword.arg is None and isinstance(keyword.value, ast.Dict):
            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    return value
    return None


def _target_name(target: ast.expr) -> str:
    match target:
        case ast.Name():
            return target.id
        case ast.Attribute():
            return target.attr
        case ast.Subscript(slice=ast.Constant(value=str(key))):
            return key
    return ""


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _with(found: ModelRef, ref: str, revision: str) -> ModelRef:
    from dataclasses import replace

    return replace(found, ref=ref, revision=revision or found.revision)


def _characters(line: str, offset: int) -> int:
    """A column in bytes, as ``ast`` counts, in characters."""
    return offset if line.isascii() else len(line.encode("utf-8", "replace")[:offset].decode("utf-8", "replace"))
