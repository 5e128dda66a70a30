package acme

func TestDeletes(t *testing.T) {
	modelName := "iris2"
	create(t, modelName)
}
