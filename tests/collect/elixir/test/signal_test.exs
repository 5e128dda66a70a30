defmodule Shop.SignalTest do
  test "carries the name" do
    signal = Shop.Signal.new!(%{model: "anthropic:claude-haiku-4-5"})
    assert signal.type == "shop.llm.response"
  end
end
