import subprocess

from acme.speech import WhisperEngine

model_size = "medium"
font_size = "large"


class Settings:
    whisper_size: str = "turbo"
    model: str = "tiny.en"


class Server:
    def __init__(self, model_size="large-v3", size="small"):
        self.engine = WhisperEngine(model_size)


SERVER = {"model": "base.en", "model_size": "tiny", "size": "base"}
parser.add_argument("--model_size", default="small.en", choices=["tiny", "base"])
subprocess.run(["speak", "--language", "en", "--model", "large-v1"])
subprocess.run(["speak", "--volume", "en", "small"])
for model in ["distil-small.en", "distil-medium.en"]:
    WhisperEngine(model)
