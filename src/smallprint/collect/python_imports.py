"""Names of models that one Python file takes from another: ``from config import MODEL``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from smallprint.collect.detector import Elsewhere, Found
from smallprint.collect.names import unknown_at_run_time
from smallprint.collect.python import parse
from smallprint.collect.python_module import Binding
from smallprint.collect.python_names import Judge
from smallprint.collect.python_values import Imported, Literal, values
from smallprint.collect.recognise import run_time_kind
from smallprint.fs import Source, Tree
from smallprint.model import ModelRef, Place

__all__ = ["defined", "look_up"]

#: A re-export is followed so far.
_HOPS = 4


def look_up(tree: Tree, wanted: Iterable[Elsewhere]) -> list[ModelRef]:
    """References at the places that define what ``wanted`` asks for; a name built at run time for the others."""
    return list(_Shelf(tree).all(wanted))


def defined(tree: Tree, file: str, name: str) -> list[str]:
    """The models that a name such as ``config.TEACHER``, as ``file`` imports it, stands for."""
    module, _, constant = name.rpartition(".")
    if not module.strip("."):
        return []
    wanted = Elsewhere(Place(file), module, constant, "auto")
    return [ref.canonical for ref in look_up(tree, [wanted]) if ref.ref != "?"]


class _Shelf:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.judges: dict[str, Judge | None] = {}

    def all(self, wanted: Iterable[Elsewhere]) -> Iterator[ModelRef]:
        for item in wanted:
            found = [
                ref for ref in self._find(item, item.place.file, item.module, item.name, 0) if isinstance(ref, ModelRef)
            ]
            if found:
                yield from found
            elif item.found_by and not item.place.file.rpartition("/")[2].startswith("test_"):
                kind = "api" if item.ecosystem in ("auto", "litellm") or item.host else run_time_kind(item.ecosystem)
                yield unknown_at_run_time(kind, item.place, item.found_by, item.host)

    def _find(self, item: Elsewhere, file: str, module: str, name: str, hops: int) -> Iterator[Found]:
        if hops > _HOPS:
            return
        outer, _, last = module.rpartition(".")
        for package, inside in ((module, ""), (outer or ("." if module.startswith(".") else ""), last)):
            judge = self._module(file, package) if package.strip(".") or package else None
            if judge is None:
                continue
            top = judge.module.top
            bindings: list[Binding] = []
            if inside:
                # ``Settings.model`` of an imported class, or ``settings.model`` of an imported object.
                klass = judge.module.classes.get(inside)
                bindings = klass.names.get(name, []) if klass else judge.module.fields.get(name, [])
                if not klass and inside not in top.names and inside not in judge.module.functions:
                    bindings = []
            bindings = bindings or ([] if inside else top.names.get(name, []))
            before = len(judge.found)
            for binding in bindings:
                for value in values(judge.module, binding.node, binding.scope):
                    if isinstance(value, Literal):
                        judge.accept(value, item.ecosystem, item.host, item.found_by)
                    elif isinstance(value, Imported):
                        yield from self._find(item, judge.path, value.module, value.name, hops + 1)
            yield from judge.found[before:]
            if bindings:
                return
            if target := judge.module.imports.get(inside or name):
                onward, _, real = target.rpartition(".")
                if inside:
                    yield from self._find(item, judge.path, target, name, hops + 1)
                else:
                    yield from self._find(item, judge.path, onward or target[: len(target) - len(real)], real, hops + 1)
                return

    def _module(self, file: str, module: str) -> Judge | None:
        for path in _candidates(file, module):
            if path not in self.judges:
                self.judges[path] = self._read(path)
            if (judge := self.judges[path]) is not None:
                return judge
        return None

    def _read(self, path: str) -> Judge | None:
        full = self.tree.root / path
        # A folder on the way may be a link: what it leads to must still be inside.
        if not full.is_file() or not full.resolve().is_relative_to(self.tree.root):
            return None
        source = self.tree.read(path)
        if source is None or source.is_binary:
            return None
        text = source.text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            parsed = parse(text)
            return Judge(Source(path, source.data), parsed, text) if isinstance(parsed, ast.Module) else None
        except RecursionError:
            return None


def _candidates(file: str, module: str) -> Iterator[str]:
    """Files that ``module`` may be, seen from ``file``: relative imports, then each folder above, nearest first."""
    folder = PurePosixPath(file).parent
    level = len(module) - len(module.lstrip("."))
    inner = module.lstrip(".").replace(".", "/")
    if ".." in inner or "/" in module:
        return
    if level:
        for _ in range(level - 1):
            folder = folder.parent
        bases = [folder]
    else:
        bases = [folder, *folder.parents, PurePosixPath("src"), PurePosixPath("lib")]
    for base in bases:
        path = base / inner if inner else base
        if inner:
            yield f"{path}.py"
        yield f"{path}/__init__.py".removeprefix("./")
