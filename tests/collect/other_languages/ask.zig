const openai = @import("openai");
const model = "gpt-4o";
const payload = .{ .model = "gpt-4o-mini", .messages = messages };
