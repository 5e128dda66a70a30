"""Licence texts beside a model: which files are one, and what a text is identified as."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smallprint.labels import UNKNOWN
from smallprint.late import late
from smallprint.model import Claim
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.resolve.graph import Matcher

__all__ = ["digest_of", "identified", "licence_files", "text_claim"]

_NAME = late(r"(?:.*[-_. ])?(?:licen[cs]es?|licen[cs]e[-_ ]agreement|copying)(?:[-_. ].*)?\Z", re.IGNORECASE)
#: A separate licence of the code or of bundled parts says nothing about the weights; a policy is no licence.
_NOT_THE_MODEL = late(r"code|third|3rd|thirdparty|data(?:set)?s?[-_. ]", re.IGNORECASE)
_SUFFIXES = ("", ".txt", ".md", ".rst", ".html", ".model", ".weights")
_MAX_FILES = 8


def licence_files(names: Iterable[str]) -> tuple[str, ...]:
    """The names of a folder's files that hold the model's licence, the plain ``LICENSE`` first."""
    found = [
        name
        for name in names
        if len(name) <= 60 and _NAME.match(name) and not _NOT_THE_MODEL.search(name) and _has_text_suffix(name)
    ]
    return tuple(sorted(found, key=lambda name: (len(name), name))[:_MAX_FILES])


def digest_of(data: bytes) -> str:
    """``sha256:HEX`` of a text, line ends made equal first: a checkout may turn LF into CRLF."""
    return "sha256:" + hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def identified(data: bytes, name: str, matcher: Matcher) -> str:
    """The licence id of a text, or ``unknown`` where none matches or a clause was changed."""
    match = matcher.identify(data, name)
    return match.licence if match.licence and not match.changed else UNKNOWN


def text_claim(data: bytes, name: str, matcher: Matcher, source: str, evidence: str) -> Claim:
    """The claim that a licence text makes. A text with changed clauses is not the licence that it resembles."""
    match = matcher.identify(data, name)
    if match.licence and not match.changed:
        return Claim(match.licence, source, evidence, "high")
    label = f"{match.licence} with changes" if match.licence else f"text of {safe(name, 60)} not recognised"
    return Claim(UNKNOWN, source, evidence, "high", label=label)


def _has_text_suffix(name: str) -> bool:
    dot = name.rfind(".")
    # LICENSE-2.0 and LICENSE.llama3 end in something that is no suffix; program files are what must stay out.
    suffix = name[dot:].lower() if dot > 0 else ""
    return suffix in _SUFFIXES or not suffix.removeprefix(".").isalpha() or len(suffix) > 5
