using OpenAI.Chat;

class Typed
{
    ChatClient chat = new("gpt-4o-mini", key);
    Label label = new("gpt-4");
    string body = $@"{{""model"": ""gpt-4-turbo"", ""prompt"": ""p""}}";
    public string EmbeddingDeployment => Env("EMBED") ?? "text-embedding-ada-002";

    public Typed() : this("gpt-5") { }
}
