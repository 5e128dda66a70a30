"""Fingerprints of licence texts: what ``identify`` compares with, made from the texts without keeping them.

A text is reduced to its words (``smallprint.resolve.normalise``) and cut into chunks of some ten words at places
that the words themselves decide, so that a changed word changes its own chunk and no other. A fingerprint holds a
digest of all the words, and of each chunk a 32-bit hash and its length in letters: enough to say whether and where
a text differs, too little to recover it. ``licences/fingerprints.jsonl`` is generated from texts that are not part
of the project:

    python tools/fingerprint.py --texts FOLDER      # every FOLDER/ID.txt
    smallprint new licence ID --text FILE           # one more

Each line is ``{"id", "digest", "bare", "hashes", "lengths", "sections", "optional", "title", "variant"}``.
``bare`` is a digest of the bytes without white space; ``hashes`` is base64 of little-endian 32-bit numbers,
``lengths`` base64 of one byte each; ``sections`` are pairs of a chunk's index and the section that begins there;
``optional`` are ``[first, end, what]`` for chunks that a good copy may lack: its title, or the appendix on how to
apply it; ``title`` are the words of the licence's name, sorted; ``variant`` tells editions of one licence apart.
"""

from __future__ import annotations

import base64
import codecs
import itertools
import json
import re
import sqlite3
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from smallprint.resolve.normalise import Words, decode, normalise, plain
from smallprint.resolve.sections import Numbering

__all__ = [
    "FILE",
    "Fingerprint",
    "bare_digest",
    "chunk_starts",
    "compile_fingerprints",
    "digest",
    "fingerprint",
    "hash_letters",
    "read_fingerprints",
    "update_fingerprints",
    "write_fingerprints",
]

#: Name of the generated file in the licences folder.
FILE = "fingerprints.jsonl"
#: A cut is where a word pair's hash is the least of its neighbourhood: this many pairs on either side.
_RADIUS = 5
_LONGEST = 240
_REMEMBERED = 1 << 17
#: No two cuts stand nearer than this many words.
_NEAR = 4

# How to apply the GNU licences, Apache-2.0, ECL-2.0 and the GFDL: no part of their terms, and often left out.
_APPENDIX = re.compile(
    r"^(?:[ \t#*]*end of terms and conditions[ \t*]*\n\s*)?[ \t#*]*"
    r"(?:how to apply these terms to your new (?:programs|libraries)|"
    r"appendix: how to apply the (?:apache|educational)|addendum: how to use this license for your documents)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Words of a sentence: a line that has one is no title.
_SENTENCE = re.compile(
    r"\b(?:is|are|was|means|by|permitted|provided|supplied|granted|may|shall|you|this)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a licence text."""

    licence: str
    digest: str
    hashes: tuple[int, ...]
    lengths: tuple[int, ...]
    #: Index of the first chunk of each section, and the section: ``(12, "2")``.
    sections: tuple[tuple[int, str], ...]
    #: First and last (exclusive) chunk of what a good copy may lack, and what it is: ``title`` or ``appendix``.
    optional: tuple[tuple[int, int, str], ...] = ()
    #: The words of the title, sorted: another copy may put it otherwise, but names no other version.
    title: tuple[str, ...] = ()
    #: Digest of the text's bytes without white space.
    bare: str = ""
    #: Another edition of the same licence, such as one with a shorter preamble; empty for the first.
    variant: str = ""

    def section(self, chunk: int) -> str:
        """The section in which ``chunk`` stands, or the empty string before the first."""
        place = bisect_left(self.sections, (chunk + 1, ""))
        return self.sections[place - 1][1] if place else ""


def digest(words: Words) -> str:
    """The digest of all words of a text."""
    return blake2b(words.stream, digest_size=16).hexdigest()


def bare_digest(data: bytes) -> str:
    """The digest of a file without its white space: most copies are the publisher's file itself."""
    return blake2b(b"".join(data.removeprefix(codecs.BOM_UTF8).split()), digest_size=16).hexdigest()


def hash_letters(letters: bytes) -> int:
    """The 32-bit hash of a chunk."""
    return int.from_bytes(blake2b(letters, digest_size=4).digest(), "little")


class _Mixed(dict[str, int]):
    """A number for each word, spread over 32 bits."""

    def __missing__(self, word: str) -> int:
        value = zlib.crc32(word.encode("utf-8", "replace")) * 0x9E3779B1 & 0xFFFFFFFF
        if len(self) < _REMEMBERED:  # hostile texts have no end of new words
            self[word] = value
        return value


_MIXED = _Mixed()


def chunk_starts(words: list[str]) -> list[int]:
    """Indexes of the words at which a chunk begins, the first being 0; decided by the words around each alone."""
    single = [_MIXED[word] for word in words]
    pairs = [(one >> 3) ^ two for one, two in itertools.pairwise(single)]
    starts = [0]
    dips = [
        place
        for place, (before, value, after) in enumerate(zip(pairs, pairs[1:], pairs[2:], strict=False), 1)
        if before > value <= after
    ]
    for place in dips:
        if _RADIUS <= place < len(pairs) - _RADIUS:
            value = pairs[place]
            if value < min(pairs[place - _RADIUS : place]) and value <= min(pairs[place + 1 : place + 1 + _RADIUS]):
                starts.append(place)
    return starts


def fingerprint(licence: str, text: bytes | str, variant: str = "") -> Fingerprint:
    """Make the fingerprint of ``text``, to be known as ``licence``; ``variant`` names another edition of it.

    Raises ``ValueError`` if the text has fewer than twelve words.
    """
    words = normalise(text)
    if len(words.words) < 12:
        raise ValueError(f"{licence}: a text of {len(words.words)} words is too short to be told from others")
    stream, offsets = words.stream, words.starts
    raw = decode(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = plain(raw).split("\n")
    title = _title_end(lines, words)
    appendix = _appendix(raw, words)
    marks = _sections(lines, words)
    starts = chunk_starts(words.words)
    exact = {title, appendix, *_after_copyright(raw, words)} - {0, len(words.words)}
    nearby = {cut + distance for cut in exact for distance in range(-_NEAR + 1, _NEAR)}
    starts = sorted({0, *(start for start in starts if start not in nearby), *exact})
    for place, _ in marks:
        # Only where no cut is near: a licence whose every item is cut by its number shares no chunk with a
        # text's own cuts.
        before = bisect_left(starts, place)
        if place - starts[before - 1] >= _NEAR and (before == len(starts) or starts[before] - place >= _NEAR):
            starts.insert(before, place)
    starts = _capped(starts, offsets)
    ends = [*starts[1:], len(words.words)]
    spans = [(offsets[start], offsets[end]) for start, end in zip(starts, ends, strict=True)]
    optional = []
    if title:
        optional.append((0, bisect_left(starts, title), "title"))
    if appendix:
        optional.append((bisect_left(starts, appendix), len(starts), "appendix"))
    sections: dict[int, str] = {}
    for place, label in marks:
        # The chunk that holds the section's first word, unless nearly all of it belongs to the section before.
        chunk = max(0, bisect_left(starts, place + 1) - 1)
        if chunk + 1 < len(starts) and starts[chunk + 1] - place < place - starts[chunk]:
            chunk += 1
        sections[chunk] = label
    return Fingerprint(
        licence=licence,
        digest=digest(words),
        hashes=tuple(hash_letters(stream[start:end]) for start, end in spans),
        lengths=tuple(end - start for start, end in spans),
        sections=tuple(sorted(sections.items())),
        optional=tuple(optional),
        title=tuple(sorted(set(words.words[:title]))),
        bare=bare_digest(text.encode("utf-8", "replace") if isinstance(text, str) else text),
        variant=variant,
    )


def _capped(starts: list[int], offsets: list[int]) -> list[int]:
    capped: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(offsets) - 1], strict=True):
        capped.append(start)
        for word in range(start + 1, end):
            if offsets[word + 1] - offsets[capped[-1]] > _LONGEST:
                capped.append(word)
    return capped


def _place(words: Words, text: str, after: int = 0) -> int | None:
    """Index of the word at which ``text`` begins in ``words``, looked for from word ``after`` on."""
    letters = Words(normalise(text).words[:12]).stream[:48]
    if len(letters) < 2:
        return None
    found = words.stream.find(letters, words.starts[after])
    if found < 0:
        return None
    place = bisect_left(words.starts, found)
    return place if words.starts[place] == found else None


def _title_end(lines: list[str], words: Words) -> int:
    """Number of words of the title: the short lines before the first sentence."""
    taken = ""
    for number, line in enumerate(lines[:14]):
        text = line.strip(" \t#*_=-\x02")
        if not text or not normalise(line).words:
            continue
        following = lines[number + 1].lstrip(" \t#*_\x02") if number + 1 < len(lines) else ""
        wrapped = following[:1].islower()
        if (
            len(text.split()) > 9
            or _SENTENCE.search(text)
            or wrapped
            or text.endswith((",", ";", ":"))
            or text[:1].islower()
        ):
            break
        taken += line + "\n"
    title = normalise(taken)
    return len(title.words) if 0 < len(title.words) <= 30 and words.stream.startswith(title.stream) else 0


def _appendix(raw: str, words: Words) -> int:
    for match in _APPENDIX.finditer(raw):
        place = _place(words, raw[match.start() : match.start() + 600])
        if place:
            return place
    return 0


def _after_copyright(raw: str, words: Words) -> Iterable[int]:
    """Where copyright lines were dropped: a holder's name may stand there in the same paragraph."""
    lines = raw.split("\n")
    for number, line in enumerate(lines):
        if (
            re.match(r"\W{0,12}(?:copyright|\(c\)|attribution notice)", line, re.IGNORECASE)
            and not normalise(line).words
        ):
            place = _place(words, "\n".join(lines[number + 1 : number + 8]))
            if place:
                yield place


def _sections(lines: list[str], words: Words) -> list[tuple[int, str]]:
    """Where each numbered section begins, and its path (``1.b.iv``); paragraphs where a text numbers nothing."""
    found: list[tuple[int, str]] = []
    labels = Numbering()
    after = 0
    for number, line in enumerate(lines):
        label = labels.read(line)
        if not label:
            continue
        place = _place(words, "\n".join(lines[number : number + 6]), after)
        if place is None or (found and found[-1][0] == place):
            continue
        found.append((place, label))
        after = place + 1
    if len({label for _, label in found}) >= 2:
        return found
    return _paragraphs(lines, words)


def _paragraphs(lines: list[str], words: Words) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    after = 0
    for block in re.split(r"\n[ \t\x02]*\n", "\n".join(lines)):
        if not normalise(block).words:
            continue
        place = _place(words, block, after)
        if place is not None:
            found.append((place, f"paragraph {len(found) + 1}"))
            after = place + 1
    return found


def read_fingerprints(path: Path) -> list[Fingerprint]:
    """All fingerprints of a generated file. Raises ``ValueError`` with file and line on malformed data."""
    prints = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            hashes = array("I", base64.b64decode(row["hashes"]))
            if sys.byteorder == "big":
                hashes.byteswap()
            lengths = base64.b64decode(row["lengths"])
            if len(hashes) != len(lengths):
                raise ValueError("hashes and lengths differ in number")
            prints.append(
                Fingerprint(
                    row["id"], row["digest"], tuple(hashes), tuple(lengths),
                    tuple((int(place), str(label)) for place, label in row["sections"]),
                    tuple((int(first), int(end), str(what)) for first, end, what in row.get("optional", ())),
                    tuple(map(str, row.get("title", ()))), str(row["bare"]), str(row.get("variant", "")),
                )
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: not a fingerprint: {error}") from None
    return prints


def write_fingerprints(path: Path, prints: Iterable[Fingerprint]) -> None:
    """Write ``prints`` to ``path``, one line each, sorted by licence."""
    lines = []
    for entry in sorted(prints, key=lambda each: (each.licence, each.variant)):
        hashes = array("I", entry.hashes)
        if sys.byteorder == "big":
            hashes.byteswap()
        row = {
            "id": entry.licence,
            "digest": entry.digest,
            "bare": entry.bare,
            "hashes": base64.b64encode(hashes.tobytes()).decode(),
            "lengths": base64.b64encode(bytes(entry.lengths)).decode(),
            "sections": [list(pair) for pair in entry.sections],
        }
        if entry.optional:
            row["optional"] = [list(span) for span in entry.optional]
        if entry.title:
            row["title"] = list(entry.title)
        if entry.variant:
            row["variant"] = entry.variant
        lines.append(json.dumps(row, separators=(",", ":"), ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def update_fingerprints(licences_dir: Path, licence: str, text: bytes | str) -> Fingerprint:
    """Make the fingerprint of ``text`` and add it to the file in ``licences_dir``, in place of an older one.

    Raises ``ValueError`` if the text is too short, or is already known under another name.
    """
    path = licences_dir / FILE
    prints = read_fingerprints(path) if path.exists() else []
    made = fingerprint(licence, text)
    for other in prints:
        if other.digest == made.digest and other.licence != licence:
            raise ValueError(f"{licence}: the same words are known as {other.licence}")
    write_fingerprints(path, [entry for entry in prints if (entry.licence, entry.variant) != (licence, "")] + [made])
    return made


def compile_fingerprints(licences_dir: Path, connection: sqlite3.Connection) -> list[str]:
    """Put the fingerprints of ``licences_dir`` into the index. Returns one-line errors.

    A project's own folder may have no fingerprints: that is no error.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS fingerprint "
        "(licence TEXT NOT NULL, variant TEXT NOT NULL, digest TEXT NOT NULL, bare TEXT NOT NULL, "
        "hashes BLOB NOT NULL, lengths BLOB NOT NULL, marks TEXT NOT NULL, PRIMARY KEY (licence, variant))"
    )
    path = licences_dir / FILE
    if not path.exists():
        return []
    try:
        prints = read_fingerprints(path)
    except (ValueError, OSError) as error:
        return [f"licences/{FILE}: {error}"]
    errors = []
    digests: dict[str, str] = {}
    for entry in prints:
        if entry.digest in digests:
            errors.append(f"licences/{FILE}: {entry.licence} and {digests[entry.digest]} are the same words")
        digests[entry.digest] = entry.licence
        hashes = array("I", entry.hashes)
        if sys.byteorder == "big":
            hashes.byteswap()
        connection.execute(
            "INSERT OR REPLACE INTO fingerprint VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                entry.licence,
                entry.variant,
                entry.digest,
                entry.bare,
                hashes.tobytes(),
                bytes(entry.lengths),
                json.dumps([entry.sections, entry.optional, entry.title]),
            ),
        )
    return errors
