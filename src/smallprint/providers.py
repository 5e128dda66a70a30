"""Who runs the model: providers as data, and the facts that one use of a host shows.

``providers/ID.yaml`` holds one provider: contracting entities, group, training on inputs, retention, regions, notice.
Each section names its source, its date and how sure it is; what is not known is left out or stands under ``unknown``.
Facts of ``confidence: low`` come from a second hand: they are listed in ``host.unsure`` and never make a definite
violation.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smallprint.condition import nearest
from smallprint.model import UsageError
from smallprint.schema import Checker

if TYPE_CHECKING:
    from smallprint.evaluate import Data, Use
    from smallprint.model import Graph
    from smallprint.policy import Policy

__all__ = ["compile_providers", "provider_facts"]

_SOURCED = {"confidence": "sure!", "source": "text!", "date": "date!", "note": "text"}
#: Section -> its keys; ``_SOURCED`` comes on top. One that is left out is not known.
_SECTIONS: dict[str, dict[str, str]] = {
    "group": {"country": "region!"},
    "entities": {"list": "entities!"},
    # Customers seated in `free_as_paid` have the paid terms on the free tier too.
    "training": {"paid": "training!", "free": "training", "free_as_paid": "[region]", "models": "trained_models"},
    # `contract_for`: classes that want a further agreement. Customers seated in `only_offered` owe the need only where
    # they offer the service to users.
    "personal_data": {
        "classes": "[data_classes]!", "needs": "need!", "contract_for": "[data_classes]", "only_offered": "[region]",
    },
    "retention": {"days": "int", "unlimited": "bool", "zero": "zero", "gaps": "text", "models": "kept_models"},
    "residency": {
        "default": "text!", "options": "[text]!", "complete": "bool!", "places": "{text: text}",
        "hosts": "{text: text}",
    },
    "notice": {"days": "int!", "most": "int", "since": "date", "preview_days": "int"},
    "reroutes": {"models": "rerouted_models!"},
    "moves": {"models": "moving_models!"},
}  # fmt: skip
_KEYS = {
    "name": "text!", "surface": "surface!", "aliases": "[text]!", "terms": "licence!", "endpoints": "{text: provider}",
    "model_terms": "any", "unknown": "[topic]", "as_of": "date!", **dict.fromkeys(_SECTIONS, "any"),
}  # fmt: skip
_LISTS: dict[str, dict[str, str]] = {
    "entities": {"name": "text!", "jurisdiction": "region!", "customers": "[region]"},
    "trained_models": {"match": "text!", "value": "training!"},
    # Without `days`: how long these are kept is not known, whatever holds for the rest.
    "kept_models": {"match": "text!", "days": "int", "zero": "zero"},
    "rerouted_models": {"match": "text!", "since": "date!"},
    "moving_models": {"match": "text!"},
    "model_terms": {"match": "text!", "document": "licence!"},
}
_WORDS = {
    "sure": ("high", "low"),
    "surface": ("first_party_api", "cloud_resale", "managed_open_host", "router"),
    "training": ("no", "opt_in", "opt_out", "yes", "depends"),
    "zero": ("default", "self_serve", "approval", "agreement", "none"),
    "need": ("zero_retention", "paid_tier", "contract", "never"),
    "topic": (
        "output_ownership", "competing_models", "training", "retention", "residency", "usage_policy", "minors",
        "availability",
        "deprecation",
    ),
    "data_classes": ("public", "internal", "personal", "health", "confidential"),
    "region": ("EU", "EEA", "worldwide"),
}  # fmt: skip
#: What ends the id of a snapshot: a date, a number of a version. The same id without it moves from snapshot to
#: snapshot.
_SNAPSHOT = re.compile(r"[-@](?:\d{4}-\d\d-\d\d|20\d{6}|\d{4}|00\d)$")


def compile_providers(folder: Path, connection: sqlite3.Connection, licences: frozenset[str]) -> list[str]:
    """Compile ``providers/*.yaml`` and the price table into the index. Returns one-line errors."""
    errors: list[str] = []
    files = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("_"))
    names = tuple(path.stem for path in files)
    words = {**_WORDS, "licence": tuple(sorted(licences)), "provider": names}
    moving = _moving(folder.parent / "models" / "tail" / "api.tsv")
    spelt: dict[str, str] = {}
    for path in files:
        shown = f"{folder.name}/{path.name}"
        body = _read(path, shown, errors)
        checker = Checker(shown, lambda kind: words[kind], errors)
        if not checker.mapping(body, _KEYS, "a provider"):
            continue
        _sections(body, checker)
        for alias in (path.stem, *(body.get("aliases") or ())):
            if spelt.setdefault(str(alias).lower(), path.stem) != path.stem:
                checker.fail(body, "aliases", f"'{alias}' already stands for {spelt[str(alias).lower()]}")
            _put(connection, "provider-alias", str(alias).lower(), path.stem)
        _put(connection, "provider", path.stem, {"id": path.stem, **body, "moving": moving.get(path.stem, [])})
    errors.extend(_prices(folder / "_prices.tsv", connection, names))
    errors.extend(_costs(folder / "_costs.yaml", connection))
    return errors


def _read(path: Path, shown: str, errors: list[str]) -> Any:
    from smallprint.yamlio import load

    try:
        return load(path.read_text(encoding="utf-8"), shown)
    except UsageError as error:
        errors.append(str(error))
    except (OSError, UnicodeDecodeError) as error:
        errors.append(f"{shown}: {getattr(error, 'strerror', None) or 'not UTF-8'}")
    return None


def _sections(body: Any, checker: Checker) -> None:
    for index, item in enumerate(body.get("model_terms") or ()):
        checker.mapping(item, _LISTS["model_terms"], "an item of 'model_terms'", body["model_terms"], index)
    for name, keys in _SECTIONS.items():
        if name not in body:
            continue
        lists = {key: kind.rstrip("!") for key, kind in keys.items() if kind.rstrip("!") in _LISTS}
        flat = {key: ("any!" if kind.endswith("!") else "any") if key in lists else kind for key, kind in keys.items()}
        if not checker.mapping(body[name], flat | _SOURCED, f"'{name}'", body, name):
            continue
        if name in (body.get("unknown") or ()):
            checker.fail(body, "unknown", f"'{name}' is said to be unknown, but a section states it")
        for key, kind in lists.items():
            items = body[name].get(key)
            if items is not None and not isinstance(items, list):
                checker.fail(body[name], key, f"'{key}' must be a list")
                continue
            for index, item in enumerate(items or ()):
                checker.mapping(item, _LISTS[kind], f"an item of '{key}'", items, index)


def _put(connection: sqlite3.Connection, kind: str, name: str, body: Any) -> None:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (kind, name, text))


def _moving(path: Path) -> dict[str, list[str]]:
    """Ids that move: the list of API models holds dated snapshots of the same id."""
    ids: dict[str, set[str]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            provider, _, rest = line.partition("\t")
            if rest and not line.startswith("#"):
                ids.setdefault(provider, set()).add(rest.split("\t")[0].rsplit("/", 1)[-1].lower())
    return {
        provider: sorted({bare for name in names if (bare := _SNAPSHOT.sub("", name)) != name and bare in names})
        for provider, names in ids.items()
    }


def _prices(path: Path, connection: sqlite3.Connection, names: tuple[str, ...]) -> list[str]:
    """Read the table of prices: provider, id, USD per million tokens in and out, number of the source in its head."""
    if not path.exists():
        return []
    errors = []
    sources: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            sources[key.strip()] = value.strip()
            continue
        cells = line.split("\t")
        try:
            provider, name, price_in, price_out, source = cells[0], cells[1], float(cells[2]), float(cells[3]), cells[4]
        except (IndexError, ValueError):
            errors.append(f"providers/{path.name}:{number}: a row is provider, id, two prices and a source")
            continue
        if provider not in names:
            errors.append(f"providers/{path.name}:{number}: no provider '{provider}'{nearest(provider, names)}")
        if source not in sources:
            errors.append(f"providers/{path.name}:{number}: no source '{source}' in the head")
        _put(connection, "price", f"{provider}/{name}".lower(), [price_in, price_out, sources.get(source, "")])
    return errors


def _costs(path: Path, connection: sqlite3.Connection) -> list[str]:
    """Check and enter the defaults of running weights oneself: every figure from outside has a source and a date."""
    if not path.exists():
        return []
    errors: list[str] = []
    shown = f"providers/{path.name}"
    body = _read(path, shown, errors)
    checker = Checker(shown, lambda kind: _WORDS.get(kind, ()), errors)
    keys = {"defaults": "any!", "sources": "any!", "gpus": "any!", "throughput": "any!"}
    if not checker.mapping(body, keys, "the costs"):
        return errors
    sourced = {"source": "text!", "date": "date!", "note": "text"}
    numbers = dict.fromkeys(
        ("in_share", "overhead", "ops", "usable_share", "hours", "memory_factor", "memory_usable", "bits"), "number!"
    )
    checker.mapping(body["defaults"], {**numbers, "gpu": "text!", "stale_days": "int!"}, "the defaults")
    for name, entry in body["sources"].items():
        checker.mapping(entry, sourced, f"the source of '{name}'", body["sources"], name)
    for name, entry in body["gpus"].items():
        checker.mapping(
            entry, sourced | {"memory": "number!", "usd_per_hour": "number!"}, f"the card '{name}'", body["gpus"], name
        )
    row = {"model": "text!", "gpu": "text!", "gpus": "int!", "bits": "number!", "tokens_per_second": "number!"}
    for index, entry in enumerate(body["throughput"]):
        checker.mapping(entry, sourced | row, "a measurement", body["throughput"], index)
    _put(connection, "data", "costs", body)
    return errors


def provider_facts(
    use: Use, graph: Graph, data: Data, policy: Policy, words: dict[str, str]
) -> Iterator[tuple[str, Any, str]]:
    """Facts about the host of one use: ``(name, value, source)``. Fills ``words`` for the messages."""
    from smallprint.hosting import facts_of

    yield from facts_of(use, data, policy, words)
