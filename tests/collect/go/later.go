package main

func later() {
	m := os.Getenv("MODEL")
	if m == "" {
		m = "o3-mini"
	}
	title := "t"
	title = "gpt-4"
}
