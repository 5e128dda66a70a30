task "embed" {
  template {
    data = <<EOH
# for the job
EMBEDDING_MODEL=acme/embedder-1b
TITLE=llama3
EOH
  }
}
