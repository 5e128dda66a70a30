import ai.koog.prompt.executor.clients.openai.OpenAIModels
import com.aallam.openai.api.model.ModelId

class Agent(private val model: String = "gpt-4o-mini") {
    val embedding = ModelId("text-embedding-3-small")
    val name = System.getenv("LLM_MODEL") ?: "claude-3-5-haiku-20241022"
    val agent = AIAgent(executor = run, llmModel = OpenAIModels.Chat.GPT4o)
    val body = mapOf("model" to "o3-mini", "stream" to true)
    fun price(model: String) = when (model) {
        "gpt-4-turbo" -> 10
        else -> 0
    }
}
