impl Executor {
    fn model_from_options(&self, options: &Options) -> String {
        let Some(model) = options.get(Model) else {
            return "gpt-3.5-turbo".to_string();
        };
        model.to_name()
    }

    fn price_from_options(&self) -> String {
        return "gpt-4".to_string();
    }

    fn local() -> Self {
        Self { provider_config: ProviderConfig::local("qwen/qwen3-8b"), label: Label::shown("qwen/qwen3-8b") }
    }
}
