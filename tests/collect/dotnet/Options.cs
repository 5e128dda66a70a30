using OpenAI.Chat;
string model = tier switch { "fast" => "gpt-4o-mini", _ => "gpt-4o" };
var modelId = fast ? "gpt-4.1-mini" : "gpt-4.1";
public enum Model { [EnumMember(Value = "gpt-4")] Gpt4 }
public record Options(string Model = "o3-mini");
public string ChatModel { get; init; } = "o1-mini";
[JsonPropertyName("model")] public string M { get; set; } = "gpt-5";
services.Configure<O>(o => { o.ModelId = "gpt-5-mini"; });
var dict = new Dictionary<string, object> { ["model"] = "gpt-4-turbo", { "model", "gpt-3.5-turbo" } };
var content = new StringContent("{\"model\":\"gpt-5.1\"}", Encoding.UTF8);
var json = $$"""{"model": "gpt-5.2", "x": {{y}}}""";
Console.WriteLine("Using gpt-4");
[InlineData("gpt-4", 8192)] public void T() {}
const string Uri = "https://api-inference.huggingface.co/models/facebook/bart-large-cnn";
var u = $"https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent?key={k}";
var dep = builder.Configuration.GetValue<string>("OpenAI:Model", "o4-mini");
