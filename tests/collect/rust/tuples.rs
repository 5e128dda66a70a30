use hf_hub::{Repo, RepoType};
use llm::backends::aws::{BedrockModel, DirectModel};
use rig::providers::{groq, ollama};

fn load(args: Args) {
    let (model_id, revision) = match (args.model_id, args.revision) {
        (None, None) => ("acme/encoder-base-8b".to_string(), "refs/pr/21".to_string()),
        (Some(model), Some(revision)) => (model, revision),
    };
    let repo = Repo::with_revision(model_id, RepoType::Model, revision);
    let request = EmbeddingRequest::new("x").with_model(BedrockModel::Direct(DirectModel::TitanEmbedV2));
    let guard = client.agent(groq::LLAMA_GUARD_3_8B).build();
    let local = client.agent(ollama::LLAMA3_2).build();
    let context = WhisperContext::new_with_params("models/ggml-base.en.bin", parameters)?;
}
