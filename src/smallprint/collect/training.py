"""Python: the steps by which what a model makes may come to train another: ``write``, ``train``, ``distil``.

A step says where its data comes from and where it goes. Steps of several files are joined in :mod:`smallprint.taught`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import islice

from smallprint.collect.idioms.training import (
    CHAINS,
    DATA_ARGUMENTS,
    DEALS_WITH_MODELS,
    DUMPS,
    FITS,
    HANDLES,
    NO_DATA,
    NO_TRAINING,
    SAVES,
    STUDENTS,
    TEACHER_KEYWORDS,
    TRAINERS,
    WRITE_HELPER,
    WRITES,
)
from smallprint.collect.python_module import Call, Scope
from smallprint.collect.python_values import dotted, last_name
from smallprint.collect.training_names import Origin, Spot
from smallprint.collect.training_trace import Trace
from smallprint.model import ModelRef, Place, Step

__all__ = ["steps"]

_MOST_STEPS = 60
_MOST_CALLERS = 12
#: Keywords of methods that save.
_PATH_WORDS = ("repo_id", "path_or_buf", "path", "dataset_path", "fp", "file", "excel_writer")


def steps(path: str, text: str, refs: Iterable[ModelRef], *, returns: bool = False) -> Iterator[Step]:
    """Yield the steps of a Python file that uses ``refs``, with the line numbers of ``text``.

    ``returns``: say also which functions give what a model makes to whoever imports them.
    """
    from smallprint.collect.python import parse

    tree = parse(text)
    if not isinstance(tree, ast.Module):
        return
    named: dict[int, list[tuple[str, str]]] = {}
    for ref in refs:
        if ref.kind != "dataset":
            named.setdefault(ref.place.line, []).append((ref.ref, ref.canonical))
    yield from islice(dict.fromkeys(_Steps(Trace(path, tree, named)).all(returns)), _MOST_STEPS)


class _Steps:
    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.module = trace.module

    def all(self, returns: bool) -> Iterator[Step]:
        for call in self.module.calls:
            if trained := self._train(call):
                yield trained
            else:
                yield from self._write(call)
        yield from self._losses()
        if returns:
            yield from self._returns()

    def _step(
        self, action: str, node: ast.expr, target: str, origins: set[Origin], student: Iterable[str] = ()
    ) -> Step:
        place = Place(self.trace.path, node.lineno, node.col_offset + 1)
        sources = tuple(sorted({f"{origin.kind}:{origin.name}" for origin in origins}))
        return Step(place, action, target, sources, tuple(sorted(student)))  # type: ignore[arg-type]

    # -- training -----------------------------------------------------------------------------------------------------

    def _train(self, call: Call) -> Step | None:
        node, scope = call.node, call.scope
        tail = last_name(node.func)
        dealing = DEALS_WITH_MODELS.search(tail)
        if dealing and (teachers := self._teachers(call)):
            return self._step("distil", node, *self._student(call, teachers))
        if tail.endswith("Trainer") or tail == "train_supervised":
            data = [k.value for k in node.keywords if k.arg in DATA_ARGUMENTS]
            origins = self.trace.origins(Spot(value, scope) for value in data)
            if tail == "train_supervised":
                origins = self.trace.read(Spot(node, scope))
            return self._step("train", node, *self._student(call, origins)) if origins else None
        if tail == "create" and isinstance(node.func, ast.Attribute) and "fine_tuning" in ast.unparse(node.func)[-60:]:
            data = [k.value for k in node.keywords if k.arg == "training_file"]
            origins = self.trace.origins(Spot(value, scope) for value in data)
            bases = self.trace.named(Spot(k.value, scope) for k in node.keywords if k.arg == "model")
            return self._step("train", node, "llm", origins, bases) if origins else None
        if tail in FITS and isinstance(node.func, ast.Attribute):
            made = self.trace.constructors(Spot(node.func.value, scope))
            names = [name for item in made for name in self._parts(item.node)]
            if any(NO_TRAINING.search(name) for name in names) or NO_TRAINING.search(last_name(node.func.value)):
                return None
            data = [*node.args, *(k.value for k in node.keywords if k.arg not in ("callbacks", "validation_data"))]
            origins = self.trace.origins(Spot(value, scope) for value in data)
            bases = {base for item in made for base in self.trace.named([Spot(item.node, item.scope)])}
            return self._step("train", node, _kind(names), origins, bases) if origins else None
        return None

    def _parts(self, node: ast.Call) -> list[str]:
        """The class of an object; of a chain or a search over classes, those that are models."""
        name = dotted(self.module, node.func)
        if name.rpartition(".")[2] not in CHAINS:
            return [name]
        inner = [
            dotted(self.module, part.func) for part in ast.walk(node) if isinstance(part, ast.Call) and part is not node
        ]
        return [part for part in inner if _kind([part])] or [name]

    def _teachers(self, call: Call) -> set[Origin]:
        spots = [Spot(k.value, call.scope) for k in call.node.keywords if k.arg in TEACHER_KEYWORDS]
        return {Origin("model", name) for name in self.trace.named(spots)} if spots else set()

    def _student(self, call: Call, origins: set[Origin]) -> tuple[str, set[Origin], set[str]]:
        """The kind of student and its base: what the trainer says, else what its model's class says."""
        trainers = [
            call,
            *(c for c in self.module.calls if last_name(c.node.func).endswith("Trainer") and c is not call),
        ]
        kind = TRAINERS.get(last_name(call.node.func), "")
        for trainer in trainers if not last_name(call.node.func).endswith("Trainer") else trainers[:1]:
            node = trainer.node
            model = next(
                (k.value for k in node.keywords if k.arg in ("model", "student", "student_model", "args")), None
            )
            model = next((k.value for k in node.keywords if k.arg in ("model", "student", "student_model")), model)
            if model is None and node.args:
                model = node.args[0]
            if model is None:
                continue
            spot = Spot(model, trainer.scope)
            names = [dotted(self.module, item.node.func) for item in self.trace.constructors(spot)]
            kind = kind or TRAINERS.get(last_name(node.func), "") or _kind(names)
            bases = self.trace.named([spot]) - {origin.name for origin in origins if origin.kind == "model"}
            if kind or bases:
                return kind, origins, bases
        return kind, origins, set()

    def _losses(self) -> Iterator[Step]:
        """Training loops of one's own: ``loss.backward()``, and the loss that a subclass of a trainer returns."""
        spots: list[tuple[ast.expr, Spot]] = []
        for call in self.module.calls:
            if last_name(call.node.func) == "backward" and isinstance(call.node.func, ast.Attribute):
                value = call.node.args[0] if call.node.args else call.node.func.value
                spots.append((call.node, Spot(value, call.scope)))
        for name in ("compute_loss", "training_step"):
            for scope in self.module.functions.get(name, ()):
                for binding in self.module.returns.get(id(scope.node), ()):
                    spots.append((binding.node, Spot(binding.node, binding.scope)))
        for node, spot in spots[:_MOST_CALLERS]:
            origins = self.trace.origins([spot], loss=True)
            if not origins:
                continue
            teachers = {origin.name for origin in origins if origin.kind == "model"}
            students = {
                name: item
                for item in self._loaded()
                for name in self.trace.named([Spot(item.node, item.scope)]) - teachers
            }
            kinds = {_kind([dotted(self.module, item.node.func)]) for item in students.values()}
            kind = kinds.pop() if len(kinds) == 1 else ""
            yield self._step("distil" if teachers else "train", node, kind, origins, students)

    def _loaded(self) -> Iterator[Call]:
        for call in self.module.calls:
            if last_name(call.node.func) == "from_pretrained" and _kind([dotted(self.module, call.node.func)]):
                yield call

    # -- writing ------------------------------------------------------------------------------------------------------

    def _write(self, call: Call) -> Iterator[Step]:
        node = call.node
        tail = last_name(node.func)
        if tail not in DUMPS and tail not in SAVES and tail not in WRITES and tail not in ("write_text", "write_bytes",
                "print", "imwrite", "imsave") and not WRITE_HELPER.match(tail):  # fmt: skip
            return
        for calls in self._ways(call.scope):
            data, targets = self._written(node, call.scope, calls)
            targets = [target for target in targets if not NO_DATA.search(target)]
            if not targets or not data:
                continue
            if origins := self.trace.origins(data):
                for target in targets:
                    yield self._step("write", node, target, origins)

    def _ways(self, scope: Scope) -> Iterator[tuple[Call, ...]]:
        """The calls of the function around, one at a time: what a helper writes depends on who calls it."""
        function: Scope | None = scope
        while function is not None and (function.is_class or not function.name):
            function = function.parent
        callers = self.trace.callers.get(function.name, [])[:_MOST_CALLERS] if function is not None else []
        yield from ((caller,) for caller in callers) if callers else [()]

    def _written(self, node: ast.Call, scope: Scope, calls: tuple[Call, ...]) -> tuple[list[Spot], list[str]]:
        """What a call writes, and where to."""

        def at(value: ast.expr) -> Spot:
            return Spot(value, scope, calls)

        tail, args = last_name(node.func), node.args
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
        words = {k.arg: k.value for k in node.keywords if k.arg}
        if tail in DUMPS and args:
            file = args[1] if len(args) > 1 else words.get("fp") or words.get("stream") or words.get("file")
            return [at(args[0])], self._opened(at(file)) if file is not None else []
        if tail == "print":
            file = words.get("file")
            return [at(value) for value in args], self._opened(at(file)) if file is not None else []
        if tail in ("write_text", "write_bytes") and receiver is not None and args:
            return [at(args[0])], self._files(at(receiver))
        if tail in SAVES and receiver is not None:
            return self._saved(node, at, receiver, words)
        if tail in WRITES and receiver is not None and args:
            targets = self._opened(at(receiver))
            if targets or len(args) < 2:
                return [at(value) for value in args], targets
        if tail in self.module.functions:
            return [], []  # what it does is looked at inside
        parts = [*args, *words.values()]
        for number, value in enumerate(parts):
            if (targets := self._files(at(value))) and any("." in target.rpartition("/")[2] for target in targets):
                return [at(other) for other in parts[:number] + parts[number + 1 :]], targets
        return [], []

    def _saved(
        self, node: ast.Call, at: object, receiver: ast.expr, words: dict[str, ast.expr]
    ) -> tuple[list[Spot], list[str]]:
        assert callable(at)
        name = last_name(node.func)
        named = (words[key] for key in _PATH_WORDS if key in words)
        first = node.args[0] if node.args else next(named, None)
        if first is None:
            return [], []
        if name == "push_to_hub":
            return [at(receiver)], [f"dataset:{path}" for path in self.trace.paths(at(first))]
        if targets := self._files(at(first)):
            return [at(receiver), *(at(value) for value in node.args[1:])], targets
        if len(node.args) > 1:  # torch.save(rows, path)
            return [at(first)], self._files(at(node.args[1]))
        return [], []

    def _files(self, spot: Spot) -> list[str]:
        return [f"file:{path}" for path in self.trace.paths(spot)]

    def _opened(self, spot: Spot) -> list[str]:
        """The files that an object writes to."""
        found: list[str] = []
        for call in self.trace.constructors(spot):
            tail = last_name(call.node.func)
            if tail not in HANDLES:
                continue
            func = call.node.func
            is_method = tail == "open" and isinstance(func, ast.Attribute) and not isinstance(func.value, ast.Name)
            first = func.value if is_method and isinstance(func, ast.Attribute) else None
            if first is None and call.node.args:
                first = call.node.args[0]
            if tail == "open" and isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
                # ``path.open("w")`` or ``jsonlines.open(path, "w")``.
                first = first if func.value.id in self.module.imports else func.value
            if first is None:
                continue
            inner = Spot(first, call.scope, spot.calls)
            found += self._opened(inner) if tail in ("writer", "Writer", "DictWriter") else []
            found += self._files(inner)
        return list(dict.fromkeys(found))

    # -- for other files ----------------------------------------------------------------------------------------------

    def _returns(self) -> Iterator[Step]:
        """Functions, and classes by their methods, that give what a model makes to whoever imports them."""
        for name, scopes in self.module.functions.items():
            for scope in scopes[:4]:
                outer = scope.parent
                if outer is None or not (outer.is_class or outer.parent is None):
                    continue
                spots = [Spot(b.node, b.scope) for b in self.module.returns.get(id(scope.node), ())]
                origins = {origin for origin in self.trace.origins(spots) if origin.kind == "model"}
                if origins and isinstance(scope.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    place = Place(self.trace.path, scope.node.lineno, scope.node.col_offset + 1)
                    sources = tuple(sorted(f"model:{origin.name}" for origin in origins))
                    yield Step(place, "return", outer.name if outer.is_class else name, sources)


def _kind(names: Iterable[str]) -> str:
    """The kind of student that the classes of a model agree on; empty where they do not say."""
    kinds = set()
    for name in names:
        kinds.add(next((kind for pattern, kind in STUDENTS if pattern.search(_class_of(name))), ""))
    return kinds.pop() if len(kinds) == 1 else ""


def _class_of(name: str) -> str:
    """``AutoModelForCausalLM`` of ``transformers.AutoModelForCausalLM.from_pretrained``."""
    return name.removesuffix(".from_pretrained").removesuffix(".from_config").rpartition(".")[2]
