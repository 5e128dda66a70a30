cat > "$DIR/terraform.tfvars" <<EOF
embed_model_id = "amazon.titan-embed-text-v2:0"
EOF
MODEL_NAME="Meta-Llama-3.1-8B-Instruct"
