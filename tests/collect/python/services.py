"""Services: names that no key tells of, voices, menus, tables of what may be chosen, commands put together."""
import os

import chainlit
import deepgram
import pydantic_ai
import requests
import streamlit as st
from livekit.agents import AgentSession
from livekit.plugins import deepgram as lk
from mirascope.core import openai
from pipecat.services import CartesiaTTSService

CHAT_ENGINE = "gpt-4o"
GPT_4O_MINI = "gpt-4o-mini"
OPTIONS = {"engine": "gpt-4.1", "rerank": True}
SPELT = {"mini": "gpt-4o-mini", "big": "gpt-4o"}
TITLE = {"title": "gpt-4o", "page": 1}
judge = Judge(brain="gpt-4.1-mini", strict=True)
row = Line(name="gpt-4.1-mini", strict=True)
count = count_tokens(text="a", encoder="gpt-4.1-mini")
answer = {"id": "1", "engine": "gpt-4o", "results": []}

body = {"text": "hello", "model_id": "acme_multilingual"}
requests.post("https://api.elevenlabs.io/v1/text-to-speech/x", json={"text": "a", "model_id": "acme_voice"})
voice = CartesiaTTSService(settings=CartesiaTTSService.Settings(model="acme-tones"))
ears = lk.STT(model="acme-ears")
session = AgentSession(stt="deepgram/acme-3", llm="openai/gpt-4.1", tts="cartesia/acme-tones:v")
listen = deepgram.LiveOptions(model="acme-2", language="en")
fallback = pydantic_ai.FallbackModel("openai:gpt-4o", "anthropic:claude-3-5-haiku-latest")

chosen = st.selectbox("Model", ["gpt-4o", "gpt-4o-mini"])
second = st.sidebar.radio("Model", options=["gpt-4o", "gpt-4o-mini"], index=1)
third = chainlit.input_widget.Select(id="m", values=["gpt-4", "gpt-4-turbo"], initial_index=1)
fourth = chainlit.input_widget.Select(id="m", values=["gpt-4", "gpt-4-turbo"], initial_value="gpt-4")
colour = st.selectbox("Colour", ["red/blue", "green"])

models = [{"id": "gpt-4o", "name": "GPT-4o"}, {"id": "gpt-4o-mini", "name": "Small"}]
SIZES = {
    "acme/a-7b": {"onnx_model_repo": "acme/a-7b-onnx", "dims": 3},
    "acme/b-7b": {"onnx_model_repo": "acme/b-7b-onnx", "dims": 3},
}


@openai.call("gpt-4o-mini")
def recommend(genre):
    return f"A book of {genre}"


class Server:
    SERVED: str = "acme/served-7b"
    prefix = "models/gemini-2.0-flash"

    def start(self):
        os.system(f"mlx_lm.server --model {self.SERVED} --port 8080")
