package main

type Options struct {
	Model string `kong:"default='gpt-4o'"`
}

func main() {
	llm, _ := gollm.NewLLM(gollm.SetProvider("ollama"), gollm.SetModel("llama3.1"))
}
