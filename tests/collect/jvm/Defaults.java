import dev.langchain4j.model.openai.*;
class A {
  String model = System.getProperty("model", "gpt-4o-mini");
  String m2 = Optional.ofNullable(System.getenv("MODEL")).orElse("gpt-4o");
  String pick(String t) { return switch (t) { case "a" -> "gpt-4.1"; default -> "gpt-4.1-mini"; }; }
  String modelName = fast ? "o3-mini" : "o1";
  enum Model { GPT_4("gpt-4"), GPT_4O("gpt-4o"); }
  private static final List<String> MODELS = List.of("gpt-4", "gpt-4o");
  private static final Map<String, Integer> LIMITS = Map.of("gpt-4", 8192);
  @Bean ChatModel chat() { return OpenAiChatModel.builder().modelName(env.getProperty("openai.model", "gpt-5")).build(); }
  JSONObject body = new JSONObject().put("model", "gpt-5-mini").put("x", 1);
  public static final String DEFAULT_MODEL_NAME = "gpt-4-turbo";
  @Option(names = {"-m", "--model"}, defaultValue = "gpt-3.5-turbo") String mm;
  @Schema(example = "gpt-4") String ex;
  String url = "https://generativelanguage.googleapis.com/v1/models/gemini-pro:generateContent?key=" + key;
  EmbeddingModel e = OllamaEmbeddingModel.builder().baseUrl(u).modelName("nomic-embed-text:latest").build();
  void t() { assertThat(r.model()).isEqualTo("gpt-4"); log.info("gpt-4"); }
  ChatRequestParameters p = ChatRequestParameters.builder().modelName("o4-mini").build();
  BedrockChatModel b = BedrockChatModel.builder().modelId("us.amazon.nova-lite-v1:0").build();
}
interface Config {
  @WithDefault("text-embedding-004")
  String modelId();

  @WithDefault("true")
  boolean enabled();
}
