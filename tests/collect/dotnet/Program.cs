using Azure.AI.OpenAI;
using Microsoft.SemanticKernel;
using OpenAI;

#region Don't read "gpt-4" here
var model = Environment.GetEnvironmentVariable("MODEL") ?? "gpt-4o-mini";
#endregion
var chat = new OpenAIClient(key).GetChatClient(model);
var second = new OpenAIClient(key).GetChatClient("o1-preview");
builder.AddOpenAIChatCompletion("gpt-4.1", key);
builder.AddOpenAIChatCompletion(apiKey: key, modelId: "gpt-4.1-mini");
builder.AddOllamaChatCompletion("phi3", new Uri("http://localhost:11434"));
var agent = new MistralClientAgent(client: client, model: MistralAIModelID.OPEN_MISTRAL_7B);
var path = @"C:\models\gpt-4";
var text = $"using {model}";
if (model == "gpt-3.5-turbo") Console.WriteLine("gpt-4");

public class Options
{
    public string ModelId { get; set; } = "text-embedding-3-small";
    public string Deployment => "gpt-4o";
}

public static class Names
{
    public const string Claude3Opus = "claude-3-opus-20240229";
    public const string Claude3Sonnet = "claude-3-sonnet-20240229";
    public const string Claude3Haiku = "claude-3-haiku-20240307";
}
