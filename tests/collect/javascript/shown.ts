import { OpenAI } from "openai";
export const reply = await new OpenAI({ baseURL }).chat.completions.create({ model: "ERNIE-4.0-Embed", messages });
export const shown = [{ role: "assistant", model: "GPT-4o" }];
