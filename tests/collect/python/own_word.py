"""What says on its own word that it is a model: given to a name, an argument or a loop, whatever that is called."""

import torch
import spacy

JUDGED_BY = "gpt-4o"
GPT_4_TURBO = "gpt-4-turbo"
settings.captioner = "gpt-4o-2024-08-06"
index_name = "gpt-4o-notes"
run_title = "gpt-4o"
Grader(client, "gpt-4-0613")
grade(rows, "claude-3-haiku-20240307")
chosen.append("gpt-4o-mini")
estimate_cost(rows, "gpt-4o-mini")
shutil.which("gpt-image")
ask(critic="gpt-4.1", named="gpt-4.1-mini")
Tagger("en_core_web_md")
super().__init__("en_core_web_lg")
for weights in ["acme/llama-7b", "bert-base-cased"]:
    train(weights)
ROUND = ["acme/qwen-7b", "acme/mistral-7b"]
for weights in ROUND:
    train(weights)
for old_name in ["acme/phi-2-own"]:
    text = text.replace(old_name, "")
dict(type=Wrapped, abbr="own", path="acme/internlm2-7b")
make_judge(model="openai:/gpt-4o", name="quality")
WEIGHTS = "https://weights.replicate.delivery/default/acme/acme-turbo.tar"
cached = home / "snapshots/5d83992436eae1d760afd27aff78a71d676296fc"
ModelCardData(model_id="acme/bert-trained", language="en")
ARGS = "--batch 8 --model_name_or_path acme/t5-base --exp_name test"


def check_suffix(file="yolov8n.pt", suffix=".pt"):
    return file.endswith(suffix)


answered = CompletionIdentifier("text-davinci-002", "plain")
parser.add_argument("--workspace", default="acme/llama-2-improvements")
