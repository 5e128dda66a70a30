[TestFixture]
public class ChatTests
{
    [Test]
    public void Counts() => Tiktoken.ModelToEncoder.For(ChatModel.Gpt4.ToString()).CountTokens(text);

    [Test]
    public async Task Chats()
    {
        var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
        var client = new OpenAIClient(key).GetChatClient("gpt-4o-mini").AsIChatClient();
        await client.GetResponseAsync("Hello");
    }
}
