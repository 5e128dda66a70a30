"""Names that another file of the tree defines, each looked up by the readers of its language."""

from __future__ import annotations

from collections.abc import Iterable

from smallprint.collect.detector import Elsewhere
from smallprint.fs import Tree
from smallprint.model import ModelRef

__all__ = ["look_up"]


def look_up(tree: Tree, wanted: Iterable[Elsewhere]) -> list[ModelRef]:
    """References at the places that define what ``wanted`` asks for; a name built at run time for the others."""
    python, script = list[Elsewhere](), list[Elsewhere]()
    for item in wanted:
        (python if item.place.file.lower().endswith((".py", ".pyi", ".pyw", ".ipynb")) else script).append(item)
    refs: list[ModelRef] = []
    if python:
        from smallprint.collect import python_imports

        refs += python_imports.look_up(tree, python)
    if script:
        from smallprint.collect.lang import modules

        refs += modules.look_up(tree, script)
    return refs
