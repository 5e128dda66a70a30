package acme

import "github.com/openai/openai-go/shared"

const ChatModelGPT4o = shared.ChatModelGPT4o
