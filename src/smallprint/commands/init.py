"""``smallprint init``: write a commented policy, by questions or by flags."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smallprint.cli import find_root
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["init", "policy_text"]

_ACTIVITIES = (
    "use_internally", "host_as_service", "offer_model_api", "distribute_weights", "distribute_product", "fine_tune",
    "merge",
    "quantize", "adapter", "distil", "train_on_outputs", "publish_outputs",
)  # fmt: skip


@click.command()
@click.option(
    "--commercial/--non-commercial", default=None, help="Do you earn money with it, or use it for a business?"
)
@click.option("--country", metavar="CODE", help="Seat of the organisation, such as DE.")
@click.option(
    "--kind",
    type=click.Choice(["company", "nonprofit", "academic", "government", "individual"]),
    help="Kind of organisation.",
)
@click.option(
    "--activity",
    "activities",
    multiple=True,
    type=click.Choice(_ACTIVITIES),
    help="What you do with models; repeatable.",
)
@click.option("--users", metavar="N", help="Monthly active users of all products, such as 40_000 or '< 1M'.")
@click.option("--revenue", metavar="MONEY", help="Annual revenue, such as '12_000_000 USD'.")
@click.option(
    "--outputs-train",
    type=click.Choice(["none", "own_derivative", "other_model", "competing_model"]),
    help="Do outputs train models?",
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD",
    help="Field of use or purpose, such as customer-support; repeatable.",
)
@click.option(
    "--preset", metavar="NAME", help="Start from a preset: permissive-only, commercial-saas, research, redistributor."
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to write it (default: git top level).",
)
@click.option("--force", is_flag=True, help="Replace a policy that is there.")
@click.option("--print", "show", is_flag=True, help="Print it and write nothing.")
def init(
    commercial: bool | None, country: str | None, kind: str | None, activities: tuple[str, ...], users: str | None,
    revenue: str | None,
    outputs_train: str | None, fields: tuple[str, ...], preset: str | None, root: Path | None, force: bool, show: bool,
) -> int:  # fmt: skip
    """Write smallprint.yaml with what you answer; what you leave out stays unknown and is asked for in reports."""
    target = find_root((), root) / "smallprint.yaml"
    if target.exists() and not force and not show:
        raise UsageError(f"{safe(str(target))} is there already; --force replaces it, --print shows a new one")
    answers: dict[str, object] = {
        "commercial": commercial, "country": country, "kind": kind, "activities": activities or None, "users": users,
        "revenue": revenue, "outputs_train": outputs_train, "fields": fields or None, "preset": preset,
    }  # fmt: skip
    if all(value is None for value in answers.values()) and sys.stdin.isatty():
        answers.update(_ask())
    text = policy_text(answers)
    _checked(text, target)
    if show:
        click.echo(text, nl=False)
        return 0
    target.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {safe(str(target))}. Next: smallprint check")
    return 0


def _ask() -> dict[str, object]:
    """Six questions; Enter leaves an answer open."""
    click.echo("Six questions; Enter leaves one open.")
    answers: dict[str, object] = {}
    reply = click.prompt("Do you earn money with it, or use it for a business? [y/n]", default="", show_default=False)
    answers["commercial"] = {"y": True, "yes": True, "n": False, "no": False}.get(reply.strip().lower())
    answers["country"] = (
        click.prompt("Country of the organisation's seat (DE, US …)", default="", show_default=False).upper() or None
    )
    click.echo(f"  {', '.join(_ACTIVITIES)}")
    reply = click.prompt("What do you do with models? (a comma list)", default="", show_default=False)
    answers["activities"] = tuple(word.strip() for word in reply.split(",") if word.strip()) or None
    answers["users"] = click.prompt("Monthly active users of all products", default="", show_default=False) or None
    answers["revenue"] = click.prompt("Annual revenue (12_000_000 USD)", default="", show_default=False) or None
    reply = click.prompt(
        "Do outputs train models: none, own_derivative, other_model, competing_model?", default="", show_default=False
    )
    answers["outputs_train"] = reply.strip() or None
    return answers


def policy_text(answers: dict[str, object]) -> str:
    """The commented policy. A line that was not answered stands there as a comment with its question."""

    def line(key: str, value: object, note: str, indent: str = "  ") -> str:
        if isinstance(value, bool):
            value = "true" if value else "false"
        if isinstance(value, tuple):
            value = f"[{', '.join(value)}]"
        head = f"{indent}{key}: {value}" if value is not None else f"{indent}# {key}:"
        return f"{head}{' ' * max(2, 42 - len(head))}# {note}"

    preset = answers.get("preset")
    lines = [
        "# What we do with AI models, and what we tolerate. smallprint check reads it.",
        "# A fact that is left out is unknown: terms that need it are reported as open, never as fine.",
    ]
    if preset:
        lines += ["", f"extends: pkg:smallprint/{preset}.yaml"]
    lines += [
        "",
        "organisation:",
        line("kind", answers.get("kind"), "company nonprofit academic government individual"),
        line("country", answers.get("country"), "principal place of business, ISO code"),
        line(
            "monthly_active_users",
            answers.get("users"),
            "all products, affiliates included; ranges such as '< 1M' are fine",
        ),
        line("annual_revenue", answers.get("revenue"), "with its currency: 12_000_000 USD"),
        "",
        "use:",
        line("commercial", answers.get("commercial"), "do you earn money with it, or use it for a business?"),
        line("activities", answers.get("activities"), "use_internally host_as_service distribute_weights fine_tune …"),
        line("outputs_train", answers.get("outputs_train"), "none own_derivative other_model competing_model"),
        line("fields", answers.get("fields"), "fields of use and purposes, such as [customer-support]"),
        line("territories", None, "where it is offered: [EU, US] or [worldwide]"),
        "",
        "policy:",
        "  undetermined: warning                   # error warning off: what an unanswered question does",
        "  unknown_licence: error                  # a model that nobody licences breaks the policy",
        "  # deny: [non-commercial, research-only] # licence ids, categories or kinds of terms",
        "",
        "# overrides:                              # the same model may be used differently elsewhere",
        '#   - {paths: ["experiments/**"], use: {commercial: false, activities: [use_internally]}}',
        "# models:                                 # what no file declares",
        "#   - {id: hf:acme/chat, licence: llama3.1, base: [hf:meta-llama/Llama-3.1-8B], relation: finetune}",
        "# waivers:",
        "#   - {rule: unpinned-model, model: hf:acme/chat, reason: why, owner: who, until: 2027-03-01}",
    ]
    return "\n".join(text.rstrip() for text in lines) + "\n"


def _checked(text: str, target: Path) -> None:
    """Refuse an answer that the policy loader would refuse, before anything is written."""
    from smallprint.database import Database
    from smallprint.load import load_policy

    load_policy(
        target,
        target.parent,
        Database.open(),
        lambda path: text.encode() if path == target else path.read_bytes() if path.exists() else None,
    )
