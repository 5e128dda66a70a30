"""Defaults in tables and look-ups, flags in lists, and constants of libraries."""
from aws_cdk import aws_bedrock
from camel.types import ModelType
from own.types import ModelType as OwnType

DEFAULT_MODELS = {"openai": "gpt-4o-mini", "anthropic": "claude-haiku-4-5-20251001", "name": "router"}
KNOWN = {"openai": "gpt-4o", "google": "gemini-2.5-flash"}
splitter = config.get("chunker_tokenizer", "acme/tokens")
limit = config.get("max_tokens", "100")
spec = V1beta1ModelSpec(args=["--model_id", "acme/served-7b", "--model_name", "own-name"])
model = aws_bedrock.FoundationModelIdentifier.ANTHROPIC_CLAUDE_V2_1
chat = ModelFactory.create(model_type=ModelType.GPT_4O_MINI)
other = OwnType.GPT_4O
picked = Prompt.ask("Model ID", default="acme/asked-7b")
ref = resolve_model_reference(request, "acme/second-argument-7b")
TraceEvent(data={"operation": "answer", "model": "gpt-4o"})
remote_code = {"AutoModel": "acme/moe-16b-base--modeling_moe.Model"}
nothing = config.get(limit=model_name)
stand_in = load_model("test/model-7b")
