-- "gpt-4"
model = "gpt-4o"
request = CreateChatCompletion { model = "gpt-4o-mini", messages = [] }
