# ruff: noqa: E501  (a pattern or a sample is easier to check on one line)
"""Follow the numbering of a licence text: which section does a line begin?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smallprint.resolve.normalise import BREAK, plain

__all__ = ["Numbering", "blocks"]

_SECTION = re.compile(
    r"[ \t#*_>\x02]*(?:(?P<word>section|article|attachment|appendix|schedule|exhibit|annex|part)[ \t]+(?P<number>[ivx]{1,5}|\d{1,2}|[a-d]|one|two|three)\b"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=[\s*]|[^\W\d])|(?P<digits>\d{1,2})[.)、](?=\D)|(?P<bare>\d{1,2})[ \t]+(?=[A-Z][a-z])"
    r"|(?P<roman>[ivx]{1,5})[.)](?=[\s*])|\(?(?P<letter>[a-z])[.)](?=[\s*])|\((?P<inner>[ivx]{1,5}|\d{1,2})\)(?=[\s*]))",
    re.IGNORECASE,
)
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)


class Numbering:
    """Follows the numbering of a text, line by line, and names the section that a line begins."""

    def __init__(self) -> None:
        self.heading = ""
        self.path: list[tuple[str, int, str]] = []
        self.last_number = 0
        self.seen: set[str] = set()

    def read(self, line: str) -> str:
        """The label of the section that ``line`` begins, or the empty string if it begins none."""
        match = _SECTION.match(line)
        if match is None:
            return ""
        groups = {name: value.lower() for name, value in match.groupdict().items() if value}
        if "word" in groups:
            number = groups["number"]
            self.heading = f"{groups['word']} {number.upper() if number in _ROMAN or len(number) == 1 else number}"
            self.path = []
            return self.heading
        if "dotted" in groups:
            self.path = [("digits", int(groups["dotted"].split(".")[0]), groups["dotted"])]
            self.last_number = self.path[0][1]
            return groups["dotted"]
        step = self._step(groups)
        if step is None:
            return ""
        kinds = [entry[0] for entry in self.path]
        if step[0] in kinds:
            del self.path[kinds.index(step[0]) :]
        elif step[0] == "digits" and not (self.heading and self.path):
            self.path = []
        self.path.append(step)
        label = ".".join(entry[2] for entry in self.path)
        if self.heading and (self.path[0][0] != "digits" or label in self.seen):
            label = f"{self.heading}, {label}"
        self.seen.add(label)
        return label

    def _step(self, groups: dict[str, str]) -> tuple[str, int, str] | None:
        """Kind, place in its count and wording of a marker that continues or begins a count."""
        digits = groups.get("digits") or groups.get("bare")
        if digits:
            value = int(digits)
            last = next((entry[1] for entry in self.path if entry[0] == "digits"), self.last_number)
            if value in (0, 1) or last < value <= last + 3:
                if not self.path or self.path[0][0] == "digits":
                    self.last_number = value
                return "digits", value, digits
            return None
        marker = groups.get("roman") or groups.get("letter") or groups.get("inner") or ""
        if marker.isdigit():
            last = self._last("inner")
            return ("inner", int(marker), marker) if last < int(marker) <= last + (2 if last else 1) else None
        place = ord(marker) - 96 if len(marker) == 1 else 0
        if place and 0 < place - self._last("letter") <= 2 and (marker != "i" or self._last("letter")):
            return "letter", place, marker
        if marker in _ROMAN:
            place = _ROMAN.index(marker) + 1
            return ("roman", place, marker) if 0 < place - self._last("roman") <= 2 or marker == "i" else None
        return ("letter", 1, "a") if marker == "a" else None

    def _last(self, kind: str) -> int:
        return next((entry[1] for entry in reversed(self.path) if entry[0] == kind), 0)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The sections of ``text`` with their labels, each as one line of words; the label is empty before the first.

    A text that numbers nothing gives its paragraphs: ``paragraph 3``.
    """
    numbering = Numbering()
    found: list[tuple[str, list[str]]] = [("", [])]
    clean = plain(text)
    for line in clean.split("\n"):
        begun = numbering.read(line)
        if begun:
            found.append((begun, []))
        found[-1][1].append(line.replace(BREAK, " "))
    if len({label for label, _ in found}) < 3:
        paragraphs = [part for part in re.split(r"\n\s*\n", clean.replace(BREAK, " ")) if part.strip()]
        found = [(f"paragraph {number}", [part]) for number, part in enumerate(paragraphs, 1)]
    for label, lines in found:
        joined = " ".join(" ".join(lines).split())
        if joined:
            yield label, joined
