"""Which parts of a Python file can name a model: found by bytes, so that only those are parsed.

Parsing takes a hundred times as long as searching. A name is a quoted string of a telling shape, or stands at a
call of the table of idioms; top-level statements and methods without either are blanked, line numbers stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from smallprint.collect.idioms.python import rules_by_name

__all__ = ["Selection", "select"]

#: A quoted name: ``org/name``, ``name:tag``, an address of the Hub, or a word that begins like a known family.
_QUOTED = re.compile(
    r"[\"'](?P<name>[A-Za-z0-9][\w.-]*[/:][\w./:@-]+|"
    r"(?:gpt|chatgpt|claude|gemini|o[134](?=[-\"'])|text-|dall-e|whisper|tts-|davinci|babbage|llama|[lL]lava|codellama|"
    r"mistral|mixtral|open-mi|codestral|ministral|pixtral|devstral|magistral|qwen|Qwen|qwq|gemma|phi|deepseek|command|"
    r"embed-|rerank|grok|sonar|glm|kimi|moonshot|doubao|ernie|voyage|jina|jamba|us\.|eu\.|apac\.|global\.|anthropic\.|"
    r"amazon\.|meta\.|cohere\.|bert|distil|roberta|xlm|albert|t5|all-|paraphrase|multi-qa|msmarco|nomic|mxbai|bge-|"
    r"snowflake|yolo|sam|en_core|ViT|RN50|vit|resnet|convnext|efficientnet|starcoder|falcon|vicuna|tinyllama|orca|"
    r"granite|smollm|learnlm|imagen|veo|nova|pretrained=|model=)[\w./:@,=+-]*)[\"']"
)
_EMBEDDED = re.compile(r"\"\w*model\w*\\?\"\s*:\s*\\?\"|[\s\"']pretrained=\S|huggingface\.co/\w|https?://hf\.co/")
_TRIPLE = re.compile(r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''", re.S)
_CALL = re.compile(r"(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)\(")
_IMPORT = re.compile(r"[ \t]*(?:from|import)[ \t]+(\w+)")
_RULES = rules_by_name()
#: Callables that need no import to be believed.
_ANYWHERE = frozenset(name for name, rules in _RULES.items() if any(not rule.modules for rule in rules))
_PACKAGES = frozenset(module for rules in _RULES.values() for rule in rules for module in rule.modules)
#: Statements that belong to the one before them.
_TAILS = ("else", "elif", "except", "finally", "case ")
_SMALL = 4_000
_LONG_CLASS = 40


class Selection(NamedTuple):
    """The text to parse (empty if nothing in the code is of interest) and quoted names outside the code."""

    text: str
    #: Names in docstrings and comments with their line and column.
    prose: tuple[tuple[str, int, int], ...]


def select(text: str) -> Selection:
    """Blank what cannot name a model."""
    quoted = _QUOTED.search(text)
    packages = _packages(text)
    if quoted is None and not packages and not _EMBEDDED.search(text):
        return Selection("", ())
    code = _TRIPLE.sub(_blank, text) if '"""' in text or "'''" in text else text
    starts = _line_starts(code)
    marked: set[int] = set()
    prose: list[tuple[str, int, int]] = []
    for match in _QUOTED.finditer(text):
        line = bisect_right(starts, match.start()) - 1
        begin = starts[line]
        if code[match.start() : match.end()] != match[0]:
            inside = _triple_line(text, match.start())
            if inside is None:
                prose.append((match["name"], line + 1, match.start("name") - text.rfind("\n", 0, match.start())))
            else:
                marked.add(line)
        elif "#" in code[begin : match.start()] and _is_comment(code[begin : match.start()]):
            prose.append((match["name"], line + 1, match.start("name") - begin + 1))
        else:
            marked.add(line)
    marked.update(bisect_right(starts, m.start()) - 1 for m in _EMBEDDED.finditer(text))
    marked.update(bisect_right(starts, at) - 1 for at in _calls(code, packages))
    if "_Weights." in code:
        marked.update(bisect_right(starts, m.start()) - 1 for m in re.finditer(r"_Weights\.", code))
    if not marked:
        return Selection("", tuple(prose))
    if len(text) <= _SMALL:
        return Selection(text, tuple(prose))
    return Selection(_kept(text.split("\n"), code.split("\n"), marked), tuple(prose))


def _packages(text: str) -> set[str]:
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
    return found & _PACKAGES


def _calls(code: str, packages: set[str]) -> Iterator[int]:
    """Offsets of calls that a rule may fit, with what the file imports."""
    names = set(_ANYWHERE)
    names.update(name for name, rules in _RULES.items() if any(rule.modules & packages for rule in rules))
    for match in _CALL.finditer(code):
        if match[2] in names:
            for rule in _RULES[match[2]]:
                inner = [part for part in rule.path if part != "*"]
                if (not rule.modules or rule.modules & packages) and (
                    len(inner) < 2 or match[1] in (inner[-2], None) or inner[-2] in ("chat", "models")
                ):
                    yield match.start()
                    break


def _triple_line(text: str, at: int) -> int | None:
    """For a name inside a triple-quoted string: its offset if the string is a value, ``None`` if it is a docstring."""
    before = text.rfind("\n", 0, max(text.rfind('"""', 0, at), text.rfind("'''", 0, at), 0)) + 1
    opener = text[before : max(text.rfind('"""', 0, at), text.rfind("'''", 0, at), 0)]
    return at if re.search(r"[=(,:\[]\s*[rbfuRBFU]{0,2}$", opener) and not opener.lstrip().startswith("def ") else None


def _is_comment(before: str) -> bool:
    """Whether a ``#`` outside quotes stands before, as far as counting tells."""
    head = before.partition("#")[0]
    return head.count('"') % 2 == 0 and head.count("'") % 2 == 0


def _blank(match: re.Match[str]) -> str:
    """A triple-quoted string as an empty one of the same length, so that offsets and lines stay."""
    inner = match[0][3:-3]
    spaces = "\n".join(" " * len(part) for part in inner.split("\n")) if "\n" in inner else " " * len(inner)
    return match[0][:3] + spaces + match[0][-3:]


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _blocks(code: list[str], first: int, last: int, indent: int) -> Iterator[tuple[int, int]]:
    """Spans of the statements that begin at ``indent``; decorators stand with what they decorate."""
    begin, decorated = first, False
    for number in range(first, last):
        line = code[number]
        if len(line) <= indent or line[indent] in " \t#)]}\\\r" or (indent and line[:indent].strip()):
            continue
        body = line[indent:]
        if body.startswith(_TAILS) or body[0] in "\"'" and not body.startswith(('"""', "'''")):
            continue
        if number > begin and not decorated:
            yield begin, number
            begin = number
        decorated = body.startswith("@")
    if begin < last:
        yield begin, last


def _kept(lines: list[str], code: list[str], marked: set[int]) -> str:
    kept = [""] * len(lines)
    ordered = sorted(marked)

    def hit(begin: int, end: int) -> bool:
        at = bisect_right(ordered, begin - 1)
        return at < len(ordered) and ordered[at] < end

    for begin, end in _blocks(code, 0, len(code), 0):
        head = _head(code, begin, end, 0)
        if not _plain(head, end - begin) and not hit(begin, end):
            continue
        if head.startswith("class ") and end - begin > _LONG_CLASS:
            _class(lines, code, begin, end, kept, hit)
        else:
            kept[begin:end] = lines[begin:end]
    return "\n".join(kept)


def _class(lines: list[str], code: list[str], begin: int, end: int, kept: list[str], hit: object) -> None:
    """The head of a class, its plain assignments, its constructor, and the methods with a mark."""
    body = next((n for n in range(begin + 1, end) if code[n].strip() and code[n][0] in " \t" and _opens(code, begin, n)), end)
    indent = len(code[body]) - len(code[body].lstrip()) if body < end else 0
    if not indent:
        kept[begin:end] = lines[begin:end]
        return
    kept[begin:body] = lines[begin:body]
    empty = True
    for start, stop in _blocks(code, body, end, indent):
        head = _head(code, start, stop, indent)
        if _plain(head, stop - start) or "def __init__(" in head or hit(start, stop):  # type: ignore[operator]
            kept[start:stop] = lines[start:stop]
            empty = False
    if empty:
        kept[body] = " " * indent + "pass"


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
