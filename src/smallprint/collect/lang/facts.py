"""What a file says about itself: its libraries, its clients and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from smallprint.collect.idioms.lang_libraries import AI_PATHS, AI_WORDS
from smallprint.collect.idioms.lang_names import BASE_URL
from smallprint.collect.lang.imports import imports_of
from smallprint.collect.lang.paths import callee
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.tokens import Code
from smallprint.collect.lang.words import library_of, names_model
from smallprint.collect.urls import host_of_url

__all__ = ["LOCAL", "Facts"]

#: Ecosystems of libraries that load weights themselves, as opposed to hosts.
LOCAL = frozenset({"hf", "gguf"})

_IMPORT = re.compile(
    r"^[ \t]*+(?:@?import|from|require|require_relative|use|using|alias|extern crate|#include|library|open|include|"
    r"package|namespace|Mix\.install|\{:)\b[^\n]*|\b(?:require|import)[ \t]{0,9}\(\s{0,99}[\"'][^\"'\n]*|"
    r"\bfrom[ \t]{1,9}[\"'][^\"'\n]*|"
    r"^[ \t]*+\"[\w./@-]+\"$|^[ \t]*+(?:\w+[ \t]+)?\"[\w.-]+\.[a-z]+/[\w./-]+\"$|\bhttps://(?:cdn|esm|unpkg)[^\s\"']*",
    re.MULTILINE,
)
_SPEAKS = re.compile(r"\bAI\b|\bLLMs?\b|[pP]rompt")
_MOST = 300


class Facts:
    """The surroundings of every name in one file."""

    def __init__(self, code: Code, source: str) -> None:
        self.code = code
        self._source = source[:50_000]
        self._clients: dict[str, str] = {}
        self._addresses: dict[int, str] = {}
        self._hosts: set[str] = set()
        self._looked = False

    @cached_property
    def _import_lines(self) -> str:
        return "\n".join(match[0] for match in _IMPORT.finditer(self._source))

    @cached_property
    def imports(self) -> str:
        """The import lines, their letters and digits only."""
        return re.sub(r"[^a-z0-9\n]", "", self._import_lines.lower())

    @cached_property
    def libraries(self) -> set[str]:
        """Hosts and ecosystems of the imports, or of the modules that are named where none is needed."""
        lines = self._import_lines.split("\n")
        if self.code.syntax.name in ("elixir", "livebook"):
            lines += [name for name in self.code.uses if name[:1].isupper()]
        return {owner for line in lines if (owner := library_of(line))}

    @cached_property
    def works_with_models(self) -> bool:
        """Whether the file works with models at all."""
        names = "\n".join(list(self.code.uses)[:20_000]).lower().replace("_", "") + "\n" + self.imports
        return any(word in names for word in AI_WORDS) or any(path in self._source for path in AI_PATHS)

    @cached_property
    def speaks_of_models(self) -> bool:
        """Whether the file works with models, or its texts speak of them."""
        return self.works_with_models or bool(_SPEAKS.search(self._source))

    @cached_property
    def _constants(self) -> tuple[dict[str, str], tuple[str, ...]]:
        return imports_of(self.code)

    @property
    def imported(self) -> dict[str, str]:
        """Constant -> the class, module or package that an import takes it from."""
        return self._constants[0]

    @property
    def imported_all(self) -> tuple[str, ...]:
        """Classes and modules of which an import takes everything."""
        return self._constants[1]

    @property
    def clients(self) -> dict[str, str]:
        """Variable -> host of the client that it holds."""
        self._look()
        return self._clients

    @property
    def addresses(self) -> dict[int, str]:
        """First token of a statement -> host of the address that stands in it."""
        self._look()
        return self._addresses

    @property
    def hosts(self) -> set[str]:
        """Hosts of all addresses and clients of the file."""
        self._look()
        return self._hosts

    def _look(self) -> None:
        """Look for clients and addresses, once, when the first model of the file is found."""
        if not self._looked:
            self._looked = True
            self._find_clients()
            self._find_addresses()

    def has(self, words: str, path: Iterable[str] = ()) -> bool:
        """Whether one of ``a|b|c`` occurs in the imports of the file, or in a name of ``path`` but its last."""
        names = [name.lower() for name in path]
        return any(
            word in self.imports or word in self.libraries or any(word in name for name in names[:-1])
            for word in words.split("|")
        )

    def _find_clients(self) -> None:
        code = self.code
        owners = {name: owner for name in code.uses if (owner := library_of(name))}
        for token in sorted(token for name in owners for token in code.uses[name][:50])[:_MOST]:
            if token + 1 >= len(code) or code.text[token + 1] not in ("(", "<", ".", "::", "{", "!"):
                continue
            text = code.text[token]
            owner = owners[text.lstrip("@$#")]
            slot = slot_of(code, token)
            if (
                slot.how in ("assign", "key")
                and slot.name
                and slot.name != text
                and not slot.listed
                and not names_model(slot.name)
            ):
                self._clients.setdefault(slot.name.lstrip("@$#_"), owner)
                self._hosts.add(owner)
            elif slot.how == "assign" and names_model(slot.name):
                self._clients.setdefault(slot.name, owner)

    def _find_addresses(self) -> None:
        code, seen = self.code, 0
        for token, kind in enumerate(code.kind):
            if kind != "str" or "://" not in code.text[token] or seen > _MOST:
                continue
            host = host_of_url(code.text[token])
            if not host:
                continue
            seen += 1
            slot = slot_of(code, token)
            if not (BASE_URL.search(slot.name) or (slot.path and BASE_URL.search(slot.path[-1]))):
                continue
            self._hosts.add(host)
            if slot.how == "assign" and slot.name:
                self._address_variable(slot.name, host)
            self._note_address(token, host)

    def _address_variable(self, name: str, host: str) -> None:
        for use in self.code.uses.get(name, ())[:20]:
            self._note_address(use, host)

    def _note_address(self, token: int, host: str) -> None:
        self._addresses[self.statement(token)] = host
        if variable := self._holder(token):
            self._clients[variable] = host

    def _holder(self, token: int) -> str:
        """The variable of the statement that a token is part of."""
        first = self.statement(token)
        text, kind = self.code.text, self.code.kind
        sign = next((at for at in range(first, min(first + 8, len(self.code))) if text[at] in ("=", ":=")), -1)
        if sign <= first:
            return ""
        name = text[sign - 1] if kind[sign - 1] == "id" else ""
        for at in range(first + 1, sign):
            if text[at] == ":" and kind[at - 1] == "id":
                name = text[at - 1]
        return name.lstrip("@$#_") if not BASE_URL.search(name) else ""

    def statement(self, token: int) -> int:
        """The first token of the statement that holds ``token``."""
        code, at = self.code, token
        for _ in range(400):
            before = at - 1
            if (
                before < 0
                or code.text[before] == ";"
                or (code.text[before] == "}" and code.fresh[at] and code.parent[before] == code.parent[at])
            ):
                return at
            bracket = code.parent[at]
            if before == bracket:
                if code.text[bracket] == "{" and (
                    code.text[bracket - 1] in (")", "=>", "else", "try", "do", "->") or bracket == 0
                ):
                    return at
                at = bracket
                continue
            fresh = code.fresh[at] and code.syntax.lines_end and (bracket < 0 or code.text[bracket] == "{")
            if fresh and code.text[at] not in (".", "?.", ")", "]", "}", "|>", "??") and code.text[before] not in (
                ",", "=", ":=", "(", "[", "{", "|>", ".",
            ):  # fmt: skip
                return at
            if code.text[before] in (")", "]", "}") and 0 <= code.match[before] < before:
                at = code.match[before]
            else:
                at = before
        return at

    def host_at(self, token: int, path: tuple[str, ...]) -> str:
        """The host that surely runs the model named at ``token``, called through ``path``, or the empty string."""
        if self.addresses and (host := self.addresses.get(self.statement(token))):
            return host
        for name in path:
            if host := self.clients.get(name.lstrip("@$#_")):
                return host
        for name in reversed(path):
            if host := library_of(name):
                return host
        return ""

    def call_around(self, token: int) -> tuple[str, ...]:
        """The dotted name of the nearest call whose arguments hold ``token``, or ``()``."""
        bracket = self.code.parent[token]
        for _ in range(6):
            if bracket < 0:
                return ()
            if self.code.text[bracket] in ("(", "{"):
                path, _ = callee(self.code, bracket)
                if path and path[-1] not in ("Some", "json", "of", "format"):
                    return path
            bracket = self.code.parent[bracket]
        return ()
