package acme

import "github.com/liushuangls/go-anthropic/v2"

func TestMessages(t *testing.T) {
	client := anthropic.NewClient(os.Getenv("ANTHROPIC_API_KEY"))
	request.Model = anthropic.ModelClaude3Dot5Haiku20241022
	client.CreateMessages(ctx, request)
	request.Model = anthropic.ModelClaude3Dot7Sonnet20250219
	client.CreateMessages(ctx, request)
	request.Model = anthropic.ModelClaudeSonnet4Dot5
	client.CreateMessages(ctx, request)
}
