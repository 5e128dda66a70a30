package pine

func TestPod(t *testing.T) {
	pod := build(Spec{Model: "llama3.2", Provider: "ollama"})
	if pod.Env[0].ValueFrom.SecretKey != "key" {
		t.Fatal("no key")
	}
}
