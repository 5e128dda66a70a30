"""Turn rules, terms and facts into sentences. The words come from the data; this module only fills the blanks."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING, Any

from smallprint.model import Node, Term
from smallprint.quantity import Span

if TYPE_CHECKING:
    from smallprint.database import Vocabulary

__all__ = ["BLANKS", "fact_value", "limit_words", "message", "short_name"]

#: The blanks that a rule's ``message`` and ``fix`` may use; the compiler refuses others.
BLANKS = (
    "model", "id", "licence", "plain", "limits", "string", "regions", "domains", "students", "name_rule", "bars",
    "content", "claims", "label", "base",
    "base_licence", "publisher", "document", "replacement", "provider", "date", "detail", "successor",
    "project_licence", "data_sets",
)  # fmt: skip


def short_name(canonical: str) -> str:
    """``FLUX.1-dev`` for ``hf:black-forest-labs/FLUX.1-dev``; the tag of an Ollama name is kept."""
    if canonical in ("other:./", "other:."):
        return "this repository"
    return canonical.partition(":")[2].rsplit("/", 1)[-1] or canonical


def message(
    template: str, term: Term | None, node: Node, licence: str, vocabulary: Vocabulary, extra: Mapping[str, str]
) -> str:
    """Fill the blanks of a rule's message or fix.

    A blank that the term does not answer becomes empty, and spaces are closed up.
    """
    keys: Mapping[str, Any] = term.keys if term else {}
    words = {
        "model": short_name(node.id),
        "id": node.id.partition(":")[2],
        "licence": licence,
        "plain": term.plain if term else "",
        "limits": " or ".join(limit_words(limit) for limit in keys.get("limits", ())),
        "string": str(keys.get("string") or ""),
        "regions": ", ".join(keys.get("regions", ())),
        "domains": _domains(keys, vocabulary),
        "students": vocabulary.data["student_scopes"].get(keys.get("models", ""), "").rstrip(".").lower(),
        "name_rule": _name_rule(keys),
        "bars": ", ".join(str(bar).replace("_", "-") for bar in keys.get("bars", ())),
        "content": str(keys.get("content") or ""),
        "publisher": node.publisher,
        **extra,
    }
    filled = "".join(
        text + (words.get(blank, "") if blank else "")
        for text, blank, _format, _conversion in Formatter().parse(template)
    )
    return " ".join(filled.split())


def limit_words(limit: Mapping[str, Any]) -> str:
    """``more than 700M monthly active users``."""
    at_least = "at_least" in limit
    line = float(limit["at_least"] if at_least else limit["over"])
    amount = str(Span(line, line))
    if limit.get("currency"):
        amount = f"{limit['currency']} {amount}"
    metric = str(limit["metric"]).replace("_", " ")
    return f"{'at least' if at_least else 'more than'} {amount} {metric}"


def fact_value(value: Any) -> str:
    """A fact's value as a person would write it in the policy."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return (
            "[" + ", ".join(item.get("licence", "") if isinstance(item, Mapping) else str(item) for item in value) + "]"
        )
    return str(value)


def _domains(keys: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    names = [
        vocabulary.use_domains[name]["plain"] for name in keys.get("domains", ()) if name in vocabulary.use_domains
    ]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _name_rule(keys: Mapping[str, Any]) -> str:
    for key, words in (("begins_with", "begin with"), ("contains", "contain"), ("must_not_use", "not use")):
        if keys.get(key):
            return f'{words} "{keys[key]}"'
    return ""
