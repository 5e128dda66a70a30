# ruff: noqa: E501  (a pattern or a sample is easier to check on one line)
"""Ways in which a copy of a licence looks otherwise and says the same, and ways in which it says something else."""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable

from markdown_it import MarkdownIt

CAP = (
    "If the monthly active users of your products exceed 70 million, you must request a license from the licensor, "
    "which it may grant in its sole discretion."
)


def _blocks(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text)


def reflowed(text: str, width: int) -> str:
    """``text`` with its paragraphs wrapped anew."""
    return "\n\n".join(textwrap.fill(" ".join(block.split()), width) for block in _blocks(text))


#: The same licence: name -> what is done to the text.
SAME: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "windows-lines": lambda text: text.replace("\n", "\r\n"),
    "reflowed-72": lambda text: reflowed(text, 72),
    "reflowed-100": lambda text: reflowed(text, 100),
    "one-line": lambda text: " ".join(text.split()),
    "upper-case": str.upper,
    "typographic": lambda text: text.replace('"', "“").replace("'", "’").replace("- ", "– "),
    "indented": lambda text: textwrap.indent(text, "    "),
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "hash-comments": lambda text: "\n".join(f"# {line}" for line in text.split("\n")),
    "c-comments": lambda text: "/*\n" + "\n".join(f" * {line}" for line in text.split("\n")) + "\n */",
    "bold-numbers": lambda text: re.sub(r"^(\d+\..*)$", r"**\1**", text, flags=re.MULTILINE),
    "front-matter": lambda text: f"---\nlicense: other\nlanguage: [en]\n---\n\n{text}",
    "markdown-to-html": lambda text: MarkdownIt().render(text),
    "html-paragraphs": lambda text: "<html><body>" + "".join(f"<p>{html.escape(block)}</p>" for block in _blocks(text)) + "</body></html>",
    "html-pre": lambda text: f"<html><head><title>x</title></head><body><h1>License</h1><pre>{html.escape(text)}</pre></body></html>",
    "html-page": lambda text: (
        "<!DOCTYPE html><html><head><title>License</title><style>p{color:red}</style><script>var shall = 1;</script></head><body>"
        f"<nav><a href='/'>Home</a><a>Docs</a></nav>{MarkdownIt().render(text)}<footer>© 2026 Example. Terms of Service. Privacy</footer></body></html>"
    ),
    "copyright-header": lambda text: f"Copyright (c) 2024 Example Corp. All rights reserved.\n\n{text}",
    "header": lambda text: f"The model in this repository is distributed under the licence below. Please read it carefully before use.\n\n{text}",
    "project-header": lambda text: f"LICENSE\n=======\n\nThis file is part of the Example project.\nSPDX-License-Identifier: LicenseRef-example\n\n{text}",
    "footer": lambda text: f"{text}\n\nFor questions, write to legal@example.org.\n",
    "fenced": lambda text: f"# License\n\n```\n{text}\n```\n",
    "readme": lambda text: (
        "# Example model\n\nA small model for tests. You must install Python 3.11 first:\n\n```\npip install example\n```\n\n## Usage\n\n"
        f"Call `example.run()`. You should not expect wonders.\n\n## License\n\n{text}\n\n## Citation\n\nIf you use this model, please cite us."
        " You must not forget it.\n\n## Contributing\n\nContributions must be signed off.\n"
    ),
    "readme-fenced": lambda text: f"# Example model\n\nIntro text.\n\n## License\n\n```text\n{text}\n```\n\n## Contact\n\nWrite to us.\n",
    "readme-reflowed": lambda text: f"# Example\n\nIntro\n\n# License\n\n{reflowed(text, 88)}\n\n# Acknowledgements\n\nWe thank everybody.\n",
}  # fmt: skip


def _without_sentence(text: str, chance: random.Random) -> str | None:
    spans = [match.span() for match in re.finditer(r"[A-Z][^.;:]{60,400}?[.;]\s", text)]
    if not spans:
        return None
    start, end = chance.choice(spans)
    return text[:start] + text[end:]


def _swapped(pattern: str, into: Callable[[str], str]) -> Callable[[str, random.Random], str | None]:
    def change(text: str, chance: random.Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = chance.choice(found)
        return text[: match.start()] + into(match[0]) + text[match.end() :]

    return change


def _with_sentence(text: str, chance: random.Random) -> str | None:
    places = [match.end() for match in re.finditer(r"[.;]\s*\n", text)][:-1]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + "\nYou may not use the materials to train other models.\n\n" + text[place:]


#: Another licence: name -> one change of what the text says; ``None`` where it has nothing to change.
CHANGED: dict[str, Callable[[str, random.Random], str | None]] = {
    "sentence-removed": _without_sentence,
    "sentence-added": _with_sentence,
    "threshold": _swapped(r"(?<=\s)\d[\d,]*(?= (?:million|days|months|users|years|USD|percent))", lambda figure: f"{figure}0"),
    "modal": _swapped(r"\b(?:shall|must|may)(?= )", {"shall": "shall not", "must": "may", "may": "may not"}.__getitem__),
    "negation-removed": _swapped(r"\bnot ", lambda _: ""),
    "word": _swapped(r"(?<= )[a-z]{6,}(?= )", lambda _: "bananas"),
    "cap-after": lambda text, _: f"{text}\n\n{CAP}\n",
    "cap-before": lambda text, _: f"{CAP}\n\n{text}",
    "soft-duty-after": lambda text, _: f"{text}\n\nOur only modification is that commercial products display the name of the model.\n",
    "research-only-after": lambda text, _: f"{text}\n\nThis model is for research purposes only.\n",
    "cap-under-a-heading": lambda text, _: (
        f"# Model\n\n## License\n\n{text}\n\n## Additional terms\n\nThe Software may not be used by companies with more than 100 employees.\n"
    ),
    "modified-title": lambda text, _: f"Modified {text}",
}  # fmt: skip
