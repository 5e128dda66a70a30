import { openai, createOpenAI } from "@ai-sdk/openai";
import { anthropic } from "@ai-sdk/anthropic";
import { createGroq } from "@ai-sdk/groq";
import { generateText, embed } from "ai";

// A comment is nothing: openai("gpt-4")
const groq = createGroq({ apiKey: process.env.GROQ_API_KEY });
const together = createOpenAI({ baseURL: "https://api.together.xyz/v1" });
const FALLBACK = process.env.CHAT_MODEL ?? "gpt-4o";

export async function answer(prompt: string, model = "gpt-4.1-mini") {
  await generateText({ model: openai("gpt-4o-mini"), prompt });
  await generateText({ model: anthropic('claude-sonnet-4-5'), prompt });
  await generateText({ model: groq("llama-3.3-70b-versatile"), prompt });
  await generateText({ model: together("meta-llama/Llama-3.3-70B-Instruct-Turbo"), prompt });
  await generateText({ model: openai(FALLBACK), prompt });
  await embed({ model: openai.embedding("text-embedding-3-small"), value: prompt });
  return generateText({ model: "anthropic/claude-haiku-4.5", prompt });
}

export function limit(model: string): number {
  if (model === "gpt-4-turbo" || model.startsWith("o3-mini")) return 1;
  switch (model) {
    case "gpt-3.5-turbo":
      return 2;
  }
  console.log("gpt-4o-audio-preview");
  return PRICES[model];
}

const PRICES: Record<string, number> = { "gpt-4.1": 2, "gpt-4.1-nano": 1 };
type Allowed = "gpt-5" | "gpt-5-mini";

export const chatModels = [
  { id: "openai/gpt-5.2", label: "GPT", provider: "openai", description: "fast" },
];
