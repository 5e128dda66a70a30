import OpenAI from "openai";
export const MODEL_LIST = {
  openai: ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "o3-mini", "o4-mini"],
  anthropic: ["claude-3-5-haiku-latest", "claude-sonnet-4-5", "claude-opus-4-5", "claude-haiku-4-5"],
  google: ["gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite"],
  defaultModel: "gpt-4o-mini",
};
const MODELS = ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "o3-mini", "o4-mini",
  "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5.1", "o1", "o3"];
for (const model of MODELS) {
  await client.responses.create({ model, input });
}
