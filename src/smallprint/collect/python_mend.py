"""Python that does not parse for a few lines' sake: Python 2, merge marks, a slip of the hand. The rest is parsed."""

from __future__ import annotations

import ast
import re
import warnings

from smallprint.late import late

__all__ = ["mend"]

#: Times that a file is parsed again, each with one line less; long files are not tried so often.
_TIMES, _BYTES = 24, 2_000_000
_INDENT = late(r"[ \t]*")
#: What Python 2 writes otherwise, and how it is written since.
_OLD = (
    (late(r"^([ \t]*)(?:print|exec)[ \t]+(?![=(.\[]|in\b)[^\n]*$", re.M), r"\1pass"),
    (late(r"^([ \t]*except[ \t]+[\w.() ,]{1,100}?)[ \t]*,[ \t]*(\w+)[ \t]*:", re.M), r"\1 as \2:"),
    (late(r"^([ \t]*raise[ \t]+[\w.]+)[ \t]*,[^\n]*$", re.M), r"\1"),
)


def mend(text: str) -> tuple[ast.Module, list[int]] | None:
    """The tree of ``text`` without the lines that are no Python 3, and their numbers; ``None`` if they are too many."""
    for pattern, written in _OLD:
        text = pattern.sub(written, text)
    lines = text.split("\n")
    dropped: list[int] = []
    for _ in range(min(_TIMES, _BYTES // (len(text) + 1))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse("\n".join(lines)), dropped
        except TabError:
            lines = "\n".join(lines).expandtabs(8).split("\n")
        except SyntaxError as error:
            number = error.lineno or 0
            if not 0 < number <= len(lines) or not (line := lines[number - 1]).strip():
                return None
            indent = _INDENT.match(line)
            # A block keeps a statement; where even that is one too many, nothing.
            lines[number - 1] = "" if line.strip() == "pass" else (indent[0] if indent else "") + "pass"
            dropped.append(number)
        except (ValueError, RecursionError, MemoryError):
            return None
    return None
