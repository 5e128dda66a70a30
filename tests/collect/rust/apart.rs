use fastembed::{EmbeddingModel, TextEmbedding};

async fn load(state: State) {
    let EmbeddingModel::BGEM3 { id } = state.model;
    load_shared_text_embedding(EmbeddingModel::MultilingualE5Small, None).await;
}
