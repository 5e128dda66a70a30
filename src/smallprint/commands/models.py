"""``smallprint models``: which models, adapters and datasets a project uses, and where."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smallprint.cli import find_root, progress_bar, write_output
from smallprint.model import Graph, ModelRef, Node, Problem, UsageError
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.database import Database

__all__ = ["SCHEMA", "inventory", "models"]

SCHEMA = "smallprint/models/1"
#: Keys of one entry, in order; also the columns of CSV.
_KEYS = ("file", "line", "column", "ref", "canonical", "kind", "role", "found_by", "licence", "resolved_by", "parents",
         "claims", "host", "access", "location", "scope")  # fmt: skip
#: Places shown for each model without ``-v``.
_PLACES = 3


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "csv", "markdown"]), default="text",
              show_default=True, help="What to print.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Write the inventory to FILE instead.")
@click.option("--all", "everything", is_flag=True, help="Also show what is only mentioned.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Paths are relative to it (default: git top level).")  # fmt: skip
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; may be given more than once.")
@click.option("-v", "--verbose", is_flag=True, help="Show every place.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache of the user.")
@click.option("--jobs", default=0, metavar="N", help="Processes for reading (default: as many as pay).")
def models(
    paths: tuple[Path, ...], style: str, output: str | None, everything: bool, root: Path | None,
    exclude: tuple[str, ...], verbose: bool, no_cache: bool, jobs: int,
) -> int:  # fmt: skip
    """List the models that PATHS (default: the whole project) use, with licence, place and how each was found.

    Names that are built at run time and files that could not be read are listed too. The network is not used.
    """
    from smallprint.collect import collect
    from smallprint.collect.cache import Cache
    from smallprint.database import Database
    from smallprint.fs import Tree
    from smallprint.resolve import lockfile, resolve, without_missing

    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"{safe(str(path))}: no such file or folder")
    # An inventory of one folder speaks of that folder: its places are relative to what was named.
    base = paths[0].resolve() if root is None and len(paths) == 1 and paths[0].is_dir() else find_root(paths, root)
    tree = Tree(base, exclude, mentions=everything)
    collected = collect(
        tree,
        tuple(path.absolute() for path in paths),
        cache=None if no_cache else Cache(),
        jobs=jobs,
        progress=progress_bar(),
    )
    database = Database.open()
    found = (ref for ref in collected.refs if everything or ref.role == "dependency" or ref.ref == "?")
    chosen = without_missing(found, tree, database.matcher)
    graph = resolve(chosen, database, tree=tree, lock=lockfile.read(tree.root / lockfile.NAME))
    problems = tuple(sorted({*collected.problems, *graph.problems}))
    writers: dict[str, Callable[[], str]] = {
        "json": lambda: _json(inventory(chosen, graph, problems, database)),
        "csv": lambda: _csv(chosen, graph, database),
        "markdown": lambda: _markdown(chosen, graph, problems),
        "text": lambda: _text(chosen, graph, problems, verbose=verbose),
    }
    write_output(writers[style](), output)
    return 0


def inventory(
    refs: tuple[ModelRef, ...], graph: Graph, problems: tuple[Problem, ...], database: Database
) -> dict[str, Any]:
    """The inventory as ``--format json`` prints it."""
    return {
        "schema": SCHEMA,
        "models": [_entry(ref, _node(ref, graph), database) for ref in refs],
        "problems": [{"file": p.file, "line": p.line, "reason": p.reason} for p in problems],
    }


def _json(inventory: dict[str, Any]) -> str:
    """A line for each model and problem: easy to compare, and a large inventory is written at once."""
    parts = [f'"schema": {json.dumps(inventory["schema"])}']
    for key in ("models", "problems"):
        rows = ",".join(f"\n  {json.dumps(row)}" for row in inventory[key])
        parts.append(f'"{key}": [{rows}]')
    return "{\n " + ",\n ".join(parts) + "\n}"


def _node(ref: ModelRef, graph: Graph) -> Node | None:
    return graph.nodes.get(graph.resolved.get(ref.canonical, ref.canonical))


def _location(ref: ModelRef, node: Node | None, database: Database) -> str:
    """As the file shows it, else by the kind of the host; what one runs oneself may be anywhere of one's own."""
    if ref.location or node is None or ref.host == "ollama":
        return ref.location
    from smallprint.hosting import location_at

    host = (node.provider if node.kind == "api" else "") or ref.host
    return location_at(node, (database.provider(host) or {}) if host else None)


def _entry(ref: ModelRef, node: Node | None, database: Database) -> dict[str, Any]:
    licence, source = _licence(node)
    return {
        "file": ref.place.file,
        "line": ref.place.line,
        "column": ref.place.column,
        "ref": ref.ref,
        "canonical": ref.canonical,
        "kind": ref.kind,
        "role": ref.role,
        "found_by": ref.found_by,
        "licence": licence or None,
        "resolved_by": source or None,
        "parents": [{"id": edge.parent, "relation": edge.relation} for edge in node.parents] if node else [],
        "claims": [
            {"licence": claim.expression, "source": claim.source, "evidence": claim.evidence} for claim in node.claims
        ]
        if node
        else [],
        "host": ref.host or None,
        "access": ref.access or (node.access if node else "") or None,
        "location": _location(ref, node, database) or None,
        "scope": ref.scope or None,
    }


def _licence(node: Node | None) -> tuple[str, str]:
    """The own licence, which is the first claim's, and who says so."""
    claim = node.claims[0] if node is not None and node.claims else None
    if claim is None or claim.source == "unknown" or claim.expression in ("", "unknown"):
        return "", ""
    return claim.expression, claim.source


def _inherited(graph: Graph, canonical: str, *, all_of_them: bool) -> list[str]:
    """``llama3.1 through Llama-3.1-8B-Instruct``: licences of what a model is made from, other than its own.

    The nearest ancestor stands for its licence; without ``all_of_them`` at most as many as places are shown.
    """
    from smallprint.lineage import routes
    from smallprint.say import short_name

    start = graph.resolved.get(canonical, canonical)
    seen = {_licence(graph.nodes.get(start))[0], ""}
    found: list[str] = []
    for route in routes(graph, start):
        licence, _ = _licence(graph.nodes.get(route.ancestor))
        if licence not in seen:
            seen.add(licence)
            found.append(f"{safe(licence)} through {safe(short_name(route.ancestor))}")
    if all_of_them or len(found) <= _PLACES:
        return found
    return [*found[:_PLACES], f"and {len(found) - _PLACES} more licences (-v)"]


def _groups(refs: tuple[ModelRef, ...]) -> list[tuple[str, list[ModelRef]]]:
    """References by model, those that are used first, then by name."""
    groups: dict[str, list[ModelRef]] = {}
    for ref in refs:
        if ref.ref != "?":
            groups.setdefault(ref.canonical, []).append(ref)
    return sorted(groups.items(), key=lambda item: (all(r.role == "mention" for r in item[1]), item[0].lower()))


def _text(refs: tuple[ModelRef, ...], graph: Graph, problems: tuple[Problem, ...], *, verbose: bool) -> str:
    groups = _groups(refs)
    used = [items for _, items in groups if any(ref.role == "dependency" for ref in items)]
    places = sum(ref.role == "dependency" for items in used for ref in items)
    lines = [f"{_count(len(used), 'model')} in {_count(places, 'place')}"]
    width = min(max((len(name) for name, _ in groups), default=0), 60)
    mentioned = False
    for name, items in groups:
        if not mentioned and all(ref.role == "mention" for ref in items):
            mentioned = True
            lines += ["", "only mentioned"]
        licence, source = _licence(_node(items[0], graph))
        host = next((ref.host for ref in items if ref.host and not name.startswith(f"api:{ref.host}/")), "")
        said = f"{safe(licence)} ({source})" if licence else "licence unknown"
        lines.append(f"  {safe(name):<{width}}  {said}{f', runs on {host}' if host and host != 'ollama' else ''}")
        lines.extend(f"      {inherited}" for inherited in _inherited(graph, name, all_of_them=verbose))
        shown = items if verbose else items[:_PLACES]
        for ref in shown:
            scope = f"  [{ref.scope}]" if ref.scope else ""
            lines.append(f"      {safe(ref.place.file)}:{ref.place.line}  {ref.found_by}{scope}")
        if len(items) > len(shown):
            lines.append(f"      and {len(items) - len(shown)} more")
    lines.extend(_open_ends(refs, problems, verbose=verbose))
    return "\n".join(lines)


def _open_ends(refs: tuple[ModelRef, ...], problems: tuple[Problem, ...], *, verbose: bool) -> Iterator[str]:
    """What the inventory cannot say: names built at run time, files that could not be read."""
    open_names = [ref for ref in refs if ref.ref == "?"]
    if open_names:
        yield ""
        yield f"{_count(len(open_names), 'name')} built at run time"
        for ref in open_names if verbose else open_names[:_PLACES]:
            yield f"      {safe(ref.place.file)}:{ref.place.line}  {ref.found_by}"
        if not verbose and len(open_names) > _PLACES:
            yield f"      and {len(open_names) - _PLACES} more (-v)"
    if problems:
        yield ""
        yield f"{_count(len(problems), 'problem')} while reading"
        for problem in problems if verbose else problems[:_PLACES]:
            at = f":{problem.line}" if problem.line else ""
            yield f"      {safe(problem.file)}{at}  {safe(problem.reason)}"
        if not verbose and len(problems) > _PLACES:
            yield f"      and {len(problems) - _PLACES} more (-v)"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _csv(refs: tuple[ModelRef, ...], graph: Graph, database: Database) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_KEYS)
    for ref in refs:
        entry = _entry(ref, _node(ref, graph), database)
        entry["parents"] = " ".join(f"{parent['relation']}={parent['id']}" for parent in entry["parents"])
        entry["claims"] = " ".join(f"{claim['source']}={claim['licence']}" for claim in entry["claims"])
        writer.writerow([_cell(entry[key]) for key in _KEYS])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = safe(value, 1000)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _markdown(refs: tuple[ModelRef, ...], graph: Graph, problems: tuple[Problem, ...]) -> str:
    lines = ["| model | licence | said by | kind | host | places | found by |", "|---|---|---|---|---|---|---|"]
    for name, items in _groups(refs):
        licence, source = _licence(_node(items[0], graph))
        places = [f"{ref.place.file}:{ref.place.line}" for ref in items]
        shown = ", ".join(places[:_PLACES]) + (f" +{len(places) - _PLACES}" if len(places) > _PLACES else "")
        found_by = ", ".join(dict.fromkeys(ref.found_by for ref in items))
        role = "" if any(ref.role == "dependency" for ref in items) else " (mentioned)"
        terms = "; ".join([licence or "unknown", *_inherited(graph, name, all_of_them=True)])
        cells = (name + role, terms, source, items[0].kind, items[0].host, shown, found_by)
        lines.append("| " + " | ".join(_escaped(cell) for cell in cells) + " |")
    open_names = [ref for ref in refs if ref.ref == "?"]
    if open_names:
        lines += ["", f"{_count(len(open_names), 'name')} built at run time:", ""]
        lines += [f"- {_escaped(f'{ref.place.file}:{ref.place.line}')} {_escaped(ref.found_by)}" for ref in open_names]
    if problems:
        lines += ["", "Not read:", ""]
        lines += [f"- {_escaped(problem.file)}: {_escaped(problem.reason)}" for problem in problems]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Text of others as plain Markdown: no markup, link, table border or HTML of theirs."""
    shown = safe(text)
    for sign in "\\`*_[]<>|#!":
        shown = shown.replace(sign, f"\\{sign}")
    return shown
