"""Write the long tail of the catalogue (``models/tail/*.tsv``) from a folder of collected facts.

    python tools/catalogue.py FOLDER [--api FILE] [--out models/tail]

FOLDER holds JSON lines: ``models.jsonl`` (id, kind, license, base_model, base_relation, release_date, datasets, source,
confidence, as_of), ``datasets.jsonl`` (id, license, generated_by), ``ollama.jsonl`` (name, tag, hf, license layers),
``aliases.jsonl`` (renamed ids), and ``hub-2024-07-licensed.tsv.gz`` (id, label and bases of every repository with a
label), from which only habits are read: which models others' names speak of, which publishers use one licence.
``--api`` names the list of API models (provider, id, weights, retirement). Rows of ``unverified.jsonl`` are never read.
Each table names its source and date in its head; rows are sorted, so that a new snapshot shows as a readable
difference. ``models/README.md`` describes the columns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smallprint.catalogue.spelling import grams, slug, words
from smallprint.labels import UNKNOWN, expression_of

Row = dict[str, Any]

#: Snapshots of the Hub's own card data, told apart by the source that a row names.
SNAPSHOTS = {
    "hub-2024-07": ("model_lists@016ca26", "2024-07"),
    "hub-2026-10": ("hf_models.json", "2026-10"),
}
#: Providers as the collected lists spell them, and our ids.
PROVIDERS = {
    "amazon-bedrock": "aws-bedrock", "bedrock": "aws-bedrock", "bedrock_converse": "aws-bedrock",
    "bedrock_mantle": "aws-bedrock", "amazon_nova": "aws-bedrock", "azure": "azure-openai",
    "azure_ai": "azure-ai-foundry",
    "fireworks_ai": "fireworks", "fireworks-ai": "fireworks", "together_ai": "together", "togetherai": "together",
    "gemini": "google-gemini-api", "google": "google-gemini-api", "google-vertex-anthropic": "google-vertex",
    "dashscope": "alibaba-model-studio", "alibaba": "alibaba-model-studio", "nvidia": "nvidia-nim",
    "nvidia_nim": "nvidia-nim", "moonshotai": "moonshot", "zhipuai": "zai", "cohere_chat": "cohere",
    "text-completion-openai": "openai", "chatgpt": "openai",
}  # fmt: skip
#: Lists of runtimes and of products that are no API of a model: Ollama has a table of its own.
NO_PROVIDER = frozenset({"ollama", "lmstudio", "github_copilot", "ollama-cloud"})
#: A region or a deployment scope in front of an id, as the cloud hosts write it.
REGION = re.compile(
    r"^(?:(?:us|eu|ap|ca|sa|me|af|il|mx|cn)-[a-z]+(?:-[a-z]+)?-\d/|(?:us|eu|apac|jp|au|global|us-gov|ca)[./]"
    r"|global-standard/|\d+-month-commitment/|\d+-x-\d+/(?:(?:max|\d+)-steps/)?|(?:low|medium|high|hd|standard|auto)/)+"
)
#: The collected list says "distill" of weights trained on a teacher's outputs; towards their base that is a fine-tune.
RELATIONS = {"distill": "finetune"}
HUB_COUNTS_FROM = "2022-03-02"
#: The list from which habits are read, and how many cases make one.
HUB_LIST = "TStalnaker44/hugging_face_analysis_replication data/raw_data/model_lists@016ca26 (Hub API tags, 2024-07-11)"
MANY_PUBLISHERS, TRUE_NAMES, MANY_REPOSITORIES = 10, 0.8, 30
_TAB = re.compile(r"[\t\r\n]+")


def rows(path: Path) -> Iterator[Row]:
    """Each object of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(path: Path, head: dict[str, str], columns: str, table: Iterable[tuple[str, ...]]) -> None:
    """Write ``table`` sorted, with ``# key: value`` lines in front; an empty end of a row is left out."""
    body = sorted({"\t".join(_TAB.sub(" ", cell) for cell in row).rstrip("\t") for row in table})
    notes = [f"# {key}: {value}" for key, value in head.items()]
    notes.append(f"# written by tools/catalogue.py; do not edit. Columns: {columns}")
    path.write_text("\n".join([*notes, *body]) + "\n", encoding="utf-8")
    print(f"{path}: {len(body)} rows, {path.stat().st_size / 1e6:.1f} MB")


def date(row: Row) -> str:
    """The release date if it is one; the Hub gives the same day to all that was there before it counted."""
    value = str(row.get("release_date") or "")
    return value if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value) and value != HUB_COUNTS_FROM else ""


def relation(row: Row) -> str:
    """How the row says that it comes from its bases, in our word."""
    said = str(row.get("base_relation") or "")
    return RELATIONS.get(said, said)


def hub(models: list[Row], out: Path) -> set[str]:
    """The two snapshots of card data. Returns the ids they hold."""
    seen: set[str] = set()
    for name, (mark, as_of) in SNAPSHOTS.items():
        primary = (row for row in models if mark in row["source"] and row["confidence"] == "primary")
        mine = [row for row in primary if row["kind"] in ("hf", "timm")]
        seen.update(row["id"].lower() for row in mine)
        write(
            out / f"{name}.tsv",
            {"source": mine[0]["source"], "as_of": as_of, "kind": "hf", "confidence": "high"},
            "id, licence label of the card, released, bases of the card, relation, data sets of the card",
            (
                (
                    row["id"],
                    row["license"],
                    date(row),
                    ",".join(row.get("base_model") or ()),
                    relation(row) if row.get("base_model") else "",
                    ",".join(row.get("datasets") or ()),
                )
                for row in mine
            ),
        )
    return seen


def others(models: list[Row], seen: set[str], out: Path) -> None:
    """What third-party lists, timm's own table and the spaCy and Coqui lists say, where no card is known."""
    table = []
    for row in models:
        if row["kind"] == "api" or any(mark in row["source"] for mark, _ in SNAPSHOTS.values()):
            continue
        if row["license"].startswith("other:open-weights") or (row["kind"] == "hf" and row["id"].lower() in seen):
            continue
        kind, name = row["kind"], row["id"]
        if kind == "other":
            if ":" in name.split("/")[0]:
                continue  # names of third-party lists (``mot:``, ``eg:``, ``qai:``) are no references
            if re.fullmatch(r"[a-z]{2}_[a-z_]+_(?:sm|md|lg|trf)", name):
                kind = "spacy"
            elif not re.match(r"(?:tts|vocoder|voice_conversion)_models/", name):
                continue
        elif kind == "timm" and row.get("hub_id"):
            name = row["hub_id"].removeprefix("timm/")
        elif kind == "timm":
            continue
        confidence = "high" if row["confidence"] == "primary" else "low"
        bases = ",".join(row.get("base_model") or ())
        cells = (f"{kind}:{name}", row["license"], date(row), bases, relation(row), "", confidence, row["source"])
        table.append(cells)
    write(
        out / "other.tsv",
        {"source": "per row", "as_of": "", "kind": "", "confidence": "per row"},
        "canonical id, licence as the source writes it, released, bases, relation, -, confidence, source",
        table,
    )


def datasets(folder: Path, out: Path) -> None:
    """Data sets with their labels and the models that wrote them."""
    merged: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(folder / "datasets.jsonl"):
        name = str(row.get("id") or "").removeprefix("https://huggingface.co/datasets/").split("/viewer/")[0]
        if not name or "://" in name or name.count("/") > 1:
            continue
        mine = merged[name]
        stated = row["license"] or ()
        labels = [stated] if isinstance(stated, str) else [str(label) for label in stated if label]
        rank = "primary" if row["confidence"] == "primary" else "secondary"
        mine[rank].extend(labels)
        mine["by"].extend(row.get("generated_by") or ())
        mine[f"{rank} source"].append(row["source"].split(" (")[0])
    table = []
    for name, mine in merged.items():
        rank = "primary" if mine["primary"] else "secondary"
        # "OpenAI" as a licence means that OpenAI's terms reach the data; the edge to the generator says it better.
        labels = [label for label in dict.fromkeys(mine[rank]) if not (mine["by"] and label in ("OpenAI", "Anthropic"))]
        source = (mine[f"{rank} source"] or mine["secondary source"])[0]
        confidence = "high" if rank == "primary" else "low"
        table.append((name, ",".join(labels), confidence, ";".join(dict.fromkeys(mine["by"])), source))
    write(
        out / "datasets.tsv",
        {"source": "per row", "as_of": "2024-07", "kind": "dataset"},
        "id, labels, confidence, written by (as the source names the model), source",
        table,
    )


def ollama(folder: Path, out: Path) -> None:
    """Names and tags of the Ollama library, the weights that each packages, and the licence layers."""
    table = []
    source = ""
    for row in rows(folder / "ollama.jsonl"):
        source = source or row["source"]
        layer = ",".join(x for x in row.get("ollama_license_layer") or () if x not in ("none", "unidentified"))
        same = ";".join(",".join(group) for group in row.get("tag_aliases") or ())
        table.append((row["name"], row["tag"], (row["hf"] or "").removesuffix(" (withdrawn)"), layer, same))
    write(
        out / "ollama.tsv",
        {"source": source, "as_of": "2026-06", "kind": "ollama"},
        "name, tag (a glob), weights on the Hub, licence layers of the manifest (2025-08), tags of one digest",
        table,
    )


def api(models: list[Row], listed: Path | None, out: Path) -> None:
    """API models: one row for each provider and id without its region."""
    table: dict[tuple[str, str], list[str]] = {}

    def put(provider: str, name: str, cells: list[str]) -> None:
        bare = REGION.sub("", name)
        known = table.get((provider, bare))
        if known is None or (bare == name and not known[-1]):
            table[provider, bare] = [*cells, "own" if bare == name else ""]

    for row in rows(listed) if listed else ():
        weights = {True: "open", False: "closed"}.get(row.get("open_weights", ""), "")
        sure = str(row.get("retirement_confidence") or "")
        if row.get("retirement_kind") == "announced_earliest" and row.get("status_on_2026-11-22") != "retired":
            sure = "low"  # a day before which it will not end is no day on which it does
        put(row["provider"], row["api_id"].removeprefix(f"{row['provider']}/"), [
            weights, str(row.get("release_date") or ""), str(row.get("retirement_date") or ""),
            sure, str(row.get("replacement") or ""),
            str(row.get("retirement_source") or ""), str(row.get("mode") or ""),
        ])  # fmt: skip
    for row in models:
        provider = str(row.get("provider") or "")
        if row["kind"] != "api" or not provider or provider in NO_PROVIDER:
            continue
        ours = "google-vertex" if provider.startswith("vertex_ai") else PROVIDERS.get(provider, provider)
        name = row["id"]
        for prefix in (provider, ours, "vertex_ai", "bedrock"):
            name = name.removeprefix(f"{prefix}/")
        opened = row.get("open_weights", row.get("open_weights_hint"))
        weights = {True: "open", False: "closed"}.get(opened, "") if opened is not None else ""
        if (ours, REGION.sub("", name)) not in table:
            retires = str(row.get("deprecation_date") or "")
            said = ("low", "", row["source"]) if retires else ("", "", "")
            put(ours, name, [weights, date(row), retires, *said, str(row.get("mode") or "")])
    write(
        out / "api.tsv",
        {
            "source": "models.dev providers@f3fc692; litellm 1.109.1 price table; providers' deprecation pages",
            "as_of": "2026-11",
            "kind": "api",
        },
        "provider, id, weights (open, closed), released, retires, how sure that is, replacement, source of that, mode",
        ((provider, name, *cells[:-1]) for (provider, name), cells in table.items()),
    )


def listed(path: Path) -> list[list[str]]:
    """The Hub list of repositories that state a licence: id, label, bases."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [[*line.rstrip("\n").split("\t"), "", ""][:3] for line in lines][1:]


def bases(repositories: list[list[str]], out: Path) -> None:
    """Models that others' names speak of: many publishers build on them, and a name that holds theirs tells the truth.

    It does where the card states that base, or another under the same label. What fails this is a mere word.
    """
    labels = {name.lower(): label for name, label, _ in repositories}
    named: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for name, _, stated in repositories:
        owner = name.partition("/")[0]
        for base in filter(None, stated.split(",")):
            if base.partition("/")[0] != owner:
                named[base.lower()].add(owner)
                written.setdefault(base.lower(), base)
    often = {base: len(owners) for base, owners in named.items() if len(owners) >= MANY_PUBLISHERS}
    by_slug = {slug(base.rpartition("/")[2]): base for base in sorted(often, key=lambda base: (often[base], base))}
    begins = frozenset(words(base.rpartition("/")[2])[0] for base in often)
    told, true = Counter[str](), Counter[str]()
    for name, _, stated in repositories:
        found = next((run for run in grams(name.rpartition("/")[2], begins) if run in by_slug), None)
        if not stated or found is None:
            continue
        base = by_slug[found]
        told[base] += 1
        sources = [each.lower() for each in stated.split(",")]
        same = any(
            slug(each.rpartition("/")[2]) == found or labels.get(each, "?") == labels.get(base) for each in sources
        )
        true[base] += same
    write(
        out / "bases.tsv",
        {"source": HUB_LIST, "as_of": "2024-07", "kind": "hf"},
        "id, publishers whose cards name it as base, names that hold its own and state a base, those that are true",
        (
            (written[base], str(often[base]), str(told[base]), str(true[base]))
            for base in by_slug.values()
            if true[base] >= TRUE_NAMES * max(told[base], 1)
        ),
    )


def publishers(repositories: list[list[str]], out: Path) -> None:
    """Publishers with many repositories that all carry one label: what a further one of theirs is likely to carry."""
    labels: dict[str, list[str]] = defaultdict(list)
    for name, label, _ in repositories:
        owner, slash, _ = name.partition("/")
        if slash:
            labels[owner].append(label)
    write(
        out / "publishers.tsv",
        {"source": HUB_LIST, "as_of": "2024-07", "kind": "hf"},
        "publisher, the label that all its repositories with a label carry, how many they are",
        (
            (owner, found[0], str(len(found)))
            for owner, found in labels.items()
            if len(found) >= MANY_REPOSITORIES and len(set(found)) == 1 and expression_of(found[0]) != UNKNOWN
        ),
    )


def main() -> None:
    """Read the arguments and write all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--api", type=Path, help="JSON lines of API models")
    parser.add_argument("--out", type=Path, default=Path("models/tail"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    models = list(rows(given.folder / "models.jsonl"))
    others(models, hub(models, given.out), given.out)
    datasets(given.folder, given.out)
    ollama(given.folder, given.out)
    api(models, given.api, given.out)
    repositories = listed(given.folder / "hub-2024-07-licensed.tsv.gz")
    bases(repositories, given.out)
    publishers(repositories, given.out)


if __name__ == "__main__":
    main()
