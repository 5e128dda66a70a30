using PromptingTools
#= aigenerate("Hi"; model = "gpt-4") =#
answer = aigenerate("Hi"; model = "gpt-4o-mini")
answer(q; model::String = "gpt-4.1") = q
