using OllamaSharp.Models;

public class SerializationTests
{
    [Fact]
    public void KeepsTheName()
    {
        var request = new GenerateRequest { Model = "qwen3:8b", Prompt = "p" };
        Assert.Contains("qwen3", JsonSerializer.Serialize(request));
    }
}
