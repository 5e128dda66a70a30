"""Makefiles, justfiles, PowerShell and batch files, written as shell with every word in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["from_just", "from_make", "from_windows"]

_MAKE_VARIABLE = re.compile(r"\$\((?P<name>[A-Za-z_]\w*)\)")
_MAKE_ASSIGN = re.compile(
    r"^(?:export\s+|override\s+)?(?P<name>[A-Za-z_][\w.]*)\s*(?:\?|:{1,3}|\+)?=[ \t]*(?P<value>.*)$"
)


_JUST_DEFAULT = re.compile(r"(:=\s*)(env(?:_var_or_default)?\(\s*[\"']\w+[\"']\s*,\s*)([\"'][^\"']*[\"'])\s*\)")
_JUST_RECIPE = re.compile(
    r"@?[A-Za-z_][\w-]*(?P<given>(?:\s+[*+$]?\w+(?:=(?:\"[^\"]*\"|'[^']*'|[\w./-]+))?)+)\s*:(?!=)"
)
_LIST = r"(?P<list>\$\w+|@?\([^()]*\)|(?:[\"'][^\"']*[\"']\s*,?\s*)+)"
_FOR_EACH = re.compile(r"(?i)\bforeach\s*\(\s*\$(?P<name>\w+)\s+in\s+" + _LIST + r"\s*\)")
_PIPED = re.compile(r"(?i)" + _LIST + r"\s*\|\s*(?:ForEach-Object|foreach|%)\s*\{")
_FOR_BATCH = re.compile(r"(?i)\bfor\s+%%(\w)\s+in\s+\(([^()]*)\)\s+do\b")
_ENVIRONMENT = re.compile(
    r"(?i)\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*[\"'](\w+)[\"']\s*,\s*([\"'][^\"']*[\"'])[^)]*\)"
)
_START = re.compile(
    r"(?i)\bStart-Process\s+(?:-FilePath\s+)?[\"']?(?P<program>[\w.-]+)[\"']?\s+-(?:ArgumentList|Args)\s+(?P<arguments>.*)"
)
#: Batch: ``%MODEL%``.
_BATCH_VARIABLE = re.compile(r"%([A-Za-z_]\w*)%")
#: PowerShell: ``[string]$Model = "x",`` of a parameter list.
_PARAMETER = re.compile(r"\[[\w.]+\]\s*\$(?P<name>\w+)\s*=\s*(?=[\"'])")


def from_make(lines: Sequence[str]) -> list[str]:
    """Makefile lines as shell of the same length: ``$(X)`` as ``${X}``, ``X ?= y`` as ``X=y`` further right."""
    found: list[str] = []
    continued = open_array = False
    for line in lines:
        line = _MAKE_VARIABLE.sub(lambda m: "${" + m["name"] + "}", line).replace("$$", " $")
        goes_on = line.rstrip().endswith("\\")
        if open_array:
            line = line.rstrip().removesuffix("\\") + ("" if goes_on else ")")
            open_array = goes_on
        elif continued:
            pass
        elif line.startswith("\t"):
            line = re.sub(r"^(\t+)([@+-]+)", lambda m: m[1] + " " * len(m[2]), line)
        elif match := _MAKE_ASSIGN.match(line):
            head = f"{match['name']}="
            gap = " " * max(match.start("value") - len(head), 0)
            value = match["value"].rstrip()
            if not goes_on:
                line = gap + head + (f"'{value}'" if " " in value and "'" not in value else value)
            elif value.startswith("-"):
                line = " " * match.start("value") + value  # flags over several lines, read as those of a command
            elif value != "\\" or not _next_is_flag(lines, len(found)):
                open_array = True
                line = gap + head + "(" + value.removesuffix("\\")
            else:
                line = ""
        continued = goes_on
        found.append(line)
    return found


def _next_is_flag(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and lines[at + 1].lstrip().startswith("-")


def from_just(lines: Iterable[str]) -> list[str]:
    """Lines of a justfile: ``{{x}}`` as ``${x}``, ``x := y`` as ``x=y`` further right."""
    found = []
    for line in lines:
        line = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"${\1}", line)
        line = _JUST_DEFAULT.sub(lambda m: m[1] + " " * len(m[2]) + m[3], line)
        if recipe := _JUST_RECIPE.match(line):
            # The defaults of a recipe's parameters: ``run model="llama3": pull``.
            line = " " * recipe.start("given") + recipe["given"]
        line = re.sub(r"^(?:export\s+)?(\w+)\s*:=\s*", lambda m: " " * (len(m[0]) - len(m[1]) - 1) + m[1] + "=", line)
        found.append(re.sub(r"^(\s+)@", r"\1 ", line))
    return found


def from_windows(lines: Sequence[str]) -> list[str]:
    """PowerShell and batch: ``$Model = "x"`` and ``set MODEL=x`` as assignments, loops as those of a shell."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if line.rstrip().endswith("@(") and lines[at + 1 : at + 2] and lines[at + 1].lstrip().startswith("@{"):
            line = ""  # a list of hash tables: their entries are read as variables
        line = _ENVIRONMENT.sub(r"\1=\2 ", line)
        line = _START.sub(lambda m: f"{m['program']} " + re.sub(r"[\"',()@]", " ", m["arguments"]), line)
        line = _FOR_BATCH.sub(r"for \1 in \2; ", line)
        line = _FOR_EACH.sub(lambda m: f"for {m['name']} in {_items(m['list'])}; ", line)
        line = _PIPED.sub(lambda m: f"for _ in {_items(m['list'])}; {{", line)
        line = re.sub(
            r"^(\s*)(?:\[\w+\])?\$(?:env:)?(\w+)\s*=\s*", lambda m: " " * (len(m[0]) - len(m[2]) - 1) + m[2] + "=", line
        )
        line = re.sub(r"\{\s*\$(?:env:)?(\w+)\s*=\s*(?=[\"'])", r"{ ; \1=", line)
        # An entry of a hash table: ``model = "gpt-4o"``.
        line = re.sub(r"^(\s+)(\w+)(\s*)=(\s*)(?=[\"'])", lambda m: m[1] + " " * len(m[3] + m[4]) + m[2] + "=", line)
        if "@{" in line:
            line = re.sub(r"(@\{|;)\s*(\w+)\s*=\s*(?=[\"'])", r" ; \2=", line)
        line = re.sub(r"\$(?!env\b)\w+\.(\w+)\b(?!\()", r"${\1}", line)
        if "]$" in line or "] $" in line:
            line = _PARAMETER.sub(lambda m: " " * (len(m[0]) - len(m["name"]) - 1) + m["name"] + "=", line)
            line = re.sub(r"([\"']),", r"\1 ", line)
        if "=@(" in line:
            line = line.replace("=@(", "=( ").replace(",", " ")
        line = re.sub(r"(?i)^(\s*)(?:rem\b|::)", lambda m: m[1] + "#" * (len(m[0]) - len(m[1])), line)
        line = re.sub(r"(?i)^(\s*set\s+)\"?(\w+=[^\"]*)\"?$", r"\1\2", line)
        line = re.sub(r"(?i)^(\s*)setx\s+(\w+)\s+(?=\S)", r"\1     \2=", line)
        line = re.sub(r"%%(\w)\b", r"${\1}", line)
        line = _BATCH_VARIABLE.sub(r"${\1}", line)
        found.append(re.sub(r"\s[\^`]$", r" \\", line))
    return found


def _items(text: str) -> str:
    """The items of a PowerShell list, as words."""
    return re.sub(r"[,()@]", " ", text)
