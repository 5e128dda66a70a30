"""What a name alone shows: a quantised or re-uploaded copy of a known model, or a family that the name mentions.

It proves an upstream at low confidence (medium for publishers that are known to copy), never a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from smallprint.catalogue.index import OFFICIAL, PHRASE, TUTORIAL, Index
from smallprint.catalogue.spelling import grams, is_adapter, slug, unquantised, words
from smallprint.model import Edge

__all__ = ["named_parents"]

_COPY = "the name without its storage suffix"
_SAME = "the same name as the publisher's repository"
_MENTION = "the name mentions it"
_HABIT = "tutorials that start from it give this name"

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
    last = stems[-1]
    stored = len(stems) > 1
    runs = grams(last, index.begins)
    # A publisher's name begins with one of its words; a word and a number can be nobody else's name by chance.
    telling = copies or stored or (runs and _DIGIT.search(bare) and _LETTERS.search(bare))
    whole = [slug(stem) for stem in stems] if telling else []
    known = index.slugs([*whole, *runs])  # one question for all spellings
    if not (known or copies or stored):
        return []
    found: list[Iterator[Edge]] = []
    if copies or stored:
        relation = "quantized" if stored else "hosted_copy"
        same = [known[each][1] for each in whole if each in known]
        own = f"hf:{owner}/".lower()
        found.append(
            Edge(target, relation, _COPY, "medium" if copies or target.lower().startswith(own) else "low")
            for target in _originals(index, owner, stems, same)
        )
        found.append(_mentions(known, runs, name, OFFICIAL))
        if copies or _DIGIT.search(last):
            found.append(Edge(target, relation, _COPY, "low") for target in _of_brand(index, last))
    else:
        owned = (known[each] for each in whole if each in known)
        found.append(Edge(target, "unknown", _SAME, "low") for rank, target in owned if rank in (OFFICIAL, PHRASE))
    found.append(_mentions(known, runs, name, PHRASE))
    for edge in chain.from_iterable(found):
        if edge.parent.lower() != canonical.lower():
            return [edge]
    return []


def _mentions(known: dict[str, tuple[int, str]], runs: list[str], name: str, up_to: int) -> Iterator[Edge]:
    """The models of which the name speaks: publishers' repositories, and ``up_to`` ``PHRASE`` whole families too.

    A repository's name of one word (``contriever``) is a word; a phrase of one word was chosen to be telling. It tells
    nothing of the publisher's own models, which share it: ``deit-small`` is not made from ``deit-base``.
    """
    owner, _, bare = name.rpartition("/")
    if not known or _RANDOM.search(bare):
        return
    relation = "adapter" if is_adapter(bare) else "unknown"
    own = f"hf:{owner}/".lower()
    for run in runs:
        rank, target = known.get(run, (0, ""))
        if rank == TUTORIAL and up_to == PHRASE and slug(bare).startswith(run):
            yield Edge(target, relation, _HABIT, "low")
        if rank == PHRASE and target.lower().startswith(own) and run != slug(target[len(own) :]):
            continue
        if (rank == PHRASE and up_to == PHRASE) or (rank == OFFICIAL and not run.isalpha()):
            yield Edge(target, relation, _MENTION, "low")


def _originals(index: Index, owner: str, stems: list[str], same: list[str]) -> Iterator[str]:
    """What a copy's name may stand for, surest first.

    A repository that is known: the copier's own, one of the owner that the name keeps, or by its name alone (``same``);
    then one that its publisher's family covers: ``google_gemma-3-4b-it`` as ``hf:google/gemma-3-4b-it``.
    """
    split = [stem.partition(mark) for stem in stems for mark in _OWNER_MARKS if mark in stem]
    owned = [f"hf:{kept}/{rest}" for kept, _, rest in split if kept and rest]
    dashed = ["/".join(stem.split("-", 1)) for stem in stems if "-" in stem]  # alpindale-magnum-72b-v1, if it is known
    yield from index.ids(
        [*(f"hf:{owner}/{stem}" for stem in stems[1:] if owner), *owned, *(f"hf:{name}" for name in dashed)]
    )
    yield from same
    yield from (name for name in reversed(owned) if index.family(name))


def _of_brand(index: Index, stem: str) -> Iterator[str]:
    """``Qwen3-8B-New`` as ``hf:Qwen/Qwen3-8B-New``, where that publisher has a family that covers it."""
    for word in words(stem)[:1]:
        yield from (f"{owner}/{stem}" for owner in index.brands(word) if index.family(f"{owner}/{stem}"))
