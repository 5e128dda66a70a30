use async_openai::{config::OpenAIConfig, types::CreateChatCompletionRequestArgs, Client};
use fastembed::{EmbeddingModel, InitOptions, TextEmbedding};
use hf_hub::{api::sync::Api, Repo, RepoType};

/// Documentation that names "gpt-4" is nothing.
#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "Qwen/Qwen2.5-0.5B")]
    model_id: String,
}

fn default_model() -> String {
    "gpt-4o-mini".to_string()
}

fn size(model: &Which) -> &'static str {
    match model {
        Which::Small => "small's",
        Which::Large => "gpt-4-turbo",
        _ => "none",
    }
}

async fn run(args: Args) -> Result<()> {
    let base = "http://localhost:11434/v1";
    let client = Client::with_config(OpenAIConfig::new().with_api_base(base));
    let model = std::env::var("MODEL").unwrap_or_else(|_| "llama3.2:1b".into());
    let request = CreateChatCompletionRequestArgs::default().model("gemma3:1b").build()?;
    let api = Api::new()?;
    let repo = api.repo(Repo::with_revision("openai/whisper-tiny.en".to_string(), RepoType::Model, rev));
    let weights = api.model(r#"google/gemma-2b"#.to_string());
    let embed = TextEmbedding::try_new(InitOptions::new(EmbeddingModel::AllMiniLML6V2))?;
    let image = CreateImageRequestArgs::default().model(ImageModel::GptImage1).build()?;
    if args.model_id == "gpt-4o" || matches!(kind, EmbeddingModel::BGEM3) {}
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn names() {
        assert_eq!(Request::new().model("gpt-4o").name(), "gpt-4o");
    }
}
