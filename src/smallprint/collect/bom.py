"""Bills of materials as input: CycloneDX and SPDX, in JSON, XML and tag-value form.

Models and data sets are known by their type (CycloneDX ``machine-learning-model``, SPDX 3 ``ai_AIPackage``) or by a
package URL ``pkg:huggingface/org/name@revision``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, MAP, SEQ, VALUE, Event, Unreadable
from smallprint.collect.names import guess, looks_like_hub_id, reference
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Problem

__all__ = ["find", "find_text"]

# https://github.com/package-url/purl-spec/blob/main/types-doc/huggingface-definition.md
_PURL = re.compile(
    r"pkg:(?P<type>huggingface|mlflow|ollama)/(?P<name>[^@?#\s\"'<>]+)(?:@(?P<version>[^?#\s\"'<>]+))?", re.IGNORECASE
)
_MODEL_TYPES = frozenset({"machine-learning-model", "ai_aipackage", "ai.aipackage", "aipackage"})
_DATA_TYPES = frozenset({"data", "dataset_datasetpackage", "datasetpackage"})


def find(source: Source) -> Iterator[Found]:
    """Yield the models and data sets of a BOM in JSON."""
    from smallprint.collect import json

    try:
        tree = _tree(json.events(source.text))
    except Unreadable as error:
        yield Problem(source.path, error.line, error.reason)
        yield from find_text(source)
        return
    todo: list[tuple[Any, str]] = [(tree, "")]
    while todo:
        node, relation = todo.pop()
        if isinstance(node, list):
            todo.extend((item, relation) for item in node)
        elif isinstance(node, dict):
            yield from _component(node, relation, source.path)
            for key, value in node.items():
                if isinstance(value, (dict, list)):
                    inside = relation
                    if key in ("ancestors", "pedigree"):
                        inside = "finetune"
                    elif key == "datasets":
                        inside = "trained_on"
                    todo.append((value, inside))


def find_text(source: Source) -> Iterator[Found]:
    """Yield the models of a BOM in XML or tag-value form, by their package URLs."""
    for number, line in enumerate(source.lines, 1):
        for match in _PURL.finditer(line):
            yield from _purl(match, source.path, number, match.start() + 1, "", "")


def _component(node: dict[str, Any], relation: str, path: str) -> Iterator[ModelRef]:
    kind = str(node.get("type") or node.get("@type") or "").lower()
    licence = _licence(node)
    purls = [node.get("purl"), node.get("packageUrl"), node.get("software_packageUrl")]
    for reference_to in _listed(node.get("externalRefs")) + _listed(node.get("externalIdentifier")):
        if isinstance(reference_to, dict):
            purls.append(reference_to.get("referenceLocator") or reference_to.get("identifier"))
    for purl in purls:
        match = _PURL.match(purl[0]) if isinstance(purl, tuple) else None
        if match and isinstance(purl, tuple):
            yield from _purl(match, path, purl[1], purl[2], licence, relation)
            return
    name = node.get("name")
    if not isinstance(name, tuple) or not (
        kind in _MODEL_TYPES or (kind in _DATA_TYPES and relation == "trained_on") or kind == "dataset_datasetpackage"
    ):
        return
    group = node.get("group")
    version = node.get("version") or node.get("packageVersion") or node.get("software_packageVersion")
    text = name[0]
    full = f"{group[0]}/{text}" if isinstance(group, tuple) and "/" not in text else text
    ecosystem = (
        "dataset" if kind in _DATA_TYPES else "hf" if looks_like_hub_id(full) else "auto" if guess(full) else "other"
    )
    place = Place(path, name[1], name[2], len(text))
    revision = version[0] if isinstance(version, tuple) else ""
    yield reference(
        full, ecosystem, place, "bom.component", relation=relation, declared_licence=licence, revision=revision
    )


def _purl(match: re.Match[str], path: str, line: int, column: int, licence: str, relation: str) -> Iterator[ModelRef]:
    name = unquote(match["name"]).strip("/")
    ecosystem = {"huggingface": "hf", "ollama": "ollama"}.get(match["type"].lower(), "other")
    if name.startswith("datasets/"):
        ecosystem, name = "dataset", name.removeprefix("datasets/")
    revision = unquote(match["version"] or "")
    place = Place(path, line, column, len(match[0]))
    yield reference(name, ecosystem, place, "bom.purl", revision=revision, declared_licence=licence, relation=relation)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _licence(node: dict[str, Any]) -> str:
    """The one licence that a component declares; several are left to who reads the BOM."""
    declared = node.get("licenseDeclared") or node.get("licenseConcluded")
    if isinstance(declared, tuple):
        return "" if declared[0] in ("NOASSERTION", "NONE") else str(declared[0])[:100]
    found = []
    for item in _listed(node.get("licenses")):
        if isinstance(item, dict):
            inner = item.get("license") if isinstance(item.get("license"), dict) else item
            value = inner.get("id") or inner.get("name") or inner.get("expression") if isinstance(inner, dict) else None
            if isinstance(value, tuple):
                found.append(value[0])
    return found[0][:100] if len(found) == 1 else ""


class _Node(dict[str, Any]):
    """An object of the BOM: keys to strings with their places ``(text, line, column)``, objects and lists."""

    def get(self, key: str, default: Any = None) -> Any:
        value = super().get(key, default)
        # ``type`` and the like are compared as plain text.
        return value[0] if key in ("type", "@type") and isinstance(value, tuple) else value


def _tree(events: Iterator[Event]) -> Any:
    root: list[Any] = []
    stack: list[Any] = [root]
    for event in events:
        top = stack[-1]
        if event.op == CLOSE:
            if len(stack) > 1:
                stack.pop()
            continue
        if event.op not in (MAP, SEQ, VALUE):
            continue
        item: Any = (event.text, event.line, event.column) if event.op == VALUE else _Node() if event.op == MAP else []
        if isinstance(top, list):
            top.append(item)
        elif event.key:
            top[event.key] = item
        if event.op != VALUE:
            stack.append(item)
    return root
