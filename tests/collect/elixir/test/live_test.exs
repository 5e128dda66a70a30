defmodule Shop.AnswerTest do
  test "puts the answer in" do
    expect(Shop.Http.Mock, :post, fn _ -> {:ok, %{}} end)
    provider = Shop.OpenAI.new(%{text_model: "gpt-4.1", api_key: "k"})
    assert Shop.Answer.generate("q", provider)
  end

  @tag :integration_test
  test "asks the service" do
    provider = Shop.OpenAI.new(%{text_model: "gpt-4.1-mini", api_key: "k"})
    assert Shop.Answer.generate("q", provider)
  end

  test "asks with the key of the machine" do
    api_key = System.get_env("OPENAI_API_KEY")
    assert Shop.Answer.generate("q", Shop.OpenAI.new(%{text_model: "gpt-4.1-nano", api_key: api_key}))
  end

  test "keeps what it was given" do
    api_key = System.get_env("OPENAI_API_KEY")
    assert Shop.OpenAI.config(%{text_model: "gpt-5", api_key: api_key}).key == api_key
  end
end
