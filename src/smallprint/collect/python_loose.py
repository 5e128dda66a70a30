"""Python that does not parse (Python 2, merge marks, templates): the surest idioms, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.detector import Found
from smallprint.collect.keytable import find_key, normal
from smallprint.collect.names import guess, looks_like_model, reference
from smallprint.collect.recognise import ecosystem_of
from smallprint.fs import Source
from smallprint.model import Place, Role

__all__ = ["scan_lines"]

_CALL = re.compile(r"(?P<name>from_pretrained|load_dataset|SentenceTransformer|snapshot_download|pipeline)\s*\(\s*"
                   r"(?P<quote>[\"'])(?P<value>[^\"'\s]{2,150})(?P=quote)")  # fmt: skip
_KEYED = re.compile(r"(?P<key>\w+)[\"']?\s*[=:]\s*(?P<quote>[\"'])(?P<value>[^\"'\s]{2,150})(?P=quote)")
_STRING = re.compile(r"(?P<quote>[\"'])(?P<value>[^\"'\s]{4,150})(?P=quote)")
_ECOSYSTEMS = {"load_dataset": "dataset", "SentenceTransformer": "sentence-transformers"}


def scan_lines(source: Source, text: str) -> Iterator[Found]:
    """Yield what single lines say: known calls and telling keys as dependencies, other names as mentions."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > 5000 or ('"' not in line and "'" not in line):
            continue
        code = line.partition("#")[0] if line.count('"') % 2 == 0 and "'#" not in line and '"#' not in line else line
        seen: set[str] = set()
        for match in (*_CALL.finditer(code), *_KEYED.finditer(code), *_STRING.finditer(line)):
            value = match["value"]
            groups = match.groupdict()
            role: Role = "dependency"
            if "name" in groups:
                ecosystem = _ECOSYSTEMS.get(match["name"], "hf")
                ecosystem = ecosystem_of(value, ecosystem, "any", "") or ""
            elif "key" in groups:
                row = find_key(normal(match["key"]), (), frozenset())
                ecosystem = (
                    (ecosystem_of(value, row.reads_as, "shape", "") or "") if row and row.reads_as != "none" else ""
                )
                ecosystem = ecosystem if ecosystem != "auto" or guess(value) else ""
            else:
                ecosystem, role = ("auto", "mention") if looks_like_model(value) else ("", "mention")
            if ecosystem and value not in seen:
                seen.add(value)
                place = Place(source.path, number, match.start("value") + 1, len(value))
                yield reference(value, ecosystem, place, "python.line", role=role)
