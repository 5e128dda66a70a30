"""Bytes in: pipes, links, sizes, .gitignore; and what is observed in the fixed places of a tree."""

from __future__ import annotations

import codecs
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallprint.fs import Source, Tree
from smallprint.model import Seen
from smallprint.observe import observe, project_licence
from smallprint.policy import Attestation


def put(root: Path, *names: str, **texts: str) -> Tree:
    """Write empty files, and files with a text (``a__b_py`` is ``a/b.py``)."""
    for name, text in [*((name, "") for name in names), *((_path(key), text) for key, text in texts.items())]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Tree(root)


def _path(key: str) -> str:
    stem, _, suffix = key.replace("__", "/").rpartition("_")
    return f"{stem}.{suffix}"


def reasons(tree: Tree) -> list[tuple[str, str]]:
    return [(problem.file, problem.reason) for problem in tree.problems]


# --- one file ---------------------------------------------------------------------------------------------------


def test_a_file_is_read_once_and_split_as_an_editor_does() -> None:
    source = Source("a/B.PY", b"one\r\ntwo\rthree\nfour\x0bfive\xe2\x80\xa8six")
    assert (source.name, source.suffix) == ("B.PY", ".py")
    assert source.lines == ["one", "two", "three", "four\x0bfive\u2028six"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + b"hi", "hi"),
        (codecs.BOM_UTF16_LE + "hi".encode("utf-16-le"), "hi"),
        (codecs.BOM_UTF16_BE + "hi".encode("utf-16-be"), "hi"),
        (b"caf\xe9", "caf\ufffd"),
        (codecs.BOM_UTF16_LE + b"h", "\ufffd"),
        (b"", ""),
    ],
)
def test_decoding_never_fails(data: bytes, text: str) -> None:
    assert Source("a", data).text == text


def test_binary_files_are_told_by_a_nul_in_the_first_block() -> None:
    assert Source("a", b"a\0b").is_binary
    assert not Source("a", b"a" * 4096 + b"\0").is_binary
    assert not Source("a", codecs.BOM_UTF16_LE + b"h\0i\0").is_binary
    assert not Source("a", codecs.BOM_UTF16_BE + b"\0h").is_binary


def test_a_file_at_the_limit_is_read_and_one_over_it_is_named(tmp_path: Path) -> None:
    tree = Tree(tmp_path, max_bytes=2 * 1024 * 1024)
    (tmp_path / "at").write_bytes(b"x" * tree.max_bytes)
    (tmp_path / "over").write_bytes(b"x" * (tree.max_bytes + 1))
    at = tree.read("at")
    assert at is not None
    assert len(at.data) == tree.max_bytes
    assert tree.read("over") is None
    assert reasons(tree) == [("over", "2 MiB, over the limit of 2 MiB")]
    assert tree.head("over", 5) == b"xxxxx"


def test_pipes_and_folders_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    tree = put(tmp_path, "folder/a")
    assert tree.read("pipe") is None
    assert tree.read("folder") is None
    assert tree.read("gone") is None
    assert tree.head("pipe", 5) == b""
    assert reasons(tree)[:2] == [("pipe", "not a regular file"), ("folder", "not a regular file")]
    assert reasons(tree)[2] == ("gone", "No such file or directory")


def test_links_are_followed_inside_and_reported_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("key")
    (tmp_path / "root-other").mkdir()
    (tmp_path / "root-other" / "x").write_text("key")
    root = tmp_path / "root"
    tree = put(root, real_txt="here")
    (root / "in").symlink_to("real.txt")
    (root / "out").symlink_to("../secret")
    (root / "near").symlink_to("../root-other/x")
    (root / "loop").symlink_to("loop")
    inside = tree.read("in")
    assert inside is not None
    assert inside.text == "here"
    for name in ("out", "near", "loop"):
        assert tree.read(name) is None
        assert tree.head(name, 3) == b""
    assert [file for file, reason in reasons(tree) if "link" in reason] == ["out", "near"] or len(reasons(tree)) >= 3
    assert ("out", "a link that leaves the root; not followed") in reasons(tree)
    assert ("near", "a link that leaves the root; not followed") in reasons(tree)


# --- walking ------------------------------------------------------------------------------------------------------


def walked(tree: Tree, *paths: str) -> list[str]:
    return list(tree.walk([Path(path) for path in paths]))


def test_files_come_sorted_and_once(tmp_path: Path) -> None:
    tree = put(tmp_path, "b", "a/z", "a/b", "c")
    assert walked(tree) == ["a/b", "a/z", "b", "c"]
    assert walked(tree, "a", "a/z", "b") == ["a/b", "a/z", "b"]
    assert walked(tree, str(tmp_path / "a")) == ["a/b", "a/z"]
    assert walked(tree, "gone") == ["gone"], "reading it says that it is not there"


def test_what_others_wrote_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    tree = put(
        tmp_path, "node_modules/a", "x/vendor/b", ".git/c", "env/pyvenv.cfg", "env/d", "deep/site-packages/e", "f"
    )
    assert walked(tree) == ["f"]
    assert walked(tree, "node_modules", "env/d") == ["env/d", "node_modules/a"]


def test_gitignore_nests(tmp_path: Path) -> None:
    names = ("a.log", "keep.log", "build/x", "docs/build", "sub/a.log", "sub/b.txt", "sub/build/y", "sub/deep/b.txt")
    tree = put(tmp_path, *names)
    (tmp_path / ".gitignore").write_text("*.log\n!keep.log\n/build/\n# only a note\n")
    (tmp_path / "sub" / ".gitignore").write_text("/b.txt\n!a.log\n")
    below = ["sub/.gitignore", "sub/a.log", "sub/build/y", "sub/deep/b.txt"]
    assert walked(tree) == [".gitignore", "docs/build", "keep.log", *below]
    # Below a folder that is named, those above still hold; a file that is named is looked at all the same.
    assert walked(tree, "sub") == below
    assert walked(tree, "a.log", "sub/b.txt") == ["a.log", "sub/b.txt"]
    assert set(walked(Tree(tmp_path, use_gitignore=False))) == {*names, ".gitignore", "sub/.gitignore"}


def test_git_agrees(tmp_path: Path) -> None:
    names = [
        "a/b/x.log",
        "a/b/keep.log",
        "a/x.log",
        "x.log",
        "a/b/c/y.txt",
        "a/tmp/z",
        "tmp/z",
        "a/b/tmp",
        "#odd",
        "sp ace",
    ]
    tree = put(tmp_path, *names)
    (tmp_path / ".gitignore").write_text("*.log\ntmp/\n\\#odd\n")
    (tmp_path / "a" / ".gitignore").write_text("!x.log\nb/c/\n")
    (tmp_path / "a" / "b" / ".gitignore").write_text("!keep.log\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    listed = subprocess.run(
        ["git", "-C", str(tmp_path), "ls-files", "-z", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    assert set(walked(tree)) == {name for name in listed.stdout.decode().split("\0") if name}


_PATTERNS = (
    "a", "b", "x.log", "*.log", "a/b", "/a", "a/*", "**/a", "a/**", "/*", "/**", "*", "**", "c/**/b", "[ab]", "?",
    "/*/a",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "!"]), st.sampled_from(_PATTERNS),
                  st.sampled_from(["", "/", "  "])),
        max_size=6,
    )
)  # fmt: skip
def test_git_agrees_on_any_patterns(lines: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tree = put(root, "a/a", "a/x.log", "a/b/c", "b/a/x.log", "b/b", "x.log", "c/a/b/x.log", "c/x.log/b", "d")
        (root / ".gitignore").write_text("".join("".join(line) + "\n" for line in lines))
        subprocess.run(["git", "init", "-q", folder], check=True)
        listed = subprocess.run(
            ["git", "-C", folder, "ls-files", "-z", "--others", "--exclude-standard"], capture_output=True, check=True
        )
        assert set(walked(tree)) == {name for name in listed.stdout.decode().split("\0") if name}


def test_what_is_excluded(tmp_path: Path) -> None:
    put(tmp_path, "a/x.py", "a/y.py", "b/x.py", "c.txt")
    assert walked(Tree(tmp_path, ("a/",))) == ["b/x.py", "c.txt"]
    assert walked(Tree(tmp_path, ("x.py", "*.txt"))) == ["a/y.py"]


def test_linked_folders(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a").write_text("")
    root = tmp_path / "root"
    tree = put(root, "real/a")
    (root / "inner").symlink_to("real")
    (root / "outer").symlink_to("../elsewhere")
    (root / "self").symlink_to(".")
    assert walked(tree) == ["real/a"]
    assert reasons(tree) == [("outer", "a link that leaves the root; not followed")]


# --- what is observed ---------------------------------------------------------------------------------------------


def look(tree: Tree, *strings: str, near: Any = (), models: Any = None, matcher: Any = None, done: Any = ()) -> Seen:
    return observe(tree, near, strings, models or {}, matcher, done)


@pytest.mark.parametrize(
    "text",
    [
        "Built with Llama",
        "built WITH llama",
        "**Built** with _Llama_.",
        "Built with <b>Llama</b>",
        "Built\n  with\tLlama",
        "`Built with Llama`",
        "Ｂuilt with Llama",
    ],
)
def test_a_text_is_found_however_it_is_set(tmp_path: Path, text: str) -> None:
    tree = put(tmp_path, README_md=f"# Bot\n\n{text}\n")
    assert look(tree, "Built with Llama").strings["Built with Llama"] == (("readme", "README.md", 3),)


@pytest.mark.parametrize("text", ["Built with Lama", "Built on Llama", "with Llama, built", "Built-with-Llama", ""])
def test_another_text_is_not_it(tmp_path: Path, text: str) -> None:
    tree = put(tmp_path, README_md=text)
    assert look(tree, "Built with Llama").strings == {}


def test_a_models_id_shows_nothing(tmp_path: Path) -> None:
    tree = put(tmp_path, src__a_py="load('Qwen/Qwen3-8B')", src__b_tsx="<p>Runs on Qwen3.8</p>")
    assert look(tree, "Qwen").strings["Qwen"] == (("ui", "src/b.tsx", 1),)


def test_signs_and_blanks(tmp_path: Path) -> None:
    notice = "Licensed under L, Copyright © Acme, Inc. All Rights Reserved."
    blanks = 'This product uses [name], "as is"'
    written = "Licensed under L, Copyright (c) Acme, Inc. All Rights Reserved.\n\nThis product uses Foo 2, “as is”"
    tree = put(tmp_path, NOTICE_txt=written)
    seen = look(tree, notice, blanks).strings
    assert seen[notice] == (("notice_file", "NOTICE.txt", 1),)
    assert seen[blanks] == (("notice_file", "NOTICE.txt", 3),)


def test_where_it_is_looked_for(tmp_path: Path) -> None:
    places = {
        "NOTICE": "notice_file", "THIRD_PARTY_LICENSES.md": "notice_file", "LICENSE": "licence_file",
        "COPYING.txt": "licence_file", "README.rst": "readme", "MODEL_CARD.md": "model_card", "about.html": "about",
        "LICENSES/llama.txt": "licence_file",
        "docs/guide.md": "docs", "docs/deep/README.md": "readme", "src/app.tsx": "ui", "static/about.html": "about",
        "website/index.html": "docs", "templates/x.j2": "ui", "index.html": "ui",
    }  # fmt: skip
    aside = ("app.py", "main.md", "docs/script.sh", "tests/README.md", "noticeboard.py", "src/data.csv", "deep/NOTICE")
    tree = put(tmp_path)
    for name in (*places, *aside):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Built with X")
    seen = look(tree, "Built with X")
    assert {file: place for place, file, _ in seen.strings["Built with X"]} == places
    assert {file: place for place, files in seen.looked_in.items() for file in files} == places
    # The folders above a file that names a model count too.
    near = look(tree, "Built with X", near=["deep/inner/app.py"]).strings["Built with X"]
    assert ("notice_file", "deep/NOTICE", 1) in near
    assert len(near) == len(places) + 1


def test_binary_and_large_files_are_not_looked_at(tmp_path: Path) -> None:
    tree = put(tmp_path, docs__a_md="Built with X" + "\0", docs__b_md="Built with X" + " " * (1024 * 1024))
    assert look(tree, "Built with X").strings == {}


def test_credit_needs_a_word_of_credit_near_the_name_but_in_a_notice(tmp_path: Path) -> None:
    names = {"hf:acme/m": ("acme/m", "m-large")}
    for file, text, credited in (
        ("README.md", "We use acme/m here.\n", False),
        ("README.md", "We use acme/m.\n\nCredit: the makers.\n", True),
        ("README.md", "Licence of ours\n\n\n\n\n\nWe use acme/m.\n", False),
        ("NOTICE", "ACME/M\n", True),
        ("README.md", "Copyright m-large, 2024\n", True),
        ("app.py", "# credit: acme/m\n", False),
        ("src/page.html", "credit: acme/m\n", False),
    ):
        (tmp_path / "src").mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
        assert bool(look(Tree(tmp_path), models=names).credits) == credited, (file, text)
        (tmp_path / file).unlink()


def test_attestations_are_carried(tmp_path: Path) -> None:
    seen = look(Tree(tmp_path), done=[Attestation("lic", "term", "https://example.org")])
    assert seen.attested == {("lic", "term"): "https://example.org"}


class Matcher:
    """Says a licence for a text that begins with its id."""

    class Match:
        def __init__(self, licence: str | None) -> None:
            self.licence = licence

    def identify(self, data: bytes, name: str) -> Matcher.Match:
        word = data.decode().split("\n")[0]
        return self.Match(word if word in ("mit", "llama3.1") else None)


def test_copies_of_licences(tmp_path: Path) -> None:
    tree = put(
        tmp_path, LICENSES__a_txt="llama3.1\n", LICENSES__b_txt="llama3.1\n", LICENSE_md="mit\n", NOTICE_txt="mit\n"
    )
    seen = look(tree, matcher=Matcher())
    assert seen.licence_copies == {"mit": ("LICENSE.md",), "llama3.1": ("LICENSES/a.txt", "LICENSES/b.txt")}
    assert look(tree).licence_copies == {}


def test_copies_of_licences_have_many_names(tmp_path: Path) -> None:
    names = ["LICENSE_llama3.txt", "Llama-3.1-LICENSE.txt", "MODEL_LICENSE", "licenses/THIRD-PARTY-llama.md"]
    for name in (*names, "license_check.py", "NOTICE-llama.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("llama3.1\n", encoding="utf-8")
    tree = Tree(tmp_path)
    assert sorted(look(tree, matcher=Matcher()).licence_copies["llama3.1"]) == sorted(names)
    matcher: Any = Matcher()
    assert project_licence(tree, matcher) == ("", ""), "a model's licence is not the project's"


@pytest.mark.parametrize(
    ("files", "stated"),
    [
        ({}, ("", "")),
        ({"pyproject_toml": '[project]\nlicense = "Apache-2.0"'}, ("Apache-2.0", "pyproject.toml")),
        ({"pyproject_toml": '[project]\nlicense = {text = "MIT"}'}, ("MIT", "pyproject.toml")),
        ({"pyproject_toml": '[project]\nlicense = {file = "LICENSE"}', "LICENSE_txt": "mit\n"}, ("mit", "LICENSE.txt")),
        ({"pyproject_toml": "[project\n", "package_json": '{"license": "ISC"}'}, ("ISC", "package.json")),
        ({"package_json": '{"license": 5}'}, ("", "")),
        ({"package_json": "[1]"}, ("", "")),
        ({"package_json": '{"project": [1]}'}, ("", "")),
        ({"package_json": "[" * 100_000}, ("", "")),
        ({"Cargo_toml": '[package]\nlicense = "MPL-2.0"'}, ("MPL-2.0", "Cargo.toml")),
        ({"pyproject_toml": f'[project]\nlicense = "{"x" * 100}"', "LICENSE_txt": "mit\n"}, ("mit", "LICENSE.txt")),
        ({"LICENSE_txt": "mine\n", "COPYING_txt": "mit\n"}, ("mit", "COPYING.txt")),
        ({"pyproject_toml": '[project]\nlicense = "MIT"', "LICENSE_txt": "llama3.1\n"}, ("MIT", "pyproject.toml")),
    ],
)
def test_the_projects_own_licence(tmp_path: Path, files: dict[str, str], stated: tuple[str, str]) -> None:
    matcher: Any = Matcher()
    assert project_licence(put(tmp_path, **files), matcher) == stated
