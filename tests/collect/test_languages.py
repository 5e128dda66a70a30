"""The lexer and the reader of the programming languages on input that nobody meant well, and on the shapes of code."""

from __future__ import annotations

import time

import pytest

from smallprint.collect.lang.constants import constant_id, may_be_constant
from smallprint.collect.lang.detect import find
from smallprint.collect.lang.slots import slot_of
from smallprint.collect.lang.syntax import LANGUAGES, language_of
from smallprint.collect.lang.tokens import Code
from smallprint.fs import Source
from smallprint.model import ModelRef, Problem

NAMES = [one.files[0].replace("*", "x") for one in LANGUAGES]
HOSTILE = [
    "(",
    "[",
    "{",
    "`${",
    "'",
    '"',
    "/*",
    '"\\"\n',
    "<<A ",
    'r#"',
    '"""',
    "/[",
    "<!--",
    "(*",
    '@"',
    "%w[",
    "a?b:",
    "<script>",
]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_input_neither_raises_nor_hangs(name: str) -> None:
    begin = time.perf_counter()
    for piece in HOSTILE:
        for text in (piece * 10_000, (piece + "\n") * 2_000, f'model = "gpt-4o" {piece}' * 50):
            list(find(Source(name, text.encode())))
    list(find(Source(name, bytes(range(256)) * 100)))
    assert time.perf_counter() - begin < 30


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".js", ".go", ".rs", ".cs", ".php"))])
def test_time_grows_in_line_with_size(name: str) -> None:
    line = 'client.chat(model: "gpt-4o", text: f(a[1]));\n'

    def seconds(times: int) -> float:
        begin = time.perf_counter()
        list(find(Source(name, (line * times).encode())))
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(2_000) < 40 * max(seconds(200), 0.01)


@pytest.mark.parametrize(
    ("name", "text", "how", "taker"),
    [
        ("x.js", 'const model = env.M ?? "V";', "assign", "model"),
        ("x.js", 'run({ model: cond ? "V" : other })', "key", "model"),
        ("x.js", 'const getModel = () => "V"', "assign", "getModel"),
        ("x.ts", 'if (model === "V") go()', "compare", ""),
        ("x.ts", 'const t = { "V": 1 }', "label", ""),
        ("x.ts", 'type Model = "V" | "W"', "type", ""),
        ("x.go", 'body := map[string]any{"model": "V"}', "key", "model"),
        ("x.go", 'm := cfg.Get("model", "V")', "key", "model"),
        ("x.rs", 'let m = var("X").unwrap_or_else(|_| "V".into());', "assign", "m"),
        ("x.rs", 'fn model() -> String { "V".to_string() }', "return", "model"),
        ("x.kt", 'val name = getenv("X") ?: "V"', "assign", "name"),
        ("x.kt", 'mapOf("model" to "V")', "key", "model"),
        ("x.cs", 'public string Model { get; set; } = "V";', "assign", "Model"),
        ("x.cs", 'body["model"] = "V";', "key", "model"),
        ("x.rb", 'chat(model: "V")', "key", "model"),
        ("x.rb", 'x = { "model" => "V" }', "key", "model"),
        ("x.ex", '@model "V"', "assign", "model"),
        ("x.php", "f(['model' => 'V']);", "key", "model"),
        ("x.swift", 'var model: String = "V"', "assign", "model"),
        ("x.scala", 'Ask(model = "V")', "key", "model"),
        ("x.R", 'model <- "V"', "assign", "model"),
    ],
)
def test_what_takes_a_string(name: str, text: str, how: str, taker: str) -> None:
    syntax = language_of(name)
    assert syntax is not None
    code = Code(text, syntax)
    slot = slot_of(code, next(at for at, kind in enumerate(code.kind) if kind == "str" and code.text[at] == "V"))
    assert (slot.how, slot.name) == (how, taker)


@pytest.mark.parametrize(
    ("owner", "name", "found"),
    [
        ("openai", "GPT4oMini", "gpt-4o-mini"),
        ("OpenAiChatModelName", "GPT_4_O_MINI", "gpt-4o-mini"),
        ("anthropic", "ModelClaude3_7SonnetLatest", "claude-3-7-sonnet-latest"),
        ("openai", "GPT4o20240806", "gpt-4o-2024-08-06"),
        ("AnthropicChatModelName", "CLAUDE_HAIKU_4_5_20251001", "claude-haiku-4-5-20251001"),
        ("openai", "GPT9Dot1Nova", "gpt-9.1-nova"),
        ("LLMRegistry", "gemma3_1B_qat_4bit", "mlx-community/gemma-3-1b-it-qat-4bit"),
        ("Color", "GPT_4_O_MINI", None),
        ("openai", "ChatMessageRoleUser", None),
    ],
)
def test_constants(owner: str, name: str, found: str | None) -> None:
    result = constant_id(owner, name)
    assert (result[1] if result else None) == found


def test_bundles_are_named_and_not_read() -> None:
    bundle = 'var a=function(b){return b.model="gpt-4o"},c=1;' * 400
    (found,) = find(Source("dist/app.js", bundle.encode()))
    assert isinstance(found, Problem)
    assert "minified" in found.reason


def test_place_and_revision_of_a_reference() -> None:
    (ref,) = find(Source("a.ts", b'import { x } from "openai";\n\n  call({ model: "gpt-4o" });\n'))
    assert isinstance(ref, ModelRef)
    assert (ref.place.line, ref.place.column, ref.place.width, ref.ref) == (3, 17, 6, "gpt-4o")


@pytest.mark.parametrize(
    ("owner", "name", "model"),
    [
        ("Model", "GPT4_Vision", "gpt-4-vision-preview"),
        ("Model", "Embedding_3_Small", "text-embedding-3-small"),
        ("Model", "GPT_OSS_20B", "gpt-oss-20b"),
        ("openai", "ModerationModelOmniModerationLatest", "omni-moderation-latest"),
        ("openai", "VideoModelSora2_2025_10_06", "sora-2-2025-10-06"),
        ("anthropic", "ModelClaudeSonnet4Dot5V20250929", "claude-sonnet-4-5-20250929"),
        ("AnthropicModels", "Claude45Haiku", "claude-haiku-4-5-20251001"),
        ("providers.groq", "LLAMA_GUARD_3_8B", "llama-guard-3-8b"),
        ("deepseek", "DEEPSEEK_R1_DISTILL_LLAMA_70B", "deepseek-r1-distill-llama-70b"),
        ("chromem", "EmbeddingModelCohereEnglishV3", "embed-english-v3.0"),
        ("bedrock", "ModelAnthropicClaudeV3Haiku", "anthropic.claude-3-haiku-20240307-v1:0"),
        ("WorkersAiChatModelName", "LLAMA2_7B_FULL", "@cf/meta/llama-2-7b-chat-fp16"),
        ("GoogleGenAiChatModel.ChatModel", "GEMINI_2_5_FLASH_LIGHT", "gemini-2.5-flash-lite"),
        ("models", "Gemini25", "gemini-2.5"),
    ],
)
def test_constants_stand_for_the_ids_that_their_libraries_give_them(owner: str, name: str, model: str) -> None:
    assert may_be_constant(name)
    found = constant_id(owner, name)
    assert found is not None
    assert found[1] == model
