package main
import (
	"github.com/openai/openai-go"
	"github.com/anthropics/anthropic-sdk-go"
	"google.golang.org/genai"
	"github.com/ollama/ollama/api"
	"github.com/philippgille/chromem-go"
)
const ollamaHost = "http://localhost:11434"
var p1 = openai.ChatCompletionNewParams{Model: openai.F(openai.ChatModelGPT4o)}
var p2 = openai.EmbeddingNewParams{Model: openai.EmbeddingModelTextEmbedding3Small}
var p3 = responses.ResponseNewParams{Model: shared.ChatModelGPT4_1Mini}
var p4 = anthropic.MessageNewParams{Model: anthropic.ModelClaudeSonnet4_20250514}
var p5 = anthropic.MessagesRequest{Model: anthropic.ModelClaude3Opus20240229}
func f() {
	res, _ := client.Models.GenerateContent(ctx, "gemini-2.0-flash", genai.Text("x"), nil)
	model := client.GenerativeModel("gemini-1.5-flash")
	req := &api.GenerateRequest{Model: "gemma2"}
	cr := &api.ChatRequest{
		Model: "llama3.2",
	}
	g := genkit.Init(ctx, genkit.WithDefaultModel("googleai/gemini-2.5-flash"))
	m := googlegenai.GoogleAIModel(g, "gemini-2.5-pro")
	resp, _ := genkit.Generate(ctx, g, ai.WithModelName("googleai/gemini-1.5-pro"))
	ef := chromem.NewEmbeddingFuncOllama("nomic-embed-text", "")
	ef2 := chromem.NewEmbeddingFuncOpenAI(key, chromem.EmbeddingModelOpenAI3Small)
	out, _ := br.InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-v2")})
	l, _ := gollm.NewLLM(gollm.SetModel("gpt-4o-mini"))
	cm, _ := ollama.NewChatModel(ctx, &ollama.ChatModelConfig{BaseURL: u, Model: "qwen2.5:7b"})
	flag.StringVar(&model, "model", "mistral", "m")
	name := getEnv("LLM_MODEL", "gpt-4o")
	if v := os.Getenv("OPENAI_MODEL"); v != "" { model = v } else { model = "gpt-3.5-turbo" }
	payload := map[string]interface{}{"model": "deepseek-chat", "stream": true}
	u2 := "https://generativelanguage.googleapis.com/v1/models/gemini-1.0-pro:generateContent?key=" + k
	viper.SetDefault("llm.model", "claude-3-haiku-20240307")
	mm := cmp.Or(os.Getenv("MODEL"), "o3-mini")
	ws, _ := whisper.New("models/ggml-base.en.bin")
	cmd.Flags().StringP("model", "m", "gpt-4-turbo", "the model")
	hugot.DownloadModel("KnightsAnalytics/distilbert-base-uncased-finetuned-sst-2-english", "./", o)
	co := &cohere.ChatRequest{Model: cohere.String("command-r-plus")}
	e := openai.EmbeddingRequest{Model: openai.AdaEmbeddingV2}
	s := openai.CreateSpeechRequest{Model: openai.TTSModel1}
	w := openai.AudioRequest{Model: openai.Whisper1}
	d := openai.ImageRequest{Model: openai.CreateImageModelDallE3}
	c := mistral.NewMistralClientDefault(k); c.Chat("mistral-tiny", m, nil)
}
type Config struct {
	Model string `env:"MODEL" envDefault:"gpt-4o-mini"`
	Emb string `default:"text-embedding-3-small" help:"embedding model"`
	M2 string `yaml:"model" json:"model" jsonschema:"enum=gpt-4,enum=gpt-5"`
}
