# ruff: noqa: E501  (a pattern or a sample is easier to check on one line)
"""What ``identify`` says of copies that are not the ones the fingerprints were made from."""

from __future__ import annotations

import pytest
from licence_variants import CAP, SAME

from smallprint.resolve.match import Matcher

#: SPDX id -> our id, for the copies that a development dependency carries.
KNOWN = {
    "AFL-3.0": "afl-3.0", "AGPL-3.0": "agpl-3.0", "Apache-2.0": "apache-2.0", "Artistic-2.0": "artistic-2.0", "BSD-2-Clause": "bsd-2-clause",
    "BSD-3-Clause": "bsd-3-clause", "BSD-3-Clause-Clear": "bsd-3-clause-clear", "BSL-1.0": "bsl-1.0", "CC-BY-4.0": "cc-by-4.0",
    "CC-BY-SA-4.0": "cc-by-sa-4.0", "EPL-1.0": "epl-1.0", "EUPL-1.1": "eupl-1.1", "GPL-2.0": "gpl-2.0", "GPL-3.0": "gpl-3.0", "ISC": "isc",
    "LGPL-2.1": "lgpl-2.1", "LGPL-3.0": "lgpl-3.0", "LPPL-1.3c": "lppl-1.3c", "MIT": "mit", "MPL-2.0": "mpl-2.0", "MS-PL": "ms-pl", "NCSA": "ncsa",
    "OSL-3.0": "osl-3.0", "Unlicense": "unlicense", "Zlib": "zlib",
}  # fmt: skip
#: Near twins that are not among our licences: each is one clause away from one that is.
TWINS = {"0BSD": "isc", "MS-RL": "ms-pl"}
NOTICE = """This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as
published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of
MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details."""


@pytest.mark.parametrize(("spdx", "licence"), KNOWN.items())
def test_independent_copies_are_named(matcher: Matcher, spdx_texts: dict[str, str], spdx: str, licence: str) -> None:
    assert matcher.identify(spdx_texts[spdx]).licence == licence


@pytest.mark.parametrize("shape", SAME)
def test_shapes_of_independent_copies(matcher: Matcher, spdx_texts: dict[str, str], shape: str) -> None:
    file = "README.md" if shape.startswith("readme") else ""
    wrong = {}
    for spdx, licence in KNOWN.items():
        match = matcher.identify(SAME[shape](spdx_texts[spdx]), file)
        if match.licence != licence:
            wrong[spdx] = (match.licence, match.changed)
    assert not wrong


@pytest.mark.parametrize(("spdx", "near"), TWINS.items())
def test_a_twin_that_we_do_not_hold_is_unknown(
    matcher: Matcher, spdx_texts: dict[str, str], spdx: str, near: str
) -> None:
    match = matcher.identify(spdx_texts[spdx])
    assert match.licence is None
    assert match.candidates[0][0] == near


def test_a_third_clause_makes_the_difference(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    text = spdx_texts["BSD-3-Clause"]
    start, end = text.index("3. Neither"), text.index("THIS SOFTWARE")
    assert matcher.identify(text[:start] + text[end:]).licence == "bsd-2-clause"


def test_a_display_duty_under_a_plain_mit_heading_is_not_mit(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    added = "Products with more than 10 million monthly active users shall prominently display the name of the model."
    match = matcher.identify(f"{spdx_texts['MIT']}\n{added}\n", "LICENSE")
    assert match.licence is None
    assert match.candidates[0][0] == "mit"
    assert match.changed == ("text added after it (a threshold)",)


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("spdx", ["MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-4.0"])
def test_an_added_cap_is_no_match(matcher: Matcher, spdx_texts: dict[str, str], spdx: str, place: str) -> None:
    text = spdx_texts[spdx]
    match = matcher.identify(f"{CAP}\n\n{text}" if place == "before" else f"{text}\n\n{CAP}\n")
    assert match.licence is None
    assert match.changed == (f"text added {place} it (a threshold)",)


def test_the_commons_clause_before_apache_is_not_apache(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    rider = "License condition. The License does not grant to you the right to sell the Software. Sell means any fee for a hosted service."
    assert matcher.identify(f"{rider}\n\n{spdx_texts['Apache-2.0']}").licence is None


def test_a_figure_that_grew_a_digit_is_seen(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    text = spdx_texts["MPL-2.0"]
    assert "30 days" in text
    match = matcher.identify(text.replace("30 days", "300 days"))
    assert match.licence is None
    assert any("section 5" in change for change in match.changed)


def test_an_or_later_notice_leaves_the_licence(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    text = f"Example program\nCopyright (C) 2024 Jane Doe\n\n{NOTICE}\n\n{spdx_texts['GPL-3.0']}"
    assert matcher.identify(text, "COPYING").licence == "gpl-3.0"


def test_holders_do_not_matter(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    text = spdx_texts["BSD-3-Clause"]
    text = text.replace("the copyright holder nor the names of its", "Example University nor the names of its")
    text = text.replace("THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE", "EXAMPLE UNIVERSITY AND ITS STAFF BE LIABLE")
    assert matcher.identify(f"Copyright 2020-2024 Example University\n{text}").licence == "bsd-3-clause"
    mit = spdx_texts["MIT"].replace(
        "Copyright (c) [year] [fullname]", "Copyright © 2024 Ärzte & Söhne GmbH <info@example.org>"
    )
    assert matcher.identify(mit).licence == "mit"


def test_a_comment_of_a_page_is_not_read(matcher: Matcher, spdx_texts: dict[str, str]) -> None:
    assert matcher.identify(f"<!-- {CAP} -->\n\n{spdx_texts['MIT']}").licence == "mit"


EULA = """END USER LICENSE AGREEMENT. This agreement is between you and Example Corp. By installing the software you accept these terms. We
grant you a limited, non-exclusive, non-transferable licence to use one copy of the software. You may not rent, lease, lend or reverse
engineer it. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND. IN NO EVENT SHALL EXAMPLE CORP BE LIABLE FOR ANY DAMAGES.
This agreement is governed by the laws of Germany."""
PRIVACY = """Privacy Policy. We collect the personal data that you give us, such as your name and your e-mail address, to provide our service.
We do not sell your data. You may ask us at any time to delete it. We keep server logs for thirty (30) days."""
README = """---
license: apache-2.0
---
# Example

Example is licensed under the Apache License, Version 2.0. See [LICENSE](LICENSE).

## Terms

The weights are under the Llama 3.1 Community License Agreement, Copyright (c) Meta Platforms, Inc. Built with Llama."""


@pytest.mark.parametrize("text", [EULA, PRIVACY, README, "MIT", "MIT License", "", "\0\0\0", "license: mit\n" * 50])
def test_what_is_no_licence_text_is_unknown(matcher: Matcher, text: str) -> None:
    match = matcher.identify(text)
    assert match.licence is None
    assert match.changed == ()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00", b"\xff" * 1000, b"<!--" * 20_000, b"<script>" * 20_000, b"[" * 50_000, b"](" * 50_000, b"(" * 50_000, b"&lt;" * 50_000,
        b"a " * 100_000, b"1. " * 50_000, b"copyright (c) 2024\n" * 20_000, "\ud800x".encode("utf-8", "surrogatepass"), b"in no event shall " * 20_000,
        b"---\n" * 20_000, b"\x02# " * 20_000, b"h t t p " * 20_000, b"#\n" * 20_000,
    ],
)  # fmt: skip
def test_hostile_bytes_are_unknown_and_quick(matcher: Matcher, data: bytes) -> None:
    import time

    start = time.process_time()
    assert matcher.identify(data).licence is None
    assert time.process_time() - start < 60


def test_lone_surrogates_in_a_string_do_not_fail(matcher: Matcher) -> None:
    assert matcher.identify("\ud800 licence " * 20).licence is None
