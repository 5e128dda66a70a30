use llm::builder::{LLMBackend, LLMBuilder};
async fn hear() {
    let ears = LLMBuilder::new().backend(LLMBackend::ElevenLabs).model("scribe_v1").build()?;
}
