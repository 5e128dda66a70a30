"""Observe: what stands in the fixed places of a tree where duties are met. Reads NOTICE, licences, README, docs, UI,
cards.

A run on a few files looks at the same places as a full run, so that both come to the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smallprint.late import late
from smallprint.model import Seen, Term

if TYPE_CHECKING:
    from smallprint.fs import Source, Tree
    from smallprint.policy import Attestation
    from smallprint.resolve.match import Matcher

__all__ = ["link_of", "observe", "project_licence", "wanted_strings"]

_NAMES = (
    ("notice_file", re.compile(
        r"(?:third.?party.*|notices?|attributions?|credits|acknowledge?ments)(?:[.-].*)?\Z", re.I
    )),
    ("licence_file", re.compile(r"(?:licen[sc]e|copying|unlicen[sc]e)(?:[.-].*)?\Z", re.I)),
    ("model_card", re.compile(r"(?:model_?card.*)\.(?:md|mdx|txt)\Z", re.I)),
    ("readme", re.compile(r"readme(?:[.-].*)?\Z", re.I)),
    # MODEL_LICENSE, LICENSE_llama3, Llama-3.1-LICENSE.txt: copies for a model, never the project's own licence.
    ("licence_file", re.compile(r"(?:.*[-_. ])?licen[sc]es?(?:[-_ ][^.]*)?(?:\.(?:txt|md|rst|html))?\Z", re.I)),
    ("about", re.compile(r"about\.(?:md|mdx|html?|tsx|jsx|vue|svelte|rst|txt)\Z", re.I)),
)  # fmt: skip
#: Folders at the root that are looked through, and what their files count as.
_FOLDERS = {
    "LICENSES": "licence_file", "licenses": "licence_file", "docs": "docs", "doc": "docs", "website": "docs",
    "site": "docs",
    "templates": "ui", "static": "ui", "public": "ui", "ui": "ui", "web": "ui", "webapp": "ui", "frontend": "ui",
    "client": "ui",
    "src": "ui", "app": "ui", "pages": "ui", "components": "ui",
}  # fmt: skip
_DOCS = frozenset({".md", ".mdx", ".rst", ".txt", ".html", ".htm", ".adoc"})
_UI = frozenset(
    {
        ".html",
        ".htm",
        ".tsx",
        ".jsx",
        ".vue",
        ".svelte",
        ".astro",
        ".ejs",
        ".j2",
        ".jinja",
        ".jinja2",
        ".hbs",
        ".erb",
        ".ts",
        ".js",
        ".py",
    }
)
#: Files at the root that are pages, whatever folder the project keeps its interface in; a program there is none.
_PAGES = (".html", ".htm", ".tsx", ".jsx", ".vue", ".svelte", ".astro")
_MOST_FILES = 4000
_MOST_BYTES = 1024 * 1024
_CREDIT = late(r"licen[sc]e|copyright|©|\(c\)|credit|attribut|courtesy|created by|made by|developed by", re.I)


def wanted_strings(terms: Iterable[Term]) -> frozenset[str]:
    """The texts that terms mandate, alternatives included."""
    found: set[str] = set()
    for term in terms:
        found.update(text for text in (term.keys.get("string"), *term.keys.get("alternatives", ())) if text)
    return frozenset(found)


def link_of(url: str) -> str:
    """What a link to a licence has to hold: its address without scheme and without the name of the text's page."""
    return re.sub(r"^https?://(?:www\.)?|/(?:legalcode(?:\.\w+)*|index\.html)?\Z", "", url)


def observe(
    tree: Tree,
    near: Iterable[str],
    strings: Iterable[str],
    models: Mapping[str, tuple[str, ...]],
    matcher: Matcher | None,
    attestations: Iterable[Attestation],
    links: Mapping[str, str] | None = None,
) -> Seen:
    """Look at the fixed places of ``tree`` and at the folders of the files ``near``.

    ``strings`` are mandated texts, ``models`` maps canonical ids to the names to look for as credit, ``matcher``
    identifies licence
    copies (``None``: not needed); ``links`` are addresses of licences that may be linked instead of copied, by
    licence id.
    """
    patterns = {text: _pattern(text) for text in strings}
    found: dict[str, list[tuple[str, str, int]]] = {}
    credits: dict[str, list[tuple[str, str, int]]] = {}
    copies: dict[str, list[str]] = {}
    looked: dict[str, list[str]] = {}
    for place, path in _files(tree, near):
        source = tree.read(path)
        if source is None or len(source.data) > _MOST_BYTES or source.is_binary:
            continue
        looked.setdefault(place, []).append(path)
        for text, line in _occurrences(source, patterns):
            found.setdefault(text, []).append((place, path, line))
        for licence, address in (links or {}).items():
            at = source.text.find(address)
            if at >= 0:
                found.setdefault(f"licence:{licence}", []).append((place, path, source.text.count("\n", 0, at) + 1))
        if matcher is not None and (place == "licence_file" or _FOLDERS.get(path.partition("/")[0]) == "licence_file"):
            match = matcher.identify(source.data, source.name)
            if match.licence:
                copies.setdefault(match.licence, []).append(path)
        if place != "ui":
            for model, line in _credited(source, models, place):
                credits.setdefault(model, []).append((place, path, line))
    return Seen(
        strings={text: tuple(places) for text, places in found.items()},
        licence_copies={name: tuple(files) for name, files in copies.items()},
        credits={name: tuple(places) for name, places in credits.items()},
        looked_in={place: tuple(files) for place, files in looked.items()},
        attested={(entry.licence, entry.term): entry.where for entry in attestations},
    )


def _files(tree: Tree, near: Iterable[str]) -> Iterator[tuple[str, str]]:
    given: set[str] = set()
    folders = {""}
    for path in near:
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            folders.add(path)
    for folder in sorted(folders):
        for name in _listing(tree.root / folder):
            path = f"{folder}/{name}" if folder else name
            place = next((place for place, pattern in _NAMES if pattern.match(name)), "")
            if not place and not folder and name.lower().endswith(_PAGES):
                place = "ui"
            if place and path not in given and (tree.root / path).is_file():
                given.add(path)
                yield place, path
    for folder, place in _FOLDERS.items():
        if not (tree.root / folder).is_dir():
            continue
        for path in tree.walk([tree.root / folder]):
            if path in given or len(given) >= _MOST_FILES:
                continue
            name, suffix = path.rsplit("/", 1)[-1], Path(path).suffix.lower()
            named = next((kind for kind, pattern in _NAMES if pattern.match(name)), "")
            if named or place == "licence_file" or suffix in (_DOCS if place == "docs" else _UI):
                given.add(path)
                yield named or place, path


def _listing(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


_TAGS = late(r"<[^<>\n]{1,200}>")


def _fold(text: str) -> str:
    """Case, width, quotes, the copyright sign and markup folded, so that only the words count."""
    text = unicodedata.normalize("NFKC", text).replace("©", "(c)").replace("’", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"[*_`\\]", "", _TAGS.sub("", text)).casefold()


def _pattern(text: str) -> re.Pattern[str]:
    """The words of a mandated text in order; ``[blanks]`` stand for a few words of one's own."""
    parts = re.split(r"\[[^\]]*\]", _fold(text))
    pieces = [r"\s+".join(re.escape(word) for word in part.split()) for part in parts]
    # Inside the id of a model (Qwen/Qwen3-8B) a text of one word is not shown to anybody.
    return re.compile(r"(?<![\w/])" + r"\s*.{1,120}?\s*".join(pieces) + r"(?!/)")


def _occurrences(source: Source, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[str, int]]:
    folded: str | None = None
    lowered = unicodedata.normalize("NFKC", source.text).casefold()
    for text, pattern in patterns.items():
        longest = max(re.split(r"\[[^\]]*\]|\s+|[^\w]", text), key=len, default="").casefold()
        if longest and longest not in lowered:
            continue
        if folded is None:
            folded = _fold(source.text)
        match = pattern.search(folded)
        if match:
            yield text, folded.count("\n", 0, match.start()) + 1


def _credited(source: Source, models: Mapping[str, tuple[str, ...]], place: str) -> Iterator[tuple[str, int]]:
    lowered = source.text.casefold()
    for model, names in models.items():
        for name in names:
            at = lowered.find(name.casefold())
            if at < 0:
                continue
            line = lowered.count("\n", 0, at) + 1
            around = "\n".join(source.lines[max(0, line - 4) : line + 3])
            if place == "notice_file" or _CREDIT.search(around):
                yield model, line
                break


def project_licence(tree: Tree, matcher: Matcher) -> tuple[str, str]:
    """The project's own licence and where it is stated.

    ``pyproject.toml``, ``package.json``, else the LICENSE text; or ``("", "")``.
    """
    import json
    import tomllib

    for name in ("pyproject.toml", "package.json", "Cargo.toml"):
        if not (tree.root / name).is_file() or (source := tree.read(name)) is None:
            continue
        try:
            data = json.loads(source.text) if name.endswith(".json") else tomllib.loads(source.text)
        except (ValueError, RecursionError):
            continue
        table = data.get("project") or data.get("package") or data if isinstance(data, dict) else {}
        stated = table.get("license") if isinstance(table, dict) else None
        stated = stated.get("text") if isinstance(stated, dict) else stated
        if isinstance(stated, str) and 0 < len(stated) < 100:
            return stated, name
    for name in _listing(tree.root):
        if _NAMES[1][1].match(name) and (tree.root / name).is_file() and (source := tree.read(name)) is not None:
            match = matcher.identify(source.data, name)
            if match.licence:
                return match.licence, name
    return "", ""
