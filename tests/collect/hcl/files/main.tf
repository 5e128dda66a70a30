variable "bedrock_model_id" {
  description = "such as anthropic.claude-v2"
  type        = string
  default     = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
}
resource "aws_bedrockagent_agent" "a" {
  foundation_model = var.bedrock_model_id # anthropic.claude-v2:1
  tags = { model = "amazon.titan-text-express-v1" }
}
resource "aws_sagemaker_model" "m" {
  primary_container {
    image       = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface:latest"
    environment = { HF_MODEL_ID = "google/flan-t5-base", SM_NUM_GPUS = "1" }
  }
}
locals {
  arn = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
  user_data = <<-SCRIPT
    #!/bin/bash
    ollama pull llama3.1:8b
  SCRIPT
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [{ Resource = ["arn:aws:bedrock:*::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"] }] })
}
