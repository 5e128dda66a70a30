"""Model packages among requirements: spaCy wheels and names, and addresses of the Hub."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.collect.names import reference
from smallprint.collect.prose import mentions
from smallprint.collect.urls import parse_hub_url
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Role

__all__ = ["find", "model_packages"]

#: https://spacy.io/models: packages are called LANGUAGE_TYPE_GENRE_SIZE; wheels and archives add the version.
_SPACY = re.compile(
    r"(?<![\w.-])(?:spacy-model-)?(?P<name>[a-z]{2,3}[_-](?:core|dep|ent|ner|pipeline|sent)[_-][a-z0-9]+[_-](?:sm|md|lg|trf))(?P<version>-\d+\.\d+\.\d+(?:\w+)?)?"
)
_HUB = re.compile(r"(?:git\+)?https?://(?:huggingface\.co|hf\.co)/[^\s\"'<>)#;]+")


def find(source: Source) -> Iterator[Found]:
    """Yield the model packages of a requirements file."""
    for number, line in enumerate(source.lines, 1):
        code, sign, note = line.partition("#") if line.lstrip().startswith("#") or " #" in line else (line, "", "")
        yield from model_packages(code, source.path, number, 1, "requirements", "dependency")
        if sign:
            yield from mentions(note, source.path, number, "requirements.comment", len(code) + 2)


def model_packages(text: str, path: str, line: int, column: int, prefix: str, role: Role) -> Iterator[ModelRef]:
    """Yield the spaCy packages and Hub addresses of one line; a name that occurs twice (``name @ url``) counts once."""
    if "_" in text or "-" in text:
        best: dict[str, re.Match[str]] = {}
        for match in _SPACY.finditer(text):
            name = match["name"].replace("-", "_")
            if name not in best or (match["version"] and not best[name]["version"]):
                best[name] = match
        for name, match in best.items():
            ref = name + (match["version"] or "")
            place = Place(path, line, column + match.start(), len(match[0]))
            revision = (match["version"] or "").lstrip("-")
            yield reference(ref, "spacy", place, f"{prefix}.spacy-package", role=role, revision=revision)
    if "huggingface.co" in text or "hf.co" in text:
        for match in _HUB.finditer(text):
            url = parse_hub_url(match[0])
            if url and url.kind == "hf":
                place = Place(path, line, column + match.start(), len(match[0]))
                yield reference(url.id, "hf", place, f"{prefix}.hub-url", role=role, revision=url.revision)
