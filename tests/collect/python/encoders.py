"""Classes and functions that embed and rerank behind a service's own client."""
import lancedb
from llama_stack_client import LlamaStackClient
from openai.embeddings_utils import get_embedding
from pinecone import Pinecone
from semantic_router.encoders import CohereEncoder, HuggingFaceEncoder, OpenAIEncoder

encoder = OpenAIEncoder(name="text-embedding-3-small")
encoder = CohereEncoder(name="embed-english-v3.0")
encoder = HuggingFaceEncoder(name="acme/encoder")
vector = get_embedding("text", engine="text-embedding-ada-002")
pc = Pinecone()
rows = pc.inference.embed(model="multilingual-e5-large", inputs=["a"])
rows = pc.inference.rerank(model="bge-reranker-v2-m3", query="q", documents=rows)
index = pc.Index(name="acme-index")
registry = lancedb.embeddings.get_registry()
embed = registry.get("openai").create(name="text-embedding-3-large")
table = db.create(name="acme-table")
client = LlamaStackClient(base_url="http://localhost:8321")
client.vector_dbs.register(vector_db_id="acme-db", embedding_model="all-MiniLM-L6-v2")
