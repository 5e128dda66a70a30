# ruff: noqa: E501  (a pattern or a sample is easier to check on one line)
"""Reduce a licence text to its words, so that layout, markup and the holder's name do not matter.

Two copies of a licence that differ in line breaks, hyphenation, list bullets, Markdown or HTML markup, quotation marks or
copyright lines give the same words. A number, a currency or a negation that differs never does.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

__all__ = ["Words", "decode", "normalise", "plain"]

#: Stands in the plain text where a heading, a rule or a code fence begins a part of its own.
BREAK = "\x02"

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
    ]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "img",
        "input",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "path",
        "picture",
        "pre",
        "section",
        "select",
        "source",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "wbr",
    ]
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*|/)?>")
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\s{0,2}\((?=[^()]{0,600}[/#@])[^()]{0,600}\)")
_COMMENT = re.compile(r"^[ \t]*#+", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]|```|~~~|(?:[-=*_][ \t]?){3,}[ \t]*$)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:[^\n]*\n){0,400}?---[ \t]*(?:\n|\Z)")
# Invisible characters split words without being seen; a soft hyphen is a line break that did not happen.
_INVISIBLE = re.compile("[\x00\x02\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_MARKS = str.maketrans({"©": " copyright ", "™": " ", "®": " ", "℠": " "})

# A statement of copyright on a line of its own: whose it is does not change which licence it is.
_COPYRIGHT_LINE = re.compile(
    r"^[^\w\n]{0,12}(?:copyright|attribution notice:|\(c\))[ \t]*(?:\(c\)|copyright|:|by\b|[\[<{]|\d{4}|-)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER = re.compile(r"[^\W_]")
_NOT_A_HOLDER = re.compile(
    r"\b(?:licen[cs]ed?|agreement|terms|shall|must|may|not|only|use|permitted|permission|granted|provided)\b",
    re.IGNORECASE,
)
# The addresses of the Free Software Foundation that copies of the GNU licences carry; they changed with every move.
_ADDRESS = re.compile(
    r"(?:51 franklin st(?:reet)?,? (?:fifth floor|suite 500)|59 temple place,?(?: -)? suite 330|675 mass(?:achusetts)? ave(?:nue)?|"
    r"31 milk street,? (?:#|suite )?960789),? (?:boston|cambridge),? ma,? ?(?:02110-1301|02111-1307|02110-1335|02139|02196),?(?: usa)?"
)
_ADDRESS_WORDS = ("franklin", "temple place", "mass ave", "massachusetts ave", "milk street")
# List markers go: an HTML list and a Markdown list drop or renumber them. What follows a comparing word or a number in words
# is no list marker ("more than 700.", "thirty (30) days"), nor is the number of a section that is referred to.
_KEPT_AFTER = frozenset(
    [
        "than",
        "exceed",
        "exceeds",
        "exceeding",
        "least",
        "most",
        "over",
        "under",
        "above",
        "below",
        "within",
        "of",
        "to",
        "is",
        "after",
        "before",
        "for",
        "by",
        "version",
        "section",
        "sections",
        "article",
        "articles",
        "clause",
        "clauses",
        "paragraph",
        "attachment",
        "appendix",
        "exhibit",
        "schedule",
        "annex",
        "part",
        "about",
        "are",
        "in",
        "on",
        "from",
        "until",
        "between",
        "through",
        "up",
    ]
)
_NUMBER_WORD = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|hundred)\Z")
_MARKER = re.compile(r" [*_>|\"“]{0,4}(?:\d{1,3}|[a-z]|[ivx]{2,6})[.)][*_]{0,3}(?= |\Z)")
_BRACKETED = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx](?: ?[ivx]){1,5})\)")
# A link's scheme goes: copies say http or https, and a narrow reflow breaks it anywhere.
_SCHEME = re.compile(r"h ?t ?t ?p ?s? ?: ?/ ?/")
_TYPOGRAPHIC = "“”‘’„«»–—−•●·…\u00a0"
_STOP = re.compile(r"\.(?!\d)")


class _Letters(dict[int, str]):
    """What each character becomes: letters, digits and what gives a figure its meaning stay, the rest parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff":
            kept = f" {character} "  # written without spaces: each is a word
        elif character.isalnum() or character in "$€£¥%." or character == BREAK:
            kept = character  # one for one: only then is translating ASCII quick
        else:
            kept = " "
        self[code] = kept
        return kept


_LETTERS = _Letters()
# The spellings that the SPDX matching guidelines (annex B of the SPDX specification 2.3) treat as the same word.
_SAME = {
    "licence": "license", "licences": "licenses", "licenced": "licensed", "licencing": "licensing", "licencor": "licensor",
    "sublicence": "sublicense", "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments",
    "analogue": "analog", "analyse": "analyze", "artefact": "artifact", "authorisation": "authorization", "authorised": "authorized",
    "behaviour": "behavior", "calibre": "caliber", "cancelled": "canceled", "capitalisations": "capitalizations", "catalogue": "catalog",
    "categorise": "categorize", "centre": "center", "emphasised": "emphasized", "favour": "favor", "favourite": "favorite",
    "fulfil": "fulfill", "fulfilment": "fulfillment", "initialise": "initialize", "judgement": "judgment", "labelling": "labeling",
    "labour": "labor", "maximise": "maximize", "modelled": "modeled", "modelling": "modeling", "offence": "offense", "optimise": "optimize",
    "organisation": "organization", "organise": "organize", "practise": "practice", "programme": "program", "realise": "realize",
    "recognise": "recognize", "signalling": "signaling", "utilisation": "utilization", "whilst": "while", "wilful": "willful",
}  # fmt: skip
# Where a licence names its holder in running text. Each pair leaves the frame and drops the name.
_SLOTS = (
    (
        "in no event",
        re.compile(r"(in no event (?:shall|will)) (?:(?!not )[^ ]+ ){1,14}?(be (?:held )?liable)\b"),
        r"\1 \2",
    ),
    (
        "neither the name",
        re.compile(r"neither the names? (?:(?!not )[^ ]+ ){1,24}?(may be used)\b"),
        r"neither the name \1",
    ),
    ("software is provided by", re.compile(r"(software is provided) by (?:(?!not )[^ ]+ ){1,12}?(as is)\b"), r"\1 \2"),
    ("all rights reserved", re.compile(r"all rights reserved\b ?"), ""),
)


@dataclass(frozen=True)
class Words:
    """The words of a text. ``stream`` is their letters without any space: spacing and hyphenation never count.

    It is UTF-8, since it is hashed piece by piece.
    """

    words: list[str]
    #: Indexes of words before which a heading, rule or code fence stood.
    breaks: list[int] = field(default_factory=list)
    #: Whether lines of copyright were dropped that did not stand alone: part of a clause may have gone with them.
    dropped: bool = False

    @cached_property
    def stream(self) -> bytes:
        """All letters in one string."""
        return "".join(self.words).encode("utf-8", "replace")

    @cached_property
    def starts(self) -> list[int]:
        """For each word its offset in ``stream``, and the total length at the end."""
        starts = [0, *accumulate(map(len, self.words))]
        if starts[-1] == len(self.stream):
            return starts
        return [0, *accumulate(len(word.encode("utf-8", "replace")) for word in self.words)]


def decode(data: bytes | str) -> str:
    """``data`` as text: by its byte-order mark, else UTF-8 with replacement; never fails."""
    if isinstance(data, str):
        return data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _without(text: str, lower: str, start: str, end: str) -> str:
    # By hand and not by a lazy pattern: a page with ten thousand openings and no end would take quadratic time.
    parts, position = [], 0
    while (first := lower.find(start, position)) >= 0:
        last = lower.find(end, first + len(start))
        if last < 0:
            break
        parts.append(text[position:first])
        position = last + len(end)
    return text if not parts else " ".join([*parts, text[position:]])


def _tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name in _INLINE:
        return ""
    if name in _BLOCK:
        return f"\n{BREAK} " if name[0] == "h" and name != "html" and not match[0].startswith("</") else "\n"
    return match[0]  # a placeholder such as <year>, or an address


def plain(text: str) -> str:
    """Strip HTML and Markdown from ``text``; headings, rules and code fences leave ``BREAK`` on their line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(BREAK, "").replace("\0", "")
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_MARKS)))
    if text.lstrip().startswith("---"):
        text = _FRONT_MATTER.sub("", text, count=1)
    if "<" in text:
        text = _without(text, text, "<!--", "-->")
        for name in ("script", "style"):
            text = _without(text, text.lower(), f"<{name}", f"</{name}>") if f"</{name}>" in text.lower() else text
        text = _TAG.sub(_tag, text)
    if "&" in text:
        text = html.unescape(text)
        if "<" in text:
            text = _TAG.sub(_tag, text)  # a page that shows the source of a page
        if not text.isascii():
            text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_MARKS)))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if text.count("\n#") * 2 > text.count("\n"):
        text = _COMMENT.sub("", text)  # a comment sign on every line, no headings
    return _HEADING.sub(f"{BREAK} ", text)


def _copyright_line(match: re.Match[str]) -> str:
    line = match[0]
    return line if len(line.split()) > 16 or _NOT_A_HOLDER.search(line) else ""


def _lone_copyright_line(match: re.Match[str]) -> str:
    text, after = match.string, match.end() + 1
    following = text[after : text.find("\n", after) if text.find("\n", after) >= 0 else len(text)]
    before = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : max(0, match.start() - 1)]
    for line in (before, following):
        if _LETTER.search(line) and not _COPYRIGHT_LINE.match(line):
            return match[0]
    return _copyright_line(match)


def _word_before(text: str, end: int) -> str:
    words = text[max(0, end - 24) : end].split()
    while words and not words[-1][-1].isalnum() and not words[-1][0].isalnum():
        words.pop()  # the mark of a quotation or a comment
    return words[-1] if words else ""


def _marker(match: re.Match[str]) -> str:
    number = any(character.isdigit() for character in match[0])
    return match[0] if number and _word_before(match.string, match.start()) in _KEPT_AFTER else " "


def _bracketed(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    if start and text[start - 1].isalnum() and text[start - 1] < "\u2e80":
        return match[0]  # section 2(a)
    return match[0] if _NUMBER_WORD.search(_word_before(text, start)) else " "


def normalise(data: bytes | str, all_copyright_lines: bool = True) -> Words:
    """The words of ``data`` in lower case, without markup, list markers, punctuation and copyright lines.

    Without ``all_copyright_lines`` only those go that stand alone: in a reflowed text others may hold part of a clause.
    """
    raw = plain(decode(data))
    text = _COPYRIGHT_LINE.sub(_copyright_line if all_copyright_lines else _lone_copyright_line, raw)
    dropped = all_copyright_lines and text != _COPYRIGHT_LINE.sub(_lone_copyright_line, raw)
    if not text.isascii():
        for mark in _TYPOGRAPHIC:  # what is left is mostly ASCII, which is far quicker to translate
            text = text.replace(mark, " ")
    text = " " + " ".join(text.lower().split())
    text = _BRACKETED.sub(_bracketed, _MARKER.sub(_marker, text))
    text = _SCHEME.sub(" ", text).replace("copyright copyright", "copyright")
    if any(word in text for word in _ADDRESS_WORDS):
        text = _ADDRESS.sub(" ", text)
    words = [_SAME.get(word, word) for word in _STOP.sub(" ", text).translate(_LETTERS).split()]
    joined = " ".join(words)
    found = [(pattern, frame) for phrase, pattern, frame in _SLOTS if phrase in joined]
    for pattern, frame in found:
        joined = pattern.sub(frame, joined)
    if found:
        words = joined.split()
    if BREAK not in text:
        return Words(words, [], dropped)
    kept: list[str] = []
    breaks: list[int] = []
    for word in words:
        if word != BREAK:
            kept.append(word)
        elif not breaks or breaks[-1] != len(kept):
            breaks.append(len(kept))
    return Words(kept, breaks, dropped)
