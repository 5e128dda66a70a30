#!/bin/bash
# vllm serve meta-llama/Llama-2-7b-hf
models=(
  "google/gemma-1.1-7b-it"
  CohereLabs/aya-101
)
MODEL="${1:-Qwen/Qwen2.5-0.5B}"
echo "Retrieving gpt-4 and $MODEL"
vllm serve "$MODEL" --port 8000
for m in llama3.2:1b phi3; do ollama pull "$m"; done
lm_eval --model hf --model_args pretrained=EleutherAI/pythia-160m,dtype=float --tasks arc
lm_eval --model vllm \
  --model_args "pretrained=${models[0]}"
huggingface-cli download --repo-type dataset tatsu-lab/alpaca --local-dir data
huggingface-cli upload acme/out ./out
git clone https://huggingface.co/bigscience/bloom-560m
wget -q https://huggingface.co/TheBloke/Llama-2-7B-GGUF/resolve/main/llama-2-7b.Q4_K_M.gguf
curl http://localhost:11434/api/pull -d '{"name": "nomic-embed-text"}'
curl "https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent?key=$K"
python train.py --model_name_or_path=bert-base-uncased --dataset_name imdb-org/imdb --output_dir out/llama
ollama run $UNKNOWN
docker run --rm $IMAGE mistralai/Mistral-7B-v0.3 --port 1
if [ "$MODEL" = "gpt-4o" ]; then bash -c "ollama pull gemma:2b"; fi
cat > .env <<EOF
OPENAI_MODEL=gpt-4o-mini
EOF
whisper audio.wav --model small
