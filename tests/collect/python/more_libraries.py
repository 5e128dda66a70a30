import benepar
import fiftyone.zoo as foz
import segmentation_models as sm
import yolov5
from airllm import AirLLMLlama2
from cn_clip.clip import load_from_name
from comet import download_model
from demucs import pretrained
from demucs.api import Separator
from doctr.models import ocr_predictor
from easynmt import EasyNMT
from f5_tts.api import F5TTS
from facenet_pytorch import InceptionResnetV1
from facexlib.detection import init_detection_model
from fastembed import ImageEmbedding
from happytransformer import HappyGeneration
from huggingface_sb3 import load_from_hub
from lavis.models import load_model_and_preprocess
from lightning_whisper_mlx import LightningWhisperMLX
from litgpt import LLM
from mlc_llm import MLCEngine
from paddlenlp import Taskflow
from paddlenlp.transformers import ErnieModel
from parakeet_mlx import from_pretrained
from RealtimeSTT import AudioToTextRecorder
from sahi import AutoDetectionModel
from simpletransformers.classification import MultiLabelClassificationModel
from summarizer import Summarizer
from summarizer.sbert import SBertSummarizer
from top2vec import Top2Vec
from torchreid.utils import FeatureExtractor
from transformers import EncoderDecoderModel, VisionTextDualEncoderModel

benepar.Parser("benepar_en3")
foz.load_zoo_model("clip-vit-base32-torch")
sm.Unet("resnet34", encoder_weights="imagenet")
yolov5.load("yolov5s.pt")
AirLLMLlama2("acme/platypus")
load_from_name("ViT-B-16", device="cpu")
download_model("acme/comet-da")
pretrained.get_model("htdemucs")
Separator(model="mdx_extra")
ocr_predictor("db_resnet50", reco_arch="crnn_vgg16_bn", pretrained=True)
EasyNMT("opus-mt")
F5TTS(model="F5TTS_v1_Base")
InceptionResnetV1(pretrained="vggface2")
init_detection_model("retinaface_resnet50")
ImageEmbedding("acme/clip-images")
HappyGeneration("GPT-NEO", "acme/neo-125m")
load_from_hub("acme/ppo-cart", "ppo.zip")
load_model_and_preprocess(name="blip_caption", model_type="base_coco")
LightningWhisperMLX(model="distil-medium.en")
LLM.load("acme/phi-own")
MLCEngine(model="HF://acme/Own-3-8B-q4f16_1-MLC")
Taskflow("information_extraction", model="uie-base")
ErnieModel.from_pretrained("ernie-3.0-medium-zh")
from_pretrained("acme/parakeet")
AudioToTextRecorder(model="small", realtime_model_type="tiny.en")
AutoDetectionModel.from_pretrained(model_type="ultralytics", model_path="yolo11n.pt")
AutoDetectionModel.from_pretrained(model_type="ultralytics", model_path="runs/own.pt")
MultiLabelClassificationModel("roberta", "acme/roberta-own")
Summarizer("acme/distilbert-own")
SBertSummarizer("paraphrase-MiniLM-L6-v2")
Top2Vec(texts, embedding_model="universal-sentence-encoder")
FeatureExtractor(model_name="osnet_x1_0")
EncoderDecoderModel.from_encoder_decoder_pretrained("acme/first-bert", "acme/second-bert")
VisionTextDualEncoderModel.from_vision_text_pretrained("acme/eyes", "acme/words")
