"""Variables of a shell script: what sets them, and what their names say of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smallprint.collect.detector import Found
from smallprint.collect.keyed import reference_of
from smallprint.collect.keytable import normal
from smallprint.collect.shell_words import Script, Word

__all__ = [
    "ASSIGN",
    "MAKES",
    "VARIABLE",
    "bare",
    "definitions",
    "expansions",
    "functions",
    "given_away",
    "parameter",
    "program_of",
    "remember",
]

#: Compose and others escape the sign by doubling it; ``${!M[@]}`` are the keys of ``M``.
VARIABLE = re.compile(r"\$\$?(?:\{(?P<braced>!?[A-Za-z_]\w*)(?P<rest>[^}]{0,200})\}|(?P<plain>[A-Za-z_]\w*))")
_POSITION = re.compile(r"\$(?:\{(?P<braced>\d{1,2})\}|(?P<plain>\d))")
_FUNCTION = re.compile(
    r"^(?P<indent>[ \t]*)(?:function[ \t]+)?(?P<name>[A-Za-z_][\w-]*)[ \t]*\([ \t]*\)(?P<rest>[^\n]*)", re.M
)
_BINARY = re.compile(r"_(?:bin|cmd|exe|path|cli|command|binary)\Z")
_SETS = re.compile(r"\$\{(?P<name>[A-Za-z_]\w*):=(?P<value>[^${}\n]+)\}")
ASSIGN = re.compile(r"(?P<name>[A-Za-z_]\w*)(?:\[\w*\])?\+?=(?P<value>.*)", re.S)
#: Flags that take the name of what is made: ``--hub_model_id``, ``--output_repo``, ``--push-to``.
MAKES = re.compile(r"(?:^|_)(?:output|out|hub_model|hub_repo|push|upload|save|export|target|dest|merged|new)(?:_|$)")


def remember(row: list[Word], script: Script) -> None:
    """Note the assignments of a command and the names a ``for`` loop goes through."""
    if len(row) > 3 and row[0].text == "for" and row[2].text == "in":
        script.variables.setdefault(row[1].text, []).extend(row[3:])
        return
    for word in row:
        # ``: ${M:=org/name}``, ``echo "Model: ${M:=org/name}"``: whatever the command does, this sets the variable.
        for sets in _SETS.finditer(word.text) if ":=" in word.text else ():
            value, shift = bare(sets["value"])
            at = Word(value, word.line, word.column + sets.start("value") + shift)
            script.variables.setdefault(sets["name"], []).append(at)
    for word in row:
        match = ASSIGN.match(word.text)
        if match is None or word.quoted:
            if word.text not in (
                "export",
                "local",
                "readonly",
                "declare",
                "typeset",
                "set",
                "-x",
                "-r",
                "-a",
                "env",
                "sudo",
                "-g",
            ):
                return
            continue
        offset = match.start("value")
        value = match["value"]
        script.variables.setdefault(match["name"], []).append(Word(value, word.line, word.column + offset + word.shift))


def definitions(variable: str, words: list[Word], script: Script) -> Iterator[Found]:
    """A variable whose own name says that it holds a model, used here or exported to somebody else."""
    for word in words:
        if id(word) in script.reported:
            continue
        text, shift = bare(word.text)
        yield from reference_of(
            variable,
            text,
            script.path,
            word.line,
            word.column + shift,
            script.prefix,
            role=script.role,
            ollama=script.ollama,
        )


def bare(text: str) -> tuple[str, int]:
    """A value without the quotes around it, and how far it moved."""
    if len(text) > 1 and text[0] in "\"'":
        return text.strip("\"'"), 1
    return text, 0


def given_away(row: Sequence[Word], uploads: bool) -> Iterator[str]:
    """The variables of a command that only say how its result is called; ``uploads``: all of them do."""
    for at, word in enumerate(row):
        flag, _, value = word.text.partition("=")
        if not value and at + 1 < len(row):
            value = row[at + 1].text
        if uploads:
            value = word.text
        elif not flag.startswith("--") or not MAKES.search(normal(flag)):
            continue
        if variable := VARIABLE.fullmatch(value.strip("\"'")):
            yield variable["braced"] or variable["plain"]


def program_of(text: str) -> str:
    """The program that the first word of a command runs: without its folder and ``.exe``, or what a variable says."""
    if variable := VARIABLE.fullmatch(text):
        return _BINARY.sub("", (variable["braced"] or variable["plain"]).lower()).replace("_", "-")
    return re.split(r"[/\\]", text)[-1].removesuffix(".exe")


def functions(text: str, first_line: int) -> Iterator[tuple[int, int, str]]:
    """The first and last line and the name of each function of a script."""
    for match in _FUNCTION.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        last = line
        if not match["rest"].rstrip().endswith("}"):
            end = re.compile(rf"^[ \t]{{0,{len(match['indent'])}}}\}}", re.M).search(text, match.end())
            last = line + text.count("\n", match.start(), end.start()) if end else line
        yield line, last, match["name"]


def parameter(text: str, line: int, script: Script) -> tuple[str, int] | None:
    """The function and the position when ``text`` on ``line`` is one of a function's own arguments (``$1``)."""
    position = _POSITION.fullmatch(text.strip())
    if position is None:
        return None
    name = next((name for first, last, name in script.spans if first <= line <= last), "")
    return (name, int(position["braced"] or position["plain"])) if name else None


def expansions(text: str, script: Script, depth: int = 0) -> Iterator[str]:
    """``text`` with its variables filled in, once for each value that one of them has; unknown ones become NUL."""
    variable = VARIABLE.search(text) if depth < 4 else None
    if variable is None:
        yield text
        return
    words = script.variables.get(variable["braced"] or variable["plain"], ())
    for value in dict.fromkeys([bare(word.text)[0] for word in words[:40]] or ["\0"]):
        yield from expansions(text[: variable.start()] + value + text[variable.end() :], script, depth + 1)
