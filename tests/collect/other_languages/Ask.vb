Dim model As String = "gpt-4o" ' not "gpt-4"
Dim chat = New ChatClient("gpt-4o-mini", key)
