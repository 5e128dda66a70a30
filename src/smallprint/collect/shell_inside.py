"""What single words of a shell command say: addresses, ``KEY=value``, embedded JSON, nested commands, Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from smallprint.collect.detector import Found
from smallprint.collect.idioms.commands import DOWNLOADERS
from smallprint.collect.inline import inline_python
from smallprint.collect.keyed import reference_of
from smallprint.collect.names import reference
from smallprint.collect.recognise import WEIGHT_ENDS
from smallprint.collect.shell_variables import ASSIGN, VARIABLE, bare, expansions, parameter
from smallprint.collect.shell_words import Script, Word
from smallprint.collect.urls import addressed, parse_hub_url
from smallprint.collect.values import embedded, key_values
from smallprint.model import Place

__all__ = ["by", "of_words", "put_in", "written"]

_KEY_VALUE = re.compile(r"\+{0,2}(?P<key>[A-Za-z_][\w.-]*(?:\[\d*\][\w.-]*)*)=(?P<value>.+)", re.S)
#: One setting, whatever the file is called: ``export MODEL=x``.
_SETTING = re.compile(r"(?:export )?[A-Z_][A-Z0-9_]*=\S+")
#: A file of weights anywhere.
_WEIGHTS = re.compile(rf"https?://[^\s\"'<>?]+/(?P<file>[\w.+-]+\.(?:{WEIGHT_ENDS}))(?:\?\S*)?")
_HUB_ADDRESS = re.compile(r"(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(?:cn|ai))[/:]")
_WRAPPED = re.compile(
    r"(?:\b(?:ollama|vllm|huggingface-cli|hf download|llama-server|lm_eval|python3?|curl)|(?:^|\s)--?\w[\w-]*)\b"
)
#: How a text begins that is flags or a command.
_RUNS = re.compile(
    r"[\s\\]*(?:--?\w|(?:\w+=\S+ )*(?:python3?|torchrun|accelerate|deepspeed|vllm|ollama|llama-server|uv|bash|srun)\b)"
)
_PARAMETER = re.compile(r"(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?P<position>\$\{?\d\}?)(?=/|$)")
#: A file of settings that a script writes, by its name or by that of the variable that holds it.
_TARGET = re.compile(
    r"(?:^|[/\\])[\w-]*\.?env(?:\.[\w-]+)*$|(?:^|[/\\])(?P<model>[Mm]odelfile)[\w.-]*$|\.(?P<kind>ya?ml|json|toml)$|^\$\{?\w*ENV\w*\}?$"
)
_SAYS = ("echo", "printf", "{", "write-output")
_MAX_DEPTH = 3


def by(script: Script, found_by: str) -> str:
    """How references call it: the kind of script, and the command, flag or variable."""
    return f"{script.prefix}.{found_by.replace(' ', '-')}"


def written(rows: list[list[Word]]) -> dict[int, str]:
    """``id`` of the commands whose output becomes a file of settings, and the kind of that file.

    ``echo "MODEL=x" >> .env``, ``{ echo …; } > .env``, ``echo … | tee -a .env``, ``"MODEL=x" | Add-Content $ENV_FILE``.
    """
    found: dict[int, str] = {}
    for at, row in enumerate(rows):
        program = row[0].text.lower()
        through = program in ("tee", "add-content", "set-content", "out-file")
        for before, word in pairwise([row[0], *row]):
            if before.text != ">" and not through:
                continue
            target = _TARGET.search(word.text)
            sets = before.text == ">" and not word.text.startswith("/dev/")
            if target is None and not (sets and any(_SETTING.fullmatch(said.text) for said in row[1:])):
                continue
            kind = ("modelfile" if target and target["model"] else target["kind"] if target else "") or "env"
            if program not in ("}", ">") and not through:
                found[id(row)] = kind
            for earlier in reversed(rows[:at] if program in ("}", ">") else rows[at - 1 : at] if through else []):
                if not through and earlier[0].text.lower() not in _SAYS:
                    break
                found[id(earlier)] = kind
                if earlier[0].text == "{":
                    break
    return found


def put_in(row: list[Word], kind: str, script: Script) -> Iterator[Found]:
    """What a command writes into a file of settings of ``kind``."""
    from smallprint.collect.embed import block

    for word in row:
        if word.text == ">":
            return
        if "=" in word.text or ":" in word.text or kind == "modelfile":
            yield from block(word.text, word.line, kind, script.path, script.prefix, script.role, script.ollama)


def of_words(row: list[Word], script: Script, program: str, host: str) -> Iterator[Found]:
    """What single words say: addresses, ``KEY=value``, embedded JSON, nested commands, lines of Python."""
    fetches = program in DOWNLOADERS or any(word.text in DOWNLOADERS for word in row[:6])
    pulls = any(word.text.rstrip("/").endswith(("/api/pull", "/api/show", "/api/generate")) for word in row)
    for at, word in enumerate(row):
        text = word.text
        if len(text) > 200_000:
            continue
        if "${" in text:
            yield from _defaults(word, script)
        if embedded(text):
            key = "models" if not pulls else "body"
            yield from reference_of(
                key,
                text,
                script.path,
                word.line,
                word.column,
                script.prefix,
                role=script.role,
                host=host,
                ollama=script.ollama,
            )
            if pulls:
                yield from _pulled(word, script)
            continue
        if fetches and "$" in text and "/" in text:
            yield from _filled_in(word, script)
        if _HUB_ADDRESS.search(text):
            yield from _address(word, script, fetches)
        elif "://" in text:
            yield from _endpoint(word, script, fetches)
        elif text.startswith("--export="):
            # Slurm: ``--export=ALL,MODEL=org/name``
            for key, value, offset in key_values(text.removeprefix("--export=")):
                yield from reference_of(
                    key, value, script.path, word.line, word.column + 9 + offset, script.prefix, role=script.role
                )
        elif (match := _KEY_VALUE.match(text)) and not (ASSIGN.match(text) and at == 0):
            value, shift = bare(match["value"])
            if value[:1] == "{" and value[-1:] == "}" and '"' not in value:  # Helm's lists: ``--set models={a,b}``
                value, shift = value[1:-1], shift + 1
            if match["key"] not in script.variables or word.quoted or at:
                key = match["key"].lstrip("-")
                column = word.column + match.start("value") + shift + word.shift
                yield from reference_of(
                    key, value, script.path, word.line, column, script.prefix, role=script.role, ollama=script.ollama
                )
        if script.depth < _MAX_DEPTH and (" " in text or "(" in text):
            if word.quoted:
                yield from _nested(word, script)
            elif word.shift and _RUNS.match(value := text.partition("=")[2]):
                # ``ARGS="--model org/name …"``, ``--wrap="python train.py …"``
                yield from _nested(Word(value, word.line, word.column + len(text) - len(value) + 1), script)


def _defaults(word: Word, script: Script) -> Iterator[Found]:
    for match in re.finditer(r"\$\{(?P<name>[A-Za-z_]\w*):?[-=](?P<value>[^${}\n]+)\}", word.text):
        column = word.column + match.start("value")
        value, shift = bare(match["value"])
        yield from reference_of(
            match["name"],
            value,
            script.path,
            word.line,
            column + shift,
            script.prefix,
            role=script.role,
            ollama=script.ollama,
        )


def _pulled(word: Word, script: Script) -> Iterator[Found]:
    """``curl …/api/pull -d '{"name": "llama3"}'``."""
    from smallprint.collect.shell import named

    for match in re.finditer(r"\"(?:name|model)\"\s*:\s*\"(?P<name>[^\"]+)\"", word.text):
        inner = Word(
            match["name"], word.line + word.text.count("\n", 0, match.start()), word.column + match.start("name")
        )
        yield from named(inner, "ollama", "any", "ollama-api", script, "ollama")


def _address(word: Word, script: Script, fetches: bool) -> Iterator[Found]:
    for match in re.finditer(
        r"(?:https?://(?:[\w.-]{1,60}@)?|git@)?(?:www\.|api-inference\.|router\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(?:cn|ai))[/:][^\s\"'<>)]+",
        word.text,
    ):
        url = parse_hub_url(match[0])
        if url is None or url.kind == "space" or not (fetches or url.file):
            continue
        at = match[0].find(url.id)
        place = Place(script.path, word.line, word.column + match.start() + max(at, 0), len(url.id))
        ecosystem = "dataset" if url.kind == "dataset" else "hf"
        yield reference(url.id, ecosystem, place, by(script, "hub-url"), role=script.role, revision=url.revision)


def _filled_in(word: Word, script: Script) -> Iterator[Found]:
    """An address of the Hub that variables complete: ``$BASE/org/name/resolve/main/x``, ``huggingface.co/$REPO``."""
    for filled in expansions(word.text, script):
        if position := _PARAMETER.search(filled):
            if argument := parameter(position["position"], word.line, script):
                script.parameters.setdefault(argument, ("hf", "any", "hub-url", "", None))
            continue
        at = filled.find("http")
        url = parse_hub_url(filled[max(at, 0) :])
        if url is None or url.kind == "space" or "\0" in url.id:
            continue
        if url.id in word.text and _HUB_ADDRESS.search(word.text):
            continue  # it stands here as a whole
        held = (held for words in script.variables.values() for held in words)
        place = word if url.id in word.text else next((held for held in held if url.id in held.text), word)
        ecosystem = "dataset" if url.kind == "dataset" else "hf"
        column = place.column + max(place.text.find(url.id), 0)
        script.reported.add(id(place))
        yield reference(
            url.id,
            ecosystem,
            Place(script.path, place.line, column, len(url.id)),
            by(script, "hub-url"),
            role=script.role,
            revision=url.revision,
        )


def _endpoint(word: Word, script: Script, fetches: bool) -> Iterator[Found]:
    from smallprint.collect.requirements import model_packages

    if called := addressed(word.text):
        name, kind, at = called
        place = Place(script.path, word.line, word.column + at, len(name))
        yield reference(name, kind, place, by(script, "endpoint"), role=script.role)
    elif fetches and (match := _WEIGHTS.fullmatch(word.text)):
        place = Place(script.path, word.line, word.column + match.start("file"), len(match["file"]))
        kind = "gguf" if match["file"].endswith(".gguf") else "other"
        yield reference(match["file"], kind, place, by(script, "download"), role=script.role)
    yield from model_packages(word.text, script.path, word.line, word.column, script.prefix, script.role)


def _held_in(text: str, script: Script) -> dict[str, list[Word]]:
    """The variables that a text names, and those that their values name."""
    found: dict[str, list[Word]] = {}
    for _ in range(2):
        for match in VARIABLE.finditer(text):
            name = match["braced"] or match["plain"]
            if name not in found and name in script.variables and len(found) < 100:
                found[name] = script.variables[name][:50]
        text = " ".join(word.text[:500] for words in found.values() for word in words)
    return found


def _nested(word: Word, script: Script) -> Iterator[Found]:
    from smallprint.collect.shell import references

    text = word.text
    if _WRAPPED.search(text):
        yield from references(
            text.split("\n"),
            word.line,
            script.path,
            script.prefix,
            script.role,
            word.column,
            depth=script.depth + 1,
            ollama=script.ollama,
            inside=True,
            variables=_held_in(text, script) if "$" in text else None,
        )
    if "(" in text:
        yield from inline_python(text, script.path, word.line, word.column, script.prefix, script.role)
