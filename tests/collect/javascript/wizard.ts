import { Ollama } from "ollama";
export const PROVIDERS = [
  { id: "openai", defaultModel: "gpt-5-mini" },
  { id: "ollama", defaultModel: "llama3.1:8b", defaultUrl: "http://localhost:11434" },
];
export const voice = { modelId: process.env.VOICE_MODEL_ID || "eleven_v3" };
export const router = "https://router.huggingface.co/v1/chat/completions";
export const env = { OPENAI_MODEL: EnvValue.fromValue("gpt-4.1-mini") };
