llama-server -hf acme/chat-3b-GGUF:Q4_K_M -c 4096
llamafile -m chat.Q4_0.gguf
openllm serve llama3.2:1b
git clone git@hf.co:acme/bloom-560m
gptme -m anthropic/claude-3-5-haiku-20241022 hi
