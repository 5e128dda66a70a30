package main

func ask() {
	body := fmt.Sprintf(`{"model": "llama3", "prompt": "%s"}`, prompt)
	fmt.Printf(`{"model": "gpt-4", "prompt": "%s"}`, prompt)
	http.Post("http://localhost:11434/api/generate", "application/json", strings.NewReader(body))
	http.Post("https://api-inference.huggingface.co/models/distilbert-base-uncased", "application/json", reader)
	http.Get("https://router.huggingface.co/v1")
}
