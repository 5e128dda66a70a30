from unittest.mock import MagicMock, patch


def config():
    return Config(model_name_or_path="acme/llama-8b")


def test_loads(loader):
    with patch("app.AutoModelForCausalLM") as load:
        loader(config())
    load.assert_called_once()
