from __future__ import annotations

import gzip
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from smallprint.catalogue import Catalogue, load_models
from smallprint.catalogue.index import _Glob
from smallprint.catalogue.spelling import grams, slug, split, unquantised, words
from smallprint.labels import expression_of

ROOT = Path(__file__).resolve().parents[2]
IDS = frozenset({"mit", "apache-2.0", "llama3.1"})


def faults(folder: Path, text: str, name: str = "acme.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return load_models(folder, IDS)[1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("models:\n  - {id: a/b, licence: mitt}", "acme.yaml:2: licence: unknown licence 'mitt' (nearest valid: mit)"),
        ("models:\n  - {id: a/b, licence: mit AND gpl}", "acme.yaml:2: licence: unknown licence 'gpl'"),
        ("models:\n  - {id: a/b, license: mit}", "acme.yaml:2: license: unknown key (nearest valid: licence, licences"),
        ("models:\n  - {licence: mit}", "acme.yaml:2: id: a model needs an id"),
        ("models:\n  - {id: a/b, base: c/d, relation: tuned}", "acme.yaml:2: relation: unknown value 'tuned'"),
        ("models:\n  - {id: a/b, licences: [{licence: mit, since: May}]}", "acme.yaml:2: since: a date YYYY-MM-DD"),
        ("names: [a]", "acme.yaml:1: names: a mapping is expected"),
        ("names: {a: 5}", "acme.yaml:1: a: a text is expected"),
        ("[1, 2]", "acme.yaml:1: a mapping is expected"),
        ("models: [", "acme.yaml:"),
        ("a: !!python/object:os.system x", "acme.yaml:1: a: unknown key"),
    ],
)
def test_a_fault_names_file_line_key_and_the_nearest_word(tmp_path: Path, text: str, fault: str) -> None:
    errors = faults(tmp_path, text)
    assert len(errors) == 1
    assert errors[0].startswith(fault)


@pytest.mark.parametrize(
    "text",
    ["", "models: 5", "models: [{id: ':', licence: mit}]", "families: x",
     "families: [{match: {a: b}}]\ncovers: {x: y}", "models: [[], 3, {id: [a]}]", "covers: 7",
     "models: [{id: a/b, base: {id: }}]", "models: [{id: a/b, base: [[c]]}]"],
)  # fmt: skip
def test_own_files_of_any_shape_end_in_faults_or_nothing(tmp_path: Path, text: str) -> None:
    assert all(re.match(r"acme\.yaml:\d+: ", error) for error in faults(tmp_path, text))


def test_faults_in_the_shared_lists(tmp_path: Path) -> None:
    assert faults(tmp_path, "a: {models: opened}", "_providers.yaml") == [
        "_providers.yaml:1: models: unknown value 'opened' (nearest valid: closed)"
    ]
    (tmp_path / "_providers.yaml").unlink()
    assert faults(tmp_path, "a: {as_of: 2024-01}", "_sources.yaml")[0].startswith("_sources.yaml:1: a: a source needs")
    (tmp_path / "_sources.yaml").write_text("cards: {text: cards of 2026}")
    assert faults(tmp_path, "models: [{id: a/b, licence: mit, source: card}]") == [
        "acme.yaml:1: source: unknown source 'card' (nearest valid: cards)"
    ]


def test_a_table_with_a_broken_row(tmp_path: Path) -> None:
    (tmp_path / "tail").mkdir()
    (tmp_path / "tail" / "hub-2024-07.tsv").write_text("# source: s\n# as_of: 2024-07\na/b\tmit\nbroken\n")
    connection, errors = load_models(tmp_path, IDS)
    assert errors == ["tail/hub-2024-07.tsv:4: a row needs an id and a second cell"]
    node = Catalogue(connection).node("hf:a/b")
    assert node is not None
    assert (node.claims[0].expression, node.claims[0].as_of, node.claims[0].evidence) == ("mit", "2024-07", "s")


def test_a_card_that_was_read_stands_over_the_snapshot_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "tail").mkdir()
    (tmp_path / "tail" / "hub-2024-07.tsv").write_text("# source: s\n# as_of: 2024-07\na/b\tother\n")
    (tmp_path / "cards.tsv").write_text(
        "hf:a/b\tmit\t2025-03-01\tcard @abc1234\tc/d\tfinetune\n"
        "hf:a/c\tmitt\t2025-03\tcard @abc1234\na/d\tmit\t2025-03\tcard @abc1234\nhf:a/e\tmit\tsoon\tcard @abc1234\n"
        "hf:a/f\tmit\t2025-03\tcard @abc1234\tc/d\tchild\nhf:a/g\tother:own\t2025-03\ta/g LICENSE @abc1234\n"
    )
    connection, errors = load_models(tmp_path, IDS)
    assert errors == [
        "cards.tsv:2: label: unknown licence 'mitt'; what no file of licences/ holds is written other:NAME",
        "cards.tsv:3: a row needs ECOSYSTEM:ID, a label, a day (2025-01-31 or 2025-01) and a source",
        "cards.tsv:4: a row needs ECOSYSTEM:ID, a label, a day (2025-01-31 or 2025-01) and a source",
        "cards.tsv:5: relation: unknown value 'child' (adapter, finetune, merge, quantized)",
    ]
    node = Catalogue(connection).node("hf:a/b")
    assert node is not None
    assert [(claim.expression, claim.as_of, claim.evidence) for claim in node.claims] == [
        ("mit", "2025-03-01", "card of a/b on the Hub @abc1234")
    ]
    assert [(edge.parent, edge.relation) for edge in node.parents] == [("hf:c/d", "finetune")]


def test_a_licence_file_stands_beside_a_card_whenever_that_was_seen(tmp_path: Path) -> None:
    (tmp_path / "tail").mkdir()
    (tmp_path / "tail" / "hub-2024-07.tsv").write_text(
        "# source: s\n# as_of: 2024-07\na/silent\tnone-declared\na/other\tllama3.1\n"
    )
    (tmp_path / "cards.tsv").write_text(
        "hf:a/other\tmit\t2019-07-11\ta/code LICENSE @abc1234\nhf:a/silent\tmit\t2019-07-11\ta/code LICENSE @abc1234\n"
    )
    catalogue = Catalogue(load_models(tmp_path, IDS)[0])
    said = {name: catalogue.node(f"hf:a/{name}") for name in ("silent", "other")}
    claims = {name: [claim.expression for claim in node.claims] for name, node in said.items() if node}
    assert claims == {"silent": ["mit"], "other": ["mit", "llama3.1"]}


def test_every_card_that_was_read_is_what_the_catalogue_answers(connection: sqlite3.Connection) -> None:
    lines = (ROOT / "models" / "cards.tsv").read_text(encoding="utf-8").splitlines()
    for name, label, *_ in (line.split("\t") for line in lines if not line.startswith("#")):
        node = Catalogue(connection).node(name)
        assert node is not None, name
        assert node.claims[0].expression == expression_of(label), name


def test_what_only_the_old_name_is_known_by_is_known_under_the_new(tmp_path: Path) -> None:
    (tmp_path / "tail").mkdir()
    (tmp_path / "tail" / "hub-2024-07.tsv").write_text("# source: s\n# as_of: 2024-07\nold/b\tmit\n")
    (tmp_path / "_renames.yaml").write_text("models: {old/b: new/b}\n")
    catalogue = Catalogue(load_models(tmp_path, IDS)[0])
    for name in ("hf:old/b", "hf:new/b"):
        node = catalogue.node(name)
        assert node is not None
        assert [claim.expression for claim in node.claims] == ["mit"]


def test_of_two_snapshots_the_one_in_force_counts(tmp_path: Path) -> None:
    from datetime import date

    (tmp_path / "tail").mkdir()
    for month, label in (("2024-07", "mit"), ("2026-10", "apache-2.0")):
        (tmp_path / "tail" / f"hub-{month}.tsv").write_text(f"# source: s\n# as_of: {month}\na/b\t{label}\n")
    catalogue = Catalogue(load_models(tmp_path, IDS)[0])
    for day, licence in ((None, "apache-2.0"), (date(2025, 1, 1), "mit"), (date(2023, 1, 1), "mit")):
        node = catalogue.node("hf:a/b", day)
        assert node is not None
        assert [claim.expression for claim in node.claims] == [licence]


def test_a_list_yields_to_a_card_and_to_the_family(tmp_path: Path) -> None:
    (tmp_path / "tail").mkdir()
    (tmp_path / "tail" / "other.tsv").write_text(
        "hf:a/x\tmit\t\t\t\t\tlow\ta list\nhf:a/y\tmit\t\t\t\t\tlow\ta list\nhf:b/z\tmit\t\t\t\t\tlow\ta list\n"
    )
    (tmp_path / "tail" / "hub-2024-07.tsv").write_text("# source: s\n# as_of: 2024-07\na/x\tapache-2.0\n")
    (tmp_path / "a.yaml").write_text("covers: ['hf:a']\nfamilies: [{match: '*', licence: llama3.1}]")
    catalogue = Catalogue(load_models(tmp_path, IDS)[0])
    said = {name: catalogue.node(f"hf:{name}") for name in ("a/x", "a/y", "b/z")}
    claims = {name: [(c.expression, c.confidence) for c in node.claims] for name, node in said.items() if node}
    assert claims == {
        "a/x": [("apache-2.0", "high"), ("llama3.1", "medium")],
        "a/y": [("llama3.1", "medium")],
        "b/z": [("mit", "low")],
    }


def test_the_label_of_a_licence_that_does_not_exist_is_unknown(connection: sqlite3.Connection) -> None:
    bodies = connection.execute("SELECT body FROM catalogue_node WHERE key LIKE 'hf:qwen/qwen3.8-2.4t%'").fetchall()
    assert bodies
    assert all(json.loads(body)["c"][0][0] == "unknown" for (body,) in bodies)


def test_the_publishers_patterns_do_not_contradict_their_cards(
    catalogue: Catalogue, connection: sqlite3.Connection
) -> None:
    scopes = {row[0] for row in connection.execute("SELECT scope FROM catalogue_scope WHERE scope LIKE 'hf:%'")}
    rows = connection.execute("SELECT id FROM catalogue_node WHERE key LIKE 'hf:%/%'").fetchall()
    official = [name for (name,) in rows if name.rpartition("/")[0].lower() in scopes]
    assert len(official) > 3000
    nodes = [node for name in official if (node := catalogue.node(name))]
    differing = {node.id for node in nodes if len(node.claims) > 1}
    # Both sides are meant to be shown here: the repository's own file says otherwise than the card.
    assert differing <= {"hf:Kwai-Kolors/Kolors", "hf:Kwai-Kolors/Kolors-diffusers"}


# The generator


def test_the_generator_leaves_recollections_out_and_writes_stable_tables(tmp_path: Path) -> None:
    folder, out = tmp_path / "facts", tmp_path / "tail"
    folder.mkdir()
    card = {
        "kind": "hf",
        "license": "mit",
        "source": "x model_lists@016ca26",
        "confidence": "primary",
        "as_of": "2024-07",
    }
    late = {**card, "source": "hf_models.json"}
    rows = [
        {**card, "id": "b/two", "base_model": ["a/one"], "base_relation": "finetune"},
        {**card, "id": "a/one", "release_date": "2024-01-02\n"},
        {**late, "id": "a/one", "license": "apache-2.0"},
        {"id": "a/one", "kind": "hf", "license": "gpl", "source": "a list", "confidence": "secondary"},
        {"id": "c/three", "kind": "hf", "license": "gpl", "source": "a list", "confidence": "secondary"},
    ]
    data = {"id": "d/s", "license": ["OpenAI", "mit"], "generated_by": ["X"], "source": "s", "confidence": "secondary"}
    files = {
        "models.jsonl": rows,
        "unverified.jsonl": [{**card, "id": "un/verified"}],
        "datasets.jsonl": [data],
        "ollama.jsonl": [{"name": "n", "tag": "*", "hf": "a/one", "source": "s", "tag_aliases": [["1b", "latest"]]}],
    }  # fmt: skip
    for name, lines in files.items():
        (folder / name).write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    # Many build on a/deep-one and say so in their names; "word" in a name tells nothing, and "else" stands in none.
    users = [f"u{number}/deep-one-tune\tmit\ta/deep-one" for number in range(12)]
    astray = [f"w{number}/my\tmit\ta/word\nx{number}/word-game\tgpl\tb/else" for number in range(12)]
    uniform = [f"always/m{number}\tapache-2.0" for number in range(30)]
    mixed = [f"often/m{number}\t{'mit' if number else 'gpl-3.0'}" for number in range(40)]
    with gzip.open(folder / "hub-2024-07-licensed.tsv.gz", "wt") as listed:
        listed.write("\n".join(["id\tlicense\tbase_model", *users, *astray, *uniform, *mixed]) + "\n")
    api = tmp_path / "api.jsonl"
    api.write_text(json.dumps({"provider": "bedrock", "api_id": "eu.x.y-v1:0", "open_weights": True}) + "\n")
    command = [sys.executable, ROOT / "tools" / "catalogue.py", folder, "--api", api, "--out", out]
    subprocess.run(command, check=True, capture_output=True)
    first = {path.name: path.read_text() for path in sorted(out.iterdir())}
    subprocess.run(command, check=True, capture_output=True)
    assert {path.name: path.read_text() for path in sorted(out.iterdir())} == first
    tables = {name: [line for line in text.splitlines() if not line.startswith("#")] for name, text in first.items()}
    assert tables == {
        "api.tsv": ["bedrock\tx.y-v1:0\topen"],
        "bases.tsv": ["a/deep-one\t12\t12\t12"],
        "publishers.tsv": ["always\tapache-2.0\t30"],
        "datasets.tsv": ["d/s\tmit\tlow\tX\ts"],
        "hub-2024-07.tsv": ["a/one\tmit", "b/two\tmit\t\ta/one\tfinetune"],
        "hub-2026-10.tsv": ["a/one\tapache-2.0"],
        "ollama.tsv": ["n\t*\ta/one\t\t1b,latest"],
        "other.tsv": ["hf:c/three\tgpl\t\t\t\t\tlow\ta list"],
    }
    assert "un/verified" not in "".join(first.values())
    assert all(text.startswith("# source: ") for text in first.values())


@pytest.mark.parametrize("path", sorted((ROOT / "models").glob("**/*.tsv")), ids=lambda path: path.name)
def test_a_committed_table_is_sorted_and_names_its_source(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# source: ")
    assert lines[1].startswith("# as_of: ")
    rows = [line for line in lines if not line.startswith("#")]
    assert rows == sorted(set(rows))


# Names


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Llama-2-7B-Chat.ggmlv3.q2_K", "Llama-2-7B-Chat"), ("m-4.0bpw-h6-exl2", "m"), ("m-Q4_K_M-GGUF", "m"),
        ("m-IQ3_XXS", "m"), ("m-unsloth-bnb-4bit", "m"), ("m-4-bit", "m"), ("m-GPTQ-Int4", "m"), ("m-4bit-128g", "m"),
        ("m-i1-GGUF", "m"), ("m-FP8-dynamic", "m"), ("m-hf", "m"), ("g-3-12b-it-qat-q4_0-gguf", "g-3-12b-it-qat"),
        ("vit-s", "vit-s"), ("Phi-3-mini-4k-instruct", "Phi-3-mini-4k-instruct"), ("Llama-3.1-8B", "Llama-3.1-8B"),
        ("", ""), ("-gguf", "-gguf"), ("gguf", "gguf"),
    ],
)  # fmt: skip
def test_storage_suffixes(name: str, last: str) -> None:
    assert list(unquantised(name))[-1] == last


def test_slugs_keep_versions_apart() -> None:
    assert slug("Llama-3.1-8B_Instruct") == slug("llama3.1-8b.instruct")
    assert slug("llama-1.3b") != slug("llama-13b")
    assert words("Qwen2.5VL-7B") == ["qwen", "2.5vl", "7b"]
    assert grams("my-llama-3.1-8b", frozenset({"llama"})) == ["llama3.18b", "llama3.1", "llama"]
    assert split("hf:a/b:c") == ("hf", "a/b:c")
    assert split("plain") == ("", "plain")


@pytest.mark.parametrize(
    ("glob", "fits", "not_fits"),
    [
        ("qwen2.5-3b*", ["qwen2.5-3b", "qwen2.5-3b-x"], ["qwen2.5-32b", "qwen2x5-3b"]),
        ("a", ["a"], ["aa", "b"]),
        ("*-chat", ["x-chat", "-chat"], ["chat", "x-chat-y"]),
        ("a*b*c", ["abc", "axbxc", "a-b-b-c"], ["ac", "acb", "ab"]),
        ("a*a", ["aa", "aba"], ["a"]),
        ("*", ["", "x"], []),
    ],
)
def test_patterns(glob: str, fits: list[str], not_fits: list[str]) -> None:
    matches = _Glob(glob)
    assert [text for text in (*fits, *not_fits) if matches(text)] == fits
