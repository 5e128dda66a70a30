"""Routes through the lineage graph: from a model up to everything that its licence may come from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Literal

from smallprint.model import Graph
from smallprint.record import record

__all__ = ["MOST_ROUTES", "Route", "routes"]

#: Routes followed from one model. What decides comes first; see :func:`routes`.
MOST_ROUTES = 2_000
#: Routes to one ancestor along the same set of relations.
_PER_RELATIONS = 3
_RANK = {"high": 2, "medium": 1, "low": 0}


@record
class Route:
    """The way from a model to an ancestor.

    Ids (the model first), the relations between them, and how sure the least sure is.
    """

    ids: tuple[str, ...]
    relations: tuple[str, ...] = ()
    confidence: Literal["high", "medium", "low"] = "high"

    @property
    def ancestor(self) -> str:
        """Where the route ends."""
        return self.ids[-1]

    def flat(self) -> tuple[str, ...]:
        """``(model, relation, parent, relation, …)``: reads aloud as it is."""
        steps = [self.ids[0]]
        for relation, parent in zip(self.relations, self.ids[1:], strict=True):
            steps += [relation, parent]
        return tuple(steps)


def routes(graph: Graph, start: str) -> Iterator[Route]:
    """Yield the route of length nought and those to every ancestor, shortest first.

    No route visits a node twice. A term passes a route if every relation passes it, so what matters of a route is its
    set of relations and its confidence. A route to an ancestor that needs more relations than another one, and is no
    surer, adds nothing and is left out; of those alike the shortest are given.
    """
    queue = deque([Route((start,))])
    kept: dict[str, dict[tuple[frozenset[str], int], int]] = {}
    given = 1
    yield queue[0]
    while queue and given < MOST_ROUTES:
        route = queue.popleft()
        node = graph.nodes.get(route.ancestor)
        for edge in node.parents if node else ():
            if edge.parent in route.ids:
                continue
            confidence = min(route.confidence, edge.confidence, key=lambda name: _RANK[name])
            longer = Route((*route.ids, edge.parent), (*route.relations, edge.relation), confidence)
            needs, sure = frozenset(longer.relations), _RANK[confidence]
            known = kept.setdefault(edge.parent, {})
            alike = known.get((needs, sure), 0)
            if alike >= _PER_RELATIONS or (
                not alike and any(others <= needs and surer >= sure for others, surer in known)
            ):
                continue
            known[needs, sure] = alike + 1
            yield longer
            given += 1
            if given >= MOST_ROUTES:
                return
            queue.append(longer)
