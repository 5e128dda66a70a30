"""The policy file: what we do (the use profile) and what we tolerate (the policy). Reads ``smallprint.yaml`` or TOML.

Every fact remembers its file and line, so that a finding can cite it. Malformed input raises ``UsageError`` with one
line per
fault that names file, line, key and the nearest valid key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal

from smallprint.condition import nearest
from smallprint.model import EMPTY, Fact, UsageError
from smallprint.quantity import parse_quantity
from smallprint.record import record
from smallprint.schema import Checker
from smallprint.yamlio import line_of

if TYPE_CHECKING:
    from smallprint.database import Vocabulary

__all__ = [
    "FILE_NAMES", "GRANT", "SCHEMA", "SHAPES", "Attestation", "ModelEntry", "PathUse", "Policy", "Waiver",
    "parse_policy", "word_table",
]  # fmt: skip

FILE_NAMES = ("smallprint.yaml", "smallprint.yml")
Severity = Literal["error", "warning", "note", "off"]

#: The shape of the file: key -> type in words, or a nested mapping. Types beyond those of ``schema`` are in
#: ``_PolicyChecker``.
SCHEMA: dict[str, Any] = {
    "organisation": {
        "kind": "organisation_kind", "country": "country", "monthly_active_users": "count", "annual_revenue": "money",
        "monthly_revenue": "money", "funding": "money", "separate_licences": "grants", "registrations": "[licence]",
    },
    "use": {
        "commercial": "bool", "activities": "[activity]",
        "product": {"monthly_active_users": "count", "monthly_revenue": "money"},
        "received_in_product": "bool", "outputs_train": "outputs_train",
        "student": {"kind": "student_kinds", "distributed": "bool", "name": "text"},
        "fields": "[field]", "safeguards": "[safeguard]", "territories": "[region]", "location": "locations",
        "audience": {"minors": "bool"}, "project_licence": "text",
        "data": {"classes": "[data_classes]", "must_stay_in_boundary": "bool", "allowed_regions": "[region]",
                 "max_retention_days": "count"},
    },
    "policy": {
        "allow": "[licence_or_category]", "deny": "[licence_or_category]", "undetermined": "level",
        "unknown_licence": "level",
        "jurisdiction": {"forbid": "[region]", "forbid_group": "bool"},
        "lifecycle": {"warn_days": "int", "pin_versions": "bool", "min_notice_days": "int"},
        "rules": "rule_levels",
    },
    "providers": "providers",
    "models": "[model_entry]",
    "overrides": "[override]",
    "duties": "[duty]",
    "waivers": "[waiver]",
    "extends": "text",
    "locked": "[text]",
    "own": {"licences": "[text]", "rules": "[text]", "models": "[text]"},
}  # fmt: skip

_MODEL = {
    "id": "text!", "licence": "text", "base": "[text]", "relation": "relation", "use": "use", "public_name": "text",
    "modality": "[modality]", "generated_by": "[text]", "choose": "licence", "revision": "text",
    "location": "locations",
}  # fmt: skip
#: The activity by which a model comes from another.
_MADE_BY = {
    "finetune": "fine_tune", "merge": "merge", "quantized": "quantize", "adapter": "adapter",
    "distilled": "distil", "trained_on": "train_on_outputs",
}  # fmt: skip
_OVERRIDE = {"paths": "[text]!", "use": "use!"}
_DUTY = {"licence": "licence!", "term": "text!", "where": "text!", "owner": "text", "date": "date"}
_WAIVER = {
    "rule": "rule_or_concern!", "model": "text", "licence": "licence", "term": "text", "reason": "text!",
    "owner": "text!", "until": "date",
    "paths": "[text]", "digest": "text", "fingerprint": "text",
}  # fmt: skip
GRANT = {"licence": "licence!", "covers": "[covered]", "agreement": "text", "until": "date"}
_PROVIDER = {
    "tier": "text", "zero_retention": "bool", "region": "text", "opt_out": "bool", "endpoint": "text",
    "contract": "text",
    "entity": "text", "retention_days": "int", "boundary": "bool",
}  # fmt: skip

#: Types that are mappings of their own, by the name that ``SCHEMA`` uses.
SHAPES: dict[str, dict[str, str]] = {
    "model_entry": _MODEL,
    "override": _OVERRIDE,
    "duty": _DUTY,
    "waiver": _WAIVER,
    "provider": _PROVIDER,
}


@record
class ModelEntry:
    """What the project knows better about one model than its files or the catalogue."""

    id: str
    licence: str = ""
    #: ``None``: not stated; empty: no parents.
    base: tuple[str, ...] | None = None
    relation: str = ""
    use: Mapping[str, Fact] = field(default_factory=lambda: EMPTY)
    public_name: str = ""
    modality: tuple[str, ...] = ()
    generated_by: tuple[str, ...] = ()
    choose: str = ""
    revision: str = ""
    source: str = ""


@record
class PathUse:
    """Facts that hold for some paths only; globs as in ``.gitignore``'s ``**``."""

    paths: tuple[str, ...]
    use: Mapping[str, Fact]


@record
class Attestation:
    """A duty that is done where this tree cannot show it."""

    licence: str
    term: str
    where: str
    owner: str = ""
    date: str = ""
    source: str = ""


@record
class Waiver:
    """An accepted finding: which, why, by whom, until when (the day included)."""

    rule: str
    reason: str
    owner: str
    model: str = ""
    licence: str = ""
    term: str = ""
    until: str = ""
    paths: tuple[str, ...] = ()
    #: Digest of the licence text that was accepted; another text makes the waiver outdated.
    digest: str = ""
    fingerprint: str = ""
    source: str = ""


@record
class Policy:
    """What we tolerate, and the facts about us. ``file`` is empty when there is no policy."""

    file: str = ""
    facts: Mapping[str, Fact] = field(default_factory=lambda: EMPTY)
    allow: tuple[str, ...] | None = None
    deny: tuple[str, ...] = ()
    undetermined: Severity = "off"
    unknown_licence: Severity = "off"
    #: rule id or concern -> severity
    rules: Mapping[str, Severity] = field(default_factory=lambda: EMPTY)
    providers: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: EMPTY)
    models: tuple[ModelEntry, ...] = ()
    overrides: tuple[PathUse, ...] = ()
    duties: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    own: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    #: The merged plain data, for tools that edit or show it.
    data: Mapping[str, Any] = field(default_factory=lambda: EMPTY)

    def facts_for(self, path: str, model_ids: Sequence[str] = ()) -> Mapping[str, Fact]:
        """The facts in force for a file and a model: defaults < ``use`` < matching overrides < ``models[].use``."""
        merged = dict(self.facts)
        for override in self.overrides:
            if any(_glob(path, pattern) for pattern in override.paths):
                merged.update(override.use)
        for entry in self.models:
            if entry.id in model_ids:
                merged.update(entry.use)
                made, declared = _MADE_BY.get(entry.relation), merged.get("use.activities")
                # Whoever says how a model was made and how it is called outside made it.
                if made and declared and entry.base and entry.public_name and made not in declared.value:
                    merged["use.activities"] = replace(declared, value=(*declared.value, made))
        return merged


class _PolicyChecker(Checker):
    """The types that only a policy has."""

    rules: tuple[str, ...] = ()

    def value(self, value: Any, kind: str, container: Any, key: str | int) -> None:
        if isinstance(kind, dict):
            self.tree(value, kind, str(key), container)
        elif kind in SHAPES:
            self.mapping(value, SHAPES[kind], f"'{_NAMES[kind]}'", container, key)
        elif kind == "use":
            self.tree(value, SCHEMA["use"], "use", container)
        elif kind == "providers":
            if not isinstance(value, dict):
                self.fail(container, key, "'providers' must be a mapping of provider ids")
                return
            for name, settings in value.items():
                self.mapping(settings, _PROVIDER, f"'providers.{name}'", value, name)
        elif kind == "rule_levels":
            self._levels(value, container, key)
        elif kind == "grants":
            self._grants(value, container, key)
        else:
            super().value(value, kind, container, key)

    def tree(self, value: Any, shape: Mapping[str, Any], what: str, container: Any = None) -> None:
        """Check a nested mapping."""
        if not isinstance(value, dict):
            self.fail(container, what, f"'{what}' must be a mapping of keys")
            return
        for key, inner in value.items():
            if key not in shape:
                self.fail(value, key, f"unknown key '{key}' in {what}{nearest(key, shape)}")
            elif isinstance(shape[key], dict):
                self.tree(inner, shape[key], key, value)
            else:
                self.value(inner, shape[key], value, key)

    def _levels(self, value: Any, container: Any, key: str | int) -> None:
        if not isinstance(value, dict):
            self.fail(container, key, "'rules' must be a mapping of rule ids to severities")
            return
        for rule, level in value.items():
            self.value(rule, "rule_or_concern", value, rule)
            self.value(level, "severity", value, rule)

    def _grants(self, value: Any, container: Any, key: str | int) -> None:
        if not isinstance(value, list):
            self.fail(container, key, f"'{key}' must be a list")
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                self.mapping(item, GRANT, "a separate licence", value, index)
            else:
                self.value(item, "licence", value, index)

    def _scalar(self, value: Any, kind: str) -> str:
        if kind in ("count", "money"):
            try:
                parse_quantity(value, money=kind == "money")
            except ValueError as error:
                return str(error)
            return ""
        if kind == "country":
            right = isinstance(value, str) and re.fullmatch(r"[A-Z]{2}", value) and value not in ("EU",)
            return "" if right else f"expected an ISO 3166-1 alpha-2 code such as DE, found '{value}'"
        if kind == "field":
            return _field_problem(value, self.words("field"))
        return super()._scalar(value, kind)


_NAMES = {
    "model_entry": "models",
    "override": "overrides",
    "duty": "duties",
    "waiver": "waivers",
    "provider": "providers",
}


def _field_problem(value: Any, known: tuple[str, ...]) -> str:
    """Purposes are free words, but one that looks like a restricted field is a slip that must not pass."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", value):
        return f"expected a field of use such as customer-support, found '{value}'"
    import difflib

    if value not in known and (close := difflib.get_close_matches(value, known, n=1, cutoff=0.82)):
        return f"unknown field '{value}' (nearest: '{close[0]}')"
    return ""


def parse_policy(
    data: Any,
    name: str,
    vocabulary: Vocabulary,
    licences: Sequence[str],
    rules: Sequence[str],
    parent: Policy | None = None,
) -> Policy:
    """Check and type the plain data of a policy file. ``parent`` is what ``extends`` names, already typed.

    Raises ``UsageError`` with one line per fault.
    """
    if data is None:
        data = {}
    errors: list[str] = []
    checker = _PolicyChecker(name, word_table(vocabulary, tuple(licences), tuple(rules)), errors)
    if not isinstance(data, dict):
        raise UsageError(f"{name}: a policy is a mapping of keys")
    checker.tree(data, SCHEMA, "the policy")
    if not errors and parent is not None:
        errors.extend(_locked(data, parent, name))
    if errors:
        raise UsageError("\n".join(errors))
    return _typed(data, name, parent or Policy(undetermined="warning", unknown_licence="warning"))


def word_table(
    vocabulary: Vocabulary, licences: tuple[str, ...], rules: tuple[str, ...]
) -> Callable[[str], tuple[str, ...]]:
    """The words of every enumeration that a policy may use, by the name of its type."""
    concerns = tuple(vocabulary.data["concerns"])
    categories = tuple(vocabulary.data["categories"])
    kinds = tuple(vocabulary.term_kinds)
    fixed = {
        "licence": licences,
        "licence_or_category": (*licences, *categories, *kinds),
        "level": ("error", "warning", "off"),
        "severity": ("error", "warning", "note", "off"),
        "rule_or_concern": (*rules, *concerns),
        "covered": (*kinds, *concerns),
    }
    return lambda kind: fixed.get(kind) or vocabulary.words(kind)


def _typed(data: Mapping[str, Any], name: str, base: Policy) -> Policy:
    facts = dict(base.facts)
    facts.update(_facts(data.get("organisation", {}), SCHEMA["organisation"], "organisation", name))
    facts.update(_facts(data.get("use", {}), SCHEMA["use"], "use", name))
    section = data.get("policy", {})
    for group in ("jurisdiction", "lifecycle"):
        for key, value in section.get(group, {}).items():
            facts[f"policy.{group}.{key}"] = Fact(
                f"policy.{group}.{key}", _plain(value), _at(name, section[group], key)
            )
    own = data.get("own", {})
    return replace(
        base,
        file=name,
        facts=facts,
        allow=tuple(section["allow"]) if "allow" in section else base.allow,
        deny=tuple(section.get("deny", base.deny)),
        undetermined=section.get("undetermined", base.undetermined if base.file else "warning"),
        unknown_licence=section.get("unknown_licence", base.unknown_licence if base.file else "warning"),
        rules={**base.rules, **section.get("rules", {})},
        providers={**base.providers, **data.get("providers", {})},
        models=(*base.models, *(_model(entry, name) for entry in data.get("models", ()))),
        overrides=(*base.overrides, *(_path_use(entry, name) for entry in data.get("overrides", ()))),
        duties=(*base.duties, *(_named(Attestation, entry, name) for entry in data.get("duties", ()))),
        waivers=(*base.waivers, *(_named(Waiver, entry, name) for entry in data.get("waivers", ()))),
        own={key: tuple(own.get(key, base.own.get(key, ()))) for key in ("licences", "rules", "models")},
        data=data,
    )


def _facts(values: Mapping[str, Any], shape: Mapping[str, Any], prefix: str, name: str) -> dict[str, Fact]:
    """Flatten a section into facts, one per leaf: so maps merge and lists replace."""
    found: dict[str, Fact] = {}
    for key, value in values.items():
        kind, full = shape[key], f"{prefix}.{key}"
        if isinstance(kind, dict):
            found.update(_facts(value, kind, full, name))
        elif value is not None:
            found[full] = Fact(full, _fact_value(value, kind), _at(name, values, key))
    return found


def _fact_value(value: Any, kind: str) -> Any:
    if kind in ("count", "money"):
        return parse_quantity(value, money=kind == "money")
    if kind == "grants":
        return tuple({"licence": item} if isinstance(item, str) else dict(item) for item in value)
    return _plain(value)


def _model(entry: Mapping[str, Any], name: str) -> ModelEntry:
    use = dict(_facts(entry.get("use", {}), SCHEMA["use"], "use", name))
    if "location" in entry:
        use["use.location"] = Fact("use.location", entry["location"], _at(name, entry, "location"))
    if entry.get("public_name") and "use.student.name" not in use:
        use["use.student.name"] = Fact("use.student.name", entry["public_name"], _at(name, entry, "public_name"))
    return ModelEntry(
        id=_canonical(entry["id"]),
        licence=entry.get("licence", ""),
        base=None if "base" not in entry else tuple(_canonical(base) for base in entry["base"]),
        relation=entry.get("relation", ""),
        use=use,
        public_name=entry.get("public_name", ""),
        modality=tuple(entry.get("modality", ())),
        generated_by=tuple(entry.get("generated_by", ())),
        choose=entry.get("choose", ""),
        revision=entry.get("revision", ""),
        source=_at(name, entry, "id"),
    )


def _canonical(name: str) -> str:
    """``ECOSYSTEM:ID``; a bare ``org/name`` is the Hub's."""
    return name if ":" in name.split("/")[0] or "/" not in name else f"hf:{name}"


def _path_use(entry: Mapping[str, Any], name: str) -> PathUse:
    return PathUse(tuple(entry["paths"]), _facts(entry["use"], SCHEMA["use"], "use", name))


def _named(kind: Any, entry: Mapping[str, Any], name: str) -> Any:
    return kind(**{key: _plain(value) for key, value in entry.items()}, source=_at(name, entry, None))


def _plain(value: Any) -> Any:
    return tuple(_plain(item) for item in value) if isinstance(value, list) else value


def _at(name: str, container: Any, key: str | None) -> str:
    line = line_of(container, key)
    return f"{name}:{line}" if line else name


def _glob(path: str, pattern: str) -> bool:
    """``**`` crosses folders, ``*`` and ``?`` do not.

    A pattern that ends in ``/`` or names a folder covers what is below it.
    """
    pattern = pattern.strip("/")
    regex = (
        re.escape(pattern)
        .replace(r"\*\*/", "(?:.*/)?")
        .replace(r"\*\*", ".*")
        .replace(r"\*", "[^/]*")
        .replace(r"\?", "[^/]")
    )
    if re.fullmatch(f"{regex}(?:/.*)?", path):
        return True
    return "/" not in pattern and fnmatchcase(path, pattern)


def _locked(data: Mapping[str, Any], parent: Policy, name: str) -> list[str]:
    """A key that the parent locks may be tightened, never loosened."""
    errors = []
    for dotted in parent.data.get("locked", ()):
        theirs, mine = _dig(parent.data, dotted), _dig(data, dotted)
        if mine is not None and mine != theirs and not _tighter(dotted, theirs, mine):
            *above, key = dotted.split(".")
            where = _at(name, _dig(data, ".".join(above)) if above else data, key)
            errors.append(f"{where}: '{dotted}' is locked by {parent.file} and may not be loosened")
        for rule in _ENFORCED_BY.get(dotted, ()):
            before, now = parent.rules.get(rule, "error"), (_dig(data, "policy.rules") or {}).get(rule, "error")
            if _LEVELS.index(now) < _LEVELS.index(before):
                where = _at(name, _dig(data, "policy.rules"), rule)
                errors.append(
                    f"{where}: '{rule}' enforces '{dotted}', which {parent.file} locks, and may not be loosened"
                )
    return errors


#: The rules and concerns that make a locked key count: switching them off would loosen it as well.
_ENFORCED_BY = {
    "policy.deny": ("allowed", "denied-licence"),
    "policy.allow": ("allowed", "not-allowed"),
    "policy.unknown_licence": ("identity", "unknown-licence"),
    "policy.jurisdiction.forbid": ("jurisdiction", "forbidden-jurisdiction", "forbidden-group"),
}


_LEVELS = ("off", "note", "warning", "error")


def _tighter(dotted: str, theirs: Any, mine: Any) -> bool:
    if dotted.endswith((".deny", ".forbid")):
        return set(theirs or ()) <= set(mine)
    if dotted.endswith(".allow"):
        return theirs is None or set(mine) <= set(theirs)
    if isinstance(mine, dict):
        return all(
            _tighter(f"{dotted}.{key}", (theirs or {}).get(key), value)
            for key, value in mine.items()
            if value != (theirs or {}).get(key)
        )
    if mine in _LEVELS and (theirs is None or theirs in _LEVELS):
        return theirs is not None and _LEVELS.index(mine) >= _LEVELS.index(theirs)
    return isinstance(mine, bool) and mine and not theirs


def _dig(data: Any, dotted: str) -> Any:
    for part in dotted.split("."):
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data
