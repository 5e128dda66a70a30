-- model = "gpt-4"
require("codecompanion").setup({ adapters = { openai = { model = "gpt-4o-mini" } } })
