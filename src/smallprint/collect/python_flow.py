"""Python: follow what arrives at an argument that names a model, and report it where it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from smallprint.collect.detector import Elsewhere, Found
from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.python import CLIENTS, CONSTANT_PACKAGES
from smallprint.collect.keytable import host_in_words
from smallprint.collect.names import looks_like_model, reference, scope_of, unknown_at_run_time
from smallprint.collect.python_believe import (
    OUTPUT,
    believe,
    characters,
    is_output,
    keyword_of,
    kind_at_run_time,
    with_ref,
)
from smallprint.collect.python_module import Call, Scope, index
from smallprint.collect.python_values import Imported, Literal, Parameter, dotted, last_name, values
from smallprint.collect.python_written import saved_before
from smallprint.collect.recognise import RECORDED_PATHS, weights_at
from smallprint.collect.urls import host_of_url, parse_hub_url
from smallprint.collect.where import place_in, says_where
from smallprint.fs import Source
from smallprint.late import late
from smallprint.model import Place, Role

__all__ = ["PROVIDER_KEYS", "URL_KEYS", "Flow"]

#: Keywords that say who runs the model, in the same call or dict.
URL_KEYS = ("base_url", "api_base", "openai_api_base", "azure_endpoint", "endpoint_url", "inference_server_url",
            "api_url", "endpoint", "server_url", "host", "url")  # fmt: skip
PROVIDER_KEYS = ("model_provider", "provider", "api_type", "custom_llm_provider", "llm_provider", "backend", "service")
#: Classes of a test that stand in for what it would call.
_FAKES = ("class Fake", "class _Fake", "class Dummy", "class _Dummy", "class Stub", "class _Stub")
_FAKE_TOOL = late(r"class _?(?:Fake|Dummy|Stub|Mock)\w*Tool\b")
#: Signs that a test replaces what it calls.
_MOCKED = ("Mock", " patch(", "@patch", "mocker", "monkeypatch", "respx", "vcr", "responses.activate", "mock_",
           "FakeListLLM", "FakeChat", *_FAKES, "stub", "sk-test", "example.invalid",
           "api_key='test", 'api_key="test', "api_key='fake", 'api_key="fake')  # fmt: skip
#: Of those, what a single test does; a key that it puts into the environment is one it may really have.
_REPLACES = (*(sign for sign in _MOCKED if sign != "monkeypatch"), "monkeypatch.setattr", "monkeypatch.setitem",
             "monkeypatch.delattr", "KEY\", \"test", "KEY\", \"fake", "KEY\", \"dummy")  # fmt: skip
#: Keys that are made up, in a file that may still ask a server of one's own.
_KEYS = ("sk-test", "api_key=")
#: What Ollama's server answers at.
_OLLAMA_PATH = late(r"/api/(?:generate|chat|embed|embeddings|pull|tags)[\"'`\s]")
#: Names of a copy on this machine, of what may have a name on the Hub.
_COPIED = late(r"(?:^|_)(?:local|cached?|ckpt)_(?:model|repo|path|id|name)|(?:^|_)ckpt\Z", re.IGNORECASE)
#: Tests that run the real thing, though some of them in the file may not.
_END_TO_END = late(
    r"(?:^|[/_])(?:e2e|end_to_end|integration|integration_?tests?|integ_?tests?|live|manual)(?:[/_.]|$)", re.IGNORECASE
)
#: Tests that ask a service itself: marked so, or with a key that is somebody's own.
_MARKS = (
    r"mark\.(?:integration|live|manual|e2e|end_to_end|external|network|real\w*|requires_\w+|needs_\w+|ollama|openai\w*|anthropic|"
    r"gemini|google|mistral|cohere|groq|bedrock|azure\w*|vertex\w*|litellm)\b"
)
_MARKED = late(_MARKS)
_MARKED_CLASS = late(_MARKS + r"[^\n]*\n(?:@[^\n]*\n)*class ")
#: Further signs of that. Each begins with letters of its own, which ``re`` looks for fast.
_LIVE = (
    late(r"skipif\(\s*not (?:os\.|\w*_?(?i:key|available))"),
    late(r"getenv\([\"'][A-Z_]*API_KEY[\"']\)"),
    late(r"environ\.get\([\"'][A-Z_]*API_KEY[\"']\)"),
    late(r"from (?:deepeval|ragas)\b"),
    late(r"import (?:deepeval|ragas)\b"),
    late(r"load_dotenv\(|localhost:11434"),
)


class Flow:
    """What is known of one file, and how a value becomes a reference."""

    def __init__(self, source: Source, tree: ast.Module, text: str) -> None:
        self.path = source.path
        self.wants_mentions = source.mentions
        self.lines = text.split("\n")
        self.module = index(tree)
        self.found: list[Found] = []
        #: ``id`` of literal nodes and their text that were settled, so that no weaker way names them again.
        self.settled: set[tuple[int, str]] = set()
        self.asked: set[tuple[str, str]] = set()
        #: ``id`` of calls of which the table of idioms says which argument is the name.
        self.judged: set[int] = set()
        #: Names that were reported, and names put together from parts, which wait until all others are known.
        self.written: set[str] = set()
        self.assembled: list[tuple[str, str, str, ast.expr, str, Role, Call | None]] = []
        self.assembled_last = False
        #: Function name -> parameter -> what the parameter names.
        self.derived: dict[tuple[str, str], tuple[str, str, str]] = {}
        #: Parameters that a caller in the file gives, and open names that wait for one.
        self.answered: set[tuple[str, str]] = set()
        self.waiting: list[tuple[tuple[str, str], ast.expr, str, str, str]] = []
        self.is_test = scope_of(source.path) == "test"
        by_hand = "__main__" in text and "pytest" not in text and "unittest" not in text
        signs = [sign for sign in _MOCKED if not (by_hand and sign.startswith(_KEYS))]
        self._mocks = self.is_test and _shows(text, signs)
        #: Tests that try how a name is handled, rather than the model.
        self._end_to_end = _END_TO_END.search(source.path) is not None and "/unit/" not in source.path
        self.unit = self.is_test and not self._end_to_end
        self.unit = self.unit and ("assert" in text or "def test_" in text or "__main__" not in text)
        self._marked = self.is_test and _MARKED.search(text) is not None
        self._each_marked = self._marked and "pytestmark" not in text and _MARKED_CLASS.search(text) is None
        live = by_hand or self._marked or (self.unit and any(sign.search(text) for sign in _LIVE))
        self.unit = self.unit and (self._mocks or not live)
        #: Run by hand, and of those what looks at the answers.
        self.script = self.is_test and by_hand and not self.unit
        self.by_hand = self.is_test and by_hand and "    assert " in text and not self._end_to_end
        self.fakes = self.unit and _shows(text, _FAKES)
        self.recorded = RECORDED_PATHS.search(source.path) is not None
        self.text = text
        self._file_host: str | None = None
        #: ``partial(load, "org/name")`` as the call that it makes.
        self.passed_on: list[Call] = []

    def _mocked(self, node: ast.AST, *, close: bool = False) -> bool:
        """Whether a test replaces what it calls: around ``node``, or anywhere in a file of unit tests."""
        if self._each_marked and not close and not self._live(node) and "def test_" in self._around(node):
            return True  # the others of the file are marked as those that ask
        if not self._mocks or not (close or self._end_to_end or self._live(node)):
            return self._mocks
        if around := self._around(node):
            return _shows(around, _REPLACES)
        # Beside the tests: replaced where each of them replaces something.
        tests = [f for f, _ in self.module.definitions if f.name.startswith("test_")]
        texts = ("\n".join(self.lines[f.lineno - 1 : f.end_lineno]) for f in tests)
        return bool(tests) and all(_shows(text, _REPLACES) for text in texts)

    def _around(self, node: ast.AST) -> str:
        """The text of the function around a node, with its decorators."""
        line = getattr(node, "lineno", 0)
        for function, _ in self.module.definitions:
            first = min((d.lineno for d in function.decorator_list), default=function.lineno)
            if first <= line <= (function.end_lineno or first):
                return "\n".join(self.lines[first - 1 : function.end_lineno])
        return ""

    def _live(self, node: ast.AST) -> bool:
        """Whether the test around a node is marked as one that asks a service itself."""
        return self._marked and _MARKED.search(self._around(node).partition("def ")[0]) is not None

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
        saved = ecosystem in ("hf", "auto", "dataset") and OUTPUT.search(last_name(node)) is not None
        if saved and not _COPIED.search(last_name(node)):
            return  # what was saved before
        named, open_end = False, False
        waiting: tuple[str, str] | None = None
        for value in values(self.module, node, scope):
            match value:
                case Literal() if saved and not looks_like_model(value.text):
                    named = True
                case Literal() if saved_before(
                    self.text,
                    value.text,
                    # A variable that is set again below holds that only from there on.
                    max(node.lineno, getattr(value.node, "lineno", 0)),
                    node.id if isinstance(node, ast.Name) else "",
                ):
                    named = True
                case Literal():
                    named = self._literal(value, ecosystem, host, found_by, role, call) or named or bool(value.text)
                case Parameter():
                    if self._register(value, ecosystem, host, found_by):
                        waiting = _key(value)
                case Imported():
                    self._imported(value, node, ecosystem, host, found_by)
                    named = True
                case _:
                    open_end = open_end or not value.absent
        if named or role != "dependency" or self.is_test:
            return
        if saved:
            return
        if open_end:
            self._unknown(node, ecosystem, host, found_by)
        elif waiting is not None:
            # The callers in this file may tell; they are looked at last.
            self.waiting.append((waiting, node, ecosystem, host, found_by))

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
        settled, seen_as = believe(text, ecosystem, host)
        if settled is None:
            return False
        if (id(value.node), text) in self.settled and role == "mention":
            return True
        self.settled.add((id(value.node), text))
        if isinstance(value.node, ast.Constant):
            self.settled.add((id(value.node), str(value.node.value).strip()))  # a part of the text
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
            found = reference(
                f"{text.partition(':')[0]}/{joined}" if joined else text, ecosystem, place, found_by, role=role
            )
            self.found.append(with_ref(found, ref, text.partition(":")[2] if ecosystem == "torchhub" else revision))
            return
        if ecosystem == "url":
            url = parse_hub_url(text)
            if url is None or url.kind == "space":
                if name := weights_at(text):
                    self.found.append(with_ref(reference(name, "other", place, found_by, role=role), ref, ""))
                return
            if url.file.lower().endswith(".gguf"):
                self.found.append(reference(text, "gguf", place, found_by, role=role))
            ecosystem = "dataset" if url.kind == "dataset" else "hf"
        found = reference(ref, ecosystem, place, found_by, role=role, host=host, revision=revision)
        if call is not None and found.host and not found.region:
            found = replace(found, region=self._where(call, found.host))
        self.found.append(found)

    def _second_part(self, call: Call, ecosystem: str) -> str:
        keyword = "model" if ecosystem == "torchhub" else "pretrained"
        node = keyword_of(call.node, keyword) or (call.node.args[1] if len(call.node.args) > 1 else None)
        texts = (
            [v.text for v in values(self.module, node, call.scope) if isinstance(v, Literal)]
            if node is not None
            else []
        )
        return texts[0] if texts else ""

    def _register(self, value: Parameter, ecosystem: str, host: str, found_by: str) -> bool:
        """Remember that a parameter names a model; true when nothing in the file can tell its value."""
        function = value.scope
        key = _key(value)
        if value.prefix and ecosystem in ("hf", "dataset"):
            return True  # a part of a name
        if runs := PREFIXES.get(value.prefix[:-1].partition("/")[0]):
            ecosystem, host = ("ollama", "") if runs == "ollama" else ("auto", runs)
        if not function.name:
            return True
        if self.derived.get(key, ("ui",))[0] == "ui":  # which only says that names arrive, not whose
            self.derived[key] = (ecosystem, host, found_by)
        return not function.names.get(value.name)

    def _imported(self, value: Imported, node: ast.expr, ecosystem: str, host: str, found_by: str) -> None:
        mark = (value.module, value.name)
        if mark in self.asked or value.module.partition(".")[0] in CONSTANT_PACKAGES:
            return  # a typed constant of a library is the table's
        self.asked.add(mark)
        self.found.append(Elsewhere(self._place(node, ""), value.module, value.name, ecosystem, host, found_by))

    def _unknown(self, node: ast.expr, ecosystem: str, host: str, found_by: str) -> None:
        written = ast.unparse(node)[:80] if not isinstance(node, ast.Dict) else "{}"
        if is_output(written) or ("?", written) in self.asked or ecosystem in ("ui", "url", "gguf"):
            return
        self.asked.add(("?", written))
        kind = kind_at_run_time(ecosystem, host)
        self.found.append(unknown_at_run_time(kind, self._place(node, ""), found_by, host))

    def _place(self, node: ast.expr, text: str) -> Place:
        """Where ``text`` stands inside ``node``: its own line in a string over several lines."""
        first, last = node.lineno, node.end_lineno or node.lineno
        for line in range(first, min(last, first + 200) + 1):
            if line > len(self.lines):
                break
            start = characters(self.lines[line - 1], node.col_offset) if line == first else 0
            at = self.lines[line - 1].find(text, start) if text else -1
            if at >= 0:
                return Place(self.path, line, at + 1, len(text))
        column = characters(self.lines[first - 1], node.col_offset) + 1 if first <= len(self.lines) else 1
        return Place(self.path, first, column)

    def _text_of_node(self, node: ast.expr, scope: Scope) -> str:
        return next((v.text for v in values(self.module, node, scope) if isinstance(v, Literal)), "")

    def _text_of(self, call: Call | None, keyword: str) -> str:
        node = keyword_of(call.node, keyword) if call is not None else None
        if call is None or node is None:
            return ""
        texts = [value.text for value in values(self.module, node, call.scope) if isinstance(value, Literal)]
        return texts[0] if texts else ""

    # -- who runs it ----------------------------------------------------------------------------------------------

    def _host_keyword(self, node: ast.Call, scope: Scope) -> str:
        """The host that a call's base URL or provider shows; ``""`` if none does."""
        for keyword in node.keywords:
            if keyword.arg in URL_KEYS or keyword.arg in PROVIDER_KEYS:
                for value in values(self.module, keyword.value, scope):
                    if isinstance(value, Literal) and (host := host_in_words(value.text)):
                        return host
        return ""

    def _client_host(self, call: Call) -> str:
        """Who answers ``client.chat.completions.create``: the constructor of the client decides."""
        if host := self._ask_client(call, self._client_maker):
            return host
        if own := self._host_keyword(call.node, call.scope):
            return own
        return self.file_host

    def _client_maker(self, node: ast.expr, scope: Scope) -> str:
        """The host that an expression which makes a client shows."""
        if isinstance(node, ast.Name):
            return "openai" if self.module.imports.get(node.id) == "openai" else ""
        if not isinstance(node, ast.Call):
            return ""
        if host := self._host_keyword(node, scope):
            return host
        name = dotted(self.module, node.func)
        if name.startswith("ollama."):
            return "ollama"
        return CLIENTS.get(name.rpartition(".")[2], "")

    def _where(self, call: Call, host: str) -> str:
        """The region or address that the call, or the constructor of its client, gives for ``host``."""

        def stated(node: ast.expr, scope: Scope) -> str:
            for keyword in node.keywords if isinstance(node, ast.Call) else ():
                key = keyword.arg or ""
                if key in URL_KEYS or says_where(host, key):
                    for value in values(self.module, keyword.value, scope):
                        if isinstance(value, Literal) and (found := place_in(host, key, value.text)):
                            return found
            return ""

        return stated(call.node, call.scope) or self._ask_client(call, stated)

    def _ask_client(self, call: Call, ask: Callable[[ast.expr, Scope], str]) -> str:
        """The first answer of ``ask`` on what makes the client that a method is called on."""
        func: ast.expr = call.node.func
        while isinstance(func, ast.Attribute):
            func = func.value
            if found := self._made_by(func, call.scope, ask, 0):
                return found
        return self._made_by(func, call.scope, ask, 0) if isinstance(func, ast.Call) else ""

    def _made_by(self, node: ast.expr, scope: Scope, ask: Callable[[ast.expr, Scope], str], depth: int) -> str:
        if depth > 5:
            return ""
        if found := ask(node, scope):
            return found
        if isinstance(node, ast.Call):
            tail = dotted(self.module, node.func).rpartition(".")[2]
            if tail in CLIENTS:
                return ""
            for argument in node.args:
                if tail in ("wrap_openai", "patch", "from_openai", "wrap", "from_anthropic") and (
                    found := self._made_by(argument, scope, ask, depth + 1)
                ):
                    return found
            for function in self.module.functions.get(tail, ())[:2]:
                for returned in self.module.returns.get(id(function.node), ()):
                    if found := self._made_by(returned.node, returned.scope, ask, depth + 1):
                        return found
            return ""
        bindings = []
        if isinstance(node, ast.Name):
            bindings = next((s.names[node.id] for s in scope.around() if node.id in s.names), [])
        elif isinstance(node, ast.Attribute):
            bindings = self.module.fields.get(node.attr, [])
        for binding in bindings[:6]:
            if binding.node is not node and (found := self._made_by(binding.node, binding.scope, ask, depth + 1)):
                return found
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
            if _OLLAMA_PATH.search(self.text) and "llama" in self.text.lower():
                hosts.add("ollama")  # ``f"{address}/api/generate"``
            hosts -= {"local", "", "huggingface"}
            self._file_host = hosts.pop() if len(hosts) == 1 else ""
        return self._file_host


def _shows(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of the signs that a test replaces what it calls; a tool of an agent is none of that."""
    text = _FAKE_TOOL.sub("", text) if "Tool" in text else text
    return any(sign in text for sign in signs)


def _key(value: Parameter) -> tuple[str, str]:
    """A function and its parameter; for a constructor, the class."""
    function = value.scope
    if function.name == "__init__" and (klass := function.parent) is not None and klass.is_class:
        return klass.name, value.name
    return function.name, value.name
