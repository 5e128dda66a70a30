"""Models whose own word is enough, whatever they are given to; and texts of that shape that nobody runs."""

import os

import tiktoken
from ours import (
    answer_with,
    first_available,
    first_of,
    list_price,
    parse_reply,
    remember,
)

DEFAULT_RANKING_ENGINE = "gpt-4.1-mini"
GPT_4O = "gpt-4o"
output_folder = "gpt-4o-run"
encoding = tiktoken.get_encoding("gpt2")
planner = os.environ["PLANNER"] if "PLANNER" in os.environ else "claude-3-5-haiku-latest"


def pick(configured):
    chosen = first_available(configured, "gemini-2.5-flash", "gemini-2.5-pro")
    return chosen or configured or first_of(brain="gpt-4o-mini")


def reply(question, settings):
    if question.startswith("gpt-4o-audio") or list_price("gpt-4.5-preview"):
        return parse_reply("gpt-3.5-turbo-16k", question)
    remember(title="o3-mini", savedir="pretrained_models/wav2vec2-base")
    return answer_with(question, settings.get("judge", "claude-3-opus-20240229"))


class Tier:
    FAST = "gpt-4o-mini"
    SMART = "gpt-4-turbo"
    WISE = "o1-preview"


def brain_of(tier):
    if tier == "wise":
        return "claude-opus-4-1"
    return "claude-3-5-sonnet-latest"


def family_of(name):
    return "gpt-4-turbo" if "turbo" in name else name


parser.add_argument("--judge", default="yi-large")
upsert_row(data={"model": "solar-pro", "labels": []})
GRADER = os.getenv("GRADER", "gigachat-pro")
helper = "gemini-key"
CONF_ANSWER_MODEL = "answer_model"
verdicts = grade_all(answers, gpt4_engine="gpt-4-0613")
body = {"model": "house-r1-1b5", "messages": [{"role": "user", "content": "hello"}]}
empty = {"model": "local-model", "prompt": "hello"}
tuner.create(model="acme/llama-coder-3b", finetuned_model_id="acme/llama-coder-3b-careless")
SERVED = os.getenv("EMBEDDER_MODEL", "bge-m3-mlx-fp16")


def track_cost(tokens, model="acme/llama-counted-7b"):
    if address == "https://huggingface.co/acme/llama-asked/resolve/main/config.json":
        return None
    return tokens
