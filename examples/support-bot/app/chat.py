"""Answer a ticket, with a picture if the customer sent one."""

import os

from transformers import AutoModelForCausalLM, MllamaForConditionalGeneration, pipeline

REASONER = "deepseek-ai/DeepSeek-R1-Distill-Llama-8B"
LANGUAGE = os.getenv("LANGUAGE_MODEL", "Qwen/Qwen2.5-7B-Instruct")


def load():
    # We tried mistralai/Mistral-7B-v0.1 before.
    vision = MllamaForConditionalGeneration.from_pretrained("meta-llama/Llama-3.2-11B-Vision-Instruct")
    reason = AutoModelForCausalLM.from_pretrained(REASONER)
    answer = AutoModelForCausalLM.from_pretrained(LANGUAGE)
    return vision, reason, answer


def transcribe(path):
    return pipeline("automatic-speech-recognition", model="openai/whisper-small")(path)
