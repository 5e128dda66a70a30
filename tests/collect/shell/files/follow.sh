needed=(llama3.2 "mistral:7b")
for m in "${needed[@]}"; do
  ollama pull "$m"
done
FIRST=acme/first-llama
SECOND="$FIRST"
python serve.py --model $SECOND
NAMES="acme/third-llama acme/fourth-llama"
for n in $NAMES; do vllm serve $n; done
REPO=acme/fetched
curl -L "https://huggingface.co/$REPO/resolve/main/a.bin" -o a.bin
BASE=https://huggingface.co/acme/based/resolve/main
wget $BASE/a.bin
ROOT="https://huggingface.co"
wget ${ROOT}/acme/rooted/resolve/main/a.bin
download() { wget "https://huggingface.co/$1/resolve/main/$2"; }
download acme/passed model.bin
get() {
  local repo="$1" file="$2"
  hf download "$repo" "$file"
}
get "acme/gotten" "a.gguf"
get_size "acme/llama-unread"
nobody() { hf download "$1"; }
ARGS="--model acme/flagged-llama --dtype auto"
ARGS+=" --tokenizer acme/added-llama"
MESSAGE="start it with --model acme/told-llama"
python run.py +dataset=acme/rows ++model=acme/hydra-llama
sbatch --export=ALL,MODEL=acme/exported-llama job.sh
sbatch --wrap="python serve.py --model acme/wrapped-llama"
git clone https://www.modelscope.cn/acme/scoped.git
python run_qa.py --model_name_or_path bert-base-cased --dataset_name squad
python own.py --model acme/llama-x --dataset_name rows
lm_eval --model hf --model_args pretrained=acme/plain,dtype=float16
$OLLAMA_BIN pull gemma:2b
llama-server -m ./models/near.Q4_K_M.gguf
MODEL_FILE="$HOME/models/home-q4.gguf"
python convert.py --outfile ./out/made.gguf
mistralrs-server --port 1234 plain -m acme/served
eland_import_hub_model --url $URL --hub-model-id acme/imported
