"""Python: what an expression may hold, and texts that are put together from parts."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.python_module import Scope
from smallprint.late import late

__all__ = ["Imported", "Literal", "Parameter", "Unknown", "Value", "formatted", "join_call", "joined"]

#: A place in a template, with what is written in it.
_FIELD = late(r"(\{[^{}]*\}|%[sd])")

#: The end of the ARN of one of Bedrock's models.
_ARN = late(r":(?:foundation-model|inference-profile)/(?P<name>[\w.:-]+)\Z")


class Literal(NamedTuple):
    """A string and the node that writes it."""

    text: str
    node: ast.expr
    #: Only one of several entries that an unknown key selects from: a register of what is supported.
    one_of_many: bool = False


class Parameter(NamedTuple):
    """A parameter of a function of the file: its callers decide."""

    scope: Scope
    name: str
    #: What stands before it in a text: ``ollama/`` of ``f"ollama/{name}"``.
    prefix: str = ""


class Imported(NamedTuple):
    """A name that another module defines."""

    module: str
    name: str
    node: ast.expr


class Unknown(NamedTuple):
    """Known when the program runs. ``absent`` if it is no name at all (``None``, a number, an object)."""

    absent: bool = False


Value = Literal | Parameter | Imported | Unknown
#: From an expression to what it may hold.
Follow = Callable[[ast.expr], Iterator[Value]]


def joined(node: ast.JoinedStr | ast.BinOp, follow: Follow) -> Iterator[Value]:
    """An f-string, ``a + b`` or ``"%s" % a``: the text if all parts are known, else what is known of it."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.JoinedStr):
        parts = list(node.values)
        if isinstance(end := parts[-1] if parts else None, ast.Constant) and (arn := _ARN.search(str(end.value))):
            # Of ``arn:aws:bedrock:{region}::foundation-model/name`` the name is known, whatever the region.
            yield Literal(arn["name"], end)
            return
    elif isinstance(node.op, ast.Add):
        inner: ast.expr = node
        while isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add):
            parts.append(inner.right)
            inner = inner.left
        parts = [inner, *reversed(parts)]
    elif isinstance(node.op, ast.Div):
        # A folder below one of this machine's; a file of weights keeps its name.
        found = list(follow(node.right))
        yield from (v if not isinstance(v, Literal) or "." in v.text else Unknown(absent=True) for v in found)
        return
    elif isinstance(node.op, ast.Mod):
        given = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        yield from formatted(node.left, ast.Call(node.left, given, []), follow)
        return
    else:
        yield Unknown()
        return
    yield from _concatenated(parts, "", node, follow)


def formatted(template: ast.expr, call: ast.Call, follow: Follow) -> Iterator[Value]:
    """``"org/{}".format(size)`` and ``"org/%s" % size``: as an f-string with the same parts."""
    for value in follow(template):
        if not isinstance(value, Literal):
            yield value
            continue
        given = iter(call.args)
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        parts: list[ast.expr] = []
        for number, piece in enumerate(_FIELD.split(value.text)):
            if number % 2 == 0:
                parts.append(ast.copy_location(ast.Constant(piece), value.node))
            else:
                parts.append(named.get(piece[1:-1].partition(":")[0]) or next(given, ast.Constant(None)))
        yield from _concatenated(parts, "", value.node, follow)


def join_call(glue: ast.expr, sequence: ast.expr, follow: Follow) -> Iterator[Value]:
    """``"/".join([org, name])``: the parts with the glue between them."""
    if isinstance(sequence, (ast.List, ast.Tuple)) and isinstance(glue, ast.Constant) and isinstance(glue.value, str):
        yield from _concatenated(sequence.elts, glue.value, sequence, follow)
    elif isinstance(glue, (ast.Name, ast.Attribute)) and isinstance(sequence, ast.expr):
        yield from follow(sequence)  # os.path.join(folder, name)
    else:
        yield Unknown()


def _concatenated(parts: list[ast.expr], glue: str, node: ast.expr, follow: Follow) -> Iterator[Value]:
    results: list[tuple[str, ast.expr]] = [("", node)]
    complete, many = True, False
    given: list[Parameter] = []
    for number, part in enumerate(parts):
        found = list(follow(part))
        known = [value for value in found if isinstance(value, Literal)]
        many = many or any(value.one_of_many for value in known)
        complete = complete and bool(known)
        heads = [text + (glue if number else "") for text, _ in results]
        if number == len(parts) - 1 and (route := next(filter(_is_route, heads), "")):
            given = [value._replace(prefix=route) for value in found if isinstance(value, Parameter)]
        ends: list[tuple[str, ast.expr]] = [(value.text, value.node) for value in known[:4]] or [("\0", node)]
        results = [(h + text, end if _is_route(h) else node) for h in heads for text, end in ends][:8]
    for result, end in results:
        if "\0" not in result:
            yield Literal(result, end, many)
        elif tail := _known_tail(result):
            yield Literal(tail, node, many)
    yield from given
    if not complete and not given:
        yield Unknown()


def _is_route(head: str) -> bool:
    """``ollama/``, ``openai:``, ``{provider}/``: what follows is the name, and is written where that is written."""
    return head[-1:] in ("/", ":") and (head[:-1] == "\0" or head[:-1].partition("/")[0] in PREFIXES)


def _known_tail(text: str) -> str:
    """``{folder}/name.gguf``: a file's name is known where its folder is not."""
    tail = text.rpartition("\0")[2].rpartition("/")[2]
    return tail if tail.lower().endswith((".gguf", ".bin", ".ggml")) and len(tail) > 8 else ""
