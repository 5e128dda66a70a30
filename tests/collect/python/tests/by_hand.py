"""Run by hand, and asks nobody."""
from app.settings import Settings, save


def main():
    settings = {"model": "qwen2.5:7b", "embedding_model": "acme/embed-7b"}
    save(settings)
    assert Settings().model == "qwen2.5:7b"


if __name__ == "__main__":
    main()
