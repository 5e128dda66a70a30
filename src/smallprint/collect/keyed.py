"""Find models in keyed text: what a key, its parents and its neighbours say about a value.

YAML, JSON, TOML, INI, environment files, HCL and the rest become one stream of events (:mod:`.events`); the table
:data:`smallprint.collect.idioms.keys.KEYS` says which keys name a model. A candidate waits for the end of its document,
since a provider, a base URL or a price may stand below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from smallprint.collect.beside import host_beside, is_pulled, keep_hint, place_beside
from smallprint.collect.containers import LOOP_KEYS, joined, looped
from smallprint.collect.detector import Found
from smallprint.collect.embed import FILE_KEY, KEYS_IN_BLOCK, MODELFILE, TELLS_KIND, code_of, is_document
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event, Unreadable, only_parsed
from smallprint.collect.frames import WHOLE, Frame, lists_around, menus_of, run_one_by_one
from smallprint.collect.idioms.key_words import (
    COMMAND_KEYS,
    NAME_KEYS,
    NAMED_KEYS,
    PART_WORDS,
    PROSE_WORDS,
    RUN_KEYS,
    RUN_KEYS_TELL,
    VALUE_KEYS,
)
from smallprint.collect.idioms.keys import Key
from smallprint.collect.keyed_value import ecosystem_under, plainly
from smallprint.collect.keytable import (
    dotted,
    find_key,
    has_row,
    is_shouted,
    is_weak,
    may_hint,
    normal,
)
from smallprint.collect.names import looks_like_model, names_family, reference, unknown_at_run_time
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.recognise import (
    RECORDED_PATHS,
    component,
    ecosystem_of,
    run_time_kind,
)
from smallprint.collect.roles import role_of
from smallprint.collect.urls import addressed
from smallprint.collect.values import embedded, key_values, parts
from smallprint.collect.where import IS_PLACE
from smallprint.model import ModelRef, Place, Problem, Role

__all__ = ["Reader", "comment_mentions", "reference_of", "speaks_of_ollama"]

_ENVIRONMENT = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.+)", re.S)
_COMMAND = re.compile(
    r"\b(?:ollama\s+(?:pull|run)|(?:huggingface-cli|hf)\s+download|vllm\s+serve|llama-server|"
    r"spacy\s+download|docker\s+model\s+(?:run|pull)|"
    r"git\s+(?:lfs\s+)?clone\s)|--(?:model|hf|pretrained|base-model|embedding)[\w-]*[= ]|--model\b|from_pretrained\("
)
#: A label or annotation of Kubernetes: ``acme.io/model``.
_LABEL = re.compile(r"[\w-]+(?:\.[\w-]+)+/[\w.-]+")
_KEPT_ITEMS = 400
_KEPT_KEYS = 300
_MAX_CANDIDATES = 50_000


@lru_cache(maxsize=16)
def _is_recorded(path: str) -> bool:
    """Whether ``path`` keeps answers of a model. Kept: a reader is made for every variable of a script."""
    return RECORDED_PATHS.search(path) is not None


class Reader:
    """Reads one stream of events and yields references. One per file."""

    def __init__(
        self, path: str, prefix: str, *, role: Role = "dependency", text: str = "", ollama: bool | None = None
    ) -> None:
        self.path = path
        self.prefix = prefix
        self.role: Role = "mention" if _is_recorded(path) else role
        #: Whether the file speaks of Ollama, so that a plain word can be one of its models.
        self.ollama = speaks_of_ollama(text) or "ollama" in path.lower() if ollama is None else ollama
        self.anchors: dict[str, Event] = {}
        self._found: list[tuple[Frame, str, Event]] = []
        self._commands: list[tuple[Frame, str, list[Event]]] = []
        #: What a task is done for, one by one.
        self._loops: dict[int, list[Event]] = {}
        #: Whether the document keeps what models answered.
        self.is_record = False
        #: Keys of the mapping that is the document.
        self.top: set[str] = set()

    def read(self, events: Iterable[Event], outer: Frame | None = None) -> Iterator[Found]:
        """Yield what ``events`` say. ``outer`` is the frame they stand in when they come from an embedded text."""
        root = outer or Frame("", None, False)
        frame = root
        try:
            for event in events:
                op = event.op
                if op == VALUE:
                    self._value(frame, event)
                elif op in (MAP, SEQ):
                    frame = self._open(frame, event)
                elif op == CLOSE:
                    if frame is not root and frame.parent is not None:
                        if frame.items:
                            self._items(frame)
                        if not frame.seq and len(frame.keys & RUN_KEYS) >= RUN_KEYS_TELL:
                            self.is_record = True
                        frame = frame.parent
                elif op == NOTE:
                    yield from comment_mentions(event, self.path, self.prefix)
                elif op == END:
                    yield from self._settle()
                    frame = root
                    if outer is None:
                        root = frame = Frame("", None, False)
                        self.top, self.is_record = set(), False
        except Unreadable as error:
            yield from self._settle()
            yield Problem(self.path, error.line, error.reason)
        yield from self._settle()

    def _open(self, frame: Frame, event: Event) -> Frame:
        key = normal(event.key) if event.key else ""
        if "." in event.key:
            key = "/".join(normal(part) for part in event.key[:400].split(".") if part)
        if not frame.seq and len(frame.keys) < _KEPT_KEYS and key:
            frame.keys.add(key)
        if event.key and not frame.seq and (":" in event.key or "/" in event.key):
            # ``openai:gpt-4o: {config}`` and ``HuggingFaceH4/ultrachat: 1.0``: the key itself is the name.
            self._key_as_name(frame, event)
        opened = Frame(key, frame, event.op == SEQ)
        if frame.parent is None and event.op == MAP and not self.top:
            self.top = opened.keys
        return opened

    def _key_as_name(self, frame: Frame, event: Event) -> None:
        row = find_key("*", frame.path(), frame.keys)
        if row is not None and row.reads_as.endswith("-key"):
            self._found.append((frame, "", event._replace(text=event.key, key="", column=0)))

    def _value(self, frame: Frame, event: Event) -> None:
        text = event.text
        if event.style == "*":
            target = self.anchors.get(text)
            if target is None or not event.key:
                return
            event = target._replace(key=event.key)
            text = event.text
        elif event.style.startswith("&"):
            anchor = "*" + event.style[1:]
            event = event._replace(style='"')
            if len(self.anchors) < 1000:
                self.anchors[anchor] = event
        key = event.key
        if not key:
            if frame.items is not None and len(frame.items) < _KEPT_ITEMS:
                frame.items.append(event)
            if "*" in text and frame.parent is not None and names_family(text):
                frame.parent.patterns += 1
            if not frame.seq or len(frame.items or ()) >= _KEPT_ITEMS:
                return
            pair = _ENVIRONMENT.match(text)
            if pair and not text.startswith("http"):
                shifted = event._replace(
                    key=pair["key"], text=pair["value"].strip("\"'"), column=event.column + pair.start("value")
                )
                if IS_PLACE.fullmatch(normal(pair["key"])):
                    keep_hint(frame, normal(pair["key"]), shifted.text)
                self._candidate(frame, normal(pair["key"]), shifted)
            else:
                self._candidate(frame, "", event)
            return
        name = normal(key)
        if "." in key and (last := normal(key.rpartition(".")[2])) in COMMAND_KEYS:
            name = last
        if not frame.seq and len(frame.keys) < _KEPT_KEYS:
            frame.keys.add(name)
        keep_hint(frame, name, text)
        if name == "image":
            frame.hints["image"] = text
        if name in NAME_KEYS and not frame.name and len(text) < 120:
            frame.name = text
        if not text or len(text) < 2:
            return
        if (":" in key or "/" in key) and not text.startswith("http"):
            self._key_as_name(frame, event)
        self._candidate(frame, name, event)

    def _candidate(self, frame: Frame, name: str, event: Event) -> None:
        """Keep a value for the end of the document if it can be worth it."""
        text = event.text
        if event.key and not self._worth(frame, name, event.key, text, event.style):
            return
        if "\n" in text and len(text) < 100_000 and code_of(name, text):
            self._commands.append((frame, name, [event]))
            return
        if len(self._found) >= _MAX_CANDIDATES or (
            len(text) > 400 and event.style not in ("|", ">") and not embedded(text) and not is_document(event)
        ):
            # A long text under any other key is somebody's prose, or a sample of training data.
            if len(text) < 20_000 and (name in COMMAND_KEYS or name.endswith(("_command", "_script", "_cmd", "_args"))):
                self._commands.append((frame, name, [event]))
            return
        if event.style in ("|", ">"):
            if (
                name in COMMAND_KEYS
                or FILE_KEY.search(event.key)
                or _COMMAND.search(text)
                or KEYS_IN_BLOCK.search(text)
                or MODELFILE.match(text)
                or TELLS_KIND.match(text)
            ):
                self._commands.append((frame, name, [event]))
            elif embedded(text) or "\n" not in text.strip():
                self._found.append((frame, name, event))
            return
        # A list of flags is read as one command when it closes; a value among them may be on the next line.
        if (
            event.key
            and (name in COMMAND_KEYS or " " in text)
            and (_COMMAND.search(text) or name in COMMAND_KEYS or _parent_key(frame) in COMMAND_KEYS)
        ):
            self._commands.append((frame, name, [event]))
            return
        self._found.append((frame, name, event))

    def _worth(self, frame: Frame, name: str, event_key: str, text: str, style: str) -> bool:
        """A cheap look before the value is kept: most values of most files end here."""
        if text.isdigit() or text in ("true", "false", "null", "True", "False"):
            return False
        if has_row(name) or name in COMMAND_KEYS or name in VALUE_KEYS or may_hint(name) or style in ("|", ">"):
            return True
        if is_shouted(event_key) and looks_like_model(text):
            return True
        if is_weak(_parent_key(frame)) or (frame.parent is not None and is_weak(_parent_key(frame.parent))):
            return True
        return ":" in text or "--" in text or "{" in text or " " in text or ";" in text

    def _items(self, frame: Frame) -> None:
        """A sequence closes: is it the words of a command?"""
        items = frame.items or []
        frame.items = None
        outer = frame.parent
        key = frame.key.rpartition("/")[2] or (_parent_key(outer) if outer is not None and outer.seq else "")
        if key == "run" and outer is not None and _parent_key(outer) == "models":
            return  # names to run, in the values of Ollama's chart
        if key in LOOP_KEYS and outer is not None:
            self._loops[id(outer)] = items
        if key in COMMAND_KEYS or any(
            item.text.startswith("--") or _COMMAND.search(item.text[:2000]) for item in items
        ):
            self._commands.append((frame, key, items))

    # -- the end of a document --------------------------------------------------------------------------------------

    def _settle(self) -> Iterator[Found]:
        found, self._found = self._found, []
        commands, self._commands = self._commands, []
        merge = not self.top.isdisjoint({"merge_method", "gate_mode"})
        words_of_commands = {id(item) for _, _, items in commands if len(items) > 1 for item in items}
        answers: list[tuple[Frame, Found]] = []
        for frame, name, event in found:
            if id(event) not in words_of_commands:
                answers.extend((frame, ref) for ref in self._resolve(frame, name, event))
        menus = menus_of(answers)
        for frame, ref in answers:
            if isinstance(ref, ModelRef):
                if merge and not ref.relation:
                    ref = replace(ref, relation="merge")
                if menus and not run_one_by_one(ref) and not menus.isdisjoint([WHOLE, *lists_around(frame)]):
                    ref = replace(ref, role="mention")
            yield ref
        for frame, name, items in looped(joined(commands), self._loops):
            yield from self._run(frame, name, items)

    def _run(self, frame: Frame, name: str, items: list[Event]) -> Iterator[Found]:
        from smallprint.collect import embed

        # ``values = [<<YAML …]`` holds texts of files, no list of what could be chosen.
        block = frame.seq and items[0].style == "|" and frame.parent is not None
        role = self._role(frame.parent if block else frame, name, None)  # type: ignore[arg-type]
        if name not in COMMAND_KEYS and items[0].style in ("|", ">") and not PROSE_WORDS.isdisjoint(name.split("_")):
            role = "mention"
        path = frame.path()
        yield from embed.run(self, items, name, path, role)

    def _resolve(self, frame: Frame, name: str, event: Event) -> Iterator[Found]:
        owner: Frame | None = frame
        key = name
        if not key:
            # An item of a list is named by the list's key; below a mapping in a list the list's key is a parent.
            while owner is not None and owner.seq and not owner.key:
                owner = owner.parent
            if owner is None:
                return
            key = owner.key.rpartition("/")[2]
            parents = owner.parent.path() if owner.parent is not None else []
            parents.extend(owner.key.split("/")[:-1])
            siblings = owner.parent.keys if owner.parent is not None else set()
        else:
            parents = frame.path()
            siblings = frame.keys
            if "." in event.key and not frame.seq and "/" not in event.key:
                *more, _ = [normal(part) for part in event.key[:400].split(".") if part] or [""]
                parents = [*parents, *more]
                key = normal(event.key.rpartition(".")[2])
        if not event.key and not frame.seq:
            yield from self._as_key(frame, event)
            return
        row = find_key(key, parents, siblings)
        if row is not None and row.reads_as == "compose-model" and "services" not in self.top:
            row = find_key(key, [], siblings)
        if row is None and key in VALUE_KEYS and not frame.seq:
            # ``{name: X, value: Y}``, ``X: {default: Y}``
            # (A form that describes its fields has labels: what it proposes is nobody's choice.)
            set_here = "value" in key or (has_row(normal(frame.name)) and "label" not in frame.keys)
            if frame.name and not is_placeholder(frame.name) and set_here:
                key, parents = dotted(frame.name, parents)
            elif frame.parent is not None and frame.parent.name and parents and parents[-1] in VALUE_KEYS:
                key = normal(frame.parent.name)
            elif parents and not (key in PART_WORDS and find_key(parents[-1], parents[:-1], set()) is None):
                key, parents = parents[-1], parents[:-1]
            row = find_key(key, parents, set())
        if row is None and key in ("name", "id") and parents:
            last = parents[-1].rpartition("_")[2]
            if last in NAMED_KEYS:
                # ``embedding_model: {name: …}``
                row = find_key(parents[-1], parents[:-1], set())
            elif last == "models":
                # ``ollama_models: [{name: …}]``
                row = find_key(key, [*parents[:-1], last], siblings)
        if row is None and key == "name" and is_pulled(frame):
            row = find_key("ollama_model", [], set())
        if embedded(event.text) or is_document(event):
            yield from self._embedded(event, key, frame)
            return
        yield from self.judge(row, key, parents, frame, event)

    def _as_key(self, frame: Frame, event: Event) -> Iterator[Found]:
        row = find_key("*", frame.path(), frame.keys)
        if row is None:
            return
        kind = row.reads_as.removesuffix("-key")
        ecosystem = ecosystem_of(event.text, "auto" if kind == "routed" else kind, "shape", "")
        if ecosystem and (kind != "routed" or ":" in event.text):
            place = Place(self.path, event.line)
            yield reference(event.text, ecosystem, place, f"{self.prefix}.{row.path}", role=self._role(frame, "", row))

    def _embedded(self, event: Event, key: str, frame: Frame) -> Iterator[Found]:
        from smallprint.collect import json, yaml

        inner = Reader(
            self.path, f"{self.prefix}.{key or 'value'}", role=self._role(frame, key, None), ollama=self.ollama
        )
        holder = Frame(key, None, False)
        holder.hints = frame.hints
        said = only_parsed(json.events(event.text, event.line))
        if is_document(event):
            said = yaml.lenient_events(event.text.split("\n"), event.line)
        for found in inner.read(said, holder):
            if isinstance(found, ModelRef) and event.style == '"':
                # One quoted value: its line ends are escapes, so that all of it stands on one line.
                found = replace(found, place=replace(found.place, line=event.line, column=event.column))
            elif isinstance(found, ModelRef) and found.place.line == event.line:
                found = replace(found, place=replace(found.place, column=found.place.column + event.column - 1))
            yield found

    def judge(self, row: Key | None, key: str, parents: list[str], frame: Frame, event: Event) -> Iterator[Found]:
        """Decide on one value under ``key``."""
        if row is not None and row.reads_as.endswith("-key"):
            row = None
        if _LABEL.fullmatch(event.key) and "://" not in event.text:
            return
        if row is not None and (row.reads_as == "none" or ("/" in event.key and row.reads_as == "hf")):
            return
        pairs = list(key_values(event.text))
        if pairs and (row is not None or is_weak(key) or "args" in key or "connection" in key + "".join(parents[-1:])):
            names = {normal(k) for k, _, _ in pairs}
            frame = Frame("", frame, False)
            for name, value, _ in pairs:
                keep_hint(frame, normal(name), value)
            for name, value, offset in pairs:
                inner = find_key(normal(name), [], names)
                moved = event._replace(text=value, column=event.column + offset)
                if inner is not None:
                    yield from self.judge(inner, normal(name), parents, frame, moved._replace(key=name))
            return
        tells = "://" in event.text or event.text.startswith("arn:")
        shouted = is_shouted(event.key)
        if row is None and not tells and not shouted and not may_hint(key) and not any(map(is_weak, parents[-2:])):
            return
        role = self._role(frame, key, row)
        if "://" in event.text and (called := addressed(event.text)):
            name, runs, at = called
            place = Place(self.path, event.line, event.column + at, len(name))
            yield reference(name, runs, place, f"{self.prefix}.endpoint", role=role)
            return
        if "." in event.text and (named := component(event.text)) and frame.keys.isdisjoint({"source", "name"}):
            place = Place(self.path, event.line, event.column, len(event.text))
            yield replace(reference(named[1], named[0], place, f"{self.prefix}.{key}", role=role), ref=event.text)
            return
        host, sure = host_beside(frame, key, parents)
        plain = plainly(frame, shouted, row, ollama=self.ollama)
        for part in parts(event.text):
            place = Place(self.path, event.line, event.column + part.offset, len(part.text))
            found = ecosystem_under(row, key, parents, part, host if sure else "", host, shouted, plain)
            if found is None:
                continue
            if found == "?":
                if role == "dependency" and row is not None:
                    yield unknown_at_run_time(run_time_kind(row.reads_as), place, f"{self.prefix}.{key}", host)
                continue
            believed = host if sure or found in ("auto", host) else ""
            ref = reference(
                part.text,
                found,
                place,
                f"{self.prefix}.{(row.path.lstrip('=') if row else key)}",
                role=role,
                host=believed,
                relation=row.relation if row else "",
            )
            if ref.host and not ref.region:
                ref = replace(ref, region=place_beside(frame, ref.host))
            if ref.host == "azure" and not ref.revision:
                ref = replace(ref, revision=frame.hints.get("version", ""))
            yield ref

    def _role(self, frame: Frame, key: str, row: Key | None) -> Role:
        # The description of an interface has examples.
        quoted = self.role == "mention" or self.is_record or not self.top.isdisjoint({"openapi", "swagger"})
        return "mention" if quoted else role_of(frame, key, row)


def _parent_key(frame: Frame) -> str:
    return frame.key.rpartition("/")[2]


def speaks_of_ollama(text: str) -> bool:
    """Whether a text names Ollama, or its port."""
    return "ollama" in text.lower() or "11434" in text


def comment_mentions(event: Event, path: str, prefix: str) -> Iterator[Found]:
    """Models that a comment names: always mentions."""
    from smallprint.collect.prose import mentions

    yield from mentions(event.text, path, event.line, f"{prefix}.comment", event.column)


def reference_of(
    key: str,
    text: str,
    path: str,
    line: int,
    column: int,
    prefix: str,
    *,
    role: Role = "dependency",
    host: str = "",
    ollama: bool = False,
) -> Iterator[Found]:
    """One ``key`` and its value, outside any file of keys: an environment variable, a flag, a build argument."""
    reader = Reader(path, prefix, role=role, ollama=ollama)
    frame = Frame("", None, False)
    if host:
        frame.hints["provider"] = host
    event = Event(VALUE, key, text, line, column)
    name, above = dotted(key, [])
    if embedded(text):
        yield from reader._embedded(event, name, frame)
        return
    yield from reader.judge(find_key(name, above, set()), name, above, frame, event)
