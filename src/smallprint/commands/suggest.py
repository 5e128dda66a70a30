"""``smallprint suggest``: models that the policy allows in place of one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from smallprint.cli import find_root, write_output
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["suggest"]


@click.command()
@click.argument("model")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--most", default=8, show_default=True, metavar="N", help="How many to name.")
@click.option("--policy", type=click.Path(path_type=Path), help="The policy to use (default: the nearest).")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project (default: git top level).",
)
def suggest(model: str, style: str, output: str | None, most: int, policy: Path | None, root: Path | None) -> int:
    """Name models of the same task, modality and size class as MODEL that break nothing under the policy.

    They are compared by what their ids and the catalogue say, not by what they can do: try them.
    """
    from smallprint.choice import candidates, rank, standing
    from smallprint.commands.compare import named, row_data, row_lines
    from smallprint.database import Database
    from smallprint.run import Options, consider

    database = Database.open()
    wanted = named(model, database)
    node = database.catalogue.node(wanted)
    if node is None or wanted.startswith("other:licence/"):
        near = ", ".join(database.catalogue.search(model)[:3])
        raise UsageError(f"nothing is known of the model '{safe(model)}'" + (f" (near: {near})" if near else ""))
    names = candidates(node, database)
    report = consider(names, Options(find_root((), root), policy=policy.resolve() if policy else None), database)
    rows = rank(standing(report, names), node.publisher)[: max(1, most)]
    if style == "json":
        data = {
            "schema": "smallprint/suggest/1", "model": wanted, "looked_at": len(names),
            "rows": [row_data(row) for row in rows],
        }  # fmt: skip
        write_output(json.dumps(data, indent=2), output)
        return 0
    lines = [f"In place of {safe(wanted)}, of {len(names)} looked at:", ""]
    lines += [line for row in rows for line in (*row_lines(row, 2), "")]
    if not rows:
        lines = [f"All of {len(names)} models like {safe(wanted)} break something under this policy."]
    write_output("\n".join(lines), output)
    return 0
