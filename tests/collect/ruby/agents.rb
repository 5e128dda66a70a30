require "anthropic"
require "openai"
client.messages.create(max_tokens: 1, model: :"claude-sonnet-4-20250514")
client.responses.create(model: :"gpt-4.1", input: "x")
client.chat.completions.create(model: :"o3-mini")
client.chat.completions.create(model: :gpt_4o) 
RubyLLM.configure do |config|
  config.default_model = "gpt-4.1-nano"
  config.default_embedding_model = 'text-embedding-3-small'
end
class Agent < ActiveAgent::Base
  generate_with :openai, model: "gpt-4o"
end
class A < ApplicationAgent
  model "claude-3-5-sonnet-20241022"
end
llm = Langchain::LLM::OpenAI.new(api_key: k, default_options: { chat_model: "gpt-4o" })
lm = DSPy::LM.new('openai/gpt-4o-mini', api_key: k)
c = Candle::LLM.from_pretrained("TinyLlama/TinyLlama-1.1B-Chat-v1.0")
t = Transformers.pipeline("sentiment-analysis", "distilbert/distilbert-base-uncased-finetuned-sst-2-english")
chat = OmniAI::OpenAI::Client.new.chat("x", model: OmniAI::OpenAI::Chat::Model::GPT_4O)
g = Gemini.new(credentials: {}, options: { model: 'gemini-pro', server_sent_events: true })
o = client.generate({ model: 'llama2', prompt: 'Hi!' })
MODEL = ENV.fetch("OPENAI_MODEL") { "gpt-4o" }
DEFAULT = ENV["MODEL"] || "gpt-4o-mini"
def initialize(model: "gpt-3.5-turbo", temperature: 1)
end
attribute :model, :string, default: "gpt-4o"
t.string :model, default: "gpt-4"
option :model, type: :string, default: "llama3"
Chat.create!(model_id: "gpt-4.1-mini")
ensure_model "x"
enum :model, { gpt4: "gpt-4", gpt35: "gpt-3.5-turbo" }
model = case tier
        when :fast then "gpt-4o-mini"
        else "gpt-4o"
        end
