"""Read one source file: what takes each string and typed constant, and so whether it is a model that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from smallprint.collect.idioms.families import WHISPER_SIZES
from smallprint.collect.idioms.lang_names import (
    COMPARING,
    CONDITION_KEYS,
    ITERATING,
    MAKERS,
    NEVER_CALLS,
    ROLE_TABLES,
    SHOWN_KEYS,
    TAKERS,
)
from smallprint.collect.lang.assembled import Assembled, assembled, literals_of
from smallprint.collect.lang.callables import idiom
from smallprint.collect.lang.constants import may_be_constant, plain
from smallprint.collect.lang.facts import LOCAL, Facts
from smallprint.collect.lang.modules import imported_names
from smallprint.collect.lang.objects import (
    annotated,
    around,
    beside_weights,
    chosen,
    field_after,
    is_annotated,
    is_case,
    is_default_key,
    is_handed_on,
    is_pattern,
    is_priced,
    is_report,
    is_shown_name,
    is_size_of,
    is_table,
    is_type,
    look_up_name,
    looked_up_before,
    named_before,
    path_of,
    reports_health,
    stands_in,
    tag_of,
)
from smallprint.collect.lang.parameters import names_itself, parameter
from smallprint.collect.lang.plausible import by_idiom, is_asked_for, is_known, is_route, plausible
from smallprint.collect.lang.registries import DESCRIPTION, demote, is_registry, is_respelt, only_listed
from smallprint.collect.lang.results import commands, embedded, named_reference, reference_of, run_time, tags
from smallprint.collect.lang.rows import collection, holder_of, is_menu, is_offer, is_picked, is_role, row
from smallprint.collect.lang.slots import Slot, slot_of
from smallprint.collect.lang.standins import Standins, is_test_path
from smallprint.collect.lang.strings import ONE_ID, WEIGHTS, string
from smallprint.collect.lang.syntax import Syntax
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.typed import typed_constant
from smallprint.collect.lang.verdict import Verdict
from smallprint.collect.lang.words import before_preposition, library_of, maker_of, names_model, names_task, words_of
from smallprint.collect.names import (
    guess,
    looks_like_hub_id,
    looks_like_model,
    names_family,
    scope_of,
    unknown_at_run_time,
)
from smallprint.collect.placeholders import is_placeholder
from smallprint.model import ModelRef, Place

__all__ = ["File"]

_DEFAULTS = frozenset(
    {
        "default",
        "defaultvalue",
        "defaultvaluet",
        "initialvalue",
        "fallback",
        "initial",
        "defaultsto",
        "constant",
        "value",
    }
)
_VIEWS = (".jsx", ".tsx", ".vue", ".svelte", ".astro", ".html")
_OWN_MODELS = frozenset(
    {"openai", "anthropic", "google", "mistral", "cohere", "deepseek", "xai", "perplexity", "voyage", "vertex"}
)
_ID_KEYS = frozenset({"id", "value", "name", "key", "slug", "model", "modelid", "repo", "path", "url", "ref", "string"})
#: Folders of texts in several languages, which are shown.
_TRANSLATED = re.compile(r"(?:^|/)(?:i18n|locales?|translations?)/")
#: Types whose functions make something that runs a model: ``ProviderConfig::local("…")``.
_BUILDERS = re.compile(r"^[A-Z]\w*(?:Provider|Client|Config|Agent|Backend|Engine)\w*$")
#: Tags of a page, and callables, for one of the entries of a menu.
_OPTION = re.compile(r"options?$|item$|choices?$|radio", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]+")
#: A file of weights whose name says no more than that.
_NO_NAME = re.compile(
    r"(?:[\w .-]+[\\/])*(?:[a-z]+[-_ ])?(?:model|weights|file|llm|example)s?\.(?:gguf|bin|onnx)$", re.IGNORECASE
)


class File:
    """One file while it is read."""

    def __init__(self, path: str, text: str, syntax: Syntax) -> None:
        self.path = path
        self.text = text
        self.syntax = syntax
        self.code = Code(text, syntax)
        self.facts = Facts(self.code, text)
        self.accepted: dict[int, Verdict] = {}
        self.slots: dict[int, Slot] = {}
        #: Literals that fill the place of a model in a longer text.
        self.filled: set[int] = set()
        self._following: set[str] = set()
        self._followed: dict[tuple[str, str], Verdict | None] = {}
        low = path.lower()
        self.is_test = (scope_of(path) == "test" or is_test_path(low)) and not low.endswith("it.java")
        if self.is_test and syntax.name == "go" and not low.endswith("_test.go"):
            self.is_test = "\nfunc main() {" not in text  # a program, in whatever folder it stands
        #: Where the tests inside a source file begin (Rust), else past its end.
        unit = text.find("#[cfg(test)]") if syntax.name == "rust" else -1
        self.tests_from = unit if unit >= 0 else len(text) + 1

    def refs(self) -> Iterator[ModelRef]:
        """All references of the file, one for each place where a name is written."""
        for token, kind in enumerate(self.code.kind):
            if kind == "str":
                string(self, token)
        for name, tokens in self.code.uses.items():
            if may_be_constant(name):
                for token in tokens:
                    self._name(token)
        demote(self)
        parts = list(assembled(self))
        for token in self.filled:
            if guess(self.code.text[token]) and not self.is_double(token):
                self.accepted[token] = Verdict("format", "auto", self.facts.host_at(token, ()))
        seen: set[tuple[int, str]] = set()
        # Of two places on a line the one that runs counts: ``z.enum(["a", "b"]).default("a")``.
        for token, verdict in sorted(self.accepted.items(), key=lambda one: one[1].mention):
            ref = reference_of(self, token, verdict)
            if ref and (ref.place.line, ref.ref) not in seen:
                seen.add((ref.place.line, ref.ref))
                yield ref
        for one in parts:
            yield from self._assembled(one, seen)
        yield from embedded(self, seen)
        yield from tags(self, seen)
        yield from commands(self, seen)
        yield from run_time(self)

    @cached_property
    def _standins(self) -> Standins:
        return Standins(self.text, self.path)

    def has_stand_in(self, token: int) -> bool:
        """Whether test code puts something in the place of the weights named at ``token``."""
        return self.is_test and self._standins.replaces_weights(self.code.at[token])

    def is_double(self, token: int) -> bool:
        """Whether test code puts a stand-in where the service of ``token`` is, or only shapes a request."""
        return self.is_test and self._standins.replaces_service(self.code.at[token])

    @property
    def shows_views(self) -> bool:
        """Whether the file is a part of a page, where a list of models is the entries of a menu."""
        return self.path.endswith(_VIEWS)

    @cached_property
    def is_promptfoo(self) -> bool:
        """Whether the file configures promptfoo, whose providers are models."""
        return "promptfoo" in self.path.lower() or "promptfoo" in self.facts.imports

    @cached_property
    def modules(self) -> dict[str, tuple[str, str]]:
        """Local name -> (module, name there) of what other files of the project define."""
        return imported_names(self.code)

    @cached_property
    def literals(self) -> dict[str, str]:
        """Variable -> the string that the file gives it, for those that are given one only."""
        return literals_of(self.code)

    def _assembled(self, one: Assembled, seen: set[tuple[int, str]]) -> Iterator[ModelRef]:
        if any(at in self.accepted for at in range(one.token, one.last + 1)):
            return
        line, column = self.code.place(one.token)
        if one.value and ONE_ID.fullmatch(one.value):
            verdict = self.judge(one.token, one.value, one.slot)
            if verdict and not verdict.mention and (line, one.value) not in seen:
                seen.add((line, one.value))
                yield named_reference(self, one.token, one.value, verdict)
        elif not one.value and not self.is_test and (line, "?") not in seen:
            seen.add((line, "?"))
            yield unknown_at_run_time("api", Place(self.path, line, column), one.slot.name or one.slot.path[-1])

    def judge(self, token: int, value: str, slot: Slot, depth: int = 0) -> Verdict | None:
        """The verdict on a value that ``slot`` takes; a mention where test code puts something in the model's place."""
        verdict = self._slot(token, value, slot, depth)
        if verdict and not verdict.mention and not self._really_loads(token, value, verdict):
            return replace(verdict, mention=True)
        return verdict

    def _really_loads(self, token: int, value: str, verdict: Verdict) -> bool:
        """Test code counts when it really loads: weights without a stand-in, an API with a real key."""
        if self.code.at[token] > self.tests_from:
            return verdict.ecosystem == "hf"
        if not self.is_test:
            return not _TRANSLATED.search(self.path)
        named = guess(value)
        local = verdict.host == "ollama" or (named is not None and named.kind == "ollama" and not verdict.host)
        local = local and ("ollama" in self.facts.libraries or "ollama" in self.facts.clients.values())
        if local:
            return self._standins.calls_local(self.code.at[token])
        if verdict.ecosystem in ("hf", "gguf", "whisper", "dataset"):
            return not self.has_stand_in(token)
        return not self.is_double(token)

    def _slot(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        if _NO_NAME.match(value):
            return None
        if WEIGHTS.fullmatch(value) and slot.how in ("call", "key", "assign") and len(value) > 9:
            never = slot.how == "call" and (NEVER_CALLS.search(slot.path[-1]) or slot.path[-1] in COMPARING)
            # Tests write files under such names far more often than they load one.
            tried = self.is_test and not (slot.how == "call" and TAKERS.search(slot.path[-1]))
            return Verdict("weights file", "gguf", mention=bool(never) or tried)
        if len(value) == 64 and _HASH.fullmatch(value):
            # Replicate runs a version of a model by its hash.
            replicate = "replicate" in self.facts.hosts | self.facts.libraries | set(words_of(slot.name))
            versioned = slot.how in ("key", "assign") and "version" in words_of(slot.name)
            return Verdict("version", "replicate") if replicate and versioned else None
        if value in WHISPER_SIZES and depth == 0 and is_size_of(self.code, slot, token, "whisper"):
            return Verdict("size of Whisper", "whisper")
        match slot.how:
            case "call":
                return self._call(token, value, slot, depth)
            case "key":
                return self._key(token, value, slot, depth)
            case "assign":
                return self._assign(token, value, slot, depth)
            case "return":
                return self._return(token, value, slot)
            case "arm" if (
                looks_like_model(value)
                and (slot.fallback or chosen(self.code, slot))
                and not is_respelt(self.code, token)
            ):
                return self.plain(token, value, "branch")
            case "iterate" if looks_like_model(value) and self.facts.works_with_models and not self.shows_views:
                return self.plain(token, value, "list that is iterated")
            case "compare" | "iterate" | "label" | "index" | "arm" | "type":
                return Verdict(slot.how, mention=True) if looks_like_model(value) else None
            case _:
                return None

    def _call(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        if call := idiom(self.facts, slot.path, str(slot.index)):
            return by_idiom(self.facts, token, value, call, slot.path)
        word = slot.path[-1]
        if word.startswith("@"):
            field = annotated(self.code, slot) if "default" in word.lower() else ""
            if names_model(field) and plausible(self.facts, value, field):
                return self.plain(token, value, "default")
        known = is_known(self.facts, value)
        static = len(slot.path) > 1 and bool(_BUILDERS.search(slot.path[-2]))
        taker = f"{slot.path[-2]}.{word}" if static or (word in MAKERS and len(slot.path) > 1) else word
        if NEVER_CALLS.search(word) or word in COMPARING or word in ITERATING:
            return Verdict(word, mention=True) if known else None
        owners = {one for name in slot.path if (one := library_of(name))}
        owners |= {one for one in (maker_of(word),) if one and known}
        named = guess(value) if owners and slot.index == 0 else None
        # ``org/name`` is no model of a host that sells its own models only.
        if slot.index == 0 and len(slot.path) == 1 and word in self.facts.clients and guess(value):
            return self.plain(token, value, word, slot.path)
        owner = bool(owners) and (known or (named is not None and (named.kind != "hf" or not owners <= _OWN_MODELS)))
        if self.syntax.name in ("java", "kotlin", "swift", "php") and word.isupper() and len(word) > 2:
            return Verdict("enum", mention=True) if known else None
        if known and slot.fallback and look_up_name(self.code, token):
            return self.plain(token, value, "fallback", slot.path)
        if known and len(slot.path) == 1 and word in ("this", "super", "base"):
            # One constructor calls another.
            return self.plain(token, value, word, slot.path)
        taken = parameter(self.code, slot.path, slot.index) if depth < 2 else ""
        if taken and (
            (names_model(taken) and plausible(self.facts, value, taken))
            or (known and self._used_as_model(taken, token, depth))
        ):
            return self.plain(token, value, word, slot.path)
        # A function of the file's own that takes something else there: ``ask(title: String)``.
        own = taken and len(slot.path) == 1
        if (known or owner) and (TAKERS.search(taker) or owner) and not slot.listed and not own:
            return self.plain(token, value, word, slot.path)
        if slot.listed and known and names_model(word):
            return self.plain(token, value, word, slot.path)
        if len(slot.path) == 1 and slot.index == 0 and not slot.listed and depth < 2:
            believed = guess(value) is not None or (
                word in self.facts.clients and plausible(self.facts, value, "model")
            )
            if (known or believed) and is_handed_on(self.code, slot):
                return self.plain(token, value, word, slot.path)
        return Verdict(word, mention=True) if known else None

    def _key(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        name = slot.name
        path = slot.path or path_of(self.code, slot)
        call = idiom(self.facts, path, name) or (idiom(self.facts, path, str(slot.index)) if slot.index >= 0 else None)
        if call:
            return by_idiom(self.facts, token, value, call, path)
        if name == "value" and path and _OPTION.search(path[-1]):
            return Verdict("option", mention=True) if looks_like_model(value) else None
        if plain(name) in _DEFAULTS and not slot.path and depth < 3:
            if named_before(self.code, slot) and plausible(self.facts, value, "model"):
                return self.plain(token, value, "default", path)
            outer = around(self.code, slot)
            outer = None if outer and outer.listed and plain(name) in _ID_KEYS else outer
            verdict = self.judge(token, value, replace(outer, fallback=True), depth + 1) if outer else None
            if verdict and not verdict.mention:
                return verdict
            if outer and maker_of(outer.name) and looks_like_model(value):
                return self.plain(token, value, "default", (outer.name,))
            if names_model(field_after(self.code, slot)):
                return self.plain(token, value, "default", path)
            if outer:
                return verdict
        if plain(name) in ("provider", "providers", "id") and self.is_promptfoo and is_route(value):
            return self.plain(token, value, "promptfoo provider")
        if is_priced(self.code, slot):
            return Verdict("table", mention=True) if looks_like_model(value) or names_model(name) else None
        if (
            path
            and NEVER_CALLS.search(path[-1])
            and path[-1] not in ("it", "test", "context", "describe", "is", "when")
            and not (slot.fallback and path[-1].endswith("chema"))
        ):
            return Verdict(path[-1], mention=True) if looks_like_model(value) else None
        if plain(name) in _ID_KEYS and (outer := around(self.code, slot)) and outer.listed:
            return row(self, token, value, slot, outer)
        if slot.listed and is_registry(name):
            return Verdict("registry", mention=True) if looks_like_model(value) else None
        routed = not slot.listed and names_task(name) and (looks_like_model(value) or is_route(value))
        if names_model(name) or routed:
            if is_type(self.code, slot):
                return None
            if is_pattern(self.code, slot):
                return Verdict("pattern", mention=True)
            if stands_in(self.code, slot) or is_report(self.code, slot):
                return Verdict("stand-in", mention=True)
            if path and DESCRIPTION.search(path[-1]):
                return Verdict("table", mention=True)
            outer = around(self.code, slot)
            if outer and outer.how == "key" and plain(outer.name) in CONDITION_KEYS:
                return Verdict("condition", mention=True) if looks_like_model(value) else None
            if outer and outer.how == "key" and looks_like_model(outer.name):
                # ``"gpt-4": { contextWindow: 8192, model: "gpt-4" }``: what the table says of that model.
                return Verdict("table", mention=True)
            if slot.listed and (only_listed(self, name, slot.start, token) or is_offer(self, slot, value)):
                return Verdict("registry", mention=True)
            if reports_health(self.code, slot):
                return Verdict("table", mention=True)
            if (
                not slot.fallback
                and is_table(self.code, slot) > 1
                and (outer := around(self.code, slot))
                and (outer.listed or outer.how == "assign")
            ):
                return Verdict("table", mention=True)
            if not (plausible(self.facts, value, name) or is_asked_for(self.facts, token, value, name, path)):
                return None
            return self.plain(token, value, f"key {name}", path)
        if slot.fallback and slot.path and looks_like_model(value) and slot.bracket >= 0 and depth < 2:
            # ``embedding_model => env("EMB", "…")``: what takes the look-up says it.
            outer = slot_of(self.code, slot.start, self.code.match[slot.bracket])
            verdict = self._slot(token, value, outer, depth + 1) if outer.how in ("key", "assign") else None
            if verdict and not verdict.mention:
                return verdict
        if "repo" in plain(name) and looks_like_hub_id(value) and beside_weights(self.code, slot):
            return self.plain(token, value, f"key {name}", path)
        if plain(name) in _ID_KEYS or depth > 2:
            outer = around(self.code, slot)
            if outer and outer.how == "key" and looks_like_model(value) and is_default_key(self.code, outer.name):
                return self.plain(token, value, "default entry")
            if outer and outer.how == "key" and self._is_named(value) and is_role(self.code, slot, outer):
                return self.plain(token, value, "table of roles")
            if outer and plain(name) == "name" and "genkit" in self.facts.imports and is_route(value):
                return self.plain(token, value, "reference of Genkit")
            if (
                outer
                and outer.how in ("assign", "key", "return")
                and names_model(holder_of(outer.name))
                and self._is_named(value)
                and is_table(self.code, slot) < (1 if outer.how == "assign" else 2)
                and not (outer.how == "return" and (outer.listed or plain(outer.name).endswith("s")))
                and not is_shown_name(self.code, slot)
            ):
                return self.plain(token, value, f"variable {outer.name}")
            return Verdict("key", mention=True) if looks_like_model(value) else None
        outer = around(self.code, slot) if plain(name) not in SHOWN_KEYS else None
        if (
            outer
            and outer.how in ("assign", "key")
            and looks_like_model(value)
            and (names_model(outer.name) or ROLE_TABLES.intersection(words_of(outer.name)))
        ):
            return collection(self, token, value, slot, outer)
        return Verdict("key", mention=True) if looks_like_model(value) else None

    def _is_named(self, value: str) -> bool:
        """Whether a value is a model's name by its shape, or by the file that loads weights of that shape."""
        return looks_like_model(value) or (looks_like_hub_id(value) and bool(self.facts.libraries & LOCAL))

    def _assign(self, token: int, value: str, slot: Slot, depth: int) -> Verdict | None:
        known = is_known(self.facts, value)
        if self.is_promptfoo and plain(slot.name) in ("provider", "providers") and is_route(value):
            return self.plain(token, value, "promptfoo provider")
        if slot.name == "value" and self.shows_views and _OPTION.search(tag_of(self.code, slot.start)):
            return Verdict("option", mention=True) if known else None
        if plain(slot.name) in _DEFAULTS:
            field = field_after(self.code, slot)
            if (names_model(field) or named_before(self.code, slot)) and plausible(self.facts, value, field):
                return self.plain(token, value, "default")
        if known and plain(slot.name) in ("defaultvalue", "initialvalue"):
            return self.plain(token, value, "default")
        if known and is_case(self.code, slot):
            return Verdict("enumeration", mention=True)
        if known and not slot.listed and is_annotated(self.code, slot, self.facts.statement(slot.start)):
            return self.plain(token, value, "annotated field")
        if slot.fallback and not slot.listed and (known or guess(value)) and look_up_name(self.code, token):
            return self.plain(token, value, "fallback")
        if known and not slot.listed and looked_up_before(self.code, slot):
            return self.plain(token, value, "fallback")
        if slot.listed and not (known or (names_model(slot.name) and guess(value))):
            return None
        if slot.listed and known and is_picked(self, slot.name, token):
            return self.plain(token, value, "first of a list")
        if slot.listed and is_registry(slot.name):
            return Verdict("registry", mention=True)
        weak = names_task(slot.name) and known and not slot.listed
        if (names_model(slot.name) or weak) and not is_registry(slot.name, single=not slot.listed):
            if not plausible(self.facts, value, slot.name):
                return None
            if slot.listed and (only_listed(self, slot.name, slot.start, token) or is_menu(self, slot, value)):
                return Verdict("registry", mention=True)
            return self.plain(token, value, f"variable {slot.name}")
        shape = known or guess(value) is not None
        looped = slot.listed == 1 and self.code.text[self.facts.statement(slot.start)] in ("for", "foreach")
        if (
            shape
            and depth < 2
            and (looped or not slot.listed)
            and (verdict := self.follow(slot.name, token, value, depth))
        ):
            return verdict
        if (
            known
            and not slot.listed
            and self.syntax.name in ("ruby", "elixir")
            and words_of(slot.name)[:1] == ["default"]
        ):
            return self.plain(token, value, f"variable {slot.name}")
        return Verdict("constant", mention=True) if known else None

    def _return(self, token: int, value: str, slot: Slot) -> Verdict | None:
        if not looks_like_model(value) and not (names_model(slot.name) and guess(value)):
            return None
        if is_respelt(self.code, token):
            return Verdict("registry", mention=True)
        given = before_preposition(slot.name)
        if names_model(given) and not is_registry(given, single=True) and "tiktoken" not in words_of(slot.name):
            return self.plain(token, value, f"function {slot.name}")
        if slot.fallback and look_up_name(self.code, token):
            return self.plain(token, value, "fallback")
        return Verdict("return", mention=True)

    def plain(self, token: int, value: str, found_by: str, path: tuple[str, ...] = ()) -> Verdict | None:
        """A dependency by the name of what takes it; the client and the value say which kind."""
        if (
            is_placeholder(value)
            or value.startswith((".", "/"))
            or value.endswith((".json", ".txt", ".md", ".yaml", ".bin.json"))
        ):
            return None
        host = self.facts.host_at(token, path or self.facts.call_around(token))
        # Tests make up names; one that no host and no shape tells of is no model.
        made_up = self.is_test and not host and guess(value) is None and not names_family(value)
        return Verdict(found_by, "auto", host, mention=made_up)

    def verdict_at(self, first: int, last: int, value: str) -> Verdict | None:
        """The verdict on ``value`` if it stood where the tokens ``first`` to ``last`` do."""
        slot = slot_of(self.code, first, last)
        return self._slot(first, value, slot, 1) if slot.how in ("call", "key", "assign", "return") else None

    def follow(self, name: str, token: int, value: str, depth: int) -> Verdict | None:
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
                if names_itself(self.code, slot) and looks_like_model(value):
                    found = self.plain(token, value, "default")
                    break
                hands_on = slot.how == "assign" and slot.name != name and names_model(slot.name)
                if not hands_on and (slot.how not in ("call", "key") or use == slot.start):
                    continue
                verdict = self._slot(use, value, slot, depth + 1)
                if (
                    verdict
                    and not verdict.mention
                    and (slot.how != "key" or names_model(slot.name) or verdict.ecosystem != "auto")
                ):
                    found = verdict
                    break
        finally:
            self._following.discard(name)
        self._followed[name, value] = found
        return found

    def _used_as_model(self, name: str, token: int, depth: int) -> bool:
        return (
            self.follow(name, token, "gpt-4o", depth) is not None
            or self.follow(name, token, "org/model-7b", depth) is not None
        )

    def _name(self, token: int) -> None:
        if found := typed_constant(self, token):
            verdict, slot = found
            self.accepted[token] = verdict
            if slot:
                self.slots[token] = slot
