"""Read the tables of ``models``: cards of the Hub, lists, data sets, the Ollama library, API models.

The columns of ``models/tail`` are those that ``tools/catalogue.py`` writes, ``models/cards.tsv`` is written by hand;
``models/README.md`` describes them. Labels are kept as their
source writes them and mapped here, so that a licence that is added later is found without a new table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from smallprint.catalogue.index import Body
from smallprint.catalogue.store import Store
from smallprint.labels import UNKNOWN

__all__ = ["read_table", "timm_architectures"]

_RELATIONS = frozenset({"finetune", "adapter", "quantized", "merge"})
_MODALITY = {
    "chat": ["text"], "completion": ["text"], "responses": ["text"], "embedding": ["embedding"],
    "rerank": ["embedding"],
    "image_generation": ["image"], "image_edit": ["image"], "video_generation": ["video"], "audio_speech": ["audio"],
    "audio_transcription": ["audio"], "realtime": ["text", "audio"], "moderation": ["text"],
}  # fmt: skip
_COLUMNS = 10
_DAY = re.compile(r"20\d\d-[01]\d(?:-[0-3]\d)?")
#: Labels that need no text of ours behind them: another licence by its name, and a card without a licence.
_OPEN_LABELS = ("other:", "none-declared")


def read_table(store: Store, path: Path) -> list[str]:
    """Add the rows of one table to ``store``. Returns the faults, one line each."""
    head: dict[str, str] = {}
    errors: list[str] = []
    kind = path.stem
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                key, _, value = line[1:].partition(":")
                head[key.strip()] = value.strip()
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 2 or not cells[0]:
                errors.append(f"{_shown(path)}:{number}: a row needs an id and a second cell")
                continue
            cells += [""] * (_COLUMNS - len(cells))
            if kind == "cards":
                errors.extend(f"{_shown(path)}:{number}: {fault}" for fault in _read_card(store, cells))
            elif kind.startswith("hub-"):
                _card(store, f"hf:{cells[0]}", cells, head, "high", head.get("source", ""))
            elif kind == "other":
                _card(store, cells[0], cells, head, cells[6], cells[7])
            elif kind == "datasets":
                _dataset(store, cells, head)
            elif kind == "ollama":
                _ollama(store, cells, head)
            elif kind == "api":
                _api(store, cells)
            elif kind == "bases":
                store.bases[f"hf:{cells[0]}"] = int(cells[1])
            elif kind == "publishers":
                _habit(store, cells, head)
            else:
                return [f"{_shown(path)}:1: no table of this name is known"]
    return errors


def _shown(path: Path) -> str:
    return f"tail/{path.name}" if path.parent.name == "tail" else path.name


def timm_architectures(store: Store) -> None:
    """Add ``timm:resnet50`` for all weights of that architecture: timm picks one of them by its own default.

    Where they are under one licence that is the answer; else it is unknown and the label names what may be meant.
    """
    licences: dict[str, dict[str, None]] = defaultdict(dict)
    source = 0
    for key, (_, body) in store.nodes.items():
        ecosystem, _, name = key.partition(":")
        name = name.removeprefix("timm/") if ecosystem == "hf" and name.startswith("timm/") else name
        architecture, dot, _ = name.partition(".")
        if dot and (ecosystem == "timm" or key.startswith("hf:timm/")):
            licences[architecture].update((claim[0], None) for claim in body.get("c", ()))
            source = body["c"][0][1] if body.get("c") else source
    for architecture, found in licences.items():
        one = len(found) == 1
        expression = next(iter(found)) if one else UNKNOWN
        label = "" if one else f"by weights: {', '.join(found)}"
        store.add(
            f"timm:{architecture}", {"c": [[expression, source, "medium", "", label, "", "", "card"]]}, keep_first=True
        )


def _read_card(store: Store, cells: list[str]) -> list[str]:
    """One row of ``cards.tsv``. Returns what is wrong with it: a day or a licence that nobody knows is a slip here."""
    name, label, as_of, source, bases, relation = cells[:6]
    _, colon, bare = name.partition(":")
    if not colon or not bare or not _DAY.fullmatch(as_of) or not source:
        return ["a row needs ECOSYSTEM:ID, a label, a day (2025-01-31 or 2025-01) and a source"]
    if store.expression(label) == UNKNOWN and not label.startswith(_OPEN_LABELS):
        return [f"label: unknown licence '{label}'; what no file of licences/ holds is written other:NAME"]
    if bases and relation not in _RELATIONS:
        return [f"relation: unknown value '{relation}' ({', '.join(sorted(_RELATIONS))})"]
    row = [name, label, "", bases, relation, ""]
    if source.startswith("card @"):
        _card(store, name, row, {"as_of": as_of}, "high", f"card of {bare} on the Hub {source[5:]}")
    else:  # a licence file is no snapshot of the card: it stands beside what the card says, whenever that was seen
        _card(store, name, row, {"as_of": as_of}, "high", source, origin="hand")
    return []


def _card(
    store: Store, name: str, cells: list[str], head: dict[str, str], confidence: str, source: str, origin: str = ""
) -> None:
    label = cells[1]
    expression = store.expression(label)
    number = store.number(source)
    as_of = head.get("as_of", "")
    origin = origin or ("card" if confidence == "high" else "list")
    shown = "" if expression == label else label.removeprefix("other:")
    body: Body = {"c": [[expression, number, confidence, as_of, shown, "", "", origin]]}
    bases = [base for base in cells[3].split(",") if base.count("/") <= 1 and base]
    relation = cells[4] if cells[4] in _RELATIONS else "unknown"
    parents = [[f"hf:{base}", relation, confidence, number, "", ""] for base in bases]
    parents += [
        [f"dataset:{data}", "trained_on", "medium", number, "", ""]
        for data in cells[5].split(",")
        if data and confidence == "high"
    ]
    if parents:
        body["p"] = parents
    if cells[2]:
        body["r"] = cells[2]
    store.add(name, body)


def _dataset(store: Store, cells: list[str], head: dict[str, str]) -> None:
    number = store.number(cells[4])
    body: Body = {}
    if cells[1]:
        expression = store.expression(cells[1])
        shown = "" if expression == cells[1] else cells[1]
        origin = "card" if cells[2] == "high" else "list"
        body["c"] = [
            [expression, number, cells[2], head.get("as_of", "") if origin == "card" else "", shown, "", "", origin]
        ]
    targets = dict.fromkeys(store.generators[name] for name in cells[3].split(";") if name in store.generators)
    if targets:
        body["p"] = [[target, "generated_by", "medium", number, "", ""] for target in targets]
    store.add(f"dataset:{cells[0]}", body)


def _ollama(store: Store, cells: list[str], head: dict[str, str]) -> None:
    name, tag, weights, layer, groups = cells[:5]
    number = store.number(head.get("source", ""))
    body: Body = {"f": name}
    if weights:
        body["p"] = [[f"hf:{weights}", "quantized", "medium", number, "", ""]]
    expression = store.expression(layer) if layer else UNKNOWN
    if layer and expression != UNKNOWN:
        body["c"] = [[expression, number, "medium", "2025-08", layer if expression != layer else "", "", "", "ollama"]]
    default = tag == "*"
    # A row covers its own tag and, with less certainty, whatever continues it: ``8b`` covers ``8b-instruct-q4_0``.
    tags = {tag} if not default else set()
    for group in groups.split(";"):
        same = group.split(",")
        if tag in same or (default and "latest" in same):
            tags.update(same)
    for each in tags:
        if each and "*" not in each:
            store.add(f"ollama:{name}:{each}".lower(), body, keep_first=True)
    if default:
        store.add(f"ollama:{name}", body, keep_first=True)
    scope = store.families.setdefault(f"ollama:{name}".lower(), [])
    for each in sorted(tags | {tag}, key=len, reverse=True):
        if each != "latest":
            scope.append(
                (each.lower() if "*" in each else f"{each}-*".lower(), {**body, "z": 1} if each == "*" else body)
            )


def _habit(store: Store, cells: list[str], head: dict[str, str]) -> None:
    owner, label, count = cells[:3]
    said = f"all {int(count):,} repositories of {owner} with a label carry this one: {head.get('source', '')}"
    store.habits[f"hf:{owner}".lower()] = (store.expression(label), said, head.get("as_of", ""), label)


def _api(store: Store, cells: list[str]) -> None:
    provider, name, weights, released, retires, confidence, replacement, source, mode = cells[:9]
    body: Body = {"v": provider}
    if weights in ("open", "closed"):
        body["a"] = "open_weights" if weights == "open" else "proprietary_api"
    if mode in _MODALITY:
        body["m"] = _MODALITY[mode]
    if released:
        body["r"] = released
    if retires or replacement:
        life = {"retires": retires, "confidence": confidence, "replacement": replacement, "source": source}
        body["l"] = {key: value for key, value in life.items() if value}
    store.add(f"api:{provider}/{name}", body, keep_first=True)
