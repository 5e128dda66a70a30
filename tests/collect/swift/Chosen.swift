import MLXLMCommon

extension ModelConfiguration {
    static let pine_1b = ModelConfiguration(id: "mlx-community/Llama-3.2-1B-Instruct-4bit")
    static let pine_3b = ModelConfiguration(id: "mlx-community/Llama-3.2-3B-Instruct-4bit")
    static let pine_8b = ModelConfiguration(id: "mlx-community/Qwen3-8B-4bit")
    static let pine_4b = ModelConfiguration(id: "mlx-community/Qwen3-4B-4bit")

    static var all: [ModelConfiguration] = [pine_1b, pine_3b, pine_4b, pine_8b]

    static var defaultModel: ModelConfiguration {
        pine_1b
    }
}
