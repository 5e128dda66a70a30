"""Which licence, says who, and what a model inherits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from resolve_fakes import FakeCatalogue, FakeDatabase, FakeOverride, node, ref

from smallprint.fs import Tree
from smallprint.lineage import routes
from smallprint.model import Claim, Edge, Graph, Node
from smallprint.resolve import graph as graph_module
from smallprint.resolve import resolve
from smallprint.resolve.card import Evidence


def paths(graph: Graph, start: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The routes to ancestors, as ancestor, relations and ids."""
    return [(route.ancestor, route.relations, route.ids) for route in routes(graph, start)][1:]


class FakeLock:
    def __init__(self, **pinned: Evidence) -> None:
        self.pinned = {key.replace("_", ":", 1).replace("__", "/"): value for key, value in pinned.items()}

    def evidence(self, canonical: str) -> Evidence | None:
        return self.pinned.get(canonical)


def run(database: FakeDatabase, *canonicals: str, **more: object) -> Graph:
    return resolve([ref(canonical) for canonical in canonicals], database, stores=False, **more)  # type: ignore[arg-type]


def own(graph: Graph, canonical: str) -> str:
    return graph.nodes[graph.resolved[canonical]].claims[0].expression


def test_a_name_built_at_run_time_leads_nowhere() -> None:
    graph = resolve([ref("hf:?", written="?")], FakeDatabase(), stores=False)
    assert graph == Graph({}, {}, ())


def test_unknown_is_an_answer() -> None:
    graph = run(FakeDatabase(), "hf:nobody/nothing")
    assert graph.nodes["hf:nobody/nothing"].claims == (Claim("unknown", "unknown"),)
    assert graph.problems == ()


def test_bases_are_followed_whatever_the_own_licence_is() -> None:
    database = FakeDatabase(
        node("hf:a/tuned", "mit", "hf:a/base"), node("hf:a/base", "llama3.1", "hf:a/root"), node("hf:a/root", "gemma")
    )
    graph = run(database, "hf:a/tuned")
    assert set(graph.nodes) == {"hf:a/tuned", "hf:a/base", "hf:a/root"}
    assert own(graph, "hf:a/tuned") == "mit"
    assert [(ancestor, steps) for ancestor, steps, _ in paths(graph, "hf:a/tuned")] == [
        ("hf:a/base", ("finetune",)),
        ("hf:a/root", ("finetune", "finetune")),
    ]


def test_aliases_merge_to_one_node() -> None:
    database = FakeDatabase(
        node("hf:google-bert/bert", "apache-2.0"),
        node("hf:x/tuned", "", "hf:bert"),
        aliases={"hf:bert": "hf:google-bert/bert"},
    )
    graph = run(database, "hf:bert", "hf:google-bert/bert", "hf:x/tuned")
    assert set(graph.nodes) == {"hf:google-bert/bert", "hf:x/tuned"}
    assert graph.resolved["hf:bert"] == graph.resolved["hf:google-bert/bert"] == "hf:google-bert/bert"
    assert graph.nodes["hf:x/tuned"].parents[0].parent == "hf:google-bert/bert"


def test_the_lock_comes_before_the_catalogue_and_both_are_kept() -> None:
    locked = Evidence((Claim("cc-by-nc-4.0", "lock", "smallprint.lock"),))
    graph = run(FakeDatabase(node("hf:a/b", "mit")), "hf:a/b", lock=FakeLock(hf_a__b=locked))
    assert [(claim.expression, claim.source) for claim in graph.nodes["hf:a/b"].claims] == [
        ("cc-by-nc-4.0", "lock"),
        ("mit", "catalogue"),
    ]


def test_a_policy_replaces_the_own_licence_only() -> None:
    database = FakeDatabase(node("hf:a/b", "llama3.1", "hf:a/base"), node("hf:a/base", "gemma"))
    graph = run(database, "hf:a/b", overrides=[FakeOverride("a/b", licence="mit")])
    assert [claim.expression for claim in graph.nodes["hf:a/b"].claims] == ["mit", "llama3.1"]
    assert [edge.parent for edge in graph.nodes["hf:a/b"].parents] == ["hf:a/base"]


@pytest.mark.parametrize("id", ["a/b", "hf:a/b"])
def test_an_empty_base_removes_edges(id: str) -> None:
    database = FakeDatabase(node("hf:a/b", "mit", "hf:a/base"), node("hf:a/base", "gemma"))
    graph = run(database, "hf:a/b", overrides=[FakeOverride(id, base=())])
    assert graph.nodes["hf:a/b"].parents == ()
    assert set(graph.nodes) == {"hf:a/b"}


def test_a_policy_states_base_relation_name_and_modality() -> None:
    override = FakeOverride(
        "a/b", base=("x/y",), relation="distilled", modality=("image", "text"), public_name="Llama-b"
    )
    graph = run(FakeDatabase(node("hf:a/b", "mit")), "hf:a/b", overrides=[override])
    found = graph.nodes["hf:a/b"]
    assert [(edge.parent, edge.relation) for edge in found.parents] == [("hf:x/y", "distilled")]
    assert (found.modality, found.public_name) == (("image", "text"), "Llama-b")
    assert "hf:x/y" in graph.nodes


def test_a_policy_says_who_generated_a_dataset() -> None:
    database = FakeDatabase(node("api:openai/gpt-4", "gpl-3.0"))
    override = FakeOverride("dataset:me/data", generated_by=("api:openai/gpt-4",))
    graph = run(database, "dataset:me/data", overrides=[override])
    assert [(edge.parent, edge.relation) for edge in graph.nodes["dataset:me/data"].parents] == [
        ("api:openai/gpt-4", "generated_by")
    ]


def write(folder: Path, **files: str) -> Tree:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_json", ".json").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Tree(folder)


def in_folder(tree: Tree, database: FakeDatabase, canonical: str = "hf:a/b") -> list[tuple[str, str]]:
    graph = resolve([ref(canonical)], database, tree=tree, stores=False)
    return [(claim.expression, claim.source) for claim in graph.nodes[graph.resolved[canonical]].claims]


def test_evidence_in_the_tree_never_loosens_a_primary_row(tmp_path: Path) -> None:
    tree = write(tmp_path, a__b__config_json="{}", a__b__LICENSE="mit text")
    assert in_folder(tree, FakeDatabase(node("hf:a/b", "llama3.1"))) == [
        ("llama3.1", "catalogue"),
        ("mit", "licence-file"),
    ]


def test_stricter_evidence_in_the_tree_leads(tmp_path: Path) -> None:
    tree = write(tmp_path, a__b__config_json="{}", a__b__LICENSE="cc-by-nc-4.0 text")
    assert in_folder(tree, FakeDatabase(node("hf:a/b", "mit")))[0] == ("cc-by-nc-4.0", "licence-file")


def test_evidence_in_the_tree_is_stronger_than_a_pattern(tmp_path: Path) -> None:
    tree = write(tmp_path, a__b__config_json="{}", a__b__LICENSE="mit text")
    family = Node("hf:a/b", "hf", (Claim("llama3.1", "family", "rule", "medium"),))
    assert in_folder(tree, FakeDatabase(family)) == [("mit", "licence-file"), ("llama3.1", "family")]


def test_a_permissive_licence_file_does_not_hide_a_strict_label(tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-nc-4.0\n---\n"
    tree = write(tmp_path, a__b__config_json="{}", a__b__LICENSE="mit text", a__b__README_md=card)
    assert in_folder(tree, FakeDatabase()) == [("cc-by-nc-4.0", "card"), ("mit", "licence-file")]


def test_a_label_without_meaning_does_not_hide_who_knows_the_text() -> None:
    locked = Evidence((Claim("unknown", "lock", "smallprint.lock", label="other"),))
    graph = run(FakeDatabase(node("hf:a/b", "qwen-research")), "hf:a/b", lock=FakeLock(hf_a__b=locked))
    assert [claim.expression for claim in graph.nodes["hf:a/b"].claims] == ["qwen-research", "unknown"]


def test_a_label_without_meaning_stays_before_a_guess_from_the_name() -> None:
    locked = Evidence((Claim("unknown", "lock", "smallprint.lock", label="other:acme"),))
    guess = Node("hf:a/b", "hf", (Claim("llama3.1", "family", "pattern", "low"),))
    graph = run(FakeDatabase(guess), "hf:a/b", lock=FakeLock(hf_a__b=locked))
    assert [claim.expression for claim in graph.nodes["hf:a/b"].claims] == ["unknown", "llama3.1"]


def test_a_card_in_the_tree_is_a_model_of_its_own(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nbase_model: meta/llama\nbase_model_relation: finetune\n---\n"
    tree = write(tmp_path, README_md=card, LICENSE="mit text")
    database = FakeDatabase(node("hf:meta/llama", "llama3.1"))
    found = ref("hf:meta/llama", "README.md", 3, relation="finetune", declared_licence="mit")
    graph = resolve([found], database, tree=tree, stores=False)
    mine = graph.nodes[graph.resolved["other:./"]]
    assert mine.kind == "other"
    assert [(claim.expression, claim.evidence) for claim in mine.claims] == [("mit", "LICENSE"), ("mit", "README.md:2")]
    assert [(edge.parent, edge.relation, edge.evidence) for edge in mine.parents] == [
        ("hf:meta/llama", "finetune", "README.md:3")
    ]


def test_a_stated_relation_wins_over_an_unknown_one() -> None:
    locked = Evidence(parents=(Edge("hf:a/base", "unknown", "lock"),))
    database = FakeDatabase(node("hf:a/b", "mit", Edge("hf:a/base", "quantized", "row")), node("hf:a/base", "gemma"))
    graph = run(database, "hf:a/b", lock=FakeLock(hf_a__b=locked))
    assert [(edge.parent, edge.relation) for edge in graph.nodes["hf:a/b"].parents] == [("hf:a/base", "quantized")]


def test_an_unknown_relation_stays_unknown() -> None:
    database = FakeDatabase(node("hf:a/b", "mit", Edge("hf:a/base")))
    assert run(database, "hf:a/b").nodes["hf:a/b"].parents[0].relation == "unknown"


def test_a_pattern_on_the_name_gives_way_to_a_stated_base() -> None:
    guess = node("hf:a/b-llama-3", "mit", Edge("hf:meta/llama-3", "unknown", "pattern", "low"))
    assert "hf:meta/llama-3" in run(FakeDatabase(guess), guess.id).nodes
    locked = Evidence(parents=(Edge("hf:a/base", "finetune", "lock"),))
    graph = resolve([ref(guess.id)], FakeDatabase(guess), lock=Always(locked), stores=False)
    assert [edge.parent for edge in graph.nodes[guess.id].parents] == ["hf:a/base"]


class Always:
    """A lock that pins one model, whatever it is called, and no other."""

    def __init__(self, evidence: Evidence) -> None:
        self.pinned: Evidence | None = evidence

    def evidence(self, canonical: str) -> Evidence | None:
        pinned, self.pinned = self.pinned, None
        return pinned


def test_modality_is_handed_down_along_weights_only() -> None:
    database = FakeDatabase(
        node("hf:a/vision", "mit", modality=("image", "text")),
        node("hf:a/tuned", "mit", "hf:a/vision"),
        node("hf:a/gguf", "mit", Edge("hf:a/tuned", "quantized")),
        node("hf:a/student", "mit", Edge("hf:a/vision", "distilled")),
        node("hf:a/reader", "mit", "hf:a/vision", modality=("text",)),
    )
    graph = run(database, "hf:a/gguf", "hf:a/student", "hf:a/reader")
    assert graph.nodes["hf:a/tuned"].modality == graph.nodes["hf:a/gguf"].modality == ("image", "text")
    assert graph.nodes["hf:a/student"].modality == ()
    assert graph.nodes["hf:a/reader"].modality == ("text",)


def test_a_circle_ends_and_is_reported() -> None:
    database = FakeDatabase(
        node("hf:a/1", "mit", "hf:a/2"), node("hf:a/2", "mit", "hf:a/3"), node("hf:a/3", "", "hf:a/1")
    )
    graph = run(database, "hf:a/1")
    assert set(graph.nodes) == {"hf:a/1", "hf:a/2", "hf:a/3"}
    assert [problem.reason for problem in graph.problems] == ["lineage runs in a circle: hf:a/3 names hf:a/1 again"]
    assert graph.problems[0].file == "app.py"
    assert [ancestor for ancestor, _, _ in paths(graph, "hf:a/1")] == ["hf:a/2", "hf:a/3"]


def test_a_model_that_names_itself_is_reported() -> None:
    graph = run(FakeDatabase(node("hf:a/1", "mit", "hf:a/1")), "hf:a/1")
    assert graph.nodes["hf:a/1"].parents == ()
    assert [problem.reason for problem in graph.problems] == ["hf:a/1 names itself as its base"]


class EndlessCatalogue(FakeCatalogue):
    """A chain of 10,000 models, each made from the next."""

    def node(self, canonical: str, as_of: date | None = None) -> Node | None:
        number = int(canonical.rsplit("/", 1)[1])
        return node(canonical, "mit", *([f"hf:chain/{number + 1}"] if number < 10_000 else []))


def test_a_chain_of_ten_thousand_is_cut_and_reported() -> None:
    database = FakeDatabase()
    database.catalogue = EndlessCatalogue({})
    graph = run(database, "hf:chain/0")
    assert len(graph.nodes) == graph_module.MAX_DEPTH + 2
    assert [problem.reason for problem in graph.problems] == [
        "lineage of more than 64 steps; the rest is not followed (1 left out)"
    ]
    last = list(paths(graph, "hf:chain/0"))[-1]
    # What was not followed is an unknown parent, not a missing one.
    assert last[0] == graph_module.NOT_FOLLOWED
    assert graph.nodes[last[0]].claims[0].expression == "unknown"


def test_a_hundred_thousand_children_are_cut_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_module, "MAX_MODELS", 5_000)  # the limit itself takes seconds to reach

    class Children(FakeCatalogue):
        def node(self, canonical: str, as_of: date | None = None) -> Node | None:
            return node(canonical, "llama3.1") if canonical == "hf:a/base" else node(canonical, "mit", "hf:a/base")

    database = FakeDatabase()
    database.catalogue = Children({})
    graph = resolve((ref(f"hf:child/{n}") for n in range(100_000)), database, stores=False)
    assert len(graph.nodes) == 5_001
    assert len(graph.resolved) == 100_000
    assert graph.resolved["hf:child/99999"] == graph_module.NOT_FOLLOWED
    assert "more than 5,000 models" in graph.problems[0].reason


def test_a_hundred_thousand_parents_are_cut_and_reported() -> None:
    many = node("hf:a/merge", "mit", *(Edge(f"hf:p/{n}", "merge") for n in range(100_000)))
    graph = run(FakeDatabase(many), "hf:a/merge")
    assert len(graph.nodes["hf:a/merge"].parents) == graph_module.MAX_PARENTS + 1
    assert graph.nodes["hf:a/merge"].parents[-1].parent == graph_module.NOT_FOLLOWED
    assert "more than 256 parents" in graph.problems[0].reason


def test_paths_give_the_shortest_route_of_every_set_of_relations() -> None:
    database = FakeDatabase(
        node("hf:a/m", "mit", Edge("hf:a/base", "unknown"), Edge("hf:a/mid", "finetune")),
        node("hf:a/mid", "mit", Edge("hf:a/base", "finetune")),
        node("hf:a/base", "llama3.1"),
    )
    routes = [
        (steps, ids) for ancestor, steps, ids in paths(run(database, "hf:a/m"), "hf:a/m") if ancestor == "hf:a/base"
    ]
    assert routes == [
        (("unknown",), ("hf:a/m", "hf:a/base")),
        (("finetune", "finetune"), ("hf:a/m", "hf:a/mid", "hf:a/base")),
    ]


def test_paths_end_in_a_dense_graph() -> None:
    layers = [
        node(f"hf:l{layer}/{n}", "mit", *(f"hf:l{layer + 1}/{m}" for m in range(10) if layer < 9))
        for layer in range(10)
        for n in range(10)
    ]
    graph = run(FakeDatabase(*layers), "hf:l0/0")
    assert 90 <= len(list(paths(graph, "hf:l0/0"))) <= 2_000


def test_the_result_does_not_depend_on_the_order_of_references() -> None:
    database = FakeDatabase(node("hf:a/1", "mit", "hf:a/3"), node("hf:a/2", "mit", "hf:a/3"), node("hf:a/3", "gemma"))
    forward, back = run(database, "hf:a/1", "hf:a/2"), run(database, "hf:a/2", "hf:a/1")
    assert forward.nodes == back.nodes
    assert list(forward.nodes) == list(back.nodes)
