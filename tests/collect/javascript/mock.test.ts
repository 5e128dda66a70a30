import { vi, expect } from "vitest";
vi.mock("openai");
test("names", async () => {
  const client = fakeClient({ model: "gpt-4o" });
  expect(client.model).toBe("gpt-4o");
});
