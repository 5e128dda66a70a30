CHAT_MODEL = "acme/imported-constant"


class Settings:
    embedder = "acme/imported-attribute"
    other = "nothing"
