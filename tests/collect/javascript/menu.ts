export const OPENAI_MODELS = ['gpt-4o', 'gpt-4o-mini'];
export const GEMINI_MODELS = ['gemini-2.5-pro'];
const FALLBACK_MODELS = ['gpt-4.1', 'gpt-4.1-mini'];
for (const model of FALLBACK_MODELS) await openai.chat.completions.create({ model, messages });
export const LOCAL_MODELS = ['Xenova/all-MiniLM-L6-v2'];
const inputs = [
  { label: 'Model Name', name: 'modelName', type: 'string', default: 'gpt-5-mini', placeholder: 'gpt-5' },
  { label: 'Temperature', name: 'temperature', type: 'number', default: 1 },
];
const effort = { label: 'Effort', name: 'effort', show: { modelName: ['claude-opus-4-7', 'claude-sonnet-4-6'] } };
const shown = [{ model: 'gpt-5.5', provider: 'openai', title: 'OpenAI' }, { model: 'grok-4.3', provider: 'xai', title: 'xAI' }];
