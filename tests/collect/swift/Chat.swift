import MLXLLM
import OpenAI
import WhisperKit

final class Chat {
    let configuration = LLMRegistry.gemma3_1B_qat_4bit
    var modelId: String = "mlx-community/Llama-3.2-3B-Instruct-4bit"
    /* let modelId = "gpt-4" */
    func run() async throws {
        let query = ChatQuery(messages: [], model: .gpt4_o_mini)
        let pipe = try await WhisperKit(WhisperKitConfig(model: "large-v3"))
        let container = try await loadModel(id: "mlx-community/Qwen3-4B-4bit")
        let own = ModelConfiguration(id: "mlx-community/Phi-3.5-mini-instruct-4bit")
        if modelId == "gpt-4o" { print("gpt-4") }
    }
}
