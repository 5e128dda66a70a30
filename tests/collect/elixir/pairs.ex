defmodule Acme.Upload do
  def form(path), do: {:multipart, [{:file, path}, {"model", "whisper-1"}, {"label", "tts-1"}]}
end
