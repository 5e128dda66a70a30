"""Texts inside texts: a script in a YAML block, a configuration in a ConfigMap or a here-document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smallprint.collect.detector import Found
from smallprint.collect.events import Event, Unreadable
from smallprint.collect.idioms.key_words import COMMAND_KEYS, DOCUMENT_KEYS
from smallprint.fs import Source
from smallprint.model import ModelRef, Role

if TYPE_CHECKING:
    from smallprint.collect.keyed import Reader

__all__ = [
    "FILE_KEY",
    "KEYS_IN_BLOCK",
    "MODELFILE",
    "TELLS_KIND",
    "block",
    "code_of",
    "is_document",
    "kind_of",
    "run",
]

_NAME = re.compile(
    r"(?:>{1,2}\s*|tee\s+(?:-a\s+)?|of=)[\"']?[^\s\"'<>|]*?"
    r"(?:\.(?P<kind>ya?ml|json|toml|env|properties|sh|cfg|ini|conf|service|container|py|md|txt|tfvars|tf)"
    r"|(?P<model>modelfile)|(?P<docker>Dockerfile|Containerfile)|(?P<env>\.env[\w.]*))[\"']?(?:\s|$|<)",
    re.IGNORECASE,
)
#: A key that is the name of a file, as in a ConfigMap.
FILE_KEY = re.compile(
    r"(?:\.(?P<kind>ya?ml|json|toml|env|properties|sh|cfg|ini|conf|py|txt)|(?P<model>modelfile))\Z", re.IGNORECASE
)


#: Two keys in a row: a block text that is YAML itself (``config.yaml: |``, ``serveConfigV2: |``).
KEYS_IN_BLOCK = re.compile(
    r"^[ \t]*(?:- )?[A-Za-z_][\w.-]*:(?: \S.*)?\n(?:[ \t]*\n|[ \t]*#.*\n)*[ \t]*(?:- )?[A-Za-z_][\w.-]*:(?: |\n)", re.M
)
#: Blanks inside a template are the template's.
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,400}\}\}")
#: A block that is a Modelfile.
MODELFILE = re.compile(
    r"(?!(?s:.*)^[ \t]*(?:RUN|COPY|WORKDIR|ENTRYPOINT|EXPOSE|CMD|ENV)[ \t])"
    r"(?:[ \t]*#.*\n|[ \t]*\n)*[ \t]*FROM[ \t]+[\w./:-]+[ \t]*"
    r"(?:\n[ \t]*(?:#|$|PARAMETER|SYSTEM|TEMPLATE|ADAPTER|LICENSE|MESSAGE|REQUIRES)|\Z)",
    re.M,
)
#: A block that runs programs, not one that lists keys.
_SHELL = re.compile(
    r"^[ \t]*(?:#!|set -|export |if \[|ollama (?:pull|run)|(?:hf|huggingface-cli) download|vllm serve|curl |pip |apt|"
    r"cd |python3? |echo )",
    re.M,
)
#: A command whose output, or input, goes to a file.
_WRITTEN = re.compile(r"(?:^|[^&>\d])>{1,2}\s*[\"']?[\w$./~{]|\btee\b|\bof=|\bCOPY\b")
_PYTHON = re.compile(r"(?:^|/)python[\d.]*$")
_SECTION = re.compile(r"\[[A-Za-z][\w .@:-]*\]")
#: What a block text begins with that tells its kind: a script, sections, lines of settings.
TELLS_KIND = re.compile(r"\s*(?:#!|\[[A-Z]\w*\][ \t]*\n|(?:#[^\n]*\n\s*)*[A-Z_][A-Z0-9_]*=)")
#: Lines of ``NAME=value`` from the start.
_SETTINGS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*=")

#: Two or more lines of ``name=value`` from the start, with comments between.
_PAIRS = re.compile(r"(?:(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[A-Za-z_][\w.-]*[ \t]*=[ \t]*\S[^\n]*(?:\n|\Z)){2}")


#: A key whose text is source code: ``jsCode`` of n8n, ``code`` of Dify, ``javascriptFunction`` of Flowise.
_CODE_KEY = re.compile(r"(?:[a-z]+_)*(?:code|javascript_function)\Z")
_SAYS_PYTHON = re.compile(r"^(?:import \w|from [\w.]+ import |(?:async )?def \w+\(|class \w)", re.M)
_SAYS_SCRIPT = re.compile(
    r"^[ \t]*(?:(?:const|let|var) [\w{\[]|(?:async )?function\b|return [\[{]|import .* from )", re.M
)


def code_of(key: str, text: str) -> str:
    """The language, ``py`` or ``js``, of the text under a normalised ``key`` that holds source code; empty: none."""
    if not _CODE_KEY.match(key) or "model" not in text.lower():
        return ""
    return "py" if _SAYS_PYTHON.search(text) else "js" if _SAYS_SCRIPT.search(text) else ""


def run(reader: Reader, items: list[Event], key: str, parents: list[str], role: Role) -> Iterator[Found]:
    """Read the value of a command key: one text, or the words or lines of a list."""
    from smallprint.collect.shell import Word, references, words_references

    prefix = reader.prefix
    if len(items) == 1 and (language := code_of(key, items[0].text)):
        event = items[0]
        spread = event.style in ("|", ">")
        for found in block(event.text, event.line if spread else 1, language, reader.path, prefix, role):
            # In quotes its line ends are escapes, so that all of it stands on one line.
            if not spread and isinstance(found, ModelRef):
                found = replace(found, place=replace(found.place, line=event.line, column=event.column))
            if isinstance(found, ModelRef):
                yield found
        return
    if len(items) == 1 and items[0].style in ("|", ">"):
        event = items[0]
        named = FILE_KEY.search(event.key)
        kind = (named["kind"] or "modelfile").lower() if named else "modelfile" if MODELFILE.match(event.text) else ""
        if not kind and key not in COMMAND_KEYS and not _SHELL.search(event.text):
            kind = _by_content(event.text, True)
        if kind == "txt":
            kind = "ini" if _PAIRS.match(event.text) else ""
            if not kind:
                yield from _names(reader, event, role)
                return
        if kind and kind != "sh":
            yield from block(event.text, event.line, kind, reader.path, prefix, role, reader.ollama)
            return
    if len(items) > 2 and items[-2].text == "-c" and items[-1].style == "|" and _PYTHON.search(items[-3].text):
        yield from block(items[-1].text, items[-1].line, "py", reader.path, prefix, role)
        return
    words = [Word(item.text.strip(), item.line, item.column) for item in items if item.text and _one_word(item.text)]
    alone = len(items) == 1 and "{{" not in items[0].text
    if words and not alone:
        yield from words_references(words, reader.path, prefix, role, reader.ollama)
    texts = [item for item in items if alone or not _one_word(item.text)]
    if texts:
        first, lines = _laid_out(texts)
        yield from references(lines, first, reader.path, prefix, role, ollama=reader.ollama, inside=True)


def _names(reader: Reader, event: Event, role: Role) -> Iterator[Found]:
    """A file of names, one a line, under a key such as ``models.txt``."""
    from smallprint.collect.keyed import reference_of

    if "model" not in event.key.lower():
        return
    for number, line in enumerate(event.text.split("\n"), event.line):
        name = line.partition("#")[0].strip()
        if name and " " not in name:
            column = line.index(name) + 1
            yield from reference_of(
                "models", name, reader.path, number, column, reader.prefix, role=role, ollama=reader.ollama
            )


def is_document(event: Event) -> bool:
    """Whether a quoted value is a whole file of keys: ``{"data": "app:\\n  mode: workflow\\n…"}``."""
    return (
        event.style == '"'
        and "\n" in event.text
        and (event.key.lower() in DOCUMENT_KEYS or FILE_KEY.search(event.key) is not None)
        and KEYS_IN_BLOCK.match(event.text) is not None
    )


def _one_word(text: str) -> bool:
    bare = _TEMPLATE.sub("", text.strip()) if "{{" in text else text.strip()
    return " " not in bare and "\n" not in bare


def _laid_out(items: list[Event]) -> tuple[int, list[str]]:
    """The texts on their own lines and columns, so that what is found in them has its true place."""
    first = min(item.line for item in items)
    lines: list[str] = []
    for item in sorted(items, key=lambda item: item.line):
        rows = item.text.split("\n")
        if item.style == ">":
            rows = [row + " \\" for row in rows[:-1]] + rows[-1:]
            rows[0] = " " * min(max(item.column - 1, 0), 400) + rows[0]
        if item.style not in ("|", ">"):
            rows = [" " * min(max(item.column - 1, 0), 400) + " ".join(rows)]
        at = item.line - first
        if at > len(lines) + 20_000:
            continue
        while len(lines) < at:
            lines.append("")
        if at < len(lines):
            # Two values on one line, as in a flow list.
            lines[at] = lines[at] + " ; " + rows[0].strip()
            rows = rows[1:]
        lines.extend(rows)
    return first, lines


def kind_of(header: str, body: str) -> str:
    """What a here-document holds, by the file it is written to, the program that reads it, or its first character."""
    if re.search(r"\bread\b.*\s-\w*d", header):
        return "sh"  # ``read -r -d '' command <<EOF``: what is run later
    if match := _NAME.search(header):
        named = "model" if match["model"] else "docker" if match["docker"] else ""
        return "env" if match["env"] else f"{named}file" if named else match["kind"].lower()
    if re.search(r"\bpython3?\b", header):
        return "py"
    if body.lstrip().startswith("FROM ") and "ollama" in header:
        return "modelfile"
    if re.search(r"\b(?:bash|sh|ssh)\b", header):
        return "sh"
    if re.search(r"\b(?:kubectl|helm|oc|kustomize|compose)\b", header):
        return "yaml"
    return _by_content(body, _WRITTEN.search(header) is not None)


def _by_content(body: str, written: bool) -> str:
    """What a text is by its own look. ``written``: to a file, so that lines of keys are a file's and no help text."""
    first = next((line.strip() for line in body.split("\n") if line.strip()), "")
    if first.startswith("#!"):
        return "py" if "python" in first else "sh"
    if _SECTION.fullmatch(first):
        return "ini"
    if first[:1] in ("{", "["):
        return "json"
    if not written:
        return ""
    if MODELFILE.match(body):
        return "modelfile"
    return "yaml" if KEYS_IN_BLOCK.search(body) else "env" if _SETTINGS.match(body) else ""


def block(
    text: str, first_line: int, kind: str, path: str, prefix: str, role: Role, ollama: bool = False
) -> Iterator[Found]:
    """Read ``text`` of ``kind`` (a file extension), which stands in ``path`` from ``first_line`` on."""
    from smallprint.collect import env, hcl, ini, json, modelfile, shell, toml, yaml
    from smallprint.collect.keyed import Reader

    lines = text.split("\n")
    reader = Reader(path, prefix, role=role, text=text, ollama=ollama or None)
    match kind:
        case "yaml" | "yml":
            yield from reader.read(yaml.lenient_events(lines, first_line))
        case "json":
            yield from _quietly(reader, json.events(text, first_line))
        case "toml":
            yield from _quietly(reader, toml.events(lines, first_line))
        case "tf" | "tfvars":
            yield from reader.read(hcl.events(lines, first_line))
        case "env":
            yield from reader.read(env.events(lines, first_line))
        case "properties" | "cfg" | "ini" | "conf" | "service" | "container":
            yield from reader.read(ini.events(lines, first_line))
        case "modelfile":
            yield from modelfile.references(lines, first_line, path, role)
        case "sh":
            yield from shell.references(lines, first_line, path, prefix, role)
        case "py":
            yield from _python(text, first_line, path, role)
        case "js":
            yield from _script(text, first_line, path, role)
        case "dockerfile":
            from smallprint.collect import docker

            yield from docker.find(_below(text, first_line, path))
        case _:
            return


def _python(text: str, first_line: int, path: str, role: Role) -> Iterator[Found]:
    """Python inside another file, by the reader of Python: blank lines above it keep the line numbers."""
    from textwrap import dedent

    from smallprint.collect import python

    if first_line > 200_000:
        return
    bare = dedent(text)
    shift = next((len(a) - len(b) for a, b in zip(text.split("\n"), bare.split("\n"), strict=False) if b.strip()), 0)
    for item in python.find(_below(bare, first_line, path)):
        if isinstance(item, ModelRef):
            item = replace(item, place=replace(item.place, column=item.place.column + shift))
            yield replace(item, role="mention") if role == "mention" else item


def _script(text: str, first_line: int, path: str, role: Role) -> Iterator[Found]:
    """JavaScript inside another file, by the reader of programming languages."""
    from smallprint.collect.lang.reader import File
    from smallprint.collect.lang.syntax import language_of

    syntax = language_of("a.js")
    if syntax is None or first_line > 200_000:
        return
    for item in File(path, "\n" * (first_line - 1) + text, syntax).refs():
        yield replace(item, role="mention") if isinstance(item, ModelRef) and role == "mention" else item


def _below(text: str, first_line: int, path: str) -> Source:
    """A text as a file of its own, in which it stands where it stands around: blank lines above it."""
    return Source(path, ("\n" * min(first_line - 1, 200_000) + text).encode("utf-8", errors="replace"))


def _quietly(reader: Reader, events: Iterable[Event]) -> Iterator[Found]:
    """An embedded text that is not what it looks like is no problem of the file around it."""

    def guarded() -> Iterator[Event]:
        try:
            yield from events
        except Unreadable:
            return

    yield from reader.read(guarded())
