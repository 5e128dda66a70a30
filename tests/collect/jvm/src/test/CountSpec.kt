import com.acme.openai.generated.model.CreateChatCompletionRequestModel

class CountSpec {
    val model = CreateChatCompletionRequestModel.gpt_4

    fun counts() {
        assert(model.tokens("a b") == 2)
    }
}
