"""Where the host of a model processes, as far as the file says: a region, a type of deployment, a regional address.

A client's own keywords come first (:mod:`smallprint.collect.python_flow`), then what stands beside the model
(:mod:`smallprint.collect.keyed`), then the one statement of the whole file. Where a file says two, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from smallprint.collect.detector import Found
from smallprint.collect.idioms.hosts import WHERE
from smallprint.collect.keytable import normal
from smallprint.collect.urls import host_of_url
from smallprint.fs import Source
from smallprint.model import ModelRef

__all__ = ["IS_PLACE", "place_in", "placed", "says_where"]

#: What a value may stand in: ``key="value"``, ``key: value``, ``KEY=value``, also inside quoted JSON.
_PAIR = (
    r"(?<![\w-])(?P<key>(?i:{keys}))\\*[\"']?\]?\s{{0,3}}(?:=>|[=:,])\s{{0,3}}\\*[\"']?(?P<value>{values})(?![\w.-])"
)
#: Any key that says where some host processes.
IS_PLACE = re.compile("|".join(f"(?:{keys})" for keys, _ in WHERE.values()))
#: Formats in which what stands beside a model speaks of that model, and of no other.
_EACH_SAYS = frozenset({".yaml", ".yml", ".json", ".toml"})
#: In Python a client speaks for itself; these speak for all that follow.
_FOR_ALL = re.compile(r"(?:\binit|[sS]ession)\([^()]*\Z|environ(?:\[|\.setdefault\()\\*[\"']\Z")
_URL = re.compile(r"https?://[^\s\"'<>\\{}$]{4,200}")


@lru_cache(maxsize=4096)
def says_where(host: str, key: str) -> bool:
    """Whether the value of ``key`` says where ``host`` processes."""
    row = WHERE.get(host)
    return row is not None and re.fullmatch(row[0], normal(key)) is not None


@lru_cache(maxsize=4096)
def place_in(host: str, key: str, text: str) -> str:
    """The region or address for ``host`` in the value of ``key``: the host name of a URL, the word for a region."""
    text = text.strip()
    if "://" in text:
        return _address(text, host)
    return text if says_where(host, key) and re.fullmatch(WHERE[host][1], text) else ""


def placed(found: Iterable[Found], source: Source) -> Iterator[Found]:
    """The same, where a model lacks its region with the one that the file states for its host."""
    stated: dict[str, str] = {}
    for item in found:
        if isinstance(item, ModelRef) and item.host and not item.region and item.role == "dependency":
            if item.host not in stated:
                stated[item.host] = _stated_once(source, item.host)
            if stated[item.host]:
                item = replace(item, region=stated[item.host])
        yield item


def _stated_once(source: Source, host: str) -> str:
    if source.suffix in _EACH_SAYS:
        return ""
    python = source.suffix in (".py", ".ipynb")
    text = source.text
    said = {
        match["value"]
        for match in (_pairs(host).finditer(text) if host in WHERE else ())
        if not python or _FOR_ALL.search(text, max(0, match.start() - 300), match.start())
    }
    if not said and not python:
        said = {_address(match[0], host) for match in _URL.finditer(text)} - {""}
    return said.pop() if len(said) == 1 else ""


@lru_cache(maxsize=16)
def _pairs(host: str) -> re.Pattern[str]:
    keys, values = WHERE[host]
    return re.compile(_PAIR.format(keys=keys.replace("_", "[-_]?"), values=values))


def _address(url: str, host: str) -> str:
    if host_of_url(url) != host:
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
