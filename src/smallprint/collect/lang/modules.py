"""Names of models that one JavaScript or TypeScript file takes from another: ``import { MODEL } from "./config"``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from smallprint.collect.detector import Elsewhere
from smallprint.collect.lang.callables import idiom
from smallprint.collect.lang.objects import around
from smallprint.collect.lang.slots import Slot, slot_of
from smallprint.collect.lang.syntax import language_of
from smallprint.collect.lang.tokens import Code, code_part
from smallprint.collect.lang.words import names_model
from smallprint.collect.names import guess, looks_like_hub_id, reference, unknown_at_run_time
from smallprint.fs import Tree
from smallprint.model import Kind, ModelRef, Place

if TYPE_CHECKING:
    from smallprint.collect.lang.reader import File

__all__ = ["elsewhere", "imported_names", "look_up"]

_MOST = 300
#: A re-export is followed so far.
_HOPS = 4
#: Modules of the project: relative ones, and the usual names for its root.
_OWN = re.compile(r"(?:\.{1,2}/|[@~#]?/)")
_ENDINGS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")
_KINDS: dict[str, Kind] = {"hf": "hf", "mlc": "hf", "ollama": "ollama", "gguf": "gguf", "dataset": "dataset"}


def imported_names(code: Code) -> dict[str, tuple[str, str]]:
    """Local name -> (module, name there) of what a file takes from other files of its project.

    The name is ``default`` for a default import and ``*`` for a whole module.
    """
    found: dict[str, tuple[str, str]] = {}
    if not code.syntax.slashes or code.syntax.name == "ruby":
        return found
    for start in (*code.uses.get("from", ())[:_MOST], *code.uses.get("require", ())[:_MOST]):
        at = start + 1 + (code.text[start] == "require")
        if at >= len(code) or code.kind[at] != "str" or not _OWN.match(code.text[at]):
            continue
        end = start - 1 - (code.text[start] == "require")  # past ``=``
        _bindings(code, end, code.text[at], found)
    return found


def _bindings(code: Code, end: int, module: str, found: dict[str, tuple[str, str]]) -> None:
    """Read ``def, { a, b as c }`` and ``* as d`` backwards from ``end``."""
    at = end
    if at > 0 and code.text[at] == "}" and code.match[at] >= 0:
        first = code.match[at]
        for here in range(first + 1, at):
            if code.kind[here] != "id" or code.text[here + 1] not in (",", "}", "="):
                continue
            renamed = code.text[here - 1] in ("as", ":")
            found[code.text[here]] = (module, code.text[here - 2] if renamed else code.text[here])
        at = first - 1
        if at > 0 and code.text[at] == ",":
            at -= 1
    if at > 1 and code.kind[at] == "id" and code.text[at] not in ("import", "export", "const", "let", "var", "type"):
        found[code.text[at]] = (module, "*" if code.text[at - 1] == "as" else "default")


def elsewhere(file: File) -> Iterator[Elsewhere]:
    """Yield the uses of imported names where a model's name is wanted."""
    code, seen = file.code, set[tuple[str, str]]()
    for local, (module, name) in file.modules.items():
        for use in code.uses.get(local, ())[:20]:
            last, wanted = use, name
            if use + 2 < len(code) and code.text[use + 1] in (".", "?.") and code.kind[use + 2] == "id":
                last = use + 2
                wanted = code.text[last] if name == "*" else f"{name}.{code.text[last]}"
            if wanted in ("*", "default") or (module, wanted) in seen or code.text[use - 1] in ("import", "{", "type"):
                continue
            slot = slot_of(code, use, last)
            call = idiom(file.facts, slot.path, str(slot.index)) if slot.how == "call" else None
            if not call and not (slot.how == "key" and names_model(slot.name)):
                continue
            seen.add((module, wanted))
            line, column = code.place(use)
            host = file.facts.host_at(use, slot.path or file.facts.call_around(use))
            loads = call.name if call and call.loads and call.ecosystem != "auto" and not file.is_test else ""
            place = Place(file.path, line, column)
            yield Elsewhere(place, module, wanted, call.ecosystem if call else "auto", host, loads)


def look_up(tree: Tree, wanted: Iterable[Elsewhere]) -> list[ModelRef]:
    """References at the places that define what ``wanted`` asks for; a name built at run time for the others."""
    shelf = _Shelf(tree)
    return [ref for item in wanted for ref in shelf.find(item)]


class _Shelf:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.files: dict[str, File | None] = {}

    def find(self, item: Elsewhere) -> Iterator[ModelRef]:
        file, token, known = self._define(item.place.file, item.module, item.name, 0)
        if file is not None:
            if token >= 0 and (ref := _reference(file, token, item)):
                yield ref
            if token >= 0 or known:
                return
        if item.found_by:
            yield unknown_at_run_time(_KINDS.get(item.ecosystem, "api"), item.place, item.found_by, item.host)

    def _define(self, origin: str, module: str, name: str, hops: int) -> tuple[File | None, int, bool]:
        """The file and token of the string that ``name`` stands for, or that its own file has told it already."""
        file = next((one for path in _candidates(origin, module) if (one := self._read(path))), None)
        if file is None or hops > _HOPS:
            return None, -1, False
        for token, kind in enumerate(file.code.kind):
            if kind == "str" and (guess(file.code.text[token]) or looks_like_hub_id(file.code.text[token])):
                slot = slot_of(file.code, token)
                if not slot.listed and _is(file.code, slot, name):
                    told = token in file.accepted and not file.accepted[token].mention
                    return file, -1 if told else token, told
        for onward, inner in _passed_on(file.code, name):
            found = self._define(file.path, onward, inner, hops + 1)
            if found[0] is not None and (found[1] >= 0 or found[2]):
                return found
        return file, -1, False

    def _read(self, path: str) -> File | None:
        from smallprint.collect.lang.reader import File

        if path in self.files:
            return self.files[path]
        self.files[path] = None
        full = self.tree.root / path
        # A folder on the way may be a link: what it leads to must still be inside.
        if not full.is_file() or not full.resolve().is_relative_to(self.tree.root):
            return None
        syntax, source = language_of(PurePosixPath(path).name), self.tree.read(path)
        if syntax is None or source is None or source.is_binary:
            return None
        text = code_part(source.text.replace("\r\n", "\n").replace("\r", "\n"), syntax.part)
        file = File(path, text, syntax)
        for _ in file.refs():
            pass
        self.files[path] = file
        return file


def _is(code: Code, slot: Slot, name: str) -> bool:
    """Whether a value is what ``NAME``, ``OBJECT.name`` or ``default.name`` stands for."""
    outer, _, inner = name.rpartition(".")
    if not outer:
        return slot.how == "assign" and slot.name == inner
    if slot.how == "assign" and slot.name == inner:
        return code.text[max(code.parent[slot.start] - 2, 0) : code.parent[slot.start]] == ["enum", outer]
    if slot.how != "key" or slot.name != inner:
        return False
    whole = around(code, slot)
    if whole is None:
        return False
    if outer == "default":
        return code.text[max(slot.bracket - 1, 0)] == "default" or whole.how == "assign"
    return whole.how == "assign" and whole.name == outer


def _passed_on(code: Code, name: str) -> Iterator[tuple[str, str]]:
    """Modules that a file hands a name on from: ``export { A as B } from "./y"``, ``export * from "./y"``."""
    first, dot, rest = name.partition(".")
    for local, (module, inner) in imported_names(code).items():
        if local == first:
            yield module, f"{inner}{dot}{rest}"
    for start in code.uses.get("from", ())[:_MOST]:
        if (
            start > 1
            and code.text[start - 1] == "*"
            and code.text[start - 2] == "export"
            and code.kind[start + 1] == "str"
        ):
            yield code.text[start + 1], name


def _reference(file: File, token: int, item: Elsewhere) -> ModelRef | None:
    value = file.code.text[token]
    if item.ecosystem == "hf" and not looks_like_hub_id(value):
        return None
    line, column = file.code.place(token)
    named = guess(value)
    ecosystem = item.ecosystem
    if ecosystem == "auto" and item.host and item.host not in ("hf", "gguf") and (named is None or named.kind == "hf"):
        ecosystem = item.host
    host = item.host if item.host not in ("hf", "gguf") else ""
    return reference(value, ecosystem, Place(file.path, line, column, len(value)), "imported constant", host=host)


def _candidates(origin: str, module: str) -> Iterator[str]:
    """Files that ``module`` may be, seen from ``origin``."""
    folder = PurePosixPath(origin).parent
    if module.startswith("."):
        bases = [_joined(folder, module)]
    else:
        inner = module.lstrip("@~#").lstrip("/")
        bases = [above / root / inner for above in (folder, *folder.parents) for root in ("", "src", "app")]
    for base in bases:
        if base is None:
            continue
        text = str(base)
        if text.endswith(_ENDINGS):
            yield text
            text = text.rpartition(".")[0]
        for ending in _ENDINGS:
            yield text + ending
        for ending in _ENDINGS[:4]:
            yield f"{text}/index{ending}"


def _joined(folder: PurePosixPath, module: str) -> PurePosixPath | None:
    """``module`` seen from ``folder``, or ``None`` when it leads out of the tree."""
    parts = list(folder.parts)
    for part in module.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return PurePosixPath(*parts)
