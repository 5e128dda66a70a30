"""The imports keep one direction: ``cli → commands → run → stages → shared``, and bytes come in by a few doors only.

Read from the source with ``ast``: what stands under ``if TYPE_CHECKING`` is for the type checker and does not count,
what stands inside a function does.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "smallprint"

#: Modules of each stage. Which model is used how (``uses``) and what a model shows of itself (``subjects``) are steps
#: of evaluating: they make its input and are pure as it is.
STAGES = {
    "collect": ("collect",),
    "resolve": ("resolve",),
    "observe": ("observe",),
    "evaluate": ("evaluate", "subjects", "uses"),
    "judge": ("judge",),
    "report": ("report",),
}
#: What a stage or a shared module takes from a stage at run time all the same, and why.
DECLARED = {
    ("fingerprint", "resolve.normalise"): "the index of texts is built from the very words that the matcher compares",
    ("fingerprint", "resolve.sections"): "as above: a text is cut into sections in one place",
    ("database", "resolve.match"): "the matcher is opened over the index, and only when a text is asked for",
}
#: Names that commands take from ``cli``, above them: the root of a run, the report's file, the progress bar.
FROM_CLI = {"find_root", "write_output", "progress_bar"}

#: Modules that open files, and which. Everything else in a checked tree is read by ``fs``.
DOORS = {
    "fs": "project files: the one door",
    "walk": ".gitignore, of at most 1 MiB",
    "load": "the policy, of at most 4 MiB",
    "gitref": "writes a copy of own data as of the base, to a temporary folder",
    "resolve.lockfile": "smallprint.lock",
    "collect.cache": "our own cache, and our own source for its key",
    "compiler": "the data folders",
    "fingerprint": "the data folders",
    "catalogue.build": "the data folders",
    "catalogue.tail": "the data folders",
    "providers": "the data folders",
    "cli": "writes the report that was asked for",
    "report.github": "appends to the step summary that the runner names",
    "report.html": "our own template",
    "notice": "our own template",
}


@dataclass(frozen=True)
class Import:
    """``module`` is without ``smallprint.``, ``name`` what is taken from it; ``lazy``: inside a function."""

    module: str
    name: str
    lazy: bool


@cache
def _sources() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def _at_run_time(node: ast.AST, inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every node that runs, and whether it stands in a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for other in child.orelse:
                yield other, inside
                yield from _at_run_time(other, inside)
            continue
        yield child, inside
        yield from _at_run_time(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


@cache
def _imports(module: str) -> tuple[Import, ...]:
    found = []
    for node, lazy in _at_run_time(_sources()[module]):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                # `from smallprint.collect import json` is the module; `from smallprint.collect import collect` is not.
                whole = f"{node.module}.{alias.name}".removeprefix("smallprint.")
                if (node.module or "").startswith("smallprint") and whole in _sources():
                    found.append(Import(whole, "", lazy))
                else:
                    module_name = (node.module or "").removeprefix("smallprint").removeprefix(".")
                    found.append(Import(module_name, alias.name, lazy))
        elif isinstance(node, ast.Import):
            found.extend(Import(alias.name.removeprefix("smallprint."), "", lazy) for alias in node.names)
    return tuple(found)


def _ours(module: str) -> tuple[Import, ...]:
    return tuple(item for item in _imports(module) if item.module in _sources())


def _stage(module: str) -> str:
    for stage, members in STAGES.items():
        if any(module == member or module.startswith(f"{member}.") for member in members):
            return stage
    return ""


def _layer(module: str) -> int:
    """The higher, the nearer to the caller. A module named nowhere is shared, so it may use shared ones only."""
    if module in ("__main__", "cli"):
        return 4
    if module == "commands" or module.startswith("commands."):
        return 3
    if module == "run":
        return 2
    return 1 if _stage(module) else 0


MODULES = sorted(name for name in _sources() if name)


def test_the_modules_of_the_design_are_read() -> None:
    assert {"model", "verdict", "evaluate", "judge", "run", "cli", "fs", "text", "collect.python"} <= set(MODULES)
    assert all(_stage(member) == stage for stage, members in STAGES.items() for member in members)
    assert any(item.module == "evaluate" for item in _ours("run")), "the reader sees imports"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    for item in _ours(module):
        if (module, item.module) in DECLARED or item.module in ("", "__init__"):
            continue
        if module.startswith("commands.") and item.module == "cli":
            assert item.name in FROM_CLI, f"{module} takes {item.name} from cli"
            continue
        assert _layer(item.module) <= _layer(module), f"{module} imports {item.module}, which is above it"
        if _layer(module) == _layer(item.module) == 1:
            assert _stage(module) == _stage(item.module), f"{module} imports {item.module} of another stage"


def test_every_declared_exception_is_needed() -> None:
    used = {(module, item.module) for module in MODULES for item in _ours(module)}
    assert used >= set(DECLARED)


def test_the_core_types_import_the_verdict_only() -> None:
    assert {item.module for item in _ours("model")} <= {"verdict", "record"}
    assert not _ours("verdict")


_PURE = ("condition", "predicates", "quantity", "expression", "lineage", "verdict", "say", "judge", *STAGES["evaluate"])
_WORLD = {"os", "io", "time", "pathlib", "socket", "urllib", "subprocess", "random", "sqlite3", "fs", "load"}
_NETWORK = {"huggingface_hub", "httpx", "requests", "socket", "http"}
_HEAVY = (
    "cyclonedx",
    "gguf",
    "huggingface_hub",
    "jinja2",
    "license_expression",
    "pathspec",
    "rich",
    "ruamel.yaml",
    "spdx_tools",
)


def test_the_pure_stages_know_no_clock_no_files_and_no_network() -> None:
    for module in _PURE:
        taken = {item.module.partition(".")[0] for item in _imports(module)}
        assert not taken & _WORLD, f"{module} imports {sorted(taken & _WORLD)}"
        for node, _ in _at_run_time(_sources()[module]):
            assert not isinstance(node, ast.Global | ast.Nonlocal), f"{module} keeps state"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("today", "now", "getenv"), f"{module} asks for {ast.unparse(node)}"


def test_the_hub_is_reached_from_one_module_and_only_when_asked() -> None:
    for module in MODULES:
        for item in _imports(module):
            if item.module.partition(".")[0] in _NETWORK or item.module == "urllib.request":
                assert module == "resolve.hub", f"{module} imports {item.module}"
                assert item.lazy, "the network library is imported when it is used"


@pytest.mark.parametrize("library", _HEAVY)
def test_heavy_libraries_are_imported_late(library: str) -> None:
    for module in MODULES:
        for item in _imports(module):
            if item.module == library or item.module.startswith(f"{library}."):
                assert item.lazy, f"{module} imports {library} whenever it is imported"


def _opens(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    if not isinstance(node.func, ast.Attribute):
        return False
    owner = ast.unparse(node.func.value)
    if node.func.attr == "open":
        return owner not in ("Database", "cache", "self") and not owner.endswith("Opener")
    return node.func.attr in ("read_text", "read_bytes", "write_text", "write_bytes")


def test_files_are_opened_by_the_declared_doors_only() -> None:
    """Commands are left out: they read the files that the caller names and write those that were asked for."""
    doors = {
        name for name in MODULES for node, _ in _at_run_time(_sources()[name]) if _opens(node) and _layer(name) != 3
    }
    assert doors <= set(DOORS), f"undeclared: {sorted(doors - set(DOORS))}"


def test_nothing_of_a_project_is_executed() -> None:
    for module in MODULES:
        for node, _ in _at_run_time(_sources()[module]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                # `record` writes the __init__ of our own classes from their field names, as `dataclasses` does.
                made = node.func.id == "exec" and module == "record"
                assert made or node.func.id not in ("eval", "exec", "compile", "__import__"), f"{module}:{node.lineno}"
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("pickle", "marshal", "shelve"):
                pytest.fail(f"{module}:{node.lineno} unpickles")
        if any(item.module == "subprocess" for item in _imports(module)):
            assert module in ("gitref", "commands.check") or module.startswith("commands."), f"{module} starts programs"


def test_the_lean_start_loads_no_heavy_library() -> None:
    """``import smallprint.cli`` in a fresh interpreter: nothing that one command alone needs."""
    import subprocess

    wanted = [name for name in _HEAVY if name != "pathspec"]
    code = f"import sys, smallprint.cli, smallprint.run; print([name for name in {wanted} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
