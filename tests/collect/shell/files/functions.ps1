param([string]$Chat = "llama3.2:1b", [string[]]$More = @("phi3", "mistral"))
ollama pull $Chat
foreach ($one in $More) { ollama pull $one }
function Get-Weights([string]$Repo, [string]$File = "a.bin") {
    hf download $Repo $File
}
Get-Weights -File "b.bin" -Repo "acme/named"
Get-Weights "acme/by-place"
function Install-Model
{
    param (
        [Parameter(Mandatory = $true)]
        [string]$ModelName
    )
    Write-Host "Installing $ModelName"
    ollama pull $ModelName
}
Install-Model -ModelName "gemma2:9b"
Show-Model -Title "acme/never-pulled"
Invoke-Chat -Model "gpt-4o-mini" -Path "gpt-4o"
