"""Which parts of a Python file can name a model: found by bytes, so that only those are parsed.

Parsing takes a hundred times as long as searching. A name is a quoted string of a telling shape, or stands at a
call of the table of idioms; top-level statements and methods without either are blanked, line numbers stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from smallprint.collect.idioms.families import NOT_ORGANISATIONS
from smallprint.collect.idioms.python import Rule, rules_by_name
from smallprint.collect.names import guess, looks_like_hub_id
from smallprint.late import late

__all__ = ["Selection", "select"]

#: A quoted name: ``org/name``, ``name:tag``, an address of the Hub, or a word that begins like a known family.
_QUOTED = late(
    r"[\"'](?P<name>[A-Za-z0-9][\w.-]*[/:][\w./:@-]+|"
    r"(?:gpt|chatgpt|claude|gemini|o[134](?=[-\"'])|text-|dall-e|whisper|tts-|davinci|babbage|llama|[lL]lava|codellama|"
    r"mistral|mixtral|open-mi|codestral|ministral|pixtral|devstral|magistral|qwen|Qwen|qwq|gemma|phi|deepseek|command|"
    r"embed-|rerank|grok|sonar|glm|kimi|moonshot|doubao|ernie|voyage|jina|jamba|us\.|eu\.|apac\.|global\.|anthropic\.|"
    r"amazon\.|meta\.|cohere\.|bert|distil|roberta|xlm|albert|t5|all-|paraphrase|multi-qa|msmarco|nomic|mxbai|bge-|"
    r"snowflake|yolo|sam[\d_-]|en_core|ViT|RN50|vit[_-]|resnet\d|convnext|efficientnet|starcoder|falcon|vicuna|tinyllama|orca|"
    r"granite|smollm|learnlm|imagen-|veo-|nova-|pretrained=|model=)[\w./:@,=+-]*)[\"']"
)
_EMBEDDED_SIGNS = (
    'model":', 'model": ', 'model\\":', "pretrained=", "huggingface.co/", "/hf.co/", "ollama pull", "ollama run",
    "vllm serve", "huggingface-cli ", "hf download", " --model", "hf://datasets/", "/openai/deployments/",
    "generativelanguage.googleapis.com/", "/publishers/", "/realtime?model=", "torchaudio.pipelines.",
    "vision_learner(", "cnn_learner(", "unet_learner(",
    "\nmodel: ", "base_model: ", "model_name: ", "FoundationModel.", "FoundationModelIdentifier.", "ModelType.",
)  # fmt: skip
_TRIPLE = late(r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''", re.S)
_WORD = late(r"\w+|\*")
_BRACKET = late(r"[()\[\]{},]")
_KEYWORD = late(r"(\w+)\s*=(?!=)")
#: What follows a name that is given a string: ``= "…"``, ``: str = "…"``, ``", default="…"``, ``": "…"``.
_GIVEN = late(r"[\"']?\s*(?::[^=\n]{0,60})?[=:]\s*[^=\n]{0,80}[\"']|[\"'],[^\n]{0,80}default=[\"']")
_BEFORE = late(r"(?<!\w)(?P<name>[A-Za-z_]\w*)\(\s*\Z")
_REVISION = late(r"revision\s*=\s*[\"'](?P<value>[\w./-]+)[\"']")
_TAIL_NAME = late(r"\w+\Z")
_IMPORT = late(r"[ \t]*(?:from|import)[ \t]+(\w+)")
_RULES = rules_by_name()
_PACKAGES = frozenset(module for rules in _RULES.values() for rule in rules for module in rule.modules)
#: Statements that belong to the one before them.
_TAILS = ("else", "elif", "except", "finally", "case ")
_SMALL = 4_000
_LONG_CLASS = 40
#: A function of so many lines is parsed for its parameters' sake: a caller may pass the name.
_SHORT_BLOCK = 40


class Direct(NamedTuple):
    """A call whose first argument is a literal name: nothing more than that needs to be known."""

    text: str
    line: int
    column: int
    ecosystem: str
    found_by: str
    revision: str


class Selection(NamedTuple):
    """The text to parse (empty if nothing in the code is of interest), and what needs no parsing."""

    text: str
    #: Names in docstrings and comments with their line and column.
    prose: tuple[tuple[str, int, int], ...] = ()
    #: Addresses of files on the Hub in the code, with their line and column.
    files: tuple[tuple[str, int, int], ...] = ()
    #: Calls whose argument only the run knows, in blocks that name nothing: line, column, argument, rule.
    open_calls: tuple[tuple[int, int, str, Rule], ...] = ()
    direct: tuple[Direct, ...] = ()


def select(text: str) -> Selection:
    """Blank what cannot name a model."""
    packages = _packages(text)
    embedded = any(sign in text for sign in _EMBEDDED_SIGNS)
    possible = _called(text) & _possible(packages).keys()
    if not embedded and not possible and "_Weights." not in text and not _has_name(text):
        return Selection("")
    code = _TRIPLE.sub(_blank, text) if '"""' in text or "'''" in text else text
    starts = _line_starts(code)
    direct: dict[int, Direct] = {}
    marked, prose, files = _names(text, code, starts, packages, direct)
    if embedded:
        for at in _embedded(text):
            if code[at] == text[at] or not _in_docstring(text, at):
                line = bisect_right(starts, at) - 1
                if not _is_comment(code[starts[line] : at]):
                    marked.add(line)
    if "_Weights." in code:
        marked.update(bisect_right(starts, m.start()) - 1 for m in re.finditer(r"_Weights\.", code))
    weak: dict[int, tuple[int, int, str, Rule]] = {}
    written: dict[str, bool] = {}
    imported = _imported_names(text) if possible else set()
    for at, rule in _calls(code, packages, possible, imported):
        if code.index("(", at) in direct:
            continue
        line = bisect_right(starts, at) - 1
        argument = _naming(_argument(code, at), rule)
        if argument is None or '"' in argument or "'" in argument:
            marked.add(line)
            continue
        if argument not in written:
            written[argument] = _is_written(argument, code, imported)
        if written[argument]:
            marked.add(line)
        elif argument:
            weak.setdefault(line, (line + 1, at - starts[line] + 1, argument, rule))
    found = tuple(direct.values())
    if not marked:
        return Selection("", tuple(prose), tuple(files), tuple(weak.values()), found)
    if len(text) <= _SMALL:
        return Selection(text, tuple(prose), tuple(files), (), found)
    kept, open_lines = _kept(text.split("\n"), code.split("\n"), marked, set(weak))
    return Selection(kept, tuple(prose), tuple(files), tuple(weak[line] for line in sorted(open_lines)), found)


def _embedded(text: str) -> Iterator[int]:
    """Offsets of keys of JSON in strings, of ``pretrained=`` and of addresses of the Hub."""
    for sign in _EMBEDDED_SIGNS:
        at = text.find(sign)
        while at >= 0:
            yield at
            at = text.find(sign, at + len(sign))


def _has_name(text: str) -> bool:
    return any(_telling(match["name"]) for match in _QUOTED.finditer(text))


def _is_written(argument: str, code: str, imported: set[str]) -> bool:
    """Whether the first argument of a call is a name that is given a string somewhere in the file, or imported."""
    first = argument.partition(",")[0].rpartition("=")[2].strip()
    name = first.rpartition(".")[2]
    if not name.isidentifier() or name in ("self", "cls"):
        return bool(name)
    if name.isupper() and first.partition(".")[0] in imported:
        return True
    at = code.find(name)
    while at >= 0:
        if _GIVEN.match(code, at + len(name)) and not (code[at - 1 : at].isalnum() or code[at - 1 : at] == "_"):
            return True
        at = code.find(name, at + len(name))
    return False


def _names(
    text: str, code: str, starts: list[int], packages: frozenset[str], direct: dict[int, Direct]
) -> tuple[set[int], list[tuple[str, int, int]], list[tuple[str, int, int]]]:
    """Lines with quoted names in the code; names in prose; addresses of files."""
    marked: set[int] = set()
    prose: list[tuple[str, int, int]] = []
    files: list[tuple[str, int, int]] = []
    for match in _QUOTED.finditer(text):
        name = match["name"]
        if not _telling(name):
            continue
        line = bisect_right(starts, match.start()) - 1
        begin = starts[line]
        place = (name, line + 1, match.start("name") - begin + 1)
        if code[match.start() : match.end()] != match[0]:
            if _in_docstring(text, match.start()):
                prose.append(place)
            else:
                marked.add(line)
        elif "#" in code[begin : match.start()] and _is_comment(code[begin : match.start()]):
            prose.append(place)
        elif name.startswith("http") and "/resolve/" in name:
            files.append(place)
        elif not _is_direct(code, match, place, packages, direct):
            marked.add(line)
    return marked, prose, files


def _is_direct(
    code: str, match: re.Match[str], place: tuple[str, int, int], packages: frozenset[str], direct: dict[int, Direct]
) -> bool:
    """Note a name that stands right behind the parenthesis of a call for which the first argument is the name."""
    before = _BEFORE.search(code, max(match.start() - 120, 0), match.start())
    fits = _direct_names(packages).get(before["name"]) if before else None
    if before is None or fits is None:
        return False
    arguments = _argument(code, before.start("name"))
    if arguments is None or any(".gguf" in part or part.startswith(("repo_type", "*")) for part in arguments):
        return False
    revision = next((m["value"] for part in arguments if (m := _REVISION.match(part))), "")
    name, line, column = place
    direct[before.end("name")] = Direct(name, line, column, fits.ecosystem, fits.name(packages), revision)
    return True


@lru_cache(maxsize=512)
def _direct_names(packages: frozenset[str]) -> dict[str, Rule]:
    """Callables of which the first argument names a model of the Hub or a data set, whoever they belong to."""
    names = {}
    for name, rules in _RULES.items():
        fitting = [r for r in rules if (not r.modules or r.modules & packages) and 0 in r.positions]
        if fitting and not fitting[-1].modules and {r.ecosystem for r in fitting} in ({"hf"}, {"dataset"}, {"hub"}):
            rule = fitting[-1]
            names[name] = rule._replace(ecosystem="hf") if rule.ecosystem == "hub" else rule
    return names


@lru_cache(maxsize=16384)
def _telling(name: str) -> bool:
    if name.startswith("http"):
        return "huggingface.co/" in name or "hf.co/" in name or "hf-mirror.com/" in name or "tfhub" in name
    if "/" in name:
        head = name.partition("/")[0]
        return looks_like_hub_id(name) or (name.count("/") > 1 and head.lower() not in NOT_ORGANISATIONS)
    return ":" not in name or guess(name) is not None


def _argument(code: str, at: int) -> list[str] | None:
    """The arguments of the call at ``at``, if it is short."""
    opened = code.index("(", at)
    parts: list[str] = []
    depth, begin = 0, opened + 1
    for match in _BRACKET.finditer(code, opened, opened + 600):
        sign, position = match[0], match.start()
        if sign in "([{":
            depth += 1
        elif sign != ",":
            depth -= 1
        if depth == 0 or (depth == 1 and sign == ","):
            parts.append(code[begin:position].strip())
            begin = position + 1
            if depth == 0:
                return parts
    return None


def _naming(arguments: list[str] | None, rule: Rule) -> str | None:
    """The argument that may name the model by ``rule`` (empty: none does), or ``None`` when that cannot be told."""
    if arguments is None or any(part.startswith("*") for part in arguments):
        return None
    found = ""
    for number, part in enumerate(arguments):
        keyword = _KEYWORD.match(part)
        if keyword is None and (number in rule.positions or not rule.positions):
            found = found or part
        elif keyword is not None and (keyword[1] in rule.keywords or "model" in keyword[1] or "file" in keyword[1]):
            value = part[keyword.end() :].strip()
            found = f"{found}, {value}" if found else value
    return found


def _packages(text: str) -> frozenset[str]:
    """The packages of the table that the file imports."""
    found: set[str] = set()
    at = text.find("import ")
    while at >= 0:
        match = _IMPORT.match(text, text.rfind("\n", 0, at) + 1)
        if match:
            found.add(match[1])
            if "_" in match[1]:
                found.add(match[1].partition("_")[0])
        at = text.find("import ", at + 7)
    return frozenset(found & _PACKAGES)


def _calls(
    code: str, packages: frozenset[str], called: set[str], names_imported: set[str]
) -> Iterator[tuple[int, Rule]]:
    """Offsets of calls that a rule may fit, with what the file imports."""
    names = _possible(packages)
    for name in called:
        inner, rule = names[name]
        imported = not rule.modules or name in names_imported or "*" in names_imported
        written = f"{name}("
        at = code.find(written)
        while at >= 0:
            before = code[max(at - 40, 0) : at]
            if before.endswith("."):
                owner = _TAIL_NAME.search(before[:-1])
                fits = not inner or owner is None or owner[0] in inner
            else:
                fits = imported and not before[-1:].isalnum() and before[-1:] != "_" and not before.endswith("def ")
            if fits:
                yield at, rule
            at = code.find(written, at + len(written))


def _called(code: str) -> set[str]:
    """Names right before a parenthesis. Splitting is ten times as fast as a pattern here."""
    found = set()
    for piece in code.split("("):
        name = piece[-48:].rpartition(".")[2].rpartition(" ")[2]
        if not name.isidentifier():
            match = _TAIL_NAME.search(name)
            name = match[0] if match else ""
        found.add(name)
    return found


@lru_cache(maxsize=512)
def _possible(packages: frozenset[str]) -> dict[str, tuple[frozenset[str], Rule]]:
    """Last names of callables that may fit -> what must stand before (empty: anything), and the first rule."""
    possible: dict[str, tuple[frozenset[str], Rule]] = {}
    for name, rules in _RULES.items():
        fitting = [
            rule
            for rule in rules
            if (not rule.modules or rule.modules & packages)
            and rule.ecosystem not in ("mention", "ui", "url", "ollama-mention")
        ]
        if fitting:
            before = [rule.path[-2] if len(rule.path) > 1 else "*" for rule in fitting]
            wanted = frozenset() if "*" in before or "chat" in before else frozenset(before)
            possible[name] = (wanted, _merged(fitting))
    return possible


def _merged(rules: list[Rule]) -> Rule:
    """One rule with the arguments of all: which of them applies only the syntax tree tells."""
    return rules[-1]._replace(
        modules=frozenset() if any(not rule.modules for rule in rules) else rules[-1].modules,
        positions=tuple(sorted({position for rule in rules for position in rule.positions})),
        keywords=tuple({word: None for rule in rules for word in rule.keywords}),
    )


def _imported_names(text: str) -> set[str]:
    """The words of all import statements; ``*`` among them for a star import."""
    words: set[str] = set()
    at = text.find("import ")
    while at >= 0:
        end = text.find("\n", at)
        line = text[at + 7 : end if end >= 0 else len(text)]
        if "(" in line and ")" not in line:
            line = text[at + 7 : max(text.find(")", at), at + 7)]
        words.update(_WORD.findall(line[:4000]))
        at = text.find("import ", at + 7)
    return words


def _in_docstring(text: str, at: int) -> bool:
    """For a name inside a triple-quoted string: whether that is a docstring (or an example of one) and not a value."""
    line = text[text.rfind("\n", 0, at) + 1 : at].lstrip()
    if line.startswith((">>>", "... ")):
        return True
    opened = max(text.rfind('"""', 0, at), text.rfind("'''", 0, at), 0)
    before = text[text.rfind("\n", 0, opened) + 1 : opened]
    return re.search(r"[=(,:\[]\s*[rbfuRBFU]{0,2}$", before) is None or before.lstrip().startswith("def ")


def _is_comment(before: str) -> bool:
    """Whether a ``#`` outside quotes stands before, as far as counting tells."""
    head, sign, _ = before.partition("#")
    return bool(sign) and head.count('"') % 2 == 0 and head.count("'") % 2 == 0


def _blank(match: re.Match[str]) -> str:
    """A triple-quoted string as an empty one of the same length, so that offsets and lines stay."""
    inner = match[0][2:]
    spaces = "\n".join([" " * len(part) for part in inner.split("\n")]) if "\n" in inner else " " * len(inner)
    return '""' + spaces


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate([len(line) + 1 for line in text.split("\n")])]


def _blocks(code: list[str], first: int, last: int, indent: int) -> Iterator[tuple[int, int]]:
    """Spans of the statements that begin at ``indent``; decorators stand with what they decorate."""
    begin, decorated = first, False
    for number in range(first, last):
        line = code[number]
        if len(line) <= indent or line[indent] in " \t#)]}\\\r" or (indent and line[:indent].strip()):
            continue
        body = line[indent:]
        if body.startswith(_TAILS) or (body[0] in "\"'" and not body.startswith(('"""', "'''"))):
            continue
        if number > begin and not decorated:
            yield begin, number
            begin = number
        decorated = body.startswith("@")
    if begin < last:
        yield begin, last


class _Marks:
    """Lines with a name, and lines with a call whose argument is open."""

    def __init__(self, sure: set[int], weak: set[int]) -> None:
        self.sure = sorted(sure)
        self.weak = sorted(weak)
        self.open_lines: list[int] = []

    def keep(self, begin: int, end: int) -> bool:
        """Whether a block is parsed: it holds a name, or it is short and a caller may bring one."""
        if _between(self.sure, begin, end):
            return True
        weak = _between(self.weak, begin, end)
        if weak and end - begin <= _SHORT_BLOCK:
            return True
        self.open_lines.extend(weak)
        return False


def _between(lines: list[int], begin: int, end: int) -> list[int]:
    return lines[bisect_left(lines, begin) : bisect_left(lines, end)]


def _kept(lines: list[str], code: list[str], marked: set[int], weak: set[int]) -> tuple[str, list[int]]:
    """The text with the other blocks blanked, and the lines of open calls in those."""
    kept = [""] * len(lines)
    marks = _Marks(marked, weak)
    sure = False
    for begin, end in _blocks(code, 0, len(code), 0):
        head = _head(code, begin, end, 0)
        if head.startswith("class ") and end - begin > _LONG_CLASS:
            if _between(marks.sure, begin, end) or _between(marks.weak, begin, end):
                sure = _class(lines, code, begin, end, kept, marks) or sure
        elif marks.keep(begin, end):
            kept[begin:end] = lines[begin:end]
            sure = True
        elif _plain(head, end - begin):
            kept[begin:end] = code[begin:end]
    return "\n".join(kept) if sure else "", marks.open_lines


def _class(lines: list[str], code: list[str], begin: int, end: int, kept: list[str], marks: _Marks) -> bool:
    """The head of a class, its plain assignments, its constructor, and the methods with a mark."""
    body = next(
        (n for n in range(begin + 1, end) if code[n].strip() and code[n][0] in " \t" and _opens(code, begin, n)), end
    )
    indent = len(code[body]) - len(code[body].lstrip()) if body < end else 0
    if not indent:
        kept[begin:end] = lines[begin:end]
        return True
    spans = list(_blocks(code, body, end, indent))
    whole: set[int] = set()
    for start, stop in spans:
        if marks.keep(start, stop):
            kept[start:stop] = lines[start:stop]
            whole.add(start)
    if not whole:
        return False
    kept[begin:body] = code[begin:body]
    for start, stop in spans:
        head = _head(code, start, stop, indent)
        if start not in whole and (_plain(head, stop - start) or "def __init__(" in head):
            kept[start:stop] = code[start:stop]
    return True


def _opens(code: list[str], begin: int, number: int) -> bool:
    """Whether the head of the class is complete before ``number``."""
    head = " ".join(line.partition("#")[0] for line in code[begin:number])
    return head.rstrip().endswith(":") and head.count("(") == head.count(")")


def _head(code: list[str], begin: int, end: int, indent: int) -> str:
    for number in range(begin, end):
        body = code[number][indent:]
        if body.strip() and not body.startswith(("@", "#", " ", ")")):
            return body
    return ""


def _plain(head: str, length: int) -> bool:
    """Whether a statement is an import, or a short one that is no definition: cheap, and others refer to it."""
    if head.startswith(("import ", "from ")):
        return True
    return length <= 25 and not head.startswith(("def ", "class ", "async ", "for ", "while ", "with ", "if "))
