export const OPENAI_MODELS = ['gpt-4o', 'gpt-4o-mini'];
export const GEMINI_MODELS = ['gemini-2.5-pro'];
const FALLBACK_MODELS = ['gpt-4.1', 'gpt-4.1-mini'];
for (const model of FALLBACK_MODELS) await openai.chat.completions.create({ model, messages });
export const LOCAL_MODELS = ['Xenova/all-MiniLM-L6-v2'];
