"""A server on the loopback address that speaks as much of the Hub's API as pinning needs, and misbehaves on request."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "a" * 40


@dataclass
class Repository:
    """A model or data set: front matter, tags and files at one commit."""

    card: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    gated: Any = False
    sha: str = COMMIT
    #: The id that the Hub answers with, where the repository was renamed.
    now: str = ""
    task: str | None = None

    def info(self, name: str) -> dict[str, Any]:
        return {
            "_id": "0", "id": self.now or name, "sha": self.sha, "cardData": self.card, "tags": self.tags,
            "gated": self.gated, "pipeline_tag": self.task, "siblings": [{"rfilename": file} for file in self.files],
        }  # fmt: skip


@dataclass
class Request:
    path: str
    headers: dict[str, str]


#: Answers a request itself; returns False to let the server answer as usual.
Trouble = Callable[[BaseHTTPRequestHandler], bool]


class HubServer:
    """The state of the server: repositories by ``models/org/name`` or ``datasets/…``, and troubles by path part."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.troubles: list[tuple[str, Trouble]] = []
        self.requests: list[Request] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def model(self, name: str, **repository: Any) -> Repository:
        made = self.repositories[f"models/{name}"] = Repository(**repository)
        return made

    def on(self, part: str, trouble: Trouble) -> None:
        """Let ``trouble`` answer every request whose path holds ``part``."""
        self.troubles.append((part, trouble))

    def asked(self, part: str = "") -> list[Request]:
        return [request for request in self.requests if part in request.path]

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append(Request(handler.path, {key.lower(): value for key, value in handler.headers.items()}))
        for part, trouble in self.troubles:
            if part in handler.path and trouble(handler):
                return
        path = unquote(urlsplit(handler.path).path)
        if path.startswith("/api/"):
            key = path.removeprefix("/api/")
            repository = self.repositories.get(key)
            if repository is None:
                reply(handler, 404, b'{"error":"Repository not found"}', {"X-Error-Code": "RepoNotFound"})
            else:
                reply_json(handler, repository.info(key.partition("/")[2]))
            return
        name, _, rest = path.lstrip("/").partition("/resolve/")
        key = name if name.startswith("datasets/") else f"models/{name}"
        repository = self.repositories.get(key) or next(
            (found for found in self.repositories.values() if found.now and f"models/{found.now}" == key), None
        )
        revision, _, file = rest.partition("/")
        if repository is None or revision != repository.sha or file not in repository.files:
            reply(handler, 404, b"Entry not found", {"X-Error-Code": "EntryNotFound"})
        else:
            reply(handler, 200, repository.files[file], {"Content-Type": "text/plain; charset=utf-8"})


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None) -> bool:
    handler.send_response(status)
    for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(key, value)
    handler.end_headers()
    handler.wfile.write(body)
    return True


def reply_json(handler: BaseHTTPRequestHandler, data: Any) -> bool:
    return reply(handler, 200, json.dumps(data).encode(), {"Content-Type": "application/json"})


def status(code: int, **headers: str) -> Trouble:
    """Answer with an error; header names are given with ``_`` for ``-``."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return lambda handler: reply(handler, code, b'{"error":"no"}', named)


def times(count: int, trouble: Trouble) -> Trouble:
    """``trouble`` for the first ``count`` requests, then none."""
    left = [count]

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        left[0] -= 1
        return left[0] >= 0 and trouble(handler)

    return answer


def body(data: bytes, kind: str = "application/json", **headers: str) -> Trouble:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return lambda handler: reply(handler, 200, data, {"Content-Type": kind, **named})


@lru_cache(maxsize=1)
def _packed() -> bytes:
    return gzip.compress(bytes(200 * 1024 * 1024), 9)


def bomb(handler: BaseHTTPRequestHandler) -> bool:
    """200 kB of gzip that unpack to 200 MB."""
    return body(_packed(), Content_Encoding="gzip")(handler)


def redirect(url: str) -> Trouble:
    return lambda handler: reply(handler, 302, b"", {"Location": url})


def cut_off(handler: BaseHTTPRequestHandler) -> bool:
    """Announce more than is sent, then hang up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "a/b", "sha": "')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)
    return True


def drip(headers_too: bool = False) -> Trouble:
    """One byte after the other, forever; with ``headers_too`` already in the headers."""

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        try:
            if not headers_too:
                handler.send_response(200)
                handler.send_header("Content-Length", "100000")
                handler.end_headers()
            else:
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(400):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass  # the client hung up, as it should
        handler.close_connection = True
        return True

    return answer


@contextmanager
def running() -> Iterator[HubServer]:
    state = HubServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.handle(self)

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: Any) -> None:
            """Clients hang up here on purpose."""

    server = Server(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
