def test_config():
    config = Config(model="gpt-4o", llm={"provider": "ollama", "model": "llama3"}, base_model="acme/tiny-7b")
    assert config
