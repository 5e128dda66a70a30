"""How long ``identify`` takes for a text, and how long ScanCode takes for the same texts in the same run.

    python benchmarks/identify.py --texts FOLDER [--count 32] [--scancode PYTHON]

FOLDER holds licence texts ``*.txt``; without it the copies that the package ``identify`` carries are used. ScanCode
(``pip install scancode-toolkit-mini``) is optional and may live in another environment: give its interpreter. Both
sides load their data first, read one text to warm up, and are then timed on texts in memory or a local file; loading
is reported apart. Ours is timed on exact copies, and on copies inside a README, which take the long way.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Run by the other interpreter: load the index, then match each file named on standard input.
_SCANCODE = """
import json, sys, time
start = time.perf_counter()
from licensedcode.cache import get_index
index = get_index()
loaded = time.perf_counter() - start
files = json.load(sys.stdin)
index.match(location=files[0])
rows = []
for name in files:
    start = time.perf_counter()
    matches = index.match(location=name)
    rows.append((time.perf_counter() - start, [match.rule.license_expression for match in matches]))
print(json.dumps({"loaded": loaded, "rows": rows}))
"""


def texts(folder: Path | None, count: int) -> dict[str, str]:
    """``count`` texts, spread evenly over those that there are."""
    if folder is None:
        from identify.vendor.licenses import LICENSES

        found = dict(LICENSES)
    else:
        found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    names = sorted(found)
    step = max(1, len(names) // count)
    return {name: found[name] for name in names[::step][:count]}


def in_a_readme(text: str) -> str:
    """A page that holds ``text``."""
    return f"# Example\n\nWords about it.\n\n## License\n\n{text}\n\n## Citation\n\nPlease cite us.\n"


def ours(samples: dict[str, str]) -> tuple[float, dict[str, list[float]], int]:
    """Seconds to load, seconds per text by shape, and how many exact copies were named as their file is."""
    from smallprint.database import Database

    start = time.perf_counter()
    matcher = Database.open().matcher
    loaded = time.perf_counter() - start
    times: dict[str, list[float]] = {}
    named = 0
    for shape, data in (
        ("exact copy", {name: text.encode() for name, text in samples.items()}),
        ("in a README", {name: in_a_readme(text).encode() for name, text in samples.items()}),
    ):
        matcher.identify(next(iter(data.values())))
        for name, entry in data.items():
            start = time.perf_counter()
            match = matcher.identify(entry)
            times.setdefault(shape, []).append(time.perf_counter() - start)
            named += shape == "exact copy" and match.licence == name.lower()
    return loaded, times, named


def scancode(python: str, samples: dict[str, str]) -> tuple[float, list[float]]:
    """Seconds to load and per text. Raises ``CalledProcessError`` if it cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in samples.items():
            path = Path(folder) / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            files.append(str(path))
        done = subprocess.run(
            [python, "-c", _SCANCODE], input=json.dumps(files), capture_output=True, text=True, check=True
        )
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["loaded"], [row[0] for row in answer["rows"]]


def line(name: str, times: list[float]) -> str:
    """One row of the table, in milliseconds."""
    values = sorted(times)
    return (
        f"{name:24} {statistics.mean(values) * 1e3:9.2f} {statistics.median(values) * 1e3:9.2f} {values[-1] * 1e3:9.2f}"
    )


def main() -> int:
    """Print a table of milliseconds. Returns 1 if ScanCode was asked for and is less than 100 times slower."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--scancode", default="", metavar="PYTHON", help="interpreter that has scancode-toolkit-mini")
    options = parser.parse_args()
    samples = texts(options.texts, options.count)
    loaded, times, named = ours(samples)
    pages = {name: in_a_readme(text) for name, text in samples.items()}
    size = sum(map(len, samples.values()))
    print(f"{len(samples)} texts, {size:,} characters; {named} exact copies named as their file is")
    print(f"{'milliseconds a text':24} {'mean':>9} {'median':>9} {'longest':>9}")
    for shape, values in times.items():
        print(line(f"smallprint, {shape}", values))
    print(f"smallprint loads in {loaded * 1e3:.0f} ms")
    if not options.scancode:
        return 0
    ratios = {}
    for shape, data in (("exact copy", samples), ("in a README", pages)):
        other_loaded, other = scancode(options.scancode, data)
        print(line(f"ScanCode, {shape}", other))
        ratios[shape] = sum(other) / sum(times[shape])
    print(f"ScanCode loads in {other_loaded * 1e3:.0f} ms")
    print("; ".join(f"{shape}: {ratio:.0f} times faster" for shape, ratio in ratios.items()))
    return 0 if min(ratios.values()) >= 100 else 1


if __name__ == "__main__":
    sys.exit(main())
