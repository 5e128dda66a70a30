library(ellmer)
# chat_openai(model = "gpt-4")
chat <- chat_openai(model = "gpt-4o-mini")
model_id <- Sys.getenv("MODEL", "claude-3-haiku-20240307")
