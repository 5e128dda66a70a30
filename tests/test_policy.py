"""The policy file: what it says becomes facts with their lines; what is wrong with it is one line that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallprint.database import Database
from smallprint.load import Policies, load_policy
from smallprint.model import UsageError
from smallprint.policy import Policy

DATA = Database.open()


def _load(tmp_path: Path, text: str, name: str = "smallprint.yaml") -> Policy:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_policy(tmp_path / name, tmp_path, DATA)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("organization: {}\n", "smallprint.yaml:1: unknown key 'organization' in the policy (nearest: 'organisation')"),
        ("use:\n  comercial: true\n", "smallprint.yaml:2: unknown key 'comercial' in use (nearest: 'commercial')"),
        ("use:\n  commercial: yes please\n", "smallprint.yaml:2: 'commercial': expected bool, found 'yes please'"),
        ("use:\n  activities: [hosting]\n", "smallprint.yaml:2: the item: unknown activity 'hosting'"),
        ("use:\n  activities: host_as_service\n", "smallprint.yaml:2: 'activities' must be a list"),
        (
            "organisation:\n  annual_revenue: 5\n",
            "smallprint.yaml:2: 'annual_revenue': a currency is expected, such as 12_000_000 USD",
        ),
        ("organisation:\n  monthly_active_users: {2024-13: 5}\n", "'2024-13' is not a month such as 2024-06"),
        (
            "organisation:\n  country: Germany\n",
            "smallprint.yaml:2: 'country': expected an ISO 3166-1 alpha-2 code such as DE",
        ),
        (
            "policy:\n  deny: [lama3.1]\n",
            "smallprint.yaml:2: the item: unknown licence or category 'lama3.1' (nearest: 'llama3.1')",
        ),
        ("policy:\n  undetermined: maybe\n", "smallprint.yaml:2: 'undetermined': unknown level 'maybe'"),
        (
            "policy:\n  rules: {user-caps: off}\n",
            "smallprint.yaml:2: 'user-caps': unknown rule or concern 'user-caps' (nearest: 'user-cap')",
        ),
        ("waivers:\n  - {rule: user-cap, owner: me}\n", "smallprint.yaml:2: 'waivers' needs the key 'reason'"),
        (
            "waivers:\n  - {rule: user-cap, owner: me, reason: x, until: soon}\n",
            "'until': expected a date such as 2026-11-22, found 'soon'",
        ),
        ("use:\n  fields: [militry]\n", "unknown field 'militry' (nearest: 'military')"),
        ("use: [1\n", "smallprint.yaml:2: not valid YAML"),
        ("use: {commercial: true}\nuse: {}\n", "smallprint.yaml:2: key 'use' stands twice"),
        ("- a list\n", "smallprint.yaml: a policy is a mapping of keys"),
        ("use: &a [*a]\n", "nested too deeply or too many aliases"),
        ("extends: https://example.org/base.yaml\n", "only a file or pkg:DIST/FILE may be extended"),
        ("extends: pkg:not-there/base.yaml\n", "the distribution 'not-there', which is not installed"),
        ("extends: base.yaml\n", "base.yaml: no such policy file"),
        ("extends: smallprint.yaml\n", "the policy extends itself"),
    ],
)
def test_a_fault_is_one_line_with_file_line_key_and_nearest(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        _load(tmp_path, text)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_every_fault_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        _load(tmp_path, "use:\n  comercial: true\n  product: {monthly_revenue: lots}\n")
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        "smallprint.yaml:2",
        "smallprint.yaml:3",
    ]


def test_facts_remember_their_line(tmp_path: Path) -> None:
    policy = _load(tmp_path, "organisation:\n  country: DE\n\nuse:\n  student:\n    kind: llm\n")
    assert policy.facts["organisation.country"].source == "smallprint.yaml:2"
    assert (policy.facts["use.student.kind"].value, policy.facts["use.student.kind"].source) == (
        "llm",
        "smallprint.yaml:6",
    )


def test_the_example_of_the_design_loads(tmp_path: Path) -> None:
    policy = _load(
        tmp_path,
        """
organisation:
  kind: company
  country: DE
  monthly_active_users: {2024-06: 35_000_000, 2026-10: 40_000_000}
  annual_revenue: 12_000_000 USD
  separate_licences:
    - llama3.1
    - {licence: flux-1-dev-nc, covers: [commercial-use], agreement: "2026-04", until: 2027-04-01}
  registrations: [stabilityai-community]
use:
  commercial: true
  activities: [host_as_service]
  product: {monthly_active_users: 900_000, monthly_revenue: 50_000 USD}
  received_in_product: false
  outputs_train: none
  student: {kind: classifier, distributed: false, name: acme-intent}
  fields: [customer-support]
  safeguards: [human-review]
  territories: [EU, US]
  location: own_cloud
  audience: {minors: false}
  project_licence: Apache-2.0
  data: {classes: [personal], must_stay_in_boundary: false, allowed_regions: [EU], max_retention_days: 30}
policy:
  allow: [permissive, llama3.1]
  deny: [non-commercial]
  undetermined: warning
  unknown_licence: error
  jurisdiction: {forbid: [CN], forbid_group: false}
  lifecycle: {warn_days: 90, pin_versions: true, min_notice_days: 180}
  rules: {missing-notice: off}
providers: {openai: {tier: paid, zero_retention: true, region: EU, opt_out: true}}
models:
  - {id: hf:acme/chat, licence: llama3.1, base: [hf:meta-llama/Llama-3.1-8B], relation: finetune, use: {outputs_train:
  other_model}}
overrides:
  - {paths: ["experiments/**"], use: {commercial: false, activities: [use_internally]}}
duties:
  - {licence: llama3.1, term: display, where: https://example.org/about, owner: web, date: 2026-10-01}
waivers:
  - {rule: pinning, model: hf:meta-llama/Llama-3.1-8B, reason: pinned by the registry, owner: platform, until:
  2027-03-01}
""",
    )
    assert policy.allow == ("permissive", "llama3.1")
    assert policy.models[0].base == ("hf:meta-llama/Llama-3.1-8B",)
    assert policy.facts["policy.lifecycle.pin_versions"].value is True
    assert policy.rules == {"missing-notice": "off"}


def test_overrides_merge_maps_and_replace_lists(tmp_path: Path) -> None:
    policy = _load(
        tmp_path,
        """
use: {commercial: true, activities: [host_as_service, fine_tune], student: {kind: llm, name: a}}
overrides:
  - {paths: ["experiments/**"], use: {activities: [use_internally], student: {name: b}}}
  - {paths: ["experiments/deep/*.py"], use: {commercial: false}}
models:
  - {id: hf:acme/x, use: {commercial: true}}
""",
    )
    top, experiment = policy.facts_for("app.py"), policy.facts_for("experiments/deep/a.py")
    assert top["use.activities"].value == ("host_as_service", "fine_tune")
    assert experiment["use.activities"].value == ("use_internally",)
    assert (experiment["use.student.kind"].value, experiment["use.student.name"].value) == ("llm", "b")
    assert experiment["use.commercial"].value is False
    assert policy.facts_for("experiments/deep/a.py", ("hf:acme/x",))["use.commercial"].value is True


def test_a_locked_key_is_tightened_never_loosened(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "policy: {deny: [non-commercial], unknown_licence: error}\nlocked: [policy.deny, policy.unknown_licence]\n"
    )
    kept = _load(tmp_path, "extends: base.yaml\npolicy: {deny: [non-commercial, research-only]}\n")
    assert kept.deny == ("non-commercial", "research-only")
    assert kept.unknown_licence == "error"
    for loosened in ("policy: {deny: []}", "policy: {unknown_licence: warning}"):
        with pytest.raises(UsageError, match=r"is locked by base.yaml and may not be loosened"):
            _load(tmp_path, f"extends: base.yaml\n{loosened}\n")
    for rule in ("allowed", "denied-licence", "unknown-licence"):
        with pytest.raises(UsageError, match=rf"'{rule}' enforces .* which base.yaml locks"):
            _load(tmp_path, f"extends: base.yaml\npolicy: {{rules: {{{rule}: warning}}}}\n")
    assert _load(tmp_path, "extends: base.yaml\npolicy: {rules: {not-allowed: 'off', denied-licence: error}}\n").rules


def test_the_nearest_policy_holds(tmp_path: Path) -> None:
    (tmp_path / "smallprint.yaml").write_text("use: {commercial: true}\n")
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "smallprint.yaml").write_text("extends: ../smallprint.yaml\nuse: {commercial: false}\n")
    (tmp_path / "tool").mkdir()
    (tmp_path / "tool" / "pyproject.toml").write_text("[tool.smallprint.use]\ncommercial = false\n")
    policies = Policies(tmp_path, DATA)
    assert policies.for_file("app/a.py").facts["use.commercial"].value is True
    assert policies.for_file("lab/deep/a.py").facts["use.commercial"].value is False
    assert policies.for_file("tool/a.py").facts["use.commercial"].value is False
    assert Policies(tmp_path / "lab" / "none", DATA).for_file("a.py").file == ""


def test_a_model_that_is_called_and_whose_making_is_stated_was_made_here(tmp_path: Path) -> None:
    text = """
use: {activities: [distribute_weights]}
models:
  - {id: acme/own, base: [acme/base], relation: merge, public_name: Own}
  - {id: acme/unnamed, base: [acme/base], relation: merge}
  - {id: acme/rebased, relation: merge, public_name: Own}
"""
    policy = _load(tmp_path, text)
    acts = {
        name: policy.facts_for("app.py", (f"hf:acme/{name}",))["use.activities"].value
        for name in ("own", "unnamed", "rebased")
    }
    assert acts == {
        "own": ("distribute_weights", "merge"),
        "unnamed": ("distribute_weights",),
        "rebased": ("distribute_weights",),
    }
