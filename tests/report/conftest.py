"""One report of the example, and one that holds any text in every place where a project can put some."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from smallprint.database import Database
from smallprint.model import (
    Claim,
    Duty,
    Edge,
    Fact,
    Finding,
    Graph,
    ModelRef,
    Node,
    Place,
    Problem,
    Question,
    Report,
)
from smallprint.run import Options, run
from smallprint.verdict import Verdict

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "support-bot"
DAY = "2026-11-22"


@pytest.fixture(scope="session")
def database() -> Database:
    return Database.open()


@pytest.fixture(scope="session")
def example(database: Database) -> Report:
    return run(Options(EXAMPLE, as_of=DAY, stores=False), database)


@pytest.fixture(scope="session")
def without_policy(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Report:
    import shutil

    copy = tmp_path_factory.mktemp("bot") / "support-bot"
    shutil.copytree(EXAMPLE, copy)
    (copy / "smallprint.yaml").unlink()
    return run(Options(copy, as_of=DAY, stores=False), database)


def _poisoned(text: str) -> Report:
    model = f"hf:{text}"
    node = Node(
        model,
        "hf",
        claims=(Claim(text or "x", "card", text),),
        parents=(Edge(f"hf:base/{text}", "finetune"), Edge(f"dataset:{text}", "trained_on")),
        publisher=text,
    )
    nodes = {
        node.id: node,
        f"hf:base/{text}": Node(f"hf:base/{text}", "hf", claims=(Claim("unknown", "unknown"),)),
        f"dataset:{text}": Node(f"dataset:{text}", "dataset"),
    }

    def finding(verdict: Verdict, number: int, waived: str = "") -> Finding:
        return Finding(
            rule="commercial-use",
            concern="commercial-use",
            severity="error",
            confidence="high",
            verdict=verdict,
            model=model,
            licence=text,
            document=text,
            term="t",
            section=text,
            message=text,
            fix=text,
            plain=text,
            places=(Place(text or "f", 3, 7, 4), Place(f"other/{text}", 1, 1, 1)),
            facts=(Fact("use.commercial", text, text),),
            missing=("use.commercial",),
            paths=((model, "finetune", f"hf:base/{text}"),),
            doubt=text,
            evidence=text,
            waived_by=waived,
            since="",
            fingerprint=f"{number:016x}",
            use=text,
        )

    return Report(
        verdict="broken",
        scope="full",
        findings=(
            finding(Verdict.VIOLATED, 1),
            finding(Verdict.UNDETERMINED, 2),
            finding(Verdict.VIOLATED, 3, waived=text or "w"),
        ),
        kept=(finding(Verdict.SATISFIED, 4),),
        duties=(
            Duty(text, text, "notice", text, model, text, ("readme",), "open", (text,), text),
            Duty(text, text, "display", text, model, text, ("readme",), "missing", (text,), text),
        ),
        questions=(Question("use.commercial", text, 3),),
        problems=(Problem(text or "p", 1, text),),
        refs=(
            ModelRef(text, "hf", model, Place(text or "f", 3, 7, 4), host=text, revision=text),
            ModelRef("?", "hf", "hf:?", Place(f"late/{text}", 1)),
        ),
        graph=Graph(nodes, {model: model}),
        summary={"models": 1, "violated": 1, "undetermined": 1, "waived": 1},
        policy_file=text or "smallprint.yaml",
        loosened=(text,),
        as_of=DAY,
        versions={"smallprint": "1.0", "data": DAY},
    )


@pytest.fixture(scope="session")
def poisoned() -> Callable[[str], Report]:
    return _poisoned
