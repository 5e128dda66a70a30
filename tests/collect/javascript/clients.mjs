import OpenAI from "openai";
import ollama from "ollama";
import { ChatOllama } from "@langchain/ollama";
import { CreateMLCEngine } from "@mlc-ai/web-llm";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";

const router = new OpenAI({ baseURL: "https://openrouter.ai/api/v1", apiKey: process.env.KEY });
const local = new OpenAI({ baseURL: "http://localhost:11434/v1" });

await router.chat.completions.create({ model: "anthropic/claude-3.5-sonnet", messages: [] });
await local.chat.completions.create({ model: "llama3.2:1b", messages: [] });
await ollama.chat({ model: "gemma3", messages: [] });
const chat = new ChatOllama({ model: "qwen2.5:7b" });
const engine = await CreateMLCEngine("Llama-3.1-8B-Instruct-q4f32_1-MLC");
new InvokeModelCommand({ modelId: "us.anthropic.claude-3-5-sonnet-20241022-v2:0" });
await fetch("https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent", {});
await fetch("https://api.openai.com/v1/chat/completions", {
  method: "POST",
  body: '{"model": "gpt-4o-mini", "messages": []}',
});
const names = ["gpt-4o", "gpt-4o-mini"];
export const models = ["o3-mini", "o4-mini"];
for (const one of models) await router.chat.completions.create({ model: one });
export const SUPPORTED_MODELS = ["gpt-4", "gpt-3.5-turbo"];
