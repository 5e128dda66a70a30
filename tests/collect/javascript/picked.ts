import OpenAI from "openai";
const OFFERED = [
  { id: "gpt-4.1", label: "Large", provider: "openai", description: "slow" },
  { id: "gpt-4.1-mini", label: "Small", provider: "openai", description: "quick" },
];
export const DEFAULT_MODEL = OFFERED[1];
export const AVAILABLE_MODELS = ["o3", "o3-mini"];
export const [model, setModel] = useState(AVAILABLE_MODELS[0]);
class Maker {
  getDefaultModel() {
    return { id: saved?.id || "gpt-5-nano", name: "gpt-5-nano", provider: this.provider };
  }
  getModels() {
    return { id: "gpt-5", provider: this.provider };
  }
}
const openaiModels = [{ id: "gpt-4o", provider: "openai", label: "Four" }];
export const refreshModels = () => Promise.resolve(openaiModels.map((one) => one.id));
const PRESETS = [{ title: "Clip", modelId: "veo3_fast" }, { title: "Chat", modelId: "GPT-5" }];
const OPTIONS = { gemma3_4b: { label: "Small" } };
export const chosen = { defaultModel: "gemma3_4b" };
