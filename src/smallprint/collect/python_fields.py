"""Python: what the fields of an object hold, by the call that made it and by its class."""

from __future__ import annotations

import ast

from smallprint.collect.python_called import last_name
from smallprint.collect.python_module import Binding, Module, Scope

__all__ = ["annotated", "field_of", "given_to"]


def given_to(module: Module, call: ast.Call, name: str) -> ast.expr | None:
    """What a call gives to the field ``name`` of the object that it makes: by keyword, or by position."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    klass = module.classes.get(last_name(call.func))
    order = _order(klass) if klass is not None else []
    position = order.index(name) if name in order else len(call.args)
    return call.args[position] if position < len(call.args) else None


def _order(klass: Scope) -> list[str]:
    """The fields of a class in the order of its constructor: a data class's or tuple's own, else the parameters."""
    body = klass.node.body if isinstance(klass.node, ast.ClassDef) else []
    for statement in body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            return [argument.arg for argument in statement.args.args[1:]]
    return [s.target.id for s in body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]


def field_of(module: Module, klass: Scope, name: str) -> list[Binding]:
    """What the class itself and its methods give to the field ``name``."""
    inside = [binding for binding in module.fields.get(name, ()) if binding.scope.klass is klass]
    return list({id(binding.node): binding for binding in (*klass.names.get(name, ()), *inside)}.values())


def annotated(module: Module, name: str, scope: Scope) -> Scope | None:
    """The class of this file that a parameter is declared to be: ``def main(args: Arguments)``."""
    for around in scope.around():
        if name in around.params:
            arguments = getattr(around.node, "args", None)
            declared = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs] if arguments else []
            said = next((argument.annotation for argument in declared if argument.arg == name), None)
            return module.classes.get(last_name(said)) if said is not None else None
        if name in around.names:
            return None
    return None
