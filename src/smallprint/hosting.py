"""The facts of one rented use: who runs it, where, for how long data stays, until when the model lives.

What the customer states in the policy (``providers:``) comes before what a file shows, and that before the provider's
own words. Nothing is guessed: a fact that neither states is absent, and a test that needs it names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from smallprint.places import GLOBAL, own_geography, scope_of, shown_scope

if TYPE_CHECKING:
    from smallprint.evaluate import Data, Use
    from smallprint.model import Node
    from smallprint.policy import Policy

__all__ = ["OWN", "Host", "facts_of", "host_of", "location_at", "terms_of"]

#: Places inside one's own boundary.
OWN = frozenset({"device", "own_hardware", "own_cloud"})
_FREE = frozenset({"free", "unpaid", "trial", "evaluation", "research", "experiment", "hobby", "none"})
_PAID = frozenset(
    {
        "paid", "enterprise", "business", "team", "scale", "production", "standard", "pay-as-you-go", "payg", "pro",
        "commercial", "api",
    }
)  # fmt: skip
_DATED = re.compile(r"(?:[-@_](?:\d{4}-\d\d-\d\d|20\d{6}|\d{4}|\d{3}))(?:-v\d+(?::\d+)?|-maas|-tput)?$|-v\d+:\d+$")
_LATEST = re.compile(r"(?:^|[-:/@])latest$")

#: One fact: name, value, source.
Item = tuple[str, Any, str]


class Host:
    """The provider of one use, with what the customer says about it."""

    def __init__(self, name: str, body: Mapping[str, Any], settings: Mapping[str, Any], where: str) -> None:
        self.name = name
        self.body = body
        self.settings = settings
        #: Where the policy says it.
        self.where = where

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the provider's file; empty where it is not known."""
        section: Mapping[str, Any] = self.body.get(name) or {}
        return section


def host_of(use: Use, data: Data, policy: Policy) -> Host | None:
    """Who runs the model of this use, or ``None`` where no provider is involved or named.

    Providers go by several names; the policy's settings may use any of them.
    """
    shown = next((ref.host for ref in use.refs if ref.host), "")
    name = shown if use.node.kind != "api" else use.node.provider or shown
    if not name or name == "ollama":
        return None
    body = data.provider(name) or {}
    own = str(body.get("id", name))
    names = {own, name, shown, *(body.get("aliases") or ())}
    settings: dict[str, Any] = {}
    for key, value in policy.providers.items():
        said = data.provider(key)
        if key in names or (said is not None and said.get("id") == own):
            settings.update(value)
    endpoint = str(settings.get("endpoint", "")).lower()
    shown_at = {ref.region for ref in use.refs}
    for address, other in (body.get("endpoints") or {}).items():
        if address in endpoint or (not endpoint and shown_at == {address}):
            body = data.provider(other) or body
            own = str(body.get("id", own))
    return Host(own, body, settings, policy.file)


def terms_of(use: Use, data: Data, policy: Policy) -> Iterator[str]:
    """The host's own documents that bind beside the model's: its terms, where no claim of the model names them already,
    and what it adds for some models.
    """
    host = None if _location(use, None, {}) in OWN else host_of(use, data, policy)
    if host is None:
        return
    if use.node.kind != "api":
        yield str(host.body.get("terms", ""))
    name = _bare(use)
    yield from (item["document"] for item in host.body.get("model_terms", ()) if fnmatchcase(name, item["match"]))


def facts_of(use: Use, data: Data, policy: Policy, words: dict[str, str]) -> Iterator[Item]:
    """The facts under ``host.`` for one use, and the words for its messages."""
    host = host_of(use, data, policy)
    shown = next((f"{ref.place.file}:{ref.place.line}" for ref in use.refs if ref.host or ref.region), "")
    access = use.node.access or next((ref.access for ref in use.refs if ref.access), "")
    location = _location(use, host, host.body if host else {})
    if access:
        yield "host.access", access, shown
    if location:
        fact = use.facts.get("use.location")
        yield "host.location", location, fact.source if fact else shown
    own_cloud = policy.providers.get("own_cloud", policy.providers.get("own-cloud", {}))
    if location == "own_cloud" and _country(own_cloud.get("entity")):
        yield "host.group", own_cloud["entity"], policy.file
    words.update(provider=host.body.get("name", host.name) if host else "the host", date="", replacement="", detail="")
    yield from _lifecycle(use, words)
    if host is None:
        if use.node.kind == "api":
            yield "model.pinned", True, ""
        return
    yield "host.provider", host.name, shown
    for key in ("opt_out", "zero_retention", "boundary", "contract"):
        if key in host.settings:
            yield f"host.{key}", host.settings[key], host.where
    if location in OWN and location != "own_cloud":
        return
    unsure: list[str] = []
    for section, items in (
        ("entities", _entities(use, host)), ("group", _group(host)), ("residency", _residency(use, host, words)),
        ("training", _training(use, host)), ("personal_data", _personal(use, host)),
        ("retention", _retention(use, host, words)),
        ("notice", _notice(use, host)), ("reroutes", _reroutes(use, host)),
    ):  # fmt: skip
        low = host.section(section).get("confidence") == "low"
        for name, value, source in items:
            yield name, value, source
            if low and source == _source(host.section(section)):
                unsure.append(name)
    yield "host.unsure", tuple(unsure), ""
    if use.node.kind == "api":
        alias = _alias(use, host)
        if alias is not None:
            yield "host.alias", alias, shown
        yield "model.pinned", True, ""
    if "minors" not in host.body.get("unknown", ()):
        yield "host.minors_read", True, ""
    licence = data.licence(str(host.body.get("terms", "")))
    if licence is not None and "output-training" not in licence.unknown:
        yield "host.output_terms_read", True, licence.url


def _location(use: Use, host: Host | None, body: Mapping[str, Any]) -> str:
    """Where it runs: the policy's word, then how it was found, then the kind of provider."""
    stated = use.facts.get("use.location")
    if stated is not None:
        return str(stated.value)
    found = next((ref.location for ref in use.refs if ref.location), "")
    return found or location_at(use.node, None if host is None else body)


def location_at(node: Node, body: Mapping[str, Any] | None) -> str:
    """Where a model runs by the kind of its provider; empty where none is involved, since only the policy tells then.

    ``body`` is the provider's file, empty where it has none, ``None`` where no host is named.
    """
    if body is None:
        return "provider" if node.kind == "api" and node.provider not in ("", "unknown") else ""
    if body.get("surface", "first_party_api") == "first_party_api":
        return "provider"
    return "provider" if node.access == "proprietary_api" else "managed_open_host"


def _source(section: Mapping[str, Any]) -> str:
    return f"{section['source']} ({section['date']})" if section.get("source") else ""


def _country(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"[A-Z]{2}", value) else ""


def _entities(use: Use, host: Host) -> Iterator[Item]:
    """The jurisdiction of the company that one contracts with; all that it may be where that depends on what is not
    said.
    """
    if stated := _country(host.settings.get("entity")):
        yield "host.entity", (stated,), host.where
        return
    section = host.section("entities")
    entries = section.get("list", ())
    if not entries:
        return
    country = use.facts.get("organisation.country")
    if country is not None:
        for entry in entries:
            if country.value in _opened(entry.get("customers", ())) or not entry.get("customers"):
                yield "host.entity", (entry["jurisdiction"],), _source(section)
                return
    yield "host.entity", tuple(dict.fromkeys(entry["jurisdiction"] for entry in entries)), _source(section)


def _opened(groups: Any) -> frozenset[str]:
    """EEA opened up, for the customers of an entity; the vocabulary holds the same list for terms."""
    codes: set[str] = set()
    for group in groups:
        codes.update(_EEA if group == "EEA" else (group,))
    return frozenset(codes)


_EEA = frozenset(
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
        "MT", "NL",
        "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
    }
)  # fmt: skip


def _group(host: Host) -> Iterator[Item]:
    section = host.section("group")
    if section:
        yield "host.group", section["country"], _source(section)


def _residency(use: Use, host: Host, words: dict[str, str]) -> Iterator[Item]:
    """Where prompts are processed, as far as it is pinned; else the scopes that the provider offers."""
    section = host.section("residency")
    words["detail"] = str(section.get("note", ""))
    stated = str(host.settings.get("region", "") or host.settings.get("endpoint", ""))
    scope = scope_of(stated, section) if stated else ()
    # An id that names its own geography goes there, wherever it is called from.
    if scope and not any(own_geography(ref.ref) for ref in use.refs):
        yield "host.scope", scope, host.where
        return
    shown = next((found for ref in use.refs if (found := shown_scope(ref.ref, ref.region, section))), ())
    if section.get("default") == "deployment" and GLOBAL not in shown:
        # Where the resource stands says nothing as long as the type of its deployment is not known.
        shown = ()
    if shown:
        first = use.refs[0].place
        yield "host.scope", shown, f"{first.file}:{first.line}"
        return
    if _country(section.get("default")):
        yield "host.scope", (section["default"],), _source(section)
        return
    if section.get("default") == "upstream":
        yield "host.upstream", True, _source(section)
    if section.get("complete"):
        yield "host.scopes", tuple(section["options"]), _source(section)


def _bare(use: Use) -> str:
    """The id at the provider, without the routes of gateways and the prefixes of regions."""
    name = use.node.id.partition(":")[2].partition("/")[2] if use.node.kind == "api" else use.node.id.partition(":")[2]
    return re.sub(r"^(?:us-gov|us|eu|apac|global|jp|au|ca)\.(?=[a-z])", "", name.lower())


def _matching(section: Mapping[str, Any], use: Use) -> Mapping[str, Any]:
    name = _bare(use)
    for item in section.get("models", ()):
        if fnmatchcase(name, item["match"]):
            found: Mapping[str, Any] = item
            return found
    return {}


def _training(use: Use, host: Host) -> Iterator[Item]:
    tier = str(host.settings.get("tier", "")).strip().lower()
    if tier in _FREE | _PAID:
        yield "host.tier", "free" if tier in _FREE else "paid", host.where
    section = host.section("training")
    if not section:
        return
    special = _matching(section, use).get("value")
    yield "host.training_paid", special or section["paid"], _source(section)
    if special or "free" in section:
        free = section["paid"] if _seated(use, section.get("free_as_paid", ())) else section.get("free")
        yield "host.training_free", special or free, _source(section)


def _seated(use: Use, customers: Any) -> bool:
    """Whether the organisation is known to be seated in one of these places."""
    country = use.facts.get("organisation.country")
    return country is not None and country.value in _opened(customers)


def _personal(use: Use, host: Host) -> Iterator[Item]:
    section = host.section("personal_data")
    if section:
        yield "host.data_classes", tuple(section["classes"]), _source(section)
        yield "host.data_need", section["needs"], _source(section)
        if "contract_for" in section:
            yield "host.contract_for", tuple(section["contract_for"]), _source(section)
        if _seated(use, section.get("only_offered", ())):
            yield "host.data_need_if_offered", True, _source(section)


def _retention(use: Use, host: Host, words: dict[str, str]) -> Iterator[Item]:
    section = host.section("retention")
    special = _matching(section, use)
    if "retention_days" in host.settings:
        yield "host.retention_days", host.settings["retention_days"], host.where
    elif section.get("unlimited"):
        yield "host.retention_days", float("inf"), _source(section)
    elif "days" in (special or section):
        yield "host.retention_days", special.get("days", section.get("days")), _source(section)
    words["gaps"] = f". Zero retention has gaps: {section['gaps']}" if section.get("gaps") else ""
    open_end = bool(special) and "days" not in special
    zero = special.get("zero", "" if open_end else section.get("zero"))
    if special.get("zero") == "none":
        # Some models keep prompts whatever was agreed.
        yield "host.zero_retention_void", True, _source(section)
    elif zero == "default" and "zero_retention" not in host.settings:
        yield "host.zero_retention", True, _source(section)
    elif zero == "none" and "zero_retention" not in host.settings:
        yield "host.zero_retention", False, _source(section)


def _notice(use: Use, host: Host) -> Iterator[Item]:
    section = host.section("notice")
    if not section:
        return
    days = section["days"]
    most = section.get("most", days)
    if "preview" in _bare(use) and "preview_days" in section:
        days = most = section["preview_days"]
    elif section.get("since") and use.node.released and use.node.released < section["since"]:
        days = most
    yield "host.notice_days", days, _source(section)
    yield "host.notice_most", most, _source(section)


def _reroutes(use: Use, host: Host) -> Iterator[Item]:
    section = host.section("reroutes")
    if since := _matching(section, use).get("since"):
        yield "host.reroutes_from", since, _source(section)


def _alias(use: Use, host: Host) -> bool | None:
    """Whether the id moves to other weights by itself: ``-latest``, or one whose dated snapshots are listed.

    ``None`` where only a second hand says so.
    """
    name = _bare(use)
    if _LATEST.search(name):
        return True
    if use.refs and all(ref.revision for ref in use.refs):
        return False
    moves = host.section("moves")
    if _matching(moves, use):
        return True if moves["confidence"] == "high" else None
    return not _DATED.search(name) and name.rsplit("/", 1)[-1] in host.body.get("moving", ())


def _lifecycle(use: Use, words: dict[str, str]) -> Iterator[Item]:
    life = use.node.lifecycle
    day = str(life.get("retires", ""))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return
    source = str(life.get("source", "catalogue"))
    words.update(date=day, replacement=f"; {life['replacement']} replaces it" if life.get("replacement") else "")
    yield "host.retires", day, source
    yield "host.retirement_sure", life.get("confidence") == "high", source
