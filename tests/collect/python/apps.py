"""Applications: what their own functions hand on, fields of forms, constants of libraries."""
import shlex
import subprocess

import g4f
import langroid.language_models as lm
import litellm
from assemblyai import SpeechModel, TranscriptionConfig
from dspy import LM
from pydantic_ai import Agent
from transformers import AutoModel

agent = Agent[None, str]("openai:gpt-5.2", output_type=str)

CHAT_MODELS = ("gpt-4o", "gpt-4o-mini")
VISION_MODELS = ("gpt-4o",)
ALL_MODELS = CHAT_MODELS + VISION_MODELS


def sees(model):
    return model in VISION_MODELS or model in ALL_MODELS


def run_command(command, told):
    return subprocess.run(command, shell=True, check=True)


def run_words(text):
    subprocess.check_call(shlex.split(text))


run_command("ollama pull acme3.2", "Pulling")
run_command("ollama list | grep acme3.2", "Looking")
run_words("ollama pull acme4")


def ask(provider, name):
    return litellm.completion(model=f"{provider}/{name}", messages=[])


def ask_here(name="acme-local:3b"):
    return litellm.completion(model=f"ollama/{name}", messages=[])


ask("groq", "acme-small")
for provider, name in [("x", "acme-a"), ("y", "gpt-4o")]:
    ask(provider, name)


def make(kind, name):
    return Client(kind=kind, chat_model=name)


made = make("a", "gpt-4o-mini")
other = make("a", "users/profile")

config = lm.OpenAIGPTConfig(chat_model=lm.OpenAIChatModel.GPT4o)
KNOWN = {
    "1": lm.OpenAIChatModel.GPT4o,
    "2": lm.OpenAIChatModel.GPT4,
    "3": lm.OpenAIChatModel.GPT4o_MINI,
    "4": lm.OpenAIChatModel.GPT4_TURBO,
    "5": lm.OpenAIChatModel.GPT4_32K,
}
spoken = TranscriptionConfig(speech_model=SpeechModel.nano)
answer = g4f.ChatCompletion.create(model=g4f.models.gpt_4, messages=[])
first = g4f.ChatCompletion.create(model=g4f.models.default, messages=[])

inputs = [DropdownInput(name="model_name", options=["gpt-4o", "gpt-4o-mini"], value="gpt-4.1")]
form = {"Model": InputConfig(type="dropdown", value="acme/all-MiniLM-L6-v2"), "Limit": InputConfig(value="acme/none-7b")}
form["Model"] = InputConfig(value="claude-3-5-sonnet-20240620")
schema = {"model": {"type": "string", "default": "gpt-5-mini", "examples": ["gpt-5"]}}
picked = form.get("model", {"value": "text-embedding-ada-002"}).value


def base():
    name = form.get("BASE") or "acme/base-7b-AWQ"
    return name.replace("-AWQ", "").replace("-GPTQ", "")


AutoModel.from_pretrained(base())
Variant(name="a", metadata={"provider": "openai", "model": "gpt-4-turbo"})


class Preferences(BaseSettings):
    cheap: str = "gpt-4o-mini"
    embed_model: str = "nomic-embed-text"
    fallback_models: list[str] = ["gpt-4o", "claude-3-haiku-20240307"]
    allowed_models: list[str] = ["gpt-4o", "claude-3-haiku-20240307"]


class Known(BaseModel):
    label: str = "gpt-4o"
    input_price: float = 2.5


options = {}
model_id = options.pop("model_id", "claude-3-opus-20240229")
model_name = "team-blue"
answered = query("q", llm="gpt-4", max_context_length=8192)
request_metadata = {"job": "a", "invoke_model": "llama31-70b"}

SPECS = {"small": Spec(id="openai:gpt-5.4-nano", label="Small"), "big": Spec(id="anthropic:claude-opus-4-5", label="Big")}
CHOSEN = SPECS["small"]
chosen = LM(CHOSEN.id)


def num_tokens_from_messages(messages, model="gpt-3.5-turbo-0613"):
    return len(messages)


used = num_tokens_from_messages([], model="gpt-4")

JUDGE_MODELS: dict[str, str] = {"first": "bedrock/us.amazon.nova-pro-v1:0", "second": "openai/gpt-4.1"}
CODE_MODELS = {"first": "openai/gpt-4.1-mini", "second": "openai/gpt-4.1-nano"}


def judge(judges=None, kind="first"):
    return (judges or JUDGE_MODELS), (kind or CODE_MODELS[kind])

for each in tqdm(["acme/tokens-7b", "gpt-4"]):
    AutoModel.from_pretrained(each)
ckpt = "acme/llama-7b"
AutoModel.from_pretrained(ckpt)
ckpt = "checkpoints/llama-7b"
monitoring.record_request(duration=0.3, model="gpt-4o")
