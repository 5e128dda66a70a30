#!/bin/sh
# Lets a larger model write labels for the intent classifier.
vllm serve meta-llama/Llama-2-13b-chat-hf --port 8001 &
python make_labels.py --model acme/ticket-router-v2 --out labels.jsonl
