"""Find the models that a source file of a programming language names: strings and typed constants, by what takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from smallprint.collect.detector import Found
from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.lang_calls import CALLS, Call
from smallprint.collect.idioms.lang_names import COMPARING, NEVER_CALLS, REGISTRY_WORDS, TABLE_KEYS, TAKERS
from smallprint.collect.lang.constants import CLASSES, constant_id, plain
from smallprint.collect.lang.facts import LOCAL, Facts, library_of, names_model, words_of
from smallprint.collect.lang.slots import Slot, callee, left_edge, slot_of
from smallprint.collect.lang.syntax import Syntax, language_of
from smallprint.collect.lang.tokens import Code, code_part
from smallprint.collect.names import (
    guess,
    is_placeholder,
    looks_like_hub_id,
    looks_like_model,
    parse_hub_url,
    reference,
    scope_of,
    unknown_at_run_time,
)
from smallprint.fs import Source
from smallprint.model import Kind, ModelRef, Place, Problem

__all__ = ["find"]

#: A line longer than this, in a file that is mostly such lines, was made by a tool.
_MINIFIED = 5000
_DEFAULTS = frozenset({"default", "defaultvalue", "initialvalue", "fallback", "initial", "defaultsto", "constant", "value"})
_VIEWS = (".jsx", ".tsx", ".vue", ".svelte", ".astro", ".html")
_SEARCHES = frozenset({"find", "some", "join", "filter", "indexOf", "any", "any?", "Any", "detect", "every", "all", "all?", "Contains"})
_OWN_MODELS = frozenset({"openai", "anthropic", "google", "mistral", "cohere", "deepseek", "xai", "perplexity", "voyage", "vertex"})
_ID_KEYS = frozenset({"id", "value", "name", "key", "slug", "model", "modelid", "repo", "path", "url", "ref", "string"})
_ONE_ID = re.compile(r"[\w@][\w.:/@+-]*")
_EMBEDDED = re.compile(r"\\?[\"'](?:model|model_id|modelId|model_name|deployment)\\?[\"']\s{0,9}:\s{0,9}\\?[\"']([\w.:/@+-]{2,120})\\?[\"']")
_PROPERTY_DEFAULT = re.compile(r"[$#]\{[\w.-]*model[\w.-]*:([\w./@+-][\w.:/@+-]*)\}", re.IGNORECASE)
_API_PATH = re.compile(r"/(?:models|deployments|engines|model)/([\w.:@-]{2,80}?)(?::\w+)?(?:/(?:invoke|converse|chat|completions|embeddings)|"
                       r":(?:generateContent|streamGenerateContent|embedContent|batchEmbedContents|predict|rawPredict))")  # fmt: skip
_MEDIA = re.compile(r"\.(?:wav|mp[34]|flac|ogg|png|jpe?g|gif|webp|svg|pdf|html?|txt|md)$", re.IGNORECASE)
_REAL_KEY = re.compile(
    r"(?:getenv|process\.env|\bENV\b|GetEnvironmentVariable|env::var|System\.get_env|environment|Deno\.env)[^\n]{0,60}(?:KEY|TOKEN)",
    re.IGNORECASE,
)
_TEST_PATH = re.compile(r"mock|stories\.|tests?\.(?:java|cs|kt|php|rs|swift|scala|dart)$|[._]tests?\.|test_?utils?/|unittests?/|/testing/|_spec\.|/(?:common|jvm|js|native|android|unit)test/")
_DOUBLE = re.compile(r"mock|stub|vcr|webmock|nock|fake|WireMock|httptest|spyOn|test-key|\"123\"|dummy|faux|cassette|fixture", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a name was recognised: what ``names.identify`` takes, the host if it is sure, and the role."""

    found_by: str
    ecosystem: str = "auto"
    host: str = ""
    mention: bool = False


def find(source: Source) -> Iterator[Found]:
    """Yield the models that a source file names. A generated bundle is skipped and reported as a problem."""
    syntax = language_of(source.name) or language_of(source.name.lower())
    if syntax is None:
        return
    text = code_part(source.text.replace("\r\n", "\n").replace("\r", "\n"), syntax.part)
    if is_minified(text):
        yield Problem(source.path, 0, "minified or generated code; not read")
        return
    if syntax.name == "sql":
        from smallprint.collect.lang.sql import find_sql

        yield from find_sql(source.path, Code(text, syntax))
        return
    yield from _File(source.path, text, syntax).refs()


def is_minified(text: str) -> bool:
    """Whether most of a file stands in lines that nobody typed."""
    if len(text) < _MINIFIED:
        return False
    lines = text.split("\n")
    if len(lines) > 1000 and len(text) / len(lines) < 200:
        return False
    return 2 * sum(len(line) for line in lines if len(line) > _MINIFIED and line.count(" ") * 8 < len(line)) > len(text)


@cache
def _calls() -> dict[str, tuple[Call, ...]]:
    table: dict[str, list[Call]] = {}
    for call in CALLS:
        table.setdefault(call.name.rsplit(".", 1)[-1].rsplit(":", 1)[-1], []).append(call)
    return {name: tuple(calls) for name, calls in table.items()}


class _File:
    """One file while it is read."""

    def __init__(self, path: str, text: str, syntax: Syntax) -> None:
        self.path = path
        self.text = text
        self.syntax = syntax
        self.code = Code(text, syntax)
        self.facts = Facts(self.code, text)
        self.accepted: dict[int, Verdict] = {}
        self.slots: dict[int, Slot] = {}
        self._following: set[str] = set()
        self._followed: dict[tuple[str, str], Verdict | None] = {}
        low = path.lower()
        self.is_test = (scope_of(path) == "test" or bool(_TEST_PATH.search(low))) and not low.endswith("it.java")
        #: Where the tests inside a source file begin (Rust), else past its end.
        unit = text.find("#[cfg(test)]") if syntax.name == "rust" else -1
        self.tests_from = unit if unit >= 0 else len(text) + 1
        self.is_double = self.is_test and (bool(_DOUBLE.search(text)) or not _REAL_KEY.search(text))

    # -- the pass over the tokens ------------------------------------------------------------------------------------

    def refs(self) -> Iterator[Found]:
        """All references of the file, one for each place where a name is written."""
        for token, kind in enumerate(self.code.kind):
            if kind == "str":
                self._string(token)
            elif kind == "id":
                self._name(token)
        self._demote_registries()
        seen: set[tuple[int, str]] = set()
        for token, verdict in self.accepted.items():
            ref = self._reference(token, verdict)
            if ref and (ref.place.line, ref.ref) not in seen:
                seen.add((ref.place.line, ref.ref))
                yield ref
        yield from self._embedded(seen)
        yield from self._run_time()

    def _string(self, token: int) -> None:
        value = self.code.text[token]
        if "://" in value and len(value) < 400 and " " not in value and "\n" not in value:
            self._url(token, value)
            return
        if not 1 < len(value) < 250 or not _ONE_ID.fullmatch(value):
            return
        if value.isdigit() or _MEDIA.search(value) or (self.syntax.name in ("javascript", "vue", "html") and value[0] == "@"):
            return
        slot = slot_of(self.code, token)
        if self.code.text[max(token - 3, 0) : token] == [":", "hf", ","] and looks_like_hub_id(value):
            self.accepted[token] = Verdict("{:hf, …}", "hf", mention=self.is_test and bool(_DOUBLE.search(self.text)))
            return
        verdict = self._judge(token, value, slot)
        if verdict:
            self.slots[token] = slot
            self.accepted[token] = verdict

    def _url(self, token: int, value: str) -> None:
        url = parse_hub_url(value)
        if not url or url.kind == "space":
            if (api := _API_PATH.search(value)) and guess(api[1]):
                host = self.facts.host_at(token, ())
                self.accepted[token] = Verdict("url", "auto", host, self.is_test)
            return
        slot = slot_of(self.code, token)
        fetched = url.file or value.endswith("/") and "/resolve/" in value
        if _MEDIA.search(value.split("?", 1)[0]) or slot.how in ("none", "compare", "label"):
            fetched = ""
        inference = "inference" in value.split("/")[2] or "router" in value.split("/")[2]
        mention = not (fetched or inference) or self.is_test
        self.accepted[token] = Verdict("url", "gguf" if url.file.lower().endswith(".gguf") else "hf", mention=mention)

    # -- what takes a string -----------------------------------------------------------------------------------------

    def _judge(self, token: int, value: str, slot: Slot, depth: int = 0) -> Verdict | None:
        verdict = self._slot(token, value, slot, depth)
        if verdict and not verdict.mention and not self._really_loads(token, verdict):
            return replace(verdict, mention=True)
        return verdict

    def _really_loads(self, token: int, verdict: Verdict) -> bool:
        """Test code counts when it really loads: weights without a stand-in, an API with a real key."""
        if self.code.at[token] > self.tests_from:
            return verdict.ecosystem == "hf"
        if not self.is_test:
            return True
        if verdict.ecosystem in ("hf", "gguf", "whisper", "dataset"):
            return not _DOUBLE.search(self.text)
        return not self.is_double

    def _slot(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        match slot.how:
            case "call":
                return self._call(token, value, slot, depth)
            case "key":
                return self._key(token, value, slot, depth)
            case "assign":
                return self._assign(token, value, slot, depth)
            case "return":
                return self._return(token, value, slot)
            case "arm" if (slot.fallback or self._chosen(slot)) and looks_like_model(value):
                return self._plain(token, value, "branch")
            case "iterate" if looks_like_model(value) and self.facts.works_with_models and not self.path.endswith(_VIEWS):
                return self._plain(token, value, "list that is iterated")
            case "compare" | "iterate" | "label" | "index" | "arm" | "type":
                return Verdict(slot.how, mention=True) if looks_like_model(value) else None
            case _:
                return None

    def _call(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        if call := self._idiom(slot.path, str(slot.index)):
            return self._by_idiom(token, value, call, slot.path)
        word = slot.path[-1]
        known = looks_like_model(value)
        if NEVER_CALLS.search(word) or word in COMPARING:
            return Verdict(word, mention=True) if known else None
        owners = {one for name in slot.path if (one := library_of(name))}
        named = guess(value) if owners and slot.index == 0 else None
        # ``org/name`` is no model of a host that sells its own models only.
        if slot.index == 0 and len(slot.path) == 1 and word in self.facts.clients and guess(value):
            return self._plain(token, value, word, slot.path)
        owner = bool(owners) and (known or (named is not None and (named.kind != "hf" or not owners <= _OWN_MODELS)))
        if self.syntax.name in ("java", "kotlin", "swift", "php") and word.isupper():
            return Verdict("enum", mention=True) if known else None
        if (known or owner) and (TAKERS.search(word) or owner) and not slot.listed:
            return self._plain(token, value, word, slot.path)
        if slot.listed and known and names_model(word):
            return self._plain(token, value, word, slot.path)
        if depth < 2 and (known or guess(value)) and (parameter := self._parameter(word, slot.index)):
            if names_model(parameter) or (known and self._used_as_model(parameter, token, depth)):
                return self._plain(token, value, word, slot.path)
        return Verdict(word, mention=True) if known else None

    def _key(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        name = slot.name
        path = slot.path or self._path_of(slot)
        if path and (call := self._idiom(path, name)):
            return self._by_idiom(token, value, call, path)
        if plain(name) in _DEFAULTS and not slot.path and depth < 3:
            if outer := self._around(slot):
                return self._judge(token, value, replace(outer, fallback=True), depth + 1)
            if (field := self._field_after(slot)) and names_model(field):
                return self._plain(token, value, "default", path)
        if path and NEVER_CALLS.search(path[-1]) and path[-1] not in ("it", "test", "context", "describe", "is", "when"):
            return Verdict(path[-1], mention=True) if looks_like_model(value) else None
        if plain(name) in _ID_KEYS and (outer := self._around(slot)) and outer.listed:
            return self._row(token, value, slot, outer)
        if names_model(name):
            if self._is_type(slot):
                return None
            if self._is_table(slot) > 1 and (outer := self._around(slot)) and (outer.listed or outer.how == "assign"):
                return Verdict("table", mention=True)
            if not self._plausible(value, name):
                return None
            return self._plain(token, value, f"key {name}", path)
        if plain(name) in _ID_KEYS or depth > 2:
            outer = self._around(slot)
            if outer and outer.how == "assign" and names_model(outer.name) and looks_like_model(value) and not self._is_table(slot):
                return self._plain(token, value, f"variable {outer.name}")
            return Verdict("key", mention=True) if looks_like_model(value) else None
        outer = self._around(slot)
        if outer and outer.how in ("assign", "key") and names_model(outer.name) and looks_like_model(value):
            return self._collection(token, value, outer)
        return Verdict("key", mention=True) if looks_like_model(value) else None

    def _row(self, token: int, value: str, slot: Slot, outer: Slot) -> Verdict | None:
        """An element of a list of objects: what is loaded, or a table of what there is?"""
        if not looks_like_model(value) and not (names_model(outer.name) and guess(value)):
            return None
        named = guess(value)
        tabled = self._is_table(slot) > (1 if names_model(slot.name) and plain(slot.name) != "name" else 0)
        if tabled or _is_registry(outer.name) or outer.how not in ("assign", "call", "key", "return"):
            return Verdict("table", mention=True)
        local = named is not None and named.kind in ("hf", "gguf") and (self.facts.libraries & LOCAL or "transformers" in self.text)
        if local or (names_model(slot.name) and plain(slot.name) != "name"):
            return self._plain(token, value, "list of models")
        return Verdict("table", mention=True)

    def _collection(self, token: int, value: str, outer: Slot) -> Verdict:
        if _is_registry(outer.name):
            return Verdict("registry", mention=True)
        return self._plain(token, value, f"variable {outer.name}") or Verdict("registry", mention=True)

    def _assign(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        known = looks_like_model(value)
        if plain(slot.name) in _DEFAULTS and (field := self._field_after(slot)) and names_model(field) and self._plausible(value, field):
            return self._plain(token, value, "default")
        if slot.fallback and not slot.listed and (known or guess(value)) and self._look_up_name(token):
            return self._plain(token, value, "fallback")
        if slot.listed and not (known or (names_model(slot.name) and guess(value))):
            return None
        if slot.listed and _is_registry(slot.name):
            return Verdict("registry", mention=True)
        if names_model(slot.name) and not _is_registry(slot.name):
            if not self._plausible(value, slot.name):
                return None
            if slot.listed and self._only_compared(slot.name, token):
                return Verdict("registry", mention=True)
            return self._plain(token, value, f"variable {slot.name}")
        shape = known or guess(value) is not None
        looped = slot.listed == 1 and self.code.text[self.facts.statement(slot.start)] in ("for", "foreach")
        if shape and depth < 2 and (looped or not slot.listed) and (verdict := self._follow(slot.name, token, value, depth)):
            return verdict
        if known and not slot.listed and self.syntax.name in ("ruby", "elixir") and words_of(slot.name)[:1] == ["default"]:
            return self._plain(token, value, f"variable {slot.name}")
        return Verdict("constant", mention=True) if known else None

    def _chosen(self, slot: Slot) -> bool:
        """Whether the arms of a match give a variable that holds a model its value."""
        code, at = self.code, slot.bracket - 1
        for _ in range(40):
            if at < 1:
                return False
            if code.kind[at] == "id" and code.text[at] in ("match", "when", "switch"):
                before = code.text[at - 1]
                first = at if before in ("=", "(", ":", ",") else left_edge(code, at - 1)
                outer = slot_of(code, first, max(code.match[slot.bracket], at))
                return outer.how in ("assign", "key") and names_model(outer.name)
            at = code.match[at] - 1 if code.text[at] in (")", "]") and code.match[at] > 0 else at - 1
        return False

    def _return(self, token: int, value: str, slot: Slot) -> Verdict | None:
        if not looks_like_model(value) and not (names_model(slot.name) and guess(value)):
            return None
        if slot.name and names_model(slot.name) and not _is_registry(slot.name):
            return self._plain(token, value, f"function {slot.name}")
        if slot.fallback and self._look_up_name(token):
            return self._plain(token, value, "fallback")
        return Verdict("return", mention=True)

    # -- helpers -----------------------------------------------------------------------------------------------------

    def _plain(self, token: int, value: str, found_by: str, path: tuple[str, ...] = ()) -> Verdict | None:
        """A dependency by the name of what takes it; the client and the value say which kind."""
        if is_placeholder(value) or value.startswith((".", "/")) or value.endswith((".json", ".txt", ".md", ".yaml", ".bin.json")):
            return None
        host = self.facts.host_at(token, path or self.facts.call_around(token))
        return Verdict(found_by, "auto", host)

    def _plausible(self, value: str, name: str) -> bool:
        """Whether a value under a name that holds models is one, and not ``default``, a class or a file."""
        if is_placeholder(value) or value.startswith("@") or "::" in value:
            return False
        if looks_like_model(value):
            return True
        named = guess(value)
        if named is not None:
            return named.kind != "hf" or self.facts.works_with_models or names_model(name)
        # A name of its own making: believed only when a client stands by, and when it looks like one.
        return self.facts.works_with_models and bool(self.facts.hosts or self.facts.libraries) and bool(
            re.fullmatch(r"[a-z][\w.-]*[-.:\d][\w.:-]*|command|small|medium|large|ada|davinci|curie|babbage", value)
        ) and not re.search(r"^[a-z_]+(?:\.[a-z_]+)+$|^(?:q\d|fp|bf|int|f)\d*\w{0,6}$|\.(?:js|ts|py|rs|go|java|cs|rb|php|swift|css|html|vue|svg|png|wasm|dll|so)$|^(?:https?|data):|^\d", value)

    def _by_idiom(self, token: int, value: str, call: Call, path: tuple[str, ...]) -> Verdict | None:
        if is_placeholder(value):
            return None
        host = self.facts.host_at(token, path)
        match call.ecosystem:
            case "hf":
                if value.startswith((".", "/")) or (not looks_like_hub_id(value) and ("/" in value or not self.facts.has("transformers"))):
                    return None
                return Verdict(call.name, "hf")
            case "gguf":
                if not value.lower().endswith((".gguf", ".bin")) and not value.startswith("hf:"):
                    return None
                return Verdict(call.name, "gguf")
            case "dataset" | "mlc" | "whisper" | "other" | "ollama":
                return Verdict(call.name, call.ecosystem)
            case "auto":
                if not self._plausible(value, "model"):
                    return None
                return Verdict(call.name, "auto", host)
            case _:
                if not (self.facts.works_with_models or looks_like_model(value)) or not re.search(r"[\d./:-]", value) and not guess(value):
                    return None
                return Verdict(call.name, "auto", host if host and host not in LOCAL else call.ecosystem)

    def _idiom(self, path: tuple[str, ...], where: str) -> Call | None:
        names = [name for name in path if name not in ("()", "[]", '""')]
        if not names:
            return None
        for call in _calls().get(names[-1], ()):
            if where not in call.where.split():
                continue
            wanted = re.split(r"\.|::", call.name)
            if wanted[0] == "*":
                if len(path) < 2:
                    continue
                wanted = wanted[1:]
            elif len(wanted) == 1 and len(names) > 1 and call.name[0].islower() and call.ecosystem not in ("hf", "mlc", "auto"):
                # ``openai("…")`` is a call of its own; ``mock.openai("…")`` and ``this.openai("…")`` are too.
                if names[-2] not in ("this", "self", "providers"):
                    continue
            if names[-len(wanted) :] != wanted or (call.needs and not self.facts.has(call.needs)):
                continue
            return call
        return None

    def _path_of(self, slot: Slot) -> tuple[str, ...]:
        """The call that a named argument belongs to: directly, or through an object that is its argument."""
        if slot.bracket < 0:
            return ()
        if self.code.text[slot.bracket] == "(":
            return callee(self.code, slot.bracket)[0]
        if self.code.text[slot.bracket] == "{":
            outer = slot_of(self.code, slot.bracket, max(self.code.match[slot.bracket], slot.bracket))
            if outer.how == "call":
                return outer.path
            path, start = callee(self.code, slot.bracket)
            return path if start != slot.bracket and self.syntax.name in ("go", "rust", "csharp") else ()
        return ()

    def _around(self, slot: Slot) -> Slot | None:
        """What takes the object that a key stands in."""
        if slot.bracket < 0 or self.code.text[slot.bracket] not in ("{", "[", "("):
            return None
        last = max(self.code.match[slot.bracket], slot.bracket)
        first = slot.bracket
        if self.code.text[first] == "(":
            path, start = callee(self.code, first)
            if path and path[-1] not in ("array", "dict", "Map", "mapOf", "hashOf", "object", "to", "list", "Dictionary"):
                return None
            first = start
        elif self.code.text[first] == "{" and first and self.code.kind[first - 1] == "id" and self.syntax.name in ("go", "rust", "csharp"):
            path, first = callee(self.code, first)
        elif self.code.text[first] == "{" and first and self.code.text[first - 1] == "%":
            first -= 1
        return slot_of(self.code, first, last)

    def _is_table(self, slot: Slot) -> int:
        """How many keys the object around a key has that only a table about models has."""
        code, bracket = self.code, slot.bracket
        keys: set[str] = set()
        stop = code.match[bracket] if code.match[bracket] > 0 else len(code)
        at = bracket + 1
        for _ in range(120):
            if at >= min(stop, len(code) - 1):
                break
            if code.match[at] > at:
                at = code.match[at]
            elif code.text[at + 1] in (":", "=>", "=") and code.kind[at] in ("id", "str"):
                keys.add(plain(code.text[at]))
            at += 1
        return len(keys & TABLE_KEYS)

    def _is_type(self, slot: Slot) -> bool:
        """Whether a key stands in a type or interface of TypeScript."""
        code, at = self.code, slot.bracket - 1
        if slot.bracket < 0 or code.text[slot.bracket] != "{" or self.syntax.name not in ("javascript", "vue"):
            return False
        for here in range(at, max(at - 8, -1), -1):
            if code.text[here] in ("interface", "type"):
                return True
            if code.text[here] in (";", "}", "(", ":"):
                return False
        return False

    def _field_after(self, slot: Slot) -> str:
        """The field that an attribute such as ``#[arg(default_value = "…")]`` belongs to."""
        code, bracket = self.code, slot.bracket
        while bracket >= 0 and code.text[bracket] != "[" and code.parent[bracket] >= 0 and code.text[code.parent[bracket]] in ("[", "("):
            bracket = code.parent[bracket]
        end = code.match[bracket] if bracket >= 0 else -1
        for at in range(end + 1, min(end + 12, len(code) - 1) if end > 0 else 0):
            if code.text[at + 1] in (":", "=", ";", "{") and code.kind[at] == "id":
                return code.text[at]
        return ""

    def _look_up_name(self, token: int) -> bool:
        """Whether what stands before a fallback looks up a name that holds a model (``getenv("LLM_MODEL") ?: "…"``)."""
        before = range(token - 1, max(token - 14, -1), -1)
        return any(names_model(self.code.text[at]) for at in before if self.code.kind[at] in ("str", "id"))

    def _parameter(self, function: str, index: int) -> str:
        """The name of parameter ``index`` of a function defined in this file, or the empty string."""
        code = self.code
        for use in code.uses.get(function, ())[:20]:
            if use == 0 or use + 1 >= len(code) or code.text[use + 1] != "(" or code.text[use - 1] not in ("fn", "func", "fun", "function", "def", "defp"):
                continue
            stop = code.match[use + 1]
            for at in range(use + 2, min(stop, use + 120)):
                if code.parent[at] == use + 1 and code.turn[at] == index and code.kind[at] == "id" and code.text[at] not in ("mut", "_"):
                    return code.text[at].lstrip("$")
        return ""

    def _follow(self, name: str, token: int, value: str, depth: int) -> Verdict | None:
        """Judge a variable by what its uses feed."""
        if not name or name in self._following:
            return None
        if (name, value) in self._followed:
            return self._followed[name, value]
        self._following.add(name)
        found = None
        try:
            for use in self.code.uses.get(name.lstrip("@$#"), ())[:30]:
                if self.code.at[use] > self.tests_from:
                    break
                slot = slot_of(self.code, use)
                if slot.how not in ("call", "key") or use == slot.start:
                    if slot.how != "assign" or slot.name == name or not names_model(slot.name):
                        continue
                verdict = self._slot(use, value, slot, depth + 1)
                if verdict and not verdict.mention and (slot.how != "key" or names_model(slot.name) or verdict.ecosystem != "auto"):
                    found = verdict
                    break
        finally:
            self._following.discard(name)
        self._followed[name, value] = found
        return found

    def _used_as_model(self, name: str, token: int, depth: int) -> bool:
        return self._follow(name, token, "gpt-4o", depth) is not None or self._follow(name, token, "org/model-7b", depth) is not None

    def _only_compared(self, name: str, token: int) -> bool:
        """Whether a list is only searched, as a list of allowed names is."""
        code, uses = self.code, [use for use in self.code.uses.get(name.lstrip("@$#"), ()) if use != self.slots.get(token, Slot("")).start]
        verbs = [code.text[use + 2] for use in uses if use + 2 < len(code) and code.text[use + 1] in (".", "?.", "::")]
        return bool(verbs) and all(verb in COMPARING or verb in _SEARCHES for verb in verbs)

    def _demote_registries(self) -> None:
        """Constants that only spell their value, three or more of them, are a table of names, unless the file uses one."""
        rows = [token for token, one in self.accepted.items() if one.found_by == "ModelConfiguration" and self._is_static(token)]
        if len(rows) > 3:
            for token in rows:
                self.accepted[token] = replace(self.accepted[token], mention=True)
        spelt = [
            token
            for token, slot in self.slots.items()
            if slot.how == "assign" and not slot.listed and _spells(slot.name, self.code.text[token])
        ]
        if len(spelt) < 3:
            return
        # Whoever stands among them in one block is a row of the same table.
        blocks = {self.code.parent[self.slots[token].start] for token in spelt} - {-1}
        spelt += [
            token
            for token, slot in self.slots.items()
            if slot.how == "assign" and token not in spelt and self.code.parent[slot.start] in blocks and not slot.fallback
        ]
        for token in spelt:
            name = self.slots[token].name
            if not (len(self.code.uses.get(name, ())) > 1 and self._follow(name, token, self.code.text[token], 0)):
                self.accepted[token] = replace(self.accepted[token], mention=True)

    def _is_static(self, token: int) -> bool:
        first = self.facts.statement(token)
        return "static" in self.code.text[first : first + 4]

    # -- typed constants ---------------------------------------------------------------------------------------------

    def _name(self, token: int) -> None:
        code, name = self.code, self.code.text[token]
        if name in CLASSES:
            built = token + 1 < len(code) and code.text[token + 1] in ("(", "::") or code.text[token - 1] == "new"
            if built and not (token and code.text[token - 1] in ("class", "import", ".")):
                self.accepted[token] = Verdict(name, CLASSES[name][0])
            return
        if token == 0 or token + 1 < len(code) and code.text[token + 1] in ("(", ".", "::") and not code.text[token + 1] == ".":
            return
        owner = ""
        if code.text[token - 1] in (".", "::") and token > 1:
            owner = code.text[token - 2] if code.kind[token - 2] == "id" else ""
            if not owner and code.text[token - 2] not in (":", "=", "(", ","):
                return
            if not owner and self.syntax.name != "swift":
                return
            if not name[0].isupper() and self.syntax.name not in ("swift", "dart", "php"):
                return
        elif not (name.isupper() and "_" in name and any(c.isdigit() for c in name) and self.syntax.name in ("java", "kotlin", "rust", "php")):
            return
        found = constant_id(owner, name)
        if not found or code.text[self.facts.statement(token)] in ("use", "import", "using", "pub"):
            return
        slot = slot_of(code, token)
        if slot.how in ("target", "label", "none", "type", "index", "built"):
            return
        if not owner and not (slot.how == "call" and names_model(slot.name) or slot.how == "key" and names_model(slot.name)):
            return
        compared = slot.how in ("compare", "arm") or slot.how == "call" and (
            bool(NEVER_CALLS.search(slot.path[-1])) or slot.path[-1] in COMPARING
        )
        self.slots[token] = slot
        mention = compared or self.is_double or code.at[token] > self.tests_from
        self.accepted[token] = Verdict("constant", found[0], self.facts.host_at(token, (owner, *slot.path) if owner else slot.path), mention)

    # -- results -----------------------------------------------------------------------------------------------------

    def _reference(self, token: int, verdict: Verdict) -> ModelRef | None:
        code, value = self.code, self.code.text[token]
        line, column = code.place(token)
        ecosystem, host, written = verdict.ecosystem, verdict.host, value
        if code.kind[token] == "id":
            return self._constant(token, verdict, line, column)
        place = Place(self.path, line, column, len(value))
        role = "mention" if verdict.mention else "dependency"
        if verdict.found_by == "url" and ecosystem == "auto":
            match = _API_PATH.search(value)
            written = match[1] if match else value
        if ecosystem == "mlc":
            made = reference(written, "other", place, verdict.found_by, role=role)  # type: ignore[arg-type]
            return replace(made, canonical=f"hf:mlc-ai/{written}", kind="hf", access="open_weights", location="device")
        if ecosystem == "gguf" and written.startswith("hf:"):
            repository = "/".join(written[3:].split(":")[0].split("/")[:2])
            made = reference(written, "gguf", place, verdict.found_by, role=role)  # type: ignore[arg-type]
            return replace(made, canonical=f"hf:{repository}", kind="hf")
        if ecosystem == "auto":
            ecosystem, host = self._settle(written, host)
        return reference(written, ecosystem, place, verdict.found_by, role=role, host=host)  # type: ignore[arg-type]

    def _settle(self, value: str, host: str) -> tuple[str, str]:
        """(ecosystem, host) of a bare name from its client, its own shape, and the file's only host, in this order."""
        if host in LOCAL:
            return "auto", ""
        if host:
            if host == "ollama":
                return "ollama", ""
            if value.partition(":")[0].lower() in PREFIXES and guess(value):
                return "auto", ""
            return ("auto" if guess(value, host) else host), host
        named = guess(value)
        hosts = {one for one in self.facts.hosts | self.facts.libraries if one not in LOCAL}
        if named and (named.kind not in ("hf", "ollama", "other") or len(hosts) != 1):
            return "auto", ""
        if len(hosts) == 1:
            (only,) = hosts
            if only == "ollama":
                return "ollama", ""
            if named is None or (named.kind == "hf" and only not in ("openai", "anthropic", "google", "azure")):
                return ("auto" if guess(value, only) else only), only
        return "auto", ""

    def _constant(self, token: int, verdict: Verdict, line: int, column: int) -> ModelRef | None:
        code, name = self.code, self.code.text[token]
        owner = code.text[token - 2] if token > 1 and code.text[token - 1] in (".", "::") and code.kind[token - 2] == "id" else ""
        joint = code.text[token - 1] if owner else ""
        if name in CLASSES:
            ecosystem, target = CLASSES[name]
            owner = joint = ""
        else:
            found = constant_id(owner, name)
            if not found:
                return None
            ecosystem, target = found
        written = f"{owner}{joint}{name}"
        place = Place(self.path, line, column - (len(written) - len(name)), len(written))
        host = verdict.host if verdict.host not in LOCAL else ""
        if ecosystem == "api":
            named = guess(target)
            # ``vertex`` or ``azure`` only where the client says so: the constants of a library are its own host's.
            ecosystem, host = ("auto", "") if named and host not in ("azure", "vertex") else (host or "api", host)
        made = reference(target, ecosystem, place, verdict.found_by, role="mention" if verdict.mention else "dependency", host=host)
        return replace(made, ref=written)

    def _embedded(self, seen: set[tuple[int, str]]) -> Iterator[ModelRef]:
        """Names inside longer strings: a JSON body, a property with a default (``${app.model:gpt-4o}``)."""
        for pattern, found_by in ((_EMBEDDED, "embedded JSON"), (_PROPERTY_DEFAULT, "property default")):
            for match in pattern.finditer(self.text):
                token = self._string_at(match.start(1))
                if token is None or not guess(match[1]):
                    continue
                slot = slot_of(self.code, token)
                quiet = self.code.at[token] > self.tests_from or slot.how == "call" and bool(NEVER_CALLS.search(slot.path[-1])) or self.is_test or slot.how in ("compare", "none")
                host = self.facts.host_at(token, slot.path)
                ecosystem, host = self._settle(match[1], host)
                line, column = self.code.line_at(match.start(1))
                place = Place(self.path, line, column, len(match[1]))
                if (line, match[1]) not in seen:
                    yield reference(match[1], ecosystem, place, found_by, role="mention" if quiet else "dependency", host=host)

    def _string_at(self, offset: int) -> int | None:
        from bisect import bisect_right

        token = bisect_right(self.code.at, offset) - 1
        return token if token >= 0 and self.code.kind[token] == "str" and self.code.at[token] < offset else None

    def _run_time(self) -> Iterator[ModelRef]:
        """Calls that load a model whose name nothing in the file tells: reported as ``?``, once for each name."""
        code, seen = self.code, set()
        if self.is_test:
            return
        known = {slot.name.lstrip("@$#") for token, slot in self.slots.items() if slot.how in ("assign", "key", "return")}
        tables = _calls()
        for token, kind in enumerate(code.kind):
            if kind != "op" or code.text[token] != "(" or not token or code.text[token - 1] not in tables:
                continue
            path, _ = callee(code, token)
            for number in ("0", "1"):
                call = self._idiom(path, number) if path else None
                if not call or not call.loads or call.ecosystem == "auto":
                    continue
                if any(at in self.accepted for at in range(token + 1, min(max(code.match[token], 0), token + 60))):
                    continue
                inside = [at for at in range(token + 1, min(max(code.match[token], 0), token + 60)) if code.turn[at] == int(number) and code.parent[at] == token]
                names = [code.text[at].lstrip("@$#") for at in inside if code.kind[at] == "id"]
                whole = inside and all(code.kind[at] == "id" or code.text[at] in (".", "?.", "::", "!", "&", "->", "[", "]") for at in inside)
                if not whole or not names or known.intersection(names) or (call.name, names[-1]) in seen or code.text[token - 2] in ("function", "def", "fn", "func", "fun"):
                    continue
                if self._assigned_somewhere(names):
                    continue
                seen.add((call.name, names[-1]))
                line, column = code.place(inside[0])
                sort: Kind = "hf" if call.ecosystem in ("hf", "mlc") else call.ecosystem if call.ecosystem in ("ollama", "gguf", "dataset") else "api"  # type: ignore[assignment]
                yield unknown_at_run_time(sort, Place(self.path, line, column), call.name)
                break

    def _assigned_somewhere(self, names: list[str]) -> bool:
        """Whether one of the names gets a string in this file, so that it is no name built at run time."""
        for name in names:
            for use in self.code.uses.get(name, ())[:30]:
                if use + 2 < len(self.code) and self.code.text[use + 1] in ("=", ":", ":=") and self.code.kind[use + 2] == "str":
                    return True
        return False


def _is_registry(name: str) -> bool:
    return bool(REGISTRY_WORDS.intersection(words_of(name)))


def _spells(name: str, value: str) -> bool:
    short, long = plain(value), plain(name)
    return bool(short) and (short in long or (len(long) > 3 and long in short) or re.sub(r"\D", "", long) == re.sub(r"\D", "", short) != "")
