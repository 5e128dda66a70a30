"""Values that decorators, loops over dicts and fixtures give."""
import click
import open_clip
import pytest
from agno.models.google import Gemini
from fastai.vision.all import vision_learner
from flair.models import SequenceTagger
from huggingface_hub import create_inference_endpoint
from parameterized import parameterized
from transformers import AutoModel


@click.command()
@click.option("--weights-from", default="acme/click-option")
def run(weights_from):
    AutoModel.from_pretrained(weights_from)


@pytest.mark.parametrize("name", ["acme/one", pytest.param("acme/two", marks=())])
def test_one(name):
    AutoModel.from_pretrained(name)


@pytest.mark.parametrize(("rows", "name"), [(1, "acme/three"), (2, "acme/four")])
def test_two(rows, name):
    AutoModel.from_pretrained(name)


@parameterized.expand([("acme/five", 1)])
def test_three(self, name, rows):
    AutoModel.from_pretrained(name)


@pytest.fixture(params=["acme/six"])
def model(request):
    return AutoModel.from_pretrained(request.param)


def train(arch, size):
    return vision_learner(size, arch)


RUNS = {"convnext_small_in22k": 128, "vit_large_patch16_224": 224}
for each, pixels in RUNS.items():
    train(each, pixels)
train("swin_tiny_patch4_window7_224", 224)
agent = Gemini(id="gemini-2.0-flash")
create_inference_endpoint("own-name", repository="acme/served")
tagger = SequenceTagger.load("final-model.pt")
tagger = SequenceTagger.load("ner-fast")
bare = open_clip.create_model("ViT-B-32", pretrained=None)
model.push_to_hub(dataset_name="acme/rows-7b")
chat(model_name="tgi")
