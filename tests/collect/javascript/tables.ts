import OpenAI from "openai";
const KNOWN_MODELS = {
  "gpt-4": { contextWindow: 8192, openAIModel: "gpt-4" },
  "gpt-35-turbo": { contextWindow: 4096, openAIModel: "gpt-3.5-turbo" },
};
export const settings = { whisper: { model: process.env.WHISPER_MODEL || "base" }, box: { size: "large" } };
export const heard = { transcription_model: "large-v3", transcription_quality: "medium" };
