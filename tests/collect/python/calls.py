"""One call for each kind of idiom; "acme/in-a-docstring-7b" is a mention."""
import boto3
import ollama
import open_clip
import spacy
import timm
import torch
import whisper
from datasets import load_dataset
from faster_whisper import WhisperModel
from huggingface_hub import hf_hub_download, snapshot_download
from sentence_transformers import CrossEncoder, SentenceTransformer
from torchvision.models import ResNet50_Weights, resnet50
from transformers import AutoModel, AutoTokenizer, pipeline
from ultralytics import YOLO
from vllm import LLM

model = AutoModel.from_pretrained("acme/ticket-router")
tokenizer = AutoTokenizer.from_pretrained(pretrained_model_name_or_path="acme/ticket-router-tokenizer", revision="v2")
classify = pipeline("text-classification", "acme/classifier")
classify = pipeline("text-classification", model="acme/classifier-2")
embed = SentenceTransformer("all-MiniLM-L6-v2")
rank = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")
rows = load_dataset("squad")
rows = load_dataset("json", data_files="rows.json")
rows = load_dataset("./local/folder")
snapshot_download("acme/data", repo_type="dataset")
hf_hub_download("acme/tiny-GGUF", "tiny.Q4_K_M.gguf")
vad, _ = torch.hub.load("acme/vad:v4", "vad_small")
clip, _, _ = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
speech = whisper.load_model("base")
speech = WhisperModel("large-v3")
words = spacy.load("en_core_web_sm")
vit = timm.create_model("vit_tiny_patch16_224", pretrained=True)
net = resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)
eyes = YOLO("yolov8n.pt")
eyes = YOLO("own.yaml")
llm = LLM("acme/big-70b")
ollama.pull("gemma3")
bedrock = boto3.client("bedrock-runtime")
bedrock.converse(modelId="eu.anthropic.claude-sonnet-4-5-20250929-v1:0")
model.save_pretrained("acme-out")
model.push_to_hub("acme/pushed-7b")
