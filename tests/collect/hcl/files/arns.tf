module "agent" {
  source_model = "arn:aws:bedrock:${local.region}:${local.account}:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0"
}

locals {
  model_arn = "arn:${data.aws_partition.here.partition}:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"
  allowed = {
    resources = ["arn:aws:bedrock:${local.region}::foundation-model/amazon.nova-lite-v1:0"]
  }
}

variable "chat_model_id" {
  default = "qwen/qwen3-32b"
  validation {
    condition = contains(["qwen/qwen3-8b", "qwen/qwen3-32b"], var.chat_model_id)
  }
}
