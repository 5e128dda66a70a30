"""The facts that a model itself shows: which licence, who says so, what it comes from, and how the policy takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallprint.expression import Leaf, Operator, leaves, parse_expression
from smallprint.model import Claim, Fact, Graph, Licence, Node, Rule
from smallprint.say import short_name
from smallprint.verdict import Truth

if TYPE_CHECKING:
    from smallprint.evaluate import Data, Use
    from smallprint.lineage import Route
    from smallprint.policy import Policy

__all__ = ["applies", "model_facts"]

#: Categories whose terms outlive a permissive label on a derived model.
_RESTRICTED = frozenset({"community", "non-commercial", "research-only", "use-restricted", "copyleft"})
#: Categories with restrictions that a permissive licence for the whole would drop.
_LIMITED = frozenset({"community", "non-commercial", "research-only", "use-restricted"})
#: Names of a revision that move: a branch, or the newest.
_MOVING = frozenset({"main", "master", "head", "latest", "dev", "develop", "nightly"})
#: Relations by which the weights of a base are in a model.
_WEIGHTS = frozenset({"finetune", "adapter", "quantized", "merge"})
#: Licences that say nothing: a label is there, its terms are not.
_UNSAID = frozenset({"unknown", "other", ""})


def applies(rule: Rule, use: Use) -> bool:
    """Whether a rule's subject is what this use is about."""
    if rule.subject == "dataset":
        return use.node.kind == "dataset"
    if rule.subject == "provider":
        # A place outside one's own that the policy states is a provider too, even one that nobody names.
        rented = use.facts.get("use.location")
        shown = rented is not None and rented.value in ("managed_open_host", "provider", "own_cloud")
        return shown or bool(use.node.provider or any(ref.host or ref.location for ref in use.refs))
    return True


def model_facts(use: Use, graph: Graph, paths: Sequence[Route], data: Data, policy: Policy) -> Mapping[str, Fact]:
    """Facts under ``model.`` and ``policy.`` for one use, and ``words`` for the messages."""
    from smallprint.providers import provider_facts

    node, words = use.node, {}
    facts: dict[str, Fact] = {"model.kind": Fact("model.kind", node.kind)}
    head = node.claims[0].expression if node.claims else "unknown"
    known = _known(head, data)
    if known and not _likely_at_most(node):
        facts["model.licence_known"] = Fact("model.licence_known", True)
    elif not known and policy.unknown_licence == "error":
        facts["model.licence_known"] = Fact("model.licence_known", False, policy.file)
    # Nothing to read where no licence is known: that is a finding of its own.
    if not known or _truth(parse_expression(head), lambda name: _read(name, data)):
        facts["model.licence_read"] = Fact("model.licence_read", True)
    words.update(_claims(node, facts))
    words.update(_label(node, graph, paths, data, facts))
    facts.update(_pinned(use))
    facts.update(_policy(node, head, known, data, policy))
    if not any("unknown" in path.relations and _restricted(path.ids[-1], graph, data) for path in paths):
        facts["model.parents_known"] = Fact("model.parents_known", True)
    facts.update(_bases(node, graph, paths, data, words))
    facts.update(_later(head, data, words))
    facts.update(_handed_on(use, graph, paths, data, words))
    facts.update(_data_free(graph, paths, data, words))
    for name, value, source in provider_facts(use, graph, data, policy, words):
        facts[name] = Fact(name, value, source)
    facts["words"] = Fact("words", words)
    return facts


def _bases(node: Node, graph: Graph, paths: Sequence[Route], data: Data, words: dict[str, str]) -> dict[str, Fact]:
    """Is the licence of every base known whose weights are in it? A publisher may license its own child alone."""
    for path in paths[1:]:
        if set(path.relations) - _WEIGHTS or path.confidence == "low" or _owner(path.ids[-1]) == _owner(node.id):
            continue
        base = graph.nodes.get(path.ids[-1])
        if base is None or not base.claims or not _known(base.claims[0].expression, data):
            words["unlicensed_base"] = short_name(path.ids[-1])
            return {}
    return {"model.bases_licensed": Fact("model.bases_licensed", True)}


def _restricted(name: str, graph: Graph, data: Data) -> bool:
    """Whether a node is under a licence whose terms outlive a permissive label, or under one that nobody knows."""
    node = graph.nodes.get(name)
    found = [data.licence(part) for part in leaves(node.claims[0].expression)] if node and node.claims else [None]
    return any(licence is None or licence.category in _RESTRICTED for licence in found)


def _later(head: str, data: Data, words: dict[str, str]) -> dict[str, Fact]:
    """Is there a later revision of the licence?"""
    for name in leaves(head):
        licence = data.licence(name)
        later = licence.keys.get("superseded_by", ()) if licence else ()
        if later:
            words["successor"] = later[-1]
            return {"model.superseded": Fact("model.superseded", True, later[-1])}
    return {"model.superseded": Fact("model.superseded", False)}


def _handed_on(use: Use, graph: Graph, paths: Sequence[Route], data: Data, words: dict[str, str]) -> dict[str, Fact]:
    """Do the project's own terms keep those of the model? Only a known permissive licence for the whole says no."""
    facts = {name: Fact(name, True) for name in ("model.terms_kept", "model.free_to_ship")}
    own, declared = use.facts.get("use.project_licence"), use.facts.get("use.activities")
    mine = data.licence(str(own.value).lower()) if own else None
    if own is None or declared is None or mine is None or mine.category != "permissive":
        return facts
    words["project_licence"] = str(own.value)
    acts = set(declared.value)
    bound = [licence for path in paths for licence in _along(path, graph, data)]
    derived = "distribute_weights" in acts and acts & {"fine_tune", "merge", "adapter", "quantize"}
    if derived and any(licence.category in _LIMITED and _has(licence, "own-terms") for licence in bound):
        facts["model.terms_kept"] = Fact("model.terms_kept", False, own.source)
    commercial = use.facts.get("use.commercial")
    free = "distribute_product" in acts and not (commercial and commercial.value)
    if free and any(licence.category in ("non-commercial", "research-only") for licence in bound):
        facts["model.free_to_ship"] = Fact("model.free_to_ship", False, own.source)
    return facts


def _along(path: Route, graph: Graph, data: Data) -> Sequence[Licence]:
    """The licences that a route through weights leads to, where it is certain and leaves no choice."""
    if path.confidence == "low" or set(path.relations) - _WEIGHTS - {"hosted_copy"}:
        return ()
    node = graph.nodes.get(path.ids[-1])
    expression = node.claims[0].expression if node and node.claims else ""
    if isinstance(tree := parse_expression(expression), Operator) and tree.name == "OR":
        return ()
    return [licence for name in leaves(expression) if (licence := data.licence(name)) is not None]


def _has(licence: Licence, kind: str) -> bool:
    return any(term.kind == kind and term.strength == "must" and not term.doubt for term in licence.terms)


def _data_free(graph: Graph, paths: Sequence[Route], data: Data, words: dict[str, str]) -> dict[str, Fact]:
    """Is the model trained on data sets whose licence bars business use?"""
    barred = []
    for path in paths:
        node = graph.nodes.get(path.ids[-1])
        if node is None or node.kind != "dataset" or "trained_on" not in path.relations or not node.claims:
            continue
        for name in leaves(node.claims[0].expression):
            licence = data.licence(name)
            if licence is not None and licence.category in ("non-commercial", "research-only"):
                barred.append(f"{short_name(node.id)} ({name})")
    words["data_sets"] = ", ".join(dict.fromkeys(barred[:3]))
    return {"model.data_free": Fact("model.data_free", not barred)}


def _known(expression: str, data: Data) -> bool:
    """Whether the licence is known: one branch of ``OR`` is enough, ``AND`` needs all."""
    return _truth(parse_expression(expression), lambda name: name not in _UNSAID and data.licence(name) is not None)


def _read(name: str, data: Data) -> bool:
    licence = data.licence(name)
    if licence is not None and licence.category == "api-terms":
        # What was not read in a provider's terms is asked where it matters, by rules of its own.
        return True
    return licence is not None and licence.category != "unknown" and not licence.unknown


def _likely_at_most(node: Node) -> bool:
    """Whether the licence is only what the publisher usually gives: nobody has said it of this model."""
    return node.claims[0].source == "family" and node.claims[0].confidence == "low"


def _truth(tree: Leaf | Operator | None, test: Any) -> bool:
    if tree is None:
        return False
    if isinstance(tree, Leaf):
        return bool(test(tree.licence))
    answers = [_truth(part, test) for part in tree.parts]
    return all(answers) if tree.name == "AND" else any(answers)


def _claims(node: Node, facts: dict[str, Fact]) -> dict[str, str]:
    """Do the sources agree? A policy's own word settles it."""
    said = [claim for claim in node.claims if set(leaves(claim.expression)) - _UNSAID]
    if not said or said[0].source == "policy" or len({frozenset(leaves(claim.expression)) for claim in said}) == 1:
        facts["model.claims_agree"] = Fact("model.claims_agree", True)
        return {}
    shown = "; ".join(f"{claim.expression} ({_who(claim)})" for claim in _distinct(said))
    unsure = any(claim.confidence == "low" for claim in said)
    facts["model.claims_agree"] = Fact("model.claims_agree", False, f"{'a guess among: ' if unsure else ''}{shown}")
    return {"claims": shown}


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    return list({claim.expression: claim for claim in reversed(claims)}.values())[::-1]


def _who(claim: Claim) -> str:
    return f"{claim.source}, {claim.evidence}" if claim.evidence and len(claim.evidence) < 60 else claim.source


def _label(node: Node, graph: Graph, paths: Sequence[Route], data: Data, facts: dict[str, Fact]) -> dict[str, str]:
    """Does the label drop the terms of a base whose weights are in the model?"""
    own = set(leaves(node.claims[0].expression)) if node.claims else set()
    if not own - _UNSAID or node.claims[0].confidence == "low":
        # No label, or one that only somebody's list tells of, so none that drops anything: a finding of its own.
        facts["model.label_keeps_base"] = Fact("model.label_keeps_base", True)
        return {}
    relations = data.vocabulary.data["relations"]
    doubtful: tuple[str, str, str] | None = None
    for path in paths[1:]:
        if any(relations[relation].get("through_outputs") or relation == "hosted_copy" for relation in path.relations):
            continue
        if _owner(path.ids[-1]) == _owner(node.id):
            # Whoever owns the base may let the derived model out on other terms.
            continue
        parent = graph.nodes.get(path.ids[-1])
        dropped = [] if parent is None or not parent.claims else [
            name for name in leaves(parent.claims[0].expression)
            if name not in own and (licence := data.licence(name)) is not None and licence.category in _RESTRICTED
            and not _revision(licence.id, own, data)
        ]  # fmt: skip
        if not dropped:
            continue
        found = (short_name(path.ids[-1]), dropped[0])
        if path.confidence == "low" or "unknown" in path.relations:
            why = " from the name" if path.confidence == "low" else ", since how it was made is not stated"
            doubtful = doubtful or (*found, why)
            continue
        facts["model.label_keeps_base"] = Fact("model.label_keeps_base", False, f"{found[0]} is under {found[1]}")
        return {"base": found[0], "base_licence": found[1], "label": node.claims[0].expression}
    if doubtful:
        base, dropped_licence, why = doubtful
        facts["model.label_keeps_base"] = Fact(
            "model.label_keeps_base", False, f"a guess{why}: {base} is under {dropped_licence}"
        )
        return {"base": base, "base_licence": dropped_licence, "label": node.claims[0].expression}
    facts["model.label_keeps_base"] = Fact("model.label_keeps_base", True)
    return {}


def _owner(id: str) -> str:
    """Who publishes it (``hf:google``); the id itself where it names nobody."""
    return id.partition("/")[0].casefold()


def _revision(name: str, own: set[str], data: Data) -> bool:
    """Whether ``own`` holds another revision of the licence ``name``."""
    for mine in own:
        licence = data.licence(mine)
        other = data.licence(name)
        if (licence and name in licence.supersedes) or (other and mine in other.supersedes):
            return True
    return False


def _pinned(use: Use) -> dict[str, Fact]:
    refs = [ref for ref in use.refs if ref.kind in ("hf", "dataset", "ollama")]
    if not refs:
        return {}
    loose = [ref for ref in refs if not ref.revision or ref.revision.lower() in _MOVING]
    where = f"{loose[0].place.file}:{loose[0].place.line}" if loose else ""
    return {"model.pinned": Fact("model.pinned", not loose, where)}


def _policy(node: Node, head: str, known: bool, data: Data, policy: Policy) -> dict[str, Fact]:
    """How allow and deny take the head licence. Deny wins; APIs count only when ``api-terms`` is named."""
    facts: dict[str, Fact] = {}
    allow, deny = policy.allow, policy.deny
    api = node.access == "proprietary_api" or (node.kind == "api" and not node.parents)
    if api and "api-terms" not in (*(allow or ()), *deny):
        return facts | {"policy.allowed": Fact("policy.allowed", True), "policy.denied": Fact("policy.denied", False)}
    tree = parse_expression(head)
    # A licence that is not known cannot be shown to be denied: that it is not known is a finding of its own.
    denied = _listed(tree, set(deny), data, worst=True)
    facts["policy.denied"] = Fact("policy.denied", denied is Truth.TRUE, policy.file)
    if allow is None:
        facts["policy.allowed"] = Fact("policy.allowed", True)
    else:
        allowed = _listed(tree, set(allow), data, worst=False)
        if allowed is not Truth.UNKNOWN:
            facts["policy.allowed"] = Fact("policy.allowed", allowed is Truth.TRUE, policy.file)
    return facts


def _listed(tree: Leaf | Operator | None, names: set[str], data: Data, *, worst: bool) -> Truth:
    """Whether ``names`` holds the licence, its category or a kind of its terms.

    ``worst``: for a deny list. Of ``OR`` one may choose the branch that suits: denied only if all are, allowed if one
    is.
    """
    if not names:
        return Truth.FALSE
    if tree is None:
        return Truth.UNKNOWN
    if isinstance(tree, Leaf):
        licence = data.licence(tree.licence)
        if tree.licence in names:
            return Truth.TRUE
        if tree.licence in _UNSAID or licence is None:
            return Truth.TRUE if "unknown" in names else Truth.UNKNOWN
        if licence.category in names:
            return Truth.TRUE
        if worst and {term.kind for term in licence.terms} & names:
            return Truth.TRUE
        # Its category is not known; a list that names licences only says no all the same.
        by_category = names & set(data.vocabulary.data["categories"])
        return Truth.UNKNOWN if licence.category == "unknown" and by_category else Truth.FALSE
    answers = [_listed(part, names, data, worst=worst) for part in tree.parts]
    together = all if (tree.name == "AND") != worst else any
    if together is all:
        return min(answers, key=lambda truth: truth.value, default=Truth.FALSE)
    return max(answers, key=lambda truth: truth.value, default=Truth.FALSE)
