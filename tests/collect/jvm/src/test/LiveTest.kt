class LiveTest : Base() {
    fun completes() = test { openAI.chatCompletion(ChatCompletionRequest(model = ModelId("gpt-4o-mini"))) }
}
