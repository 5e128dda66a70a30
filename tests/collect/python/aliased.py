def load():
    import clip as openai_clip

    return openai_clip.load("RN50", device="cpu")
