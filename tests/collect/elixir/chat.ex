defmodule Chat do
  @moduledoc """
  Uses {:hf, "openai-community/gpt2"}.
  """
  alias LangChain.ChatModels.ChatOpenAI

  @model "gpt-4o-mini"

  def run(opts) do
    {:ok, info} = Bumblebee.load_model({:hf, "microsoft/resnet-50"}, architecture: :base)
    repo = {:hf, "facebook/bart-large-mnli"}
    {:ok, tokenizer} = Bumblebee.load_tokenizer(repo)
    llm = ChatOpenAI.new!(%{model: @model, temperature: 0})
    other = ChatOpenAI.new!(%{model: Keyword.get(opts, :model, "gpt-4.1")})
    ReqLLM.generate_text("anthropic:claude-3-haiku-20240307", "Hi")
    System.get_env("LLM_MODEL") || "o3-mini"
  end
end
