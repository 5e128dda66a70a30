use genai::Client;

const MODEL_GROQ: &str = "groq::openai/gpt-oss-20b";
const MODEL_CLOUD: &str = "ollama_cloud::gemma3:4b";
const MODEL_CLASS: &str = "Shop::Model";

async fn ask(client: Client) {
    client.exec_chat("vertex::gemini-2.5-flash", request(), None).await;
}
