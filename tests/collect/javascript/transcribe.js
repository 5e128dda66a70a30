// Sizes of Whisper.
export async function transcribe(file, model = "small", language = null) {
  return post("/api/transcribe", { file, model, language });
}
const rows = [{ model: "large", size: "medium" }];
