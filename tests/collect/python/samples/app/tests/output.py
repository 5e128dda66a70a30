def test_output():
    assert Processor(Mock(), "anthropic.claude-v2").name == "x"
