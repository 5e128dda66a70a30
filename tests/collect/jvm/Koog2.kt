val own = LLModel(provider = LLMProvider.Ollama, id = "qwen3:4b", capabilities = listOf())
val row = Entry(id = "qwen3:8b")
