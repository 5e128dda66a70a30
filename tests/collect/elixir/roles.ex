defmodule Shop.Roles do
  @default_aliases %{
    fast: "anthropic:claude-haiku-4-5",
    planning: "openai:gpt-4.1",
    gpt4: "openai:gpt-4-turbo"
  }
  @labels %{fast: "openai:gpt-5"}

  def pick(name), do: Map.get(@default_aliases, name)
end
