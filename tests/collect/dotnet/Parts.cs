const string V = "4o";
var model = $"gpt-{V}-mini";
var x = new ChatClient("gpt-" + V, key);
