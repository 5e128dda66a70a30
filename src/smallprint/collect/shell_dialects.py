"""Makefiles, justfiles, PowerShell and batch files, written as shell with every word in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["from_just", "from_make", "from_windows"]

_MAKE_VARIABLE = re.compile(r"\$\((?P<name>[A-Za-z_]\w*)\)")
_MAKE_ASSIGN = re.compile(
    # Behind a target the variable is that target's own: ``large: MODEL = org/name``.
    r"^(?:[\w.%/-]+[ \t]*:(?![:=])[ \t]*)?(?:export\s+|override\s+)?"
    r"(?P<name>[A-Za-z_][\w.]*)\s*(?:\?|:{1,3}|\+)?=[ \t]*(?P<value>.*)$"
)


_MAKE_EACH = re.compile(r"\$\(foreach\s+(\w+)\s*,\s*([^,]+?)\s*,")
_JUST_DEFAULT = re.compile(r"(:=\s*)(env(?:_var_or_default)?\(\s*[\"']\w+[\"']\s*,\s*)([\"'][^\"']*[\"'])\s*\)")
_JUST_RECIPE = re.compile(
    r"@?(?P<name>[A-Za-z_][\w-]*)(?P<given>(?:\s+[*+$]?\w+(?:=(?:\"[^\"]*\"|'[^']*'|[\w./-]+))?)+)\s*:(?!=)"
)
_MAX_FUNCTIONS = 200
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
_PARAMETER = re.compile(r"\[[\w.]+(?:\[\])?\]\s*\$(?P<name>\w+)\s*=\s*(?=[\"'@])")
_FLAG_OR_ARGUMENT = r"-[A-Za-z]\w*(?=\s|\Z)|\"[^\"]*\"|'[^']*'|[^\s\"'(){};|,]+"
_POWER_FUNCTION = re.compile(
    r"(?i)^(?P<indent>\s*)function\s+(?P<name>[\w-]+)\s*(?P<given>\([^()]*\))?\s*(?P<opens>\{)?"
)
_POWER_GIVEN = re.compile(r"(?i)\bparam\s*\(")
#: A parameter of a command by its name: ``-Model "x"``.
_NAMED = re.compile(r"(?<=\s)-(?=[A-Z][A-Za-z]{3,}\s+[\"'$\w])")
_BATCH_LABEL = re.compile(r"^\s*:(?P<name>[A-Za-z]\w*)\s*$")
#: PowerShell: a text of several lines, which only ``"@`` at the start of a line ends.
_TEXT_OPENS = re.compile(r"(?:^|(?<=[\s=(,]))@(?P<quote>[\"'])\s*$")
_TEXT_SET_TO = re.compile(r"^\s*\$(?:\w+:)?(?P<name>\w+)\s*\+?=\s*$")
_TEXT_WRITES = re.compile(r"(?i)\b(?:Out-File|Set-Content|Add-Content|WriteAllText|Tee-Object)\b|>")
_TEXT_TARGET = re.compile(r"(?i)(?:[\w-]*\.env(?:\.\w+)*|[\w-]+\.(?:ya?ml|json|toml|ini|sh|py)|\bmodelfile)\b")
_TEXT_READER = re.compile(r"(?i)\b(?:python3?|bash|ssh|kubectl|helm)\b")
_TEXT_ENDS = "END_OF_TEXT"
_BATCH_LEAVES = re.compile(r"(?i)^\s*(?:exit\s+/b\b|goto\s+:?eof\b)")


def from_make(lines: Sequence[str]) -> list[str]:
    """Makefile lines as shell of the same length: ``$(X)`` as ``${X}``, ``X ?= y`` as ``X=y`` further right."""
    found: list[str] = []
    continued = open_array = False
    for line in lines:
        line = _MAKE_VARIABLE.sub(lambda m: "${" + m["name"] + "}", line).replace("$$", " $")
        line = _MAKE_EACH.sub(r"for \1 in \2; ", line)
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
    lines = list(lines)
    takes = {
        recipe["name"]: re.findall(r"(\w+)(?:=(?:\"[^\"]*\"|'[^']*'|\S+))?", recipe["given"])
        for line in lines
        if (recipe := _JUST_RECIPE.match(line))
    }

    def given(call: re.Match[str]) -> str:
        """The arguments of another recipe, as values of its parameters."""
        values = re.findall(r"\"[^\"]*\"|'[^']*'|[^\s\"'()]+", call["arguments"])
        return " ; ".join(f"{name}={value}" for name, value in zip(takes[call["name"]], values, strict=False)) + " ;"

    calls = re.compile(
        rf"(?:\(|\bjust )(?P<name>{'|'.join(map(re.escape, takes))})"
        r"(?P<arguments>(?:\s+(?:\"[^\"]*\"|'[^']*'|[^\s\"'()|&;]+))+)\)?"
    )
    for line in lines:
        if takes and ("(" in line or "just " in line):
            line = calls.sub(given, line)
            line = re.sub(r"^[\w-]+\s*:(?!=)", ";", line) if " ;" in line else line
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
    lines = _batch_functions(_power_functions(lines))
    texts = _power_texts(lines)
    for at, line in enumerate(lines):
        if at in texts:
            found.append(texts[at])
            continue
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
        # What a command answers is no list: ``$Model = (Get-Content model.txt)``.
        line = re.sub(r"=\((?=[A-Za-z]+-[A-Z]|&)", "=;", line)
        line = re.sub(r"\{\s*\$(?:env:)?(\w+)\s*=\s*(?=[\"'])", r"{ ; \1=", line)
        # An entry of a hash table: ``model = "gpt-4o"``.
        line = re.sub(r"^(\s+)(\w+)(\s*)=(\s*)(?=[\"'])", lambda m: m[1] + " " * len(m[3] + m[4]) + m[2] + "=", line)
        if "@{" in line:
            line = re.sub(r"(@\{|;)\s*(\w+)\s*=\s*(?=[\"'])", r" ; \2=", line)
        line = re.sub(r"\$(?!env\b)\w+\.(\w+)\b(?!\()", r"${\1}", line)
        if "]$" in line or "] $" in line:
            line = _PARAMETER.sub(lambda m: ";" + " " * (len(m[0]) - len(m["name"]) - 2) + m["name"] + "=", line)
            line = re.sub(r"([\"']),", r"\1 ", line)
        if "=@(" in line:
            line = line.replace("=@(", "=( ").replace(",", " ")
        line = re.sub(r"(?i)^(\s*)(?:rem\b|::)", lambda m: m[1] + "#" * (len(m[0]) - len(m[1])), line)
        line = re.sub(r"(?i)^(\s*set\s+)\"?(\w+=[^\"]*)\"?$", r"\1\2", line)
        line = re.sub(r"(?i)^(\s*)setx\s+(\w+)\s+(?=\S)", r"\1     \2=", line)
        line = re.sub(r"%%(\w)\b", r"${\1}", line)
        line = _BATCH_VARIABLE.sub(r"${\1}", line)
        line = _NAMED.sub("--", line)
        found.append(re.sub(r"\s[\^`]$", r" \\", line))
    return found


def _power_functions(lines: Sequence[str]) -> Sequence[str]:
    """Functions of PowerShell with their parameters by position, and the calls of them alike."""
    takes: dict[str, list[str]] = {}
    found = list(lines)
    for at, line in enumerate(lines):
        head = _POWER_FUNCTION.match(line)
        if head is None or len(takes) >= _MAX_FUNCTIONS:
            continue
        end = next((n for n in range(at + 1, len(lines)) if re.match(rf"{head['indent']}\}}", lines[n])), at)
        body = "\n".join(lines[at : end + 1])
        given = head["given"] or _in_brackets(body, _POWER_GIVEN)
        names = re.findall(r"\$(\w+)\s*(?=[,=)\n]|\Z)", re.sub(r"=\s*\$\w+", "=", given))
        if not names:
            continue
        takes[head["name"]] = names
        positions = {name.lower(): str(n) for n, name in enumerate(names, 1)}
        parameter = re.compile(rf"(?i)\$({'|'.join(map(re.escape, names))})\b(?!\s*=)")
        for n in range(at, end + 1):
            found[n] = parameter.sub(lambda m, positions=positions: "$" + positions[m[1].lower()], found[n])  # type: ignore[misc]
        found[at] = f"{head['indent']}{head['name']}() {head['opens'] or ''}" + found[at][head.end() :]
    if not takes:
        return lines
    called = re.compile(
        rf"(?i)(?<![\w-])(?P<name>{'|'.join(map(re.escape, takes))})"
        rf"(?P<given>(?:\s+(?:{_FLAG_OR_ARGUMENT}))+)"
    )
    by_name = {name.lower(): [one.lower() for one in names] for name, names in takes.items()}

    def call(match: re.Match[str]) -> str:
        names = by_name[match["name"].lower()]
        values: dict[str, str] = {}
        words = re.findall(_FLAG_OR_ARGUMENT, match["given"])
        free = iter(names)
        while words:
            word = words.pop(0)
            name = word[1:].lower() if word.startswith("-") else next((n for n in free if n not in values), "")
            if word.startswith("-"):
                word = words.pop(0) if words and not words[0].startswith("-") else ""
            values[name] = word
        return " ".join([match["name"], *(values.get(name) or "_" for name in names)])

    return [called.sub(call, line) for line in found]


def _power_texts(lines: Sequence[str]) -> dict[int, str]:
    """The lines of PowerShell's texts of several lines by their index, written as here-documents of a shell.

    A text that is put into a file is what that file holds, also by way of a variable: ``$text | Out-File config.yaml``.
    """
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        opens = _TEXT_OPENS.search(line) if at not in found else None
        if opens is None:
            continue
        closing = f"{opens['quote']}@"
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(closing)), None)
        if end is None:
            continue
        around = f"{line[: opens.start()]} {lines[end][2:]}"
        if set_to := _TEXT_SET_TO.match(line[: opens.start()]):
            uses = re.compile(rf"(?i)\${set_to['name']}\b")
            around = "\n".join([around, *(one for one in lines[end + 1 :] if uses.search(one))])
        written = next((one for one in around.split("\n") if _TEXT_WRITES.search(one)), "")
        if written:
            target = _TEXT_TARGET.search(written)
            header = f"cat > {target[0] if target else '_'}"
        else:
            reader = _TEXT_READER.search(around)
            header = reader[0].lower() if reader else "cat"
        found[at] = f"{header} <<{_TEXT_ENDS}"
        found.update((n, lines[n]) for n in range(at + 1, end))
        found[end] = _TEXT_ENDS
    return found


def _in_brackets(text: str, opening: re.Pattern[str]) -> str:
    """What stands in the brackets that ``opening`` opens."""
    match = opening.search(text)
    if match is None:
        return ""
    depth = 1
    for at in range(match.end(), min(len(text), match.end() + 5000)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return text[match.end() : at]
    return ""


def _batch_functions(lines: Sequence[str]) -> Sequence[str]:
    """Labels of a batch file that are called, as functions: ``:pull``, ``call :pull name``, ``%1``."""
    if not any("call :" in line.lower() for line in lines):
        return lines
    found = []
    inside = False
    for line in lines:
        if label := _BATCH_LABEL.match(line):
            line = f"{label['name']}() {{"
            inside = True
        elif inside and _BATCH_LEAVES.match(line):
            line = "}"
            inside = False
        line = re.sub(r"(?i)\bcall\s+:(?=\w)", "", line)
        found.append(re.sub(r"%~?(\d)", r"$\1", line))
    return found


def _items(text: str) -> str:
    """The items of a PowerShell list, as words."""
    return re.sub(r"[,()@]", " ", text)
