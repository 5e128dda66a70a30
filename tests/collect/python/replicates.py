import replicate

drawn = replicate.run("black-forest-labs/flux-1.1-pro", input={})
own = replicate_run("black-forest-labs/flux-kontext-pro", {})
MODEL = "acme/small-3b-GGUF/small-3b-f16.gguf"
llm = load(model_id=MODEL)
