"""What an expression of a Python file may hold, followed by value: no code is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from smallprint.collect.python_called import as_dict, dotted, is_environment, last_name, rows_of
from smallprint.collect.python_fields import annotated, field_of, given_to
from smallprint.collect.python_module import Binding, Call, Module, Scope
from smallprint.collect.python_texts import (
    Imported,
    Literal,
    Parameter,
    Unknown,
    Value,
    formatted,
    join_call,
    joined,
)
from smallprint.late import late

__all__ = ["Imported", "Literal", "Parameter", "Unknown", "Value", "dotted", "is_environment", "is_sum_of_lists",
           "last_name", "values"]  # fmt: skip

#: How far names are followed, and how many values one expression may have.
_DEPTH = 12
_MANY = 64


_FETCHING = late(r"^_?(?:copy|download|resolve|fetch|ensure|cached?|snapshot|expand|normali[sz]e|get)_?\w*"
                 r"(?:local|path|model|repo|download|snapshot|cache)", re.IGNORECASE)  # fmt: skip


#: Methods and functions whose result holds the same names.
_KEEPING_METHODS = frozenset({"strip", "lower", "upper", "rstrip", "lstrip", "removeprefix", "format", "items",
                              "values", "keys", "split", "copy"})  # fmt: skip
_KEEPING_FUNCTIONS = frozenset({"str", "choice", "cast", "list", "tuple", "set", "sorted", "partial", "enumerate",
                                "zip", "reversed", "deepcopy", "Path", "cycle", "next", "iter", "param", "tqdm",
                                "track", "sample", "islice"})  # fmt: skip


def values(module: Module, node: ast.expr | None, scope: Scope) -> list[Value]:
    """What ``node`` may hold, in the order of the file, without repeats."""
    found: dict[tuple[object, ...], Value] = {}
    seen: set[tuple[int, str]] = set()
    for value in _values(module, node, scope, 0, seen):
        key = (id(value.node), value.text) if isinstance(value, Literal) else (type(value), *value)
        found.setdefault(key, value)
        if len(found) >= _MANY:
            break
    return list(found.values())


def _values(
    module: Module, node: ast.expr | None, scope: Scope, depth: int, seen: set[tuple[int, str]]
) -> Iterator[Value]:
    if depth > _DEPTH or node is None:
        yield Unknown()
        return

    def follow(inner: ast.expr, where: Scope = scope) -> Iterator[Value]:
        return _values(module, inner, where, depth + 1, seen)

    match node:
        case ast.Constant():
            yield Literal(node.value, node) if isinstance(node.value, str) else Unknown(absent=True)
        case ast.Name():
            yield from _name(module, node, scope, depth, seen)
        case ast.Attribute():
            yield from _attribute(module, node, scope, depth, seen)
        case ast.Subscript():
            yield from _subscript(module, node, scope, depth, seen)
        case ast.Call():
            yield from _call(module, node, scope, depth, seen)
        case ast.BoolOp():
            for operand in node.values:
                yield from follow(operand)
        case ast.IfExp():
            yield from follow(node.body)
            yield from follow(node.orelse)
        case ast.BinOp() if is_sum_of_lists(module, node, scope, depth):
            yield from follow(node.left)
            yield from follow(node.right)
        case ast.JoinedStr() | ast.BinOp():
            yield from joined(node, follow)
        case ast.List() | ast.Tuple() | ast.Set():
            for element in node.elts[:_MANY]:
                yield from follow(element)
        case ast.Dict():
            for element in node.values[:_MANY]:
                yield from follow(element)
        case ast.Starred() | ast.Await() | ast.NamedExpr() | ast.FormattedValue():
            yield from follow(node.value)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            yield from follow(node.elt, module.inner.get(id(node), scope))
        case _:
            yield Unknown()


def is_sum_of_lists(module: Module, node: ast.expr, scope: Scope, depth: int = 0) -> bool:
    """Whether ``a + b + c`` adds lists: its first two parts or its last tell."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and any(
            not isinstance(container, ast.Dict)
            for part in (node.right, node.left)
            if not isinstance(part, ast.BinOp)
            for container, _ in _containers(module, part, scope, depth + 1, set())
        )
    )


def _bindings(
    module: Module, bindings: Iterable[Binding], depth: int, seen: set[tuple[int, str]], key: str
) -> Iterator[Value]:
    for binding in bindings:
        mark = (id(binding), key)
        if mark in seen:
            continue
        seen.add(mark)
        for part, where in _parts(module, binding, depth, seen):
            yield from _values(module, part, where, depth + 1, seen)
        seen.discard(mark)


def _parts(
    module: Module, binding: Binding, depth: int, seen: set[tuple[int, str]]
) -> Iterator[tuple[ast.expr, Scope]]:
    """What a binding gives to its name: the expression, or parts of the displays that a loop goes over."""
    columns = binding.how.startswith("column")
    if not columns and (
        binding.how in ("value", "default") or not isinstance(binding.node, (ast.Name, ast.Attribute, ast.Subscript))
    ):
        if binding.how == "each" and isinstance(binding.node, ast.Dict):
            yield from ((key, binding.scope) for key in binding.node.keys if key is not None)
        else:
            yield binding.node, binding.scope
        return
    dictionaries = False
    for container, where in _containers(module, binding.node, binding.scope, depth + 1, seen):
        if binding.how == "each":
            if isinstance(container, ast.Dict):
                dictionaries = True
                yield from ((key, where) for key in container.keys[:_MANY] if key is not None)
            continue
        number, width = map(int, binding.how.split()[1:])
        for row in rows_of(binding.node, container)[:_MANY]:
            if isinstance(row, (ast.Tuple, ast.List)) and len(row.elts) == width:
                yield row.elts[number], where
    if binding.how == "each" and not dictionaries:
        yield binding.node, binding.scope


def _name(module: Module, node: ast.Name, scope: Scope, depth: int, seen: set[tuple[int, str]]) -> Iterator[Value]:
    for around in scope.around():
        bound = around.names.get(node.id, ())
        if node.id in around.params and not any(b.how == "value" for b in bound):
            yield Parameter(around, node.id)
        if bound:
            yield from _bindings(module, bound, depth, seen, node.id)
        if bound or node.id in around.params:
            return
    if (klass := module.classes.get(node.id)) and any(last_name(b).endswith("Enum") for b in _bases(klass)):
        for members in klass.names.values():
            yield from _bindings(module, members, depth, seen, node.id)
        return
    if target := module.imports.get(node.id):
        package, _, name = target.rpartition(".")
        package = package if package.strip(".") else target[: len(target) - len(name)]
        yield Imported(package, name, node) if name and package else Unknown()
        return
    if len(module.stars) == 1 and node.id.isupper():
        yield Imported(module.stars[0], node.id, node)
        return
    yield Unknown()


def _bases(klass: Scope) -> list[ast.expr]:
    return klass.node.bases if isinstance(klass.node, ast.ClassDef) else []


def _attribute(
    module: Module, node: ast.Attribute, scope: Scope, depth: int, seen: set[tuple[int, str]]
) -> Iterator[Value]:
    if node.attr == "value" and isinstance(node.value, (ast.Attribute, ast.Name)):
        members = list(_values(module, node.value, scope, depth + 1, seen))
        if isinstance(node.value, ast.Attribute) or any(isinstance(member, Literal) for member in members):
            yield from members  # of an enumeration
            return
    base = node.value
    if isinstance(base, ast.Name):
        if base.id == "request" and node.attr == "param":  # of a pytest fixture
            for given in _fixture_parameters(scope):
                yield from _values(module, given, scope, depth + 1, seen)
            return
        if base.id in ("self", "cls") and (klass := scope.klass):
            own = [b for b in module.fields.get(node.attr, ()) if b.scope.klass is klass]
            if own or node.attr not in module.fields:
                yield from _bindings(module, own, depth, seen, node.attr) if own else iter((Unknown(),))
                return
        if (klass := module.classes.get(base.id)) and node.attr in klass.names:
            yield from _bindings(module, klass.names[node.attr], depth, seen, node.attr)
            return
        if target := module.imports.get(base.id):
            # ``config.MODEL`` of a module, or ``Settings.model`` of an imported class.
            yield Imported(target, node.attr, node)
            return
    if made := list(islice(_objects(module, base, scope, depth + 1, seen), _MANY)):
        for call, where in made:
            if (handed := given_to(module, call, node.attr)) is not None:
                yield from _values(module, handed, where, depth + 1, seen)
            elif klass := module.classes.get(last_name(call.func)):
                yield from _bindings(module, field_of(module, klass, node.attr), depth, seen, node.attr)
        return
    if isinstance(base, ast.Name) and (klass := annotated(module, base.id, scope)) and node.attr in klass.names:
        yield from _bindings(module, field_of(module, klass, node.attr), depth, seen, node.attr)
        return
    if node.attr in module.options:
        yield from _bindings(module, module.options[node.attr], depth, seen, node.attr)
        return
    if node.attr in module.fields:
        yield from _bindings(module, module.fields[node.attr], depth, seen, node.attr)
        return
    yield Unknown()


def _objects(
    module: Module, node: ast.expr, scope: Scope, depth: int, seen: set[tuple[int, str]]
) -> Iterator[tuple[ast.Call, Scope]]:
    """The calls of classes that make what ``SPECS["small"]`` or ``spec`` is, for ``spec.id``."""
    if depth > _DEPTH:
        return
    bindings: Iterable[Binding] = ()
    match node:
        case ast.Call() if last_name(node.func)[:1].isupper():
            yield node, scope
        case ast.List() | ast.Tuple():
            for element in node.elts[:_MANY]:
                yield from _objects(module, element, scope, depth + 1, seen)
        case ast.Subscript():
            keys = {value.text for value in _literals(module, node.slice, scope, depth, seen)}
            for container, where in _containers(module, node.value, scope, depth + 1, seen):
                entries = zip(container.keys, container.values, strict=True) if isinstance(container, ast.Dict) else ()
                for key, value in entries:
                    if isinstance(key, ast.Constant) and key.value in keys:
                        yield from _objects(module, value, where, depth + 1, seen)
        case ast.Name():
            bindings = next((s.names[node.id] for s in scope.around() if node.id in s.names), ())
    for binding in bindings:
        mark = (id(binding), "()")
        if mark not in seen:
            seen.add(mark)
            yield from _objects(module, binding.node, binding.scope, depth + 1, seen)
            seen.discard(mark)


def _fixture_parameters(scope: Scope) -> Iterator[ast.expr]:
    for around in scope.around():
        for decorator in getattr(around.node, "decorator_list", ()):
            for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
                if keyword.arg == "params":
                    yield keyword.value


def _literals(module: Module, node: ast.expr, scope: Scope, depth: int, seen: set[tuple[int, str]]) -> list[Literal]:
    """What a key or index may be. It counts as a step, since ``x = table[x]`` would else be gone round for ever."""
    found = islice(_values(module, node, scope, depth + 1, set(seen)), _MANY)
    return [value for value in found if isinstance(value, Literal)]


def _subscript(
    module: Module, node: ast.Subscript, scope: Scope, depth: int, seen: set[tuple[int, str]]
) -> Iterator[Value]:
    keys = _literals(module, node.slice, scope, depth, seen)
    number = node.slice.value if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int) else None
    if isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.operand, ast.Constant):
        number = -int(node.slice.operand.value) if isinstance(node.slice.operand.value, int) else None
    if dotted(module, node.value).endswith("environ"):
        yield Unknown()
        return
    found = False
    for container, where in _containers(module, node.value, scope, depth, seen):
        found = True
        if isinstance(container, ast.Dict):
            wanted = {key.text for key in keys}
            entries = [
                value
                for key, value in zip(container.keys, container.values, strict=True)
                if isinstance(key, ast.Constant)
                and (key.value in wanted or (number is not None and key.value == number))
            ]
            for value in entries:
                yield from _values(module, value, where, depth + 1, seen)
            if not entries:
                many = len(container.values) > 1
                for value in container.values[:_MANY]:
                    for inner in _values(module, value, where, depth + 1, seen):
                        yield inner._replace(one_of_many=many) if isinstance(inner, Literal) else inner
        elif number is not None and -len(container.elts) <= number < len(container.elts):
            yield from _values(module, container.elts[number], where, depth + 1, seen)
        else:
            for element in container.elts[:_MANY]:
                yield from _values(module, element, where, depth + 1, seen)
    if not found:
        # ``config["model"]`` of something unseen: an option or dict entry of that name in this file.
        for key in keys:
            if key.text in module.options:
                yield from _bindings(module, module.options[key.text], depth, seen, key.text)
        yield Unknown()


def _containers(
    module: Module, node: ast.expr, scope: Scope, depth: int, seen: set[tuple[int, str]]
) -> Iterator[tuple[ast.Dict | ast.List | ast.Tuple, Scope]]:
    """The displays that an expression may be."""
    if depth > _DEPTH:
        return
    if isinstance(node, (ast.Dict, ast.List, ast.Tuple)):
        yield node, scope
        return
    if isinstance(node, ast.Call) and (made := as_dict(node)):
        yield made, scope
        return
    bindings: Iterable[Binding] = ()
    if isinstance(node, ast.Call) and last_name(node.func) == "values" and isinstance(node.func, ast.Attribute):
        for outer, where in _containers(module, node.func.value, scope, depth + 1, seen):
            for value in outer.values[:_MANY] if isinstance(outer, ast.Dict) else ():
                yield from _containers(module, value, where, depth + 1, seen)
        return
    if isinstance(node, ast.Name):
        for around in scope.around():
            if node.id in around.names or node.id in around.params:
                bindings = around.names.get(node.id) or [
                    Binding(given, call.scope) for call in module.calls for given in _passed(call, around, node.id)
                ]
                break
    elif isinstance(node, ast.Attribute):
        bindings = module.fields.get(node.attr, ())
    elif isinstance(node, ast.Subscript):
        keys = [value.text for value in _literals(module, node.slice, scope, depth, seen)] if depth < 3 else []
        for outer, where in _containers(module, node.value, scope, depth + 1, seen):
            if isinstance(outer, ast.Dict):
                for key, value in zip(outer.keys, outer.values, strict=True):
                    if not keys or (isinstance(key, ast.Constant) and key.value in keys):
                        yield from _containers(module, value, where, depth + 1, seen)
            else:
                for element in outer.elts[:_MANY]:
                    yield from _containers(module, element, where, depth + 1, seen)
        return
    for binding in bindings:
        mark = (id(binding), "[]")
        if mark in seen:
            continue
        seen.add(mark)
        for container, where in _containers(module, binding.node, binding.scope, depth + 1, seen):
            if binding.how == "each" and not isinstance(container, ast.Dict):
                for element in container.elts[:_MANY]:
                    yield from _containers(module, element, where, depth + 1, seen)
            elif binding.how.startswith("column"):
                number, width = map(int, binding.how.split()[1:])
                for row in rows_of(binding.node, container)[:_MANY]:
                    if len(getattr(row, "elts", ())) == width:
                        yield from _containers(module, row.elts[number], where, depth + 1, seen)
            else:
                yield container, where
        seen.discard(mark)


def _passed(call: Call, function: Scope, parameter: str) -> Iterator[ast.expr]:
    """What a call gives to a parameter of a function of the file."""
    if last_name(call.node.func) != function.name:
        return
    yield from (keyword.value for keyword in call.node.keywords if keyword.arg == parameter)
    position = function.params.index(parameter) - (function.params[0] in ("self", "cls"))
    if 0 <= position < len(call.node.args):
        yield call.node.args[position]


def _call(module: Module, node: ast.Call, scope: Scope, depth: int, seen: set[tuple[int, str]]) -> Iterator[Value]:
    def follow(inner: ast.expr) -> Iterator[Value]:
        return _values(module, inner, scope, depth + 1, seen)

    name = last_name(node.func)
    if name in (
        "getenv",
        "get",
        "pop",
        "setdefault",
        "getattr",
        "env",
        "get_env",
        "config",
        "get_secret",
        "get_value",
        "getvalue",
    ):
        yield from _fallback(module, node, scope, depth, seen)
        return
    default = next((k.value for k in node.keywords if k.arg in ("default", "default_value")), None)
    if name in (
        "Field",
        "field",
        "Input",
        "Option",
        "Argument",
        "HfArg",
        "Query",
        "Body",
        "Form",
        "Parameter",
        "mapped_column",
    ):
        if default is None and node.args:
            default = node.args[0]
        factory = next((k.value for k in node.keywords if k.arg == "default_factory"), None)
        if isinstance(factory, ast.Lambda):
            default = factory.body
        yield from _values(module, default, scope, depth + 1, seen) if default is not None else iter((Unknown(),))
        return
    if isinstance(node.func, ast.Attribute) and name == "format" and (node.args or node.keywords):
        yield from formatted(node.func.value, node, follow)
        return
    if isinstance(node.func, ast.Attribute) and name == "replace" and len(node.args) == 2:
        old, new = (arg.value if isinstance(arg, ast.Constant) else None for arg in node.args)
        for value in follow(node.func.value):
            if isinstance(value, Literal) and isinstance(old, str) and isinstance(new, str) and old not in ("", "/"):
                yield value._replace(text=value.text.replace(old, new))
            else:
                yield value if isinstance(value, Parameter) else Unknown()
        return
    if isinstance(node.func, ast.Attribute) and name in _KEEPING_METHODS:
        if name == "keys":
            for container, where in _containers(module, node.func.value, scope, depth, seen):
                for key in container.keys if isinstance(container, ast.Dict) else ():
                    if key is not None:
                        yield from _values(module, key, where, depth + 1, seen)
            return
        for value in _values(module, node.func.value, scope, depth + 1, seen):
            yield from _split(value) if name == "split" else (value,)
        return
    if isinstance(node.func, ast.Attribute) and name == "join" and node.args:
        yield from join_call(node.func.value, node.args[0], follow)
        return
    if name in _KEEPING_FUNCTIONS:
        for argument in node.args[-1:] if name == "cast" else node.args[:1]:
            yield from _values(module, argument, scope, depth + 1, seen)
        return
    # A function of this file: what it returns.
    for function in module.functions.get(name, ())[:2]:
        returned = module.returns.get(id(function.node), ())
        found = [v for v in _bindings(module, returned, depth, seen, name) if not isinstance(v, Parameter)]
        if found:
            yield from found
            return
    if _FETCHING.search(name) and name not in module.classes:
        # ``copy_to_local("org/name")``: what comes back is a copy of that.
        given = node.args[:1] or [k.value for k in node.keywords if k.arg in ("src", "source", "repo_id", "model_id")]
        for argument in given:
            for value in _values(module, argument, scope, depth + 1, seen):
                if isinstance(value, Literal) and value.text.count("/") == 1:
                    yield value
    # ``Agent(model=ChatOpenAI(…))``: an object, whose own construction names the model.
    yield Unknown(absent=name[:1].isupper() or name in module.functions)


def _fallback(module: Module, node: ast.Call, scope: Scope, depth: int, seen: set[tuple[int, str]]) -> Iterator[Value]:
    """``os.getenv(a, b)``, ``d.get(k, b)``, ``getattr(o, "n", b)``: the fallback, and the entry where it is known."""
    position = 2 if last_name(node.func) == "getattr" else 1
    default = node.args[position] if len(node.args) > position else None
    if default is None:
        default = next((k.value for k in node.keywords if k.arg in ("default", "fallback", "default_value")), None)
    entries = False
    if isinstance(node.func, ast.Attribute) and node.args:
        keys = {value.text for value in _literals(module, node.args[0], scope, depth, seen)}
        for container, where in _containers(module, node.func.value, scope, depth, seen):
            if not isinstance(container, ast.Dict):
                continue
            for key, value in zip(container.keys, container.values, strict=True):
                known = isinstance(key, ast.Constant) and key.value in keys
                if known or not keys:
                    for inner in _values(module, value, where, depth + 1, seen):
                        entries = True
                        yield inner._replace(one_of_many=not known) if isinstance(inner, Literal) else inner
    if default is not None:
        yield from _values(module, default, scope, depth + 1, seen)
    elif not entries:
        yield Unknown()


def _split(value: Value) -> Iterator[Value]:
    if not isinstance(value, Literal):
        yield value
        return
    for part in value.text.split(","):
        if part.strip():
            yield value._replace(text=part.strip())
