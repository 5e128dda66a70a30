"""Addresses: of the Hugging Face Hub, of hosts, and those that call a model by name."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from smallprint.collect.idioms.hosts import DOMAINS, MODEL_IN_ADDRESS
from smallprint.collect.placeholders import is_placeholder
from smallprint.late import late

__all__ = ["HUB_ID", "HubUrl", "addressed", "host_of_url", "parse_hub_url"]

#: ``org/name``.
HUB_ID = late(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}")
_ADDRESS = late("|".join(f"(?:{pattern.replace('(?P<name>', f'(?P<_{number}>')})"
                         for number, (pattern, _) in enumerate(MODEL_IN_ADDRESS)))  # fmt: skip
_NOT_HUB_PATHS = frozenset(
    {
        "docs", "blog", "spaces", "studios", "join", "login", "pricing", "models", "datasets", "api", "papers", "learn",
        "tasks", "settings", "collections", "posts", "front", "chat", "organizations", "new", "inference",
        "inference-endpoints",
        "course", "support", "enterprise", "welcome", "static", "transformers", "storage", "oauth", "docs.", "assets",
    }
)  # fmt: skip


class HubUrl(NamedTuple):
    """A parsed address of the Hugging Face Hub."""

    kind: Literal["hf", "dataset", "space"]
    id: str
    revision: str = ""
    #: Path of the file in the repository, or empty.
    file: str = ""


def addressed(text: str) -> tuple[str, str, int] | None:
    """The model that an address in ``text`` calls (``…/models/gemini-2.0-flash:generateContent``): its name, the
    ecosystem or host, and where the name begins.
    """
    match = _ADDRESS.search(text) if "/" in text else None
    if match is None:
        return None
    group = match.lastgroup or "_0"
    return match[group], MODEL_IN_ADDRESS[int(group[1:])][1], match.start(group)


def host_of_url(url: str) -> str:
    """The host id of a base URL; ``ollama`` and ``local`` for the own machine or cluster; empty if unknown."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    for domain in sorted(DOMAINS, key=len, reverse=True):
        if host == domain or host.endswith("." + domain):
            return DOMAINS[domain]
    if host.endswith("-aiplatform.googleapis.com"):
        return "vertex"
    if port == 11434 or re.search(r"(?:^|[.-])ollama(?:$|[.-])", host):
        return "ollama"
    inside = host in ("localhost", "host.docker.internal", "::1") or host.endswith((".local", ".internal", ".svc"))
    if inside or re.match(r"(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|0\.0\.0)\.", host) or "." not in host:
        return "local"
    return ""


def parse_hub_url(text: str) -> HubUrl | None:
    """Take an address of the Hub apart (page, ``resolve`` file, API, git), or return ``None``."""
    match = re.match(
        r"(?:git\+)?(?:https?://|ssh://git@|git@)?(?:[\w.-]+@)?(?P<host>(?:www\.)?huggingface\.co|hf\.co|hf-mirror\.com|"
        r"api-inference\.huggingface\.co|router\.huggingface\.co|(?:www\.)?modelscope\.(?:cn|ai))(?P<sign>[/:])(?P<path>[^\s?#\"'<>)\]]+)",
        text,
    )
    if not match or (match["host"] == "hf.co" and "://" not in text and match["sign"] == "/" and ":" in match["path"]):
        return None
    parts = [unquote(part) for part in match["path"].split("/") if part]
    if parts and parts[0] in ("resolve", "tree", "blob", "raw"):
        return None  # what stood before was empty
    if parts and parts[0] == "hf-inference":
        parts = parts[1:]
    if parts and parts[0] == "api":
        parts = parts[1:]
    if parts and parts[0] in ("v1", "v2"):  # ``router.huggingface.co/v1/chat/completions``
        return None
    kind: Literal["hf", "dataset", "space"] = "hf"
    if parts and parts[0] in ("datasets", "spaces", "models"):
        kind = {"datasets": "dataset", "spaces": "space"}.get(parts[0], "hf")  # type: ignore[assignment]
        parts = parts[1:]
    elif parts and (parts[0] in _NOT_HUB_PATHS or parts[0] == "pipeline"):
        return None
    if match["host"].startswith("api-inference") and len(parts) == 1 and not is_placeholder(parts[0]):
        return HubUrl(kind, parts[0])
    if len(parts) < 2 or parts[1] in ("resolve", "tree", "blob", "raw"):
        # A repository without an organisation (``huggingface.co/gpt2``): only believed when a file or tree follows.
        if len(parts) >= 2 and not is_placeholder(parts[0]):
            revision = parts[2] if len(parts) > 2 and parts[2] != "main" else ""
            return HubUrl(kind, parts[0], revision, "/".join(parts[3:]))
        return None
    name = parts[1].removesuffix(".git")
    if is_placeholder(f"{parts[0]}/{name}") or not HUB_ID.fullmatch(f"{parts[0]}/{name}"):
        return None
    rest = parts[2:]
    if len(rest) >= 2 and rest[0] in ("resolve", "tree", "blob", "raw"):
        return HubUrl(kind, f"{parts[0]}/{name}", rest[1] if rest[1] != "main" else "", "/".join(rest[2:]))
    return HubUrl(kind, f"{parts[0]}/{name}")
