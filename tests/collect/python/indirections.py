"""Names that objects, rows and settings hand on."""

from dataclasses import dataclass
from typing import NamedTuple

from datasets import load_dataset
from huggingface_hub import hf_hub_download
from torchvision import models
from transformers import AutoModel


class Settings:
    first = "acme/class-own"
    rows = "acme/class-rows"


settings = Settings()
AutoModel.from_pretrained(settings.first)
load_dataset(settings.rows)


@dataclass
class Arguments:
    start: str = "acme/declared-own"


def main(args: Arguments):
    return AutoModel.from_pretrained(args.start)


class Spec(NamedTuple):
    source: str
    number: int


SPECS = [Spec("acme/tuple-own", 1), Spec(source="acme/tuple-other", number=2)]
for each in SPECS:
    AutoModel.from_pretrained(each.source)
file = {"repo_id": "acme/keywords-own", "filename": "weights.bin"}
hf_hub_download(**file)
TASKS = {"a": ("acme/nested-a", "main"), "b": ("acme/nested-b", None)}
for task, (name, part) in TASKS.items():
    load_dataset(name, part)
pair = ("acme/pair-a", "acme/pair-b")
left, right = pair
AutoModel.from_pretrained(left)
retry(AutoModel.from_pretrained, "acme/retried-own")
BIG = {"a": dict(source="acme/made-a"), "b": dict(source="acme/made-b")}
for spec in BIG.values():
    AutoModel.from_pretrained(spec["source"])
encoder = models.__dict__["densenet121"](pretrained=True)
other = getattr(models, "mobilenet_v2")(weights="DEFAULT")
plain = models.__dict__["vgg11"]()
