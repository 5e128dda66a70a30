open OpenAI
(* "gpt-4" in a comment *)
let model = "gpt-4o-mini"
let client = OpenAIClient(key).GetChatClient(model)
