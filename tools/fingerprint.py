"""Make ``licences/fingerprints.jsonl`` from a folder of licence texts, one file ``ID.txt`` for each licence.

The texts are not part of the project. Only digests and hashes of them are, in the generated file; see
``smallprint.fingerprint`` for its format. To add one licence: ``smallprint new licence ID --text FILE``.

    python tools/fingerprint.py --texts FOLDER [--variants] [--licences licences] [--check]

``--variants`` adds the other editions that the package ``identify`` (a development dependency) carries.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from smallprint.fingerprint import FILE, Fingerprint, fingerprint, read_fingerprints, write_fingerprints

ROOT = Path(__file__).resolve().parent.parent
#: SPDX ids of editions in ``identify.vendor.licenses`` that word more than a title or an address otherwise.
VARIANTS = {
    "CC0-1.0": "cc0-1.0", "ECL-2.0": "ecl-2.0", "EPL-2.0": "epl-2.0", "EUPL-1.2": "eupl-1.2", "OFL-1.1": "ofl-1.1",
    "PostgreSQL": "postgresql", "WTFPL": "wtfpl",
}  # fmt: skip


def variants() -> list[Fingerprint]:
    """Fingerprints of the other editions."""
    from identify.vendor.licenses import LICENSES

    return [fingerprint(VARIANTS[spdx], text, "choosealicense") for spdx, text in LICENSES if spdx in VARIANTS]


def main() -> int:
    """Write the file, or with ``--check`` compare it. Returns 1 when it differs or two texts are the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="folder with one ID.txt for each licence")
    parser.add_argument("--licences", type=Path, default=ROOT / "licences", help="folder of the generated file")
    parser.add_argument("--variants", action="store_true", help="add other editions of the generic licences")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the file is up to date")
    options = parser.parse_args()
    made = [fingerprint(path.stem, path.read_bytes()) for path in sorted(options.texts.glob("*.txt"))]
    if not made:
        print(f"{options.texts}: no *.txt files", file=sys.stderr)
        return 1
    made += variants() if options.variants else []
    seen: dict[str, Fingerprint] = {}
    for entry in made:
        if entry.digest in seen:
            print(f"{entry.licence} and {seen[entry.digest].licence} are the same words", file=sys.stderr)
            return 1
        seen[entry.digest] = entry
    path = options.licences / FILE
    known = {(entry.licence, entry.variant): entry for entry in read_fingerprints(path)} if path.exists() else {}
    new = {(entry.licence, entry.variant): entry for entry in made}
    if options.check:
        differing = sorted(" ".join(key) for key in new if known.get(key) != new[key])
        print(
            "\n".join(f"{name}: the fingerprint is out of date" for name in differing)
            or f"{len(new)} fingerprints are up to date"
        )
        return 1 if differing else 0
    write_fingerprints(path, (known | new).values())
    print(f"{path}: {len(known | new)} fingerprints, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
