"""Write an entry into a policy file and leave every other byte as it is: comments, order and layout are people's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["with_waiver"]

_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./@+ -]*(?::[A-Za-z0-9_./@+-]+)*\Z")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "none", "y", "n"})


def with_waiver(text: str, name: str, entry: Mapping[str, str]) -> str:
    """``text`` of the policy ``name`` with ``entry`` as its last waiver.

    The lines are put where the list ends; a list in brackets is written anew by the round-trip dumper, which keeps
    comments.
    Raises ``UsageError`` when the file is no policy, or when the result would not read back as what was meant.
    """
    if name.endswith(".toml"):
        return _checked_toml(text, name, entry)
    before = _plain(text, name)
    wanted = [*(before.get("waivers") or ()), dict(entry)]
    for attempt in (_inserted, _dumped):
        after = attempt(text, entry)
        if after is not None and _reads_as(after, name, {**before, "waivers": wanted}):
            return after
    raise UsageError(f"{name}: the waiver could not be written without changing something else; add it by hand")


def _plain(text: str, name: str) -> dict[str, Any]:
    from smallprint.yamlio import load

    data = load(text, name)
    if data is not None and not isinstance(data, dict):
        raise UsageError(f"{name}: a policy is a mapping of keys")
    return dict(data or {})


def _reads_as(text: str, name: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return _plain(text, name) == wanted
    except UsageError:
        return False


def _inserted(text: str, entry: Mapping[str, str]) -> str | None:
    """Put the lines of ``entry`` at the end of the block list, or a new block at the end of the file."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if re.match(r"waivers\s*:\s*(#.*)?\Z", line)), None)
    if start is None:
        if any(re.match(r"waivers\s*:", line) for line in lines):
            return None
        body = "\n".join(lines).rstrip("\n").split("\n") if text.strip() else []
        block = ["waivers:", *_lines(entry, "  ")]
        return newline.join([*body, *([""] if body else []), *block, ""])
    end, indent = start + 1, "  "
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if re.match(r"\s*-(?:\s|\Z)", line) and end == start + 1:
            indent = line[: len(line) - len(line.lstrip())]
        if line.strip() and not line.startswith((" ", "#", "\t")) and not re.match(r"-(?:\s|\Z)", line):
            break
        if line.strip() and not line.startswith("#"):
            end = at + 1
    return newline.join([*lines[:end], *_lines(entry, indent), *lines[end:]])


def _lines(entry: Mapping[str, str], indent: str) -> list[str]:
    return [f"{indent}{'- ' if first else '  '}{key}: {_scalar(value)}" for (key, value), first in _marked(entry)]


def _marked(entry: Mapping[str, str]) -> list[tuple[tuple[str, str], bool]]:
    return [(item, index == 0) for index, item in enumerate(entry.items())]


def _scalar(value: str) -> str:
    """A YAML scalar that reads back as this very string: plain where that is safe, else as JSON, which is YAML."""
    if _PLAIN.match(value) and value.strip() == value and value.lower() not in _WORDS and not _number(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _number(value: str) -> bool:
    dated = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return re.fullmatch(r"[-+.0-9_eE]+", value) is not None and not dated


def _dumped(text: str, entry: Mapping[str, str]) -> str | None:
    import io

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    try:
        data = yaml.load(text)
        if data.get("waivers") is None:
            data["waivers"] = []
        data["waivers"].append(dict(entry))
        stream = io.StringIO()
        yaml.dump(data, stream)
    except (YAMLError, AttributeError, ValueError, RecursionError):
        return None
    return stream.getvalue()


def _checked_toml(text: str, name: str, entry: Mapping[str, str]) -> str:
    import tomllib

    table = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
    after = f"{text.rstrip()}\n\n[[tool.smallprint.waivers]]\n{table}\n"
    try:
        old = tomllib.loads(text)["tool"]["smallprint"].get("waivers", [])
        new = tomllib.loads(after)["tool"]["smallprint"]["waivers"]
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(f"{name}: the waiver could not be added ({safe(str(error), 80)}); add it by hand") from None
    if new != [*old, dict(entry)]:
        raise UsageError(f"{name}: the waiver could not be added; add it by hand")
    return after
