for %%m in (llama3 codellama qwen2:7b) do ollama pull %%m
set SERVER=F:/llama/llama-server
set MODEL_PATH=./models/small.gguf
%SERVER% -m "%MODEL_PATH%" -ngl 1
llama-server.exe -m models\large.gguf -c 2048
setx OLLAMA_MODEL llama3.2
set NAME=gemma:2b
ollama pull %NAME%
for /f "tokens=*" %%a in ('ollama list') do echo %%a
echo OPENAI_MODEL="gpt-4o-mini">> .env
