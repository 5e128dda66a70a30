import OpenAI from "openai";
export interface Session {
  audio: { model: "whisper-1" | "gpt-4o-transcribe"; language?: string };
  speech: { model: "tts-1" };
  text: { model: "gpt-4" }
}
export const GPT_SIZES: { label: string; value: string }[] = [
  { label: "Medium", value: "medium" },
];
export function usesNewModel(name: string) {
  return name.length > 2;
}
const mockCalls = [{ name: "generate", args: { model: "gpt-3.5-turbo", prompt: "Hi" } }];
export const MAKERS = {
  openai: { default: "gpt-4o", available: ["gpt-4o", "gpt-4-turbo"], make: (key: string) => new OpenAI({ apiKey: key }) },
};
export const DEFAULT_MODELS: Record<string, string> = { openai: "gpt-4.1", anthropic: "claude-sonnet-4-5" };
export const schema = z.object({ model: z.enum(["o1", "o3-mini"]).default("o3-mini") });
execSync("ollama pull qwen2.5:7b");
console.log("Run: ollama pull llama3.2");
export const tuned = { model: "ft:gpt-3.5-turbo-0613:acme::abc123" };
