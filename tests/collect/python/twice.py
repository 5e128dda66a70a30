from ollama import chat
from transformers import CLIPModel

clip_ckpt = "acme/clip-vit-small"
CLIPModel.from_pretrained(clip_ckpt)
new_ckpt = "runs/last"
CLIPModel.from_pretrained(new_ckpt)


def ask(prompt, model="gemma3:1b"):
    return chat(model=model, messages=[prompt])


def main(model="gemma3:4b", system=None):
    ask(system, model=model)


main("gemma3", "be short")
EMPTY = ""
URL = f"https://huggingface.co/{EMPTY}/resolve/main/model.bin"
