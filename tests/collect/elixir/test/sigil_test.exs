defmodule Shop.SigilTest do
  @tag :integration_test
  test "says why" do
    assert_raise ArgumentError, ~r/can't tell which/, fn -> Shop.run() end
    quote = ?'
    assert Shop.ask(quote, Shop.OpenAI.new(%{text_model: "gpt-4.1", api_key: key()}))
  end
end
