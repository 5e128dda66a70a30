defmodule Acme.Models do
  def model(model), do: %GenAI.Model{model: model, provider: GenAI.Provider.Groq}
  def llama3_1_8b(), do: model("llama-3.1-8b-instant")
  def llama3_70b(), do: model("llama3-70b-8192")
  def gemma2_9b_it(), do: model("gemma2-9b-it")
  def gemma_2_instruct(), do: model("gemma2-27b-it")
  def ask(text), do: GenAI.run(model("qwen-qwq-32b"), text)
end
