data "acme_parameter" "chat_model" {
  name    = "chat_model"
  default = "gpt-4.1-mini"
  option {
    name  = "Small"
    value = "gpt-4.1-mini"
  }
  option {
    name  = "Large"
    value = "gpt-4.1"
  }
}
locals {
  settings = [{ name = "CHAT_MODEL", value = "gpt-5-mini" }]
}
