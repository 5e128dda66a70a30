import OpenAI from 'openai';
const MODELS = ['gpt-4o', 'gpt-4o-mini'] as const;
export const MODEL_ID = { FAST: 'gpt-4.1-mini' }
enum Model { GPT4 = 'gpt-4', GPT35 = 'gpt-3.5-turbo' }
const schema = z.enum(['gpt-4o', 'o1']);
const getModel = (tier: string) => { switch (tier) { case 'a': return 'gpt-4.1'; default: return 'gpt-4.1-nano'; } };
const cfg = { llm: { provider: 'openai', name: 'gpt-5' } };
const c2: Config = { openai: { chatModel: 'gpt-5-mini' } };
export class S { private readonly model = 'o3-mini'; constructor(private cfg = { model: 'o1-mini' }) {} }
this.model = options.model ?? this.config.get<string>('OPENAI_MODEL', 'gpt-4-turbo');
const modelName = configService.get('MODEL') || 'gpt-3.5-turbo';
const x = await openai.embeddings.create({ input, model: embedModel });
const embedModel = 'text-embedding-3-large';
console.log(`Using ${'gpt-4'}`);
const PRICING = { 'gpt-4o': { input: 2.5, output: 10 } };
const MODEL_OPTIONS = [{ value: 'gpt-4', label: 'GPT-4' }, { value: 'gpt-4o', label: 'GPT-4o' }];
<Select defaultValue="gpt-4o-mini"><SelectItem value="gpt-4o">x</SelectItem></Select>
const body = JSON.stringify({ model: 'gpt-5.1', messages });
const chain = new ChatOpenAI({ modelName: isPro ? 'gpt-4.5-preview' : 'gpt-5.2' });
const worker = await pipeline('summarization', 'Xenova/distilbart-cnn-6-6');
env.localModelPath = '/models/';
const inst = MyPipeline.getInstance(); class MyPipeline { static task = 'text-classification'; static model = 'Xenova/distilbert-base-uncased-finetuned-sst-2-english'; }
const { data } = useChat({ api: '/api/chat', body: { model: 'o4-mini' } });
fetch('https://openrouter.ai/api/v1/chat/completions', { body: JSON.stringify({ model: 'deepseek/deepseek-chat' }) });
await ollama.embeddings({ model: 'nomic-embed-text', prompt });
const ctx = await getLlama().loadModel({ modelPath: path.join(dir, "models", "Meta-Llama-3.1-8B-Instruct.Q4_K_M.gguf") });
const s3 = await deepgram.listen.prerecorded.transcribeUrl({ url }, { model: 'nova-3' });
const fine = { baseModel: 'gpt-4o-mini-2024-07-18' };
