"""What the expectation files cannot say: relations, licences, columns, hosts, and input that nobody means well with."""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest

from smallprint.collect import DETECTORS, collect
from smallprint.collect.detector import Detector
from smallprint.collect.scan import look
from smallprint.collect.shell import references
from smallprint.collect.weights import gguf_metadata, safetensors_metadata
from smallprint.fs import Source, Tree
from smallprint.model import ModelRef, Problem

HERE = Path(__file__).parent
BY_NAME = {detector.name: detector for detector in DETECTORS}
NAMES = {
    "docker": "Dockerfile", "modelfile": "Modelfile", "env": ".env", "yaml": "a.yaml", "json": "a.json",
    "toml": "a.toml",
    "requirements": "requirements.txt", "ini": "a.cfg", "hcl": "a.tf", "shell": "a.sh", "markdown": "README.md",
    "bom": "bom.xml",
}  # fmt: skip


def found_in(detector: str, text: str | bytes) -> list[ModelRef]:
    data = text if isinstance(text, bytes) else text.encode()
    answer = look(Source(NAMES[detector], data), BY_NAME[detector]) or []
    return [item for item in answer if isinstance(item, ModelRef)]


def one(detector: str, text: str) -> ModelRef:
    refs = [ref for ref in found_in(detector, text) if ref.role == "dependency"]
    assert len(refs) == 1, refs
    return refs[0]


@pytest.mark.parametrize("folder", sorted(NAMES.keys() - {"bom"}))
def test_columns_point_at_the_name(folder: str) -> None:
    root = HERE / folder / "files"
    for ref in collect(Tree(root, use_gitignore=False)).refs:
        if ref.ref == "?" or ref.place.column == 0:
            continue  # a key that is the name: its column is not known
        line = (root / ref.place.file).read_text(encoding="utf-8").split("\n")[ref.place.line - 1]
        if "\\n" in line:
            continue  # a name inside an escaped text: the place is that of the text
        written = line[ref.place.column - 1 :][: ref.place.width]
        assert ref.ref in written.replace("-", "_") or ref.ref in written, (ref, line)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("base_model_relation: quantized\n", "quantized"),
        ("library_name: peft\n", "adapter"),
        ("tags: [gguf]\n", "quantized"),
        ("tags: [merge]\n", "merge"),
        ("", "finetune"),
    ],
)
def test_model_card_declares_relation_and_licence(text: str, relation: str) -> None:
    ref = one("markdown", f"---\nlicense: other\nlicense_name: acme-1.0\nbase_model: acme-ai/llama-7b\n{text}---\n")
    assert (ref.canonical, ref.relation, ref.declared_licence) == ("hf:acme-ai/llama-7b", relation, "acme-1.0")


def test_relations_of_adapters_and_merges() -> None:
    assert one("json", '{"base_model_name_or_path": "acme-ai/llama-7b"}').relation == "adapter"
    refs = found_in(
        "yaml", "merge_method: slerp\nslices:\n- sources:\n  - model: acme-ai/llama-7b\n  - model: acme-ai/qwen-7b\n"
    )
    assert [ref.relation for ref in refs] == ["merge", "merge"]


@pytest.mark.parametrize(
    ("detector", "text", "canonical", "host"),
    [
        ("yaml", "base_url: https://api.groq.com/openai/v1\nmodel: llama-3.3-70b-versatile\n", None, "groq"),
        ("yaml", "model: acme-ai/llama-7b\nprovider: together\n", "api:together/acme-ai/llama-7b", "together"),
        ("json", '{"provider": "ollama", "config": {"model": "mistral"}}', "ollama:mistral", "ollama"),
        ("env", "LLM_MODEL=acme-ai/llama-7b\nLLM_BASE_URL=https://api.together.xyz/v1\n", None, "together"),
        ("env", "OPENROUTER_MODEL=meta-llama/llama-3-8b\n", "api:openrouter/meta-llama/llama-3-8b", "openrouter"),
        ("ini", "[llm]\nprovider = anthropic\nmodel = claude-3-opus-20240229\n", None, "anthropic"),
    ],
)
def test_the_host_is_read_from_what_stands_beside(detector: str, text: str, canonical: str | None, host: str) -> None:
    ref = one(detector, text)
    assert ref.host == host
    assert canonical in (None, ref.canonical)


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        ("yaml", "hub_model_id: acme/llama-tuned\noutput_dir: out/llama\nrun_name: llama/run\n"),
        ("yaml", "image: vllm/vllm-openai\ncontainer_name: llama\n"),
        ("yaml", "model: mistral\n"),
        ("yaml", "tokens:\n  encoding_model: cl100k_base\nmodel_type: llama\n"),
        ("json", '{"model": "user", "models": ["models/user.ts"], "type": "application/json"}'),
        ("env", "AVAILABLE_MODELS=gpt-4o,gpt-4\nAPP=openai/app\n"),
        ("shell", "echo gpt-4o\ngrep -q llama3:8b list\nollama rm llama3:8b\n# ollama pull llama3:8b\n"),
        ("shell", "python train.py --hub_model_id acme/llama-tuned --output_dir out/llama-7b\n"),
        ("shell", "lm_eval --model openai-completions --tasks arc\n"),
        ("docker", 'FROM ollama/ollama\nLABEL model=gpt-4o\nHEALTHCHECK CMD curl -d \'{"model": "gpt-4o"}\' x\n'),
        ("hcl", 'resource "x" "gpt-4o" {\n  tags = { model = "gpt-4o" }\n}\n'),
        ("toml", '[tool.ruff]\nselect = ["gpt-4o"]\n'),
        ("yaml", "models:\n" + "".join(f"  - {{id: gpt-4o-{n}, label: x}}\n" for n in range(30))),
    ],
)
def test_look_alikes_are_no_dependencies(detector: str, text: str) -> None:
    assert [ref for ref in found_in(detector, text) if ref.role == "dependency"] == []


def test_lines_of_shell_for_other_detectors() -> None:
    refs = [
        item
        for item in references(["x", "ollama pull phi3:mini"], 41, "n.ipynb", "notebook")
        if isinstance(item, ModelRef)
    ]
    assert [(ref.place.line, ref.place.column, ref.canonical) for ref in refs] == [(42, 13, "ollama:phi3:mini")]


def test_alias_is_reported_where_it_is_written() -> None:
    ref = one("yaml", "x: &m Qwen/Qwen3-8B\nmodel: *m\n")
    assert ref.place.line == 1


def test_utf16_and_carriage_returns() -> None:
    assert [ref.place.line for ref in found_in("yaml", "a: 1\r\nmodel: gpt-4o\r\n")] == [2]
    source = Source("a.yaml", "a: 1\nmodel: gpt-4o\n".encode("utf-16"))
    assert [item.place.line for item in BY_NAME["yaml"].find(source) if isinstance(item, ModelRef)] == [2]


HOSTILE = {
    "deep objects": '{"model":' * 30_000,
    "deep lists": "[" * 100_000 + '"model"',
    "deep blocks": "\n".join(" " * n + "model:" for n in range(1500)),
    "aliases": "a: &a [model]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)),
    "escaped quotes": 'model = "' + '\\"' * 50_000,
    "quotes": "'\"" * 50_000 + "model",
    "braces": "model: " + "${" * 50_000,
    "comments": "/*" * 50_000 + "model",
    "here-documents": "model\n" + "cat <<EOF\n" * 5_000,
    "one word": "model=" + "a" * 200_000,
    "commas": "model: " + ",a=b" * 50_000,
    "controls": "model: \0\x01\x85\u2028gpt-4o\n" * 2_000,
    "conflict": "<<<<<<< HEAD\nmodel: gpt-4o\n=======\nmodel: gpt-4\n>>>>>>> x\n" * 100,
    "same variable": "M=gpt-4o\n" * 3_000 + "ollama pull $M\n" * 3_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_hostile_text_ends_and_raises_nothing(name: str, case: str) -> None:
    began = time.process_time()
    answer = list(BY_NAME[name].find(Source(NAMES[name], HOSTILE[case].encode("utf-8", "surrogatepass"))))
    assert all(isinstance(item, ModelRef | Problem) for item in answer)
    # Quadratic readers took minutes on these; the bound only has to tell the two apart on a busy machine.
    assert time.process_time() - began < 120


def test_any_bytes_are_read() -> None:
    seeded = random.Random(7)
    pieces = [
        b"model",
        b": ",
        b'"',
        b"'",
        b"{",
        b"}",
        b"[",
        b"]",
        b"\n",
        b"- ",
        b"=",
        b"gpt-4o",
        b"\xff\xfe",
        b"\x00",
        b"<<E",
        b"$",
        b"|",
    ]
    for _ in range(300):
        data = b"".join(seeded.choice(pieces) for _ in range(seeded.randrange(1, 60)))
        for name, detector in BY_NAME.items():
            if name in NAMES:
                list(detector.find(Source(NAMES[name], data)))


def test_cut_and_lying_headers() -> None:
    assert gguf_metadata(b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60) + struct.pack("<Q", 2**63)) == {}
    assert safetensors_metadata(struct.pack("<Q", 2**62) + b'{"__metadata__":{"base_model":"a/b"') == {
        "base_model": "a/b"
    }
    assert safetensors_metadata(b"\0" * 20) == {}


def test_every_detector_of_keyed_text_is_in_the_table() -> None:
    assert NAMES.keys() <= BY_NAME.keys()
    assert all(isinstance(detector, Detector) for detector in BY_NAME.values())
