import shlex

ARGS = shlex.split("--rows 8 --model_name_or_path acme/t5-small --seed 1")
