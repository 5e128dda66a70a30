"""Jupyter notebooks: code cells as one Python file, ``!`` and ``%`` lines as shell, prose as mentions.

Outputs say nothing.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from smallprint.collect.detector import Elsewhere, Found
from smallprint.collect.events import CLOSE, MAP, SEQ, VALUE, Event, Unreadable
from smallprint.collect.json import events
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Problem, Step

__all__ = ["Cell", "find", "of_cells", "python_of"]

_SHELL_LINE = re.compile(
    r"^(?P<indent>\s*)(?:[\w., ]+=\s*)?[!%](?P<bang>!?)(?P<command>(?:sh|bash|system|sx)\b\s*)?(?P<rest>.*)$"
)
_MAGIC_WITH_CODE = re.compile(r"^\s*%(?:time|timeit|prun|memit)\s+(?P<code>.+)$")
_SHELL_CELL = re.compile(r"^\s*%%(?:bash|sh|script|shell|cmd|system|!)\b")
_FILE_CELL = re.compile(
    r"^\s*%%(?:writefile|file)\s+(?:-a\s+)?[\"']?\S*?(?P<name>[^\s/\"']*?\.?(?P<kind>\w+))[\"']?\s*$"
)
#: The language of a notebook's kernel.
_KERNEL = re.compile(r"\"kernelspec\"\s*:\s*\{[^{}]{0,1000}\}")
_LANGUAGE = re.compile(r"\"language\"\s*:\s*\"([^\"\n]{1,30})\"")
_LANGUAGE_NAME = re.compile(
    r"\"language_info\"\s*:\s*\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}?\"name\"\s*:\s*\"([^\"\n]{1,30})\""
)
_SUFFIXES = {
    "kotlin": ".kt", "r": ".r", "julia": ".jl", "javascript": ".js", "typescript": ".ts", "java": ".java", "c#": ".cs",
    "csharp": ".cs", "f#": ".fs", "fsharp": ".fs", "rust": ".rs", "scala": ".scala", "go": ".go", "ruby": ".rb",
    "swift": ".swift", "php": ".php", "elixir": ".exs",
}  # fmt: skip
#: Jupyter AI: ``%%ai provider:model``, ``%ai provider:model question``
_ASKS_AI = re.compile(r"\s*%%?ai\s+(?P<model>[\w-]+:[\w.:/@-]+)")
#: ``%env NAME value``
_MAGIC_VARIABLE = re.compile(r"^(?:set_)?env\s+(\w+)\s+(?==?)(?:=\s*)?(?=\S)")
_TEXT_VARIABLE = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*=\s*r?([\"'])(?P<value>[^\"'{}\s]+)\2")
_OTHER_CELL = re.compile(r"^\s*%%(?!time|timeit|capture|prun|writefile\s+\S+\.py\b|python\d?\b|cell_magic)\w+")


@dataclass(slots=True)
class Cell:
    """A cell: ``code``, or whatever else is prose."""

    kind: str = ""
    #: The suffix of files of its language, where that is not Python.
    suffix: str = ""
    #: Text of a line and the line of the file on which it stands.
    lines: list[tuple[str, int]] = field(default_factory=list)


def find(source: Source) -> Iterator[Found]:
    """Yield what a notebook says, with the line numbers of the ``.ipynb`` file."""
    cells: list[Cell] = []
    try:
        suffix = _suffix(source.text)
        for cell in _cells(source.text):
            cell.suffix = suffix
            cells.append(cell)
    except Unreadable as error:
        yield Problem(source.path, error.line, f"a broken notebook: {error.reason}")
    yield from of_cells(cells, source)


def of_cells(cells: Iterable[Cell], source: Source) -> Iterator[Found]:
    """Yield what cells say, whatever kind of file they stand in."""
    from smallprint.collect.prose import mentions
    from smallprint.collect.python import judge_text
    from smallprint.collect.shell import Word, references

    shell: list[list[tuple[str, int]]] = []
    python: list[tuple[str, int]] = []
    others: dict[str, list[tuple[str, int]]] = {}
    for cell in cells:
        if cell.kind == "code" and cell.suffix:
            others.setdefault(cell.suffix, []).extend(cell.lines)
            continue
        written = _FILE_CELL.match(cell.lines[0][0]) if cell.lines and cell.kind == "code" else None
        if written and written["kind"] != "py":
            yield from _written(cell.lines[1:], written["kind"].lower(), source)
        elif cell.kind == "code":
            code, commands = _divide(cell.lines)
            python.extend(code)
            shell.extend(commands)
        else:
            for text, line in cell.lines:
                for mention in mentions(text, source.path, line, "notebook.prose"):
                    yield _placed(mention, source)
    if python:
        text = "\n".join(line for line, _ in python)
        for found in judge_text(source, text):
            yield _moved(found, [number for _, number in python], source)
    for suffix, code in others.items():
        yield from _in_another(code, suffix, source)
    held = _variables(python) if any("{" in line or "$" in line for block in shell for line, _ in block) else {}
    for block in shell:
        numbers = [number for _, number in block]
        lines, variables = [text for text, _ in block], {}
        for name, values in held.items():
            # ``!ollama pull {name}``: the variable of a code cell, whose line is one more of the block's.
            lines = [line.replace(f"{{{name}}}", f"${{{name}}}") for line in lines]
            if any(f"${name}" in line or f"${{{name}}}" in line for line in lines):
                variables[name] = [Word(text, len(numbers) + at, 1) for at, (text, _) in enumerate(values, 1)]
                numbers.extend(number for _, number in values)
        for found in references(lines, 1, source.path, "notebook.shell", variables=variables):
            yield _moved(found, numbers, source)


def _in_another(lines: list[tuple[str, int]], suffix: str, source: Source) -> Iterator[Found]:
    """What cells in a language other than Python say."""
    from smallprint.collect.lang import find as find_in_language

    text = "\n".join(line for line, _ in lines)
    for found in find_in_language(Source(source.path + suffix, text.encode(), source.mentions)):
        if isinstance(found, ModelRef):
            named = replace(found, place=replace(found.place, file=source.path))
            yield _moved(named, [number for _, number in lines], source)


def _suffix(text: str) -> str:
    """The suffix of files of a notebook's language, empty for Python."""
    spec = _KERNEL.search(text)
    said = (_LANGUAGE.search(spec[0]) if spec else None) or _LANGUAGE_NAME.search(text)
    return _SUFFIXES.get(said[1].lower(), "") if said else ""


def _variables(python: list[tuple[str, int]]) -> dict[str, list[tuple[str, int]]]:
    """The texts that code cells give a name, with their lines."""
    found: dict[str, list[tuple[str, int]]] = {}
    for line, number in python:
        if match := _TEXT_VARIABLE.match(line):
            found.setdefault(match["name"], []).append((match["value"], number))
    return found


def _written(lines: list[tuple[str, int]], kind: str, source: Source) -> Iterator[Found]:
    """A cell that writes a file: what that file would say."""
    from smallprint.collect.embed import block

    numbers = [number for _, number in lines]
    if kind == "jsonl":
        for number, (line, _) in enumerate(lines, 1):
            for found in block(line, number, "json", source.path, "notebook.file", "dependency"):
                yield _moved(found, numbers, source)
        return
    text = "\n".join(line for line, _ in lines)
    for found in block(text, 1, kind, source.path, "notebook.file", "dependency"):
        yield _moved(found, numbers, source)


def python_of(source: Source) -> tuple[str, list[int]]:
    """The code cells as one text, and the line of the file for each of its lines."""
    lines: list[tuple[str, int]] = []
    if _suffix(source.text):
        return "", []
    try:
        for cell in _cells(source.text):
            written = _FILE_CELL.match(cell.lines[0][0]) if cell.lines else None
            if cell.kind == "code" and not (written and written["kind"] != "py"):
                lines.extend(_divide(cell.lines)[0])
    except Unreadable:
        pass
    return "\n".join(line for line, _ in lines), [number for _, number in lines]


def _cells(text: str) -> Iterator[Cell]:
    """The cells of the file, as they come; format 3 keeps them in ``worksheets`` and calls the source ``input``."""
    depth = 0
    cell: Cell | None = None
    cell_depth, in_source = 0, False
    for event in events(text):
        if event.op in (MAP, SEQ):
            depth += 1
            if event.op == MAP and cell is None and depth in (3, 5):
                cell, cell_depth = Cell(), depth
            elif cell is not None and event.op == SEQ and event.key in ("source", "input") and depth == cell_depth + 1:
                in_source = True
        elif event.op == CLOSE:
            if cell is not None and depth == cell_depth:
                if cell.kind:
                    yield cell
                cell = None
            depth -= 1
            in_source = in_source and cell is not None and depth > cell_depth
        elif event.op == VALUE and cell is not None:
            if event.key == "cell_type" and depth == cell_depth:
                cell.kind = event.text
            elif in_source or (event.key in ("source", "input") and depth == cell_depth):
                cell.lines.extend(_split(event))


def _split(event: Event) -> Iterator[tuple[str, int]]:
    for line in event.text.removesuffix("\n").split("\n"):
        yield line.removesuffix("\r"), event.line


def _divide(lines: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], list[list[tuple[str, int]]]]:
    """Python lines (shell lines replaced by ``pass``) and blocks of shell lines of one code cell."""
    body = [line for line, _ in lines if line.strip()]
    if body and _SHELL_CELL.match(body[0]):
        return [], [lines[1:]]
    if body and _OTHER_CELL.match(body[0]):
        asked = _ASKS_AI.match(body[0])
        return [], [[(f"llm -m {asked['model']}", lines[0][1])]] if asked else []
    code: list[tuple[str, int]] = []
    shell: list[list[tuple[str, int]]] = []
    continued = False
    for line, number in lines:
        if continued:
            shell[-1].append((line, number))
            code.append(("", number))
            continued = line.endswith("\\")
        elif magic := _MAGIC_WITH_CODE.match(line):
            code.append((magic["code"], number))
        elif line.lstrip().startswith(("!", "%", "?")) or re.match(r"\s*[A-Za-z_][\w., ]*=\s*[!%]", line):
            match = _SHELL_LINE.match(line)
            indent = line[: len(line) - len(line.lstrip())]
            code.append((f"{indent}pass", number))
            if asked := _ASKS_AI.match(line):
                shell.append([(f"llm -m {asked['model']}", number)])
            elif match and not line.lstrip().startswith("%%"):
                shell.append([(_MAGIC_VARIABLE.sub(r"env \1=", match["rest"]), number)])
                continued = line.endswith("\\")
        else:
            code.append((line[:-1] if line.rstrip().endswith("?") else line, number))
    if not _parses("\n".join(line for line, _ in code)):
        # One broken cell must not hide the others: it is read as loose lines by blanking what does not parse.
        code = _salvage(code)
    return code, shell


def _parses(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _salvage(code: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The longest beginning of the cell that parses, then each later line that parses by itself."""
    good = 0
    for end in range(min(len(code), 400), 0, -1):
        if _parses("\n".join(line for line, _ in code[:end])):
            good = end
            break
    rest = [(line if line.strip() and _parses(line.strip()) else "", number) for line, number in code[good:]]
    return [*code[:good], *((line.strip(), number) for line, number in rest)]


def _moved(found: Found, numbers: list[int], source: Source) -> Found:
    """From lines of the joined text to lines of the file."""

    def line_of(line: int) -> int:
        return numbers[min(max(line - 1, 0), len(numbers) - 1)] if line else 0

    if isinstance(found, Problem):
        return replace(found, line=line_of(found.line))
    place = replace(found.place, line=line_of(found.place.line))
    moved: ModelRef | Elsewhere | Step = replace(found, place=place)
    return _placed(moved, source) if isinstance(moved, ModelRef) else moved


def _placed(ref: ModelRef, source: Source) -> ModelRef:
    """The column in the file, where escapes and quotes shift the text."""
    line = ref.place.line
    at = source.lines[line - 1].find(ref.ref) if 0 < line <= len(source.lines) else -1
    if at < 0:
        return replace(ref, place=Place(ref.place.file, line, ref.place.column))
    return replace(ref, place=Place(ref.place.file, line, at + 1, len(ref.ref)))
