"""What a name alone shows: a quantised or re-uploaded copy of a known model, or a family that the name mentions.

It proves an upstream at low confidence (medium for publishers that are known to copy), never a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from smallprint.catalogue.index import COMMUNITY, OFFICIAL, PHRASE, Index
from smallprint.catalogue.spelling import grams, is_adapter, unquantised, words
from smallprint.model import Edge

__all__ = ["named_parents"]

#: ``Owner_-_Name``, ``Owner__Name`` and ``Owner_Name``: how quantisers keep the owner of what they copied.
_OWNER_MARKS = ("_-_", "__", "_")
#: Made for tests: the shape of a model without its weights.
_RANDOM = re.compile(r"(?:^|[-_.])(?:random|dummy)(?:$|[-_.])", re.IGNORECASE)
#: A name that can be nobody else's by chance: a word and a number.
_TELLING = re.compile(r"[A-Za-z]{2}.*\d|\d.*[A-Za-z]{2}")


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
    if copies or stored:
        relation = "quantized" if stored else "hosted_copy"
        for target, exists in _originals(index, stems):
            if target.lower() != canonical.lower():
                sure: Literal["medium", "low"] = "medium" if copies and exists else "low"
                return [Edge(target, relation, "the name without its storage suffix", sure)]
    elif _TELLING.search(bare):
        target = index.slug(bare, OFFICIAL)
        if target and target.lower() != canonical.lower():
            return [Edge(target, "unknown", "the same name as the publisher's repository", "low")]
    if _RANDOM.search(bare):
        return []
    runs = grams(stems[-1], index.begins(words(stems[-1])[:16]))
    known = index.slugs(runs)
    for run in runs:
        rank, target = known.get(run, (0, ""))
        if (rank == PHRASE or (rank == OFFICIAL and not run.isalpha())) and target.lower() != canonical.lower():
            return [Edge(target, "adapter" if is_adapter(bare) else "unknown", "the name mentions it", "low")]
    return []


def _originals(index: Index, stems: list[str]) -> Iterator[tuple[str, bool]]:
    """What a copy's name may stand for, surest first, and whether that repository is known to exist.

    A repository that is known, by its owner or by its name alone; then one that its publisher's family covers
    (``google_gemma-3-4b-it`` as ``hf:google/gemma-3-4b-it``), the owner named or told from the first word.
    """
    split = [stem.partition(mark) for stem in stems for mark in _OWNER_MARKS]
    owned = [f"hf:{owner}/{rest}" for owner, _, rest in split if owner and rest]
    for canonical in owned:
        if row := index.row(canonical):
            yield row.id, True
    for stem in stems:
        if target := index.slug(stem, COMMUNITY):
            yield target, True
    yield from ((canonical, True) for canonical in reversed(owned) if index.family(canonical))
    for word in words(stems[-1])[:1]:
        for owner in index.brands(word):
            if index.family(f"{owner}/{stems[-1]}"):
                yield f"{owner}/{stems[-1]}", False
