from acme import grab

grab("https://example.org/nets/eyes.onnx")
