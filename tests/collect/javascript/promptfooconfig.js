module.exports = {
  prompts: ["{{question}}"],
  providers: ["openai:gpt-4.1", { id: "anthropic:messages:claude-haiku-4-5", config: { max_tokens: 9 } }, "echo"],
  defaultTest: { options: { provider: "openai:chat:gpt-4.1-mini" } },
};
const providers = ["openai:gpt-4o", (text) => ({ output: text })];
