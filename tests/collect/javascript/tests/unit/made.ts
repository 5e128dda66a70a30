import { Ollama } from "ollama";
const entry = { backend: "ollama", backend_url: "http://ollama:11434/v1", backend_model: "llama3.2:3b" };
expect(typeof makeClient(entry).chat).toBe("function");
