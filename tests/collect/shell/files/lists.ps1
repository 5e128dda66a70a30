param(
    [string]$ModelName = "mistral:7b-instruct"
)
$needed = @("llama3", "codellama:7b")
foreach ($one in $needed) {
    ollama pull $one
}
$list = @(
    @{ Name = "llama2"; Display = "Llama 2" },
    @{ Name = "qwen2.5:7b"; Display = "Qwen" }
)
foreach ($m in $list) { ollama pull $m.Name }
$shown = @(
    @{ Title = "llama3:8b"; Note = "not pulled" }
)
Start-Process -FilePath "ollama" -ArgumentList "pull", "gemma:2b" -Wait
& "C:\Program Files\Ollama\ollama.exe" pull phi3
$body = @{ model = "llama3.1:8b"; prompt = "hi" } | ConvertTo-Json
[Environment]::SetEnvironmentVariable("OLLAMA_MODEL", "llama3.3", "User")
if (-not $env:MODEL) { $env:MODEL = "qwen3:8b" }
$required = 'deepseek-r1:8b','phi4'
$required | ForEach-Object { ollama pull $_ }
foreach ($m in @("gemma3:4b")) { ollama pull $m }
Write-Host "Pulling llama3:70b"
"LLM_MODEL=gpt-4o" | Add-Content -Path $ENV_FILE -Encoding utf8
"gpt-4o answers" | Out-File log.txt
