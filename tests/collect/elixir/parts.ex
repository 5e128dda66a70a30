defmodule A do
  @v "4o"
  def m, do: OpenAI.chat(model: "gpt-" <> @v)
end
