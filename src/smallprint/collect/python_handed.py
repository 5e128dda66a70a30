"""Python: names that a file's own functions hand on, fields of forms, lists that are only looked into."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from smallprint.collect.python_believe import OUTPUT, is_text, key_of
from smallprint.collect.python_beside import REGISTERS, TEXT_KEYS, Beside
from smallprint.collect.python_module import Call, Scope
from smallprint.collect.python_values import Parameter, values

__all__ = ["GIVEN_AS", "Handed"]

#: What a field of a form, a schema or a configuration is called by, and how its first value is given.
_CALLED_BY = frozenset({"name", "id", "key", "field", "label", "dest"})
GIVEN_AS = frozenset({"value", "default", "default_value", "initial", "initial_value", "fallback"})
#: Fields of a record that describes a model.
_PRICED = re.compile(
    r"cost|price|pricing|context_(?:window|length|size)|supports_|capabilit|provider_name", re.IGNORECASE
)


class Handed(Beside):
    """Names that are given in one place of a file and used in another."""

    def _handed_on(self, call: Call) -> None:
        """``def make(name): return Client(model=name)``: what the callers of ``make`` give is a model's name."""
        for keyword in call.node.keywords if not self.is_test else ():
            if type(keyword.value) in (ast.Name, ast.JoinedStr) and keyword.arg and (row := key_of(keyword.arg)):
                for value in values(self.module, keyword.value, call.scope) if row.reads_as == "auto" else ():
                    if isinstance(value, Parameter):
                        self._register(value, "ui", "", "python.handed-on")

    def _typed_fields(self) -> Iterator[ast.Constant]:
        """Defaults of ``cheap: str = "gpt-4o-mini"`` in a class of settings, whatever the field is called."""
        for klass in self.module.classes.values():
            body = klass.node.body if isinstance(klass.node, ast.ClassDef) else []
            fields = {
                s.target.id: s.value for s in body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
            }
            if self.is_test or self._registered(klass) or REGISTERS.search(klass.name):
                continue
            if any(_PRICED.search(name) for name in fields):
                continue
            for name, value in fields.items():
                if isinstance(value, ast.Constant) and not (OUTPUT.search(name) or name in TEXT_KEYS):
                    yield value

    def _fields(self, call: Call) -> Iterator[tuple[str, ast.expr]]:
        """``DropdownInput(name="model_name", value="gpt-4o")``, ``"model": Field(value="gpt-4o")``."""
        given = next((k.value for k in call.node.keywords if k.arg in GIVEN_AS), None)
        if given is None:
            return
        names = [k.value for k in call.node.keywords if k.arg in _CALLED_BY]
        outer = self.module.parents.get(id(call.node))
        if isinstance(outer, ast.Dict):
            names += [k for k, v in zip(outer.keys, outer.values, strict=True) if v is call.node and k is not None]
        elif isinstance(outer, ast.Assign):
            names += [t.slice for t in outer.targets if isinstance(t, ast.Subscript)]
        for name in (*call.node.args[:1], *names):
            if isinstance(name, ast.Constant) and isinstance(name.value, str) and len(name.value) < 40:
                yield name.value, given

    def _menu(self, call: Call) -> ast.expr | None:
        """What ``selectbox("Model", ["a", "b"], index=1)`` and ``Select(values=…, initial_index=1)`` begin with."""
        said = {keyword.arg: keyword.value for keyword in call.node.keywords}
        if (first := said.get("initial_value")) is not None:
            return first
        offered = next((said[name] for name in ("options", "values", "choices") if name in said), None)
        if offered is None and len(call.node.args) > 1:
            offered = call.node.args[1]
        if isinstance(offered, ast.Name):
            bound = next((s.names[offered.id] for s in call.scope.around() if offered.id in s.names), ())
            offered = next((binding.node for binding in bound), None)
        number = said.get("index", said.get("initial_index", ast.Constant(0)))
        at = number.value if isinstance(number, ast.Constant) and isinstance(number.value, int) else 0
        entries = getattr(offered, "elts", ()) or (offered.keys if isinstance(offered, ast.Dict) else ())
        return entries[at] if 0 <= at < len(entries) else None

    def _inputs(self) -> Iterator[tuple[str, ast.Constant, Scope]]:
        """``"model": (["a/b", "c/d"], {"default": "a/b"})``: what an input of a ComfyUI node holds at first."""
        for dictionary, scope in self.module.dicts:
            for key, value in zip(dictionary.keys, dictionary.values, strict=True):
                *_, told = value.elts[:2] if isinstance(value, (ast.Tuple, ast.List)) and value.elts else (None,)
                if not isinstance(told, ast.Dict) or not is_text(key):
                    continue
                for name, given in zip(told.keys, told.values, strict=True):
                    if isinstance(name, ast.Constant) and name.value in GIVEN_AS and isinstance(given, ast.Constant):
                        yield key.value, given, scope  # type: ignore[union-attr]

    def _taken_whole(self, name: str) -> bool:
        """Whether a table of models is what runs when no other is given: ``judges or JUDGE_MODELS``."""
        row = key_of(name) if name else None
        return (
            row is not None
            and row.reads_as == "auto"
            and re.search(rf" or {re.escape(name)}\b(?!\s*[\[.(])", self.text) is not None
        )

    def _compared_only(self, name: str) -> bool:
        """Whether a list is only looked into: ``if model in VISION_MODELS``, ``ALL = TEXT_MODELS + VISION_MODELS``."""
        found = False
        for match in re.finditer(rf"{re.escape(name)}\b(?! *(?::[^=\n]*)?=[^=])", self.text):
            before = self.text[max(match.start() - 20, 0) : match.start()]
            if before[-1:].isalnum() or before[-1:] in ("_", "."):
                continue
            if not before.endswith((" in ", "+ ", "= ")):
                return False
            found = found or before.endswith(" in ")
        return found
