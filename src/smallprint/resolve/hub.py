"""Ask the Hub what it says about a model: the only module that uses the network, for ``smallprint lock`` alone.

Everything goes through ``huggingface_hub`` (token, ``HF_ENDPOINT``, ``HF_HUB_OFFLINE`` and proxies are its own matter),
with its client under guard: answers are cut off by size and by total time, compressed ones included; a redirect is
followed on the same host only, so that a token cannot follow it elsewhere; and what is shown of an error are words of
ours, never the answer or the request.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from smallprint.resolve.card import from_metadata
from smallprint.resolve.licencefile import digest_of, identified, licence_files
from smallprint.resolve.lockfile import Entry, LockFile, Text
from smallprint.text import safe

if TYPE_CHECKING:
    from smallprint.resolve.graph import Matcher

__all__ = ["Answers", "Hub", "HubError", "gather"]

#: ``gone``: not there, or private. ``denied``: we may not look. ``limited``, ``unreachable``, ``offline``: nobody could
#: be asked. ``bad``: an answer that is none.
Kind = Literal["gone", "denied", "limited", "unreachable", "offline", "bad"]

_MAX_METADATA = 16 * 1024 * 1024
_MAX_TEXT = 1024 * 1024
_MAX_REDIRECTS = 5
_MAX_ASKED = 5_000
#: The longest that a server may send us to wait.
_MAX_WAIT = 120.0
_CONNECT_SECONDS = 10.0
#: So many models in a row without an answer, and the rest is not tried.
_GIVE_UP_AFTER = 3
#: Keys of a card that an entry is made from.
_READ = ("license", "license_name", "license_link", "base_model", "base_model_relation", "datasets")
_HEX = frozenset("0123456789abcdef")


class HubError(Exception):
    """Why a model could not be asked about, in one line that is safe to show."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class _RefusedError(Exception):
    """An answer that the guard does not let through."""


@dataclass
class Answers:
    """What asking brought: entries by id, and why others have none."""

    entries: dict[str, Entry] = field(default_factory=dict)
    failed: dict[str, HubError] = field(default_factory=dict)
    #: Whether the number of models that one run asks about was reached.
    cut: bool = False


class Hub:
    """The Hub as ``huggingface_hub`` sees it. ``seconds`` is the time that one request may take in all."""

    def __init__(
        self,
        matcher: Matcher,
        *,
        endpoint: str | None = None,
        token: str | None = None,
        seconds: float = 60.0,
        tries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import huggingface_hub
        from huggingface_hub import constants

        # The library would fetch a list of programs to look for on this machine, and tell the Hub what it found.
        constants.HF_HUB_DISABLE_TELEMETRY = True
        self._matcher = matcher
        self._tries = tries
        self._sleep = sleep
        self._api = huggingface_hub.HfApi(endpoint=endpoint, token=token)
        self._guard = _Guard(seconds)
        self._guard.install()

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self._api.endpoint).hostname or "the Hub"

    def ask(self, canonical: str, today: str) -> Entry:
        """The entry of ``hf:ID`` or ``dataset:ID`` as of ``today``. Raises ``HubError``."""
        ecosystem, _, name = canonical.partition(":")
        info = self._patiently(partial(self._metadata, ecosystem, name))
        found, revision, files, entry = self._entry(canonical, today, info)
        texts: list[Text] = []
        unread: list[str] = []
        for file in files:
            try:
                data = self._patiently(partial(self._text, ecosystem, found, revision, file))
            except HubError as error:
                if error.kind not in ("denied", "gone"):
                    raise
                unread.append(file)
                continue
            if data is None:
                unread.append(file)
            elif data.strip():
                texts.append(Text(file, digest_of(data), identified(data, file, self._matcher)))
        return replace(entry, texts=tuple(texts), unread=tuple(unread))

    def _metadata(self, ecosystem: str, name: str) -> Any:
        self._guard.limit = _MAX_METADATA
        if ecosystem == "dataset":
            return self._api.dataset_info(
                name, timeout=_CONNECT_SECONDS, expand=["cardData", "gated", "sha", "siblings", "tags"]
            )
        return self._api.model_info(
            name,
            timeout=_CONNECT_SECONDS,
            expand=["cardData", "gated", "pipeline_tag", "sha", "siblings", "tags"],
        )

    def _text(self, ecosystem: str, name: str, revision: str, file: str) -> bytes | None:
        """A licence file at a revision; ``None`` where it is larger than any licence."""
        from huggingface_hub import get_session, hf_hub_url
        from huggingface_hub.utils import build_hf_headers, hf_raise_for_status  # type: ignore[attr-defined]

        kind = "dataset" if ecosystem == "dataset" else "model"
        url = hf_hub_url(name, file, repo_type=kind, revision=revision, endpoint=self._api.endpoint)
        self._guard.limit = _MAX_TEXT
        self._guard.cut = False
        response = get_session().get(url, headers=build_hf_headers(token=self._api.token), timeout=_CONNECT_SECONDS)
        hf_raise_for_status(response)
        if response.headers.get("content-type", "").startswith("text/html") and not file.lower().endswith(".html"):
            raise _RefusedError(f"a web page in place of {safe(file, 60)}")
        return None if self._guard.cut else bytes(response.content)

    def _entry(self, canonical: str, today: str, info: Any) -> tuple[str, str, tuple[str, ...], Entry]:
        """Id, commit, licence files and entry from an answer, whose types nobody has checked yet."""
        ecosystem = canonical.partition(":")[0]
        found, revision, tags, siblings = info.id, info.sha, info.tags or [], info.siblings or []
        data = info.card_data.to_dict() if hasattr(info.card_data, "to_dict") else info.card_data
        if not isinstance(found, str) or not 0 < len(found) <= 200 or not isinstance(revision, str):
            raise HubError("bad", "the answer names no repository or no revision")
        if not (40 <= len(revision) <= 64 and set(revision) <= _HEX):
            raise HubError("bad", "the answer names no commit")
        if not isinstance(data, dict | None) or not _are_texts(tags):
            raise HubError("bad", "the answer has a card or tags of the wrong type")
        # The Hub checks a card when it is uploaded: a value of another type is no card's, and says nothing.
        if wrong := next((key for key in _READ if not _is_text_or_texts((data or {}).get(key))), ""):
            raise HubError("bad", f"the answer has a card whose {wrong} is of the wrong type")
        if not _are_texts([file.rfilename for file in siblings]):
            raise HubError("bad", "the answer has a list of files of the wrong type")
        task = getattr(info, "pipeline_tag", None)
        card = from_metadata({"pipeline_tag": task, **(data or {})}, tags)
        names = [file.rfilename for file in siblings if "/" not in file.rfilename]
        now = f"{ecosystem}:{found}"
        entry = Entry(
            id=canonical,
            revision=revision,
            date=today,
            label=card.label,
            name=card.name,
            link=card.link,
            bases=tuple(sorted(base for base in card.bases if base[0] not in (canonical, now))),
            datasets=tuple(sorted(card.datasets)) if ecosystem == "hf" else (),
            modality=card.modality,
            gated=info.gated if info.gated in ("auto", "manual") else "",
            renamed=now if now != canonical else "",
        )
        return found, revision, licence_files(names), entry

    def _patiently(self, call: Callable[[], Any]) -> Any:
        """Call, and call again after what may pass: 429 as long as the server asks for, 5xx, a broken connection."""
        wait = 1.0
        for left in range(self._tries - 1, -1, -1):
            try:
                return call()
            except HubError:
                raise
            except Exception as error:  # the client passes on whatever a wrong answer does to it
                reason, pause = _explain(error, self.host)
                if pause is None or left == 0 or pause > _MAX_WAIT:
                    raise reason from None
                self._sleep(max(pause, wait))
                wait *= 2
        raise HubError("unreachable", f"{self.host} could not be asked")


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text_or_texts(value: Any) -> bool:
    """Whether a card can hold ``value`` where names stand; a name may look like a number."""
    parts = value if isinstance(value, list) else [value]
    return all(part is None or isinstance(part, str | int | float) for part in parts)


def gather(
    hub: Hub,
    wanted: Iterable[str],
    today: str,
    *,
    keep: LockFile | None = None,
    follow: bool = True,
) -> Answers:
    """Ask about models and, if ``follow``, about their bases, and those of their bases.

    What ``keep`` holds is not asked again, only followed. Never raises: who gave no answer is in ``failed``.
    """
    answers = Answers()
    queue: deque[str] = deque(dict.fromkeys(wanted))
    seen = set(queue)
    stopped: HubError | None = None
    silent = 0
    while queue:
        id = queue.popleft()
        entry = keep.get(id) if keep is not None else None
        if entry is None:
            if stopped is not None:
                answers.failed[id] = stopped
                continue
            if len(answers.entries) + len(answers.failed) >= _MAX_ASKED:
                answers.cut = True
                break
            try:
                entry = answers.entries[id] = hub.ask(id, today)
                silent = 0
            except HubError as error:
                answers.failed[id] = error
                silent = silent + 1 if error.kind == "unreachable" else 0
                if error.kind in ("limited", "offline") or silent >= _GIVE_UP_AFTER:
                    stopped = HubError(error.kind, f"not asked: {error.reason}")
                continue
        for base, _ in entry.bases if follow else ():
            if base.startswith("hf:") and base not in seen:
                seen.add(base)
                queue.append(base)
    return answers


def _explain(error: Exception, host: str) -> tuple[HubError, float | None]:
    """An error in words of ours, and how long to wait before it is worth another try (``None``: it is not)."""
    from huggingface_hub.errors import DisabledRepoError, HFValidationError, OfflineModeIsEnabled

    if isinstance(error, OfflineModeIsEnabled):
        return HubError("offline", "HF_HUB_OFFLINE is set, and only the Hub can answer"), None
    if isinstance(error, _RefusedError):
        return HubError("bad", f"{host}: {error}"), None
    if isinstance(error, HFValidationError):
        return HubError("gone", "not an id that the Hub can have"), None
    response: Any = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if isinstance(status, int) and status >= 400:
        code = str(response.headers.get("x-error-code", ""))
        said = str(response.headers.get("x-error-message", ""))
        if status == 401 and (said.startswith("Invalid credentials") or code == "GatedRepo"):
            return HubError("denied", f"{host}: the token is refused, or one is needed (HTTP 401)"), None
        # Without a token the Hub answers 401 for what does not exist, so that nobody can search for private names.
        if isinstance(error, DisabledRepoError) or status in (401, 404, 410, 451) or code == "RepoNotFound":
            return HubError("gone", f"{host}: not there, or private (HTTP {status})"), None
        if status == 403:
            return HubError("denied", f"{host}: no access with this token (HTTP 403)"), None
        if status == 429:
            pause = _retry_after(response.headers)
            asked = f"; it asks to wait {pause:.0f} s" if pause > _MAX_WAIT else ""
            return HubError("limited", f"{host}: too many requests (HTTP 429){asked}"), pause
        if status >= 500 or status == 408:
            return HubError("unreachable", f"{host}: out of order (HTTP {status})"), _retry_after(response.headers)
        return HubError("bad", f"{host}: HTTP {status}"), None
    if isinstance(error, TimeoutError):
        return HubError("unreachable", f"{host}: no whole answer in time"), None
    if any(base.__name__ == "TransportError" for base in type(error).__mro__):
        return HubError("unreachable", f"{host}: no connection ({type(error).__name__})"), 0.0
    return HubError("bad", f"{host}: the answer is none of the Hub's API ({type(error).__name__})"), None


def _retry_after(headers: Any) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or a date; 0 where it says nothing that can be read."""
    from email.utils import parsedate_to_datetime

    value = str(headers.get("retry-after", "")).strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


class _Guard:
    """Puts a client with limits in place of the one that ``huggingface_hub`` would make."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        #: Bytes that the next answer may have, and whether it had more.
        self.limit = _MAX_METADATA
        self.cut = False

    def install(self) -> None:
        """Make the guarded client the one that every call of ``huggingface_hub`` in this process uses."""
        from huggingface_hub import close_session, get_session, set_client_factory

        plain = get_session()
        # The library's own class, also where a guard is in place already.
        base: Any = next(kind for kind in reversed(type(plain).__mro__) if kind.__name__ == "Client")
        hooks = plain.event_hooks
        made = _client_class(base, self)
        close_session()
        set_client_factory(lambda: made(event_hooks=hooks, timeout=_CONNECT_SECONDS))


def _client_class(base: Any, guard: _Guard) -> Any:
    """A client class over ``base``: httpx for huggingface_hub 1, its successor for 2."""
    library = sys.modules[base.__module__.partition(".")[0]]

    class Client(base):  # type: ignore[misc]
        def send(self, request: Any, **options: Any) -> Any:
            options.update(stream=True, follow_redirects=False)
            for _ in range(_MAX_REDIRECTS):
                # Only what we can cut off while it unpacks; a client may have better codecs installed than we guard.
                request.headers["accept-encoding"] = "gzip"
                response, body = _within(guard.seconds, partial(_whole, super().send, request, options, guard))
                following = response.next_request
                if following is None:
                    headers = [
                        (key, value)
                        for key, value in response.headers.multi_items()
                        if key.lower() not in ("content-encoding", "content-length", "transfer-encoding")
                    ]
                    return library.Response(response.status_code, headers=headers, content=body, request=request)
                if not _same_host(request.url, following.url):
                    raise _RefusedError(
                        f"a redirect to another host, {safe(following.url.host or '?', 100)}; not followed"
                    )
                request = following
            raise _RefusedError("too many redirects")

    return Client


def _whole(send: Callable[..., Any], request: Any, options: dict[str, Any], guard: _Guard) -> tuple[Any, bytes]:
    response = send(request, **options)
    try:
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise _RefusedError(f"an answer in a coding that was not asked for ({safe(coding, 40)})")
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > guard.limit:
                if guard.limit == _MAX_TEXT and response.status_code < 300:
                    guard.cut = True
                    return response, b""
                raise _RefusedError(f"an answer of more than {guard.limit // (1024 * 1024)} MiB")
        return response, bytes(body)
    finally:
        response.close()


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """The result of ``call`` if it comes in time. A socket's timeout starts anew with every byte."""
    result: list[Any] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(call())
        except BaseException as error:  # handed to the caller below
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not result:
        raise TimeoutError
    return result[0]


def _same_host(one: Any, other: Any) -> bool:
    """Same host and port, or the same host with encryption added; never a step from https down to http."""
    if one.host != other.host:
        return False
    return bool(other.scheme == "https") or (one.scheme, one.port) == (other.scheme, other.port)
