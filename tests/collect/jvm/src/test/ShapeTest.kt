class ShapeTest {
    fun encodes() = assertEquals(text, encode(ChatCompletionRequest(model = ModelId("gpt-4o-mini"))))
}
