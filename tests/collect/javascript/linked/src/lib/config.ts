export const FAST = "gpt-4o-mini";
export const MODEL = "gpt-4o";
export default { chat: "gpt-4.1", size: 3 };
export const NAMES = { big: "meta-llama/Llama-3.3-70B-Instruct-Turbo", retries: 2 };
export const OTHER = "gpt-5";
export const EMB = process.env.EMB ?? "Xenova/all-MiniLM-L6-v2";
export enum Kind {
  GPT_4O = "gpt-4o-2024-08-06",
  O3 = "o3-mini",
}
