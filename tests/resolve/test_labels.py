"""Labels on cards and in metadata, and the licences that they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallprint import labels


@pytest.mark.parametrize(
    ("label", "name", "expression"),
    [
        ("apache-2.0", "", "apache-2.0"),
        ("license:llama3.1", "", "llama3.1"),
        ("Apache-2.0", "", "apache-2.0"),
        ("Apache License 2.0", "", "apache-2.0"),
        ("MIT License", "", "mit"),
        ("CC BY-NC-SA 4.0", "", "cc-by-nc-sa-4.0"),
        ("GPL-3.0-or-later", "", "gpl-3.0"),
        ("GNU General Public License v3.0", "", "gpl-3.0"),
        ("other", "qwen-research", "qwen-research"),
        ("other", "tongyi-qianwen-license-agreement", "tongyi-qianwen"),
        ("other", "health-ai-developer-foundations", "hai-def"),
        ("other:lfm1.0", "", "lfm-1.0"),
        # The two NVIDIA texts differ by one word of their titles.
        ("other", "nvidia-open-model-license-agreement", "nvidia-open-model-license"),
        ("other", "nvidia-open-model-agreement", "nvidia-open-model-agreement"),
        ("openrail++", "", "openrail++"),
        # Families of the Hub have an entry of their own, with what is common to their members.
        ("openrail", "", "openrail"),
        ("cc", "", "cc"),
        ("bsd", "", "bsd"),
        ("gpl", "", "gpl"),
        ("MIT OR Apache-2.0", "", "mit OR apache-2.0"),
        ("MIT AND (GPL-2.0-only OR Artistic-2.0)", "", "mit AND (gpl-2.0 OR artistic-2.0)"),
        ("cc-by-nc-4.0,apache-2.0", "", "cc-by-nc-4.0 AND apache-2.0"),
        ("mit,mit", "", "mit"),
    ],
)
def test_names_one_text(label: str, name: str, expression: str) -> None:
    assert labels.expression_of(label, name) == expression


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("", ""),
        ("other", ""),
        ("other", "other"),
        ("unknown", ""),
        ("other", "modified-mit"),
        ("other", "tencent-hunyuan-community"),
        ("other", "mistral-mit-ish"),
        ("MIT OR", ""),
        ("(MIT OR Apache-2.0", ""),
        ("MIT AND ) Apache-2.0", ""),
        ("x" * 5000, ""),
    ],
)
def test_is_not_guessed(label: str, name: str) -> None:
    assert labels.expression_of(label, name) == "unknown"


def test_an_unknown_part_stays_unknown() -> None:
    assert labels.expression_of("other,apache-2.0") == "unknown AND apache-2.0"
    assert labels.expression_of("MIT OR somebody-1.0") == "mit OR unknown"


def test_a_family_lists_its_members() -> None:
    assert "bsd-3-clause" in labels.members("bsd")
    assert "kimi-k2-modified-mit" in labels.members("Modified MIT")
    assert labels.members("mit") == ()


def test_every_id_is_a_licence_of_the_data() -> None:
    folder = Path(__file__).parents[2] / "licences"
    missing = {id for id in labels._IDS | labels._HUB_FAMILIES if not (folder / f"{id}.yaml").is_file()}
    assert not missing


def test_every_spelling_and_member_is_an_id() -> None:
    known = labels._IDS
    assert not {target for target in labels._SPELLINGS.values() if target not in known}
    assert not {member for family in labels._FAMILIES.values() for member in family if member not in known}
    assert not set(labels._SPELLINGS) & set(labels._FAMILIES)
