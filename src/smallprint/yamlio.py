"""Read YAML into plain values that remember their lines, so that an error can name file, line and key.

Used for the policy and for the data folders. Anchors are allowed; tags, merge keys and dates are not interpreted: a
date
stays the string that was written. Large documents of aliases are refused (an alias bomb would eat the memory).
"""

from __future__ import annotations

import re
from typing import Any

from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["Map", "Seq", "line_of", "load"]

_INT = re.compile(r"[-+]?[0-9](?:_?[0-9])*\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9](?:_?[0-9])*)?\.?[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "true": True, "True": True, "false": False, "False": False}
_MAX_DEPTH = 60
_MAX_NODES = 500_000
#: Of open brackets at one time, those in strings and comments included.
_MAX_BRACKETS = 300


class Map(dict[str, Any]):
    """A mapping with the line of itself (``line``) and of each key (``lines``), from 1."""

    line: int
    lines: dict[str, int]


class Seq(list[Any]):
    """A sequence with the line of itself (``line``) and of each item (``lines``), from 1."""

    line: int
    lines: list[int]


def line_of(container: Any, key: str | int | None = None) -> int:
    """The line of ``key`` in ``container``, else the container's own line, else 0."""
    if isinstance(container, Map):
        return container.lines.get(key, container.line) if isinstance(key, str) else container.line
    if isinstance(container, Seq):
        known = isinstance(key, int) and key < len(container.lines)
        return container.lines[key] if known and isinstance(key, int) else container.line
    return 0


def load(text: str, name: str) -> Any:
    """Parse one YAML document. Returns ``Map``, ``Seq`` or a scalar; an empty document is ``None``.

    Raises ``UsageError`` with one line ``name:line: reason`` on anything that is not plain YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    node = None
    try:
        try:
            # The C parser is fast but of YAML 1.1: it refuses `[hf:org/name]`, which YAML 1.2 allows.
            node = YAML(typ="safe", pure=False).compose(text)
        except MarkedYAMLError:
            # The other one is slow, and slowest where brackets stand in brackets.
            if _brackets(text) > _MAX_BRACKETS:
                raise UsageError(f"{name}: not valid YAML: nested too deeply") from None
            node = YAML(typ="safe", pure=True).compose(text)
        return None if node is None else _Builder(name).build(node, 0)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise UsageError(f"{name}{line}: not valid YAML: {safe(error.problem or 'cannot be read')}") from None
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "cannot be read"
        raise UsageError(f"{name}: not valid YAML: {safe(reason)}") from None


def _brackets(text: str) -> int:
    deepest = level = 0
    for mark in re.findall(r"[\[\]{}]", text):
        level = level + 1 if mark in "[{" else max(0, level - 1)
        deepest = max(deepest, level)
    return deepest


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def fail(self, node: Any, reason: str) -> UsageError:
        return UsageError(f"{self.name}:{node.start_mark.line + 1}: {reason}")

    def build(self, node: Any, depth: int) -> Any:
        self.count += 1
        if depth > _MAX_DEPTH or self.count > _MAX_NODES:
            raise self.fail(node, "nested too deeply or too many aliases")
        if node.id == "scalar":
            return _scalar(node)
        line = node.start_mark.line + 1
        if node.id == "sequence":
            items = Seq(self.build(item, depth + 1) for item in node.value)
            items.line, items.lines = line, [item.start_mark.line + 1 for item in node.value]
            return items
        mapping = Map()
        mapping.line, mapping.lines = line, {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                raise self.fail(key_node, "a key must be plain text")
            key = key_node.value
            if key in mapping:
                raise self.fail(key_node, f"key '{safe(key)}' stands twice")
            mapping[key] = self.build(value_node, depth + 1)
            mapping.lines[key] = key_node.start_mark.line + 1
        return mapping


def _scalar(node: Any) -> Any:
    value: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return value
    if value in _WORDS:
        return _WORDS[value]
    if len(value) <= 40:
        if _INT.match(value):
            return int(value.replace("_", ""))
        if _FLOAT.match(value):
            return float(value.replace("_", ""))
    return value
