cat > "$DIR/Dockerfile" <<EOF
FROM python:3.11-slim

WORKDIR /app
ENV EMBEDDING_MODEL=acme/served-embed-7b
EOF
cat > "$DIR/Assistant" <<EOF
FROM python:3.12-slim

COPY . .
EOF
cat > "$DIR/Helper.modelfile" <<EOF
FROM llama3.2:3b

SYSTEM Answer briefly.
EOF
