import static dev.langchain4j.model.mistralai.MistralAiEmbeddingModelName.MISTRAL_EMBED;
import static dev.langchain4j.model.mistralai.MistralAiChatModelName.*;
import com.openai.models.ChatModel;
class A {
  Object a = OpenAiChatOptions.builder().model(OpenAiApi.ChatModel.GPT_4_O.getValue()).build();
  Object b = OllamaOptions.builder().model(OllamaModel.LLAMA3_2).build();
  Object b2 = OllamaOptions.builder().model(OllamaModel.MISTRAL.id()).build();
  Object c = AnthropicChatOptions.builder().model(AnthropicApi.ChatModel.CLAUDE_3_5_SONNET).build();
  Object d = VertexAiGeminiChatOptions.builder().model(VertexAiGeminiChatModel.ChatModel.GEMINI_2_0_FLASH).build();
  Object e = MistralAiChatOptions.builder().model(MistralAiApi.ChatModel.LARGE.getValue()).build();
  Object g = new OpenAiImageOptions(OpenAiImageApi.ImageModel.DALL_E_3.getValue());
  Object h = OpenAiEmbeddingOptions.builder().model(OpenAiApi.EmbeddingModel.TEXT_EMBEDDING_3_SMALL.value).build();
  Object i = new BedrockTitanEmbeddingModel(new TitanEmbeddingBedrockApi(TitanEmbeddingModel.TITAN_EMBED_TEXT_V2.id(), r));
  Object j = new TransformersEmbeddingModel();
  Object k = ChatCompletionCreateParams.builder().model(ChatModel.GPT_4_1).build();
  Object l = MessageCreateParams.builder().model(Model.CLAUDE_SONNET_4_20250514).build();
  Object l2 = MessageCreateParams.builder().model(Model.CLAUDE_3_7_SONNET_LATEST).build();
  GenerateContentResponse r = client.models.generateContent("gemini-2.5-flash", "hi", null);
  Object m = MistralAiEmbeddingModel.builder().modelName(MISTRAL_EMBED).build();
  Object m2 = MistralAiChatModel.builder().modelName(MISTRAL_SMALL_LATEST).build();
  Object n = HuggingFaceChatModel.builder().modelId(HuggingFaceModelName.TII_UAE_FALCON_7B_INSTRUCT).build();
  Object o = BedrockAnthropicMessageChatModel.builder().model(BedrockAnthropicMessageChatModel.Types.AnthropicClaude3SonnetV1.getValue()).build();
  Object p = BedrockTitanEmbeddingModel.builder().model(BedrockTitanEmbeddingModel.Types.TitanEmbedTextV2.getValue()).build();
  Criteria<String, float[]> crit = Criteria.builder().optModelUrls("djl://ai.djl.huggingface.pytorch/sentence-transformers/all-MiniLM-L6-v2").build();
  Object q = GitHubModelsChatModel.builder().modelName(GitHubModelsChatModelName.GPT_4_O_MINI).build();
  ChatCompletions cc = client.getChatCompletions("gpt-35-turbo", new ChatCompletionsOptions(msgs));
  static final String DEPLOYMENT = "gpt-4o";
  @Value("${openai.model:gpt-3.5-turbo}")
  String model;
  @ConfigProperty(name = "llm.model", defaultValue = "llama3.1:8b")
  String m3;
  Object t = CohereScoringModel.builder().modelName("rerank-english-v3.0").build();
  Object u = JsonNodeFactory.instance.objectNode().put("model", "gpt-4o-mini");
  String json = """
     {"model": "text-embedding-3-large", "input": "%s"}
     """;
  String json2 = "{\"model\": \"gpt-4.1-mini\", \"messages\": []}";
  InvokeModelRequest x = InvokeModelRequest.builder().modelId("anthropic.claude-v2").build();
  DockerImageName img = DockerImageName.parse("ollama/ollama:0.3.6");
  OllamaContainer oc; void q() { oc.execInContainer("ollama", "pull", "all-minilm"); }
  @RegisterAiService(modelName = "m1") interface B {}
  @Agent(model = "gpt-4o") interface C {}
  Object v = DashScopeChatOptions.builder().withModel(DashScopeApi.ChatModel.QWEN_PLUS.getValue()).build();
  Object w = DashScopeChatOptions.builder().model(DashScopeModel.ChatModel.DEEPSEEK_V3.value).build();
  Object y = DashScopeEmbeddingOptions.builder().withModel(DashScopeApi.EmbeddingModel.EMBEDDING_V3.getValue()).build();
}
