"""Python: names, keys, defaults and options that tell of a model; the judge of a whole file."""

from __future__ import annotations

import ast
import re
from functools import cached_property

from smallprint.collect.detector import Found
from smallprint.collect.idioms.families import WHISPER_SIZES
from smallprint.collect.keytable import find_key, has_row, host_in_key, host_in_words, normal
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model
from smallprint.collect.placeholders import is_placeholder
from smallprint.collect.python_believe import OUTPUT, is_text, key_of, keyword_of, put_away, self_evident, target_name
from smallprint.collect.python_beside import COUNTS, FEW, REGISTERS, SUPPORTED, TEXT_KEYS, WRITES, is_answer, is_card
from smallprint.collect.python_evident import ASKS, Evident
from smallprint.collect.python_flow import PROVIDER_KEYS, URL_KEYS
from smallprint.collect.python_handed import GIVEN_AS
from smallprint.collect.python_module import Call, Scope
from smallprint.collect.python_values import Literal, dotted, is_environment, is_sum_of_lists, last_name, values
from smallprint.collect.urls import parse_hub_url
from smallprint.late import late

__all__ = ["Judge"]

#: Like the prices of ``is_card`` for the arguments of a call, where limits are as often those of a use.
_CARD = late(r"cost|price|pricing|supports_|knowledge_c|deprec", re.I)
_CONTEXT = late(r"^(?:max_)?context_(?:window|length|size)", re.I)
_CARDS = late(r"Model\Z|Model(?:Config|Data|Record|Definition|Profile|Details)\Z|LLM\Z")
_LOADING = late(r"load|download|model|llm|embed|agent|pipeline|tokenizer|encoder|transformer|rerank|fetch|pull|chat|"
                      r"generate|predict|completion|client|inference", re.IGNORECASE)  # fmt: skip
_LOADS_MODEL = late(r"(?:load|resolve|download|fetch|pull|from|ensure)\w*(?:model|repo|hub|pretrained|checkpoint|"
                    r"tokenizer)", re.IGNORECASE)  # fmt: skip
_LOADS_DATASET = late(r"(?:load|fetch|download|get|stream|index|prepare|read)\w*dataset", re.IGNORECASE)
_HUB = late(r"huggingface|transformers|diffusers|hf_hub|hf-internal", re.IGNORECASE)
_UPLOADS = late(r"push_to_hub|upload_f|create_repo|create_commit")
#: Questions with a default answer.
_ASKS = frozenset({"ask", "prompt", "text_input", "text", "input"})
#: Fields of a page where one of several is chosen, and one is from the start.
_MENUS = frozenset({"selectbox", "radio", "select_slider", "pills", "segmented_control", "Select"})
#: Look-ups with what is taken where nothing is found.
_LOOK_UPS = frozenset({"get", "getattr", "getvalue", "pop", "setdefault"})
_OPTIONS = frozenset({"add_argument", "option", "Option", "Argument", "argument", "add_option", "DEFINE_string",
                      "DEFINE_enum"})  # fmt: skip
#: Keys of what one service is set to.
_SETTINGS = frozenset({"config", "configuration", "settings", "params", "options", "kwargs"})
#: What is sent beside the name of a model.
_ASKED = frozenset({"messages", "prompt", "input", "stream"})
_SENT = frozenset({"messages", "prompt"})
#: A name that somebody gave to what a server runs: more than a word.
_SERVED = late(r"[A-Za-z][\w.:/]*[-\d][\w.:/-]*")
#: What a training makes, beside what it begins with.
_MADE = late(r"(?:fine_?)?tuned_|trained_|merged_|new_", re.IGNORECASE)
_VALUES = frozenset(
    {
        ast.Constant,
        ast.Call,
        ast.BoolOp,
        ast.IfExp,
        ast.Dict,
        ast.List,
        ast.Tuple,
        ast.Set,
        ast.JoinedStr,
        ast.BinOp,
        ast.Subscript,
    }
)


#: What an entry of a dict may be that names a model.
_GIVEN = (ast.Constant, ast.JoinedStr, ast.BoolOp, ast.Call, ast.Dict, ast.List, ast.Set)


class Judge(Evident):
    """Turns what a file says into references, the surest ways first."""

    def run(self) -> list[Found]:
        """All references of the file, the surest ways first."""
        self._imports()
        for call in self.module.calls:
            self._known_call(call)
            self._handed_on(call)
        self._bodies()
        self._callers()
        self._assigned_fields()
        self._telling_names()
        for call in self.module.calls:
            self._telling_keywords(call)
        self._beside()
        self._evident()
        self._mentions()
        self.assembled_last = True
        for waiting in self.assembled:
            if waiting[0] not in self.written:
                self._add(*waiting)
        return self.found

    def _telling_names(self) -> None:
        for target, value, scope in self.module.assigned:
            if name := target_name(target):
                self._named_value(name, value, scope, "python.assignment")
        for given in self._typed_fields():
            if isinstance(given.value, str) and looks_like_model(given.value):
                self._shaped(given.value, given, "auto", "python.field")
        for name, value, scope in self._inputs():
            self._named_value(name, value, scope, "python.input")
            if isinstance(value.value, str) and looks_like_model(value.value):
                self._shaped(value.value, value, "auto", "python.input")
        for node, scope in self.module.definitions:
            if not (COUNTS.search(node.name) or WRITES.search(node.name)):
                self._defaults(node, scope)
            if self._end_to_end:
                self._tried_with(node.name)
            for returned in self.module.returns.get(id(node), ()):
                if isinstance(returned.node, (ast.Constant, ast.Subscript, ast.IfExp)):
                    self._named_value(node.name, returned.node, scope, "python.return")
        for dictionary, scope in self.module.dicts:
            if id(dictionary) not in self.module.quiet:
                self._dictionary(dictionary, scope)
        tables = [d.values for d, _ in self.module.dicts if len(d.values) > FEW] if self.module.capitals else []
        tabled = {id(part) for table in tables for value in table for part in (value, getattr(value, "right", None))}
        for attribute in self.module.capitals:
            self._constant(attribute, "mention" if id(attribute) in tabled else "dependency")
        for loop, scope in self.module.loops:
            if isinstance(loop.target, ast.Name) and isinstance(loop.iter, (ast.List, ast.Tuple)):
                name = loop.target.id
                if self._all_models(loop.iter) and not (OUTPUT.search(name) or SUPPORTED.search(name)):
                    name = "models"
                self._named_value(name, loop.iter, scope, "python.loop", many=True)

    def _named_value(self, name: str, node: ast.expr, scope: Scope, found_by: str, *, many: bool = False) -> None:
        """A value under a name such as ``MODEL`` or ``embedding_model``."""
        if type(node) not in _VALUES:
            return
        row = self._row(name)
        if not name or (row is None and not isinstance(node, (ast.Call, ast.List, ast.Tuple))):
            return
        if put_away(name, node) and not name.endswith(("model_dir", "path")):
            return
        if isinstance(node, ast.Call):
            if is_environment(self.module, node) or last_name(node.func) in (
                "Field",
                "field",
                "Input",
                "Option",
                "Argument",
            ):
                self._fallbacks(name, node, scope, row.reads_as if row else "")
            return
        parts: list[ast.expr] | None = None
        if isinstance(node, ast.BoolOp):
            parts = node.values
        elif isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.Dict):  # ``"model": {"type": "string", "default": "gpt-4o"}``
            parts = [v for k, v in zip(node.keys, node.values, strict=True) if is_text(k) and k.value in GIVEN_AS]  # type: ignore[union-attr]
        if parts is not None:
            for part in parts:
                self._named_value(name, part, scope, found_by)
            return
        if row is None and name in self._looped and self._all_models(node):
            row = self._row("models")
        if row is None or row.reads_as == "none" or self._registered(scope):
            return
        if is_sum_of_lists(self.module, node, scope):
            return  # its parts have names of their own
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            run = many or "fallback" in name.lower() or (name in self._looped and not SUPPORTED.search(name))
            one = len(node.elts) == 1 and not SUPPORTED.search(name) and not self._compared_only(name)
            if not run and not one:
                return
            for element in node.elts:
                if isinstance(element, ast.Constant) and isinstance(element.value, str):
                    self._shaped(element.value, element, row.reads_as, found_by, believes=row.believes)
            return
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp, ast.Subscript)):
            host = host_in_key(normal(name)) if row.reads_as == "auto" else ""
            # A repository without a known family is believed where the file fetches from the Hub and uploads nothing.
            fetched = row.path == "repo_id" and _HUB.search(self.text) and not _UPLOADS.search(self.text)
            believes = "shape" if fetched else row.believes
            for value in values(self.module, node, scope):
                if isinstance(value, Literal) and not value.one_of_many:
                    if normal(value.text) in normal(name) and "_" in value.text and key_of(value.text):
                        continue  # ``CONF_CHAT_MODEL = "chat_model"`` is a key
                    own = "" if self_evident(value.text) else host
                    self._shaped(value.text, value.node, row.reads_as, found_by, host=own, believes=believes)

    def _all_models(self, node: ast.expr) -> bool:
        """Whether a list outside tests holds nothing but what says on its own word that it is a model."""
        if self.is_test or not isinstance(node, (ast.List, ast.Tuple)) or not node.elts:
            return False
        return all(is_text(element) and looks_like_model(element.value) for element in node.elts)  # type: ignore[attr-defined]

    @cached_property
    def _looped(self) -> frozenset[str]:
        """Last names of what loops and comprehensions of the file go through."""
        names = []
        for inner in (*(node.iter for node, _ in self.module.loops), *self.module.comprehended):
            while isinstance(inner, ast.Call) and (inner.args or isinstance(inner.func, ast.Attribute)):
                inner = inner.args[0] if inner.args else inner.func.value  # type: ignore[attr-defined]
            names.append(last_name(inner))
        return frozenset(names)

    def _defaults(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        pairs = [*zip(reversed(positional), reversed(arguments.defaults), strict=False),
                 *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=False)]  # fmt: skip
        for argument, default in pairs:
            if default is None:
                continue
            self._named_value(argument.arg, default, scope, "python.parameter-default")
            if isinstance(default, ast.Constant) and isinstance(default.value, str):
                typed = argument.annotation is not None and "Model" in ast.unparse(argument.annotation)
                hub = looks_like_hub_id(default.value)
                if hub and "dataset" in node.name.lower():
                    self._shaped(default.value, default, "dataset", "python.parameter-default")
                elif (
                    (looks_like_model(default.value) or (typed and hub))
                    and not OUTPUT.search(argument.arg)
                    and not ASKS.search(node.name)
                ):
                    # Whatever the parameter is called: a default is there to be used.
                    self._shaped(default.value, default, "auto", "python.parameter-default")

    def _tried_with(self, name: str) -> None:
        """``@pytest.mark.parametrize("model_id", ["org/name"])`` above a test that runs the real thing."""
        for function in self.module.functions.get(name, ()):
            for parameter in function.params:
                row = self._row(parameter)
                for binding in function.names.get(parameter, ()) if row is not None and row.reads_as != "none" else ():
                    found = values(self.module, binding.node, binding.scope) if binding.how != "default" else ()
                    for value in found:
                        named = guess(value.text) if isinstance(value, Literal) else None
                        if isinstance(value, Literal) and named is not None and named.kind == "hf":
                            self._shaped(value.text, value.node, "hf", "python.parametrize")

    def _fallbacks(self, name: str, node: ast.Call, scope: Scope, reads_as: str) -> None:
        """``os.getenv("MODEL", "org/name")`` and ``Field("org/name")``: the fallback is what runs."""
        keys = [a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        row = None
        for key in (*keys, name):
            row = row or find_key(normal(key), (), frozenset()) if is_environment(self.module, node) else row
        reads_as = reads_as or (row.reads_as if row else "")
        if reads_as == "none":
            return
        host = next((host for key in (*keys, name) if (host := host_in_key(normal(key)))), "") if row else ""
        for value in values(self.module, node, scope):
            if not isinstance(value, Literal) or (value.text in keys and is_environment(self.module, node)):
                continue
            if reads_as:
                own = host if reads_as == "auto" and not self_evident(value.text) else ""
                self._shaped(value.text, value.node, reads_as, "python.fallback", host=own)
            elif looks_like_model(value.text):
                kind = "dataset" if re.search(r"data(?:set)?s?(?:$|_)", normal(name)) else "auto"
                self._shaped(value.text, value.node, kind, "python.fallback")
            elif looks_like_hub_id(value.text) and re.search(r"(?:^|_)data(?:set)?s?(?:$|_)", normal(name)):
                self._shaped(value.text, value.node, "dataset", "python.fallback")

    def _dictionary(self, node: ast.Dict, scope: Scope) -> None:
        name = target_name(self._assigned_to(node))
        target = normal(name)
        defaults = target.lstrip("_").startswith("default") or self._taken_whole(name)
        if not defaults and not any(
            isinstance(k, ast.Constant) and isinstance(k.value, str) and (key_of(k.value) or has_row(normal(k.value)))
            for k in node.keys
        ):
            return
        keys = {normal(k.value): v for k, v in zip(node.keys, node.values, strict=True) if is_text(k)}  # type: ignore[union-attr]
        siblings = frozenset(keys)
        if is_answer(siblings):
            return
        if self._told(node) or self._under_model(node):
            return
        above = self._above(node)
        # What ``config`` is called holds the settings of one service: the size of its vectors is one.
        sizes = {key for key in keys if "dim" in key and above[-1:] and above[-1] in _SETTINGS}
        aside = {"max_tokens", "max_output_tokens", *sizes}
        if is_card({key: value for key, value in keys.items() if key not in aside}):
            return
        host = ""
        for key in (*URL_KEYS, *PROVIDER_KEYS):
            if key in keys and not host:
                texts = [v.text for v in values(self.module, keys[key], scope) if isinstance(v, Literal)]
                host = next((h for text in texts if (h := host_in_words(text))), "")
        if re.match(r"_?defaults?(?:_|$)", target) or self._taken_whole(name):
            # Each of ``DEFAULT_MODELS = {"openai": "gpt-4o", …}`` is what runs when nothing else is said.
            for value in node.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and looks_like_model(value.value):
                    self._shaped(value.value, value, "auto", "python.defaults")
        if self._repeated(node) and target_name(self._assigned_to(node)) not in self._looped:
            return
        host = host or self._posted_to(node, scope)
        shown = self._offered(node, siblings)
        for key, value in keys.items():
            if shown and key in ("id", "name", "value"):
                continue
            row = find_key(key, above, siblings) or self._row(key)
            if key.startswith("expected") or row is None or row.reads_as == "none" or not isinstance(value, _GIVEN):
                continue
            if isinstance(value, ast.Call) and not is_environment(self.module, value):
                continue
            if isinstance(value, (ast.Dict, ast.List, ast.Set)):
                self._named_value(key, value, scope, "python.dict")
                continue
            for found in values(self.module, value, scope):
                if isinstance(found, Literal):
                    self._shaped(found.text, found.node, row.reads_as, "python.dict", host=host, believes=row.believes)
                    if key == "model" and siblings & _SENT:
                        self._served(found, host)

    def _served(self, found: Literal, host: str) -> None:
        """A name of no known shape beside what is sent along with it: the server that is asked knows it."""
        text = found.text.strip()
        known = (id(found.node), text) in self.settled or id(found.node) in self.module.quiet
        if not (known or self.is_test or self.recorded or is_placeholder(text)) and _SERVED.fullmatch(text):
            self.settled.add((id(found.node), text))
            self._add(text, host or "other", host, found.node, "python.body", "dependency")

    def _bodies(self) -> None:
        """``{"model": name, "prompt": text}``: who calls the function around such a body says the name."""
        for node, scope in self.module.dicts:
            keys = {key.value: value for key, value in zip(node.keys, node.values, strict=True) if is_text(key)}  # type: ignore[union-attr]
            given = keys.get("model")
            if isinstance(given, ast.Name) and keys.keys() & _ASKED and not self._told(node):
                self._flow(given, scope, "auto", self._posted_to(node, scope) or self.file_host, "python.body")

    def _posted_to(self, node: ast.Dict, scope: Scope) -> str:
        """Who gets a dict that is the body of a request: ``post("http://localhost:11434/…", json={…})``."""
        keyword = self.module.parents.get(id(node))
        call = self.module.parents.get(id(keyword)) if isinstance(keyword, ast.keyword) else None
        if not isinstance(call, ast.Call):
            return ""
        address = call.args[0] if call.args else keyword_of(call, "url")
        for value in values(self.module, address, scope) if address is not None else ():
            if isinstance(value, Literal) and "://" in value.text and (host := host_in_words(value.text)):
                return host
        return ""

    def _telling_keywords(self, call: Call) -> None:
        """``anything(model="org/name")``, and a first argument of something that loads."""
        if id(call.node) in self.module.quiet:
            return None
        tail = last_name(call.node.func)
        if tail in _ASKS and (answer := keyword_of(call.node, "default")) is not None:
            said = answer.value if isinstance(answer, ast.Constant) else None
            if isinstance(said, str) and looks_like_model(said):
                self._shaped(said, answer, "auto", "python.question")
        if tail in _MENUS and is_text(chosen := self._menu(call)) and looks_like_model(chosen.value):  # type: ignore[union-attr]
            self._shaped(chosen.value, chosen, "auto", "python.menu")  # type: ignore[arg-type, union-attr]
        for name, given in self._fields(call) if tail not in _OPTIONS else ():
            self._named_value(name, given, call.scope, "python.field")
        loads = len(call.node.args) > 1 and tail in _LOOK_UPS
        of_datasets = _LOADS_DATASET.search(tail) is not None and self._speaks_of_models
        tells = of_datasets or _LOADING.search(tail) or "env" in tail or tail == "setdefault"
        loads = loads or bool(call.node.args and tells)
        if not loads and not any(k.arg and key_of(k.arg) for k in call.node.keywords):
            return self._option(call) if tail in _OPTIONS else None
        siblings = frozenset(normal(k.arg) for k in call.node.keywords if k.arg)
        if tail in _OPTIONS:
            return self._option(call)
        if tail in _LOOK_UPS and len(call.node.args) > 1:
            *_, key, default = call.node.args
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self._named_value(key.value, default, call.scope, "python.fallback")
            return None
        if is_answer(siblings) or tail.endswith(("Response", "Result")):
            return None
        if any(_CARD.search(key) or (_CONTEXT.search(key) and _CARDS.search(tail)) for key in siblings):
            return None
        if REGISTERS.search(tail) or COUNTS.search(tail) or WRITES.search(tail) or self._repeated(call.node):
            return None
        for keyword in call.node.keywords:
            if not keyword.arg or keyword.arg in TEXT_KEYS or not key_of(keyword.arg):
                continue
            if "model" in siblings and _MADE.match(keyword.arg):
                continue
            if isinstance(keyword.value, ast.Constant) and not isinstance(keyword.value.value, str):
                continue
            row = find_key(normal(keyword.arg), (), siblings)
            if row is None or row.reads_as == "none" or put_away(keyword.arg, keyword.value):
                continue
            if isinstance(keyword.value, (ast.Dict, ast.Lambda, ast.ListComp)) or (
                isinstance(keyword.value, (ast.List, ast.Tuple)) and len(keyword.value.elts) > FEW
            ):
                continue  # a table of its own, not one name
            host = self._host_keyword(call.node, call.scope)
            for value in values(self.module, keyword.value, call.scope):
                if isinstance(value, Literal) and not value.one_of_many:
                    if tail.endswith("Tokenizer") and not looks_like_hub_id(value.text):
                        continue  # it counts as that model would
                    if not host and isinstance(keyword.value, ast.Constant) and tail[:1].isupper():
                        host = self._made_for(call)
                    self._shaped(
                        value.text, value.node, row.reads_as, "python.keyword", host=host, believes=row.believes
                    )
        if is_environment(self.module, call.node):
            self._fallbacks("", call.node, call.scope, "")
        elif (of_datasets or _LOADING.search(tail)) and tail != "BaseModel" and id(call.node) not in self.judged:
            kind = "dataset" if "dataset" in tail.lower() else "auto"
            for given in call.node.args[:3]:
                text = given.value if isinstance(given, ast.Constant) else None
                if not isinstance(text, str) or parse_hub_url(text):
                    continue
                known = of_datasets or _LOADS_MODEL.search(tail)
                if looks_like_model(text) or (known and looks_like_hub_id(text)):
                    self._shaped(text, given, kind, "python.argument")
        return None

    def _made_for(self, call: Call) -> str:
        """The host that a class is named after, or what it belongs to: ``CartesiaTTS(…)``, ``deepgram.STT(…)``."""
        parts = dotted(self.module, call.node.func).split(".")[:0:-1] or [last_name(call.node.func)]
        return next((host for part in parts if (host := host_in_words(part))), "")

    def _option(self, call: Call) -> None:
        flags = [a.value for a in call.node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        default = keyword_of(call.node, "default")
        if default is None and last_name(call.node.func) in ("Option", "Argument") and call.node.args:
            default = call.node.args[0]
        if last_name(call.node.func).startswith("DEFINE_"):
            flags, default = flags[:1], next(iter(call.node.args[1:2]), None)
        help_text = self._text_of(call, "help")
        for flag in flags:
            row = find_key(normal(flag.lstrip("-")), (), frozenset()) or self._row(normal(flag.lstrip("-")))
            if row is None and isinstance(default, ast.Constant):
                self._own_word(flag.lstrip("-"), default, "argparse.default")
            if default is None or row is None or row.reads_as == "none":
                continue
            for value in values(self.module, default, call.scope):
                if isinstance(value, Literal):
                    reads_as = row.reads_as
                    if value.text in WHISPER_SIZES and "whisper" in (help_text + self.path).lower():
                        self._literal(value, "whisper", "", "argparse.default", "dependency")
                    self._shaped(value.text, value.node, reads_as, "argparse.default", believes=row.believes)
