set HUGGING_FACE=%~dp0tools\HuggingFace.bat
call %HUGGING_FACE% out\ odd.safetensors acme/odd-thing sub/
call HuggingFace.bat a.bin acme/other-thing
hf auth login acme/no-thing
copy acme/copied-thing x
