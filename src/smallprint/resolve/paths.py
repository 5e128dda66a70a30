"""Routes through the lineage graph: from a model up to what its licence may come from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from smallprint.model import Graph

__all__ = ["MAX_PATHS", "paths"]

#: Routes shown for one model. What decides is kept by the other two limits; see :func:`paths`.
MAX_PATHS = 2_000
#: Routes to one ancestor along the same set of relations.
_PER_RELATIONS = 3
#: Routes to one ancestor in all.
_PER_ANCESTOR = 24


def paths(graph: Graph, node_id: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield ``(ancestor id, relations, ids)`` for the routes from a node to its ancestors, shortest first.

    ``ids`` begins with ``node_id`` and ends with the ancestor; ``relations`` has one word per step. A node is not its
    own ancestor, and no route visits a node twice. A term passes a route if every relation passes it, so what matters
    of a route is its set of relations: for every ancestor the shortest routes of each set are given, and only further
    routes along the same relations are cut.
    """
    queue: deque[tuple[tuple[str, ...], tuple[str, ...]]] = deque([((node_id,), ())])
    by_relations: dict[tuple[str, frozenset[str]], int] = {}
    by_ancestor: dict[str, int] = {}
    given = 0
    while queue and given < MAX_PATHS:
        ids, relations = queue.popleft()
        node = graph.nodes.get(ids[-1])
        if node is None:
            continue
        for edge in node.parents:
            if edge.parent in ids:
                continue
            steps = (*relations, edge.relation)
            key = (edge.parent, frozenset(steps))
            if by_relations.get(key, 0) >= _PER_RELATIONS or by_ancestor.get(edge.parent, 0) >= _PER_ANCESTOR:
                continue
            by_relations[key] = by_relations.get(key, 0) + 1
            by_ancestor[edge.parent] = by_ancestor.get(edge.parent, 0) + 1
            route = (*ids, edge.parent)
            yield edge.parent, steps, route
            given += 1
            if given >= MAX_PATHS:
                return
            queue.append((route, steps))
