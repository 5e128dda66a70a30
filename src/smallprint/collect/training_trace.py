"""Python: where the data of an expression comes from: models that made it, files and data sets that it was read from.

What an expression only compares or asks for, and what a model is asked, is no source of it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator

from smallprint.collect.idioms.training import (
    GENERATES,
    HELD_OUT,
    KNOWN_PACKAGES,
    LOADERS,
    MODEL_KEYWORDS,
    NOT_MODELS,
    READ_HELPER,
    READS,
    TEACHER_NAMED,
)
from smallprint.collect.python_module import Scope
from smallprint.collect.python_values import dotted, last_name
from smallprint.collect.training_names import MANY, Names, Origin, Spot, arguments, keyword_of

__all__ = ["Trace"]

#: Steps that one question may take.
_MOST = 4_000
#: The same for a path: expressions looked at, and how far.
_MOST_PATHS, _DEEPEST = 200, 10


class Trace(Names):
    """Answers for one file. ``models`` holds what the file names: line -> (name as written, canonical id)."""

    # -- the walk ---------------------------------------------------------------------------------------------------

    def origins(self, starts: Iterable[Spot], *, loss: bool = False) -> set[Origin]:
        """Where the data comes from. ``loss``: look through what a student makes of it, and keep teachers only."""
        found: set[Origin] = set()
        seen: set[tuple[int, tuple[int, ...]]] = set()
        stack = list(starts)
        for _ in range(_MOST):
            if not stack:
                break
            spot = stack.pop()
            mark = (id(spot.node), tuple(id(call) for call in spot.calls))
            if mark in seen:
                continue
            seen.add(mark)
            stack.extend(self._step(spot, found, loss))
        return found

    def _step(self, spot: Spot, found: set[Origin], loss: bool) -> Iterator[Spot]:
        node, scope, calls = spot
        match node:
            case ast.Constant() | ast.Compare():
                return
            case ast.Call():
                yield from self._call(spot, node, found, loss)
            case ast.Name():
                yield from self._name(spot, node.id, found)
            case ast.Attribute():
                root = node.value
                if isinstance(root, ast.Name) and root.id in ("self", "cls"):
                    yield from self.field(node.attr, scope, calls)
                    yield from self.returned(node.attr, calls, None)
                elif isinstance(root, ast.Name) and root.id in self.module.imports and not self.home(root.id, scope):
                    self._import(dotted(self.module, node), found)
                else:
                    yield Spot(root, scope, calls)
            case ast.Subscript():
                yield from self._entry(node, spot)
            case ast.IfExp():
                yield Spot(node.body, scope, calls)
                yield Spot(node.orelse, scope, calls)
            case ast.Lambda():
                yield Spot(node.body, scope, calls)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
                # What the elements are made of decides; the sequence itself counts where they are taken over.
                for part in parts:
                    yield Spot(part, self.module.inner.get(id(node), scope), calls)
                for loop in node.generators:
                    if isinstance(loop.target, (ast.Tuple, ast.List)):
                        yield Spot(loop.iter, scope, calls)
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        yield Spot(child, scope, calls)

    def _call(self, spot: Spot, node: ast.Call, found: set[Origin], loss: bool) -> Iterator[Spot]:
        _, scope, calls = spot
        tail = last_name(node.func)
        if read := self.read(spot):
            found.update(read)
            return
        made = self.made_by(spot)
        if made and not loss:
            found.update(made)
            return
        found.update(origin for origin in made if origin.teacher)
        if any(origin.teacher for origin in made):
            return
        own = tail in self.module.functions or tail in self.module.classes
        if own and (call := self.call_of.get(id(node))) is not None:
            yield from self.returned(tail, calls, call)
            if tail in self.module.classes:
                yield from self.kept(tail, calls, call)
            elif isinstance(node.func, ast.Name):
                return
        yield Spot(node.func, scope, calls)
        for argument in arguments(node):
            yield Spot(argument, scope, calls)

    def _name(self, spot: Spot, name: str, found: set[Origin]) -> Iterator[Spot]:
        home = self.home(name, spot.scope)
        if home is None:
            if name in self.module.functions:
                yield from self.returned(name, spot.calls, None)
            elif name in self.module.imports:
                self._import(self.module.imports[name], found)
            return
        yield from self.held(name, home, spot.calls)

    def _entry(self, node: ast.Subscript, spot: Spot) -> Iterator[Spot]:
        """An entry of a display of this file where the key says which, else the whole."""
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(key, str) and isinstance(node.value, ast.Name):
            home = self.home(node.value.id, spot.scope)
            for binding in home.names.get(node.value.id, ()) if home else ():
                shown = binding.node
                if isinstance(shown, ast.Call) and shown.args:
                    shown = shown.args[0]  # DatasetDict({…})
                if isinstance(shown, ast.Dict):
                    entries = [
                        value
                        for name, value in zip(shown.keys, shown.values, strict=True)
                        if isinstance(name, ast.Constant) and name.value == key
                    ]
                    if entries:
                        yield from (Spot(entry, binding.scope, spot.calls) for entry in entries)
                        return
        yield Spot(node.value, spot.scope, spot.calls)

    def _import(self, name: str, found: set[Origin]) -> None:
        package = name.partition(".")[0]
        if name and package not in KNOWN_PACKAGES and package not in sys.stdlib_module_names:
            found.add(Origin("import", name))

    # -- models -----------------------------------------------------------------------------------------------------

    def made_by(self, spot: Spot) -> set[Origin]:
        """The models whose outputs a call gives; nothing where it generates nothing."""
        node = spot.node
        assert isinstance(node, ast.Call)
        func, tail = node.func, last_name(node.func)
        two = f"{last_name(func.value)}.{tail}".lower() if isinstance(func, ast.Attribute) else ""
        if tail in GENERATES or two in GENERATES:
            inner = [Spot(func.value, spot.scope, spot.calls)] if isinstance(func, ast.Attribute) else []
            inner += [
                Spot(k.value, spot.scope, spot.calls) for k in node.keywords if k.arg in MODEL_KEYWORDS or k.arg is None
            ]
            found = self.named(inner)
            if not found and node.args and not self._is_method(func, spot.scope):
                found = self.named([Spot(node.args[0], spot.scope, spot.calls)])
            if not found and self._is_distilabel(spot):
                found = {name for names in self.models.values() for _, name in names}
            if not found:
                return self._named_elsewhere(inner)
        elif self._is_model(Spot(func, spot.scope, spot.calls)):
            found = self.named([Spot(func, spot.scope, spot.calls)])
        else:
            return set()
        teacher = TEACHER_NAMED.search(ast.unparse(func)[:200]) is not None
        return {Origin("model", name, teacher) for name in found}

    def _named_elsewhere(self, spots: Iterable[Spot]) -> set[Origin]:
        """The constants of other modules by which a call, or what it is called on, names a model."""
        found: set[Origin] = set()
        nodes = [spot.node for spot in spots]
        for spot in spots:
            for call in self.constructors(spot):
                nodes += [*call.node.args[:2], *(k.value for k in call.node.keywords if k.arg in MODEL_KEYWORDS)]
        for node in nodes:
            root = node.value if isinstance(node, ast.Attribute) else node
            if isinstance(root, ast.Name) and root.id in self.module.imports and last_name(node).isupper():
                self._import(dotted(self.module, node), found)
        return found

    def _is_method(self, func: ast.expr, scope: Scope) -> bool:
        """Whether a call is one of an object, not of a module."""
        if not isinstance(func, ast.Attribute):
            return False
        root = func.value
        return not (isinstance(root, ast.Name) and root.id in self.module.imports and not self.home(root.id, scope))

    def _is_distilabel(self, spot: Spot) -> bool:
        if "distilabel" not in self.module.packages or not isinstance(spot.node, ast.Call):
            return False
        func = spot.node.func
        return isinstance(func, ast.Attribute) and any(
            last_name(call.node.func) == "Pipeline" for call in self.constructors(Spot(func.value, spot.scope))
        )

    def _is_model(self, spot: Spot) -> bool:
        """Whether an object that is called was loaded as a model."""
        if isinstance(spot.node, ast.Attribute) and not (
            isinstance(spot.node.value, ast.Name) and spot.node.value.id in ("self", "cls")
        ):
            return False
        for call in self.constructors(spot):
            name = dotted(self.module, call.node.func)
            if name.rpartition(".")[2] in LOADERS and not NOT_MODELS.search(name):
                return True
        return False

    # -- files ------------------------------------------------------------------------------------------------------

    def read(self, spot: Spot) -> set[Origin]:
        """The files and data sets that a call reads; nothing where it reads none that has a name."""
        node, scope, calls = spot
        assert isinstance(node, ast.Call)
        tail = last_name(node.func)
        if tail in self.module.functions or not (tail in READS or READ_HELPER.match(tail)):
            return set()
        if tail in ("open", "Open") and _mode(node) not in ("", "r", "rb", "rt", "r+"):
            return set()
        if tail in ("read_text", "read_bytes") or (tail == "open" and _is_path_method(node)):
            assert isinstance(node.func, ast.Attribute)
            return {Origin("file", path) for path in self.paths(Spot(node.func.value, scope, calls))}
        if tail == "load_dataset":
            return self._loaded(node, spot)
        first = (
            node.args[0]
            if node.args
            else keyword_of(node, "path", "filepath_or_buffer", "input", "path_or_paths", "file")
        )
        if first is None:
            return set()
        return {Origin("file", path) for path in self.paths(Spot(first, scope, calls))}

    def _loaded(self, node: ast.Call, spot: Spot) -> set[Origin]:
        files = [keyword_of(node, "data_files"), keyword_of(node, "data_dir")]
        given = [file for file in files if file is not None]
        if given:
            return {Origin("file", path) for file in given for path in self.paths(Spot(file, spot.scope, spot.calls))}
        first = node.args[0] if node.args else keyword_of(node, "path")
        names = self.paths(Spot(first, spot.scope, spot.calls)) if first is not None else ()
        return {Origin("dataset" if _is_id(name) else "file", name) for name in names}

    def paths(self, spot: Spot) -> list[str]:
        """The paths that an expression may be: ``*`` for what only the run knows, ``/`` first for the tree's root."""
        self._left = _MOST_PATHS
        found = dict.fromkeys(path for path in self._paths(spot, 0) if path.strip("*/. "))
        return list(found)[:MANY]

    def _paths(self, spot: Spot, depth: int) -> Iterator[str]:
        node, scope, calls = spot
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return

        def follow(inner: ast.expr) -> list[str]:
            return (list(self._paths(Spot(inner, scope, calls), depth + 1)) or ["*"])[:MANY]

        match node:
            case ast.Constant():
                if isinstance(node.value, str):
                    yield node.value
            case ast.JoinedStr():
                yield from _product([follow(part) for part in node.values], "")
            case ast.FormattedValue():
                yield from follow(node.value)
            case ast.BinOp(op=ast.Div()):
                yield from _product([follow(node.left), follow(node.right)], "/")
            case ast.BinOp(op=ast.Add()):
                yield from _product([follow(node.left), follow(node.right)], "")
            case ast.BoolOp():
                for part in node.values:
                    yield from follow(part)
            case ast.IfExp():
                yield from (*follow(node.body), *follow(node.orelse))
            case ast.List() | ast.Tuple() | ast.Set():
                for part in node.elts[:MANY]:
                    yield from follow(part)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if not (isinstance(key, ast.Constant) and key.value in HELD_OUT):
                        yield from follow(value)
            case ast.Call():
                yield from self._path_call(node, spot, follow, depth)
            case ast.Attribute():
                if node.attr == "parent":
                    yield from (path.rpartition("/")[0] or "." for path in follow(node.value))
                elif node.attr in self.module.options:
                    for binding in self.module.options[node.attr]:
                        yield from self._paths(Spot(binding.node, binding.scope), depth + 1)
                else:
                    for inner in self.field(node.attr, scope, calls):
                        yield from self._paths(inner, depth + 1)
            case ast.Name(id="__file__"):
                yield "/" + self.path
            case ast.Name():
                home = self.home(node.id, scope)
                for inner in self.held(node.id, home, calls) if home is not None else ():
                    yield from self._paths(inner, depth + 1)

    def _path_call(
        self, node: ast.Call, spot: Spot, inner: Callable[[ast.expr], list[str]], depth: int
    ) -> Iterator[str]:
        tail = last_name(node.func)
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
        if tail in ("join", "Path", "PurePath", "joinpath") and node.args:
            base = [inner(receiver)] if tail == "joinpath" and receiver is not None else []
            yield from _product([*base, *(inner(part) for part in node.args)], "/")
        elif tail == "dirname" and node.args:
            yield from (path.rpartition("/")[0] or "." for path in inner(node.args[0]))
        elif tail in ("glob", "rglob") and node.args:
            base = [inner(receiver)] if receiver is not None and last_name(receiver) != "glob" else []
            yield from _product([*base, inner(node.args[0])], "/")
        elif tail in ("str", "abspath", "realpath", "expanduser", "fspath", "resolve", "absolute", "sorted", "open",
                      "iglob", "as_posix", "strip", "format", "load_dataset"):  # fmt: skip
            for part in (receiver if receiver is not None and not node.args else None, *node.args[:1]):
                if part is not None:
                    yield from inner(part)
        elif tail in ("getenv", "get", "Field", "field"):
            default = node.args[1] if len(node.args) > 1 else keyword_of(node, "default")
            if default is not None:
                yield from inner(default)
        elif tail in self.module.functions:
            for returned in self.returned(tail, spot.calls, self.call_of.get(id(node))):
                yield from self._paths(returned, depth + 1)


def _mode(node: ast.Call) -> str:
    position = 0 if isinstance(node.func, ast.Attribute) and last_name(node.func.value) not in _OPENERS else 1
    mode = node.args[position] if len(node.args) > position else keyword_of(node, "mode")
    return str(mode.value) if isinstance(mode, ast.Constant) and len(str(mode.value)) < 4 else ""


_OPENERS = frozenset(
    {"gzip", "jsonlines", "io", "codecs", "bz2", "lzma", "os", "zstandard", "fsspec", "aiofiles", "json"}
)


def _is_path_method(node: ast.Call) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and last_name(func.value) not in _OPENERS


def _is_id(name: str) -> bool:
    """``org/name`` or a bare word, not a path."""
    return name.count("/") <= 1 and "*" not in name and not name.startswith((".", "/", "~")) and "." not in name[-6:]


def _product(parts: list[list[str]], glue: str) -> Iterator[str]:
    results = [""]
    for number, texts in enumerate(parts):
        joined = []
        for left in results:
            for right in texts[:MANY]:
                if glue and right.startswith("/"):
                    joined.append(right)
                elif glue and number:
                    joined.append(f"{left.rstrip('/')}{glue}{right}")
                else:
                    joined.append(left + right)
        results = joined[:MANY]
    yield from results
