"""Stand-ins for the database: a catalogue from a dictionary, a matcher that knows texts by their first word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from smallprint.model import Claim, Edge, Licence, ModelRef, Node, Place, Term
from smallprint.resolve.graph import kind_of

CATEGORIES = {
    "mit": "permissive", "apache-2.0": "permissive", "gpl-3.0": "copyleft", "openrail++": "use-restricted",
    "llama3.1": "community", "gemma": "community", "cc-by-nc-4.0": "non-commercial", "qwen-research": "research-only",
}  # fmt: skip


def licence(id: str) -> Licence:
    """A licence of the category above; all but the permissive ones carry a term ``use`` that says so."""
    term = Term("use", "commercial-use", "2", f"as {id} allows", ("use",), ("finetune",))
    category = CATEGORIES[id]
    return Licence(id, id, category, () if category == "permissive" else (term,))


@dataclass(frozen=True)
class FakeMatch:
    licence: str | None
    score: float
    changed: Sequence[str] = ()


class FakeMatcher:
    """A text ``LICENCE-ID …`` is that licence; ``LICENCE-ID changed …`` is that one with a changed clause."""

    def identify(self, data: bytes, name: str = "") -> FakeMatch:
        words = data.decode("utf-8", errors="replace").split()
        if not words or words[0] not in CATEGORIES:
            return FakeMatch(None, 0.1)
        if "changed" in words:
            return FakeMatch(words[0], 0.97, ("a clause",))
        return FakeMatch(words[0], 1.0)


class FakeCatalogue:
    def __init__(self, nodes: Mapping[str, Node], aliases: Mapping[str, str] = {}) -> None:
        self.nodes, self.aliases, self.asked = nodes, aliases, 0

    def node(self, canonical: str, as_of: date | None = None) -> Node | None:
        self.asked += 1
        return self.nodes.get(self.aliases.get(canonical, canonical))


class FakeDatabase:
    def __init__(self, *nodes: Node, aliases: Mapping[str, str] = {}) -> None:
        self.catalogue = FakeCatalogue({node.id: node for node in nodes}, aliases)
        self.matcher = FakeMatcher()

    def licence(self, name: str) -> Licence | None:
        return licence(name) if name in CATEGORIES else None


@dataclass(frozen=True)
class FakeOverride:
    id: str
    licence: str | None = None
    base: tuple[str, ...] | None = None
    relation: str | None = None
    modality: tuple[str, ...] = ()
    public_name: str | None = None
    generated_by: tuple[str, ...] = field(default=())


def node(id: str, licence: str = "", *parents: Edge | str, **more: object) -> Node:
    """A catalogue node with one primary claim; parents given as ids are fine-tune edges."""
    claims = (Claim(licence, "catalogue", "row"),) if licence else ()
    edges = tuple(parent if isinstance(parent, Edge) else Edge(parent, "finetune", "row") for parent in parents)
    return Node(id, kind_of(id), claims, edges, **more)  # type: ignore[arg-type]


def ref(canonical: str, file: str = "app.py", line: int = 1, **more: str) -> ModelRef:
    written = more.pop("written", canonical.partition(":")[2])
    return ModelRef(written, kind_of(canonical), canonical, Place(file, line, 1), **more)  # type: ignore[arg-type]
