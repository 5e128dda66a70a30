"""One pass over the syntax tree of a Python file: its scopes, bindings, fields, options and calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Binding", "Call", "Module", "Scope", "index"]


@dataclass(slots=True, eq=False)
class Binding:
    """An expression that a name may hold. ``how`` says whether it is the value itself or an element of it."""

    node: ast.expr
    scope: Scope
    #: ``value``, ``each`` (loop variable), ``default`` (of a parameter).
    how: str = "value"


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class or function, with what its names may hold."""

    parent: Scope | None
    node: ast.AST
    names: dict[str, list[Binding]] = field(default_factory=dict)
    #: Parameters in order; those without a default too.
    params: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the function or class, or the empty string."""
        return getattr(self.node, "name", "")

    @property
    def is_class(self) -> bool:
        """Whether it is the body of a class."""
        return isinstance(self.node, ast.ClassDef)

    def around(self) -> Iterator[Scope]:
        """This scope and those around it, as Python looks names up: a class body only for itself."""
        scope: Scope | None = self
        while scope is not None:
            if scope is self or not scope.is_class:
                yield scope
            scope = scope.parent

    @property
    def klass(self) -> Scope | None:
        """The nearest class around."""
        scope: Scope | None = self
        while scope is not None and not scope.is_class:
            scope = scope.parent
        return scope


@dataclass(slots=True, eq=False)
class Call:
    """A call and where it stands."""

    node: ast.Call
    scope: Scope


@dataclass(slots=True, eq=False)
class Module:
    """What the pass gathers."""

    top: Scope
    #: Local name -> dotted name of what was imported; for ``from .a import b``, ``.a.b``.
    imports: dict[str, str] = field(default_factory=dict)
    #: First parts of all imported modules, and the local top-level names of packages in ``from x import *``.
    packages: set[str] = field(default_factory=set)
    #: Modules of ``from x import *``.
    stars: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    #: Attribute or class-level name -> what it may hold.
    fields: dict[str, list[Binding]] = field(default_factory=dict)
    #: Destination of a command-line option -> its default.
    options: dict[str, list[Binding]] = field(default_factory=dict)
    functions: dict[str, list[Scope]] = field(default_factory=dict)
    classes: dict[str, Scope] = field(default_factory=dict)
    #: Everything else that is looked at later: node and scope.
    nodes: list[tuple[ast.AST, Scope]] = field(default_factory=list)
    #: ``id`` of nodes that only compare, document or raise.
    quiet: set[int] = field(default_factory=set)
    #: ``id`` of a node -> the node around it, for dicts, lists, calls and constants.
    parents: dict[int, ast.AST] = field(default_factory=dict)
    returns: dict[int, list[Binding]] = field(default_factory=dict)
    #: Lines of ``import`` statements of one module, by dotted name.
    import_lines: dict[str, int] = field(default_factory=dict)


_KEPT = (ast.Dict, ast.Constant, ast.Assign, ast.AnnAssign, ast.keyword, ast.FunctionDef, ast.AsyncFunctionDef,
         ast.List, ast.Tuple, ast.Return, ast.JoinedStr, ast.Attribute, ast.For)  # fmt: skip
_LOUD_NAMES = frozenset({"print", "warn", "debug", "info", "warning", "error", "exception", "critical", "log"})


def index(tree: ast.Module) -> Module:
    """Gather scopes, bindings, fields, options and calls. An explicit stack, since hostile trees are deep."""
    module = Module(Scope(None, tree))
    stack: list[tuple[ast.AST, Scope, bool]] = [(child, module.top, False) for child in reversed(tree.body)]
    while stack:
        node, scope, quiet = stack.pop()
        if quiet:
            module.quiet.add(id(node))
        inner, children = scope, list(ast.iter_child_nodes(node))
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                inner = _function(module, node, scope)
                body = node.body if isinstance(node.body, list) else []
                _mark_docstring(module, body)
            case ast.ClassDef():
                inner = Scope(scope, node)
                module.classes.setdefault(node.name, inner)
                _mark_docstring(module, node.body)
            case ast.Import() | ast.ImportFrom():
                _imported(module, node)
            case ast.Assign():
                for target in node.targets:
                    _bind(module, scope, target, node.value)
            case ast.AnnAssign() | ast.NamedExpr():
                if node.value is not None:
                    _bind(module, scope, node.target, node.value)
            case ast.AugAssign():
                _bind(module, scope, node.target, node.value)
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                _bind(module, scope, node.target, node.iter, "each")
            case ast.withitem() if node.optional_vars is not None:
                _bind(module, scope, node.optional_vars, node.context_expr)
            case ast.Return() if node.value is not None:
                module.returns.setdefault(id(scope.node), []).append(Binding(node.value, scope))
            case ast.Call():
                module.calls.append(Call(node, scope))
                _option(module, node, scope)
                quiet = quiet or _is_loud(node.func)
            case ast.Compare():
                quiet = True
            case ast.Raise() | ast.Assert() | ast.MatchValue():
                quiet = True
            case ast.Expr() if isinstance(node.value, ast.Constant):
                quiet = True
        if isinstance(node, _KEPT):
            module.nodes.append((node, scope))
        for child in children:
            if isinstance(child, (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Call, ast.Constant, ast.keyword, ast.JoinedStr)):
                module.parents[id(child)] = node
        if inner is not scope:
            # Defaults and decorators are evaluated outside, but nothing here minds.
            stack.extend((child, inner, False) for child in reversed(children))
        else:
            stack.extend((child, scope, quiet) for child in reversed(children))
    return module


def _mark_docstring(module: Module, body: list[ast.stmt]) -> None:
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        module.quiet.add(id(body[0].value))


def _is_loud(func: ast.expr) -> bool:
    """``print``, ``logger.info`` and the like: their text is read, not run."""
    if isinstance(func, ast.Attribute):
        return func.attr in _LOUD_NAMES and not (isinstance(func.value, ast.Name) and func.value.id in ("model", "api"))
    return isinstance(func, ast.Name) and func.id in ("print", "warn", "pprint")


def _function(module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope) -> Scope:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    inner = Scope(scope, node, params=tuple(a.arg for a in (*positional, *arguments.kwonlyargs)))
    for argument, default in zip(reversed(positional), reversed(arguments.defaults), strict=False):
        inner.names.setdefault(argument.arg, []).append(Binding(default, scope, "default"))
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=False):
        if value is not None:
            inner.names.setdefault(argument.arg, []).append(Binding(value, scope, "default"))
    if not isinstance(node, ast.Lambda):
        module.functions.setdefault(node.name, []).append(inner)
    return inner


def _bind(module: Module, scope: Scope, target: ast.expr, value: ast.expr, how: str = "value") -> None:
    match target:
        case ast.Name():
            scope.names.setdefault(target.id, []).append(Binding(value, scope, how))
            if scope.is_class:
                module.fields.setdefault(target.id, []).append(Binding(value, scope, how))
        case ast.Attribute():
            module.fields.setdefault(target.attr, []).append(Binding(value, scope, how))
        case ast.Tuple() | ast.List():
            if how == "value" and isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
                for part, element in zip(target.elts, value.elts, strict=True):
                    _bind(module, scope, part, element)
                return
            for number, part in enumerate(target.elts):
                for element in _column(value, number, len(target.elts)) if how == "each" else ():
                    _bind(module, scope, part, element)
        case ast.Starred():
            _bind(module, scope, target.value, value, how)


def _column(value: ast.expr, number: int, width: int) -> Iterator[ast.expr]:
    """The ``number``-th elements of a list of tuples, of ``.items()`` of a dict, or of ``enumerate``."""
    if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
        for element in value.elts:
            if isinstance(element, (ast.Tuple, ast.List)) and len(element.elts) == width:
                yield element.elts[number]
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "enumerate" and value.args:
        if number == 1:
            elements = value.args[0]
            yield from elements.elts if isinstance(elements, (ast.List, ast.Tuple)) else ()


def _imported(module: Module, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            module.packages.add(alias.name.partition(".")[0])
            module.import_lines.setdefault(alias.name, node.lineno)
            if alias.asname:
                module.imports[alias.asname] = alias.name
            else:
                top = alias.name.partition(".")[0]
                module.imports[top] = top
        return
    name = "." * node.level + (node.module or "")
    if not node.level:
        module.packages.add(name.partition(".")[0])
    for alias in node.names:
        if alias.name == "*":
            module.stars.append(name)
        else:
            module.imports[alias.asname or alias.name] = f"{name}.{alias.name}" if node.module else f"{name}{alias.name}"


def _option(module: Module, node: ast.Call, scope: Scope) -> None:
    """``parser.add_argument("--model", default=…)`` and click's and typer's options with a default."""
    func = node.func
    tail = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    if tail not in ("add_argument", "option", "Option", "Argument", "argument", "add_option"):
        return
    default = next((keyword.value for keyword in node.keywords if keyword.arg in ("default", "const")), None)
    names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    dest = next((k.value.value for k in node.keywords if k.arg == "dest" and isinstance(k.value, ast.Constant)), None)
    if default is None:
        return
    flags = [str(dest)] if dest else [name for name in names if name.startswith("--")] or names
    for flag in flags:
        key = flag.lstrip("-").replace("-", "_")
        module.options.setdefault(key, []).append(Binding(default, scope, "default"))
