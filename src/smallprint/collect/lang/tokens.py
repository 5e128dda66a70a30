"""Cut a source file into words, strings and brackets, and note which bracket holds which token."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from smallprint.collect.lang.syntax import Syntax, pattern_of

__all__ = ["Code", "code_part"]

_OPEN = {"(": ")", "[": "]", "{": "}"}
_CLOSE = {")": "(", "]": "[", "}": "{"}
#: After these a slash divides; after anything else it may open a regular expression.
_VALUE_ENDS = frozenset({")", "]", "}"})
_WORDS_BEFORE_VALUE = frozenset(
    {
        "return",
        "typeof",
        "case",
        "in",
        "of",
        "delete",
        "void",
        "throw",
        "new",
        "do",
        "else",
        "if",
        "when",
        "and",
        "or",
        "not",
        "unless",
        "while",
        "until",
        "match",
    }
)
_REGEX = re.compile(r"/(?![*/ =])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}+\]){1,500}+/[a-z]*")
_TEMPLATE = re.compile(r"(?:[^`\\$]++|\\.?|\$(?!\{))*+", re.DOTALL)
_PERCENT_WORDS = re.compile(r"%[wWiI]([\[({<|])")
_ESCAPE = re.compile(r"\\(u\{?[0-9a-fA-F]{1,6}\}?|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\n": ""}
#: Longer strings are bundles or prose; no name is in them.
_LONGEST = 4000
#: How often a string that runs to the end of the file is cut at its line instead.
_MOST_UNCLOSED = 20


class Code:
    """The tokens of a file. All lists run in step: ``kind`` (``id str num op``), ``text``, ``at`` (offset).

    ``match[i]`` is the other bracket of bracket ``i`` (or -1), ``parent[i]`` the bracket that encloses token ``i`` (or
    -1), ``fresh[i]`` says that token ``i`` is the first of its line, ``turn[i]`` how many commas stand before it in
    its bracket. A template literal with holes is a bracket of its own: a backquote opens it, a backquote closes it,
    its fixed text stands inside as ``str`` tokens and each hole as ``{…}``.
    """

    def __init__(self, source: str, syntax: Syntax) -> None:
        self.source = source
        self.syntax = syntax
        self.kind: list[str] = []
        self.text: list[str] = []
        self.at: list[int] = []
        self.match: list[int] = []
        self.parent: list[int] = []
        self.fresh: list[bool] = []
        self.turn: list[int] = []
        self._turns: list[int] = [0]
        #: Where to go on after this line, when a here-document began on it.
        self._after_line = 0
        self._unclosed = 0
        self._stack: list[int] = []
        #: How many of each opening bracket are on the stack, so that a stray closing one is seen at once.
        self._open = {"(": 0, "[": 0, "{": 0, "`": 0}
        self._fresh = True
        self._lex()

    def __len__(self) -> int:
        return len(self.kind)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.source))]

    def place(self, token: int) -> tuple[int, int]:
        """Line and column from 1 of a token."""
        line = bisect_right(self._lines, self.at[token])
        return line, self.at[token] - self._lines[line - 1] + 1

    def line_at(self, offset: int) -> tuple[int, int]:
        """Line and column from 1 of an offset in the source."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def uses(self) -> dict[str, list[int]]:
        """Name -> the tokens that are this name."""
        found: dict[str, list[int]] = {}
        for token, kind in enumerate(self.kind):
            if kind == "id":
                found.setdefault(self.text[token].lstrip("@$#"), []).append(token)
        return found

    def _add(self, kind: str, text: str, at: int) -> int:
        token = len(self.kind)
        self.kind.append(kind)
        self.text.append(text)
        self.at.append(at)
        self.match.append(-1)
        self.parent.append(self._stack[-1] if self._stack else -1)
        self.fresh.append(self._fresh)
        self.turn.append(self._turns[-1])
        if text == "," and kind == "op":
            self._turns[-1] += 1
        self._fresh = False
        return token

    def _push(self, text: str, at: int) -> None:
        self._stack.append(self._add("op", text, at))
        self._turns.append(0)
        self._open[text] += 1

    def _pop(self, wanted: str, text: str, at: int) -> None:
        """Close the innermost ``wanted`` bracket; what was left open inside it is closed with it."""
        if not self._open[wanted]:
            self._add("op", text, at)
            return
        while True:
            opener = self._stack.pop()
            self._turns.pop()
            self._open[self.text[opener]] -= 1
            if self.text[opener] == wanted:
                break
        token = self._add("op", text, at)
        self.match[opener], self.match[token] = token, opener

    def _lex(self) -> None:
        source, syntax = self.source, self.syntax
        pattern = pattern_of(syntax).match
        absent: set[str] = set()
        #: Depth of ``{`` at which each template that is open goes on.
        templates: list[int] = []
        position, end = 0, len(source)
        while position < end:
            found = pattern(source, position)
            if not found:
                break  # only blanks are left
            kind, stop = found.lastgroup or "op", found.end()
            text = found[kind]
            position = stop - len(text)
            if kind == "op":
                if text in _OPEN:
                    self._push(text, position)
                elif text in _CLOSE:
                    self._pop(_CLOSE[text], text, position)
                    if text == "}" and templates and self._open["{"] < templates[-1]:
                        templates.pop()
                        stop = self._template(stop, templates)
                elif text == "`" and syntax.templates:
                    stop = self._open_template(position, templates)
                elif text == "/" and syntax.slashes and self._may_be_regex():
                    literal = _REGEX.match(source, position)
                    stop = literal.end() if literal else stop
                    self._add("num" if literal else "op", "/", position)
                elif text == "%" and syntax.name == "ruby" and (words := _PERCENT_WORDS.match(source, position)):
                    stop = self._percent_words(words)
                else:
                    self._add("op", text, position)
            elif kind == "id":
                self._add("id", text, position)
            elif kind == "str":
                if stop == end and self._unclosed < _MOST_UNCLOSED and "\n" in found[0] and found[0][-1] not in "\"'`":
                    # It never ends: more likely an apostrophe that our table does not know than one long string.
                    self._unclosed += 1
                    stop = source.index("\n", position)
                self._string(source[position:stop], position)
            elif kind == "num":
                self._add("num", text, position)
            elif kind == "fence":
                stop = self._fence(position, stop, absent)
            elif kind == "nl":
                self._fresh = True
                if self._after_line:
                    stop, self._after_line = self._after_line, 0
            elif kind == "comment" and "\n" in found[0]:
                self._fresh = True
            position = stop

    def _string(self, raw: str, at: int) -> None:
        lead = len(raw) - len(raw.lstrip(":$@bBrRfFnNeE"))
        quote = raw[lead : lead + 1]
        body = raw[lead + 1 : -1] if len(raw) > lead + 1 and raw.endswith(quote) else raw[lead + 1 :]
        if "@" in raw[:lead] or quote == "`" or self.syntax.name == "sql":
            body = body.replace(quote * 2, quote)
        elif "\\" in body and len(body) < _LONGEST and "r" not in raw[:lead].lower():
            body = _ESCAPE.sub(_unescape, body)
        token = self._add("str", body if len(body) < _LONGEST else "", at + lead)
        if "\n" in raw and token:
            self._fresh = False

    def _fence(self, at: int, stop: int, absent: set[str]) -> int:
        """A long quote: how it opened says how it ends. One that never ends is stepped over, and searched for once."""
        opening = self.source[at:stop]
        for pattern, closing in self.syntax.fences:
            if match := re.fullmatch(pattern, opening):
                closing = closing.format(*match.groups())
                break
        else:
            return stop
        if closing in absent or len(absent) > 64:
            return at + 1
        if closing.startswith("\n"):
            return self._here(at, stop, closing, absent)
        end = self.source.find(closing, stop)
        if end < 0:
            absent.add(closing)
            return at + 1
        body = self.source[stop:end]
        self._add("str", body if len(body) < _LONGEST else "", at)
        return end + len(closing)

    def _here(self, at: int, stop: int, closing: str, absent: set[str]) -> int:
        """A here-document: its text begins on the next line, and the rest of this line is code."""
        found = None
        if not self._after_line:
            found = re.compile(rf"\n[ \t]*{re.escape(closing[1:])}\b").search(self.source, stop)
            if not found:
                absent.add(closing)
                return at + 1
            self._after_line = found.end()
        start = self.source.find("\n", stop) if found else -1
        body = self.source[start + 1 : found.start()] if found and 0 <= start < found.start() else ""
        self._add("str", body if len(body) < _LONGEST else "", at)
        return stop

    def _may_be_regex(self) -> bool:
        if not self.kind:
            return True
        kind, text = self.kind[-1], self.text[-1]
        if kind == "id":
            return text in _WORDS_BEFORE_VALUE
        return kind == "op" and text not in _VALUE_ENDS and text != "<"

    def _open_template(self, at: int, templates: list[int]) -> int:
        body = _TEMPLATE.match(self.source, at + 1)
        stop = body.end() if body else at + 1
        if self.source.startswith("`", stop):
            self._add("str", self.source[at + 1 : stop] if stop - at < _LONGEST else "", at)
            return stop + 1
        self._push("`", at)
        return self._template(at + 1, templates)

    def _template(self, position: int, templates: list[int]) -> int:
        """Read the fixed text of a template from ``position`` to its next hole or its end."""
        body = _TEMPLATE.match(self.source, position)
        stop = body.end() if body else position
        if stop > position:
            self._add("str", self.source[position:stop][:_LONGEST], position)
        if self.source.startswith("${", stop):
            self._push("{", stop + 1)
            templates.append(self._open["{"])
            return stop + 2
        self._pop("`", "`", stop)
        return stop + 1

    def _percent_words(self, words: re.Match[str]) -> int:
        opener = words[1]
        closer = {"[": "]", "(": ")", "{": "}", "<": ">"}.get(opener, opener)
        end = self.source.find(closer, words.end(), words.end() + _LONGEST)
        if end < 0:
            self._add("op", "%", words.start())
            return words.start() + 1
        self._push("[", words.start())
        for number, word in enumerate(re.finditer(r"\S+", self.source[words.end() : end])):
            if number:
                self._add("op", ",", words.end() + word.start())
            self._add("str", word[0], words.end() + word.start())
        self._pop("[", "]", end)
        return end + 1


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _PLAIN.get(code, code)


def code_part(text: str, part: str) -> str:
    """``text`` with everything that is not code blanked out; offsets and lines stay as they are.

    ``part`` is ``script`` (``<script>`` of a page), ``php`` (between ``<?php`` and ``?>``), ``fence`` (fenced blocks
    of a Markdown file) or ``all``.
    """
    if part == "all":
        return text
    if part == "php" and "<?" not in text:
        return text
    openings = {
        "script": re.compile(r"<script\b[^>]{0,400}>", re.IGNORECASE),
        "php": re.compile(r"<\?(?:php\b|=)?"),
        "fence": re.compile(r"^`{3,6}[ \t]*elixir[^\n]*\n", re.MULTILINE),
    }
    closings = {
        "script": re.compile(r"</script", re.IGNORECASE),
        "php": re.compile(r"\?>"),
        "fence": re.compile(r"^```", re.MULTILINE),
    }
    kept: list[str] = []
    position = 0
    while opening := openings[part].search(text, position):
        kept.append(_blank(text[position : opening.end()]))
        closing = closings[part].search(text, opening.end())
        position = closing.start() if closing else len(text)
        kept.append(text[opening.end() : position])
    kept.append(_blank(text[position:]))
    return "".join(kept)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
