import argparse
import os
from dataclasses import dataclass, field
from functools import partial

import click
from pydantic import BaseModel, Field
from transformers import AutoModel

from pkg.settings import CHAT_MODEL
from pkg.settings import Settings as Own

NAME = "acme/constant"
ORG = "acme"
TABLE = {"small": "acme/table-small", "large": "acme/table-large"}
EVERY = ["acme/each-1", "acme/each-2"]
SUPPORTED_MODELS = ["acme/supported-7b", "acme/supported-13b"]


def load(name, size="small"):
    return AutoModel.from_pretrained(name)


class Runner:
    default = "acme/class-attribute"

    def __init__(self, name: str):
        self.name = name
        self.model = AutoModel.from_pretrained(self.name)

    def again(self):
        return AutoModel.from_pretrained(self.default)


class Config(BaseModel):
    model_name: str = Field("acme/pydantic", description="acme/in-a-description-7b")
    output_dir: str = "acme/output-7b"


@dataclass
class Options:
    base_model: str = "acme/dataclass"
    datasets: list = field(default_factory=lambda: ["acme/factory"])


AutoModel.from_pretrained(NAME)
AutoModel.from_pretrained(f"{ORG}/joined")
AutoModel.from_pretrained("/".join([ORG, "glued"]))
AutoModel.from_pretrained(os.getenv("MODEL", "acme/fallback"))
AutoModel.from_pretrained(os.environ.get("MODEL") or "acme/or")
AutoModel.from_pretrained("acme/yes" if NAME else "acme/no")
AutoModel.from_pretrained(TABLE["small"])
for each in EVERY:
    AutoModel.from_pretrained(each)
load("acme/by-caller")
Runner("acme/by-constructor")
AutoModel.from_pretrained(CHAT_MODEL)
AutoModel.from_pretrained(Own.embedder)
parser = argparse.ArgumentParser()
parser.add_argument("--model", default="acme/argparse", choices=["acme/choice-7b"], help="such as acme/help-7b")
parser.add_argument("--weights", default="acme/used-by-args")
args = parser.parse_args()
AutoModel.from_pretrained(args.weights)
AutoModel.from_pretrained(args.output_dir)
AutoModel.from_pretrained(input())


@click.command()
@click.option("--llm-model", default="gpt-4o-mini")
def main(llm_model, judge_model="claude-3-5-sonnet-latest"):
    if llm_model == "gpt-4":
        print("use acme/printed-7b")
    evaluate(model_args="pretrained=acme/key-value,dtype=auto")
    call(json={"model": "llama3.2:1b", "stream": False})
    body = '{"model": "acme/embedded-7b", "n": 1}'
    return body


def again(model, AutoModel):
    model.save_pretrained("acme-llama-lora")
    AutoModel.from_pretrained("acme-llama-lora")
    kept = "acme-qwen-lora"
    model.save_pretrained(kept)
    AutoModel.from_pretrained(kept)
    return AutoModel.from_pretrained("acme-gemma-lora")


index_streaming_hf_dataset("./index", "acme/streamed")
push_dataset("acme/pushed")
