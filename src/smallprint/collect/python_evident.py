"""Python: models whose own word is enough, since they are given to something, whatever it is called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from smallprint.collect.keytable import normal
from smallprint.collect.names import looks_like_hub_id, looks_like_model
from smallprint.collect.python_believe import is_text, key_of, put_away, target_name
from smallprint.collect.python_beside import COUNTS, FEW, REGISTERS, SUPPORTED, TEXT_KEYS, WRITES, is_answer, is_card
from smallprint.collect.python_handed import GIVEN_AS, Handed
from smallprint.collect.python_module import Scope
from smallprint.collect.python_values import last_name
from smallprint.collect.recognise import SPACY_NAME
from smallprint.late import late

__all__ = ["ASKS", "Evident"]

#: Functions that ask about a text, take it apart, put it into a list, show it or write it down.
ASKS = late(
    r"^_?(?:is|has|can|are|was|supports?|checks?|valid\w*|verify|assert|must|should|expect|requires?|compar|match|contains?|"
    r"search|find|index|count|startswith|endswith|starts?|ends?|replace|remove|strip|l?r?split|r?partition|sub|join|which|exists?|open|append|"
    r"extend|add|insert|discard|push|put|hasattr|setattr|getattr|set_attribute|set_tag|format|f?print|str|len|repr|hash|encode|decode|compile|"
    r"full|parse|normali[sz]e|canonical|clean|sanitize|slug|escape|alias|price|cost|estimate|log|record|track|write|save|dump|echo|"
    r"secho|info|markdown|header|text|label|title|choice|radio|button|checkbox|select|option|tab|column|Literal|TypeVar|"
    r"NewType|Path|quote|unquote|escape|time|measure|skip|xfail|mark|raises?|tag|annotate|ensure|describe|display|show)(?=_|\Z|[A-Z])|get_(?:layer|tensor|variable|operation)\Z|encoding|"
    r"(?:Error|Exception|Warning)\Z|price|pricing|cost|window|limit|capabilit|famil|display|_name\Z|alias"
)
#: Names of what is no model, whatever text stands under them.
_OTHERS = late(
    r"(?:^|_)(?:names?|titles?|labels?|tags?|texts?|prefix(?:es)?|suffix|paths?|\w*dir|folder|file(?:name)?|urls?|link|table|"
    r"column|keys?|ids?|types?|bucket|user|bot|message|prompt|query|expected|example|sample|legend|project|workspace|cluster|entity|group|category|family|"
    r"images?|icon|cmd|command|version|encoding|price|cost|selected|metadata|old|new|before|after|pattern|format|slug|alias|"
    r"doc|docs|repo_url|homepage|tokenizer|collection|index|namespace|topic|queue|container|service_name|run|experiment|"
    r"marker|term|word|keyword)(?:_|\Z)",
    re.IGNORECASE,
)
#: What asks models, by its name, and what only has such a name.
_RUNS = late(r"model|llm|agent|chain|chat|client|fallback|ask|query|complet|generat|run|compare|evaluat|bench|judge|"
             r"rout|vote|ensemble|council|pull|load|download", re.IGNORECASE)  # fmt: skip
_ASIDE = frozenset({"selectbox", "multiselect", "Dropdown", "Prompt", "Choice", "truncate", "prune"})
#: What is tried one after the other.
_IN_TURN = late(
    r"priorit|prefer|fallback|failover|cascade|rotation|backups?(?:_|\Z)|candidates?\Z|_(?:order|chain|sequence)\Z",
    re.I,
)
#: A longer list is one of what there is.
_LIST = 8
_LETTERS = late(r"[a-z]+", re.IGNORECASE)
_FILES = late(r"\.(?:txt|json|ya?ml|csv|md|log|py|png|jpe?g|html?)\Z", re.IGNORECASE)
#: A class with more constants that each name a model lists what there is.
_CLASS = 2
#: Classes whose fields are what a program is told to use.
_SETTINGS = late(r"Settings|Config(?:uration)?\Z|Options\Z|Defaults\Z|Arg(?:ument)?s\Z|Params\Z")


class Evident(Handed):
    """Names that nothing around them tells of, where running the file hands them to something."""

    def _evident(self) -> None:
        """Constants, alternatives and arguments that are a known model by their own shape."""
        if self.recorded or (self.is_test and not self.script):
            return
        if not self._lists_models:
            for target, value, scope in self.module.assigned:
                if not (scope.is_class and (self._registered(scope) or self._names_of_models(scope) > _CLASS)) or (
                    _SETTINGS.search(scope.name)
                ):
                    for part in _alternatives(value):
                        self._own_word(target_name(target), part, "python.assignment")
                if _IN_TURN.search(target_name(target)):
                    self._list_of_models(target_name(target), value, scope)
        for node, _ in self.module.definitions:
            answers = [part for back in self.module.returns.get(id(node), ()) for part in _alternatives(back.node)]
            if len(answers) <= FEW and not ASKS.search(node.name):
                for part in answers:
                    self._own_word(node.name, part, "python.return")
        for call in self.module.calls:
            tail = last_name(call.node.func)
            if any(pattern.search(tail) for pattern in (ASKS, REGISTERS, COUNTS, WRITES)) or self._repeated(call.node):
                continue
            asked = call.node.args[0] if tail in ("get", "pop", "setdefault") and len(call.node.args) > 1 else None
            key = asked.value if isinstance(asked, ast.Constant) else ""  # what is taken where nothing is found
            # ``super().__init__("en_core_web_sm", …)`` is the name that a subclass gives itself.
            elsewhere = tail == "__init__" or id(call.node) in self.judged
            for given in call.node.args[:4] if not elsewhere else ():
                if given is not asked and isinstance(given, ast.Constant):
                    self._own_word(str(key), given, "python.argument")
            for keyword in call.node.keywords:
                for part in _alternatives(keyword.value) if keyword.arg and keyword.arg not in GIVEN_AS else ():
                    self._own_word(str(keyword.arg), part, "python.keyword")
            if _RUNS.search(tail) and tail not in _ASIDE:
                for name, given in (
                    *(("", a) for a in call.node.args[:3]),
                    *((k.arg, k.value) for k in call.node.keywords),
                ):
                    self._list_of_models(name or "", given, call.scope)

        for table, _ in self.module.dicts:
            if id(table) not in self.module.quiet and not (
                self._told(table) or self._repeated(table) or self._under_model(table)
            ):
                self._own_entry(table)

    def _list_of_models(self, name: str, node: ast.expr, scope: Scope) -> None:
        """A short list of models that is handed to what asks one after the other, or all of them."""
        if isinstance(node, ast.Name):
            name = node.id
            node = next((s.names[name][0].node for s in scope.around() if s.names.get(name)), node)
        entries = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
        texts = [entry.value for entry in entries if isinstance(entry, ast.Constant) and isinstance(entry.value, str)]
        if not 0 < len(texts) == len(entries) <= _LIST or not all(map(looks_like_model, texts)):
            return
        if name in TEXT_KEYS or SUPPORTED.search(name) or self._compared_only(name):
            return
        for entry, text in zip(entries, texts, strict=True):
            self._shaped(text, entry, "auto", "python.list")

    def _own_entry(self, table: ast.Dict) -> None:
        """The one entry of a dict that is a model, beside others that are none: ``{"engine": "gpt-4o", "top": 3}``."""
        pairs = [(k.value, v) for k, v in zip(table.keys, table.values, strict=True) if is_text(k)]  # type: ignore[union-attr]
        named = [
            (key, value)
            for key, value in pairs
            if isinstance(value, ast.Constant)
            and isinstance(value.value, str)
            and (looks_like_model(value.value) or looks_like_hub_id(value.value))
        ]
        keys = {normal(key): value for key, value in pairs}
        if len(named) == 1 < len(pairs) and not is_answer(keys.keys()) and not is_card(keys):
            self._own_word(*named[0], "python.entry")

    def _own_word(self, name: str, node: ast.Constant, found_by: str) -> None:
        """Report a text under a name that no table knows, if it is a model whoever reads it."""
        text = node.value if isinstance(node.value, str) else ""
        if not 3 < len(text) < 120 or "://" in text or " " in text:
            return
        if not (looks_like_model(text) or SPACY_NAME.fullmatch(text)):
            return
        if name and (key_of(name) or name in TEXT_KEYS or _OTHERS.search(name)):
            return
        if put_away(name, node) or SUPPORTED.search(name) or _FILES.search(text):
            return
        if found_by != "python.keyword" and _spelled(name, text):
            return
        self._shaped(text, node, "auto", found_by)

    def _names_of_models(self, scope: Scope) -> int:
        """How many constants of a class name a model each."""
        nodes = (bound[0].node for bound in scope.names.values())
        return sum(isinstance(node, ast.Constant) and looks_like_model(str(node.value)) for node in nodes)


def _alternatives(value: ast.expr) -> Iterator[ast.Constant]:
    """The texts that an expression is, of which one is what runs: ``x or "gpt-4o"``, ``a if b else "gpt-4o"``."""
    match value:
        case ast.Constant(value=str()):
            yield value
        case ast.BoolOp(op=ast.Or()):
            for part in value.values:
                yield from _alternatives(part)
        case ast.IfExp():
            yield from _alternatives(value.body)
            yield from _alternatives(value.orelse)


def _spelled(name: str, text: str) -> bool:
    """Whether a constant is called what it holds: ``GPT_4O = "gpt-4o"`` is an entry of a list of names."""
    family = _LETTERS.search(text.rpartition("/")[2])
    return family is not None and family[0].lower() in name.lower().replace("_", "") and len(family[0]) > 1
