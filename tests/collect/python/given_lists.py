"""Short lists that are handed to what asks each; sets under a key; what is only shown, sorted or offered."""
from chains import Router, fallback_chain

FAST = ["gpt-4o-mini", "gpt-4.1-mini"]
SUPPORTED_MODELS = ["gpt-4o", "gpt-4.1"]

chain = fallback_chain(["gemini-2.5-flash", "gemini-2.5-pro"])
other = Router(model_list=["gpt-5-mini", "gpt-5"], tries=2)
third = fallback_chain(FAST, temperature=0)
fourth = fallback_chain(SUPPORTED_MODELS)
shown = st.multiselect("Models", ["gpt-4o", "gpt-4.1"])
longest = max(["gpt-4o", "gpt-4.1"], key=len)
picked = Router(choices=["gpt-4o", "gpt-4.1"])
mixed = fallback_chain(["gpt-4o", "any"])
wanted = load_configs("LIST", filter_dict={"model": {"gpt-4-32k"}})
MODEL_PRIORITY = ["gpt-4o-mini", "gpt-4.1"]
shown_models = ["gpt-4o", "gpt-4.1"]
space = gradio_client.Client("acme/llama-7b-demo")
field = Field(examples=[{"llm_model": "openai/gpt-4o-mini"}], json_schema_extra={"model": "gpt-4o"})
os.environ["OPENAI_MODEL"] = "gpt-4-fake-model"
