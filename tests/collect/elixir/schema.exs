defmodule A do
  use Ecto.Schema
  @default_model "gpt-4o" 
  schema "x" do
    field :model, :string, default: "gpt-4"
    field(:llm, :string, default: "llama3.1")
  end
  def a, do: Instructor.chat_completion(model: "gpt-4o-mini", response_model: X)
  def b, do: OpenAI.chat_completion(model: "gpt-3.5-turbo", messages: [])
  def c, do: Ollama.completion(client, model: "llama2", prompt: "x")
  def d, do: Anthropix.chat(client, model: "claude-3-opus-20240229")
  def e(model \\ "gpt-4-turbo"), do: model
  def f, do: Application.get_env(:app, :model, "o3-mini")
  def g, do: Req.post!(url, json: %{model: "gpt-4.1", input: t})
  def h, do: ReqLLM.generate_text!("openai:gpt-4o", "x")
  def i(%{model: "gpt-5"} = x), do: x
  def j, do: Nx.Serving.run(S, "x")
  def k, do: System.get_env("EMBED_MODEL", "nomic-embed-text")
  def l, do: Keyword.get(opts, :model, @default_model)
  def m, do: Bumblebee.load_model({:hf, @hf_model}) 
  @hf_model "BAAI/bge-small-en-v1.5"
end
import Config
config :app, openai_model: "gpt-4o-2024-08-06"
config :langchain, model: System.get_env("M") || "gpt-4o"
config :instructor, adapter: Instructor.Adapters.Ollama, ollama: [model: "mistral"]
