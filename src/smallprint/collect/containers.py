"""What a container runs: its image's own program or its entry point, and the arguments, are one command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from smallprint.collect.events import VALUE, Event
from smallprint.collect.frames import Frame
from smallprint.collect.idioms.commands import IMAGE_PROGRAMS

__all__ = ["LOOP_KEYS", "joined", "looped"]

_SHELL = re.compile(r"[\"'`;&|<>\n]")
#: Keys of what an Ansible task is done for, one by one.
LOOP_KEYS = frozenset({"loop", "with_items", "with_list"})
_ITEM = re.compile(r"\{\{\s*item\s*\}\}")
Command = tuple[Frame, str, list[Event]]


def joined(commands: Iterable[Command]) -> Iterator[Command]:
    """The commands of a document, each with the program that stands in another key, or in its image, in front."""
    commands = list(commands)
    programs = {
        id(_container(frame)): (name, items) for frame, name, items in commands if name in ("command", "entrypoint")
    }
    for frame, name, items in commands:
        before, front = programs.get(id(_container(frame)), ("", []))
        if name not in ("args", "command") or not items:
            yield frame, name, items
        elif front and before != name and frame.seq and len(front) < 4 and not _is_text(front):
            yield frame, name, [*front, *items]
        elif program := _word(front) if before != name else _of_image(_container(frame), items[0]):
            yield frame, name, _behind(program, items)
        else:
            yield frame, name, items


def _container(frame: Frame) -> Frame:
    return frame.parent if frame.seq and frame.parent is not None else frame


def _is_text(items: list[Event]) -> bool:
    return len(items) == 1 and bool(items[0].key)


def _word(items: list[Event]) -> str:
    """A program that is the whole of another key."""
    return items[0].text if len(items) == 1 and " " not in items[0].text else ""


def _of_image(container: Frame, first: Event) -> str:
    """The program of the container's image, where ``first`` begins with one of its flags or subcommands."""
    image = container.hints.get("image", "")
    for name, program, subcommands in IMAGE_PROGRAMS if image else ():
        word = first.text.split(None, 1)[0] if first.text.strip() else ""
        if name in image:
            return program if word.startswith("-") or word in subcommands else ""
    return ""


def _behind(program: str, items: list[Event]) -> list[Event]:
    """The words of a command behind those of ``program``; a text that a shell must read stays as it is."""
    if _is_text(items):
        item = items[0]
        if _SHELL.search(item.text) or "{{" in item.text:
            return items
        words = re.finditer(r"\S+", item.text)
        items = [item._replace(key="", text=word[0], column=item.column + word.start()) for word in words]
    return [*(Event(VALUE, "", word, items[0].line, items[0].column) for word in program.split()), *items]


def looped(commands: Iterable[Command], loops: Mapping[int, list[Event]]) -> Iterator[Command]:
    """The same, and each command of a task that goes through a list with every item of it in its place."""
    for frame, name, items in commands:
        yield frame, name, items
        if not loops or len(items) != 1 or not _ITEM.search(items[0].text) or _SHELL.search(items[0].text):
            continue
        around = next((loops[id(node)] for node in (frame, frame.parent) if id(node) in loops), [])
        for item in around:
            if not _SHELL.search(item.text) and " " not in item.text:
                words = _ITEM.sub(lambda _, text=item.text: text, items[0].text).split()  # type: ignore[misc]
                yield frame, name, [item._replace(key="", text=word) for word in words]
