using Microsoft.AI.Foundry.Local;

var manager = await FoundryLocalManager.StartModelAsync(aliasOrModelId: "phi-3.5-mini");
using var factory = WhisperFactory.FromPath("ggml-small.bin");
var request = new ChatRequest { Model = Model.GPT4_Vision };
