"""Every licence text whose fingerprint is held, in every shape, and with one clause changed. Needs the texts."""

from __future__ import annotations

import random
import time

import pytest
from licence_variants import CHANGED, SAME

from smallprint.resolve.match import Matcher

#: Dropping these words gives another known licence, or changes no term: the appendix that says how to apply it.
_OTHER_LICENCES = {
    "bsd-3-clause": {"bsd-2-clause"},
    "minimax-m2-modified-mit": {"mit"},
    "minimax-m2.1-modified-mit": {"mit"},
}
_WITH_APPENDIX = {"apache-2.0", "ecl-2.0", "gfdl", "gpl-2.0", "gpl-3.0", "agpl-3.0", "lgpl-2.1"}


@pytest.mark.parametrize("shape", SAME)
def test_every_text_is_named_in_every_shape(matcher: Matcher, texts: dict[str, str], shape: str) -> None:
    file = "README.md" if shape.startswith("readme") else "LICENSE" if shape == "plain" else ""
    wrong = {}
    for licence, text in texts.items():
        match = matcher.identify(SAME[shape](text).encode(), file)
        if match.licence != licence:
            wrong[licence] = (match.licence, match.changed)
    assert not wrong


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_clause_is_no_match_and_is_named(matcher: Matcher, texts: dict[str, str], change: str) -> None:
    wrong = {}
    unnamed = []
    tried = 0
    for licence, text in texts.items():
        for seed in range(2):
            changed = CHANGED[change](text, random.Random(f"{licence}{seed}"))
            if changed is None:
                continue
            tried += 1
            match = matcher.identify(changed.encode())
            if match.licence is None:
                if not match.changed:
                    unnamed.append(licence)
            elif match.licence not in _OTHER_LICENCES.get(licence, set()) and licence not in _WITH_APPENDIX:
                wrong[licence] = match.score
    assert tried > 50
    assert not wrong
    # A text of ten lines that lost one of them is hardly a licence with a change; it is unknown, which is safe.
    assert len(unnamed) <= tried // 50, unnamed


def test_a_second_licence_in_the_file_is_named(matcher: Matcher, texts: dict[str, str]) -> None:
    match = matcher.identify(texts["apache-2.0"] + "\n\n" + texts["bsd-3-clause"], "LICENSE")
    assert match.licence is None
    assert match.changed == ("another text stands after it: bsd-3-clause",)


def test_a_licence_with_its_own_policy_is_that_licence(matcher: Matcher, texts: dict[str, str]) -> None:
    assert matcher.identify(texts["llama3.1"] + "\n\n" + texts["llama3.1.aup"], "LICENSE").licence == "llama3.1"
    assert matcher.identify(texts["llama3.1"] + "\n\n" + texts["llama3.2.aup"], "LICENSE").licence is None


def test_a_threshold_is_named_by_its_section(matcher: Matcher, texts: dict[str, str]) -> None:
    match = matcher.identify(texts["llama3.1"].replace("700 million", "70 million"))
    assert (match.licence, match.candidates[0][0], match.changed) == (None, "llama3.1", ("section 2 differs",))


def test_an_appendix_may_go_and_its_restrictions_may_not(matcher: Matcher, texts: dict[str, str]) -> None:
    apache = texts["apache-2.0"]
    assert matcher.identify(apache[: apache.index("END OF TERMS")]).licence == "apache-2.0"
    rail = texts["creativeml-openrail-m"]
    match = matcher.identify(rail[: rail.index("Attachment A")])
    assert match.licence is None
    assert any("attachment A" in change for change in match.changed)


def test_ten_milliseconds_a_text(matcher: Matcher, texts: dict[str, str]) -> None:
    data = [text.encode() for text in texts.values()]
    start = time.process_time()
    for entry in data:
        matcher.identify(entry)
    assert (time.process_time() - start) / len(data) < 0.010
