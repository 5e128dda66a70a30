import { OpenAI } from "./local";
test("answers", async () => {
  const model = make({ model: "gpt-3.5-turbo" });
  expect(await model.ask("Hi")).toBeTruthy();
});
