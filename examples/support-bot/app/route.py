"""Send a ticket to the right desk."""

from openai import OpenAI
from sentence_transformers import SentenceTransformer

client = OpenAI()
encoder = SentenceTransformer("jinaai/jina-embeddings-v3")


def label(ticket: str) -> str:
    reply = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": ticket}])
    return reply.choices[0].message.content
