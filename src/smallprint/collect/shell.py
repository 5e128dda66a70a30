"""Shell scripts, and lines of shell wherever they stand: Dockerfiles, workflows, compose files, notebooks.

A hand-written scan: a full grammar of Bash would fail on the fragments that other files embed. Words are kept with
their places; variables are followed inside one script, so that the place reported is where the name is written.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from smallprint.collect.detector import Found
from smallprint.collect.idioms.commands import COMMANDS, FLAGS, SILENT, Command
from smallprint.collect.keyed import reference_of, speaks_of_ollama
from smallprint.collect.keytable import find_key, host_in_words, is_weak, normal
from smallprint.collect.names import looks_like_hub_id, looks_like_model, reference, unknown_at_run_time
from smallprint.collect.prose import mentions
from smallprint.collect.recognise import SPACY_NAME, ecosystem_of, run_time_kind
from smallprint.collect.shell_dialects import from_just, from_make, from_windows
from smallprint.collect.shell_inside import by, of_words, put_in, written
from smallprint.collect.shell_variables import (
    ASSIGN,
    MAKES,
    VARIABLE,
    bare,
    definitions,
    expansions,
    functions,
    given_away,
    parameter,
    program_of,
    remember,
)
from smallprint.collect.shell_words import Script, Word, commands
from smallprint.collect.values import Part, embedded, key_values, parts
from smallprint.fs import Source
from smallprint.model import ModelRef, Place, Role

__all__ = ["Word", "find", "named", "references", "words_references"]

#: Functions of a script that only speak or compare: ``log_error``, ``print_usage``, ``assert_eq``.
_SPEAKS = re.compile(
    r"(?:log|print|echo|say|warn|err|info|debug|success|fail|die|usage|help|assert|is|has|skip|ok|step|section|banner|note)(?:_|-|\Z)"
)
_RUNS = re.compile(r"(?:python[\d.]*|torchrun|bash|sh|zsh|deepspeed|accelerate|mpirun|srun|node|tsx)\Z|.*\.(?:sh|py)\Z")
_DATA = re.compile(r"(?:^|_)(?:datasets?|mixer)(?:_|\Z)")
#: Parts of what is run, which are loaded from somewhere.
_PART = re.compile(
    r"^(?!.*(?:data|log|image|img|audio|video|file|config|prompt|question|answer|result|eval|train|test|input|cache|json))"
    r"\w*_(?:path|or_path|checkpoint|ckpt|pretrained|encoder|decoder|backbone|tower|teacher|student|unet|vae|sae|adapter|"
    r"tokenizer|processor)\Z"
)
_FILES = re.compile(r"(?:^|_)(?:dirs?|paths?|root|folders?|files?|cache)(?:_|\Z)")
#: A variable that holds a folder of this machine.
_FOLDER = re.compile(
    r"(?:^|_)(?:dir|path|root|folder|home|out|outputs?|save[sd]?|ckpts?|checkpoints?|cache|work|data|base|prefix)(?:_|\Z)|dir\Z"
)
#: A script or function of one's own that fetches from the Hub: ``HuggingFace.bat``, ``$HF_GET``.
_OF_THE_HUB = re.compile(r"hugging[-_ ]?face|(?:\A|[-_/\\{])hf(?:[-_.}]|\Z)")
_PROGRAMS: dict[str, list[tuple[tuple[str, ...], Command]]] = {}
for _row in COMMANDS:
    _PROGRAMS.setdefault(_row.words.split()[0], []).append((tuple(_row.words.split()), _row))
_FLAGS = {row.flag: row for row in FLAGS}
#: Subcommands that take the name of what they make or send away.
_MAKING = frozenset({"upload", "upload-large-folder", "repo", "repos", "push", "create", "package"})


def find(source: Source) -> Iterator[Found]:
    """Yield the models of a shell script or a Makefile."""
    name = source.name.lower()
    if name.endswith((".mk", ".mak")) or name.startswith(("makefile", "gnumakefile")):
        lines, prefix = from_make(source.lines), "make"
    elif name in ("justfile", ".justfile") or name.endswith(".just"):
        lines, prefix = from_just(source.lines), "just"
    elif name.endswith((".ps1", ".psm1", ".bat", ".cmd")):
        lines, prefix = from_windows(source.lines), "shell"
    else:
        yield from references(source.lines, 1, source.path, "shell")
        return
    for found in references(lines, 1, source.path, prefix):
        yield _placed(found, source.lines, 1, 1) if isinstance(found, ModelRef) else found


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
    script.spans.extend(functions(text, first_line) if "()" in text or "( )" in text else ())
    script.functions.update(name for _, _, name in script.spans)
    rows_and_more = commands(text, first_line, column, script)
    found: list[Found] = []
    rows: list[list[Word]] = []
    for item in rows_and_more:
        if isinstance(item, list):
            rows.append(item)
            remember(item, script)
        else:
            found.append(item)
    settings = written(rows) if ">" in text or "|" in text else {}
    for row in rows:
        kind = settings.get(id(row))
        found.extend(put_in(row, kind, script) if kind else _command(row, script))
    found.extend(_called(rows, script))
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
    if line[at : at + len(ref.ref)] == ref.ref:
        return ref
    found = line.find(ref.ref, max(at, 0))
    found = found if found >= 0 else line.find(ref.ref)
    if found < 0:
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
        yield from named(words[0], "hf", "shape", "container", script, "")
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
    yield from of_words(row, script, program, host)


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
            "call",
        ):
            continue
        return name
    return ""


def _known(row: list[Word], script: Script, taken: set[int]) -> tuple[list[Found], set[str]]:
    """What the table of commands says about a row; ``settled`` are flags that it has read or ruled out."""
    found: list[Found] = []
    settled: set[str] = set()
    for index, word in enumerate(row):
        rows = _PROGRAMS.get(program_of(word.text))
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
                            named(value, command.reads_as, command.believes, command.words, script, command.host)
                        )
                continue
            reads_as = command.reads_as
            if reads_as == "hf" and any(w.text in ("dataset", "--dataset", "--repo-type=dataset") for w in row):
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
                names = list(named(row[at], reads_as, command.believes, command.words, script, command.host))
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
    fetches = program not in ("hf", "huggingface-cli") and _OF_THE_HUB.search(program)
    for at, word in enumerate(row[1:], 1):
        if at in taken or word.text.startswith("-") or row[at - 1].text in (">", "<<"):
            continue
        if (passes and looks_like_model(word.text)) or SPACY_NAME.fullmatch(word.text):
            yield from named(word, "auto", "shape", program, script, "")
        elif fetches and looks_like_hub_id(word.text):
            yield from named(word, "hf", "shape", "hub-script", script, "")


def _in_container(row: list[Word], script: Script) -> Iterator[Found]:
    """``docker run … IMAGE org/name``: the first argument of the program in the image."""
    for before, word in pairwise(row[2:]):
        image = "IMAGE" in before.text.upper() or re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+(?::[\w.${}-]+)?", before.text)
        if image and not before.text.startswith("-") and looks_like_hub_id(word.text) and looks_like_model(word.text):
            yield from named(word, "hf", "shape", "container", script, "")
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
                # The scripts of Transformers know the Hub's names without an organisation: ``--dataset_name squad``.
                sure = flag == "--dataset_name" and "model_name_or_path" in names
                yield from named(value, special.reads_as, "any" if sure else special.believes, flag, script, "")
                if special.reads_as == "dataset" and "=" not in word.text:
                    yield from _more_datasets(row, at + 2, flag, script)
            continue
        key = normal(flag)
        line = find_key(key, [], names)
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
        if line is None and _DATA.search(key) and not MAKES.search(key) and not _FILES.search(key):
            line = find_key("dataset", [], set())
        if line is None and _PART.search(key) and not MAKES.search(key):
            # ``--reward_path org/llama-8b``: a part that is loaded, and a name of the Hub that no folder has.
            yield from named(value, "hf", "family", flag, script, host)
            continue
        if line is None and is_weak(key) and not MAKES.search(key):
            # ``--weights yolo11n.pt``: a word that hints at a model, and a name that is one.
            if looks_like_model(value.text) or VARIABLE.fullmatch(value.text):
                yield from named(value, "auto", "shape", flag, script, host)
            continue
        if line is None or line.reads_as in ("none", "routed"):
            continue
        values = [value]
        if key.endswith(("s", "_list", "_mixer")):
            # ``--models a b c``, ``--dataset_mixer_list org/a 1.0 org/b 0.5``
            for more in row[at + 2 :]:
                if more.text.startswith("-"):
                    break
                values.append(more)
        for each in values:
            yield from named(each, line.reads_as, line.believes, flag, script, host)


def _more_datasets(row: list[Word], start: int, flag: str, script: Script) -> Iterator[Found]:
    """``--dataset org/a 'org/b#500'``: what follows the first, unless it is a model of another argument."""
    for more in row[start:]:
        if more.text.startswith("-") or looks_like_model(more.text):
            return
        yield from named(more, "dataset", "shape", flag, script, "")


def _pairs(word: Word, script: Script, flag: str = "") -> Iterator[Found]:
    for key, value, offset in key_values(word.text):
        moved = Word(value, word.line, word.column + offset)
        if flag.startswith("--lora") or (key == "pretrained" and "model" in flag):
            yield from named(moved, "hf", "shape", flag, script, "")
            continue
        line = find_key(normal(key), [], set())
        if line is not None and line.reads_as != "none":
            yield from named(moved, line.reads_as, line.believes, flag or key, script, "")


def named(word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str) -> Iterator[Found]:
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
                yield reference(part.text, ecosystem, place, by(script, found_by), role=script.role, host=host)
            continue
        held = yield from _follow(part, word, reads_as, believes, found_by, script, host)
        if not held and believes == "any" and script.role == "dependency" and not script.inside:
            yield unknown_at_run_time(run_time_kind(reads_as), place, by(script, found_by), host)


def _follow(
    part: Part, word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str
) -> Generator[Found, None, bool]:
    """What the variable ``part`` of ``word`` holds; returns whether anything in the script sets it."""
    if argument := parameter(part.text, word.line, script):
        place = Place(script.path, word.line, word.column + part.offset, len(part.text))
        script.parameters.setdefault(argument, (reads_as, believes, found_by, host, place))
        return True
    match = VARIABLE.fullmatch(part.text.strip())
    if match is None:
        return (yield from _assembled(part.text, word, reads_as, believes, found_by, script, host))
    variable = match["braced"] or match["plain"]
    if (variable, reads_as) not in script.followed:
        script.followed.add((variable, reads_as))
        for definition in script.variables.get(variable, ()):
            yield from _held(definition, reads_as, believes, found_by, script, host)
    return variable in script.variables


def _assembled(
    text: str, word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str
) -> Generator[Found, None, bool]:
    """``$ORG/$NAME`` and ``acme/chat-$SIZE``; a name that only variables make stands where the last of them is set."""
    variables = [match["braced"] or match["plain"] for match in VARIABLE.finditer(text)]
    if not variables or "$(" in text or any(_FOLDER.search(name.lower()) for name in variables):
        return False
    if (text, reads_as) in script.followed:
        return True
    script.followed.add((text, reads_as))
    literal = re.search("[A-Za-z]", VARIABLE.sub("", text))
    places = [word] if literal else script.variables.get(variables[-1], [word])
    found = False
    for at, name in enumerate(expansions(text, script)):
        ecosystem = None if "\0" in name or "$" in name else ecosystem_of(name, reads_as, believes, host)
        if ecosystem:
            found = True
            said = places[min(at, len(places) - 1)]
            place = Place(script.path, said.line, said.column, len(said.text))
            ref = reference(name, ecosystem, place, by(script, found_by), role=script.role, host=host)
            yield replace(ref, ref=said.text)
    return found


def _held(word: Word, reads_as: str, believes: str, found_by: str, script: Script, host: str) -> Iterator[Found]:
    """The definition of a variable that stands in a known place."""
    text, shift = bare(word.text)
    for part in parts(text):
        if part.run_time:
            yield from _follow(part, word, reads_as, believes, found_by, script, host)
        elif ecosystem := ecosystem_of(part.text, reads_as, believes, host, "family" if script.ollama else "name"):
            script.reported.add(id(word))
            place = Place(script.path, word.line, word.column + shift + part.offset, len(part.text))
            yield reference(part.text, ecosystem, place, by(script, found_by), role=script.role, host=host)


def _called(rows: list[list[Word]], script: Script) -> Iterator[Found]:
    """Calls of the script's own functions whose arguments name models, until nothing new is learnt."""
    done: set[tuple[str, int]] = set()
    answered: set[tuple[str, int]] = set()
    while fresh := script.parameters.keys() - done:
        done |= fresh
        for row in rows:
            program = _program(row)
            if all(program != name.lower() for name, _ in fresh):
                continue
            at = next(index for index, word in enumerate(row) if word.text.lower().endswith(program))
            for name, position in fresh:
                if name.lower() == program and at + position < len(row):
                    reads_as, believes, found_by, host, _ = script.parameters[name, position]
                    answered.add((name, position))
                    yield from named(row[at + position], reads_as, believes, found_by, script, host)
    for argument, (reads_as, believes, found_by, host, place) in script.parameters.items():
        if argument not in answered and place and believes == "any" and script.role == "dependency":
            yield unknown_at_run_time(run_time_kind(reads_as), place, by(script, found_by), host)
