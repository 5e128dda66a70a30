"""Which parts of a Python file can name a model: found by searching, so that only those are parsed.

Parsing takes a hundred times as long as searching. A name is a quoted string of a telling shape, or stands at a
call of the table of idioms.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from smallprint.collect.idioms.families import NOT_ORGANISATIONS
from smallprint.collect.idioms.hosts import PREFIXES
from smallprint.collect.idioms.python import CONSTANT_PACKAGES, Rule, rules_by_name
from smallprint.collect.names import guess, looks_like_hub_id, looks_like_model
from smallprint.collect.python_believe import key_of
from smallprint.collect.python_blocks import keep
from smallprint.collect.python_page import Page
from smallprint.collect.recognise import WEIGHT_ENDS, weights_at
from smallprint.late import late

__all__ = ["Selection", "select"]

#: A quoted name: ``org/name``, ``name:tag``, an address of the Hub, or a word that begins like a known family.
_QUOTED = late(
    r"[\"'](?=[A-Za-z0-9][^\"'\s\\]*[\"'])(?P<name>https?://[^\"'\s\\{}<>]++|[A-Za-z0-9][\w.-]*+[/:][\w./:@-]+|"
    r"(?:gpt|chatgpt|claude|gemini|o[134](?=[-\"'])|text-|dall-e|whisper|tts-|davinci|babbage|llama|[lL]lava|codellama|"
    r"mistral|mixtral|open-mi|codestral|ministral|pixtral|devstral|magistral|qwen|Qwen|qwq|gemma|phi|deepseek|command|"
    r"embed-|rerank|grok|sonar|glm|kimi|moonshot|doubao|ernie|voyage|jina|jamba|us\.|eu\.|apac\.|global\.|anthropic\.|"
    r"amazon\.|meta\.|cohere\.|bert|distil|roberta|xlm|albert|t5|all-|paraphrase|multi-qa|msmarco|nomic|mxbai|bge-|"
    r"snowflake|[mM]ini[mM]ax-|yolo|sam[\d_-]|en_core|ViT|RN50|vit[_-]|resnet\d|vgg\d|convnext|efficientnet|densenet|mobilenet|inception|starcoder|falcon|vicuna|tinyllama|orca|"
    r"granite|smollm|learnlm|imagen-|veo-|nova-|pretrained=|model=|DeepSeek-|(?:Meta-)?Llama-|Mi[sx]tral-|Phi-|QwQ-|nemotron|[gG]iga[cC]hat-|yandexgpt|yi-|solar-|reka-|"
    r"[bB]aichuan|codex-|sora-|omni-|chat-bison|code-bison|pplx-|eleven_|palmyra|hunyuan-|abab|stability\.|ai21\.|writer\.|luma\.|twelvelabs\.|openai\.gpt|cogview|c4ai-|j2-|camembert|"
    r"xlnet|flaubert)[\w./:@,=+-]*)[\"']"
)
#: A plain word under a key that says what it is: of a service whose names have no shape of their own.
_KEYED = late(r"model(?:_name|_id)?(?:[\"']?: |(?:: str)? ?= ?)[\"'](?=[A-Za-z][\w.:-]*[\"'])")
#: Commands that fetch a file, and what the file of weights is called that makes them matter.
_DOWNLOADS = ("wget ", "curl -", "aria2c ")
_WEIGHT_FILES = late(rf"https?://[^\s\"']+\.(?:{WEIGHT_ENDS}|bin)\b")
#: What is written inside strings: JSON with escaped quotes, key=value texts, addresses, commands.
#: The key of a line is what its signs have in common: only that is looked for in every file.
_EMBEDDED_SIGNS = {
    "pretrained=": ('"pretrained=', "'pretrained=", ",pretrained=", "_args pretrained="),
    ".co/": ("huggingface.co/", "/hf.co/"),
    "ollama ": ("ollama pull", "ollama run"),
    **{sign: (sign,) for sign in _DOWNLOADS},
    "_learner(": ("vision_learner(", "cnn_learner(", "unet_learner("),
    "getattr(": ("getattr(models,", "getattr(torchvision.models,"),
    **{sign: (sign,) for sign in (
        'model\\":', "vllm serve", "huggingface-cli ", "hf download", " --model", "hf://datasets/",
        "/openai/deployments/", "generativelanguage.googleapis.com/", "/publishers/", "/realtime?model=",
        "torchaudio.pipelines.", "pretrained.esm", "/spacy-models/releases/",
    )},
}  # fmt: skip
#: A long string that is a value, and what tells that it is YAML with a model.
_VALUE_TEXTS = ('= """', '("""', 'f"""', "'''")
_YAML = late(r"^[ \t]*(?:- )?\w*model(?:_name)?: *[\w\"']", re.M)
_FILES = ("/resolve/", "/blob/", "/raw/")
_FETCHES = ("wget", "curl", "git clone", "pip install", "download")
#: A telling key whose value is not written beside it, or may be any word: parsed where the file names a model at all.
_OPEN_KEY = late(r"model(?:_name|_id)?(?:[\"']: *(?=[A-Za-z_\"'])|=(?=[\"']))")
_WORD = late(r"\w+|\*")
_BRACKET = late(r"[()\[\]{},]")
_KEYWORD = late(r"(\w+)\s*=(?!=)")
#: What follows a name that is given a string: ``= "…"``, ``: str = "…"``, ``", default="…"``, ``": "…"``.
_GIVEN = late(
    r"[\"']?[ \t]*(?::[^=\n]{0,60})?=(?!=)\s*(?:\(\s*|\w+\(\s*default\s*=\s*)?[^=\n]{0,80}[\"']|"
    r"[\"']:\s*[^=\n]{0,80}[\"']|[\"'],[^()]{0,120}default=[\"']"
)
_REVISION = late(r"revision\s*=\s*[\"'](?P<value>[\w./-]+)[\"']")
_TAIL_NAME = late(r"\w+\Z")
#: A size of Whisper as the default of an option, or under a name that ends so.
_SIZE = late(
    r"(?:default|model(?:_name)?|size)[\"']?\s*(?::\s*\w+\s*)?(?:[:=,]|in\b)\s*(?:\w+ or )?[\[(]?[\"']"
    r"(?:tiny|base|small|medium|large|turbo)[\w.-]*[\"']",
    re.IGNORECASE,
)
#: A string before or after these is compared with, not used.
_COMPARED = ("==", "!=", " in", "startswith", "endswith", "Literal", "removeprefix", "removesuffix", "split", "replace")
_IMPORT = late(r"[ \t]*(?:from|import)[ \t]+(\w+)")
_PLAIN = late(r"[a-z_/]+")
_WEIGHTS = late(r"_Weights\.")
#: ``ModelType.GPT_4O``, ``g4f.models.gpt_4``: looked for where a package is imported that has such.
_CONSTANT = late(r"(?:Model|Models|ModelType|Identifier|\bmodels)\.\w")
#: Arguments with which a builder fetches nothing; Keras fetches where it is given none.
_BUILT_EMPTY = {"torchvision-builder": ("", "None", "False"), "keras-builder": ("None",)}
_RULES = rules_by_name()
_PACKAGES = frozenset(module for rules in _RULES.values() for rule in rules for module in rule.modules)
_PACKAGES |= CONSTANT_PACKAGES
#: Ecosystems of the table that are services.
_HOSTED = frozenset({"auto", "client", "route", "litellm", *PREFIXES.values()} - {"", "local", "huggingface"})
_SMALL = 4_000


class Direct(NamedTuple):
    """A call whose first argument is a literal name: nothing more than that needs to be known."""

    text: str
    line: int
    column: int
    ecosystem: str
    found_by: str
    revision: str


#: A name with its line and column.
Spot = tuple[str, int, int]


class Selection(NamedTuple):
    """The text to parse (empty if nothing in the code is of interest), and what needs no parsing."""

    text: str
    #: Names in docstrings and comments with their line and column.
    prose: tuple[Spot, ...] = ()
    #: Addresses of files on the Hub in the code, with their line and column.
    files: tuple[Spot, ...] = ()
    #: Calls whose argument only the run knows, in blocks that name nothing: line, column, argument, rule.
    open_calls: tuple[tuple[int, int, str, Rule], ...] = ()
    direct: tuple[Direct, ...] = ()


def select(text: str, *, mentions: bool = True) -> Selection:
    """Blank what cannot name a model; without ``mentions`` also what only speaks of one."""
    packages = _packages(text)
    quoted = [match for match in _QUOTED.finditer(text) if _telling(match["name"])]
    embedded = [sign for common, signs in _EMBEDDED_SIGNS.items() if common in text for sign in signs if sign in text]
    possible = {name: fit for name in _called(text) & _RULES.keys() if (fit := _fitting(name, packages)) is not None}
    yaml = "model" in text and any(sign in text for sign in _VALUE_TEXTS)
    sized = ("hisper" in text or "Transcriber" in text or "WHISPER" in text) and _SIZE.search(text) is not None
    weights = "_Weights." in text
    served = "model" in text and (len(text) <= _SMALL or "llm" in text or not packages.isdisjoint(_served()))
    keyed = list(_KEYED.finditer(text)) if served else []
    constants = list(_CONSTANT.finditer(text)) if packages & CONSTANT_PACKAGES else []
    if not (quoted or embedded or possible or yaml or sized or weights or constants or keyed):
        return Selection("")
    page = Page(text)
    marks, prose, files, direct = _names(page, quoted, packages, mentions=mentions)
    if embedded:
        marks.update(_embedded(page, embedded))
    if yaml:
        marks.update(begin for begin, end in page.long_values() if _YAML.search(text, begin, end))
    if sized:
        marks.update(match.start() for match in _SIZE.finditer(text))
    if weights:
        marks.update(match.start() for match in _WEIGHTS.finditer(text))
    marks.update(match.start() for match in (*constants, *keyed))
    weak: dict[int, tuple[int, int, str, Rule]] = {}
    handed: set[int] = set()
    for at, argument, rule in _calls(page, possible, direct, marks, handed):
        line, column = page.place(at)
        weak.setdefault(line - 1, (line, column, argument, rule))
    found = tuple(Direct(match["name"], *page.place(match.start("name")), *rest) for match, *rest in direct.values())
    marked = {page.line(at) for at in marks if not page.in_long_string(at) or not page.in_docstring(at)}
    if not marked:
        return Selection("", prose, files, tuple(weak.values()), found)
    if len(text) <= _SMALL:
        return Selection(text, prose, files, (), found)
    marked.update(page.line(match.start()) for match in _OPEN_KEY.finditer(text))
    kept, open_lines = keep(page, marked, set(weak), {page.line(at) for at in handed})
    return Selection(kept, prose, files, tuple(weak[line] for line in sorted(open_lines)), found)


@cache
def _served() -> frozenset[str]:
    """Packages that ask a service, by the table or by hand."""
    rules = (rule for rules in _RULES.values() for rule in rules if rule.ecosystem in _HOSTED)
    return frozenset(module for rule in rules for module in rule.modules) | {"requests", "httpx", "aiohttp"}


def _names(
    page: Page, quoted: list[re.Match[str]], packages: frozenset[str], *, mentions: bool
) -> tuple[set[int], tuple[Spot, ...], tuple[Spot, ...], dict[int, tuple[re.Match[str], str, str, str]]]:
    """Offsets of quoted names to parse for; names in prose; addresses of files; names that need no parsing."""
    text = page.text
    ollama = "ollama" in text or "Ollama" in text
    marks: set[int] = set()
    prose: list[Spot] = []
    files: list[Spot] = []
    direct: dict[int, tuple[re.Match[str], str, str, str]] = {}
    for match in quoted:
        name, at = match["name"], match.start()
        if page.in_long_string(at):
            if not page.in_docstring(at):
                marks.add(at)
            elif mentions:
                prose.append((name, *page.place(match.start("name"))))
        elif page.in_comment(at):
            if mentions:
                prose.append((name, *page.place(match.start("name"))))
        elif name.startswith("http") and "/resolve/" in name:
            if not page.before(at).endswith(("== ", "!= ", "==")):
                files.append((name, *page.place(match.start("name"))))
        elif (call := _direct(text, at, packages)) is not None:
            direct[call[0]] = (match, *call[1:])
        elif mentions or not _is_aside(page, match, ollama=ollama):
            marks.add(at)
    return marks, tuple(prose), tuple(files), direct


def _is_aside(page: Page, match: re.Match[str], *, ollama: bool) -> bool:
    """Whether a quoted name is compared with, or has no shape of its own and stands behind no word for models."""
    before, after = page.before(match.start()), page.text[match.end() : match.end() + 4].lstrip()
    if "for " in before:  # one of those that a loop goes through
        return False
    if before.rstrip(" ([{").endswith(_COMPARED) or after.startswith(("==", "!=")):
        return True
    name = match["name"]
    if "=" in name or looks_like_model(name):
        return False
    if "/" in name or ":" in name:
        # ``"rewards/chosen": …`` and ``logs["tokens/total"]`` are keys; a model's name is seldom plain words.
        is_key = after.startswith(":") or (before.endswith("[") and before[-2:-1].isidentifier())
        return is_key and _PLAIN.fullmatch(name) is not None
    named = guess(name)
    if named is not None and (named.kind != "ollama" or ollama):
        return False
    return not any(word == "default" or _names_model(word) for word in _WORD.findall(before))


def _embedded(page: Page, signs: list[str]) -> Iterator[int]:
    """Offsets of keys of JSON in strings, of ``pretrained=``, addresses of the Hub and commands, outside comments."""
    fetches = [word for word in _FETCHES if word in page.text]
    for sign in signs:
        at = page.text.find(sign)
        while at >= 0:
            fetched = _is_fetched(page, at, fetches) if sign.endswith(".co/") else True
            if sign in _DOWNLOADS:
                fetched = _WEIGHT_FILES.search(page.text, at, at + 300) is not None
            if fetched and not page.in_comment(at):
                yield at
            at = page.text.find(sign, at + len(sign))


def _is_fetched(page: Page, at: int, fetches: list[str]) -> bool:
    """Whether the address of the Hub at ``at`` is one of a file, or stands in a command that loads it."""
    tail = page.text[at : at + 200].partition('"')[0]
    return any(part in tail for part in _FILES) or any(word in page.before(at) for word in fetches)


def _given(argument: str, page: Page, imported: set[str]) -> set[int] | None:
    """Where the first argument of a call is given a string in this file; nowhere but known if it is imported."""
    first = argument.partition(",")[0].rpartition("=")[2].strip()
    name = first.rpartition(".")[2]
    if not name.isidentifier() or name in ("self", "cls", "True"):
        return set() if name else None
    text, given = page.text, set()
    at = text.find(name)
    while at >= 0:
        if (
            _GIVEN.match(text, at + len(name))
            and not (text[at - 1 : at].isalnum() or text[at - 1 : at] == "_")
            and not page.in_long_string(at)
        ):
            given.add(at)
        at = text.find(name, at + len(name))
    return given or (set() if name.isupper() and first.partition(".")[0] in imported else None)


@lru_cache(maxsize=16384)
def _names_model(word: str) -> bool:
    row = key_of(word)
    return row is not None and row.reads_as != "none"


def _direct(text: str, at: int, packages: frozenset[str]) -> tuple[int, str, str, str] | None:
    """For a name right behind the parenthesis of a call that takes it first: nothing more than this need be known.

    The offset of the parenthesis, the ecosystem, the idiom and the pinned revision.
    """
    before = text[max(at - 120, 0) : at].rstrip()
    if not before.endswith("("):
        return None
    word = _TAIL_NAME.search(before[-60:-1])
    rule = _direct_rule(word[0], packages) if word else None
    if rule is None:
        return None
    opened = text.rfind("(", 0, at)
    arguments = _argument(text, opened)
    if arguments is None or any(".gguf" in part or part.startswith(("repo_type", "*")) for part in arguments):
        return None
    revision = next((m["value"] for part in arguments if (m := _REVISION.match(part))), "")
    return opened, rule.ecosystem, rule.name(packages), revision


@lru_cache(maxsize=16384)
def _direct_rule(name: str, packages: frozenset[str]) -> Rule | None:
    """The rule of a callable whose first argument names a model of the Hub or a data set, whoever it belongs to."""
    fitting = [r for r in _RULES.get(name, ()) if (not r.modules or r.modules & packages) and 0 in r.positions]
    if not fitting or fitting[-1].modules or {r.ecosystem for r in fitting} not in ({"hf"}, {"dataset"}, {"hub"}):
        return None
    return fitting[-1]._replace(ecosystem="hf") if fitting[-1].ecosystem == "hub" else fitting[-1]


@lru_cache(maxsize=16384)
def _telling(name: str) -> bool:
    if name.startswith("http"):
        hub = "huggingface.co/" in name or "hf.co/" in name or "hf-mirror.com/" in name or "tfhub" in name
        return hub or bool(weights_at(name))
    if "://" in name:
        return guess(name) is not None
    if "/" in name:
        head = name.partition("/")[0]
        return (
            looks_like_hub_id(name)
            or (name.count("/") > 1 and head.lower() not in NOT_ORGANISATIONS)
            or (":" in name and guess(name) is not None)
            or (head == "models" and looks_like_model(name))
        )
    return ":" not in name or guess(name) is not None


def _argument(code: str, at: int) -> list[str] | None:
    """The arguments of the call at ``at``, if it is short."""
    opened = code.index("(", at)
    parts: list[str] = []
    depth, begin = 0, opened + 1
    for match in _BRACKET.finditer(code, opened, opened + 600):
        sign, position = match[0], match.start()
        if sign in "([{":
            depth += 1
        elif sign != ",":
            depth -= 1
        if depth == 0 or (depth == 1 and sign == ","):
            parts.append(code[begin:position].strip())
            begin = position + 1
            if depth == 0:
                return parts
    return None


def _naming(arguments: list[str] | None, rule: Rule) -> str | None:
    """The argument that may name the model by ``rule`` (empty: none does), or ``None`` when that cannot be told."""
    if arguments is None or any(part.startswith("*") for part in arguments):
        return None
    found = ""
    for number, part in enumerate(arguments):
        keyword = _KEYWORD.match(part)
        if keyword is None and (number in rule.positions or not rule.positions):
            found = found or part
        elif keyword is not None and (keyword[1] in rule.keywords or "model" in keyword[1] or "file" in keyword[1]):
            value = part[keyword.end() :].strip()
            found = f"{found}, {value}" if found else value
    return found


def _packages(text: str) -> frozenset[str]:
    """The packages of the table that the file imports."""
    found: set[str] = set()
    at = text.find("import ")
    while at >= 0:
        match = _IMPORT.match(text, text.rfind("\n", 0, at) + 1)
        if match:
            found.add(match[1])
            if "_" in match[1]:
                found.add(match[1].partition("_")[0])
        at = text.find("import ", at + 7)
    return frozenset(found & _PACKAGES)


def _calls(
    page: Page,
    possible: dict[str, tuple[frozenset[str], Rule]],
    direct: Container[int],
    marks: set[int],
    handed: set[int],
) -> Iterator[tuple[int, str, Rule]]:
    """Mark calls that a rule may fit and whose argument is written in the file; yield those that only the run knows.

    ``handed`` gets the offsets of those whose argument is a name: who calls the function around them may give it.
    """
    imported = _imported_names(page.text) if possible else set()
    written: dict[str, set[int] | None] = {}
    for at, rule in _fitting_calls(page, possible, imported):
        if page.text.index("(", at) in direct:
            continue
        argument = _naming(_argument(page.text, at), rule)
        # A builder names itself: ``resnet50(pretrained=True)``, ``VGG16(include_top=False)``.
        built = rule.ecosystem.endswith("-builder") and argument not in _BUILT_EMPTY[rule.ecosystem]
        if argument is None or built or '"' in argument or "'" in argument:
            marks.add(at)
            continue
        handed.add(at)
        if argument not in written:
            written[argument] = _given(argument, page, imported)
        if (given := written[argument]) is not None:
            marks.add(at)
            marks.update(given)
        elif argument:
            yield at, argument, rule


def _fitting_calls(
    page: Page, possible: dict[str, tuple[frozenset[str], Rule]], names_imported: set[str]
) -> Iterator[tuple[int, Rule]]:
    """Offsets of calls that a rule may fit, with what the file imports."""
    text = page.text
    for name, (inner, rule) in possible.items():
        imported = not rule.modules or name in names_imported or "*" in names_imported
        written = f"{name}("
        at = text.find(written)
        while at >= 0:
            before = text[max(at - 40, 0) : at]
            if before.endswith("."):
                owner = _TAIL_NAME.search(before[:-1])
                # ``import clip as openai_clip``
                fits = not inner or owner is None or owner[0] in inner or f" as {owner[0]}" in text
            else:
                fits = imported and not before[-1:].isalnum() and before[-1:] != "_" and not before.endswith("def ")
            if fits and not page.in_long_string(at):
                yield at, rule
            at = text.find(written, at + len(written))


def _called(code: str) -> set[str]:
    """Names right before a parenthesis. Splitting is ten times as fast as a pattern here."""
    found = set()
    for piece in code.split("("):
        name = piece[-48:].rpartition(".")[2].rpartition(" ")[2]
        if not name.isidentifier():
            match = _TAIL_NAME.search(name)
            name = match[0] if match else ""
        found.add(name)
    return found


@lru_cache(maxsize=16384)
def _fitting(name: str, packages: frozenset[str]) -> tuple[frozenset[str], Rule] | None:
    """What must stand before a callable's last name (empty: anything), and its rules as one; ``None``: none fits."""
    fitting = [
        rule
        for rule in _RULES[name]
        if (not rule.modules or rule.modules & packages)
        and rule.ecosystem not in ("mention", "ui", "url", "ollama-mention")
    ]
    if not fitting:
        return None
    before = [rule.path[-2] if len(rule.path) > 1 else "*" for rule in fitting]
    wanted = frozenset() if "*" in before or "chat" in before else frozenset(before)
    return wanted, _merged(fitting)


def _merged(rules: list[Rule]) -> Rule:
    """One rule with the arguments of all: which of them applies only the syntax tree tells."""
    return rules[-1]._replace(
        modules=frozenset() if any(not rule.modules for rule in rules) else rules[-1].modules,
        positions=tuple(sorted({position for rule in rules for position in rule.positions})),
        keywords=tuple({word: None for rule in rules for word in rule.keywords}),
    )


def _imported_names(text: str) -> set[str]:
    """The words of all import statements; ``*`` among them for a star import."""
    words: set[str] = set()
    at = text.find("import ")
    while at >= 0:
        end = text.find("\n", at)
        line = text[at + 7 : end if end >= 0 else len(text)]
        if "(" in line and ")" not in line:
            line = text[at + 7 : max(text.find(")", at), at + 7)]
        words.update(_WORD.findall(line[:4000]))
        at = text.find("import ", at + 7)
    return words
