"""One pass over the syntax tree of a Python file: its scopes, bindings, fields, options and calls."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Binding", "Call", "Module", "Scope", "index"]


_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


@dataclass(slots=True, eq=False)
class Binding:
    """An expression that a name may hold. ``how`` says whether it is the value itself or an element of it."""

    node: ast.expr
    scope: Scope
    #: ``value``, ``default`` (of a parameter), ``each`` (loop variable), ``column 1 2`` (second of two in each row).
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
        """This scope and those around it, as Python looks names up: a class body only for what stands in itself."""
        scope: Scope | None = self
        inside = False
        while scope is not None:
            if not (inside and scope.is_class):
                yield scope
            inside = inside or not (scope.is_class or isinstance(scope.node, _COMPREHENSIONS))
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
    #: Strings, dicts, assignments, functions, loops and attributes in capitals, for what is looked at later.
    constants: list[ast.Constant] = field(default_factory=list)
    dicts: list[tuple[ast.Dict, Scope]] = field(default_factory=list)
    assigned: list[tuple[ast.expr, ast.expr, Scope]] = field(default_factory=list)
    definitions: list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, Scope]] = field(default_factory=list)
    loops: list[tuple[ast.For | ast.AsyncFor, Scope]] = field(default_factory=list)
    #: What a comprehension goes through to call something with each.
    comprehended: list[ast.expr] = field(default_factory=list)
    #: ``id`` of a comprehension -> the scope of its variables.
    inner: dict[int, Scope] = field(default_factory=dict)
    capitals: list[ast.Attribute] = field(default_factory=list)
    #: ``id`` of nodes that only compare, document or raise.
    quiet: set[int] = field(default_factory=set)
    #: ``id`` of a node -> the node around it, for dicts, lists, calls and constants.
    parents: dict[int, ast.AST] = field(default_factory=dict)
    returns: dict[int, list[Binding]] = field(default_factory=dict)
    #: Lines of ``import`` statements of one module, by dotted name.
    import_lines: dict[str, int] = field(default_factory=dict)


#: Fields of nodes that hold nothing of interest: contexts, operators, annotations.
_SKIPPED_FIELDS = frozenset({"ctx", "op", "ops", "annotation", "returns", "type_params", "type_comment", "kind",
                             "conversion", "names", "name", "id", "attr", "arg", "level", "module", "is_async",
                             "simple"})  # fmt: skip
_LOUD_NAMES = frozenset({"print", "warn", "debug", "info", "warning", "error", "exception", "critical", "log"})
#: Calls whose result is only what they are given, in another form.
_SHOWN = frozenset({"getenv", "get", "getattr", "pop", "format", "join", "str", "repr", "len", "dumps", "type", "list",
                    "sorted", "isinstance", "replace", "upper", "lower", "ljust", "center", "style"})  # fmt: skip
_PARENTED = frozenset({ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Call, ast.keyword})
#: How the classes and modules are called whose attributes stand for models.
_OWNS_CONSTANTS = ("Model", "Models", "ModelType", "models", "pretrained")
_FIELDS: dict[type, tuple[str, ...]] = {}


def index(tree: ast.Module) -> Module:
    """Gather scopes, bindings, fields, options and calls. An explicit stack, since hostile trees are deep."""
    module = Module(Scope(None, tree))
    stack: list[tuple[ast.AST, Scope, bool]] = [(child, module.top, False) for child in reversed(tree.body)]
    pop, push = stack.pop, stack.append
    while stack:
        node, scope, quiet = pop()
        kind = type(node)
        inner = scope
        if handler := _HANDLERS.get(kind):
            handled = handler(module, node, scope)
            if isinstance(handled, Scope):
                inner, quiet = handled, quiet and kind in _COMPREHENSIONS
            elif handled:
                quiet = True
        if quiet:
            module.quiet.add(id(node))
        fields = _FIELDS.get(kind)
        if fields is None:
            fields = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _SKIPPED_FIELDS)[::-1]
        for name in fields:
            value = getattr(node, name, None)
            children = value if type(value) is list else (value,)
            for child in reversed(children):
                below = type(child)
                if below is ast.Constant:
                    if type(child.value) is str:
                        module.constants.append(child)
                        module.parents[id(child)] = node
                        if quiet:
                            module.quiet.add(id(child))
                elif below is not ast.Name and isinstance(child, ast.AST):
                    if below in _PARENTED:
                        module.parents[id(child)] = node
                    push(
                        (
                            child,
                            inner,
                            quiet and not (isinstance(node, ast.Call) and _is_loud(node.func) and _is_run(child)),
                        )
                    )
    return module


def _on_function(module: Module, node: ast.FunctionDef, scope: Scope) -> Scope:
    module.definitions.append((node, scope))
    inner = _function(module, node, scope)
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call):
            _decorated(inner, decorator, scope)
    return inner


def _decorated(function: Scope, call: ast.Call, scope: Scope) -> None:
    """What ``@pytest.mark.parametrize``, ``@parameterized.expand`` and click's options give the parameters."""
    tail = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if tail == "parametrize" and len(call.args) > 1:
        first, rows = call.args[:2]
        names = texts[0].replace(" ", "").split(",") if isinstance(first, ast.Constant) and texts else [
            e.value for e in getattr(first, "elts", ()) if isinstance(e, ast.Constant) and isinstance(e.value, str)
        ]  # fmt: skip
    elif tail == "expand" and call.args:
        rows = call.args[0]
        names = [name for name in function.params if name not in ("self", "cls")]
    elif tail in ("option", "argument"):
        default = next((keyword.value for keyword in call.keywords if keyword.arg == "default"), None)
        flags = [text.lstrip("-").replace("-", "_") for text in texts]
        if default is not None and (name := next((flag for flag in flags if flag in function.params), "")):
            function.names.setdefault(name, []).append(Binding(default, scope, "default"))
        return
    else:
        return
    for number, name in enumerate(names):
        if name not in function.params:
            continue
        if len(names) == 1:
            function.names.setdefault(name, []).append(Binding(rows, scope, "each"))
        else:
            cells = _column(rows, number, len(names))
            function.names.setdefault(name, []).extend(Binding(cell, scope) for cell in cells)


def _on_lambda(module: Module, node: ast.Lambda, scope: Scope) -> Scope:
    return _function(module, node, scope)


def _on_class(module: Module, node: ast.ClassDef, scope: Scope) -> Scope:
    inner = Scope(scope, node)
    module.classes.setdefault(node.name, inner)
    return inner


def _on_assign(module: Module, node: ast.Assign, scope: Scope) -> None:
    for target in node.targets:
        _bind(module, scope, target, node.value)
    if len(node.targets) == 1:
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            module.assigned.extend((name, given, scope) for name, given in zip(target.elts, value.elts, strict=True))
        else:
            module.assigned.append((target, value, scope))


def _on_target(module: Module, node: ast.AnnAssign | ast.NamedExpr | ast.AugAssign, scope: Scope) -> None:
    if node.value is not None:
        _bind(module, scope, node.target, node.value)
        if isinstance(node, ast.AnnAssign):
            module.assigned.append((node.target, node.value, scope))


def _on_loop(module: Module, node: ast.For | ast.comprehension, scope: Scope) -> None:
    _bind(module, scope, node.target, node.iter, "each")
    if isinstance(node, (ast.For, ast.AsyncFor)):
        module.loops.append((node, scope))


def _on_comprehension(
    module: Module, node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp, scope: Scope
) -> Scope:
    """Its variables are its own: the next may call others the same."""
    if isinstance(getattr(node, "elt", None), ast.Call):
        module.comprehended.extend(generator.iter for generator in node.generators)
    module.inner[id(node)] = inner = Scope(scope, node)
    return inner


def _on_with(module: Module, node: ast.withitem, scope: Scope) -> None:
    if node.optional_vars is not None:
        _bind(module, scope, node.optional_vars, node.context_expr)


def _on_return(module: Module, node: ast.Return, scope: Scope) -> None:
    if node.value is not None:
        module.returns.setdefault(id(scope.node), []).append(Binding(node.value, scope))


def _on_call(module: Module, node: ast.Call, scope: Scope) -> bool:
    if isinstance(node.func, ast.Subscript) and _is_class(node.func.value):
        node.func = node.func.value  # ``Agent[Deps, Answer](…)`` makes an ``Agent``
    module.calls.append(Call(node, scope))
    _option(module, node, scope)
    return _is_loud(node.func)


def _is_class(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name[:1].isupper() and not name.isupper()


def _on_dict(module: Module, node: ast.Dict, scope: Scope) -> None:
    module.dicts.append((node, scope))


def _on_attribute(module: Module, node: ast.Attribute, scope: Scope) -> None:
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    if node.attr.isupper() or owner.endswith(_OWNS_CONSTANTS):
        module.capitals.append(node)


def _on_import(module: Module, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
    _imported(module, node)


def _quiet(module: Module, node: ast.AST, scope: Scope) -> bool:
    return True


def _on_statement(module: Module, node: ast.Expr, scope: Scope) -> bool:
    """Whether the statement is a string and nothing else: a docstring, or a note wherever it stands."""
    return isinstance(node.value, (ast.Constant, ast.JoinedStr))


_HANDLERS: dict[type, Callable[[Module, Any, Scope], Scope | bool | None]] = {
    ast.FunctionDef: _on_function,
    ast.AsyncFunctionDef: _on_function,
    ast.Lambda: _on_lambda,
    ast.ClassDef: _on_class,
    ast.Import: _on_import,
    ast.ImportFrom: _on_import,
    ast.Assign: _on_assign,
    ast.AnnAssign: _on_target,
    ast.NamedExpr: _on_target,
    ast.AugAssign: _on_target,
    ast.For: _on_loop,
    ast.AsyncFor: _on_loop,
    ast.comprehension: _on_loop,
    ast.ListComp: _on_comprehension,
    ast.SetComp: _on_comprehension,
    ast.GeneratorExp: _on_comprehension,
    ast.DictComp: _on_comprehension,
    ast.withitem: _on_with,
    ast.Return: _on_return,
    ast.Call: _on_call,
    ast.Dict: _on_dict,
    ast.Attribute: _on_attribute,
    ast.Expr: _on_statement,
    ast.Compare: _quiet,
    ast.Raise: _quiet,
    ast.Assert: _quiet,
    ast.MatchValue: _quiet,
}


def _is_loud(func: ast.expr) -> bool:
    """``print``, ``logger.info`` and the like: their text is read, not run."""
    if isinstance(func, ast.Attribute):
        return func.attr in _LOUD_NAMES and not (isinstance(func.value, ast.Name) and func.value.id in ("model", "api"))
    return isinstance(func, ast.Name) and func.id in ("print", "warn", "pprint")


def _is_run(node: ast.AST) -> bool:
    """Whether what is printed is the answer of a call that does something: ``print(ask("…", model))``."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Await)):
        node = node.value
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called not in _SHOWN and not _is_loud(node.func)


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
            for number, part in enumerate(target.elts) if how == "value" and isinstance(value, ast.Name) else ():
                item = ast.Subscript(value, ast.copy_location(ast.Constant(number), value))
                _bind(module, scope, part, ast.copy_location(item, value))
            for number, part in enumerate(target.elts) if how == "each" else ():
                if isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)) or _is_values(value):
                    _bind(module, scope, part, value, f"column {number} {len(target.elts)}")
                    continue
                # What ``enumerate`` and ``zip`` are given is gone through in its turn.
                again = isinstance(part, (ast.Tuple, ast.List)) or isinstance(getattr(value, "func", None), ast.Name)
                for element in _column(value, number, len(target.elts)):
                    _bind(module, scope, part, element, "each" if again else "value")
        case ast.Starred():
            _bind(module, scope, target.value, value, how)


def _is_values(value: ast.expr) -> bool:
    """``table.values()``, of which each may be a row."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "values"


def _column(value: ast.expr, number: int, width: int) -> Iterator[ast.expr]:
    """The ``number``-th elements of a list of tuples, of ``.items()`` of a dict, or of ``enumerate``."""
    if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
        for element in value.elts:
            cells = element.args if isinstance(element, ast.Call) else getattr(element, "elts", ())  # pytest.param(…)
            if len(cells) == width:
                yield cells[number]
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
        part = ast.Attribute(value.func.value, "values" if number else "keys", ast.Load())
        yield ast.copy_location(ast.Call(ast.copy_location(part, value), [], []), value)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        if value.func.id == "enumerate" and number:
            yield from value.args[:1]
        elif value.func.id == "zip":
            yield from value.args[number : number + 1]


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
            module.imports[alias.asname or alias.name] = (
                f"{name}.{alias.name}" if node.module else f"{name}{alias.name}"
            )


def _option(module: Module, node: ast.Call, scope: Scope) -> None:
    """``parser.add_argument("--model", default=…)`` and click's and typer's options with a default."""
    func = node.func
    tail = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    if tail in ("DEFINE_string", "DEFINE_enum", "DEFINE_list") and len(node.args) > 1:  # absl's flags
        if isinstance(node.args[0], ast.Constant):
            module.options.setdefault(str(node.args[0].value), []).append(Binding(node.args[1], scope, "default"))
        return
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
