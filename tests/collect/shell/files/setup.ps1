$Model = "gpt-4o"
REM claude-3-opus-20240229
ollama pull qwen2.5:7b
param([string]$HfModel = "acme/phi-mini", [string]$Out = "x")
$models = @("mistral", "codellama:7b")

$body = @{
    model = "claude-sonnet-4-6"
}
