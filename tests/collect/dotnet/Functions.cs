using Azure.AI.OpenAI;

await Answer("gpt-4.1-mini", "Why?");
await Answer("deepseek-r1-distill-llama-70b", "Why?");
Note("gpt-5", "seen");

async Task Answer(string model, string question)
{
    var client = azure.GetChatClient(model);
}

void Note(string title, string text)
{
    Console.WriteLine(title);
}

var weights = Ask("model.gguf", folder);
