package main
import "github.com/sashabaranov/go-openai"
var models = []string{"gpt-4o", "gpt-4o-mini"}
const (
	ModelFast Model = "gpt-4o-mini"
	ModelSmart Model = "gpt-4o"
)
func model() string {
	switch os.Getenv("TIER") {
	case "fast":
		return "gpt-4.1-mini"
	default:
		return "gpt-4.1"
	}
}
func main() {
	var m string
	if fast { m = "o3-mini" } else { m = "o1" }
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: m})
	if cfg.Model == "" {
		cfg.Model = "gpt-4-turbo"
	}
	opts := []Option{WithModel("gpt-5-mini")}
	tests := []struct{ model string; want int }{ {"gpt-4", 8192} }
	log.Printf("model %s", "gpt-4")
	prices := map[string]float64{"gpt-4o": 2.5}
	r := Req{ Model: firstNonEmpty(os.Getenv("MODEL"), "gpt-5") }
	vertex := &genai.ClientConfig{}; res := client.Models.GenerateContent(ctx, modelName, nil, nil)
	const modelName = "gemini-2.5-flash"
	s := &Settings{LLM: LLMConfig{Provider: "openai", Model: "gpt-5.1"}}
	const weightsModel = "ggml-medium.bin"; load(weightsModel)
}
