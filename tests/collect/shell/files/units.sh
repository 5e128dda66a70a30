sudo tee "$UNIT" > /dev/null <<EOF
[Service]
Environment="OLLAMA_MODEL=llama3.2:3b"
EOF
cat > "$CONFIG" <<EOF
server: x
model: gpt-4o-mini
EOF
cat <<EOF
model: gpt-4
usage: x
EOF
