"""Shell scripts, and lines of shell wherever they stand: Dockerfiles, workflows, compose files, notebooks.

A hand-written scan: a full grammar of Bash would fail on the fragments that other files embed. Words are kept with
their places; variables are followed inside one script, so that the place reported is where the name is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from smallprint.collect.detector import Found
from smallprint.collect.idioms.commands import COMMANDS, DOWNLOADERS, FLAGS, SILENT, Command
from smallprint.collect.inline import inline_python
from smallprint.collect.keyed import reference_of, speaks_of_ollama
from smallprint.collect.keytable import find_key, host_in_words, normal
from smallprint.collect.names import (
    addressed,
    looks_like_hub_id,
    looks_like_model,
    parse_hub_url,
    reference,
    unknown_at_run_time,
)
from smallprint.collect.prose import mentions
from smallprint.collect.recognise import SPACY_NAME, ecosystem_of, run_time_kind
from smallprint.collect.shell_dialects import from_just, from_make, from_windows
from smallprint.collect.shell_variables import ASSIGN, VARIABLE, bare, definitions, given_away, remember
from smallprint.collect.shell_words import Script, Word, commands
from smallprint.collect.values import embedded, key_values, parts
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Role

__all__ = ["Word", "find", "references", "words_references"]

_KEY_VALUE = re.compile(r"(?P<key>[A-Za-z_][\w.-]*(?:\.[\w-]+)*)=(?P<value>.+)", re.S)
_HUB_ADDRESS = re.compile(r"(?:huggingface\.co|hf\.co|hf-mirror\.com)[/:]")
_WRAPPED = re.compile(r"\b(?:ollama|vllm|huggingface-cli|hf download|llama-server|lm_eval|python3?|curl|--model)\b")
_FUNCTION = re.compile(r"^[ \t]*(?:function[ \t]+)?([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)", re.M)
#: Functions of a script that only speak or compare: ``log_error``, ``print_usage``, ``assert_eq``.
_SPEAKS = re.compile(
    r"(?:log|print|echo|say|warn|err|info|debug|success|fail|die|usage|help|assert|is|has|skip|ok|step|section|banner|note)(?:_|-|\Z)"
)
_RUNS = re.compile(r"(?:python[\d.]*|torchrun|bash|sh|zsh|deepspeed|accelerate|mpirun|srun|node|tsx)\Z|.*\.(?:sh|py)\Z")
_PROGRAMS: dict[str, list[tuple[tuple[str, ...], Command]]] = {}
for _row in COMMANDS:
    _PROGRAMS.setdefault(_row.words.split()[0], []).append((tuple(_row.words.split()), _row))
_FLAGS = {row.flag: row for row in FLAGS}
#: Subcommands that take the name of what they make or send away.
_MAKING = frozenset({"upload", "upload-large-folder", "repo", "repos", "push", "create", "package"})
_MAX_DEPTH = 3


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a shell script or a Makefile."""
    lines = source.lines
    name = source.name.lower()
    if name.endswith((".mk", ".mak")) or name.startswith(("makefile", "gnumakefile")):
        yield from references(from_make(lines), 1, source.path, "make")
    elif name in ("justfile", ".justfile") or name.endswith(".just"):
        yield from references(from_just(lines), 1, source.path, "just")
    elif name.endswith((".ps1", ".psm1", ".bat", ".cmd")):
        yield from references(from_windows(lines), 1, source.path, "shell")
    else:
        yield from references(lines, 1, source.path, "shell")


def references(
    lines: Sequence[str],
    first_line: int,
    path: str,
    prefix: str = "shell",
    role: Role = "dependency",
    column: int = 1,
    *,
    depth: int = 0,
    ollama: bool = False,
    inside: bool = False,
    variables: Mapping[str, list[Word]] | None = None,
) -> Iterator[Found]:
    """Yield the models that lines of shell name.

    ``lines`` stand in ``path`` from ``first_line`` on; the first of them begins at ``column``. Names in comments and
    in what is only printed are mentions; a name held in a variable is reported where the variable is set. ``inside``:
    the lines stand in a file of another kind, which may set their variables. ``variables``: those known before.
    """
    text = "\n".join(lines)
    script = Script(path, prefix, role, depth=depth, ollama=ollama or speaks_of_ollama(text), inside=inside)
    known = {name: list(words) for name, words in (variables or {}).items()}
    script.variables.update(known)
    script.functions.update(_FUNCTION.findall(text))
    rows_and_more = commands(text, first_line, column, script)
    found: list[Found] = []
    rows: list[list[Word]] = []
    for item in rows_and_more:
        if isinstance(item, list):
            rows.append(item)
            remember(item, script)
        else:
            found.append(item)
    for row in rows:
        found.extend(_command(row, script))
    for variable, words in script.variables.items():
        if variable in script.made:
            continue
        before = {id(word) for word in known.get(variable, ())}
        found.extend(definitions(variable, [word for word in words if id(word) not in before], script))
    for one in found:
        yield _placed(one, lines, first_line, column) if isinstance(one, ModelRef) else one


def _placed(ref: ModelRef, lines: Sequence[str], first_line: int, column: int) -> ModelRef:
    """``ref`` with the column where its line has it: escapes inside quotes move what stands behind them."""
    row = ref.place.line - first_line
    line = lines[row] if 0 <= row < len(lines) else ""
    shift = column - 1 if row == 0 else 0
    at = ref.place.column - 1 - shift
    if line[at : at + len(ref.ref)] == ref.ref or (found := line.find(ref.ref, max(at, 0))) < 0:
        return ref
    return replace(ref, place=replace(ref.place, column=found + 1 + shift))


def words_references(
    words: list[Word], path: str, prefix: str, role: Role = "dependency", ollama: bool = False
) -> Iterator[Found]:
    """Yield the models of one command that is written as a list of words (compose, Kubernetes, ``CMD [...]``)."""
    script = Script(path, prefix, role, ollama=ollama, inside=True)
    remember(words, script)
    if words and looks_like_hub_id(words[0].text) and looks_like_model(words[0].text):
        # The image's own program takes the model first: ``args: ["org/name", "--port", "8000"]``.
        yield from _name(words[0], "hf", "shape", "container", script, "")
    yield from _command(words, script)


# -- commands ----------------------------------------------------------------------------------------------------------


def _command(row: list[Word], script: Script) -> Iterator[Found]:
    program = _program(row)
    if program in SILENT or not row or (program in script.functions and _SPEAKS.match(program)):
        for word in row:
            if len(word.text) < 2000:
                yield from mentions(word.text, script.path, word.line, f"{script.prefix}.text", word.column)
        return
    host = ""
    for word in row:
        if "://" in word.text and (host := host_in_words(word.text)):
            break
    taken: set[int] = set()
    named, settled = _known(row, script, taken)
    yield from named
    script.made.update(given_away(row, "none" in settled and not _MAKING.isdisjoint(word.text for word in row[:4])))
    if "none" in settled:
        return
    yield from _flags(row, script, taken, settled, host)
    yield from _arguments(row, script, taken, program)
    if program in ("docker", "podman", "nerdctl") and len(row) > 3 and row[1].text == "run":
        yield from _in_container(row, script)
    yield from _words(row, script, taken, program, host)


def _program(row: list[Word]) -> str:
    for word in row:
        if ASSIGN.match(word.text) and not word.quoted:
            continue
        name = word.text.rsplit("/", 1)[-1].lower().lstrip("@-")
        if name in (
            "if",
            "then",
            "while",
            "do",
            "else",
            "elif",
            "!",
            "sudo",
            "{",
            "time",
            "exec",
            "env",
            "until",
            "nohup",
            "command",
            "run",
        ):
            continue
        return name
    return ""


def _known(row: list[Word], script: Script, taken: set[int]) -> tuple[list[Found], set[str]]:
    """What the table of commands says about a row; ``settled`` are flags that it has read or ruled out."""
    found: list[Found] = []
    settled: set[str] = set()
    for index, word in enumerate(row):
        rows = _PROGRAMS.get(word.text.rsplit("/", 1)[-1])
        if not rows:
            continue
        fits = [pair for pair in rows if _follows(row, index, pair[0])]
        longest = max((len(words) for words, _ in fits), default=0)
        for words, command in fits:
            if len(words) < longest and command.where in ("0", "*"):
                continue
            if command.where == "none":
                settled.add("none")
                return [], settled
            arguments = range(index + len(words), len(row))
            if command.where.startswith("-"):
                settled.add(command.where)
                if command.reads_as == "none":
                    continue
                for at in arguments:
                    value = _flag_value(row, at, command.where)
                    if value is not None:
                        found.extend(
                            _name(value, command.reads_as, command.believes, command.words, script, command.host)
                        )
                continue
            reads_as = command.reads_as
            if reads_as == "hf" and any(w.text in ("dataset", "--repo-type=dataset") for w in row):
                reads_as = "dataset"
            for at in arguments:
                if row[at].text.startswith("-") or row[at].text in (">", "<<") or at in taken:
                    if row[at].text in (">", "<<"):
                        break
                    continue
                behind_flag = at > arguments[0] and row[at - 1].text.startswith("--") and "=" not in row[at - 1].text
                if command.where == "0" and behind_flag and not _looks(row[at], reads_as):
                    continue
                if reads_as == "key-values":
                    found.extend(_pairs(row[at], script))
                    continue
                names = list(_name(row[at], reads_as, command.believes, command.words, script, command.host))
                if names:
                    taken.add(at)
                    found.extend(names)
                if command.where == "0" and (names or command.believes == "any"):
                    break
    return found, settled


def _arguments(row: list[Word], script: Script, taken: set[int], program: str) -> Iterator[Found]:
    """Arguments that are a model by their own look, of a script's own functions and of the scripts that it runs.

    spaCy's names are told apart from all else, so that any program may take them.
    """
    passes = (program in script.functions and not _SPEAKS.match(program)) or _RUNS.match(program)
    for at, word in enumerate(row[1:], 1):
        if at in taken or word.text.startswith("-") or row[at - 1].text in (">", "<<"):
            continue
        if (passes and looks_like_model(word.text)) or SPACY_NAME.fullmatch(word.text):
            yield from _name(word, "auto", "shape", program, script, "")


def _in_container(row: list[Word], script: Script) -> Iterator[Found]:
    """``docker run … IMAGE org/name``: the first argument of the program in the image."""
    for before, word in pairwise(row[2:]):
        image = "IMAGE" in before.text.upper() or re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+(?::[\w.${}-]+)?", before.text)
        if image and not before.text.startswith("-") and looks_like_hub_id(word.text) and looks_like_model(word.text):
            yield from _name(word, "hf", "shape", "container", script, "")
            return


def _looks(word: Word, reads_as: str) -> bool:
    return ecosystem_of(word.text, reads_as, "shape", "") is not None and ("/" in word.text or ":" in word.text)


def _follows(row: list[Word], index: int, words: tuple[str, ...]) -> bool:
    return len(row) >= index + len(words) and all(row[index + n].text == word for n, word in enumerate(words) if n)


def _flag_value(row: list[Word], at: int, flag: str) -> Word | None:
    text = row[at].text
    if text == flag and at + 1 < len(row):
        return row[at + 1]
    if text.startswith(flag + "=") and flag.startswith("--"):
        return Word(text[len(flag) + 1 :].strip("\"'"), row[at].line, row[at].column + len(flag) + 1 + row[at].shift)
    return None


def _flags(row: list[Word], script: Script, taken: set[int], settled: set[str], host: str) -> Iterator[Found]:
    names = {normal(word.text.partition("=")[0]) for word in row if word.text.startswith("--")}
    for at, word in enumerate(row):
        flag = word.text.partition("=")[0]
        if (not flag.startswith("--") or len(word.text) < 4) and flag not in _FLAGS:
            continue
        if flag in settled:
            continue
        value = _flag_value(row, at, flag)
        if value is None or (value.text.startswith("-") and "=" not in word.text):
            continue
        taken.add(at + 1)
        special = _FLAGS.get(flag)
        if special is not None:
            if special.reads_as == "key-values":
                # ``--lora-modules a=org/x b=org/y``: every word up to the next flag.
                for more in row[at + 1 :] if "=" not in word.text else [value]:
                    if more.text.startswith("--"):
                        break
                    yield from _pairs(more, script, flag)
            else:
                yield from _name(value, special.reads_as, special.believes, flag, script, "")
                if special.reads_as == "dataset" and "=" not in word.text:
                    yield from _more_datasets(row, at + 2, flag, script)
            continue
        key = normal(flag)
        line = find_key(key, [], names)
        if line is None or line.reads_as in ("none", "routed"):
            if embedded(value.text):
                yield from reference_of(
                    key,
                    value.text,
                    script.path,
                    value.line,
                    value.column,
                    script.prefix,
                    role=script.role,
                    ollama=script.ollama,
                )
            continue
        if embedded(value.text):
            yield from reference_of(
                key,
                value.text,
                script.path,
                value.line,
                value.column,
                script.prefix,
                role=script.role,
                ollama=script.ollama,
            )
            continue
        values = [value]
        if key.endswith("s"):
            # ``--models a b c``
            for more in row[at + 2 :]:
                if more.text.startswith("-"):
                    break
                values.append(more)
        for each in values:
            yield from _name(each, line.reads_as, line.believes, flag, script, host)


def _more_datasets(row: list[Word], start: int, flag: str, script: Script) -> Iterator[Found]:
    """``--dataset org/a 'org/b#500'``: what follows the first, unless it is a model of another argument."""
    for more in row[start:]:
        if more.text.startswith("-") or looks_like_model(more.text):
            return
        yield from _name(more, "dataset", "shape", flag, script, "")


def _pairs(word: Word, script: Script, flag: str = "") -> Iterator[Found]:
    for key, value, offset in key_values(word.text):
        moved = Word(value, word.line, word.column + offset)
        if flag.startswith("--lora"):
            yield from _name(moved, "hf", "shape", flag, script, "")
            continue
        line = find_key(normal(key), [], set())
        if line is not None and line.reads_as != "none":
            yield from _name(moved, line.reads_as, line.believes, flag or key, script, "")


def _name(word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str) -> Iterator[Found]:
    """The model that a word in a known place names: as it stands, by its default, or through a variable."""
    if key_values(word.text) and "=" in word.text and reads_as != "key-values":
        pairs = list(_pairs(word, script, found_by))
        if pairs:
            yield from pairs
            return
    for part in parts(word.text):
        place = Place(script.path, word.line, word.column + part.offset, len(part.text))
        if not part.run_time:
            if ecosystem := ecosystem_of(part.text, reads_as, believes, host, "family" if script.ollama else "name"):
                yield reference(part.text, ecosystem, place, _by(script, found_by), role=script.role, host=host)
            continue
        held = False
        for match in VARIABLE.finditer(part.text):
            if match.end() - match.start() != len(part.text.strip()):
                continue
            variable = match["braced"] or match["plain"]
            held = held or variable in script.variables
            if (variable, reads_as) not in script.followed:
                script.followed.add((variable, reads_as))
                for definition in script.variables.get(variable, ()):
                    yield from _held(definition, reads_as, believes, found_by, script, host)
        if not held and believes == "any" and script.role == "dependency" and not script.inside:
            yield unknown_at_run_time(run_time_kind(reads_as), place, _by(script, found_by), host)


def _held(word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str) -> Iterator[Found]:
    """The definition of a variable that stands in a known place."""
    text, shift = bare(word.text)
    for part in parts(text):
        ecosystem = (
            None
            if part.run_time
            else ecosystem_of(part.text, reads_as, believes, host, "family" if script.ollama else "name")
        )
        if ecosystem:
            script.reported.add(id(word))
            place = Place(script.path, word.line, word.column + shift + part.offset, len(part.text))
            yield reference(part.text, ecosystem, place, _by(script, found_by), role=script.role, host=host)


def _by(script: Script, found_by: str) -> str:
    return f"{script.prefix}.{found_by.replace(' ', '-')}"


def _words(row: list[Word], script: Script, taken: set[int], program: str, host: str) -> Iterator[Found]:
    """What single words say: addresses, ``KEY=value``, embedded JSON, nested commands, lines of Python."""
    fetches = program in DOWNLOADERS or any(word.text in DOWNLOADERS for word in row[:6])
    pulls = any(word.text.rstrip("/").endswith(("/api/pull", "/api/show", "/api/generate")) for word in row)
    for at, word in enumerate(row):
        text = word.text
        if len(text) > 200_000:
            continue
        if "${" in text:
            yield from _defaults(word, script)
        if embedded(text):
            key = "models" if not pulls else "body"
            yield from reference_of(
                key,
                text,
                script.path,
                word.line,
                word.column,
                script.prefix,
                role=script.role,
                host=host,
                ollama=script.ollama,
            )
            if pulls:
                yield from _pulled(word, script)
            continue
        if _HUB_ADDRESS.search(text):
            yield from _address(word, script, fetches)
        elif "://" in text:
            yield from _endpoint(word, script)
        elif (match := _KEY_VALUE.match(text)) and not (ASSIGN.match(text) and at == 0):
            value, shift = bare(match["value"])
            if match["key"] not in script.variables or word.quoted or at:
                key = match["key"].lstrip("-")
                column = word.column + match.start("value") + shift + word.shift
                yield from reference_of(
                    key, value, script.path, word.line, column, script.prefix, role=script.role, ollama=script.ollama
                )
        if word.quoted and (" " in text or "(" in text) and script.depth < _MAX_DEPTH:
            yield from _nested(word, script)


def _defaults(word: Word, script: Script) -> Iterator[Found]:
    for match in re.finditer(r"\$\{(?P<name>[A-Za-z_]\w*):?[-=](?P<value>[^${}\n]+)\}", word.text):
        column = word.column + match.start("value")
        value, shift = bare(match["value"])
        yield from reference_of(
            match["name"],
            value,
            script.path,
            word.line,
            column + shift,
            script.prefix,
            role=script.role,
            ollama=script.ollama,
        )


def _pulled(word: Word, script: Script) -> Iterator[Found]:
    """``curl …/api/pull -d '{"name": "llama3"}'``."""
    for match in re.finditer(r"\"(?:name|model)\"\s*:\s*\"(?P<name>[^\"]+)\"", word.text):
        inner = Word(
            match["name"], word.line + word.text.count("\n", 0, match.start()), word.column + match.start("name")
        )
        yield from _name(inner, "ollama", "any", "ollama-api", script, "ollama")


def _address(word: Word, script: Script, fetches: bool) -> Iterator[Found]:
    for match in re.finditer(
        r"(?:https?://(?:[\w.-]{1,60}@)?|git@)?(?:www\.|api-inference\.|router\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)[/:][^\s\"'<>)]+",
        word.text,
    ):
        url = parse_hub_url(match[0])
        if url is None or url.kind == "space" or not (fetches or url.file):
            continue
        at = match[0].find(url.id)
        place = Place(script.path, word.line, word.column + match.start() + max(at, 0), len(url.id))
        ecosystem = "dataset" if url.kind == "dataset" else "hf"
        yield reference(url.id, ecosystem, place, _by(script, "hub-url"), role=script.role, revision=url.revision)


def _endpoint(word: Word, script: Script) -> Iterator[Found]:
    from smallprint.collect.requirements import model_packages

    if called := addressed(word.text):
        name, kind, at = called
        place = Place(script.path, word.line, word.column + at, len(name))
        yield reference(name, kind, place, _by(script, "endpoint"), role=script.role)
    yield from model_packages(word.text, script.path, word.line, word.column, script.prefix, script.role)


def _nested(word: Word, script: Script) -> Iterator[Found]:
    text = word.text
    if _WRAPPED.search(text):
        yield from references(
            text.split("\n"),
            word.line,
            script.path,
            script.prefix,
            script.role,
            word.column,
            depth=script.depth + 1,
            ollama=script.ollama,
            inside=True,
        )
    if "(" in text:
        yield from inline_python(text, script.path, word.line, word.column, script.prefix, script.role)
