from transformers import AutoModel, pipeline

TASKS = {"sum": ("summarization", "acme/sums"), "names": ("ner", "acme/names")}
NETS = [dict(name="a", hub="acme/first"), dict(name="b", hub="acme/second")]

pipes = {key: pipeline(task, model=model) for key, (task, model) in TASKS.items()}
for net in NETS:
    AutoModel.from_pretrained(net["hub"])
AutoModel.from_pretrained(dict(base="acme/base")["base"])
chat_model, eyes = "acme/pair-chat", "gpt-4o-mini"
