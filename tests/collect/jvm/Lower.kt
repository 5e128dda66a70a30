import com.acme.openai.CreateSpeechRequestModel

suspend fun speak(model: CreateSpeechRequestModel = CreateSpeechRequestModel.tts_1) {
    client.speech(model = CreateSpeechRequestModel.tts_1_hd, input = text)
    val label = Names.gpt_4
    val row = PinePricing(modelName = "gpt-4o", input = 5.0)
    val other = Rate(model = "gpt-4-turbo", costPerToken = 1)
}
val price = PinePricing.gpt3_5Turbo
