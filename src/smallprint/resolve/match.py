"""Which licence is this text? Cheapest first: digest of the words, then shared chunks, then unknown.

Similarity only finds the candidates. A text is a licence when every chunk of the licence stands in it, in order,
with nothing between them, and when nothing around it adds a term. A chunk that is missing is a changed clause, and
it is named.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from smallprint.fingerprint import Fingerprint, bare_digest, chunk_starts, digest, hash_letters
from smallprint.resolve.context import Setting, adds_terms, is_holder, is_title
from smallprint.resolve.normalise import Words, normalise

__all__ = ["Match", "Matcher"]

_OtherText = Callable[["_Text", int, int, str], tuple[str, float]]

#: Candidates that are compared chunk by chunk. The families that share most of their words have up to a dozen members.
_COMPARED = 12
#: Below this share of a licence's words the text is not one with changes but another text.
_NEAR = 0.4
_SHOWN = 5
#: Candidates that are laid against a text that fits none, before the rest is given up.
_UNSURE = 3
#: Places that are tried for the chunks of one gap.
_TRIED = 1200
_MOST_CHANGES = 12
#: Longer texts are cut: no licence has a tenth of it, and the time stays bounded.
_LONGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Match:
    """What a text was found to be."""

    #: Id of the licence, or ``None`` unless sure.
    licence: str | None
    #: How much of the licence stands in the text and of the text in the licence, 0 to 1; of the first candidate
    #: if unsure.
    score: float
    #: The nearest licences with their scores, best first.
    candidates: tuple[tuple[str, float], ...] = ()
    #: What was added, removed or changed against the first candidate; empty for a match and for an unknown text.
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Near:
    """A licence that shares chunks with a text."""

    number: int
    #: Pairs of a place in the text and the chunk that begins there.
    hits: list[tuple[int, int]]
    shared: int
    rank: float
    #: An estimate, until it is laid against the text.
    score: float


@dataclass(slots=True)
class _Aligned:
    """A licence laid against a text."""

    print: Fingerprint
    score: float
    sure: bool
    #: Letters of the licence that stand in the text.
    letters: int
    changed: list[str]


class Matcher:
    """Compares texts with the fingerprints of an index. Loading takes some milliseconds, so keep it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._prints: list[Fingerprint] = []
        #: Digest of the words, or of the bytes without white space -> licence.
        self._digests: dict[str, str] = {}
        self._totals: list[int] = []
        #: hash of a chunk -> (number of the fingerprint, number of the chunk) of each place where it stands.
        self._chunks: dict[int, list[tuple[int, int]]] = {}
        rows = connection.execute(
            "SELECT licence, variant, digest, bare, hashes, lengths, marks FROM fingerprint ORDER BY licence, variant"
        )
        for licence, variant, words_digest, bare, hashes, lengths, marks in rows:
            sections, optional, title = json.loads(marks)
            numbers = array("I", hashes)
            if sys.byteorder == "big":
                numbers.byteswap()
            number = len(self._prints)
            self._prints.append(
                Fingerprint(
                    licence, words_digest, tuple(numbers), tuple(lengths),
                    tuple((place, label) for place, label in sections),
                    tuple((first, end, what) for first, end, what in optional), tuple(title), bare, variant,
                )
            )  # fmt: skip
            self._digests[words_digest] = self._digests[bare] = licence
            self._totals.append(sum(self._prints[number].lengths))
            for chunk, value in enumerate(numbers):
                self._chunks.setdefault(value, []).append((number, chunk))

    def identify(self, data: bytes | str, name: str = "") -> Match:
        """Which licence ``data`` is; ``name`` is the file's, a hint whether it is a licence or a page with one."""
        copied = self._digests.get(bare_digest(data.encode("utf-8", "replace") if isinstance(data, str) else data))
        if copied is not None:
            return Match(copied, 1.0, ((copied, 1.0),))
        words = normalise(data[:_LONGEST])
        if not words.words:
            return Match(None, 0.0)
        exact = self._digests.get(digest(words))
        if exact is None and words.dropped:
            words = normalise(data[:_LONGEST], all_copyright_lines=False)
            exact = self._digests.get(digest(words))
        if exact is not None:
            return Match(exact, 1.0, ((exact, 1.0),))
        text = _Text(words, name)
        near = self._nearest(text)
        found = self._aligned(text, near)
        scores: dict[str, float] = {}
        laid = {each.print for each in found}
        for entry, score in (
            *((each.print, each.score) for each in found),
            *((self._prints[each.number], each.score) for each in near if self._prints[each.number] not in laid),
        ):
            scores[entry.licence] = max(score, scores.get(entry.licence, 0.0))
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        candidates = tuple((licence, round(score, 3)) for licence, score in ranked[:_SHOWN] if score >= 0.1)
        sure = [each for each in found if each.sure]
        if sure:
            most = max(each.letters for each in sure)
            best = [each for each in sure if each.letters == most]
            score = round(best[0].score, 3)
            if len({each.print.licence for each in best}) > 1:
                names = " and ".join(sorted(each.print.licence for each in best))
                return Match(None, score, candidates, (f"fits {names} alike",))
            licence = best[0].print.licence
            others = tuple(entry for entry in candidates if entry[0] != licence)
            return Match(licence, score, ((licence, score), *others)[:_SHOWN])
        if not candidates or candidates[0][1] < _NEAR:
            return Match(None, candidates[0][1] if candidates else 0.0, candidates)
        first = max(found, key=lambda each: (each.score, each.letters))
        return Match(None, candidates[0][1], candidates, tuple(first.changed[:_MOST_CHANGES]))

    def _aligned(self, text: _Text, near: list[_Near]) -> list[_Aligned]:
        """Lay the nearest licences against ``text``, until one fits and no other can hold as much of it."""
        found: list[_Aligned] = []
        for each in near:
            sure = max((entry.letters for entry in found if entry.sure), default=0)
            if sure and each.shared < 0.97 * sure:
                continue
            if not sure and len(found) >= _UNSURE and each.rank < 0.9 * near[0].rank:
                break
            found.append(self._align(text, each.number, each.hits))
        return found

    def _nearest(self, text: _Text) -> list[_Near]:
        """Fingerprints that share chunks with ``text``, best first."""
        hits: dict[int, list[tuple[int, int]]] = {}
        chunks = self._chunks
        for start, end in text.spans:
            for number, chunk in chunks.get(hash_letters(text.stream[start:end]), ()):
                hits.setdefault(number, []).append((start, chunk))
        near = []
        for number, pairs in hits.items():
            lengths = self._prints[number].lengths
            shared = sum([lengths[chunk] for chunk in {chunk for _, chunk in pairs}])
            total = self._totals[number]
            if shared >= 0.08 * total:
                # What the licence has and the text lacks counts against it: MIT is nearer to MIT than
                # a longer text that holds it.
                near.append(_Near(number, pairs, shared, shared - 0.5 * (total - shared), 0.9 * shared / total))
        near.sort(key=lambda each: (-each.rank, each.number))
        return near[:_COMPARED]

    def _align(self, text: _Text, number: int, hits: list[tuple[int, int]]) -> _Aligned:
        entry = self._prints[number]
        places = _laid(text, entry, hits)
        known = [chunk for chunk, place in enumerate(places) if place is not None]
        first, last = known[0], known[-1]
        begin = places[first] or 0
        end = (places[last] or 0) + entry.lengths[last]
        letters = sum(entry.lengths[chunk] for chunk in known)
        due = sum(entry.lengths) - sum(
            entry.lengths[chunk] for chunk in _lacking(entry, places) if _optional(entry, chunk)
        )
        changes = _Changes(text, entry, places)
        changes.inside()
        changes.around(begin, end, self._other_text)
        extra = max(0, (end - begin) - letters)
        if changes.beside:  # what was added around it counts as much as what was added inside, up to its own length
            extra += min(due, begin + len(text.stream) - end)
        score = letters / max(1, due + extra)
        return _Aligned(entry, min(1.0, score), not changes.found, letters, changes.found)

    def _other_text(self, text: _Text, start: int, end: int, licence: str) -> tuple[str, float]:
        """The licence whose words fill ``start`` to ``end`` of the stream best, and how much of it they fill."""
        counts: Counter[int] = Counter()
        for first, last in text.spans:
            if start <= first and last <= end:
                owners = {number for number, _ in self._chunks.get(hash_letters(text.stream[first:last]), ())}
                for number in owners:
                    counts[number] += last - first
        best = max(
            counts, key=lambda number: (counts[number], self._prints[number].licence.startswith(licence)), default=None
        )
        return ("", 0.0) if best is None else (self._prints[best].licence, counts[best] / max(1, end - start))


class _Text:
    """A text, its letters and its chunks."""

    def __init__(self, words: Words, name: str) -> None:
        self.words = words
        self.stream = words.stream
        self.starts = words.starts
        self.setting = Setting.of(name, words)
        chunk_words = [*chunk_starts(words.words), len(words.words)]
        edges = [self.starts[word] for word in chunk_words]
        self.spans = list(itertools.pairwise(edges))

    def between(self, start: int, end: int) -> list[str]:
        """The words that lie between two places of the stream, wholly or in part: a figure may have grown a digit."""
        return self.words.words[bisect_right(self.starts, start) - 1 : bisect_left(self.starts, end)]


def _laid(text: _Text, entry: Fingerprint, hits: list[tuple[int, int]]) -> list[int | None]:
    """For each chunk of ``entry`` its place in the text, in order; ``None`` where it is missing."""
    places: list[int | None] = [None] * len(entry.hashes)
    for place, chunk in _chain(hits):
        places[chunk] = place
    stream = text.stream
    count = len(places)
    # From what is found, outwards: the text's own cuts differ next to a change, the licence's chunks may still
    # stand there.
    # Where a passage stands twice the chain may have taken the wrong one; next to its neighbour is the right one.
    for chunk in range(1, count):
        before = places[chunk - 1]
        if before is not None:
            start = before + entry.lengths[chunk - 1]
            if (
                places[chunk] != start
                and hash_letters(stream[start : start + entry.lengths[chunk]]) == entry.hashes[chunk]
            ):
                places[chunk] = start
    for chunk in range(count - 2, -1, -1):
        after = places[chunk + 1]
        if after is not None:
            start = after - entry.lengths[chunk]
            if start >= 0 and places[chunk] != start and hash_letters(stream[start:after]) == entry.hashes[chunk]:
                places[chunk] = start
    _searched(text, entry, places)
    return places


def _chain(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of ``hits`` that rises in both the text and the licence."""
    ends: list[int] = []  # last chunk of the best run of each length
    tails: list[int] = []  # its place in `nodes`
    nodes: list[tuple[int, int, int]] = []
    for place, chunk in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        length = bisect_left(ends, chunk)
        nodes.append((place, chunk, tails[length - 1] if length else -1))
        if length == len(ends):
            ends.append(chunk)
            tails.append(len(nodes) - 1)
        else:
            ends[length] = chunk
            tails[length] = len(nodes) - 1
    chain = []
    at = tails[-1] if tails else -1
    while at >= 0:
        place, chunk, at = nodes[at]
        chain.append((place, chunk))
    return chain[::-1]


def _searched(text: _Text, entry: Fingerprint, places: list[int | None]) -> None:
    """Look for the missing chunks of each gap at every word of it: a name or a line may have been put before them."""
    known = [chunk for chunk, place in enumerate(places) if place is not None]
    edges = [(-1, known[0]), *itertools.pairwise(known), (known[-1], len(places))]
    for left, right in edges:
        if right - left < 2:
            continue
        low = 0 if left < 0 else (places[left] or 0) + entry.lengths[left]
        high = len(text.stream) if right == len(places) else places[right] or 0
        room = sum(entry.lengths[left + 1 : right])
        if left < 0:
            low = max(low, high - room - 900)
        if right == len(places):
            high = min(high, low + room + 900)
        words = text.starts[bisect_left(text.starts, low) : bisect_right(text.starts, high)]
        if high - low <= room or len(words) * (right - left - 1) > _TRIED:
            continue  # nothing was put in between
        at = 0
        for chunk in range(left + 1, right):
            length, value = entry.lengths[chunk], entry.hashes[chunk]
            for number in range(at, len(words)):
                start = words[number]
                if start + length > high:
                    break
                if hash_letters(text.stream[start : start + length]) == value:
                    places[chunk] = start
                    at = bisect_left(words, start + length)
                    break


def _optional(entry: Fingerprint, chunk: int) -> str:
    return next((what for first, end, what in entry.optional if first <= chunk < end), "")


def _lacking(entry: Fingerprint, places: list[int | None]) -> list[int]:
    return [chunk for chunk, place in enumerate(places) if place is None]


class _Changes:
    """Says in what a text differs from a licence that was laid against it."""

    def __init__(self, text: _Text, entry: Fingerprint, places: list[int | None]) -> None:
        self.text = text
        self.entry = entry
        self.places = places
        self.found: list[str] = []
        #: Whether something was added before or after.
        self.beside = False

    def say(self, what: str) -> None:
        if what not in self.found:
            self.found.append(what)

    def inside(self) -> None:
        """Gaps between two chunks that were found."""
        known = [chunk for chunk, place in enumerate(self.places) if place is not None]
        for left, right in itertools.pairwise(known):
            start = (self.places[left] or 0) + self.entry.lengths[left]
            end = self.places[right] or 0
            missing = [chunk for chunk in range(left + 1, right) if not _optional(self.entry, chunk)]
            extra = self.text.between(start, end) if end != start else []
            if not missing and (not extra or is_holder(extra) or self._repeats(start, end)):
                continue
            if not missing and _optional(self.entry, right) == "appendix" and not adds_terms(extra, strict=True):
                continue  # names and dates are filled in there
            self._name(missing, extra, right)

    def _repeats(self, start: int, end: int) -> bool:
        """Whether the words are the licence's own, said twice: the notice of its appendix at its head."""
        own = set(self.entry.hashes)
        told = sum(
            last - first
            for first, last in self.text.spans
            if start <= first and last <= end and hash_letters(self.text.stream[first:last]) in own
        )
        return end > start and told >= 0.6 * (end - start)

    def _name(self, missing: list[int], extra: list[str], right: int) -> None:
        if not missing:
            before, after = self.entry.section(right - 1), self.entry.section(right)
            added = adds_terms(extra, strict=False)
            self.say(
                f"text added {'in' if before == after else 'after'} {_shown(before)}" + (f" ({added})" if added else "")
            )
            return
        letters = sum(self.entry.lengths[chunk] for chunk in missing)
        gone = sum(map(len, extra)) < 0.3 * letters
        for where in dict.fromkeys(self.entry.section(chunk) for chunk in missing):
            self.say(f"{_shown(where)}: text is missing" if gone else f"{_shown(where)} differs")

    def around(self, begin: int, end: int, other_text: _OtherText) -> None:
        """What stands before the first and after the last chunk that was found."""
        known = [chunk for chunk, place in enumerate(self.places) if place is not None]
        for side, missing in (("before", range(known[0])), ("after", range(known[-1] + 1, len(self.places)))):
            due = [chunk for chunk in missing if not _optional(self.entry, chunk)]
            for where in dict.fromkeys(self.entry.section(chunk) for chunk in due):
                self.say(f"{_shown(where)}: text is missing or differs")
            self._context(side, begin, end, bool(len(missing)) and not due, other_text)

    def _context(self, side: str, begin: int, end: int, untitled: bool, other_text: _OtherText) -> None:
        start, stop = (0, begin) if side == "before" else (end, len(self.text.stream))
        if stop <= start:
            return
        starts = self.text.starts
        if starts[bisect_left(starts, begin)] != begin or starts[bisect_left(starts, end)] != end:
            self.say("a word is cut or added at its end")
        if self._repeats(start, stop):
            return
        if stop - start >= 300:
            licence, share = other_text(self.text, start, stop, self.entry.licence)
            if share >= 0.6:
                if not licence.startswith(self.entry.licence + "."):
                    self.say(f"another text stands {side} it: {licence}")
                    self.beside = True
                return
        for words, strict in self.text.setting.parts(self.text.words, start, stop, side):
            if side == "before" and untitled and is_title(words, self.entry.title):
                self.say("the title differs")
            added = adds_terms(words, strict=strict)
            if added:
                self.say(f"text added {side} it ({added})")
                self.beside = True


def _shown(section: str) -> str:
    if not section:
        return "the opening"
    return section if section[0].isalpha() and len(section.split()) > 1 else f"section {section}"
