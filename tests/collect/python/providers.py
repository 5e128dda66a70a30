"""A provider's name is no model of another, and what is printed may be asked for first."""
import os

client = Client(base_url="https://api.deepseek.com", models=["openai"])
print(client.ask("a question", model="deepseek-chat").text)
print("model:", os.getenv("OTHER_MODEL", "deepseek-reasoner"))
print(str("gpt-4o"), "gpt-4.1")
