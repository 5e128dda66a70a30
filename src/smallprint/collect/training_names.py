"""Python: what a name may hold on the way of data, followed through the file without order.

Assignments, mutations (``rows.append(x)``), loops, returns and parameters. A function of the file is looked into for
each call by itself, so that a helper that two kinds of data share does not mix them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smallprint.collect.idioms.training import KEEPS
from smallprint.collect.python_module import Call, Module, Scope, index
from smallprint.collect.python_values import last_name

__all__ = ["MANY", "Names", "Origin", "Spot", "arguments", "keyword_of"]

#: Calls that one way may go down.
_DEEP = 3
MANY = 8
_ADDS = frozenset({"append", "extend", "add", "insert", "update", "put", "put_nowait", "appendleft", "setdefault",
                   "add_item", "concat"})  # fmt: skip


class Origin(NamedTuple):
    """``model`` (its canonical id), ``file`` (a pattern), ``dataset``, or ``import`` (a dotted name)."""

    kind: str
    name: str
    #: Whether a variable calls the model a teacher.
    teacher: bool = False


class Spot(NamedTuple):
    """An expression, where it stands, and the calls through which it was reached."""

    node: ast.expr
    scope: Scope
    calls: tuple[Call, ...] = ()


class Names:
    """The names of one file. ``models`` holds what it says of models: line -> (name as written, canonical id)."""

    def __init__(self, path: str, tree: ast.Module, models: dict[int, list[tuple[str, str]]]) -> None:
        self.path = path
        self.module: Module = index(tree)
        self.models = models
        self._left = 0
        #: Name of a function, method or class of the file -> its calls.
        self.callers: dict[str, list[Call]] = {}
        self.call_of: dict[int, Call] = {id(call.node): call for call in self.module.calls}
        #: What mutations add to a name of a scope, or to an attribute.
        self.added: dict[tuple[int, str], list[Spot]] = {}
        for call in self.module.calls:
            tail = last_name(call.node.func)
            if tail in self.module.functions or tail in self.module.classes:
                self.callers.setdefault(tail, []).append(call)
            if tail in _ADDS and isinstance(call.node.func, ast.Attribute):
                for argument in arguments(call.node):
                    self._add(call.node.func.value, argument, call.scope)
        for target, value, scope in self.module.assigned:
            for part in target.elts if isinstance(target, (ast.Tuple, ast.List)) else (target,):
                if part is not target or isinstance(part, ast.Subscript):
                    self._add(part, value, scope)
        for loop, scope in self.module.loops:
            if isinstance(loop.target, (ast.Tuple, ast.List)):
                for part in loop.target.elts:
                    self._add(part, loop.iter, scope)
        self._yields()

    def _add(self, target: ast.expr, value: ast.expr, scope: Scope) -> None:
        while isinstance(target, (ast.Subscript, ast.Starred)):
            target = target.value
        if isinstance(target, ast.Name):
            home = self.home(target.id, scope)
            self.added.setdefault((id(home or scope), target.id), []).append(Spot(value, scope))
        elif isinstance(target, ast.Attribute):
            self.added.setdefault((0, target.attr), []).append(Spot(value, scope))

    def _yields(self) -> None:
        for scopes in self.module.functions.values():
            for scope in scopes:
                for node in ast.walk(scope.node) if len(scopes) < MANY else ():
                    if isinstance(node, (ast.Yield, ast.YieldFrom)) and node.value is not None:
                        self.added.setdefault((id(scope), "<yield>"), []).append(Spot(node.value, scope))

    def home(self, name: str, scope: Scope) -> Scope | None:
        """The scope in which a name of ``scope`` is bound; ``None`` where nothing in the file binds it."""
        for around in scope.around():
            if name in around.names or name in around.params or (id(around), name) in self.added:
                return around
        return None

    def returned(self, name: str, calls: tuple[Call, ...], call: Call | None) -> Iterator[Spot]:
        """What the functions of a name return."""
        onward = (*calls, call)[-_DEEP:] if call is not None else calls
        inside = tuple(item for item in onward if item is not None)
        for scope in self.module.functions.get(name, ())[:MANY]:
            if len(inside) != len(set(map(id, inside))):
                continue  # it calls itself
            for binding in self.module.returns.get(id(scope.node), ()):
                yield Spot(binding.node, binding.scope, inside)
            for added in self.added.get((id(scope), "<yield>"), ()):
                yield added._replace(calls=inside)

    def kept(self, name: str, calls: tuple[Call, ...], call: Call) -> Iterator[Spot]:
        """What the constructor of a class of the file keeps in the object."""
        inside = (*calls, call)[-_DEEP:]
        for scope in self.module.functions.get("__init__", ()):
            if scope.parent is not None and scope.parent.is_class and scope.parent.name == name:
                for bindings in self.module.fields.values():
                    yield from (Spot(item.node, item.scope, inside) for item in bindings if item.scope is scope)

    def held(self, name: str, home: Scope, calls: tuple[Call, ...]) -> Iterator[Spot]:
        """Everything that a name of a scope may hold."""
        for added in self.added.get((id(home), name), ()):
            yield added._replace(calls=calls)
        if name in home.params:
            yield from self.passed(name, home, calls)
        for binding in home.names.get(name, ()):
            if binding.how != "default":
                yield Spot(binding.node, binding.scope, calls)

    def passed(self, name: str, function: Scope, calls: tuple[Call, ...]) -> Iterator[Spot]:
        """What callers give a parameter: the call on the way here, else every call in the file; else the default."""
        given = False
        own = _function_name(function)
        if calls and last_name(calls[-1].node.func) == own:
            candidates, before = [calls[-1]], calls[:-1]
        else:
            candidates, before = self.callers.get(own, [])[:40], ()
        for call in candidates:
            argument = _given(call.node, name, function)
            if argument is not None:
                given = True
                yield Spot(argument, call.scope, before)
        if not given:
            for binding in function.names.get(name, ()):
                if binding.how == "default":
                    yield Spot(binding.node, binding.scope, before)

    def field(self, name: str, scope: Scope, calls: tuple[Call, ...]) -> Iterator[Spot]:
        """Everything that an attribute of an object of the file may hold."""
        for added in self.added.get((0, name), ()):
            yield added._replace(calls=())
        for binding in self.module.fields.get(name, ())[: 4 * MANY]:
            yield Spot(binding.node, binding.scope, ())

    def constructors(self, spot: Spot) -> list[Call]:
        """The calls that an object may have been made by."""
        found: list[Call] = []
        stack, seen = [spot], set()
        for _ in range(80):
            if not stack:
                break
            node, scope, calls = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            match node:
                case ast.Call():
                    tail = last_name(node.func)
                    if tail in self.module.functions and tail not in self.module.classes:
                        call = self.call_of.get(id(node))
                        stack.extend(self.returned(tail, calls, call))
                    elif tail in KEEPS:
                        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
                        stack.extend(Spot(part, scope, calls) for part in (inner, *node.args[:1]) if part is not None)
                    else:
                        found.append(Call(node, scope))
                case ast.Name():
                    if (home := self.home(node.id, scope)) is not None:
                        stack.extend(self.held(node.id, home, calls))
                case ast.Attribute(value=ast.Name(id="self" | "cls")):
                    stack.extend(self.field(node.attr, scope, calls))
                case ast.Tuple() | ast.List():
                    stack.extend(Spot(part, scope, calls) for part in node.elts[:MANY])
                case ast.IfExp():
                    stack += [Spot(node.body, scope, calls), Spot(node.orelse, scope, calls)]
                case ast.Await():
                    stack.append(Spot(node.value, scope, calls))
        return found

    def named(self, spots: Iterable[Spot]) -> set[str]:
        """The models of this file whose written names reach an expression."""
        found: set[str] = set()
        stack, seen = list(spots), set()
        for _ in range(600):
            if not stack:
                break
            spot = stack.pop()
            node, scope, calls = spot
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, ast.Constant):
                found.update(self._written(node))
            elif isinstance(node, ast.Name):
                home = self.home(node.id, scope)
                if home is not None:
                    stack.extend(self.held(node.id, home, calls))
                    stack.extend(Spot(b.node, b.scope, calls) for b in home.names.get(node.id, ()))
            elif isinstance(node, ast.Attribute):
                own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
                if node.attr in self.module.options:
                    stack.extend(Spot(b.node, b.scope) for b in self.module.options[node.attr])
                elif own or node.attr in self.module.fields:
                    stack.extend(self.field(node.attr, scope, calls))
                if not own:
                    stack.append(Spot(node.value, scope, calls))
            else:
                if isinstance(node, ast.Call) and (call := self.call_of.get(id(node))) is not None:
                    stack.extend(self.returned(last_name(node.func), calls, call))
                stack.extend(
                    Spot(child.value if isinstance(child, ast.keyword) else child, scope, calls)
                    for child in ast.iter_child_nodes(node)
                    if isinstance(child, (ast.expr, ast.keyword))
                )
        return found

    def _written(self, node: ast.Constant) -> Iterator[str]:
        text = node.value
        if isinstance(text, str):
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                yield from (name for ref, name in self.models.get(line, ()) if ref in text)


def arguments(node: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call, named or not."""
    for argument in node.args:
        yield argument.value if isinstance(argument, ast.Starred) else argument
    for keyword in node.keywords:
        yield keyword.value


def keyword_of(node: ast.Call, *names: str) -> ast.expr | None:
    """The first argument that a call gives under one of ``names``."""
    return next((keyword.value for keyword in node.keywords if keyword.arg in names), None)


def _function_name(function: Scope) -> str:
    if function.name == "__init__" and function.parent is not None and function.parent.is_class:
        return function.parent.name
    return function.name


def _given(node: ast.Call, name: str, function: Scope) -> ast.expr | None:
    """The argument that a call gives a parameter."""
    if (found := keyword_of(node, name)) is not None:
        return found
    position = function.params.index(name)
    if function.params and function.params[0] in ("self", "cls"):
        position -= 1
    if 0 <= position < len(node.args) and not any(isinstance(a, ast.Starred) for a in node.args):
        return node.args[position]
    return None
