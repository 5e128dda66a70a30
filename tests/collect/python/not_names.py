import requests
from PIL import Image
from transformers import AutoModel

MODULE_PROVIDERS = {"ecs-service": "aws", "aks-service": "azure"}
LABEL = "serving.acme.io/trained-llama"
url = "https://huggingface.co/datasets/acme/pictures/resolve/main/llama/one.jpg"
image = Image.open(requests.get(url, stream=True).raw)
model = AutoModel.from_pretrained("acme/chat-7b")
