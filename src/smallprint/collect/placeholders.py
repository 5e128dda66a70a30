"""Whether a string only holds the place of a name."""

from __future__ import annotations

import re
from functools import lru_cache

from smallprint.late import late

__all__ = ["is_placeholder"]

_TEMPLATE = late(r"__[A-Z][A-Z_]*__|\$\{|\$\(|\$\w|\{\{|\{%|<[^<>]+>|%[({]\w*|%s|\{[\w.:!\[\]]*\}|^\[[A-Z _-]+\]$")
_INVENTED = late(
    r"^(?:your|you|my|some|any|the|insert|replace|change|foo|bar|dummy|fake|mock|test|custom|xxx+|todo|tbd|placeholder|example)"
    r"(?:$|[-_/. ])|"
    r"^[^/]*[-_](?:fake|dummy|mock)(?:[-_]model)?$|"
    r"^(?:\w+/)?[a-z]-\d$|"
    r"^(?:invalid|nonexistent|non-existent|no-such|bogus|unknown)(?:$|[-_/.: ])|"
    r"^(?:path|your|my|provider|vendor|user(?:name)?|org(?:ani[sz]ation)?|author|owner|namespace|hf[-_]?user(?:name)?|entity)[-_]?\w*/"
    r"(?:your|my|to|model|repo|name|some|the)|"
    r"(?:^|/)(?:your|my)[-_]|[-_/]name[-_]here$|[-_]?here$|^x+$|[-_]x{3,}$|^\.{2,}|^(?:none|null|nil|undefined|default|auto|local|autodetect|inherit|true|false|enabled|disabled|n/a|na|-|\?|tgi|local-model|current_model|model-identifier)$",
    re.IGNORECASE,
)
#: Container images of model servers; the name of a program.
_IMAGE = late(
    r"(?:[\w.-]+\.(?:io|com)/)?(?:ollama/ollama|vllm/vllm-\w+|localai/localai|huggingface/text-\w+-inference|ggml-org/llama\.cpp|"
    r"open-webui/open-webui|lmsysorg/sglang)(?::[\w.-]+)?"
)


@lru_cache(maxsize=65536)
def is_placeholder(text: str) -> bool:
    """Whether ``text`` stands for a name that somebody else fills in (``${X}``, ``<your-model>``, ``path/to/…``), or
    names the image of a server.
    """
    text = text.strip()
    return not text or "*" in text or bool(_TEMPLATE.search(text) or _INVENTED.search(text) or _IMAGE.fullmatch(text))
