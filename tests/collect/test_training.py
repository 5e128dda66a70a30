# ruff: noqa: E501  (a sample is easier to check on one line)
"""How what a model makes comes to a trainer, step by step: what is read closely, and what each line is taken for."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from smallprint.collect import collect
from smallprint.collect.cache import Cache
from smallprint.collect.idioms.training import leads
from smallprint.collect.python_imports import defined
from smallprint.collect.training_follow import follow
from smallprint.fs import Tree
from smallprint.taught import taught

_ASK = """\
from openai import OpenAI
client = OpenAI()
def ask(q):
    return client.chat.completions.create(model="gpt-4o", messages=q).choices[0].message.content
"""
_TRAIN = """\
from datasets import load_dataset
from trl import SFTTrainer
SFTTrainer(model="Qwen/Qwen2.5-0.5B", train_dataset=load_dataset("json", data_files="rows.jsonl")["train"]).train()
"""


def _ways(folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    tree = Tree(folder)
    found = taught(follow(tree, collect(tree, jobs=1), ()), lambda file, name: defined(tree, file, name))
    return [f"{one.teacher}{'' if one.sure else '?'}: {one} [{one.student}]" for one in found]


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("with open('rows.jsonl', 'w') as f:\n    f.write(ask(1))", True),
        ("with open('rows.jsonl', 'w') as f:\n    print(ask(1), file=f)", True),
        ("import csv\nw = csv.writer(open('rows.jsonl', 'w'))\nw.writerow([1, ask(1)])", True),
        ("import jsonlines\nwith jsonlines.open('rows.jsonl', mode='w') as f:\n    f.write({'a': ask(1)})", True),
        ("from pathlib import Path\nPath('rows.jsonl').write_text(ask(1))", True),
        ("from pathlib import Path\nOUT = Path('.') / 'rows.jsonl'\nwith OUT.open('a') as f:\n    f.write(ask(1))", True),
        ("import os\nf = open(os.path.join('.', 'rows.jsonl'), 'w')\nf.writelines([ask(q) for q in Q])", True),
        ("import pandas as pd\npd.DataFrame({'a': map(ask, Q)}).to_json('rows.jsonl', lines=True)", True),
        ("import pandas as pd\nd = pd.DataFrame(Q)\nd['a'] = d['q'].apply(ask)\nd.to_json('rows.jsonl')", True),
        ("from datasets import Dataset\ndef rows():\n    yield {'a': ask(1)}\nDataset.from_generator(rows).to_json('rows.jsonl')", True),
        ("import json\nout = {}\nfor q in Q:\n    out[q] = ask(q)\njson.dump(out, open('rows.jsonl', 'w'))", True),
        ("import json\nclass Maker:\n    def run(self):\n        self.rows = [ask(1)]\n    def save(self):\n"
         "        json.dump(self.rows, open('rows.jsonl', 'w'))", True),
        ("import argparse, json\np = argparse.ArgumentParser()\np.add_argument('--out', default='rows.jsonl')\n"
         "a = p.parse_args()\njson.dump([ask(1)], open(a.out, 'w'))", True),
        # What is no way to the file.
        ("with open('rows.jsonl') as f:\n    print(ask(f.read()))", False),
        ("with open('rows.jsonl', 'w') as f:\n    f.write(str(Q))\nprint(ask(1))", False),
        ("good = ask(1) == 'yes'\nwith open('rows.jsonl', 'w') as f:\n    f.write(str(good))", False),
        ("with open('log.txt', 'w') as f:\n    f.write(ask(1))", False),
        ("rows = [q for q in Q if ask(q) == 'yes']\nimport json\njson.dump(rows, open('rows.jsonl', 'w'))", False),
        ("import json\njson.dump(Q, open('rows.jsonl', 'w'))\njson.dump([ask(1)], open('answers.json', 'w'))", False),
        ("import json\ndef load(path):\n    return json.load(open(path))\njson.dump(load('human.json'), "
         "open('rows.jsonl', 'w'))\njson.dump([ask(1)], open('x.json', 'w'))\nprint(load('x.json'))", False),
    ],
)  # fmt: skip
def test_ways_to_write(tmp_path: Path, body: str, written: bool) -> None:
    """Each writes, or does not, what the model said to the file that is trained on."""
    found = _ways(tmp_path, {"make.py": f"{_ASK}{body}\n", "train.py": _TRAIN})
    assert [way.partition(":")[0] for way in found if "dataset" not in way] == ["api"] * written


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("from trl import DPOTrainer\nDPOTrainer(model=M, train_dataset=D)", "llm"),
        ("from transformers import Trainer, AutoModelForCausalLM as A\nTrainer(model=A.from_pretrained('Qwen/Qwen2.5-7B'), train_dataset=D)", "llm"),
        ("from transformers import Trainer, AutoModelForSequenceClassification as A\nm = A.from_pretrained('roberta-base').to('cuda')\nTrainer(model=m, train_dataset=D)", "classifier"),
        ("from transformers import Trainer, T5ForConditionalGeneration as A\nTrainer(model=A.from_pretrained('t5-base'), train_dataset=D)", "generative"),
        ("from transformers import Trainer\nTrainer(model=build(), train_dataset=D)", ""),
        ("from sklearn.ensemble import RandomForestClassifier\nm = RandomForestClassifier()\nm.fit(D, Y)", "classifier"),
        ("from sklearn.pipeline import make_pipeline\nfrom sklearn.svm import SVC\nfrom sklearn.feature_extraction.text import TfidfVectorizer\nc = make_pipeline(TfidfVectorizer(), SVC())\nc.fit(D, Y)", "classifier"),
        ("from sklearn.linear_model import LinearRegression\nLinearRegression().fit(D, Y)", "other"),
        ("from sentence_transformers import SentenceTransformer\nm = SentenceTransformer('all-MiniLM-L6-v2')\nm.fit(train_objectives=[(D, loss)])", "embedding"),
        ("from setfit import SetFitModel, Trainer\nTrainer(model=SetFitModel.from_pretrained('BAAI/bge-small-en-v1.5'), train_dataset=D)", "classifier"),
        ("import fasttext\nfasttext.train_supervised(input='rows.jsonl')", "classifier"),
        ("from openai import OpenAI\nc = OpenAI()\nc.fine_tuning.jobs.create(training_file=c.files.create(file=open('rows.jsonl', 'rb')).id, model='gpt-4o-mini')", "llm"),
    ],
)  # fmt: skip
def test_students(tmp_path: Path, call: str, kind: str) -> None:
    """The kind of student is what the trainer or its model's class settles; else it stays open."""
    make = f"{_ASK}import json\njson.dump([ask(1)], open('rows.jsonl', 'w'))\n"
    found = _ways(tmp_path, {"make.py": make, "train.py": f"import json\nD = json.load(open('rows.jsonl'))\n{call}\n"})
    assert [way.rpartition("[")[2] for way in found] == [f"{kind}]"]


@pytest.mark.parametrize(
    "call",
    [
        "from sklearn.preprocessing import StandardScaler\nStandardScaler().fit(D)",
        "from sklearn.feature_extraction.text import TfidfVectorizer\nvectorizer = TfidfVectorizer()\nvectorizer.fit(D)",
        "from transformers import Trainer\nTrainer(model=build(), eval_dataset=D)",
        "evaluate(D)",
    ],
)
def test_no_training(tmp_path: Path, call: str) -> None:
    """What fits no model, or tests one, is no training."""
    make = f"{_ASK}import json\njson.dump([ask(1)], open('rows.jsonl', 'w'))\n"
    assert (
        _ways(tmp_path, {"make.py": make, "use.py": f"import json\nD = json.load(open('rows.jsonl'))\n{call}\n"}) == []
    )


def test_a_data_set_of_ones_own(tmp_path: Path) -> None:
    """A class that reads the file that it is given; one that is given another file is another data set."""
    make = f"{_ASK}open('rows.jsonl', 'w').write(ask(1))\n"
    train = (
        "import json\nfrom torch.utils.data import DataLoader, Dataset\nfrom transformers import AutoModelForCausalLM\n"
        "class Rows(Dataset):\n    def __init__(self, path):\n        self.rows = json.load(open(path))\n"
        "    def __getitem__(self, i):\n        return self.rows[i]\n"
        "model = AutoModelForCausalLM.from_pretrained('Qwen/Qwen2.5-0.5B')\n"
        "for batch in DataLoader(Rows('{file}')):\n    loss = model(**batch).loss\n    loss.backward()\n"
        "print(Rows('{other}'))\n"
    )
    learnt = _ways(tmp_path / "a", {"make.py": make, "train.py": train.format(file="rows.jsonl", other="test.json")})
    assert [way.rpartition("[")[2] for way in learnt] == ["llm]"]
    assert _ways(tmp_path / "b", {"make.py": make, "train.py": train.format(file="h.json", other="rows.jsonl")}) == []


def test_a_module_that_asks(tmp_path: Path) -> None:
    """A function of another file of the tree carries the model's words; one of the same name elsewhere does not."""
    make = "import json\nfrom {module} import ask\njson.dump([ask(1)], open('rows.jsonl', 'w'))\n"
    files = {"lib/llm.py": _ASK, "lib/human.py": "def ask(q):\n    return input(q)\n", "train.py": _TRAIN}
    assert _ways(tmp_path / "a", {**files, "make.py": make.format(module="lib.llm")}) == [
        "api:openai/gpt-4o: lib/llm.py:3 ask asks the model -> make.py:3 writes rows.jsonl -> train.py:3 trains llm Qwen2.5-0.5B [llm]"
    ]
    assert _ways(tmp_path / "b", {**files, "make.py": make.format(module="lib.human")}) == []


def test_a_teacher_named_elsewhere(tmp_path: Path) -> None:
    """A constant of a module of settings names the teacher."""
    make = (
        "import json, litellm\nfrom settings import TEACHER\n"
        "rows = [litellm.completion(model=TEACHER, messages=m) for m in M]\njson.dump(rows, open('rows.jsonl', 'w'))\n"
    )
    found = _ways(tmp_path, {"settings.py": 'TEACHER = "gpt-4o"\n', "make.py": make, "train.py": _TRAIN})
    assert [way.split(": ")[0] for way in found] == ["api:openai/gpt-4o"]


def test_notebooks(tmp_path: Path) -> None:
    """The lines are those of the notebook's file."""
    cells = [{"cell_type": "code", "source": [line + "\n" for line in part.splitlines()]} for part in (_ASK, "open('rows.jsonl', 'w').write(ask(1))")]  # fmt: skip
    found = _ways(tmp_path, {"make.ipynb": json.dumps({"cells": cells}, indent=1), "train.py": _TRAIN})
    assert len(found) == 1
    lines = (tmp_path / "make.ipynb").read_text().splitlines()
    assert "rows.jsonl" in lines[int(found[0].split("make.ipynb:")[1].split()[0]) - 1]


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("axolotl.yml", "base_model: Qwen/Qwen2.5-7B\ndatasets:\n  - path: json\n    data_files: rows.jsonl\noutput_dir: o\n", 1),
        ("axolotl.yml", "base_model: Qwen/Qwen2.5-7B\ndatasets:\n  - path: human.jsonl\ntest_datasets:\n  - path: rows.jsonl\noutput_dir: o\n", 0),
        ("trl.yaml", "model_name_or_path: Qwen/Qwen2.5-7B\ndataset_name: rows.jsonl\noutput_dir: o\n", 1),
        ("tune.yaml", "dataset:\n  _component_: torchtune.datasets.chat_dataset\n  source: json\n  data_files: rows.jsonl\nmodel:\n  _component_: torchtune.models.qwen2_5\n", 1),
        ("oumi.yaml", "model:\n  model_name: Qwen/Qwen2.5-7B\ndata:\n  train:\n    datasets:\n      - dataset_name: text_sft\n        dataset_path: rows.jsonl\n", 1),
        ("lora.yaml", "model: Qwen/Qwen2.5-7B\ntrain: true\ndata: rows.jsonl\n", 1),
        ("other.yaml", "model: Qwen/Qwen2.5-7B\ninput: rows.jsonl\ndatasets: none\n", 0),
    ],
)  # fmt: skip
def test_configurations(tmp_path: Path, name: str, text: str, count: int) -> None:
    """Trainers that are told by a file what to train on."""
    found = _ways(tmp_path, {"make.py": f"{_ASK}open('rows.jsonl', 'w').write(ask(1))\n", name: text})
    assert len(found) == count


def test_nothing_is_parsed_without_a_teacher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree of trainers alone, or of teachers alone, is not read again."""
    (tmp_path / "train.py").write_text(_TRAIN)
    tree = Tree(tmp_path)
    collected = collect(tree, jobs=1)
    assert {step.target for step in collected.steps} == {"train"}
    monkeypatch.setattr(Tree, "read", lambda *_: pytest.fail("read again"))
    assert follow(tree, collected, ()) == ()


def test_words_that_lead() -> None:
    """A lead is told by words alone."""
    assert leads(_ASK, models=True) == ("ask",)
    assert leads(_ASK + "f.write(x)", models=True) == ("teach",)
    assert leads(_TRAIN, models=False) == ("train",)
    assert leads("json.dump(a, b)", models=False) == ("carry",)
    assert leads("print(1)", models=True) == ()


def test_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run parses nothing; a changed file is looked at anew."""
    root = tmp_path / "tree"
    files = {"make.py": f"{_ASK}open('rows.jsonl', 'w').write(ask(1))\n", "train.py": _TRAIN}
    _ways(root, files)

    def steps() -> int:
        cache, tree = Cache(tmp_path / "cache"), Tree(root)
        collected = collect(tree, cache=cache, jobs=1)
        return len(follow(tree, collected, (), cache))

    assert steps() == 2
    monkeypatch.setattr("smallprint.collect.training_follow._Follower", lambda *_: pytest.fail("parsed again"))
    assert steps() == 2
    monkeypatch.undo()
    (root / "train.py").write_text("x = 1\n")
    assert steps() == 0


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 90 + "ask(1)" + ")" * 90,
        "x = " + " + ".join(["ask(1)"] * 3000),
        "\n".join(f"def f{n}(p=f{n - 1}):\n    return f{n - 1}(f{n + 1}(p))" for n in range(400)),
        "\n".join(f"a{n} = a{n + 1} / a{n - 1} / 'x'" for n in range(400)) + "\nopen(a5, 'w').write(ask(a7))",
        "def p():\n    return p() / p()\nopen(p(), 'w').write(ask(1))",
    ],
)
def test_hostile_code_ends(tmp_path: Path, text: str) -> None:
    """Deep, wide and circular code costs little."""
    start = time.process_time()
    _ways(tmp_path, {"make.py": f"{_ASK}{text}\nopen('rows.jsonl', 'w').write(x)\n", "train.py": _TRAIN})
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('M.from_pretrained("acme/odd", trust_remote_code=True)', True),
        ('NAME = "acme/odd"\nM.from_pretrained(\n    NAME,\n    trust_remote_code=True,\n)', True),
        ('M.from_pretrained("acme/odd", trust_remote_code=False)', False),
        ('M.from_pretrained("acme/odd")\nload(x, trust_remote_code=True)', False),
    ],
)
def test_remote_code(tmp_path: Path, text: str, found: bool) -> None:
    """The model whose code is run is the one that the call names."""
    (tmp_path / "app.py").write_text(f"from transformers import AutoModel as M\n{text}\n")
    steps = [step for step in collect(Tree(tmp_path), jobs=1).steps if step.action == "run_code"]
    assert [step.sources for step in steps] == [("model:hf:acme/odd",)] * found
