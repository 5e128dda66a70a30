import sttp.openai.OpenAI

object Ask {
  val modelId = sys.env.getOrElse("MODEL", "gpt-4o")
  val body = ChatBody(model = ChatCompletionModel.CustomChatCompletionModel("gpt-4.1-nano"), messages = Nil)
}
