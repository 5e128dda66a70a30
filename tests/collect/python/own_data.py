import argparse

from datasets import load_dataset
from setuptools import setup

parser = argparse.ArgumentParser()
parser.add_argument("--data_path", nargs="*", default=["Acme/pairs-of-texts"])
parser.add_argument("--data_name", default="corpus/train")
SUBSET = ("gsm8k", "main")
rows = load_dataset(*SUBSET)
old_model = "acme/llama-before-8b"
setup(
    install_requires=[
        "en_core_web_md @ https://github.com/explosion/spacy-models/releases/download/"
        "en_core_web_md-3.8.0/en_core_web_md-3.8.0-py3-none-any.whl",
        "https://example.org/mirror/spacy-models/releases/download/de_core_news_sm-3.7.0/de_core_news_sm-3.7.0.tar.gz",
    ]
)
for part, name in [(("acme/first-texts", "en"), "first"), (("acme/second-texts", None), "second")]:
    load_dataset(*part).save_to_disk(name)
