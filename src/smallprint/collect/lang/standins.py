"""Whether test code really calls a model, or puts a stand-in in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

__all__ = ["Standins", "is_test_path"]

_REAL_KEY = re.compile(
    r"(?:getenv|process\.env|(?-i:\bENV\b|\benv[.(])|GetEnvironmentVariable|env::var|System\.get_env|environment|Deno\.env)[^\n]{0,60}"
    r"(?:KEY|TOKEN|MODEL\w*[\"')]{0,3}\s{0,9}(?:\?\?|\|\||\.unwrap_or))",
    re.IGNORECASE,
)
#: A call of a service, in a test that has no stand-in for it.
_VERBS = (
    r"chat|complet|create|generate|invoke|embed|ask|stream|message|response|image|audio|speech|transcri|fine|moderat|"
    r"assistant|send|predict|infer|rerank"
)
_LIVE = re.compile(
    r"(?i:client|open_?ai|anthropic|gemini|ollama|mistral|llm)\w{0,12}\s?"
    rf"(?:\.\s?(?i:{_VERBS}|model\()|(?:->|::)(?:{_VERBS}))\w*+(?![\"'])"
)
_IMPORT = re.compile(r"^[ \t]*+(?:import|use|using|package|alias|namespace)\b[^\n]*", re.MULTILINE)
_CALLS = re.compile(rf"(?:\.|->|::)\s?(?:{_VERBS})", re.IGNORECASE)
_TEST_PATH = re.compile(
    r"mock|stories\.|tests?\.(?:java|cs|kt|php|rs|swift|scala|dart)$|[._]tests?[.-]|test_?utils?/|unittests?/|/testing/|(?:database|tests?|spec)/factories/|_spec\.|/(?:common|jvm|js|native|android|unit)test/"
)
_MOCK = re.compile(r"mock|stub|vcr|nock|fake|spyOn|httptest", re.IGNORECASE)
_DOUBLE = re.compile(
    r"mock|stub|vcr|webmock|nock|fake|WireMock|httptest|spyOn|test-key|\"123\"|dummy|faux|cassette|(?<!\[test)fixture",
    re.IGNORECASE,
)
#: Stand-ins that a file puts up once for all its tests.
_FOR_ALL = re.compile(r"vcr|cassette|webmock|wiremock|nock|httptest", re.IGNORECASE)
#: A file that is run against the real service, by its name or its folder: ``chat.int.test.ts``.
_INTEGRATION = re.compile(r"\.(?:int|live)\.(?:test|spec)\.|(?:^|/)(?:integration|live)[-_]tests?/")
#: The same by a name that may speak of any service: then a model must be asked.
_NAMED = re.compile(
    r"[/_.-](?:integration|live|e2e)[_-]?(?:tests?|spec)\.\w+$|(?:^|/)(?:tests?|spec)/(?:integration|live|e2e)/"
)
_ASKS = re.compile(
    r"(?:\.|->|::|\(\w{1,30}/)(?:create-)?(?:chat|complet|generate|invoke|embed|transcri)", re.IGNORECASE
)
#: The mark of a test that is run against the real service.
_MARKED = re.compile(
    r"integration_?-?tests?\b|@tag:?\s+:?(?:integration|live|external)|\bTag\(\"(?:integration|live)|"
    r"EnabledIfEnvironmentVariable|:integration\b|Category\",\s*\"Integration",
    re.IGNORECASE,
)
#: Where a test begins, its marks included.
_HEAD = re.compile(
    r"^[ \t]*+(?:@(?:Test|Tag|tag|ParameterizedTest|EnabledIf|Disabled)\b|"
    r"\[(?:Fact|Theory|Test|TestMethod|SkippableFact|Trait)\b|"
    r"#\[(?:\w+::)?(?:test|ignore|Test)\b|(?:test|it|specify|example|scenario)\b[ \t]*[(\"']|"
    r"(?:async[ \t]+)?fn[ \t]+\w*test|func[ \t]+(?:\(\w+[ \t]+\S+[ \t]+)?[tT]est|"
    r"def[ \t]+test_|(?:public[ \t]+)?function[ \t]+test)",
    re.MULTILINE,
)


def is_test_path(path: str) -> bool:
    """Whether a path (in lower case) says that the file is test code, where folders alone do not say it."""
    return bool(_TEST_PATH.search(path))


class Standins:
    """What a test file says about what its tests call: as a whole, and each of its tests for itself."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        # A folder of unit tests says it for all of its files.
        unit = "/unit/" in f"/{path.lower()}"
        self._mock = unit or bool(_MOCK.search(text))
        double = unit or bool(_DOUBLE.search(text))
        self._calls = bool(
            _INTEGRATION.search(path.lower())
            or (_NAMED.search(path.lower()) and _ASKS.search(text))
            or _REAL_KEY.search(text)
            or _LIVE.search(_IMPORT.sub("", text))
        )
        self._double = double or not self._calls
        self._for_all = double and bool(_FOR_ALL.search(text))
        #: Where each test begins; only looked for where some tests may be real and others not.
        self._starts = list(_starts(text)) if self._double or self._mock else []

    def replaces_weights(self, offset: int) -> bool:
        """Whether something stands in for weights at ``offset``; a picture among the fixtures does not."""
        return self._mock and not self._is_real(offset)

    def calls_local(self, offset: int) -> bool:
        """Whether the tests call a server on the own machine, which wants no key, with nothing in its place."""
        return (self._calls and not self._mock) or self._is_real(offset)

    def replaces_service(self, offset: int) -> bool:
        """Whether something stands in for the service at ``offset``, or the code only shapes a request."""
        return self._double and not self._is_real(offset)

    def _is_real(self, offset: int) -> bool:
        """Whether the test around ``offset`` says of itself that it calls the real service."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return False
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        block = self.text[self._starts[number] : end]
        if _DOUBLE.search(block):
            return False
        keyed = not self._for_all and _REAL_KEY.search(block) and _CALLS.search(block)
        return bool(_MARKED.search(block) or keyed)


def _starts(text: str) -> Iterable[int]:
    """Offsets at which tests begin; the marks before a test belong to it."""
    marked = -1
    for match in _HEAD.finditer(text):
        head = match[0].lstrip()
        # Between a mark and its test stand other marks only.
        if marked < 0 or any(line.strip()[:1] not in "@[#" for line in text[marked : match.start()].split("\n")[1:]):
            yield match.start()
        marked = match.end() if head[0] in "@[#" else -1
