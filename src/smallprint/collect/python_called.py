"""Python: what a call calls, by name."""

from __future__ import annotations

import ast
from typing import Any

from smallprint.collect.python_module import Module

__all__ = ["as_dict", "dotted", "is_environment", "last_name", "rows_of"]


def dotted(module: Module, node: ast.expr) -> str:
    """The dotted name of a callable with imports resolved: ``transformers.AutoModel.from_pretrained``."""
    parts: list[str] = []
    for _ in range(20):
        match node:
            case ast.Attribute():
                parts.append(node.attr)
                node = node.value
            case ast.Call():
                node = node.func
            case ast.Subscript():
                node = node.value
            case ast.Name():
                parts.append(module.imports.get(node.id, node.id))
                break
            case _:
                break
    return ".".join(reversed(parts))


def last_name(node: ast.expr) -> str:
    """The last part of a callable's name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_environment(module: Module, node: ast.Call) -> bool:
    """Whether a call reads the environment or a configuration with a fallback."""
    name = dotted(module, node.func)
    if name.endswith(("getenv", "environ.get", "environ.setdefault")) or last_name(node.func) in ("env", "get_env"):
        return True
    # python-decouple and environs: ``config("MODEL", default="…")``, ``env.str("MODEL", "…")``.
    first = node.args[0] if node.args else None
    key = first.value if isinstance(first, ast.Constant) else None
    named = name in ("decouple.config", "config", "starlette.config") or name.endswith(("env.str", "config.get"))
    return named and isinstance(key, str) and key.isupper()


def as_dict(node: ast.Call) -> ast.Dict | None:
    """``dict(name="a", model="b")`` as the display that it makes, or ``None`` for any other call."""
    if last_name(node.func) != "dict" or node.args or not node.keywords:
        return None
    keys: list[ast.expr | None] = [ast.copy_location(ast.Constant(k.arg), node) for k in node.keywords]
    return ast.copy_location(ast.Dict(keys, [keyword.value for keyword in node.keywords]), node)


def rows_of(gone_through: ast.expr, container: ast.expr) -> list[Any]:
    """The rows of a display of rows; what a call of ``values`` may give is a row itself."""
    return [container] if isinstance(gone_through, ast.Call) else getattr(container, "elts", [])
