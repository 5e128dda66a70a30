import { genkit } from "genkit";
export const DEFAULT_PROVIDER_MODELS = { openai: "gpt-5", gemini: "gemini-2.5-pro", mistral: "mistral-large-latest", deepseek: "deepseek-chat" };
export const plan = router({ models: { simple: { name: "googleai/gemini-flash-latest" } }, use: { name: "googleai/gemini-pro-latest" } });
export const config = { models: { chat: { id: "gpt-4.1", temperature: 0 } }, modelConfig: { name: "o3-mini" } };
spawn("helper", ["-p", prompt, "--model", "claude-haiku-4-5", "--effort", "gpt-4"]);
spawn("helper", ["--model=claude-sonnet-4-5", "--name=gpt-4"]);
const heard = new WebSocket("wss://api.deepgram.com/v1/listen?smart_format=true&model=nova-2");
const spoken = `wss://api.elevenlabs.io/v1/text-to-speech/${voice}/stream-input?model_id=eleven_flash_v2_5`;
const endpoint = `projects/${project}/locations/us-central1/publishers/google/models/imagegeneration@006`;
export const DEFAULT_MODEL = "zerank-1";
const FALLBACK = "gemma-3-27b-it";
await ai.models.generateContent({ model: FALLBACK, contents });
@Entity() class Agent { @Column({ type: "varchar", default: "gpt-4o-mini" }) model!: string; }
