import ai.koog.prompt.executor.clients.anthropic.AnthropicModels
import ai.koog.prompt.executor.ollama.client.OllamaModels
val a = AIAgent(llmModel = AnthropicModels.Sonnet_4)
val b = AIAgent(llmModel = OllamaModels.Meta.LLAMA_3_2)
val c = AIAgent(llmModel = GoogleModels.Gemini2_0Flash)
val c2 = AIAgent(llmModel = OpenAIModels.CostOptimized.GPT4oMini)
val c3 = AIAgent(llmModel = OpenAIModels.Reasoning.O3Mini)
val m = GenerativeModel(modelName = "gemini-1.5-flash", apiKey = k)
val f = Firebase.ai(backend = GenerativeBackend.googleAI()).generativeModel("gemini-2.0-flash")
const val MODEL_NAME = "gpt-4o-mini"
val req = ChatRequest(model = ModelId("gpt-4"))
private val models = listOf("gpt-4", "gpt-4o")
val client = OpenAiClient.builder().model(ChatModel.of("gpt-4o-mini")).build()
