require "openai"
class C
  MODELS = { fast: "gpt-4o-mini", smart: "gpt-4o" }.freeze
  SUPPORTED = %w[gpt-4 gpt-5]
  def model = "gpt-4.1"
  def model_name
    @fast ? "gpt-4.1-mini" : "gpt-4.1-nano"
  end
  def call(prompt, model = "o3-mini")
    params = { "model" => "o1-mini", "messages" => [] }
    model = options[:model] || "gpt-5"
    model ||= "gpt-5-mini"
    body = { model: model || "gpt-4-turbo" }.to_json
    response = HTTP.post("https://api.openai.com/v1/embeddings", json: { model: "text-embedding-3-small" })
  end
  config_accessor :model, default: "o4-mini"
  option "--model", default: "gpt-3.5-turbo"
  validates :model, inclusion: { in: %w[gpt-4 gpt-4o] }
  PRICES = { "gpt-4" => 0.03 }
  chat = RubyLLM.chat(model: "gemini-2.0-flash").with_model("claude-3-7-sonnet")
  case model when "gpt-4" then 1 end
  emb = RubyLLM.embed("x", model: "text-embedding-004")
end
class Configuration
  option :default_model, "gpt-5.4"
  option :timeout, 300
end
module Capabilities
  TOOL_CHOICE_MODELS = %w[command-a-03-2025 command-r-08-2024].freeze
  FACTS = { "tool_choice" => TOOL_CHOICE_MODELS }.freeze
end
