from transformers import AutoModel, AutoTokenizer

AutoModel.from_pretrained("./models/intent")
AutoTokenizer.from_pretrained("models/intent/")
AutoModel.from_pretrained("../elsewhere")
AutoModel.from_pretrained("/mnt/weights/big")
