"""The key of each use: access and location by the client, address, prefix, ARN or file that names it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from smallprint.commands.models import models
from smallprint.yamlio import load

CASES = load((Path(__file__).parent / "found.yaml").read_text(encoding="utf-8"), "found.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}-{case['models'][0].split()[0]}")
def test_who_runs_it(case: Any, tmp_path: Path) -> None:
    (tmp_path / case["file"]).write_text(case["text"], encoding="utf-8")
    result = CliRunner().invoke(models, ["--format", "json", "--no-cache", str(tmp_path)])
    found = [
        " ".join(entry[key] or "-" for key in ("canonical", "host", "access", "location"))
        for entry in json.loads(result.stdout)["models"]
    ]
    assert found == case["models"]
