"""Entry point: ``smallprint`` and ``python -m smallprint``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. The version is answered without loading anything else."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from smallprint import __version__

        print(f"smallprint {__version__}")
        return
    from smallprint.cli import run_cli

    sys.exit(run_cli())


if __name__ == "__main__":
    main()
