"""Settings of a file that loads nothing."""
model_name = "users/profile"
model = "acme/tiny-7b"
