using PromptingTools
#= aigenerate("Hi"; model = "gpt-4") =#
answer = aigenerate("Hi"; model = "gpt-4o-mini")
