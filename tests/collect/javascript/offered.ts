export const offeredModels = [
  { name: "Seeing (13B)", model: "llava:13b", imageReady: true },
  { name: "Small (1B)", model: "gemma3:1b", imageReady: false },
];
export const agentModels = [{ model: "qwen3:8b", retries: 2 }];
export const defaultProviders = [{ type: "ollama", name: "Local", model: "llama3.2:1b" }];
const socket = new WebSocket(`${REALTIME_URL}?model=grok-4-voice`);
export const server = { url: "http://127.0.0.1:8080", model: "local-gguf-model" };
