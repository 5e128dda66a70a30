echo "OPENAI_MODEL=gpt-4o" >> .env
{ echo "VLLM_MODEL=acme/grouped-llama"; echo "X=1"; } > "$DIR/.env"
echo "Set OPENAI_MODEL=gpt-4.1 in .env"
echo "OPENAI_MODEL=gpt-5"
echo "model: gpt-4o" > config.yaml
echo '{"model": "gpt-4o-mini"}' > config.json
echo "LLM_MODEL=gpt-4o-mini" | tee -a .env.local
echo "using gpt-4o" >> run.log
echo "EMBEDDINGS_NAME=huggingface_sentence-transformers/all-mpnet-base-v2" >> "$ENV_FILE"
HUB_MODEL=acme/llama-__STAGE__
