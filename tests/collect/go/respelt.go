package acme

func (m Model) vertexModel() string {
	switch m {
	case ModelClaude3Haiku:
		return "claude-3-haiku@20240307"
	case ModelClaude35SonnetV2:
		return "claude-3-5-sonnet-v2@20241022"
	case Default:
		return "claude-sonnet-4-5@20250929"
	}
	return string(m)
}
