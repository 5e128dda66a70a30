let model = "gpt-4o"
let body = %*{"model": "gpt-4o-mini", "messages": []}
