"""Makefiles, justfiles, PowerShell and batch files, written as shell with every word in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["from_just", "from_make", "from_windows"]

_MAKE_VARIABLE = re.compile(r"\$\((?P<name>[A-Za-z_]\w*)\)")
_MAKE_ASSIGN = re.compile(
    r"^(?:export\s+|override\s+)?(?P<name>[A-Za-z_][\w.]*)\s*(?:\?|:{1,3}|\+)?=[ \t]*(?P<value>.*)$"
)


_JUST_DEFAULT = re.compile(r"(:=\s*)(env(?:_var_or_default)?\(\s*[\"']\w+[\"']\s*,\s*)([\"'][^\"']*[\"'])\s*\)")
_JUST_RECIPE = re.compile(
    r"@?[A-Za-z_][\w-]*(?P<given>(?:\s+[*+$]?\w+(?:=(?:\"[^\"]*\"|'[^']*'|[\w./-]+))?)+)\s*:(?!=)"
)
#: PowerShell: ``[string]$Model = "x",`` of a parameter list.
_PARAMETER = re.compile(r"\[[\w.]+\]\s*\$(?P<name>\w+)\s*=\s*(?=[\"'])")


def from_make(lines: Iterable[str]) -> list[str]:
    """Makefile lines as shell of the same length: ``$(X)`` as ``${X}``, ``X ?= y`` as ``X=y`` further right."""
    found = []
    for line in lines:
        line = _MAKE_VARIABLE.sub(lambda m: "${" + m["name"] + "}", line).replace("$$", " $")
        if line.startswith("\t"):
            line = re.sub(r"^(\t+)([@+-]+)", lambda m: m[1] + " " * len(m[2]), line)
        elif match := _MAKE_ASSIGN.match(line):
            head = f"{match['name']}="
            gap = match.start("value") - len(head)
            value = match["value"].rstrip()
            line = " " * max(gap, 0) + head + (f"'{value}'" if " " in value and "'" not in value else value)
        found.append(line)
    return found


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


def from_windows(lines: Iterable[str]) -> list[str]:
    """PowerShell and batch: ``$Model = "x"`` and ``set MODEL=x`` as assignments, a caret as continuation."""
    found = []
    for line in lines:
        line = re.sub(
            r"^(\s*)(?:\[\w+\])?\$(?:env:)?(\w+)\s*=\s*", lambda m: " " * (len(m[0]) - len(m[2]) - 1) + m[2] + "=", line
        )
        # An entry of a hash table: ``model = "gpt-4o"``.
        line = re.sub(r"^(\s+)(\w+)(\s*)=(\s*)(?=[\"'])", lambda m: m[1] + " " * len(m[3] + m[4]) + m[2] + "=", line)
        if "]$" in line or "] $" in line:
            line = _PARAMETER.sub(lambda m: " " * (len(m[0]) - len(m["name"]) - 1) + m["name"] + "=", line)
            line = re.sub(r"([\"']),", r"\1 ", line)
        if "=@(" in line:
            line = line.replace("=@(", "=( ").replace(",", " ")
        line = re.sub(r"(?i)^(\s*)(?:rem\b|::)", lambda m: m[1] + "#" * (len(m[0]) - len(m[1])), line)
        line = re.sub(r"(?i)^(\s*set\s+)\"?(\w+=[^\"]*)\"?$", r"\1\2", line)
        found.append(re.sub(r"\s[\^`]$", r" \\", line).replace("%", "%"))
    return found
