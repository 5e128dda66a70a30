"""Keep the blocks of a Python text that have a mark, and what others refer to; blank the rest, so that lines stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from smallprint.collect.python_page import Page
from smallprint.late import late

__all__ = ["keep"]

#: Statements that belong to the one before them.
_TAILS = ("else", "elif", "except", "finally", "case ")
#: A definition or compound statement of more lines is gone through statement by statement.
_LONG = 12
_DEFINITIONS = ("class ", "def ", "async def ")
_OPENERS = ("class ", "def ", "async ", "if ", "for ", "while ", "with ")
#: A statement that gives something a name or hands it back; others need a mark of their own.
_GIVES = late(r"(?:[\w.,* \[\]\"']+(?::[^=\n]*)?=(?!=)|return\b)\s*(?:await\s+)?(?:(?P<call>[\w.]+)\()?")
#: An import or a value that is no call, whatever its indentation.
_NAMED = late(r"\s*(?:import |from |[\w.]+\s*=\s*[\w.]*(?:[^\w.(=]|\Z))")
_LIST = late(r"[ \t]*(?P<name>\w{3,})[ \t]*(?::[^=]+)?=[ \t]*[\[{(]")
_LONG_LIST = 60
_CALLED = late(r"(\w+)\(")
_ASSIGNED = late(r"\s*(\w+)[^=()\"']*=(?!=)")
_WORD = late(r"\w+")
_PART = late(r"\{\w+\.(\w+)\}")
_CLASS = late(r"class (\w+)[(:]")
_DEFINES = late(r"(?:def|class)\s+\Z")
_DEFINED = late(r"\s*(?:async\s+)?(?P<kind>def|class)\s+(?P<name>\w+)")
#: A definition is looked for so many lines above.
_FAR = 120
#: A function of so many lines is parsed for its parameters' sake: a caller may pass the name.
_SHORT_BLOCK = 40
#: So many arguments above a name are looked through for the call that takes it.
_ARGUMENTS = 5
#: Unmarked statements of more lines are left out: simple ones, and an ``if`` or ``try`` that gives names.
_SHORT = 25
_FEW = 10


def keep(page: Page, marked: set[int], weak: set[int], handed: set[int]) -> tuple[str, list[int]]:
    """The text with blocks without a mark blanked, and the lines of open calls (``weak``) in those.

    ``handed``: lines of calls whose argument the callers of the function around may give.
    """
    return _Keeper(page, _Marks(marked, weak), handed).run()


class _Keeper:
    """Goes through a text block by block and notes which lines to keep."""

    def __init__(self, page: Page, marks: _Marks, handed: set[int]) -> None:
        self.page = page
        self.lines, self.code = page.text.split("\n"), page.code.split("\n")
        self.marks = marks
        marks.add(self._uses_of_lists(page))
        self.kept = [""] * len(self.lines)
        #: What is defined here, and where: calling it may pass a name on.
        self.defined: dict[str, int] = {}
        at = 0
        for part in page.text.split("def "):
            if at and (name := _WORD.match(part)):
                self.defined[name[0]] = at
            at += len(part) + 4
        #: Classes likewise: the order of their fields says which argument is which.
        self.classes = {match[1]: match.start(1) for match in _CLASS.finditer(page.code)}
        marks.add(self._callees(marks.sure))
        marks.add(self._callers(page, handed))
        marks.add(self._options(page))
        #: What a line with a name gives it to.
        self.named = {match[1] for line in marks.sure if (match := _ASSIGNED.match(self.code[line]))}

    def run(self) -> tuple[str, list[int]]:
        sure = self._block(0, len(self.code), "", in_class=False)
        return "\n".join(self.kept) if sure else "", self.marks.open_lines

    def _callees(self, marked: list[int]) -> list[int]:
        """The short functions of the file that lines with a name call: what they do with it is said there."""
        called: set[str] = set()
        for line in marked:
            first = line
            while first > line - _ARGUMENTS and self.code[first].lstrip()[:1] in ('"', "'"):
                first -= 1  # an argument on a line of its own
            called.update(name for text in self.code[first : line + 1] for name in _CALLED.findall(text))
        lines = [self.page.line(self.defined[name]) for name in called & self.defined.keys()]
        lines += [self.page.line(self.classes[name]) for name in called & self.classes.keys()]
        return [line for line in lines if self._is_short(line)]

    def _callers(self, page: Page, handed: set[int]) -> list[int]:
        """Lines that call the functions and classes around calls whose argument is a name: they may give it."""
        names = {name for line in handed if (name := self._definition_around(line))}
        found: list[int] = []
        for name in names:
            at = page.code.find(f"{name}(")
            while at >= 0:
                if page.code[at - 1 : at] in (" ", "=", "(", ".", "[", ",", "\n") and not _DEFINES.search(
                    page.before(at)
                ):
                    found.append(page.line(at))
                at = page.code.find(f"{name}(", at + len(name))
        return found

    def _options(self, page: Page) -> list[int]:
        """Lines of options that are a part of a name: ``f"org/name-{args.size}"``."""
        parts = {part for line in self.marks.sure for part in _PART.findall(self.code[line])}
        if not parts or "add_argument(" not in page.code:
            return []
        ends = [f"--{part}{quote}" for word in parts for part in {word, word.replace("_", "-")} for quote in "\"'"]
        return [page.line(at) for end in ends if (at := page.code.find(end)) >= 0]

    def _definition_around(self, line: int) -> str:
        """The function around a line, if it takes arguments; for a constructor its class."""
        text = self.code[line]
        indent = len(text) - len(text.lstrip())
        if not indent:
            return ""
        sought = "def"
        for number in range(line - 1, max(line - _FAR, -1), -1):
            text = self.code[number]
            inner = len(text) - len(text.lstrip())
            if inner >= indent or not text.strip():
                continue
            indent = inner
            if match := _DEFINED.match(text):
                if match["kind"] != sought:
                    continue
                if match["name"] != "__init__":
                    return match["name"]
                sought = "class"
            elif not indent:
                return ""
        return ""

    def _is_short(self, line: int) -> bool:
        """Whether the definition that begins on ``line`` ends soon."""
        indent = len(self.code[line]) - len(self.code[line].lstrip())
        after = self.code[line + 1 : line + _SHORT_BLOCK]
        ends = (text.strip() and len(text) - len(text.lstrip()) <= indent and text.strip()[0] != ")" for text in after)
        return len(after) < _SHORT_BLOCK - 1 or any(ends)

    def _uses_of_lists(self, page: Page) -> list[int]:
        """Lines that use a list or dict of names by its own name: what happens to its items is said there."""
        names = {name for line in self.marks.sure if (name := self._list_around(line))}
        found: list[int] = []
        for name in names:
            at = page.code.find(name)
            while at >= 0:
                found.append(page.line(at))
                at = page.code.find(name, at + len(name))
        return found

    def _list_around(self, line: int) -> str:
        """The name of the list or dict that is given on ``line``, or of which ``line`` is an item."""
        indent = len(self.code[line]) - len(self.code[line].lstrip())
        for number in range(line, max(line - _LONG_LIST, -1), -1):
            text = self.code[number]
            if match := _LIST.match(text):
                return match["name"]
            if number == line and text[indent : indent + 1] not in ('"', "'", "(", "[", "{"):
                return ""
            if text.strip() and len(text) - len(text.lstrip()) < indent:
                return ""
        return ""

    def _spans(self, first: int, last: int, prefix: str) -> Iterator[tuple[int, int]]:
        """Spans of the statements that begin behind ``prefix``; decorators stand with what they decorate."""
        text, starts = self.page.code, self.page.starts
        begin, decorated = first, self.code[first].startswith("@", len(prefix))
        for match in _begins(prefix).finditer(text, starts[first], starts[last] - 1):
            at = match.end()
            if text.startswith(_TAILS, at) or text[match.start() - 1] == "\\":
                continue
            if text[at] in "\"'" and not text.startswith(('"""', "'''"), at):
                continue
            number = self.page.line(at)
            if not decorated:
                yield begin, number
                begin = number
            decorated = text[at] == "@"
        yield begin, last

    def _block(self, first: int, last: int, prefix: str, *, in_class: bool) -> bool:
        """Keep what matters of the statements that begin behind ``prefix``; whether one of them has a mark."""
        spans = list(self._spans(first, last, prefix))
        without = [span for span in spans if not self._statement(*span, prefix)]
        if len(without) < len(spans) or not prefix:
            for begin, end in without:
                if self._gives(self._head(begin, end, len(prefix)), begin, end, in_class=in_class):
                    self._keep(begin, end, len(prefix))
        return len(without) < len(spans)

    def _statement(self, begin: int, end: int, prefix: str) -> bool:
        """Keep a statement with a mark, whole or what matters of it."""
        if not self.marks.any(begin, end):
            return False
        indent = len(prefix)
        head = self._head(begin, end, indent)
        if end - begin <= _LONG or not head.startswith(_OPENERS):
            if not self.marks.keep(begin, end):
                return False
            self._keep(begin, end, indent)
            return True
        body = next((n for n in range(begin + 1, end) if self.code[n].strip() and self._opens(begin, n)), end)
        inner = self.code[body][: -len(self.code[body].lstrip())] if body < end else ""
        # A mark in the head gives the parameters: ``@pytest.mark.parametrize``, a default.
        if len(inner) <= indent or self.marks.any_sure(begin, body):
            self._keep(begin, end, indent)
            return True
        if not self._block(body, end, inner, in_class=head.startswith("class ")):
            return False
        self._keep(begin, body, indent)
        return True

    def _keep(self, begin: int, end: int, indent: int) -> None:
        """Keep lines of a statement; an ``else`` further out, whose own statements may go, is left out."""
        if indent:
            end = next((n for n in range(begin + 1, end) if self._is_outside(n, indent)), end)
        self.kept[begin:end] = self.lines[begin:end]

    def _is_outside(self, number: int, indent: int) -> bool:
        return bool(self.code[number][:indent].strip()) and not self.code[number - 1].endswith("\\")

    def _gives(self, head: str, begin: int, end: int, *, in_class: bool) -> bool:
        """Whether a statement without a mark is kept for what it gives a name to: an import, a value, an option."""
        if head.startswith(("import ", "from ")):
            return True
        code = self.code[begin:end]
        if "add_argument(" in head:
            return any("model" in line or "data" in line for line in code)
        if in_class and "def __init__(" in head:
            return True
        if head.startswith(("if ", "try:")) and end - begin <= _FEW:
            return any(_NAMED.match(line) for line in code)
        if end - begin > (_FEW if head.startswith(_OPENERS) else _SHORT) or head.startswith(_DEFINITIONS):
            return False
        if any(name in self.defined for line in code if "(" in line for name in _CALLED.findall(line)):
            return True
        given = _GIVES.match(head)
        if given is None or not given["call"]:
            return given is not None
        # The result of somebody's function is no name, unless it is given one or may keep one.
        called = given["call"].rpartition(".")[2]
        return not called.islower() or any(
            '"' in line or "'" in line or not self.named.isdisjoint(_WORD.findall(line)) for line in code
        )

    def _opens(self, begin: int, number: int) -> bool:
        """Whether the head of a compound statement is complete before ``number``."""
        head = " ".join(line.partition("#")[0] for line in self.code[begin:number])
        return head.rstrip().endswith(":") and head.count("(") == head.count(")")

    def _head(self, begin: int, end: int, indent: int) -> str:
        for number in range(begin, end):
            body = self.code[number][indent:]
            if body.strip() and not body.startswith(("@", "#", " ", ")")):
                return body
        return ""


@lru_cache(maxsize=64)
def _begins(prefix: str) -> re.Pattern[str]:
    """Where a line begins with ``prefix`` and then with what may begin a statement."""
    return re.compile("\n" + re.escape(prefix) + r"(?=[^\s#)\]}\\])")


class _Marks:
    """Lines with a name, and lines with a call whose argument is open."""

    def __init__(self, sure: set[int], weak: set[int]) -> None:
        self.sure = sorted(sure)
        self.weak = sorted(weak)
        self.open_lines: list[int] = []

    def add(self, lines: list[int]) -> None:
        """Further lines to be kept."""
        if lines:
            self.sure = sorted({*self.sure, *lines})

    def any(self, begin: int, end: int) -> bool:
        """Whether any mark stands in a block."""
        return bool(_between(self.sure, begin, end) or _between(self.weak, begin, end))

    def any_sure(self, begin: int, end: int) -> bool:
        """Whether a line with a name stands in a block."""
        return bool(_between(self.sure, begin, end))

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
