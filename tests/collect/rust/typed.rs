use rig::providers::openai::{self, GPT_4O, GPT_4O_MINI, TEXT_EMBEDDING_3_SMALL};
use openai_api_rs::v1::common::GPT4_O;
use kalosm::language::*;
use langchain_rust::llm::openai::OpenAIModel;
use rust_bert::pipelines::sentence_embeddings::{SentenceEmbeddingsBuilder, SentenceEmbeddingsModelType};
const MODEL: &str = "claude-3-haiku-20240307";
static EMBED: &str = "text-embedding-3-small";
async fn main() {
    let a = client.agent(GPT_4O).build();
    let a2 = client.embedding_model(TEXT_EMBEDDING_3_SMALL);
    let a3 = anthropic.agent(anthropic::CLAUDE_3_5_SONNET).build();
    let a4 = client.agent("gpt-4o-mini").build();
    let r = ChatCompletionRequest::new(GPT4_O.to_string(), vec![]);
    let l = OpenAI::default().with_model(OpenAIModel::Gpt4oMini.to_string());
    let s = SentenceEmbeddingsBuilder::remote(SentenceEmbeddingsModelType::AllMiniLmL12V2).create_model();
    let m = TextModelBuilder::new("microsoft/Phi-3.5-mini-instruct").build().await;
    let g = GgufModelBuilder::new("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", vec!["Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf"]);
    let o = GenerationRequest::new("llama2:latest".to_string(), prompt);
    let model = "llama3.2:latest".to_string();
    let b = client.invoke_model().model_id("anthropic.claude-v2").send();
    let sw = swiftide::integrations::openai::OpenAI::builder().default_embed_model("text-embedding-3-small").default_prompt_model("gpt-4o-mini").build();
    let j = json!({ "model": "gpt-4o", "messages": [] });
    let id = args.model.unwrap_or_else(|| "Qwen/Qwen2-0.5B".to_string());
    let e = TextEmbedding::try_new(InitOptions::new(EmbeddingModel::BGESmallENV15));
    let e2 = TextEmbedding::try_new(Default::default()); //implicit
    let t = Tokenizer::from_pretrained("bert-base-cased", None);
    let rr = match which { Which::A => "meta-llama/Llama-2-7b-hf", Which::B => "mistralai/Mistral-7B-v0.1" }; 
    let api = Api::new()?.model("sentence-transformers/all-MiniLM-L6-v2".into());
    let ort = Session::builder()?.commit_from_url("https://huggingface.co/Xenova/bge-small-en-v1.5/resolve/main/onnx/model.onnx")?;
    let llm = LLMBuilder::new().backend(LLMBackend::OpenAI).model("gpt-4.1-nano").build();
}
#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "gpt-4o")]
    model: String,
    #[clap(short, long, default_value_t = String::from("mistral"))]
    model_name: String,
    #[serde(default = "default_model")]
    m: String,
}
fn default_model() -> String { "gpt-4o-mini".into() }
impl Default for Config { fn default() -> Self { Self { model: "gpt-4-turbo".to_owned(), x: 1 } } }
