"""Libraries of single fields, and what is put into images and commands."""

import esm
import llm
import modal
from deepgram import PrerecordedOptions
from ell import ell
from huggingsound import SpeechRecognitionModel
from keras_vggface.vggface import VGGFace
from mirascope import llm as calls

protein, alphabet = esm.pretrained.esm2_t33_650M_UR50D()
other, alphabet = esm.pretrained.load_model_and_alphabet("esm1b_t33_650M_UR50S")
faces = VGGFace(model="senet50", include_top=False)
talker = llm.get_model("gpt-4o-mini")
options = PrerecordedOptions(model="nova-2", smart_format=True)
ears = SpeechRecognitionModel("acme/ears-wav2vec")


@calls.call(provider="openai", model="gpt-4o")
def book(): ...


image = modal.Image.debian_slim().run_commands(
    ["mkdir /nets", "wget https://acme.example/releases/eyes-n.pt -O /nets/eyes-n.pt"]
)


def subtitles(folder):
    run_it(f'cd whisper-page && python page.py "{folder}" ' + f"--output_dir {folder} --model large-v2 --vad none")
    run_it(f"python other.py {folder} --model small-one")
