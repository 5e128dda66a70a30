import OpenAI from "openai";
import { textEmbeddingGecko, vertexAI } from "@genkit-ai/vertexai";
const client = new OpenAI();
export const PICKS = [
  { id: "openai/gpt-5.1", title: "Good", default: true },
  { id: "openai/gpt-5.2", title: "Better", default: false },
];
const TRIALS = [
  { value: "gpt-4.1", label: "one" },
  { value: "gpt-4.1-mini", label: "two" },
];
for (const trial of TRIALS) await client.responses.create({ model: trial.value, input: "Hi" });
const LIMITED = [{ value: "gpt-4.1-nano", label: "three" }];
await inTurns(LIMITED, 2, async (one) => client.responses.create({ model: one.value, input: "Hi" }));
const SHOWN = [{ value: "gpt-5", label: "shown, not called" }];
for (const one of SHOWN) console.log(one.value);
export const NAMES = { GPT_4O: "gpt-4o", GPT_4_TURBO: "gpt-4-turbo", O3_MINI: "o3-mini" } as const;
await client.responses.create({ model: NAMES.GPT_4O, input: "Hi" });
export const VISION_MODEL = "gpt-4o-mini";
export const planner = [{ model: "openrouter/minimax/minimax-m3", maxRetries: 3 }];
export const summaryModel = "@cf/meta/llama-3.1-8b-instruct-fast";
export const field = {
  key: "model",
  options: [
    { value: "gpt-3.5-turbo", label: "Small" }, { value: "gpt-4", label: "Large" }, { value: "o1", label: "Slow" },
  ],
  default: "gpt-5-mini",
};
export const local = { model: "gemma-2-2b-it-q4f16_1-MLC" };
await ai.embed({ embedder: textEmbeddingGecko, content: "Hi" });
const ENTRIES = {
  small: { id: "Qwen3-0.6B-q4f16_1-MLC", title: "Small" },
  large: { id: "Qwen3-8B-q4f16_1-MLC", title: "Large" },
};
class Local { constructor(modelKey = "small") { this.entry = ENTRIES[modelKey]; } }
function health() { return { status: "down", error: "no answer", model: "gpt-4o" }; }
const [agent] = useState({ label: "Agent", description: "", provider: "openai", model: saved.model || "gpt-4.1-mini" });
await client.responses.create({ model: "invalid:model", input: "Hi" });
