"""Make ``licences/fingerprints.jsonl`` from a folder of licence texts, one file ``ID.txt`` for each licence.

The texts are not part of the project. Only digests and hashes of them are, in the generated file; see
``smallprint.fingerprint`` for its format. To add one licence: ``smallprint new licence ID --text FILE``.

    python tools/fingerprint.py --texts FOLDER [--licences licences] [--check]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from smallprint.fingerprint import FILE, fingerprint, read_fingerprints, write_fingerprints

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write the file, or with ``--check`` compare it. Returns 1 when it differs or two texts are the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="folder with one ID.txt for each licence")
    parser.add_argument("--licences", type=Path, default=ROOT / "licences", help="folder of the generated file")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the file is up to date")
    options = parser.parse_args()
    made = {path.stem: fingerprint(path.stem, path.read_bytes()) for path in sorted(options.texts.glob("*.txt"))}
    if not made:
        print(f"{options.texts}: no *.txt files", file=sys.stderr)
        return 1
    seen: dict[str, str] = {}
    for entry in made.values():
        if entry.digest in seen:
            print(f"{entry.licence} and {seen[entry.digest]} are the same words", file=sys.stderr)
            return 1
        seen[entry.digest] = entry.licence
    path = options.licences / FILE
    known = {entry.licence: entry for entry in read_fingerprints(path)} if path.exists() else {}
    if options.check:
        differing = sorted(name for name in made if known.get(name) != made[name])
        print("\n".join(f"{name}: the fingerprint is out of date" for name in differing) or f"{len(made)} fingerprints are up to date")
        return 1 if differing else 0
    write_fingerprints(path, (known | made).values())
    print(f"{path}: {len(known | made)} fingerprints, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
