use rust_bert::pipelines::common::{ModelResource, ModelType};

fn resources() {
    let kind = ModelType::GPT2;
    let weights = RemoteResource::from_pretrained(Gpt2ModelResources::GPT2);
    let vocabulary = RemoteResource::from_pretrained(RobertaVocabResources::CODEBERT_MLM);
}
