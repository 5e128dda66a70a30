"""What a bill of materials lists, before it is in any format: models, adapters and data sets with their lineage."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from smallprint.expression import Leaf, Operator, leaves, parse_expression
from smallprint.model import Licence, Node, Place, Report
from smallprint.text import safe

if TYPE_CHECKING:
    from packageurl import PackageURL

__all__ = ["Bill", "Licences", "Listed", "Part", "bill"]

#: Id of a licence -> its entry, or ``None``.
Licences = Callable[[str], Licence | None]
#: An id in any case -> the id as the SPDX list spells it, or the empty string.
Listed = Callable[[str], str]
#: Ids that say that nobody knows, or that the label stands for any text.
_UNSAID = frozenset({"", "unknown", "other", "none", "noassertion"})
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")


@dataclass(frozen=True)
class Part:
    """One model, adapter or data set."""

    #: Unique in the document, readable, without hidden characters.
    ref: str
    id: str
    is_data: bool
    group: str
    name: str
    version: str
    #: As an SPDX expression; empty where nobody says.
    licence: str
    #: The expression in our own ids, and who says so.
    label: str
    source: str
    evidence: str
    purl: PackageURL | None
    url: str
    supplier: str
    places: tuple[Place, ...]
    #: ``(relation, ref of the parent)``.
    parents: tuple[tuple[str, str], ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Bill:
    """The parts in the order of their ids, and the licences that SPDX does not list."""

    name: str
    parts: tuple[Part, ...]
    #: ``LicenseRef-…`` -> (name, address).
    own_licences: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Changes when anything in it changes: the source of serial numbers that repeat."""
        return hashlib.sha256(repr((self.name, self.parts)).encode("utf-8", "surrogatepass")).hexdigest()


def bill(report: Report, name: str, licences: Licences, listed: Listed) -> Bill:
    """The bill of what a report found in use, with everything it descends from."""
    places: dict[str, set[Place]] = {}
    revisions: dict[str, set[str]] = {}
    hosts: dict[str, set[str]] = {}
    for ref in report.refs:
        if ref.role != "dependency" or ref.ref == "?":
            continue
        node = report.graph.resolved.get(ref.canonical, ref.canonical)
        places.setdefault(node, set()).add(ref.place)
        revisions.setdefault(node, set()).add(ref.revision)
        if ref.host:
            hosts.setdefault(node, set()).add(ref.host)
    names = _Names(licences, listed)
    parts = []
    for id in sorted(_reached(report, places)):
        node_ = report.graph.nodes.get(id) or Node(id, "other")
        found = revisions.get(id, set())
        revision = next(iter(found)) if len(found) == 1 else ""
        parts.append(_part(node_, tuple(sorted(places.get(id, ()))), revision, tuple(sorted(hosts.get(id, ()))), names))
    return Bill(safe(name) or "project", tuple(parts), dict(sorted(names.own.items())))


def _reached(report: Report, used: dict[str, set[Place]]) -> set[str]:
    reached: set[str] = set()
    stack = list(used)
    while stack:
        id = stack.pop()
        if id not in reached:
            reached.add(id)
            node = report.graph.nodes.get(id)
            stack.extend(edge.parent for edge in (node.parents if node else ()))
    return reached


def _part(node: Node, places: tuple[Place, ...], revision: str, hosts: tuple[str, ...], names: _Names) -> Part:
    ecosystem, _, bare = node.id.partition(":")
    group, _, name = bare.rpartition("/")
    version = revision
    if ecosystem == "ollama" and ":" in name:
        name, _, version = name.partition(":")
    claim = node.claims[0] if node.claims else None
    label = claim.expression if claim and claim.source != "unknown" else ""
    return Part(
        ref=_ref(node.id),
        id=node.id,
        is_data=ecosystem == "dataset",
        group=safe(group),
        name=safe(name or bare or node.id),
        version=safe(version),
        licence=_spdx(label, names),
        label=safe(label),
        source=claim.source if claim else "",
        evidence=safe(claim.evidence) if claim else "",
        purl=_purl(ecosystem, group, name, revision),
        url=_url(ecosystem, bare, name),
        supplier=safe(node.publisher or node.provider),
        places=places,
        parents=tuple(sorted({(edge.relation, _ref(edge.parent)) for edge in node.parents})),
        hosts=tuple(safe(host) for host in hosts),
    )


def _ref(id: str) -> str:
    shown = safe(id, 200)
    return shown if shown == id else f"{shown}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _purl(ecosystem: str, group: str, name: str, revision: str) -> PackageURL | None:
    """``pkg:huggingface/…`` for a model of the Hub; there is no registered type for the other ecosystems.

    https://github.com/package-url/purl-spec/blob/main/types-doc/huggingface-definition.md: the version is a commit.
    """
    if ecosystem != "hf" or not group or not name or safe(group + name) != group + name:
        return None
    from packageurl import PackageURL

    return PackageURL("huggingface", group, name, revision if _COMMIT.match(revision) else None)


def _url(ecosystem: str, bare: str, name: str) -> str:
    if ecosystem == "hf" and "/" in bare:
        return f"https://huggingface.co/{quote(bare, errors='replace')}"
    if ecosystem == "dataset" and "/" in bare:
        return f"https://huggingface.co/datasets/{quote(bare, errors='replace')}"
    if ecosystem == "ollama" and "/" not in bare:
        return f"https://ollama.com/library/{quote(name, errors='replace')}"
    return ""


# --- licences ---------------------------------------------------------------------------------------------------------


def _spdx(label: str, names: _Names) -> str:
    """An expression of our ids as one of SPDX ids and ``LicenseRef-…``; empty where any part of it is unknown."""
    if not label or any(name in _UNSAID for name in leaves(label)):
        return ""
    tree = parse_expression(label)
    return _words(tree, names) if tree is not None else ""


def _words(tree: Leaf | Operator, names: _Names) -> str:
    if isinstance(tree, Leaf):
        return names.name(tree)
    inner = (f"({_words(part, names)})" if isinstance(part, Operator) else _words(part, names) for part in tree.parts)
    return f" {tree.name} ".join(inner)


@dataclass
class _Names:
    """Our ids as SPDX ids, or as references of the document's own where SPDX lists none."""

    licences: Licences
    listed: Listed
    own: dict[str, tuple[str, str]] = field(default_factory=dict)

    def name(self, leaf: Leaf) -> str:
        """The SPDX id of a licence, else its ``LicenseRef-…``, which is noted in ``own``."""
        licence = self.licences(leaf.licence)
        spdx = licence.spdx if licence else ""
        known = "" if leaf.exception else self.listed(spdx or leaf.licence)
        if known:
            return known
        if not spdx.startswith("LicenseRef-") or leaf.exception:
            whole = f"{leaf.licence}-with-{leaf.exception}" if leaf.exception else leaf.licence
            spdx = "LicenseRef-" + (_NOT_IN_IDS.sub("-", whole.replace("+", "-plus")).strip("-") or "unnamed")
        self.own[spdx] = (licence.name if licence else safe(leaf.licence), licence.url if licence else "")
        return spdx
