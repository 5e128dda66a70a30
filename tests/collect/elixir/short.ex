defmodule Shop.Short do
  @default_embed "text-embedding-3-small"
  @label "gpt-5"

  def pick(opts), do: opts[:model] || "gpt-4.1-nano"
  def env, do: System.get_env("MODEL") || "o4-mini"
  def title, do: "gpt-4"
  def embed(text), do: OpenAI.embeddings(model: @default_embed, input: text)
end
