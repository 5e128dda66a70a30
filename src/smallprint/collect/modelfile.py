"""Ollama's Modelfile: ``FROM`` names the base, ``ADAPTER`` an adapter, ``LICENSE`` the licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from smallprint.collect.detector import Found
from smallprint.collect.embed import MODELFILE
from smallprint.collect.names import reference
from smallprint.collect.prose import mentions
from smallprint.collect.recognise import ecosystem_of
from smallprint.collect.urls import parse_hub_url
from smallprint.collect.values import parts
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Role

__all__ = ["find", "references"]

# https://github.com/ollama/ollama/blob/main/docs/modelfile.md: instructions are not case-sensitive.
_LINE = re.compile(r"\s*(?P<word>FROM|ADAPTER|LICENSE)\s+(?P<value>\"\"\"|\S.*?)\s*$", re.IGNORECASE)
_BLOCK = '"""'


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a Modelfile; a page about Modelfiles (``modelfile.md``) only mentions."""
    if source.name.lower().endswith((".md", ".mdx")) and not MODELFILE.match(source.text):
        from smallprint.collect import markdown

        yield from markdown.find(source)
        return
    yield from references(source.lines, 1, source.path)


def references(lines: Sequence[str], first_line: int, path: str, role: Role = "dependency") -> Iterator[Found]:
    """Yield base and adapter of a Modelfile, with the licence that it declares."""
    found: list[ModelRef] = []
    licence, inside = "", False
    for number, line in enumerate(lines, first_line):
        if line.count(_BLOCK) % 2:
            inside = not inside
            if inside and (match := _LINE.match(line)) and match["word"].upper() == "LICENSE":
                licence = licence or line.partition(_BLOCK)[2].strip()
            continue
        if inside:
            continue
        if line.lstrip().startswith("#"):
            yield from mentions(line, path, number, "modelfile.comment")
            continue
        match = _LINE.match(line)
        if match is None:
            continue
        word, value = match["word"].upper(), match["value"].strip("\"'")
        if word == "LICENSE":
            licence = licence or value.strip(_BLOCK)
            continue
        for part in parts(value):
            ecosystem = None if part.run_time else _ecosystem(part.text, word)
            if ecosystem:
                place = Place(path, number, match.start("value") + 1 + part.offset, len(part.text))
                relation = "adapter" if word == "ADAPTER" else ""
                found.append(reference(part.text, ecosystem, place, f"modelfile.{word}", role=role, relation=relation))
    yield from (
        replace(ref, declared_licence=licence[:100]) if licence and "\n" not in licence else ref for ref in found
    )


def _ecosystem(text: str, word: str) -> str | None:
    if text.lower().endswith((".gguf", ".bin")):
        return "gguf"
    if text.lower().endswith(".safetensors") or text.startswith(("./", "../", "/", "~", "$")) or text == ".":
        return None
    if parse_hub_url(text):
        return "hf"
    return ecosystem_of(text, "ollama" if word == "FROM" else "hf", "any", "")
