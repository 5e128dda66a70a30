"""Each folder here holds files for one detector and ``expected.txt`` with what they say.

A line of ``expected.txt`` is ``file:line role kind canonical``. ``hf:?`` stands for a name built at run time.
``file:line problem REASON`` stands for a file that could not be read; REASON is part of what is said. Blank lines and
lines that begin with ``#`` are free. A folder ``files/`` inside is used when it exists, else the folder itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from smallprint.collect import collect
from smallprint.fs import Tree

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/expected.txt"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_detector_finds_what_is_expected(folder: Path) -> None:
    root = folder / "files" if (folder / "files").is_dir() else folder
    tree = Tree(root, exclude=("expected.txt",), use_gitignore=False)
    found = collect(tree)
    seen = [f"{ref.place.file}:{ref.place.line} {ref.role} {ref.kind} {ref.canonical}" for ref in found.refs]
    lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    expected = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    problems = [line for line in expected if line.partition(" ")[2].startswith("problem ")]
    assert sorted(seen) == sorted(line for line in expected if line not in problems)
    assert len(found.problems) == len(problems), found.problems
    for line in problems:
        place, _, reason = line.partition(" problem ")
        assert any(f"{p.file}:{p.line}" == place and reason in p.reason for p in found.problems), found.problems


def test_every_folder_of_files_has_its_expectations() -> None:
    folders = {path for path in HERE.iterdir() if path.is_dir() and (path / "files").is_dir()}
    assert folders <= set(FOLDERS)
    assert FOLDERS
