"""Each system and host has an example project with its reading, and a pair that only its place tells apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smallprint.database import Database
from smallprint.run import Options, run
from smallprint.yamlio import load

SYSTEMS: dict[str, Any] = load((Path(__file__).parent / "systems.yaml").read_text(encoding="utf-8"), "systems.yaml")
#: What must be covered, written down here so that no one can drop out of the file.
NAMED = ("GPT", "Claude", "Gemini", "Gemma", "Llama", "Mistral", "Qwen", "DeepSeek", "GLM", "MiniMax")
HOSTS = ("Bedrock", "Vertex", "Groq", "Together")
DATA = Database.open()


def _found(folder: Path, files: dict[str, str], policy: Any) -> set[tuple[str, str]]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "smallprint.yaml").write_text(json.dumps(policy), encoding="utf-8")
    report = run(Options(folder, as_of="2026-11-22", stores=False), DATA)
    assert report.refs, "the project names a model"
    return {(f.concern, f.verdict.name.lower()) for f in report.findings if f.severity != "off"}


def test_each_system_and_host_has_a_reading_and_a_pair() -> None:
    assert set(SYSTEMS) == {*NAMED, *HOSTS}
    for name, system in SYSTEMS.items():
        assert {"reading", "pair"} <= set(system), name
        assert system["reading"]["finds"], name
        flips = system["pair"]["flips"]
        assert flips["a"] != flips["b"], name


@pytest.mark.parametrize("name", SYSTEMS)
def test_reading(name: str, tmp_path: Path) -> None:
    reading = SYSTEMS[name]["reading"]
    found = _found(tmp_path, reading["files"], reading["policy"])
    expected = {tuple(line.split()) for line in reading["finds"]}
    assert {item for item in found if item[0] in {concern for concern, _ in expected}} == expected
    assert not {concern for concern, _ in found} & set(reading.get("silent", ()))


@pytest.mark.parametrize("side", ["a", "b"])
@pytest.mark.parametrize("name", SYSTEMS)
def test_pair(name: str, side: str, tmp_path: Path) -> None:
    pair = SYSTEMS[name]["pair"]
    concern = pair["flips"]["concern"]
    found = {verdict for of, verdict in _found(tmp_path, pair[side], pair["policy"]) if of == concern}
    assert found == ({pair["flips"][side]} - {"silent"})
