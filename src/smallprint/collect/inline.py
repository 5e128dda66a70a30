"""Python in a line of shell: ``python -c "…"``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.collect.events import Lines
from smallprint.collect.idioms.commands import INLINE_CALLS
from smallprint.collect.names import reference
from smallprint.collect.recognise import ecosystem_of
from smallprint.late import late
from smallprint.model import ModelRef, Place, Role

__all__ = ["inline_python"]

_INLINE = late(
    r"(?<![\w.])(?P<call>[\w.]{1,80})\(\s*(?:[\w]+\s*=\s*)?(?:[\"'](?P<first>[^\"'\n]{1,150})[\"'])(?P<more>[^()\n]{0,200})"
)

#: Ecosystems whose own short names are known; the names of all others are read as the Hub's.
_AS_THEY_ARE = ("hf", "dataset", "spacy", "ollama", "whisper", "faster-whisper", "timm", "nltk")


def inline_python(text: str, path: str, line: int, column: int, prefix: str, role: Role) -> Iterator[ModelRef]:
    """Calls of well-known loaders in ``python -c "…"``: a few functions, by name; anything longer belongs in a file."""
    lines = Lines(text)
    for match in _INLINE.finditer(text):
        call = match["call"]
        ecosystem = INLINE_CALLS.get(call) or INLINE_CALLS.get(call.rpartition(".")[2])
        if ecosystem is None:
            continue
        name, at = match["first"], match.start("first")
        if call.endswith("pipeline") and (model := re.search(r"model\s*=\s*[\"']([^\"']+)[\"']", match["more"])):
            name, at = model[1], match.start("more") + model.start(1)
        reads_as = ecosystem if ecosystem in _AS_THEY_ARE else "hf"
        if ecosystem_of(name, reads_as, "any" if reads_as != "hf" or "pipeline" not in call else "shape", "") is None:
            continue
        inner_line, inner_column = lines.at(at)
        place = Place(path, line + inner_line - 1, inner_column + (column - 1 if inner_line == 1 else 0), len(name))
        yield reference(name, ecosystem, place, f"{prefix}.python-{call}", role=role)
