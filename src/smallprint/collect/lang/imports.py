"""Which constants an import brings in by their bare name, and from where."""

from __future__ import annotations

import re

from smallprint.collect.lang.tokens import Code

__all__ = ["imports_of"]

_MOST = 400
#: Packages whose constants are written bare in JavaScript: ``model: gemini15Flash``.
_PACKAGES = re.compile(r"^(?:@genkit-ai/|genkitx?-|@ai-sdk/|llamaindex|@llamaindex/)")
_JOINTS = frozenset({".", "::"})
#: Where a project's own constants come from; those are read where they are defined.
_OWN = frozenset({"crate", "self", "super"})


def imports_of(code: Code) -> tuple[dict[str, str], tuple[str, ...]]:
    """Constant -> the name it was taken from, and the names of which everything was taken (``Owner.*``)."""
    match code.syntax.name:
        case "java" | "kotlin" | "scala" | "groovy":
            return _dotted(code, "import")
        case "rust":
            return _dotted(code, "use")
        case "javascript" | "vue":
            return _named(code), ()
        case _:
            return {}, ()


def _dotted(code: Code, word: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """``import static a.b.Owner.NAME;`` and ``use a::owner::{self, NAME, *};``."""
    single: dict[str, str] = {}
    whole: list[str] = []
    for start in code.uses.get(word, ())[:_MOST]:
        if not code.fresh[start] and code.text[start - 1] not in ("pub", ";"):
            continue
        owners = [""]
        for at in range(start + 1, min(start + _MOST, len(code))):
            text = code.text[at]
            if text == ";" or (code.fresh[at] and code.syntax.lines_end):
                break
            if text == "{":
                owners.append(owners[-1] if code.text[at - 1] not in _JOINTS else code.text[at - 2])
            elif text == "}" and len(owners) > 1:
                owners.pop()
            elif text in ("*", "_") or code.kind[at] == "id":
                joined = code.text[at - 1] in _JOINTS
                owner = code.text[at - 2] if joined and code.kind[at - 2] == "id" else owners[-1]
                if not owner or owner in _OWN or code.text[start + 1] in _OWN:
                    continue
                # The crate or package is kept as well: ``openai_api_rs::v1::common::GPT4_O``.
                full = f"{code.text[start + 1]}.{owner}" if word == "use" else owner
                if text in ("*", "_"):
                    whole.append(full)
                elif at + 1 >= len(code) or code.text[at + 1] not in _JOINTS:
                    single[text] = full
    return single, tuple(one for one in whole if one[:1].isupper() or word == "use")


def _named(code: Code) -> dict[str, str]:
    """``import { gemini15Flash } from "@genkit-ai/googleai"``: the names of packages that define such constants."""
    found: dict[str, str] = {}
    for start in code.uses.get("from", ())[:_MOST]:
        if start + 1 >= len(code) or code.kind[start + 1] != "str" or not _PACKAGES.match(code.text[start + 1]):
            continue
        closing = start - 1
        if code.text[closing] != "}" or code.match[closing] < 0:
            continue
        owner = code.text[start + 1].rpartition("/")[2]
        for at in range(code.match[closing] + 1, closing):
            if code.kind[at] == "id" and code.text[at + 1] in (",", "}"):
                found[code.text[at]] = owner
    return found
