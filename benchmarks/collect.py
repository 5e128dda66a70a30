"""Measure collecting against ``rg -c from_pretrained`` over the same trees.

usage: python benchmarks/collect.py FOLDER [FOLDER …]   (for instance clones of LLaMA-Factory, axolotl, diffusers and
lm-evaluation-harness; the first version of each figure is thrown away, the best of the others is shown)

Prints one line per folder and one for all of them together: files, size, ripgrep's time, cold and warm time of
``smallprint models`` in a process of its own, their ratios, and the peak memory of the largest process. Time per file
shows whether it grows in line with size. Where another scanner for open-weight models (``weight-audit`` from PyPI) is
on the PATH, its time over all folders stands below.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUNS = 3


def main(folders: list[str]) -> int:
    """Print the table; 2 when ripgrep or a folder is missing."""
    if not folders or shutil.which("rg") is None:
        print(__doc__ if not folders else "ripgrep (rg) is needed to compare with", file=sys.stderr)
        return 2
    head = (("tree", 24), ("files", -7), ("MB", -7), ("rg s", -8), ("cold s", -8), ("x", -6), ("warm s", -8), ("x", -6))
    print(
        "".join(f"{word:<{width}}" if width > 0 else f"{word:>{-width}}" for word, width in head), "  MB peak  ms/file"
    )
    rows = [*([folder] for folder in folders), *([folders] if len(folders) > 1 else [])]
    for row in rows:
        paths = [str(Path(folder).resolve()) for folder in row]
        files, size = _size(paths)
        ripgrep = _best(["rg", "-c", "from_pretrained", *paths], {})
        with tempfile.TemporaryDirectory() as cache:
            root = os.path.commonpath(paths)
            command = [sys.executable, "-m", "smallprint", "models", "--format", "json", "--output", os.devnull]
            command += ["--root", root, *paths]
            environment = {"SMALLPRINT_CACHE_DIR": cache}
            cold = min(_timed([*command, "--no-cache"], environment) for _ in range(_RUNS))
            warm = _best(command, environment)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        name = Path(row[0]).name if len(row) == 1 else "all"
        print(
            f"{name:<24}{files:>7}{size / 1e6:>7.1f}{ripgrep:>8.2f}{cold:>8.2f}{cold / ripgrep:>6.1f}{warm:>8.2f}"
            f"{warm / ripgrep:>6.1f}{peak:>9.0f}{cold / max(files, 1) * 1000:>9.2f}"
        )
    if shutil.which("weight-audit"):
        print(f"weight-audit over all: {sum(_best(['weight-audit', 'scan', folder], {}) for folder in folders):.2f} s")
    return 0


def _size(paths: list[str]) -> tuple[int, int]:
    files = size = 0
    for path in paths:
        for folder, _, names in os.walk(path):
            for name in names:
                full = os.path.join(folder, name)
                if os.path.isfile(full):
                    files += 1
                    size += os.path.getsize(full)
    return files, size


def _best(command: list[str], environment: dict[str, str]) -> float:
    """The best time after a first run that fills the caches of the disk (and ours)."""
    _timed(command, environment)
    return min(_timed(command, environment) for _ in range(_RUNS))


def _timed(command: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
