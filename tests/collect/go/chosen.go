package models

import "github.com/tmc/langchaingo/llms/googleai"

const (
	ModelGeminiPro1   = "gemini-1.0-pro"
	ModelGeminiPro2_5 = "gemini-2.5-pro"
	ModelFlashGemini2 = "gemini-2.0-flash"
)

var geminiModels = []string{ModelGeminiPro2_5, ModelFlashGemini2, ModelGeminiPro1}

func orFirst(model string) string {
	for _, m := range geminiModels {
		if m == model {
			return m
		}
	}
	return geminiModels[0]
}

func pick(cfg Config) string {
	return stringOr(cfg.Model, "gpt-4o")
}

var image = startModelServer("ollama/ollama:0.7.1")
