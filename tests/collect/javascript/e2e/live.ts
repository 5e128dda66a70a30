const model = process.env.LIVE_MODEL ?? "zai-org/GLM-4.6";
await post("/api/chat", { model, prompt: "Hi" });
