"""Arguments and exit codes. Each command lives in ``commands/NAME.py`` and is imported when it is called.

Exit codes: 0 kept, or incomplete and allowed; 1 broken; 2 cannot start (usage, policy or data at fault); 3 incomplete
where
completeness was demanded.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from smallprint import __version__
from smallprint.model import UsageError
from smallprint.text import safe

__all__ = ["Lazy", "find_root", "progress_bar", "run_cli", "write_output"]

#: name -> what it does, in the order of the help page.
COMMANDS = {
    "check": "Check the models that a project uses against its policy.",
    "models": "List the models that a project uses.",
    "identify": "Say which licence a text is.",
    "explain": "Explain a rule, licence, term kind, model or provider.",
    "init": "Write a commented policy, by questions or by flags.",
    "lock": "Ask the Hub and pin what it says in smallprint.lock.",
    "diff": "Show what changes between two licences, or since the lock.",
    "notice": "Write the NOTICE file and the attribution that licences ask for.",
    "bom": "Write a bill of materials (CycloneDX, SPDX).",
    "waive": "Accept a finding in the policy, with a reason and a date.",
    "suggest": "Name models that the policy allows in place of one.",
    "compare": "Put models or licences side by side under this policy.",
    "advise": "Rent or own: what the facts of each use say.",
    "retirements": "When the models in use end.",
    "new": "Start a licence, rule or detector.",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called, so that start-up stays lean."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that exist, in the order of the help page."""
        return [name for name in COMMANDS if _module(name) is not None]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command, or ``None`` when there is none of that name."""
        if name not in COMMANDS or _module(name) is None:
            return None
        module = importlib.import_module(f"smallprint.commands.{name}")
        command: click.Command = getattr(module, name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from smallprint.condition import nearest

            raise click.UsageError(f"no command '{safe(args[0])}'{nearest(args[0], self.list_commands(ctx))}") from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


def _module(name: str) -> Path | None:
    path = Path(__file__).parent / "commands" / f"{name}.py"
    return path if path.exists() else None


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", prog_name="smallprint", message="%(prog)s %(version)s")
def cli() -> None:
    """Read the small print of the AI models that a project uses.

    "Open weights" is not "open source": check the licence, not the label.
    """


def run_cli(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code. Every fault of the caller is one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(args=arguments, prog_name="smallprint", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except UsageError as error:
        for line in str(error).splitlines():
            click.echo(f"smallprint: {safe(line, 500)}", err=True)
    except click.UsageError as error:
        click.echo(f"smallprint: {safe(error.format_message())}", err=True)
        if error.ctx is not None:
            click.echo(f"Try: {error.ctx.command_path} --help", err=True)
    except click.ClickException as error:
        click.echo(f"smallprint: {safe(error.format_message())}", err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo("smallprint: stopped", err=True)
        return 130
    except BrokenPipeError:
        # The reader (head, a pager) has seen enough. Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 2


def find_root(paths: tuple[Path, ...], root: Path | None) -> Path:
    """The root that paths in a report are relative to.

    ``--root`` if given, else the git top level of the one folder named (or of the working directory), else that
    folder itself.
    """
    if root is not None:
        return root.resolve()
    start = paths[0].resolve() if len(paths) == 1 and paths[0].is_dir() else Path.cwd().resolve()
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return start


def write_output(text: str, target: str | None) -> None:
    """Print a report, or write it to the file ``target`` in one step."""
    if not target or target == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    path = Path(target)
    try:
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        os.replace(temporary, path)
    except OSError as error:
        raise UsageError(f"{safe(str(path))}: {error.strerror or 'cannot be written'}") from None


def progress_bar() -> Callable[[int, int], None] | None:
    """A bar on a terminal once reading has taken a second; nothing elsewhere."""
    if not sys.stderr.isatty():
        return None
    from time import monotonic

    begun = monotonic()
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if done >= total:
            if shown:
                click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
        elif monotonic() - begun > 1:
            shown = True
            filled = 20 * done // max(total, 1)
            click.echo(f"\rreading [{'#' * filled}{'.' * (20 - filled)}] {done}/{total}", nl=False, err=True)

    return tell
