"""Evidence in the tree and on this machine."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from resolve_fakes import FakeDatabase, FakeMatcher, node, ref

from smallprint.fs import Tree
from smallprint.model import Graph, ModelRef
from smallprint.resolve import resolve
from smallprint.resolve.cache import Stores
from smallprint.resolve.header import gguf, safetensors
from smallprint.resolve.licencefile import licence_files
from smallprint.resolve.local import Local


def put(root: Path, path: str, data: bytes | str | object) -> None:
    full = root / path
    full.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, bytes):
        full.write_bytes(data)
    else:
        full.write_text(data if isinstance(data, str) else json.dumps(data))


def look(root: Path, reference: ModelRef, *nodes: object) -> Graph:
    return resolve([reference], FakeDatabase(*nodes), tree=Tree(root), stores=False)  # type: ignore[arg-type]


def string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def gguf_file(**keys: str | int | list[str]) -> bytes:
    out = b"GGUF" + struct.pack("<IQQ", 3, 0, len(keys))
    for key, value in keys.items():
        out += string(key.replace("__", "."))
        if isinstance(value, str):
            out += struct.pack("<I", 8) + string(value)
        elif isinstance(value, int):
            out += struct.pack("<II", 4, value)
        else:
            out += struct.pack("<IIQ", 9, 8, len(value)) + b"".join(string(item) for item in value)
    return out


def safetensors_file(metadata: object) -> bytes:
    header = json.dumps(
        {"__metadata__": metadata, "w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
    ).encode()
    return struct.pack("<Q", len(header)) + header + bytes(4)


# A model folder


def test_a_model_folder_speaks_for_the_path_that_names_it(tmp_path: Path) -> None:
    put(tmp_path, "models/own/config.json", {"model_type": "llama"})
    put(tmp_path, "models/own/LICENSE", "llama3.1 text")
    put(tmp_path, "models/own/README.md", "---\nlicense: mit\nbase_model: meta/base\n---\n")
    graph = look(
        tmp_path, ref("other:./models/own", "src/app.py", written="./models/own"), node("hf:meta/base", "gemma")
    )
    found = graph.nodes["other:./models/own"]
    assert [(claim.expression, claim.source, claim.evidence) for claim in found.claims] == [
        ("llama3.1", "licence-file", "models/own/LICENSE"),
        ("mit", "card", "models/own/README.md:2"),
    ]
    assert [(edge.parent, edge.relation) for edge in found.parents] == [("hf:meta/base", "unknown")]


def test_a_path_may_start_at_the_file_that_names_it(tmp_path: Path) -> None:
    put(tmp_path, "src/weights/config.json", {})
    put(tmp_path, "src/weights/LICENSE.txt", "gemma text")
    graph = look(tmp_path, ref("other:./weights", "src/app.py", written="./weights"))
    assert graph.nodes["other:./weights"].claims[0].expression == "gemma"


def test_a_folder_without_a_model_says_nothing(tmp_path: Path) -> None:
    put(tmp_path, "org/name/LICENSE", "mit text")
    put(tmp_path, "org/name/main.py", "")
    graph = look(tmp_path, ref("hf:org/name"))
    assert graph.nodes["hf:org/name"].claims[0].expression == "unknown"


@pytest.mark.parametrize("written", ["../outside", "/etc", "~/x", "a\0b", "x" * 5000, "file:///etc/passwd", ".."])
def test_a_path_out_of_the_root_is_not_looked_at(tmp_path: Path, written: str) -> None:
    put(tmp_path, "outside/config.json", {})
    put(tmp_path, "outside/LICENSE", "mit text")
    (tmp_path / "root").mkdir()
    graph = look(tmp_path / "root", ref("other:x", written=written))
    assert graph.nodes["other:x"].claims[0].expression == "unknown"


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/config.json", {})
    put(tmp_path, "outside/LICENSE", "mit text")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "model").symlink_to(tmp_path / "outside")
    put(tmp_path, "root/own/config.json", {})
    (tmp_path / "root" / "own" / "LICENSE").symlink_to(tmp_path / "outside" / "LICENSE")
    tree = Tree(tmp_path / "root")
    refs = [ref("other:./model", written="./model"), ref("other:./own", written="./own")]
    graph = resolve(refs, FakeDatabase(), tree=tree, stores=False)
    assert {found.claims[0].expression for found in graph.nodes.values()} == {"unknown"}
    assert [problem.file for problem in tree.problems] == ["own/LICENSE"]


def test_a_changed_text_is_not_the_licence_that_it_resembles(tmp_path: Path) -> None:
    put(tmp_path, "m/config.json", {})
    put(tmp_path, "m/LICENSE", "mit changed text")
    found = look(tmp_path, ref("other:./m", written="m")).nodes["other:./m"]
    assert (found.claims[0].expression, found.claims[0].label) == ("unknown", "mit with changes")


def test_an_adapter_and_a_merge_name_their_bases(tmp_path: Path) -> None:
    put(tmp_path, "lora/adapter_config.json", {"base_model_name_or_path": "meta/base"})
    put(
        tmp_path,
        "merge/mergekit_config.yml",
        "models:\n  - model: a/one+b/lora\n  - model: ../lora\nbase_model: c/three\n",
    )
    tree = Tree(tmp_path)
    refs = [ref("other:./lora", written="lora"), ref("other:./merge", written="merge")]
    graph = resolve(refs, FakeDatabase(), tree=tree, stores=False)
    assert [(edge.parent, edge.relation) for edge in graph.nodes["other:./lora"].parents] == [
        ("hf:meta/base", "adapter")
    ]
    assert {(edge.parent, edge.relation) for edge in graph.nodes["other:./merge"].parents} == {
        ("hf:a/one", "merge"),
        ("hf:b/lora", "merge"),
        ("hf:c/three", "merge"),
        ("other:./lora", "merge"),
    }


def test_what_a_config_was_loaded_from_is_a_weak_hint(tmp_path: Path) -> None:
    put(tmp_path, "m/config.json", {"_name_or_path": "meta/base"})
    edge = look(tmp_path, ref("other:./m", written="m")).nodes["other:./m"].parents[0]
    assert (edge.parent, edge.relation, edge.confidence) == ("hf:meta/base", "unknown", "low")


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b"null", b'{"base_model_name_or_path": 5}', b"\xff\xfe\x00"])
def test_a_broken_config_is_a_problem_or_nothing(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "m/adapter_config.json", data)
    graph = look(tmp_path, ref("other:./m", written="m"))
    assert graph.nodes["other:./m"].parents == ()


# Headers


def test_a_gguf_file_names_licence_source_and_bases(tmp_path: Path) -> None:
    data = gguf_file(
        general__architecture="llama",
        tokenizer__tokens=["a", "b"],
        general__license="llama3.1",
        general__source__huggingface__repository="meta/base-instruct",
        general__base_model__count=1,
        general__base_model__0__repo_url="https://huggingface.co/meta/base",
        general__dataset__count=1,
        general__dataset__0__repo_url="https://huggingface.co/datasets/me/data",
    )
    put(tmp_path, "models/x-q4.gguf", data)
    found = look(tmp_path, ref("gguf:models/x-q4.gguf")).nodes["gguf:models/x-q4.gguf"]
    assert [(claim.expression, claim.source) for claim in found.claims] == [("llama3.1", "header")]
    assert [(edge.parent, edge.relation) for edge in found.parents] == [
        ("hf:meta/base-instruct", "quantized"),
        ("hf:meta/base", "unknown"),
        ("dataset:me/data", "trained_on"),
    ]


def test_a_licence_beside_weights_in_the_root_is_the_projects(tmp_path: Path) -> None:
    put(tmp_path, "x.gguf", gguf_file(general__name="x"))
    put(tmp_path, "LICENSE", "mit text")
    assert look(tmp_path, ref("gguf:x.gguf")).nodes["gguf:x.gguf"].claims[0].expression == "unknown"


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_cut_gguf_header_gives_what_stands_before(cut: int) -> None:
    whole = gguf_file(general__license="mit", general__name="x" * 60)
    found = gguf(whole[: len(whole) - cut], "x.gguf")
    assert [claim.expression for claim in found.claims] in ([], ["mit"])
    if cut < 60:
        assert found.claims


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GGUF",
        b"GGUF" + bytes(40),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**63) + b"\xff" * 64,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + string("general.license") + struct.pack("<IIQ", 9, 9, 2**60),
        b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + string("general.license")
        + struct.pack("<IIQ", 9, 8, 2**62)
        + bytes(800),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2**63),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + string("a") + struct.pack("<I", 77),
    ],
)
def test_a_hostile_gguf_header_says_nothing(data: bytes) -> None:
    assert not gguf(data, "x.gguf")


def test_safetensors_metadata() -> None:
    found = safetensors(
        safetensors_file({"modelspec.license": "CreativeML Open RAIL++-M License", "format": "pt"}), "m"
    )
    assert [(claim.expression, claim.source) for claim in found.claims] == [("openrail++", "header")]
    assert safetensors(safetensors_file({"base_model": "a/b"}), "m").parents[0].parent == "hf:a/b"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 32,
        struct.pack("<Q", 2**63) + b'{"__metadata__":' + b"[" * 90_000,
        struct.pack("<Q", 40) + b'{"__metadata__": {"license": 5}}        ',
        struct.pack("<Q", 20) + b'{"__metadata__": []}',
        struct.pack("<Q", 3) + b"[1]",
    ],
)
def test_a_hostile_safetensors_header_says_nothing(data: bytes) -> None:
    assert not safetensors(data, "m")


def test_weights_are_read_by_their_head_only(tmp_path: Path) -> None:
    path = tmp_path / "m" / "model.safetensors"
    put(tmp_path, "m/model.safetensors", safetensors_file({"license": "mit"}))
    os.truncate(path, 30 * 1024**3)  # sparse: reading it whole would take minutes and all memory
    assert look(tmp_path, ref("other:./m", written="m")).nodes["other:./m"].claims[0].expression == "mit"


def test_licence_files() -> None:
    names = ["LICENSE-MODEL", "LICENSE", "license.py", "LICENSE-CODE", "THIRD_PARTY_LICENSES", "README.md", "COPYING",
             "NOTICE", "LICENSE.md", "unlicensed.md", "MODEL_LICENSE", "LICENSE_2.0", "LICENSE.llama3"]  # fmt: skip
    assert licence_files(names) == (
        "COPYING", "LICENSE", "LICENSE.md", "LICENSE_2.0", "LICENSE-MODEL", "MODEL_LICENSE", "LICENSE.llama3",
    )  # fmt: skip


# The stores of this machine


def hub_cache(root: Path) -> Path:
    repo = root / "hub" / "models--me--tuned"
    put(repo, "refs/main", "b" * 40)
    put(repo, "blobs/old", "---\nlicense: mit\n---\n")
    put(repo, "blobs/new", "---\nlicense: cc-by-nc-4.0\nbase_model: meta/base\n---\n")
    put(repo, "blobs/text", "llama3.1 text")
    for commit, card in (("a" * 40, "old"), ("b" * 40, "new")):
        folder = repo / "snapshots" / commit
        folder.mkdir(parents=True)
        (folder / "README.md").symlink_to(repo / "blobs" / card)
        (folder / "LICENSE").symlink_to(repo / "blobs" / "text")
    return root / "hub"


def test_every_snapshot_of_the_hub_cache_is_read(tmp_path: Path) -> None:
    stores = Stores(FakeMatcher(), hub=hub_cache(tmp_path))
    found = stores.evidence("hf:me/tuned")
    # main's snapshot first; the text that both share once.
    assert [(claim.expression, claim.source) for claim in found.claims] == [
        ("llama3.1", "cache"),
        ("cc-by-nc-4.0", "cache"),
        ("mit", "cache"),
    ]
    assert [edge.parent for edge in found.parents] == ["hf:meta/base"]
    assert found.claims[1].evidence == f"Hub cache: models--me--tuned/snapshots/{'b' * 40}/README.md:2"
    assert not stores.problems


def test_the_pinned_revision_comes_first(tmp_path: Path) -> None:
    found = Stores(FakeMatcher(), hub=hub_cache(tmp_path)).evidence("hf:me/tuned", "a" * 40)
    assert [claim.expression for claim in found.claims] == ["llama3.1", "mit", "cc-by-nc-4.0"]


def test_the_variables_of_the_libraries_are_honoured(tmp_path: Path) -> None:
    hub_cache(tmp_path)
    for environment in (
        {"HF_HUB_CACHE": str(tmp_path / "hub")},
        {"HUGGINGFACE_HUB_CACHE": str(tmp_path / "hub")},
        {"HF_HOME": str(tmp_path)},
    ):
        assert Stores.of_machine(FakeMatcher(), {"HOME": "/nowhere", **environment}).evidence("hf:me/tuned")
    assert not Stores.of_machine(FakeMatcher(), {"HOME": "/nowhere"}).evidence("hf:me/tuned")


def test_a_link_out_of_the_store_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "secret", "mit text")
    folder = tmp_path / "hub" / "models--a--b" / "snapshots" / ("c" * 40)
    folder.mkdir(parents=True)
    (folder / "LICENSE").symlink_to(tmp_path / "secret")
    stores = Stores(FakeMatcher(), hub=tmp_path / "hub")
    assert not stores.evidence("hf:a/b")
    assert [problem.reason for problem in stores.problems] == ["a link that leaves the root; not followed"]


@pytest.mark.parametrize("name", ["../../etc", "a/../../b", "a/b/c", "", "..", "a\0b/c"])
def test_a_name_cannot_lead_out_of_the_stores(tmp_path: Path, name: str) -> None:
    stores = Stores(FakeMatcher(), hub=tmp_path, ollama=tmp_path)
    assert not stores.evidence(f"hf:{name}")
    assert not stores.evidence(f"ollama:{name}")


def ollama_store(root: Path, path: str) -> Path:
    digest = "d" * 64
    layers = [
        {"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:" + "0" * 64},
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + digest},
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:../../../etc/passwd"},
        "nonsense",
    ]
    put(root, f"manifests/{path}", {"layers": layers})
    put(root, f"blobs/sha256-{digest}", "llama3.1 text")
    return root


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("llama3.1:8b", "registry.ollama.ai/library/llama3.1/8b"),
        ("llama3.1", "registry.ollama.ai/library/llama3.1/latest"),
        ("me/model:q4", "registry.ollama.ai/me/model/q4"),
        ("hf.co/me/model:Q4_K_M", "hf.co/me/model/Q4_K_M"),
    ],
)
def test_the_licence_layers_of_the_ollama_store(tmp_path: Path, name: str, path: str) -> None:
    found = Stores(FakeMatcher(), ollama=ollama_store(tmp_path, path)).evidence(f"ollama:{name}")
    assert [(claim.expression, claim.source) for claim in found.claims] == [("llama3.1", "cache")]
    assert found.claims[0].evidence == f"Ollama store: manifests/{path} (licence layer dddddddddddd)"


@pytest.mark.parametrize("manifest", ["", "[]", '{"layers": 5}', "[" * 100_000, '{"layers": [{"mediaType": []}]}'])
def test_a_broken_manifest_says_nothing(tmp_path: Path, manifest: str) -> None:
    put(tmp_path, "manifests/registry.ollama.ai/library/x/latest", manifest)
    assert not Stores(FakeMatcher(), ollama=tmp_path).evidence("ollama:x")


def test_stores_are_read_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(hub_cache(tmp_path)))
    reference = ref("hf:me/tuned")
    without = resolve([reference], FakeDatabase(), stores=False)
    assert without.nodes["hf:me/tuned"].claims[0].expression == "unknown"
    assert resolve([reference], FakeDatabase()).nodes["hf:me/tuned"].claims[0].expression == "cc-by-nc-4.0"


def test_the_files_of_a_model_speak_of_their_folder(tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "config.json").write_text('{"_name_or_path": "meta/base"}')
    (tmp_path / "a" / "LICENSE").write_text("MIT")
    (tmp_path / "b" / "README.md").write_text("---\nlicense: mit\n---\n")
    local = Local(Tree(tmp_path), FakeMatcher())

    def own(file: str, relation: str = "", declared_licence: str = "") -> str:
        return local.own_folder(
            replace(ref("hf:meta/base", file), relation=relation, declared_licence=declared_licence)  # type: ignore[arg-type]
        )

    assert own("models/a/README.md", relation="finetune") == "other:./models/a"
    assert own("README.md", declared_licence="mit") == "other:./"
    assert own("README.md") == ""
    assert own("docs/guide.md", relation="finetune") == ""
    assert [own(f"{folder}/config.json") for folder in ("a", "b", "c")] == ["other:./a", "other:./b", ""]
    assert own("a/train.py") == ""


def test_a_folder_whose_card_and_text_differ_is_seen_through_its_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "chat"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    (folder / "LICENSE").write_text("CC-BY-NC-4.0")
    (folder / "config.json").write_text('{"_name_or_path": "meta/base"}')
    graph = look(tmp_path, ref("hf:meta/base", "models/chat/config.json"), node("hf:meta/base", "gemma"))
    own = graph.nodes["other:./models/chat"]
    assert {claim.source for claim in own.claims} == {"licence-file", "card"}
    assert [edge.parent for edge in own.parents] == ["hf:meta/base"]
