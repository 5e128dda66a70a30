"""Terraform and other HCL, Bicep, protobuf text and Nix: blocks in braces, ``key = value`` or ``key: value``.

One scanner for the four: they share braces, quotes and comments, and only keys and values matter here. A full HCL
parser builds a tree of every expression and takes seconds on a large module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smallprint.collect.detector import Found
from smallprint.collect.events import CLOSE, END, MAP, NOTE, SEQ, VALUE, Event, Lines
from smallprint.collect.json import unquote
from smallprint.collect.keyed import Reader
from smallprint.fs import Source

__all__ = ["events", "find"]

_SPACE = r"(?P<space>[ \t\r]+)|(?P<line>\n)"
_SIGNS = (
    r'|(?P<double>"(?:[^"\\\n]|\\.)*+"?)'
    r"|(?P<single>'(?:[^'\\\n]|\\.)*+'?)"
    r"|(?P<compare>[=!]=)|(?P<other>[<>]=|=>|&&|\|\|)"
    r"|(?P<sign>[\[\]{}()=,:?])"
)
_TOKEN = re.compile(
    _SPACE + r"|(?P<note>#[^\n]*|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)"
    r"|(?P<here><<[-~]?(?P<tag>\w+)\n)"
    r"|(?P<long>'''(?:[^']|'(?!''))*+(?:''')?)" + _SIGNS + r"|(?P<word>[^\s\[\]{}()=,:?\"'#]+|[\"'])",
    re.S,
)
#: Nix has ``''`` for texts of many lines, no comments of two slashes (they join sets), and ends statements by ``;``.
_NIX = re.compile(
    _SPACE + r"|(?P<note>#[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)"
    r"|(?P<long>''(?:[^']|'(?!')|''['$\\])*+(?:'')?)"
    + _SIGNS
    + r"|(?P<stop>;)|(?P<word>[^\s\[\]{}()=,:?;\"'#]+|[\"'])",
    re.S,
)
#: A program by its package, in Nix: ``${lib.getExe pkgs.vllm}``.
_PROGRAM = re.compile(r"\$\{(?:lib\.)?getExe (?:\w+\.)*(?P<name>[\w-]+)\}")
_SUFFIXES = {".bicep": "bicep", ".bicepparam": "bicep", ".pbtxt": "pbtxt", ".nix": "nix"}


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a Terraform, HCL, Bicep, protobuf text or Nix file."""
    kind = _SUFFIXES.get(source.suffix, "terraform")
    yield from Reader(source.path, kind, text=source.text).read(events(source.lines, nix=kind == "nix"))


def events(lines: Sequence[str], first_line: int = 1, *, nix: bool = False) -> Iterator[Event]:
    """Events of braces text. The labels of a block (``variable "model_id" {``) are keys around it."""
    tokens, quotes = (_NIX, 2) if nix else (_TOKEN, 3)
    text = "\n".join(lines)
    if nix:
        text = _PROGRAM.sub(lambda program: program["name"].rjust(len(program[0])), text)
    at = Lines(text)
    shift = first_line - 1
    # Sign, how many containers it opened, and the statement it stands in.
    stack: list[tuple[str, int, str, bool]] = []
    words: list[str] = []  # of the statement so far, before its sign
    key = ""
    assigned = compared = False
    position, size = 0, len(text)
    while position < size:
        token = tokens.match(text, position)
        if token is None:
            position += 1
            continue
        kind, position = token.lastgroup, token.end()
        kind = "here" if kind == "tag" else kind
        if kind == "space" or kind == "other":
            continue
        if kind == "compare":
            compared = True  # ``host == "openai" ? "gpt-4o" : ""``: what is compared is no value
            continue
        line, column = at.at(token.start())
        line += shift
        if kind == "note":
            yield Event(NOTE, "", token[0], line, column)
        elif kind == "here":
            end = re.compile(rf"^[ \t]*{token['tag']}[ \t]*$", re.M).search(text, position)
            stop = end.start() if end else size
            yield Event(VALUE, key, text[position:stop].rstrip("\n"), line + 1, 1, "|")
            position, key, assigned, words = (end.end() if end else size), "", False, []
        elif kind in ("line", "stop") or token[0] == ",":
            if kind != "line" or not (nix or (stack and stack[-1][0] == "(")):
                words, key, assigned = [], "", False
        elif kind == "sign":
            sign = token[0]
            if nix and sign == ":":
                words, key, assigned = [], "", False  # the head of a function
            elif (sign in "=:" and not (assigned and sign == ":")) or (nix and sign == "?"):
                # Bicep: ``param modelName string = 'x'``: the name is the second word.
                named = (
                    words[1]
                    if len(words) > 1 and words[0] in ("param", "var", "output", "let")
                    else (words[-1] if words else "")
                )
                key, assigned, words = named, True, []
            elif sign in "[{(":
                labels = [key] if assigned else words
                if sign == "(":
                    stack.append(("(", 0, key, assigned))
                    continue
                if labels == ["default"]:
                    labels = []  # of a variable, whose own name says more
                opened = 0
                for label in labels[:-1]:
                    opened += 1
                    yield Event(MAP, label, "", line, column)
                yield Event(SEQ if sign == "[" else MAP, labels[-1] if labels else "", "", line, column)
                stack.append((sign, opened + 1, "", False))
                words, key, assigned = [], "", False
            elif sign in "]})" and stack:
                # Behind a call its statement goes on: ``!empty(x) ? x : "gpt-4o"``.
                _, count, key, assigned = stack.pop()
                yield from (Event(CLOSE) for _ in range(count))
                words = []
        else:
            quote = {"long": quotes, "double": 1, "single": 1}.get(kind or "", 0)
            if compared:
                compared = False
                continue
            value = _text(token[0], kind or "", quote)
            in_list = bool(stack) and stack[-1][0] == "["
            if assigned or (in_list and quote):
                if quote:
                    yield Event(VALUE, key, value, line, column + quote, "|" if kind == "long" else '"')
            else:
                words.append(value)
    yield from (Event(CLOSE) for _, count, _, _ in stack for _ in range(count))
    yield Event(END)


def _text(token: str, kind: str, quote: int) -> str:
    if kind == "double" and len(token) > 1 and token[-1] == '"':
        return unquote(token)
    if not quote:
        return token
    closed = len(token) >= 2 * quote and token[-1] in "\"'"
    return token[quote : len(token) - quote] if closed else token[quote:]
