"""What came back, what only counts tokens, and a model of a service in a file that imports no known library."""
from acme.drivers import ImageDriver, OpenAiTokenizer

answer = ChatCompletionResponse(id="1", model="gpt-4", choices=[])
other = build(object="chat.completion", model="gpt-4o")
counter = OpenAiTokenizer(model="gpt-4.1")
pieces = HubTokenizer(model="acme/llama-7b")
driver = ImageDriver(model="stability.stable-diffusion-xl-v1")
speech = ElevenLabsDriver(model="acme-voice")
