"""The framework on hostile input: nothing hangs, nothing raises, nothing is dropped without a word."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from smallprint.collect import DETECTORS, collect
from smallprint.collect.cache import Cache, decode, encode
from smallprint.collect.detector import Detector, Found, dispatch
from smallprint.collect.processes import shared_out
from smallprint.collect.scan import Answer, Task, scan
from smallprint.fs import Source, Tree
from smallprint.model import Ignore, ModelRef, Place, Problem

MODEL = 'AutoModel.from_pretrained("acme/tiny-7b")\n'


def names(root: Path) -> list[str]:
    return [ref.canonical for ref in collect(Tree(root)).refs]


def reasons(root: Path) -> str:
    return " | ".join(problem.reason for problem in collect(Tree(root)).problems)


def test_named_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.py")
    (tmp_path / "a.py").write_text(MODEL)
    assert names(tmp_path) == ["hf:acme/tiny-7b"]
    assert "not a regular file" in reasons(tmp_path)


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.py").write_text('AutoModel.from_pretrained("acme/outside-7b")')
    (root / "out.py").symlink_to(tmp_path / "secret.py")
    (root / "up").symlink_to(tmp_path)
    (root / "loop.py").symlink_to(root / "loop.py")
    (root / "round").symlink_to(root)
    (root / "a.py").write_text(MODEL)
    assert names(root) == ["hf:acme/tiny-7b"]
    assert reasons(root).count("leaves the root") == 2


def test_deep_json_and_python_end(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text('{"model":' + "[" * 100_000 + '"gpt-4o"' + "]" * 100_000 + "}")
    (tmp_path / "deep.py").write_text("model = " + "(" * 100_000 + '"gpt-4o"' + ")" * 100_000)
    (tmp_path / "nested.py").write_text("model = " + "-" * 50_000 + '"gpt-4o"')
    (tmp_path / "deep.yaml").write_text("model: " + "[" * 50_000)
    begun = time.monotonic()
    found = collect(Tree(tmp_path))
    assert time.monotonic() - begun < 60
    assert {problem.file for problem in found.problems} >= {"deep.py", "nested.py"}


def test_large_files_are_named(tmp_path: Path) -> None:
    with open(tmp_path / "large.py", "wb") as stream:
        stream.truncate(40 * 1024 * 1024)
    (tmp_path / "long.py").write_text('MODEL = "acme/tiny-7b"\n' + "x = 1  # model\n" * 100_000)
    found = collect(Tree(tmp_path))
    assert [ref.canonical for ref in found.refs] == ["hf:acme/tiny-7b"]
    assert {problem.file for problem in found.problems} == {"large.py", "long.py"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.py").write_bytes(('"""ü"""\n' + MODEL).encode(encoding))
    assert names(tmp_path) in (["hf:acme/tiny-7b"], [])
    if encoding != "utf-16":
        assert names(tmp_path) == ["hf:acme/tiny-7b"]


@pytest.mark.parametrize(
    "data", [b"\0\1\2model" * 100, b"\xff\xfe\xfa model", b"", b"model = '\xed\xa0\x80'", b"\r\r\r model"]
)
@pytest.mark.parametrize(
    "name", ["a.py", "a.ipynb", "a.json", "a.yaml", "a.toml", "a.sh", "a.ts", "Dockerfile", ".env", "a.md"]
)
def test_no_bytes_raise(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert not [problem for problem in collect(Tree(tmp_path)).problems if "gave up" in problem.reason]


def test_lines_and_columns_survive_line_ends_and_wide_letters(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes('x = "ü"; AutoModel.from_pretrained("acme/tiny-7b")\r\n'.encode() * 3)
    found = collect(Tree(tmp_path)).refs
    assert [ref.place.line for ref in found] == [1, 2, 3]
    assert found[0].place.column == 1 + 'x = "ü"; AutoModel.from_pretrained("'.__len__()
    assert found[0].place.width == len("acme/tiny-7b")


def broken(source: Source) -> Iterable[Found]:
    raise ValueError(source.path)
    yield


def test_a_detector_that_raises_is_a_problem_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.x").write_text("model")
    found = scan(Tree(tmp_path), (), (Detector("x", ("*.x",), (), broken),))
    assert [problem.reason for problem in found.problems] == ["the x reader gave up: ValueError"]


def test_dispatch_takes_the_first_line_that_matches() -> None:
    def nothing(source: Source) -> Iterable[Found]:
        return ()

    table = tuple(
        Detector(name, files, (), nothing)
        for name, files in (
            ("compose", ("docker-compose*.yml",)),
            ("flow", (".github/workflows/*.yml",)),
            ("yaml", ("*.yml",)),
            ("make", ("makefile",)),
        )
    )
    choose = dispatch(table)
    chosen = {path: found.name if (found := choose(path)) else "" for path in
              ("a/docker-compose.dev.yml", ".github/workflows/ci.yml", "x.yml", "Makefile", "a.txt")}  # fmt: skip
    assert list(chosen.values()) == ["compose", "flow", "yaml", "make", ""]


def test_every_detector_can_be_loaded() -> None:
    for detector in DETECTORS:
        assert list(detector.find(Source(f"empty{detector.files[0].lstrip('*')}", b""))) == []


def test_a_dependency_hides_a_mention_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('AutoModel.from_pretrained("acme/tiny-7b")  # "acme/tiny-7b" is small\n')
    assert [ref.role for ref in collect(Tree(tmp_path)).refs] == ["dependency"]


def test_names_built_at_run_time_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import sys\nfrom transformers import AutoModel\nAutoModel.from_pretrained(sys.argv[1])\n"
    )
    found = collect(Tree(tmp_path))
    assert [(ref.ref, ref.place.line) for ref in found.refs] == [("?", 3)]
    assert found.coverage["built_at_run_time"] == 1


def test_processes_find_the_same(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"m{number}.py").write_text(f'AutoModel.from_pretrained("acme/tiny-{number}b")\n')
    assert collect(Tree(tmp_path), jobs=1).refs == collect(Tree(tmp_path), jobs=3).refs


def test_a_share_whose_process_dies_is_done_by_the_first(tmp_path: Path) -> None:
    tasks = [(f"{number}.py", 0, None) for number in range(9)]
    first = os.getpid()

    def answer(task: Task) -> Answer:
        if os.getpid() != first:
            raise SystemExit(3)
        return task[0], (0, 0, 0, 0), "", [], []

    assert sorted(path for path, *_ in shared_out(tasks, answer, 3)) == [path for path, _, _ in tasks]


def test_shares_bring_problems_and_findings_back(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"m{number}.py").write_text(MODEL if number % 2 else "AutoModel.from_pretrained(  # not closed\n")
    alone, shared = Tree(tmp_path), Tree(tmp_path)
    assert collect(alone, jobs=1) == collect(shared, jobs=2)
    assert alone.problems == shared.problems


# -- the cache --------------------------------------------------------------------------------


def test_rows_come_back_as_they_went() -> None:
    place = Place("a.py", 3, 4, 5)
    found: list[Found | Ignore] = [
        ModelRef(
            "r",
            "hf",
            "hf:r",
            place,
            "mention",
            "by",
            "rev",
            "host",
            "open_weights",
            "device",
            "test",
            "eu",
            "adapter",
            "mit",
        ),
        Problem("a.py", 1, "why"),
        Ignore(place, 4, ("a", "b"), "because", "2027-01-01"),
    ]
    assert decode("a.py", json.loads(json.dumps(encode(found)))) == found


def old(path: Path) -> None:
    os.utime(path, (time.time() - 100, time.time() - 100))


def test_second_run_reads_nothing_and_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    (root / "a.py").write_text("from b import NAME\n" + MODEL + "AutoModel.from_pretrained(NAME)\n")
    (root / "b.py").write_text('NAME = "acme/imported"\n')
    first = collect(Tree(root), cache=Cache(cache))
    assert "hf:acme/imported" in [ref.canonical for ref in first.refs]
    # Files this young could change within the clock's step, so their content is looked at once more.
    monkeypatch.setattr("smallprint.collect.cache._RACY_NS", 0)
    collect(Tree(root), cache=Cache(cache))
    monkeypatch.setattr(Tree, "read", lambda self, path: pytest.fail(f"read {path}"))
    assert collect(Tree(root), cache=Cache(cache)) == first


def test_a_run_that_learns_nothing_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    (root / "a.py").write_text(MODEL)
    (root / "linked.py").symlink_to("a.py")
    monkeypatch.setattr("smallprint.collect.cache._RACY_NS", 0)
    first = collect(Tree(root), cache=Cache(cache))
    monkeypatch.setattr(Cache, "_replace", lambda self, *_: pytest.fail("written"))
    assert collect(Tree(root), cache=Cache(cache)) == first
    assert collect(Tree(root), (root,), cache=Cache(cache)) == first


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    (root / "a.py").write_text(MODEL)
    collect(Tree(root), cache=Cache(cache))
    (root / "a.py").write_text(MODEL.replace("tiny", "tall"))
    assert [ref.canonical for ref in collect(Tree(root), cache=Cache(cache)).refs] == ["hf:acme/tall-7b"]
    (root / "a.py").unlink()
    assert collect(Tree(root), cache=Cache(cache)).refs == ()


def test_answers_without_mentions_are_kept_apart(tmp_path: Path) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    (root / "a.py").write_text(MODEL + "# as good as 'acme/llama-3-7b'\n")
    few = collect(Tree(root, mentions=False), cache=Cache(cache)).refs
    all_of_them = collect(Tree(root), cache=Cache(cache)).refs
    assert {ref.role for ref in few} == {"dependency"}
    assert {ref.role for ref in all_of_them} == {"dependency", "mention"}
    assert collect(Tree(root, mentions=False), cache=Cache(cache)).refs == few


def test_a_broken_cache_is_no_cache(tmp_path: Path) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    (root / "a.py").write_text(MODEL)
    collect(Tree(root), cache=Cache(cache))
    for path in (cache / "collect").iterdir():
        path.write_text('{"code": [')
    assert len(collect(Tree(root), cache=Cache(cache)).refs) == 1
    (tmp_path / "file").write_text("")
    assert len(collect(Tree(root), cache=Cache(tmp_path / "file")).refs) == 1


def test_many_at_once_share_a_cache(tmp_path: Path) -> None:
    root, cache = tmp_path / "root", tmp_path / "cache"
    root.mkdir()
    for number in range(30):
        (root / f"m{number}.py").write_text(MODEL)
    expected = collect(Tree(root)).refs
    results: list[bool] = []

    def run() -> None:
        results.append(collect(Tree(root), cache=Cache(cache)).refs == expected)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 6
    assert not [path for path in (cache / "collect").iterdir() if path.suffix == ".tmp"]


def test_nothing_is_written_below_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMALLPRINT_CACHE_DIR", raising=False)
    (tmp_path / "a.py").write_text(MODEL)
    collect(Tree(tmp_path), cache=Cache(tmp_path / ".cache" / "smallprint"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]


# -- ignores and the walk --------------------------------------------------------------------------------


def test_gitignore_and_excluded_and_vendored(tmp_path: Path) -> None:
    for name in ("a.py", "b.py", "c.py", "keep/d.py", "drop/e.py", "node_modules/f.py", "sub/g.py", "sub/h.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(MODEL)
    (tmp_path / ".gitignore").write_text("b.py\n/drop/\n*.log\n")
    (tmp_path / "sub" / ".gitignore").write_text("*.py\n!g.py\n")
    assert [p for p in Tree(tmp_path, ("c.py",)).walk() if p.endswith(".py")] == ["a.py", "keep/d.py", "sub/g.py"]
    assert list(Tree(tmp_path).walk([tmp_path / "b.py"])) == ["b.py"]


def test_patterns_of_names_and_of_paths_keep_their_order(tmp_path: Path) -> None:
    for name in ("a/x.py", "a/y.py", "b/x.py", "b/c/x.py", "b/c/z.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(MODEL)
    (tmp_path / ".gitignore").write_text("x.py\n!/b/x.py\nb/c/*.py\n!z.py\n")
    assert [path for path in Tree(tmp_path).walk() if path.endswith(".py")] == ["a/y.py", "b/c/z.py", "b/x.py"]
    (tmp_path / ".gitignore").write_text("b\\[\n[\nx.py\n")
    assert [path for path in Tree(tmp_path).walk() if path.endswith(".py")] == ["a/y.py", "b/c/z.py"]


def test_costly_ignore_patterns_end(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*a*a*a*a*a*a*a*a*a*a*a*b\n**/**/**/**/**/**/x\n")
    (tmp_path / ("a" * 250)).write_text("")
    begun = time.monotonic()
    tree = Tree(tmp_path)
    assert list(tree.walk()) == [".gitignore", "a" * 250]
    assert time.monotonic() - begun < 60
    assert "left out" in tree.problems[0].reason
