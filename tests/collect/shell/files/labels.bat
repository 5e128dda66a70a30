call :fetch qwen2:7b
call :say llama3:70b
exit /b
:fetch
ollama pull %~1
exit /b
:say
echo %1
