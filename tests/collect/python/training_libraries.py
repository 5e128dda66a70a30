"""Libraries of training, evaluation, speech and vision; one call each."""

import bentoml
import kaggle
import mii
import model2vec
import monai
import moonshine
import onnx_asr
import openllm
import paddlex
import tensorflow_hub
import torchxrayvision as xrv
from beir.retrieval.models import SentenceBERT
from bertopic.backend import OpenAIBackend
from bertopic.representation import PartOfSpeech, TextGeneration
from deeppavlov import build_model
from dl_translate import TranslationModel
from gptqmodel import GPTQModel
from hqq.models.hf.base import AutoHQQHFModel
from hsemotion.facial_emotions import HSEmotionRecognizer
from huggingsound import SpeechRecognitionModel
from insightface.app import FaceAnalysis
from layoutparser import Detectron2LayoutModel
from lerobot.datasets.lerobot_dataset import LeRobotDataset
from llmcompressor import oneshot
from lm_eval.models.huggingface import HFLM
from mlx_audio.tts.utils import load_model
from modelscope import MsDataset
from openprompt.plms import load_plm
from optimum.exporters.onnx import main_export
from pygaggle.rerank.transformer import MonoT5
from pyserini.encode import AutoQueryEncoder
from sae_lens import SAE
from sam2.build_sam import build_sam2_hf
from setfit import AbsaModel
from simcse import SimCSE
from sparknlp.annotator import BertEmbeddings
from swift.llm import PtEngine
from transformer_lens import HookedTransformer
from trl import GKDTrainer, KTOTrainer
from vllm.lora.request import LoRARequest

PartOfSpeech("en_core_web_sm")
TextGeneration("acme/tiny-bloom")
OpenAIBackend(client, "text-embedding-acme")
model2vec.distill(model_name="acme/base-embedder")
SimCSE("acme/sup-bert")
AbsaModel.from_pretrained("acme/aspect", "acme/polarity")
SentenceBERT("acme/tas-b")
AutoQueryEncoder("acme/query")
MonoT5("acme/mono")
load_plm("gpt2", "gpt2-xl")
SpeechRecognitionModel("acme/wav2vec2-own")
TranslationModel("m2m100")
build_model("ner_acme_bert", download=True)
BertEmbeddings.pretrained("bert_base_cased", "en")
KTOTrainer("acme/kto", train_dataset=data)
GKDTrainer(model="acme/student", teacher_model="acme/teacher")
PtEngine("acme/engine-7b", max_batch_size=2)
oneshot(model="acme/dense-8b", dataset="open_platypus")
GPTQModel.load("acme/gptq")
main_export("acme/export", output="out")
MsDataset.load("acme/rows", subset_name="default")
AutoHQQHFModel.from_quantized("acme/hqq-2bit")
HookedTransformer.from_pretrained_no_processing("gpt2-small")
SAE.from_pretrained(release="acme-res-jb", sae_id="blocks.8")
LoRARequest("sql", 1, "acme/sql-lora")
mii.pipeline("acme/mii-7b")
openllm.LLM("acme/open")
bentoml.diffusers.import_model("tag", "acme/sd")
load_model("acme/tts-mlx")
FaceAnalysis("buffalo_m")
HSEmotionRecognizer(model_name="enet_b0_8")
xrv.models.DenseNet(weights="densenet121-res224-all")
monai.bundle.download(name="spleen_ct_segmentation")
paddlex.create_model("PP-LCNet_x1_0")
Detectron2LayoutModel("lp://PubLayNet/mask_rcnn")
LeRobotDataset("acme/pusht")
build_sam2_hf("acme/sam2")
onnx_asr.load_model("nemo-acme-ctc")
moonshine.transcribe(sound, "moonshine/tiny")
tensorflow_hub.Module("https://tfhub.dev/google/acme/3")
kaggle.api.dataset_download_files("acme/rows")
HFLM(pretrained="acme/evaluated")
