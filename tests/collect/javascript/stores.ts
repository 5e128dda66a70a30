export const makers = { openai: () => openai("gpt-4o"), google: () => google("gemini-1.5-pro") };
class Chat { @Column({ default: "gpt-4.1" }) model: string; }
export const chatSchema = new Schema({ model: { type: String, default: "gpt-4o-mini" }, title: { type: String } });
export const modelAtom = atomWithStorage("model", "o3-mini");
const [local] = await vscode.lm.selectChatModels({ vendor: "copilot", family: "gpt-5-mini" });
const session = new Supabase.ai.Session("gte-small");
class ChatRequest { @IsString() model?: string = "gpt-4.1-nano"; }
analytics.track("asked", { model: "gpt-4-turbo" }); span.setAttribute("gen_ai.request.model", "gpt-3.5-turbo");
