V = "4o"
model = "gpt-#{V}-mini"
