use async_openai::Client;
fn main() {
    let model = if fast { "gpt-4o-mini" } else { "gpt-4o" };
    let model2 = if let Some(m) = args.model { m } else { "gpt-4.1".to_string() };
    let model_name = match size { Size::Small => "gpt-4.1-mini", _ => "gpt-4.1-nano" };
    let request = CreateChatCompletionRequestArgs::default().model(model).build();
    let r = client.chat(&m);
    let req = ChatRequest { model: Some("gpt-4-turbo".into()), ..Default::default() };
    println!("using gpt-4o");
    let c = Client::new().with_model("o1");
    model_map.insert("fast", "gpt-4o-mini");
    Cli::command().arg(Arg::new("model").long("model").default_value("gpt-5"));
    #[serde(rename = "gpt-4")]
    let t = tiktoken_rs::get_bpe_from_model("gpt-4");
}
#[derive(Deserialize)]
pub enum M { #[serde(rename = "gpt-4o")] Gpt4o, #[strum(serialize = "claude-3-opus-20240229")] Opus }
impl M { fn as_str(&self) -> &str { match self { M::Gpt4o => "gpt-4o", M::Opus => "claude-3-opus-20240229" } } }
