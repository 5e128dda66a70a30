: "${M:=Qwen/Qwen2.5-7B-Instruct}"
vllm serve "$M"
echo "Model: ${GEMINI_MODEL:=gemini-2.0-flash}"
echo "for example ${GEMINI_MODEL:-gemini-1.5-pro}"
[ -n "${CHAT_MODEL:=claude-3-5-haiku-latest}" ] || exit 1
echo "Where: ${OUTPUT_DIR:=out/llama-3-8b}"
RESULT_REPO_ID=acme/llama-result-GGUF
SENT_REPO=acme/llama-sent
SHOWN_MODEL=acme/llama-shown-8b
python convert.py --model acme/llama-source-8b --output_repo $RESULT_REPO_ID
hf upload $SENT_REPO ./out
ollama show $SHOWN_MODEL
autotrain llm --model acme/llama-base-8b --repo_id acme/llama-tuned --push_to_hub
swift sft --model acme/llama-start-8b --dataset 'acme/rows#2000' 'acme/more:sub#600' --val_dataset acme/held
python eval.py --dataset acme/only acme/llama-argument-8b
