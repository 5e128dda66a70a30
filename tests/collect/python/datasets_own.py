"""Defaults of builders of data sets, and loaders with a second argument."""


def grammar_dataset(tokenizer, source: str = "acme/grammar-rows"):
    return SFTDataset(tokenizer=tokenizer, source=source)


path = resolve_model_reference(request, "acme/s2-pro")
text = load_template("acme/script.mako")
MODEL = "models/lyria-realtime-exp"
PIPE_REPO_ID = "acme/tiny-pipe"  # of huggingface
tagger = flair.models.SequenceTagger.load("tokenizer.pk")
