import OpenAI
import GoogleGenerativeAI
let q = ChatQuery(messages: [], model: .gpt4_o)
let q2 = ChatQuery(model: .gpt3_5Turbo, messages: [])
let q3 = EmbeddingsQuery(input: x, model: .textEmbeddingAda)
let q4 = AudioTranscriptionQuery(file: f, model: .whisper_1)
let p = ChatCompletionParameters(messages: [], model: .gpt4o)
let p2 = ChatCompletionParameters(messages: [], model: .custom("gpt-4-turbo"))
let p3 = MessageParameter(model: .claude35Sonnet, messages: [])
let p4 = MessageParameter(model: .other("claude-3-7-sonnet-latest"), messages: [])
let g = GenerativeModel(name: "gemini-1.5-flash", apiKey: k)
let fb = vertex.generativeModel(modelName: "gemini-2.0-flash")
let w = try await WhisperKit(model: "base")
let c = try await LLMModelFactory.shared.loadContainer(configuration: ModelConfiguration(id: "mlx-community/Qwen2.5-0.5B-4bit"))
let s = try await HubApi.shared.snapshot(from: "mlx-community/SmolLM-135M-4bit")
let bot = LLM(from: HuggingFaceModel("TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF", .Q4_K_M, template: t))
let am = MLXLanguageModel(modelId: "mlx-community/Qwen3-0.6B-4bit")
let om = OllamaLanguageModel(model: "qwen3")
let body: [String: Any] = ["model": "gpt-4o-mini", "messages": m]
static let defaultModel = "gpt-4"
@AppStorage("model") private var model = "gpt-4o"
enum Model: String { case gpt4 = "gpt-4", gpt4o = "gpt-4o" }
let sz = LLMLocalSchema(model: .llama3_8B_4bit)
let m = ProcessInfo.processInfo.environment["MODEL"] ?? "llama3.2"
let weights = Download(file: "tiny-Q4_K_M.gguf", repository: "acme/tiny-gguf")
let sources = Download(file: "README.md", repository: "acme/tools")
config = WhisperKitConfig(model: "base", modelRepo: "acme/whisperkit-coreml")
