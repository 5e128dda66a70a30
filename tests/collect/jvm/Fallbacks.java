class Fallbacks {
    String first = StringUtils.defaultIfBlank(props.getModel(), "gpt-4o");
    String second = Objects.requireNonNullElse(model, "gpt-4.1");
    String third = model != null ? model : "gpt-5";
    String label = Objects.requireNonNullElse(title, "gpt-4");
    GenericContainer<?> box = new OllamaContainer("ollama/ollama:latest");
}
