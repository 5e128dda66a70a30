require "openai"
require "ruby_llm"

class Chat
  DEFAULTS = {
    chat_model: "gpt-4o-mini",
    embedding_model: "text-embedding-3-small",
    temperature: 0.0
  }.freeze

  MODELS = %w[gpt-4o gpt-4.1].freeze

  def initialize(model: ENV.fetch("MODEL", "gpt-4.1-mini"))
    @client = OpenAI::Client.new
    @model = model
  end

  def ask
    # parameters: { model: "gpt-4" }
    @client.chat(parameters: { model: "o3-mini", messages: [] })
    RubyLLM.chat(model: 'claude-sonnet-4-5')
    MODELS.each { |name| @client.chat(parameters: { model: name }) }
    raise "gpt-4-turbo" if @model == "gpt-3.5-turbo"
    puts <<~TEXT.strip
      model: "gpt-4-vision-preview"
    TEXT
    embed = Informers.pipeline("embedding", "sentence-transformers/all-MiniLM-L6-v2")
  end
end
