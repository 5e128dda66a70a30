impl Provider {
    pub fn default_model(&self) -> &'static str {
        match self {
            Provider::OpenAI => "gpt-4-turbo",
            Provider::OpenRouter => "openai/gpt-4o",
        }
    }

    pub fn model_id(&self) -> &'static str {
        match self {
            Self::Gpt4o => "gpt-4o",
            Self::Gpt4oMini => "gpt-4o-mini",
        }
    }
}

fn body(text: &str) {
    let body = HashMap::from([("model", "gpt-4.1"), ("label", "gpt-4"), ("input", text)]);
    client.post(url).json(&body);
}
