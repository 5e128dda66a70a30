"""Models side by side under a policy, and models that could stand in for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smallprint.model import Finding, Node, Report
from smallprint.verdict import Verdict

if TYPE_CHECKING:
    from smallprint.database import Database

__all__ = ["Standing", "candidates", "rank", "size_of", "standing"]

_SIZE = re.compile(r"(?<![A-Za-z0-9.])(?:(\d+)x)?(\d+(?:[.p]\d+)?)([bm])(?![a-z0-9])", re.IGNORECASE)
#: What an id says of the way a model is to be used; two models differ in task when these differ.
_TASKS = {
    "chat": re.compile(r"(?:^|[-_.])(?:instruct|chat|it|assistant)(?:$|[-_.])", re.IGNORECASE),
    "code": re.compile(r"cod(?:e|er|ing)", re.IGNORECASE),
    "math": re.compile(r"math", re.IGNORECASE),
    "vision": re.compile(r"(?:^|[-_.])(?:vl|vision)(?:$|[-_.\d])", re.IGNORECASE),
    "embedding": re.compile(r"embed|(?:^|[-_.])(?:e5|bge|gte|minilm)", re.IGNORECASE),
    "rerank": re.compile(r"rerank|reward", re.IGNORECASE),
    "speech": re.compile(r"whisper|wav2vec|hubert|(?:^|[-_.])asr|parakeet|canary|wavlm|moonshine", re.IGNORECASE),
    "voice": re.compile(r"tts|speecht5|bark|kokoro|vocoder|voice", re.IGNORECASE),
    "music": re.compile(r"music|audiogen|stable-audio", re.IGNORECASE),
    "pictures": re.compile(
        r"diffusion|flux|(?:^|[-_.])sd(?:xl|\d)|kandinsky|pixart|kolors|(?:^|[-_.])sana|playground|lumina|auraflow"
        r"|dit(?:$|[-_.])|-image|cogview|hidream|if-i",
        re.IGNORECASE,
    ),
    "segmentation": re.compile(r"(?:^|[-_.])sam(?:[-_.\d]|$)|segment", re.IGNORECASE),
    "detection": re.compile(r"yolo|detr|(?:^|[-_.])dino", re.IGNORECASE),
    "matching": re.compile(r"clip|siglip", re.IGNORECASE),
    "guard": re.compile(r"guard|safety|shield", re.IGNORECASE),
}
_PACKED = re.compile(
    r"gguf|gptq|awq|int[48]|fp8|mlx|bnb|onnx|exl2|quant|4bit|8bit|pytorch|keras|tflite|qat", re.IGNORECASE
)
_MOST = 80


@dataclass(frozen=True, slots=True)
class Standing:
    """How one model or licence stands under the policy."""

    model: str
    licence: str
    publisher: str
    released: str
    #: Findings that break a rule, those that a text or file in the tree would mend, those that are open, and open
    #: duties, as ``document section: text``.
    broken: tuple[Finding, ...]
    due: tuple[Finding, ...]
    open: tuple[Finding, ...]
    duties: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``broken``, ``open``, ``due`` (kept once what is missing is written) or ``kept``."""
        return "broken" if self.broken else "open" if self.open else "due" if self.due else "kept"


def standing(report: Report, models: Iterable[str]) -> list[Standing]:
    """One row for each of ``models``, in their order."""
    rows = []
    missing = {(duty.model, duty.document, duty.term) for duty in report.duties if duty.state == "missing"}
    for name in models:
        node = report.graph.nodes.get(report.graph.resolved.get(name, name))
        mine = [item for item in report.findings if node is not None and item.model == node.id and not item.waived_by]
        violated = [item for item in mine if item.verdict is Verdict.VIOLATED]
        due = tuple(item for item in violated if (item.model, item.document, item.term) in missing)
        duties = tuple(
            f"{duty.document} {duty.section}: {duty.plain}"
            for duty in report.duties
            if node is not None and duty.model == node.id and duty.state == "open"
        )
        rows.append(
            Standing(
                model=name,
                licence=node.claims[0].expression if node and node.claims else "unknown",
                publisher=node.publisher if node else "",
                released=node.released if node else "",
                broken=tuple(item for item in violated if item not in due),
                due=due,
                open=tuple(item for item in mine if item.verdict is Verdict.UNDETERMINED),
                duties=tuple(dict.fromkeys(duties)),
            )
        )
    return rows


def size_of(name: str) -> float | None:
    """Billions of parameters, as an id says: 8 for ``Llama-3.1-8B``, 56 for ``8x7B``; ``None`` if it does not."""
    found = None
    for match in _SIZE.finditer(name.rpartition("/")[2]):
        amount = float(match[2].replace("p", ".")) * (int(match[1]) if match[1] else 1)
        found = found or (amount if match[3] in "bB" else amount / 1000)
    return found


def candidates(node: Node, database: Database) -> list[str]:
    """Ids of models that could stand in for ``node``: same kind, task and modality, half to twice its size.

    Only what publishers of models put out themselves: no copies and conversions of others. Nearest in size first.
    """
    size, tasks = size_of(node.id), _tasks(node.id)
    near: list[tuple[float, str]] = []
    for name in database.catalogue.published(node.id.partition(":")[0]):
        other = size_of(name)
        if name == node.id or _PACKED.search(name) or _tasks(name) != tasks or (size is None) != (other is None):
            continue
        ratio = 1.0 if size is None or other is None else max(size, other) / max(min(size, other), 1e-6)
        if ratio <= 2:
            near.append((ratio, name))
    found = []
    for _, name in sorted(near):
        other_node = database.catalogue.node(name)
        if other_node is not None and other_node.claims and set(other_node.modality) == set(node.modality):
            found.append(other_node)
    # One of each family and licence, the newest: ten sizes of one model would crowd out the rest.
    newest: dict[tuple[str, str], Node] = {}
    for other_node in found:
        stem = (_stem(other_node.id), other_node.claims[0].expression)
        known = newest.get(stem)
        if known is None or other_node.released > known.released:
            newest[stem] = other_node
    order = sorted(
        newest.values(), key=lambda item: (item.publisher != node.publisher, _backwards(item.released), item.id)
    )
    return [item.id for item in order[:_MOST]]


def _tasks(name: str) -> frozenset[str]:
    found = {task for task, pattern in _TASKS.items() if pattern.search(name.rpartition("/")[2])}
    # Backbones for pictures share no word; their home does.
    return frozenset(found | {"backbone"} if name.startswith("hf:timm/") else found)


def _stem(name: str) -> str:
    """The family that an id belongs to: publisher and the first word, without version and size."""
    owner, _, rest = name.partition("/")
    return f"{owner}/{re.split(r'[-_.0-9]', rest, maxsplit=1)[0].lower()}"


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-") if part.isdigit()) or (0,)


def rank(rows: Sequence[Standing], publisher: str) -> list[Standing]:
    """Those that break nothing, least still required first, then of the same publisher, then the newest."""
    kept = [row for row in rows if not row.broken and row.licence != "unknown"]
    return sorted(
        kept,
        key=lambda row: (
            len(row.open),
            len(row.due) + len(row.duties),
            row.publisher != publisher,
            _backwards(row.released),
            row.model.lower(),
        ),
    )
