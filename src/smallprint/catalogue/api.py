"""API models: whose terms, open weights or not, which weights a host serves, when an id is retired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal, cast

from smallprint.catalogue.index import OFFICIAL, PHRASE, Body, Index, Row
from smallprint.catalogue.spelling import slug, unquantised, words
from smallprint.labels import UNKNOWN
from smallprint.late import late
from smallprint.model import EMPTY, Claim, Edge, Node

__all__ = ["api_node"]

#: What cloud hosts and routers put around a model's own name.
_PREFIX = late(
    r"^(?:(?:us|eu|apac|jp|au|ca|global|us-gov)[./]|accounts/[^/]+/models/|models/|publishers/[^/]+/models/|@(?:cf|hf)/"
    r"|arn:[^/]+/|databricks-(?=meta-))"
)
_SUFFIX = late(
    r"(?::[a-z][\w-]*|@[\w-]+|-v\d+(?::\d+)?(?::\w+)?|-?\d?:\d+|-maas|-free|-basic|-turbo|-versatile|-instant|-specdec|-fast|-thinking|-8192|-32768)$",
    re.IGNORECASE,
)
_VENDOR = late(r"^(?:[a-z0-9-]+/|[a-z][a-z0-9]+\.)")
#: Words of a maker's own service: ``qwen3-max`` and ``mistral-large-latest`` are names of no weights.
_SERVICE = frozenset({"latest", "max", "plus"})
#: Hosts write 3.1 as 3p1 or 3-1, and may put a v before it.
_POINT = late(r"(?<=\d)[p_-](?=\d(?:[-_.]|$))")
_VERSION_MARK = late(r"(?<=[A-Za-z]-)v(?=\d)")


def api_node(index: Index, canonical: str, name: str) -> Node | None:
    """The node of ``api:PROVIDER/MODEL``; ``None`` where neither the id nor the provider is known.

    A proprietary model carries the provider's terms. A hosted copy of open weights has an edge to them; a model that is
    resold under its maker's terms has an edge to the maker's own id. Both sides bind. What the maker itself serves is
    under its terms of service alone: who publishes weights may rent the model out on other terms.
    """
    said, _, model = name.partition("/")
    provider, about = index.provider(said)
    body: Body = {}
    exact = False
    for candidate in (provider, *about.get("x", ())):
        if row := _row(index, candidate, model):
            # A sister service's list tells what the model is; whose terms bind is for the service that is named.
            body, exact = row.body, candidate == provider
            break
    if not model or not (body or about):
        return None
    access = str(body.get("a") or ("proprietary_api" if about.get("k") == "closed" else ""))
    parents: list[Edge] = []
    if access != "proprietary_api" or about.get("h"):
        rank, weights = _weights(index, model)
        if access == "open_weights" and not weights:
            weights = _of_family(index, model)
        if access == "proprietary_api" and rank == OFFICIAL:
            # Lists call all models of a reseller closed; one whose weights the maker publishes is not.
            access = "open_weights"
        elif access == "proprietary_api":
            weights = ""
        if weights and not weights.lower().startswith(tuple(about.get("o", ()))):
            sure: Literal["medium", "low"] = "medium" if body.get("a") and rank == OFFICIAL else "low"
            parents.append(Edge(weights, "hosted_copy", "the id at the provider names these weights", sure))
    if about.get("h") and not parents:
        maker, closed = _maker(index, model, provider)
        if maker:
            access = access or ("proprietary_api" if closed else "")
            parents.append(Edge(maker, "hosted_copy", "resold under the maker's own terms", "medium"))
    return Node(
        id=canonical,
        kind="api",
        claims=_terms(provider, about, exact, access == "open_weights" and bool(parents)),
        parents=tuple(parents),
        # How it is called (chat) says less than what the weights take and make, which is handed down.
        modality=() if access == "open_weights" and parents else tuple(body.get("m") or ()),
        publisher=body.get("u") or "",
        released=body.get("r") or "",
        provider=provider,
        access=cast(Any, access),
        lifecycle=body.get("l") or EMPTY,
    )


def _terms(provider: str, about: Body, exact: bool, weights_known: bool) -> tuple[Claim, ...]:
    """The provider's terms of service as a licence document; ``unknown`` where they bind but are not held."""
    source, confidence = ("catalogue", "high") if exact else ("family", "medium")
    sure = cast(Literal["high", "medium"], confidence)
    if about.get("t"):
        return (Claim(about["t"], source, f"terms of {provider}", sure),)
    if weights_known:
        return ()
    return (Claim(UNKNOWN, source, f"terms of {provider}, which are not held", sure, label=f"{provider} terms"),)


def _row(index: Index, provider: str, model: str) -> Row | None:
    for spelling in _spellings(model):
        if row := index.row(f"api:{provider}/{spelling}"):
            return row
    key = f"api:{provider}:{slug(_PREFIX.sub('', model))}"
    _, target = index.slugs([key]).get(key, (0, ""))
    return index.row(target) if target else None


def _spellings(model: str) -> Iterator[str]:
    """``model``, then without what a host puts before and after it."""
    yield model
    bare = _PREFIX.sub("", model)
    if bare != model:
        yield bare
    for _ in range(3):
        shorter = _SUFFIX.sub("", bare)
        if shorter == bare or not shorter:
            return
        bare = shorter
        yield bare


def _weights(index: Index, model: str) -> tuple[int, str]:
    """The weights on the Hub that an API id names, and how surely.

    ``OFFICIAL``: the id itself, or a publisher's repository under another spelling; ``PHRASE``: a phrase that stands
    for a whole family.
    """
    spellings = list(_spellings(model))
    for held in index.ids([f"hf:{spelling}" for spelling in spellings if "/" in spelling]):
        return OFFICIAL, held
    readings = [reading for spelling in spellings for reading in _readings(spelling)]
    known = index.slugs(list(dict.fromkeys(found for reading in readings for found in chain(*reading))))
    best = (0, "")
    for spelt, tuned in readings:
        for rank, target in (known[each] for each in spelt if each in known):
            if rank == OFFICIAL:
                return rank, target
            if rank == PHRASE and not best[0]:
                best = (rank, target)
        for rank, target in (known[each] for each in tuned if each in known):
            # A phrase names the maker: others publish tunes under such names too.
            ours = not best[1] or best[1].partition("/")[0] == target.partition("/")[0]
            if rank == OFFICIAL and best[0] != OFFICIAL and ours:
                best = (rank, target)
    return best


def _of_family(index: Index, model: str) -> str:
    """Weights that no list holds but a publisher's family covers, for an id that a list says to be open weights."""
    for spelling in reversed(list(_spellings(model))):
        bare = spelling.rpartition("/")[2]
        for text in dict.fromkeys((bare, _VENDOR.sub("", bare, count=1))):
            point = _POINT.sub(".", text)
            found = words(point)
            if found and any(word[0].isdigit() for word in found) and not _SERVICE.intersection(found):
                # Two publishers may have models of one brand: the one that the id names comes first.
                named = [word for word in words(spelling) if not word[0].isdigit()]
                for owner in sorted(
                    index.brands(found[0]), key=lambda owner: owner[3:].lower().split("-")[0] not in named
                ):
                    if index.family(f"{owner}/{point}"):
                        return f"{owner}/{point}"
    return ""


def _readings(spelling: str) -> Iterator[tuple[list[str], list[str]]]:
    """The slugs that ``spelling`` may stand for, with and without what a vendor puts before it.

    Beside each those of the tuned release, since a host serves that and leaves the word out: ``llama-3.3-70b`` is
    Llama-3.3-70B-Instruct.
    """
    rest = spelling
    for _ in range(3):
        point = _POINT.sub(".", rest)
        texts = dict.fromkeys((rest, point, _VERSION_MARK.sub("", point, count=1)))
        yield (
            [slug(stem) for text in texts for stem in unquantised(text)],
            [slug(f"{text}-{word}") for text in texts for word in ("instruct", "it", "chat")],
        )
        shorter = _VENDOR.sub("", rest, count=1)
        if shorter == rest:
            return
        rest = shorter


def _maker(index: Index, model: str, reseller: str) -> tuple[str, bool]:
    """``anthropic.claude-3-haiku-20240307-v1:0`` at a reseller as the maker's own ``api:anthropic/…``.

    Also tells whether all of that maker's API models are closed.
    """
    bare = _PREFIX.sub("", model)
    vendor = _VENDOR.match(bare.lower())
    if vendor:
        provider, about = index.provider(vendor[0][:-1])
        bare = bare[vendor.end() :]
    else:
        provider, about = index.provider(f"brand:{(words(bare) or [''])[0]}")
    if not about or provider == reseller:
        return "", False
    closed = about.get("k") == "closed"
    if row := _row(index, provider, bare):
        return row.id, closed
    return (f"api:{provider}/{bare}" if closed else ""), closed
