"""``smallprint bom``: a bill of materials of the models, adapters and data sets in use."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from smallprint.cli import find_root, write_output
from smallprint.commands.check import _day
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["bom"]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["cyclonedx", "spdx"]), default="cyclonedx", show_default=True,
              help="CycloneDX 1.6 or SPDX 2.3, as JSON.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Write the bill to FILE instead.")
@click.option("--name", metavar="NAME", help="Name of the project (default: its folder).")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Paths are relative to it (default: git top level).")  # fmt: skip
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; may be given more than once.")
@click.option("--as-of", default="", callback=_day, metavar="DATE", help="Take DATE for today.")
@click.option("--new-serial", is_flag=True, help="Give it a random serial number; else the same bill has the same one.")
@click.option("--jobs", default=0, metavar="N", help="Processes for reading (default: as many as pay).")
def bom(
    paths: tuple[Path, ...], style: str, output: str | None, name: str | None, root: Path | None,
    exclude: tuple[str, ...], as_of: str, new_serial: bool, jobs: int,
) -> int:  # fmt: skip
    """Write a bill of materials of the models that PATHS (default: the whole project) use.

    It lists models, adapters and data sets with licence, package URL, places and lineage. Nothing is judged and the
    network is not used.
    """
    from smallprint.database import Database
    from smallprint.run import Options, run

    for path in paths:
        if not path.exists():
            raise UsageError(f"{safe(str(path))}: no such file or folder")
    base = find_root(paths, root)
    database = Database.open()
    options = Options(root=base, paths=tuple(path.resolve() for path in paths), as_of=as_of, exclude=exclude, jobs=jobs)
    report = run(options, database)
    module = importlib.import_module(f"smallprint.report.{style}")
    write_output(module.render(report, name or base.name, database.licence, new_serial=new_serial), output)
    return 0
