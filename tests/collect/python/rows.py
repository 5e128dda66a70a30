"""Rows of a table that a function is called with."""

from transformers import AutoTokenizer

ROWS = [("acme/a-own", AutoTokenizer, "A"), ("acme/b-own", AutoTokenizer, "acme/not-loaded-7b")]
SPECS = [{"source": "acme/c-own", "n": 1}, {"source": "acme/d-own", "n": 2}]
NAMES = ["acme/e-own", "acme/f-own"]


def row(url, cls, title):
    return cls.from_pretrained(url)


def spec(source, n):
    return AutoTokenizer.from_pretrained(source)


def one(name):
    return AutoTokenizer.from_pretrained(name)


table = [row(*each) for each in ROWS]
others = [spec(**each) for each in SPECS]
rest = list(map(one, NAMES))
