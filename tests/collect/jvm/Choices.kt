import com.aallam.openai.client.OpenAI
val model = if (fast) "gpt-4o-mini" else "gpt-4o"
val modelName = when (tier) {
    "fast" -> "gpt-4.1-mini"
    else -> "gpt-4.1"
}
enum class Model(val id: String) { GPT4("gpt-4"), CLAUDE("claude-3-opus-20240229") }
sealed class M(val name: String) { object Gpt4 : M("gpt-4") }
val prefs = sharedPreferences.getString("model", "gpt-3.5-turbo") ?: "gpt-3.5-turbo"
@Serializable data class Req(@SerialName("model") val model: String = "o3-mini")
fun chat(prompt: String, model: String = "gpt-4-turbo") = run()
val llm by lazy { OpenAiChatModel.builder().modelName("o1-mini").build() }
companion object { private const val DEFAULT_MODEL = "gemini-pro" }
