"""``smallprint explain``: a rule, licence, term kind, model, provider, concern or fact, from the data itself."""

from __future__ import annotations

import json

import click

from smallprint.cli import write_output
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["explain"]


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to print."
)
@click.option("--output", metavar="FILE", help="Write to FILE instead.")
@click.option("--as-of", default="", metavar="DATE", help="Take DATE for today.")
def explain(name: str, style: str, output: str | None, as_of: str) -> int:
    """Explain ID: a rule, a licence, a kind of term, a concern, a fact, a model or a provider."""
    from smallprint.condition import nearest
    from smallprint.database import Database
    from smallprint.explain import describe

    data = Database.open()
    found = describe(name, data, as_of)
    if found is None:
        known = [
            *data.ids("licence"),
            *(rule.id for rule in data.rules),
            *data.vocabulary.term_kinds,
            *data.ids("provider"),
        ]
        close = nearest(name, known)
        models = ", ".join(data.catalogue.search(name)[:3])
        hint = close or (f" (near: {models})" if models else "")
        if "/" in name and not hint:
            hint = "; smallprint lock asks the Hub about a model"
        raise UsageError(f"nothing is known as '{safe(name)}'{safe(hint)}")
    write_output(json.dumps(found.data, indent=2) if style == "json" else found.text(), output)
    return 0
