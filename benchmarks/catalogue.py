"""Measure the catalogue: how fast it answers, how large it is, and how often a name alone tells the truth.

    python benchmarks/catalogue.py [--hub FILE.tsv.gz] [--sample 500] [--seed 1] [--show RULE]

Without ``--hub``: size of the index, 10,000 look-ups, and the time to open and ask an index of 1,000 rows against all
rows. ``--hub`` names a table of Hub repositories (id, licence label, base) to draw ids from that the catalogue does not
hold; each is looked up by its name alone, and what the name leads to is compared with the label of its card, by rule.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from smallprint.catalogue import Catalogue, compile_catalogue
from smallprint.labels import UNKNOWN, expression_of
from smallprint.model import Node

ROOT = Path(__file__).resolve().parent.parent


def licence_ids() -> frozenset[str]:
    """The licences that exist: one file each."""
    return frozenset(path.stem for path in (ROOT / "licences").glob("*.yaml") if not path.name.startswith("_"))


def build(path: Path, rows: int | None = None) -> sqlite3.Connection:
    """Compile the catalogue into ``path``; ``rows`` keeps only so many of its nodes."""
    connection = sqlite3.connect(path)
    errors = compile_catalogue(ROOT / "models", connection, licence_ids())
    if rows is not None:
        connection.execute(
            "DELETE FROM catalogue_node WHERE key NOT IN (SELECT key FROM catalogue_node LIMIT ?)", (rows,)
        )
        connection.execute(
            "DELETE FROM catalogue_slug WHERE slug NOT IN (SELECT slug FROM catalogue_slug LIMIT ?)", (rows,)
        )
        connection.commit()
    connection.execute("VACUUM")
    for error in errors:
        print(error)
    return connection


def ask(path: Path, ids: list[str]) -> float:
    """Seconds to open ``path`` and look up ``ids``."""
    start = time.perf_counter()
    catalogue = Catalogue(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True))
    for name in ids:
        catalogue.node(name)
    return time.perf_counter() - start


def upstream(catalogue: Catalogue, node: Node, depth: int = 0) -> tuple[str, ...]:
    """The licences that the lineage leads to; the first level that states one."""
    stated = tuple(claim.expression for claim in node.claims if claim.expression != UNKNOWN)
    if stated or depth > 4:
        return stated
    found: tuple[str, ...] = ()
    for edge in node.parents:
        parent = catalogue.node(edge.parent)
        if parent and not edge.parent.startswith("dataset:"):
            found += upstream(catalogue, parent, depth + 1)
    return found


def rule_of(node: Node) -> str:
    """How the name led somewhere."""
    if node.claims:
        return "publisher's habit" if node.claims[0].confidence == "low" else "family"
    edge = node.parents[0]
    copy = "suffix" in edge.evidence
    return ("copy, publisher known" if edge.confidence == "medium" else "copy") if copy else edge.evidence


def measure(catalogue: Catalogue, connection: sqlite3.Connection, hub: Path, sample: int, seed: int, show: str) -> None:
    """Print, by rule, how many unseen ids resolve and how many agree with their card's label."""
    held = {row[0] for row in connection.execute("SELECT key FROM catalogue_node WHERE key LIKE 'hf:%'")}
    with gzip.open(hub, "rt", encoding="utf-8") as lines:
        table = [line.rstrip("\n").split("\t") for line in lines][1:]
    unseen = [row for row in table if f"hf:{row[0]}".lower() not in held]
    drawn = random.Random(seed).sample(unseen, min(sample, len(unseen)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in drawn:
        label, base = expression_of(row[1]), row[2] if len(row) > 2 else ""
        node = catalogue.node(f"hf:{row[0]}")
        if node is None:
            counts["none"]["ids"] += 1
            continue
        rule = rule_of(node)
        told = upstream(catalogue, node)
        verdict = "no licence known" if not told or label == UNKNOWN else "agrees" if label in told else "differs"
        counts[rule]["ids"] += 1
        counts[rule][verdict] += 1
        if base and node.parents:
            stated = {part.strip().lower() for part in base.split(",")}
            right = any(edge.parent.removeprefix("hf:").lower() in stated for edge in node.parents)
            counts[rule]["base right" if right else "base other"] += 1
        if show and show in rule and verdict == "differs":
            print(f"  {row[0]}: card {row[1]} (base {base or '-'}), name leads to {node.parents or node.claims}")
    print(f"{len(unseen)} ids are not in the index; {len(drawn)} drawn (seed {seed})")
    resolved = sum(count["ids"] for rule, count in counts.items() if rule != "none")
    agreed = sum(count["agrees"] for count in counts.values())
    judged = agreed + sum(count["differs"] for count in counts.values())
    print(f"resolved {resolved}/{len(drawn)} ({resolved / len(drawn):.0%}); agrees with the label {agreed}/{judged}")
    for rule, count in sorted(counts.items(), key=lambda item: -item[1]["ids"]):
        print(f"  {rule:45} " + ", ".join(f"{name} {count[name]}" for name in sorted(count, key=str)))


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hub", type=Path)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        whole, small = Path(folder, "all.sqlite"), Path(folder, "small.sqlite")
        connection = build(whole)
        print(f"compiled in {time.perf_counter() - start:.1f} s, {whole.stat().st_size / 1e6:.1f} MB")
        if given.hub:
            measure(Catalogue(connection), connection, given.hub, given.sample, given.seed, given.show)
            return
        build(small, 1000).close()
        known = [row[0] for row in connection.execute("SELECT id FROM catalogue_node ORDER BY random() LIMIT 8000")]
        made = [f"hf:user{number}/my-llama-3.1-8b-model-{number}-GGUF" for number in range(1000)]
        none = [f"hf:user{number}/some-classifier-{number}" for number in range(1000)]
        used = time.process_time()
        passed = ask(whole, known + made + none)
        used = time.process_time() - used  # what the machine's other work does not blur
        print(f"10,000 look-ups (8,000 held, 1,000 by name, 1,000 unknown): {passed:.2f} s, {used:.2f} s of processor")
        probe = ["hf:meta-llama/Llama-3.1-8B-Instruct", "ollama:llama3.1:8b", "api:openai/gpt-4o"]
        for name, path in (("1,000 rows", small), ("all rows", whole)):
            times = sorted(ask(path, probe) for _ in range(41))
            print(f"open and ask three ids, {name}: median {times[20] * 1000:.2f} ms, fastest {times[0] * 1000:.2f} ms")


if __name__ == "__main__":
    main()
