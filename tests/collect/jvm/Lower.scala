object Lower {
  val limits = Seq(ModelId.gpt_4_turbo -> 4096)
  service.createChatCompletion(messages, CreateChatCompletionSettings(model = ModelId.gpt_5_mini))
}
