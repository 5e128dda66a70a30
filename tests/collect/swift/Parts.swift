let v = "4o"
let model = "gpt-\(v)-mini"
public static let defaultTokenizerRepo = "Qwen/Qwen3-0.6B"
let model: Model = if fast { .gpt4_o_mini } else { wanted == .small ? .gpt3_5Turbo : .gpt4 }
