import { pipeline, AutoTokenizer } from "@huggingface/transformers";

class Search {
  static model = "Xenova/all-MiniLM-L6-v2";
  static base = "https://huggingface.co/datasets/acme/notes/resolve/main/";

  static async load(progress) {
    this.embed ??= await pipeline("feature-extraction", this.model, { progress });
    this.tokenizer ??= AutoTokenizer.from_pretrained("Xenova/bert-base-uncased");
    return fetch(this.base + "notes.bin");
  }
}

export async function loadAny(name) {
  return pipeline("text-generation", name);
}

export const MODELS = [
  { id: "onnx-community/Qwen3-0.6B-ONNX", dtype: "q4" },
];

export const About = () => (
  <p>
    Don't worry, see <a href="https://huggingface.co/Xenova/bert-base-uncased">the model</a>
    {`built with ${Search.model} and ${"x".length}`}
  </p>
);
