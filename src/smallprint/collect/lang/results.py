"""From what was recognised in a file to the references that are reported."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.lang_names import NEVER_CALLS
from smallprint.collect.lang.callables import calls, idiom
from smallprint.collect.lang.constants import CLASSES
from smallprint.collect.lang.facts import LOCAL
from smallprint.collect.lang.paths import callee
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.typed import constant_of
from smallprint.collect.lang.words import names_model
from smallprint.collect.names import guess, looks_like_model, reference, unknown_at_run_time
from smallprint.collect.urls import addressed
from smallprint.model import Kind, ModelRef, Place, Role

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File
    from smallprint.collect.lang.verdict import Verdict

__all__ = ["API_PATH", "QUERY", "commands", "embedded", "named_reference", "reference_of", "run_time", "tags"]

_EMBEDDED = re.compile(
    r"[\"'](?:model|model_id|modelId|model_name|deployment)\\?[\"']{1,2}\s{0,9}:\s{0,9}\\?[\"']{1,2}"
    r"([\w.:/@+-]{2,120})\\?[\"']"
)
_PROPERTY_DEFAULT = re.compile(r"[$#]\{[\w.-]*model[\w.-]*:([\w./@+-][\w.:/@+-]*)\}", re.IGNORECASE)
#: The default in the tag of a Go field: ``Model string `env:"MODEL" envDefault:"…"` ``.
_TAG_DEFAULT = re.compile(r"\b(?:envDefault|env-default|default)\s?[:=]\s?[\"']?([\w.:/@+-]{2,120})[\"']?")
_COMMAND = re.compile(r"ollama (?:pull|run) ([a-z][\w./-]*(?::[\w.-]+)?)")
#: Callables that run a command.
_RUNS = re.compile(r"exec|spawn|system|shell|popen|command|^run|^sh$", re.IGNORECASE)
#: A text that says ``"model":`` more often is a table about models.
_MOST_IN_ONE = 3
_RUN_TIME_KINDS: dict[str, Kind] = {"hf": "hf", "mlc": "hf", "ollama": "ollama", "gguf": "gguf", "dataset": "dataset"}
#: Docker's own models.
_DOCKER = re.compile(r"ai/[a-z][\w.-]*(?::[\w.-]+)?")
#: A query that names a model: ``?model=grok-4&…``.
QUERY = re.compile(r"[?&]model(?:_?id)?=([\w.:/-]{2,80})(?:&|$)")
API_PATH = re.compile(
    r"/ai/run/(@(?:cf|hf)/[\w./-]+)|"
    r"/(?:models|deployments|engines|model)/([\w.:@-]{2,80}?)(?::\w+)?"
    r"(?:/(?:invoke|converse|chat|completions|embeddings)|"
    r":(?:generateContent|streamGenerateContent|embedContent|batchEmbedContents|predict|rawPredict))"
)


def reference_of(file: File, token: int, verdict: Verdict) -> ModelRef | None:
    """The reference for what was recognised at ``token``."""
    code, value = file.code, file.code.text[token]
    line, column = code.place(token)
    ecosystem, host, written = verdict.ecosystem, verdict.host, value
    if code.kind[token] == "id":
        return _constant(file, token, verdict, line, column)
    place = Place(file.path, line, column, len(value))
    role: Role = "mention" if verdict.mention else "dependency"
    if verdict.found_by == "url" and ecosystem == "auto":
        match = API_PATH.search(f"/{value}") or API_PATH.search(f"/models/{value}")
        written = match[1] or match[2] if match else value
    elif verdict.found_by == "address" and (called := addressed(value)):
        written = called[0]
    elif verdict.found_by == "flag":
        written = value.rpartition("=")[2]
    elif verdict.found_by == "query" and (query := QUERY.search(value)):
        written = query[1]
    elif verdict.found_by == "arn":
        written = value.rpartition("/")[2]
    elif verdict.found_by == "djl":
        written = "/".join(value.split("/")[3:5])
    return _named(file, written, ecosystem, host, place, verdict.found_by, role)


def named_reference(file: File, token: int, value: str, verdict: Verdict) -> ModelRef:
    """The reference for a name that the expression at ``token`` gives."""
    line, column = file.code.place(token)
    place = Place(file.path, line, column)
    return _named(file, value, verdict.ecosystem, verdict.host, place, verdict.found_by, "dependency")


def _named(file: File, written: str, ecosystem: str, host: str, place: Place, found_by: str, role: Role) -> ModelRef:
    if ecosystem == "mlc":
        made = reference(written, "other", place, found_by, role=role)
        return replace(made, canonical=f"hf:mlc-ai/{written}", kind="hf", access="open_weights", location="device")
    if ecosystem == "gguf" and written.startswith("hf:"):
        repository = "/".join(written[3:].split(":")[0].split("/")[:2])
        made = reference(written, "gguf", place, found_by, role=role)
        return replace(made, canonical=f"hf:{repository}", kind="hf")
    if ecosystem == "auto":
        ecosystem, host = _settle(file, written, host)
    return reference(written, ecosystem, place, found_by, role=role, host=host)


def _settle(file: File, value: str, host: str) -> tuple[str, str]:
    """(ecosystem, host) of a bare name from its client, its own shape, and the file's only host, in this order."""
    if _DOCKER.fullmatch(value):
        return "docker", ""
    if host in LOCAL:
        return "auto", ""
    if host == "local":
        return "auto", host
    if host:
        if host == "ollama":
            return "ollama", ""
        if value.partition(":")[0].lower() in PREFIXES and guess(value):
            return "auto", ""
        return ("auto" if guess(value, host) else host), host
    named = guess(value)
    hosts = {one for one in file.facts.hosts | file.facts.libraries if one not in LOCAL}
    if named and (named.kind not in ("hf", "ollama", "other") or len(hosts) != 1):
        return "auto", ""
    if len(hosts) == 1:
        (only,) = hosts
        if only == "ollama":
            return "ollama", ""
        if only == "local":
            return "auto", only
        if named is None or (named.kind == "hf" and only not in ("openai", "anthropic", "google", "azure")):
            return ("auto" if guess(value, only) else only), only
    return "auto", ""


def _constant(file: File, token: int, verdict: Verdict, line: int, column: int) -> ModelRef | None:
    code, name = file.code, file.code.text[token]
    owner = (
        code.text[token - 2]
        if token > 1 and code.text[token - 1] in (".", "::") and code.kind[token - 2] == "id"
        else ""
    )
    joint = code.text[token - 1] if owner else ""
    if name in CLASSES:
        ecosystem, target = CLASSES[name]
        owner = joint = ""
    else:
        found = constant_of(file, token)
        if not found:
            return None
        ecosystem, target = found
    written = f"{owner}{joint}{name}"
    place = Place(file.path, line, column - (len(written) - len(name)), len(written))
    host = verdict.host if verdict.host not in LOCAL else ""
    if ecosystem == "api":
        named = guess(target)
        # ``vertex`` or ``azure`` only where the client says so: the constants of a library are its own host's.
        ecosystem, host = ("auto", "") if named and host not in ("azure", "vertex") else (host or "api", host)
    made = reference(
        target, ecosystem, place, verdict.found_by, role="mention" if verdict.mention else "dependency", host=host
    )
    return replace(made, ref=written)


def embedded(file: File, seen: set[tuple[int, str]]) -> Iterator[ModelRef]:
    """Names inside longer strings: a JSON body, a property with a default (``${app.model:gpt-4o}``)."""
    for pattern, found_by in ((_EMBEDDED, "embedded JSON"), (_PROPERTY_DEFAULT, "property default")):
        matches = [(match, _string_at(file, match.start(1))) for match in pattern.finditer(file.text)]
        told = Counter(token for _, token in matches)
        for match, token in matches:
            if token is None or not guess(match[1]):
                continue
            slot = slot_of(file.code, token)
            quiet = (
                file.code.at[token] > file.tests_from
                or (slot.how == "call" and bool(NEVER_CALLS.search(slot.path[-1])) and slot.path[-1] != "Sprintf")
                or file.is_test
                or slot.how in ("compare", "none")
                or told[token] > _MOST_IN_ONE
            )
            host = file.facts.host_at(token, slot.path)
            ecosystem, host = _settle(file, match[1], host)
            line, column = file.code.line_at(match.start(1))
            place = Place(file.path, line, column, len(match[1]))
            if (line, match[1]) not in seen:
                yield reference(
                    match[1], ecosystem, place, found_by, role="mention" if quiet else "dependency", host=host
                )


def commands(file: File, seen: set[tuple[int, str]]) -> Iterator[ModelRef]:
    """Models that a command in a string pulls: ``execSync("ollama pull llama3.2")``, ``$`ollama run mistral` ``."""
    for match in _COMMAND.finditer(file.text):
        token = _string_at(file, match.start(1))
        if token is None or file.is_test:
            continue
        slot = slot_of(file.code, token)
        line, column = file.code.line_at(match.start(1))
        run = (slot.how == "call" and _RUNS.search(slot.path[-1])) or file.code.text[max(token - 1, 0)] == "$"
        if run and (line, match[1]) not in seen:
            place = Place(file.path, line, column, len(match[1]))
            yield reference(match[1], "ollama", place, "ollama pull")


def tags(file: File, seen: set[tuple[int, str]]) -> Iterator[ModelRef]:
    """Defaults in the tags of Go's fields."""
    if file.syntax.name != "go":
        return
    code = file.code
    for match in _TAG_DEFAULT.finditer(file.text):
        token = _string_at(file, match.start(1))
        if token is None or not guess(match[1]) or code.source[code.at[token]] != "`":
            continue
        first = file.facts.statement(token)
        if names_model(code.text[first]) or looks_like_model(match[1]):
            line, column = code.line_at(match.start(1))
            if (line, match[1]) not in seen:
                ecosystem, host = _settle(file, match[1], "")
                yield reference(match[1], ecosystem, Place(file.path, line, column, len(match[1])), "tag", host=host)


def _string_at(file: File, offset: int) -> int | None:

    token = bisect_right(file.code.at, offset) - 1
    return token if token >= 0 and file.code.kind[token] == "str" and file.code.at[token] < offset else None


def run_time(file: File) -> Iterator[ModelRef]:
    """Calls that load a model whose name nothing in the file tells: reported as ``?``, once for each name."""
    code, seen = file.code, set()
    if file.is_test:
        return
    known = {slot.name.lstrip("@$#") for token, slot in file.slots.items() if slot.how in ("assign", "key", "return")}
    tables = calls()
    for token, kind in enumerate(code.kind):
        if kind != "op" or code.text[token] != "(" or not token or code.text[token - 1] not in tables:
            continue
        path, _ = callee(code, token)
        for number in ("0", "1"):
            call = idiom(file.facts, path, number) if path else None
            if not call or not call.loads or call.ecosystem == "auto":
                continue
            if any(at in file.accepted for at in range(token + 1, min(max(code.match[token], 0), token + 60))):
                continue
            inside = [
                at
                for at in range(token + 1, min(max(code.match[token], 0), token + 60))
                if code.turn[at] == int(number) and code.parent[at] == token
            ]
            names = [code.text[at].lstrip("@$#") for at in inside if code.kind[at] == "id"]
            whole = inside and all(
                code.kind[at] == "id" or code.text[at] in (".", "?.", "::", "!", "&", "->", "[", "]") for at in inside
            )
            if (
                not whole
                or not names
                or known.intersection(names)
                or names[0] in file.modules
                or (call.name, names[-1]) in seen
                or code.text[token - 2] in ("function", "def", "fn", "func", "fun")
            ):
                continue
            if _assigned_somewhere(file, names):
                continue
            seen.add((call.name, names[-1]))
            line, column = code.place(inside[0])
            sort = _RUN_TIME_KINDS.get(call.ecosystem, "api")
            yield unknown_at_run_time(sort, Place(file.path, line, column), call.name)
            break


def _assigned_somewhere(file: File, names: list[str]) -> bool:
    """Whether one of the names gets a string in this file, so that it is no name built at run time."""
    for name in names:
        for use in file.code.uses.get(name, ())[:30]:
            if (
                use + 2 < len(file.code)
                and file.code.text[use + 1] in ("=", ":", ":=")
                and file.code.kind[use + 2] == "str"
            ):
                return True
    return False
