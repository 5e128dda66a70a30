$settings = @"
llm:
  model: "gpt-4o"
"@

if ($Local) {
    $settings += @"

  local:
    type: "ollama"
    model: "qwen3:8b"
"@
}
$settings | Out-File -FilePath "settings.yaml" -Encoding UTF8

@'
# keys come later
OPENAI_MODEL=gpt-4.1-mini
'@ | Set-Content -Path ".env"

Set-Content -Path Modelfile -Value @"
FROM llama3.2:3b
PARAMETER temperature 0.2
"@

$body = @"
{
  "model": "claude-sonnet-4-5",
  "messages": [{"role": "user", "content": "say \"hi\""}]
}
"@
Invoke-RestMethod -Uri $uri -Method Post -Body $body

Write-Host @"
Usage:
  Model: gpt-4
  Other: gpt-3.5-turbo
"@
$env:CHAT_MODEL = "gpt-4o-mini"
