"""Values that loops, templates and passing on give; answers that came back name nothing."""
from enum import Enum
from functools import partial

import seaborn
from absl import flags
from sentence_transformers import SentenceTransformer
from transformers import AutoModel


class Size(str, Enum):
    SMALL = "acme/enum-small"
    LARGE = "acme/enum-large"


SETS = {"a": {"path": "acme/inner-a", "split": "x"}, "b": {"path": "acme/inner-b", "split": "y"}}
PAIRS = [("x", "acme/pair-1"), ("y", "acme/pair-2")]
WEIGHTS = {"acme/key-1": 1, "acme/key-2": 2}
ROW = ["acme/zip-1", "acme/zip-2"]


def load(sets):
    for name, info in sets.items():
        AutoModel.from_pretrained(info["path"])


load(SETS)
for label, each in PAIRS:
    AutoModel.from_pretrained(each)
for each in WEIGHTS:
    AutoModel.from_pretrained(each)
for label, each in zip("ab", ROW):
    AutoModel.from_pretrained(each)
for number, (label, each) in enumerate([("x", "acme/enumerated")]):
    AutoModel.from_pretrained(each)
for each in [size.value for size in Size]:
    AutoModel.from_pretrained(each)
AutoModel.from_pretrained("acme/{}".format("formatted"))
AutoModel.from_pretrained("acme/%s" % "percent")
make = partial(SentenceTransformer, "acme/partial")
flags.DEFINE_string("model_name", "acme/absl-7b", "such as acme/absl-help-7b")
tips = seaborn.load_dataset("tips")
OLLAMA_MODEL = "orca-of-acme"


def judge(emb="text-embedding-3-small"):
    return {"object": "chat.completion", "model": "gpt-4-0613", "choices": []}


TINY_CKPT_ID = "acme/tiny-random"
AutoModel.from_pretrained(TINY_CKPT_ID)
MODEL_DIR = {"a": "acme/of-many-a", "b": "acme/of-many-b"}
AutoModel.from_pretrained(f"hf://{MODEL_DIR[input()]}")
client.chat(model="openai/acme/served-by-protocol-7b")
cfg = DictDefault({"tokenizer_config": "acme/tokens-7b", "datasets": [{"path": "acme/rows", "type": "alpaca"}]})


def rows(source="acme/own-rows"):
    return load_dataset(source)


cleaned = partial(rows, source="acme/cleaned-rows")
local_model_path = copy_to_local(src="acme/copied-7b")
AutoModel.from_pretrained(local_model_path)
EVERY_NAME = ["gpt-4o-mini", "gpt-4.1"]
model_names = ["gpt-4o-mini", "gpt-4.1"]
clients = [Client(name) for name in model_names]
speech = run("tts_models/en/ljspeech/vits")


def detect(segmentation: PipelineModel = "acme/segmentation", unit: str = "acme/unit"):
    return segmentation


SIZES = {"small": "acme/round-1b", "large": "acme/round-7b"}


class Menu:
    def pick(self, size="small"):
        self.size = SIZES[self.size]
        size = SIZES.get(size, SIZES[size])
        return AutoModel.from_pretrained(size)


def routed(hdfs="acme/copied-7b"):
    crawl(provider="ollama/deepseek-r1:8b")
    for key, share in {"acme/key-7b": 1}.items():
        AutoModel.from_pretrained(key)
    local = copy_to_local(src=hdfs)
    return AutoModel.from_pretrained(local)
