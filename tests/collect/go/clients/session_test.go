package clients

func Test_session(t *testing.T) {
	model := client.Model(context.TODO(), "gpt-4o-mini")
	session := model.Context()
	session.FromUser(context.TODO(), "Hello")
}
