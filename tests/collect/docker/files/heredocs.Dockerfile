FROM python:3.12
COPY <<EOF /app/settings.yaml
llm:
  model: gpt-4o-mini
EOF
COPY <<EOF /app/notes.txt
llm:
  model: gpt-4o
EOF
RUN --mount=type=cache,target=/root/.cache <<EOF
huggingface-cli download acme/encoder-7b
EOF
RUN <<EOF
#!/usr/bin/env python3
from huggingface_hub import snapshot_download
snapshot_download("acme/decoder-7b")
EOF
