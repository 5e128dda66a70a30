package pine

const (
	PineScout ModelID = "acme/llama-4-scout-17b"
	PineLarge ModelID = "acme/llama-4-large-17b"
	PineSmall ModelID = "acme/llama-4-small-17b"
)

var PineModels = map[ModelID]Model{
	PineScout: {ID: PineScout, APIModel: "llama-4-scout", CostPer1MIn: 0.29},
}
