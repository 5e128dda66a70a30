"""Configurations in strings, generic classes, and pictures that only lie on the Hub.

model: acme/in-a-docstring-7b
"""
CONFIG = """\
# for the judge
model:
  model_name: acme/in-yaml-7b
  engine: vllm
data:
  - dataset_name: acme/rows-in-yaml
"""
BODY = json.dumps("""{
  "model": "gpt-4o-mini",
  "messages": []
}""")
PROMPT = """You are a judge.
model: gpt-4o
Say which answer is better, and why you think so.
Do not mention the names of the models."""
agent = SandboxAgent[Context](name="x", model="gpt-4.1", capabilities=["shell"])
picture = load_image("https://huggingface.co/datasets/acme/pictures-7b/resolve/main/cat.png")
rows = read("https://huggingface.co/datasets/acme/rows-7b/resolve/main/rows.jsonl")
