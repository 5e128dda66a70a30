"""What a name alone shows: a quantised or re-uploaded copy of a known model, or a family that the name mentions.

It proves an upstream at low confidence (medium for publishers that are known to copy), never a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from smallprint.catalogue.index import OFFICIAL, PHRASE, Index
from smallprint.catalogue.spelling import grams, is_adapter, slug, unquantised, words
from smallprint.model import Edge

__all__ = ["named_parents"]

#: ``Owner_-_Name``, ``Owner__Name`` and ``Owner_Name``: how quantisers keep the owner of what they copied.
_OWNER_MARKS = ("_-_", "__", "_")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[A-Za-z]{2}")
#: Made for tests: the shape of a model without its weights.
_RANDOM = re.compile(r"(?:^|[-_.])(?:random|dummy)(?:$|[-_.])", re.IGNORECASE)


def named_parents(index: Index, canonical: str, name: str, copies: bool = False) -> list[Edge]:
    """Upstreams that ``name`` shows: the same name without its storage suffix, else the family that it mentions.

    ``copies``: the publisher is known to copy others' models.
    """
    owner, separator, bare = name.rpartition("/")
    if not separator:
        owner, bare = "", name
    copies = copies or f"hf:{owner}".lower() in index.uploaders
    stems = list(unquantised(bare))
    stored = len(stems) > 1
    last = stems[-1]
    # One question for all spellings; a word and a number together can be nobody else's name by chance.
    telling = stored or copies or (_DIGIT.search(bare) is not None and _LETTERS.search(bare) is not None)
    whole = [slug(stem) for stem in stems] if telling else []
    runs = [] if _RANDOM.search(bare) else grams(last, index.begins)
    known = index.slugs([*whole, *runs])
    if copies or stored:
        relation = "quantized" if stored else "hosted_copy"
        for target, exists in _originals(index, stems, [known[each][1] for each in whole if each in known]):
            if target.lower() != canonical.lower():
                sure: Literal["medium", "low"] = "medium" if copies and exists else "low"
                return [Edge(target, relation, "the name without its storage suffix", sure)]
    for each in () if copies or stored else whole:
        rank, target = known.get(each, (0, ""))
        if rank >= OFFICIAL and target.lower() != canonical.lower():
            return [Edge(target, "unknown", "the same name as the publisher's repository", "low")]
    for run in runs:
        rank, target = known.get(run, (0, ""))
        if (rank == PHRASE or (rank == OFFICIAL and not run.isalpha())) and target.lower() != canonical.lower():
            return [Edge(target, "adapter" if is_adapter(bare) else "unknown", "the name mentions it", "low")]
    return []


def _originals(index: Index, stems: list[str], same: list[str]) -> Iterator[tuple[str, bool]]:
    """What a copy's name may stand for, surest first, and whether that repository is known to exist.

    A repository that is known, by its owner or by its name alone (``same``); then one that its publisher's family
    covers (``google_gemma-3-4b-it`` as ``hf:google/gemma-3-4b-it``), the owner named or told from the first word.
    """
    split = [stem.partition(mark) for stem in stems for mark in _OWNER_MARKS if mark in stem]
    owned = [f"hf:{owner}/{rest}" for owner, _, rest in split if owner and rest]
    yield from ((name, True) for name in index.ids(owned))
    yield from ((name, True) for name in same)
    yield from ((name, True) for name in reversed(owned) if index.family(name))
    for word in words(stems[-1])[:1]:
        for owner in index.brands(word):
            if index.family(f"{owner}/{stems[-1]}"):
                yield f"{owner}/{stems[-1]}", False
