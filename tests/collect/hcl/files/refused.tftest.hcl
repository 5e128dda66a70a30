run "accepts_a_model" {
  variables {
    embedding_model = "amazon.titan-embed-text-v2:0"
  }
}
run "refuses_a_bare_name" {
  variables {
    chat_model = "gemma-3-1b-it"
  }
  expect_failures = [var.chat_model]
}
