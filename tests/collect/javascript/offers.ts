import OpenAI from "openai";
export const PROVIDERS = [{ id: "openai", name: "OpenAI", models: ["gpt-4o", "gpt-4o-mini"], defaultModel: "gpt-4.1" }];
export const models: Record<string, string[]> = { openai: ["gpt-5", "gpt-5-mini"], google: ["gemini-2.5-pro"] };
export const fallbackModels: Record<string, string[]> = { openai: ["o3"], google: ["gemini-2.5-flash"] };
const asked = [{ role: "assistant", model: "gpt-4-turbo", tokens: 12 }];
const answer = await client.route({ name: "both", models: ["o1", "o4-mini"] });
command.addStringOption((one) => one.setName("model").addChoices({ name: "Four", value: "gpt-4" }));
export function getModelNameForTiktoken(name: string) { return "gpt-3.5-turbo-16k"; }
