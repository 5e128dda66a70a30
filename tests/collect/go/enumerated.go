package pine

type Embedding string

const (
	EmbeddingPine2Ada Embedding = "text-embedding-ada-002"
	EmbeddingPineS    Embedding = "text-embedding-3-small"
	EmbeddingPineL    Embedding = "text-embedding-3-large"
	DefaultChatModel  Model     = "gpt-4o"
)

func NewDefault(key string) Func { return NewFunc(key, EmbeddingPineS) }

func NewFunc(key string, model Embedding) Func { return call(key, string(model)) }

var Known = map[string]Model{
	"flash": {ID: "flash", APIModel: "gemini-2.5-flash", CostPer1MIn: 0.15},
	"pro":   {ID: "pro", APIModel: "gemini-2.5-pro", CostPer1MIn: 1.25},
}

func HealthCheck(c *gin.Context) {
	c.JSON(200, gin.H{"status": "healthy", "model": "llama3.2:3b"})
}

func Ask(c *gin.Context) {
	post("http://localhost:11434/api/chat", gin.H{"model": "llama3.1:8b", "stream": false})
}
