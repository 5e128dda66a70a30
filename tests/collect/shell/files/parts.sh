SAE_PATH="acme/sae-llama-8b"
INNER="small-one"
FLAGS="--sae-path $SAE_PATH \
   --log_path acme/llama-logs --train_data_path acme/llama-rows"
python run.py $FLAGS
bash -c "ollama pull $INNER"
python run.py --reward_path acme/reward-llama --save_path acme/llama-saved --student_ckpt exp/llama-7b
WANTED="https://huggingface.co/acme/x-GGUF/resolve/main/x-7b.gguf|x-7b.gguf|4096"
LLM_MODEL=YOU-SET-THIS-gpt-4o
