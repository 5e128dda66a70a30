package demo;

import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;
import dev.langchain4j.model.openai.*;
import org.springframework.beans.factory.annotation.Value;

class Chat {
    private static final String MODEL_NAME = "gemini-2.0-flash";
    @Value("${spring.ai.openai.chat.options.model:gpt-4.1}")
    private String configured;

    ChatModel small = OpenAiChatModel.builder().apiKey(key()).modelName(GPT_4_O_MINI).build();
    ChatModel local = OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("llama3.1").build();
    ChatModel gemini = GoogleAiGeminiChatModel.builder().modelName(MODEL_NAME).build();
    EmbeddingModel embeddings = new AllMiniLmL6V2EmbeddingModel();

    Object options() {
        return OpenAiChatOptions.builder().model(OpenAiApi.ChatModel.GPT_4_O).build();
    }

    Object request() {
        Map<String, Object> body = new HashMap<>();
        body.put("model", "gpt-4o-audio-preview");
        if ("gpt-3.5-turbo".equals(body.get("model"))) {
            logger.info("gpt-4");
        }
        return System.getenv().getOrDefault("EMBEDDING_MODEL", "text-embedding-3-large");
    }

    enum Known {
        GPT_4("gpt-4"), CLAUDE("claude-3-opus-20240229");
    }
}
