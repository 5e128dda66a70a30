package main

import (
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/sashabaranov/go-openai"
	"github.com/tmc/langchaingo/llms/ollama"
)

const (
	defaultModel = "gpt-4o-mini"
	embedModel   = openai.SmallEmbedding3
)

type config struct {
	Model string `json:"model"` // such as gpt-4
}

func modelName() string {
	model := os.Getenv("MODEL")
	if model == "" {
		model = "gpt-4.1"
	}
	if model == openai.GPT4 {
		return "old"
	}
	return model
}

func main() {
	client := openai.NewClient(os.Getenv("KEY"))
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: openai.GPT3Dot5Turbo})
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: openai.GPT5Dot9Sol})
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: defaultModel})
	claude.Messages.New(ctx, anthropic.MessageNewParams{Model: anthropic.ModelClaude3_7SonnetLatest})
	llm, _ := ollama.New(ollama.WithModel("mistral"))
	name := flag.String("model", "llama3.2:3b", "the model")
	for _, m := range []string{"qwen3:8b", "gemma3:4b"} {
		generate(llm, m)
	}
}
