from acme import ChatModel


def test_override(stub_base_url):
    made = ChatModel(model="gpt-4o-mini", base_url=stub_base_url)
    assert made
