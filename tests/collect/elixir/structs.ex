defmodule Shop.Vision do
  @tagger %Shop.Weights{name: "acme/pine-tagger", folder: "pine"}
  @caption_model %Shop.Weights{
    name: "acme/pine-caption",
    folder: "pine-caption"
  }
  @owner %{name: "acme/pine-people"}

  def load, do: Bumblebee.load_model({:hf, @caption_model.name})
end
