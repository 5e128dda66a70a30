"""Write ``providers/_prices.tsv`` from a list of API models: ``python tools/prices.py FILE.jsonl [--out FILE]``.

Of several prices for one id the newest counts. Prices of nothing (trials) and of other than text are left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "providers" / "_prices.tsv"
_MODES = ("chat", "responses", "completion", None)


def main() -> None:
    """Read the list, keep the newest price of each id, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    best: dict[tuple[str, str], tuple[str, float, float, str]] = {}
    for line in given.file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        low, high = row.get("price_in") or 0, row.get("price_out") or 0
        if row.get("mode") not in _MODES or not low or not high:
            continue
        name = str(row["api_id"]).removeprefix(f"{row['provider']}/")
        source = str(row["price_source"]).removeprefix("pypi:").removeprefix("github:").split(" model_prices")[0]
        found = (str(row["price_date"]), float(low), float(high), source)
        if found > best.get((row["provider"], name), ("",)):
            best[row["provider"], name] = found
    sources = sorted({(found[3], found[0]) for found in best.values()}, key=lambda pair: pair[1], reverse=True)
    lines = [
        "# USD per million tokens; written by tools/prices.py, do not edit. Columns: provider, id, in, out, source"
    ]
    lines += [f"# {number}: {source}, {day}" for number, (source, day) in enumerate(sources, 1)]
    for (provider, name), (day, low, high, source) in sorted(best.items()):
        lines.append(f"{provider}\t{name}\t{low:g}\t{high:g}\t{sources.index((source, day)) + 1}")
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
