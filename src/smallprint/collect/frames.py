"""The mappings and lists around a value; which lists are menus, and which are the words of one command."""

from __future__ import annotations

from smallprint.collect.detector import Found
from smallprint.collect.events import Event
from smallprint.model import ModelRef

__all__ = ["LEVELS", "WHOLE", "Frame", "lists_around", "menus_of", "run_one_by_one"]

#: How many levels up a value looks: what is nested deeper is nobody's configuration.
LEVELS = 64


class Frame:
    """A mapping or sequence that is open, or was, with what its candidates will ask for."""

    __slots__ = ("hints", "items", "key", "keys", "name", "parent", "patterns", "seq")

    def __init__(self, key: str, parent: Frame | None, seq: bool) -> None:
        self.key = key
        self.parent = parent
        self.seq = seq
        self.keys: set[str] = set()
        self.hints: dict[str, str] = {}
        self.name = ""
        #: How many patterns of names (``gpt-5*``) stand in its lists.
        self.patterns = 0
        self.items: list[Event] | None = [] if seq else None

    def path(self) -> list[str]:
        """Keys from the outermost mapping to this one; sequences are transparent."""
        found: list[str] = []
        frame: Frame | None = self
        while frame is not None and len(found) < 60:
            if frame.key and not (frame.seq and found and frame.parent is None):
                found.extend(reversed(frame.key.split("/")))
            frame = frame.parent
        found.reverse()
        return found


#: So many different models in one list make it a menu; so many below one, at any depth, a register: nobody runs them
#: all. Of models that are described (``models: [{name: …}]``), not called, fewer are enough.
_MENU, _REGISTER, _DESCRIBED = 12, 40, 4


#: Stands for the whole document among the identities of lists.
WHOLE = 0


def lists_around(frame: Frame) -> list[int]:
    """The identities of the lists that a value stands in, innermost first."""
    found: list[int] = []
    node: Frame | None = frame
    for _ in range(LEVELS):
        if node is None:
            break
        if node.seq:
            found.append(id(node))
        node = node.parent
    return found


def menus_of(answers: list[tuple[Frame, Found]]) -> set[int]:
    """The identities of the lists of ``answers`` that only offer or register models; ``WHOLE`` when all do."""
    near: dict[int, set[str]] = {}
    entries: dict[int, set[int | str]] = {}
    far: dict[int, set[str]] = {}
    described: dict[int, set[str]] = {}
    for frame, ref in answers:
        if isinstance(ref, ModelRef) and _counts(ref):
            around = lists_around(frame)
            for place in around[:1]:
                near.setdefault(place, set()).add(ref.canonical)
                entries.setdefault(place, set()).add(_entry(frame) or ref.canonical)
            if ref.found_by.endswith((".models.name", ".models.id", ".models.value")):
                described.setdefault(around[0] if around else 0, set()).add(ref.canonical)
            for place in around:
                far.setdefault(place, set()).add(ref.canonical)
    every = {ref.canonical for _, ref in answers if isinstance(ref, ModelRef) and _counts(ref)}
    if len(every) > _REGISTER:
        return {WHOLE}
    # An entry may name its repository, its file and its tokenizer: what counts is how many entries there are.
    lists = {place for place, names in near.items() if min(len(names), len(entries[place])) > _MENU}
    lists |= {place for place, names in described.items() if place and len(names) > _DESCRIBED}
    return lists | {place for place, names in far.items() if len(names) > _REGISTER}


def _entry(frame: Frame) -> int:
    """The identity of the mapping that holds a value and is itself an item of the innermost list; 0: a plain item."""
    entry, node = 0, frame
    while not node.seq and node.parent is not None:
        entry, node = id(node), node.parent
    return entry


def _counts(ref: ModelRef) -> bool:
    return ref.role == "dependency" and not run_one_by_one(ref)


def run_one_by_one(ref: ModelRef) -> bool:
    """Whether every entry of such a list is served or read: a proxy's routes, a training mixture, a matrix of runs."""
    return ref.kind == "dataset" or ref.found_by.endswith(
        ("litellm_params.model", ".litellm_model", ".routed", "providers", "providers.id")
    )
