: "${M:=Qwen/Qwen2.5-7B-Instruct}"
vllm serve "$M"
echo "Model: ${GEMINI_MODEL:=gemini-2.0-flash}"
echo "for example ${GEMINI_MODEL:-gemini-1.5-pro}"
[ -n "${CHAT_MODEL:=claude-3-5-haiku-latest}" ] || exit 1
echo "Where: ${OUTPUT_DIR:=out/llama-3-8b}"
