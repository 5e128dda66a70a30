"""The published JSON Schema says what the loader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from smallprint.database import Database
from smallprint.load import load_policy
from smallprint.model import UsageError
from smallprint.yamlio import load

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = json.loads((ROOT / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
DATA = Database.open()
_GOOD = [
    "{}",
    "use: {commercial: true, activities: [host_as_service], territories: [EU, worldwide, JP]}",
    "organisation: {country: DE, monthly_active_users: '< 1M', annual_revenue: 5_000_000 EUR}",
    "organisation: {monthly_active_users: {2024-06: 5, 2026-10: '10..20'}}",
    "organisation: {separate_licences: [llama3.1, {licence: gemma, covers: [territory]}]}",
    "policy: {allow: [permissive, llama3.1, user-cap], rules: {user-cap: warning, notice: off}, undetermined: off}",
    "models: [{id: 'hf:a/b', licence: llama3.1 AND mit, base: [], relation: finetune, use: {fields: [anything-new]}}]",
    "waivers: [{rule: pinning, reason: a reason, owner: me, until: 2027-01-31}]",
    "providers: {openai: {tier: paid, zero_retention: true}}",
]
_BAD = [
    "uses: {}",
    "use: {commercial: maybe}",
    "use: {activities: [hosting]}",
    "organisation: {country: EU}",
    "organisation: {annual_revenue: 5}",
    "organisation: {monthly_active_users: {2024-13: 1}}",
    "policy: {rules: {no-such-rule: off}}",
    "models: [{licence: mit}]",
    "waivers: [{rule: pinning, owner: me}]",
    "policy: {allow: [lama]}",
]


def _accepted(text: str, folder: Path) -> bool:
    (folder / "smallprint.yaml").write_text(text)
    try:
        load_policy(folder / "smallprint.yaml", folder, DATA)
    except UsageError:
        return False
    return True


@pytest.mark.parametrize(("text", "good"), [(text, True) for text in _GOOD] + [(text, False) for text in _BAD])
def test_schema_and_loader_agree(text: str, good: bool, tmp_path: Path) -> None:
    data: Any = load(text, "policy")
    valid = not list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(data))
    assert (valid, _accepted(text, tmp_path)) == (good, good)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src" / "smallprint" / "presets").glob("*.yaml")), ids=lambda path: path.stem
)
def test_presets_load_and_fit_the_schema(path: Path, tmp_path: Path) -> None:
    assert not list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(load(path.read_text(), path.name)))
    assert _accepted(f"extends: pkg:smallprint/{path.name}\n", tmp_path)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
