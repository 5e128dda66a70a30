package main
const family = "gpt"
func main() {
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: family + "-4o-mini"})
	model := fmt.Sprintf("%s-%s", family, "4.1")
	body := fmt.Sprintf(`{"model": "%s", "x": %d}`, "gpt-5", 1)
	url := fmt.Sprintf("https://generativelanguage.googleapis.com/v1beta/models/%s:generateContent?key=%s", "gemini-pro", key)
	s := fmt.Sprintf("model %s", "gpt-4")
	r := Req{Model: prefix + name}
	q := Req{Model: "ft:" + name}
}
