package models

const (
	GPT4oMini     = "gpt-4o-mini"
	GPT4o         = "gpt-4o"
	Claude3Haiku  = "claude-3-haiku-20240307"
	O3Mini        = "o3-mini"
)

var contextWindow = map[string]int{
	"gpt-4o": 128000,
}
