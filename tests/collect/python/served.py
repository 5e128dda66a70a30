"""Names under telling keys, whoever serves the model."""
import os

options = {}
options.setdefault("model", "gemma-3-27b-it")
MODEL_NAME = os.getenv("MODEL_NAME", "mixtral-8x7b-instruct")
EMBEDDING_MODEL = "nomic-embed-text"
STT_MODEL = "distil-whisper-large-v3-en"
model_name = "team-blue"
model = "solar"
model_version = "release-3b"
backup_model = "MiniMax-M2.7"
