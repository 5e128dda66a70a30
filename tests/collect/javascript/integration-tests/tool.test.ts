import { ollama } from "ai-sdk-ollama";
it("calls a tool", async () => {
  const { text } = await generateText({ model: ollama("llama3.2"), tools });
  expect(text).toBeTruthy();
});
