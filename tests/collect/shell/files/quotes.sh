#!/usr/bin/env bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export OUT=${OUT:-"${here}/out"}
export LLM_MODEL=${LLM_MODEL:-"acme/chat-7b"}
answer="$(curl -s http://localhost:11434/api/generate -d "{\"model\": \"llama3.2:1b\"}")"
chosen="$(ask "which model?" "Qwen/Qwen3-0.6B")"
ask() {
  read -r -p "$1 " reply
  echo "${reply:-$2}"
}
fetch_model() { huggingface-cli download "$1"; }
log_model() { echo "using $1"; }
fetch_model "google/gemma-2-2b"
log_model "google/gemma-2-9b"
python score.py Qwen/Qwen2.5-7B results
docker tag opea/whisper-base registry/whisper-base
python -m spacy evaluate de_core_news_sm corpus/dev.spacy
declare -A MODELS=(
  [small]="Qwen/Qwen2.5-0.5B"
  [large]="Qwen/Qwen2.5-14B"
)
MENU=("mistral:7b|a fast one" "phi4:14b|a clever one")
for entry in "${MENU[@]}"; do ollama pull "${entry%%|*}"; done
aws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 out.json
ilab model download --repository instructlab/merlinite-7b-lab
curl -s "https://api.replicate.com/v1/models/black-forest-labs/flux-schnell/predictions"
export OLLAMA_MODELS="gemma2:2b nomic-embed-text:latest"
