variable "models" {
  default = {
    chat = { name = "gpt-4o", format = "OpenAI" }
  }
}
variable "ollama_models" {
  default = ["llama3.2:3b", "nomic-embed-text"]
}
variable "names" {
  default = { team = "mistral" }
}
resource "helm_release" "server" {
  values = [<<-YAML
    model: acme/writer-7b
    replicas: 1
    image: x
  YAML
  ]
}
resource "helm_release" "puller" {
  set {
    name  = "ollama.models.pull[0]"
    value = "llama3.2"
  }
  set {
    name  = "service.name"
    value = "mistral"
  }
}
resource "aws_cloudwatch_metric_alarm" "alarm" {
  dimensions = { ModelId = "anthropic.claude-v2" }
}
