$ollamaModel = (Select-String -Path ".env.docker" -Pattern '^LLM_MODEL=(.*)$')
$embedModel = "nomic-embed-text"
ollama pull $embedModel
