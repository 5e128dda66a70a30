import com.acme.Models;
class Streams {
    static Stream<String> embeddingModels() { return Stream.of(OpenAiEmbeddingModelName.TEXT_EMBEDDING_3_SMALL, OpenAiEmbeddingModelName.TEXT_EMBEDDING_3_LARGE); }
    static String embeddingModel() { return OpenAiEmbeddingModelName.TEXT_EMBEDDING_3_SMALL.toString(); }
}
