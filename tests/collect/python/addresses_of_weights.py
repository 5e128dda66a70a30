"""Files of weights by their address, e.g. https://example.org/weights/prose.pth."""

import enum

import deepface
import torch
import wget
from acme import fetch_once
from nnsight import LanguageModel
from torch.utils import model_zoo

BASE = "https://example.org/weights/base.pth"  # https://example.org/weights/comment.pth
TABLE = {
    "small": "https://example.org/weights/small.pt",
    "large": {"url": "https://example.org/weights/large.pt", "size": 3},
}
CORPUS = "https://example.org/data/corpus.zip"
FIRMWARE = "https://example.org/files/notes.txt"


class Known(enum.Enum):
    ONE = "https://example.org/weights/one.onnx"


def build(url: str = "https://example.org/weights/default.safetensors", pretrained=False):
    print("see https://example.org/weights/printed.pth", "https://example.org/weights/said.pth")
    wget.download("https://example.org/weights/fetched.ckpt?raw=true", out="x.ckpt")
    fetch_once("net.onnx", source_url="https://example.org/weights/keyword.onnx")
    torch.hub.load_state_dict_from_url(TABLE["small"])
    return model_zoo.load_url(BASE)


for url in ("https://example.org/weights/first.pth", "https://example.org/weights/second.pth"):
    fetch_once(url)

lens = LanguageModel("gpt2")
faces = deepface.DeepFace.build_model(model_name="ArcFace", task="facial_recognition")
OWN = {"one": "acme/llama-own-1b", "two": "acme/llama-own-2b"}


def resolve_model_name(name):
    return OWN.get(name) if name else OWN["one"]
