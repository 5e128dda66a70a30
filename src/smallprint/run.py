"""The pipeline on one screen: files -> references -> graph -> findings -> report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from smallprint import __version__
from smallprint.collect import collect
from smallprint.collect.detector import Collected
from smallprint.database import Database
from smallprint.evaluate import Evaluation, Use, evaluate_all
from smallprint.expression import leaves
from smallprint.fs import Tree
from smallprint.judge import Judged, judge
from smallprint.lineage import routes
from smallprint.load import Policies, read_bytes
from smallprint.model import Fact, Graph, Kind, Licence, ModelRef, Place, Report, Seen, Taught, UsageError
from smallprint.observe import link_of, observe, project_licence, wanted_strings
from smallprint.policy import ModelEntry, Policy
from smallprint.record import record
from smallprint.resolve import resolve, without_missing
from smallprint.tidy import leftovers
from smallprint.uses import declared, uses
from smallprint.whatif import suppose

if TYPE_CHECKING:
    from smallprint.collect.cache import Cache
    from smallprint.gitref import GitRef

__all__ = ["Options", "consider", "is_full", "run"]

_HASH = re.compile(r"[0-9a-fA-F]{7,64}\Z")

#: Files that facts come from: a run that names one of them is a full run.
_FACT_FILES = ("smallprint.", "notice", "licen", "copying", "readme", "model_card", "modelcard")


@record
class Options:
    """What a caller asks for."""

    root: Path
    paths: tuple[Path, ...] = ()
    policy: Path | None = None
    #: Take policy, lock and inline ignores as of this git reference.
    base_ref: str = ""
    as_of: str = ""
    exclude: tuple[str, ...] = ()
    require_lock: bool = False
    #: Changes to suppose: ``activities+=distribute_weights``, ``use.commercial=true``.
    what_if: tuple[str, ...] = ()
    #: Old findings that are accepted; default: ``smallprint.baseline`` beside the policy.
    baseline: Path | None = None
    stores: bool = True
    jobs: int = 0


def run(
    options: Options, database: Database, cache: Cache | None = None, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Check a tree. Writes nothing and uses no network. Raises ``UsageError`` when policy or data is at fault."""
    today = options.as_of or date.today().isoformat()
    tree = Tree(options.root, options.exclude, mentions=False)
    base = _base(tree.root, options.base_ref)
    policies = _policies(tree.root, database, options, base)
    top = policies.for_file("")
    # A change of the policy or of what duties are read from may touch every model: then all are looked at.
    stated = _states_facts(tree.root, options.paths)
    collected = collect(tree, () if stated else options.paths, cache=cache, jobs=options.jobs, progress=progress)
    loosened: tuple[str, ...] = ()
    if base is not None:
        collected, loosened = _as_of_base(collected, tree, base, policies, database)
    named = (ref for ref in collected.refs if ref.role == "dependency")
    refs = without_missing(named, tree, database.matcher)
    groups: dict[str, tuple[Policy, list[ModelRef]]] = {}
    for ref in refs:
        policy = policies.for_file(ref.place.file)
        groups.setdefault(policy.file, (policy, []))[1].append(ref)
    groups.setdefault(top.file, (top, []))
    whole = {name: is_full(tree.root, options.paths, name) for name in groups}
    setting = _Setting(options, tree, policies, collected, today, whole, base, cache)
    reports = [_group(setting, policy, tuple(found)) for policy, found in groups.values()]
    full = all(whole[name] for name in [name for name, (_, found) in groups.items() if found] or [top.file])
    return replace(_joined(reports, collected, tree, top, today, full, database), loosened=loosened)


def consider(models: Sequence[str], options: Options, database: Database) -> Report:
    """Judge ``models`` (canonical ids, or licences as ``other:licence/ID``) as if the project used them.

    No file is read for names. The facts are the policy's own, with what it states of a model. Raises ``UsageError``.
    """
    today = options.as_of or date.today().isoformat()
    tree = Tree(options.root, options.exclude)
    policies = Policies(tree.root, database, options.policy)
    top = policies.for_file("")
    refs, entries = [], []
    for name in models:
        ecosystem, _, rest = name.partition(":")
        kind: Any = ecosystem if ecosystem in get_args(Kind) else "other"
        refs.append(ModelRef(rest, kind, name, Place(top.file or "smallprint.yaml"), found_by="named"))
        if name.startswith("other:licence/"):
            entries.append(ModelEntry(name, licence=rest.partition("/")[2], base=()))
    policy = replace(top, models=(*top.models, *entries))
    collected = Collected(tuple(refs))
    setting = _Setting(options, tree, policies, collected, today, {top.file: False}, None)
    return _joined([_group(setting, policy, tuple(refs))], collected, tree, top, today, False, database)


@record
class _Setting:
    """What is the same for all policies of a run."""

    options: Options
    tree: Tree
    policies: Policies
    collected: Collected
    today: str
    #: Policy file -> whether the run sees all that stands under it.
    whole: Mapping[str, bool]
    base: GitRef | None
    cache: Cache | None = None


def _taught(tree: Tree, collected: Collected, graph: Graph, cache: Cache | None) -> tuple[Taught, ...]:
    """What the files show of models that train others; most trees hold no lead to any."""
    if not any(step.action == "lead" and step.target != "carry" for step in collected.steps):
        return ()
    from smallprint.collect.python_imports import defined
    from smallprint.collect.training_follow import follow
    from smallprint.taught import taught

    written = (name for name, node in graph.nodes.items() if any(e.relation == "generated_by" for e in node.parents))
    steps = follow(tree, collected, (name.partition(":")[2] for name in written), cache)
    return taught(steps, lambda file, name: defined(tree, file, name))


def _policies(root: Path, database: Database, options: Options, base: GitRef | None) -> Policies:
    if base is None:
        return Policies(root, database, options.policy)
    return Policies(root, database, options.policy, base.read, base.folder)


def _base(root: Path, reference: str) -> GitRef | None:
    if not reference:
        return None
    from smallprint.gitref import GitRef  # it runs git, which most runs do not

    return GitRef(root, reference)


@record
class _Part:
    judged: Judged
    evaluation: Evaluation
    graph: Graph
    seen: Seen
    #: Models that only the policy names.
    declared: tuple[ModelRef, ...] = ()


def _group(setting: _Setting, policy: Policy, refs: tuple[ModelRef, ...]) -> _Part:
    """All that stands under one policy."""
    tree, options, full = setting.tree, setting.options, setting.whole[policy.file]
    database = setting.policies.database_for(policy)
    lock = _lock(tree.root, policy, setting.base)

    def resolved(wanted: tuple[ModelRef, ...]) -> Graph:
        return resolve(
            wanted,
            database,
            tree=tree,
            lock=lock,
            overrides=policy.models,
            as_of=date.fromisoformat(setting.today),
            stores=options.stores,
        )

    graph = resolved(refs)
    stated = tuple(declared(policy, graph)) if full else ()
    if stated:
        refs = (*refs, *stated)
        graph = resolved(refs)
    policy = _with_project_licence(suppose(policy, options.what_if, database), tree, database)
    # Files that were not looked at may hold the trainer: a run on named files waits for a full one.
    taught = _taught(tree, setting.collected, graph, setting.cache) if full else ()
    used = uses(refs, graph, policy, taught, setting.collected.steps)
    found = tuple(_locked(use, lock, options.require_lock) for use in used)
    licences = tuple(_licences(found, graph, database))
    seen = _observe(tree, found, licences, policy, database)
    evaluation = evaluate_all(found, graph, database, policy, seen, setting.today)
    known, known_name = _baseline(setting, policy)
    judged = judge(
        evaluation,
        policy,
        database.rules,
        database.vocabulary,
        database.facts,
        today=setting.today,
        scopes={ref.place.file: ref.scope for ref in refs if ref.scope},
        digests={licence.id: licence.digest for licence in licences},
        full=full,
        hook=not full and bool(setting.options.paths),
        ignored=tuple(
            ignore
            for ignore in setting.collected.ignores
            if setting.policies.for_file(ignore.place.file).file == policy.file
        ),
        leftovers=leftovers(
            policy,
            {name for use in found for claim in use.node.claims[:1] for name in leaves(claim.expression)},
            licences,
            lambda: frozenset(tree.walk()),
            database.vocabulary,
            setting.today,
        )
        if full
        else (),
        baseline=known,
        baseline_name=known_name,
    )
    return _Part(judged, evaluation, graph, seen, stated)


def _baseline(setting: _Setting, policy: Policy) -> tuple[Mapping[str, str], str]:
    """The baseline that was named, else the one beside the policy; as of the base where that is asked for."""
    from smallprint import baseline

    named, root = setting.options.baseline, setting.tree.root
    folder = root / Path(policy.file).parent if policy.file and not policy.file.startswith("..") else root
    path = named or folder / baseline.NAME
    content = setting.base.read(path) if setting.base else read_bytes(path)
    if content is None:
        if named:
            raise UsageError(f"{named}: no such baseline")
        return {}, ""
    name = setting.tree.relative(path)
    return baseline.load(content.decode("utf-8", "replace"), name), name


def _licences(found: Sequence[Use], graph: Graph, database: Database) -> Iterable[Licence]:
    """Every licence and incorporated document that the found can meet."""
    seen: set[str] = set()
    stack: list[str] = []
    for use in found:
        for route in routes(graph, use.node.id):
            node = graph.nodes.get(route.ids[-1])
            stack.extend(name for claim in (node.claims[:1] if node else ()) for name in leaves(claim.expression))
    while stack:
        name = stack.pop()
        licence = None if name in seen else database.licence(name)
        seen.add(name)
        if licence is not None:
            yield licence
            stack.extend(part["document"] for part in licence.incorporates)


def _observe(tree: Tree, found: Sequence[Use], licences: Sequence[Licence], policy: Policy, database: Database) -> Seen:
    """Look for what duties need; nothing is read where no duty can fall due."""
    terms = [term for licence in licences for term in licence.terms]
    links = {
        licence.id: link_of(licence.url)
        for licence in licences
        if licence.url and any(term.keys.get("or_link") for term in licence.terms)
    }
    kinds = {term.kind for term in terms}
    near = {ref.place.file for use in found for ref in use.refs}
    names = {use.node.id: tuple(_names(use)) for use in found} if "attribution" in kinds else {}
    matcher = database.matcher if "licence-copy" in kinds and _may_hand_on(found) else None
    return observe(tree, near, wanted_strings(terms), names, matcher, policy.duties, links)


def _names(use: Use) -> Iterable[str]:
    for name in use.ids:
        bare = name.partition(":")[2]
        yield bare
        if len(bare.rpartition("/")[2]) > 5:
            yield bare.rpartition("/")[2]


def _may_hand_on(found: Sequence[Use]) -> bool:
    for use in found:
        declared = use.facts.get("use.activities")
        if declared is not None and {
            "distribute_weights",
            "distribute_product",
            "offer_model_api",
            "host_as_service",
        } & set(declared.value):
            return True
    return False


def _with_project_licence(policy: Policy, tree: Tree, database: Database) -> Policy:
    if not policy.file or "use.project_licence" in policy.facts:
        return policy
    stated, where = project_licence(tree, database.matcher)
    if not stated:
        return policy
    return replace(policy, facts={**policy.facts, "use.project_licence": Fact("use.project_licence", stated, where)})


def _lock(root: Path, policy: Policy, base: GitRef | None) -> Any:
    """The lock beside the policy, else the one at the root; as of the base where that is asked for."""
    from smallprint.resolve import lockfile

    folder = root / Path(policy.file).parent if policy.file and not policy.file.startswith("..") else root
    for path in dict.fromkeys((folder / lockfile.NAME, root / lockfile.NAME)):
        if base is None:
            found = lockfile.read(path)
        else:
            content = base.read(path)
            found = None if content is None else lockfile.load(content.decode("utf-8", "replace"), lockfile.NAME)
        if found is not None:
            return found
    return None


def _locked(use: Use, lock: Any, required: bool) -> Use:
    """What the lock says of a use: whether it holds the model, and at the revision that the code loads."""
    facts = dict(use.facts)
    facts["model.lock_matches"] = Fact("model.lock_matches", True)
    if required:
        facts["policy.require_lock"] = Fact("policy.require_lock", True, "--require-lock")
    entry = next((entry for name in use.ids if lock is not None and (entry := lock.get(name))), None)
    if entry is not None or use.own or not use.node.id.startswith(("hf:", "dataset:")):
        facts["model.locked"] = Fact("model.locked", True)
    for ref in use.refs:
        if entry is not None and _HASH.match(ref.revision) and not entry.revision.startswith(ref.revision.lower()):
            place = f"{ref.place.file}:{ref.place.line}"
            facts["model.lock_matches"] = Fact("model.lock_matches", False, place)
    return replace(use, facts=facts)


def _as_of_base(
    collected: Collected, tree: Tree, base: GitRef, policies: Policies, database: Database
) -> tuple[Collected, tuple[str, ...]]:
    """Keep only the inline ignores that the base has too, and list what the change adds to policy, lock and ignores."""
    kept, added = [], []
    for ignore in collected.ignores:
        source = tree.read(ignore.place.file)
        comment = source.lines[ignore.place.line - 1].strip().encode() if source else b""
        if comment and comment in (base.read(tree.root / ignore.place.file) or b""):
            kept.append(ignore)
        else:
            added.append(f"{ignore.place.file}:{ignore.place.line}: an inline ignore")
    before = policies.for_file("").data
    try:
        after = Policies(tree.root, database).for_file("").data
        added.extend(f"policy: {change}" for change in _changes(before, after, ""))
    except UsageError as error:
        added.append(f"policy: cannot be read any more ({str(error).splitlines()[0]})")
    if read_bytes(tree.root / "smallprint.baseline") != base.read(tree.root / "smallprint.baseline"):
        added.append("smallprint.baseline differs")
    if read_bytes(tree.root / "smallprint.lock") != base.read(tree.root / "smallprint.lock"):
        added.append("smallprint.lock differs")
    return replace(collected, ignores=tuple(kept)), tuple(added)


def _changes(before: Any, after: Any, at: str) -> Iterable[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _changes(before.get(key), after.get(key), f"{at}.{key}".lstrip("."))
    elif before != after:
        yield f"{at} changes"


def is_full(root: Path, paths: Sequence[Path], policy: str = "") -> bool:
    """Whether a run sees all that stands under the policy file ``policy`` (empty: under the root).

    It does without ``paths``, with a folder that holds it all, or with a file that facts come from.
    """
    if not paths or _states_facts(root, paths):
        return True
    below = root if policy.startswith("..") else (root / policy).parent if policy else root
    return any((root / path).is_dir() and below.is_relative_to((root / path).resolve()) for path in paths)


def _states_facts(root: Path, paths: Sequence[Path]) -> bool:
    return any(path.name.lower().startswith(_FACT_FILES) and not (root / path).is_dir() for path in paths)


def _joined(
    parts: Sequence[_Part], collected: Collected, tree: Tree, policy: Policy, today: str, full: bool, database: Database
) -> Report:
    verdicts = [part.judged.verdict for part in parts]
    verdict = "broken" if "broken" in verdicts else "incomplete" if "incomplete" in verdicts else "kept"
    graph = Graph(
        {name: node for part in parts for name, node in part.graph.nodes.items()},
        {name: node for part in parts for name, node in part.graph.resolved.items()},
    )
    problems = {*collected.problems, *tree.problems, *(problem for part in parts for problem in part.graph.problems)}
    refs = (*collected.refs, *(ref for part in parts for ref in part.declared))
    findings = tuple(finding for part in parts for finding in part.judged.findings)
    counted = [finding for finding in findings if not finding.waived_by and finding.severity != "off"]
    models = {
        graph.resolved.get(ref.canonical, ref.canonical) for ref in refs if ref.role == "dependency" and ref.ref != "?"
    }
    return Report(
        verdict=verdict,  # type: ignore[arg-type]
        scope="full" if full else "partial",
        findings=findings,
        kept=tuple(finding for part in parts for finding in part.evaluation.kept),
        duties=tuple(duty for part in parts for duty in part.evaluation.duties),
        questions=tuple(question for part in parts for question in part.judged.questions),
        problems=tuple(sorted(problems)),
        refs=refs,
        graph=graph,
        coverage={**collected.coverage, "unnamed": sum(ref.ref == "?" for ref in collected.refs)},
        summary={
            "models": len(models),
            "errors": sum(finding.severity == "error" for finding in counted),
            "warnings": sum(finding.severity == "warning" for finding in counted),
            "violated": sum(finding.verdict.name == "VIOLATED" for finding in counted),
            "undetermined": sum(finding.verdict.name == "UNDETERMINED" for finding in counted),
            "waived": sum(bool(finding.waived_by) for finding in findings),
        },
        policy_file=policy.file,
        as_of=today,
        versions={"smallprint": __version__, "data": database.data_version},
    )
