"""The truth table of every test that conditions may name: each outcome, and the facts that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from smallprint.condition import Answer, Context
from smallprint.database import Database
from smallprint.examples import example_facts, example_seen
from smallprint.predicates import TESTS
from smallprint.predicates_hosting import HOSTING_TESTS
from smallprint.verdict import Truth

DATA = Database.open()
TABLES: dict[str, list[Any]] = {}


def org(**facts: Any) -> dict[str, Any]:
    """Facts under ``organisation.``; ``a__b`` stands for ``a.b``."""
    return {f"organisation.{name.replace('__', '.')}": value for name, value in facts.items()}


def use(**facts: Any) -> dict[str, Any]:
    """Facts under ``use.``."""
    return {f"use.{name.replace('__', '.')}": value for name, value in facts.items()}


def ask(test: str, facts: Mapping[str, Any] = {}, term: Mapping[str, Any] = {}, **context: Any) -> Answer:
    """What a test answers to these facts."""
    known = example_facts({"facts": facts}, DATA.facts)
    seen = example_seen({"seen": context.pop("seen")}) if "seen" in context else None
    body = {"id": "term", "kind": "kind", **term}
    context = {"licence": "lic", "document": "lic.aup", "model_ids": ("hf:acme/m", "ollama:m"), **context}
    return TESTS[test](Context(lookup=known.get, vocabulary=DATA.vocabulary, term=body, seen=seen, **context))


def table(test: str, *rows: Any) -> None:
    """Rows are ``(outcome, facts, term, context)``; a string outcome other than yes and no names the missing fact."""
    TABLES[test] = [(test, *row) for row in rows]


YES, NO = "yes", "no"


def acts(*names: str) -> dict[str, Any]:
    return use(activities=list(names))


# --- activities ------------------------------------------------------------------------------------------------------

for _test, _inside in {
    "modified": ("fine_tune", "merge", "quantize", "adapter"),
    "distributes": ("distribute_weights", "distribute_product"),
    "offers": ("host_as_service", "offer_model_api", "distribute_weights", "distribute_product"),
}.items():
    _outside = [name for name in DATA.vocabulary.data["activities"] if name not in _inside]
    table(
        _test,
        *((YES, acts(name)) for name in _inside),
        (YES, acts("use_internally", _inside[0])),
        *((NO, acts(name)) for name in _outside),
        (NO, acts()),
        ("use.activities", {}),
    )
table(
    "teaches",
    (YES, acts("train_on_outputs")),
    (YES, acts("distil")),
    (YES, use(outputs_train="other_model")),
    (YES, use(outputs_train="own_derivative")),
    (YES, use(outputs_train="competing_model")),
    (YES, use(outputs_train="none", activities=["distil"])),
    (NO, use(outputs_train="none")),
    (NO, acts("host_as_service")),
    (NO, acts()),
    ("use.outputs_train", {}),
)
table(
    "hands_on_derived",
    (YES, acts("fine_tune", "host_as_service")),
    (YES, acts("merge", "distribute_weights")),
    (YES, acts("train_on_outputs", "distribute_weights")),
    (YES, use(outputs_train="other_model", student__distributed=True)),
    (NO, acts("fine_tune")),
    (NO, acts("distribute_weights")),
    (NO, acts("train_on_outputs", "host_as_service") | use(student__distributed=False)),
    (NO, acts()),
    ("use.activities", use(outputs_train="none")),
    ("use.activities use.outputs_train use.student.distributed", {}),
    ("use.student.distributed", acts("train_on_outputs")),
)

# --- limits ----------------------------------------------------------------------------------------------------------

MAU = {"metric": "monthly_active_users", "over": 700_000_000}
JUNE = MAU | {"month": "2024-06"}
PRODUCT = {"metric": "monthly_active_users", "over": 100_000_000, "of": "product"}
REVENUE = {"metric": "annual_revenue", "over": 1_000_000, "currency": "USD"}
MONTHLY = {"metric": "monthly_revenue", "over": 20_000_000, "currency": "USD"}
DAILY = {"metric": "daily_active_users", "over": 1_000_000}
RELEASE = MAU | {"month": "release"}


def limits(*given: Mapping[str, Any], **term: Any) -> dict[str, Any]:
    return {"limits": list(given), **term}


def users(value: Any) -> dict[str, Any]:
    return org(monthly_active_users=value)


table(
    "over_limit",
    (NO, {}, limits()),
    (YES, users(700_000_001), limits(MAU)),
    (NO, users(700_000_000), limits(MAU)),
    (YES, users(700_000_000), limits({"metric": "monthly_active_users", "at_least": 700_000_000})),
    (NO, users(699_999_999), limits({"metric": "monthly_active_users", "at_least": 700_000_000})),
    ("organisation.monthly_active_users", {}, limits(MAU)),
    # At the line: caught is the words' own answer, open leaves it.
    (NO, users(700_000_000), limits(MAU, at_line="caught")),
    ("organisation.monthly_active_users", users(700_000_000), limits(MAU, at_line="open")),
    (YES, users(700_000_001), limits(MAU, at_line="open")),
    # A snapshot counts its month only; a plain figure stands for every month.
    (YES, users({"2024-06": 800_000_000, "2026-10": 5}), limits(JUNE)),
    (NO, users({"2024-06": 5, "2026-10": 800_000_000}), limits(JUNE)),
    ("organisation.monthly_active_users", users({"2026-10": 800_000_000}), limits(JUNE)),
    (YES, users(800_000_000), limits(JUNE)),
    # Without a month the latest figure counts.
    (YES, users({"2024-06": 5, "2026-10": 800_000_000}), limits(MAU)),
    (NO, users({"2024-06": 800_000_000, "2026-10": 5}), limits(MAU)),
    # A release whose month is unknown is settled by months that all say the same.
    (YES, users({"2024-06": 800_000_000, "2024-07": 800_000_000}), limits(RELEASE)),
    ("organisation.monthly_active_users", users({"2024-06": 5, "2024-07": 800_000_000}), limits(RELEASE)),
    (NO, users(5), limits(RELEASE)),
    # Ranges settle what lies on one side.
    (NO, users("< 700_000_000"), limits(MAU)),
    (YES, users("> 700_000_000"), limits(MAU)),
    ("organisation.monthly_active_users", users("600M..800M"), limits(MAU)),
    # Any of several.
    (YES, users(5) | org(annual_revenue="2_000_000 USD"), limits(MAU, REVENUE)),
    (YES, org(annual_revenue="2_000_000 USD"), limits(MAU, REVENUE)),
    ("organisation.monthly_active_users", org(annual_revenue="1_000 USD"), limits(MAU, REVENUE)),
    (NO, users(5) | org(annual_revenue="1_000 USD"), limits(MAU, REVENUE)),
    # Of the product: its own figure, and a total under the line bounds it.
    (YES, use(product__monthly_active_users=200_000_000), limits(PRODUCT)),
    (NO, use(product__monthly_active_users=50_000_000) | users(900_000_000), limits(PRODUCT)),
    (NO, users(50_000_000), limits(PRODUCT)),
    ("use.product.monthly_active_users", users(900_000_000), limits(PRODUCT)),
    ("use.product.monthly_active_users", {}, limits(PRODUCT)),
    # Of the organisation: a part over the line crosses it, one under says nothing.
    (YES, use(product__monthly_active_users=800_000_000), limits(MAU)),
    ("organisation.monthly_active_users", use(product__monthly_active_users=5), limits(MAU)),
    # A figure that bounds another: a month's revenue is part of a year's, a day's users part of a month's.
    (NO, org(annual_revenue="10_000_000 USD"), limits(MONTHLY)),
    ("organisation.monthly_revenue", org(annual_revenue="30_000_000 USD"), limits(MONTHLY)),
    (YES, org(monthly_revenue="21_000_000 USD", annual_revenue="5 USD"), limits(MONTHLY)),
    (NO, users(999_999), limits(DAILY)),
    ("organisation.monthly_active_users", {}, limits(DAILY)),
    # What no fact measures is open, and no question would settle it.
    ("", users(2_000_000), limits(DAILY)),
    ("", {}, limits({"metric": "edge_devices", "over": 100})),
    # Another currency settles only what is clear of the line.
    (YES, org(annual_revenue="2_000_000 EUR"), limits(REVENUE)),
    (NO, org(annual_revenue="500_000 EUR"), limits(REVENUE)),
    ("organisation.annual_revenue", org(annual_revenue="900_000 EUR"), limits(REVENUE)),
    ("organisation.annual_revenue", org(annual_revenue="5 NOK"), limits(REVENUE)),
    (YES, org(annual_revenue="1_000_001 USD"), limits(REVENUE)),
    ("organisation.annual_revenue", org(annual_revenue="1_000_000 USD"), limits(REVENUE, at_line="open")),
)
table("has_limits", (YES, {}, limits(MAU)), (NO, {}, limits()), (NO, {}, {}))

# --- purposes, people, places ----------------------------------------------------------------------------------------

table(
    "purpose_barred",
    (NO, {}, {"bars": []}),
    (YES, use(commercial=True), {"bars": ["commercial"]}),
    (NO, use(commercial=False), {"bars": ["commercial"]}),
    ("use.commercial", {}, {"bars": ["commercial"]}),
    (YES, {}, {"bars": ["unapproved"]}),
    (YES, acts("host_as_service"), {"bars": ["production"]}),
    (YES, acts("distribute_product"), {"bars": ["production"]}),
    (NO, acts("distribute_weights") | use(fields=["research"]), {"bars": ["production"]}),
    (YES, use(fields=["production"]), {"bars": ["production"]}),
    ("use.activities", use(fields=["research"]), {"bars": ["production"]}),
    (NO, acts("use_internally") | use(fields=["research"]), {"bars": ["production"]}),
    ("use.fields", acts("use_internally"), {"bars": ["production"]}),
    ("use.activities use.fields", {}, {"bars": ["production"]}),
    (NO, use(fields=["research"]), {"bars": ["non_research"]}),
    (NO, use(fields=["research", "evaluation"]), {"bars": ["non_research"]}),
    (NO, use(fields=["research", "teaching"]), {"bars": ["non_research"], "allows": ["teaching"]}),
    ("", use(fields=["research", "teaching"]), {"bars": ["non_research"]}),
    (YES, use(fields=["teaching", "customer-support"]), {"bars": ["non_research"]}),
    (YES, use(fields=["research", "customer-support"]), {"bars": ["non_research"]}),
    (YES, use(fields=["personal"]), {"bars": ["non_research"]}),
    (YES, use(fields=[]), {"bars": ["non_research"]}),
    # Whether it earns money is another bar's question: research may, and a licence that minds names both.
    ("use.fields", use(commercial=True), {"bars": ["non_research"]}),
    ("use.fields", use(commercial=False), {"bars": ["non_research"]}),
    (NO, use(commercial=True, fields=["research"]), {"bars": ["non_research"]}),
    (YES, use(commercial=True), {"bars": ["commercial", "non_research"]}),
    (YES, use(commercial=True), {"bars": ["production", "commercial"]}),
    ("use.activities use.fields", use(commercial=False), {"bars": ["production", "commercial"]}),
    ("use.activities use.fields use.commercial", {}, {"bars": ["production", "commercial"]}),
)
table(
    "class_barred",
    (YES, org(kind="company"), {"only": ["academic", "individual"]}),
    (NO, org(kind="academic"), {"only": ["academic", "individual"]}),
    (YES, org(kind="government"), {"barred": ["government"]}),
    (NO, org(kind="company"), {"barred": ["government"]}),
    (YES, org(kind="company"), {"only": []}),
    (NO, org(kind="company"), {}),
    ("organisation.kind", {}, {"only": ["academic"]}),
)
_EU = {"regions": ["EU"], "who": ["domicile"]}
_OFFER = {"regions": ["EU", "KR"], "who": ["offer"]}
_BOTH = {"regions": ["EU"], "who": ["use"]}
table(
    "in_territory",
    (YES, org(country="DE"), _EU),
    (NO, org(country="GB"), _EU),
    (NO, org(country="NO"), _EU),
    (YES, org(country="NO"), _EU | {"regions": ["EEA"]}),
    (YES, org(country="DE"), _EU | {"who": ["principal_place"]}),
    ("organisation.country", {}, _EU),
    ("organisation.country", use(territories=["EU"]), _EU),
    (YES, use(territories=["US", "KR"]), _OFFER),
    (YES, use(territories=["EU"]), _OFFER),
    (YES, use(territories=["FR"]), _OFFER),
    (YES, use(territories=["worldwide"]), _OFFER),
    (NO, use(territories=["US"]), _OFFER),
    (NO, use(territories=[]), _OFFER),
    ("use.territories", org(country="DE"), _OFFER),
    # Use: the seat and the offer both count.
    (YES, org(country="DE"), _BOTH),
    (YES, use(territories=["EU"]) | org(country="US"), _BOTH),
    ("use.territories", org(country="US"), _BOTH),
    (NO, use(territories=["US"]) | org(country="US"), _BOTH),
    # For a kind of model only.
    (YES, org(country="DE"), _EU | {"modalities": ["image"]}, {"modality": ("text", "image")}),
    (NO, org(country="DE"), _EU | {"modalities": ["image"]}, {"modality": ("text",)}),
    ("model.modality", org(country="DE"), _EU | {"modalities": ["image"]}),
    (NO, org(country="US"), _EU | {"modalities": ["image"]}),
    (NO, {}, _EU | {"modalities": ["image"]}, {"modality": ("text",)}),
)
table(
    "sells_models",
    (YES, use(activities=["offer_model_api"]), {}),
    (NO, use(activities=["host_as_service"]), {}),
    (NO, use(activities=["host_as_service"], fields=["customer-support"]), {}),
    (YES, use(fields=["model-as-a-service"], activities=["host_as_service"]), {}),
    ("use.activities", use(fields=["customer-support"]), {}),
    ("use.activities", {}, {}),
)
table(
    "of_modality",
    (YES, {}, {"modalities": ["image"]}, {"modality": ("text", "image")}),
    (NO, {}, {"modalities": ["image"]}, {"modality": ("text",)}),
    (YES, {}, {}, {"modality": ("text",)}),
    ("model.modality", {}, {"modalities": ["image"]}),
)


def domains(*names: str, **lifted: Any) -> dict[str, Any]:
    term: dict[str, Any] = {"domains": list(names)}
    return term | {"lifted_by": {name.replace("_", "-"): given for name, given in lifted.items()}} if lifted else term


_MEDICAL = domains("medical-advice", medical_advice=["human-review"])
table(
    "field_matches",
    (YES, use(fields=["military"]), domains("military")),
    (NO, use(fields=["customer-support"]), domains("military")),
    (NO, use(fields=[]), domains("military")),
    ("use.fields", {}, domains("military")),
    # Nobody plans conduct: it is never asked, and met only when it is declared.
    (NO, {}, domains("harassment")),
    (YES, use(fields=["harassment"]), domains("harassment")),
    (NO, use(fields=["customer-support"]), domains("harassment")),
    # The narrower field is inside the wider one; not the other way round, since a list that is there is complete.
    (YES, use(fields=["weapons"]), domains("military")),
    (YES, use(fields=["cbrn"]), domains("military")),
    (NO, use(fields=["law-enforcement"]), domains("crime-prediction")),
    (NO, use(fields=["customer-support"]), domains("crime-prediction")),
    (NO, use(fields=["weapons"]), domains("cbrn")),
    # A safeguard that the term accepts.
    (NO, use(fields=["medical-advice"], safeguards=["human-review"]), _MEDICAL),
    (YES, use(fields=["medical-advice"], safeguards=["disclosure"]), _MEDICAL),
    (YES, use(fields=["medical-advice"], safeguards=["human-review"]), domains("medical-advice")),
    ("use.safeguards", use(fields=["medical-advice"]), _MEDICAL),
    (NO, use(safeguards=["human-review"]), _MEDICAL),
    ("use.fields", use(safeguards=["disclosure"]), _MEDICAL),
    (YES, use(fields=["military", "medical-advice"], safeguards=["human-review"]),
     domains("medical-advice", "military", medical_advice=["human-review"])),
    (NO, {}, domains()),
)  # fmt: skip
table(
    "safeguards_missing",
    (NO, use(safeguards=["human-review", "disclosure"]), {"needs": ["human-review"]}),
    (YES, use(safeguards=["disclosure"]), {"needs": ["human-review"]}),
    (YES, use(safeguards=["human-review"]), {"needs": ["human-review", "disclosure"]}),
    (YES, use(safeguards=[]), {"needs": ["human-review"]}),
    (NO, {}, {"needs": []}),
    ("use.safeguards", {}, {"needs": ["human-review"]}),
)
table(
    "minors_served",
    (YES, use(audience__minors=True)),
    (NO, use(audience__minors=False)),
    ("use.audience.minors", {}),
)
table(
    "received_in_product",
    (YES, use(received_in_product=True)),
    (NO, use(received_in_product=False)),
    ("use.received_in_product", {}),
)

# --- outputs ---------------------------------------------------------------------------------------------------------


def bans(models: str = "any-model", stance: str = "forbidden", *spares: str) -> dict[str, Any]:
    return {"stance": stance, "models": models} | ({"spares": list(spares)} if spares else {})


def taught(student: str = "", what: str = "other_model", **more: Any) -> dict[str, Any]:
    return use(outputs_train=what, **({"student__kind": student} if student else {}), **more)


_KINDS = ("llm", "generative", "classifier", "embedding", "other")
#: scope -> the answer for each kind of student, in the order of ``_KINDS``: inside, outside, or open (?).
_IN_SCOPE = {
    "any-model": "yyyyy",
    "foundational-generative": "yynn?",
    "foundational-llm-or-general-purpose": "y?nn?",
    "llm-or-generative": "yynnn",
    "other-llm": "y?nnn",
    "text-to-image": "n?nn?",
    "structure-prediction": "n?nn?",
}
table(
    "student_in_scope",
    *(
        ({"y": YES, "n": NO, "?": "use.student.kind"}[answer], taught(kind), bans(scope))
        for scope, answers in _IN_SCOPE.items()
        for kind, answer in zip(_KINDS, answers, strict=True)
    ),
    *((NO, taught("llm"), bans(stance=stance)) for stance in ("allowed", "with_conditions", "silent")),
    (NO, taught("llm", "none"), bans()),
    (NO, acts("host_as_service"), bans()),
    ("use.outputs_train", {}, bans()),
    ("use.student.kind", taught(), bans("other-llm")),
    ("use.outputs_train use.student.kind", {}, bans("other-llm")),
    (NO, use(student__kind="classifier"), bans("other-llm")),
    # Competing: the policy says which.
    (YES, taught(what="competing_model"), bans(stance="forbidden_if_competing")),
    (YES, taught(what="competing_model"), bans("competing-model")),
    (NO, taught(what="other_model"), bans(stance="forbidden_if_competing")),
    (NO, taught(what="own_derivative"), bans("competing-model")),
    (NO, taught(what="other_model"), bans("any-model", "forbidden_if_competing")),
    ("use.outputs_train", acts("distil"), bans(stance="forbidden_if_competing")),
    # Commercial: the model or the purpose.
    (YES, taught(commercial=True), bans("commercial-model")),
    (NO, taught(commercial=False), bans("commercial-model")),
    ("use.commercial", taught(), bans("commercial-model")),
    (YES, taught(commercial=True), bans(stance="non_commercial_only")),
    (NO, taught(commercial=False), bans(stance="non_commercial_only")),
    ("use.commercial", taught(), bans(stance="forbidden_for_commercial_use")),
    (YES, taught(commercial=True), bans(stance="forbidden_for_commercial_use")),
    (NO, taught("llm", "none", commercial=True), bans(stance="non_commercial_only")),
    # Those whom the term spares.
    (NO, taught("llm", "own_derivative"), bans("other-llm", "forbidden", "own_derivatives")),
    (YES, taught("llm", "own_derivative"), bans("other-llm")),
    (YES, taught("llm"), bans("other-llm", "forbidden", "own_derivatives")),
    ("use.outputs_train", acts("distil") | use(student__kind="llm"), bans("other-llm", "forbidden", "own_derivatives")),
    (NO, taught("classifier"), bans("any-model", "forbidden", "classifier")),
    (YES, taught("embedding"), bans("any-model", "forbidden", "classifier")),
    ("use.student.kind", taught(), bans("any-model", "forbidden", "classifier", "embedding")),
    (
        NO,
        taught("embedding", student__distributed=False),
        bans("any-model", "forbidden", "embedding", "not_distributed"),
    ),
    (
        YES,
        taught("embedding", student__distributed=True),
        bans("any-model", "forbidden", "embedding", "not_distributed"),
    ),
    ("use.student.distributed", taught("embedding"), bans("any-model", "forbidden", "embedding", "not_distributed")),
)

# --- names and licences ----------------------------------------------------------------------------------------------


def called(name: str) -> dict[str, Any]:
    return use(student__name=name)


table(
    "name_breaks",
    (NO, called("Llama-acme"), {"begins_with": "Llama"}),
    (NO, called("llama-acme"), {"begins_with": "Llama"}),
    (NO, called("acme/Llama-acme"), {"begins_with": "Llama"}),
    (NO, called("Llama-3-acme"), {"begins_with": "Llama 3"}),
    (YES, called("Llama-2-acme"), {"begins_with": "Llama 3"}),
    (YES, called("acme-llama"), {"begins_with": "Llama"}),
    (YES, called("llama/acme"), {"begins_with": "Llama"}),
    (NO, called("acme-llama"), {"contains": "Llama"}),
    (YES, called("acme"), {"contains": "Llama"}),
    (YES, called("acme-Qwen-7b"), {"must_not_use": "qwen"}),
    (NO, called("acme-7b"), {"must_not_use": "qwen"}),
    (NO, called("anything"), {}),
    ("use.student.name", {}, {"begins_with": "Llama"}),
    ("use.student.name", called(""), {"begins_with": "Llama"}),
)


def grant(**more: Any) -> dict[str, Any]:
    return org(separate_licences=[{"licence": "lic", **more}])


table(
    "granted",
    (NO, {}),
    (NO, org(separate_licences=[])),
    (YES, grant()),
    (YES, grant(licence="lic.aup")),
    (NO, grant(licence="other")),
    (YES, grant(covers=["kind"])),
    (YES, grant(covers=["term"])),
    (NO, grant(covers=["something-else"])),
    (YES, grant(until="2026-11-22"), {}, {"today": "2026-11-22"}),
    (NO, grant(until="2026-11-21"), {}, {"today": "2026-11-22"}),
    (YES, grant(until="2026-11-21")),
    (YES, org(separate_licences=[{"licence": "other"}, {"licence": "lic"}])),
)
table(
    "registered",
    (YES, org(registrations=["lic"])),
    (YES, org(registrations=["lic.aup"])),
    (NO, org(registrations=["other"])),
    (NO, org(registrations=[])),
    ("organisation.registrations", {}),
)
_ACCEPTS = {"accepts": ["GPL-3.0", "agpl-3.0"]}
table(
    "licence_refused",
    (NO, use(project_licence="AGPL-3.0-only"), _ACCEPTS),
    (NO, use(project_licence="gpl-3.0-or-later"), _ACCEPTS),
    (NO, use(project_licence="(MIT OR GPL-3.0-only)"), _ACCEPTS),
    (YES, use(project_licence="MIT"), _ACCEPTS),
    (YES, use(project_licence="GPL-2.0-only"), _ACCEPTS),
    (YES, use(project_licence="MIT"), {}),
    ("use.project_licence", {}, _ACCEPTS),
    ("use.project_licence", use(project_licence=""), _ACCEPTS),
)
table(
    "not_allowed",
    (NO, {"policy.allowed": True}),
    (YES, {"policy.allowed": False}),
    ("model.licence_known", {}),
)

# --- what was seen ---------------------------------------------------------------------------------------------------


def seen(**what: Any) -> dict[str, Any]:
    return {"seen": what}


_SHOW = {"string": "Built with X", "places": ["readme", "ui"], "alternatives": ["Made with X"]}
table(
    "string_seen",
    (YES, {}, _SHOW, seen(strings={"Built with X": [["readme", "README.md", 3]]})),
    (YES, {}, _SHOW, seen(strings={"Built with X": [["docs", "a.md", 3], ["ui", "b.html", 3]]})),
    (YES, {}, _SHOW, seen(strings={"Made with X": [["ui", "b.html", 3]]})),
    (NO, {}, _SHOW, seen(strings={"Built with X": [["docs", "a.md", 3]]})),
    (YES, {}, {"string": "Built with X"}, seen(strings={"Built with X": [["docs", "a.md", 3]]})),
    (NO, {}, _SHOW, seen()),
    (NO, {}, {"places": ["ui"]}, seen(strings={"Built with X": [["ui", "b.html", 3]]})),
    ("tree", {}, _SHOW),
)
table(
    "copy_seen",
    (YES, {}, {}, seen(licence_copies={"lic.aup": ["LICENSES/x.txt"]})),
    (NO, {}, {}, seen(licence_copies={"lic": ["LICENSES/x.txt"]})),
    (YES, {}, {"document": "lic"}, seen(licence_copies={"lic": ["LICENSES/x.txt"]})),
    (NO, {}, {"document": "lic"}, seen(licence_copies={"lic.aup": ["LICENSES/x.txt"]})),
    (YES, {}, {"or_link": True}, seen(strings={"licence:lic.aup": [["readme", "README.md", 3]]})),
    (NO, {}, {"or_link": False}, seen(strings={"licence:lic.aup": [["readme", "README.md", 3]]})),
    (NO, {}, {"or_link": True}, seen(strings={"licence:lic": [["readme", "README.md", 3]]})),
    (NO, {}, {}, seen()),
    ("tree", {}, {}),
)
table(
    "credit_seen",
    (YES, {}, {}, seen(credits={"hf:acme/m": [["readme", "README.md", 3]]})),
    (YES, {}, {}, seen(credits={"ollama:m": [["readme", "README.md", 3]]})),
    (NO, {}, {}, seen(credits={"hf:acme/other": [["readme", "README.md", 3]]})),
    (NO, {}, {}, seen()),
    ("tree", {}, {}),
)
_DONE = ("lic/term", "lic/kind", "lic.aup/term", "lic.aup/kind")
table(
    "attested",
    *((YES, {}, {}, seen(attested={key: "https://example.org"})) for key in _DONE),
    (NO, {}, {}, seen(attested={"lic/other": "https://example.org"})),
    (NO, {}, {}, seen(attested={"other/term": "https://example.org"})),
    *((NO, {}, {}, seen(attested={"lic/term": word})) for word in ("no", " NO ")),
    (YES, {}, {}, seen(attested={"lic/term": "no", "lic/kind": "about page"})),
    (NO, {}, {}, seen()),
    (NO, {}, {}),
)
table(
    "refuses_duty",
    *((YES, {}, {}, seen(attested={key: "No"})) for key in _DONE),
    (NO, {}, {}, seen(attested={"lic/term": "https://example.org"})),
    (NO, {}, {}, seen(attested={"lic/other": "no"})),
    (NO, {}, {}, seen()),
    (NO, {}, {}),
)

# --- what the licence says, whoever asks ------------------------------------------------------------------------------

table(
    "patent_withheld",
    (YES, {}, {"grant": "refused"}),
    (NO, {}, {"grant": "express"}),
    *(("", {}, {"grant": word}) for word in ("implied", "not_addressed", "unknown")),
    ("", {}, {}),
)
table(
    "suit_ends_all",
    (YES, {}, {"ends": "whole_licence"}),
    (NO, {}, {"ends": "patent_rights"}),
    (NO, {}, {}),
)
table(
    "outputs_kept",
    *((YES, {}, {"ownership": word}) for word in ("licensor", "licensed_by_licensor")),
    *((NO, {}, {"ownership": word}) for word in ("user", "no_claim", "follows_licence", "not_addressed")),
    (NO, {}, {}),
)

ROWS = [pytest.param(row, id=f"{name}-{number}") for name, rows in TABLES.items() for number, row in enumerate(rows, 1)]


@pytest.mark.parametrize("row", ROWS)
def test_row(row: Any) -> None:
    test, outcome, facts, term, context = (*row, {}, {})[:5]
    answer = ask(test, facts, term, **context)
    truth = {YES: Truth.TRUE, NO: Truth.FALSE}.get(outcome, Truth.UNKNOWN)
    assert answer.truth is truth
    assert set(answer.missing) == (set(outcome.split()) if truth is Truth.UNKNOWN else set())


# The tests on hosts have their tables in the examples of their rules, and their laws in tests/providers.
@pytest.mark.parametrize("test", sorted(set(TESTS) - set(HOSTING_TESTS)))
def test_every_test_of_the_closed_list_has_a_table_with_each_outcome(test: str) -> None:
    outcomes = {row[1] if row[1] in (YES, NO) else "open" for row in TABLES[test]}
    # What the policy grants or attests is a list that is complete: without it nothing is granted, so it is never open.
    closed = test in ("granted", "attested", "refuses_duty", "has_limits", "suit_ends_all", "outputs_kept")
    assert outcomes == ({YES, NO} if closed else {YES, NO, "open"})


def test_no_table_is_of_a_test_that_is_gone() -> None:
    assert set(TABLES) <= set(TESTS)


@pytest.mark.parametrize("row", ROWS)
def test_what_is_named_as_missing_is_a_fact_that_somebody_can_state(row: Any) -> None:
    test, _, facts, term, context = (*row, {}, {})[:5]
    for name in ask(test, facts, term, **context).missing:
        assert name in DATA.facts or name in ("tree", "model.modality")
        assert name not in facts or DATA.facts[name]["type"].split()[0] in ("count", "money", "one", "list", "text")


def test_the_facts_that_decided_are_shown() -> None:
    answer = ask("over_limit", users(800_000_000), limits(MAU))
    assert [fact.name for fact in answer.used] == ["organisation.monthly_active_users"]
    answer = ask("string_seen", {}, _SHOW, seen={"strings": {"Built with X": [["readme", "README.md", 3]]}})
    assert answer.used[0].source == "README.md:3"
    answer = ask("in_territory", org(country="DE"), _EU)
    assert [fact.value for fact in answer.used] == ["DE"]


#: Facts that contradict each other, and conduct: nobody plans it, so what is not said of it is no question.
_ASIDE = (
    use(outputs_train="none", activities=["distil"]),
    org(monthly_revenue="21_000_000 USD", annual_revenue="5 USD"),
    use(fields=["harassment"]),
    use(fields=["model-as-a-service"], activities=["host_as_service"]),
)


@pytest.mark.parametrize("row", ROWS)
def test_one_fact_less_never_flips_a_definite_answer(row: Any) -> None:
    """Read backwards: whatever is known, one more fact settles what was open and turns nothing round."""
    test, _, facts, term, context = (*row, {}, {})[:5]
    # What nobody says was granted was not: the one list whose absence is an answer.
    if test == "granted" or facts in _ASIDE:
        return
    whole = ask(test, facts, term, **context)
    for name in facts:
        less = ask(test, {key: value for key, value in facts.items() if key != name}, term, **context)
        assert less.truth in (whole.truth, Truth.UNKNOWN), f"{name} flips it"
