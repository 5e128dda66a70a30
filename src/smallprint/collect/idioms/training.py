"""How data gets from a model to a trainer: what generates, reads, writes and trains. Data only.

A line names callables by their last name (``create``) or last two (``completions.create``). To add one: a word here
and a case in ``tests/collect/test_training.py``.
"""

from __future__ import annotations

import re

from smallprint.late import late

__all__ = [
    "CHAINS",
    "DATA_ARGUMENTS",
    "DEALS_WITH_MODELS",
    "DUMPS",
    "FITS",
    "GENERATES",
    "HANDLES",
    "HELD_OUT",
    "KEEPS",
    "KNOWN_PACKAGES",
    "LOADERS",
    "MEDIA",
    "MEDIA_READERS",
    "MODEL_KEYWORDS",
    "NOT_MODELS",
    "NO_DATA",
    "NO_TRAINING",
    "READS",
    "READ_HELPER",
    "SAVES",
    "STUDENTS",
    "TEACHER_KEYWORDS",
    "TEACHER_NAMED",
    "TRAINERS",
    "WRITES",
    "WRITE_HELPER",
    "leads",
]

# --- which Python files are looked at ---------------------------------------------------------------------------------

_TRAINS = ("Trainer(", ".fit(", ".backward(", "fine_tuning.jobs", "train_supervised(", "def compute_loss",
           "def training_step")  # fmt: skip
_MAKES = (".create(", ".parse(", ".generate", "chat(", "invoke(", "batch(", "complete(", "predict(", "stream(",
          "completion(",
          "pipeline(", "LLM(", "text_generation(", "send_message(", "converse(", "invoke_model(", "Pipeline",
          "transcribe(",
          "from_pretrained", "teacher")  # fmt: skip
_KEEPS = (".dump(", ".write", ".to_json(", ".to_csv(", ".to_parquet(", ".to_pickle(", "push_to_hub(", "save_to_disk(",
          ".save(", "file=", "_json(", "_jsonl(", "_csv(", "_rows(", "_data(", "_lines(", "imwrite(")  # fmt: skip


#: ``model=TEACHER``: a constant, perhaps of another module.
_NAMED_ELSEWHERE = late(r"model(?<!\wmodel)(?:_name|_id)?\s*=\s*(?:\w+\.)?[A-Z][A-Z0-9_]{3,}\b")


def leads(text: str, *, models: bool) -> tuple[str, ...]:
    """What a Python file may do, by its words alone: ``teach``, ``ask`` (for others), ``train``, ``carry`` data on.

    ``models``: it names a model that it uses.
    """
    models = models or _NAMED_ELSEWHERE.search(text) is not None
    trains = any(word in text for word in _TRAINS)
    keeps = any(word in text for word in _KEEPS)
    if models and any(word in text for word in _MAKES):
        if trains or keeps:
            return ("teach", "train") if trains else ("teach",)
        return ("ask",) if "return" in text else ()
    return ("train",) if trains else ("carry",) if keeps else ()


# --- what a model makes ---------------------------------------------------------------------------------------------

#: Methods and functions whose result is what a model made, where a model's name reaches the call.
GENERATES = frozenset({
    "completions.create", "responses.create", "messages.create", "images.create", "transcriptions.create",
    "speech.create", "completions.parse", "responses.parse", "images.generate", "generate", "agenerate",
    "generate_content", "generate_content_async", "send_message", "chat", "achat", "complete", "acomplete",
    "completion", "acompletion", "batch_completion", "text_completion", "invoke", "ainvoke", "batch", "abatch",
    "stream", "astream", "stream_chat", "predict", "apredict", "text_generation", "chat_completion", "text_to_image",
    "summarization", "translation", "converse", "invoke_model", "run", "__call__", "ask", "query", "transcribe",
    "create_completion", "create_chat_completion", "generate_text", "chatcompletion.create",
})  # fmt: skip
#: Constructors whose object is called itself: ``pipe(prompt)``, ``model(**batch)``.
LOADERS = frozenset({"pipeline", "from_pretrained", "from_single_file", "LLM", "Llama", "OpenAI", "ChatOpenAI",
                     "Predict",
                     "from_quantized", "get_llm"})  # fmt: skip
#: Classes that load beside a model and make nothing.
NOT_MODELS = late(r"Tokenizer|Processor|Extractor|Config|Scheduler|Vocab|Encoding")
#: Methods and functions that hand an object on.
KEEPS = frozenset({"to", "eval", "cuda", "cpu", "half", "float", "bfloat16", "compile", "prepare",
                   "with_structured_output",
                   "bind_tools", "bind", "get_peft_model", "prepare_model_for_kbit_training", "DataParallel",
                   "DistributedDataParallel", "requires_grad_", "train"})  # fmt: skip
MODEL_KEYWORDS = frozenset(
    {"model", "model_name", "model_id", "modelId", "deployment", "engine", "llm", "deployment_id"}
)

# --- reading and writing --------------------------------------------------------------------------------------------

#: Calls that read the file, folder or data set that they name first.
READS = frozenset({
    "open", "read_text", "read_bytes", "load_dataset", "load_from_disk", "read_json", "read_csv", "read_parquet",
    "read_pickle", "read_excel", "read_ndjson", "scan_csv", "scan_parquet", "scan_ndjson", "read_table", "from_json",
    "from_csv", "from_parquet", "from_text", "ImageFolder", "TextLineDataset", "image_dataset_from_directory",
    "read_jsonl", "train_supervised", "read_feather", "memmap",
})  # fmt: skip
#: Functions that say what they do: ``load_jsonl(path)``, ``write_json(path, rows)``.
READ_HELPER = late(r"_?(?:read|load)_(?:\w+_)?(?:jsonl?|json_?lines|csv|data|rows|dataset|lines|file|yaml|pickle)s?\Z")
WRITE_HELPER = late(
    r"_?(?:write|save|dump|append|export)_(?:\w+_)?"
    r"(?:jsonl?|json_?lines|csv|data|rows|dataset|lines|file|yaml|pickle|parquet)s?\Z"
)
#: Files that hold no examples to train on.
NO_DATA = late(r"\.(?:md|rst|html?|py|safetensors|bin|onnx|ckpt|pth|log|svg|pdf|gif|mp4|lock|toml|cfg|ini|sh)\Z|"
               r"(?:^|[/_])(?:config|generation_config|tokenizer|index|package|metrics?|report|state)\.json\Z",
               re.IGNORECASE)  # fmt: skip
#: Files of which a trainer reads the folder.
MEDIA = late(r"\.(?:png|jpe?g|webp|wav|mp3|flac|ogg)\Z", re.IGNORECASE)
MEDIA_READERS = ("imagefolder", "audiofolder", "data_dir", "ImageFolder", "image_dataset_from_directory", "glob")
#: Entries of ``data_files`` that no trainer learns from.
HELD_OUT = frozenset({"test", "validation", "valid", "val", "eval", "evaluation", "dev"})
#: Functions with the data first and the file second.
DUMPS = frozenset({"dump", "safe_dump"})
#: Methods of the data that take the path or the name.
SAVES = frozenset({
    "to_json", "to_csv", "to_parquet", "to_pickle", "to_excel", "to_feather", "save_to_disk", "push_to_hub",
    "write_parquet", "write_csv", "write_ndjson", "write_json", "save",
})  # fmt: skip
#: Methods of a file that is open for writing.
WRITES = frozenset({"write", "writelines", "writerow", "writerows", "write_all", "writerow_dict"})
#: Calls whose object writes to what they name first.
HANDLES = frozenset({"open", "Writer", "writer", "DictWriter", "ParquetWriter", "TextIOWrapper"})

# --- training -------------------------------------------------------------------------------------------------------

#: Trainers by name and the kind of student, where the name settles it; every other ``…Trainer`` leaves it to the model.
TRAINERS = {
    **dict.fromkeys((
        "SFTTrainer", "DPOTrainer", "ORPOTrainer", "KTOTrainer", "CPOTrainer", "GRPOTrainer", "PPOTrainer",
        "GKDTrainer",
        "MiniLLMTrainer", "GOLDTrainer", "XPOTrainer", "OnlineDPOTrainer", "NashMDTrainer", "RLOOTrainer",
        "UnslothTrainer", "BCOTrainer", "SeqKDTrainer",
    ), "llm"),
    **dict.fromkeys(("SentenceTransformerTrainer", "SparseEncoderTrainer"), "embedding"),
    "SetFitTrainer": "classifier",
    "train_supervised": "classifier",
}  # fmt: skip
#: Arguments of trainers that hold what is learnt.
DATA_ARGUMENTS = frozenset({"train_dataset", "train_data", "train_dataloader", "train_dataloaders", "train_loader",
                            "dataset",
                            "datamodule", "training_set", "training_data", "train_objectives", "train_ds"})  # fmt: skip
FITS = frozenset({"fit", "partial_fit", "fit_generator", "train_on_batch"})
#: Objects with ``fit`` that hold the model that is trained.
CHAINS = frozenset({"make_pipeline", "Pipeline", "GridSearchCV", "RandomizedSearchCV", "OneVsRestClassifier",
                    "CalibratedClassifierCV", "MultiOutputClassifier"})  # fmt: skip
#: Objects with ``fit`` that are no models.
NO_TRAINING = late(r"Vectorizer|Scaler|Encoder\Z|Binarizer|Imputer|PCA|TSNE|UMAP|KMeans|DBSCAN|NearestNeighbors|"
                   r"Tokenizer|Selector|(?<!Sentence)Transformer\Z|TruncatedSVD|BERTopic|curve_fit")  # fmt: skip
#: The class of the model that is trained and the kind of student; the first that occurs decides.
STUDENTS = tuple((late(pattern), kind) for pattern, kind in (
    (r"Whisper|Speech|CTC|QuestionAnswering|ObjectDetection|YOLO|DepthEstimation|Regress(?:or|ion)\Z(?<!LogisticRegression)|"
     r"ForMaskedLM", "other"),
    (r"ForCausalLM|LMHeadModel|FastLanguageModel|FastModel|CausalLM\Z", "llm"),
    (r"For(?:Sequence|Token|Image|Audio|Text)Classification|ForMultipleChoice|SetFitModel|Classifier|SVC\Z|"
     r"LogisticRegression|NB\Z", "classifier"),
    (r"SentenceTransformer|SparseEncoder", "embedding"),
    (r"ForConditionalGeneration|Seq2SeqLM|UNet|Transformer2DModel|Diffusion|Pipeline", "generative"),
))  # fmt: skip
#: What a student learns from beside data.
TEACHER_KEYWORDS = frozenset({"teacher_model", "teacher", "teacher_model_name_or_path", "teacher_name_or_path",
                              "teacher_model_path", "teacher_model_name", "teacher_model_id",
                              "teacher_name"})  # fmt: skip
#: Callables that such keywords speak of a student's training in.
DEALS_WITH_MODELS = late(r"Trainer\Z|[Dd]istil|KD(?:Config|Arguments)?\Z")
TEACHER_NAMED = late(r"teacher", re.IGNORECASE)

#: Packages that no file of the tree defines.
KNOWN_PACKAGES = frozenset({
    "accelerate", "anthropic", "asyncio", "bitsandbytes", "collections", "csv", "datasets", "deepspeed", "diffusers",
    "evaluate", "functools", "gc", "glob", "google", "huggingface_hub", "itertools", "json", "jsonlines", "keras",
    "langchain", "langchain_community", "langchain_core", "langchain_openai", "lightning", "litellm", "logging", "math",
    "matplotlib", "nltk", "numpy", "ollama", "openai", "os", "pandas", "pathlib", "peft", "pickle", "PIL", "polars",
    "pytorch_lightning", "random", "re", "requests", "sentence_transformers", "setfit", "sklearn", "subprocess", "sys",
    "tensorflow", "time", "tokenizers", "torch", "torchvision", "tqdm", "transformers", "trl", "typing", "unsloth",
    "vllm", "wandb", "yaml", "concurrent", "multiprocessing", "distilabel", "dotenv", "argparse", "dataclasses",
})  # fmt: skip
