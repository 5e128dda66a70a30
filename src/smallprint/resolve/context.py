# ruff: noqa: E501  (a pattern or a sample is easier to check on one line)
"""What stands around a licence text: a harmless header, or words that add a term to it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from smallprint.resolve.normalise import Words

__all__ = ["Setting", "adds_terms", "is_holder", "is_title"]

# Phrases that look like a term and only point to the licence.
_POINTERS = re.compile(
    r"(?:this|the|all|any|these) [a-z0-9 ]{0,40}?(?:is|are) (?:subject to|governed by|provided under|made available under) (?:the )?(?:terms and conditions of )?(?:the )?(?:following|below|this|license|attached)[a-z ]{0,30}|"
    r"subject to the (?:following|terms|license|conditions)[a-z ]{0,40}|"
    r"agree to (?:be bound by )?(?:the|these|this|following|all)(?: \w+){0,4}? (?:terms|license|agreement|conditions)|"
    r"under the (?:following )?(?:terms|conditions|license)[a-z ]{0,30}|"
    r"terms and conditions(?: for use reproduction and distribution)?|"
    r"(?:unless|except) (?:otherwise|where) (?:noted|stated|indicated|specified|mentioned)|"
    r"read (?:it|this|the)[a-z ]{0,30}? carefully|"
    r"spdx license identifier [\w.]+"
)
# In a file that is the licence, whatever binds, bars or exempts is a change.
_STRICT = re.compile(
    r"\b(?:shall|must|may not|may only|can not|cannot|will not|do not|does not|is not|are not|not (?:be|use|to)|prohibit\w*|forbid\w*|forbidden|restrict\w*|"
    r"only (?:for|if|with|by)|solely|exclusively|unless|except\w*|provided that|subject to|condition\w*|notwithstanding|additional\w*|"
    r"in addition|modif\w+|commercial\w*|revenue|monthly active|royalt\w*|fees?|requires?|required|you agree|consent|permission|"
    r"attribution|prominently|display|limited to|terminat\w+|territor\w+|amend\w*|supersed\w+|supplement\w*|addendum|rider|excluding|"
    r"without (?:the )?(?:prior|express)|compet\w+|train\w*)\b"
)
# In a page that holds the licence, only what speaks of using the thing itself.
_LOOSE = (
    ("non-commercial", re.compile(r"\bnon ?commercial|not (?:be used )?(?:for|in) (?:any )?commercial|commercial (?:use|purposes?|products?|services?|applications?) (?:\w+ ){0,4}?(?:not|requires?|prohibited|forbidden|must|need)|for commercial (?:use|purposes?|licens\w+)(?: \w+){0,3}? (?:contact|please|email|obtain|reach)")),
    ("research only", re.compile(r"\b(?:only|solely|exclusively|strictly) (?:\w+ ){0,4}?(?:research|academic|educational|personal|evaluation)|(?:research|academic|educational|evaluation) (?:use|purposes?) only")),
    ("a threshold", re.compile(r"\b(?:more than|exceed\w*|over|above|at least|less than|fewer than|under)(?: \S+){0,3}? \S*\d\S*(?: \S+){0,6}? (?:users?|revenue|employees|usd|dollars)\b|monthly active users|annual (?:recurring )?revenue|monthly revenue")),
    ("a ban", re.compile(r"\b(?:you|licensees?|users?|recipients?|one|companies|nobody) (?:may|must|shall|can|are) not (?:\w+ ){0,3}?(?:use|used|distribute|sell|host|modify|redistribute|train|deploy|exercise|permitted|allowed|authorized)|(?:may|must|shall|can) not be (?:used|sold|distributed|redistributed|hosted|modified|resold)|not (?:authorized|permitted|allowed) to (?:use|distribute|sell|host|exercise|train)|does not (?:include|grant) (?:\w+ ){0,6}?(?:right|license|permission)s?\b")),
    ("a display or naming duty", re.compile(r"\b(?:must|shall) (?:also )?(?:prominently )?(?:display|credit|attribute|include the|be named|begin with)|prominently display")),
    ("further terms", re.compile(r"\b(?:additional|further|supplement\w*|special|extra) (?:\w+ ){0,2}?(?:terms?|conditions?|restrictions?|requirements?|limitations?)|license (?:above|below)? ?(?:is|has been) modified|in addition to the (?:\w+ ){0,4}?license|(?:above|below|foregoing) (?:license|terms) (?:does|do|is|are|shall) not|our only modification|following modification|notwithstanding")),
)  # fmt: skip
_HOLDER = re.compile(r"[%$ ]*(?:portions? )?(?:copyright\b|attribution notice\b|(?:19|20)\d\d\b)")
_TITLE = re.compile(
    r"\b(?:license|agreement|terms of use|policy|version|release date|dated|last (?:modified|updated))\b"
)
_VERSION = re.compile(r"\d{1,3}(?:\.\d+)*")
_INTRODUCES = re.compile(r"\b(?:under|below|following|subject to)\b")
_GENERIC = frozenset(
    [
        "v",
        "version",
        "license",
        "agreement",
        "the",
        "model",
        "models",
        "software",
        "terms",
        "of",
        "use",
        "file",
        "text",
        "full",
        "and",
        "conditions",
        "below",
        "copy",
        "this",
        "for",
        "a",
        "legal",
        "notice",
        "md",
        "txt",
    ]
)


_LEGAL = frozenset(
    [
        "license",
        "licenses",
        "licensed",
        "licensor",
        "licensee",
        "copyright",
        "copyrights",
        "patent",
        "patents",
        "warranty",
        "warranties",
        "liability",
        "liable",
        "indemnify",
        "indemnified",
        "rights",
        "hereby",
        "herein",
        "thereof",
        "hereunder",
        "agreement",
        "damages",
        "grants",
        "granted",
        "redistribute",
        "redistribution",
        "sublicense",
        "permission",
    ]
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What kind of file a text stands in."""

    #: Whether the file's name or its lack of any heading says that it is a licence file.
    licence_file: bool

    @classmethod
    def of(cls, name: str, words: Words) -> Setting:
        """Judge by the file's name, else by whether the text has parts."""
        base = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
        named = re.match(r"(?:.*[-_.])?(?:licen[cs]e|copying|eula|terms|notice)", base) is not None
        return cls(named or not words.breaks)

    def parts(self, words: Words, start: int, stop: int, side: str) -> Iterator[tuple[list[str], bool]]:
        """The words from ``start`` to ``stop`` of the stream, part by part, and whether each is to be read strictly.

        In a licence file all is; in a page only the part in which the licence stands.
        """
        first, last = bisect_left(words.starts, start), bisect_right(words.starts, stop) - 1
        cuts = [first, *(place for place in words.breaks if first < place < last), last]
        parts = [words.words[one:two] for one, two in itertools.pairwise(cuts)]
        touching = len(parts) - 1 if side == "before" else 0
        if touching == 0 and side == "after" and first in words.breaks and not self.licence_file:
            touching = -1  # a heading ends the licence's part
        for number, part in enumerate(parts):
            yield part, self.licence_file or number == touching or _legal(part)


def _legal(words: list[str]) -> bool:
    """Whether a part of a page reads like a legal text of its own."""
    return len(words) >= 20 and sum(word in _LEGAL for word in words) >= max(4, len(words) // 25)


def adds_terms(words: list[str], strict: bool) -> str:
    """What kind of term ``words`` add, or the empty string if they add none that can be seen."""
    text = " ".join(words)
    for what, pattern in _LOOSE:
        if pattern.search(text):
            return what
    if not strict:
        return ""
    text = _POINTERS.sub(" ", text)
    found = _STRICT.search(text)
    return f"it says “{found[0]}”" if found else ""


def is_holder(words: list[str]) -> bool:
    """Whether ``words`` are no more than a statement of copyright."""
    text = " ".join(words)
    found = _HOLDER.match(text)
    return len(words) <= 24 and found is not None and not adds_terms(text[found.end() :].split(), strict=True)


def is_title(words: list[str], title: tuple[str, ...]) -> bool:
    """Whether ``words``, which stand where ``title`` should, name some other licence or version."""
    last = words[-40:]
    if title and set(title) <= _GENERIC.union(last):  # the same name, put otherwise
        return any(_VERSION.fullmatch(word) and word not in title for word in last)
    text = " ".join(last)
    return bool(_TITLE.search(text)) and not _INTRODUCES.search(text) and not set(last) <= _GENERIC.union(title)
