"""Conditions: check them when the data is compiled, evaluate them in Kleene's three-valued logic.

A condition is plain data: ``{all: […]}``, ``{any: […]}``, ``{not: …}``, ``{fact: NAME, OPERATOR: literal or
$term.KEY}`` or
``{test: NAME}``. There is nothing to parse and no loop, so evaluation always ends. An absent fact gives ``UNKNOWN``
and its
name, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from smallprint.model import EMPTY, Fact
from smallprint.quantity import Quantity, Span
from smallprint.record import record
from smallprint.verdict import Truth

if TYPE_CHECKING:
    from smallprint.database import Vocabulary
    from smallprint.model import Seen

__all__ = ["ALWAYS", "FACT_TYPES", "Answer", "Context", "Test", "check", "evaluate", "nearest"]

HEADS = ("all", "any", "not", "fact", "test")
OPERATORS = ("is", "in", "contains", "gt", "gte", "lt", "lte")
#: Operators that make sense for each type of fact (the word before ``of``).
_FITTING = {
    "bool": {"is"},
    "truth": {"is"},
    "one": {"is", "in"},
    "text": {"is", "in"},
    "country": {"is", "in"},
    "list": {"contains"},
    "count": {"gt", "gte", "lt", "lte"},
    "money": {"gt", "gte", "lt", "lte"},
    "date": {"gt", "gte", "lt", "lte"},
    "grants": set(),
}
#: The types that a fact may have.
FACT_TYPES = tuple(_FITTING)


@record
class Answer:
    """The truth of a condition, the facts that decided it, and the facts that would."""

    truth: Truth
    used: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()

    def __invert__(self) -> Answer:
        return Answer(~self.truth, self.used, self.missing)

    @classmethod
    def unknown(cls, *missing: str, used: tuple[Fact, ...] = ()) -> Answer:
        """An open answer that names what is missing."""
        return cls(Truth.UNKNOWN, used, missing)


ALWAYS = Answer(Truth.TRUE)


@record
class Context:
    """Everything a condition may look at. Pure values: no clock, no files."""

    lookup: Callable[[str], Fact | None]
    vocabulary: Vocabulary
    #: The term's own keys (empty for rules on other subjects).
    term: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    #: What was observed in the tree.
    seen: Seen | None = None
    licence: str = ""
    document: str = ""
    #: Every id under which the model is known, most specific first.
    model_ids: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    #: ISO date of the run.
    today: str = ""


Test = Callable[[Context], Answer]


def evaluate(condition: Mapping[str, Any], context: Context, tests: Mapping[str, Test]) -> Answer:
    """Evaluate a checked condition. ``all`` of nothing is true, ``any`` of nothing is false."""
    if "all" in condition:
        return join_all(evaluate(part, context, tests) for part in condition["all"])
    if "any" in condition:
        return ~join_all(~evaluate(part, context, tests) for part in condition["any"])
    if "not" in condition:
        return ~evaluate(condition["not"], context, tests)
    if "test" in condition:
        return tests[condition["test"]](context)
    return _leaf(condition, context)


def join_all(answers: Iterator[Answer]) -> Answer:
    """Kleene's conjunction: one false part decides alone, and only its facts are shown."""
    used: list[Fact] = []
    missing: list[str] = []
    truth = Truth.TRUE
    for answer in answers:
        if answer.truth is Truth.FALSE:
            return Answer(Truth.FALSE, answer.used)
        used.extend(answer.used)
        if answer.truth is Truth.UNKNOWN:
            truth = Truth.UNKNOWN
            missing.extend(answer.missing)
    # Facts may hold unhashable values; a name and a source tell them apart.
    distinct = {(fact.name, fact.source): fact for fact in used}
    return Answer(truth, tuple(distinct.values()), tuple(dict.fromkeys(missing)))


def _leaf(leaf: Mapping[str, Any], context: Context) -> Answer:
    fact = context.lookup(leaf["fact"])
    if fact is None or fact.value is None:
        return Answer.unknown(leaf["fact"])
    operator = next(name for name in OPERATORS if name in leaf)
    operand = leaf[operator]
    if isinstance(operand, str) and operand.startswith("$term."):
        operand = context.term.get(operand[6:])
        if operand is None:
            return Answer.unknown(leaf["fact"], used=(fact,))
    truth = _compare(fact.value, operator, operand)
    return Answer(truth, (fact,), () if truth is not Truth.UNKNOWN else (fact.name,))


def _compare(value: Any, operator: str, operand: Any) -> Truth:
    if operator == "is":
        return Truth.of(value == operand)
    if operator == "in":
        return Truth.of(value in operand)
    if operator == "contains":
        wanted = operand if isinstance(operand, list | tuple) else [operand]
        return Truth.of(any(item in value for item in wanted))
    if isinstance(value, Quantity):
        span = value.latest()
        return Truth.UNKNOWN if span is None else _span(span, operator, float(operand))
    if operator == "gt":
        return Truth.of(value > operand)
    if operator == "gte":
        return Truth.of(value >= operand)
    return ~_compare(value, "gte" if operator == "lt" else "gt", operand)


def _span(span: Span, operator: str, line: float) -> Truth:
    if operator in ("gt", "lte"):
        over = span.over(line, at_least=False)
        return over if operator == "gt" else ~over
    over = span.over(line, at_least=True)
    return over if operator == "gte" else ~over


# --- checking, when the data is compiled -----------------------------------------------------------------------------


def nearest(word: str, known: object) -> str:
    """`` (nearest: 'x')`` for the known word most like ``word``, or nothing."""
    names = [str(name) for name in known] if hasattr(known, "__iter__") else []
    import difflib

    close = difflib.get_close_matches(str(word), names, n=1, cutoff=0.5)
    return f" (nearest: '{close[0]}')" if close else ""


def check(
    condition: Any,
    facts: Mapping[str, Any],
    tests: Mapping[str, Test],
    words: Callable[[str], tuple[str, ...]] | None = None,
) -> Iterator[tuple[Any, str, str]]:
    """Yield ``(container, key, reason)`` for everything wrong in a condition.

    The compiler turns it into file and line.
    """
    stack = [condition]
    while stack:
        part = stack.pop()
        if not isinstance(part, Mapping):
            yield part, "", "a condition is a mapping with one of all, any, not, fact, test"
            continue
        heads = [key for key in part if key in HEADS]
        if len(heads) != 1:
            odd = next((key for key in part if key not in OPERATORS), "")
            yield part, odd, f"a condition has exactly one of {', '.join(HEADS)}{nearest(odd, HEADS)}"
            continue
        head = heads[0]
        if head in ("all", "any"):
            if not isinstance(part[head], list) or not part[head]:
                yield part, head, f"'{head}' takes a list of conditions"
            else:
                stack.extend(reversed(part[head]))
        elif head == "not":
            stack.append(part["not"])
        elif head == "test":
            if part["test"] not in tests:
                yield part, "test", f"no test '{part['test']}'{nearest(part['test'], tests)}"
        else:
            yield from _check_leaf(part, facts, words)
            continue
        for key in part:
            if key != head:
                yield part, key, f"unknown key '{key}' beside '{head}'"


def _check_leaf(
    leaf: Mapping[str, Any], facts: Mapping[str, Any], words: Callable[[str], tuple[str, ...]] | None
) -> Iterator[tuple[Any, str, str]]:
    name = leaf["fact"]
    if name not in facts:
        yield leaf, "fact", f"no fact '{name}'{nearest(name, facts)}"
        return
    operators = [key for key in leaf if key != "fact"]
    if len(operators) != 1 or operators[0] not in OPERATORS:
        wrong = next((key for key in operators if key not in OPERATORS), "fact")
        yield leaf, wrong, f"a fact is compared by one of {', '.join(OPERATORS)}{nearest(wrong, OPERATORS)}"
        return
    kind = facts[name]["type"].split()[0]
    if operators[0] not in _FITTING[kind]:
        fitting = ", ".join(sorted(_FITTING[kind])) or "a test"
        yield leaf, operators[0], f"'{operators[0]}' does not fit the {kind} fact '{name}' (fitting: {fitting})"
    elif words is not None:
        yield from _check_literal(leaf, operators[0], facts[name]["type"], words)


#: Types whose words are open: a purpose or a country may be one that no list holds.
_OPEN = ("field", "region")


def _check_literal(
    leaf: Mapping[str, Any], operator: str, kind: str, words: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[Any, str, str]]:
    """A literal that is compared with an enumeration is one of its words: a slip would silently never match."""
    head, _, enumeration = kind.partition(" of ")
    if head not in ("one", "list") or enumeration in _OPEN:
        return
    operand = leaf[operator]
    for word in operand if isinstance(operand, list | tuple) else [operand]:
        if isinstance(word, str) and word.startswith("$term."):
            continue
        if word not in words(enumeration):
            yield leaf, operator, f"'{word}' is no word of '{enumeration}'{nearest(str(word), words(enumeration))}"
