echo "LLM_MODEL=gpt-4o" >> .env
echo "LLM_MODEL=gpt-4" >&2
echo "export EMBED_MODEL=acme/embedder-1b" > ~/.profile
echo "LLM_MODEL=gpt-3.5-turbo"
wget -q https://example.com/releases/download/v1/yolov8n.pt
curl -LO https://example.com/releases/tool.tar.gz
echo https://example.com/yolov8m.pt
helm install o ollama/ollama --set ollama.models.pull={llama3.1,phi3:mini} --set "models[0].name=acme/llama-7b"
az cognitiveservices account deployment delete --deployment-name gpt-4o
