export default { model: "Modell", whisper: "whisper-1", llm: "gpt-4o" };
