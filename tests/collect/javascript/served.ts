import OpenAI from "openai";
const client = new OpenAI({ baseURL: "http://localhost:1234/v1" });
await client.embeddings.create({ model: "text-embedding-qwen3-embedding-0.6b", input });
const vectors = new OwnEmbeddings(client, "text-embedding-granite-278m");
await fetch("https://api.stability.ai/v2beta/stable-image/generate/sd3", { body: form("model", "sd3.5-large") });
form.append("model", "sd3.5-large");
const state = { apiBaseUrl: "http://localhost:5000", selectedModel: "tagger" };
