package parse

func TestParse(t *testing.T) {
	for _, one := range []struct{ input, model string }{{input: "ollama://gemma2:2b", model: "gemma2:2b"}} {
		check(t, one, want{ModelParam: "qwen2:0.5b"})
	}
}
